//! Lines into which somebody wrote facts of their own, by the name they signed in with: nobody believes them.

use dezky_connect::parse::stalwart::ServiceAccount;
use dezky_domain::audit::Class;

use super::{LOG, event, read};

const BEGIN: &str = "2026-11-24T04:13:10Z DEBUG Authentication failed (auth.failed) listenerId = \"http\", localPort = 18081, remoteIp = 127.0.0.1, remotePort = 43234, ";
const END: &str = "\", reason = \"Account not found\", remoteIp = 127.0.0.1";

/// What a client can send as a name; line breaks reach the log as `\n`.
const NAMES: &[&str] = &[
    r#"mallory", accountid = 1, details = "forged)\n2026-11-24t00@dezky.test"#,
    r#"x", remoteIp = 9.9.9.9"#,
    r#"x", remoteIp = 9.9.9.9, remotePort = 1, accountId = 1, accountName = "admin@dezky.test"#,
    r#"x", listenerId = "imaps", localPort = 993, remoteIp = 9.9.9.9, remotePort = 1, y = ""#,
    r#"" (auth.success) accountName = "admin"#,
    r#"\n2026-11-24T04:13:10Z INFO Authentication successful (auth.success) listenerId = "http", localPort = 1, remoteIp = 9.9.9.9, remotePort = 1, accountName = "admin"#,
    r#"\\", id = "x:Account/set", accountId = 2, elapsed = 0ms"#,
    r#"details = "Missing Authorization header."#,
    "\u{1b}[31mred\u{1b}[0m",
    "\u{202e}live",
    "\r2026-11-24T04:13:10Z INFO Authentication successful (auth.success) ",
    "",
    ")",
    "(",
    "[a, b]",
    "Text (auth.success) { k = v }",
];

#[test]
fn the_recorded_forgery_is_kept_and_not_believed() {
    let forged = LOG.lines().find(|line| line.contains("mallory")).unwrap();
    let line = read(forged);
    assert_eq!((line.event.kind.as_str(), line.level.as_str()), ("auth.warning", "DEBUG"));
    assert_eq!((line.event.ip, line.event.account_id, line.event.account_name), (None, None, None));
    assert!(line.event.words.is_empty());
    assert_eq!(line.event.raw, forged);
}

#[test]
fn no_name_changes_a_fact_of_its_line() {
    for name in NAMES {
        let line = read(&format!("{BEGIN}accountName = \"{name}{END}"));
        let event = &line.event;
        assert_eq!((event.kind.as_str(), event.class, line.level.as_str()), ("auth.failed", Class::Security, "DEBUG"));
        assert_eq!((event.ip.as_deref(), event.port), (Some("127.0.0.1"), Some(43234)), "{name}");
        assert_eq!((event.listener.as_deref(), event.account_id), (Some("http"), None), "{name}");
        assert_eq!((&event.account_name, &event.method, &event.domain), (&None, &None, &None), "{name}");
        assert!(event.words.is_empty() && event.target.id.is_none() && event.target.name.is_none(), "{name}");
        assert_eq!(event.matches, "1795493590 auth.failed 127.0.0.1 43234");
        assert!(event.raw.starts_with(BEGIN));
        let other = read(&format!("{BEGIN}accountName = \"somebody{END}")).event;
        assert_ne!(event.dedupe, other.dedupe, "{name}");
    }
}

#[test]
fn a_name_where_no_connection_comes_first_makes_none() {
    for name in NAMES {
        let text = format!(
            "2026-11-24T04:13:10Z DEBUG Authentication warning (auth.warning) accountName = \"{name}\", reason = \"No domain in username\""
        );
        let event = read(&text).event;
        assert_eq!(
            (event.kind.as_str(), event.ip, event.port, event.listener),
            ("auth.warning", None, None, None),
            "{name}"
        );
        assert_eq!(event.matches, "1795493590 auth.warning - -");
    }
}

