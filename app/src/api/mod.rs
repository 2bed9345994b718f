//! Server functions: what a form of a page can ask for. Each is a few lines: it calls a service, which decides whether
//! the caller may, and answers with a redirect. All of them are `POST`; the guards check where a request came from.

pub mod alerts;
pub mod announcements;
pub mod apps;
pub mod doors;
pub mod launcher;
pub mod members;
pub mod preferences;
pub mod provisioning;
pub mod sessions;
pub mod sources;
pub mod tenants;

#[cfg(feature = "ssr")]
pub(crate) mod answer;
