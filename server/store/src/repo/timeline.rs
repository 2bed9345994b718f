//! The timeline, read: newest first, by keyset, so that page 10,000 costs what page 1 costs.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use dezky_domain::{
    audit::{Actor, ActorKind, Attribution, AuditEvent, Class, NewEvent, Outcome, Showing, Source, Target},
    ctx::Scope,
    id::{EventId, TenantId},
    page::Cursor,
    tenant::TenantRef,
    timeline::{Parts, Quarter, TenantFilter, TimelineFilter},
};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError,
    entity::audit_event::Model,
    repo::{
        counts,
        tenants::stored_slug,
        timeline_sql::{self, COLUMNS, Whose},
    },
    scope,
    sql::{clean, count, size, sql, time},
};

/// What is asked for, its moments resolved: `filter.from` and `filter.until` are ignored, since they may be in the
/// viewer's time zone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub filter: TimelineFilter,
    pub from: Option<DateTime<Utc>>,
    /// Not included.
    pub until: Option<DateTime<Utc>>,
}

/// Reads the timeline. A tenant's scope sees that tenant's events, whatever the filter says.
#[derive(Debug, Clone, Copy)]
pub struct Timeline<'a> {
    pub(crate) store: &'a Store,
}

impl Timeline<'_> {
    /// Events older than `before`, or the newest.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn page(
        &self,
        scope: &Scope,
        query: &Query,
        before: Option<Cursor>,
        limit: u64,
    ) -> Result<Vec<AuditEvent>> {
        let Some(whose) = self.whose(scope, query).await? else { return Ok(Vec::new()) };
        let db = &self.store.reader;
        let mut rows: Vec<Model> = Vec::new();
        for lead in timeline_sql::leads(&query.filter, whose) {
            rows.extend(timeline_sql::page(db, query, whose, *lead, before, size(limit)).all::<Model>(db).await?);
        }
        self.events(newest_first(rows, limit)).await
    }

    /// Events stored after `seq`, newest first; of more than `limit`, those that were stored last.
    ///
    /// # Errors
    /// As `page`.
    pub async fn newer(&self, scope: &Scope, query: &Query, seq: i64, limit: u64) -> Result<Vec<AuditEvent>> {
        let Some(whose) = self.whose(scope, query).await? else { return Ok(Vec::new()) };
        let db = &self.store.reader;
        let rows = timeline_sql::newer(db, COLUMNS, query, whose, seq, size(limit)).all::<Model>(db).await?;
        self.events(newest_first(rows, limit)).await
    }

    /// How many were stored after `seq`, counted to `cap`.
    ///
    /// # Errors
    /// As `page`.
    pub async fn count_newer(&self, scope: &Scope, query: &Query, seq: i64, cap: u64) -> Result<u64> {
        let Some(whose) = self.whose(scope, query).await? else { return Ok(0) };
        let db = &self.store.reader;
        Ok(timeline_sql::newer(db, "seq", query, whose, seq, size(cap)).rows(db).await?.len() as u64)
    }

    /// # Errors
    /// As `page`.
    pub async fn event(&self, scope: &Scope, id: EventId) -> Result<Option<AuditEvent>> {
        let db = &self.store.reader;
        let mut select = sql(db, &format!("SELECT {COLUMNS} FROM audit_event WHERE id = "), []);
        select.bind(id.uuid());
        if let Some(only) = scope::within(scope)? {
            select.push(" AND tenant_id = ").bind(only);
        }
        Ok(self.events(select.all(db).await?).await?.pop())
    }

    /// What tells of the same act as these entries, of each at most `each`: what engines say of it first. Those that stand
    /// alone are left out.
    ///
    /// # Errors
    /// As `page`.
    pub async fn parts(&self, scope: &Scope, entries: &[EventId], each: u64) -> Result<HashMap<EventId, Parts>> {
        let mut all = HashMap::new();
        if entries.is_empty() {
            return Ok(all);
        }
        let only = scope::within(scope)?;
        let db = &self.store.reader;
        let head = "SELECT head_id, source, COUNT(*), MAX(occurred_us) FROM audit_event WHERE head_id IN (";
        let mut select = sql(db, head, []);
        select.bind_all(entries.iter().map(|entry| entry.uuid())).push(")");
        if let Some(only) = only {
            select.push(" AND tenant_id = ").bind(only);
        }
        select.push(" GROUP BY head_id, source ORDER BY head_id, source");
        for row in select.rows(db).await? {
            let until = time(row.try_get_by_index(3)?)?;
            let entry = EventId::from_uuid(row.try_get_by_index(0)?);
            let new = || Parts { count: 0, systems: Vec::new(), until, first: Vec::new() };
            let parts: &mut Parts = all.entry(entry).or_insert_with(new);
            parts.count += count(row.try_get_by_index(2)?);
            parts.systems.push(word(&row.try_get_by_index::<String>(1)?, Source::parse)?);
            parts.until = parts.until.max(until);
        }
        for (entry, parts) in &mut all {
            let mut select = sql(db, &format!("SELECT {COLUMNS} FROM audit_event WHERE head_id = "), []);
            select.bind(entry.uuid());
            if let Some(only) = only {
                select.push(" AND tenant_id = ").bind(only);
            }
            select.push(" ORDER BY showing, seq LIMIT ").bind(size(each));
            parts.first = self.events(select.all::<Model>(db).await?).await?;
        }
        Ok(all)
    }

    /// What is hidden as noise of the day that begins at `from`.
    ///
    /// # Errors
    /// As `page`.
    pub async fn noise(&self, scope: &Scope, from: DateTime<Utc>) -> Result<u64> {
        Ok(count(counts::noise(&self.store.reader, scope::within(scope)?, from).await?))
    }

    /// The highest sequence there is, of any tenant; 0 before the first event. Ask before the page: what is stored
    /// between the two is then on the page and counted as new, rather than missed.
    ///
    /// # Errors
    /// As `page`.
    pub async fn head(&self, scope: &Scope) -> Result<i64> {
        scope::within(scope)?;
        let db = &self.store.reader;
        Ok(sql(db, "SELECT MAX(seq) FROM audit_event", []).value::<Option<i64>>(db).await?.flatten().unwrap_or(0))
    }

    /// When the oldest event that is kept happened.
    ///
    /// # Errors
    /// As `page`.
    pub async fn oldest(&self, scope: &Scope) -> Result<Option<DateTime<Utc>>> {
        let db = &self.store.reader;
        let mut select = sql(db, "SELECT MIN(occurred_us) FROM audit_event WHERE showing = 0", []);
        if let Some(only) = scope::within(scope)? {
            select.push(" AND tenant_id = ").bind(only);
        }
        select.value::<Option<i64>>(db).await?.flatten().map(time).transpose()
    }

    /// 96 quarters of an hour from the quarter that `from` is in.
    ///
    /// # Errors
    /// As `page`.
    pub async fn strip(&self, scope: &Scope, from: DateTime<Utc>) -> Result<Vec<Quarter>> {
        counts::strip(&self.store.reader, scope::within(scope)?, None, from).await
    }

    /// How the database means to run `page`: tests hold it against the indexes.
    ///
    /// # Errors
    /// As `page`.
    pub async fn explain(&self, scope: &Scope, query: &Query, before: Option<Cursor>) -> Result<Vec<String>> {
        let Some(whose) = self.whose(scope, query).await? else { return Ok(Vec::new()) };
        let db = &self.store.reader;
        let mut lines = Vec::new();
        for lead in timeline_sql::leads(&query.filter, whose) {
            lines.extend(timeline_sql::page(db, query, whose, *lead, before, 50).explain(db).await?);
        }
        Ok(lines)
    }

    /// How the database means to run `newer` and `count_newer`.
    ///
    /// # Errors
    /// As `page`.
    pub async fn explain_newer(&self, scope: &Scope, query: &Query, seq: i64) -> Result<Vec<String>> {
        let Some(whose) = self.whose(scope, query).await? else { return Ok(Vec::new()) };
        let db = &self.store.reader;
        timeline_sql::newer(db, "seq", query, whose, seq, 100).explain(db).await
    }

    /// `None` where nothing can match: an unknown slug, or another tenant's, or a tenant's scope that asks for what
    /// has no tenant.
    async fn whose(&self, scope: &Scope, query: &Query) -> Result<Option<Whose>> {
        let only = scope::within(scope)?;
        let wanted = match &query.filter.tenant {
            None => return Ok(Some(only.map_or(Whose::Everybodys, Whose::Tenants))),
            Some(TenantFilter::Unattributed) => return Ok(only.is_none().then_some(Whose::Unattributed)),
            Some(TenantFilter::Slug(slug)) => {
                let db = &self.store.reader;
                sql(db, "SELECT id FROM tenant WHERE slug = $1", [clean(slug).into()]).value::<Uuid>(db).await?
            }
        };
        Ok(wanted.filter(|wanted| only.is_none_or(|only| only == *wanted)).map(Whose::Tenants))
    }

    /// Puts the tenants' names beside the events. A second look-up rather than a join, which might change the plan.
    pub(crate) async fn events(&self, rows: Vec<Model>) -> Result<Vec<AuditEvent>> {
        let ids: HashSet<Uuid> = rows.iter().filter_map(|row| row.tenant_id).collect();
        let tenants = self.tenants(ids).await?;
        rows.into_iter().map(|row| read(row, &tenants)).collect()
    }

    async fn tenants(&self, ids: HashSet<Uuid>) -> Result<HashMap<Uuid, TenantRef>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let db = &self.store.reader;
        let mut select = sql(db, "SELECT id, slug, name FROM tenant WHERE id IN (", []);
        select.bind_all(ids).push(")");
        let read = |row: &sea_orm::QueryResult| {
            let id: Uuid = row.try_get_by_index(0)?;
            let slug = stored_slug(&row.try_get_by_index::<String>(1)?)?;
            Ok((id, TenantRef { id: TenantId::from_uuid(id), slug, name: row.try_get_by_index(2)? }))
        };
        select.rows(db).await?.iter().map(read).collect()
    }
}

