//! One noun a file: how it is read, and how it is written inside a `Work`.

pub(crate) mod alerts;
pub(crate) mod alerts_work;
pub(crate) mod announcements;
pub(crate) mod audit;
pub(crate) mod deliveries;
pub(crate) mod hosts;
pub(crate) mod jobs;
pub(crate) mod jobs_list;
pub(crate) mod logout_tokens;
pub(crate) mod members;
pub(crate) mod objects;
pub(crate) mod oidc_clients;
pub(crate) mod people;
pub(crate) mod plans;
pub(crate) mod recents;
pub(crate) mod resources;
pub(crate) mod resources_work;
pub(crate) mod sessions;
pub(crate) mod sources;
pub(crate) mod stories;
pub(crate) mod tenants;
pub(crate) mod tiles;
pub(crate) mod tiles_work;
pub(crate) mod timeline;

mod addresses;
mod attribution;
mod counts;
mod ledger;
mod people_list;
mod quarantine;
mod readers;
mod resources_desire;
mod timeline_sql;
