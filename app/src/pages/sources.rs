//! To be written.

use leptos::prelude::*;

#[component]
pub fn Sources() -> impl IntoView {
    view! { <p></p> }
}
