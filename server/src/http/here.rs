//! Which host was asked: the platform's own, a tenant's, or one that a customer has proven to be theirs. Any other name is refused, so that no link or redirect is
//! ever built from a name that somebody made up.

use std::sync::Arc;

use dezky_domain::{
    ctx::{Host, Scope},
    tenant::{Slug, parse_domain},
};

use crate::{config::Config, state::State};

/// The origin that was asked: `http://acme.localhost:3000`. Built from the configuration, or from a host that is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub origin: String,
}

/// What a `Host` header means.
#[derive(Debug, PartialEq, Eq)]
pub enum Named {
    Platform,
    Tenant(Slug),
    /// Perhaps a customer's own.
    Stranger,
}

#[must_use]
pub fn named(config: &Config, host: &str) -> Named {
    let authority = |url: &str| url.split_once("://").map(|(_, rest)| rest.to_ascii_lowercase()).unwrap_or_default();
    let host = host.to_ascii_lowercase();
    if host == authority(&config.web.url) {
        return Named::Platform;
    }
    let pattern = authority(&config.web.tenant_url);
    let slug = pattern.strip_prefix("{slug}").and_then(|suffix| host.strip_suffix(suffix));
    slug.and_then(|slug| Slug::parse(slug).ok()).map_or(Named::Stranger, Named::Tenant)
}

/// `None` for a name that isn't ours, and for a tenant that isn't there: the two can't be told apart.
///
/// # Errors
/// `Fault` from the store.
pub async fn find(state: &State, host: &str) -> dezky_domain::Result<Option<(Here, Host)>> {
    Ok(match named(&state.config, host) {
        Named::Platform => Some((Here { origin: state.config.web.url.clone() }, Host::Platform)),
        Named::Tenant(slug) => {
            let scope = Scope::any_tenant("the host decides the tenant before anybody is known");
            let tenant = state.store.tenants().by_slug(&scope, &slug).await?;
            let here = Here { origin: state.config.tenant_url(slug.as_str()) };
            tenant.map(|tenant| (here, Host::Tenant(Arc::new(tenant))))
        }
        Named::Stranger => {
            let host = host.to_ascii_lowercase();
            let (bare, port) = host.split_once(':').map_or((host.as_str(), ""), |(bare, port)| (bare, port));
            if !port.chars().all(|c| c.is_ascii_digit()) {
                return Ok(None);
            }
            let scope = Scope::any_tenant("the host decides the tenant before anybody is known");
            let id = match parse_domain(bare) {
                Ok(bare) => state.store.hosts().by_host(&scope, &bare).await?,
                Err(_) => None,
            };
            let tenant = match id {
                Some(id) => state.store.tenants().by_id(&scope, id).await?,
                None => None,
            };
            let scheme = if state.config.web.secure { "https" } else { "http" };
            tenant.map(|tenant| (Here { origin: format!("{scheme}://{host}") }, Host::Tenant(Arc::new(tenant))))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Outside;

    #[test]
    fn only_our_own_names_are_known() {
        let config = Config::load(&Outside::default()).unwrap();
        assert_eq!(named(&config, "localhost:3000"), Named::Platform);
        assert_eq!(named(&config, "ACME.localhost:3000"), Named::Tenant(Slug::parse("acme").unwrap()));
        for stranger in ["evil.example", "localhost", "acme.localhost", "a.b.localhost:3000", ".localhost:3000", ""] {
            assert_eq!(named(&config, stranger), Named::Stranger, "{stranger:?}");
        }
    }
}
