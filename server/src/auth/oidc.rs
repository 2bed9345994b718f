//! The providers: the platform's client and one for each tenant, each with an issuer of its own. What discovery said is
//! kept for ten minutes; an answer that can't be trusted is never kept.

use std::{collections::HashMap, fmt, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::http::{HttpError, send_capped};
use dezky_domain::{
    ctx::{Clock, Host, Scope},
    id::TenantId,
    tenant::Slug,
};
use dezky_store::Store;
use openidconnect::{
    AdditionalClaims, Client, ClientId, ClientSecret, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, IdTokenFields, IssuerUrl, ProviderMetadataWithLogout, RedirectUrl,
    StandardErrorResponse, StandardTokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use tokio::sync::RwLock;

use crate::{config, provision::seal::Keys};

/// Authentik's session, which a back-channel logout names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClaims {
    pub sid: Option<String>,
}

impl AdditionalClaims for SessionClaims {}

pub type TokenFields = IdTokenFields<
    SessionClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

pub type RelyingParty = Client<
    SessionClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<TokenFields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why a provider can't be used now.
#[derive(Debug, Error)]
pub enum ProviderError {
    #[error("no client is configured for this host")]
    NotConfigured,
    #[error("the provider does not answer: {0}")]
    Down(String),
    #[error("the provider's answer is not to be trusted: {0}")]
    Untrusted(String),
}

/// Where a tenant's client secret is sealed for.
#[must_use]
pub fn secret_place(tenant: TenantId) -> String {
    format!("oidc_client/{tenant}")
}

/// One client at one issuer.
#[derive(Debug, Clone)]
pub struct Registration {
    pub issuer: String,
    pub client_id: String,
    client_secret: SecretString,
}

/// What an issuer said, and when.
type Known = (DateTime<Utc>, Arc<ProviderMetadataWithLogout>);

pub struct Providers {
    platform: Registration,
    /// Those of the configuration: they go before what was provisioned.
    tenants: HashMap<String, Registration>,
    store: Store,
    keys: Arc<Keys>,
    pub scopes: Vec<String>,
    pub shared_subjects: String,
    http: Http,
    clock: Arc<dyn Clock>,
    known: RwLock<HashMap<String, Known>>,
}

impl fmt::Debug for Providers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Providers")
    }
}

/// How long a discovery document and its keys are believed.
const KEEP: TimeDelta = TimeDelta::minutes(10);

/// How long they aren't asked for again, whatever is said.
const FRESH: TimeDelta = TimeDelta::seconds(10);

/// The largest answer of a provider that is read, in bytes: a discovery document with its keys has about 10 KiB.
const ANSWER: usize = 256 * 1024;

impl Providers {
    #[must_use]
    pub fn new(
        oidc: &config::Oidc,
        http: reqwest::Client,
        clock: Arc<dyn Clock>,
        store: Store,
        keys: Arc<Keys>,
    ) -> Self {
        let registration = |issuer: &str, id: &str, secret: &SecretString| Registration {
            issuer: issuer.to_owned(),
            client_id: id.to_owned(),
            client_secret: secret.clone(),
        };
        Self {
            platform: registration(&oidc.issuer, &oidc.client_id, &oidc.client_secret),
            tenants: oidc
                .tenants
                .iter()
                .map(|(slug, client)| {
                    (slug.clone(), registration(&client.issuer, &client.client_id, &client.client_secret))
                })
                .collect(),
            scopes: oidc.scopes.clone(),
            shared_subjects: oidc.shared_subjects.clone(),
            http: Http(http),
            clock,
            store,
            keys,
            known: RwLock::default(),
        }
    }

    /// The client of a host: a tenant's own.
    ///
    /// # Errors
    /// `NotConfigured`; `Down` when the database can't say.
    pub async fn registration(&self, host: &Host) -> Result<Registration, ProviderError> {
        let registration = match host {
            Host::Platform => Some(self.platform.clone()),
            Host::Tenant(tenant) => match self.tenants.get(tenant.slug.as_str()) {
                Some(configured) => Some(configured.clone()),
                None => self.provisioned(tenant.id).await?,
            },
        };
        registration.filter(|registration| !registration.issuer.is_empty()).ok_or(ProviderError::NotConfigured)
    }

