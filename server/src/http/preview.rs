//! How a name and a colour would look, while they are typed.

use axum::{
    Extension,
    extract::{OriginalUri, State as Shared},
    http::HeaderName,
    response::{Html, IntoResponse as _, Response},
};
use dezky_domain::ctx::Ctx;
use tower_sessions::Session;

use super::context::{part, status};
use crate::state::State;

/// `GET /admin/brand/preview?accent=…&name=…`: the two pictures with their contrasts. `X-Preview` tells it from the
/// sign-in page, to which a request may be led.
pub async fn piece(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    session: Session,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let answer = async { dezky_app::pages::brand::preview(&part(&state, &ctx, &session, &uri)?).await };
    match answer.await {
        Ok(piece) => ([(HeaderName::from_static("x-preview"), "1")], Html(piece)).into_response(),
        Err(error) => status(&error),
    }
}