/// An event that was found by its actor's id and by its name counts once.
fn newest_first(mut rows: Vec<Model>, limit: u64) -> Vec<Model> {
    rows.sort_by_key(|row| std::cmp::Reverse((row.occurred_us, row.seq)));
    rows.dedup_by_key(|row| row.seq);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    rows
}

fn read(row: Model, tenants: &HashMap<Uuid, TenantRef>) -> Result<AuditEvent> {
    let words: BTreeMap<String, String> =
        serde_json::from_str(&row.words).map_err(|_| StoreError::corrupt("words of event", row.seq))?;
    let changes = serde_json::from_str(&row.changes).map_err(|_| StoreError::corrupt("changes of event", row.seq))?;
    let actor = Actor { kind: word(&row.actor_kind, ActorKind::parse)?, id: row.actor_id, name: row.actor_name };
    let event = NewEvent {
        id: EventId::from_uuid(row.id),
        source: word(&row.source, Source::parse)?,
        position: row.position,
        tenant: row.tenant_id.map(TenantId::from_uuid),
        attribution: word(&row.attribution, Attribution::parse)?,
        occurred: time(row.occurred_us)?,
        occurred_known: row.occurred_known,
        observed: time(row.observed_us)?,
        actor,
        action: row.action,
        class: word(&row.class, Class::parse)?,
        target: Target { kind: row.target_kind, id: row.target_id, name: row.target_name },
        outcome: word(&row.outcome, Outcome::parse)?,
        ip: row.ip,
        user_agent: row.user_agent,
        request: row.request,
        words,
        changes,
        raw: row.raw,
        raw_sha256: row.raw_sha256,
        format: row.format,
        on_behalf: row.on_behalf,
        story: row.story,
        telling: u8::try_from(row.telling).unwrap_or_default(),
    };
    let tenant = row.tenant_id.and_then(|id| tenants.get(&id).cloned());
    let showing = showing(row.showing)?;
    Ok(AuditEvent { seq: row.seq, tenant, showing, head: row.head_id.map(EventId::from_uuid), event })
}

pub(crate) fn showing(number: i16) -> Result<Showing> {
    Showing::from_number(number).ok_or_else(|| StoreError::corrupt("showing", number))
}

pub(crate) fn word<T>(text: &str, parse: fn(&str) -> Option<T>) -> Result<T> {
    parse(text).ok_or_else(|| StoreError::corrupt("word", text))
}
