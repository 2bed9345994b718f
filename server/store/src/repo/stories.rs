//! Events that tell of one act, made one entry. Which of them leads is decided anew from all that are stored, whenever
//! one comes: so it doesn't matter in which order they come, or how often.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use chrono::{DateTime, Duration, Utc};
use dezky_domain::{
    audit::{Attribution, Class, NewEvent, Outcome, Showing, Source},
    id::EventId,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result, StoreError, Work,
    repo::{
        counts::{Changes, Counted},
        timeline::{showing, word},
        timeline_sql::begins,
    },
    sql::{MANY, clip, insert_many, size, sql},
};

/// Longest name of a story, in characters.
pub(crate) const LONGEST: usize = 200;

/// Events of one story that are looked at: one act on a tenant of a thousand people has fewer.
const MOST: u64 = 10_000;

/// How far an engine's record of a call may be from the call: OCIS gives many no time, so that they have the time at which
/// they were read.
const NEAR: Duration = Duration::seconds(60);

/// What the provisioner did on somebody's word: a part of what they did. Drift, failures and repairs are entries of their
/// own, since nobody looks for them under what was asked for days ago.
const STEP: &str = "provision.step";

/// Whether an event joins others. What people did in Dezky only leads.
pub(crate) fn joins(source: Source, action: &str) -> bool {
    source != Source::Platform || action == STEP
}

/// By what an engine's record is known as an echo of what Dezky did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    pub source: Source,
    /// Authentik: the request's name. OCIS: an object's id. Stalwart: a method.
    pub key: String,
    pub at: DateTime<Utc>,
    pub story: String,
}

/// Writes which events tell of one act. A worker's statements: they take no scope.
#[derive(Debug, Clone, Copy)]
pub struct StoriesWork<'a> {
    pub(crate) work: &'a Work,
}

