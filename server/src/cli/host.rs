//! `dezky tenant host`: a customer's own host names. One is routed only when a TXT record proves that it is theirs.

use clap::{Args, Subcommand};
use dezky_domain::{
    audit::{Change, Outcome},
    ctx::Scope,
    tenant::{Slug, parse_domain},
};
use dezky_store::StoreError;
use secrecy::ExposeSecret as _;

use super::{Desk, Failure, say, table};
use crate::{
    provision::{desire, seal},
    service::audit,
};

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
        let scope = Scope::any_tenant("the command line acts for the platform");
        let slug = Slug::parse(&self.slug)?;
        let (store, config) = (&desk.state.store, &desk.state.config);
        let tenant =
            store.tenants().by_slug(&scope, &slug).await?.ok_or_else(|| format!("there is no tenant {slug}"))?;
        let (action, host) = match self.what {
            What::List => {
                let head = ["HOST", "STATE", "RECORD"].map(str::to_owned).to_vec();
                let rows = store.hosts().of(&scope, tenant.id).await?.into_iter().map(|row| {
                    let state = if row.verified.is_some() { "routed" } else { "not proven" };
                    let record = proof(&row.host, &row.token);
                    vec![row.host, state.to_owned(), record]
                });
                table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
                return Ok(());
            }
            What::Add { host } => ("hostname.add", parse_domain(&host)?),
            What::Verify { host } => ("hostname.verify", parse_domain(&host)?),
            What::Remove { host } => ("hostname.remove", parse_domain(&host)?),
        };
        let known = store.hosts().of(&scope, tenant.id).await?.into_iter().find(|row| row.host == host);
        if action == "hostname.verify" {
            let row = known.as_ref().ok_or_else(|| format!("{host} is not noted for {slug}"))?;
            let texts = desk.state.dns.texts(&format!("_dezky.{host}")).await;
            let texts =
                texts.map_err(|trouble| format!("DNS doesn't answer: {}", trouble.detail.unwrap_or_default()))?;
            if !texts.contains(&format!("dezky-verify={}", row.token)) {
                return Err(format!("The record isn't there yet. Wanted:\n  {}", proof(&host, &row.token)).into());
            }
        }
        let work = store.begin().await?;
        match action {
            "hostname.add" => {
                let token = seal::random_secret().expose_secret()[..32].to_owned();
                work.hosts().add(&scope, tenant.id, &host, &token, desk.ctx.now()).await.map_err(
                    |error| match error {
                        StoreError::Taken(_) => Failure::from(format!("{host} is noted already")),
                        other => other.into(),
                    },
                )?;
                say(&format!(
                    "Set this record, then run `dezky tenant host {slug} verify {host}`:\n  {}",
                    proof(&host, &token)
                ));
            }
            "hostname.verify" => {
                work.hosts().verify(&scope, tenant.id, &host, desk.ctx.now()).await?;
            }
            _ => {
                work.hosts().remove(&scope, tenant.id, &host).await?;
            }
        }
        let event = audit::event(&desk.ctx, action, Outcome::Done, audit::tenant_target(&tenant));
        let mut event = audit::of_tenant(event, &tenant);
        event.words.insert("host".to_owned(), host.clone());
        event.changes.push(Change {
            field: "host".to_owned(),
            before: known.map(|row| row.host),
            after: (action != "hostname.remove").then_some(host),
        });
        work.audit().record(&[event]).await?;
        desire::tenant(&work, config, &desk.ctx, tenant.id).await?;
        work.save().await?;
        Ok(())
    }
}

fn proof(host: &str, token: &str) -> String {
    format!("_dezky.{host}. TXT \"dezky-verify={token}\"")
}