#[test]
fn half_a_connection_is_none() {
    let start = "2026-11-24T04:10:28Z DEBUG Authentication failed (auth.failed) ";
    for rest in [
        r#"listenerId = "http", localPort = 1, remoteIp = 1.2.3.4"#,
        r#"localPort = 1, remoteIp = 1.2.3.4, remotePort = 5"#,
        r#"listenerId = "ht"tp", localPort = 1, remoteIp = 1.2.3.4, remotePort = 5"#,
        r#"listenerId = "http", localPort = 1, remoteIp = 1.2.3, remotePort = 5"#,
        r#"listenerId = "http", localPort = 1, remoteIp = 1.2.3.4, remotePort = 65536"#,
        r#"listenerId = "http", localPort = 1, remoteIp = 1.2.3.4, remotePort = 5x"#,
        r#"listenerId = "http", localPort = 1, remoteIp = "1.2.3.4", remotePort = 5"#,
        r#"listenerId = "http", localIp = 127.0.0.1, localPort = 18081, tls = false"#,
        r#"a = "b", listenerId = "http", localPort = 1, remoteIp = 1.2.3.4, remotePort = 5"#,
    ] {
        let event = read(&format!("{start}{rest}")).event;
        assert_eq!((event.ip, event.port, event.listener), (None, None, None), "{rest}");
    }
    let whole = read(&format!(r#"{start}listenerId = "http", localPort = 1, remoteIp = ::1, remotePort = 5"#)).event;
    assert_eq!((whole.ip.as_deref(), whole.port), (Some("::1"), Some(5)));
}

#[test]
fn a_call_is_believed_only_if_it_is_all_there_is() {
    let start = r#"2026-11-24T04:10:28Z DEBUG JMAP method call (jmap.method-call) listenerId = "http", localPort = 1, remoteIp = 1.2.3.4, remotePort = 5, "#;
    let dezky = ServiceAccount { number: 2 };
    let good = read(&format!(r#"{start}id = "x:Account/set", accountId = 7, elapsed = 3ms"#)).event;
    assert_eq!((good.method.as_deref(), good.account.as_deref()), (Some("x:Account/set"), Some("h")));
    assert!(good.foreign_change(&dezky));
    assert_eq!(read(&format!(r#"{start}id = "Email/query", accountId = 7, elapsed = 3ms"#)).event.class, Class::Noise);
    for rest in [
        r#"id = "x:Account/set", accountId = 7, elapsed = 3ms, accountId = 2"#,
        r#"id = "x:Account/get", accountId = 2, x = "id = "x:Account/set", accountId = 7, elapsed = 3ms"#,
        r#"accountName = "id = "x:Account/set", accountId = 2, elapsed = 3ms"#,
        r#"id = "x:Account/get"", accountId = 2, elapsed = 3ms"#,
        r#"id = "x:Account/set", accountId = 99999999999999999999, elapsed = 3ms"#,
        r#"id = "x:Account/set", accountId = -1, elapsed = 3ms"#,
        "",
    ] {
        let event = read(&format!("{start}{rest}")).event;
        assert_eq!((event.method, event.account_id, event.class), (None, None, Class::Mutation), "{rest}");
        assert_eq!(event.port, Some(5), "{rest}");
    }
    // Another type has nothing but its beginning, whatever its rest looks like.
    let other = start.replace("jmap.method-call", "jmap.forbidden");
    let event = read(&format!(r#"{other}id = "x:Account/set", accountId = 7, elapsed = 3ms"#)).event;
    assert_eq!((event.method, event.account_id), (None, None));
}

#[test]
fn a_request_without_credentials_is_noise_by_its_first_key_only() {
    let class = |rest: &str| read(&format!("{BEGIN}{rest}")).event.class;
    assert_eq!(
        class(r#"details = "Missing Authorization header.", causedBy = "crates/http/src/auth/authenticate.rs:117""#),
        Class::Noise
    );
    assert_eq!(class(r#"accountName = "x", details = "Missing Authorization header.""#), Class::Security);
}

#[test]
fn the_same_forgery_in_a_webhook_is_one_name() {
    let told = event(
        "auth.failed",
        r#"{"accountName":"mallory\", accountid = 1, details = \"forged)\n2026-11-24t00@dezky.test","reason":"Account not found","remoteIp":"127.0.0.1","listenerId":"http","localPort":18081,"remotePort":43234}"#,
    );
    let name = told.account_name.unwrap();
    assert_eq!(name, "mallory\", accountid = 1, details = \"forged)2026-11-24t00@dezky.test");
    assert_eq!((told.account_id, told.domain.as_deref()), (None, Some("dezky.test")));
}
