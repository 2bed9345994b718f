//! The way to everything: a link to the page that finds, which the palette takes over where there is a script.

use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*};

use super::Icon;
use crate::{Backend, islands::palette::Finder};

/// The page that finds, and the list alone as the palette asks for it.
pub const FIND: &str = "/find";
const ROWS: &str = "/find/rows?q=";

/// The field in the top bar. It has the palette beside it: one a page.
#[component]
pub fn Jump(
    backend: Backend,
    /// The page itself is for finding: a second field would only ask which of them.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let text = backend.text;
    backend.ctx.acting().is_some().then(|| {
        view! {
            {(!bare).then(|| view! {
                <a class="jump" href=FIND data-find="">
                    <Icon name="magnifying-glass-bold"/><span>{text.say("find-jump")}</span>
                    <kbd class="js-only">{text.say("key-control")}" K"</kbd>
                </a>
            })}
            <Palette backend=backend.clone()/>
        }
    })
}

/// The same as a button among others.
#[component]
pub fn JumpIcon(backend: Backend) -> impl IntoView {
    let word = backend.text.say("find-jump");
    view! {
        <a class="btn quiet icon" href=FIND data-find="" aria-label=word><Icon name="magnifying-glass-bold"/></a>
        <Palette backend/>
    }
}

/// The dialog, empty until it is opened, and the script of every island on the page. Without a script neither is there.
#[component]
fn Palette(backend: Backend) -> impl IntoView {
    let text = backend.text;
    // An error's page has no script, and one that a fragment is made for has none of its own.
    use_context::<LeptosOptions>().map(|options| {
        let count = |count: u64| text.with("find-count", [("count", count.into())]);
        let many = count(2).replacen('2', "{n}", 1);
        let (search, label) = (text.say("find-everything"), text.say("find-everything"));
        view! {
            <dialog class="palette" id="palette" aria-label=label>
                <div class="q">
                    <Icon name="magnifying-glass-bold" size="i-20"/>
                    <input id="palette-asked" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list"
                        aria-controls="palette-found" aria-label=search maxlength="100" autocomplete="off"
                        spellcheck="false" enterkeyhint="go"/>
                    <kbd>"Esc"</kbd>
                </div>
                <div id="palette-found" role="listbox" aria-label=text.say("find-results")></div>
                <footer>
                    <span><kbd>"↑"</kbd><kbd>"↓"</kbd>{text.say("find-choose")}</span>
                    <span><kbd>"Enter"</kbd>{text.say("find-open")}</span>
                    <span><kbd>{text.say("key-control")}" Enter"</kbd>{text.say("find-tab")}</span>
                    <span class="grow"></span>
                    <span id="palette-count" role="status"></span>
                </footer>
            </dialog>
            <Finder page=FIND.to_owned() rows=ROWS.to_owned() one=count(1) many/>
            <HydrationScripts options islands=true/>
        }
    })
}
