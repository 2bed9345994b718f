//! Accounts as events name them: by number, where the management API has the same in letters (facts/stalwart.md §3.2).

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz792013";

/// The id by which the management API knows the account, domain or other object of a number: `f` for 5.
#[must_use]
pub fn id_of(mut number: u64) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(ALPHABET[usize::from(number.to_le_bytes()[0] & 31)]);
        number >>= 5;
        if number == 0 {
            return letters.iter().rev().map(|letter| char::from(*letter)).collect();
        }
    }
}

/// The number of such an id; `None` for what is none.
#[must_use]
pub fn number_of(id: &str) -> Option<u64> {
    if id.is_empty() || id.len() > 13 {
        return None;
    }
    id.bytes().try_fold(0_u64, |number, letter| {
        let digit = ALPHABET.iter().zip(0_u64..).find(|(known, _)| **known == letter)?.1;
        number.checked_mul(32)?.checked_add(digit)
    })
}

/// Dezky's own account in Stalwart: what it did there, Dezky did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceAccount {
    pub number: u64,
}

impl ServiceAccount {
    /// By the management API's id, which is the `accountId` of its answers.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        number_of(id).map(|number| Self { number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_an_id_in_letters() {
        for (id, number) in [("a", 0), ("b", 1), ("f", 5), ("gq", 208), ("d333333", 4_294_967_295)] {
            assert_eq!((id_of(number).as_str(), number_of(id)), (id, Some(number)));
        }
        assert_eq!(number_of(&id_of(u64::MAX)), Some(u64::MAX));
        for wrong in ["", "A", "8", "a b", "ä", "33333333333333"] {
            assert_eq!(number_of(wrong), None, "{wrong}");
        }
        assert_eq!(ServiceAccount::of_id("c"), Some(ServiceAccount { number: 2 }));
    }
}
