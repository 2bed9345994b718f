//! The preview of a colour, while it is typed or picked. The server derives it, as it does for the page: no colour is
//! reckoned with twice.

use std::{cell::Cell, rc::Rc};

use js_sys::encode_uri_component;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

use super::{
    ask,
    dom::{by_id, listen},
};

#[island]
pub fn Colours(
    /// The preview alone, as an address.
    piece: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_: Option<()>| {
        begin(&piece);
        ready.set(true);
    });
    view! { <span hidden data-colours="" data-ready=move || ready.get().then_some("")></span> }
}

fn begin(piece: &str) {
    let fields =
        (by_id::<HtmlInputElement>("name"), by_id::<HtmlInputElement>("accent"), by_id::<HtmlInputElement>("pick"));
    let (Some(name), Some(accent), Some(pick)) = fields else { return };
    let newest = Rc::new(Cell::new(0_u32));
    let show = {
        let (piece, name, accent) = (piece.to_owned(), name.clone(), accent.clone());
        Rc::new(move || {
            let asked = newest.get() + 1;
            newest.set(asked);
            let (typed, called) = (encode_uri_component(&accent.value()), encode_uri_component(&name.value()));
            let (address, newest) = (format!("{piece}?accent={typed}&name={called}"), Rc::clone(&newest));
            spawn_local(async move {
                // Somebody may drag through a hundred colours.
                quiet().await;
                if newest.get() != asked {
                    return;
                }
                let answer = ask::piece(&address, "X-Preview").await;
                // Answers may overtake each other.
                if let (Some((_, html)), Some(place)) =
                    (answer.filter(|_| newest.get() == asked), document().get_element_by_id("preview"))
                {
                    place.set_inner_html(&html);
                }
            });
        })
    };
    let (shown, picked) = (Rc::clone(&show), pick.clone());
    listen(&pick, "input", move |_: Event| {
        accent.set_value(&picked.value());
        shown();
    });
    for field in ["name", "accent"] {
        let (Some(field), shown) = (by_id::<HtmlInputElement>(field), Rc::clone(&show)) else { continue };
        let (typed, pick) = (field.clone(), pick.clone());
        listen(&field, "input", move |_: Event| {
            // It takes no other shape of a colour, and would be black.
            let colour = typed.value().trim().to_owned();
            let digits = colour.strip_prefix('#').unwrap_or_default();
            if typed.id() == "accent" && digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
                pick.set_value(&colour);
            }
            shown();
        });
    }
}

/// A moment, in which somebody who goes on typing has gone on.
async fn quiet() {
    let mut wait = |resolve: js_sys::Function, _: js_sys::Function| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 120);
    };
    let _ = JsFuture::from(js_sys::Promise::new(&mut wait)).await;
}
