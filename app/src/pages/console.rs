//! The consoles' own addresses lead to the first place in them that the caller may see.

use leptos::prelude::*;

use crate::{
    backend::load,
    ui::desk::{ADMINISTRATION, OPERATOR, Place, entrance},
};

#[component]
pub fn Admin() -> impl IntoView {
    lead(ADMINISTRATION)
}

#[component]
pub fn Operator() -> impl IntoView {
    lead(OPERATOR)
}

fn lead(places: &'static [Place]) -> impl IntoView {
    load(move |backend| async move {
        leptos_axum::redirect(entrance(&backend.ctx, places)?);
        Ok(())
    })
}
