//! The command `dezky-sandbox`: serve, write an audit log alone, or say who and what the sandbox knows.

mod cli;
mod list;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use dezky_sandbox::{Directory, Error, Options, Sandbox, ocis_log};
use tokio::signal::unix::{SignalKind, signal};

use cli::{Cli, Command, Log, Serve};

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            // Nothing is left to be done where even standard error is closed.
            let _ = writeln!(std::io::stderr(), "dezky-sandbox: {e}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), Error> {
    let directory = directory(&cli)?;
    match cli.command {
        Command::Serve(serve) => self::serve(serve, cli.origin, directory).await,
        Command::OcisLog(log) => write_log(log, directory).await,
        Command::People => say(&list::people(&directory, &cli.origin)?),
        Command::Roles => say(&list::roles(&directory)),
        Command::Ids { tenant } => say(&list::ids(&directory, tenant.as_deref())?),
    }
}

fn directory(cli: &Cli) -> Result<Directory, Error> {
    match &cli.directory {
        None => Directory::built_in(&cli.origin),
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(Error::io(format!("cannot read {}", file.display())))?;
            Directory::parse(&text, &cli.origin)
        }
    }
}

async fn serve(serve: Serve, origin: String, directory: Directory) -> Result<(), Error> {
    let plan = serve.plan();
    let story = directory.clone();
    let webhook = serve.webhook();
    let options = Options {
        port: serve.port,
        origin,
        directory: Some(directory),
        keep: serve.keep,
        webhook,
        stalwart_log: serve.stalwart_log,
        zulip: serve.zulip,
    };
    let sandbox = Sandbox::start(options).await?;
    say(&format!("ready {}\n", sandbox.base_url()))?;
    let written = async {
        if let Some(plan) = &plan {
            ocis_log::run(plan, &story).await?;
        }
        // A recording that has ended is no reason to stop.
        std::future::pending::<Result<(), Error>>().await
    };
    let outcome = tokio::select! {
        outcome = written => outcome,
        outcome = told_to_stop() => outcome,
    };
    sandbox.shutdown().await;
    outcome
}

async fn write_log(log: Log, directory: Directory) -> Result<(), Error> {
    let plan = log.plan();
    say(&format!("ready {}\n", plan.file.display()))?;
    tokio::select! {
        outcome = ocis_log::run(&plan, &directory) => outcome,
        outcome = told_to_stop() => outcome,
    }
}

/// Resolves at SIGTERM or SIGINT.
async fn told_to_stop() -> Result<(), Error> {
    let listen = |kind| signal(kind).map_err(Error::io("cannot listen for signals"));
    let (mut term, mut int) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    Ok(())
}

fn say(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Error::io("cannot write to standard output"))
}
