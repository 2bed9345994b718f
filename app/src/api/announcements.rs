//! What is announced: on a tenant's host to that tenant, on the platform's to everybody.

use leptos::prelude::*;

/// The form of a new announcement.
#[cfg(feature = "ssr")]
pub const WRITE: &str = "announcement";

/// The page that these are written on, and the right that it asks for.
#[cfg(feature = "ssr")]
fn place(backend: &crate::Backend) -> (String, dezky_domain::access::Action) {
    use dezky_domain::access::Action;

    if backend.ctx.tenant().is_some() {
        ("/admin/announcements".to_owned(), Action::ManageApps)
    } else {
        ("/operator/announcements".to_owned(), Action::Announce)
    }
}

/// `from` and `until` as the browser's field has them, in the platform's time zone; without `from` it begins now.
#[server(prefix = "/api", endpoint = "announcements/write")]
pub async fn write_announcement(
    severity: String,
    title: String,
    text: String,
    from: String,
    until: String,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{
        announcement::NewAnnouncement,
        error::{Why, both},
        timeline::Moment,
    };

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let (page, action) = place(&backend);
    let written = async {
        backend.ctx.require(action)?;
        let moment = |typed: &str| Moment::parse(typed.trim()).map(|moment| backend.when.exactly(&moment));
        let begins = match from.trim() {
            "" => Ok(backend.ctx.now()),
            typed => moment(typed).ok_or_else(|| Why("wrong-from").at("from")),
        };
        let ends = moment(&until).ok_or_else(|| Why("wrong-until").at("until"));
        let new = NewAnnouncement::new(&severity, &title, &text, both(begins, ends))?;
        backend.services.announcements.write(&backend.ctx, new).await
    };
    let done = written.await.map(|()| Done { path: page.clone(), said: Some("announcement-written") });
    let typed = [("severity", &*severity), ("title", &*title), ("text", &*text), ("from", &*from), ("until", &*until)];
    answer(&backend, Form { name: WRITE, page, typed: &typed }, done).await
}

#[server(prefix = "/api", endpoint = "announcements/end")]
pub async fn end_announcement(id: String) -> Result<(), ServerFnError> {
    use super::answer::press;
    use dezky_domain::AppError;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let (page, action) = place(&backend);
    press(page.clone(), page, "announcement-ended", |backend| async move {
        backend.ctx.require(action)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.announcements.end(&backend.ctx, id).await
    })
    .await
}
