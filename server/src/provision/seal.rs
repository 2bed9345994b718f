//! Secrets at rest: XChaCha20-Poly1305 with a key from a file. The key's id stands in the sealed bytes, so that keys can
//! be changed one by one; what the secret is for is authenticated with it, so that one row's can't stand in another's.

use std::path::Path;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    Key, KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Generate as _, Payload},
};
use secrecy::{ExposeSecret as _, SecretBox, SecretString};
use thiserror::Error;

/// Of the format below.
const VERSION: u8 = 1;
const NONCE: usize = 24;

#[derive(Debug, Error)]
pub enum SealError {
    #[error("no key file is configured (secrets.keys)")]
    NoKeys,
    #[error("the key file {0} can't be read: {1}")]
    File(String, String),
    #[error("line {0} of the key file isn't `<id> <32 bytes in base64>`")]
    Line(usize),
    #[error("sealed with the key {0:?}, which isn't in the key file")]
    UnknownKey(String),
    #[error("not what was sealed, or not for this place")]
    Broken,
}

/// The keys, the current one first.
#[derive(Debug, Default)]
pub struct Keys(Vec<(String, SecretBox<[u8; 32]>)>);

impl Keys {
    /// Reads a file of lines `<id> <32 bytes in base64>`; what is sealed from now on takes the first. Empty lines and
    /// those with `#` are passed over.
    ///
    /// # Errors
    /// `File`, `Line`.
    pub fn read(path: &Path) -> Result<Self, SealError> {
        let text = std::fs::read_to_string(path);
        let text = text.map_err(|error| SealError::File(path.display().to_string(), error.to_string()))?;
        Self::parse(&text)
    }

    /// # Errors
    /// `Line`.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let mut keys = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = line.split_once(char::is_whitespace).and_then(|(id, key)| {
                let bytes: [u8; 32] = STANDARD.decode(key.trim()).ok()?.try_into().ok()?;
                (id.len() <= 32).then(|| (id.to_owned(), SecretBox::new(Box::new(bytes))))
            });
            keys.push(key.ok_or(SealError::Line(number + 1))?);
        }
        Ok(Self(keys))
    }

    /// A line for the key file.
    #[must_use]
    pub fn new_line(id: &str) -> String {
        format!("{id} {}\n", STANDARD.encode(Key::generate()))
    }

    /// `place` says what it is and whose: `oidc_client/<tenant>`.
    ///
    /// # Errors
    /// `NoKeys`.
    pub fn seal(&self, place: &str, secret: &SecretString) -> Result<Vec<u8>, SealError> {
        let (id, key) = self.0.first().ok_or(SealError::NoKeys)?;
        let nonce = XNonce::generate();
        let payload = Payload { msg: secret.expose_secret().as_bytes(), aad: place.as_bytes() };
        let sealed = cipher(key).encrypt(&nonce, payload).map_err(|_| SealError::Broken)?;
        let mut bytes = vec![VERSION, u8::try_from(id.len()).unwrap_or_default()];
        bytes.extend_from_slice(id.as_bytes());
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        Ok(bytes)
    }

    /// # Errors
    /// `UnknownKey`, `Broken`; `NoKeys` where there are none at all.
    pub fn open(&self, place: &str, bytes: &[u8]) -> Result<SecretString, SealError> {
        if self.0.is_empty() {
            return Err(SealError::NoKeys);
        }
        let (id, rest) = key_id(bytes).ok_or(SealError::Broken)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Broken)?;
        let key = self.0.iter().find(|(known, _)| known == id).map(|(_, key)| key);
        let key = key.ok_or_else(|| SealError::UnknownKey(id.to_owned()))?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let plain = cipher(key).decrypt(&XNonce::from(*nonce), payload).map_err(|_| SealError::Broken)?;
        String::from_utf8(plain).map(SecretString::from).map_err(|_| SealError::Broken)
    }

    /// Whether these bytes were sealed with the key that is used now.
    #[must_use]
    pub fn is_current(&self, bytes: &[u8]) -> bool {
        self.0.first().is_some_and(|(id, _)| key_id(bytes).is_some_and(|(sealed, _)| sealed == id))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A secret that nobody has chosen: 256 bits.
#[must_use]
pub fn random_secret() -> SecretString {
    SecretString::from(hex::encode(Key::generate()))
}

/// What DNS must show to prove that a name is somebody's: 128 bits, and no secret.
#[must_use]
pub fn proof_token() -> String {
    random_secret().expose_secret()[..32].to_owned()
}

fn cipher(key: &SecretBox<[u8; 32]>) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*key.expose_secret()))
}

fn key_id(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (&version, rest) = bytes.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let (id, rest) = rest.split_at_checked(usize::from(length))?;
    (version == VERSION).then_some((std::str::from_utf8(id).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(lines: &[&str]) -> Keys {
        Keys::parse(&lines.concat()).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_its_own_place_only() {
        let line = Keys::new_line("k1");
        let keys = keys(&[&line]);
        let sealed = keys.seal("oidc_client/a", &SecretString::from("hush")).unwrap();
        assert_eq!(keys.open("oidc_client/a", &sealed).unwrap().expose_secret(), "hush");
        assert!(matches!(keys.open("oidc_client/b", &sealed), Err(SealError::Broken)));
        for at in 0..sealed.len() {
            let mut torn = sealed.clone();
            torn[at] ^= 1;
            assert!(keys.open("oidc_client/a", &torn).is_err(), "byte {at} is not authenticated");
            assert!(keys.open("oidc_client/a", &sealed[..at]).is_err(), "cut at {at}");
        }
        assert!(!sealed.windows(4).any(|bytes| bytes == b"hush"));
    }

    #[test]
    fn an_older_key_still_opens_and_the_first_one_seals() {
        let (old, new) = (Keys::new_line("k1"), Keys::new_line("k2"));
        let before = keys(&[&old]).seal("x", &SecretString::from("hush")).unwrap();
        let both = keys(&["# rotated\n", &new, "\n", &old]);
        assert_eq!(both.open("x", &before).unwrap().expose_secret(), "hush");
        assert!(!both.is_current(&before));
        assert!(both.is_current(&both.seal("x", &SecretString::from("hush")).unwrap()));
        assert!(matches!(keys(&[&new]).open("x", &before), Err(SealError::UnknownKey(id)) if id == "k1"));
    }

    /// A vector of the cipher's own, so that another library would read the same bytes: draft-irtf-cfrg-xchacha-03 §A.3.1.
    #[test]
    fn the_cipher_is_xchacha20_poly1305() {
        let key: [u8; 32] = std::array::from_fn(|at| 0x80 + u8::try_from(at).unwrap());
        let nonce: [u8; 24] = std::array::from_fn(|at| 0x40 + u8::try_from(at).unwrap());
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let aad = hex::decode("50515253c0c1c2c3c4c5c6c7").unwrap();
        let cipher = XChaCha20Poly1305::new(&Key::from(key));
        let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad }).unwrap();
        assert_eq!(hex::encode(&sealed[..16]), "bd6d179d3e83d43b9576579493c0e939");
        assert_eq!(hex::encode(&sealed[sealed.len() - 16..]), "c0875924c1c7987947deafd8780acf49");
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert!(matches!(Keys::parse("k1 short"), Err(SealError::Line(1))));
        assert!(matches!(Keys::parse("# fine\nonly-an-id"), Err(SealError::Line(2))));
        assert!(matches!(Keys::default().seal("x", &SecretString::from("y")), Err(SealError::NoKeys)));
    }
}
