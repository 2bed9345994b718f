//! The filters: what is set stands as a chip with its way out, what can be set as a list of links and a small form. All
//! of it is in the address.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use dezky_domain::{
    audit::{AuditEvent, Outcome, Source},
    timeline::{Moment, TenantFilter, TimelineFilter},
};
use leptos::{either::Either, prelude::*};

use super::Line;
use crate::{
    text::Text,
    ui::{
        Chip, Choice, Icon, Search, SheetTitle, capital,
        sentence::{what, who},
        shorten, source_name, visible,
    },
};

/// As many suggestions as a list has; they come from the events on the page, so they cost no query.
const MOST: usize = 8;

pub fn filters(line: &Line, events: &[AuditEvent], hidden: u64) -> impl IntoView + use<> {
    let text = line.text;
    let others = line.filter.pairs().into_iter().filter(|(name, _)| *name != "q").collect();
    let seen = Seen::new(text, events);
    let tenant = line.tenants.then(|| tenant(line, &seen));
    let clear = (!line.filter.is_empty())
        .then(|| view! { <a class="btn quiet" href=line.path>{text.say("clear-filters")}</a> });
    view! {
        <div class="tools">
            <Search path=line.path label=text.say("timeline-search") text=line.filter.text.clone() others/>
            <div class="set">
                {time(line)}
                {tenant}
                {source(line)}
                {actor(line, &seen)}
                {action(line, &seen)}
                {target(line, &seen)}
                {outcome(line)}
                {noise(line, hidden)}
                {clear}
            </div>
        </div>
    }
}

type Unset = fn(&mut TimelineFilter);
type Set = fn(&mut TimelineFilter, Option<String>);

/// What the page's events suggest: the word that is asked for, and its name.
struct Seen {
    tenants: BTreeMap<String, String>,
    actors: BTreeMap<String, String>,
    actions: BTreeMap<String, String>,
    targets: BTreeMap<String, String>,
}

impl Seen {
    fn new(text: Text, events: &[AuditEvent]) -> Self {
        let tenants = events.iter().filter_map(|event| event.tenant.as_ref());
        let actors = events.iter().filter_map(|AuditEvent { event, .. }| {
            let key = event.actor.id.as_ref().or(event.actor.name.as_ref())?;
            Some((key.clone(), who(text, &event.actor)))
        });
        let targets = events.iter().filter_map(|AuditEvent { event, .. }| {
            let key = event.target.id.as_ref().or(event.target.name.as_ref())?;
            Some((key.clone(), what(text, event)))
        });
        Self {
            tenants: tenants.map(|tenant| (tenant.slug.to_string(), tenant.name.clone())).collect(),
            actors: actors.collect(),
            actions: events.iter().map(|e| (e.event.action.clone(), visible(&e.event.action))).collect(),
            targets: targets.collect(),
        }
    }
}

/// A set filter. `unset` takes it out.
fn chip(line: &Line, word: &str, value: &str, unset: Unset) -> impl IntoView + use<> {
    let word = line.text.say(word);
    let remove = line.text.with("filter-remove", [("filter", word.clone().into())]);
    view! { <Chip word value=shorten(&visible(value), 40) href=line.with(unset) remove/> }
}

/// A filter that can be set: links, and below them a form of its own.
#[component]
fn Open(word: String, choices: Vec<Choice>, children: Children) -> impl IntoView {
    view! {
        <details class="pick" name="pick">
            <summary>{word.clone()}<Icon name="caret-down-bold"/></summary>
            <div class="pop">
                <SheetTitle word/>
                {choices.into_iter().map(|Choice { word, href, .. }| view! { <a href=href>{word}</a> }).collect_view()}
                {children()}
            </div>
        </details>
    }
}

fn choice(line: &Line, word: String, set: impl FnOnce(&mut TimelineFilter)) -> Choice {
    Choice { word, href: line.with(set), chosen: false }
}

