//! What an administrator may do about the tenant's mail domains.

use leptos::prelude::*;

/// The form that claims one.
#[cfg(feature = "ssr")]
pub const ADD: &str = "domain";

#[cfg(feature = "ssr")]
const LIST: &str = "/admin/domains";

/// The list, at this domain.
#[cfg(feature = "ssr")]
fn page(domain: &str) -> String {
    crate::backend::address(LIST, &[("domain", domain)])
}

#[server(prefix = "/api", endpoint = "domains/add")]
pub async fn add_domain(domain: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let added = backend.services.domains.add(&backend.ctx, &domain).await;
    let done = added.map(|added| Done { path: page(&added.name), said: Some("domain-add-done") });
    let form = Form { name: ADD, page: format!("{LIST}/new"), typed: &[("domain", &*domain)] };
    answer(&backend, form, done).await
}

#[server(prefix = "/api", endpoint = "domains/check")]
pub async fn check_domain(domain: String) -> Result<(), ServerFnError> {
    super::answer::press(page(&domain), page(&domain), "domain-check-done", |backend| async move {
        backend.services.domains.check(&backend.ctx, &domain).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "domains/remove")]
pub async fn remove_domain(domain: String) -> Result<(), ServerFnError> {
    super::answer::press(page(&domain), LIST.to_owned(), "domain-remove-done", |backend| async move {
        backend.services.domains.remove(&backend.ctx, &domain).await
    })
    .await
}
