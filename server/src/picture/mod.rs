//! Pictures that people upload, made anew: what is stored is what a decoder saw and we wrote, never a byte of the upload.
//! What a file is, its first bytes say; its name and its type can say anything.

mod raster;
mod vector;

use dezky_domain::error::Why;
use tokio::sync::Semaphore;

/// The largest upload, in bytes.
pub const LARGEST: usize = 512 << 10;

/// Pictures that are made at once: each takes up to a hundred megabytes for a moment.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A picture that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `svg` or `png`.
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

/// The same picture, made anew, away from the threads that answer.
///
/// # Errors
/// Why it can't be a logo.
pub async fn anew(bytes: Vec<u8>) -> Result<Picture, Why> {
    let broken = Why("logo-broken");
    let _place = AT_ONCE.acquire().await.map_err(|_| broken)?;
    // A decoder that panics is a picture that can't be read.
    tokio::task::spawn_blocking(move || made(&bytes)).await.unwrap_or(Err(broken))
}

fn made(bytes: &[u8]) -> Result<Picture, Why> {
    if bytes.len() > LARGEST {
        return Err(Why("logo-large"));
    }
    if let Some(format) = raster::format(bytes) {
        return Ok(Picture { kind: "png", bytes: raster::png(bytes, format)? });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if vector::is(text) => Ok(Picture { kind: "svg", bytes: vector::shapes(text)?.into_bytes() }),
        _ => Err(Why("logo-kind")),
    }
}

#[cfg(test)]
mod tests;
