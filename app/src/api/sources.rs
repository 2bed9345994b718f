//! What operators do about sources and about records that couldn't be read.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/operator/sources";

/// The page of the record with this id.
#[cfg(feature = "ssr")]
fn page(id: &str) -> String {
    format!("{LIST}/quarantine/{}", crate::backend::escape(id))
}

#[server(prefix = "/api", endpoint = "sources/pause")]
pub async fn pause_source(source: String) -> Result<(), ServerFnError> {
    set(source, true).await
}

#[server(prefix = "/api", endpoint = "sources/resume")]
pub async fn resume_source(source: String) -> Result<(), ServerFnError> {
    set(source, false).await
}

#[cfg(feature = "ssr")]
async fn set(source: String, paused: bool) -> Result<(), ServerFnError> {
    use dezky_domain::{AppError, access::Action, audit::Source};

    let said = if paused { "source-paused" } else { "source-resumed" };
    super::answer::press(LIST.to_owned(), LIST.to_owned(), said, |backend| async move {
        backend.ctx.require(Action::ManageSources)?;
        let source = Source::parse(&source).ok_or(AppError::Missing)?;
        backend.services.sources.pause(&backend.ctx, source, paused).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "sources/read-again")]
pub async fn read_again(id: String) -> Result<(), ServerFnError> {
    use dezky_domain::{AppError, access::Action, error::Why};

    super::answer::press(page(&id), LIST.to_owned(), "quarantine-read", |backend| async move {
        backend.ctx.require(Action::ManageSources)?;
        let record = id.parse().map_err(|_| AppError::Missing)?;
        match backend.services.sources.read_again(&backend.ctx, record).await? {
            true => Ok(()),
            false => Err(Why("wrong-still-unreadable").at("")),
        }
    })
    .await
}

/// All that wait like this one.
#[server(prefix = "/api", endpoint = "sources/read-alike")]
pub async fn read_alike(id: String) -> Result<(), ServerFnError> {
    use dezky_domain::{AppError, access::Action, error::Why};

    super::answer::press(page(&id), LIST.to_owned(), "quarantine-read-alike", |backend| async move {
        backend.ctx.require(Action::ManageSources)?;
        let record = id.parse().map_err(|_| AppError::Missing)?;
        match backend.services.sources.read_alike(&backend.ctx, record).await? {
            (0, _) => Err(Why("wrong-still-unreadable").at("")),
            _ => Ok(()),
        }
    })
    .await
}

/// `alike` is there where all that wait like this one are meant.
#[server(prefix = "/api", endpoint = "sources/discard")]
pub async fn discard_record(id: String, why: String, alike: Option<String>) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, answer};
    use dezky_domain::{AppError, access::Action};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let discarded = async {
        backend.ctx.require(Action::ManageSources)?;
        let record = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.sources.discard(&backend.ctx, record, &why, alike.is_some()).await
    };
    let done = discarded.await.map(|()| Done { path: LIST.to_owned(), said: Some("quarantine-discarded") });
    answer(&backend, Form { name: "discard", page: page(&id), typed: &[("why", &*why)] }, done).await
}
