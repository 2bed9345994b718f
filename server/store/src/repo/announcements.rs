//! What tenants and the platform announce, and who has hidden it.

use chrono::{DateTime, Utc};
use dezky_domain::{
    announcement::{Announcement, NewAnnouncement, Severity},
    ctx::Scope,
    id::{AnnouncementId, PersonId, TenantId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work, scope,
    sql::{Sql, clean, sql, time},
};

/// Reads announcements.
#[derive(Debug, Clone, Copy)]
pub struct Announcements<'a> {
    pub(crate) store: &'a Store,
}

/// Writes announcements.
#[derive(Debug, Clone, Copy)]
pub struct AnnouncementsWork<'a> {
    pub(crate) work: &'a Work,
}

const COLUMNS: &str = "id, tenant_id, severity, title, text, from_us, until_us, by_name";

impl Announcements<'_> {
    /// What is told to somebody at `now`: the tenant's and the platform's that they haven't hidden, the gravest first; at
    /// most ten.
    ///
    /// # Errors
    /// `Denied` for a person's scope or another tenant's; `Db`, `Corrupt`.
    pub async fn told(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Announcement>> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let mut told = read(told(db, tenant, person, now), db).await?;
        told.sort_by_key(|announcement| std::cmp::Reverse(announcement.what.severity));
        Ok(told)
    }

    /// The newest 100 of a tenant, or of the platform.
    ///
    /// # Errors
    /// As `told`; `Denied` for the platform's unless everything may be seen.
    pub async fn list(&self, scope: &Scope, tenant: Option<TenantId>) -> Result<Vec<Announcement>> {
        whose(scope, tenant)?;
        let db = &self.store.reader;
        read(list(db, tenant), db).await
    }

    /// How the database means to run `told` and `list`: tests hold it against the index.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain(&self, tenant: TenantId, person: PersonId, now: DateTime<Utc>) -> Result<Vec<String>> {
        let db = &self.store.reader;
        let mut plan = told(db, tenant, person, now).explain(db).await?;
        plan.extend(list(db, Some(tenant)).explain(db).await?);
        Ok(plan)
    }
}

fn told(db: &impl ConnectionTrait, tenant: TenantId, person: PersonId, now: DateTime<Utc>) -> Sql {
    // Two halves: each is looked up in the index by what it is.
    let half = |whose: &str| format!("SELECT {COLUMNS} FROM announcement WHERE {whose} AND until_us > $3");
    let (ours, platforms) = (half("tenant_id = $1"), half("tenant_id IS NULL"));
    let text = format!(
        "SELECT a.* FROM ({ours} UNION ALL {platforms}) a WHERE a.from_us <= $3 AND NOT EXISTS
            (SELECT 1 FROM hidden_announcement h WHERE h.announcement_id = a.id AND h.person_id = $2)
        ORDER BY a.from_us DESC, a.id LIMIT 10"
    );
    sql(db, &text, [tenant.uuid().into(), person.uuid().into(), now.timestamp_micros().into()])
}

fn list(db: &impl ConnectionTrait, tenant: Option<TenantId>) -> Sql {
    let mut select = sql(db, &format!("SELECT {COLUMNS} FROM announcement WHERE tenant_id "), []);
    match tenant {
        Some(tenant) => select.push("= ").bind(tenant.uuid()),
        None => select.push("IS NULL"),
    };
    select.push(" ORDER BY until_us DESC, id DESC LIMIT 100");
    select
}

async fn read(select: Sql, db: &impl ConnectionTrait) -> Result<Vec<Announcement>> {
    select.all::<Row>(db).await?.into_iter().map(Row::announcement).collect()
}

/// A tenant's own, or the platform's for who may see everything.
fn whose(scope: &Scope, tenant: Option<TenantId>) -> Result<()> {
    match tenant {
        Some(tenant) => scope::require(scope, tenant),
        None => scope::everything(scope),
    }
}

impl AnnouncementsWork<'_> {
    /// A tenant's, or the platform's.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Busy`, `Db`.
    pub async fn insert(
        &self,
        scope: &Scope,
        tenant: Option<TenantId>,
        id: AnnouncementId,
        new: &NewAnnouncement,
        by: &str,
    ) -> Result<()> {
        whose(scope, tenant)?;
        self.work.queue().await?;
        let text = format!("INSERT INTO announcement ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        let values = [
            id.uuid().into(),
            tenant.map(TenantId::uuid).into(),
            new.severity.word().into(),
            clean(&new.title).into(),
            clean(&new.text).into(),
            new.from.timestamp_micros().into(),
            new.until.timestamp_micros().into(),
            clean(by).into(),
        ];
        sql(&self.work.tx, &text, values).run(&self.work.tx).await.map(drop)
    }

    /// As it is now; nobody ends it before this work does.
    ///
    /// # Errors
    /// As `insert`; `Corrupt`.
    pub async fn one(
        &self,
        scope: &Scope,
        tenant: Option<TenantId>,
        id: AnnouncementId,
    ) -> Result<Option<Announcement>> {
        whose(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let mut select = sql(tx, &format!("SELECT {COLUMNS} FROM announcement WHERE id = "), []);
        select.bind(id.uuid()).push(" AND tenant_id ");
        match tenant {
            Some(tenant) => select.push("= ").bind(tenant.uuid()),
            None => select.push("IS NULL"),
        };
        select.one::<Row>(tx).await?.map(Row::announcement).transpose()
    }

    /// It isn't told any more.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn end(&self, id: AnnouncementId, now: DateTime<Utc>) -> Result<()> {
        self.work.queue().await?;
        let tx = &self.work.tx;
        let values = [id.uuid().into(), now.timestamp_micros().into()];
        sql(tx, "UPDATE announcement SET until_us = $2 WHERE id = $1", values).run(tx).await.map(drop)
    }

    /// Hides one of the tenant's or the platform's from somebody; its title. `None` where it isn't told in this tenant.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn hide(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        id: AnnouncementId,
    ) -> Result<Option<String>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "SELECT title FROM announcement WHERE id = $1 AND (tenant_id = $2 OR tenant_id IS NULL)";
        let title: Option<String> = sql(tx, text, [id.uuid().into(), tenant.uuid().into()]).value(tx).await?;
        if title.is_some() {
            let text = "INSERT INTO hidden_announcement (announcement_id, person_id) VALUES ($1, $2)
                ON CONFLICT DO NOTHING";
            sql(tx, text, [id.uuid().into(), person.uuid().into()]).run(tx).await?;
        }
        Ok(title)
    }
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    tenant_id: Option<Uuid>,
    severity: String,
    title: String,
    text: String,
    from_us: i64,
    until_us: i64,
    by_name: String,
}

impl Row {
    fn announcement(self) -> Result<Announcement> {
        let severity =
            Severity::parse(&self.severity).ok_or_else(|| StoreError::corrupt("severity", &self.severity))?;
        Ok(Announcement {
            id: AnnouncementId::from_uuid(self.id),
            platform: self.tenant_id.is_none(),
            what: NewAnnouncement {
                severity,
                title: self.title,
                text: self.text,
                from: time(self.from_us)?,
                until: time(self.until_us)?,
            },
            by: self.by_name,
        })
    }
}
