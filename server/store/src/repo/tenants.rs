//! Tenants, their brand and what the engines know of them.

use chrono::{DateTime, Utc};
use dezky_domain::{
    brand::Rgb,
    ctx::Scope,
    fold::folded,
    id::TenantId,
    tenant::{Brand, EngineObject, Logo, NewTenant, ObjectKind, Slug, Tenant, TenantState},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work,
    entity::tenant,
    scope,
    sql::{Sql, clean, clean_some, count, holds, size, sorted, sql, time},
};

/// Reads tenants.
#[derive(Debug, Clone, Copy)]
pub struct Tenants<'a> {
    pub(crate) store: &'a Store,
}

/// Writes tenants.
#[derive(Debug, Clone, Copy)]
pub struct TenantsWork<'a> {
    pub(crate) work: &'a Work,
}

impl Tenants<'_> {
    /// Those whose name, slug or domain holds `text`, whatever its case, by name; at most 500.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn list(&self, scope: &Scope, text: &str) -> Result<Vec<Tenant>> {
        self.find(scope, text, 500).await
    }

    /// The same, at most `most`.
    ///
    /// # Errors
    /// As `list`.
    pub async fn find(&self, scope: &Scope, text: &str, most: u64) -> Result<Vec<Tenant>> {
        let mut select = select(&self.store.reader, scope)?;
        if !text.trim().is_empty() {
            let (name, word) = (holds(&folded(text.trim())), holds(text.trim()));
            for (or, column, pattern) in
                [(" AND (", "name_folded", name), (" OR ", "slug", word.clone()), (" OR ", "domain", word)]
            {
                select.push(or).push("t.").push(column).push(" LIKE ").bind(pattern).push(r" ESCAPE '\'");
            }
            select.push(")");
        }
        select.push(" ORDER BY t.name_folded, t.id LIMIT ").bind(size(most));
        select.all::<Row>(&self.store.reader).await?.into_iter().map(Row::tenant).collect()
    }

    /// # Errors
    /// As `list`.
    pub async fn by_id(&self, scope: &Scope, id: TenantId) -> Result<Option<Tenant>> {
        by_id(&self.store.reader, scope, id).await
    }

    /// # Errors
    /// As `list`.
    pub async fn by_slug(&self, scope: &Scope, slug: &Slug) -> Result<Option<Tenant>> {
        self.by(scope, "slug", slug.as_str()).await
    }

    /// By a mail domain that is proven to be theirs, in any case.
    ///
    /// # Errors
    /// As `list`.
    pub async fn by_domain(&self, scope: &Scope, domain: &str) -> Result<Option<Tenant>> {
        let mut select = select(&self.store.reader, scope)?;
        select.push(" AND t.id = (SELECT tenant_id FROM mail_domain WHERE proven_us IS NOT NULL AND domain = ");
        select.bind(clean(&domain.to_lowercase())).push(")");
        select.one::<Row>(&self.store.reader).await?.map(Row::tenant).transpose()
    }

    /// How many members it has, in any state.
    ///
    /// # Errors
    /// As `list`.
    pub async fn people(&self, scope: &Scope, tenant: TenantId) -> Result<u64> {
        if !scope::admits(scope, tenant)? {
            return Ok(0);
        }
        let db = &self.store.reader;
        let select = sql(db, "SELECT COUNT(*) FROM membership WHERE tenant_id = $1", [tenant.uuid().into()]);
        Ok(count(select.value(db).await?.unwrap_or_default()))
    }

    /// Its spaces, users and groups in OCIS, by kind and name; at most 500.
    ///
    /// # Errors
    /// As `list`.
    pub async fn objects(&self, scope: &Scope, tenant: TenantId) -> Result<Vec<EngineObject>> {
        if !scope::admits(scope, tenant)? {
            return Ok(Vec::new());
        }
        let text = "SELECT kind, external_id, name, told FROM engine_object
            WHERE tenant_id = $1 AND source = 'ocis' AND kind IN ('space', 'user', 'group')
            ORDER BY kind, name IS NULL, name, external_id LIMIT 500";
        let db = &self.store.reader;
        let rows = sql(db, text, [tenant.uuid().into()]).rows(db).await?;
        let object = |row: &sea_orm::QueryResult| {
            let kind: String = row.try_get_by_index(0)?;
            Ok(EngineObject {
                kind: ObjectKind::parse(&kind).ok_or_else(|| StoreError::corrupt("object's kind", &kind))?,
                external_id: row.try_get_by_index(1)?,
                name: row.try_get_by_index(2)?,
                told: row.try_get_by_index(3)?,
            })
        };
        rows.iter().map(object).collect()
    }

    /// The kind and bytes of the logo with this hash, for light or dark grounds.
    ///
    /// # Errors
    /// As `list`.
    pub async fn logo(&self, scope: &Scope, slug: &Slug, hash: &str) -> Result<Option<(String, Vec<u8>)>> {
        let db = &self.store.reader;
        let text = "SELECT l.kind, l.bytes FROM tenant_logo l JOIN tenant t ON t.id = l.tenant_id WHERE t.slug = $1 AND l.hash = $2";
        let mut select = sql(db, text, [slug.as_str().into(), clean(hash).into()]);
        if let Some(only) = scope::within(scope)? {
            select.push(" AND t.id = ").bind(only);
        }
        let rows = select.rows(db).await?;
        rows.first().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).transpose()
    }

    async fn by(&self, scope: &Scope, column: &str, value: &str) -> Result<Option<Tenant>> {
        let mut select = select(&self.store.reader, scope)?;
        select.push(" AND t.").push(column).push(" = ").bind(clean(value));
        select.one::<Row>(&self.store.reader).await?.map(Row::tenant).transpose()
    }
}

