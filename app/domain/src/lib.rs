//! The words and the rights of Dezky. Everything else speaks these types: server functions return them, islands take
//! them, the store saves them. Wasm-safe, except for the modules behind the feature `server`.

pub mod access;
pub mod alert;
pub mod audit;
pub mod brand;
pub mod error;
pub mod id;
pub mod language;
pub mod launch;
pub mod member;
pub mod page;
pub mod provision;
pub mod session;
pub mod source;
pub mod tenant;
pub mod timeline;

#[cfg(feature = "server")]
pub mod ctx;
#[cfg(feature = "server")]
pub mod port;

pub use error::{AppError, Result};
