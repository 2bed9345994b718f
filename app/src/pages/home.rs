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
                Ok(view! { <workspaces::Workspaces backend workspaces/> }.into_any())
            }
            // Signed in, but not here: the page for that offers to sign out.
            (Some(_), Some(acting)) if acting.role.is_none() => Err(AppError::Missing),
            (Some(tenant), Some(_)) => {
                let launcher = backend.services.launchers.show(&backend.ctx).await?;
                Ok(view! { <launcher::Launcher backend tenant launcher/> }.into_any())
            }
        }
    })
}