fn select(db: &impl ConnectionTrait, scope: &Scope) -> Result<Sql> {
    let mut select = sql(db, SELECT, []);
    select.push(" WHERE 1 = 1");
    if let Some(only) = scope::within(scope)? {
        select.push(" AND t.id = ").bind(only);
    }
    Ok(select)
}

async fn by_id(db: &impl ConnectionTrait, scope: &Scope, id: TenantId) -> Result<Option<Tenant>> {
    let mut select = select(db, scope)?;
    select.push(" AND t.id = ").bind(id.uuid());
    select.one::<Row>(db).await?.map(Row::tenant).transpose()
}

impl TenantsWork<'_> {
    /// A new tenant, active.
    ///
    /// # Errors
    /// `Taken("slug")`, `Taken("domain")`; `Denied` unless everything may be seen; `Busy`, `Db`.
    pub async fn insert(&self, scope: &Scope, id: TenantId, new: &NewTenant, now: DateTime<Utc>) -> Result<Tenant> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let row = tenant::Model {
            id: id.uuid(),
            slug: new.slug.as_str().to_owned(),
            name: clean(&new.name),
            name_folded: sorted(&new.name),
            domain: clean_some(new.domain.as_deref()).map(|domain| domain.to_lowercase()),
            state: TenantState::Active.word().to_owned(),
            accent: new.accent.to_string(),
            support: None,
            created_us: now.timestamp_micros(),
        };
        let insert = tenant::Entity::insert(tenant::ActiveModel::from(row.clone()));
        let inserted = insert.exec_without_returning(&self.work.tx).await;
        inserted.map_err(|error| StoreError::unique(error, &["slug", "domain"]))?;
        if let Some(domain) = &row.domain {
            self.work.mail_domains().first(id, domain, now).await?;
        }
        Row { tenant: row, logos: Logos::default() }.tenant()
    }

    /// As it is now; nobody else changes its state before this work ends.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Busy`, `Db`, `Corrupt`.
    pub async fn by_id(&self, scope: &Scope, id: TenantId) -> Result<Option<Tenant>> {
        self.work.queue().await?;
        by_id(&self.work.tx, scope, id).await
    }

    /// False when there is no such tenant.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Busy`, `Db`.
    pub async fn set_state(&self, scope: &Scope, tenant: TenantId, state: TenantState) -> Result<bool> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let values = [tenant.uuid().into(), state.word().into()];
        let update = sql(&self.work.tx, "UPDATE tenant SET state = $2 WHERE id = $1", values);
        Ok(update.run(&self.work.tx).await? > 0)
    }

    /// Forgets a tenant and all that hangs on it: members, plan, resources, objects, hosts, sessions, pending jobs. What
    /// happened stays in the timeline, and people stay known. False when there is no such tenant.
    ///
    /// # Errors
    /// As `set_state`.
    pub async fn delete(&self, scope: &Scope, tenant: TenantId) -> Result<bool> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        sql(tx, "DELETE FROM session WHERE tenant_id = $1", [tenant.uuid().into()]).run(tx).await?;
        for text in [
            "DELETE FROM resource_version WHERE tenant_key = $1",
            "DELETE FROM job WHERE key = $1 AND state = 'pending'",
        ] {
            sql(tx, text, [tenant.to_string().into()]).run(tx).await?;
        }
        Ok(sql(tx, "DELETE FROM tenant WHERE id = $1", [tenant.uuid().into()]).run(tx).await? > 0)
    }

    /// Replaces the logo for light or dark grounds; `kind` is `svg`, `png` or `webp`. Its hash is the first 16
    /// hexadecimal digits of its SHA-256.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`.
    pub async fn set_logo(&self, scope: &Scope, tenant: TenantId, dark: bool, kind: &str, bytes: &[u8]) -> Result<()> {
        scope::require(scope, tenant)?;
        let mut hash = hex::encode(Sha256::digest(bytes));
        hash.truncate(16);
        let text = "INSERT INTO tenant_logo (tenant_id, dark, hash, kind, bytes) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, dark) DO UPDATE SET hash = excluded.hash, kind = excluded.kind, bytes = excluded.bytes";
        let values = [tenant.uuid().into(), dark.into(), hash.into(), clean(kind).into(), bytes.into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        Ok(())
    }

    /// Removes the logo for light or dark grounds; false where there is none.
    ///
    /// # Errors
    /// As `set_logo`.
    pub async fn remove_logo(&self, scope: &Scope, tenant: TenantId, dark: bool) -> Result<bool> {
        scope::require(scope, tenant)?;
        let text = "DELETE FROM tenant_logo WHERE tenant_id = $1 AND dark = $2";
        Ok(sql(&self.work.tx, text, [tenant.uuid().into(), dark.into()]).run(&self.work.tx).await? > 0)
    }

    /// The name and the colour by which it is known.
    ///
    /// # Errors
    /// As `set_logo`.
    pub async fn set_look(&self, scope: &Scope, tenant: TenantId, name: &str, accent: Rgb) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let row = tenant::ActiveModel {
            id: Set(tenant.uuid()),
            name: Set(clean(name)),
            name_folded: Set(sorted(name)),
            accent: Set(accent.to_string()),
            ..Default::default()
        };
        row.update(&self.work.tx).await?;
        Ok(())
    }

    /// Sets or removes the address for "help".
    ///
    /// # Errors
    /// As `set_logo`.
    pub async fn set_support(&self, scope: &Scope, tenant: TenantId, support: Option<&str>) -> Result<()> {
        scope::require(scope, tenant)?;
        let row =
            tenant::ActiveModel { id: Set(tenant.uuid()), support: Set(clean_some(support)), ..Default::default() };
        row.update(&self.work.tx).await?;
        Ok(())
    }
}

