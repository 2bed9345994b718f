//! To be written.

use leptos::prelude::*;

#[component]
pub fn Tenant() -> impl IntoView {
    view! { <p></p> }
}
