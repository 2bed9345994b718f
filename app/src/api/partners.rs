//! Partners and their people, as operators keep them.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/operator/partners";

/// The page of the partner with this id.
#[cfg(feature = "ssr")]
fn page(id: &str) -> String {
    format!("{LIST}/{}", crate::backend::escape(id))
}

/// The partner that a hidden field names. Whoever may not keep partners learns nothing of which there are.
#[cfg(feature = "ssr")]
fn partner(backend: &crate::Backend, id: &str) -> dezky_domain::Result<dezky_domain::id::PartnerId> {
    backend.ctx.require(dezky_domain::access::Action::KeepPartners)?;
    id.parse().map_err(|_| dezky_domain::AppError::Missing)
}

/// The form that makes a partner or changes one.
#[cfg(feature = "ssr")]
pub const ITSELF: &str = "partner";
/// The form that adds somebody.
#[cfg(feature = "ssr")]
pub const PERSON: &str = "partner-person";

#[server(prefix = "/api", endpoint = "partners/create")]
pub async fn create_partner(name: String, contact: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{access::Action, partner::NewPartner};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let created = async {
        backend.ctx.require(Action::KeepPartners)?;
        backend.services.partners.create(&backend.ctx, NewPartner::parse(&name, &contact)?).await
    };
    let done = created.await.map(|id| Done { path: page(&id.to_string()), said: Some("partner-created") });
    let typed = [("name", &*name), ("contact", &*contact)];
    answer(&backend, Form { name: ITSELF, page: format!("{LIST}/new"), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "partners/change")]
pub async fn change_partner(id: String, name: String, contact: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::partner::NewPartner;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let changed = async {
        let partner = partner(&backend, &id)?;
        backend.services.partners.change(&backend.ctx, partner, NewPartner::parse(&name, &contact)?).await
    };
    let done = changed.await.map(|()| Done { path: page(&id), said: Some("partner-changed") });
    let typed = [("name", &*name), ("contact", &*contact)];
    answer(&backend, Form { name: ITSELF, page: page(&id), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "partners/add_person")]
pub async fn add_partner_person(
    id: String,
    email: String,
    person_name: String,
    role: String,
    subject: String,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::partner::NewPartnerPerson;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let added = async {
        let partner = partner(&backend, &id)?;
        let new = NewPartnerPerson::parse(&email, &person_name, &role, &subject)
            .map_err(|error| error.renamed(|field| if field == "name" { "person_name" } else { field }))?;
        backend.services.partners.add_person(&backend.ctx, partner, new).await
    };
    let done = added.await.map(|()| Done { path: page(&id), said: Some("partner-person-added") });
    let typed = [("email", &*email), ("person_name", &*person_name), ("role", &*role), ("subject", &*subject)];
    answer(&backend, Form { name: PERSON, page: page(&id), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "partners/role")]
pub async fn set_partner_role(id: String, person: String, role: String) -> Result<(), ServerFnError> {
    use dezky_domain::{AppError, partner::partner_role};

    super::answer::press(page(&id), page(&id), "member-role-done", |backend| async move {
        let partner = partner(&backend, &id)?;
        let person = person.parse().map_err(|_| AppError::Missing)?;
        backend.services.partners.set_role(&backend.ctx, partner, person, partner_role(&role)?).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "partners/remove_person")]
pub async fn remove_partner_person(id: String, person: String) -> Result<(), ServerFnError> {
    use dezky_domain::AppError;

    super::answer::press(page(&id), page(&id), "partner-person-removed", |backend| async move {
        let partner = partner(&backend, &id)?;
        let person = person.parse().map_err(|_| AppError::Missing)?;
        backend.services.partners.remove_person(&backend.ctx, partner, person).await
    })
    .await
}