impl StoriesWork<'_> {
    /// Remembers by what echoes will be known, and takes in those that came first: an engine's record may be read before
    /// the act is written down.
    ///
    /// # Errors
    /// `Busy`, `Db`; as all here.
    pub async fn expect(&self, echoes: &[Echo]) -> Result<()> {
        if echoes.is_empty() {
            return Ok(());
        }
        self.work.queue().await?;
        let row = |echo: &Echo| {
            let story = clip(&echo.story, LONGEST);
            vec![
                echo.source.word().into(),
                clip(&echo.key, LONGEST).into(),
                echo.at.timestamp_micros().into(),
                story.into(),
            ]
        };
        let head = "INSERT INTO echo (source, key, at_us, story)";
        let tail = "ON CONFLICT (source, key, at_us) DO NOTHING";
        insert_many(&self.work.tx, head, echoes.iter().map(row).collect(), tail).await?;
        for echo in echoes {
            if self.take_in(echo).await? > 0 {
                fold(self.work, &clip(&echo.story, LONGEST)).await?;
            }
        }
        Ok(())
    }

    /// What Dezky did by these keys.
    ///
    /// # Errors
    /// As `expect`.
    pub async fn recall(&self, source: Source, keys: &[&str]) -> Result<Recalled> {
        let mut recalled = Recalled::default();
        for some in keys.chunks(MANY) {
            let text = "SELECT key, at_us, story FROM echo WHERE source = $1 AND key";
            let mut select = sql(&self.work.tx, text, [source.word().into()]);
            select.among(some.iter().map(|key| clip(key, LONGEST))).push(" ORDER BY at_us");
            for row in select.rows(&self.work.tx).await? {
                let did = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
                recalled.0.entry(row.try_get_by_index(0)?).or_default().push(did);
            }
        }
        Ok(recalled)
    }

    /// Forgets what can't be an echo any more. What was joined stays so.
    ///
    /// # Errors
    /// As `expect`.
    pub async fn forget(&self, before: DateTime<Utc>, limit: u64) -> Result<u64> {
        let mut gone = 0;
        for (table, key) in [("echo", "source, key, at_us"), ("twin", "source, key, event_id")] {
            let text = format!(
                "DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE at_us < $1 ORDER BY at_us LIMIT $2)"
            );
            let values = [before.timestamp_micros().into(), size(limit).into()];
            gone += sql(&self.work.tx, &text, values).run(&self.work.tx).await?;
        }
        Ok(gone)
    }

    /// What was stored before its act was: how many events that is.
    async fn take_in(&self, echo: &Echo) -> Result<u64> {
        let tx = &self.work.tx;
        let (key, at) = (clip(&echo.key, LONGEST), echo.at.timestamp_micros());
        let mut update = sql(tx, "UPDATE audit_event SET story = $1 WHERE 1 = 1", [clip(&echo.story, LONGEST).into()]);
        match echo.source {
            Source::Authentik => {
                update.push(" AND story = ").bind(clip(&engine_story(echo.source, &key), LONGEST));
                return update.run(tx).await;
            }
            Source::Ocis => begins(&mut update, "target_id", &key),
            Source::Stalwart => {
                // Its own words say no more than which method, and that it was Dezky who called.
                let method = format!("%\"method\":\"{key}\"%");
                update.push(" AND action = 'jmap.method-call' AND words LIKE ").bind(method);
                update.push(" AND words LIKE '%\"by\":\"dezky\"%'");
            }
            Source::Platform | Source::Zulip => return Ok(0),
        }
        let near = NEAR.num_microseconds().unwrap_or_default();
        update.push(" AND story IS NULL AND source = ").bind(echo.source.word());
        update.push(" AND occurred_us >= ").bind(at.saturating_sub(near));
        update.push(" AND occurred_us <= ").bind(at.saturating_add(near));
        // What a person of the tenant did at that time to the same object is theirs.
        update.push(
            " AND NOT EXISTS (SELECT 1 FROM engine_object o WHERE o.source = audit_event.source AND o.kind = 'user'
                AND o.external_id = audit_event.actor_id AND o.tenant_id IS NOT NULL)",
        );
        update.run(tx).await
    }

    /// Meets what another channel of the same source told of the same happening, each at most once: its event. Where
    /// nobody did, this one waits to be met. Only for events that aren't stored yet: whoever reads one twice would meet
    /// twice.
    ///
    /// # Errors
    /// As `expect`.
    pub async fn meet(&self, event: &NewEvent, key: &str, channel: &str) -> Result<Option<EventId>> {
        self.work.queue().await?;
        let tx = &self.work.tx;
        let (source, key) = (event.source.word(), clip(key, LONGEST));
        let text = "DELETE FROM twin WHERE source = $1 AND key = $2 AND event_id = (SELECT event_id FROM twin
                WHERE source = $1 AND key = $2 AND channel <> $3 ORDER BY at_us, event_id LIMIT 1)
            RETURNING event_id";
        let met = sql(tx, text, [source.into(), key.clone().into(), channel.into()]).value::<Uuid>(tx).await?;
        if met.is_none() {
            let text = "INSERT INTO twin (source, key, channel, event_id, at_us) VALUES ($1, $2, $3, $4, $5)";
            let at = event.observed.timestamp_micros();
            let values = [source.into(), key.into(), channel.into(), event.id.uuid().into(), at.into()];
            sql(tx, text, values).run(tx).await?;
        }
        Ok(met.map(EventId::from_uuid))
    }

    /// Makes a stored event a part of another that is stored too: they are the same happening, so it leaves its story,
    /// which only the other one tells.
    ///
    /// # Errors
    /// As `expect`.
    pub async fn absorb(&self, head: EventId, part: EventId) -> Result<()> {
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "SELECT source, occurred_us, outcome, tenant_id, showing, story FROM audit_event WHERE id = $1";
        let mut stories = BTreeSet::new();
        for row in sql(tx, text, [part.uuid().into()]).rows(tx).await? {
            let outcome: String = row.try_get_by_index(2)?;
            let counted = |showing| {
                let source = word(&row.try_get_by_index::<String>(0)?, Source::parse)?;
                Ok::<_, StoreError>(Counted {
                    source,
                    occurred_us: row.try_get_by_index(1)?,
                    outcome: &outcome,
                    showing,
                })
            };
            let tenant = row.try_get_by_index(3)?;
            stories.extend(row.try_get_by_index::<Option<String>>(5)?);
            let mut changes = Changes::default();
            changes.add(tenant, counted(showing(row.try_get_by_index(4)?)?)?, -1);
            changes.add(tenant, counted(Showing::Part)?, 1);
            changes.save(tx).await?;
        }
        let both = || [part.uuid().into(), head.uuid().into()];
        let text = "UPDATE audit_event SET showing = 2, head_id = $2, story = NULL WHERE id = $1";
        sql(tx, text, both()).run(tx).await?;
        let text = "SELECT story FROM audit_event WHERE id = $1 AND story IS NOT NULL";
        stories.extend(sql(tx, text, [head.uuid().into()]).value::<String>(tx).await?);
        for story in stories {
            fold(self.work, &story).await?;
        }
        // What it led without a story of theirs, and itself, below whatever the other one is below by now.
        let text =
            "UPDATE audit_event SET head_id = COALESCE((SELECT h.head_id FROM audit_event h WHERE h.id = $2), $2)
            WHERE id = $1 OR (head_id = $1 AND id <> $2)";
        sql(tx, text, both()).run(tx).await.map(drop)
    }
}

