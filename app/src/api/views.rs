//! Saved views of the timeline.

use leptos::prelude::*;

/// The form that names a view.
#[cfg(feature = "ssr")]
pub const SAVE: &str = "view-save";

/// `query` is the query string of the line that is looked at.
#[server(prefix = "/api", endpoint = "views/save")]
pub async fn save_view(name: String, query: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use crate::{backend::pairs, pages::timeline::Line};
    use dezky_domain::view::View;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let pairs = pairs(&query);
    let filter = Line::filter(&backend, pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    let line = Line::new(&backend);
    let saved = backend.services.views.save(&backend.ctx, &name, &filter).await;
    let done = saved.map(|()| Done { path: line.address(&View::of(&filter)), said: None });
    answer(&backend, Form { name: SAVE, page: line.address(&filter), typed: &[("name", &*name)] }, done).await
}

#[server(prefix = "/api", endpoint = "views/remove")]
pub async fn remove_view(id: String) -> Result<(), ServerFnError> {
    use super::answer::press;
    use crate::pages::timeline::Line;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let path = Line::new(&backend).path;
    press(path.to_owned(), path.to_owned(), "view-removed", |backend| async move {
        let id = super::answer::view(&backend, &id)?;
        backend.services.views.remove(&backend.ctx, id).await
    })
    .await
}