/// The form in an open filter; the other filters stay. `fields` are name, key of the label, type.
#[component]
fn Ask(
    line: Line,
    fields: Vec<(&'static str, &'static str, &'static str)>,
    #[prop(optional)] rule: bool,
) -> impl IntoView {
    let text = line.text;
    let asked: Vec<&str> = fields.iter().map(|(name, ..)| *name).collect();
    let kept: Vec<_> = line.filter.pairs().into_iter().filter(|(name, _)| !asked.contains(name)).collect();
    view! {
        {rule.then(|| view! { <hr/> })}
        <form class="stack" method="get" action=line.path>
            {kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            {fields.into_iter().map(|(name, label, kind)| view! {
                <div class="field">
                    <label for=format!("f-{name}")>{text.say(label)}</label>
                    <input class="input" id=format!("f-{name}") name=name type=kind maxlength="200" autocomplete="off"
                        spellcheck="false"/>
                </div>
            }).collect_view()}
            <button class="btn" type="submit">{text.say("filter-apply")}</button>
        </form>
    }
}

fn time(line: &Line) -> impl IntoView + use<> {
    if let Some(span) = line.span() {
        return Either::Left(chip(line, "filter-time", &span, |filter| (filter.from, filter.until) = (None, None)));
    }
    let text = line.text;
    let since = |key: &str, from: Moment| choice(line, capital(&text.say(key)), |filter| filter.from = Some(from));
    let hour = Moment::Exact(line.now - TimeDelta::hours(1));
    let yesterday = choice(line, capital(&text.say("time-yesterday")), |filter| {
        (filter.from, filter.until) = (Some(line.midnight(1)), Some(line.midnight(0)));
    });
    let choices = vec![
        since("time-hour", hour),
        since("time-today", line.midnight(0)),
        yesterday,
        since("time-week", line.midnight(6)),
    ];
    let fields = vec![("from", "filter-from", "datetime-local"), ("until", "filter-until", "datetime-local")];
    let line = line.clone();
    Either::Right(view! { <Open word=text.say("filter-time") choices><Ask line fields rule=true/></Open> })
}

fn tenant(line: &Line, seen: &Seen) -> impl IntoView + use<> {
    let text = line.text;
    let value = line.filter.tenant.as_ref().map(|tenant| match tenant {
        TenantFilter::Slug(slug) => seen.tenants.get(slug).unwrap_or(slug).clone(),
        TenantFilter::Unattributed => text.say("no-tenant"),
    });
    if let Some(value) = value {
        return Either::Left(chip(line, "filter-tenant", &value, |filter| filter.tenant = None));
    }
    let own = seen.tenants.iter().take(MOST).map(|(slug, name)| {
        choice(line, name.clone(), |filter| filter.tenant = Some(TenantFilter::Slug(slug.clone())))
    });
    let none = choice(line, text.say("no-tenant"), |filter| filter.tenant = Some(TenantFilter::Unattributed));
    let choices = own.chain([none]).collect();
    let line = line.clone();
    Either::Right(view! {
        <Open word=text.say("filter-tenant") choices><Ask line fields=vec![("tenant", "filter-tenant-field", "text")] rule=true/></Open>
    })
}

fn source(line: &Line) -> impl IntoView + use<> {
    if let Some(source) = line.filter.source {
        let name = source_name(line.text, source);
        return Either::Left(chip(line, "filter-source", &name, |filter| filter.source = None));
    }
    let choices = Source::HEARD
        .iter()
        .map(|source| choice(line, source_name(line.text, *source), |filter| filter.source = Some(*source)));
    let choices = choices.collect();
    Either::Right(view! { <Open word=line.text.say("filter-source") choices>""</Open> })
}

fn outcome(line: &Line) -> impl IntoView + use<> {
    let word = |outcome: &Outcome| line.text.say(&format!("outcome-{}", outcome.word()));
    if let Some(outcome) = &line.filter.outcome {
        return Either::Left(chip(line, "filter-outcome", &word(outcome), |filter| filter.outcome = None));
    }
    let choices =
        Outcome::ALL.iter().map(|outcome| choice(line, word(outcome), |filter| filter.outcome = Some(*outcome)));
    let choices = choices.collect();
    Either::Right(view! { <Open word=line.text.say("filter-outcome") choices>""</Open> })
}

/// What is hidden otherwise, with how much of it there is today.
fn noise(line: &Line, hidden: u64) -> impl IntoView + use<> {
    if line.filter.noise {
        let word = line.text.say("noise-shown");
        return Some(Either::Left(chip(line, "filter-noise", &word, |filter| filter.noise = false)));
    }
    // The number is of the whole day: beside a filter it would be of something else.
    let whole = TimelineFilter { from: None, until: None, ..line.filter.clone() }.is_empty();
    (hidden > 0 && whole).then(|| {
        let href = line.with(|filter| filter.noise = true);
        Either::Right(
            view! { <a class="btn quiet" href=href>{line.text.with("noise-hidden", [("count", hidden.into())])}</a> },
        )
    })
}

fn actor(line: &Line, seen: &Seen) -> impl IntoView + use<> {
    let ways: (Set, Unset) = (|filter, value| filter.actor = value, |filter| filter.actor = None);
    named(line, ("actor", "filter-who", "filter-who-field"), line.filter.actor.clone(), &seen.actors, ways)
}

fn action(line: &Line, seen: &Seen) -> impl IntoView + use<> {
    let ways: (Set, Unset) = (|filter, value| filter.action = value, |filter| filter.action = None);
    named(line, ("action", "filter-what", "filter-what-field"), line.filter.action.clone(), &seen.actions, ways)
}

fn target(line: &Line, seen: &Seen) -> impl IntoView + use<> {
    let ways: (Set, Unset) = (|filter, value| filter.target = value, |filter| filter.target = None);
    named(line, ("target", "filter-target", "filter-target-field"), line.filter.target.clone(), &seen.targets, ways)
}

/// A filter for an id or an exact name. `keys` are its name in the address, its word and its field's label.
fn named(
    line: &Line,
    keys: (&'static str, &'static str, &'static str),
    asked: Option<String>,
    seen: &BTreeMap<String, String>,
    (set, unset): (Set, Unset),
) -> impl IntoView + use<> {
    let (name, word, label) = keys;
    if let Some(asked) = asked {
        let value = seen.get(&asked).unwrap_or(&asked);
        return Either::Left(chip(line, word, value, unset));
    }
    let choices: Vec<Choice> = seen
        .iter()
        .take(MOST)
        .map(|(key, name)| choice(line, name.clone(), |filter| set(filter, Some(key.clone()))))
        .collect();
    let (line, word, rule) = (line.clone(), line.text.say(word), !choices.is_empty());
    Either::Right(view! { <Open word choices><Ask line fields=vec![(name, label, "text")] rule/></Open> })
}
