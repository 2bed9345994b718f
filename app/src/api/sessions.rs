//! Ending one's own sessions.

use leptos::prelude::*;

#[server(prefix = "/api", endpoint = "sessions/end")]
pub async fn end_session(id: String, all: Option<String>) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::AppError;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let ended = match backend.ctx.require(dezky_domain::access::Action::EndOwnSession) {
        Err(error) => Err(error),
        Ok(_) => match id.parse() {
            Ok(id) => backend.services.sessions.end(&backend.ctx, id).await,
            Err(_) => Err(AppError::Missing),
        },
    };
    let path = if all.is_some() { "/me?all=1#sessions" } else { "/me#sessions" };
    let done = ended.map(|()| Done { path: path.into(), said: Some("session-ended") });
    answer(&backend, Form { name: "session", page: "/me".into(), typed: &[] }, done).await
}
