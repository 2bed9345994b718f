//! The desk: side navigation, top bar, and the page between them. The operator's console and a tenant's administration
//! share it; the small word beside the mark tells them apart.

use dezky_domain::{
    Result,
    access::{Action, Role},
    ctx::Ctx,
};
use leptos::{either::Either, prelude::*};

use super::{Dezky, Icon, Jump, Toast, Tone};
use crate::{Backend, shell::Logo, text::Text};

/// A part of the breadcrumb before the current page: its word and where it leads.
pub type Crumb = (String, String);

/// A part of a console, and the right that opens it.
#[derive(Debug)]
pub struct Place {
    pub action: Action,
    pub path: &'static str,
    /// An icon of the sprite, without its weight.
    pub icon: &'static str,
    pub word: &'static str,
}

pub const OPERATOR: &[Place] = &[
    Place { action: Action::ReadTenants, path: "/operator/tenants", icon: "buildings", word: "nav-tenants" },
    Place {
        action: Action::ReadPlatformAudit,
        path: "/operator/audit",
        icon: "clock-counter-clockwise",
        word: "nav-timeline",
    },
    Place { action: Action::ReadSources, path: "/operator/sources", icon: "plugs-connected", word: "nav-sources" },
    Place { action: Action::ReadAlerts, path: "/operator/alerts", icon: "bell", word: "nav-alerts" },
    Place { action: Action::ReadJobs, path: "/operator/jobs", icon: "list-checks", word: "nav-jobs" },
    Place { action: Action::ReadPartners, path: "/operator/partners", icon: "handshake", word: "nav-partners" },
    Place {
        action: Action::Announce,
        path: "/operator/announcements",
        icon: "megaphone-simple",
        word: "nav-announcements",
    },
    Place { action: Action::ReadPlatformPeople, path: "/operator/people", icon: "users", word: "nav-people" },
];

pub const PARTNER: &[Place] = &[Place {
    action: Action::OpenPartnerConsole,
    path: "/partner/tenants",
    icon: "buildings",
    word: "nav-partner-tenants",
}];

/// The administration's own first page, which the others stand below.
const OVERVIEW: &str = "/admin";

pub const ADMINISTRATION: &[Place] = &[
    Place { action: Action::ReadOverview, path: OVERVIEW, icon: "gauge", word: "nav-overview" },
    Place { action: Action::ReadPeople, path: "/admin/people", icon: "users", word: "nav-people" },
    Place { action: Action::ManageGroups, path: "/admin/groups", icon: "users-three", word: "nav-groups" },
    Place { action: Action::ReadDomains, path: "/admin/domains", icon: "globe-simple", word: "nav-domains" },
    Place { action: Action::ManageApps, path: "/admin/apps", icon: "squares-four", word: "nav-apps" },
    Place { action: Action::ManageBrand, path: "/admin/brand", icon: "paint-brush", word: "nav-brand" },
    Place {
        action: Action::ManageApps,
        path: "/admin/announcements",
        icon: "megaphone-simple",
        word: "nav-announcements",
    },
    Place {
        action: Action::ReadTenantAudit,
        path: "/admin/audit",
        icon: "clock-counter-clockwise",
        word: "nav-timeline",
    },
    Place { action: Action::ManagePartners, path: "/admin/partners", icon: "handshake", word: "nav-partners" },
    Place { action: Action::ManageSettings, path: "/admin/settings", icon: "gear-six", word: "nav-settings" },
];

/// Where a page of the desk stands: its places, the word beside the mark, and where the console begins.
fn console(backend: &Backend) -> (&'static [Place], &'static str, &'static str) {
    if backend.ctx.tenant().is_some() {
        (ADMINISTRATION, "console-administration", "/")
    } else if backend.path.starts_with("/partner") {
        (PARTNER, "console-partner", "/partner")
    } else {
        (OPERATOR, "console-operator", "/operator")
    }
}

/// Where a partner's people find the tenants that let them in: on the platform's own host.
#[must_use]
pub fn partners_tenants(backend: &Backend) -> String {
    format!("{}{}", backend.services.platform.url, PARTNER[0].path)
}

