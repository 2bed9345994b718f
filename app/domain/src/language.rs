//! The languages that Dezky speaks.

crate::words! {
    Language {
        English = "en",
        German = "de",
        French = "fr",
        Danish = "da",
    }
}

impl Language {
    /// The language's own name for itself.
    #[must_use]
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
            Self::Danish => "Dansk",
        }
    }

    /// The best of `Accept-Language` that we speak: weights are honoured, regions ignored.
    #[must_use]
    pub fn negotiate(header: &str) -> Option<Self> {
        header
            .split(',')
            .take(16)
            .filter_map(|part| {
                let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
                let language = Self::parse(tag.trim().split('-').next()?.to_ascii_lowercase().as_str())?;
                Some((language, weight.trim().parse::<f32>().ok().filter(|weight| *weight > 0.0)?))
            })
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
            .map(|(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_decide_and_order_breaks_ties() {
        assert_eq!(Language::negotiate("de-AT,de;q=0.9,en;q=0.8"), Some(Language::German));
        assert_eq!(Language::negotiate("nl,en;q=0.3,da;q=0.7"), Some(Language::Danish));
        assert_eq!(Language::negotiate("fr,en"), Some(Language::French));
    }

    #[test]
    fn what_we_do_not_speak_or_cannot_read_decides_nothing() {
        assert_eq!(Language::negotiate("nl, pl"), None);
        assert_eq!(Language::negotiate("de;q=0"), None);
        assert_eq!(Language::negotiate("de;q=NaN"), None);
        assert_eq!(Language::negotiate(";;;,,,"), None);
    }
}
