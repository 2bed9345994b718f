//! Who wants to be let into this workspace, and the answer to each; on the platform's host the form that asks.

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::Action,
    me::{AccessRequest, OwnRequest},
    port::Flash,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::{
        answer::PRESSED,
        requests::{AcceptRequest, AskAccess, DeclineRequest},
    },
    backend::load,
    text::Text,
    ui::{Act, Desk, Empty, Field, Icon, Near, Note, Status, Tone, Weight, field::Kept},
    when::When,
};

#[component]
pub fn Requests() -> impl IntoView {
    load(|backend: Backend| async move {
        backend.ctx.require(Action::ManagePeople)?;
        let requests = backend.services.access_requests.open(&backend.ctx).await?;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let left = backend.left().await;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let crumbs = vec![(text.say("nav-people"), "/admin/people".to_owned())];
        let title = text.say("requests-title");
        let sheet = if requests.is_empty() {
            let (title, what) = (text.say("requests-none-title"), text.say("requests-none"));
            Either::Left(view! { <Empty icon="door-open-duotone" title text=what/> })
        } else {
            Either::Right(view! { <Table text when now requests/> })
        };
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs done>
                <div class="head"><div><h1>{title}</h1><p>{text.say("requests-what")}</p></div></div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <div class="sheet">{sheet}</div>
            </Desk>
        })
    })
}

#[component]
fn Table(text: Text, when: When, now: DateTime<Utc>, requests: Vec<AccessRequest>) -> impl IntoView {
    let head = ["people-name", "people-address", "request-why", "request-asked-at"];
    view! {
        <table class="t cards rows tall" role="table">
            <caption class="vh">{text.say("requests-title")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                    <th scope="col" role="columnheader"><span class="vh">{text.say("requests-answer")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {requests.into_iter().map(|request| view! { <Row text when now request/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(text: Text, when: When, now: DateTime<Utc>, request: AccessRequest) -> impl IntoView {
    let fields = vec![("id", request.id.to_string())];
    let label = |key: &str| text.with(key, [("name", request.name.as_str().into())]);
    let (accept, decline) = (label("request-accept-one"), label("request-decline-one"));
    let unchecked = (!request.checked).then(|| view! { <Status tone=Tone::Warn word=text.say("request-unchecked")/> });
    view! {
        <tr role="row">
            <td role="cell" class="who" data-at="name">{request.name.clone()}</td>
            <td role="cell" data-at="sub">{request.email}" "{unchecked}</td>
            <td role="cell" class="prose">{request.why}</td>
            <td role="cell" class="num" data-at="state"><Near when at=request.created now/></td>
            <td role="cell" data-at="acts">
                <div class="row wrap">
                    <Act action=AcceptRequest::PATH fields=fields.clone() word=text.say("request-accept") weight=Weight::Usual label=accept/>
                    <Act action=DeclineRequest::PATH fields word=text.say("request-decline") weight=Weight::Quiet label=decline/>
                </div>
            </td>
        </tr>
    }
}

/// For who belongs nowhere yet.
#[component]
pub fn Ask(backend: Backend, left: Option<Flash>, mine: Vec<OwnRequest>) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let email = backend.ctx.acting().map(|acting| acting.email.clone()).unwrap_or_default();
    let kept = Kept::new(left, text).usual("address", &email);
    let why = (kept.typed("why"), kept.wrong("why"));
    let open = mine.into_iter().map(|OwnRequest { tenant, created }| {
        let said = text.with("request-is-open", [("tenant", tenant.into())]);
        view! { <li>{said}" "<Near when at=created now/></li> }
    });
    let open: Vec<_> = open.collect();
    let open = (!open.is_empty()).then(|| view! { <ul>{open}</ul> });
    view! {
        <section class="group" id="ask">
            <header><h2>{text.say("request-title")}</h2></header>
            {open}
            <form class="form" method="post" action=AskAccess::PATH novalidate=true>
                <p class="muted">{text.say("request-what")}</p>
                <Field name="address" label=text.say("request-address") hint=text.say("request-address-hint") kept
                    autocomplete="off" maxlength=254/>
                <Why text typed=why.0 wrong=why.1/>
                <div class="row"><button class="btn primary">{text.say("request-ask")}</button></div>
            </form>
        </section>
    }
}

#[component]
fn Why(text: Text, typed: String, wrong: Option<String>) -> impl IntoView {
    let invalid = wrong.is_some();
    view! {
        <div class=if invalid { "field wrong" } else { "field" }>
            <label for="why">{text.say("request-why")}</label>
            <textarea class="input" id="why" name="why" maxlength="500" rows="3" aria-invalid=invalid.then_some("true")
                aria-describedby=invalid.then_some("why_wrong")>{typed}</textarea>
            {wrong.map(|wrong| view! { <p class="error" id="why_wrong"><Icon name="warning-circle-fill"/>{wrong}</p> })}
        </div>
    }
}
