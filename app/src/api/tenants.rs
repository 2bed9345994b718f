//! Creating tenants, and saying which of an engine's objects are theirs.

use leptos::prelude::*;

#[server(prefix = "/api", endpoint = "tenants/create")]
pub async fn create_tenant(name: String, slug: String, domain: String, accent: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::tenant::NewTenant;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let typed = [("name", &*name), ("slug", &*slug), ("domain", &*domain), ("accent", &*accent)];
    let created = match backend.ctx.require(dezky_domain::access::Action::CreateTenant) {
        Err(error) => Err(error),
        Ok(_) => match NewTenant::parse(&name, &slug, &domain, &accent) {
            Ok(new) => backend.services.tenants.create(&backend.ctx, new).await,
            Err(error) => Err(error),
        },
    };
    let done =
        created.map(|tenant| Done { path: format!("/operator/tenants/{}", tenant.slug), said: Some("tenant-created") });
    let form = Form { name: "tenant", page: "/operator/tenants/new".into(), typed: &typed };
    answer(&backend, form, done).await
}

#[server(prefix = "/api", endpoint = "tenants/attribute")]
pub async fn attribute_object(slug: String, kind: String, id: String, name: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{
        error::Why,
        tenant::{ObjectKind, Slug},
    };

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let page = format!("/operator/tenants/{}", crate::backend::escape(&slug));
    let told = async {
        backend.ctx.require(dezky_domain::access::Action::AttributeObject)?;
        let kind = ObjectKind::parse(&kind).ok_or_else(|| Why("wrong-kind").at("kind"))?;
        let name = Some(name.trim()).filter(|name| !name.is_empty());
        backend.services.tenants.attribute(&backend.ctx, &Slug::parse(&slug)?, kind, id.trim(), name).await
    };
    let done = told.await.map(|()| Done { path: page.clone(), said: Some("object-attributed") });
    let typed = [("kind", &*kind), ("id", &*id), ("name", &*name)];
    answer(&backend, Form { name: "object", page, typed: &typed }, done).await
}
