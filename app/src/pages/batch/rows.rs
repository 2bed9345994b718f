//! The rows of a batch: who, and what came of it or is wrong with it.

use dezky_domain::{
    batch::{Batch, BatchPage, BatchRow, BatchState, Deed, RowState, RowsQuery},
    language::Language,
};
use leptos::{either::Either, prelude::*};

use crate::{
    backend::address,
    text::Text,
    ui::{Choice, Empty, Pages, Pick, Status, Tone},
};

#[component]
pub fn Rows(
    text: Text,
    /// The tenant's own, whose mailboxes are made with their owners.
    domain: Option<String>,
    path: String,
    query: RowsQuery,
    page: BatchPage,
) -> impl IntoView {
    let BatchPage { batch, rows, .. } = page;
    let to = {
        let path = path.clone();
        move |query: RowsQuery| address(&path, &query.pairs())
    };
    let filter = {
        let to = to.clone();
        filter(text, &batch, query, &to)
    };
    if rows.rows.is_empty() {
        let (title, what) = (text.say("rows-none-title"), text.say("rows-none"));
        let all = to(RowsQuery { state: None, number: 1, ..query });
        return Either::Left(view! {
            {filter}
            <Empty icon="users-duotone" title text=what><a class="btn" href=all>{text.say("rows-all")}</a></Empty>
        });
    }
    let (span, total, number, more, limit) = (rows.span(), rows.total, rows.number, rows.has_next(), rows.limit);
    let turned = to.clone();
    let turn = move |number| turned(RowsQuery { number, ..query });
    let resize = move |rows: u16| {
        to(RowsQuery { number: 1, limit: dezky_domain::page::Limit::parse(&rows.to_string()), ..query })
    };
    Either::Right(view! {
        {filter}
        <Table text domain batch rows=rows.rows/>
        <Pages text span total number more limit turn resize/>
    })
}

/// Of which there are none, none can be chosen.
fn filter(text: Text, batch: &Batch, query: RowsQuery, to: &impl Fn(RowsQuery) -> String) -> AnyView {
    let count = |state: RowState| match state {
        RowState::Wrong => batch.wrong,
        RowState::Waiting => batch.waiting,
        RowState::Done => batch.done,
        RowState::Same => batch.same,
        RowState::Failed => batch.failed,
    };
    let there = RowState::ALL.iter().copied().filter(|state| count(*state) > 0 || query.state == Some(*state));
    let one = |state: Option<RowState>, word: String| Choice {
        word,
        href: to(RowsQuery { state, number: 1, ..query }),
        chosen: query.state == state,
    };
    let choices: Vec<Choice> = std::iter::once(one(None, text.say("rows-all")))
        .chain(there.map(|state| one(Some(state), text.say(&batch.called(state)))))
        .collect();
    let word = query.state.map_or_else(|| text.say("rows-all"), |state| text.say(&batch.called(state)));
    view! { <div class="tools"><div class="set"><Pick word choices/></div></div> }.into_any()
}

#[component]
fn Table(text: Text, domain: Option<String>, batch: Batch, rows: Vec<BatchRow>) -> impl IntoView {
    let import = batch.deed == Deed::Import;
    let given_up = batch.state == BatchState::Cancelled;
    let mut head = vec!["row-number", "people-name", "people-address"];
    if import {
        head.extend(["people-role", "people-groups", "row-invitation"]);
    }
    head.extend(["row-state", "row-why"]);
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("rows-of")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.into_iter().map(|key| view! {
                        <th scope="col" role="columnheader" class=width(key)>{text.say(key)}</th>
                    }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {rows.into_iter().map(|row| view! { <Row text domain=domain.clone() called=batch.called(row.state) given_up import row/> }).collect_view()}
            </tbody>
        </table>
    }
}

/// What is wrong has most to say; groups go first where there is no room.
fn width(column: &str) -> Option<&'static str> {
    match column {
        "row-why" => Some("c3"),
        "people-groups" => Some("low"),
        _ => None,
    }
}

#[component]
fn Row(
    text: Text,
    domain: Option<String>,
    called: String,
    given_up: bool,
    import: bool,
    row: BatchRow,
) -> impl IntoView {
    let field =
        |name: &str| row.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let role = field("role");
    let role = if text.has(&format!("role-{role}")) { text.say(&format!("role-{role}")) } else { role };
    let (name, email) = (field("name"), field("email"));
    let more = import.then(|| {
        let (groups, invitation) = (spaced(&field("groups")), invitation(&field));
        // On a phone a cell has no head above it, and one without anything in it none at its side.
        let named = |key: &str, value: &str| (!value.is_empty()).then(|| text.say(key));
        let (at_groups, at_invitation) = (named("people-groups", &groups), named("row-invitation", &invitation));
        view! {
            <td role="cell" data-at="aside">{role}</td>
            <td role="cell" class="low cut" data-at="more" data-name=at_groups title=groups>{groups.clone()}</td>
            <td role="cell" class="cut" data-at="note" data-name=at_invitation title=invitation>{invitation.clone()}</td>
        }
    });
    let (tone, icon) = match row.state {
        RowState::Wrong => (Tone::Warn, Tone::Warn.icon()),
        RowState::Waiting if given_up => (Tone::Off, Tone::Off.icon()),
        RowState::Waiting => (Tone::Off, "hourglass-medium-fill"),
        RowState::Done => (Tone::Ok, Tone::Ok.icon()),
        RowState::Same => (Tone::Off, "check-circle-fill"),
        RowState::Failed => (Tone::Bad, Tone::Bad.icon()),
    };
    let word = text.say(&called);
    let why = row.why.as_ref().map(|(column, why)| {
        let key = format!("import-column-{column}");
        let why = text.say(why);
        if import && text.has(&key) {
            text.with("row-why-at", [("column", text.say(&key).into()), ("why", why.into())])
        } else {
            why
        }
    });
    let own = domain.is_some_and(|domain| email.ends_with(&format!("@{domain}")));
    let unread = import && own && row.state == RowState::Waiting && field("invite_to").is_empty();
    let why = why.or_else(|| unread.then(|| text.say("row-invitation-unread")));
    view! {
        <tr role="row">
            <td role="cell" class="num" data-at="over" data-name=text.say("row-number")>{text.number(row.number)}</td>
            <td role="cell" class="who cut" data-at="name" title=name>{name.clone()}</td>
            <td role="cell" class="cut" data-at="sub" title=email>{email.clone()}</td>
            {more}
            <td role="cell" data-at="state"><Status tone word icon/></td>
            <td role="cell" class="prose" data-at="acts">{why}</td>
        </tr>
    }
}

/// Names as a list has them, however a file wrote them.
fn spaced(names: &str) -> String {
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    names.join(", ")
}

/// In which language, and to where: `Deutsch, ada@home.example`.
fn invitation(field: &impl Fn(&str) -> String) -> String {
    let language = field("language");
    let language = Language::parse(&language).map_or(language, |language| language.endonym().to_owned());
    let elsewhere = field("invite_to");
    let address = if elsewhere.is_empty() { field("email") } else { elsewhere };
    [language, address].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