    /// The client that was made for a tenant.
    async fn provisioned(&self, tenant: TenantId) -> Result<Option<Registration>, ProviderError> {
        let down = |error: &dyn fmt::Display| ProviderError::Down(error.to_string());
        let scope = Scope::any_tenant("a sign-in looks for its client before anybody is signed in");
        let row = self.store.oidc_clients().of(&scope, tenant).await.map_err(|error| down(&error))?;
        let Some(row) = row else { return Ok(None) };
        let client_secret = self.keys.open(&secret_place(tenant), &row.sealed).map_err(|error| down(&error))?;
        Ok(Some(Registration { issuer: row.issuer, client_id: row.client_id, client_secret }))
    }

    /// Every client that is configured, with the tenant it is for.
    pub fn all(&self) -> impl Iterator<Item = (Option<Slug>, &Registration)> {
        let platform = std::iter::once((None, &self.platform));
        let tenants =
            self.tenants.iter().filter_map(|(slug, registration)| Some((Some(Slug::parse(slug).ok()?), registration)));
        platform.chain(tenants).filter(|(_, registration)| !registration.issuer.is_empty())
    }

    /// What the issuer says of itself.
    ///
    /// # Errors
    /// `Down` when there is no answer, `Untrusted` when it isn't the issuer's own.
    pub async fn metadata(
        &self,
        registration: &Registration,
    ) -> Result<Arc<ProviderMetadataWithLogout>, ProviderError> {
        let now = self.clock.now();
        if let Some((read, metadata)) = self.known.read().await.get(&registration.issuer)
            && now - *read < KEEP
        {
            return Ok(Arc::clone(metadata));
        }
        let issuer =
            IssuerUrl::new(registration.issuer.clone()).map_err(|error| ProviderError::Untrusted(error.to_string()))?;
        // Compares the issuer literally, and fetches the keys too.
        let metadata =
            ProviderMetadataWithLogout::discover_async(issuer, &self.http).await.map_err(|error| match error {
                openidconnect::DiscoveryError::Request(error) => ProviderError::Down(error.to_string()),
                openidconnect::DiscoveryError::Response(status, ..) => ProviderError::Down(format!("status {status}")),
                other => ProviderError::Untrusted(other.to_string()),
            })?;
        let metadata = Arc::new(metadata);
        self.known.write().await.insert(registration.issuer.clone(), (now, Arc::clone(&metadata)));
        Ok(metadata)
    }

    /// Forgets what an issuer said, so that its next keys are fetched: a signature was made with one we don't know. What
    /// was just fetched is kept: else everybody who sends rubbish could make us ask the provider each time.
    pub async fn forget(&self, registration: &Registration) {
        let now = self.clock.now();
        self.known.write().await.retain(|issuer, (read, _)| *issuer != registration.issuer || now - *read < FRESH);
    }

    /// # Errors
    /// As [`Self::metadata`].
    pub async fn relying_party(
        &self,
        registration: &Registration,
        origin: &str,
    ) -> Result<RelyingParty, ProviderError> {
        let metadata = self.metadata(registration).await?;
        let secret = registration.client_secret.expose_secret();
        let redirect = RedirectUrl::new(format!("{origin}/auth/callback"));
        let redirect = redirect.map_err(|error| ProviderError::Untrusted(error.to_string()))?;
        Ok(Client::from_provider_metadata(
            (*metadata).clone(),
            ClientId::new(registration.client_id.clone()),
            (!secret.is_empty()).then(|| ClientSecret::new(secret.to_owned())),
        )
        .set_redirect_uri(redirect))
    }

    #[must_use]
    pub const fn http(&self) -> &Http {
        &self.http
    }
}

/// Our client as openidconnect wants it: answers capped, no redirects.
#[derive(Debug, Clone)]
pub struct Http(reqwest::Client);

impl<'c> openidconnect::AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let answer = send_capped(&self.0, request, ANSWER).await?;
            // A provider that is broken says nothing about the sign-in: it isn't distrusted, but down.
            if answer.status().is_server_error() { Err(HttpError::Other) } else { Ok(answer) }
        })
    }
}
