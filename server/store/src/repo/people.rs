//! People, how the provider knows them, and their roles.

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::Role,
    ctx::Scope,
    id::{PersonId, TenantId},
    member::{Identity, Member, MemberState, People, PeopleQuery, Person},
    tenant::Tenant,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work,
    entity::person,
    repo::{people_list, tenants},
    scope,
    sql::{Sql, clean, sorted, sql},
};

/// Reads people.
#[derive(Debug, Clone, Copy)]
pub struct PeopleReader<'a> {
    pub(crate) store: &'a Store,
}

/// Writes people.
#[derive(Debug, Clone, Copy)]
pub struct PeopleWork<'a> {
    pub(crate) work: &'a Work,
}

impl PeopleReader<'_> {
    /// A page of the tenant's members, and the tenant's numbers, whatever the filter. A scope of everything lists each
    /// membership of each tenant.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn list(&self, scope: &Scope, query: &PeopleQuery) -> Result<People> {
        people_list::list(&self.store.reader, scope, query).await
    }

    /// The first `most` of the tenant's members whose name or address holds `text`, by name.
    ///
    /// # Errors
    /// As `list`.
    pub async fn find(&self, scope: &Scope, text: &str, most: u64) -> Result<Vec<Member>> {
        people_list::few(&self.store.reader, scope, text, most).await
    }

    /// A tenant's scope finds its own members only, a person's scope itself.
    ///
    /// # Errors
    /// `Db`, `Corrupt`.
    pub async fn by_id(&self, scope: &Scope, id: PersonId) -> Result<Option<Person>> {
        let mut select = sql(&self.store.reader, SELECT, []);
        select.push(" WHERE p.id = ").bind(id.uuid());
        self.one(scope, select).await
    }

    /// By exact issuer and subject.
    ///
    /// # Errors
    /// As `by_id`.
    pub async fn by_identity(&self, scope: &Scope, identity: &Identity) -> Result<Option<Person>> {
        let mut select = sql(&self.store.reader, SELECT, []);
        select.push(" JOIN identity i ON i.person_id = p.id WHERE i.issuer = ").bind(clean(&identity.issuer));
        select.push(" AND i.subject = ").bind(clean(&identity.subject));
        self.one(scope, select).await
    }

    /// The one person that any issuer beginning with `issuer_prefix` knows by this subject; nobody when there are two.
    ///
    /// # Errors
    /// As `by_id`.
    pub async fn by_subject_under(&self, scope: &Scope, issuer_prefix: &str, subject: &str) -> Result<Option<Person>> {
        let db = &self.store.reader;
        let prefix = clean(issuer_prefix);
        // `LIKE` would ignore case on SQLite, and an issuer is exact.
        let text = "SELECT DISTINCT person_id FROM identity WHERE subject = $1 AND substr(issuer, 1, $2) = $3 LIMIT 2";
        let length = i32::try_from(prefix.chars().count()).unwrap_or(i32::MAX);
        let found = sql(db, text, [clean(subject).into(), length.into(), prefix.into()]).rows(db).await?;
        let [only] = found.as_slice() else { return Ok(None) };
        self.by_id(scope, PersonId::from_uuid(only.try_get_by_index(0)?)).await
    }

    /// The role in a tenant, and whether it is in force. A person's scope finds its own.
    ///
    /// # Errors
    /// As `by_id`.
    pub async fn role_in(
        &self,
        scope: &Scope,
        person: PersonId,
        tenant: TenantId,
    ) -> Result<Option<(Role, MemberState)>> {
        let visible = match scope.person() {
            Ok(own) => own == person,
            Err(_) => scope::admits(scope, tenant)?,
        };
        if !visible {
            return Ok(None);
        }
        let db = &self.store.reader;
        let text = "SELECT role, state FROM membership WHERE tenant_id = $1 AND person_id = $2";
        let rows = sql(db, text, [tenant.uuid().into(), person.uuid().into()]).rows(db).await?;
        let read = |row: &sea_orm::QueryResult| {
            let (role, state): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            Ok((parse_role(&role)?, parse_state(&state)?))
        };
        rows.first().map(read).transpose()
    }

    /// The tenants that the person is an active member of, by name, with the role in each.
    ///
    /// # Errors
    /// `Denied` unless the scope is a person's; `Db`, `Corrupt`.
    pub async fn workspaces(&self, scope: &Scope) -> Result<Vec<(Tenant, Role)>> {
        let found = tenants::of_member(self.store, scope::own(scope)?).await?;
        found.into_iter().map(|(tenant, role)| Ok((tenant, parse_role(&role)?))).collect()
    }

    /// How the database means to run `list`: tests hold it against the indexes.
    ///
    /// # Errors
    /// As `list`.
    pub async fn explain(&self, scope: &Scope, query: &PeopleQuery) -> Result<Vec<String>> {
        people_list::page(&self.store.reader, scope, query)?.explain(&self.store.reader).await
    }

    async fn one(&self, scope: &Scope, mut select: Sql) -> Result<Option<Person>> {
        if let Ok(own) = scope.person() {
            select.push(" AND p.id = ").bind(own.uuid());
        } else if let Some(only) = scope::within(scope)? {
            select.push(" AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.tenant_id = ");
            select.bind(only).push(")");
        }
        select.one::<person::Model>(&self.store.reader).await?.map(read_person).transpose()
    }
}

