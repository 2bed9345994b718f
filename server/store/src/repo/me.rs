//! A person's own: what they chose, when they came, and everything that is kept of them.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::PersonId,
    language::Language,
    me::{Chosen, SignIn},
};
use sea_orm::{QueryResult, Value as Bound};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    Result, Store, Work,
    repo::timeline_sql::begins,
    scope,
    sql::{Sql, clean, size, sorted, sql, time},
};

/// Reads what is a person's own: every scope but theirs is `Denied`.
#[derive(Debug, Clone, Copy)]
pub struct Me<'a> {
    pub(crate) store: &'a Store,
}

/// Writes it.
#[derive(Debug, Clone, Copy)]
pub struct MeWork<'a> {
    pub(crate) work: &'a Work,
}

impl Me<'_> {
    /// What somebody chose for all their browsers. Asked at their sign-in, before they are anybody.
    ///
    /// # Errors
    /// `Db`.
    pub async fn chosen(&self, person: PersonId) -> Result<Chosen> {
        let db = &self.store.reader;
        let rows = sql(db, "SELECT language, theme FROM person WHERE id = $1", [person.uuid().into()]).rows(db).await?;
        let Some(row) = rows.first() else { return Ok(Chosen::default()) };
        let (language, theme): (Option<String>, Option<String>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let dark = theme.as_deref().and_then(|word| match word {
            "dark" => Some(true),
            "light" => Some(false),
            _ => None,
        });
        Ok(Chosen { language: language.as_deref().and_then(Language::parse), dark })
    }

    /// The last sign-ins of the person's own, and those that were refused while they were known; the newest first.
    ///
    /// # Errors
    /// `Denied` unless the scope is a person's; `Db`, `Corrupt`.
    pub async fn sign_ins(&self, scope: &Scope, limit: u64) -> Result<Vec<SignIn>> {
        let db = &self.store.reader;
        let mut select = self.acts(scope, "occurred_us, action, ip, user_agent")?;
        let column = if select.sqlite() { "+action" } else { "action" };
        select.push(" AND ").push(column).push(" IN ('session.start', 'session.refused', 'partner.enter')");
        select.push(" ORDER BY occurred_us DESC, seq DESC LIMIT ").bind(size(limit));
        let read = |row: &QueryResult| {
            Ok(SignIn {
                at: time(row.try_get_by_index(0)?)?,
                refused: row.try_get_by_index::<String>(1)? == "session.refused",
                address: row.try_get_by_index(2)?,
                user_agent: row.try_get_by_index(3)?,
            })
        };
        select.rows(db).await?.iter().map(read).collect()
    }

    /// How the database means to run `sign_ins`: tests hold it against the indexes.
    ///
    /// # Errors
    /// As `sign_ins`.
    pub async fn explain_sign_ins(&self, scope: &Scope) -> Result<Vec<String>> {
        let mut select = self.acts(scope, "seq")?;
        select.push(" ORDER BY occurred_us DESC, seq DESC LIMIT 10");
        select.explain(&self.store.reader).await
    }

    /// Everything that Dezky keeps of the person, without secrets; of the events that they caused, the newest
    /// `most_events`.
    ///
    /// # Errors
    /// As `sign_ins`.
    pub async fn everything(&self, scope: &Scope, most_events: u64) -> Result<Value> {
        let person = scope::own(scope)?;
        let mut all = Map::new();
        for (key, text, columns) in PARTS {
            let rows = sql(&self.store.reader, text, [person.into()]).rows(&self.store.reader).await?;
            let rows: Vec<Value> = rows.iter().map(|row| object(row, columns)).collect::<Result<_>>()?;
            let one = if *key == "person" { rows.into_iter().next().unwrap_or_default() } else { Value::Array(rows) };
            all.insert((*key).to_owned(), one);
        }
        let mut select = self.acts(scope, EVENTS)?;
        select.push(" ORDER BY occurred_us DESC, seq DESC LIMIT ").bind(size(most_events.saturating_add(1)));
        let rows = select.rows(&self.store.reader).await?;
        let most = usize::try_from(most_events).unwrap_or(usize::MAX);
        let events: Vec<Value> = rows.iter().take(most).map(|row| object(row, EVENT_COLUMNS)).collect::<Result<_>>()?;
        if rows.len() > most {
            let note = format!("These are the newest {most_events}. There are more, which only the timeline shows.");
            all.insert("events_note".to_owned(), json!(note));
        }
        all.insert("events".to_owned(), Value::Array(events));
        Ok(Value::Object(all))
    }

    /// `columns` of Dezky's own events that the person caused.
    fn acts(&self, scope: &Scope, columns: &str) -> Result<Sql> {
        let person = PersonId::from_uuid(scope::own(scope)?).to_string();
        let mut select = sql(&self.store.reader, &format!("SELECT {columns} FROM audit_event WHERE 1 = 1"), []);
        begins(&mut select, "actor_id", &person);
        let column = if select.sqlite() { "+source" } else { "source" };
        select.push(" AND ").push(column).push(" = 'platform'");
        Ok(select)
    }
}

