//! What the palette lists, as it stands in its dialog.

use axum::{
    Extension,
    extract::{OriginalUri, State as Shared},
    http::{HeaderName, HeaderValue},
    response::{Html, IntoResponse as _, Response},
};
use dezky_domain::ctx::Ctx;
use tower_sessions::Session;

use super::context::{part, status};
use crate::state::State;

/// `GET /find/rows?q=…`: options in their groups; `X-Found` is how many there are.
pub async fn rows(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    session: Session,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let answer = async { dezky_app::pages::find::rows(&part(&state, &ctx, &session, &uri)?).await };
    match answer.await {
        Ok((count, rows)) => {
            ([(HeaderName::from_static("x-found"), HeaderValue::from(count))], Html(rows)).into_response()
        }
        Err(error) => status(&error),
    }
}
