//! One binary for all of this crate's integration tests. Each is a story: a world of its own, people with browsers
//! before the real router, and what they are answered. Nothing waits for the clock.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking; this covers what tests share")]

mod support;

mod alerts;
mod announcements;
mod apps;
mod find;
mod guards;
mod ingest;
mod launcher;
mod live;
mod logout;
mod me;
mod nav;
mod people;
mod policy;
mod provision;
mod refusals;
mod sign_in;
mod sources;
mod tenants;
mod timeline;
