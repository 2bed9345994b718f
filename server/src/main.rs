//! The binary `dezky`.

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    dezky_server::cli::Cli::parse().run().await
}
