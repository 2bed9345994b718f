//! Who sent a batch: Stalwart signs the raw body with the webhook's key (facts/stalwart.md §5.2). Nothing in the
//! signature says when, so an old batch can be sent again; that is what `dedupe` is for.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// 32 bytes in base 64, with its `=`.
const LENGTH: usize = 44;

/// Whether `signature`, the header `x-signature`, is base64(HMAC-SHA256(key, body)) over the body as it came. The
/// comparison takes the same time wherever the two differ. An empty key signs nothing: anybody could.
#[must_use]
pub fn verify(key: &[u8], body: &[u8], signature: &str) -> bool {
    if key.is_empty() || signature.len() != LENGTH {
        return false;
    }
    let (Ok(signature), Ok(mac)) = (STANDARD.decode(signature), Hmac::<Sha256>::new_from_slice(key)) else {
        return false;
    };
    mac.chain_update(body).verify_slice(&signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_key_and_the_same_bytes_count() {
        let signed = |key: &[u8], body: &[u8]| {
            let mac = Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(body);
            STANDARD.encode(mac.finalize().into_bytes())
        };
        let good = signed(b"key", b"{}");
        assert!(verify(b"key", b"{}", &good));
        assert!(!verify(b"Key", b"{}", &good) && !verify(b"key", b"{} ", &good) && !verify(b"key", b"", &good));
        assert!(!verify(b"", b"{}", &signed(b"", b"{}")), "a key that was never set lets nobody in");
        let long = vec![7; 500];
        assert!(verify(&long, b"{}", &signed(&long, b"{}")));
    }

    #[test]
    fn a_signature_of_any_other_shape_is_none() {
        let mac = Hmac::<Sha256>::new_from_slice(b"key").unwrap().chain_update(b"{}");
        let good = STANDARD.encode(mac.finalize().into_bytes());
        for wrong in [
            String::new(),
            "=".repeat(44),
            "A".repeat(44),
            "\u{1f512}".repeat(11),
            format!("{}\n", &good[..43]),
            format!(" {good}"),
            format!("{good}="),
            good.trim_end_matches('=').to_owned(),
            good.to_uppercase(),
            "A".repeat(1 << 20),
        ] {
            assert!(!verify(b"key", b"{}", &wrong), "{wrong:.60}");
        }
    }
}
