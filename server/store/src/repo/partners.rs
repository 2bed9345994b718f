//! Partners and their people. A person is one partner's at most; the platform's role is written with it, and one that
//! was changed elsewhere counts for nothing.

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::Role,
    ctx::Scope,
    fold::folded,
    id::{PartnerId, PersonId},
    member::Identity,
    partner::{NewPartner, Partner, PartnerPerson, PartnerRef},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work,
    repo::people::parse_role,
    scope,
    sql::{Sql, clean, count, holds, sql},
};

/// Reads partners. They are the platform's: a tenant's scope is `Denied`.
#[derive(Debug, Clone, Copy)]
pub struct Partners<'a> {
    pub(crate) store: &'a Store,
}

/// Writes partners.
#[derive(Debug, Clone, Copy)]
pub struct PartnersWork<'a> {
    pub(crate) work: &'a Work,
}

impl Partners<'_> {
    /// Those whose name holds `text`, by name; at most 500. `now` says which grants stand.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`; as all here that take a scope.
    pub async fn list(&self, scope: &Scope, text: &str, now: DateTime<Utc>) -> Result<Vec<Partner>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let mut select = sql(db, SELECT, [now.timestamp_micros().into()]);
        if !text.trim().is_empty() {
            select.push(" WHERE p.name_folded LIKE ").bind(holds(text.trim())).push(r" ESCAPE '\'");
        }
        select.push(" ORDER BY p.name_folded, p.id LIMIT 500");
        let mut partners: Vec<Partner> = select.all::<Row>(db).await?.into_iter().map(Row::partner).collect();
        partners.sort_by_cached_key(|partner| folded(&partner.name));
        Ok(partners)
    }

    /// # Errors
    /// As `list`.
    pub async fn by_id(&self, scope: &Scope, id: PartnerId, now: DateTime<Utc>) -> Result<Option<Partner>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let mut select = sql(db, SELECT, [now.timestamp_micros().into()]);
        select.push(" WHERE p.id = ").bind(id.uuid());
        Ok(select.one::<Row>(db).await?.map(Row::partner))
    }

    /// By its whole name, whatever the case.
    ///
    /// # Errors
    /// As `list`.
    pub async fn by_name(&self, scope: &Scope, name: &str) -> Result<Option<PartnerRef>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let text = "SELECT id, name FROM partner WHERE name_folded = $1";
        Ok(sql(db, text, [lowered(name).into()]).one::<RefRow>(db).await?.map(RefRow::partner))
    }

    /// Its people, by name, with what `issuer` calls them; at most 500.
    ///
    /// # Errors
    /// As `list`.
    pub async fn people(&self, scope: &Scope, id: PartnerId, issuer: &str) -> Result<Vec<PartnerPerson>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let text = "SELECT p.id, p.name, p.email, m.role, p.last_sign_in_us,
                (SELECT MIN(i.subject) FROM identity i WHERE i.person_id = p.id AND i.issuer = $2) AS subject
            FROM partner_person m JOIN person p ON p.id = m.person_id
            WHERE m.partner_id = $1 ORDER BY p.name_folded, p.id LIMIT 500";
        let rows = sql(db, text, [id.uuid().into(), clean(issuer).into()]).all::<PersonRow>(db).await?;
        rows.into_iter().map(PersonRow::person).collect()
    }

    /// Whose somebody is, and what they are there. None where the platform's role says something else by now.
    ///
    /// # Errors
    /// As `list`.
    pub async fn of(&self, scope: &Scope, person: PersonId) -> Result<Option<(PartnerRef, Role)>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let text = "SELECT f.id, f.name, m.role FROM partner_person m JOIN partner f ON f.id = m.partner_id
            JOIN person p ON p.id = m.person_id AND p.platform_role = m.role WHERE m.person_id = $1";
        let rows = sql(db, text, [person.uuid().into()]).rows(db).await?;
        let read = |row: &sea_orm::QueryResult| {
            let partner = RefRow::from_query_result(row, "")?.partner();
            Ok((partner, parse_role(&row.try_get_by_index::<String>(2)?)?))
        };
        rows.first().map(read).transpose()
    }
}

