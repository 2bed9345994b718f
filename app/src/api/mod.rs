//! Server functions: what a form of a page can ask for. Each is a few lines: it calls a service, which decides whether
//! the caller may, and answers with a redirect. All of them are `POST`; the guards check where a request came from.

pub mod alerts;
pub mod announcements;
pub mod apps;
pub mod batches;
pub mod brands;
pub mod domains;
pub mod doors;
pub mod grants;
pub mod groups;
pub mod launcher;
pub mod me;
pub mod members;
pub mod partner;
pub mod partners;
pub mod preferences;
pub mod provisioning;
pub mod requests;
pub mod sessions;
pub mod settings;
pub mod sources;
pub mod tenants;
pub mod views;

#[cfg(feature = "ssr")]
pub mod answer;
