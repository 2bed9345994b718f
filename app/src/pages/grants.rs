//! Which partners may act here: who, with exactly what, until when, why, on whose word. What no partner can ever do
//! stands beside it.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    access::Action,
    partner::{Grant, GrantScope, Grants as Page, LONGEST_GRANT, Never},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::{
        answer::PRESSED,
        grants::{ChangeGrantEnd, GIVE, GiveGrant, RevokeGrant},
    },
    backend::load,
    text::Text,
    ui::{Act, Desk, Empty, Field, Icon, Near, Note, Tone, Weight, field::Kept},
    when::When,
};

const PATH: &str = "/admin/partners";
/// How long a grant is unless somebody says otherwise.
const USUAL: TimeDelta = TimeDelta::days(90);

#[component]
pub fn Grants() -> impl IntoView {
    load(|backend: Backend| async move {
        let Page { standing, ended } = backend.services.grants.list(&backend.ctx).await?;
        let left = backend.left().await;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let title = text.say("nav-partners");
        let shown = if standing.is_empty() {
            Either::Left(view! {
                <section class="panel">
                    <Empty icon="handshake-duotone" title=text.say("grants-none-title") text=text.say("grants-none")/>
                </section>
            })
        } else {
            Either::Right(standing.into_iter().map(|grant| view! { <Standing text when now grant/> }).collect_view())
        };
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() done>
                <div class="head">
                    <div><h1>{title}</h1><p>{text.say("grants-about")}</p></div>
                    <div class="acts"><a class="btn primary" href="/admin/partners/new"><Icon name="plus-bold"/>{text.say("grant-give")}</a></div>
                </div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <div class="two">
                    <div class="stack">
                        {shown}
                        {(!ended.is_empty()).then(|| view! { <Ended text when now ended/> })}
                    </div>
                    <aside class="stack" aria-label=text.say("never-title")><Nevers text/></aside>
                </div>
            </Desk>
        })
    })
}

/// What a scope allows, action by action, as the policy has it.
fn allowed(text: Text, scope: GrantScope) -> impl IntoView + use<> {
    let lines = scope.actions().map(|action| view! { <li>{text.say(&format!("may-{}", action.word()))}</li> });
    view! { <ul class="allows">{lines.collect_view()}</ul> }
}

