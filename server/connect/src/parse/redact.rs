//! Taking out secrets: the tokens of public links, passwords, invitations. Whoever has one has the file.

use std::sync::LazyLock;

use regex::{Regex, bytes};

use super::json::Json;

pub(super) const GONE: &str = "***";
/// Shorter ones are too likely to be part of something else: they are only taken out of their own field.
const TELLING: usize = 4;

static SECRET_KEY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?i)token|secret|password|invitelink").expect("a fixed pattern"));
static IN_TEXT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(\btoken\s+')[^']+|(\bpassword\w*=)[^\s,;]+").expect("a fixed pattern"));

/// Takes the secrets out of a record, wherever they are repeated.
pub(super) fn redact(record: &mut Json) {
    redact_but(record, |_| false);
}

/// The same, and `spared` says which objects are none though their key sounds like it: what names a secret is not one.
pub(super) fn redact_but(record: &mut Json, spared: fn(&Json) -> bool) {
    let mut secrets = Vec::new();
    blank(record, false, spared, &mut secrets);
    secrets.retain(|secret| secret.len() >= TELLING);
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.dedup();
    repeat(record, &secrets);
}

fn blank(value: &mut Json, secret: bool, spared: fn(&Json) -> bool, secrets: &mut Vec<String>) {
    let secret = secret && !spared(value);
    match value {
        Json::Text(text) if secret && !text.is_empty() && text != GONE => {
            secrets.push(std::mem::replace(text, GONE.to_owned()));
        }
        Json::List(items) => items.iter_mut().for_each(|item| blank(item, secret, spared, secrets)),
        Json::Object(entries) => {
            // `{"Name": "password", "Value": …}`: the name says what the value is.
            let named = entries.iter().any(|(key, value)| {
                key.eq_ignore_ascii_case("name") && value.text().is_some_and(|name| SECRET_KEY.is_match(name))
            });
            for (key, value) in entries {
                let valued = named && ["value", "oldvalue"].contains(&key.to_ascii_lowercase().as_str());
                blank(value, secret || valued || SECRET_KEY.is_match(key), spared, secrets);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
    }
}

fn repeat(value: &mut Json, secrets: &[String]) {
    match value {
        Json::Text(text) => {
            for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
                if text.contains(secret.as_str()) {
                    *text = text.replace(secret.as_str(), GONE);
                }
            }
            if let std::borrow::Cow::Owned(clean) = IN_TEXT.replace_all(text, "${1}${2}***") {
                *text = clean;
            }
        }
        Json::List(items) => items.iter_mut().for_each(|item| repeat(item, secrets)),
        Json::Object(entries) => entries.iter_mut().for_each(|(_, value)| repeat(value, secrets)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// A key, perhaps of JSON within a string, and the value behind it; either may be cut off.
static FIELDS: LazyLock<[bytes::Regex; 4]> = LazyLock::new(|| {
    const WORD: &str = r#"[^"\\]{0,64}(?:token|secret|password|invitelink)[^"\\]{0,64}"#;
    let pattern = |text: &str| bytes::Regex::new(&format!("(?is-u){text}")).expect("a fixed pattern");
    [
        pattern(&format!(r#"("{WORD}"\s*:\s*")((?:[^"\\]|\\.)*)"#)),
        pattern(&format!(r#"(\\+"{WORD}\\+"\s*:\s*\\+")([^"\\]*)"#)),
        pattern(&format!(
            r#"("name"\s*:\s*"{WORD}"\s*,\s*"value"\s*:\s*")((?:[^"\\]|\\.)*)(?:("\s*,\s*"oldvalue"\s*:\s*")((?:[^"\\]|\\.)*))?"#
        )),
        // The record begins in the middle of a key.
        pattern(r#"^([a-z_]{0,24}"\s*:\s*")((?:[^"\\]|\\.)*)"#),
    ]
});
static IN_BYTES: LazyLock<bytes::Regex> =
    LazyLock::new(|| bytes::Regex::new(r"(?i-u)(\btoken\s+')[^']+|(\bpassword\w*=)[^\s,;]+").expect("a fixed pattern"));
/// What is a secret wherever it stands: keys of Stalwart's, tokens of OpenID Connect, and what links to sign in or to
/// recover carry (facts/stalwart.md §5.4, facts/authentik.md §2.3).
static KNOWN_BY_ITSELF: LazyLock<bytes::Regex> = LazyLock::new(|| {
    bytes::Regex::new(
        r#"(?-u)(API_)[A-Za-z0-9+/=_-]{8,}|(?i:(bearer\s+))[A-Za-z0-9._~+/=-]{8,}|()eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9._-]+|((?i:\b(?:code|state|nonce|flow_token|itoken|id_token|access_token|refresh_token|client_secret|code_verifier|logout_token)=))[^&\s"'\\<>]{4,}"#,
    )
    .expect("a fixed pattern")
});

/// Takes the secrets out of bytes that couldn't be read as a record: torn, mixed up, cut short.
#[must_use]
pub fn redact_bytes(record: &[u8]) -> Vec<u8> {
    let mut clean = record.to_vec();
    let mut secrets: Vec<Vec<u8>> = Vec::new();
    for field in FIELDS.iter() {
        clean = field
            .replace_all(&clean, |found: &bytes::Captures<'_>| {
                let part = |at: usize| found.get(at).map_or(&b""[..], |part| part.as_bytes());
                let mut kept = Vec::new();
                for (before, value) in [(part(1), part(2)), (part(3), part(4))] {
                    kept.extend_from_slice(before);
                    if !value.is_empty() {
                        kept.extend_from_slice(GONE.as_bytes());
                        secrets.push(value.to_vec());
                    }
                }
                kept
            })
            .into_owned();
    }
    secrets.retain(|secret| secret.len() >= TELLING);
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.dedup();
    for secret in &secrets {
        clean = replace(&clean, secret);
    }
    let clean = IN_BYTES.replace_all(&clean, &b"${1}${2}***"[..]);
    KNOWN_BY_ITSELF.replace_all(&clean, &b"${1}${2}${3}${4}***"[..]).into_owned()
}

fn replace(bytes: &[u8], secret: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, secret) {
        clean.extend_from_slice(&rest[..at]);
        clean.extend_from_slice(GONE.as_bytes());
        rest = &rest[at + secret.len()..];
    }
    clean.extend_from_slice(rest);
    clean
}
