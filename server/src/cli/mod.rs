//! The command line: one subcommand a task. What it changes is recorded as every other change is.

mod audit;
mod configuration;
pub mod doctor;
mod grant;
mod healthcheck;
mod host;
mod person;
mod secrets;
mod serve;
mod tenant;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::{Parser, Subcommand};
use dezky_domain::ctx::{Clock, Ctx, SystemClock};
use dezky_store::Store;

use crate::{
    config::{Config, Outside},
    state::State,
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The door and the desk of a sovereign workspace.
#[derive(Debug, Parser)]
#[command(name = "dezky", version, arg_required_else_help = true)]
pub struct Cli {
    /// The configuration file [default: dezky.toml, if it is there]
    #[arg(long, global = true, env = "DEZKY_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the pages and runs the workers
    Serve {
        /// Only the pages; `dezky work` runs elsewhere
        #[arg(long)]
        no_workers: bool,
    },
    /// Runs the workers only
    Work,
    /// Brings the database to this version's shape
    Migrate,
    /// Checks configuration, database, identity providers and sources, and advises
    Doctor {
        /// Mends what Dezky can mend by itself: the database's shape, its own objects in the engines, Stalwart's webhook
        #[arg(long)]
        fix: bool,
    },
    /// Asks the Dezky that runs here whether it is alive: for containers, which have no curl
    Healthcheck {
        /// Whether it can serve, too: not for what restarts it, which mends no database
        #[arg(long)]
        ready: bool,
        /// The one that runs as `dezky work`, on metrics.listen
        #[arg(long)]
        work: bool,
    },
    /// Prints every setting with its variable, its value and where that came from
    Config {
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Gives a person a role, in a tenant or on the platform
    Grant(grant::Grant),
    /// Creates, suspends, closes, deletes and lists tenants
    Tenant(tenant::Tenants),
    /// Adds, suspends, removes and lists people of a tenant
    Person(person::People),
    /// Makes keys that seal secrets, and seals anew
    Secrets(secrets::Secrets),
    /// Reads the timeline
    Audit(audit::Audit),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Table,
    Json,
}

impl Cli {
    pub async fn run(self) -> ExitCode {
        match self.command(Arc::new(SystemClock)).await {
            Ok(code) => code,
            Err(error) => {
                say_wrong(&error);
                ExitCode::FAILURE
            }
        }
    }

    async fn command(self, clock: Arc<dyn Clock>) -> Result<ExitCode, Failure> {
        let outside = Outside::read(self.config)?;
        if let Command::Config { format } = self.command {
            return configuration::print(&outside, format);
        }
        if let Command::Secrets(secrets) = &self.command
            && secrets.prints_key()
        {
            let Command::Secrets(secrets) = self.command else { return Ok(ExitCode::FAILURE) };
            return Ok(secrets.print_key());
        }
        let config = Config::load(&outside)?;
        match self.command {
            Command::Serve { no_workers } => serve::serve(config, clock, !no_workers).await,
            Command::Work => serve::work(config, clock).await,
            Command::Healthcheck { ready, work } => healthcheck::run(config, ready, work).await,
            Command::Doctor { fix } => doctor::run(config, clock, fix).await,
            Command::Migrate => {
                let store = Store::connect(config.database_url(), clock).await?;
                let pending = store.pending().await?;
                store.migrate().await?;
                say(&format!("{}: {pending} migrations applied, none pending.", store.kind()));
                Ok(ExitCode::SUCCESS)
            }
            Command::Grant(grant) => grant.run(&Desk::open(config, clock).await?).await,
            Command::Tenant(tenants) => tenants.run(&Desk::open(config, clock).await?).await,
            Command::Person(people) => people.run(&Desk::open(config, clock).await?).await,
            Command::Secrets(secrets) => secrets.run(&Desk::open(config, clock).await?).await,
            Command::Audit(audit) => audit.run(&Desk::open(config, clock).await?).await,
            Command::Config { .. } => Ok(ExitCode::SUCCESS),
        }
    }
}

/// What a command needs to act: the services, and a context that says that the command line acts.
struct Desk {
    state: State,
    ctx: Ctx,
}

impl Desk {
    async fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Self, Failure> {
        let store = Store::connect(config.database_url(), Arc::clone(&clock)).await?;
        if store.pending().await? > 0 {
            return Err("The database isn't at this version's shape yet: run `dezky migrate` first.".into());
        }
        Ok(Self { ctx: Ctx::service("command line", Arc::clone(&clock)), state: State::new(config, store, clock)? })
    }
}

/// Prints a line for whoever called.
#[expect(clippy::print_stdout, reason = "this is the command line's answer")]
fn say(line: &str) {
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "this is the command line's answer")]
fn say_wrong(error: &Failure) {
    eprintln!("dezky: {error}");
}

/// Columns as wide as their widest cell.
fn table(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        say(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

/// Text from outside, for a terminal: without control characters, which could move the cursor or rename the window.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
