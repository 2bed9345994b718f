//! Letting partners into this host's tenant, and out again.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/admin/partners";

/// The form that lets a partner in.
#[cfg(feature = "ssr")]
pub const GIVE: &str = "grant";

/// The end of the day that was chosen, as the platform's clock has it. None for what is no day.
#[cfg(feature = "ssr")]
fn end(backend: &crate::Backend, day: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    use chrono::NaiveTime;
    use dezky_domain::timeline::Moment;

    let next = day.trim().parse::<chrono::NaiveDate>().ok()?.succ_opt()?;
    Some(backend.when.exactly(&Moment::Local(next.and_time(NaiveTime::MIN))))
}

/// `until` is the last day.
#[server(prefix = "/api", endpoint = "grants/give")]
pub async fn give_grant(partner: String, scope: String, until: String, reason: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{access::Action, partner::NewGrant};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let given = async {
        backend.ctx.require(Action::ManagePartners)?;
        let new = NewGrant::new(&partner, &scope, end(&backend, &until), &reason, backend.ctx.now())?;
        backend.services.grants.give(&backend.ctx, new).await
    };
    let done = given.await.map(|()| Done { path: LIST.to_owned(), said: Some("grant-given") });
    let typed = [("partner", &*partner), ("scope", &*scope), ("until", &*until), ("reason", &*reason)];
    answer(&backend, Form { name: GIVE, page: format!("{LIST}/new"), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "grants/change_end")]
pub async fn change_grant_end(id: String, until: String) -> Result<(), ServerFnError> {
    use dezky_domain::{AppError, access::Action};

    super::answer::press(LIST.to_owned(), LIST.to_owned(), "grant-changed", |backend| async move {
        backend.ctx.require(Action::ManagePartners)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.grants.change_end(&backend.ctx, id, end(&backend, &until)).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "grants/revoke")]
pub async fn revoke_grant(id: String) -> Result<(), ServerFnError> {
    use dezky_domain::{AppError, access::Action};

    super::answer::press(LIST.to_owned(), LIST.to_owned(), "grant-revoked", |backend| async move {
        backend.ctx.require(Action::ManagePartners)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.grants.revoke(&backend.ctx, id).await
    })
    .await
}
