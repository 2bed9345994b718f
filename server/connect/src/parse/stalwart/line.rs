//! A line of the text log:
//! `2026-11-24T04:10:28Z INFO Authentication successful (auth.success) key = value, key = value` (facts/stalwart.md §5.1).
//!
//! Strings stand in quotes in which line breaks are escaped and quotes are not. So a line is one event, whatever a
//! client sends: its time, level and type are Stalwart's own. But where a string of a client's ends can't be seen, and
//! what seems to follow may be part of it, other keys and a whole other event included; keys come twice anyway. So facts
//! are only what stands before the first such string: the beginning, and the client's connection where it comes first.
//! The rest is kept in `raw`, and nothing is taken from it.
//!
//! One type has no text of a client's anywhere: `jmap.method-call` has a method that Stalwart knows, a number and a
//! duration. Those are taken if the whole rest is just that; else it wouldn't be known that somebody changed things
//! while webhooks were lost.

use std::{net::IpAddr, sync::LazyLock};

use dezky_domain::source::Unreadable;
use regex::Regex;
use serde_json::Number;

use super::{
    Format, StalwartEvent, action,
    event::{self, Said},
    identity, secrets,
};
use crate::parse::json::Json;

/// Bytes of a line; a longer one is none of ours.
const LONGEST: usize = 256 << 10;

/// A line, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// `INFO`.
    pub level: String,
    /// Stalwart's name of the event: `Authentication failed`.
    pub description: Option<String>,
    pub event: StalwartEvent,
}

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z) ",
        r"(?P<level>TRACE|DEBUG|INFO|WARN|ERROR) ",
        // Without brackets or quotes: what is in them is somebody's.
        r#"(?:(?P<words>[^()"\\=]{1,120}) )?"#,
        r"\((?P<type>[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*)\)(?: (?P<rest>.*))?$",
    ))
    .expect("a fixed pattern")
});

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"^listenerId = "(?P<listener>[A-Za-z0-9._\-]{1,64})", localPort = (?P<local>[0-9]{1,5}), "#,
        r"remoteIp = (?P<ip>[0-9a-fA-F.:]{2,45}), remotePort = (?P<port>[0-9]{1,5})(?:, (?P<rest>.*))?$",
    ))
    .expect("a fixed pattern")
});

static CALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"^id = "(?P<method>(?:x:)?[A-Za-z]{1,48}/[A-Za-z]{1,15})", accountId = (?P<account>[0-9]{1,20}), "#,
        r"elapsed = [0-9]{1,20}ms$",
    ))
    .expect("a fixed pattern")
});

/// Reads one line, with or without its end.
///
/// # Errors
/// `NoAction` for what is no such line: one that was cut within its beginning, colours, another program's.
pub fn line(line: &[u8]) -> Result<Line, Unreadable> {
    if line.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let text = std::str::from_utf8(line).map_err(|_| Unreadable::NotUtf8)?;
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let head = HEAD.captures(text).ok_or(Unreadable::NoAction)?;
    let part = |name: &str| head.name(name).map_or("", |part| part.as_str());
    let occurred = event::time_of(part("time")).ok_or(Unreadable::NoAction)?;
    let kind = event::kind_of(part("type")).ok_or(Unreadable::NoAction)?;
    let after = part("rest");
    let mut data = Vec::new();
    let rest = span(after, &mut data);
    if kind == action::METHOD_CALL {
        call(rest, &mut data);
    }
    // Where there is a name it comes first, so nobody can put this there.
    let bare = rest.strip_prefix("details = \"").is_some_and(|rest| rest.starts_with(event::BARE));
    let data = Json::Object(data);
    let dedupe = identity::dedupe(part("time"), &kind, &Json::Text(after.to_owned()), 0);
    let trusted = &text[..text.len() - rest.len()];
    let raw = format!("{trusted}{}", secrets::clear_rest(&kind, rest)).replace('\0', "\u{fffd}");
    let said = Said { format: Format::Log, kind, occurred: Some(occurred), data: &data, raw, dedupe, bare };
    Ok(Line {
        level: part("level").to_owned(),
        description: head.name("words").map(|words| words.as_str().to_owned()),
        event: event::event(said),
    })
}

/// The client's connection, if it comes first and whole. Gives what follows it.
fn span<'a>(text: &'a str, data: &mut Vec<(String, Json)>) -> &'a str {
    let Some(found) = SPAN.captures(text) else { return text };
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let (Ok(ip), Ok(local), Ok(port)) =
        (part("ip").parse::<IpAddr>(), part("local").parse::<u16>(), part("port").parse::<u16>())
    else {
        return text;
    };
    data.extend([
        ("listenerId".to_owned(), Json::Text(part("listener").to_owned())),
        ("localPort".to_owned(), Json::Number(Number::from(local))),
        ("remoteIp".to_owned(), Json::Text(ip.to_string())),
        ("remotePort".to_owned(), Json::Number(Number::from(port))),
    ]);
    found.name("rest").map_or("", |rest| rest.as_str())
}

fn call(rest: &str, data: &mut Vec<(String, Json)>) {
    let Some(found) = CALL.captures(rest) else { return };
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    let Ok(account) = part("account").parse::<u64>() else { return };
    data.extend([
        ("id".to_owned(), Json::Text(part("method").to_owned())),
        ("accountId".to_owned(), Json::Number(Number::from(account))),
    ]);
}
