//! `dezky tenant host`: a customer's own host names. One is routed only when a TXT record proves that it is theirs.

use clap::{Args, Subcommand};
use dezky_domain::tenant::Slug;

use super::{Desk, Failure, say, table};
use crate::service::{self, hosts::Proof};

#[derive(Debug, Args)]
pub struct Hosts {
    slug: String,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    List,
    /// Notes a host, and says which record proves it
    Add {
        host: String,
    },
    /// Looks for the record; once it is there the host is routed
    Verify {
        host: String,
    },
    Remove {
        host: String,
    },
}

impl Hosts {
    pub(super) async fn run(self, desk: &Desk) -> Result<(), Failure> {
        let (hosts, ctx, slug) = (service::hosts::Hosts(&desk.state), &desk.ctx, Slug::parse(&self.slug)?);
        match self.what {
            What::List => {
                let head = ["HOST", "STATE", "RECORD"].map(str::to_owned).to_vec();
                let rows = hosts.list(ctx, &slug).await?.into_iter().map(|row| {
                    let state = if row.verified.is_some() { "routed" } else { "not proven" };
                    let record = record(&Proof::of(&row));
                    vec![row.host, state.to_owned(), record]
                });
                table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
            }
            What::Add { host } => {
                let proof = hosts.add(ctx, &slug, &host).await?;
                say(&format!(
                    "Set this record, then run `dezky tenant host {slug} verify {host}`:\n  {}",
                    record(&proof)
                ));
            }
            What::Verify { host } => hosts.verify(ctx, &slug, &host).await?,
            What::Remove { host } => hosts.remove(ctx, &slug, &host).await?,
        }
        Ok(())
    }
}

/// As a zone file has it.
fn record(Proof { name, text }: &Proof) -> String {
    format!("{name}. TXT \"{text}\"")
}
