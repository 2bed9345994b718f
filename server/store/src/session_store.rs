//! The session layer's store. The id in the cookie is the secret: only its SHA-256 is kept. Who is signed in stands in
//! columns beside the data, so that sessions can be listed and ended by person, provider's session and subject.
//!
//! A tenant may have its sessions end sooner than the platform's do: its limits are looked at with each request, so that
//! a shorter one counts at once.
//!
//! A session that was ended stays so: `save` changes a row and never makes one. Else a request that began before would
//! bring it back to life with its last word.

use std::time::{Duration as StdDuration, UNIX_EPOCH};

use async_trait::async_trait;
use chrono::Duration;
use dezky_domain::id::{PersonId, SessionId, TenantId};
use sea_orm::{FromQueryResult, Value};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tower_sessions_core::{
    SessionStore as Layer,
    session::{Id, Record},
    session_store::{Error, Result},
};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    sql::{clean, clip, sql},
};

/// Where the record's data say who is signed in.
const SIGNED_IN: &str = "signed_in";
/// How long a sign-in may take: what an anonymous session is for.
const ANONYMOUS: Duration = Duration::minutes(15);
/// `last_seen_us` is this exact, so that not every request writes.
const TOUCH: Duration = Duration::seconds(60);

/// The sessions of browsers; see [`Store::session_store`].
#[derive(Debug, Clone)]
pub struct SessionStore {
    store: Store,
    idle: Duration,
    absolute: Duration,
}

/// The value of the record's key `signed_in`.
#[derive(Debug, Deserialize)]
struct SignedIn {
    session: SessionId,
    person: PersonId,
    tenant: Option<TenantId>,
    issuer: String,
    subject: String,
    sid: Option<String>,
    user_agent: Option<String>,
    address: Option<String>,
    /// Microseconds since 1970.
    since_us: i64,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    data: String,
    person_id: Option<Uuid>,
    created_us: i64,
    last_seen_us: i64,
    expires_us: i64,
    idle_minutes: Option<i32>,
    session_hours: Option<i32>,
}

/// How long sessions last: the platform's, or the tenant's where that is shorter.
#[derive(Debug, Clone, Copy)]
struct Life {
    idle: Duration,
    absolute: Duration,
}

impl Life {
    fn shortened(self, idle_minutes: Option<i32>, session_hours: Option<i32>) -> Self {
        let idle = idle_minutes.map(|minutes| Duration::minutes(i64::from(minutes)));
        let absolute = session_hours.map(|hours| Duration::hours(i64::from(hours)));
        Self {
            idle: idle.map_or(self.idle, |idle| idle.min(self.idle)),
            absolute: absolute.map_or(self.absolute, |absolute| absolute.min(self.absolute)),
        }
    }

    /// Until when a signed-in session holds, in microseconds since 1970.
    fn deadline(self, created_us: i64, last_seen_us: i64) -> i64 {
        let (idle, absolute) = (micros(self.idle), micros(self.absolute));
        last_seen_us.saturating_add(idle).min(created_us.saturating_add(absolute))
    }
}

impl SessionStore {
    pub(crate) const fn new(store: Store, idle: Duration, absolute: Duration) -> Self {
        Self { store, idle, absolute }
    }

    const fn life(&self) -> Life {
        Life { idle: self.idle, absolute: self.absolute }
    }

    /// Of sessions on a tenant's host, or on the platform's.
    async fn life_on(&self, tenant: Option<TenantId>) -> crate::Result<Life> {
        let Some(tenant) = tenant else { return Ok(self.life()) };
        let db = &self.store.reader;
        let text = "SELECT idle_minutes, session_hours FROM tenant_settings WHERE tenant_id = $1";
        let rows = sql(db, text, [tenant.uuid().into()]).rows(db).await?;
        let Some(row) = rows.first() else { return Ok(self.life()) };
        Ok(self.life().shortened(row.try_get_by_index(0)?, row.try_get_by_index(1)?))
    }

    /// Tries to take the record's id. False when it is another session's.
    async fn insert(&self, record: &Record) -> crate::Result<bool> {
        let db = &self.store.writer;
        let now = self.store.clock.now();
        let (data, signed_in) = read(record)?;
        let (id, created, expires) = match &signed_in {
            Some(signed_in) => {
                let since = signed_in.since_us;
                let life = self.life_on(signed_in.tenant).await?;
                (signed_in.session, since, life.deadline(since, now.timestamp_micros()))
            }
            None => (SessionId::new(&*self.store.clock), now.timestamp_micros(), (now + ANONYMOUS).timestamp_micros()),
        };
        let text = "INSERT INTO session (id_hash, data, last_seen_us, id, created_us, expires_us,
                person_id, tenant_id, issuer, subject, idp_sid, user_agent, address) VALUES (";
        let mut insert = sql(db, text, []);
        insert.bind_all::<Value>([hash(&record.id), data.into(), now.timestamp_micros().into()]).push(", ");
        insert.bind_all::<Value>([id.uuid().into(), created.into(), expires.into()]).push(", ");
        insert.bind_all(columns(signed_in)).push(") ON CONFLICT (id_hash) DO NOTHING");
        Ok(insert.run(db).await? > 0)
    }

