//! A double of the engines around Dezky, for developers and tests, on loopback only: sign-in in the shape of Authentik's,
//! and an audit log in the shape of OCIS'. Both share one directory of made-up people. Never part of `dezky` itself.

mod backchannel;
mod clock;
mod control;
pub mod directory;
mod error;
pub mod journal;
mod keys;
pub mod misbehave;
pub mod ocis_log;
mod oidc;
mod page;
mod provider;
mod sessions;
mod start;

pub use directory::Directory;
pub use error::Error;
pub use misbehave::Misbehaviour;
pub use provider::Provider;
pub use start::{Options, Sandbox, router};
