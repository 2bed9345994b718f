//! What an administrator may do about how the tenant looks. A logo's upload is no server function: it is a file
//! (`server/http/logo`).

use leptos::prelude::*;

/// The form of name, colour and help.
#[cfg(feature = "ssr")]
pub const LOOK: &str = "look";
/// The form that notes a host.
#[cfg(feature = "ssr")]
pub const HOST: &str = "host";

#[cfg(feature = "ssr")]
const PAGE: &str = "/admin/brand";

/// With `preview` nothing is saved: the page shows the colours of what was typed.
#[server(prefix = "/api", endpoint = "brand/change")]
pub async fn change_brand(
    name: String,
    accent: String,
    support: String,
    preview: Option<String>,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{access::Action, error::Why, tenant::Look};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let changed = async {
        backend.ctx.require(Action::ManageBrand)?;
        let look = Look::parse(&name, &accent, &support)?;
        if preview.is_none() {
            return backend.services.brands.change(&backend.ctx, look).await;
        }
        // Back to the form with what was typed, which isn't wrong.
        Err(Why("brand-previewed").at("preview"))
    };
    let done = changed.await.map(|()| Done { path: PAGE.to_owned(), said: Some("brand-done") });
    let typed = [("name", &*name), ("accent", &*accent), ("support", &*support)];
    answer(&backend, Form { name: LOOK, page: PAGE.to_owned(), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "brand/remove_logo")]
pub async fn remove_logo(ground: String) -> Result<(), ServerFnError> {
    super::answer::press(PAGE.to_owned(), PAGE.to_owned(), "brand-logo-removed", |backend| async move {
        backend.services.brands.remove_logo(&backend.ctx, ground == "dark").await
    })
    .await
}

#[server(prefix = "/api", endpoint = "brand/add_host")]
pub async fn add_host(host: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let added = backend.services.brands.add_host(&backend.ctx, &host).await;
    let done = added.map(|()| Done { path: PAGE.to_owned(), said: Some("brand-host-added") });
    answer(&backend, Form { name: HOST, page: PAGE.to_owned(), typed: &[("host", &*host)] }, done).await
}

#[server(prefix = "/api", endpoint = "brand/check_hosts")]
pub async fn check_hosts() -> Result<(), ServerFnError> {
    super::answer::press(PAGE.to_owned(), PAGE.to_owned(), "brand-hosts-asked", |backend| async move {
        backend.services.brands.check_hosts(&backend.ctx).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "brand/remove_host")]
pub async fn remove_host(host: String) -> Result<(), ServerFnError> {
    super::answer::press(PAGE.to_owned(), PAGE.to_owned(), "brand-host-removed", |backend| async move {
        backend.services.brands.remove_host(&backend.ctx, &host).await
    })
    .await
}
