//! How Stalwart's events name Dezky's own account: by it, what Dezky did is told from what others did.

use std::sync::Arc;

use dezky_connect::{parse::stalwart::ServiceAccount, stalwart::Stalwart};
use tokio::sync::OnceCell;

#[derive(Debug, Default)]
pub struct OwnAccount {
    stalwart: Option<Arc<Stalwart>>,
    said: OnceCell<ServiceAccount>,
}

impl OwnAccount {
    #[must_use]
    pub fn new(stalwart: Option<Arc<Stalwart>>) -> Self {
        Self { stalwart, said: OnceCell::new() }
    }

    /// Asked once; `None` while it can't be asked.
    pub async fn get(&self) -> Option<ServiceAccount> {
        let stalwart = self.stalwart.as_ref()?;
        let said = self.said.get_or_try_init(|| stalwart.service_account()).await;
        said.inspect_err(|trouble| tracing::warn!(?trouble, "Stalwart doesn't say who Dezky is")).ok().cloned()
    }
}
