//! What the palette finds, and the page that finds the same without a script: people, things to do, apps and pages of the
//! consoles, tenants. Nothing is offered that the caller may not open.

mod everybody;

use dezky_domain::{
    Result,
    access::Action,
    find::{FindGroup, Found, Hits, MOST, marked},
    fold::folded,
    launch::Tile,
    member::{Email, MemberState},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use super::{launcher::told, person::May};
use crate::{
    Backend,
    backend::{address, load},
    text::Text,
    ui::{
        Column, Icon, Search,
        desk::{ADMINISTRATION, OPERATOR, initials},
        jump::FIND,
    },
};

/// Something to do: the right that it takes, what it is called, its icon, and the page on which it is done.
const ACTS: &[(Action, &str, &str, &str)] = &[
    (Action::ManagePeople, "people-add", "plus-bold", "/admin/people/new"),
    (Action::ManagePeople, "people-import", "upload-simple-bold", "/admin/people/import"),
    (Action::ManageApps, "link-new", "link-simple-bold", "/admin/apps/new"),
    (Action::ManageApps, "announcement-new", "megaphone-simple-bold", "/admin/announcements#write"),
    (Action::CreateTenant, "tenants-create", "plus-bold", "/operator/tenants/new"),
    (Action::Announce, "announcement-new", "megaphone-simple-bold", "/operator/announcements#write"),
    (Action::ArrangeLauncher, "find-arrange", "sliders-horizontal-bold", "/?arrange=1"),
];

/// As many as a page has room for.
const ALL: usize = 50;

/// What was asked for, as far as it is read.
fn asked(backend: &Backend) -> String {
    backend.asked("q").unwrap_or_default().trim().chars().take(100).collect()
}

/// `most` acts, apps and pages; of people and tenants there are lists.
async fn found(backend: &Backend, asked: &str, most: usize) -> Result<Vec<Found>> {
    let Hits { people, everybody, tenants, tiles } = backend.services.finder.find(&backend.ctx, asked).await?;
    let text = backend.text;
    let did = people.first().filter(|_| backend.ctx.may(Action::ReadTenantAudit)).map(|person| Found {
        group: FindGroup::Apps,
        icon: "clock-counter-clockwise-bold".to_owned(),
        name: text.with("find-did", [("name", person.name.as_str().into())]),
        more: String::new(),
        kind: text.say("nav-timeline"),
        url: address("/admin/audit", &[("actor", person.person.to_string())]),
    });
    // What is often done for who is found first; the page of the person says what it means before it is done.
    let help = people.first().filter(|person| May::about(backend, person).letter(person.state)).map(|person| {
        let key = if person.state == MemberState::Invited { "find-invite-again" } else { "find-send-link" };
        Found {
            group: FindGroup::Do,
            icon: "key-bold".to_owned(),
            name: text.with(key, [("name", person.name.as_str().into())]),
            more: String::new(),
            kind: text.say("nav-people"),
            url: format!("/admin/people/{}#help", person.person),
        }
    });
    // An address that nobody has is perhaps to be added; a word may mean anything.
    let address_of = Email::parse(asked).ok().filter(|_| people.is_empty() && backend.ctx.may(Action::ManagePeople));
    let add = address_of.map(|email| Found {
        group: FindGroup::Do,
        icon: "paper-plane-tilt-regular".to_owned(),
        name: text.with("find-invite", [("text", email.as_str().into())]),
        more: String::new(),
        kind: text.say("nav-people"),
        url: address("/admin/people/new", &[("email", email.as_str())]),
    });
    let people = people.into_iter().map(|person| Found {
        group: FindGroup::People,
        icon: initials(&person.name),
        name: person.name,
        more: person.email,
        kind: match person.state {
            MemberState::Active => text.say(&format!("role-{}", person.role.word())),
            state => text.say(&format!("member-state-{}", state.word())),
        },
        url: format!("/admin/people/{}", person.person),
    });
    let acts = acts(backend, asked).take(most);
    let apps = apps(text, tiles).filter(|app| folded(&app.name).contains(&folded(asked)));
    let places = apps.chain(places(backend, asked)).take(most).chain(did);
    let tenants = tenants.into_iter().map(|tenant| Found {
        group: FindGroup::Tenants,
        icon: "buildings-bold".to_owned(),
        name: tenant.name,
        more: tenant.domain.unwrap_or_else(|| tenant.slug.to_string()),
        kind: text.say(&format!("tenant-state-{}", tenant.state.word())),
        url: format!("/operator/tenants/{}", tenant.slug),
    });
    let everybody = everybody::everybody(text, everybody);
    Ok(people.chain(everybody).chain(help).chain(add).chain(acts).chain(places).chain(tenants).collect())
}

/// Whether what has this name is meant: by the name, or by another word for it.
fn meant(text: Text, word: &str, asked: &str) -> bool {
    let (asked, also) = (folded(asked), format!("found-by-{word}"));
    folded(&text.say(word)).contains(&asked) || text.has(&also) && folded(&text.say(&also)).contains(&asked)
}

fn acts(backend: &Backend, asked: &str) -> impl Iterator<Item = Found> {
    let text = backend.text;
    let may = ACTS.iter().filter(move |(action, word, ..)| backend.ctx.may(*action) && meant(text, word, asked));
    may.map(move |(_, word, icon, path)| Found {
        group: FindGroup::Do,
        icon: (*icon).to_owned(),
        name: text.say(word),
        more: String::new(),
        kind: String::new(),
        url: (*path).to_owned(),
    })
}

fn apps(text: Text, tiles: Vec<Tile>) -> impl Iterator<Item = Found> {
    tiles.into_iter().map(move |tile| {
        let (name, line) = told(text, &tile);
        Found {
            group: FindGroup::Apps,
            icon: format!("{}-regular", tile.icon),
            name,
            more: line,
            kind: text.say(if tile.is_app() { "apps-app" } else { "apps-link" }),
            url: tile.url,
        }
    })
}

/// The pages of this host's console, the launcher, and one's own page.
fn places(backend: &Backend, asked: &str) -> impl Iterator<Item = Found> {
    let text = backend.text;
    let (places, console) = match backend.ctx.tenant() {
        Some(_) => (ADMINISTRATION, "console-administration"),
        None => (OPERATOR, "console-operator"),
    };
    let page = move |icon: String, word: &str, path: &str, kind: String| Found {
        group: FindGroup::Apps,
        icon,
        name: text.say(word),
        more: String::new(),
        kind,
        url: path.to_owned(),
    };
    let own = [("squares-four-bold", "launcher-title", "/"), ("user-circle-bold", "me-title", "/me")];
    // Without a launcher here, the start is the choice of workspace.
    let own = own.into_iter().filter(move |(_, word, path)| {
        (*path != "/" || backend.ctx.may(Action::OpenLauncher)) && meant(text, word, asked)
    });
    let own = own.map(move |(icon, word, path)| page(icon.to_owned(), word, path, text.say("find-page")));
    let places = places.iter().filter(move |place| backend.ctx.may(place.action) && meant(text, place.word, asked));
    let places =
        places.map(move |place| page(format!("{}-bold", place.icon), place.word, place.path, text.say(console)));
    places.chain(own)
}

/// Where to look for what has no name here.
fn elsewhere(backend: &Backend, asked: &str) -> Option<String> {
    let audit = [(Action::ReadTenantAudit, "/admin/audit"), (Action::ReadPlatformAudit, "/operator/audit")];
    let (_, path) = audit.into_iter().find(|(action, _)| backend.ctx.may(*action))?;
    Some(address(path, &[("q", asked)]))
}

/// The results in their groups, which stand in a fixed order.
fn grouped(found: Vec<Found>) -> Vec<(FindGroup, Vec<Found>)> {
    let mut groups: Vec<(FindGroup, Vec<Found>)> = FindGroup::ALL.iter().map(|group| (*group, Vec::new())).collect();
    for one in found {
        if let Some((_, of)) = groups.iter_mut().find(|(group, _)| *group == one.group) {
            of.push(one);
        }
    }
    groups.retain(|(_, of)| !of.is_empty());
    groups
}

/// The list in which all of a group are found.
fn list(backend: &Backend, group: FindGroup) -> Option<&'static str> {
    match group {
        FindGroup::People if backend.ctx.tenant().is_none() => Some("/operator/people"),
        FindGroup::People => Some("/admin/people"),
        FindGroup::Tenants => Some("/operator/tenants"),
        FindGroup::Do | FindGroup::Apps => None,
    }
}

