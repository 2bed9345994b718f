//! Everybody whom the platform knows, for operators: where they belong, and the way to what they did. Nothing is done
//! to anybody here.

use chrono::{DateTime, Utc};
use dezky_domain::{
    everybody::{EverybodyPage, EverybodyQuery, Membership, Somebody},
    member::MemberState,
    page::{Limit, Page},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use crate::{
    backend::{address, load},
    text::Text,
    ui::{Desk, Empty, Near, Pages, Search},
    when::When,
};

const PATH: &str = "/operator/people";

#[component]
pub fn Everybody() -> impl IntoView {
    load(|backend| async move {
        let query = EverybodyQuery::from_pairs(backend.pairs());
        let EverybodyPage { page, everybody } = backend.services.everybody.list(&backend.ctx, &query).await?;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let title = text.say("nav-people");
        let count = text.with("everybody-count", [("count", everybody.into())]);
        let others = EverybodyQuery { text: String::new(), number: 1, ..query.clone() }.pairs();
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone()>
                <div class="head"><div><h1>{title}</h1><p>{count}" "{text.say("everybody-about")}</p></div></div>
                <div class="tools"><Search path=PATH label=text.say("people-search") text=query.text.clone() others/></div>
                <div class="sheet"><Sheet text when now query page/></div>
            </Desk>
        })
    })
}

/// The address of the same list with something else about it, from its first page on.
fn with(query: &EverybodyQuery, change: impl FnOnce(&mut EverybodyQuery)) -> String {
    let mut query = EverybodyQuery { number: 1, ..query.clone() };
    change(&mut query);
    address(PATH, &query.pairs())
}

#[component]
fn Sheet(text: Text, when: When, now: DateTime<Utc>, query: EverybodyQuery, page: Page<Somebody>) -> impl IntoView {
    if page.rows.is_empty() {
        let (title, said, way, href) = if page.total > 0 {
            ("people-beyond-title", "people-beyond", "people-first-page", with(&query, |_| ()))
        } else {
            ("people-no-match-title", "everybody-no-match", "clear-filters", PATH.to_owned())
        };
        return Either::Left(view! {
            <Empty icon="users-duotone" title=text.say(title) text=text.say(said)>
                <a class="btn" href=href>{text.say(way)}</a>
            </Empty>
        });
    }
    let (span, more, total, number, limit) = (page.span(), page.has_next(), page.total, page.number, page.limit);
    let turned = query.clone();
    let turn = move |number| with(&turned, |query| query.number = number);
    let resize = move |rows: u16| with(&query, |query| query.limit = Limit::parse(&rows.to_string()));
    Either::Right(view! {
        <Table text when now rows=page.rows/>
        <Pages text span total number more limit turn resize/>
    })
}

#[component]
fn Table(text: Text, when: When, now: DateTime<Utc>, rows: Vec<Somebody>) -> impl IntoView {
    let head = ["people-name", "nav-tenants", "everybody-role", "people-last-sign-in"];
    view! {
        <table class="t cards rows tall" role="table">
            <caption class="vh">{text.say("nav-people")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                    <th scope="col" role="columnheader"><span class="vh">{text.say("nav-timeline")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {rows.into_iter().map(|somebody| view! { <Row text when now somebody/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(text: Text, when: When, now: DateTime<Utc>, somebody: Somebody) -> impl IntoView {
    let Somebody { person, name, email, platform, partner, last_sign_in, tenants, more } = somebody;
    let did = address("/operator/audit", &[("actor", person.to_string())]);
    let role = platform.map(|role| text.say(&format!("role-{}", role.word())));
    let partner = partner.map(|partner| {
        view! { <div class="small"><a href=format!("/operator/partners/{}", partner.id)>{partner.name}</a></div> }
    });
    let last = match last_sign_in {
        Some(at) => Either::Left(view! { <Near when at now/> }),
        None => Either::Right(text.say("people-never")),
    };
    view! {
        <tr role="row">
            <td role="cell" class="who" data-at="name">{name.clone()}<div class="small muted">{email}</div></td>
            <td role="cell" class="prose" data-at="sub">{belongs(text, tenants, more)}</td>
            <td role="cell" data-at="state">{role}{partner}</td>
            <td role="cell" class="num" data-at="aside" data-name=text.say("people-last-sign-in")>{last}</td>
            <td role="cell" data-at="acts"><a href=did>{text.say("person-events")}<span class="vh">": "{name}</span></a></td>
        </tr>
    }
}

/// `Acme (Owner), Globex (Member, Suspended) and 2 more`, each with the way to its page.
fn belongs(text: Text, tenants: Vec<Membership>, more: u64) -> impl IntoView + use<> {
    let named = tenants.into_iter().enumerate().map(|(place, Membership { tenant, role, state })| {
        let role = text.say(&format!("role-{}", role.word()));
        let is = match state {
            MemberState::Active => format!(" ({role})"),
            state => format!(" ({role}, {})", text.say(&format!("member-state-{}", state.word()))),
        };
        view! {
            {(place > 0).then_some(", ")}
            <a href=format!("/operator/tenants/{}", tenant.slug)>{tenant.name}</a>
            {is}
        }
    });
    let named = named.collect_view();
    let more = (more > 0).then(|| format!(" {}", text.with("everybody-more", [("count", more.into())])));
    view! { {named}{more} }
}
