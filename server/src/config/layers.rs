//! What is set where: `default.toml`, then `dezky.toml`, then the environment; the later one wins.

use std::collections::{BTreeMap, HashMap};

use config::{Config as Layers, Environment, File, FileFormat, Value, ValueKind};

use super::{ConfigError, DEFAULT, Outside};

pub(super) fn layers(outside: &Outside) -> Result<Layers, ConfigError> {
    let mut builder = Layers::builder().add_source(File::from_str(DEFAULT, FileFormat::Toml));
    if let Some((path, content)) = &outside.file {
        let layer = Layers::builder().add_source(File::from_str(content, FileFormat::Toml)).build();
        let layer =
            layer.map_err(|error| ConfigError::Value { key: path.display().to_string(), why: error.to_string() })?;
        known(&layer.cache, &path.display().to_string())?;
        builder = builder.add_source(layer);
    }
    let environment = environment(&outside.environment)?;
    known(&environment.cache, "environment")?;
    Ok(builder.add_source(environment).build()?)
}

/// The variables DEZKY__SECTION__KEY, with …_FILE read from the file that it names.
pub(super) fn environment(all: &BTreeMap<String, String>) -> Result<Layers, ConfigError> {
    let mut ours = HashMap::new();
    for (name, value) in all.iter().filter(|(name, _)| name.starts_with("DEZKY__")) {
        match name.strip_suffix("_FILE") {
            Some(plain) => {
                let content = std::fs::read_to_string(value);
                let content = content
                    .map_err(|error| ConfigError::Value { key: name.clone(), why: format!("{value}: {error}") })?;
                ours.insert(plain.to_owned(), content.trim_end_matches(['\r', '\n']).to_owned());
            }
            None => {
                ours.insert(name.clone(), value.clone());
            }
        }
    }
    // Parsing would make a number of a secret that looks like one.
    let secret = |name: &str| {
        name.ends_with("_SECRET")
            || name.ends_with("_TOKEN")
            || matches!(name, "DEZKY__DATABASE__URL" | "DEZKY__MAIL__URL" | "DEZKY__ALERTS__WEBHOOK__URL")
    };
    let (secrets, ours): (HashMap<_, _>, HashMap<_, _>) = ours.into_iter().partition(|(name, _)| secret(name));
    let plain = Environment::with_prefix("DEZKY").prefix_separator("__").separator("__").source(Some(secrets));
    let source = Environment::with_prefix("DEZKY")
        .prefix_separator("__")
        .separator("__")
        .try_parsing(true)
        .list_separator(",")
        .with_list_parse_key("web.trusted_proxies")
        .with_list_parse_key("oidc.scopes")
        .with_list_parse_key("alerts.mail")
        .source(Some(ours));
    Ok(Layers::builder().add_source(source).add_source(plain).build()?)
}

/// Refuses a key that `default.toml` doesn't have; below `oidc.tenants` and `launcher.links` the names are the tenants'.
fn known(layer: &Value, origin: &str) -> Result<(), ConfigError> {
    let defaults = Layers::builder().add_source(File::from_str(DEFAULT, FileFormat::Toml)).build()?;
    let known = leaves(&defaults.cache, "");
    for (key, value) in leaves(layer, "") {
        // An empty file, no variable at all, or a section whose keys are all commented out.
        if matches!(&value.kind, ValueKind::Table(table) if table.is_empty()) {
            continue;
        }
        let free = key.starts_with("launcher.")
            || key.strip_prefix("oidc.tenants.").is_some_and(|rest| {
                matches!(rest.split_once('.'), Some((_, "issuer" | "client_id" | "client_secret")))
            });
        if !free && !known.iter().any(|(name, _)| *name == key) {
            return Err(ConfigError::Unknown { key, origin: origin.to_owned() });
        }
    }
    Ok(())
}

/// Every value with its dotted key; a list is one value.
pub(super) fn leaves(value: &Value, path: &str) -> Vec<(String, Value)> {
    match &value.kind {
        ValueKind::Table(table) if !table.is_empty() => table
            .iter()
            .flat_map(|(key, value)| {
                leaves(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") })
            })
            .collect(),
        _ => vec![(path.to_owned(), value.clone())],
    }
}