fn heading(text: Text, group: FindGroup) -> String {
    text.say(&format!("find-{}", group.word()))
}

/// What one result shows, in a list and in the palette alike.
fn shown(one: Found, asked: &str) -> AnyView {
    let picture = if one.group == FindGroup::People {
        Either::Left(view! { <span class="face" aria-hidden="true">{one.icon}</span> })
    } else {
        Either::Right(view! { <Icon name=one.icon/> })
    };
    let name = marked(&one.name, asked)
        .into_iter()
        .map(|(piece, is_match)| if is_match { Either::Left(view! { <u>{piece}</u> }) } else { Either::Right(piece) });
    view! {
        {picture}
        <span class="cut"><b>{name.collect_view()}</b>{(!one.more.is_empty()).then(|| view! { <i>{one.more}</i> })}</span>
        <span class="small">{one.kind}</span>
    }
    .into_any()
}

#[component]
pub fn Find() -> impl IntoView {
    load(|backend| async move {
        let asked = asked(&backend);
        let found = found(&backend, &asked, ALL).await?;
        let text = backend.text;
        let title = text.say("find-title");
        let nothing = found.is_empty().then(|| {
            let said = text.with("find-nothing", [("text", asked.as_str().into())]);
            let way = elsewhere(&backend, &asked).map(|href| view! { " "<a href=href>{text.say("find-timeline")}</a> });
            view! { <p class="muted">{said}{way}</p> }
        });
        let groups = grouped(found).into_iter().map(|(group, of)| {
            let full = of.len() >= MOST;
            let rows = of.into_iter().map(|one| {
                let href = one.url.clone();
                view! { <li><a href=href>{shown(one, &asked)}</a></li> }
            });
            let more = list(&backend, group).filter(|_| full).map(|path| {
                let href = address(path, &[("q", asked.as_str())]);
                view! { <p><a href=href>{text.say("find-all")}</a></p> }
            });
            view! { <section><h2>{heading(text, group)}</h2><ul class="found">{rows.collect_view()}</ul>{more}</section> }
        });
        let groups = groups.collect_view();
        Ok(view! {
            <Title text=title.clone()/>
            <Column backend finds=true>
                <main class="page" id="main">
                    <div class="sheetcol">
                        <h1>{title}</h1>
                        <Search path=FIND label=text.say("find-everything") text=asked/>
                        {nothing}
                        {groups}
                    </div>
                </main>
            </Column>
        })
    })
}

