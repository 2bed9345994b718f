//! What other systems' records say. A parser is a pure function of one record's bytes; it never panics, and secrets are
//! taken out before anything else is read.

pub mod authentik;
mod clean;
mod json;
pub mod ocis;
mod redact;
pub mod stalwart;

pub use redact::redact_bytes;
