//! The few pages of the sandbox: plain HTML, one small stylesheet, no script, no inline style.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

const STYLE: &str = include_str!("page.css");
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A whole page; `body` is HTML already, `title` is text.
pub fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} - authentik</title>\n<link rel=\"stylesheet\" href=\"/sandbox/style.css\">\n</head>\n\
         <body>\n<main>\n<p class=\"mark\">Dezky sandbox</p>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (status, headers, Html(html)).into_response()
}

/// Authentik's answer to an address that it does not know, a missing trailing slash included.
pub async fn not_found() -> Response {
    page(StatusCode::NOT_FOUND, "Not found", "<p>Nothing is served at this address.</p>")
}

pub async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
    html
}