/// The results as options of the palette, and how many there are.
///
/// # Errors
/// As the finder: `SignedOut` for nobody.
pub async fn rows(backend: &Backend) -> Result<(i64, String)> {
    let (text, asked) = (backend.text, asked(backend));
    let found = found(backend, &asked, MOST).await?;
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    if found.is_empty() {
        let href = elsewhere(backend, &asked);
        let said = text.with("find-nothing", [("text", asked.as_str().into())]);
        let more = href.as_ref().map(|_| format!(" {}", text.say("find-timeline")));
        let disabled = href.is_none().then_some("true");
        return Ok((
            0,
            view! {
                <ul role="group" aria-label=text.say("find-results")>
                    <li role="option" id="found-0" data-href=href aria-disabled=disabled>
                        <Icon name="magnifying-glass-bold"/><span>{said}{more}</span>
                    </li>
                </ul>
            }
            .to_html(),
        ));
    }
    let mut place = 0;
    let groups = grouped(found).into_iter().map(|(group, of)| {
        let heading = heading(text, group);
        let label = heading.clone();
        let rows = of.into_iter().map(|one| {
            let (id, href) = (format!("found-{place}"), one.url.clone());
            place += 1;
            view! { <li role="option" id=id data-href=href aria-selected="false">{shown(one, &asked)}</li> }
        });
        let rows = rows.collect_view();
        view! {
            <ul role="group" aria-label=label><li role="presentation" class="gh">{heading}</li>{rows}</ul>
        }
    });
    Ok((count, groups.collect_view().to_html()))
}
