//! A person's sessions, and how others than their browser end them.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::{PartnerId, PersonId, SessionId, TenantId},
    session::Session,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result, Store, Work, scope,
    sql::{clean, sql, time},
};

/// Reads sessions.
#[derive(Debug, Clone, Copy)]
pub struct Sessions<'a> {
    pub(crate) store: &'a Store,
}

/// Ends sessions.
#[derive(Debug, Clone, Copy)]
pub struct SessionsWork<'a> {
    pub(crate) work: &'a Work,
}

impl Sessions<'_> {
    /// The person's own that still hold: `current` first, then the one seen last.
    ///
    /// # Errors
    /// `Denied` unless the scope is a person's; `Db`, `Corrupt`.
    pub async fn list(&self, scope: &Scope, current: Option<SessionId>) -> Result<Vec<Session>> {
        let person = scope::own(scope)?;
        let db = &self.store.reader;
        let text = "SELECT s.id, t.name AS workspace, s.user_agent, s.address, s.created_us, s.last_seen_us
            FROM session s LEFT JOIN tenant t ON t.id = s.tenant_id
            WHERE s.person_id = $1 AND s.expires_us >= $2 ORDER BY s.last_seen_us DESC, s.id DESC";
        let now = self.store.clock.now().timestamp_micros();
        let rows = sql(db, text, [person.into(), now.into()]).all::<Row>(db).await?;
        let mut sessions: Vec<Session> = rows.into_iter().map(|row| row.session(current)).collect::<Result<_>>()?;
        sessions.sort_by_key(|session| !session.current);
        Ok(sessions)
    }

    /// Whether one of the person's own still holds. Unlike loading it, asking doesn't count as being there.
    ///
    /// # Errors
    /// As `list`.
    pub async fn holds(&self, scope: &Scope, id: SessionId) -> Result<bool> {
        let db = &self.store.reader;
        let now = self.store.clock.now().timestamp_micros();
        let text = "SELECT 1 FROM session WHERE id = $1 AND person_id = $2 AND expires_us >= $3";
        let values = [id.uuid().into(), scope::own(scope)?.into(), now.into()];
        Ok(!sql(db, text, values).rows(db).await?.is_empty())
    }
}

impl SessionsWork<'_> {
    /// Ends one of the person's own; false when there is no such, or it is somebody else's.
    ///
    /// # Errors
    /// `Denied` unless the scope is a person's; `Busy`, `Db`.
    pub async fn end(&self, scope: &Scope, id: SessionId) -> Result<bool> {
        let values = [id.uuid().into(), scope::own(scope)?.into()];
        let delete = sql(&self.work.tx, "DELETE FROM session WHERE id = $1 AND person_id = $2", values);
        Ok(delete.run(&self.work.tx).await? > 0)
    }

    /// Ends those of one session at the provider, and says how many.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn end_by_sid(&self, issuer: &str, sid: &str) -> Result<u64> {
        let values = [clean(issuer).into(), clean(sid).into()];
        let delete = sql(&self.work.tx, "DELETE FROM session WHERE issuer = $1 AND idp_sid = $2", values);
        delete.run(&self.work.tx).await
    }

    /// Ends all of somebody that this issuer knows, and says how many.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn end_by_subject(&self, issuer: &str, subject: &str) -> Result<u64> {
        let values = [clean(issuer).into(), clean(subject).into()];
        let delete = sql(&self.work.tx, "DELETE FROM session WHERE issuer = $1 AND subject = $2", values);
        delete.run(&self.work.tx).await
    }

    /// Ends all of somebody on one tenant's host, and says how many.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn end_of(&self, person: PersonId, tenant: TenantId) -> Result<u64> {
        let values = [person.uuid().into(), tenant.uuid().into()];
        let delete = sql(&self.work.tx, "DELETE FROM session WHERE person_id = $1 AND tenant_id = $2", values);
        delete.run(&self.work.tx).await
    }

    /// Ends those of a partner's people on one tenant's host, and says how many. Who is a member there stays: they are
    /// there in their own right.
    ///
    /// # Errors
    /// `Busy`, `Db`; so for `end_where_stranger`.
    pub async fn end_of_partner(&self, partner: PartnerId, tenant: TenantId) -> Result<u64> {
        let text = "DELETE FROM session WHERE tenant_id = $2
            AND person_id IN (SELECT person_id FROM partner_person WHERE partner_id = $1)
            AND person_id NOT IN (SELECT person_id FROM membership WHERE tenant_id = $2)";
        sql(&self.work.tx, text, [partner.uuid().into(), tenant.uuid().into()]).run(&self.work.tx).await
    }

    /// Ends all of somebody on hosts of tenants that they aren't a member of, and says how many.
    ///
    /// # Errors
    /// As `end_of_partner`.
    pub async fn end_where_stranger(&self, person: PersonId) -> Result<u64> {
        let text = "DELETE FROM session WHERE person_id = $1 AND tenant_id IS NOT NULL
            AND tenant_id NOT IN (SELECT tenant_id FROM membership WHERE person_id = $1)";
        sql(&self.work.tx, text, [person.uuid().into()]).run(&self.work.tx).await
    }

    /// Removes what has expired, and says how many.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<u64> {
        let values = [now.timestamp_micros().into()];
        sql(&self.work.tx, "DELETE FROM session WHERE expires_us < $1", values).run(&self.work.tx).await
    }
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    workspace: Option<String>,
    user_agent: Option<String>,
    address: Option<String>,
    created_us: i64,
    last_seen_us: i64,
}

impl Row {
    fn session(self, current: Option<SessionId>) -> Result<Session> {
        let id = SessionId::from_uuid(self.id);
        Ok(Session {
            id,
            current: current == Some(id),
            workspace: self.workspace,
            user_agent: self.user_agent,
            address: self.address,
            signed_in: time(self.created_us)?,
            last_seen: time(self.last_seen_us)?,
        })
    }
}
