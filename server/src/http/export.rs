//! The whole filtered timeline as a file, in a stream: however much it is, a page of it is held at a time. Who takes it
//! along stands on the line before the first byte leaves.

use std::io;

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Query, State as Shared},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use dezky_app::text::Text;
use dezky_domain::{audit::AuditEvent, ctx::Ctx, page::Cursor, timeline::TimelineFilter};
use futures::{StreamExt as _, stream};

use super::context::status;
use crate::{
    service::export::{COLUMNS, csv, json},
    state::State,
};

type Pairs = Query<Vec<(String, String)>>;

/// `GET …/audit/export.csv?…filters`: a table for people, safe against formulas.
pub async fn table(Shared(state): Shared<State>, Extension(ctx): Extension<Ctx>, Query(pairs): Pairs) -> Response {
    let text = Text::new(ctx.preferences.language);
    // The mark tells spreadsheets that it is UTF-8.
    let head = format!("\u{feff}{COLUMNS}");
    file(state, ctx, &pairs, ("csv", "text/csv; charset=utf-8"), head, move |event| csv(text, event)).await
}

/// `GET …/audit/export.ndjson?…filters`: everything that is known, a JSON object a line.
pub async fn lines(Shared(state): Shared<State>, Extension(ctx): Extension<Ctx>, Query(pairs): Pairs) -> Response {
    let line = |event: &AuditEvent| json(event).to_string() + "\n";
    file(state, ctx, &pairs, ("ndjson", "application/x-ndjson"), String::new(), line).await
}

async fn file(
    state: State,
    ctx: Ctx,
    pairs: &[(String, String)],
    (kind, media): (&str, &'static str),
    head: String,
    line: impl Fn(&AuditEvent) -> String + Send + Sync + 'static,
) -> Response {
    let filter = TimelineFilter::from_pairs(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    if let Err(error) = state.services.timeline.begin_export(&ctx, &filter, kind).await {
        return status(&error);
    }
    let day = ctx.now().format("%Y-%m-%d");
    let whose = ctx.tenant().map_or("platform", |tenant| tenant.slug.as_str());
    let disposition = format!("attachment; filename=\"audit-{whose}-{day}.{kind}\"");
    let pages = stream::unfold(Some((state, ctx, filter, None::<Cursor>)), |at| async move {
        let (state, ctx, filter, before) = at?;
        match state.services.timeline.export(&ctx, &filter, before).await {
            Ok((events, older)) => Some((Ok(events), older.map(|older| (state, ctx, filter, Some(older))))),
            // The status was sent long ago: the connection breaks, so that nobody takes a part for the whole.
            Err(error) => Some((Err(io::Error::other(error.to_string())), None)),
        }
    });
    let rows = pages.map(move |page| page.map(|events| Bytes::from(events.iter().map(&line).collect::<String>())));
    let head = stream::once(async move { Ok(Bytes::from(head)) });
    let mut response = Body::from_stream(head.chain(rows)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
