//! The routes to tenants' hosts, as Traefik's HTTP provider reads them (facts/integration.md §G.3): the same answer for
//! the same tenants, byte for byte, never empty, and no name in a rule that could break out of it. The last good one is
//! kept in a file for a Traefik that starts while Dezky is away.

use std::{collections::BTreeMap, io::Write as _, sync::Arc};

use dezky_domain::{
    ctx::Scope,
    tenant::{Slug, parse_domain},
};
use dezky_store::Store;
use serde_json::{Value, json};

use crate::config::Config;

#[derive(Debug)]
pub struct Routes {
    pub store: Store,
    pub config: Arc<Config>,
}

impl Routes {
    /// The configuration of now.
    ///
    /// # Errors
    /// From the store.
    pub async fn document(&self) -> dezky_store::Result<Value> {
        let scope = Scope::any_tenant("the proxy leads to every tenant");
        let routed = self.store.hosts().routed(&scope).await?;
        let mut routers = BTreeMap::new();
        let traefik = &self.config.traefik;
        // Always there: providers may take an empty configuration for none at all (traefik#8092).
        if let Some(host) = host_of(&self.config.web.url) {
            routers.insert("dezky-app".to_owned(), router(&host, traefik, None));
        }
        for (slug, hosts) in routed {
            if let Some(host) = host_of(&self.config.tenant_url(slug.as_str())) {
                routers.insert(format!("t-{slug}"), router(&host, traefik, None));
            }
            for (number, host) in hosts.iter().filter(|host| parse_domain(host).is_ok()).enumerate() {
                // No slug has two hyphens in a row, so this is no tenant's first name.
                let name = format!("t-{slug}--own-{}", number + 1);
                routers.insert(name, router(host, traefik, Some(&traefik.resolver)));
            }
        }
        Ok(json!({ "http": {
            "routers": routers,
            "services": { "dezky": { "loadBalancer": {
                "servers": [{ "url": traefik.service }],
                "healthCheck": { "path": "/healthz", "interval": "5s" },
            }}},
            "middlewares": { "dezky-headers": { "headers": { "stsSeconds": 63_072_000, "stsIncludeSubdomains": true }}},
        }}))
    }

    /// Whether the kept file leads to the tenant's hosts as the configuration of now does; true where none is kept.
    ///
    /// # Errors
    /// From the store, or when a file that is there can't be read.
    pub async fn is_kept(&self, slug: &Slug) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
        let path = &self.config.traefik.path;
        if path.as_os_str().is_empty() {
            return Ok(true);
        }
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error.into()),
        };
        let kept: Value = serde_json::from_str(&text).unwrap_or_default();
        Ok(of_tenant(&kept, slug) == of_tenant(&self.document().await?, slug))
    }

    /// Keeps the configuration of now, whole or not at all. JSON is YAML, so Traefik's file provider reads it.
    ///
    /// # Errors
    /// From the store, or the file.
    pub async fn write(&self) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let path = &self.config.traefik.path;
        if path.as_os_str().is_empty() {
            return Ok(());
        }
        let text = format!("{:#}\n", self.document().await?);
        let beside = path.with_extension("new");
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        Ok(())
    }
}

/// The routers of one tenant, by name.
fn of_tenant<'a>(document: &'a Value, slug: &Slug) -> BTreeMap<&'a str, &'a Value> {
    let (first, others) = (format!("t-{slug}"), format!("t-{slug}--own-"));
    let routers = document["http"]["routers"].as_object().into_iter().flatten();
    let own = routers.filter(|(name, _)| **name == first || name.starts_with(&others));
    own.map(|(name, router)| (name.as_str(), router)).collect()
}

fn router(host: &str, traefik: &crate::config::Traefik, resolver: Option<&str>) -> Value {
    let tls = resolver.map_or_else(|| json!({}), |resolver| json!({ "certResolver": resolver }));
    json!({
        "rule": format!("Host(`{host}`)"),
        "entryPoints": [traefik.entry_point],
        "service": "dezky",
        "middlewares": ["dezky-headers"],
        "tls": tls,
    })
}

/// The host of an address, where it is one that may stand in a rule.
fn host_of(url: &str) -> Option<String> {
    let uri: http::Uri = url.parse().ok()?;
    let host = uri.host()?.to_ascii_lowercase();
    let plain = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    plain.then_some(host)
}
