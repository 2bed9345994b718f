//! One alert: where letters and webhooks lead to, and where it is acknowledged.

use dezky_domain::{AppError, access::Action, alert::Told};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::{PATH, Place, deliveries, end};
use crate::{
    api::{
        alerts::{ACKNOWLEDGE, AcknowledgeAlert},
        answer::PRESSED,
    },
    backend::load,
    ui::{
        Desk, Field, Near, Note, Status, Tone,
        alert::{about, rule, summary, way},
        field::Kept,
    },
};

#[component]
pub fn OneAlert() -> impl IntoView {
    load(|backend| async move {
        // Who may not look learns nothing of which ids there are.
        backend.ctx.require(Action::ReadAlerts)?;
        let id = backend.path.rsplit('/').next().and_then(|id| id.parse().ok()).ok_or(AppError::Missing)?;
        let told = backend.services.alerts.show(&backend.ctx, id).await?;
        let left = backend.left().await;
        let place = Place::of(&backend);
        let text = backend.text;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let pressed = left.clone().filter(|left| left.form == PRESSED);
        let kept = Kept::new(left.filter(|left| left.form == ACKNOWLEDGE), text);
        let wrong = Kept::new(pressed, text).any().or_else(|| kept.whole());
        let title = text.say("alert-one");
        let crumbs = vec![(text.say("nav-alerts"), PATH.to_owned())];
        let (look, word) = way(&told.alert);
        let open = told.alert.closed.is_none();
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title crumbs done>
                <div class="head">
                    <div>
                        <h1>{summary(text, place.when, &told.alert, place.now)}</h1>
                        <p>{rule(text, told.alert.rule)}</p>
                    </div>
                    <div class="acts"><a class="btn" href=look>{text.say(word)}</a></div>
                </div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <div class="sheetcol">
                    {facts(place, &told)}
                    <section>
                        <h2>{text.say("alert-deliveries")}</h2>
                        {deliveries(place, &told)}
                    </section>
                    {(open && place.act).then(|| acknowledge(place, &told, kept))}
                </div>
            </Desk>
        })
    })
}

fn facts(place: Place, told: &Told) -> impl IntoView + use<> {
    let Place { text, when, now, .. } = place;
    let alert = &told.alert;
    let state = match alert.closed {
        None => view! { <Status tone=Tone::Warn word=text.say("alerts-open")/> }.into_any(),
        Some(_) => view! { <Status tone=Tone::Ok word=text.say("alerts-closed")/> }.into_any(),
    };
    let tenant = alert.tenant.clone().map(|tenant| {
        let href = format!("/operator/tenants/{}", tenant.slug);
        view! { <div><dt>{text.say("fact-tenant")}</dt><dd><a href=href>{tenant.name}</a></dd></div> }
    });
    let closed = alert.closed.as_ref().map(|closed| {
        let at = closed.at;
        view! {
            <div><dt>{text.say("alert-end")}</dt><dd><Near when at now/></dd></div>
            <div><dt>{text.say("alert-how")}</dt><dd>{end(text, alert)}</dd></div>
        }
    });
    view! {
        <section>
            <h2>{text.say("event-facts")}</h2>
            <dl class="props">
                <div><dt>{text.say("alert-state")}</dt><dd>{state}</dd></div>
                <div><dt>{text.say("alert-about")}</dt><dd>{about(text, alert)}</dd></div>
                {tenant}
                <div><dt>{text.say("alert-since")}</dt><dd><Near when at=alert.since now/></dd></div>
                <div><dt>{text.say("alert-opened")}</dt><dd><Near when at=alert.opened now/></dd></div>
                <div><dt>{text.say("alert-seen")}</dt><dd><Near when at=alert.seen now/></dd></div>
                <div><dt>{text.say("alert-count")}</dt><dd>{text.number(alert.count)}</dd></div>
                {closed}
            </dl>
        </section>
    }
}

fn acknowledge(place: Place, told: &Told, kept: Kept) -> impl IntoView + use<> {
    let text = place.text;
    let what = if told.alert.rule.lasts() { "alert-acknowledge-lasts" } else { "alert-acknowledge-what" };
    view! {
        <section>
            <h2>{text.say("alert-acknowledge")}</h2>
            <p class="muted">{text.say(what)}</p>
            <form class="form" method="post" action=AcknowledgeAlert::PATH novalidate=true>
                <input type="hidden" name="id" value=told.alert.id.to_string()/>
                <Field name="note" label=text.say("alert-note") hint=text.say("alert-note-hint") kept maxlength=500 required=true/>
                <div class="row"><button class="btn primary">{text.say("alert-acknowledge")}</button></div>
            </form>
        </section>
    }
}
