//! Announcements: what is told on launchers now, what was, and the form for the next one. A tenant's administrators write
//! to their people, operators to everybody.

use chrono::{DateTime, Utc};
use dezky_domain::announcement::{Announcement, Severity};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::launcher::tone;
use crate::{
    api::{
        announcements::{EndAnnouncement, WRITE, WriteAnnouncement},
        answer::PRESSED,
    },
    backend::load,
    text::Text,
    ui::{Act, Area, Desk, Empty, Field, Note, Select, Status, Tone, Weight, alert::moment, field::Kept},
    when::When,
};

#[component]
pub fn Announcements() -> impl IntoView {
    load(|backend| async move {
        let announcements = backend.services.announcements.list(&backend.ctx).await?;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let left = backend.left().await;
        let done = left.as_ref().filter(|left| left.form == backend.path).and_then(|left| left.done.as_deref());
        let done = done.map(|done| text.say(done));
        let wrong = Kept::new(left.clone().filter(|left| left.form == PRESSED), text).any();
        let kept = Kept::new(left.filter(|left| left.form == WRITE), text);
        let title = text.say("nav-announcements");
        let about = if backend.ctx.tenant().is_some() { "announcements-about" } else { "announcements-about-platform" };
        let list = if announcements.is_empty() {
            Either::Left(view! {
                <Empty icon="megaphone-simple-duotone" title=text.say("announcements-none-title") text=text.say("announcements-none")/>
            })
        } else {
            Either::Right(view! { <Table text when now announcements/> })
        };
        let zone = when.zone(now);
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() done>
                <div class="head"><div><h1>{title}</h1><p>{text.say(about)}</p></div></div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <section class="panel"><header><h2>{text.say("announcements-told")}</h2></header>{list}</section>
                <section class="panel" id="write">
                    <header><h2>{text.say("announcement-new")}</h2></header>
                    <div class="pad"><Write text zone kept/></div>
                </section>
            </Desk>
        })
    })
}

#[component]
fn Table(text: Text, when: When, now: DateTime<Utc>, announcements: Vec<Announcement>) -> impl IntoView {
    let head = ["announcement-title", "announcement-from", "announcement-to", "announcement-by", "announcement-state"];
    view! {
        <table class="t tall cards rows" role="table">
            <caption class="vh">{text.say("announcements-told")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                    <th scope="col" role="columnheader"><span class="vh">{text.say("apps-acts")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {announcements.into_iter().map(|one| view! { <Row text when now one/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(text: Text, when: When, now: DateTime<Utc>, one: Announcement) -> impl IntoView {
    let Announcement { id, what, by, .. } = one;
    let over = what.until <= now;
    let state = if over {
        view! { <Status tone=Tone::Off word=text.say("announcement-over-state")/> }
    } else if what.from > now {
        view! { <Status tone=Tone::Off word=text.say("announcement-waits") icon="hourglass-medium-fill"/> }
    } else {
        view! { <Status tone=tone(what.severity) word=text.say(&format!("severity-{}", what.severity.word()))/> }
    };
    let end = (!over).then(|| {
        let label = text.with("announcement-end-named", [("title", what.title.as_str().into())]);
        let fields = vec![("id", id.to_string())];
        view! { <Act action=EndAnnouncement::PATH fields word=text.say("announcement-end") label weight=Weight::Usual/> }
    });
    let time = |at: DateTime<Utc>| view! { <time datetime=when.machine(at)>{moment(when, at, now)}</time> };
    let (from, until) = (text.say("announcement-from"), text.say("announcement-to"));
    view! {
        <tr role="row" class=over.then_some("off")>
            <td role="cell" class="who prose whole" data-at="name">{what.title}<div class="small faint">{what.text}</div></td>
            <td role="cell" data-at="sub" data-name=from>{time(what.from)}</td>
            <td role="cell" data-at="aside" data-name=until>{time(what.until)}</td>
            <td role="cell">{by}</td>
            <td role="cell" data-at="state">{state}</td>
            <td role="cell" data-at="acts">{end}</td>
        </tr>
    }
}

#[component]
fn Write(text: Text, zone: String, kept: Kept) -> impl IntoView {
    let severities =
        Severity::ALL.iter().map(|one| (one.word().to_owned(), text.say(&format!("severity-{}", one.word()))));
    let wrong = kept.whole().or_else(|| kept.wrong("severity"));
    let hint = text.with("announcement-from-hint", [("zone", zone.into())]);
    view! {
        <form class="form" method="post" action=WriteAnnouncement::PATH novalidate=true>
            {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
            <Field name="title" label=text.say("announcement-title") kept=kept.clone() autocomplete="off" maxlength=120/>
            <Area name="text" label=text.with("optional", [("field", text.say("announcement-text").into())])
                kept=kept.clone() maxlength=500/>
            <Select name="severity" label=text.say("announcement-severity") choices=severities.collect()
                chosen=kept.typed("severity")/>
            <div class="pair">
                <Field name="from" label=text.with("optional", [("field", text.say("announcement-from").into())]) hint
                    kept=kept.clone() kind="datetime-local"/>
                <Field name="until" label=text.say("announcement-to") kept kind="datetime-local"/>
            </div>
            <div class="row"><button class="btn primary">{text.say("announcement-write")}</button></div>
        </form>
    }
}
