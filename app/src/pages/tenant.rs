//! One tenant, as the operator sees it: what it is, how it looks, what is known to be its own.

use dezky_domain::{
    AppError,
    access::Action,
    tenant::{self, Slug, TenantDetail},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{objects::Objects, tenants::State};
use crate::{
    Backend,
    backend::{address, load},
    text::Text,
    ui::{Desk, Icon, Preview, field::Kept},
    when::When,
};

#[component]
pub fn Tenant() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("slug"));
    load(|backend| async move {
        // A name that can't be one is nobody's.
        let slug = Slug::parse(&slug.unwrap_or_default()).map_err(|_| AppError::Missing);
        // Who may not see tenants isn't told which names could be.
        backend.ctx.require(Action::ReadTenants)?;
        let detail = backend.services.tenants.show(&backend.ctx, &slug?).await?;
        let left = backend.left().await;
        let (text, when) = (backend.text, backend.when);
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let kept = Kept::new(left.filter(|left| left.form == "object"), text);
        let attribute = backend.ctx.may(Action::AttributeObject);
        let name = detail.tenant.name.clone();
        let crumbs = vec![(text.say("nav-tenants"), "/operator/tenants".to_owned())];
        Ok(view! {
            <Title text=name.clone()/>
            <Desk backend=backend.clone() name=name.clone() crumbs done>
                <Head backend detail=detail.clone()/>
                <div class="two">
                    <div class="stack">
                        <Objects text slug=detail.tenant.slug.clone() objects=detail.objects.clone() kept attribute/>
                        <Brand text tenant=detail.tenant.clone()/>
                    </div>
                    <aside class="stack" aria-label=text.say("tenant-facts")><Facts text when detail/></aside>
                </div>
            </Desk>
        })
    })
}

#[component]
fn Head(backend: Backend, detail: TenantDetail) -> impl IntoView {
    let text = backend.text;
    let TenantDetail { tenant, url, .. } = detail;
    let host = url.split_once("://").map_or(url.as_str(), |(_, host)| host).trim_end_matches('/').to_owned();
    let timeline = backend.ctx.may(Action::ReadPlatformAudit).then(|| {
        let href = address("/operator/audit", &[("tenant", tenant.slug.as_str())]);
        view! { <div class="acts"><a class="btn" href=href><Icon name="clock-counter-clockwise-bold"/>{text.say("tenant-events")}</a></div> }
    });
    view! {
        <div class="head">
            <div>
                <h1>{tenant.name}</h1>
                <p class="row wrap"><State text state=tenant.state/><a href=url>{host}</a></p>
            </div>
            {timeline}
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
