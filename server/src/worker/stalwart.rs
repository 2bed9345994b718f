//! What Stalwart says, by its webhook and in its log, made into events. The webhook's JSON is sound and comes at once; the
//! log fills in what was lost on the way (facts/stalwart.md §5.5). What both tell of is one entry.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::{
    parse::stalwart::{Format, Line, Reading, ServiceAccount, StalwartEvent, line},
    tail::Item,
};
use dezky_domain::{
    Result,
    audit::{Actor, Attribution, Class, NewEvent, Source},
    ctx::{Clock, Scope},
    id::{EventId, TenantId},
    source::{GapCause, Quarantined, Unreadable},
    tenant::ObjectKind,
};
use dezky_store::Work;
use sha2::{Digest as _, Sha256};

use super::{
    record::{behind, gap},
    take_in::Taken,
    unread::{too_long, unread},
    whose::{self, Hints},
};

/// How positions begin that a webhook's events have, and its batches that are none.
pub const HOOK: &str = "hook:";
pub const BATCH: &str = "batch:";

/// One for all that it dropped after `discardAfter` (facts/stalwart.md §5.2).
const GAVE_UP: &str = "telemetry.webhook-error";

/// The word by which Dezky's own calls are known among others'.
const BY_DEZKY: (&str, &str) = ("by", "dezky");

/// What a batch asks for beyond being stored.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// The server began anew: what it hadn't delivered before may be lost.
    pub restarted: bool,
    /// It said that it gave up sending some.
    pub discarded: bool,
    /// Somebody else changed objects: of this tenant, or of one that isn't known.
    pub changed: Vec<Option<TenantId>>,
}

/// An event of a channel with its position there.
#[derive(Debug)]
pub struct Heard {
    pub position: String,
    pub parsed: StalwartEvent,
    pub sha256: String,
}

/// A webhook's batch. What can't be read is kept by its hash, since its `id` changes with every retry.
#[must_use]
pub fn batch(readings: Vec<Reading>, now: DateTime<Utc>, clock: &dyn Clock) -> (Vec<Heard>, Vec<Quarantined>) {
    let (mut heard, mut set_aside) = (Vec::new(), Vec::new());
    for reading in readings {
        match reading {
            Ok(parsed) => heard.push(Heard {
                position: format!("{HOOK}{}", parsed.dedupe),
                sha256: hex::encode(Sha256::digest(parsed.raw.as_bytes())),
                parsed,
            }),
            Err((reason, bytes)) => {
                let position = format!("{HOOK}{}", hex::encode(Sha256::digest(&bytes)));
                set_aside.push(unread(Source::Stalwart, position, reason, &bytes, now, clock));
            }
        }
    }
    (heard, set_aside)
}

/// What lines of the log say.
#[derive(Debug, Default)]
pub struct Lines {
    pub heard: Vec<Heard>,
    pub quarantined: Vec<Quarantined>,
    /// Bytes that are lost.
    pub gaps: Vec<NewEvent>,
    /// Of types that nobody asked for: a log that somebody else set up holds everything. Counted, by type.
    pub dropped: BTreeMap<String, u64>,
}

/// Reads lines. Of a line only its beginning is believed (facts/stalwart.md §5.1).
#[must_use]
pub fn lines(items: &[Item], now: DateTime<Utc>, clock: &dyn Clock) -> Lines {
    let mut lines = Lines::default();
    for item in items {
        match item {
            Item::Line { file, offset, bytes, truncated } => {
                lines.read(format!("{file}:{offset}"), bytes, *truncated, now, clock);
            }
            Item::TooLong { file, offset, length, prefix, sha256 } => {
                let position = format!("{file}:{offset}");
                lines.quarantined.push(too_long(Source::Stalwart, position, *length, prefix, *sha256, now, clock));
            }
            Item::Gap { file, at, bytes, cause, since } => {
                lines.gaps.push(gap(Source::Stalwart, behind(*file, *at), *bytes, *cause, *since, now, clock));
            }
        }
    }
    lines
}

