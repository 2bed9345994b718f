//! A partner's own console: into a tenant, and new tenants.

use leptos::prelude::*;

use super::tenants::Plan;

#[cfg(feature = "ssr")]
const LIST: &str = "/partner/tenants";

/// Leads to the tenant's own host, which asks once more.
#[server(prefix = "/api", endpoint = "partner/enter")]
pub async fn enter_tenant(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer, tenant};
    use dezky_domain::access::Action;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let entered = async {
        let slug = tenant(&backend, Action::OpenPartnerConsole, &slug)?;
        backend.services.partner_console.enter(&backend.ctx, &slug).await
    };
    let done = entered.await.map(|path| Done { path, said: None });
    answer(&backend, Form { name: "enter", page: LIST.to_owned(), typed: &[] }, done).await
}

#[server(prefix = "/api", endpoint = "partner/create_tenant")]
pub async fn create_partner_tenant(
    name: String,
    slug: String,
    domain: String,
    accent: String,
    #[server(flatten)] plan: Plan,
) -> Result<(), ServerFnError> {
    use super::{
        answer::{Done, Form, answer},
        tenants::{read, typed},
    };

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let itself = (&*name, &*slug, &*domain, &*accent);
    let created = async {
        backend.ctx.require(dezky_domain::access::Action::CreatePartnerTenant)?;
        backend.services.partner_console.create(&backend.ctx, read(itself, &plan)?).await
    };
    let done = created.await.map(|_| Done { path: LIST.to_owned(), said: Some("tenant-created") });
    let form = Form { name: "tenant", page: format!("{LIST}/new"), typed: &typed(itself, &plan) };
    answer(&backend, form, done).await
}
