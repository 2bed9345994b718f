//! Whose account it is, and where the key to it goes: a tenant's word is enough only for who is nobody else's.

use dezky_domain::{
    ctx::Scope,
    id::{PersonId, TenantId},
    language::Language,
};

use crate::{
    Result, StoreError,
    repo::people::{PeopleReader, PeopleWork},
    scope,
    sql::{clean, sql},
};

/// Nobody else has a say about them: no other tenant, not the platform.
const ONLY_OURS: &str = "SELECT 1 FROM person p WHERE p.id = $2 AND p.platform_role IS NULL
    AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = $2 AND m.tenant_id <> $1)
    AND NOT EXISTS (SELECT 1 FROM departed d WHERE d.person_id = $2 AND d.tenant_id <> $1)";

/// And nobody has used the account.
const UNUSED: &str = " AND p.last_sign_in_us IS NULL";

impl PeopleReader<'_> {
    /// Whether nobody has used the account and no other tenant knows it, nor the platform: only then may the tenant's
    /// word say where the key to it goes.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Db`.
    pub async fn is_unused(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<bool> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let mut select = sql(db, ONLY_OURS, [tenant.uuid().into(), person.uuid().into()]);
        select.push(UNUSED);
        Ok(select.value::<i32>(db).await?.is_some())
    }

    /// Whether the account, used or not, is known to this tenant alone.
    ///
    /// # Errors
    /// As `is_unused`.
    pub async fn is_only_ours(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<bool> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let select = sql(db, ONLY_OURS, [tenant.uuid().into(), person.uuid().into()]);
        Ok(select.value::<i32>(db).await?.is_some())
    }
}

impl PeopleWork<'_> {
    /// As `PeopleReader::is_unused`, and nobody changes that before this work ends.
    ///
    /// # Errors
    /// As there; `Busy`.
    pub async fn is_unused(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let mut select = sql(&self.work.tx, ONLY_OURS, [tenant.uuid().into(), person.uuid().into()]);
        select.push(UNUSED);
        Ok(select.value::<i32>(&self.work.tx).await?.is_some())
    }

    /// Whether the account, used or not, is known to this tenant alone.
    ///
    /// # Errors
    /// As `is_unused`.
    pub async fn is_only_ours(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let select = sql(&self.work.tx, ONLY_OURS, [tenant.uuid().into(), person.uuid().into()]);
        Ok(select.value::<i32>(&self.work.tx).await?.is_some())
    }

    /// Where somebody's invitation goes, and in which language it is.
    ///
    /// # Errors
    /// As `grant`.
    pub async fn set_invited(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        to: &str,
        language: Language,
    ) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "UPDATE membership SET invite_to = $3, invite_language = $4 WHERE tenant_id = $1 AND person_id = $2";
        let values = [tenant.uuid().into(), person.uuid().into(), clean(to).into(), language.word().into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await.map(drop)
    }

    /// What `set_invited` wrote.
    ///
    /// # Errors
    /// As `role_in`.
    pub async fn invited(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
    ) -> Result<Option<(String, Language)>> {
        scope::require(scope, tenant)?;
        let text = "SELECT invite_to, invite_language FROM membership WHERE tenant_id = $1 AND person_id = $2
            AND invite_to IS NOT NULL";
        let values = [tenant.uuid().into(), person.uuid().into()];
        let rows = sql(&self.work.tx, text, values).rows(&self.work.tx).await?;
        let read = |row: &sea_orm::QueryResult| {
            let (to, language): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let language = Language::parse(&language).ok_or_else(|| StoreError::corrupt("language", &language))?;
            Ok((to, language))
        };
        rows.first().map(read).transpose()
    }
}