impl PartnersWork<'_> {
    /// # Errors
    /// `Taken("partner_name")`; `Denied` unless everything may be seen; `Busy`, `Db`; as all here.
    pub async fn insert(&self, scope: &Scope, id: PartnerId, new: &NewPartner, now: DateTime<Utc>) -> Result<()> {
        let text = "INSERT INTO partner (id, name, name_folded, contact, created_us) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name_folded) DO NOTHING";
        let mut insert = sql(&self.work.tx, text, [id.uuid().into(), clean(&new.name).into()]);
        insert.with([lowered(&new.name).into(), clean(&new.contact).into(), now.timestamp_micros().into()]);
        self.once(scope, insert).await
    }

    /// False when there is no such partner.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn change(&self, scope: &Scope, id: PartnerId, new: &NewPartner) -> Result<bool> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "SELECT 1 FROM partner WHERE name_folded = $1 AND id <> $2";
        if sql(tx, text, [lowered(&new.name).into(), id.uuid().into()]).value::<i32>(tx).await?.is_some() {
            return Err(StoreError::Taken("partner_name"));
        }
        let text = "UPDATE partner SET name = $2, name_folded = $3, contact = $4 WHERE id = $1";
        let values = [id.uuid().into(), clean(&new.name).into(), lowered(&new.name).into(), clean(&new.contact).into()];
        Ok(sql(tx, text, values).run(tx).await? > 0)
    }

    /// As it is now; nobody else changes it before this work ends.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn name(&self, scope: &Scope, id: PartnerId) -> Result<Option<PartnerRef>> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let select = sql(tx, "SELECT id, name FROM partner WHERE id = $1", [id.uuid().into()]);
        Ok(select.one::<RefRow>(tx).await?.map(RefRow::partner))
    }

    /// Whom nothing but an operator's word is known of is called what it says now; what they were called by this issuer
    /// before. Who has signed in, or is a member somewhere, stays who they are: another id would be a way into what is
    /// theirs. Issuers that begin with `shared`, if it isn't empty, call a person the same.
    ///
    /// # Errors
    /// `Taken("identity")` when somebody else is known by it, `Taken("person")` when the person is known by another; as
    /// `insert`.
    pub async fn call(
        &self,
        scope: &Scope,
        person: PersonId,
        identity: &Identity,
        shared: &str,
    ) -> Result<Option<String>> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let (issuer, subject) = (clean(&identity.issuer), clean(&identity.subject));
        let among = if !shared.is_empty() && issuer.starts_with(shared) { clean(shared) } else { issuer.clone() };
        let length = i32::try_from(among.chars().count()).unwrap_or(i32::MAX);
        // `LIKE` would ignore case on SQLite, and an issuer is exact.
        let text = "SELECT DISTINCT person_id FROM identity WHERE subject = $1 AND substr(issuer, 1, $2) = $3";
        let known = sql(tx, text, [subject.into(), length.into(), among.into()]).rows(tx).await?;
        let known = known.iter().map(|row| row.try_get_by_index(0)).collect::<std::result::Result<Vec<Uuid>, _>>()?;
        if known.iter().any(|id| *id != person.uuid()) {
            return Err(StoreError::Taken("identity"));
        }
        let text = "SELECT MIN(subject) FROM identity WHERE person_id = $1 AND issuer = $2";
        let before: Option<Option<String>> =
            sql(tx, text, [person.uuid().into(), issuer.clone().into()]).value(tx).await?;
        let before = before.flatten();
        if !known.is_empty() {
            return Ok(before);
        }
        let text = "SELECT 1 FROM person p WHERE p.id = $1 AND p.last_sign_in_us IS NULL
            AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id)";
        if sql(tx, text, [person.uuid().into()]).value::<i32>(tx).await?.is_none() {
            return Err(StoreError::Taken("person"));
        }
        let text = "DELETE FROM identity WHERE person_id = $1 AND issuer = $2";
        sql(tx, text, [person.uuid().into(), issuer.into()]).run(tx).await?;
        self.work.people().link(scope, person, identity).await?;
        Ok(before)
    }

    /// Somebody works for a partner, and the platform's role says so.
    ///
    /// # Errors
    /// `Taken("person")` for who works for a partner already; as `insert`.
    pub async fn add_person(
        &self,
        scope: &Scope,
        partner: PartnerId,
        person: PersonId,
        role: Role,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let text = "INSERT INTO partner_person (person_id, partner_id, role, created_us) VALUES ($1, $2, $3, $4)
            ON CONFLICT (person_id) DO NOTHING";
        let mut insert = sql(&self.work.tx, text, [person.uuid().into(), partner.uuid().into()]);
        insert.with([role.word().into(), now.timestamp_micros().into()]);
        self.once(scope, insert).await.map_err(|error| match error {
            StoreError::Taken(_) => StoreError::Taken("person"),
            other => other,
        })?;
        self.work.people().grant_platform(scope, person, Some(role)).await
    }

    /// The role of one of its people. Nobody changes it before this work ends.
    ///
    /// # Errors
    /// As `insert`; `Corrupt`.
    pub async fn role_of(&self, scope: &Scope, partner: PartnerId, person: PersonId) -> Result<Option<Role>> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "SELECT role FROM partner_person WHERE partner_id = $1 AND person_id = $2";
        let role: Option<String> = sql(tx, text, [partner.uuid().into(), person.uuid().into()]).value(tx).await?;
        role.as_deref().map(parse_role).transpose()
    }

    /// # Errors
    /// As `insert`.
    pub async fn set_role(&self, scope: &Scope, partner: PartnerId, person: PersonId, role: Role) -> Result<()> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "UPDATE partner_person SET role = $3 WHERE partner_id = $1 AND person_id = $2";
        sql(tx, text, [partner.uuid().into(), person.uuid().into(), role.word().into()]).run(tx).await?;
        self.work.people().grant_platform(scope, person, Some(role)).await
    }

    /// They don't work for it any more, and their platform's role, if it is a partner's, ends with it.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn remove_person(&self, scope: &Scope, partner: PartnerId, person: PersonId) -> Result<()> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "DELETE FROM partner_person WHERE partner_id = $1 AND person_id = $2";
        sql(tx, text, [partner.uuid().into(), person.uuid().into()]).run(tx).await?;
        let text = "UPDATE person SET platform_role = NULL
            WHERE id = $1 AND platform_role IN ('partner_agent', 'partner_admin')";
        sql(tx, text, [person.uuid().into()]).run(tx).await.map(drop)
    }

    async fn once(&self, scope: &Scope, insert: Sql) -> Result<()> {
        scope::everything(scope)?;
        self.work.queue().await?;
        if insert.run(&self.work.tx).await? == 0 { Err(StoreError::Taken("partner_name")) } else { Ok(()) }
    }
}

