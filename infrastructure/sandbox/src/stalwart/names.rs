//! What may be a domain, a local part, an address and a password. Names are put into lower case and lose their spaces,
//! as Stalwart does.

/// A domain's name. Stalwart asks the public suffix list and takes only top-level domains that exist, and a few
/// private ones as `test`; here any top-level domain of letters will do, since the sample tenants are under `example`.
pub fn domain(text: &str) -> Option<String> {
    let name: String = text.split_whitespace().collect::<String>().to_lowercase();
    let labels: Vec<&str> = name.split('.').collect();
    let fits = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    let top = labels.last().is_some_and(|top| top.len() > 1 && !top.bytes().all(|b| b.is_ascii_digit()));
    (labels.len() > 1 && top && labels.iter().all(fits)).then_some(name)
}

/// What stands before the `@`; a whole address is none.
pub fn local_part(text: &str) -> Option<String> {
    let name: String = text.split_whitespace().collect::<String>().to_lowercase();
    let fits = |c: char| c.is_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(c);
    let dots = name.starts_with('.') || name.ends_with('.') || name.contains("..");
    (!name.is_empty() && !dots && name.chars().all(fits)).then_some(name)
}

/// A whole address.
pub fn email(text: &str) -> Option<String> {
    let (local, host) = text.split_once('@')?;
    Some(format!("{}@{}", local_part(local)?, domain(host)?))
}

/// The words by which a text filter finds something.
pub fn words(text: &str) -> Vec<String> {
    split(text).map(str::to_lowercase).collect()
}

/// Whether one of a text's words is this one, which is in lower case. Makes no copy: it is asked of every object.
pub fn speaks(text: &str, word: &str) -> bool {
    split(text).any(|own| own.chars().flat_map(char::to_lowercase).eq(word.chars()))
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1)
}

const COMMON: &[&str] =
    &["password", "12345678", "123456789", "qwertyui", "qwertyuiop", "iloveyou", "sunshine", "princess", "letmein"];

/// Why a password is refused: from 8 to 128 bytes, and not weak. Stalwart reckons with zxcvbn; this takes what is
/// common, what repeats, and short ones of one kind of letter for weak, which is enough to meet the refusal.
pub fn weakness(password: &str) -> Option<String> {
    if password.len() > 128 {
        return Some("Password must be at most 128 characters long.".to_owned());
    }
    if password.len() < 8 {
        return Some("Password must be at least 8 characters long.".to_owned());
    }
    let plain = password.to_lowercase();
    if COMMON.contains(&plain.as_str()) {
        return Some(
            "Password is too weak. This is a top-10 common password. Add another word or two. Uncommon words are better."
                .to_owned(),
        );
    }
    let bytes = password.as_bytes();
    let repeats = bytes.windows(2).all(|w| w[0] == w[1]);
    let steps = bytes.windows(2).all(|w| w[1] == w[0].wrapping_add(1));
    let kinds = [u8::is_ascii_lowercase, u8::is_ascii_uppercase, u8::is_ascii_digit];
    let plain_kind = kinds.iter().any(|kind| bytes.iter().all(kind)) && bytes.len() < 12;
    let common = COMMON.iter().any(|word| plain.starts_with(word)) && bytes.len() < 12;
    (repeats || steps || plain_kind || common)
        .then(|| "Password is too weak. Add another word or two. Uncommon words are better.".to_owned())
}

/// Whether it is a hash of a password, which is taken as it is.
pub fn is_hash(secret: &str) -> bool {
    let parts = secret.matches('$').count();
    (secret.starts_with('$') && parts >= 3) || (secret.starts_with('{') && secret.contains('}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned_or_refused() {
        assert_eq!(domain("ACME.Test").as_deref(), Some("acme.test"));
        for wrong in ["not a domain!", "acme", "acme..test", "-a.test", "a.1", ""] {
            assert_eq!(domain(wrong), None, "{wrong}");
        }
        assert_eq!(local_part("A.Liddell").as_deref(), Some("a.liddell"));
        for wrong in ["alice@acme.test", ".a", "a..b", "a.", ""] {
            assert_eq!(local_part(wrong), None, "{wrong}");
        }
        assert_eq!(email("Alice@ACME.test").as_deref(), Some("alice@acme.test"));
    }

    #[test]
    fn weak_passwords_are_told_why() {
        for weak in ["password", "short", "aaaaaaaaaaaaaaaa", "12345678", "abcdefgh", "Password1"] {
            assert!(weakness(weak).is_some(), "{weak}");
        }
        for strong in ["Correct-Horse-7-Battery", "An0ther-Horse-Battery-9", "zGRUITTuhvXNhcJH"] {
            assert_eq!(weakness(strong), None, "{strong}");
        }
        assert!(is_hash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA") && !is_hash("$ecret-Horse-7"));
    }
}
