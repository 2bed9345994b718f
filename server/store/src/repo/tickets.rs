//! A partner's way from their console to a tenant's host: kept by its hash, good for a moment, used once.

use chrono::{DateTime, Utc};
use dezky_domain::id::{PersonId, SessionId, TenantId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Result, Store, Work,
    sql::{Sql, sql},
};

/// Looks at tickets.
#[derive(Debug, Clone, Copy)]
pub struct Tickets<'a> {
    pub(crate) store: &'a Store,
}

/// Writes tickets.
#[derive(Debug, Clone, Copy)]
pub struct TicketsWork<'a> {
    pub(crate) work: &'a Work,
}

/// What a ticket is good for, with the provider's session that stood behind it. That session holds still: one that was
/// ended makes its tickets nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    pub person: PersonId,
    pub issuer: String,
    pub subject: String,
    pub sid: Option<String>,
}

impl Tickets<'_> {
    /// What a ticket to this tenant is good for. It stays.
    ///
    /// # Errors
    /// `Db`.
    pub async fn look(&self, tenant: TenantId, ticket: &str, now: DateTime<Utc>) -> Result<Option<Ticket>> {
        let db = &self.store.reader;
        Ok(find(db, tenant, ticket, now).one::<Row>(db).await?.map(Row::ticket))
    }
}

impl TicketsWork<'_> {
    /// A ticket for the person of a session, until a moment.
    ///
    /// # Errors
    /// `Busy`, `Db`; so for all here.
    pub async fn insert(
        &self,
        ticket: &str,
        person: PersonId,
        session: SessionId,
        tenant: TenantId,
        until: DateTime<Utc>,
    ) -> Result<()> {
        let text = "INSERT INTO partner_ticket (hash, person_id, tenant_id, session_id, until_us)
            VALUES ($1, $2, $3, $4, $5)";
        let values = [
            hash(ticket).into(),
            person.uuid().into(),
            tenant.uuid().into(),
            session.uuid().into(),
            until.timestamp_micros().into(),
        ];
        sql(&self.work.tx, text, values).run(&self.work.tx).await.map(drop)
    }

    /// Takes a ticket to this tenant: of two who come with it, one gets it.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn take(&self, tenant: TenantId, ticket: &str, now: DateTime<Utc>) -> Result<Option<Ticket>> {
        let tx = &self.work.tx;
        let found = find(tx, tenant, ticket, now).one::<Row>(tx).await?;
        let text = "DELETE FROM partner_ticket WHERE hash = $1 AND tenant_id = $2";
        let taken = sql(tx, text, [hash(ticket).into(), tenant.uuid().into()]).run(tx).await? > 0;
        Ok(found.filter(|_| taken).map(Row::ticket))
    }

    /// Removes those that nobody used in time.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<u64> {
        let text = "DELETE FROM partner_ticket WHERE until_us < $1";
        sql(&self.work.tx, text, [now.timestamp_micros().into()]).run(&self.work.tx).await
    }
}

fn find(db: &impl ConnectionTrait, tenant: TenantId, ticket: &str, now: DateTime<Utc>) -> Sql {
    let text = "SELECT k.person_id, s.issuer, s.subject, s.idp_sid FROM partner_ticket k
        JOIN session s ON s.id = k.session_id AND s.person_id = k.person_id AND s.expires_us >= $3
        WHERE k.hash = $1 AND k.tenant_id = $2 AND k.until_us >= $3 AND s.issuer IS NOT NULL AND s.subject IS NOT NULL";
    sql(db, text, [hash(ticket).into(), tenant.uuid().into(), now.timestamp_micros().into()])
}

fn hash(ticket: &str) -> Vec<u8> {
    Sha256::digest(ticket).to_vec()
}

#[derive(Debug, FromQueryResult)]
struct Row {
    person_id: Uuid,
    issuer: String,
    subject: String,
    idp_sid: Option<String>,
}

impl Row {
    fn ticket(self) -> Ticket {
        let Self { person_id, issuer, subject, idp_sid } = self;
        Ticket { person: PersonId::from_uuid(person_id), issuer, subject, sid: idp_sid }
    }
}
