//! One binary for all of this crate's integration tests.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that can't go on says so by panicking, and tells how it came there"
)]

mod authentik;
mod authentik_events;
mod authentik_hostile;
mod authentik_walk;
mod http;
mod kit;
mod ocis;
mod ocis_engine;
mod ocis_hostile;
mod replay;
mod stalwart;
mod stalwart_events;
mod tail_copies;
mod tail_family;
mod tail_faults;
mod tail_model;
mod tail_restart;
mod tail_story;
mod zulip;
