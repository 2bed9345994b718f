//! One binary for all of this crate's integration tests.

mod http;
mod kit;
mod ocis;
mod ocis_hostile;
mod tail_model;
mod tail_restart;
mod tail_story;
