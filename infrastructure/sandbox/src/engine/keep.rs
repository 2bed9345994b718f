//! The engines' state in a file, so that a sandbox that is started again knows what was provisioned.
//!
//! Written beside it and renamed, so that a sandbox killed while writing leaves the file as it was. It holds the
//! passwords of made-up people in clear: nobody but its owner may read it.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::provider::Provider;
use crate::{authentik, ocis, stalwart, zulip};

const PACE: Duration = Duration::from_millis(200);

/// What the file holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    pub authentik: authentik::State,
    pub stalwart: stalwart::State,
    pub ocis: ocis::State,
    #[serde(default)]
    pub zulip: zulip::State,
}

/// Reads the file; none if there is none.
pub fn load(file: &Path) -> Result<Option<Kept>, Error> {
    let trouble = || format!("cannot read {}", file.display());
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Error::io(trouble())(e)),
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|e| Error::io(trouble())(e.into()))
}

/// Writes the file.
pub fn save(provider: &Provider, file: &Path) -> Result<(), Error> {
    let trouble = || Error::io(format!("cannot write {}", file.display()));
    let bytes = serde_json::to_vec(&provider.engines.snapshot()).map_err(|e| trouble()(e.into()))?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(trouble())?;
    }
    let beside = file.with_extension("new");
    let mut open = OpenOptions::new();
    open.write(true).create(true).truncate(true).mode(0o600);
    open.open(&beside).and_then(|mut f| f.write_all(&bytes)).map_err(trouble())?;
    fs::rename(&beside, file).map_err(trouble())
}

/// Writes the file after changes, five times a second at most, until it is dropped.
pub async fn run(provider: Arc<Provider>, file: impl AsRef<Path>) {
    let mut changes = provider.engines.changes();
    while changes.changed().await.is_ok() {
        if let Err(e) = save(&provider, file.as_ref()) {
            provider.journal.note("keep", file.as_ref().display().to_string(), e.to_string());
        }
        tokio::time::sleep(PACE).await;
    }
}
