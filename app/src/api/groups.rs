//! Groups of this host's tenant, and who is in them.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/admin/groups";

/// The page of the group with this id.
#[cfg(feature = "ssr")]
fn page(id: &str) -> String {
    format!("{LIST}/{}", crate::backend::escape(id))
}

#[server(prefix = "/api", endpoint = "groups/create")]
pub async fn create_group(name: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{access::Action, group::GroupName};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let made = async {
        backend.ctx.require(Action::ManageGroups)?;
        backend.services.groups.create(&backend.ctx, &GroupName::parse(&name)?).await
    };
    let done = made.await.map(|id| Done { path: page(&id.to_string()), said: Some("group-created") });
    answer(&backend, Form { name: "group", page: LIST.to_owned(), typed: &[("name", &*name)] }, done).await
}

#[server(prefix = "/api", endpoint = "groups/rename")]
pub async fn rename_group(id: String, name: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer, group};
    use dezky_domain::{access::Action, group::GroupName};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let renamed = async {
        let id = group(&backend, Action::ManageGroups, &id)?;
        backend.services.groups.rename(&backend.ctx, id, &GroupName::parse(&name)?).await
    };
    let done = renamed.await.map(|()| Done { path: page(&id), said: Some("group-renamed") });
    answer(&backend, Form { name: "group", page: page(&id), typed: &[("name", &*name)] }, done).await
}

#[server(prefix = "/api", endpoint = "groups/delete")]
pub async fn delete_group(id: String) -> Result<(), ServerFnError> {
    use super::answer::{group, press};
    use dezky_domain::access::Action;

    press(page(&id), LIST.to_owned(), "group-deleted", |backend| async move {
        let id = group(&backend, Action::ManageGroups, &id)?;
        backend.services.groups.delete(&backend.ctx, id).await
    })
    .await
}

/// `page` is where to go on: the group's page or the person's.
#[server(prefix = "/api", endpoint = "groups/add")]
pub async fn put_in_group(id: String, person: String, page: String) -> Result<(), ServerFnError> {
    use super::answer::{group, person as named, press};
    use dezky_domain::{access::Action, page::here};

    press(here(&page).to_owned(), here(&page).to_owned(), "group-add-done", |backend| async move {
        let id = group(&backend, Action::ManageGroups, &id)?;
        let person = named(&backend, Action::ManageGroups, &person)?;
        backend.services.groups.put(&backend.ctx, id, person).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "groups/take")]
pub async fn take_from_group(id: String, person: String, page: String) -> Result<(), ServerFnError> {
    use super::answer::{group, person as named, press};
    use dezky_domain::{access::Action, page::here};

    press(here(&page).to_owned(), here(&page).to_owned(), "group-take-done", |backend| async move {
        let id = group(&backend, Action::ManageGroups, &id)?;
        let person = named(&backend, Action::ManageGroups, &person)?;
        backend.services.groups.take(&backend.ctx, id, person).await
    })
    .await
}
