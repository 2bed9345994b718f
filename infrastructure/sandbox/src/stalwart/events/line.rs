//! An event as a line of a text log. As in the real one, line breaks and tabs in texts are escaped and quotes aren't, so
//! that whoever chooses a text can write what looks like more keys (facts/stalwart.md §5.1).

use chrono::{DateTime, Utc};

use super::{Event, Said};

/// The line, with its end.
pub fn of(event: &Event) -> String {
    let mut keys = Vec::new();
    if let Some(span) = &event.span {
        keys.push(format!("listenerId = \"{}\"", escaped(&span.listener)));
        keys.push(format!("localPort = {}", span.port));
        keys.push(format!("remoteIp = {}", span.ip));
        keys.push(format!("remotePort = {}", span.remote));
    }
    keys.extend(event.own.iter().filter_map(|(key, said)| Some(format!("{key} = {}", value(said)?))));
    let (level, known) = (event.known.level.word(), event.known);
    format!("{} {level} {} ({}) {}\n", time(event.at), known.words, known.name, keys.join(", "))
}

fn value(said: &Said) -> Option<String> {
    Some(match said {
        Said::Text(text) => quoted(text),
        Said::Texts(texts) => list(texts.iter().map(|text| quoted(text))),
        Said::Number(number) => number.to_string(),
        Said::Numbers(numbers) => list(numbers.iter().map(u64::to_string)),
        Said::Millis(ms) => format!("{ms}ms"),
        Said::Ip(ip) => ip.to_string(),
        Said::Time(at) => time(*at),
        Said::Span => return None,
    })
}

pub fn time(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stalwart::events::{Span, known};

    #[test]
    fn a_line_is_as_it_was_recorded() {
        let span = Span {
            id: 342_283_707_438_137_856,
            listener: "http".to_owned(),
            port: 18081,
            ip: [127, 0, 0, 1].into(),
            remote: 43234,
        };
        let name = "mallory\", accountid = 1, details = \"forged)\n2026-11-24t00@dezky.test";
        let own = vec![
            ("accountName", name.into()),
            ("spanId", Said::Span),
            ("reason", "Account not found".into()),
            ("remoteIp", Said::Ip(span.ip)),
        ];
        let at = "2026-11-24T04:13:10Z".parse().unwrap();
        let mut event = Event { at, known: known::of("auth.failed").unwrap(), span: Some(span), own };
        assert_eq!(
            of(&event),
            "2026-11-24T04:13:10Z DEBUG Authentication failed (auth.failed) listenerId = \"http\", localPort = 18081, \
             remoteIp = 127.0.0.1, remotePort = 43234, accountName = \"mallory\", accountid = 1, details = \
             \"forged)\\n2026-11-24t00@dezky.test\", reason = \"Account not found\", remoteIp = 127.0.0.1\n"
        );
        let data = serde_json::to_string(&event.data()).unwrap();
        let keys = ["accountName", "spanId", "reason", "remoteIp", "listenerId", "localPort", "remotePort"];
        assert!(keys.iter().all(|key| data.matches(&format!("\"{key}\":")).count() == 1), "{data}");
        (event.span, event.own) =
            (None, vec![("to", Said::Texts(vec!["a@b".to_owned()])), ("elapsed", Said::Millis(3))]);
        assert!(of(&event).ends_with("(auth.failed) to = [\"a@b\"], elapsed = 3ms\n"));
        event.own.clear();
        assert!(of(&event).ends_with("(auth.failed) \n"));
    }
}
