//! The start: what it is depends on the host and on who asks.

use dezky_domain::AppError;
use leptos::prelude::*;

use super::{landing, launcher, workspaces};
use crate::backend::load;

#[component]
pub fn Home() -> impl IntoView {
    load(|backend| async move {
        match (backend.ctx.tenant().cloned(), backend.ctx.acting().cloned()) {
            (None, None) => {
                let left = backend.flash("door").await;
                Ok(view! { <landing::Landing backend left/> }.into_any())
            }
            (Some(tenant), None) => Ok(view! { <landing::Door backend tenant/> }.into_any()),
            (None, Some(_)) => {
                let workspaces = backend.services.launchers.workspaces(&backend.ctx).await?;
                let mine = backend.services.access_requests.mine(&backend.ctx).await?;
                let left = backend.left().await;
                Ok(view! { <workspaces::Workspaces backend workspaces left mine/> }.into_any())
            }
            // Signed in, but not here: the page for that offers to sign out.
            (Some(_), Some(acting)) if acting.role.is_none() => Err(AppError::Missing),
            // A partner has no apps here: what it was let in for is the administration.
            (Some(_), Some(acting)) if acting.partner.is_some() => {
                leptos_axum::redirect("/admin");
                Ok(().into_any())
            }
            (Some(tenant), Some(_)) => {
                let launcher = backend.services.launchers.show(&backend.ctx).await?;
                Ok(view! { <launcher::Launcher backend tenant launcher/> }.into_any())
            }
        }
    })
}
