//! A page outside of every console: the mark, the way to one's own page, and one column.

use leptos::prelude::*;

use super::{
    Icon, Jump,
    desk::{Face, Mark},
};
use crate::Backend;

#[component]
pub fn Column(
    backend: Backend,
    /// The page is for finding.
    #[prop(optional)]
    finds: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <header class="top">
            <Mark backend=backend.clone()/>
            <span class="grow"></span>
            <Jump backend=backend.clone() bare=finds/>
            <Face backend/>
        </header>
        {children()}
    }
}

#[component]
pub fn SignOut(backend: Backend) -> impl IntoView {
    view! {
        <form method="post" action="/sign-out">
            <button class="btn"><Icon name="sign-out-bold"/>{backend.text.say("sign-out")}</button>
        </form>
    }
}
