//! The head of a tenant's page: its name, how far it is, its address, and the acts that fit that.

use dezky_domain::{
    access::Action,
    provision::{Provisioning, RunState},
    tenant::{Slug, TenantDetail, TenantState},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::page;
use crate::{
    Backend,
    api::provisioning::{ProvisionAgain, ProvisionPause, ProvisionResume},
    pages::tenants::State,
    text::Text,
    ui::{Act, Badge, Near, Weight, provision::run},
};

#[component]
pub fn Head(backend: Backend, detail: TenantDetail, provisioning: Option<Provisioning>) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let TenantDetail { tenant, url, .. } = detail;
    let host = url.split_once("://").map_or(url.as_str(), |(_, host)| host).trim_end_matches('/').to_owned();
    let acts = provisioning.as_ref().filter(|_| backend.ctx.may(Action::Provision));
    let acts = acts.map(|provisioning| view! { <RunActs text slug=tenant.slug.clone() state=provisioning.state/> });
    let mark = provisioning.map(|provisioning| view! { <RunMark text state=provisioning.state/> });
    // A tenant that nothing is wrong with needs no second word; one that isn't provisioned has no other.
    let state =
        (tenant.state != TenantState::Active || mark.is_none()).then(|| view! { <State text state=tenant.state/> });
    view! {
        <div class="head">
            <div>
                <h1>{tenant.name}</h1>
                <p class="row wrap">
                    {mark}
                    {state}
                    <a href=url>{host}</a>
                    <span class="faint">{text.say("tenant-made")}" "<Near when at=tenant.created now inside=true/></span>
                </p>
            </div>
            {acts}
        </div>
    }
}

/// How far it is. A part of the page that is put in anew.
#[component]
pub fn RunMark(text: Text, state: RunState) -> impl IntoView {
    let (tone, word) = run(text, state);
    let said = word.clone();
    view! { <span id="run-state" data-part="" data-state=state.word() data-said=said><Badge tone word/></span> }
}

/// The one primary act that fits the state, and the quiet ones beside it. A part of the page that is put in anew.
#[component]
pub fn RunActs(text: Text, slug: Slug, state: RunState) -> impl IntoView {
    let fields = vec![("slug", slug.to_string())];
    let (again, fields_again) = (fields.clone(), fields.clone());
    let again = match state {
        RunState::Trying | RunState::Failed => Some((again, "provision-again")),
        RunState::Cancelled => Some((again, "provision-begin-again")),
        _ => None,
    };
    let again = again.map(|(fields, word)| {
        view! {
            <Act action=ProvisionAgain::PATH fields word=text.say(word) weight=Weight::Primary
                icon="arrow-clockwise-bold" id="run-again"/>
        }
    });
    let cancel =
        matches!(state, RunState::Trying | RunState::Failed | RunState::Working | RunState::Paused).then(|| {
            let href = format!("{}/cancel", page(&slug));
            view! { <a class="btn quiet" id="run-cancel" href=href>{text.say("provision-cancel")}</a> }
        });
    let hold = match state {
        RunState::Cancelled => None,
        RunState::Paused => Some((ProvisionResume::PATH, "provision-resume")),
        _ => Some((ProvisionPause::PATH, "provision-pause")),
    };
    let hold = hold.map(|(action, word)| {
        view! { <Act action fields=fields_again word=text.say(word) weight=Weight::Usual id="run-hold"/> }
    });
    view! { <div class="acts" id="run-acts" data-part="">{cancel}{hold}{again}</div> }
}
