//! The OpenID clients that were made for tenants. Their secrets come sealed and leave sealed: what is in them isn't known
//! here.

use std::fmt;

use dezky_domain::{ctx::Scope, id::TenantId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store, Work, scope,
    sql::{clean, sql},
};

/// A tenant's client.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcClient {
    pub tenant: TenantId,
    pub issuer: String,
    pub client_id: String,
    pub sealed: Vec<u8>,
}

impl fmt::Debug for OidcClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tenant, issuer, client_id, sealed: _ } = self;
        f.debug_struct("OidcClient")
            .field("tenant", tenant)
            .field("issuer", issuer)
            .field("client_id", client_id)
            .finish_non_exhaustive()
    }
}

/// Reads clients.
#[derive(Debug, Clone, Copy)]
pub struct OidcClients<'a> {
    pub(crate) store: &'a Store,
}

/// Writes clients.
#[derive(Debug, Clone, Copy)]
pub struct OidcClientsWork<'a> {
    pub(crate) work: &'a Work,
}

impl OidcClients<'_> {
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`.
    pub async fn of(&self, scope: &Scope, tenant: TenantId) -> Result<Option<OidcClient>> {
        scope::everything(scope)?;
        of(&self.store.reader, tenant).await
    }

    /// Everybody's.
    ///
    /// # Errors
    /// As `of`.
    pub async fn all(&self, scope: &Scope) -> Result<Vec<OidcClient>> {
        scope::everything(scope)?;
        all(&self.store.reader).await
    }
}

impl OidcClientsWork<'_> {
    /// A tenant's, as it is now; nobody else changes it before this work ends.
    ///
    /// # Errors
    /// `Busy`, `Db`; as all here.
    pub async fn of(&self, tenant: TenantId) -> Result<Option<OidcClient>> {
        self.work.queue().await?;
        of(&self.work.tx, tenant).await
    }

    /// Replaces a tenant's client.
    ///
    /// # Errors
    /// As `of`.
    pub async fn put(&self, tenant: TenantId, issuer: &str, client_id: &str, sealed: &[u8]) -> Result<()> {
        self.work.queue().await?;
        let text = "INSERT INTO oidc_client (tenant_id, issuer, client_id, sealed) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id,
                sealed = excluded.sealed";
        let values = [tenant.uuid().into(), clean(issuer).into(), clean(client_id).into(), sealed.into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        Ok(())
    }

    /// Everybody's, to be sealed anew and put back in this work: nobody else puts one before it ends.
    ///
    /// # Errors
    /// As `of`.
    pub async fn all_sealed(&self) -> Result<Vec<OidcClient>> {
        self.work.queue().await?;
        all(&self.work.tx).await
    }
}

async fn of(db: &impl ConnectionTrait, tenant: TenantId) -> Result<Option<OidcClient>> {
    let select = sql(db, "SELECT * FROM oidc_client WHERE tenant_id = $1", [tenant.uuid().into()]);
    Ok(select.one::<Row>(db).await?.map(Row::client))
}

async fn all(db: &impl ConnectionTrait) -> Result<Vec<OidcClient>> {
    let rows = sql(db, "SELECT * FROM oidc_client ORDER BY tenant_id", []).all::<Row>(db).await?;
    Ok(rows.into_iter().map(Row::client).collect())
}

#[derive(FromQueryResult)]
struct Row {
    tenant_id: Uuid,
    issuer: String,
    client_id: String,
    sealed: Vec<u8>,
}

impl Row {
    fn client(self) -> OidcClient {
        let Self { tenant_id, issuer, client_id, sealed } = self;
        OidcClient { tenant: TenantId::from_uuid(tenant_id), issuer, client_id, sealed }
    }
}
