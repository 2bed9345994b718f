//! The people of a tenant: who they are, what they may do, when they last came; and what can be done to many at once.

mod bulk;
mod table;

use dezky_domain::{
    access::{Action, Role},
    group::Group,
    member::{self, MemberState, PeopleQuery},
};
use leptos::{either::EitherOf3, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

pub use self::table::{Factor, State};
use self::{bulk::Bulk, table::Table};
use super::person_new::roles;
use crate::{
    Backend,
    api::{answer::PRESSED, batches::ChoosePeople},
    backend::{address, load},
    text::Text,
    ui::{Chip, Choice, Desk, Empty, Icon, Note, Pages, Pick, Search, Tone, field::Kept},
};

const PATH: &str = "/admin/people";

#[component]
pub fn People() -> impl IntoView {
    load(|backend| async move {
        let query = PeopleQuery::from_pairs(backend.pairs());
        let people = backend.services.members.list(&backend.ctx, &query).await?;
        let groups = backend.services.groups.list(&backend.ctx).await?;
        let manages = backend.ctx.may(Action::ManagePeople);
        let asking = if manages { backend.services.access_requests.open(&backend.ctx).await?.len() as u64 } else { 0 };
        let text = backend.text;
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
        let left = backend.left().await;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let many = backend.ctx.may(Action::HelpPeople).then(|| {
            view! { <a class="btn quiet" href="/admin/people/batches">{text.say("batches")}</a> }
        });
        let add = manages.then(|| view! {
                <a class="btn" href="/admin/people/import"><Icon name="upload-simple-bold"/>{text.say("people-import")}</a>
                <a class="btn primary" href="/admin/people/new"><Icon name="plus-bold"/>{text.say("people-add")}</a>
        });
        let acts = (many.is_some() || add.is_some()).then(|| view! { <div class="acts">{many}{add}</div> });
        Ok(view! {
            <Title text=text.say("nav-people")/>
            <Desk backend=backend.clone() name=text.say("nav-people") done>
                <div class="head"><div><h1>{text.say("nav-people")}</h1><p>{summary}</p></div>{acts}</div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                {(asking > 0).then(|| view! { <Asking text asking/> })}
                <Tools text query=query.clone() groups=groups.clone()/>
                <div class="sheet"><Sheet backend query people groups/></div>
            </Desk>
        })
    })
}

/// Somebody waits for an answer.
#[component]
fn Asking(text: Text, asking: u64) -> impl IntoView {
    view! {
        <div class="note info" role="status">
            <Icon name=Tone::Info.icon()/>
            <div class="grow"><b>{text.with("requests-count", [("count", asking.into())])}</b></div>
            <a class="btn" href="/admin/people/requests">{text.say("requests-look")}</a>
        </div>
    }
}

/// The address of the same list with something else about it, from its first page on.
fn with(query: &PeopleQuery, change: impl FnOnce(&mut PeopleQuery)) -> String {
    let mut query = PeopleQuery { number: 1, ..query.clone() };
    change(&mut query);
    address(PATH, &query.pairs())
}

#[component]
fn Tools(text: Text, query: PeopleQuery, groups: Vec<Group>) -> impl IntoView {
    let others = PeopleQuery { text: String::new(), number: 1, ..query.clone() }.pairs();
    let roles = Role::ALL.iter().filter(|role| role.is_tenants());
    let roles: Vec<_> = roles.map(|role| (text.say(&format!("role-{}", role.word())), Some(*role))).collect();
    let states = MemberState::ALL.iter();
    let states: Vec<_> =
        states.map(|state| (text.say(&format!("member-state-{}", state.word())), Some(*state))).collect();
    let groups: Vec<_> = groups.into_iter().map(|group| (group.name, Some(group.id))).collect();
    let factors = [("second-factor-used", true), ("second-factor-unused", false)];
    let factors = factors.map(|(word, used)| (text.say(word), Some(used)));
    let by_factor = filter(text, "people-second-factor", &factors, query.second_factor, |used| {
        with(&query, |query| query.second_factor = used)
    });
    let by_group = (!groups.is_empty())
        .then(|| filter(text, "people-group", &groups, query.group, |group| with(&query, |query| query.group = group)));
    view! {
        <div class="tools">
            <Search path=PATH label=text.say("people-search") text=query.text.clone() others/>
            <div class="set">
                {filter(text, "people-role", &roles, query.role, |role| with(&query, |query| query.role = role))}
                {filter(text, "people-state", &states, query.state, |state| with(&query, |query| query.state = state))}
                {by_group}
                {by_factor}
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
        Some((value, _)) => {
            let remove = text.with("filter-remove", [("filter", word.as_str().into())]);
            view! { <Chip word value=value.clone() href=href(None) remove/> }.into_any()
        }
        None => {
            let choices =
                choices.iter().map(|(said, choice)| Choice { word: said.clone(), href: href(*choice), chosen: false });
            view! { <Pick word choices=choices.collect()/> }.into_any()
        }
    }
}

#[component]
fn Sheet(backend: Backend, query: PeopleQuery, people: member::People, groups: Vec<Group>) -> impl IntoView {
    let text = backend.text;
    let member::People { page, .. } = people;
    let filtered = query.is_filtered();
    if !page.rows.is_empty() {
        let (span, more, total, number, limit) = (page.span(), page.has_next(), page.total, page.number, page.limit);
        let turned = query.clone();
        let resized = query.clone();
        let turn = move |number| with(&turned, |query| query.number = number);
        let resize =
            move |rows: u16| with(&resized, |query| query.limit = dezky_domain::page::Limit::parse(&rows.to_string()));
        return EitherOf3::A(view! {
            <form method="post" action=ChoosePeople::PATH>
                <Bulk backend=backend.clone() roles=roles(&backend) groups query=query.clone() here=page.rows.len() as u64 total/>
                <Table backend query rows=page.rows/>
            </form>
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
