//! Events for who takes them along: a line each, everything that is known of them.

use csv::{Terminator, WriterBuilder};
use dezky_app::{
    text::{Span, Text},
    ui::sentence::sentence,
};
use dezky_domain::audit::AuditEvent;

/// The columns of [`csv`].
pub const COLUMNS: &str = "occurred,observed,source,tenant,actor,actor_id,on_behalf,action,class,target_kind,target,target_id,outcome,ip,request,id,sentence\r\n";

/// As JSON, with the raw record.
#[must_use]
pub fn json(stored: &AuditEvent) -> serde_json::Value {
    let event = &stored.event;
    serde_json::json!({
        "id": event.id,
        "seq": stored.seq,
        "source": event.source,
        "position": event.position,
        "tenant": stored.tenant.as_ref().map(|tenant| tenant.slug.as_str()),
        "attribution": event.attribution,
        "occurred": event.occurred,
        "occurred_known": event.occurred_known,
        "observed": event.observed,
        "actor": event.actor,
        "on_behalf": event.on_behalf,
        "action": event.action,
        "class": event.class,
        "target": event.target,
        "outcome": event.outcome,
        "ip": event.ip,
        "user_agent": event.user_agent,
        "request": event.request,
        "story": event.story,
        "words": event.words,
        "changes": event.changes,
        "raw": event.raw,
        "raw_sha256": event.raw_sha256,
        "format": event.format,
    })
}

/// As a line of a table (RFC 4180), with the sentence in the reader's language.
#[must_use]
pub fn csv(text: Text, stored: &AuditEvent) -> String {
    let event = &stored.event;
    let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let said: String = sentence(text, stored)
        .into_iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Strong(text) => text,
        })
        .collect();
    let some = |word: &Option<String>| word.clone().unwrap_or_default();
    let cells = [
        time(event.occurred),
        time(event.observed),
        event.source.word().to_owned(),
        stored.tenant.as_ref().map(|tenant| tenant.slug.to_string()).unwrap_or_default(),
        some(&event.actor.name),
        some(&event.actor.id),
        some(&event.on_behalf),
        event.action.clone(),
        event.class.word().to_owned(),
        event.target.kind.clone(),
        some(&event.target.name),
        some(&event.target.id),
        event.outcome.word().to_owned(),
        some(&event.ip),
        some(&event.request),
        event.id.to_string(),
        said,
    ];
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Into memory, and every line has the same cells: neither can fail.
    let _ = writer.write_record(cells.iter().map(|cell| safe(cell)));
    writer.into_inner().map(|line| String::from_utf8_lossy(&line).into_owned()).unwrap_or_default()
}

/// A cell that no spreadsheet runs: what begins like a formula gets an apostrophe before it.
#[must_use]
pub fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (cell, kept) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
            ("\t=1", "'\t=1"),
            ("", ""),
        ] {
            assert_eq!(safe(cell), kept);
        }
    }
}
