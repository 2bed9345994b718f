//! Every setting with its variable, its value, where that came from, and its default: what `dezky config` prints.

use config::{Config as Layers, File, FileFormat, Value};

use super::{
    ConfigError, DEFAULT, Outside,
    layers::{environment, layers, leaves},
};

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Setting {
    pub key: String,
    pub variable: String,
    /// Masked where it is a secret.
    pub value: String,
    /// `default`, the file's name, or `environment`.
    pub origin: String,
    pub default: String,
}

/// # Errors
/// As [`super::Config::load`], but values aren't checked: the listing helps to find out what is wrong with them.
pub fn settings(outside: &Outside) -> Result<Vec<Setting>, ConfigError> {
    let default = leaves(&Layers::builder().add_source(File::from_str(DEFAULT, FileFormat::Toml)).build()?.cache, "");
    let file = match &outside.file {
        Some((_, content)) => {
            leaves(&Layers::builder().add_source(File::from_str(content, FileFormat::Toml)).build()?.cache, "")
        }
        None => Vec::new(),
    };
    let variables = leaves(&environment(&outside.environment)?.cache, "");
    let has = |layer: &[(String, Value)], key: &str| layer.iter().any(|(name, _)| name == key);
    let mut settings: Vec<Setting> = leaves(&layers(outside)?.cache, "")
        .into_iter()
        .map(|(key, value)| Setting {
            variable: format!("DEZKY__{}", key.to_uppercase().replace('.', "__")),
            value: shown(&key, &value),
            origin: if has(&variables, &key) {
                "environment".to_owned()
            } else if has(&file, &key) {
                outside.file.as_ref().map_or_else(String::new, |(path, _)| path.display().to_string())
            } else {
                "default".to_owned()
            },
            default: default.iter().find(|(name, _)| *name == key).map(|(_, value)| plain(value)).unwrap_or_default(),
            key,
        })
        .collect();
    settings.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(settings)
}

fn shown(key: &str, value: &Value) -> String {
    let value = plain(value);
    let secret = key.ends_with("secret") || key.ends_with("token");
    match value.split_once("://") {
        _ if secret && !value.is_empty() => "••••••".to_owned(),
        // A webhook's path may be its secret.
        Some((scheme, rest)) if key == "alerts.webhook.url" => match rest.split_once('/') {
            Some((host, path)) if !path.is_empty() => format!("{scheme}://{host}/••••••"),
            _ => value,
        },
        // postgres://user:password@host
        Some((scheme, rest)) if matches!(key, "database.url" | "mail.url") && rest.contains('@') => {
            let (credentials, host) = rest.rsplit_once('@').unwrap_or(("", rest));
            let user = credentials.split_once(':').map_or(credentials, |(user, _)| user);
            format!("{scheme}://{user}:••••••@{host}")
        }
        _ => value,
    }
}

fn plain(value: &Value) -> String {
    match &value.kind {
        config::ValueKind::Table(table) if table.is_empty() => "{}".to_owned(),
        config::ValueKind::Array(list) => format!("[{}]", list.iter().map(plain).collect::<Vec<_>>().join(", ")),
        _ => value.to_string(),
    }
}
