//! One question to the sidecar in Zulip's container, and its answer: a line of JSON each, on a unix socket.

use std::{io, path::Path, time::Duration};

use dezky_domain::provision::{Trouble, TroubleKind};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::UnixStream,
    time::timeout,
};

use super::unexpected;
use crate::engine::trouble;

/// Bytes of an answer, its line's end included: a list of a thousand realms and more.
const MOST: u64 = 256 << 10;

/// What it answered. A no is `refused`, with the sidecar's reason.
///
/// # Errors
/// `Unreachable` without a sidecar, `Timeout` when that takes longer than `patience`, `Unexpected` for no answer.
pub(super) async fn ask(
    socket: &Path,
    question: &Value,
    patience: Duration,
    refused: TroubleKind,
) -> Result<Value, Trouble> {
    let asked = timeout(patience, exchange(socket, question)).await;
    let line = asked.map_err(|_| trouble(TroubleKind::Timeout, None, ""))??;
    let answer: Value = serde_json::from_slice(&line).map_err(|_| unexpected("no JSON"))?;
    match answer["ok"].as_bool() {
        Some(true) => Ok(answer),
        Some(false) => Err(trouble(refused, None, answer["why"].as_str().unwrap_or_default())),
        None => Err(unexpected("neither yes nor no")),
    }
}

async fn exchange(socket: &Path, question: &Value) -> Result<Vec<u8>, Trouble> {
    let lost = |error: io::Error| trouble(TroubleKind::Unreachable, None, &error.to_string());
    let mut peer = UnixStream::connect(socket).await.map_err(lost)?;
    peer.write_all(format!("{question}\n").as_bytes()).await.map_err(lost)?;
    let mut line = Vec::new();
    BufReader::new(peer).take(MOST).read_until(b'\n', &mut line).await.map_err(lost)?;
    if line.is_empty() {
        return Err(trouble(TroubleKind::Unreachable, None, "hung up without an answer"));
    }
    if line.ends_with(b"\n") { Ok(line) } else { Err(unexpected("an answer without an end")) }
}
