//! The people of a tenant: who they are, what they may do, when they last came.

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::{Action, Role},
    member::{self, Member, MemberState, PeopleOrder, PeopleQuery, PeopleSort},
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;

use crate::{
    backend::{address, load},
    text::Text,
    ui::{Chip, Choice, Desk, Empty, Icon, Near, Pages, Pick, Search, Sorted, Status, Tone},
    when::When,
};

const PATH: &str = "/admin/people";

#[component]
pub fn People() -> impl IntoView {
    load(|backend| async move {
        let query = PeopleQuery::from_pairs(backend.pairs());
        let people = backend.services.members.list(&backend.ctx, &query).await?;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let tenant = backend.ctx.tenant().map(|tenant| tenant.name.clone()).unwrap_or_default();
        let summary = text.with(
            "people-summary",
            [
                ("total", (people.active + people.invited + people.suspended).into()),
                ("active", people.active.into()),
                ("invited", people.invited.into()),
                ("suspended", people.suspended.into()),
            ],
        );
        // What was just finished on a page that is gone with it: somebody was removed.
        let done = backend.left().await.and_then(|left| left.done).map(|done| text.say(&done));
        let add = backend.ctx.may(Action::ManagePeople).then(|| view! {
            <div class="acts"><a class="btn primary" href="/admin/people/new"><Icon name="plus-bold"/>{text.say("people-add")}</a></div>
        });
        Ok(view! {
            <Title text=text.say("nav-people")/>
            <Desk backend name=text.say("nav-people") done>
                <div class="head"><div><h1>{text.say("nav-people")}</h1><p>{summary}</p></div>{add}</div>
                <Tools text query=query.clone()/>
                <div class="sheet"><Sheet text when now tenant query people/></div>
            </Desk>
        })
    })
}

/// The address of the same list with something else about it, from its first page on.
fn with(query: &PeopleQuery, change: impl FnOnce(&mut PeopleQuery)) -> String {
    let mut query = PeopleQuery { number: 1, ..query.clone() };
    change(&mut query);
    address(PATH, &query.pairs())
}

#[component]
fn Tools(text: Text, query: PeopleQuery) -> impl IntoView {
    let others = PeopleQuery { text: String::new(), number: 1, ..query.clone() }.pairs();
    let roles = Role::ALL.iter().filter(|role| role.is_tenants());
    let roles: Vec<_> = roles.map(|role| (format!("role-{}", role.word()), Some(*role))).collect();
    let states = MemberState::ALL.iter();
    let states: Vec<_> = states.map(|state| (format!("member-state-{}", state.word()), Some(*state))).collect();
    view! {
        <div class="tools">
            <Search path=PATH label=text.say("people-search") text=query.text.clone() others/>
            <div class="set">
                {filter(text, "people-role", &roles, query.role, |role| with(&query, |query| query.role = role))}
                {filter(text, "people-state", &states, query.state, |state| with(&query, |query| query.state = state))}
            </div>
        </div>
    }
}

/// A chip where the filter is set, a list of what it can be where it isn't.
fn filter<T: Copy + PartialEq>(
    text: Text,
    word: &str,
    choices: &[(String, Option<T>)],
    set: Option<T>,
    href: impl Fn(Option<T>) -> String,
) -> AnyView {
    let word = text.say(word);
    match choices.iter().find(|(_, choice)| set.is_some() && *choice == set) {
        Some((key, _)) => {
            let remove = text.with("filter-remove", [("filter", word.as_str().into())]);
            view! { <Chip word value=text.say(key) href=href(None) remove/> }.into_any()
        }
        None => {
            let choices =
                choices.iter().map(|(key, choice)| Choice { word: text.say(key), href: href(*choice), chosen: false });
            view! { <Pick word choices=choices.collect()/> }.into_any()
        }
    }
}

