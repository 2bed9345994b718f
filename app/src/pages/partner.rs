//! A partner's own console: the tenants that let it in, with what needs attention there, and the way in.

use chrono::{DateTime, Utc};
use dezky_domain::{access::Action, partner::PartnerTenant, tenant::TenantState};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::{
    tenant_new::{Form, kept},
    tenants::{Far, State},
};
use crate::{
    Backend,
    api::partner::{CreatePartnerTenant, EnterTenant},
    backend::load,
    text::Text,
    ui::{Act, Desk, Empty, Icon, Search, Status, Tone, Weight},
    when::When,
};

const PATH: &str = "/partner/tenants";

#[component]
pub fn Tenants() -> impl IntoView {
    load(|backend: Backend| async move {
        let asked: String = backend.asked("q").unwrap_or_default().trim().chars().take(200).collect();
        let tenants = backend.services.partner_console.tenants(&backend.ctx, &asked).await?;
        let done = backend.left().await.and_then(|left| left.done).map(|done| backend.text.say(&done));
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let title = text.say("nav-partner-tenants");
        let count = text.with("tenants-count", [("count", u64::try_from(tenants.len()).unwrap_or_default().into())]);
        let create = backend.ctx.may(Action::CreatePartnerTenant).then(|| {
            view! { <div class="acts"><a class="btn primary" href="/partner/tenants/new"><Icon name="plus-bold"/>{text.say("tenants-create")}</a></div> }
        });
        let sheet = if tenants.is_empty() {
            let (title, said) = if asked.is_empty() {
                ("partner-none-title", "partner-none")
            } else {
                ("tenants-no-match-title", "partner-no-match")
            };
            Either::Left(view! { <Empty icon="buildings-duotone" title=text.say(title) text=text.say(said)/> })
        } else {
            Either::Right(view! { <Table text when now tenants/> })
        };
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() done>
                <div class="head"><div><h1>{title}</h1><p>{count}</p></div>{create}</div>
                <div class="tools"><Search path=PATH label=text.say("partner-search") text=asked/></div>
                <div class="sheet">{sheet}</div>
            </Desk>
        })
    })
}

#[component]
fn Table(text: Text, when: When, now: DateTime<Utc>, tenants: Vec<PartnerTenant>) -> impl IntoView {
    let head = [
        "tenant-name",
        "tenant-state",
        "nav-people",
        "tenant-tab-provisioning",
        "partner-domains",
        "grant-scope",
        "grant-until",
    ];
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("nav-partner-tenants")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! {
                        <th scope="col" role="columnheader" class=low(key)>{text.say(key)}</th>
                    }).collect_view()}
                    <th scope="col" role="columnheader"><span class="vh">{text.say("partner-enter")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {tenants.into_iter().map(|tenant| view! { <Row text when now tenant/> }).collect_view()}
            </tbody>
        </table>
    }
}

/// What goes first where there is no room; a phone has lines enough.
fn low(column: &str) -> Option<&'static str> {
    matches!(column, "nav-people" | "grant-scope").then_some("low")
}

#[component]
fn Row(text: Text, when: When, now: DateTime<Utc>, tenant: PartnerTenant) -> impl IntoView {
    let PartnerTenant { slug, name, state, scope, until, people, run, domains } = tenant;
    let domains = if domains > 0 {
        let word = text.with("partner-domains-bad", [("count", domains.into())]);
        Either::Left(view! { <Status tone=Tone::Warn word/> })
    } else {
        Either::Right(view! { <span class="faint">{text.say("none")}</span> })
    };
    let label = text.with("partner-enter-named", [("tenant", name.as_str().into())]);
    // Nobody gets into one that is suspended or closing.
    let enter = (state == TenantState::Active).then(|| {
        let fields = vec![("slug", slug.to_string())];
        view! { <Act action=EnterTenant::PATH fields word=text.say("partner-enter") weight=Weight::Usual label/> }
    });
    let last = when.full_day(when.last_day(until));
    let soon = until - now < chrono::TimeDelta::days(14);
    view! {
        <tr role="row">
            <td role="cell" class="who" data-at="name">{name}</td>
            <td role="cell" data-at="state"><State text state/></td>
            <td role="cell" class="num low">{text.number(people)}</td>
            <td role="cell" class="led" data-at="more" data-name=text.say("tenant-tab-provisioning")><Far text state=run/></td>
            <td role="cell" data-at="sub">{domains}</td>
            <td role="cell" class="low led" data-at="note" data-name=text.say("grant-scope")>
                {text.say(&format!("scope-{}", scope.word()))}
            </td>
            <td role="cell" data-at="aside">
                {if soon { Either::Left(view! { <Status tone=Tone::Warn word=last/> }) } else { Either::Right(last) }}
            </td>
            <td role="cell" data-at="acts">{enter}</td>
        </tr>
    }
}

/// The operator's form; the new tenant lets the partner manage it, which its owner sees and can end.
#[component]
pub fn NewTenant() -> impl IntoView {
    load(|backend: Backend| async move {
        backend.ctx.require(Action::CreatePartnerTenant)?;
        let text = backend.text;
        let kept = kept(&backend).await;
        let crumbs = vec![(text.say("nav-partner-tenants"), PATH.to_owned())];
        Ok(view! {
            <Title text=text.say("tenants-create")/>
            <Desk backend=backend.clone() name=text.say("tenants-create") crumbs>
                <div class="head"><div><h1>{text.say("tenants-create")}</h1><p>{text.say("partner-new-what")}</p></div></div>
                <Form backend kept action=CreatePartnerTenant::PATH list=PATH/>
            </Desk>
        })
    })
}
