//! `dezky secrets`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use dezky_domain::audit::{Outcome, Target};

use super::{Desk, Failure, say};
use crate::{auth::oidc::secret_place, provision::seal::Keys, service::audit};

#[derive(Debug, Args)]
pub struct Secrets {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Prints a line for the key file: put it first, and it seals from then on
    Key {
        /// Names the key
        #[arg(default_value = "k1")]
        id: String,
    },
    /// Seals every secret anew with the first key of the key file; the others can be taken out of it then
    Rotate,
}

impl Secrets {
    /// A key can be had before anything is configured.
    pub(super) fn prints_key(&self) -> bool {
        matches!(self.what, What::Key { .. })
    }

    pub(super) fn print_key(self) -> ExitCode {
        if let What::Key { id } = self.what {
            say(Keys::new_line(&id).trim_end());
        }
        ExitCode::SUCCESS
    }

    pub(super) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let keys = &desk.state.keys;
        let work = desk.state.store.begin().await?;
        let (mut sealed, mut all) = (0, 0);
        for row in work.oidc_clients().all_sealed().await? {
            all += 1;
            if keys.is_current(&row.sealed) {
                continue;
            }
            let place = secret_place(row.tenant);
            let anew = keys.seal(&place, &keys.open(&place, &row.sealed)?)?;
            work.oidc_clients().put(row.tenant, &row.issuer, &row.client_id, &anew).await?;
            sealed += 1;
        }
        let target = Target { kind: "secrets".to_owned(), id: None, name: None };
        let mut event = audit::event(&desk.ctx, "secrets.rotate", Outcome::Done, target);
        event.words.insert("count".to_owned(), sealed.to_string());
        work.audit().record(&[event]).await?;
        work.save().await?;
        say(&format!("{sealed} of {all} secrets sealed anew."));
        Ok(ExitCode::SUCCESS)
    }
}
