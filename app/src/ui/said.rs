//! A sentence with what is read first set in 600.

use leptos::{either::Either, prelude::*};

use crate::text::Span;

#[component]
pub fn Said(spans: Vec<Span>) -> impl IntoView {
    spans
        .into_iter()
        .map(|span| match span {
            Span::Plain(text) => Either::Left(text),
            Span::Strong(text) => Either::Right(view! { <b>{text}</b> }),
        })
        .collect_view()
}