impl Lines {
    /// A line that was cut off may end in half a number, which would read as a whole one.
    fn read(&mut self, position: String, bytes: &[u8], truncated: bool, now: DateTime<Utc>, clock: &dyn Clock) {
        let sha256 = hex::encode(Sha256::digest(bytes));
        match line(bytes) {
            _ if truncated => {
                self.quarantined.push(unread(Source::Stalwart, position, Unreadable::CutOff, bytes, now, clock));
            }
            Ok(Line { event, .. }) if event.class == Class::Unknown => {
                *self.dropped.entry(event.kind).or_default() += 1;
            }
            Ok(Line { event: parsed, .. }) => self.heard.push(Heard { position, parsed, sha256 }),
            Err(reason) => self.quarantined.push(unread(Source::Stalwart, position, reason, bytes, now, clock)),
        }
    }
}

/// Stores what lines say, and asks for a look where somebody else changed something.
///
/// # Errors
/// `Fault` from the store.
pub async fn take_in(
    work: &Work,
    lines: Lines,
    service: Option<&ServiceAccount>,
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> Result<(Taken, usize)> {
    let Lines { heard, quarantined, gaps, dropped } = lines;
    let (mut taken, mut kept, noticed) = store(work, heard, quarantined, service, now, clock).await?;
    kept += work.audit().record(&gaps).await?;
    work.sources().dropped(Source::Stalwart, &dropped).await?;
    for (action, count) in dropped {
        *taken.dropped.entry(action).or_default() += count;
    }
    look(work, &noticed, now).await?;
    Ok((taken, kept))
}

/// Has the engine's objects looked at: of the tenants that somebody else changed, or of all after a new beginning.
///
/// # Errors
/// `Fault` from the store.
pub async fn look(work: &Work, noticed: &Noticed, now: DateTime<Utc>) -> Result<()> {
    let scope = Scope::any_tenant("an engine was changed by others");
    let tenants = if noticed.restarted { &[None][..] } else { &noticed.changed };
    for tenant in tenants {
        work.plans().look_soon(&scope, *tenant, now, RECENT).await?;
    }
    Ok(())
}

/// Who was looked at so lately isn't looked at again for every word that somebody says.
const RECENT: TimeDelta = TimeDelta::seconds(60);

/// Stores what is new of it. What the other channel told already is counted, and an earlier line of the log becomes a
/// part of what the webhook says of it, which is more.
///
/// # Errors
/// `Fault` from the store.
pub async fn store(
    work: &Work,
    heard: Vec<Heard>,
    quarantined: Vec<Quarantined>,
    service: Option<&ServiceAccount>,
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> Result<(Taken, usize, Noticed)> {
    let mut taken = Taken { quarantined, ..Taken::of(Source::Stalwart) };
    let mut noticed = Noticed::default();
    let positions: Vec<String> = heard.iter().map(|heard| heard.position.clone()).collect();
    let mut unknown = work.audit().unknown(Source::Stalwart, &positions).await?;
    let (mut told, mut absorbed) = (Vec::new(), Vec::new());
    for Heard { position, parsed, sha256 } in heard {
        // Twice in one batch is once.
        if !unknown.remove(&position) {
            *taken.dropped.entry("told-again".to_owned()).or_default() += 1;
            continue;
        }
        let foreign = service.is_some_and(|service| parsed.foreign_change(service));
        let own = service.is_some_and(|service| parsed.account_id == Some(service.number)) && parsed.method.is_some();
        if own && parsed.class == Class::Noise {
            // Dezky looks all the time; there would be more of it than of everything else.
            *taken.dropped.entry("own-reads".to_owned()).or_default() += 1;
            continue;
        }
        let (hints, key, restart, format) = (hints(&parsed), parsed.matches.clone(), parsed.restart, parsed.format);
        let discarded = parsed.kind == GAVE_UP;
        let event = event(parsed, position, sha256, own, now, clock);
        let met = work.stories().meet(&event, &key, format.word()).await?;
        match (met, format) {
            (Some(_), Format::Log) => {
                *taken.dropped.entry("told-by-webhook".to_owned()).or_default() += 1;
                continue;
            }
            (Some(line), Format::Webhook) => absorbed.push((event.id, line)),
            (None, _) => {}
        }
        noticed.restarted |= restart;
        noticed.discarded |= discarded;
        told.push((event, hints, foreign));
    }
    let foreign: Vec<bool> = told.iter().map(|(.., foreign)| *foreign).collect();
    let mut told: Vec<(NewEvent, Hints)> = told.into_iter().map(|(event, hints, _)| (event, hints)).collect();
    whose::attribute(work, Source::Stalwart, &mut told).await?;
    let methods: Vec<&str> = told.iter().filter_map(|(event, _)| method(event)).collect();
    let did = work.stories().recall(Source::Stalwart, &methods).await?;
    for ((mut event, _), foreign) in told.into_iter().zip(foreign) {
        if event.words.get(BY_DEZKY.0).map(String::as_str) == Some(BY_DEZKY.1) {
            event.story = method(&event).and_then(|method| did.nearest(method, event.occurred)).map(str::to_owned);
        }
        if foreign && !noticed.changed.contains(&event.tenant) {
            noticed.changed.push(event.tenant);
        }
        taken.events.push(event);
    }
    let kept = taken.save(work, now).await?;
    for (head, part) in absorbed {
        work.stories().absorb(head, part).await?;
    }
    Ok((taken, kept, noticed))
}

fn method(event: &NewEvent) -> Option<&str> {
    event.words.get("method").map(String::as_str)
}

fn event(
    parsed: StalwartEvent,
    position: String,
    sha256: String,
    own: bool,
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> NewEvent {
    let mut words = parsed.words;
    if own {
        words.insert(BY_DEZKY.0.to_owned(), BY_DEZKY.1.to_owned());
    }
    NewEvent {
        id: EventId::new(clock),
        source: Source::Stalwart,
        position,
        tenant: None,
        attribution: Attribution::None,
        occurred: parsed.occurred.unwrap_or(now),
        occurred_known: parsed.occurred.is_some(),
        observed: now,
        actor: Actor { kind: parsed.actor_kind, id: parsed.actor, name: parsed.actor_name },
        on_behalf: None,
        action: parsed.kind,
        class: parsed.class,
        target: parsed.target,
        outcome: parsed.outcome,
        ip: parsed.ip,
        user_agent: None,
        request: None,
        // Refusals of one address within a minute are one entry; see `StalwartEvent::burst`.
        story: parsed.burst.map(|burst| format!("stalwart:{burst}")),
        telling: 0,
        words,
        changes: Vec::new(),
        raw: Some(parsed.raw),
        raw_sha256: Some(sha256),
        format: Some(parsed.format.word().to_owned()),
    }
}

fn hints(parsed: &StalwartEvent) -> Hints {
    let mut hints = Hints { actor: parsed.account.clone(), ..Hints::default() };
    let about = parsed.target.kind == "account" || parsed.target.kind == "password";
    hints.objects.extend(parsed.target.id.clone().filter(|_| about).map(|id| (ObjectKind::User, id)));
    // A DKIM key's domain stands in a word; an address that was typed says where it wanted to get in.
    let object = parsed.words.get("object").map(|object| object.rsplit('@').next().unwrap_or(object).to_lowercase());
    let recipient = parsed.words.get("recipient").and_then(|to| to.split(',').next()?.rsplit_once('@'));
    hints.domains.extend(parsed.domain.clone());
    hints.domains.extend(recipient.map(|(_, domain)| domain.trim().to_lowercase()));
    hints.domains.extend(object);
    hints
}

/// What may be lost that no file has: when Stalwart begins anew, which keeps what it still has to deliver in memory only;
/// when it gave up; when it sent too much at once. `at` names the occasion, which is told once.
#[must_use]
pub fn lost(
    cause: GapCause,
    at: &str,
    since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> NewEvent {
    gap(Source::Stalwart, format!("{}:{at}", cause.word()), None, cause, since, now, clock)
}
