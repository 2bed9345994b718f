//! The audit timeline: every source on one line of time, newest first. Its whole state is in its address; a page that
//! grows at its head tells so and never moves what is being read.

mod days;
mod empty;
mod entry;
mod filters;
mod line;
mod opened;
mod parts;
mod quarters;
mod views;

use std::collections::HashMap;

use dezky_domain::{
    access::Action,
    audit::AuditEvent,
    id::EventId,
    page::Cursor,
    timeline::{Parts, TimelinePage},
};
use leptos::prelude::*;
use leptos_meta::Title;

use self::{
    days::{days, further},
    entry::entry,
    filters::filters,
    quarters::quarters,
};
pub use self::{
    entry::badge,
    line::Line,
    opened::{Changes, setting, story},
    parts::confirmed,
};
use crate::{
    Backend,
    api::views::SAVE,
    backend::{address, load},
    islands::live::{Live, Said},
    ui::{Choice, Desk, Hatch, Pick, field::Kept},
};

#[component]
pub fn Timeline() -> impl IntoView {
    load(|backend| async move {
        let line = Line::new(&backend);
        backend.ctx.require(line.right(&backend))?;
        let before: Option<Cursor> = backend.asked("before").and_then(|before| before.parse().ok());
        let page = backend.services.timeline.page(&backend.ctx, &line.filter, before).await?;
        let today = before.is_none() && line.is_today();
        let strip = if today { backend.services.timeline.strip(&backend.ctx).await? } else { Vec::new() };
        let text = backend.text;
        let title = text.say("timeline-title");
        let count: u64 = strip.iter().map(|quarter| u64::from(quarter.events)).sum();
        let about = if line.tenants { "timeline-about" } else { "timeline-about-tenant" };
        let head = page.head;
        let views = backend.services.views.list(&backend.ctx).await?;
        let left = backend.left().await;
        let done = left.as_ref().filter(|left| left.form == line.path).and_then(|left| left.done.as_deref());
        let done = done.map(|done| text.say(done));
        let kept = Kept::new(left.filter(|left| left.form == SAVE), text);
        // What happened before a moment in the past doesn't grow any more.
        let moving = before.is_none() && line.filter.until.is_none();
        Ok(view! {
            <Title text=title.clone()/>
            <Hatch/>
            <Desk backend=backend.clone() name=title.clone() done>
                <div class="head">
                    <div>
                        <h1>{title}</h1>
                        <p>
                            {text.say(about)}
                            {(count > 0).then(|| format!(" {}", text.with("timeline-today", [("count", count.into())])))}
                        </p>
                    </div>
                    <div class="acts">
                        {moving.then(|| view! { <Lively backend=backend.clone() line=line.clone() head/> })}
                        <Export backend line=line.clone()/>
                        {views::keep(&line, &views, kept)}
                    </div>
                </div>
                {views::tabs(&line, &views)}
                {filters(&line, &page.events, page.noise)}
                {(count > 0).then(|| quarters(&line, strip))}
                <Whole line=line before page/>
            </Desk>
        })
    })
}

#[component]
fn Whole(line: Line, before: Option<Cursor>, page: TimelinePage) -> impl IntoView {
    let TimelinePage { events, older, oldest, parts, .. } = page;
    let line = line.telling(parts);
    let shown = events.len() as u64;
    view! {
        <div class="line">
            {days(&line, events, before.is_none())}
            {(shown == 0).then(|| empty::nothing(&line, before.is_some(), oldest))}
            {further(&line, before.is_some(), older, oldest, shown)}
        </div>
    }
}

/// The island that tells of new events, with its texts and the three addresses that it asks.
#[component]
fn Lively(backend: Backend, line: Line, head: i64) -> impl IntoView {
    let text = backend.text;
    let ask = |what: &str| {
        let mut pairs = line.filter.pairs();
        pairs.push(("after", String::new()));
        address(&format!("{}/{what}", line.path), &pairs)
    };
    let many = |key: &str| {
        let fill = |n: u64| text.with(key, [("n", n.into())]);
        // The number stands in the sentence as the language wants it; the island puts in another.
        (fill(1), fill(2).replacen('2', "{n}", 1))
    };
    let (new_one, new_many) = many("live-new");
    let (shown_one, shown_many) = many("live-shown");
    let said = Said {
        live: text.say("live"),
        stopped: text.with("live-stopped", [("time", "{time}".into())]),
        new_one,
        new_many,
        shown_one,
        shown_many,
        failed: text.say("live-failed"),
        zone: backend.services.platform.time_zone.clone(),
    };
    view! { <Live events=ask("live") count=ask("count") rows=ask("rows") head said/> }
}

/// All that the filter holds, as a file.
#[component]
fn Export(backend: Backend, line: Line) -> impl IntoView {
    let text = backend.text;
    let right = if line.tenants { Action::ReadPlatformAudit } else { Action::ExportTenantAudit };
    let choices = ["csv", "ndjson"].map(|kind| {
        let href = address(&format!("{}/export.{kind}", line.path), &line.filter.pairs());
        Choice { word: text.say(&format!("export-{kind}")), href, chosen: false }
    });
    backend.ctx.may(right).then(|| view! { <Pick word=text.say("export") choices=choices.into() end=true/> })
}

/// The entries alone, for what is put in at the head of a page that is open.
#[must_use]
pub fn rows(backend: &Backend, events: &[AuditEvent], parts: HashMap<EventId, Parts>) -> String {
    let line = Line::new(backend).telling(parts);
    events.iter().map(|event| entry(&line, event).to_html()).collect()
}