/// What Dezky did by some keys: when, and in which story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recalled(HashMap<String, Vec<(i64, String)>>);

impl Recalled {
    /// The story of the act by this key that is nearest in time, if it is near enough.
    #[must_use]
    pub fn nearest(&self, key: &str, at: DateTime<Utc>) -> Option<&str> {
        let at = at.timestamp_micros();
        let near = NEAR.num_microseconds()?.unsigned_abs();
        let acts = self.0.get(key)?.iter().map(|(then, story)| (then.abs_diff(at), story));
        acts.filter(|(away, _)| *away <= near).min_by_key(|(away, _)| *away).map(|(_, story)| story.as_str())
    }

    /// The story of the act by this key, whenever it was: for keys that are used once.
    #[must_use]
    pub fn only(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.last().map(|(_, story)| story.as_str())
    }
}

/// The name of a story that only an engine tells.
#[must_use]
pub fn engine_story(source: Source, request: &str) -> String {
    format!("{}:{request}", source.word())
}

#[derive(Debug, Clone, FromQueryResult)]
struct Told {
    seq: i64,
    id: Uuid,
    source: String,
    action: String,
    class: String,
    telling: i16,
    request: Option<String>,
    occurred_us: i64,
    outcome: String,
    tenant_id: Option<Uuid>,
    attribution: String,
    showing: i16,
    head_id: Option<Uuid>,
}

/// Where an event of a story belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    showing: Showing,
    head: Option<Uuid>,
}

