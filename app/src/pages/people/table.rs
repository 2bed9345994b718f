//! The table of people: a row to tick, and what is known of each.

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::Role,
    group::GroupRef,
    member::{Member, MemberState, PeopleOrder, PeopleQuery, PeopleSort},
};
use leptos::prelude::*;

use super::{PATH, with};
use crate::{
    Backend,
    text::Text,
    ui::{Near, Sorted, Status, Tone},
    when::When,
};

/// Groups that are named in a row; of more it says how many.
const NAMED: usize = 3;

#[component]
pub fn Table(backend: Backend, query: PeopleQuery, rows: Vec<Member>) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let tenant = backend.ctx.tenant().map(|tenant| tenant.name.clone()).unwrap_or_default();
    let sorted = |by: PeopleSort, key: &str| {
        let here = query.order.by == by;
        let falling = here && !query.order.falling;
        let href = with(&query, |query| query.order = PeopleOrder { by, falling });
        view! { <Sorted word=text.say(key) href falling=here.then_some(query.order.falling)/> }
    };
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.with("people-of", [("tenant", tenant.into())])}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader" class="pickcol">
                        <span class="vh">{text.say("people-pick")}</span>
                        <input class="check" type="checkbox" id="tick-all" hidden aria-label=text.say("people-pick-page")/>
                    </th>
                    {sorted(PeopleSort::Name, "people-name")}
                    {sorted(PeopleSort::Address, "people-address")}
                    {sorted(PeopleSort::Role, "people-role")}
                    <th scope="col" role="columnheader" class="low">{text.say("people-groups")}</th>
                    <th scope="col" role="columnheader" class="low">{text.say("people-second-factor")}</th>
                    {sorted(PeopleSort::LastSignIn, "people-last-sign-in")}
                    {sorted(PeopleSort::State, "people-state")}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {rows.into_iter().map(|member| view! { <Row text when now member/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(text: Text, when: When, now: DateTime<Utc>, member: Member) -> impl IntoView {
    let pick = text.with("people-pick-one", [("name", member.name.as_str().into())]);
    let role = text.say(&format!("role-{}", member.role.word()));
    let role = if member.role == Role::Member { role.into_any() } else { view! { <b>{role}</b> }.into_any() };
    let groups = named(text, &member.groups);
    let last = match member.last_sign_in {
        Some(at) => view! { <Near when at now/> }.into_any(),
        None => text.say("people-never").into_any(),
    };
    view! {
        <tr role="row" class=(member.state == MemberState::Suspended).then_some("off")>
            <td role="cell" class="pickcol" data-at="pick">
                <input class="check" type="checkbox" name="ids[]" value=member.person.to_string() aria-label=pick/>
            </td>
            <td role="cell" class="who cut" data-at="name" title=member.name>
                <a href=format!("{PATH}/{}", member.person)>{member.name.clone()}</a>
            </td>
            <td role="cell" class="cut" data-at="sub" title=member.email>{member.email.clone()}</td>
            <td role="cell" data-at="aside">{role}</td>
            <td role="cell" class="low cut" title=groups>{groups.clone()}</td>
            <td role="cell" class="low">{member.second_factor.map(|used| view! { <Factor text used/> })}</td>
            <td role="cell" class="num">{last}</td>
            <td role="cell" data-at="state"><State text state=member.state/></td>
        </tr>
    }
}

/// `Sales, Fairs, IT and 2 more`.
fn named(text: Text, groups: &[GroupRef]) -> String {
    let names: Vec<&str> = groups.iter().take(NAMED).map(|group| group.name.as_str()).collect();
    let names = names.join(", ");
    match groups.len().saturating_sub(NAMED) {
        0 => names,
        more => text.with("people-groups-more", [("names", names.into()), ("count", (more as u64).into())]),
    }
}

/// Whether somebody's last sign-in used a second factor. That it didn't is said quietly: where nobody has one, it would
/// shout from each row.
#[component]
pub fn Factor(text: Text, used: bool) -> impl IntoView {
    if used {
        view! { <Status tone=Tone::Ok word=text.say("second-factor-used")/> }.into_any()
    } else {
        view! { <span class="muted">{text.say("second-factor-unused")}</span> }.into_any()
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
