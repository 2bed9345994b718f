//! A mail domain's wanted records as a file, to be read in by a DNS provider.

use axum::{
    Extension,
    extract::{Path, State as Shared},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use dezky_domain::{ctx::Ctx, mail_domain::parse_mail_domain};

use super::context::status;
use crate::state::State;

/// `GET /admin/domains/{domain}/zone`
pub async fn zone(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    Path(domain): Path<String>,
) -> Response {
    // What can't be a domain's name is nobody's, and no name of a file.
    let name = parse_mail_domain(&domain).unwrap_or_default();
    match state.services.domains.zone(&ctx, &name).await {
        Ok(text) => {
            let file = HeaderValue::from_str(&format!("attachment; filename=\"{name}.zone\""));
            let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
            let file = (header::CONTENT_DISPOSITION, file.unwrap_or(HeaderValue::from_static("attachment")));
            ([kind, file], text).into_response()
        }
        Err(error) => status(&error),
    }
}
