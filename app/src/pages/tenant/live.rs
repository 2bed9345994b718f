//! The part of a tenant's page that follows its provisioning. The server renders it with the page, and alone whenever a
//! step has changed: each piece has an id by which it is put in the other's place.

use dezky_domain::{
    AppError, Result,
    access::Action,
    provision::Provisioning,
    tenant::{Slug, TenantDetail},
};
use leptos::{either::Either, prelude::*};

use super::{
    agreement::Agreement,
    drift::Drift,
    head::{RunActs, RunMark},
    page,
    services::Services,
    steps::StepLog,
};
use crate::{Backend, islands::steps::Steps, text::Text, ui::Empty};

#[component]
pub fn Provisioned(backend: Backend, detail: TenantDetail, provisioning: Option<Provisioning>) -> impl IntoView {
    let text = backend.text;
    let Some(provisioning) = provisioning else {
        return Either::Left(view! {
            <section class="panel">
                <Empty icon="plugs-connected-duotone" title=text.say("provision-none-title") text=text.say("provision-none")/>
            </section>
        });
    };
    let slug = detail.tenant.slug.clone();
    let services = provisioning.services;
    Either::Right(view! {
        <div class="two">
            <div class="stack">
                <StepLog backend=backend.clone() slug=slug.clone() provisioning=provisioning.clone()/>
                <Drift backend slug provisioning=provisioning.clone()/>
            </div>
            <aside class="stack" aria-label=text.say("agreement-title")>
                <Services text provisioning/>
                <Agreement text detail services/>
            </aside>
        </div>
    })
}

/// What an open page is brought up to date with: the version, and the pieces as they stand on the page, one after the
/// other.
///
/// # Errors
/// `Missing` for a tenant that isn't there or isn't provisioned by us; otherwise as the service.
pub async fn fragment(backend: &Backend, slug: &Slug) -> Result<(i64, String)> {
    let provisioning = backend.services.provisioner.show(&backend.ctx, slug).await?.ok_or(AppError::Missing)?;
    let (text, state, version) = (backend.text, provisioning.state, provisioning.version);
    let acts = backend.ctx.may(Action::Provision).then(|| view! { <RunActs text slug=slug.clone() state/> });
    let html = view! {
        <RunMark text state/>
        {acts}
        <StepLog backend=backend.clone() slug=slug.clone() provisioning=provisioning.clone()/>
        <Drift backend=backend.clone() slug=slug.clone() provisioning=provisioning.clone()/>
        <Services text provisioning/>
    };
    Ok((version, html.to_html()))
}

/// The island that waits for a newer version.
#[component]
pub fn Lively(text: Text, slug: Slug, version: i64) -> impl IntoView {
    let steps = format!("{}/steps", page(&slug));
    view! { <Steps events=format!("{steps}/events?after=") pieces=steps version said=text.say("steps-said")/> }
}
