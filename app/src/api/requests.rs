//! Wishes to be let into a workspace: asked on the platform's host, answered on the tenant's.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/admin/people/requests";

#[server(prefix = "/api", endpoint = "requests/ask")]
pub async fn ask_access(address: String, why: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let asked = backend.services.access_requests.ask(&backend.ctx, &address, &why).await;
    let done = asked.map(|()| Done { path: "/".to_owned(), said: Some("request-asked") });
    let typed = [("address", &*address), ("why", &*why)];
    answer(&backend, Form { name: "request", page: "/".to_owned(), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "requests/accept")]
pub async fn accept_request(id: String) -> Result<(), ServerFnError> {
    use super::answer::{press, request};

    press(LIST.to_owned(), LIST.to_owned(), "request-accept-done", |backend| async move {
        let id = request(&backend, &id)?;
        backend.services.access_requests.accept(&backend.ctx, id).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "requests/decline")]
pub async fn decline_request(id: String) -> Result<(), ServerFnError> {
    use super::answer::{press, request};

    press(LIST.to_owned(), LIST.to_owned(), "request-decline-done", |backend| async move {
        let id = request(&backend, &id)?;
        backend.services.access_requests.decline(&backend.ctx, id).await
    })
    .await
}
