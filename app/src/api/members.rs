//! Adding people to this host's tenant, and everything that can be done about one of them.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/admin/people";

/// The page of the person with this id.
#[cfg(feature = "ssr")]
fn page(id: &str) -> String {
    format!("{LIST}/{}", crate::backend::escape(id))
}

#[server(prefix = "/api", endpoint = "members/add")]
pub async fn add_member(
    name: String,
    email: String,
    role: String,
    invite_to: String,
    language: String,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{language::Language, member::NewMember};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let typed =
        [("name", &*name), ("email", &*email), ("role", &*role), ("invite_to", &*invite_to), ("language", &*language)];
    let added = async {
        backend.ctx.require(dezky_domain::access::Action::ManagePeople)?;
        let language = Language::parse(&language).unwrap_or(backend.ctx.preferences.language);
        let new = NewMember::parse(&name, &email, &role, &invite_to, language)?;
        backend.services.members.add(&backend.ctx, new).await
    };
    let done = added.await.map(|member| Done { path: page(&member.person.to_string()), said: Some("member-added") });
    answer(&backend, Form { name: "member", page: format!("{LIST}/new"), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "members/role")]
pub async fn set_role(id: String, role: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::{
        access::{Action, Role},
        error::Why,
    };

    press(page(&id), page(&id), "member-role-done", |backend| async move {
        let person = person(&backend, Action::ManagePeople, &id)?;
        let role = Role::parse(&role).filter(|role| role.is_tenants()).ok_or_else(|| Why("wrong-role").at("role"))?;
        backend.services.members.set_role(&backend.ctx, person, role).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "members/suspend")]
pub async fn suspend_member(id: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::access::Action;

    press(page(&id), page(&id), "member-suspend-done", |backend| async move {
        let person = person(&backend, Action::ManagePeople, &id)?;
        backend.services.members.suspend(&backend.ctx, person).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "members/resume")]
pub async fn resume_member(id: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::access::Action;

    press(page(&id), page(&id), "member-resume-done", |backend| async move {
        let person = person(&backend, Action::ManagePeople, &id)?;
        backend.services.members.resume(&backend.ctx, person).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "members/remove")]
pub async fn remove_member(id: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::access::Action;

    press(page(&id), LIST.to_owned(), "member-remove-done", |backend| async move {
        let person = person(&backend, Action::ManagePeople, &id)?;
        backend.services.members.remove(&backend.ctx, person).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "members/end_sessions")]
pub async fn end_member_sessions(id: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::access::Action;

    press(page(&id), page(&id), "member-sessions-done", |backend| async move {
        let person = person(&backend, Action::HelpPeople, &id)?;
        backend.services.members.end_sessions(&backend.ctx, person).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "members/reset_second_factor")]
pub async fn reset_second_factor(id: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::access::Action;

    press(page(&id), page(&id), "member-second-factor-done", |backend| async move {
        let person = person(&backend, Action::HelpPeople, &id)?;
        backend.services.members.reset_second_factor(&backend.ctx, person).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "members/invite_again")]
pub async fn invite_again(id: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::access::Action;

    press(page(&id), page(&id), "member-invite-done", |backend| async move {
        let person = person(&backend, Action::HelpPeople, &id)?;
        backend.services.members.invite_again(&backend.ctx, person).await
    })
    .await
}

/// For who has come already and can't sign in any more.
#[server(prefix = "/api", endpoint = "members/send_link")]
pub async fn send_link(id: String) -> Result<(), ServerFnError> {
    use super::answer::{person, press};
    use dezky_domain::access::Action;

    press(page(&id), page(&id), "member-link-done", |backend| async move {
        let person = person(&backend, Action::HelpPeople, &id)?;
        backend.services.members.send_link(&backend.ctx, person).await
    })
    .await
}
