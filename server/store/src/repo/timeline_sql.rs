//! The timeline's statements. One condition leads and is looked up in the index made for it; the others only filter
//! what it finds. SQLite doesn't know how rare a value is and would choose any index: `+column` keeps it from all but
//! the leading one. PostgreSQL knows, and is left to choose.

use dezky_domain::{
    audit::{Outcome, Source},
    page::Cursor,
    timeline::TimelineFilter,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    repo::timeline::Query,
    sql::{Sql, clean, holds, sql},
};

/// Whose events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Everybodys,
    Tenants(Uuid),
    Unattributed,
}

/// The condition that is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    TargetId,
    TargetName,
    ActorId,
    ActorName,
    Whose,
    Action,
    Outcome,
    Source,
    Time,
    /// Hidden ones, by time.
    Noise,
    /// By sequence: for what is new since.
    Seq,
}

pub(crate) const COLUMNS: &str = "seq, id, source, position, tenant_id, attribution, occurred_us, occurred_known, \
    observed_us, actor_kind, actor_id, actor_name, action, class, target_kind, target_id, target_name, outcome, ip, \
    user_agent, request, words, changes, raw, raw_sha256, format, on_behalf, \
    story, telling, showing, head_id";

/// What leads a page: one way, or two where a filter means an id or a name. An `OR` of the two would make the database
/// sort all that they find before it cuts off a page.
///
/// The rarest first; a tenant before what all tenants share, so that another tenant's events never slow it down.
pub(crate) fn leads(filter: &TimelineFilter, whose: Whose) -> &'static [Lead] {
    if filter.target.is_some() {
        &[Lead::TargetId, Lead::TargetName]
    } else if filter.actor.is_some() {
        &[Lead::ActorId, Lead::ActorName]
    } else if whose != Whose::Everybodys {
        &[Lead::Whose]
    } else if filter.action.is_some() {
        &[Lead::Action]
    } else if filter.outcome.is_some_and(|outcome| outcome != Outcome::Done) {
        &[Lead::Outcome]
    } else if filter.source.is_some() {
        &[Lead::Source]
    } else if filter.noise {
        &[Lead::Time, Lead::Noise]
    } else {
        &[Lead::Time]
    }
}

/// Entries; what engines say of them too where their own words are asked for; noise where it is wanted. Written out, so
/// that the partial indexes are seen to hold it all.
fn shown(select: &mut Sql, filter: &TimelineFilter, lead: Lead) {
    let echoes = filter.source.is_some_and(|source| source != Source::Platform) || filter.action.is_some();
    let condition = match (lead, echoes, filter.noise) {
        (Lead::Noise, ..) => "showing = 3",
        (Lead::Time, ..) | (_, false, false) => "showing = 0",
        (_, true, false) => "showing <= 1",
        (_, false, true) => "showing IN (0, 3)",
        (_, true, true) => "showing IN (0, 1, 3)",
    };
    select.push(" AND ");
    if select.sqlite() && !matches!(lead, Lead::Time | Lead::Noise) {
        select.push("+");
    }
    select.push(condition);
}

/// A page of `lead`'s events, newest first.
pub(crate) fn page(
    db: &impl ConnectionTrait,
    query: &Query,
    whose: Whose,
    lead: Lead,
    before: Option<Cursor>,
    limit: i64,
) -> Sql {
    let mut select = sql(db, &format!("SELECT {COLUMNS} FROM audit_event WHERE 1 = 1"), []);
    conditions(&mut select, query, whose, lead);
    if let Some(before) = before {
        select.push(" AND (occurred_us, seq) < (").bind_all([before.micros, before.seq]).push(")");
    }
    select.push(" ORDER BY occurred_us DESC, seq DESC LIMIT ").bind(limit);
    select
}

/// `columns` of the newest events stored after `seq`, by sequence.
pub(crate) fn newer(
    db: &impl ConnectionTrait,
    columns: &str,
    query: &Query,
    whose: Whose,
    seq: i64,
    limit: i64,
) -> Sql {
    let mut select = sql(db, &format!("SELECT {columns} FROM audit_event"), []);
    if select.sqlite() {
        // The sequence is the table itself; any index would be read from its beginning.
        select.push(" NOT INDEXED");
    }
    select.push(" WHERE seq > ").bind(seq);
    conditions(&mut select, query, whose, Lead::Seq);
    select.push(" ORDER BY seq DESC LIMIT ").bind(limit);
    select
}

