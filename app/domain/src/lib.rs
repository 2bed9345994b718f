//! The words and the rights of Dezky. Everything else speaks these types: server functions return them, islands take
//! them, the store saves them. Wasm-safe, except for the modules behind the feature `server`.

pub mod access;
pub mod alert;
pub mod announcement;
pub mod audit;
pub mod batch;
pub mod brand;
pub mod error;
pub mod everybody;
pub mod find;
pub mod group;
pub mod id;
pub mod language;
pub mod launch;
pub mod mail_domain;
pub mod me;
pub mod member;
pub mod overview;
pub mod page;
pub mod partner;
pub mod provision;
pub mod session;
pub mod settings;
pub mod source;
pub mod tenant;
pub mod timeline;
pub mod view;

#[cfg(feature = "server")]
pub mod ctx;
#[cfg(feature = "server")]
pub mod fold;
#[cfg(feature = "server")]
pub mod port;

pub use error::{AppError, Result};
