//! Reads the zone text that Stalwart gives with a domain (facts/stalwart.md §3.3): master file format (RFC 1035 §5), as
//! far as records to be published need it. What can't be read is skipped and counted, never an error: a page shows the
//! rest. Records are a set: Stalwart tells of some of them in any order.

mod lines;

use std::{
    collections::BTreeSet,
    net::{Ipv4Addr, Ipv6Addr},
};

use self::lines::{Line, Word};

/// No zone of one mail domain comes near it.
const LONGEST: usize = 256 << 10;

const MOST: usize = 2000;

/// A record to be published. All names are absolute, in lower case and without a dot at the end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DnsRecord {
    pub name: String,
    /// `TXT`, `MX`, …
    pub kind: String,
    /// Of MX and SRV.
    pub priority: Option<u16>,
    /// A TXT's strings joined to one; of a SRV `<weight> <port> <target>`; else the words as they stand.
    pub value: String,
    /// Seconds, where the zone says.
    pub ttl: Option<u32>,
}

/// What a zone text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Zone {
    /// Sorted, each once.
    pub records: Vec<DnsRecord>,
    /// Entries that weren't understood, comments and empty lines not among them.
    pub skipped: usize,
}

/// Reads a zone text. `origin` is the domain: what relative names are relative to.
#[must_use]
pub fn parse(text: &str, origin: &str) -> Zone {
    if text.len() > LONGEST {
        return Zone { records: Vec::new(), skipped: 1 };
    }
    let mut reader = Reader { origin: origin.trim_end_matches('.').to_lowercase(), owner: None, ttl: None };
    let (mut records, mut skipped) = (BTreeSet::new(), 0);
    for line in lines::read(text) {
        match line {
            Ok(line) => match reader.entry(&line) {
                Some(Some(record)) if records.len() < MOST => {
                    records.insert(record);
                }
                Some(None) => {}
                _ => skipped += 1,
            },
            Err(lines::Broken) => skipped += 1,
        }
    }
    Zone { records: records.into_iter().collect(), skipped }
}

/// What earlier lines say about later ones.
struct Reader {
    origin: String,
    owner: Option<String>,
    ttl: Option<u32>,
}

impl Reader {
    /// A record, `Some(None)` for a directive, none for what isn't understood.
    fn entry(&mut self, line: &Line) -> Option<Option<DnsRecord>> {
        let mut words = line.words.as_slice();
        if let [Word { text, quoted: false }, rest @ ..] = words
            && text.starts_with('$')
        {
            return self.directive(text, rest).map(|()| None);
        }
        // An owner that can't be read must not lend its records to the owner before it.
        if !line.indented {
            let (first, rest) = words.split_first()?;
            self.owner = if first.quoted { None } else { self.name(&first.text) };
            words = rest;
        }
        let (mut ttl, mut class) = (None, false);
        let (kind, data) = loop {
            let (word, rest) = words.split_first().filter(|(word, _)| !word.quoted)?;
            words = rest;
            match word.text.to_ascii_uppercase().as_str() {
                "IN" if !class => class = true,
                text if ttl.is_none() && text.starts_with(|c: char| c.is_ascii_digit()) => ttl = Some(seconds(text)?),
                kind => break (kind.to_owned(), words),
            }
        };
        let (priority, value) = self.data(&kind, data)?;
        let name = self.owner.clone()?;
        Some(Some(DnsRecord { name, kind, priority, value, ttl: ttl.or(self.ttl) }))
    }

    fn directive(&mut self, name: &str, rest: &[Word]) -> Option<()> {
        let [Word { text, .. }] = rest else { return None };
        match name.to_ascii_uppercase().as_str() {
            "$ORIGIN" => self.origin = self.name(text)?,
            "$TTL" => self.ttl = Some(seconds(text)?),
            _ => return None,
        }
        Some(())
    }

    /// An absolute name.
    fn name(&self, text: &str) -> Option<String> {
        let name = match text.strip_suffix('.') {
            Some(absolute) => absolute.to_owned(),
            None if text == "@" => self.origin.clone(),
            None => format!("{text}.{}", self.origin),
        };
        let name = name.to_lowercase();
        let is_label = |label: &str| (1..=63).contains(&label.len()) && !label.contains(char::is_whitespace);
        (name.len() <= 253 && name.split('.').all(is_label)).then_some(name)
    }

    fn data(&self, kind: &str, data: &[Word]) -> Option<(Option<u16>, String)> {
        let plain = |word: &Word| (!word.quoted).then(|| word.text.clone());
        let number = |word: &Word| plain(word)?.parse::<u16>().ok();
        Some(match (kind, data) {
            ("A", [it]) => (None, plain(it)?.parse::<Ipv4Addr>().ok()?.to_string()),
            ("AAAA", [it]) => (None, plain(it)?.parse::<Ipv6Addr>().ok()?.to_string()),
            ("CNAME" | "NS" | "PTR", [it]) => (None, self.name(&plain(it)?)?),
            ("MX", [priority, host]) => (Some(number(priority)?), self.name(&plain(host)?)?),
            ("SRV", [priority, weight, port, host]) => {
                let value = format!("{} {} {}", number(weight)?, number(port)?, self.name(&plain(host)?)?);
                (Some(number(priority)?), value)
            }
            ("TXT", [_, ..]) => (None, data.iter().map(|word| word.text.as_str()).collect()),
            ("CAA", [flags, tag, value]) => {
                let flags: u8 = plain(flags)?.parse().ok()?;
                (None, format!("{flags} {} \"{}\"", plain(tag)?.to_ascii_lowercase(), value.text.replace('"', "\\\"")))
            }
            ("TLSA", [usage, selector, matching, hash @ ..]) => {
                let hash = hash.iter().map(plain).collect::<Option<String>>()?.to_ascii_lowercase();
                let is_hash = !hash.is_empty() && hash.chars().all(|c| c.is_ascii_hexdigit());
                let value = format!("{} {} {} {hash}", number(usage)?, number(selector)?, number(matching)?);
                (None, is_hash.then_some(value)?)
            }
            _ => return None,
        })
    }
}

/// `3600`, or `1h30m` as BIND takes it too.
fn seconds(text: &str) -> Option<u32> {
    let (mut all, mut number) = (0u32, None::<u32>);
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
        } else {
            let unit = match c.to_ascii_lowercase() {
                's' => 1,
                'm' => 60,
                'h' => 3600,
                'd' => 86_400,
                'w' => 604_800,
                _ => return None,
            };
            all = all.checked_add(number.take()?.checked_mul(unit)?)?;
        }
    }
    all.checked_add(number.unwrap_or(0))
}
