//! The desk: side navigation, top bar, and the page between them. The operator's console and a tenant's administration
//! share it; the small word beside the mark tells them apart.

use dezky_domain::access::Action;
use leptos::{either::Either, prelude::*};

use super::{Dezky, Icon};
use crate::{Backend, shell::Logo};

/// A part of the breadcrumb before the current page: its word and where it leads.
pub type Crumb = (String, String);

struct Place {
    action: Action,
    path: &'static str,
    icon: &'static str,
    word: &'static str,
}

const OPERATOR: &[Place] = &[
    Place { action: Action::ReadTenants, path: "/operator/tenants", icon: "buildings-bold", word: "nav-tenants" },
    Place {
        action: Action::ReadPlatformAudit,
        path: "/operator/audit",
        icon: "clock-counter-clockwise-bold",
        word: "nav-timeline",
    },
    Place { action: Action::ReadSources, path: "/operator/sources", icon: "plugs-connected-bold", word: "nav-sources" },
];

const ADMINISTRATION: &[Place] = &[
    Place { action: Action::ReadPeople, path: "/admin/people", icon: "users-bold", word: "nav-people" },
    Place {
        action: Action::ReadTenantAudit,
        path: "/admin/audit",
        icon: "clock-counter-clockwise-bold",
        word: "nav-timeline",
    },
];

#[component]
pub fn Desk(
    backend: Backend,
    /// The page's own name: the last part of the breadcrumb.
    #[prop(into)]
    name: String,
    #[prop(optional)] crumbs: Vec<Crumb>,
    children: Children,
) -> impl IntoView {
    let text = backend.text;
    let console = if backend.ctx.tenant().is_some() { "console-administration" } else { "console-operator" };
    let first = backend.ctx.tenant().map_or_else(|| text.say(console), |tenant| tenant.name.clone());
    let crumbs: Vec<Crumb> = std::iter::once((first, "/".to_owned())).chain(crumbs).collect();
    let acting = backend.ctx.acting();
    let initials = initials(acting.map_or("", |acting| &acting.name));
    let account = text.with("account-of", [("name", acting.map_or("", |acting| acting.name.as_str()).into())]);
    let now = backend.ctx.now();
    let clock = format!("{} {}", backend.when.minute(now), backend.when.zone(now));
    view! {
        <div class="desk">
            <a class="skip" href="#main">{text.say("skip-to-content")}</a>
            <nav class="side" aria-label=text.say("nav-main")>
                <Mark backend=backend.clone() console/>
                <Places backend=backend.clone()/>
                <footer><a class="small muted" href="/">{text.say("nav-launcher")}</a></footer>
            </nav>
            <div class="grow">
                <header class="top">
                    <details class="menu">
                        <summary class="btn quiet icon" aria-label=text.say("menu")>
                            <Icon name="list-bold" size="i-20"/>
                        </summary>
                        <nav aria-label=text.say("menu")><Places backend=backend.clone()/></nav>
                    </details>
                    <nav class="crumbs" aria-label=text.say("breadcrumb")>
                        {crumbs.into_iter().map(|(word, href)| view! {
                            <a href=href>{word}</a><span class="sep" aria-hidden="true">"/"</span>
                        }).collect_view()}
                        <span aria-current="page">{name}</span>
                    </nav>
                    <span class="grow"></span>
                    <span class="clock">{clock}</span>
                    <a class="face" href="/me" aria-label=account>{initials}</a>
                </header>
                <main class="page" id="main">{children()}</main>
            </div>
        </div>
    }
}

#[component]
fn Mark(backend: Backend, console: &'static str) -> impl IntoView {
    let word = backend.text.say(console);
    match backend.ctx.tenant().cloned() {
        Some(tenant) => Either::Left(view! {
            <a class="mark" href="/"><Logo tenant=tenant.clone()/>{tenant.name.clone()}<small>{word}</small></a>
        }),
        None => Either::Right(view! {
            <a class="mark" href="/"><Dezky/>{backend.services.platform.name.clone()}<small>{word}</small></a>
        }),
    }
}

#[component]
fn Places(backend: Backend) -> impl IntoView {
    let places = if backend.ctx.tenant().is_some() { ADMINISTRATION } else { OPERATOR };
    let items = places.iter().filter(|place| backend.ctx.may(place.action)).map(|place| {
        let here = backend.path == place.path || backend.path.starts_with(&format!("{}/", place.path));
        view! {
            <li>
                <a href=place.path aria-current=here.then_some("page")>
                    <Icon name=place.icon/>{backend.text.say(place.word)}
                </a>
            </li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }
}

/// The first letters of the first and the last word: `MQ`.
#[must_use]
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = match words.as_slice() {
        [] => return "?".to_owned(),
        [only] => vec![*only],
        [first, .., last] => vec![*first, *last],
    };
    ends.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(["Mara Quist", "Øle", "Ada B. Lovelace", " "].map(initials), ["MQ", "Ø", "AL", "?"]);
    }
}
