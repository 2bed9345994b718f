//! A section of tiles. A tile is a link; its controls lie over it and belong to one form for all of them.

use dezky_domain::launch::{Tile, TileKey};
use leptos::{either::Either, prelude::*};

use crate::{
    text::Text,
    ui::{Icon, Status, Tone},
};

/// A tile's name and the line below it: an app's are texts of ours, a link has no line.
#[must_use]
pub fn told(text: Text, tile: &Tile) -> (String, String) {
    match (&tile.name, tile.key) {
        (Some(name), _) => (name.clone(), String::new()),
        (None, TileKey::App(app)) => {
            (text.say(&format!("app-{}", app.word())), text.say(&format!("app-{}-line", app.word())))
        }
        (None, key) => (key.to_string(), String::new()),
    }
}

/// `at` is the key of the tile that was just moved: the focus goes on from there.
#[component]
pub fn Section(
    text: Text,
    #[prop(into)] title: String,
    tiles: Vec<Tile>,
    small: bool,
    arranging: bool,
    at: String,
) -> impl IntoView {
    let class = match (small, arranging) {
        (false, false) => "tiles",
        (true, false) => "tiles small",
        (false, true) => "tiles arranging",
        (true, true) => "tiles small arranging",
    };
    (!tiles.is_empty()).then(|| {
        let slots = (0..tiles.len()).map(|place| {
            let controls = Controls::of(text, &tiles, place, arranging, &at);
            slot(text, &tiles[place], small, controls)
        });
        view! {
            <section class="group">
                <header><h2>{title}</h2></header>
                <div class=class>{slots.collect_view()}</div>
            </section>
        }
    })
}

fn slot(text: Text, tile: &Tile, small: bool, controls: Controls) -> AnyView {
    let (name, line) = told(text, tile);
    let (icon, size) =
        if small { (format!("{}-regular", tile.icon), "i-24") } else { (format!("{}-duotone", tile.icon), "i-44") };
    let below = if tile.down {
        Some(Either::Left(view! { <Status tone=Tone::Warn word=text.say("launcher-down")/> }))
    } else {
        (!line.is_empty()).then(|| Either::Right(view! { <span>{line}</span> }))
    };
    // Where a link of the company's leads is no business of ours to tell, and neither is where it is clicked.
    let rel = (!tile.is_app()).then_some("noreferrer");
    let key = controls.key.clone();
    view! {
        <div class="slot" data-key=key>
            <a class=if tile.down { "tile down" } else { "tile" } href=tile.url.clone() rel=rel>
                <Icon name=icon size/><b>{name}</b>{below}
            </a>
            {controls.show()}
        </div>
    }
    .into_any()
}

/// What can be done to a tile.
struct Controls {
    key: String,
    pinned: bool,
    /// The names of the buttons, with the tile's.
    pin: String,
    up: String,
    down: String,
    /// Whether there is a place to go to, each way.
    moves: Option<(bool, bool)>,
    focus: bool,
}

impl Controls {
    fn of(text: Text, tiles: &[Tile], place: usize, arranging: bool, at: &str) -> Self {
        let tile = &tiles[place];
        let key = tile.key.to_string();
        let (name, _) = told(text, tile);
        let say = |key: &str| text.with(key, [("name", name.as_str().into())]);
        let beside = |other: Option<usize>| {
            other.and_then(|other| tiles.get(other)).is_some_and(|other| other.pinned == tile.pinned)
        };
        Self {
            pinned: tile.pinned,
            pin: say("launcher-pin"),
            up: say("launcher-up"),
            down: say("launcher-move-down"),
            moves: arranging.then(|| (beside(place.checked_sub(1)), beside(Some(place + 1)))),
            focus: key == at,
            key,
        }
    }

    fn show(self) -> AnyView {
        let Self { key, pinned, pin, up, down, moves, focus } = self;
        let moves = moves.map(|(can_up, can_down)| {
            let button = |name: &'static str, icon: &'static str, label: String, can: bool, focus: bool| {
                view! {
                    <button class="btn quiet icon" form="arrange" name=name value=key.clone() aria-label=label
                        disabled=!can autofocus=focus><Icon name=icon/></button>
                }
            };
            view! {
                <span class="moves">
                    {button("up", "arrow-left-bold", up, can_up, focus && can_up)}
                    {button("down", "arrow-right-bold", down, can_down, focus && !can_up)}
                </span>
            }
        });
        view! {
            <button class="btn quiet icon pin" form="arrange" name=if pinned { "unpin" } else { "pin" } value=key.clone()
                aria-pressed=if pinned { "true" } else { "false" } aria-label=pin><Icon name="push-pin-bold"/></button>
            {moves}
        }
        .into_any()
    }
}
