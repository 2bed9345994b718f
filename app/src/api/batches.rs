//! What is done to many at once: chosen from the list of people, begun, given up.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
const LIST: &str = "/admin/people";

#[cfg(feature = "ssr")]
fn page(id: &str) -> String {
    format!("{LIST}/batches/{}", crate::backend::escape(id))
}

/// `which` is `ticked`, `page` or `all`; `query` is the query string of the list that the form stands on. Nothing is
/// changed: it leads to the page that says what would be.
#[server(prefix = "/api", endpoint = "batches/choose")]
pub async fn choose_people(
    deed: String,
    which: String,
    query: String,
    #[server(default)] ids: Vec<String>,
    #[server(default)] role: String,
    #[server(default)] group: String,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, PRESSED, answer, chosen};
    use dezky_domain::{batch::Deed, member::PeopleQuery};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let query = crate::backend::pairs(&query);
    let query = PeopleQuery::from_pairs(query.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    let noted = async {
        backend.ctx.require(dezky_domain::access::Action::HelpPeople)?;
        let deed = Deed::parse(&deed, &role, &group)?;
        backend.services.batches.choose(&backend.ctx, deed, &chosen(&which, &ids)?, &query).await
    };
    let done = noted.await.map(|id| Done { path: page(&id.to_string()), said: None });
    let list = crate::backend::address(LIST, &query.pairs());
    answer(&backend, Form { name: PRESSED, page: list, typed: &[] }, done).await
}

#[server(prefix = "/api", endpoint = "batches/start")]
pub async fn start_batch(id: String) -> Result<(), ServerFnError> {
    use super::answer::{batch, press};

    press(page(&id), page(&id), "batch-start-done", |backend| async move {
        let id = batch(&backend, &id)?;
        backend.services.batches.start(&backend.ctx, id).await
    })
    .await
}

#[server(prefix = "/api", endpoint = "batches/cancel")]
pub async fn cancel_batch(id: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, PRESSED, answer, batch};
    use dezky_domain::batch::RowsQuery;

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let cancelled = async {
        let id = batch(&backend, &id)?;
        backend.services.batches.cancel(&backend.ctx, id).await?;
        let now = backend.services.batches.show(&backend.ctx, id, RowsQuery::from_pairs(std::iter::empty())).await?;
        Ok::<_, dezky_domain::AppError>(if now.batch.is_discarded() {
            "batch-discarded-what"
        } else {
            "batch-cancelled-what"
        })
    };
    let done = cancelled.await.map(|said| Done { path: page(&id), said: Some(said) });
    answer(&backend, Form { name: PRESSED, page: page(&id), typed: &[] }, done).await
}
