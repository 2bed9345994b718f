//! The choice of workspace on the platform's own host, and for operators the way to their console.

use dezky_domain::{launch::Workspace, me::OwnRequest, port::Flash};
use leptos::prelude::*;
use leptos_meta::Title;

use super::requests::Ask;
use crate::{
    Backend,
    text::Text,
    ui::{
        Empty, Face, Icon, JumpIcon, Poster, SignOut, ThemeSwitch, Toast,
        desk::{OPERATOR, PARTNER, Place},
    },
};

#[component]
pub fn Workspaces(
    backend: Backend,
    workspaces: Vec<Workspace>,
    /// What the form left behind that asks to be let in.
    left: Option<Flash>,
    /// One's own wishes to be let in.
    mine: Vec<OwnRequest>,
) -> impl IntoView {
    let (text, asking) = (backend.text, backend.clone());
    let places: Vec<&Place> = OPERATOR.iter().chain(PARTNER).filter(|place| backend.ctx.may(place.action)).collect();
    let nobodys = workspaces.is_empty() && places.is_empty();
    let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
    let done = done.map(|word| view! { <Toast word here="/" close=text.say("close")/> });
    let left = left.filter(|left| left.form == "request");
    let email = backend.ctx.acting().map(|acting| acting.email.clone()).unwrap_or_default();
    let titled = !workspaces.is_empty();
    // Who has no workspace comes for the console.
    let title =
        text.say(if workspaces.is_empty() && !places.is_empty() { "workspaces-console" } else { "workspaces-title" });
    view! {
        <Title text=title.clone()/>
        <div class="arrive">
            <Poster backend=backend.clone()/>
            <main class="hall" id="main">
                <div class="hallbar">
                    <h1>{title}</h1>
                    <div class="right"><JumpIcon backend=backend.clone()/><ThemeSwitch backend=backend.clone()/><Face backend=backend.clone()/></div>
                </div>
                {(!workspaces.is_empty()).then(|| view! { <Doors text workspaces/> })}
                {(!places.is_empty()).then(|| view! { <Console text places titled/> })}
                {nobodys.then(|| view! {
                    <Empty icon="door-open-duotone" title=text.say("workspaces-none-title")
                        text=text.with("workspaces-none", [("email", email.into())])>
                        <SignOut backend/>
                    </Empty>
                    <Ask backend=asking left mine/>
                })}
                {done}
            </main>
        </div>
    }
}

#[component]
fn Doors(text: Text, workspaces: Vec<Workspace>) -> impl IntoView {
    view! {
        <section class="group">
            <header><h2>{text.say("workspaces-yours")}</h2></header>
            <div class="tiles">
                {workspaces.into_iter().map(|Workspace { name, url, role }| view! {
                    <a class="tile" href=url>
                        <Icon name="door-open-duotone" size="i-44"/>
                        <b>{name}</b>
                        <span>{text.say(&format!("role-{}", role.word()))}</span>
                    </a>
                }).collect_view()}
            </div>
        </section>
    }
}

#[component]
fn Console(
    text: Text,
    places: Vec<&'static Place>,
    /// Whether the page is about more than this.
    titled: bool,
) -> impl IntoView {
    view! {
        <section class="group">
            {titled.then(|| view! { <header><h2>{text.say("workspaces-console")}</h2></header> })}
            <div class="tiles">
                {places.into_iter().map(|place| view! {
                    <a class="tile" href=place.path>
                        <Icon name=format!("{}-duotone", place.icon) size="i-44"/>
                        <b>{text.say(place.word)}</b>
                        <span>{text.say(&format!("{}-line", place.word))}</span>
                    </a>
                }).collect_view()}
            </div>
        </section>
    }
}
