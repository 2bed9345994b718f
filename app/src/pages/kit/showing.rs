//! What shows and tells.

use chrono::TimeDelta;
use dezky_domain::{
    audit::Source,
    brand::Rgb,
    launch::{App, Tile, TileKey},
    timeline::Quarter,
};
use leptos::prelude::*;

use super::piece;
use crate::{
    Backend,
    pages::launcher::Section,
    text::{Span, Text},
    ui::{
        Badge, Dezky, Empty, Icon, Near, Note, Preview, Said, Shape, Status, Strip, Tone, amount, desk::initials,
        device, source_name,
    },
};

const HERE: &str = "/operator/kit";
const TONES: [Tone; 5] = [Tone::Ok, Tone::Warn, Tone::Bad, Tone::Info, Tone::Off];
const WORDS: [&str; 5] = ["role-member", "role-helpdesk", "role-auditor", "role-admin", "role-owner"];

pub fn showing(backend: &Backend) -> AnyView {
    let text = backend.text;
    [
        statuses(text),
        notes(text),
        piece("Empty", view! {
            <div class="sheet">
                <Empty icon="clock-counter-clockwise-duotone" title=text.say("people-no-match-title") text=text.say("people-no-match")>
                    <a class="btn" href=HERE>{text.say("clear-filters")}</a>
                </Empty>
            </div>
        }),
        skeleton(text),
        tiles(text),
        drawer(text),
        small(backend),
        strip(text),
        brand(text),
    ]
    .into_any()
}

fn statuses(text: Text) -> AnyView {
    let told = TONES.into_iter().zip(WORDS);
    let statuses = told.clone().map(|(tone, word)| view! { <Status tone word=text.say(word)/> });
    let badges = told.map(|(tone, word)| view! { <Badge tone word=text.say(word)/> });
    let shapes = Source::ALL.iter().map(|source| {
        view! {
            <span class="src"><Shape source=*source/><Shape source=*source hollow=true/><Shape source=*source bad=true/>{source_name(text, *source)}</span>
        }
    });
    piece(
        "Status, Badge, Shape",
        view! {
            <div class="row wrap">{statuses.collect_view()}<Status tone=Tone::Off word=text.say("delivery-waiting") icon="hourglass-medium-fill"/></div>
            <div class="row wrap">{badges.collect_view()}</div>
            <div class="row wrap">{shapes.collect_view()}</div>
        },
    )
}

fn notes(text: Text) -> AnyView {
    let notes = TONES.map(|tone| view! { <Note tone title=text.say("fault-busy-title") text=text.say("fault-busy")/> });
    let toast = view! {
        <div class="toast" role="status">
            <Icon name="check-circle-fill"/><span class="grow">{text.say("member-added")}</span>
            <a class="btn" href=HERE>{text.say("close")}</a>
        </div>
    };
    piece("Note, Toast", view! { <div class="stack">{notes.collect_view()}{toast}</div> })
}

fn skeleton(text: Text) -> AnyView {
    piece(
        "Skeleton",
        view! {
            <div class="sheet bones" role="status" aria-busy="true" aria-label=text.say("run-working")>
                <span class="bone w2"></span><span class="bone w1"></span><span class="bone w3"></span>
            </div>
        },
    )
}

fn tiles(text: Text) -> AnyView {
    let tile = |app: App, pinned, down| Tile {
        key: TileKey::App(app),
        name: None,
        url: HERE.to_owned(),
        icon: app.icon().to_owned(),
        pinned,
        down,
    };
    let link = |name: &str, icon: &str| Tile {
        key: TileKey::set(name),
        name: Some(text.say(name)),
        url: HERE.to_owned(),
        icon: icon.to_owned(),
        pinned: false,
        down: false,
    };
    let apps = vec![tile(App::Mail, true, false), tile(App::Files, false, true), tile(App::Chat, false, false)];
    let links = vec![link("link-icon-receipt", "receipt"), link("link-icon-fork-knife", "fork-knife")];
    piece(
        "Launcher tile",
        view! {
            <Section text title=text.say("launcher-apps") tiles=apps.clone() small=false arranging=false at=String::new()/>
            <Section text title=text.say("launcher-arrange") tiles=apps small=false arranging=true at=String::new()/>
            <Section text title=text.say("apps-links") tiles=links small=true arranging=true at=String::new()/>
        },
    )
}

fn drawer(text: Text) -> AnyView {
    let facts = [("people-role", "role-admin"), ("people-state", "member-state-active")];
    let facts = facts.map(|(name, value)| view! { <div><dt>{text.say(name)}</dt><dd>{text.say(value)}</dd></div> });
    piece(
        "Drawer",
        view! {
            <div class="drawer">
                <header><h3>"Jonna Weil"</h3><button class="btn quiet icon" type="button" aria-label=text.say("close")><Icon name="x-bold"/></button></header>
                <dl class="facts">{facts.collect_view()}</dl>
                <footer><button class="btn" type="button">{text.say("person-sessions")}</button><button class="btn primary" type="button">{text.say("save")}</button></footer>
            </div>
        },
    )
}

fn small(backend: &Backend) -> AnyView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let ago = [0, 12, 300, 2_000, 90_000].map(|minutes| {
        let at = now - TimeDelta::minutes(minutes);
        view! { <Near when at now/> }
    });
    let spans =
        vec![Span::Strong("Jonna Weil".into()), Span::Plain(" – ".into()), Span::Strong("Budget 2027.ods".into())];
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    piece(
        "Said, Near, Face, Mark, amounts, kbd",
        view! {
            <p><Said spans/></p>
            <p class="row wrap">{ago.collect_view()}</p>
            <p class="row wrap">
                <span class="face">{initials("Jonna Weil")}</span><span class="mark"><Dezky/>"Dezky"</span>
                <span>{amount::size(text, 48_210_933)}</span><span>{amount::bytes(text, 1_482)}</span>
                <span>{amount::span(text, TimeDelta::seconds(200))}</span><span>{device(text, Some(agent))}</span>
                <kbd>{text.say("key-control")}" K"</kbd><code class="mono">"0b5a6b"</code>
            </p>
        },
    )
}

fn strip(text: Text) -> AnyView {
    let quarters =
        (0..96_u32).map(|at| Quarter { events: at * 7 % 23, refused: u32::from(at % 31 == 5) * 3, lost: at == 60 });
    let quarters: Vec<Quarter> = quarters.collect();
    piece("Strip", view! { <Strip quarters label=text.say("nav-timeline") now=70/> })
}

fn brand(text: Text) -> AnyView {
    let accent = Rgb([0xf4, 0xb9, 0x42]);
    piece("Preview", view! { <Preview text name="Acme".to_owned() accent/> })
}
