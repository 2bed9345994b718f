//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use dezky_sandbox::Webhook;
use dezky_sandbox::ocis_log::{Pace, Plan};

/// A development double of the engines around Dezky, on this machine only.
#[derive(Debug, Parser)]
#[command(name = "dezky-sandbox", version)]
pub struct Cli {
    /// A directory of people and applications in place of the built-in one (see directory.toml).
    #[arg(long, global = true, value_name = "FILE")]
    pub directory: Option<PathBuf>,
    /// Where Dezky is; the addresses of tenants put their label before its host.
    #[arg(long, global = true, default_value = "http://localhost:3000")]
    pub origin: String,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve sign-in and the engines, and write an audit log beside it.
    Serve(Serve),
    /// Write an audit log as OCIS does, and nothing else.
    OcisLog(Log),
    /// The sample people: role, e-mail, password, where to open.
    People,
    /// Prints the roles to grant: tenant, role, subject, e-mail, name, between tabs.
    Roles,
    /// The ids that a seed links, one a line: kind, id, name.
    Ids {
        /// Only of this tenant.
        #[arg(long, value_name = "SLUG")]
        tenant: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct Serve {
    /// 0 for any free one.
    #[arg(long, default_value_t = 9800)]
    pub port: u16,
    #[arg(long, value_name = "FILE", default_value = "data/ocis/audit.log")]
    pub ocis_log: PathBuf,
    /// Keep what the engines hold in this file, over a restart.
    #[arg(long, value_name = "FILE")]
    pub keep: Option<PathBuf>,
    /// Send Authentik's events here, as its webhook does.
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,
    /// What the webhook sends along, so that it is believed.
    #[arg(long, value_name = "SECRET", default_value = "sandbox-only-webhook")]
    pub webhook_secret: String,
    /// Write Stalwart's text logs into this directory.
    #[arg(long, value_name = "DIR")]
    pub stalwart_log: Option<PathBuf>,
    /// Make realms on this unix socket, as Zulip's sidecar does.
    #[arg(long, value_name = "SOCKET")]
    pub zulip: Option<PathBuf>,
    /// Serve no audit log.
    #[arg(long)]
    pub no_ocis_log: bool,
    #[command(flatten)]
    pub story: Story,
}

#[derive(Debug, Args)]
pub struct Log {
    #[arg(long, value_name = "FILE", default_value = "data/ocis/audit.log")]
    pub file: PathBuf,
    #[command(flatten)]
    pub story: Story,
}

#[derive(Debug, Args)]
pub struct Story {
    /// Acts a second, on average; 0 for a beginning and nothing more.
    #[arg(long, default_value_t = 0.4)]
    rate: f64,
    /// The same story each time.
    #[arg(long)]
    seed: Option<u64>,
    /// Write the lines of this file as they stand, in place of a story.
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,
    /// Rename the file to FILE.1 after so many lines.
    #[arg(long, value_name = "LINES")]
    rotate_every: Option<u64>,
}

impl Serve {
    pub fn webhook(&self) -> Option<Webhook> {
        self.webhook.clone().map(|url| Webhook { url, secret: self.webhook_secret.clone() })
    }

    pub fn plan(&self) -> Option<Plan> {
        (!self.no_ocis_log).then(|| self.story.plan(self.ocis_log.clone()))
    }
}

impl Log {
    pub fn plan(&self) -> Plan {
        self.story.plan(self.file.clone())
    }
}

impl Story {
    fn plan(&self, file: PathBuf) -> Plan {
        let Self { rate, seed, replay, rotate_every } = self;
        Plan { file, pace: Pace(*rate), seed: *seed, replay: replay.clone(), rotate_every: *rotate_every }
    }
}
