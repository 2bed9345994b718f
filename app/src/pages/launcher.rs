//! The launcher: the page that a company's people open every morning.

use std::sync::Arc;

use dezky_domain::{
    access::Action,
    launch::{self, AppTile, LinkTile},
    tenant::Tenant,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use crate::{
    Backend,
    text::Text,
    ui::{Empty, Face, Icon, Poster, Search, Support, ThemeSwitch},
};

#[component]
pub fn Launcher(backend: Backend, tenant: Arc<Tenant>, tiles: launch::Launcher) -> impl IntoView {
    let text = backend.text;
    let asked: String = backend.asked("q").unwrap_or_default().trim().chars().take(100).collect();
    let nothing = tiles.apps.is_empty() && tiles.links.is_empty();
    let (apps, links) = matching(text, &asked, tiles);
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
        Either::Right((
            (!apps.is_empty()).then(|| view! { <Apps text apps/> }),
            (!links.is_empty()).then(|| view! { <Links text tenant=tenant.name.clone() links/> }),
        ))
    };
    view! {
        <Title text=text.say("launcher-title")/>
        <div class="arrive">
            <Poster backend=backend.clone()/>
            <main class="hall" id="main">
                <Bar backend asked/>
                <h1 class="vh">{text.with("launcher-heading", [("tenant", tenant.name.as_str().into())])}</h1>
                {body}
                <Why text tenant/>
            </main>
        </div>
    }
}

/// The tiles whose name or line holds what was asked for, whatever the case.
fn matching(text: Text, asked: &str, tiles: launch::Launcher) -> (Vec<AppTile>, Vec<LinkTile>) {
    let asked = asked.to_lowercase();
    let holds = |words: &str| words.to_lowercase().contains(&asked);
    let apps = tiles.apps.into_iter().filter(|tile| {
        let word = tile.app.word();
        holds(&text.say(&format!("app-{word}"))) || holds(&text.say(&format!("app-{word}-line")))
    });
    (apps.collect(), tiles.links.into_iter().filter(|tile| holds(&tile.name)).collect())
}

#[component]
fn Bar(backend: Backend, asked: String) -> impl IntoView {
    let text = backend.text;
    let admin = backend.ctx.may(Action::ReadPeople) || backend.ctx.may(Action::ReadTenantAudit);
    view! {
        <div class="hallbar">
            <Search path="/" label=text.say("launcher-filter") text=asked/>
            <div class="right">
                <ThemeSwitch backend=backend.clone()/>
                {admin.then(|| view! { <a class="btn quiet" href="/admin">{text.say("console-administration")}</a> })}
                <Face backend/>
            </div>
        </div>
    }
}

#[component]
fn Apps(text: Text, apps: Vec<AppTile>) -> impl IntoView {
    view! {
        <section class="group">
            <header><h2>{text.say("launcher-apps")}</h2></header>
            <div class="tiles">
                {apps.into_iter().map(|AppTile { app, url }| view! {
                    <a class="tile" href=url>
                        <Icon name=format!("{}-duotone", app.icon()) size="i-44"/>
                        <b>{text.say(&format!("app-{}", app.word()))}</b>
                        <span>{text.say(&format!("app-{}-line", app.word()))}</span>
                    </a>
                }).collect_view()}
            </div>
        </section>
    }
}

#[component]
fn Links(text: Text, tenant: String, links: Vec<LinkTile>) -> impl IntoView {
    view! {
        <section class="group">
            <header><h2>{text.with("launcher-links", [("tenant", tenant.into())])}</h2></header>
            <div class="tiles small">
                {links.into_iter().map(|LinkTile { name, url, icon }| view! {
                    <a class="tile" href=url rel="noreferrer">
                        <Icon name=format!("{icon}-regular") size="i-24"/><b>{name}</b>
                    </a>
                }).collect_view()}
            </div>
        </section>
    }
}

#[component]
fn Why(text: Text, tenant: Arc<Tenant>) -> impl IntoView {
    let ask = tenant.brand.support.clone().map(|support| {
        view! {
            <p>{text.say("launcher-ask")}" "<Support support/></p>
        }
    });
    view! {
        <details class="why">
            <summary>{text.say("launcher-why")}</summary>
            <p>{text.with("launcher-why-line", [("tenant", tenant.name.as_str().into())])}</p>
            {ask}
        </details>
    }
}
