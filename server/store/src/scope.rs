//! What a `Scope` lets a statement see. Every function on tenants' data begins with one of these.

use dezky_domain::{ctx::Scope, id::TenantId};
use uuid::Uuid;

use crate::{Result, StoreError};

/// The one tenant that a statement is restricted to; `None` is everything.
///
/// # Errors
/// `Denied` for a scope of a person's own things.
pub(crate) fn within(scope: &Scope) -> Result<Option<Uuid>> {
    Ok(scope.tenant()?.map(TenantId::uuid))
}

/// Whether `tenant` may be seen.
pub(crate) fn admits(scope: &Scope, tenant: TenantId) -> Result<bool> {
    Ok(scope.tenant()?.is_none_or(|only| only == tenant))
}

/// For what belongs to one tenant and is changed.
///
/// # Errors
/// `Denied` where another tenant is meant.
pub(crate) fn require(scope: &Scope, tenant: TenantId) -> Result<()> {
    if admits(scope, tenant)? { Ok(()) } else { Err(StoreError::Denied) }
}

/// For what belongs to no tenant: sources, identities, the platform's roles.
///
/// # Errors
/// `Denied` unless everything may be seen.
pub(crate) fn everything(scope: &Scope) -> Result<()> {
    if scope.tenant()?.is_none() { Ok(()) } else { Err(StoreError::Denied) }
}

/// The person whose own things these are.
pub(crate) fn own(scope: &Scope) -> Result<Uuid> {
    Ok(scope.person()?.uuid())
}