const SELECT: &str = "SELECT t.*, l.hash AS light_hash, l.kind AS light_kind, d.hash AS dark_hash, d.kind AS dark_kind
    FROM tenant t
    LEFT JOIN tenant_logo l ON l.tenant_id = t.id AND l.dark = FALSE
    LEFT JOIN tenant_logo d ON d.tenant_id = t.id AND d.dark = TRUE";

#[derive(Debug, Default, FromQueryResult)]
struct Logos {
    light_hash: Option<String>,
    light_kind: Option<String>,
    dark_hash: Option<String>,
    dark_kind: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    tenant: tenant::Model,
    #[sea_orm(nested)]
    logos: Logos,
}

impl Row {
    fn tenant(self) -> Result<Tenant> {
        let logo = |hash: Option<String>, kind: Option<String>| Some(Logo { hash: hash?, kind: kind? });
        let Self { tenant: row, logos } = self;
        let brand = Brand {
            accent: Rgb::parse(&row.accent).map_err(|_| StoreError::corrupt("accent", &row.accent))?,
            logo: logo(logos.light_hash, logos.light_kind),
            logo_dark: logo(logos.dark_hash, logos.dark_kind),
            support: row.support,
        };
        Ok(Tenant {
            id: TenantId::from_uuid(row.id),
            slug: stored_slug(&row.slug)?,
            name: row.name,
            domain: row.domain,
            state: TenantState::parse(&row.state).ok_or_else(|| StoreError::corrupt("tenant's state", &row.state))?,
            brand,
            created: time(row.created_us)?,
        })
    }
}

/// A slug that was accepted once is read back whatever `Slug::parse` refuses by now: a word that gets reserved later
/// must not lock out who has it.
pub(crate) fn stored_slug(text: &str) -> Result<Slug> {
    serde_json::from_value(text.into()).map_err(|_| StoreError::corrupt("slug", text))
}

/// The tenants that a person is an active member of, by name, and the role's word in each.
pub(crate) async fn of_member(store: &Store, person: Uuid) -> Result<Vec<(Tenant, String)>> {
    #[derive(FromQueryResult)]
    struct Membership {
        role: String,
    }
    let mut select = sql(&store.reader, &SELECT.replace("SELECT t.*", "SELECT m.role, t.*"), []);
    select.push(" JOIN membership m ON m.tenant_id = t.id WHERE m.state = 'active' AND m.person_id = ").bind(person);
    select.push(" ORDER BY t.name_folded, t.id");
    let rows = select.rows(&store.reader).await?;
    let read = |row: &sea_orm::QueryResult| {
        let Membership { role } = Membership::from_query_result(row, "")?;
        Ok((Row::from_query_result(row, "")?.tenant()?, role))
    };
    rows.iter().map(read).collect()
}
