//! Creating tenants, ending them, and saying which of an engine's objects are theirs.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The second half of the form for a new tenant: what it gets, and who owns it. A box that isn't ticked isn't sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    pub mail: Option<String>,
    pub files: Option<String>,
    pub chat: Option<String>,
    /// Gigabytes.
    pub quota: String,
    pub owner_name: String,
    pub owner_email: String,
    /// Empty for the owner's own address.
    pub invite_to: String,
    pub language: String,
}

#[cfg(feature = "ssr")]
impl Plan {
    /// `domain` is the new tenant's, which mail can't do without.
    fn read(&self, domain: Option<&str>) -> dezky_domain::Result<dezky_domain::tenant::NewPlan> {
        use dezky_domain::{
            access::Role,
            error::{Why, both},
            language::Language,
            member::NewMember,
            tenant::NewPlan,
        };

        let routed = Why("mail-needs-domain").unless(self.mail.is_none() || domain.is_some(), "domain");
        let language = Language::parse(&self.language).unwrap_or(Language::English);
        let owner =
            NewMember::parse(&self.owner_name, &self.owner_email, Role::Owner.word(), &self.invite_to, language)
                .map_err(of_owner);
        let plan = NewPlan::parse(owner, self.mail.is_some(), self.files.is_some(), self.chat.is_some(), &self.quota);
        both(routed, plan).map(|((), plan)| plan)
    }
}

/// The owner's fields have names of their own beside the tenant's.
#[cfg(feature = "ssr")]
fn of_owner(error: dezky_domain::AppError) -> dezky_domain::AppError {
    error.renamed(|field| match field {
        "name" => "owner_name",
        "email" => "owner_email",
        other => other,
    })
}

/// The form as the services take it.
#[cfg(feature = "ssr")]
pub(super) fn read(
    (name, slug, domain, accent): (&str, &str, &str, &str),
    plan: &Plan,
) -> dezky_domain::Result<dezky_domain::tenant::NewTenant> {
    use dezky_domain::{error::both, tenant::NewTenant};

    let typed = Some(domain.trim()).filter(|domain| !domain.is_empty());
    let (new, plan) = both(NewTenant::parse(name, slug, domain, accent), plan.read(typed))?;
    Ok(NewTenant { plan: Some(plan), ..new })
}

/// What was typed, by the form's fields.
#[cfg(feature = "ssr")]
pub(super) fn typed<'a>(
    (name, slug, domain, accent): (&'a str, &'a str, &'a str, &'a str),
    plan: &'a Plan,
) -> [(&'static str, &'a str); 12] {
    [
        ("name", name),
        ("slug", slug),
        ("domain", domain),
        ("accent", accent),
        ("mail", plan.mail.as_deref().unwrap_or_default()),
        ("files", plan.files.as_deref().unwrap_or_default()),
        ("chat", plan.chat.as_deref().unwrap_or_default()),
        ("quota", &plan.quota),
        ("owner_name", &plan.owner_name),
        ("owner_email", &plan.owner_email),
        ("invite_to", &plan.invite_to),
        ("language", &plan.language),
    ]
}

#[server(prefix = "/api", endpoint = "tenants/create")]
pub async fn create_tenant(
    name: String,
    slug: String,
    domain: String,
    accent: String,
    #[server(flatten)] plan: Plan,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let itself = (&*name, &*slug, &*domain, &*accent);
    let created = async {
        backend.ctx.require(dezky_domain::access::Action::CreateTenant)?;
        backend.services.tenants.create(&backend.ctx, read(itself, &plan)?).await
    };
    let done = created
        .await
        .map(|tenant| Done { path: format!("/operator/tenants/{}", tenant.slug), said: Some("tenant-created") });
    answer(&backend, Form { name: "tenant", page: "/operator/tenants/new".into(), typed: &typed(itself, &plan) }, done)
        .await
}

/// A box that isn't ticked isn't sent.
#[server(prefix = "/api", endpoint = "tenants/extend")]
pub async fn extend_tenant(
    slug: String,
    mail: Option<String>,
    files: Option<String>,
    chat: Option<String>,
    quota: String,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer, tenant};
    use dezky_domain::{access::Action, provision::TenantServices, tenant::parse_quota};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let page = format!("/operator/tenants/{}?tab=services", crate::backend::escape(&slug));
    let ticked = |tick: &Option<String>| tick.as_deref().unwrap_or_default().to_owned();
    let [mail, files, chat] = [&mail, &files, &chat].map(ticked);
    let extended = async {
        let slug = tenant(&backend, Action::ManageTenant, &slug)?;
        let [mail, files, chat] = [&mail, &files, &chat].map(|tick| !tick.is_empty());
        let services = TenantServices { mail, files, chat, quota: parse_quota(&quota)? };
        backend.services.tenants.extend(&backend.ctx, &slug, services).await
    };
    let done = extended.await.map(|()| Done { path: page.clone(), said: Some("tenant-extend-done") });
    let typed = [("mail", &*mail), ("files", &*files), ("chat", &*chat), ("quota", &*quota)];
    answer(&backend, Form { name: "services", page, typed: &typed }, done).await
}

/// The part of a tenant's page that its end is decided on.
#[cfg(feature = "ssr")]
fn close_page(slug: &str) -> String {
    format!("/operator/tenants/{}?tab=close", crate::backend::escape(slug))
}

#[server(prefix = "/api", endpoint = "tenants/suspend")]
pub async fn suspend_tenant(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::access::Action;

    press(close_page(&slug), close_page(&slug), "tenant-suspend-done", |backend| async move {
        let slug = tenant(&backend, Action::ManageTenant, &slug)?;
        backend.services.tenants.suspend(&backend.ctx, &slug).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "tenants/resume")]
pub async fn resume_tenant(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::access::Action;

    press(close_page(&slug), close_page(&slug), "tenant-resume-done", |backend| async move {
        let slug = tenant(&backend, Action::ManageTenant, &slug)?;
        backend.services.tenants.resume(&backend.ctx, &slug).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "tenants/close")]
pub async fn close_tenant(slug: String) -> Result<(), ServerFnError> {
    use super::answer::{press, tenant};
    use dezky_domain::access::Action;

    press(close_page(&slug), close_page(&slug), "tenant-close-done", |backend| async move {
        let slug = tenant(&backend, Action::ManageTenant, &slug)?;
        backend.services.tenants.close(&backend.ctx, &slug).await
    })
    .await
}

/// `typed` is the short name as the person typed it.
#[server(prefix = "/api", endpoint = "tenants/delete")]
pub async fn delete_tenant(slug: String, typed: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer, tenant};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let page = format!("/operator/tenants/{}/delete", crate::backend::escape(&slug));
    let deleted = async {
        let slug = tenant(&backend, dezky_domain::access::Action::ManageTenant, &slug)?;
        backend.services.tenants.delete(&backend.ctx, &slug, typed.trim()).await
    };
    let done = deleted.await.map(|()| Done { path: "/operator/tenants".into(), said: Some("tenant-delete-done") });
    answer(&backend, Form { name: "delete", page, typed: &[("typed", &typed)] }, done).await
}

#[server(prefix = "/api", endpoint = "tenants/attribute")]
pub async fn attribute_object(slug: String, kind: String, id: String, name: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{
        error::Why,
        tenant::{ObjectKind, Slug},
    };

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let page = format!("/operator/tenants/{}?tab=objects", crate::backend::escape(&slug));
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
