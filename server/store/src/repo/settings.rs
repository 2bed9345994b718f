//! What tenants decide for themselves. A tenant without a row decided nothing.

use dezky_domain::{ctx::Scope, id::TenantId, language::Language, settings::Settings};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{
    Result, Store, StoreError, Work, scope,
    sql::{clean, sql},
};

/// Reads settings.
#[derive(Debug, Clone, Copy)]
pub struct SettingsReader<'a> {
    pub(crate) store: &'a Store,
}

/// Writes settings.
#[derive(Debug, Clone, Copy)]
pub struct SettingsWork<'a> {
    pub(crate) work: &'a Work,
}

impl SettingsReader<'_> {
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn of(&self, scope: &Scope, tenant: TenantId) -> Result<Settings> {
        if scope::admits(scope, tenant)? { of(&self.store.reader, tenant).await } else { Ok(Settings::NONE) }
    }
}

impl SettingsWork<'_> {
    /// As they are now. Nobody changes them before this work ends.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`, `Corrupt`; so for `set`.
    pub async fn of(&self, scope: &Scope, tenant: TenantId) -> Result<Settings> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        of(&self.work.tx, tenant).await
    }

    /// # Errors
    /// As `of`.
    pub async fn set(&self, scope: &Scope, tenant: TenantId, settings: &Settings) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let number = |number: Option<u32>| number.and_then(|number| i32::try_from(number).ok());
        let text = "INSERT INTO tenant_settings
                (tenant_id, language, idle_minutes, session_hours, retention_days, alert_mail)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant_id) DO UPDATE SET language = excluded.language, idle_minutes = excluded.idle_minutes,
                session_hours = excluded.session_hours, retention_days = excluded.retention_days,
                alert_mail = excluded.alert_mail";
        let values = [
            tenant.uuid().into(),
            settings.language.map(|language| language.word().to_owned()).into(),
            number(settings.idle_minutes).into(),
            number(settings.session_hours).into(),
            number(settings.retention_days).into(),
            clean(&settings.alert_mail.join(",")).into(),
        ];
        sql(&self.work.tx, text, values).run(&self.work.tx).await.map(drop)
    }
}

async fn of(db: &impl ConnectionTrait, tenant: TenantId) -> Result<Settings> {
    let text = "SELECT language, idle_minutes, session_hours, retention_days, alert_mail FROM tenant_settings
        WHERE tenant_id = $1";
    let row = sql(db, text, [tenant.uuid().into()]).one::<Row>(db).await?;
    row.map_or(Ok(Settings::NONE), Row::settings)
}

#[derive(Debug, FromQueryResult)]
struct Row {
    language: Option<String>,
    idle_minutes: Option<i32>,
    session_hours: Option<i32>,
    retention_days: Option<i32>,
    alert_mail: String,
}

impl Row {
    fn settings(self) -> Result<Settings> {
        let language = self.language.as_deref();
        let language = language.map(|word| Language::parse(word).ok_or_else(|| StoreError::corrupt("language", word)));
        let number = |number: Option<i32>| number.and_then(|number| u32::try_from(number).ok());
        Ok(Settings {
            language: language.transpose()?,
            idle_minutes: number(self.idle_minutes),
            session_hours: number(self.session_hours),
            retention_days: number(self.retention_days),
            alert_mail: self.alert_mail.split(',').filter(|to| !to.is_empty()).map(str::to_owned).collect(),
        })
    }
}
