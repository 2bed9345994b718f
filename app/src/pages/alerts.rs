//! Alerts: what somebody must hear of, how they were told, and what is watched. One that is open stands with its
//! deliveries; one that ended is a line.

mod one;
mod settings;

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::Action,
    alert::{Alert, Alerts as Page, Channel, Delivery, DeliveryState, Told},
    page::Cursor,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

pub use self::one::OneAlert;
use self::settings::settings;
use crate::{
    Backend,
    api::alerts::SendAgain,
    backend::load,
    text::Text,
    ui::{
        Act, Badge, Desk, Empty, Icon, Near, Note, Status, Tone, Weight,
        alert::{moment, rule, state, summary, trouble, way},
        provision::told,
    },
    when::When,
};

pub const PATH: &str = "/operator/alerts";

/// What every part of these pages needs.
#[derive(Debug, Clone, Copy)]
struct Place {
    text: Text,
    when: When,
    now: DateTime<Utc>,
    /// Whether the caller may do something about alerts.
    act: bool,
}

impl Place {
    fn of(backend: &Backend) -> Self {
        let act = backend.ctx.may(Action::ManageAlerts);
        Self { text: backend.text, when: backend.when, now: backend.ctx.now(), act }
    }
}

#[component]
pub fn Alerts() -> impl IntoView {
    load(|backend| async move {
        let before: Option<Cursor> = backend.asked("before").and_then(|before| before.parse().ok());
        let Page { open, closed, older, settings: set } = backend.services.alerts.list(&backend.ctx, before).await?;
        let done = backend.flash(PATH).await.and_then(|left| left.done).map(|done| backend.text.say(&done));
        let place = Place::of(&backend);
        let text = backend.text;
        let title = text.say("nav-alerts");
        let nobody = set.tells_nobody().then(|| {
            view! { <Note tone=Tone::Warn title=text.say("alerts-nobody-title") text=text.say("alerts-nobody")/> }
        });
        let opened = if open.is_empty() {
            Either::Left(view! {
                <Empty icon="bell-duotone" title=text.say("alerts-none-title") text=text.say("alerts-none")/>
            })
        } else {
            Either::Right(open.iter().map(|told| entry(place, told)).collect_view())
        };
        let ended = if closed.is_empty() {
            Either::Left(view! { <p class="pad muted">{text.say("alerts-closed-none")}</p> })
        } else {
            Either::Right(view! { <Ended place closed/> })
        };
        let older = older.map(|older| {
            view! { <a class="btn" href=format!("{PATH}?before={older}")>{text.say("older")}</a> }
        });
        let newest = before.map(|_| view! { <a class="btn" href=PATH>{text.say("newest")}</a> });
        let turn = (older.is_some() || newest.is_some()).then(|| view! { <footer>{newest}{older}</footer> });
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() done>
                <div class="head"><div><h1>{title}</h1><p>{text.say("alerts-about")}</p></div></div>
                {nobody}
                <section class="panel">
                    <header><h2>{text.say("alerts-open")}</h2></header>
                    {opened}
                </section>
                <section class="panel">
                    <header><h2>{text.say("alerts-closed")}</h2></header>
                    {ended}
                    {turn}
                </section>
                {settings(text, &set)}
            </Desk>
        })
    })
}

fn page(alert: &Alert) -> String {
    format!("{PATH}/{}", alert.id)
}

/// One that is open.
fn entry(place: Place, told: &Told) -> impl IntoView + use<> {
    let Place { text, when, now, act } = place;
    let alert = &told.alert;
    let href = page(alert);
    let (look, word) = way(alert);
    let acknowledge = act.then(|| view! { <a class="btn" href=href.clone()>{text.say("alert-acknowledge-ask")}</a> });
    let history = text.with(
        "alert-history",
        [
            ("opened", when.near(alert.opened, now).into()),
            ("count", alert.count.into()),
            ("seen", when.near(alert.seen, now).into()),
        ],
    );
    view! {
        <article class="alert">
            <div class="row wrap">
                <Badge tone=Tone::Warn word=rule(text, alert.rule)/>
                {tenant(alert)}
            </div>
            <h3><a href=href>{summary(text, when, alert, now)}</a></h3>
            <p class="small muted"><time datetime=when.machine(alert.opened)>{history}</time></p>
            <div class="row wrap acts">
                {acknowledge}
                <a class="btn quiet" href=look>{text.say(word)}</a>
            </div>
            {deliveries(place, told)}
        </article>
    }
}

fn tenant(alert: &Alert) -> impl IntoView + use<> {
    alert.tenant.clone().map(|tenant| {
        view! { <a class="small" href=format!("/operator/tenants/{}", tenant.slug)>{tenant.name}</a> }
    })
}

