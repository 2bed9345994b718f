//! The store, on SQLite and on PostgreSQL: the same story for both.
//!
//! PostgreSQL is a throw-away cluster from the machine's own binaries, or the server that `DEZKY_TEST_POSTGRES` names.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking; this covers what tests share")]

#[macro_use]
mod support;

mod access_requests;
mod alerts;
mod announcements;
mod audit;
mod batches;
mod everybody;
mod grants;
mod groups;
mod hosts;
mod jobs;
mod leases;
mod mail_domains;
mod me;
mod members;
mod migrations;
mod objects;
mod partners;
mod people;
mod plans;
mod recents;
mod resources;
mod retention;
mod scopes;
mod session_store;
mod sessions;
mod settings;
mod sources;
mod stories;
mod tenant_plans;
mod tenants;
mod text;
mod tiles;
mod timeline;
mod views;
