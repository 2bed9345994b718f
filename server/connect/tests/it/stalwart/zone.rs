//! The zone text: the recorded ones, others that are as good, and any rubbish.

use std::collections::BTreeSet;

use dezky_connect::stalwart::{
    wanted,
    zone::{DnsRecord, parse},
};
use dezky_domain::mail_domain::{Purpose, RecordKind, WantedRecord};
use serde_json::Value;

use crate::replay::Line;

fn zones() -> Vec<(String, String)> {
    let lines = Line::read(include_str!("../../fixtures/stalwart/zones.jsonl"));
    let domains = lines.iter().map(|line| &line.answer["methodResponses"][0][1]["list"][0]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    domains.map(|domain| (text(&domain["name"]), text(&domain["dnsZoneFile"]))).collect()
}

fn record(name: &str, kind: &str, priority: Option<u16>, value: &str) -> DnsRecord {
    DnsRecord { name: name.to_owned(), kind: kind.to_owned(), priority, value: value.to_owned(), ttl: None }
}

fn one(text: &str) -> DnsRecord {
    let zone = parse(text, "acme.test");
    assert_eq!((zone.records.len(), zone.skipped), (1, 0), "{text}: {zone:?}");
    zone.records.into_iter().next().unwrap()
}

#[test]
fn recorded_zones_are_read_to_the_last_line() {
    let zones = zones();
    assert_eq!(zones.len(), 3);
    for (domain, text) in zones {
        let zone = parse(&text, &domain);
        // An entry ends at the end of a line that no parenthesis carries on.
        let entries = text.lines().filter(|line| line.contains(" IN ")).count();
        assert_eq!((zone.records.len(), zone.skipped), (entries, 0), "{domain}");
        let at = |name: &str| if name.is_empty() { domain.clone() } else { format!("{name}.{domain}") };
        let report = format!("mailto:postmaster@{domain}");
        for record in [
            record(&at(""), "MX", Some(10), "mail.dezky.test"),
            record(&at(""), "TXT", None, "v=spf1 mx -all"),
            record(&at("_dmarc"), "TXT", None, &format!("v=DMARC1; p=reject; rua={report}")),
            record(&at("_smtp._tls"), "TXT", None, &format!("v=TLSRPTv1; rua={report}")),
            record(&at("_imaps._tcp"), "SRV", Some(0), "1 993 mail.dezky.test"),
            record(&at("mta-sts"), "CNAME", None, "mail.dezky.test"),
        ] {
            assert!(zone.records.contains(&record), "{record:?}");
        }
        let keys: Vec<_> = zone.records.iter().filter(|it| it.name.contains("._domainkey.")).collect();
        assert_eq!(keys.len(), 2);
        let rsa = keys.iter().find(|key| key.value.starts_with("v=DKIM1; k=rsa; h=sha256; p=MIIB")).unwrap();
        // 2048 bits, of which no character was lost between the two strings.
        assert_eq!(rsa.value.rsplit_once("p=").unwrap().1.len(), 392);
        assert!(rsa.value.ends_with("IDAQAB") && !rsa.value.contains('"'));
    }
}

#[test]
fn the_order_of_entries_changes_nothing() {
    for (domain, text) in zones() {
        let mut entries: Vec<String> = Vec::new();
        for line in text.lines() {
            match entries.last_mut() {
                Some(entry) if line.starts_with([' ', ')']) => entry.push_str(&format!("\n{line}")),
                _ => entries.push(line.to_owned()),
            }
        }
        let whole = parse(&text, &domain);
        entries.reverse();
        // And an entry that stands twice is one record.
        entries.push(entries[0].clone());
        let shuffled = parse(&entries.join("\n"), &domain);
        assert_eq!(whole, shuffled);
    }
}

#[test]
fn names_are_absolute_and_in_lower_case() {
    for (text, name) in [
        ("acme.test. IN A 192.0.2.1", "acme.test"),
        ("@ IN A 192.0.2.1", "acme.test"),
        ("www IN A 192.0.2.1", "www.acme.test"),
        ("WWW.Acme.TEST. IN A 192.0.2.1", "www.acme.test"),
        ("$ORIGIN eu.acme.test.\nwww IN A 192.0.2.1", "www.eu.acme.test"),
        ("$ORIGIN eu\nwww IN A 192.0.2.1", "www.eu.acme.test"),
    ] {
        assert_eq!(one(text), record(name, "A", None, "192.0.2.1"), "{text}");
    }
    assert_eq!(one("@ CNAME Mail"), record("acme.test", "CNAME", None, "mail.acme.test"));
}

#[test]
fn class_and_lifetime_may_stand_or_be_missing() {
    for (text, ttl) in [
        ("@ A 192.0.2.1", None),
        ("@ IN A 192.0.2.1", None),
        ("@ in a 192.0.2.1 ; a comment", None),
        ("@ 300 A 192.0.2.1", Some(300)),
        ("@ 300 IN A 192.0.2.1", Some(300)),
        ("@ IN 1h30m A 192.0.2.1", Some(5400)),
        ("$TTL 1d\n@ A 192.0.2.1", Some(86_400)),
        ("$TTL 60\n@ 5 A 192.0.2.1", Some(5)),
        ("; nothing\n\n   ; nothing\n@\tIN\tA\t192.0.2.1\r\n", None),
    ] {
        assert_eq!(one(text), DnsRecord { ttl, ..record("acme.test", "A", None, "192.0.2.1") }, "{text}");
    }
}

#[test]
fn texts_are_joined_and_their_escapes_read() {
    for (text, value) in [
        (r#"@ TXT "a b""#, "a b"),
        (r#"@ TXT "a" "b" c"#, "abc"),
        ("@ TXT ( \"a\" ; not this; nor )\n \"b\"\n)", "ab"),
        ("@ TXT (\"a\"\n\"b\") \"c\"", "abc"),
        (r#"@ TXT "a \"b\"; c\\d""#, r#"a "b"; c\d"#),
        (r#"@ TXT "\097\195\164""#, "aä"),
        (r#"@ TXT "IN MX 10 not.this.""#, "IN MX 10 not.this."),
        (r#"@ TXT "" "#, ""),
    ] {
        assert_eq!(one(text), record("acme.test", "TXT", None, value), "{text}");
    }
}

#[test]
fn a_blank_in_front_goes_on_with_the_owner_before() {
    let zone = parse("mail A 192.0.2.1\n  AAAA 2001:DB8::1\n\twww\n", "acme.test");
    let both =
        [record("mail.acme.test", "A", None, "192.0.2.1"), record("mail.acme.test", "AAAA", None, "2001:db8::1")];
    assert_eq!((zone.records.as_slice(), zone.skipped), (&both[..], 1));
    // An owner that can't be read lends its records to nobody.
    let zone = parse("mail A 192.0.2.1\na..b A 192.0.2.2\n  A 192.0.2.3\n", "acme.test");
    assert_eq!((zone.records.len(), zone.skipped), (1, 2));
}

#[test]
fn other_kinds_keep_their_words() {
    for (text, kind, priority, value) in [
        ("@ CAA 0 issue \"letsencrypt.org\"", "CAA", None, "0 issue \"letsencrypt.org\""),
        ("_25._tcp TLSA 3 1 1 ( ABCD\n 0123 )", "TLSA", None, "3 1 1 abcd0123"),
        ("@ MX 0 mail", "MX", Some(0), "mail.acme.test"),
        ("@ SRV 5 1 443 mail.dezky.test.", "SRV", Some(5), "1 443 mail.dezky.test"),
        ("@ NS ns1.dezky.test.", "NS", None, "ns1.dezky.test"),
    ] {
        let record = one(text);
        assert_eq!((record.kind.as_str(), record.priority, record.value.as_str()), (kind, priority, value), "{text}");
    }
}

#[test]
fn what_is_no_record_is_skipped_and_counted() {
    for text in [
        "@ SOA ns. host. 1 2 3 4 5",
        "@ NOPE x",
        "@ A 192.0.2.256",
        "@ A \"192.0.2.1\"",
        "@ AAAA 192.0.2.1",
        "@ MX mail",
        "@ MX 65536 mail",
        "@ MX -1 mail",
        "@ SRV 1 2 mail",
        "@ TXT",
        "@ TXT \"open",
        "@ TXT ( \"a\"",
        "@ TXT ) \"a\"",
        "@ TXT \"\\255\"",
        "@ TXT \"\\300\"",
        "@ TXT \"\\007\"",
        "@ TXT \"a\u{1b}[31m\"",
        "@ TLSA 3 1 1 xyz",
        "@ TLSA 3 1 1",
        "@ CAA 300 issue \"x\"",
        "@ CH A 192.0.2.1",
        "@ IN IN A 192.0.2.1",
        "$INCLUDE /etc/passwd",
        "$GENERATE 1-999999999 x A 192.0.2.1",
        "$TTL",
        "@",
        "@ 99999999999 A 192.0.2.1",
    ] {
        let zone = parse(&format!("a A 192.0.2.1\n{text}"), "acme.test");
        assert_eq!((zone.records.len(), zone.skipped), (1, 1), "{text}");
    }
    // What stands after it is read all the same.
    let zone = parse("@ TXT \"open\nb A 192.0.2.1\n@ TXT \"\u{1b}\"\nc A 192.0.2.1\n", "acme.test");
    assert_eq!((zone.records.len(), zone.skipped), (2, 2));
}

#[test]
fn too_much_is_not_read() {
    let many = "x A 192.0.2.1\n".repeat(30_000);
    assert_eq!((parse(&many, "acme.test").records.len(), parse(&many, "acme.test").skipped), (0, 1));
    let most: String = (0..5000).map(|n| format!("h{n} A 192.0.2.1\n")).collect();
    assert_eq!((parse(&most, "acme.test").records.len(), parse(&most, "acme.test").skipped), (2000, 3000));
    assert_eq!(parse(&"(".repeat(200_000), "acme.test").skipped, 1);
    assert_eq!(parse(&"\"".repeat(200_000), "acme.test").records.len(), 0);
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

#[test]
fn any_text_is_survived_and_means_the_same_twice() {
    let pieces = [
        "@",
        "acme.test.",
        "www",
        " ",
        "\t",
        "\n",
        "\r\n",
        "IN",
        "A",
        "MX",
        "TXT",
        "SRV",
        "10",
        "192.0.2.1",
        "\"",
        "\\",
        "(",
        ")",
        ";",
        "\\097",
        "\\9",
        "$ORIGIN",
        "$TTL",
        "ä",
        "\0",
        "\u{202e}",
        ".",
        "..",
        "mail.",
        "v=spf1",
    ];
    let mut dice = Dice(7);
    for _ in 0..20_000 {
        let text: String = (0..dice.below(40)).map(|_| pieces[dice.below(pieces.len())]).collect();
        let zone = parse(&text, "acme.test");
        assert_eq!(zone, parse(&text, "acme.test"));
        for record in &zone.records {
            assert!(!record.name.is_empty() && !record.name.ends_with('.') && record.name.len() <= 253, "{text:?}");
            assert!(!format!("{}{}", record.name, record.value).contains(char::is_control), "{text:?}");
        }
    }
}

/// Writes a record as a zone may have it, never twice the same way.
fn write(record: &DnsRecord, dice: &mut Dice) -> String {
    let blank = |dice: &mut Dice| [" ", "\t", "   "][dice.below(3)];
    let owner = match record.name.strip_suffix(".acme.test") {
        Some(short) if dice.below(2) == 0 => short.to_owned(),
        _ => format!("{}.", record.name.to_uppercase()),
    };
    let class = ["", "IN ", "in "][dice.below(3)];
    let data = match (record.kind.as_str(), record.priority) {
        ("TXT", _) => {
            let half = record.value.char_indices().map(|(at, _)| at).nth(record.value.chars().count() / 2).unwrap_or(0);
            let escape = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
            let (first, second) = record.value.split_at(half);
            let (first, second) = (escape(first), escape(second));
            match dice.below(3) {
                0 => format!("\"{first}{second}\""),
                1 => format!("\"{first}\" \"{second}\""),
                _ => format!("( ; parts\n \"{first}\"\n\t\"{second}\"\n )"),
            }
        }
        (_, Some(priority)) => format!("{priority}{}{}.", blank(dice), record.value),
        _ => record.value.clone(),
    };
    format!("{owner}{}{class}{}{}{data}{}\n", blank(dice), record.kind, blank(dice), ["", " ; said"][dice.below(2)])
}

#[test]
fn what_was_written_is_read_again() {
    let mut dice = Dice(11);
    let letters: Vec<char> = "abc =;:/+\"\\()@ä".chars().collect();
    for _ in 0..500 {
        let wanted: BTreeSet<DnsRecord> = (0..dice.below(12))
            .map(|n| {
                let name = format!("h{n}.acme.test");
                match dice.below(4) {
                    0 => record(&name, "A", None, &format!("192.0.2.{}", dice.below(256))),
                    1 => record(&name, "MX", Some(u16::try_from(dice.below(65_536)).unwrap()), "mail.dezky.test"),
                    2 => record(&name, "SRV", Some(1), "2 993 mail.dezky.test"),
                    _ => {
                        let text: String = (0..dice.below(300)).map(|_| letters[dice.below(letters.len())]).collect();
                        record(&name, "TXT", None, &text)
                    }
                }
            })
            .collect();
        let mut text: Vec<_> = wanted.iter().map(|record| write(record, &mut dice)).collect();
        if text.len() > 1 {
            let at = dice.below(text.len());
            text.swap(0, at);
        }
        let zone = parse(&text.concat(), "acme.test");
        assert_eq!((zone.records, zone.skipped), (wanted.into_iter().collect(), 0), "{}", text.concat());
    }
}

#[test]
fn what_is_asked_of_a_domains_owner_is_what_stalwart_says_with_a_first_policy_that_only_watches() {
    for (domain, text) in zones() {
        let all = wanted(&domain, &parse(&text, &domain).records);
        let of = |purpose| all.iter().filter(|it| it.purpose == purpose).collect::<Vec<&WantedRecord>>();
        let values = |purpose| of(purpose).iter().map(|it| it.value.clone()).collect::<Vec<_>>();
        assert_eq!(values(Purpose::Receive), ["10 mail.dezky.test."]);
        let prove = of(Purpose::Prove);
        let names: Vec<&str> = prove.iter().map(|it| it.name.as_str()).collect();
        assert_eq!((names.len(), names[0], names[3]), (4, "@", "_dmarc"), "{names:?}");
        assert!(names[1].ends_with("._domainkey") && names[2].ends_with("._domainkey"));
        assert_eq!(prove[3].value, format!("v=DMARC1; p=none; rua=mailto:postmaster@{domain}"));
        let encrypt: Vec<&str> = of(Purpose::Encrypt).iter().map(|it| it.name.as_str()).collect();
        assert_eq!(encrypt, ["mta-sts", "_mta-sts", "_smtp._tls"]);
        assert!(of(Purpose::Programs).iter().any(|it| it.kind == RecordKind::Srv && it.name == "_imaps._tcp"));
        let needed = all.iter().filter(|it| !it.optional).count();
        assert_eq!(needed, 5, "the others work without");
        assert!(all.iter().all(|it| it.full_name(&domain).ends_with(&domain)));
    }
    // What lies elsewhere is somebody else's; without an MX nothing was said.
    let elsewhere =
        [record("mail.dezky.test", "TXT", None, "v=spf1 a -all"), record("xacme.test", "MX", Some(1), "a.b")];
    assert_eq!(wanted("acme.test", &elsewhere), []);
    let bare = [record("acme.test", "MX", Some(10), "mail.dezky.test")];
    let values: Vec<String> = wanted("acme.test", &bare).into_iter().map(|it| it.value).collect();
    let policy = "v=DMARC1; p=none; rua=mailto:postmaster@acme.test";
    assert_eq!(values, ["10 mail.dezky.test.", "v=spf1 mx -all", policy]);
}
