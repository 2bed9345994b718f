//! Reads Authentik's events: newest first, page by page, by a walk that survives what moves under it (facts/authentik.md
//! §2.4). A page's events and, with the last one, how far was read commit together; an event is stored once, by its pk.
//! A webhook only says that there is something: what it says isn't believed.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::{
    authentik::{Authentik, Event, EventsPage, Step as Next, Walk},
    parse::authentik::{AuthentikEvent, parse},
};
use dezky_domain::{
    AppError, Result,
    audit::{Actor, Attribution, NewEvent, Source},
    ctx::Clock,
    id::EventId,
    provision::{Trouble, TroubleKind},
    tenant::ObjectKind,
};
use dezky_store::{Work, engine_story};
use serde::{Deserialize, Serialize};

use super::{
    reader::{Reader, Turn, WAITING},
    take_in::Taken,
    unread::unread,
    whose::{self, Hints},
};
use crate::{config::FirstLook, state::State};

/// After an error.
const AGAIN: Duration = Duration::from_secs(5);

/// Events of a page, at least.
const SMALLEST: u32 = 4;

/// How often the last day is read again, for what clock skew between Authentik's nodes may have left.
const DEEP_EVERY: TimeDelta = TimeDelta::hours(1);
const DEEP: TimeDelta = TimeDelta::hours(24);

/// How far was read, as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The newest event of all walks that came to their end.
    pub watermark: Option<DateTime<Utc>>,
    pub deep: Option<DateTime<Utc>>,
    /// Where the first look began, if not at the beginning.
    #[serde(default)]
    pub began: Option<DateTime<Utc>>,
}

pub async fn run(state: State) {
    let Some(authentik) = state.authentik.clone() else { return };
    let (mut reader, mut progress) = (Reader::new(Source::Authentik), None);
    while !state.stop.is_cancelled() {
        state.heartbeats.beat("authentik");
        let wait = match step(&state, &authentik, &mut reader, &mut progress).await {
            Ok(true) => Duration::from_secs(state.config.sources.authentik.poll_seconds),
            Ok(false) => WAITING,
            Err(error) => {
                tracing::error!(%error, "Authentik's events could not be taken in; trying again");
                metrics::counter!("dezky_ingest_errors_total", "source" => "authentik").increment(1);
                note(&state, &error).await;
                AGAIN
            }
        };
        tokio::select! {
            going_on = super::rest(&state, "authentik", wait) => if !going_on { break },
            // Somebody said that there is something new.
            () = state.nudged.notified() => {}
        }
    }
    reader.let_go(&state).await;
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("Authentik answered: {0}")]
    Engine(String),
    #[error("the database did not take it: {0}")]
    Store(#[from] AppError),
}

/// Reads everything that is new. False when another process reads.
///
/// # Errors
/// What went wrong, for the sources page. What was read before it is stored; the next walk begins anew.
pub async fn step(
    state: &State,
    authentik: &Authentik,
    reader: &mut Reader,
    progress: &mut Option<Progress>,
) -> std::result::Result<bool, Failure> {
    if progress.is_none() {
        ensure(state).await?;
    }
    match reader.turn(state).await? {
        Turn::Ours => {}
        Turn::New => *progress = None,
        Turn::Others => {
            *progress = None;
            return Ok(false);
        }
    }
    let known = match progress.take() {
        Some(progress) => progress,
        None => stored(state).await?,
    };
    let now = state.clock.now();
    let (mut walk, deep) = walk(state, &known, now);
    let first = known.watermark.is_none() && state.config.sources.authentik.first == FirstLook::Now;
    let began = first.then_some(now);
    let mut ask = walk.first();
    let done = loop {
        state.heartbeats.beat("authentik");
        let page = match authentik.events(ask).await {
            Ok(page) => page,
            // A page weighs too much: with fewer events it may not.
            Err(trouble) if trouble.kind == TroubleKind::Unexpected && ask.size > SMALLEST => {
                walk = walk.by(ask.size / 2);
                ask = walk.first();
                continue;
            }
            Err(trouble) => return Err(Failure::Engine(words(&trouble))),
        };
        let next = match &page {
            Some(page) => walk.read(&page.read()),
            None => walk.gone(),
        };
        let after = match next {
            Next::Done { watermark } => Some(Progress {
                // A source that never had an event is read from its beginning next time.
                watermark: watermark.or(known.watermark),
                deep: if deep { Some(now) } else { known.deep },
                began: known.began.or(began),
            }),
            _ => None,
        };
        if !store(state, reader, page, after.as_ref()).await? {
            return Ok(false);
        }
        match (next, after) {
            (Next::Next(page) | Next::Again(page), _) => ask = page,
            (Next::Lost(unrest), _) => return Err(Failure::Engine(unrest.to_string())),
            (Next::Done { .. }, after) => break after.unwrap_or_default(),
        }
    };
    *progress = Some(done);
    Ok(true)
}

fn walk(state: &State, known: &Progress, now: DateTime<Utc>) -> (Walk, bool) {
    let overlap = TimeDelta::seconds(i64::from(state.config.sources.authentik.overlap_seconds));
    match (known.watermark, state.config.sources.authentik.first) {
        (None, FirstLook::Everything) => (Walk::everything(now), true),
        (None, FirstLook::Now) => (Walk::follow(now, overlap, now), true),
        (Some(watermark), _) if known.deep.is_none_or(|deep| now - deep >= DEEP_EVERY) => {
            // What lies before the beginning isn't asked for.
            let reach = known.began.map_or(DEEP, |began| DEEP.min((watermark - began).max(overlap)));
            (Walk::deep(watermark, reach, now), true)
        }
        (Some(watermark), _) => (Walk::follow(watermark, overlap, now), false),
    }
}

