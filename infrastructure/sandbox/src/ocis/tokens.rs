//! `/auth-app/tokens`: passwords for a service (facts/ocis.md §5, "Auth for the control plane").
//!
//! As recorded: JSON that calls itself plain text, and a deletion that answers 500.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use super::caller::Call;
use super::state::{AppToken, Secret};
use crate::clock;

/// `POST …?expiry=72h`, for somebody else too with `userName` or `userID`.
pub async fn create(call: Call) -> Response {
    let Some(lives) = call.query.get("expiry").and_then(|text| duration(text)) else {
        return (StatusCode::BAD_REQUEST, "error parsing expiry. Use e.g. 30m or 72h\n").into_response();
    };
    let other = call.query.get("userName").or_else(|| call.query.get("userID"));
    if other.is_some() && !call.is_admin() {
        return (StatusCode::FORBIDDEN, "user does not have permission to impersonate\n").into_response();
    }
    let mut state = call.state();
    let (user, label) = match other {
        None => (call.caller, "Generated via API"),
        Some(name) => match state.find_user(name) {
            Some(index) => (state.users[index].id, "Generated via Impersonation API"),
            None => return (StatusCode::NOT_FOUND, "user not found\n").into_response(),
        },
    };
    let now = clock::now();
    let token = AppToken {
        user,
        token: Secret(clock::random_hex::<8>()),
        created: now,
        expires: Some(now + lives),
        label: label.to_owned(),
    };
    let shown = view(&token);
    state.tokens.push(token);
    plain(&shown)
}

/// `GET`: the caller's own.
pub async fn list(call: Call) -> Response {
    let state = call.state();
    plain(&state.tokens.iter().filter(|token| token.user == call.caller).map(view).collect())
}

/// `DELETE …?token=…`.
pub async fn delete(_: Call) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}

fn view(token: &AppToken) -> Value {
    let expires = token.expires.unwrap_or(DateTime::<Utc>::MAX_UTC);
    json!({
        "token": token.token,
        "expiration_date": expires.to_rfc3339_opts(SecondsFormat::Nanos, true),
        "created_date": token.created.to_rfc3339_opts(SecondsFormat::Secs, true),
        "label": token.label,
    })
}

fn plain(body: &Value) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], body.to_string()).into_response()
}

/// Go's durations, as far as hours, minutes and seconds go: `72h`, `1h30m`.
fn duration(text: &str) -> Option<TimeDelta> {
    let mut total = TimeDelta::zero();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let count = rest[..end].parse().ok()?;
        total += match rest.as_bytes()[end] {
            b'h' => TimeDelta::try_hours(count)?,
            b'm' => TimeDelta::try_minutes(count)?,
            b's' => TimeDelta::try_seconds(count)?,
            _ => return None,
        };
        rest = &rest[end + 1..];
    }
    (total > TimeDelta::zero()).then_some(total)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::duration;

    #[test]
    fn an_expiry_is_read_as_go_reads_it() {
        assert_eq!(duration("72h"), Some(TimeDelta::hours(72)));
        assert_eq!(duration("1h30m"), Some(TimeDelta::minutes(90)));
        for bad in ["", "72", "h", "3d", "0s", "999999999999999999h"] {
            assert_eq!(duration(bad), None, "{bad}");
        }
    }
}
