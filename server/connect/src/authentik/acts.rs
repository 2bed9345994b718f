//! What is done once and leaves nothing to be seen: ending somebody's sessions, taking their second factors away.

use dezky_domain::{
    id::PersonId,
    provision::{Standing, Trouble, TroubleKind},
};
use serde_json::{Value, json};

use super::{
    Authentik,
    api::{at, query},
    change::{self, Changes, facts},
    person::{self, Sighting},
    rows,
    words::shown,
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted, trouble};

pub(super) async fn observe_sessions(engine: &Authentik, person: PersonId, email: &str) -> Result<Seen, Trouble> {
    let user = match person::ours(engine, person, email).await? {
        Sighting::Ours(user) => user,
        Sighting::Nobody => return Ok(Seen::Missing { more: Value::Null }),
        Sighting::Other(whose) => return Ok(Seen::Taken { whose }),
    };
    let sessions = person::sessions(engine, &user).await?;
    let facts = facts([("sessions", sessions.len().to_string())]);
    Ok(Seen::There(Found { external: user.pk.to_string(), facts, more: json!(sessions) }))
}

pub(super) fn compare_sessions(wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
    let (Standing::Present, Seen::There(found)) = (wanted.standing, seen) else { return Ok(Comparison::default()) };
    let sessions: Vec<String> = change::of(found)?;
    let mut changes = Changes::default();
    changes.differs(&found.facts, "sessions", "0");
    Ok(changes.with(sessions.iter().map(|uuid| person::end_session(uuid)).collect()))
}

pub(super) async fn observe_factors(engine: &Authentik, person: PersonId, email: &str) -> Result<Seen, Trouble> {
    let user = match person::ours(engine, person, email).await? {
        Sighting::Ours(user) => user,
        Sighting::Nobody => return Ok(Seen::Missing { more: Value::Null }),
        Sighting::Other(whose) => return Ok(Seen::Taken { whose }),
    };
    let pk = user.pk.to_string();
    let devices: Vec<rows::Device> = engine.api.read(&query("/authenticators/admin/all/", &[("user", &pk)])).await?;
    if let Some(strange) = devices.iter().find(|device| kind(device).is_none()) {
        let detail = format!("a second factor of an unknown kind: {}", shown(&strange.kind));
        return Err(trouble(TroubleKind::Unexpected, None, &detail));
    }
    let facts = facts([("second factors", devices.len().to_string())]);
    Ok(Seen::There(Found { external: pk, facts, more: json!(devices) }))
}

pub(super) fn compare_factors(wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
    let (Standing::Present, Seen::There(found)) = (wanted.standing, seen) else { return Ok(Comparison::default()) };
    let devices: Vec<rows::Device> = change::of(found)?;
    let mut changes = Changes::default();
    changes.differs(&found.facts, "second factors", "0");
    let calls = devices.iter().filter_map(|device| {
        let path = format!("/authenticators/admin/{}/", kind(device)?);
        Some(Call::new("DELETE", at(&path, &device.pk, ""), Value::Null).destroying())
    });
    let calls = calls.collect();
    Ok(changes.with(calls))
}

/// The part of the path that stands for a device's type: `totp` for `authentik_stages_authenticator_totp.TOTPDevice`.
fn kind(device: &rows::Device) -> Option<&'static str> {
    const KINDS: [&str; 7] = ["duo", "email", "endpoint", "sms", "static", "totp", "webauthn"];
    let model = device.kind.rsplit('.').next()?.to_ascii_lowercase();
    KINDS.into_iter().find(|kind| model.strip_suffix("device") == Some(kind))
}
