//! Provisioning: what a tenant shall be, derived from Dezky's own tables (`wants`), and the engines that are brought to
//! it. `worker/reconcile` does the bringing.

pub mod desire;
pub mod engines;
pub mod hosts;
pub mod letters;
pub mod order;
pub mod platform;
pub mod seal;
pub mod wants;

#[cfg(test)]
mod tests;

use dezky_connect::engine::trouble;
use dezky_domain::{
    ctx::Scope,
    provision::{Owner, Spec, Trouble, TroubleKind},
};
use dezky_store::Store;
use secrecy::SecretString;

use self::seal::Keys;
use crate::auth::oidc::secret_place;

/// The client secret of a tenant's application, opened; none for everything else.
///
/// # Errors
/// From the store; within, what kept it from being opened.
pub async fn client_secret(
    store: &Store,
    keys: &Keys,
    owner: &Owner,
    spec: &Spec,
) -> dezky_store::Result<Result<Option<SecretString>, Trouble>> {
    let (Spec::Application { .. }, Some((tenant, _))) = (spec, &owner.tenant) else { return Ok(Ok(None)) };
    let scope = Scope::any_tenant("the platform makes the tenant's application");
    let Some(row) = store.oidc_clients().of(&scope, *tenant).await? else { return Ok(Ok(None)) };
    let opened = keys.open(&secret_place(*tenant), &row.sealed);
    Ok(opened.map(Some).map_err(|error| trouble(TroubleKind::Rejected, None, &error.to_string())))
}