async fn ensure(state: &State) -> Result<()> {
    let work = state.store.begin().await?;
    work.sources().ensure(Source::Authentik, None, state.clock.now()).await?;
    Ok(work.save().await?)
}

async fn stored(state: &State) -> Result<Progress> {
    let json = state.store.sources().progress(Source::Authentik).await?;
    Ok(json
        .and_then(|json| {
            // Everything is read anew: events are stored once, whatever was read before.
            serde_json::from_str(&json)
                .inspect_err(|error| tracing::error!(%error, "how far was read can't be read"))
                .ok()
        })
        .unwrap_or_default())
}

/// False when the source is another's by now: nothing was stored.
async fn store(state: &State, reader: &mut Reader, page: Option<EventsPage>, after: Option<&Progress>) -> Result<bool> {
    let now = state.clock.now();
    let work = state.store.begin().await?;
    if !reader.hold(&work, state).await? {
        return Ok(false);
    }
    let taken = read(&work, page.map(|page| page.events).unwrap_or_default(), now, state.clock.as_ref()).await?;
    let kept = taken.save(&work, now).await?;
    if let Some(after) = after {
        work.sources().progress(Source::Authentik, &serde_json::to_string(after).map_err(|_| AppError::Fault)?).await?;
        work.sources().polled(Source::Authentik, now, None).await?;
    }
    work.save().await?;
    taken.count(kept);
    if kept > 0 {
        state.stored.send_modify(|count| *count += 1);
    }
    Ok(true)
}

/// What events say, with whose they are and what they are echoes of.
///
/// # Errors
/// `Fault` from the store.
pub async fn read(work: &Work, events: Vec<Event>, now: DateTime<Utc>, clock: &dyn Clock) -> Result<Taken> {
    let mut taken = Taken::of(Source::Authentik);
    let (mut heard, mut sign_ins) = (Vec::new(), Vec::new());
    for event in events {
        match parse(event.json.as_bytes()) {
            Ok(mut parsed) => {
                sign_ins.push(parsed.sign_in.take());
                heard.push(told(parsed, event.sha256(), now, clock));
            }
            Err(reason) => {
                let position = event.pk.clone().unwrap_or_else(|| event.sha256());
                taken.quarantined.push(unread(Source::Authentik, position, reason, event.json.as_bytes(), now, clock));
            }
        }
    }
    whose::attribute(work, Source::Authentik, &mut heard).await?;
    // A sign-in is several requests; whatever else one request wrote is one act.
    let keys: Vec<Option<String>> = sign_ins
        .into_iter()
        .zip(&heard)
        .map(|(sign_in, (event, _))| sign_in.or_else(|| event.request.clone()))
        .collect();
    let asked: Vec<&str> = keys.iter().flatten().map(String::as_str).collect();
    let did = work.stories().recall(Source::Authentik, &asked).await?;
    let story = |key: &String| did.only(key).map_or_else(|| engine_story(Source::Authentik, key), str::to_owned);
    let told = heard.into_iter().zip(&keys);
    taken.events = told.map(|((event, _), key)| NewEvent { story: key.as_ref().map(story), ..event }).collect();
    Ok(taken)
}

fn told(parsed: AuthentikEvent, sha256: String, now: DateTime<Utc>, clock: &dyn Clock) -> (NewEvent, Hints) {
    let hints = hints(&parsed);
    let event = NewEvent {
        id: EventId::new(clock),
        source: Source::Authentik,
        position: parsed.pk,
        tenant: None,
        attribution: Attribution::None,
        occurred: parsed.occurred.unwrap_or(now),
        occurred_known: parsed.occurred.is_some(),
        observed: now,
        actor: Actor { kind: parsed.actor_kind, id: parsed.actor, name: parsed.actor_name },
        on_behalf: parsed.on_behalf.and_then(|party| party.name.or(party.id)),
        action: parsed.action,
        class: parsed.class,
        target: parsed.target,
        outcome: parsed.outcome,
        ip: parsed.ip,
        user_agent: parsed.user_agent,
        request: parsed.request,
        story: None,
        telling: parsed.telling,
        words: parsed.words,
        changes: parsed.changes,
        raw: Some(parsed.raw),
        raw_sha256: Some(sha256),
        format: None,
    };
    (event, hints)
}

fn hints(parsed: &AuthentikEvent) -> Hints {
    let place = &parsed.place;
    let mut hints = Hints { domains: place.domains.clone(), actor: place.actor.clone(), ..Hints::default() };
    let object =
        |thing: &dezky_connect::parse::authentik::Thing| Some((ObjectKind::parse(&thing.kind)?, thing.id.clone()));
    hints.objects = place.objects.iter().filter_map(object).collect();
    hints.objects.sort_by_key(|(kind, _)| *kind == ObjectKind::User);
    for name in place.names.iter().filter(|name| matches!(name.kind.as_str(), "group" | "application" | "client")) {
        hints.named(&name.id);
    }
    if let Some(path) = &place.path {
        hints.folder(path);
    }
    hints
}

pub(super) fn words(trouble: &Trouble) -> String {
    let status = trouble.status.map(|status| format!(" {status}")).unwrap_or_default();
    let detail = trouble.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default();
    format!("{}{status}{detail}", trouble.kind.word())
}

async fn note(state: &State, failure: &Failure) {
    let written = async {
        let work = state.store.begin().await?;
        work.sources().polled(Source::Authentik, state.clock.now(), Some(&failure.to_string())).await?;
        work.save().await
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "the failure could not be written down");
    }
}
