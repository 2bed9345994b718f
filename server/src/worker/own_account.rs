//! How Stalwart's events name Dezky's own account: by it, what Dezky did is told from what others did. Who was told once
//! remembers it, in the database too: a Stalwart that has just begun anew sends events before it answers.

use std::sync::Arc;

use dezky_connect::{parse::stalwart::ServiceAccount, stalwart::Stalwart};
use dezky_domain::audit::Source;
use dezky_store::Store;
use tokio::sync::OnceCell;

#[derive(Debug)]
pub struct OwnAccount {
    stalwart: Option<Arc<Stalwart>>,
    store: Store,
    said: OnceCell<ServiceAccount>,
}

impl OwnAccount {
    #[must_use]
    pub fn new(stalwart: Option<Arc<Stalwart>>, store: Store) -> Self {
        Self { stalwart, store, said: OnceCell::new() }
    }

    /// Asked once a process; what was said last while it can't be asked. `None` where it was never said.
    pub async fn get(&self) -> Option<ServiceAccount> {
        let stalwart = self.stalwart.as_ref()?;
        let said = self.said.get_or_try_init(|| async {
            let said = stalwart.service_account().await?;
            if let Err(error) = self.remember(said).await {
                tracing::warn!(%error, "who Dezky is at Stalwart could not be remembered");
            }
            Ok::<_, dezky_domain::provision::Trouble>(said)
        });
        match said.await {
            Ok(said) => Some(*said),
            Err(trouble) => {
                tracing::warn!(?trouble, "Stalwart doesn't say who Dezky is");
                let remembered = self.store.sources().progress(Source::Stalwart).await.ok().flatten()?;
                remembered.parse().ok().map(|number| ServiceAccount { number })
            }
        }
    }

    /// A source that pushes has no other progress.
    async fn remember(&self, said: ServiceAccount) -> dezky_domain::Result<()> {
        let work = self.store.begin().await?;
        work.sources().progress(Source::Stalwart, &said.number.to_string()).await?;
        Ok(work.save().await?)
    }
}
