//! Batches and lines that want to do harm.

use dezky_connect::parse::stalwart::{LONGEST_BATCH, Reading, ServiceAccount, line, verify, webhook};
use dezky_domain::{audit::Class, source::Unreadable};

use super::{LOG, WEBHOOK, event, events};

fn readings(body: &str) -> Vec<Reading> {
    webhook(body.as_bytes()).unwrap()
}

#[test]
fn one_bad_event_spoils_no_other() {
    let good =
        r#"{"id":"1","createdAt":"2026-11-24T04:10:28Z","type":"auth.success","data":{"accountName":"m@acme.test"}}"#;
    let deep = format!(r#"{{"type":"x.y","data":{}1{}}}"#, "[".repeat(5000), "]".repeat(5000));
    let huge = format!(r#"{{"type":"x.y","data":{{"a":"{}"}}}}"#, "x".repeat(300 << 10));
    let bad = [
        ("7", Unreadable::NotAnObject),
        ("null", Unreadable::NotAnObject),
        ("[]", Unreadable::NotAnObject),
        ("{}", Unreadable::NoAction),
        (r#"{"type":7}"#, Unreadable::NoAction),
        (r#"{"type":""}"#, Unreadable::NoAction),
        (r#"{"type":" \u0007"}"#, Unreadable::NoAction),
        (r#"{"type":"a.b","type":"auth.success"}"#, Unreadable::Refused),
        (r#"{"type":"a.b","data":{"accountId":1,"accountId":2}}"#, Unreadable::Refused),
        (r#"{"type":"a.b","data":{"n":1e999}}"#, Unreadable::NotJson),
        (r#"{"type":"a.b","data":{"n":"\ud800"}}"#, Unreadable::NotJson),
        (&deep, Unreadable::TooDeep),
        (&huge, Unreadable::TooLong),
    ];
    let mut all: Vec<&str> = bad.iter().flat_map(|(bad, _)| [*bad, good]).collect();
    all.push(good);
    let read = readings(&format!(r#"{{"events":[{}],"more":[1]}}"#, all.join(" , ")));
    assert_eq!(read.len(), all.len());
    for ((bad, why), pair) in bad.iter().zip(read.chunks(2)) {
        let (found, bytes) = pair[0].as_ref().unwrap_err();
        assert_eq!((found, bytes.as_slice()), (why, bad.as_bytes()), "{bad:.80}");
        assert_eq!(pair[1].as_ref().unwrap().account_name.as_deref(), Some("m@acme.test"));
    }
}

#[test]
fn what_is_no_batch_says_why() {
    let why = |body: &[u8]| webhook(body).unwrap_err();
    assert_eq!(why(b""), Unreadable::NotJson);
    assert_eq!(why(b"{"), Unreadable::NotJson);
    assert_eq!(why(br#"{"events":[{"type":"a.b"}"#), Unreadable::NotJson);
    assert_eq!(why(br#"{"events":[{"type":NaN}]}"#), Unreadable::NotJson);
    assert_eq!(why(br#"{"events":[]}{"events":[]}"#), Unreadable::NotJson);
    assert_eq!(why(b"[]"), Unreadable::NotAnObject);
    assert_eq!(why(br#"[[{"type":"a.b"}]]"#), Unreadable::NotAnObject);
    assert_eq!(why(b"null"), Unreadable::NotAnObject);
    assert_eq!(why(b"{}"), Unreadable::NoAction);
    assert_eq!(why(br#"{"events":{}}"#), Unreadable::NoAction);
    assert_eq!(why(br#"{"events":null}"#), Unreadable::NoAction);
    assert_eq!(why(br#"{"events":[],"events":[]}"#), Unreadable::Refused);
    assert_eq!(why(b"{\"events\":[\"\xff\"]}"), Unreadable::NotUtf8);
    assert_eq!(why(&vec![b' '; LONGEST_BATCH + 1]), Unreadable::TooLong);
    let many = format!(r#"{{"events":[{}0]}}"#, "0,".repeat(200_000));
    assert_eq!(why(many.as_bytes()), Unreadable::TooLong);
    assert!(readings(r#"{"events":[]}"#).is_empty());
}

#[test]
fn values_of_another_kind_are_not_there() {
    for data in [
        "null",
        "7",
        r#""text""#,
        "[1,2]",
        r#"{"accountName":7,"accountId":"5","remoteIp":["1.2.3.4"],"remotePort":"5","listenerId":{},"id":null,"to":{"a":1},"from":[]}"#,
        r#"{"accountName":"  ","accountId":-5,"remoteIp":"not an address","remotePort":70000,"listenerId":"","id":1.5,"to":[7,null],"from":true}"#,
        r#"{"accountName":"\u0000\u0007","accountId":1e300,"remoteIp":"","remotePort":-1,"id":99999999999999999999999}"#,
    ] {
        for kind in ["auth.failed", "auth.success", "jmap.method-call", "message-ingest.ham", "security.ip-blocked"] {
            let event = event(kind, data);
            assert_eq!((event.account_id, &event.ip, event.port), (None, &None, None), "{kind} {data}");
            assert!(event.account_name.is_none_or(|name| name == "\u{fffd}"), "{kind} {data}");
            assert_eq!((event.method, event.domain, event.burst), (None, None, None), "{kind} {data}");
        }
    }
}

#[test]
fn times_that_are_none_are_none() {
    for created in [
        r#""-2026-01-01T00:00:00Z""#,
        r#""1900-01-01T00:00:00Z""#,
        "-1",
        "1795493410",
        "null",
        r#""NaN""#,
        r#""+999999-01-01T00:00:00Z""#,
    ] {
        let body =
            format!(r#"{{"events":[{{"createdAt":{created},"type":"auth.failed","data":{{"remoteIp":"1.2.3.4"}}}}]}}"#);
        let event = events(&body).remove(0);
        assert_eq!((event.occurred, event.burst), (None, None), "{created}");
        assert_eq!(event.matches, "- auth.failed 1.2.3.4 -");
    }
    assert_eq!(event("auth.failed", r#"{"remoteIp":"::ffff:1.2.3.4"}"#).ip.as_deref(), Some("1.2.3.4"));
}

#[test]
fn numbers_beyond_a_float_are_whole() {
    let most = event("auth.success", r#"{"accountId":18446744073709551615,"accountName":"m@acme.test"}"#);
    assert_eq!(most.account_id, Some(u64::MAX));
    let message = |queue: &str| event("delivery.completed", &format!(r#"{{"queueId":{queue}}}"#));
    let (one, next) = (message("342283416391122944"), message("342283416391122945"));
    assert_eq!(one.words["queue"], "342283416391122944");
    assert_ne!(one.dedupe, next.dedupe);
    let recovery = event("jmap.method-call", r#"{"id":"x:Domain/set","accountId":4294967295}"#);
    assert_eq!(recovery.account.as_deref(), Some("d333333"));
    assert!(recovery.foreign_change(&ServiceAccount { number: 2 }));
}

#[test]
fn an_unknown_type_is_kept_and_shown() {
    let new = event("auth.session-stolen", r#"{"accountName":"m@acme.test","remoteIp":"1.2.3.4"}"#);
    assert_eq!(
        (new.class, new.kind.as_str(), new.ip.as_deref()),
        (Class::Unknown, "auth.session-stolen", Some("1.2.3.4"))
    );
    assert_eq!(event(&"x".repeat(500), "{}").kind, "x".repeat(64));
}

#[test]
fn secrets_are_out_of_everything_that_is_kept() {
    let told = event(
        "auth.failed",
        r#"{"accountName":"API_AAAAAgAAAAEBdnWqU2Axyz","reason":"key API_AAAAAgAAAAEBdnWqU2Axyz","accessToken":"t0psecret","details":"t0psecret!"}"#,
    );
    let all = format!("{told:?}");
    assert!(!all.contains("dnWqU2Axyz") && !all.contains("t0psecret"), "{all}");
    let body = event("http.request-body", r#"{"contents":"{\"secret\":\"hunter2\"}"}"#);
    assert!(!format!("{body:?}").contains("hunter2"));
    let text = line(br#"2026-11-24T04:10:28Z TRACE HTTP request body (http.request-body) listenerId = "http", localPort = 1, remoteIp = 1.2.3.4, remotePort = 5, contents = "hunter2""#).unwrap();
    assert!(!format!("{text:?}").contains("hunter2") && text.event.raw.ends_with("remotePort = 5, ***"), "{text:?}");
    let text = line(b"2026-11-24T04:10:28Z ERROR A (auth.error) accountName = \"a\0b\", secret = \"hunter2\"").unwrap();
    assert!(!format!("{text:?}").contains("hunter2") && !text.event.raw.contains('\0'), "{text:?}");
}

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    /// The same bytes, a few of them cut out, doubled, or others.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        const LIKELY: &[u8] = b"\"\\{}[](),:=\n\r\0 0-eE.\xff\xc3\xed\xa0";
        for _ in 0..=self.below(4) {
            if bytes.is_empty() {
                return;
            }
            let at = self.below(bytes.len());
            match self.below(5) {
                0 => bytes.truncate(at),
                1 => bytes[at] = LIKELY[self.below(LIKELY.len())],
                2 => bytes.insert(at, LIKELY[self.below(LIKELY.len())]),
                3 => drop(bytes.remove(at)),
                _ => {
                    let end = (at + self.below(40)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part);
                }
            }
        }
    }
}

#[test]
fn nothing_that_is_torn_or_mixed_up_brings_it_down() {
    let mut dice = Dice(7);
    let bodies: Vec<String> = WEBHOOK
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["body_raw"].as_str().unwrap().to_owned())
        .filter(|body| body.len() < 2000)
        .collect();
    let lines: Vec<&str> = LOG.lines().collect();
    let (mut read, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let mut body = bodies[dice.below(bodies.len())].clone().into_bytes();
        dice.spoil(&mut body);
        match webhook(&body) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
        let signature = String::from_utf8_lossy(&body[..body.len().min(44)]).into_owned();
        assert!(!verify(b"dezky-hook-key", &body, &signature));
        let mut text = lines[dice.below(lines.len())].as_bytes().to_vec();
        dice.spoil(&mut text);
        if let Ok(line) = line(&text) {
            assert!(line.event.account_name.is_none());
        }
    }
    assert!(read > 1000 && refused > 1000, "{read} {refused}");
}
