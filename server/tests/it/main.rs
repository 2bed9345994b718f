//! One binary for all of this crate's integration tests.
