//! Query strings: taking parameters out, putting them in, and sending a browser elsewhere with them.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use openidconnect::url::form_urlencoded::{Serializer, parse};

/// `raw` without the parameters in `drop`, and with those in `add` at its end.
pub fn with(raw: &str, drop: &[&str], add: &[(&str, &str)]) -> String {
    let kept = parse(raw.as_bytes()).filter(|(name, _)| !drop.contains(&name.as_ref()));
    Serializer::new(String::new()).extend_pairs(kept).extend_pairs(add).finish()
}

/// The value of one parameter.
pub fn value(raw: &str, name: &str) -> Option<String> {
    parse(raw.as_bytes()).find(|(n, _)| n == name).map(|(_, value)| value.into_owned())
}

/// 302 to `to`, with `add` in its query.
pub fn redirect(to: &str, add: &[(&str, &str)]) -> Response {
    let mut location = to.to_owned();
    if !add.is_empty() {
        location.push(if to.contains('?') { '&' } else { '?' });
        location.push_str(&Serializer::new(String::new()).extend_pairs(add).finish());
    }
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}