    /// Changes the record's row; nothing where it was ended or has expired.
    async fn update(&self, record: &Record) -> crate::Result<()> {
        let db = &self.store.writer;
        let now = self.store.clock.now().timestamp_micros();
        let (data, signed_in) = read(record)?;
        let mut update = sql(db, "UPDATE session SET data = ", []);
        update.bind(data).push(", last_seen_us = ").bind(now);
        if let Some(signed_in) = &signed_in {
            update.push(", id = ").bind(signed_in.session.uuid());
            update.push(", created_us = ").bind(signed_in.since_us);
            let life = self.life_on(signed_in.tenant).await?;
            update.push(", expires_us = ").bind(life.deadline(signed_in.since_us, now));
        }
        let names = ["person_id", "tenant_id", "issuer", "subject", "idp_sid", "user_agent", "address"];
        for (name, value) in names.iter().zip(columns(signed_in)) {
            update.push(", ").push(name).push(" = ").bind(value);
        }
        update.push(" WHERE id_hash = ").bind(hash(&record.id)).push(" AND expires_us >= ").bind(now);
        update.run(db).await.map(drop)
    }

    async fn find(&self, id: &Id) -> crate::Result<Option<Record>> {
        let db = &self.store.reader;
        let text =
            "SELECT s.data, s.person_id, s.created_us, s.last_seen_us, s.expires_us, t.idle_minutes, t.session_hours
            FROM session s LEFT JOIN tenant_settings t ON t.tenant_id = s.tenant_id WHERE s.id_hash = $1";
        let Some(row) = sql(db, text, [hash(id)]).one::<Row>(db).await? else { return Ok(None) };
        let now = self.store.clock.now().timestamp_micros();
        let life = self.life().shortened(row.idle_minutes, row.session_hours);
        let deadline = match row.person_id {
            Some(_) => life.deadline(row.created_us, row.last_seen_us),
            None => row.expires_us,
        };
        if now > deadline {
            return Ok(None);
        }
        if row.person_id.is_some() && now - row.last_seen_us > micros(TOUCH) {
            self.touch(id, life.deadline(row.created_us, now), now).await;
        }
        let data = serde_json::from_str(&row.data).map_err(|_| StoreError::Corrupt("session's data".to_owned()))?;
        let since_1970 = StdDuration::from_micros(u64::try_from(deadline).unwrap_or_default());
        Ok(Some(Record { id: *id, data, expiry_date: (UNIX_EPOCH + since_1970).into() }))
    }

    /// Not worth a refused page: the next request tries again.
    async fn touch(&self, id: &Id, deadline: i64, now: i64) {
        let db = &self.store.writer;
        let text = "UPDATE session SET last_seen_us = $2, expires_us = $3 WHERE id_hash = $1 AND last_seen_us < $2";
        let values = [hash(id), now.into(), deadline.into()];
        if let Err(error) = sql(db, text, values).run(db).await {
            tracing::warn!(%error, "a session's last sight wasn't noted");
        }
    }
}

#[async_trait]
impl Layer for SessionStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // Two ids of 128 random bits are never the same; this is for whoever breaks the randomness.
        for _ in 0..4 {
            if self.insert(record).await.map_err(backend)? {
                return Ok(());
            }
            record.id = Id::default();
        }
        Err(Error::Backend("no free session id".to_owned()))
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.update(record).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        self.find(id).await.map_err(backend)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let db = &self.store.writer;
        let delete = sql(db, "DELETE FROM session WHERE id_hash = $1", [hash(id)]);
        delete.run(db).await.map(drop).map_err(backend)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn backend(error: StoreError) -> Error {
    Error::Backend(error.to_string())
}

fn hash(id: &Id) -> Value {
    Sha256::digest(id.0.to_le_bytes()).to_vec().into()
}

/// The data as JSON, and who is signed in.
fn read(record: &Record) -> crate::Result<(String, Option<SignedIn>)> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt(format!("session's data: {error}"));
    let signed_in = record.data.get(SIGNED_IN).filter(|value| !value.is_null());
    let signed_in = signed_in.map(SignedIn::deserialize).transpose().map_err(corrupt)?;
    Ok((serde_json::to_string(&record.data).map_err(corrupt)?, signed_in))
}

/// `person_id, tenant_id, issuer, subject, idp_sid, user_agent, address`; nothing of an anonymous session.
fn columns(signed_in: Option<SignedIn>) -> [Value; 7] {
    let Some(SignedIn { person, tenant, issuer, subject, sid, user_agent, address, .. }) = signed_in else {
        let (id, text) = (None::<Uuid>, None::<String>);
        return [
            id.into(),
            id.into(),
            text.clone().into(),
            text.clone().into(),
            text.clone().into(),
            text.clone().into(),
            text.into(),
        ];
    };
    [
        person.uuid().into(),
        tenant.map(TenantId::uuid).into(),
        clean(&issuer).into(),
        clean(&subject).into(),
        sid.as_deref().map(clean).into(),
        user_agent.map(|agent| clip(&agent, 512)).into(),
        address.map(|address| clip(&address, 64)).into(),
    ]
}

fn micros(duration: Duration) -> i64 {
    duration.num_microseconds().unwrap_or(i64::MAX)
}
