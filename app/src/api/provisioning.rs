//! What an operator may ask of a tenant's provisioning: to go on, to stop, to look, to repair.

use leptos::prelude::*;

/// The tenant's page, whose first part is its provisioning.
#[cfg(feature = "ssr")]
fn page(slug: &str) -> String {
    format!("/operator/tenants/{}", crate::backend::escape(slug))
}

/// `from` is the id of the first step to try again; without one, all that isn't done.
#[server(prefix = "/api", endpoint = "provisioning/again")]
pub async fn provision_again(slug: String, from: Option<String>) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::{AppError, access::Action, id::ResourceId};

    press(page(&slug), page(&slug), "provision-again-done", |backend| async move {
        let slug = tenant(&backend, Action::Provision, &slug)?;
        let from = from.map(|id| id.parse::<ResourceId>()).transpose().map_err(|_| AppError::Missing)?;
        backend.services.provisioner.again(&backend.ctx, &slug, from).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "provisioning/cancel")]
pub async fn provision_cancel(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::access::Action;

    press(page(&slug), page(&slug), "provision-cancel-done", |backend| async move {
        let slug = tenant(&backend, Action::Provision, &slug)?;
        backend.services.provisioner.cancel(&backend.ctx, &slug).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "provisioning/pause")]
pub async fn provision_pause(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::access::Action;

    press(page(&slug), page(&slug), "provision-pause-done", |backend| async move {
        let slug = tenant(&backend, Action::Provision, &slug)?;
        backend.services.provisioner.pause(&backend.ctx, &slug, true).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "provisioning/resume")]
pub async fn provision_resume(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::access::Action;

    press(page(&slug), page(&slug), "provision-resume-done", |backend| async move {
        let slug = tenant(&backend, Action::Provision, &slug)?;
        backend.services.provisioner.pause(&backend.ctx, &slug, false).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "provisioning/look")]
pub async fn provision_look(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::access::Action;

    press(page(&slug), page(&slug), "provision-look-done", |backend| async move {
        let slug = tenant(&backend, Action::Provision, &slug)?;
        backend.services.provisioner.look(&backend.ctx, &slug).await
    })
    .await
}

/// `ids` are those of the plan that was shown, with a space between them.
#[server(prefix = "/api", endpoint = "provisioning/repair")]
pub async fn provision_repair(slug: String, ids: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::{AppError, access::Action, id::ResourceId};

    press(page(&slug), page(&slug), "provision-repair-done", |backend| async move {
        let slug = tenant(&backend, Action::Provision, &slug)?;
        let ids: Result<Vec<ResourceId>, _> = ids.split_whitespace().map(str::parse).collect();
        let ids = ids.map_err(|_| AppError::Missing)?;
        backend.services.provisioner.repair(&backend.ctx, &slug, &ids).await
    })
    .await
}
