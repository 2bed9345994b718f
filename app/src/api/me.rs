//! What somebody changes about themselves.

use leptos::prelude::*;

/// The form with one's name.
#[cfg(feature = "ssr")]
pub const NAME: &str = "me-name";

#[server(prefix = "/api", endpoint = "me/rename")]
pub async fn rename_me(name: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let renamed = backend.services.me.rename(&backend.ctx, &name).await;
    let done = renamed.map(|()| Done { path: "/me".into(), said: Some("me-renamed") });
    answer(&backend, Form { name: NAME, page: "/me".into(), typed: &[("name", &*name)] }, done).await
}
