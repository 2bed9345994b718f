//! How a server function answers a form: a redirect, with what was typed kept in the session where it was refused.

use std::future::Future;

use dezky_domain::{
    AppError, Result,
    access::Action,
    batch::Chosen,
    error::Why,
    id::{AccessRequestId, BatchId, GroupId, PersonId, ViewId},
    port::Flash,
    tenant::Slug,
};
use http::{HeaderName, HeaderValue, StatusCode};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::Backend;

/// Says to the server, and to nobody beyond, why an answer that is a redirect isn't what was asked for: the key of a text.
pub const REFUSED: &str = "x-dezky-refused";

/// The form that asked.
#[derive(Debug)]
pub struct Form<'a> {
    /// Its name, by which the page finds what it left behind.
    pub name: &'static str,
    /// The page that it stands on.
    pub page: String,
    pub typed: &'a [(&'static str, &'a str)],
}

/// To `done` when it went well, back to the form when the input was wrong, and an error page otherwise.
///
/// # Errors
/// None: a refusal is a status, which `server/http/guard` gives a page to.
pub async fn answer(backend: &Backend, form: Form<'_>, result: Result<Done>) -> Result<(), ServerFnError> {
    match result {
        Ok(Done { path, said }) => {
            if let Some(said) = said {
                let flash = Flash { form: path.clone(), done: Some(said.to_owned()), ..Flash::default() };
                backend.leave(flash).await;
            }
            leptos_axum::redirect(&path);
        }
        Err(error) => {
            let wrong = error.fields();
            let Some((_, first)) = wrong.first() else {
                refuse(&error);
                return Ok(());
            };
            let typed = form.typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            if let Some(response) = use_context::<ResponseOptions>() {
                response.insert_header(HeaderName::from_static(REFUSED), HeaderValue::from_static(first.0));
            }
            let wrong = wrong.into_iter().map(|(field, why)| (field.to_owned(), why.0.to_owned())).collect();
            backend.leave(Flash { form: form.name.to_owned(), typed, wrong, done: None }).await;
            leptos_axum::redirect(&form.page);
        }
    }
    Ok(())
}

/// Where to go when it is done, and what to say there: the key of a text.
#[derive(Debug)]
pub struct Done {
    pub path: String,
    pub said: Option<&'static str>,
}

/// The form of [`press`].
pub const PRESSED: &str = "act";

/// A button on `page`, with nothing to type: what is done is said on `to`, what can't be done on `page`.
///
/// # Errors
/// None of its own, as [`answer`].
pub async fn press<Acted>(
    page: String,
    to: String,
    said: &'static str,
    act: impl FnOnce(Backend) -> Acted,
) -> Result<(), ServerFnError>
where
    Acted: Future<Output = Result<()>>,
{
    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let done = act(backend.clone()).await.map(|()| Done { path: to, said: Some(said) });
    answer(&backend, Form { name: PRESSED, page, typed: &[] }, done).await
}

/// The tenant that a hidden field names. Whoever may not act learns nothing of which names could be.
///
/// # Errors
/// As [`dezky_domain::ctx::Ctx::require`]; `Missing` for what can't be a tenant's name.
pub fn tenant(backend: &Backend, action: Action, slug: &str) -> Result<Slug> {
    backend.ctx.require(action)?;
    Slug::parse(slug).map_err(|_| AppError::Missing)
}

/// The person that a hidden field names; so with them.
///
/// # Errors
/// As [`tenant`].
pub fn person(backend: &Backend, action: Action, id: &str) -> Result<PersonId> {
    backend.ctx.require(action)?;
    id.parse().map_err(|_| AppError::Missing)
}

/// The group that a hidden field names; so with them.
///
/// # Errors
/// As [`tenant`].
pub fn group(backend: &Backend, action: Action, id: &str) -> Result<GroupId> {
    backend.ctx.require(action)?;
    id.parse().map_err(|_| AppError::Missing)
}

/// What is done to many, as a hidden field names it. Which right it takes, only its deed tells.
///
/// # Errors
/// As [`tenant`].
pub fn batch(backend: &Backend, id: &str) -> Result<BatchId> {
    backend.ctx.require(Action::HelpPeople)?;
    id.parse().map_err(|_| AppError::Missing)
}

/// The wish to be let in that a hidden field names.
///
/// # Errors
/// As [`tenant`].
pub fn request(backend: &Backend, id: &str) -> Result<AccessRequestId> {
    backend.ctx.require(Action::ManagePeople)?;
    id.parse().map_err(|_| AppError::Missing)
}

/// The saved view that a hidden field names.
///
/// # Errors
/// As [`tenant`].
pub fn view(backend: &Backend, id: &str) -> Result<ViewId> {
    backend.ctx.require(backend.ctx.host.audit())?;
    id.parse().map_err(|_| AppError::Missing)
}

/// Whom a form of the list chose.
///
/// # Errors
/// `Invalid` for anything else.
pub fn chosen(which: &str, ids: &[String]) -> Result<Chosen> {
    let wrong = |_| Why("batch-nobody").at("ids");
    match which {
        "page" => Ok(Chosen::Page),
        "all" => Ok(Chosen::All),
        _ => Ok(Chosen::Ticked(ids.iter().map(|id| id.parse()).collect::<Result<_, _>>().map_err(wrong)?)),
    }
}

/// Sets the status of an answer that is nothing but a refusal.
pub fn refuse(error: &AppError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::from_u16(error.status()).unwrap_or_default());
    }
}