/// The first of `places` that the caller may see.
///
/// # Errors
/// The first one's refusal where there is none.
pub fn entrance(ctx: &Ctx, places: &'static [Place]) -> Result<&'static str> {
    match places.iter().find(|place| ctx.may(place.action)) {
        Some(place) => Ok(place.path),
        None => ctx.require(places[0].action).map(|_| places[0].path),
    }
}

#[component]
pub fn Desk(
    backend: Backend,
    /// The page's own name: the last part of the breadcrumb.
    #[prop(into)]
    name: String,
    #[prop(optional)] crumbs: Vec<Crumb>,
    /// What was just finished, said once.
    #[prop(default = None)]
    done: Option<String>,
    children: Children,
) -> impl IntoView {
    let text = backend.text;
    let (_, console, begin) = console(&backend);
    let first = backend.ctx.tenant().map_or_else(|| text.say(console), |tenant| tenant.name.clone());
    let first = (first, begin.to_owned());
    let crumbs: Vec<Crumb> = std::iter::once(first).chain(crumbs).collect();
    let here = crate::backend::address(&backend.path, &backend.query);
    let now = backend.ctx.now();
    let clock = format!("{} {}", backend.when.minute(now), backend.when.zone(now));
    let guest = guest(&backend);
    view! {
        <div class="desk">
            <a class="skip" href="#main">{text.say("skip-to-content")}</a>
            <nav class="side" aria-label=text.say("nav-main")>
                <Mark backend=backend.clone() word=text.say(console)/>
                <Places backend=backend.clone()/>
                <Out backend=backend.clone()/>
            </nav>
            <div class="grow">
                <header class="top">
                    <details class="menu">
                        <summary class="btn quiet icon" aria-label=text.say("menu")>
                            <Icon name="list-bold" size="i-20"/>
                        </summary>
                        <nav aria-label=text.say("menu")>
                            <Mark backend=backend.clone() word=text.say(console)/>
                            <Places backend=backend.clone()/>
                            <Out backend=backend.clone()/>
                        </nav>
                    </details>
                    <nav class="crumbs" aria-label=text.say("breadcrumb")>
                        {crumbs.into_iter().map(|(word, href)| view! {
                            <a href=href>{word}</a><span class="sep" aria-hidden="true">"/"</span>
                        }).collect_view()}
                        <span aria-current="page">{name}</span>
                    </nav>
                    <span class="grow"></span>
                    <Jump backend=backend.clone()/>
                    <span class="clock">{clock}</span>
                    <Face backend/>
                </header>
                <main class="page" id="main">{guest}{children()}</main>
                {done.map(|done| view! { <Toast word=done here close=text.say("close")/> })}
            </div>
        </div>
    }
}

/// Who acts for somebody else's company is told so on every page: for which, until when, and with what.
fn guest(backend: &Backend) -> Option<impl IntoView + use<>> {
    let (text, when) = (backend.text, backend.when);
    let (acting, tenant) = (backend.ctx.acting()?, backend.ctx.tenant()?);
    let (partner, until) = (acting.partner.as_ref()?, acting.until?);
    let fills = [
        ("partner", partner.name.as_str().into()),
        ("tenant", tenant.name.as_str().into()),
        ("day", when.full_day(when.last_day(until)).into()),
    ];
    let may = if acting.role == Some(Role::PartnerAdmin) { "guest-manages" } else { "guest-helps" };
    let said = format!("{} {}", text.with("guest-acts", fills), text.say(may));
    Some(view! {
        <div class="note info">
            <Icon name=Tone::Info.icon()/>
            <div class="grow">{said}</div>
            <a class="btn quiet" href=partners_tenants(backend)>{text.say("guest-back")}</a>
        </div>
    })
}

/// Out of the console. Who is here for a partner has no apps here, and goes back to where they came from.
#[component]
fn Out(backend: Backend) -> impl IntoView {
    let guest = backend.ctx.acting().is_some_and(|acting| acting.until.is_some());
    let (href, word) =
        if guest { (partners_tenants(&backend), "guest-back") } else { ("/".to_owned(), "nav-launcher") };
    view! { <footer><a class="small muted" href=href>{backend.text.say(word)}</a></footer> }
}

/// Whose pages these are, and the way to their start; `word` tells consoles apart.
#[component]
pub fn Mark(backend: Backend, #[prop(optional)] word: Option<String>) -> impl IntoView {
    let word = word.map(|word| view! { <small>{word}</small> });
    match backend.ctx.tenant().cloned() {
        Some(tenant) => Either::Left(view! {
            <a class="mark" href="/"><Logo tenant=tenant.clone()/>{tenant.name.clone()}{word}</a>
        }),
        None => Either::Right(view! {
            <a class="mark" href="/"><Dezky/>{backend.services.platform.name.clone()}{word}</a>
        }),
    }
}

/// Who is signed in, and the way to one's own page.
#[component]
pub fn Face(backend: Backend) -> impl IntoView {
    backend.ctx.acting().map(|acting| {
        let account = backend.text.with("account-of", [("name", acting.name.as_str().into())]);
        view! { <a class="face" href="/me" aria-label=account>{initials(&acting.name)}</a> }
    })
}

#[component]
fn Places(backend: Backend) -> impl IntoView {
    let (places, ..) = console(&backend);
    let items = places.iter().filter(|place| backend.ctx.may(place.action)).map(|place| {
        let below = place.path != OVERVIEW && backend.path.starts_with(&format!("{}/", place.path));
        let here = backend.path == place.path || below;
        let count = backend.counts.get(place.word).map(|count| view! { <Waiting text=backend.text count=*count/> });
        view! {
            <li>
                <a href=place.path aria-current=here.then_some("page")>
                    <Icon name=format!("{}-bold", place.icon)/>{backend.text.say(place.word)}{count}
                </a>
            </li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }
}

/// How many things wait for somebody, in red; what the number means is said to who doesn't see that.
#[component]
pub fn Waiting(text: Text, count: u64) -> impl IntoView {
    view! {
        <span class="count bad">
            {text.number(count)}<span class="vh">" "{text.with("nav-attention", [("count", count.into())])}</span>
        </span>
    }
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