fn lowered(name: &str) -> String {
    clean(name.trim()).to_lowercase()
}

/// `$1` is now.
const SELECT: &str = "SELECT p.id, p.name, p.contact,
    (SELECT COUNT(*) FROM partner_person m WHERE m.partner_id = p.id) AS people,
    (SELECT COUNT(DISTINCT g.tenant_id) FROM partner_grant g
        WHERE g.partner_id = p.id AND g.revoked_us IS NULL AND g.until_us > $1) AS tenants
    FROM partner p";

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    contact: String,
    people: i64,
    tenants: i64,
}

impl Row {
    fn partner(self) -> Partner {
        Partner {
            id: PartnerId::from_uuid(self.id),
            name: self.name,
            contact: self.contact,
            people: count(self.people),
            tenants: count(self.tenants),
        }
    }
}

#[derive(Debug, FromQueryResult)]
struct RefRow {
    id: Uuid,
    name: String,
}

impl RefRow {
    fn partner(self) -> PartnerRef {
        PartnerRef { id: PartnerId::from_uuid(self.id), name: self.name }
    }
}

#[derive(Debug, FromQueryResult)]
struct PersonRow {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    last_sign_in_us: Option<i64>,
    subject: Option<String>,
}

impl PersonRow {
    fn person(self) -> Result<PartnerPerson> {
        Ok(PartnerPerson {
            person: PersonId::from_uuid(self.id),
            name: self.name,
            email: self.email,
            role: parse_role(&self.role)?,
            subject: self.subject,
            came: self.last_sign_in_us.is_some(),
        })
    }
}
