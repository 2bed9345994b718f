//! To be written.

use leptos::prelude::*;

#[component]
pub fn Admin() -> impl IntoView {
    view! { <p></p> }
}

#[component]
pub fn Operator() -> impl IntoView {
    view! { <p></p> }
}
