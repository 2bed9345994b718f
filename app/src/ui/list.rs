//! What stands around a list that lives in its URL: search, filters, sorted columns, pages. All of it is links and a
//! `GET` form, so that a reload, a bookmark and the back button just work.

use dezky_domain::page::Limit;
use leptos::{either::Either, prelude::*};

use super::Icon;
use crate::text::{Fill, Text};

/// A search field; `others` are the filters that stay.
#[component]
pub fn Search(
    path: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] text: String,
    #[prop(optional)] others: Vec<(&'static str, String)>,
) -> impl IntoView {
    view! {
        <form class="find" role="search" method="get" action=path>
            {others.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <label class="vh" for="q">{label.clone()}</label>
            <Icon name="magnifying-glass-bold"/>
            <input class="input" id="q" name="q" type="search" value=text placeholder=label maxlength="200"
                autocomplete="off" spellcheck="false" enterkeyhint="search"/>
        </form>
    }
}

/// A link of a filter, and whether it is the one that holds.
#[derive(Debug, Clone)]
pub struct Choice {
    pub word: String,
    pub href: String,
    pub chosen: bool,
}

/// A filter that can be set; opening one closes its neighbours.
#[component]
pub fn Pick(
    #[prop(into)] word: String,
    choices: Vec<Choice>,
    /// It stands at the right of the page: what it opens ends where it ends.
    #[prop(optional)]
    end: bool,
) -> impl IntoView {
    view! {
        <details class="pick" name="pick">
            <summary>{word.clone()}<Icon name="caret-down-bold"/></summary>
            <div class=if end { "pop end" } else { "pop" }>
                <SheetTitle word/>
                {choices.into_iter().map(|Choice { word, href, chosen }| view! {
                    <a href=href aria-current=chosen.then_some("true")>{word}</a>
                }).collect_view()}
            </div>
        </details>
    }
}

/// Where what opens rises from the lower edge, it stands far from what was pressed: it says its name again. Who doesn't
/// see it has heard that already.
#[component]
pub fn SheetTitle(#[prop(into)] word: String) -> impl IntoView {
    view! { <p class="eyebrow title" aria-hidden="true">{word}</p> }
}

/// A filter that is set: its name, its value, and the way out.
#[component]
pub fn Chip(
    #[prop(into)] word: String,
    #[prop(into)] value: String,
    #[prop(into)] href: String,
    #[prop(into)] remove: String,
) -> impl IntoView {
    view! {
        <span class="chip"><span>{word}": "<b>{value}</b></span><a href=href aria-label=remove><Icon name="x-bold"/></a></span>
    }
}

/// A column that can be sorted; `falling` is `None` where the list is sorted by another.
#[component]
pub fn Sorted(#[prop(into)] word: String, #[prop(into)] href: String, falling: Option<bool>) -> impl IntoView {
    let sort = falling.map(|falling| if falling { "descending" } else { "ascending" });
    view! {
        <th scope="col" role="columnheader" aria-sort=sort>
            <a href=href>
                {word}
                {falling.map(|falling| view! { <Icon name=if falling { "arrow-down-bold" } else { "arrow-up-bold" }/> })}
            </a>
        </th>
    }
}

/// Which rows of how many, how many at once, and the two arrows. `number` is the page's, from 1; `turn` gives the
/// address of another page, `resize` that of another size.
#[component]
pub fn Pages<Turn, Resize>(
    text: Text,
    span: (u64, u64),
    total: u64,
    number: u64,
    more: bool,
    limit: Limit,
    turn: Turn,
    resize: Resize,
) -> impl IntoView
where
    Turn: Fn(u64) -> String,
    Resize: Fn(u16) -> String,
{
    let sizes = Limit::CHOICES.iter().map(|rows| Choice {
        word: rows.to_string(),
        href: resize(*rows),
        chosen: u64::from(*rows) == limit.rows(),
    });
    let rows = text.with("rows-a-page", [("rows", limit.rows().to_string().into())]);
    let shown =
        text.with("pages-span", [("first", Fill::Number(span.0)), ("last", span.1.into()), ("total", total.into())]);
    view! {
        <nav class="pages" aria-label=text.say("pages")>
            <span class="num">{shown}</span>
            <span class="grow"></span>
            <Pick word=rows choices=sizes.collect()/>
            <span class="row">
                <Arrow icon="caret-left-bold" label=text.say("page-previous") to=(number > 1).then(|| turn(number - 1))/>
                <Arrow icon="caret-right-bold" label=text.say("page-next") to=more.then(|| turn(number + 1))/>
            </span>
        </nav>
    }
}

#[component]
fn Arrow(icon: &'static str, label: String, to: Option<String>) -> impl IntoView {
    match to {
        Some(to) => Either::Left(view! { <a class="btn icon" href=to aria-label=label><Icon name=icon/></a> }),
        None => Either::Right(view! { <button class="btn icon" disabled aria-label=label><Icon name=icon/></button> }),
    }
}
