//! How a server function answers a form: a redirect, with what was typed kept in the session where it was refused.

use dezky_domain::{AppError, Result, port::Flash};
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::Backend;

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
        Err(AppError::Invalid { field, why } | AppError::Conflict { field, why }) => {
            let typed = form.typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            let wrong = Some((field.to_owned(), why.0.to_owned()));
            backend.leave(Flash { form: form.name.to_owned(), typed, wrong, done: None }).await;
            leptos_axum::redirect(&form.page);
        }
        Err(error) => refuse(&error),
    }
    Ok(())
}

/// Where to go when it is done, and what to say there: the key of a text.
#[derive(Debug)]
pub struct Done {
    pub path: String,
    pub said: Option<&'static str>,
}

/// Sets the status of an answer that is nothing but a refusal.
pub fn refuse(error: &AppError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::from_u16(error.status()).unwrap_or_default());
    }
}
