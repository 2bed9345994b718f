//! To be written.

use leptos::prelude::*;

#[component]
pub fn Tenants() -> impl IntoView {
    view! { <p></p> }
}

#[component]
pub fn NewTenant() -> impl IntoView {
    view! { <p></p> }
}
