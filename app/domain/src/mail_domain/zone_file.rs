//! The wanted records as a zone file (RFC 1035 §5), to be read in by a DNS provider.

use std::fmt::Write as _;

use super::{RecordKind, WantedRecord};

/// A TXT's strings have at most so many bytes each.
const STRING: usize = 255;

/// `domain` and its records, in their order. Nothing in a value can begin another line.
#[must_use]
pub fn zone_file(domain: &str, records: &[&WantedRecord]) -> String {
    let mut text = format!("$ORIGIN {domain}.\n$TTL 3600\n");
    for record in records {
        let value = match record.kind {
            RecordKind::Txt => strings(&record.value),
            RecordKind::Mx | RecordKind::Cname | RecordKind::Srv => plain(&record.value),
        };
        let _ = writeln!(text, "{}\tIN\t{}\t{value}", plain(&record.name), record.kind.word());
    }
    text
}

/// A value of names and numbers.
fn plain(value: &str) -> String {
    value.chars().filter(|c| c.is_ascii_graphic() && !"\"();\\".contains(*c) || *c == ' ').collect()
}

/// A text as quoted strings, cut at 255 bytes.
fn strings(value: &str) -> String {
    let bytes: Vec<u8> = value.bytes().collect();
    let quoted = bytes.chunks(STRING).map(|part| {
        let inside = part.iter().fold(String::new(), |mut text, byte| {
            match byte {
                b'"' | b'\\' => {
                    text.push('\\');
                    text.push(char::from(*byte));
                }
                b' '..=b'~' => text.push(char::from(*byte)),
                _ => {
                    let _ = write!(text, "\\{byte:03}");
                }
            }
            text
        });
        format!("\"{inside}\"")
    });
    let quoted: Vec<String> = quoted.collect();
    if quoted.is_empty() { "\"\"".to_owned() } else { quoted.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::{super::Purpose, *};

    fn record(kind: RecordKind, name: &str, value: &str) -> WantedRecord {
        WantedRecord { purpose: Purpose::Prove, kind, name: name.to_owned(), value: value.to_owned(), optional: false }
    }

    #[test]
    fn every_kind_is_written_as_a_name_server_reads_it() {
        let key = format!("v=DKIM1; p={}", "A".repeat(300));
        let records = [
            record(RecordKind::Mx, "@", "10 mail.dezky.example."),
            record(RecordKind::Txt, "@", "v=spf1 mx -all"),
            record(RecordKind::Txt, "k._domainkey", &key),
            record(RecordKind::Srv, "_imaps._tcp", "0 1 993 mail.dezky.example."),
        ];
        let text = zone_file("acme.example", &records.iter().collect::<Vec<_>>());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[..4],
            [
                "$ORIGIN acme.example.",
                "$TTL 3600",
                "@\tIN\tMX\t10 mail.dezky.example.",
                "@\tIN\tTXT\t\"v=spf1 mx -all\"",
            ]
        );
        let strings: Vec<&str> = lines[4].split('"').filter(|part| part.contains('A')).collect();
        assert_eq!(strings.iter().map(|part| part.len()).collect::<Vec<_>>(), [255, key.len() - 255]);
        assert_eq!(lines[5], "_imaps._tcp\tIN\tSRV\t0 1 993 mail.dezky.example.");
    }

    #[test]
    fn no_value_begins_another_line_or_ends_a_quotation() {
        let evil = [
            record(RecordKind::Txt, "@", "a\"\nwww IN A 192.0.2.1 \\ ä"),
            record(RecordKind::Cname, "x\ny", "a.example.\nwww IN A 192.0.2.1 ; (\""),
        ];
        let text = zone_file("acme.example", &evil.iter().collect::<Vec<_>>());
        assert_eq!(text.lines().count(), 4);
        assert!(text.contains("\"a\\\"\\010www IN A 192.0.2.1 \\\\ \\195\\164\""), "{text}");
        assert!(text.ends_with("xy\tIN\tCNAME\ta.example.www IN A 192.0.2.1  \n"), "{text}");
    }
}
