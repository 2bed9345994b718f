//! The operator's list of tenants, with how far each is.

use std::collections::BTreeMap;

use dezky_domain::{
    access::Action,
    id::TenantId,
    provision::RunState,
    tenant::{Tenant, TenantState},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use crate::{
    backend::load,
    text::Text,
    ui::{Desk, Empty, Icon, Search, Status, Tone, provision::run},
    when::When,
};

const PATH: &str = "/operator/tenants";
/// As many as the service gives.
const MOST: usize = 500;

#[component]
pub fn Tenants() -> impl IntoView {
    load(|backend| async move {
        let asked: String = backend.asked("q").unwrap_or_default().trim().chars().take(200).collect();
        let tenants = backend.services.tenants.list(&backend.ctx, &asked).await?;
        let states = backend.services.provisioner.states(&backend.ctx).await?;
        let (text, when) = (backend.text, backend.when);
        // What was just finished on another page, such as a deletion.
        let done = backend.left().await.and_then(|left| left.done).map(|done| text.say(&done));
        let create = backend.ctx.may(Action::CreateTenant);
        let count = u64::try_from(tenants.len()).unwrap_or_default();
        let key = if tenants.len() < MOST { "tenants-count" } else { "tenants-first" };
        let count = text.with(key, [("count", count.into())]);
        let sheet = if tenants.is_empty() {
            Either::Left(view! { <Nothing text create filtered=!asked.is_empty()/> })
        } else {
            Either::Right(view! { <Table text when tenants states/> })
        };
        Ok(view! {
            <Title text=text.say("nav-tenants")/>
            <Desk backend name=text.say("nav-tenants") done>
                <div class="head">
                    <div><h1>{text.say("nav-tenants")}</h1><p>{count}</p></div>
                    {create.then(|| view! { <div class="acts"><Create text/></div> })}
                </div>
                <div class="tools"><Search path=PATH label=text.say("tenants-search") text=asked/></div>
                <div class="sheet">{sheet}</div>
            </Desk>
        })
    })
}

#[component]
fn Create(text: Text) -> impl IntoView {
    view! { <a class="btn primary" href="/operator/tenants/new"><Icon name="plus-bold"/>{text.say("tenants-create")}</a> }
}

#[component]
fn Nothing(text: Text, create: bool, filtered: bool) -> impl IntoView {
    let (title, said) =
        if filtered { ("tenants-no-match-title", "tenants-no-match") } else { ("tenants-none-title", "tenants-none") };
    let act = if filtered {
        Some(Either::Left(view! { <a class="btn" href=PATH>{text.say("tenants-show-all")}</a> }))
    } else {
        create.then(|| {
            Either::Right(view! { <a class="btn" href="/operator/tenants/new">{text.say("tenants-create")}</a> })
        })
    };
    view! { <Empty icon="buildings-duotone" title=text.say(title) text=text.say(said)>{act}</Empty> }
}

#[component]
fn Table(text: Text, when: When, tenants: Vec<Tenant>, states: BTreeMap<TenantId, RunState>) -> impl IntoView {
    let head =
        ["tenant-name", "tenant-slug", "tenant-domain", "tenant-state", "tenant-tab-provisioning", "tenant-created-at"];
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("nav-tenants")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {tenants.into_iter().map(|tenant| view! {
                    <tr role="row">
                        <td role="cell" class="who" data-at="name">
                            <a href=format!("{PATH}/{}", tenant.slug)>{tenant.name}</a>
                        </td>
                        <td role="cell" class="mono" data-at="sub">{tenant.slug.to_string()}</td>
                        <td role="cell">{tenant.domain}</td>
                        <td role="cell" data-at=(tenant.state != TenantState::Active).then_some("acts")>
                            <State text state=tenant.state/>
                        </td>
                        <td role="cell" data-at="state"><Far text state=states.get(&tenant.id).copied()/></td>
                        <td role="cell" data-at="aside">
                            <time datetime=when.machine(tenant.created)>{when.full_day(when.date(tenant.created))}</time>
                        </td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
pub fn State(text: Text, state: TenantState) -> impl IntoView {
    let tone = match state {
        TenantState::Active => Tone::Ok,
        TenantState::Suspended => Tone::Off,
        TenantState::Closing => Tone::Warn,
    };
    view! { <Status tone word=text.say(&format!("tenant-state-{}", state.word()))/> }
}

/// How far its provisioning is.
#[component]
pub fn Far(text: Text, state: Option<RunState>) -> impl IntoView {
    match state {
        Some(state) => {
            let (tone, word) = run(text, state);
            Either::Left(view! { <Status tone word/> })
        }
        None => Either::Right(view! { <span class="faint">{text.say("run-none")}</span> }),
    }
}