#[component]
fn Sheet(
    text: Text,
    when: When,
    now: DateTime<Utc>,
    tenant: String,
    query: PeopleQuery,
    people: member::People,
) -> impl IntoView {
    let member::People { page, .. } = people;
    let filtered = !query.text.is_empty() || query.role.is_some() || query.state.is_some();
    if !page.rows.is_empty() {
        let (span, more, total, number, limit) = (page.span(), page.has_next(), page.total, page.number, page.limit);
        let turned = query.clone();
        let resized = query.clone();
        let turn = move |number| with(&turned, |query| query.number = number);
        let resize =
            move |rows: u16| with(&resized, |query| query.limit = dezky_domain::page::Limit::parse(&rows.to_string()));
        return EitherOf3::A(view! {
            <Table text when now tenant query rows=page.rows/>
            <Pages text span total number more limit turn resize/>
        });
    }
    if page.total > 0 {
        return EitherOf3::B(view! {
            <Empty icon="users-duotone" title=text.say("people-beyond-title") text=text.say("people-beyond")>
                <a class="btn" href=with(&query, |_| ())>{text.say("people-first-page")}</a>
            </Empty>
        });
    }
    let (title, said) =
        if filtered { ("people-no-match-title", "people-no-match") } else { ("people-none-title", "people-none") };
    EitherOf3::C(view! {
        <Empty icon="users-duotone" title=text.say(title) text=text.say(said)>
            {filtered.then(|| view! { <a class="btn" href=PATH>{text.say("clear-filters")}</a> })}
        </Empty>
    })
}

#[component]
fn Table(
    text: Text,
    when: When,
    now: DateTime<Utc>,
    tenant: String,
    query: PeopleQuery,
    rows: Vec<Member>,
) -> impl IntoView {
    let columns = [
        (PeopleSort::Name, "people-name"),
        (PeopleSort::Address, "people-address"),
        (PeopleSort::Role, "people-role"),
        (PeopleSort::LastSignIn, "people-last-sign-in"),
        (PeopleSort::State, "people-state"),
    ];
    let head = columns.map(|(by, key)| {
        let here = query.order.by == by;
        let falling = here && !query.order.falling;
        let href = with(&query, |query| query.order = PeopleOrder { by, falling });
        view! { <Sorted word=text.say(key) href falling=here.then_some(query.order.falling)/> }
    });
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.with("people-of", [("tenant", tenant.into())])}</caption>
            <thead role="rowgroup"><tr role="row">{head.collect_view()}</tr></thead>
            <tbody role="rowgroup">
                {rows.into_iter().map(|member| view! { <Row text when now member/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(text: Text, when: When, now: DateTime<Utc>, member: Member) -> impl IntoView {
    let role = text.say(&format!("role-{}", member.role.word()));
    let role = if member.role == Role::Member { role.into_any() } else { view! { <b>{role}</b> }.into_any() };
    let last = match member.last_sign_in {
        Some(at) => view! { <Near when at now/> }.into_any(),
        None => text.say("people-never").into_any(),
    };
    view! {
        <tr role="row" class=(member.state == MemberState::Suspended).then_some("off")>
            <td role="cell" class="who" data-at="name">
                <a href=format!("{PATH}/{}", member.person)>{member.name}</a>
            </td>
            <td role="cell" data-at="sub">{member.email}</td>
            <td role="cell" data-at="aside">{role}</td>
            <td role="cell" class="num">{last}</td>
            <td role="cell" data-at="state"><State text state=member.state/></td>
        </tr>
    }
}

#[component]
pub fn State(text: Text, state: MemberState) -> impl IntoView {
    let word = text.say(&format!("member-state-{}", state.word()));
    match state {
        MemberState::Active => view! { <Status tone=Tone::Ok word/> },
        MemberState::Invited => view! { <Status tone=Tone::Info word icon="envelope-simple-fill"/> },
        MemberState::Suspended => view! { <Status tone=Tone::Off word/> },
    }
}
