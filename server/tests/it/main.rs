//! One binary for all of this crate's integration tests. Each is a story: a world of its own, people with browsers
//! before the real router, and what they are answered. Nothing waits for the clock.

mod support;

mod guards;
mod ingest;
mod launcher;
mod live;
mod logout;
mod me;
mod people;
mod policy;
mod refusals;
mod sign_in;
mod tenants;
mod timeline;