/// Decides anew who leads and who is a part.
pub(crate) async fn fold(work: &Work, story: &str) -> Result<()> {
    work.queue().await?;
    let text = "SELECT seq, id, source, action, class, telling, request, occurred_us, outcome, tenant_id, attribution,
        showing, head_id FROM audit_event WHERE story = $1 ORDER BY seq LIMIT $2";
    let told: Vec<Told> = sql(&work.tx, text, [story.into(), size(MOST).into()]).all(&work.tx).await?;
    // What one act did to several tenants is an entry in each: nobody reads of it in another's.
    let known = |one: &Told| one.tenant_id.filter(|_| one.attribution != Attribution::Actor.word());
    let leads = leader(&told.iter().collect::<Vec<_>>());
    let main = leads.and_then(known).or_else(|| told.iter().find_map(known)).filter(|_| !is_crowd(story));
    let mut groups: BTreeMap<Option<Uuid>, Vec<&Told>> = BTreeMap::new();
    for one in &told {
        // A part that nobody could attribute is its story's.
        groups.entry(one.tenant_id.or(main)).or_default().push(one);
    }
    let mut places = HashMap::new();
    for group in groups.values() {
        places.extend(group.iter().map(|one| one.seq).zip(arrange(group)));
    }
    let mut changes = Changes::default();
    for told in &told {
        let Some(place) = places.get(&told.seq).copied() else { continue };
        let was = showing(told.showing)?;
        let given = told.tenant_id.or(main);
        if was == place.showing && told.head_id == place.head && told.tenant_id == given {
            continue;
        }
        let counted = |showing| {
            let source = word(&told.source, Source::parse)?;
            Ok::<_, StoreError>(Counted { source, occurred_us: told.occurred_us, outcome: &told.outcome, showing })
        };
        changes.add(told.tenant_id, counted(was)?, -1);
        changes.add(given, counted(place.showing)?, 1);
        let text = "UPDATE audit_event SET showing = $2, head_id = $3, tenant_id = $4, attribution = $5 WHERE seq = $1";
        let attribution =
            if told.tenant_id == given { told.attribution.as_str() } else { Attribution::Correlated.word() };
        let values =
            [told.seq.into(), place.showing.number().into(), place.head.into(), given.into(), attribution.into()];
        sql(&work.tx, text, values).run(&work.tx).await?;
        // Another channel's word of the same happening goes where it goes.
        let text = "UPDATE audit_event SET head_id = $2 WHERE head_id = $1 AND story IS NULL";
        let head = place.head.unwrap_or(told.id);
        sql(&work.tx, text, [told.id.into(), head.into()]).run(&work.tx).await?;
    }
    changes.save(&work.tx).await
}

/// Whether a story is what came from one address within a minute. That is no one's act: who tried to get in as somebody
/// that nobody knows isn't of the tenant that somebody else there is of.
fn is_crowd(story: &str) -> bool {
    story.strip_prefix(Source::Stalwart.word()).is_some_and(|rest| rest.starts_with(':'))
}

/// What people did leads, then what the provisioner did by itself; among an engine's own the one that tells most, and of
/// equals the first.
fn leader<'a>(told: &[&'a Told]) -> Option<&'a Told> {
    let own = |one: &&&Told| one.source == Source::Platform.word();
    let act = told.iter().filter(own).find(|one| one.action != STEP);
    act.or_else(|| told.iter().find(own)).copied().or_else(|| best(told.iter().copied()))
}

fn is_noise(told: &Told) -> bool {
    told.class == Class::Noise.word()
}

fn best<'a>(among: impl Iterator<Item = &'a Told>) -> Option<&'a Told> {
    among.min_by_key(|told| (is_noise(told), Reverse(told.telling), told.occurred_us, told.seq))
}

/// Where each of them belongs, in their order.
fn arrange(told: &[&Told]) -> Vec<Place> {
    let platform = Source::Platform.word();
    let leads = leader(told);
    let ours = leads.is_some_and(|leads| leads.source == platform);
    let entry = Place { showing: Showing::Entry, head: None };
    let part = Place { showing: Showing::Part, head: leads.map(|leads| leads.id) };
    let place = |one: &&Told| {
        if Some(one.seq) == leads.map(|leads| leads.seq) {
            return Place { showing: if is_noise(one) { Showing::Noise } else { Showing::Entry }, head: None };
        }
        if one.source == platform {
            // What failed is seen, whatever it was a part of.
            return if one.action == STEP && one.outcome == Outcome::Done.word() { part } else { entry };
        }
        let same = told.iter().copied().filter(|other| other.source == one.source && other.request == one.request);
        let leads_here = one.request.is_none() || best(same).is_some_and(|best| best.seq == one.seq);
        if ours && leads_here && !is_noise(one) { Place { showing: Showing::Echo, ..part } } else { part }
    };
    told.iter().map(place).collect()
}
