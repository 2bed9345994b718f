//! PNG, JPEG and WebP become a PNG of at most 512 pixels a side. Nothing else of the file is left: no text, no profile, no
//! place where it was taken, nothing behind its end.

use std::io::Cursor;

use dezky_domain::error::Why;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, imageops::FilterType};

/// The longest side that is decoded, in pixels.
const MOST: u32 = 4096;
/// The longest side that is stored.
const SIDE: u32 = 512;
/// Room for the largest picture with 16 bits a channel, and a little more. A header may promise what it likes.
const ROOM: u64 = 144 << 20;

pub(super) fn format(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(ImageFormat::Jpeg)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(ImageFormat::WebP)
    } else {
        None
    }
}

/// # Errors
/// Why it can't be a logo.
pub(super) fn png(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, Why> {
    let broken = |_| Why("logo-broken");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(ROOM);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if width > MOST || height > MOST {
        return Err(Why("logo-pixels"));
    }
    // A camera writes which side is up beside the picture.
    let orientation = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    let picture = if width.max(height) > SIDE { picture.resize(SIDE, SIDE, FilterType::Triangle) } else { picture };
    let mut png = Cursor::new(Vec::new());
    picture.to_rgba8().write_to(&mut png, ImageFormat::Png).map_err(broken)?;
    Ok(png.into_inner())
}