/// Who was told, how far that is, and what went wrong.
fn deliveries(place: Place, told: &Told) -> impl IntoView + use<> {
    let text = place.text;
    if told.deliveries.is_empty() {
        return Either::Left(view! { <p class="small muted">{text.say("alert-told-nobody")}</p> });
    }
    let rows = told.deliveries.iter().map(|delivery| row(place, delivery)).collect_view();
    Either::Right(view! { <ul class="told" aria-label=text.say("alert-deliveries")>{rows}</ul> })
}

fn row(place: Place, delivery: &Delivery) -> impl IntoView + use<> {
    let Place { text, when, now, act } = place;
    let icon = match delivery.channel {
        Channel::Mail | Channel::Tenant => "envelope-simple-fill",
        Channel::Webhook => "link-simple-bold",
    };
    let to = self::told(&delivery.to, 120);
    let (tone, sign, word) = state(text, delivery);
    let tries =
        (delivery.attempts > 0).then(|| text.with("alert-tries", [("count", u64::from(delivery.attempts).into())]));
    let next = delivery.next_try.filter(|_| delivery.state == DeliveryState::Waiting);
    let time = match (delivery.sent, next) {
        (Some(at), _) => Some((at, moment(when, at, now))),
        (None, Some(at)) => Some((at, text.with("alert-next", [("time", moment(when, at, now).into())]))),
        (None, None) => None,
    };
    let time = time.map(|(at, said)| view! { <time datetime=when.machine(at)>{said}</time> });
    let wrong = trouble(text, delivery).map(|(said, detail)| {
        view! { <p class="why">{said}{detail.map(|detail| view! { " "<span class="mono">{detail}</span> })}</p> }
    });
    let again = (act && delivery.state != DeliveryState::Sent).then(|| {
        let fields = vec![("id", delivery.id.to_string()), ("alert", delivery.alert.to_string())];
        let label = text.with("alert-again-to", [("to", to.as_str().into())]);
        view! { <Act action=SendAgain::PATH fields word=text.say("alert-again") weight=Weight::Usual label/> }
    });
    view! {
        <li>
            <span class="src"><Icon name=icon/>
                <span class="vh">{text.say(&format!("channel-{}", delivery.channel.word()))}" "</span>
                <span class="to">{to}</span>
            </span>
            <Status tone word icon=sign/>
            <span class="muted">{tries}</span>
            <span class="muted">{time}</span>
            <span class="act">{again}</span>
            {wrong}
        </li>
    }
}

#[component]
fn Ended(place: Place, closed: Vec<Told>) -> impl IntoView {
    let text = place.text;
    let head = ["alert-what", "alert-rule", "alert-end", "alert-how", "alert-deliveries"];
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("alerts-closed")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{closed.iter().map(|told| ended(place, told)).collect_view()}</tbody>
        </table>
    }
}

fn ended(place: Place, told: &Told) -> impl IntoView + use<> {
    let Place { text, when, now, .. } = place;
    let alert = &told.alert;
    let at = alert.closed.as_ref().map(|closed| view! { <Near when at=closed.at now/> });
    view! {
        <tr role="row">
            <td role="cell" class="who prose" data-at="name"><a href=page(alert)>{summary(text, when, alert, now)}</a></td>
            <td role="cell">{rule(text, alert.rule)}</td>
            <td role="cell" data-at="aside">{at}</td>
            <td role="cell" class="prose" data-at="sub">{end(text, alert)}</td>
            <td role="cell" data-at="state">{fared(text, &told.deliveries)}</td>
        </tr>
    }
}

/// Who ended it, with what note.
fn end(text: Text, alert: &Alert) -> Option<String> {
    let closed = alert.closed.as_ref()?;
    Some(match &closed.by {
        None => text.say("alert-end-itself"),
        Some(by) => {
            let note = closed.note.as_deref().map(|note| self::told(note, 500)).unwrap_or_default();
            text.with("alert-end-by", [("name", self::told(by, 120).into()), ("note", note.into())])
        }
    })
}

/// Its deliveries in a word.
fn fared(text: Text, deliveries: &[Delivery]) -> impl IntoView + use<> {
    let count = |state| deliveries.iter().filter(|delivery| delivery.state == state).count() as u64;
    let (failed, waiting) = (count(DeliveryState::Failed), count(DeliveryState::Waiting));
    let (tone, word) = if failed > 0 {
        (Tone::Bad, text.with("alert-not-delivered", [("count", failed.into())]))
    } else if waiting > 0 {
        (Tone::Info, text.say("delivery-waiting"))
    } else if deliveries.is_empty() {
        (Tone::Off, text.say("alert-told-nobody"))
    } else {
        (Tone::Ok, text.say("delivery-sent"))
    };
    view! { <Status tone word/> }
}
