//! A page of something that goes on by itself: its pieces are looked at again every few seconds, until there is nothing to
//! wait for. Then the page comes anew, with what can be done next. Without a script that is the reader's to ask for.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout, prelude::document, prelude::window, task::spawn_local};

use super::{
    ask,
    dom::{all, everywhere},
};

const EVERY: Duration = Duration::from_secs(2);

/// Pieces that `pages` made to be looked at again; each has an id.
const PIECES: &str = "[data-again]";

pub fn begin() {
    if !everywhere(PIECES).is_empty() {
        set_timeout(|| spawn_local(look()), EVERY);
    }
}

async fn look() {
    let Ok(address) = window().location().href() else { return };
    let answer = ask::answer(&address).await;
    let html = match &answer {
        Some(answer) if answer.ok() => ask::text(answer).await,
        // Who is signed out, or may not look any more, is told so by the page.
        Some(answer) if matches!(answer.status(), 0 | 401 | 403 | 404) => {
            let _ = window().location().reload();
            return;
        }
        // No network, or a server that is being restarted: it comes back.
        _ => None,
    };
    if let (Some(html), Ok(fresh)) = (html, document().create_element("div")) {
        fresh.set_inner_html(&html);
        let pieces = all(&fresh, PIECES);
        if pieces.is_empty() {
            let _ = window().location().reload();
            return;
        }
        for piece in pieces {
            // Its content alone: who listens to a place hears what changes in it.
            if let Some(old) = document().get_element_by_id(&piece.id())
                && old.inner_html() != piece.inner_html()
            {
                old.set_inner_html(&piece.inner_html());
            }
        }
    }
    begin();
}