#[component]
fn Nevers(text: Text) -> impl IntoView {
    let lines = Never::ALL.iter().map(|never| view! { <li>{text.say(&format!("never-{}", never.word()))}</li> });
    view! {
        <section class="panel pad">
            <h2>{text.say("never-title")}</h2>
            <p class="muted small">{text.say("never-about")}</p>
            <ul class="allows small">{lines.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Standing(text: Text, when: When, now: DateTime<Utc>, grant: Grant) -> impl IntoView {
    let Grant { id, partner, scope, until, reason, by, created, .. } = grant;
    let label = text.with("grant-revoke-named", [("partner", partner.name.as_str().into())]);
    let fields = vec![("id", id.to_string())];
    let given = text.with("grant-given-by", [("name", by.into()), ("time", when.near(created, now).into())]);
    view! {
        <section class="panel" aria-label=partner.name.clone()>
            <header>
                <h2>{partner.name.clone()}</h2>
                <span class="acts"><Act action=RevokeGrant::PATH fields word=text.say("grant-revoke") weight=Weight::Usual label/></span>
            </header>
            <dl class="props pad">
                <div><dt>{text.say("grant-scope")}</dt><dd><b>{text.say(&format!("scope-{}", scope.word()))}</b>{allowed(text, scope)}</dd></div>
                <div><dt>{text.say("grant-reason")}</dt><dd>{reason}<div class="small muted">{given}</div></dd></div>
                <div><dt>{text.say("grant-until")}</dt><dd><End text when now id=id.to_string() until/></dd></div>
            </dl>
        </section>
    }
}

#[component]
fn End(text: Text, when: When, now: DateTime<Utc>, id: String, until: DateTime<Utc>) -> impl IntoView {
    let (first, last) = (when.date(now), when.date(now + TimeDelta::days(LONGEST_GRANT - 1)));
    let (until, field) = (when.last_day(until), format!("until-{id}"));
    view! {
        <p>{when.full_day(until)}</p>
        <form class="row wrap" method="post" action=ChangeGrantEnd::PATH>
            <input type="hidden" name="id" value=id/>
            <label class="vh" for=field.clone()>{text.say("grant-until-new")}</label>
            <input class="input" id=field name="until" type="date" required min=first.to_string() max=last.to_string()
                value=until.to_string()/>
            <button class="btn">{text.say("grant-until-change")}</button>
        </form>
    }
}

#[component]
fn Ended(text: Text, when: When, now: DateTime<Utc>, ended: Vec<Grant>) -> impl IntoView {
    let head = ["grant-partner", "grant-scope", "grant-reason", "grant-ended"];
    let rows = ended.into_iter().map(|grant| {
        let (at, how) = match grant.revoked {
            Some(at) => (Either::Left(view! { <Near when at now inside=true/> }), "grant-was-revoked"),
            None => (Either::Right(when.full_day(when.last_day(grant.until))), "grant-ran-out"),
        };
        view! {
            <tr role="row">
                <td role="cell" class="who" data-at="name">{grant.partner.name}</td>
                <td role="cell" data-at="state">{text.say(&format!("scope-{}", grant.scope.word()))}</td>
                <td role="cell" class="prose" data-at="sub">{grant.reason}</td>
                <td role="cell" data-at="aside">{text.say(how)}", "{at}</td>
            </tr>
        }
    });
    view! {
        <section class="panel">
            <header><h2>{text.say("grants-ended")}</h2></header>
            <table class="t cards rows" role="table">
                <caption class="vh">{text.say("grants-ended")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
pub fn NewGrant() -> impl IntoView {
    load(|backend: Backend| async move {
        backend.ctx.require(Action::ManagePartners)?;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let kept = Kept::new(backend.flash(GIVE).await, text)
            .usual("scope", GrantScope::Help.word())
            .usual("until", &when.date(now + USUAL).to_string());
        let title = text.say("grant-give");
        let crumbs = vec![(text.say("nav-partners"), PATH.to_owned())];
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs>
                <div class="head"><div><h1>{title}</h1><p>{text.say("grant-give-about")}</p></div></div>
                <div class="two">
                    <Form text kept/>
                    <aside class="stack" aria-label=text.say("never-title")><Nevers text/></aside>
                </div>
            </Desk>
        })
    })
}

#[component]
fn Form(text: Text, kept: Kept) -> impl IntoView {
    let scopes = GrantScope::ALL.iter().map(|scope| {
        let checked = kept.typed("scope") == scope.word();
        let word = text.say(&format!("scope-{}", scope.word()));
        view! {
            <div>
                <label class="row"><input class="check" type="radio" name="scope" value=scope.word() checked=checked/>{word}</label>
                <div class="small muted">{allowed(text, *scope)}</div>
            </div>
        }
    });
    let scopes = scopes.collect_view();
    view! {
        <form class="form" method="post" action=GiveGrant::PATH novalidate=true>
            {kept.whole().or_else(|| kept.wrong("scope")).map(|title| view! { <Note tone=Tone::Bad title/> })}
            <Field name="partner" label=text.say("grant-partner") hint=text.say("grant-partner-hint") kept=kept.clone()
                autocomplete="off" maxlength=80/>
            <fieldset class="choices"><legend>{text.say("grant-scope")}</legend>{scopes}</fieldset>
            <p class="hint muted">{text.say("grant-agents")}</p>
            <Field name="until" label=text.say("grant-until") hint=text.say("grant-until-hint") kept=kept.clone() kind="date"/>
            <Field name="reason" label=text.say("grant-reason") hint=text.say("grant-reason-hint") kept autocomplete="off"
                maxlength=300/>
            <div class="row wrap">
                <button class="btn primary">{text.say("grant-give-now")}</button>
                <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
            </div>
        </form>
    }
}
