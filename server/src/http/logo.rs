//! A logo's upload: the one form that holds a file. What it may be and what becomes of it is decided by `picture`.

use axum::{
    Extension,
    extract::{FromRequest as _, Multipart, OriginalUri, Request, State as Shared, multipart::Field},
    response::{IntoResponse as _, Redirect, Response},
};
use dezky_domain::{AppError, Result, access::Action, ctx::Ctx, error::Why, port::Flash};
use tower_sessions::Session;

use super::context::{part, status};
use crate::{picture::LARGEST, state::State};

/// The page that the form stands on, and the form's name there.
const PAGE: &str = "/admin/brand";
const FORM: &str = "logo";

/// The largest body: a logo and what a form says around it.
pub const BODY: usize = LARGEST + (16 << 10);

/// `POST /admin/brand/logo`, `multipart/form-data`: `ground` is `light` or `dark`, `file` the picture.
pub async fn upload(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    session: Session,
    OriginalUri(uri): OriginalUri,
    request: Request,
) -> Response {
    // Nobody's body is read who may not send one.
    if let Err(error) = ctx.require(Action::ManageBrand) {
        return status(&error);
    }
    let backend = match part(&state, &ctx, &session, &uri) {
        Ok(backend) => backend,
        Err(error) => return status(&error),
    };
    let mut dark = false;
    let saved = async {
        let bytes = read(request, &mut dark).await?;
        state.services.brands.set_logo(&ctx, dark, bytes).await
    }
    .await;
    let flash = match saved {
        Ok(()) => Flash { form: PAGE.to_owned(), done: Some("brand-logo-done".to_owned()), ..Flash::default() },
        Err(AppError::Invalid { field, why } | AppError::Conflict { field, why }) => {
            let wrong = vec![(field.to_owned(), why.0.to_owned())];
            let typed = [("ground".to_owned(), if dark { "dark" } else { "light" }.to_owned())].into();
            Flash { form: FORM.to_owned(), typed, wrong, done: None }
        }
        Err(error) => return status(&error),
    };
    backend.leave(flash).await;
    Redirect::to(PAGE).into_response()
}

/// The file's bytes; for which ground stands before them.
async fn read(request: Request, dark: &mut bool) -> Result<Vec<u8>> {
    let torn = |_| Why("logo-torn").at("logo");
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Why("logo-none").at("logo"))?;
    let mut file = None;
    // Two fields are asked for; whoever sends more has something else in mind.
    for _ in 0..4 {
        let Some(mut field) = form.next_field().await.map_err(torn)? else { break };
        match field.name() {
            Some("ground") => *dark = whole(&mut field, 16).await? == b"dark",
            Some("file") => file = Some(whole(&mut field, LARGEST).await?),
            _ => {}
        }
    }
    match file {
        Some(bytes) if !bytes.is_empty() => Ok(bytes),
        _ => Err(Why("logo-none").at("logo")),
    }
}

async fn whole(field: &mut Field<'_>, most: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| Why("logo-torn").at("logo"))? {
        if bytes.len() + chunk.len() > most {
            return Err(Why("logo-large").at("logo"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