impl MeWork<'_> {
    /// Keeps what was chosen; what wasn't stays. `Some(None)` is the choice of the system's theme.
    ///
    /// # Errors
    /// `Denied` unless the scope is a person's; `Busy`, `Db`; so for `rename`.
    pub async fn choose(&self, scope: &Scope, language: Option<Language>, dark: Option<Option<bool>>) -> Result<()> {
        let person = scope::own(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let mut set: Vec<(&str, Bound)> = Vec::new();
        set.extend(language.map(|language| ("language", language.word().into())));
        let word = |dark: Option<bool>| dark.map(|dark| if dark { "dark" } else { "light" }.to_owned());
        set.extend(dark.map(|dark| ("theme", word(dark).into())));
        for (column, value) in set {
            let mut update = sql(tx, "UPDATE person SET ", []);
            update.push(column).push(" = ").bind(value).push(" WHERE id = ").bind(person);
            update.run(tx).await?;
        }
        Ok(())
    }

    /// What somebody is called. For the sign-in, which may have changed it.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn name(&self, person: PersonId) -> Result<Option<String>> {
        let tx = &self.work.tx;
        sql(tx, "SELECT name FROM person WHERE id = $1", [person.uuid().into()]).value(tx).await
    }

    /// What the person says they are called, and what they were called before. None where it is the same.
    ///
    /// # Errors
    /// As `choose`.
    pub async fn rename(&self, scope: &Scope, name: &str, now: DateTime<Utc>) -> Result<Option<String>> {
        let person = scope::own(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let before: Option<String> =
            sql(tx, "SELECT name FROM person WHERE id = $1", [person.into()]).value(tx).await?;
        let Some(before) = before.filter(|before| *before != clean(name)) else { return Ok(None) };
        let text = "UPDATE person SET name = $2, name_folded = $3, named_us = $4 WHERE id = $1";
        let values = [person.into(), clean(name).into(), sorted(name).into(), now.timestamp_micros().into()];
        sql(tx, text, values).run(tx).await?;
        Ok(Some(before))
    }
}

/// How a column is written down.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Time,
    Flag,
    Id,
    /// JSON as text.
    Json,
}

type Columns = &'static [(&'static str, Kind)];