fn conditions(select: &mut Sql, query: &Query, whose: Whose, lead: Lead) {
    let filter = &query.filter;
    shown(select, filter, lead);
    match whose {
        Whose::Everybodys => {}
        Whose::Tenants(tenant) => equal(select, "tenant_id", tenant, lead == Lead::Whose),
        Whose::Unattributed => {
            let column = column(select, "tenant_id", lead == Lead::Whose);
            select.push(" AND ").push(&column).push(" IS NULL");
        }
    }
    if let Some(source) = filter.source {
        equal(select, "source", source.word(), lead == Lead::Source);
    }
    if let Some(action) = &filter.action {
        equal(select, "action", clean(action), lead == Lead::Action);
    }
    if let Some(outcome) = filter.outcome {
        if lead == Lead::Outcome {
            seldom(select, outcome);
        } else {
            equal(select, "outcome", outcome.word(), false);
        }
    }
    either(select, filter.actor.as_deref(), ["actor_id", "actor_name"], [Lead::ActorId, Lead::ActorName], lead);
    either(select, filter.target.as_deref(), ["target_id", "target_name"], [Lead::TargetId, Lead::TargetName], lead);
    if let Some(from) = query.from {
        select.push(" AND occurred_us >= ").bind(from.timestamp_micros());
    }
    if let Some(until) = query.until {
        select.push(" AND occurred_us < ").bind(until.timestamp_micros());
    }
    if !filter.text.trim().is_empty() {
        select.push(" AND haystack LIKE ").bind(holds(filter.text.trim())).push(r" ESCAPE '\'");
    }
}

/// Said so that the partial index is seen to hold it all: a placeholder could be anything. PostgreSQL concludes that
/// what is `refused` isn't `done`; told so, it would multiply the two and think them rarer than they are. SQLite
/// concludes nothing and is told.
fn seldom(select: &mut Sql, outcome: Outcome) {
    select.push(" AND outcome = '").push(outcome.word()).push("'");
    if select.sqlite() {
        select.push(" AND outcome <> 'done'");
    }
}

fn equal(select: &mut Sql, name: &str, value: impl Into<sea_orm::Value>, leads: bool) {
    let column = column(select, name, leads);
    select.push(" AND ").push(&column).push(" = ").bind(value);
}

/// A column by which SQLite may look up, or may not. PostgreSQL has no `+` for text and needs none.
fn column(select: &Sql, name: &str, leads: bool) -> String {
    if select.sqlite() && !leads { format!("+{name}") } else { name.to_owned() }
}

/// An id or a name: the one that leads, by its index; any of the two where something else does.
fn either(select: &mut Sql, value: Option<&str>, names: [&str; 2], leads: [Lead; 2], lead: Lead) {
    let Some(value) = value.map(clean) else { return };
    if let Some(place) = leads.iter().position(|one| *one == lead) {
        begins(select, names[place], &value);
    } else {
        let [id, name] = names.map(|name| column(select, name, false));
        select.push(" AND (").push(&id).push(" = ").bind(value.clone());
        select.push(" OR ").push(&name).push(" = ").bind(value).push(")");
    }
}

/// Equal, and found by an index on the first 200 characters. Who is shorter is equal when its beginning is: said twice,
/// PostgreSQL would multiply the two and think them rarer than they are.
pub(crate) fn begins(select: &mut Sql, name: &str, value: &str) {
    let beginning: String = value.chars().take(BEGINNING).collect();
    let whole = beginning.chars().count() < BEGINNING;
    select.push(" AND substr(").push(name).push(", 1, 200) = ").bind(beginning);
    if !whole {
        select.push(" AND ").push(name).push(" = ").bind(value.to_owned());
    }
    if select.sqlite() {
        // Says that the partial index holds them all.
        select.push(" AND ").push(name).push(" IS NOT NULL");
    }
}

/// Those that begin as one of these do, found by the same index.
pub(crate) fn begins_among<'t>(select: &mut Sql, name: &str, values: impl Iterator<Item = &'t str>) {
    let beginnings = values.map(|value| value.chars().take(BEGINNING).collect());
    select.push(" AND substr(").push(name).push(", 1, 200)").among(beginnings);
    if select.sqlite() {
        select.push(" AND ").push(name).push(" IS NOT NULL");
    }
}

/// As the indexes have it.
const BEGINNING: usize = 200;
