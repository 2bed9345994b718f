//! A sign-in that didn't work: what happened, what it means, what to do.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    backend::load,
    ui::{Column, Icon},
};

#[component]
pub fn Refused() -> impl IntoView {
    load(|backend| async move {
        let text = backend.text;
        let key = match backend.asked("why") {
            Some("down") => "refused-down",
            Some("denied") => "refused-denied",
            Some("stale") => "refused-stale",
            Some("busy") => "refused-busy",
            // What we don't know is what we don't trust.
            _ => "refused-wrong",
        };
        let title = text.say(&format!("{key}-title"));
        let reference = backend.ctx.request.as_str().to_owned();
        Ok(view! {
            <Title text=title.clone()/>
            <Column backend>
                <main class="fault" id="main">
                    <Icon name="door-open-duotone" size="i-36"/>
                    <h1>{title}</h1>
                    <p>{text.say(key)}</p>
                    <p class="row wrap">
                        <a class="btn primary" href="/sign-in">{text.say("try-again")}</a>
                        <a class="btn" href="/">{text.say("to-the-start")}</a>
                    </p>
                    <p class="ref">{text.say("reference")}" "<code>{reference}</code></p>
                </main>
            </Column>
        })
    })
}