impl PeopleWork<'_> {
    /// A new person who is known by this identity, with no role anywhere.
    ///
    /// # Errors
    /// `Taken("identity")` when somebody else is known by it; `Denied` for a person's scope; `Busy`, `Db`.
    pub async fn create(
        &self,
        scope: &Scope,
        id: PersonId,
        identity: &Identity,
        email: &str,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<Person> {
        scope::within(scope)?;
        self.work.queue().await?;
        let row = person::Model {
            id: id.uuid(),
            name: clean(name),
            name_folded: sorted(name),
            email: clean(email).to_lowercase(),
            platform_role: None,
            created_us: now.timestamp_micros(),
            last_sign_in_us: None,
        };
        person::Entity::insert(person::ActiveModel::from(row.clone())).exec_without_returning(&self.work.tx).await?;
        self.identify(id, identity).await?;
        read_person(row)
    }

    /// Another identity of a person who is known already: an issuer for each tenant, one human being. Does nothing when
    /// they are known by it.
    ///
    /// # Errors
    /// `Taken("identity")` when somebody else is, and the work goes on; `Denied` unless everything may be seen; `Busy`,
    /// `Db`.
    pub async fn link(&self, scope: &Scope, id: PersonId, identity: &Identity) -> Result<()> {
        scope::everything(scope)?;
        self.work.queue().await?;
        self.identify(id, identity).await
    }

    /// Whether they used a second factor when they came, or that it was taken from them.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Busy`, `Db`.
    pub async fn second_factor(&self, scope: &Scope, id: PersonId, used: bool) -> Result<()> {
        scope::everything(scope)?;
        let text = "UPDATE person SET second_factor = $2 WHERE id = $1";
        sql(&self.work.tx, text, [id.uuid().into(), used.into()]).run(&self.work.tx).await.map(drop)
    }

    /// Name and address as the provider has them now, and the time. Who said themselves what they are called keeps that.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db` when there is no such person; `Busy`.
    pub async fn signed_in(
        &self,
        scope: &Scope,
        id: PersonId,
        email: &str,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let text = "UPDATE person SET email = $2, last_sign_in_us = $3,
                name = CASE WHEN named_us IS NULL THEN $4 ELSE name END,
                name_folded = CASE WHEN named_us IS NULL THEN $5 ELSE name_folded END
            WHERE id = $1";
        let values = [
            id.uuid().into(),
            clean(email).to_lowercase().into(),
            now.timestamp_micros().into(),
            clean(name).into(),
            sorted(name).into(),
        ];
        if sql(&self.work.tx, text, values).run(&self.work.tx).await? == 0 {
            return Err(sea_orm::DbErr::RecordNotUpdated.into());
        }
        Ok(())
    }

    /// Gives or takes the platform's role.
    ///
    /// # Errors
    /// As `signed_in`.
    pub async fn grant_platform(&self, scope: &Scope, person: PersonId, role: Option<Role>) -> Result<()> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let row = person::ActiveModel {
            id: Set(person.uuid()),
            platform_role: Set(role.map(|role| role.word().to_owned())),
            ..Default::default()
        };
        row.update(&self.work.tx).await?;
        Ok(())
    }

    async fn identify(&self, person: PersonId, identity: &Identity) -> Result<()> {
        let tx = &self.work.tx;
        let (issuer, subject) = (clean(&identity.issuer), clean(&identity.subject));
        let text = "INSERT INTO identity (issuer, subject, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        let values = [issuer.clone().into(), subject.clone().into(), person.uuid().into()];
        if sql(tx, text, values).run(tx).await? > 0 {
            return Ok(());
        }
        let text = "SELECT person_id FROM identity WHERE issuer = $1 AND subject = $2";
        let known: Option<Uuid> = sql(tx, text, [issuer.into(), subject.into()]).value(tx).await?;
        if known == Some(person.uuid()) { Ok(()) } else { Err(StoreError::Taken("identity")) }
    }
}

const SELECT: &str = "SELECT p.* FROM person p";

pub(crate) fn read_person(row: person::Model) -> Result<Person> {
    let platform = row.platform_role.as_deref().map(parse_role).transpose()?;
    Ok(Person { id: PersonId::from_uuid(row.id), name: row.name, email: row.email, platform })
}

pub(crate) fn parse_role(word: &str) -> Result<Role> {
    Role::parse(word).ok_or_else(|| StoreError::corrupt("role", word))
}

pub(crate) fn parse_state(word: &str) -> Result<MemberState> {
    MemberState::parse(word).ok_or_else(|| StoreError::corrupt("member's state", word))
}
