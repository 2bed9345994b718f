//! Events, written. An event is stored once, however often it is read; the counters follow in the same transaction.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use dezky_domain::{
    audit::{Class, NewEvent, Showing, Source},
    id::TenantId,
};
use sea_orm::Value;
use serde::Serialize;

use crate::{
    Result, Work,
    repo::{
        counts::{self, Counted},
        stories,
    },
    sql::{MANY, clean, clean_some, clip, insert_many, sql},
};

/// Reserved words: where the event took place, for attributing it later. They go into columns, not into the words.
pub(crate) const SPACE: &str = "@space";
pub(crate) const ACCOUNT: &str = "@account";

/// Writes events.
#[derive(Debug, Clone, Copy)]
pub struct AuditWork<'a> {
    pub(crate) work: &'a Work,
}

impl AuditWork<'_> {
    /// Stores those whose source and position aren't there yet, and says how many. The words `@space` and `@account`
    /// are the ids by which `ObjectsWork::reattribute` finds an event that has no tenant yet.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn record(&self, events: &[NewEvent]) -> Result<usize> {
        let fresh = self.fresh(events).await?;
        self.add(&fresh).await
    }

    /// As `record`, of what was read for the first time, without looking: where a position is stored after all, nothing
    /// is, and `record` has to be asked.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn record_new(&self, events: &[NewEvent]) -> Result<usize> {
        self.work.queue().await?;
        self.add(&events.iter().collect::<Vec<_>>()).await
    }

    async fn add(&self, fresh: &[&NewEvent]) -> Result<usize> {
        if fresh.is_empty() {
            return Ok(0);
        }
        self.work.tx.pour("audit_event", COLUMNS, fresh.iter().copied().map(row)).await?;
        let mut changes = counts::Changes::default();
        let mut kept: BTreeMap<Source, i64> = BTreeMap::new();
        let mut told = BTreeSet::new();
        for event in fresh {
            let counted = Counted {
                source: event.source,
                occurred_us: event.occurred.timestamp_micros(),
                outcome: event.outcome.word(),
                showing: showing(event),
            };
            changes.add(event.tenant.map(TenantId::uuid), counted, 1);
            *kept.entry(event.source).or_default() += 1;
            told.extend(event.story.as_deref().filter(|_| stories::joins(event.source, &event.action)));
        }
        changes.save(&self.work.tx).await?;
        self.keep(kept).await?;
        for story in told {
            stories::fold(self.work, &clip(story, stories::LONGEST)).await?;
        }
        Ok(fresh.len())
    }

    /// Those that aren't stored yet, each position once. To look first and then insert costs PostgreSQL a fifth less than
    /// `ON CONFLICT`, which claims a row before it knows.
    async fn fresh<'e>(&self, events: &'e [NewEvent]) -> Result<Vec<&'e NewEvent>> {
        let mut positions: BTreeMap<Source, Vec<&str>> = BTreeMap::new();
        for event in events {
            positions.entry(event.source).or_default().push(&event.position);
        }
        let mut unknown = HashSet::new();
        for (source, positions) in positions {
            let found = self.unknown(source, &positions).await?;
            unknown.extend(found.into_iter().map(|position| (source, position)));
        }
        Ok(events.iter().filter(|event| unknown.remove(&(event.source, clean(&event.position)))).collect())
    }

    /// Those of these positions that aren't stored yet. Nobody else stores any before this work ends.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn unknown(&self, source: Source, positions: &[impl AsRef<str> + Sync]) -> Result<HashSet<String>> {
        self.work.queue().await?;
        let mut unknown: HashSet<String> = positions.iter().map(|position| clean(position.as_ref())).collect();
        for some in positions.chunks(MANY) {
            let text = "SELECT position FROM audit_event WHERE source = $1 AND position";
            let mut select = sql(&self.work.tx, text, [source.word().into()]);
            select.among(some.iter().map(|position| clean(position.as_ref())));
            for row in select.rows(&self.work.tx).await? {
                unknown.remove(&row.try_get_by_index::<String>(0)?);
            }
        }
        Ok(unknown)
    }

    async fn keep(&self, kept: BTreeMap<Source, i64>) -> Result<()> {
        let rows = kept.into_iter().map(|(source, events)| vec![source.word().into(), events.into()]).collect();
        let tail = "ON CONFLICT (source) DO UPDATE SET kept = source.kept + excluded.kept";
        insert_many(&self.work.tx, "INSERT INTO source (source, kept)", rows, tail).await
    }
}

