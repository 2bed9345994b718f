//! What a tenant has, and what it can get beside it. What is there is taken away only with the tenant.

use dezky_domain::{port::Flash, provision::TenantServices, tenant::Slug};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::agreement;
use crate::{
    Backend,
    api::tenants::ExtendTenant,
    pages::tenant_new::Gets,
    ui::{Note, Tone, field::Kept},
};

#[component]
pub fn Extend(backend: Backend, slug: Slug, services: TenantServices, left: Option<Flash>) -> impl IntoView {
    let text = backend.text;
    let kept = Kept::new(left, text).usual("quota", &(services.quota / 1_000_000_000).to_string());
    let has = text.with("tenant-has", [("services", agreement::names(text, services).into())]);
    view! {
        <form class="form" method="post" action=ExtendTenant::PATH novalidate=true>
            {kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> })}
            <p class="muted">{has}</p>
            <input type="hidden" name="slug" value=slug.to_string()/>
            <Gets text kept chat=backend.services.platform.chat has=services/>
            <div class="row"><button class="btn primary">{text.say("tenant-extend")}</button></div>
        </form>
    }
}
