//! One binary for all of this crate's integration tests. Each is a story: a world of its own, people with browsers
//! before the real router, and what they are answered. Nothing waits for the clock.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking; this covers what tests share")]

mod support;

mod access_requests;
mod alerts;
mod announcements;
mod apps;
mod batches;
mod brand;
mod doctor;
mod domains;
mod everybody;
mod find;
mod groups;
mod guards;
mod imports;
mod ingest;
mod launcher;
mod live;
mod logout;
mod machines;
mod me;
mod me_own;
mod nav;
mod overview;
mod partner_entry;
mod partner_rights;
mod partner_told;
mod partners;
mod people;
mod policy;
mod provision;
mod refusals;
mod retention;
mod settings;
mod sign_in;
mod sources;
mod tenants;
mod timeline;
mod views;
