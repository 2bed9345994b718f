//! What an operator may do about an alert: acknowledge it, and have it delivered again.

use leptos::prelude::*;

/// The form that acknowledges.
#[cfg(feature = "ssr")]
pub const ACKNOWLEDGE: &str = "acknowledge";

/// The page of the alert with this id.
#[cfg(feature = "ssr")]
fn page(id: &str) -> String {
    format!("/operator/alerts/{}", crate::backend::escape(id))
}

#[server(prefix = "/api", endpoint = "alerts/acknowledge")]
pub async fn acknowledge_alert(id: String, note: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{AppError, access::Action};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let acknowledged = async {
        backend.ctx.require(Action::ManageAlerts)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.alerts.acknowledge(&backend.ctx, id, &note).await
    };
    let done =
        acknowledged.await.map(|()| Done { path: "/operator/alerts".into(), said: Some("alert-acknowledge-done") });
    answer(&backend, Form { name: ACKNOWLEDGE, page: page(&id), typed: &[("note", &*note)] }, done).await
}

/// `id` is the delivery's; `alert` only says which page to go back to.
#[server(prefix = "/api", endpoint = "alerts/send_again")]
pub async fn send_again(id: String, alert: String) -> Result<(), ServerFnError> {
    use super::answer::press;
    use dezky_domain::{AppError, access::Action};

    press(page(&alert), page(&alert), "alert-again-done", |backend| async move {
        backend.ctx.require(Action::ManageAlerts)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.alerts.send_again(&backend.ctx, id).await
    })
    .await
}
