//! Which apps and links a tenant has, and for whom they are.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/admin/apps";

/// The form of a link, new or not.
#[cfg(feature = "ssr")]
pub const LINK: &str = "link";

/// The page of a tile.
#[cfg(feature = "ssr")]
fn page(key: &str) -> String {
    format!("{LIST}/{}", crate::backend::escape(key))
}

/// Groups as boxes were ticked; a box of somebody else's page is nobody's group.
#[cfg(feature = "ssr")]
fn groups(ids: &[String]) -> dezky_domain::Result<Vec<dezky_domain::id::GroupId>> {
    ids.iter().take(500).map(|id| id.parse().map_err(|_| dezky_domain::AppError::Missing)).collect()
}

/// A link as it was typed. On a developer's machine it may be without TLS.
#[cfg(feature = "ssr")]
fn link(backend: &crate::Backend, [name, url, icon]: [&str; 3]) -> dezky_domain::Result<dezky_domain::launch::NewLink> {
    backend.ctx.require(dezky_domain::access::Action::ManageApps)?;
    dezky_domain::launch::NewLink::parse(name, url, icon, !backend.services.platform.secure)
}

/// `on` is `on`, or anything else for off.
#[server(prefix = "/api", endpoint = "apps/switch")]
pub async fn switch_app(app: String, on: String) -> Result<(), ServerFnError> {
    use super::answer::press;
    use dezky_domain::{AppError, access::Action, launch::App};

    let said = if on == "on" { "app-on-done" } else { "app-off-done" };
    press(LIST.to_owned(), LIST.to_owned(), said, |backend| async move {
        backend.ctx.require(Action::ManageApps)?;
        let app = App::parse(&app).ok_or(AppError::Missing)?;
        backend.services.apps.switch(&backend.ctx, app, on == "on").await
    })
    .await
}

#[server(prefix = "/api", endpoint = "apps/groups")]
pub async fn show_app_to(app: String, #[server(default)] groups: Vec<String>) -> Result<(), ServerFnError> {
    use super::answer::press;
    use dezky_domain::{AppError, access::Action, launch::App};

    press(page(&format!("app:{app}")), LIST.to_owned(), "app-groups-done", |backend| async move {
        backend.ctx.require(Action::ManageApps)?;
        let app = App::parse(&app).ok_or(AppError::Missing)?;
        backend.services.apps.show_to(&backend.ctx, app, &self::groups(&groups)?).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "links/add")]
pub async fn add_link(
    name: String,
    url: String,
    icon: String,
    #[server(default)] groups: Vec<String>,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let added = async {
        let link = link(&backend, [&name, &url, &icon])?;
        backend.services.apps.add(&backend.ctx, link, &self::groups(&groups)?).await
    };
    let done = added.await.map(|_| Done { path: LIST.to_owned(), said: Some("link-added") });
    let ticked = groups.join(" ");
    let typed = [("name", &*name), ("url", &*url), ("icon", &*icon), ("groups", &*ticked)];
    answer(&backend, Form { name: LINK, page: format!("{LIST}/new"), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "links/edit")]
pub async fn edit_link(
    id: String,
    name: String,
    url: String,
    icon: String,
    #[server(default)] groups: Vec<String>,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::AppError;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let edited = async {
        let link = link(&backend, [&name, &url, &icon])?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.apps.edit(&backend.ctx, id, link, &self::groups(&groups)?).await
    };
    let done = edited.await.map(|()| Done { path: LIST.to_owned(), said: Some("link-edited") });
    let ticked = groups.join(" ");
    let typed = [("name", &*name), ("url", &*url), ("icon", &*icon), ("groups", &*ticked)];
    answer(&backend, Form { name: LINK, page: page(&format!("link:{id}")), typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "links/remove")]
pub async fn remove_link(id: String) -> Result<(), ServerFnError> {
    use super::answer::press;
    use dezky_domain::{AppError, access::Action};

    press(page(&format!("link:{id}")), LIST.to_owned(), "link-removed", |backend| async move {
        backend.ctx.require(Action::ManageApps)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.apps.remove(&backend.ctx, id).await
    })
    .await
}

/// `way` is `up`, or anything else for down.
#[server(prefix = "/api", endpoint = "links/move")]
pub async fn move_link(id: String, way: String) -> Result<(), ServerFnError> {
    use super::answer::press;
    use dezky_domain::{AppError, access::Action};

    press(LIST.to_owned(), LIST.to_owned(), "link-moved", |backend| async move {
        backend.ctx.require(Action::ManageApps)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.apps.shift(&backend.ctx, id, way == "up").await
    })
    .await
}
