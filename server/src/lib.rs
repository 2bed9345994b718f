//! The one program: web, sign-in, services, workers and command line.

pub mod alert;
pub mod auth;
pub mod cli;
pub mod config;
pub mod http;
pub mod lifecycle;
pub mod picture;
pub mod provision;
pub mod service;
pub mod state;
pub mod telemetry;
pub mod worker;

/// A page and a batch of records are thousands of small pieces: of taking in a log, libc's allocator was a third.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
