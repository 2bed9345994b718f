//! The one place that asks the machine for the time and for randomness: a double has no state worth replaying, and the
//! code under test brings its own clock.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The machine's time.
#[expect(clippy::disallowed_methods, reason = "a double runs in real time; nothing under test reads this clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// `bytes` random bytes in hexadecimal: codes, session ids.
pub fn random_hex<const BYTES: usize>() -> String {
    hex::encode(rand::random::<[u8; BYTES]>())
}

/// A random UUID (version 4), as Authentik uses for `jti`.
pub fn random_uuid() -> Uuid {
    uuid::Builder::from_random_bytes(rand::random()).into_uuid()
}
