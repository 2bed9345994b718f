//! Asking the server for more of a page that is open.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, RequestRedirect, Response};

/// The answer, if it is a good one.
pub async fn fetch(address: &str) -> Option<Response> {
    answer(address).await.filter(Response::ok)
}

/// Whatever the answer is; its status is 0 where it leads elsewhere. Nobody follows it there: a sign-in that is begun
/// behind a page leads nowhere, and would end the one that is under way in another tab.
pub async fn answer(address: &str) -> Option<Response> {
    let init = RequestInit::new();
    init.set_redirect(RequestRedirect::Manual);
    let asked = window().fetch_with_str_and_init(address, &init);
    match JsFuture::from(asked).await.and_then(JsCast::dyn_into::<Response>) {
        Ok(answer) => Some(answer),
        Err(error) => {
            leptos::logging::warn!("{address}: {error:?}");
            None
        }
    }
}

pub async fn text(answer: &Response) -> Option<String> {
    let text: JsValue = JsFuture::from(answer.text().ok()?).await.ok()?;
    text.as_string()
}

/// A piece of a page, and the number that it comes with. Without the header it isn't our answer.
pub async fn piece(address: &str, header: &str) -> Option<(i64, String)> {
    let answer = fetch(address).await?;
    let number = answer.headers().get(header).ok()??.parse().ok()?;
    Some((number, text(&answer).await?))
}
