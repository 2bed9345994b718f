//! Asking the server for more of a page that is open.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The answer, if it is a good one.
pub async fn fetch(address: &str) -> Option<Response> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.and_then(JsCast::dyn_into::<Response>);
    match answer {
        Ok(answer) => Some(answer).filter(Response::ok),
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

/// A piece of a page, and the number that it comes with. Without the header it isn't our answer but, say, the sign-in
/// page that the request was led to.
pub async fn piece(address: &str, header: &str) -> Option<(i64, String)> {
    let answer = fetch(address).await?;
    let number = answer.headers().get(header).ok()??.parse().ok()?;
    Some((number, text(&answer).await?))
}
