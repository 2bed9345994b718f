//! What OCIS has of a tenant, beside its facts and its colours.

use dezky_domain::{
    access::Action,
    port::Flash,
    tenant::{self, TenantDetail},
};
use leptos::prelude::*;

use crate::{
    Backend,
    pages::objects,
    text::Text,
    ui::{Preview, field::Kept},
    when::When,
};

#[component]
pub fn Objects(backend: Backend, detail: TenantDetail, left: Option<Flash>) -> impl IntoView {
    let (text, when) = (backend.text, backend.when);
    let attribute = backend.ctx.may(Action::AttributeObject);
    let TenantDetail { tenant, objects, .. } = detail.clone();
    view! {
        <div class="two">
            <div class="stack">
                <objects::Objects text slug=tenant.slug.clone() objects kept=Kept::new(left, text) attribute/>
                <Brand text tenant/>
            </div>
            <aside class="stack" aria-label=text.say("tenant-facts")><Facts text when detail/></aside>
        </div>
    }
}

#[component]
fn Facts(text: Text, when: When, detail: TenantDetail) -> impl IntoView {
    let TenantDetail { tenant, people, .. } = detail;
    let created =
        view! { <time datetime=when.machine(tenant.created)>{when.full_day(when.date(tenant.created))}</time> };
    view! {
        <section class="panel pad">
            <h2>{text.say("tenant-facts")}</h2>
            <dl class="facts">
                <div><dt>{text.say("tenant-created-at")}</dt><dd>{created}</dd></div>
                <div><dt>{text.say("nav-people")}</dt><dd>{text.number(people)}</dd></div>
                <div><dt>{text.say("tenant-domain")}</dt><dd>{tenant.domain.unwrap_or_else(|| text.say("none"))}</dd></div>
                <div><dt>{text.say("tenant-slug")}</dt><dd class="mono">{tenant.slug.to_string()}</dd></div>
                <div><dt>{text.say("tenant-id")}</dt><dd class="mono">{tenant.id.to_string()}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn Brand(text: Text, tenant: tenant::Tenant) -> impl IntoView {
    let accent = tenant.brand.accent;
    view! {
        <section class="panel">
            <header><h2>{text.say("tenant-brand")}</h2><span class="muted small mono">{accent.to_string()}</span></header>
            <div class="pad"><Preview text name=tenant.name accent/></div>
            <footer><span class="muted small">{text.say("tenant-brand-what")}</span></footer>
        </section>
    }
}
