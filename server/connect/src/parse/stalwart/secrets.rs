//! Taking out what is nobody's business: bodies and raw input, which hold passwords, and keys and tokens wherever
//! somebody put them, such as where a name was asked for.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

use crate::parse::{json::Json, redact::redact};

const GONE: &str = "***";

/// What is left of events of which nothing else is.
const KEPT: &[&str] = &["listenerId", "remoteIp", "localIp"];

/// API keys, JSON web tokens, credentials in a header or an address (facts/stalwart.md §3.1).
static IN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(\bAPI_)[A-Za-z0-9_\-]{8,}",
        r"|(\b)eyJ[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*){1,4}",
        r"|((?i:\b(?:bearer|basic))\s+)[A-Za-z0-9+/=._~\-]{8,}",
        r#"|([?&](?i:[a-z_]*token|code|[a-z_]*secret|password|device_code)=)[^&\s"]+"#,
    ))
    .expect("a fixed pattern")
});

/// A key of a log line that names a secret. Where its value ends nobody can tell, so all that follows goes.
static KEY_IN_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b([a-z]*(?:token|secret|password)[a-z]*\s*[=:]\s*)\S.*").expect("a fixed pattern")
});

/// Whether an event repeats what a client sent, whole (facts/stalwart.md §5.1). None of these is asked for; an
/// administrator can.
fn repeats(kind: &str) -> bool {
    matches!(kind, "http.request-body" | "http.response-body" | "jmap.not-json" | "jmap.not-request")
        || [".raw-input", ".raw-output"].iter().any(|end| kind.ends_with(end))
        || matches!(kind, "milter.read" | "milter.write")
}

/// Of an event in JSON.
pub(super) fn clear(kind: &str, event: &mut Json) {
    redact(event);
    if repeats(kind)
        && let Json::Object(entries) = event
        && let Some((_, data)) = entries.iter_mut().find(|(key, _)| key == "data")
    {
        match data {
            Json::Object(entries) => {
                entries.iter_mut().filter(|(key, _)| !KEPT.contains(&key.as_str())).for_each(|(_, value)| blank(value));
            }
            other => blank(other),
        }
    }
    each(event);
}

fn blank(value: &mut Json) {
    if !matches!(value, Json::Null | Json::Bool(_) | Json::Number(_)) {
        *value = Json::Text(GONE.to_owned());
    }
}

/// Keys of objects too: whoever names a key names a text.
fn each(value: &mut Json) {
    match value {
        Json::Text(text) => in_text(text),
        Json::List(items) => items.iter_mut().for_each(each),
        Json::Object(entries) => entries.iter_mut().for_each(|(key, value)| {
            in_text(key);
            each(value);
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn in_text(text: &mut String) {
    if let Cow::Owned(clean) = IN_TEXT.replace_all(text, "${1}${2}${3}${4}***") {
        *text = clean;
    }
}

/// Of what follows the trusted beginning of a log line.
pub(super) fn clear_rest(kind: &str, rest: &str) -> String {
    if repeats(kind) && !rest.is_empty() {
        return GONE.to_owned();
    }
    let mut rest = KEY_IN_LINE.replace(rest, "${1}***").into_owned();
    in_text(&mut rest);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::json::read;

    fn cleared(kind: &str, data: &str) -> String {
        let mut event = read(format!(r#"{{"type":"{kind}","data":{data}}}"#).as_bytes()).unwrap();
        clear(kind, &mut event);
        serde_json::to_string(event.get("data").unwrap()).unwrap()
    }

    #[test]
    fn bodies_are_gone_whole() {
        let body = r#"{"contents":"{\"secret\":\"hunter2\"}","remoteIp":"127.0.0.1","size":7,"more":["hunter2"]}"#;
        for kind in ["http.request-body", "imap.raw-input", "smtp.raw-output", "jmap.not-request"] {
            assert_eq!(cleared(kind, body), r#"{"contents":"***","remoteIp":"127.0.0.1","size":7,"more":"***"}"#);
        }
        assert_eq!(cleared("http.request-body", r#""hunter2""#), r#""***""#);
        assert_eq!(clear_rest("http.request-body", r#"contents = "hunter2""#), "***");
    }

    #[test]
    fn keys_are_gone_wherever_somebody_put_them() {
        let said = cleared(
            "auth.failed",
            r#"{"accountName":"API_AAAAAgAAAAEBdnWqU2A","reason":"Bearer abcdefgh.ijkl","url":"/jmap/ws?access_token=s3cr3t&x=1","details":"got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtIn0.c2ln","clientSecret":"s3same"}"#,
        );
        for secret in ["AAAAAgAAAAEBdnWqU2A", "abcdefgh", "s3cr3t", "eyJ", "c2ln", "s3same"] {
            assert!(!said.contains(secret), "{secret} in {said}");
        }
        assert!(said.contains("API_***") && said.contains("&x=1"), "{said}");
        let rest = clear_rest("auth.failed", r#"accountName = "a", password = "p"w", remoteIp = 9.9.9.9"#);
        assert_eq!(rest, r#"accountName = "a", password = ***"#);
        assert_eq!(clear_rest("auth.success", "accountName = \"m\", id = 1"), "accountName = \"m\", id = 1");
    }
}
