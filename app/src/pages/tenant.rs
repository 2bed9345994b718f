//! One tenant, as the operator sees it: how far its provisioning is, what engines have of it, how it ends.

mod agreement;
mod ask;
mod close;
mod drift;
mod extend;
mod head;
mod live;
mod objects;
mod plan;
mod services;
mod steps;

use dezky_domain::{
    AppError, Result,
    access::Action,
    port::Flash,
    tenant::{Slug, TenantDetail},
};
use leptos::{either::EitherOf4, prelude::*};
use leptos_meta::Title;

pub use self::{ask::Ask, live::fragment, plan::Plan, steps::StepLog};
use self::{close::Close, extend::Extend, head::Head, live::Lively, objects::Objects};
use crate::{
    Backend,
    api::answer::PRESSED,
    backend::{address, load},
    ui::{Desk, Note, Tone, field::Kept},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Provisioning,
    Objects,
    Services,
    Close,
}

#[component]
pub fn Tenant() -> impl IntoView {
    load(|backend| async move {
        let slug = asked(&backend)?;
        let detail = backend.services.tenants.show(&backend.ctx, &slug).await?;
        let provisioning = backend.services.provisioner.show(&backend.ctx, &slug).await?;
        let left = backend.left().await;
        let text = backend.text;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let pressed = Kept::new(left.clone().filter(|left| left.form == PRESSED), text).any();
        // Who may not end a tenant isn't shown how.
        let tab = match backend.asked("tab") {
            Some("objects") => Tab::Objects,
            Some("services") => backend.ctx.require(Action::ManageTenant).map(|_| Tab::Services)?,
            Some("close") => backend.ctx.require(Action::ManageTenant).map(|_| Tab::Close)?,
            _ => Tab::Provisioning,
        };
        let body = match tab {
            Tab::Provisioning => EitherOf4::A(view! {
                <live::Provisioned backend=backend.clone() detail=detail.clone() provisioning=provisioning.clone()/>
            }),
            Tab::Objects => EitherOf4::B(view! {
                <Objects backend=backend.clone() detail=detail.clone() left=of(left, "object")/>
            }),
            Tab::Services => {
                let services = provisioning.as_ref().ok_or(AppError::Missing)?.services;
                EitherOf4::C(view! {
                    <Extend backend=backend.clone() slug=slug.clone() services left=of(left, "services")/>
                })
            }
            Tab::Close => EitherOf4::D(view! {
                <Close backend=backend.clone() tenant=detail.tenant.clone()
                    closes=provisioning.as_ref().and_then(|provisioning| provisioning.closes)/>
            }),
        };
        let (name, provisioned) = (detail.tenant.name.clone(), provisioning.is_some());
        let lively = provisioning.as_ref().filter(|_| tab == Tab::Provisioning).map(|provisioning| {
            view! { <Lively text slug=slug.clone() version=provisioning.version/> }
        });
        Ok(view! {
            <Title text=name.clone()/>
            <Desk backend=backend.clone() name=name crumbs=crumbs(&backend) done>
                <Head backend=backend.clone() detail provisioning/>
                <Tabs backend slug tab provisioned/>
                {pressed.map(|title| view! { <Note tone=Tone::Bad title/> })}
                {body}
                {lively}
            </Desk>
        })
    })
}

fn of(left: Option<Flash>, form: &str) -> Option<Flash> {
    left.filter(|left| left.form == form)
}

fn crumbs(backend: &Backend) -> Vec<crate::ui::Crumb> {
    vec![(backend.text.say("nav-tenants"), "/operator/tenants".to_owned())]
}

/// The tenant that the address names, and the right to see it. A name that can't be one is nobody's, and who may not see
/// tenants isn't told which names could be.
fn asked(backend: &Backend) -> Result<Slug> {
    backend.ctx.require(Action::ReadTenants)?;
    let slug = backend.path.strip_prefix("/operator/tenants/").and_then(|rest| rest.split('/').next());
    Slug::parse(slug.unwrap_or_default()).map_err(|_| AppError::Missing)
}

/// A tenant's page.
fn page(slug: &Slug) -> String {
    format!("/operator/tenants/{slug}")
}

#[component]
fn Tabs(backend: Backend, slug: Slug, tab: Tab, provisioned: bool) -> impl IntoView {
    let text = backend.text;
    let here = move |this: Tab| (this == tab).then_some("page");
    let page = page(&slug);
    let timeline = backend.ctx.may(Action::ReadPlatformAudit).then(|| {
        let href = address("/operator/audit", &[("tenant", slug.as_str())]);
        view! { <a href=href>{text.say("nav-timeline")}</a> }
    });
    let manages = backend.ctx.may(Action::ManageTenant);
    let services = (manages && provisioned).then(|| {
        let href = format!("{page}?tab=services");
        view! { <a href=href aria-current=here(Tab::Services)>{text.say("services-title")}</a> }
    });
    let close = manages.then(|| {
        let href = format!("{page}?tab=close");
        view! { <a href=href aria-current=here(Tab::Close)>{text.say("tenant-tab-close")}</a> }
    });
    view! {
        <nav class="tabs" aria-label=text.say("tenant-parts")>
            <a href=page.clone() aria-current=here(Tab::Provisioning)>{text.say("tenant-tab-provisioning")}</a>
            <a href=format!("{page}?tab=objects") aria-current=here(Tab::Objects)>{text.say("tenant-tab-objects")}</a>
            {services}
            {timeline}
            {close}
        </nav>
    }
}

/// What a tenant's page of questions stands in: the desk, with the way back to the tenant.
async fn asking<View: IntoView + Send + 'static>(
    backend: Backend,
    title: String,
    body: impl FnOnce(&TenantDetail) -> Result<View>,
) -> Result<impl IntoView> {
    let slug = asked(&backend)?;
    let detail = backend.services.tenants.show(&backend.ctx, &slug).await?;
    let mut crumbs = crumbs(&backend);
    crumbs.push((detail.tenant.name.clone(), page(&slug)));
    let body = body(&detail)?;
    Ok(view! {
        <Title text=title.clone()/>
        <Desk backend name=title crumbs>{body}</Desk>
    })
}
