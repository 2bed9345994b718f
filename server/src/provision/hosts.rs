//! The routes to tenants' hosts, as Traefik's HTTP provider reads them (facts/integration.md §G.3): the same answer for
//! the same tenants, byte for byte, never empty, and no name in a rule that could break out of it. The last good one is
//! kept in a file for a Traefik that starts while Dezky is away.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
    sync::Arc,
};

use dezky_domain::{ctx::Scope, tenant::parse_domain};
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
                let name = format!("t-{slug}-own-{}", number + 1);
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

    /// The hosts of the kept file; none where none is kept.
    ///
    /// # Errors
    /// When a file that is there can't be read.
    pub fn kept(&self) -> std::io::Result<Option<BTreeSet<String>>> {
        let path = &self.config.traefik.path;
        if path.as_os_str().is_empty() {
            return Ok(None);
        }
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let document: Value = serde_json::from_str(&text).unwrap_or_default();
        let rules = document["http"]["routers"].as_object().into_iter().flat_map(|routers| routers.values());
        let host = |router: &Value| {
            let rule = router["rule"].as_str()?;
            Some(rule.strip_prefix("Host(`")?.strip_suffix("`)")?.to_owned())
        };
        Ok(Some(rules.filter_map(host).collect()))
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
