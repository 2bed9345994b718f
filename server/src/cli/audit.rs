//! `dezky audit`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use dezky_app::{
    backend::address,
    text::{Span, Text},
    ui::sentence::sentence,
};
use dezky_domain::{
    audit::{AuditEvent, Class, Outcome, Target},
    language::Language,
    page::Cursor,
    timeline::TimelineFilter,
};

use super::{Desk, Failure, Format, plain, say, table};
use crate::service::{audit, export};

#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Lists events, newest first, by the timeline's filters
    List(List),
}

#[derive(Debug, Args)]
struct List {
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How many at most
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// A part of any word of the event
    #[arg(long, default_value = "")]
    text: String,
    /// platform, authentik, ocis or stalwart
    #[arg(long, default_value = "")]
    source: String,
    /// A tenant's slug, or `none`
    #[arg(long, default_value = "")]
    tenant: String,
    #[arg(long, default_value = "")]
    actor: String,
    #[arg(long, default_value = "")]
    action: String,
    #[arg(long, default_value = "")]
    target: String,
    /// done, refused or failed
    #[arg(long, default_value = "")]
    outcome: String,
    /// 2026-11-24, 2026-11-24T14:00, or RFC 3339
    #[arg(long, default_value = "")]
    from: String,
    /// Not included
    #[arg(long, default_value = "")]
    until: String,
}

impl Audit {
    pub(super) async fn run(self, desk: &Desk) -> Result<ExitCode, Failure> {
        let What::List(list) = self.what;
        let pairs = [
            ("q", &list.text),
            ("source", &list.source),
            ("tenant", &list.tenant),
            ("actor", &list.actor),
            ("action", &list.action),
            ("target", &list.target),
            ("outcome", &list.outcome),
            ("from", &list.from),
            ("until", &list.until),
        ];
        let filter = TimelineFilter::from_pairs(pairs.iter().map(|(key, value)| (*key, value.as_str())));
        // A page forgives a link from yesterday; here a word that isn't known is a typing mistake.
        let read = filter.pairs();
        if let Some((key, value)) =
            pairs.iter().find(|(key, value)| !value.is_empty() && !read.iter().any(|(name, _)| name == key))
        {
            return Err(format!("--{key} {value}: that is not something to filter by").into());
        }
        let (mut before, mut left): (Option<Cursor>, usize) = (None, list.limit);
        let mut rows = vec![["TIME", "TENANT", "SOURCE", "ACTION", "OUTCOME", "EVENT"].map(str::to_owned).to_vec()];
        while left > 0 {
            let page = desk.state.services.timeline.page(&desk.ctx, &filter, before).await?;
            for event in page.events.iter().take(left) {
                if list.format == Format::Json {
                    say(&export::json(event).to_string());
                } else {
                    rows.push(row(event));
                }
            }
            left = left.saturating_sub(page.events.len());
            before = page.older;
            if before.is_none() {
                break;
            }
        }
        if list.format == Format::Table {
            table(&rows);
        }
        // Who takes the audit along is on record, on the machine itself too.
        let target = Target { kind: "timeline".to_owned(), id: None, name: None };
        let mut event = audit::event(&desk.ctx, "audit.export", Outcome::Done, target);
        event.class = Class::Security;
        event.words.insert("count".to_owned(), (list.limit - left.min(list.limit)).to_string());
        event.words.insert("filter".to_owned(), address("", &filter.pairs()));
        audit::record(&desk.state, event).await?;
        Ok(ExitCode::SUCCESS)
    }
}

fn row(event: &AuditEvent) -> Vec<String> {
    let said = sentence(Text::new(Language::English), event);
    let said: String = said
        .into_iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Strong(text) => text,
        })
        .collect();
    vec![
        event.event.occurred.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        event.tenant.as_ref().map_or_else(|| "-".to_owned(), |tenant| tenant.slug.to_string()),
        event.event.source.word().to_owned(),
        plain(&event.event.action),
        event.event.outcome.word().to_owned(),
        plain(&said),
    ]
}
