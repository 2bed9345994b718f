//! A double of the engines around Dezky, for developers and tests, on loopback only: sign-in in the shape of Authentik's,
//! the APIs by which Authentik, Stalwart and OCIS are provisioned, an audit log in the shape of OCIS', and where it is asked
//! for Zulip's sidecar. All share one directory of made-up people. Never part of `dezky` itself.

mod authentik;
mod backchannel;
mod client;
mod clock;
mod control;
pub mod directory;
pub mod engine;
mod error;
pub mod journal;
mod keys;
pub mod misbehave;
mod ocis;
pub mod ocis_log;
mod oidc;
mod page;
mod provider;
mod sessions;
mod stalwart;
mod start;
mod wire;
pub mod zulip;

pub use authentik::events::Webhook;
pub use directory::Directory;
pub use error::Error;
pub use misbehave::Misbehaviour;
pub use provider::Provider;
pub use start::{Options, Sandbox, router};
