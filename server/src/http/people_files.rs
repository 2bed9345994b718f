//! Files of people: one that is taken in, the template for it, and the result of a batch to take along.

use axum::{
    Extension,
    extract::{
        Multipart, OriginalUri, Path, State as Shared,
        multipart::{Field, MultipartRejection},
    },
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use csv::WriterBuilder;
use dezky_app::text::Text;
use dezky_domain::{
    AppError, Result,
    access::Action,
    batch::{Batch, BatchRow, RowsQuery},
    ctx::Ctx,
    error::Why,
    id::BatchId,
    language::Language,
    port::Flash,
};
use tower_sessions::Session;

use super::context::{part, status};
use crate::{service::export::safe, state::State};

/// A file is at most as large.
const LARGEST: usize = 5 * 1024 * 1024;
/// A larger one is read on as far as this, and forgotten: a browser that is answered while it still sends shows an error of
/// its own. In bytes.
pub const PATIENCE: usize = 32 * 1024 * 1024;

const PAGE: &str = "/admin/people/import";

/// `POST /admin/people/import/upload`: a file, as a form of several parts has it. Leads to the preview, or back with what was
/// wrong.
pub async fn upload(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    session: Session,
    OriginalUri(uri): OriginalUri,
    form: std::result::Result<Multipart, MultipartRejection>,
) -> Response {
    if let Err(error) = ctx.require(Action::ManagePeople) {
        return status(&error);
    }
    let Ok(form) = form else { return StatusCode::BAD_REQUEST.into_response() };
    let taken = async {
        let bytes = file(form).await?;
        state.services.batches.import(&ctx, &bytes).await
    };
    match taken.await {
        Ok(id) => Redirect::to(&format!("/admin/people/batches/{id}")).into_response(),
        Err(AppError::Invalid { field, why }) => {
            let Ok(backend) = part(&state, &ctx, &session, &uri) else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let wrong = vec![(field.to_owned(), why.0.to_owned())];
            backend.leave(Flash { form: "import".to_owned(), wrong, ..Flash::default() }).await;
            Redirect::to(PAGE).into_response()
        }
        Err(error) => status(&error),
    }
}

async fn file(mut form: Multipart) -> Result<Vec<u8>> {
    let torn = |_| Why("import-torn").at("file");
    while let Some(field) = form.next_field().await.map_err(torn)? {
        if field.name() == Some("file") {
            return whole(field).await;
        }
    }
    Err(Why("import-no-file").at("file"))
}

async fn whole(mut field: Field<'_>) -> Result<Vec<u8>> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                length += chunk.len();
                if length <= LARGEST {
                    bytes.extend_from_slice(&chunk);
                } else {
                    bytes = Vec::new();
                }
            }
            Ok(None) => break,
            // The body was cut at the limit, or by the browser.
            Err(_) if length > LARGEST => break,
            Err(_) => return Err(Why("import-torn").at("file")),
        }
    }
    match length {
        0 => Err(Why("import-no-file").at("file")),
        length if length > LARGEST => Err(Why("import-too-large").at("file")),
        _ => Ok(bytes),
    }
}

/// `GET /admin/people/import/template.csv`: the columns in the reader's language, and one row that shows what they hold.
pub async fn template(Extension(ctx): Extension<Ctx>) -> Response {
    if let Err(error) = ctx.require(Action::ManagePeople) {
        return status(&error);
    }
    let text = Text::new(ctx.preferences.language);
    let columns = ["name", "email", "role", "groups", "language", "invite_to"];
    let head = columns.map(|column| text.say(&format!("import-column-{column}")));
    let role = text.say("role-member");
    let language = ctx.preferences.language.word();
    let example = [
        "Ada Lovelace",
        "ada@company.example",
        &role,
        &text.say("import-example-groups"),
        language,
        "ada@home.example",
    ];
    let rows = [head.to_vec(), example.map(str::to_owned).to_vec()];
    download("people.csv", ctx.preferences.language, &rows)
}

/// `GET /admin/people/batches/{id}/result.csv`: all rows with what came of them.
pub async fn result(Shared(state): Shared<State>, Extension(ctx): Extension<Ctx>, Path(id): Path<String>) -> Response {
    let rows = async {
        ctx.require(Action::HelpPeople)?;
        let id: BatchId = id.parse().map_err(|_| AppError::Missing)?;
        let page = state.services.batches.show(&ctx, id, RowsQuery::from_pairs(std::iter::empty())).await?;
        let rows = state.services.batches.rows(&ctx, id).await?;
        Ok::<_, AppError>(table(&page.batch, &rows, Text::new(ctx.preferences.language)))
    };
    match rows.await {
        Ok(rows) => download("result.csv", ctx.preferences.language, &rows),
        Err(error) => status(&error),
    }
}

fn table(batch: &Batch, rows: &[BatchRow], text: Text) -> Vec<Vec<String>> {
    let columns: Vec<&str> =
        rows.first().map(|row| row.fields.iter().map(|(name, _)| name.as_str()).collect()).unwrap_or_default();
    let head = ["row-number", "row-state", "row-why"].map(|key| text.say(key)).into_iter();
    let head = head.chain(columns.iter().map(|column| text.say(&format!("import-column-{column}"))));
    let line = |row: &BatchRow| {
        let why = row.why.as_ref().map(|(_, why)| text.say(why)).unwrap_or_default();
        let told = [row.number.to_string(), text.say(&batch.called(row.state)), why];
        told.into_iter().chain(row.fields.iter().map(|(_, value)| value.clone())).collect()
    };
    std::iter::once(head.collect()).chain(rows.iter().map(line)).collect()
}

/// With the mark by which table programs know UTF-8, and the separator that they expect in that language.
fn download(name: &str, language: Language, rows: &[Vec<String>]) -> Response {
    let separator = if language == Language::English { b',' } else { b';' };
    let mut writer = WriterBuilder::new().delimiter(separator).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        if writer.write_record(row.iter().map(|cell| safe(cell))).is_err() {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    }
    let Ok(bytes) = writer.into_inner() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
