//! What a tenant decides for itself.

use leptos::prelude::*;

#[server(prefix = "/api", endpoint = "settings/save")]
pub async fn save_settings(
    language: String,
    idle_minutes: String,
    session_hours: String,
    retention_days: String,
    alert_mail: String,
    forget: Option<String>,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{access::Action, settings::Settings};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let typed = [
        ("language", &*language),
        ("idle_minutes", &*idle_minutes),
        ("session_hours", &*session_hours),
        ("retention_days", &*retention_days),
        ("alert_mail", &*alert_mail),
    ];
    let saved = async {
        backend.ctx.require(Action::ManageSettings)?;
        let settings = Settings::parse(&language, &idle_minutes, &session_hours, &retention_days, &alert_mail)?;
        backend.services.settings.save(&backend.ctx, settings, forget.is_some()).await
    };
    let done = saved.await.map(|()| Done { path: "/admin/settings".into(), said: Some("settings-saved") });
    answer(&backend, Form { name: "settings", page: "/admin/settings".into(), typed: &typed }, done).await
}
