//! The launcher: the page that a company's people open every morning. It is whole without a script; with one, arrows
//! move between the tiles, typing filters, and tiles can be dragged.

mod beside;
mod tiles;

use std::sync::Arc;

use dezky_domain::{
    access::Action,
    launch::{self, Tile},
    tenant::Tenant,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use self::beside::{Announced, Recents, Why};
pub use self::{
    beside::tone,
    tiles::{Section, told},
};
use crate::{
    Backend,
    api::launcher::{ArrangeTile, HideAnnouncement},
    backend::address,
    islands::tiles::Tiles,
    text::Text,
    ui::{Empty, Face, Icon, JumpIcon, Note, Poster, ThemeSwitch, Tone},
};

#[component]
pub fn Launcher(backend: Backend, tenant: Arc<Tenant>, launcher: launch::Launcher) -> impl IntoView {
    let text = backend.text;
    let asked: String = backend.asked("q").unwrap_or_default().trim().chars().take(100).collect();
    let arranging = backend.asked("arrange").is_some();
    let launch::Launcher { apps, links, recents, announcements, hidden } = launcher;
    let nothing = apps.is_empty() && links.is_empty();
    let at = backend.asked("at").filter(|_| arranging).unwrap_or_default().to_owned();
    let (apps, links) = (matching(text, &asked, apps), matching(text, &asked, links));
    let body = if nothing {
        Either::Left(view! {
            <Empty icon="squares-four-regular" title=text.say("launcher-empty-title")
                text=text.with("launcher-empty", [("tenant", tenant.name.as_str().into())])/>
        })
    } else if apps.is_empty() && links.is_empty() {
        let title = text.with("launcher-no-match-title", [("text", asked.as_str().into())]);
        Either::Left(view! {
            <Empty icon="magnifying-glass-duotone" title text=text.say("launcher-no-match")>
                <a class="btn" href="/">{text.say("launcher-show-all")}</a>
            </Empty>
        })
    } else {
        let from = text.with("launcher-links", [("tenant", tenant.name.as_str().into())]);
        Either::Right(view! {
            <Section text title=text.say("launcher-apps") tiles=apps small=false arranging at=at.clone()/>
            <Section text title=from tiles=links small=true arranging at/>
            <p class="muted" id="sifted-out" role="status" hidden>{text.say("launcher-no-match")}</p>
        })
    };
    let arrange = arranging.then(|| {
        view! { <Note tone=Tone::Info title=text.say("launcher-arranging-title") text=text.say("launcher-arranging")/> }
    });
    view! {
        <Title text=text.say("launcher-title")/>
        <div class="arrive">
            <Poster backend=backend.clone()/>
            <main class="hall" id="main">
                <Bar backend=backend.clone() asked arranging/>
                <h1 class="vh">{text.with("launcher-heading", [("tenant", tenant.name.as_str().into())])}</h1>
                {arrange}
                <Announced backend=backend.clone() announcements/>
                {body}
                <Recents backend=backend.clone() recents/>
                <Why text tenant hidden/>
                <Forms arranging/>
                <Tiles hint=text.say("launcher-filter-hint")/>
            </main>
        </div>
    }
}

/// The tiles whose name or line holds what was asked for, whatever the case.
fn matching(text: Text, asked: &str, tiles: Vec<Tile>) -> Vec<Tile> {
    let asked = asked.to_lowercase();
    let holds = |tile: &Tile| {
        let (name, line) = told(text, tile);
        name.to_lowercase().contains(&asked) || line.to_lowercase().contains(&asked)
    };
    tiles.into_iter().filter(holds).collect()
}

#[component]
fn Bar(backend: Backend, asked: String, arranging: bool) -> impl IntoView {
    let text = backend.text;
    let places = crate::ui::desk::ADMINISTRATION;
    let admin = places.iter().any(|place| backend.ctx.may(place.action));
    let arrange = if arranging {
        Either::Left(view! { <a class="btn" href="/">{text.say("launcher-arranged")}</a> })
    } else {
        let href = address("/", &[("arrange", "1")]);
        Either::Right(view! {
            <a class="btn quiet" href=href><Icon name="sliders-horizontal-bold"/>{text.say("launcher-arrange")}</a>
        })
    };
    let arrange = backend.ctx.may(Action::ArrangeLauncher).then_some(arrange);
    let label = text.say("launcher-filter");
    view! {
        <div class="hallbar">
            <form class="find" role="search" method="get" action="/">
                <label class="vh" for="q">{label.clone()}</label>
                <Icon name="magnifying-glass-bold"/>
                <input class="input" id="q" name="q" type="search" value=asked placeholder=label maxlength="100"
                    autocomplete="off" spellcheck="false" enterkeyhint="search"/>
                <kbd class="js-only">"/"</kbd>
            </form>
            <div class="right">
                {arrange}
                <JumpIcon backend=backend.clone()/>
                <ThemeSwitch backend=backend.clone()/>
                {admin.then(|| view! { <a class="btn quiet" href="/admin">{text.say("console-administration")}</a> })}
                <Face backend/>
            </div>
        </div>
    }
}

/// The forms that the buttons of all tiles and announcements post.
#[component]
fn Forms(arranging: bool) -> impl IntoView {
    view! {
        <form id="arrange" method="post" action=ArrangeTile::PATH hidden>
            {arranging.then(|| view! {
                <input type="hidden" name="arranging" value="1"/>
                // Filled in where tiles are dragged; a button's press leaves it out.
                <input type="hidden" name="order" id="arrange-order" disabled/>
            })}
        </form>
        <form id="hide" method="post" action=HideAnnouncement::PATH hidden></form>
    }
}