/// The parts of what is kept: a name, a statement by the person's id, and what it gives, in its order.
const PARTS: &[(&str, &str, Columns)] = &[
    (
        "person",
        "SELECT p.id, p.name, p.email, a.email, p.platform_role, p.language, p.theme, p.created_us, p.last_sign_in_us,
            p.second_factor, p.named_us
        FROM person p LEFT JOIN address a ON a.person_id = p.id WHERE p.id = $1",
        &[
            ("id", Kind::Id),
            ("name", Kind::Text),
            ("email", Kind::Text),
            ("address", Kind::Text),
            ("platform_role", Kind::Text),
            ("language", Kind::Text),
            ("theme", Kind::Text),
            ("known_since", Kind::Time),
            ("last_sign_in", Kind::Time),
            ("second_factor", Kind::Flag),
            ("named_by_yourself", Kind::Time),
        ],
    ),
    (
        "identities",
        "SELECT issuer, subject FROM identity WHERE person_id = $1 ORDER BY issuer, subject",
        &[("issuer", Kind::Text), ("subject", Kind::Text)],
    ),
    (
        "memberships",
        "SELECT t.name, t.slug, m.role, m.state, m.created_us, m.invite_to FROM membership m
        JOIN tenant t ON t.id = m.tenant_id WHERE m.person_id = $1 ORDER BY t.slug",
        &[
            ("workspace", Kind::Text),
            ("short_name", Kind::Text),
            ("role", Kind::Text),
            ("state", Kind::Text),
            ("since", Kind::Time),
            ("invited_at", Kind::Text),
        ],
    ),
    (
        "left",
        "SELECT t.name, d.removed_us, d.erase_us FROM departed d JOIN tenant t ON t.id = d.tenant_id
        WHERE d.person_id = $1 ORDER BY d.removed_us",
        &[("workspace", Kind::Text), ("removed", Kind::Time), ("erased_from", Kind::Time)],
    ),
    (
        "partners",
        "SELECT f.name, m.role, m.created_us FROM partner_person m JOIN partner f ON f.id = m.partner_id
        WHERE m.person_id = $1",
        &[("partner", Kind::Text), ("role", Kind::Text), ("since", Kind::Time)],
    ),
    (
        "groups",
        "SELECT t.name, g.name FROM people_group_member m JOIN people_group g ON g.id = m.group_id
        JOIN tenant t ON t.id = m.tenant_id WHERE m.person_id = $1 ORDER BY t.slug, g.name_folded",
        &[("workspace", Kind::Text), ("group", Kind::Text)],
    ),
    (
        "arranged_apps",
        "SELECT t.name, a.key, a.pinned FROM arranged_tile a JOIN tenant t ON t.id = a.tenant_id
        WHERE a.person_id = $1 ORDER BY t.slug, a.place, a.key",
        &[("workspace", Kind::Text), ("app", Kind::Text), ("pinned", Kind::Flag)],
    ),
    (
        "saved_views",
        "SELECT t.name, v.name, v.query, v.created_us FROM saved_view v LEFT JOIN tenant t ON t.id = v.tenant_id
        WHERE v.person_id = $1 ORDER BY v.created_us, v.id",
        &[("workspace", Kind::Text), ("name", Kind::Text), ("filters", Kind::Json), ("saved", Kind::Time)],
    ),
    (
        "hidden_announcements",
        "SELECT a.title FROM hidden_announcement h JOIN announcement a ON a.id = h.announcement_id
        WHERE h.person_id = $1 ORDER BY a.from_us",
        &[("title", Kind::Text)],
    ),
    (
        "access_requests",
        "SELECT t.name, r.why, r.created_us FROM access_request r JOIN tenant t ON t.id = r.tenant_id
        WHERE r.person_id = $1 ORDER BY r.created_us",
        &[("workspace", Kind::Text), ("why", Kind::Text), ("asked", Kind::Time)],
    ),
    (
        "sessions",
        "SELECT t.name, s.user_agent, s.address, s.created_us, s.last_seen_us, s.expires_us FROM session s
        LEFT JOIN tenant t ON t.id = s.tenant_id WHERE s.person_id = $1 ORDER BY s.created_us",
        &[
            ("workspace", Kind::Text),
            ("browser", Kind::Text),
            ("address", Kind::Text),
            ("signed_in", Kind::Time),
            ("last_seen", Kind::Time),
            ("ends", Kind::Time),
        ],
    ),
];

const EVENTS: &str =
    "id, occurred_us, action, target_kind, target_name, outcome, ip, user_agent, on_behalf, tenant_id, changes";
const EVENT_COLUMNS: Columns = &[
    ("id", Kind::Id),
    ("happened", Kind::Time),
    ("action", Kind::Text),
    ("target_kind", Kind::Text),
    ("target", Kind::Text),
    ("outcome", Kind::Text),
    ("address", Kind::Text),
    ("browser", Kind::Text),
    ("on_behalf_of", Kind::Text),
    ("workspace_id", Kind::Id),
    ("changes", Kind::Json),
];

fn object(row: &QueryResult, columns: Columns) -> Result<Value> {
    let mut object = Map::new();
    for (place, (name, kind)) in columns.iter().enumerate() {
        let value = match kind {
            Kind::Text => json!(row.try_get_by_index::<Option<String>>(place)?),
            Kind::Flag => json!(row.try_get_by_index::<Option<bool>>(place)?),
            Kind::Id => json!(row.try_get_by_index::<Option<Uuid>>(place)?.map(|id| id.to_string())),
            Kind::Time => {
                let at = row.try_get_by_index::<Option<i64>>(place)?.map(time).transpose()?;
                json!(at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)))
            }
            Kind::Json => {
                let text = row.try_get_by_index::<Option<String>>(place)?.unwrap_or_default();
                serde_json::from_str(&text).unwrap_or_default()
            }
        };
        object.insert((*name).to_owned(), value);
    }
    Ok(Value::Object(object))
}