const COLUMNS: &str = "id, source, position, tenant_id, attribution, occurred_us, occurred_known, observed_us, \
    actor_kind, actor_id, actor_name, action, class, target_kind, target_id, target_name, outcome, ip, user_agent, \
    request, words, changes, raw, raw_sha256, format, on_behalf, story, telling, \
    showing, space_id, account_id, haystack";

/// As it is stored: folding it with others of its story comes after.
fn showing(event: &NewEvent) -> Showing {
    if event.class == Class::Noise { Showing::Noise } else { Showing::Entry }
}

fn row(event: &NewEvent) -> Vec<Value> {
    let mut words: BTreeMap<String, String> =
        event.words.iter().map(|(key, value)| (clean(key), clean(value))).collect();
    let (space, account) = (words.remove(SPACE), words.remove(ACCOUNT));
    let haystack = haystack(event, &words);
    let [actor_id, actor_name, target_id, target_name] =
        [&event.actor.id, &event.actor.name, &event.target.id, &event.target.name]
            .map(|text| clean_some(text.as_deref()));
    let [ip, user_agent, request, raw, sha256, format] =
        [&event.ip, &event.user_agent, &event.request, &event.raw, &event.raw_sha256, &event.format]
            .map(|text| clean_some(text.as_deref()));
    vec![
        event.id.uuid().into(),
        event.source.word().into(),
        clean(&event.position).into(),
        event.tenant.map(TenantId::uuid).into(),
        event.attribution.word().into(),
        event.occurred.timestamp_micros().into(),
        event.occurred_known.into(),
        event.observed.timestamp_micros().into(),
        event.actor.kind.word().into(),
        actor_id.into(),
        actor_name.into(),
        clip(&event.action, 200).into(),
        event.class.word().into(),
        clean(&event.target.kind).into(),
        target_id.into(),
        target_name.into(),
        event.outcome.word().into(),
        ip.into(),
        user_agent.into(),
        request.into(),
        json(&words),
        // NUL stands escaped in JSON, which both databases keep as text.
        json(&event.changes),
        raw.into(),
        sha256.into(),
        format.into(),
        clean_some(event.on_behalf.as_deref()).into(),
        event.story.as_deref().map(|story| clip(story, stories::LONGEST)).into(),
        i16::from(event.telling).into(),
        showing(event).number().into(),
        space.into(),
        account.into(),
        haystack.into(),
    ]
}

fn json(words: &impl Serialize) -> Value {
    serde_json::to_string(words).expect("maps and lists of text are JSON").into()
}

/// What the text filter searches: every word that a person might remember, lower-cased, one a line so that no match
/// runs from one into the next. Not the raw record: it would find what the sentence doesn't show.
fn haystack(event: &NewEvent, words: &BTreeMap<String, String>) -> String {
    let told = [
        event.actor.id.as_deref(),
        event.actor.name.as_deref(),
        event.on_behalf.as_deref(),
        Some(event.action.as_str()),
        Some(event.target.kind.as_str()),
        event.target.id.as_deref(),
        event.target.name.as_deref(),
        event.ip.as_deref(),
        event.request.as_deref(),
    ];
    let told = told.into_iter().flatten().chain(words.values().map(String::as_str));
    clean(&told.collect::<Vec<_>>().join("\n")).to_lowercase()
}
