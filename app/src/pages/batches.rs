//! What was done to many at once in the last months, and what is being done: the way back to it.

use chrono::{DateTime, Utc};
use dezky_domain::batch::{BatchLine, BatchState};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use super::batch::{PATH, mark, standing, titled};
use crate::{
    backend::load,
    text::Text,
    ui::{Desk, Empty, Near, Status},
    when::When,
};

#[component]
pub fn Batches() -> impl IntoView {
    load(|backend| async move {
        let batches = backend.services.batches.list(&backend.ctx).await?;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let crumbs = vec![(text.say("nav-people"), "/admin/people".to_owned())];
        let title = text.say("batches");
        let list = if batches.is_empty() {
            Either::Left(view! {
                <Empty icon="users-duotone" title=text.say("batches-none-title") text=text.say("batches-none")/>
            })
        } else {
            Either::Right(view! { <Table text when now batches/> })
        };
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs>
                <div class="head"><div><h1>{title}</h1><p>{text.say("batches-about")}</p></div></div>
                <div class="sheet">{list}</div>
            </Desk>
        })
    })
}

#[component]
fn Table(text: Text, when: When, now: DateTime<Utc>, batches: Vec<BatchLine>) -> impl IntoView {
    let head = ["batches-deed", "batches-by", "batches-when", "batches-rows", "batches-state"];
    let rows = batches.into_iter().map(|line| {
        let discarded = line.is_discarded();
        let BatchLine { id, deed, group, state, by, created, rows, failed, .. } = line;
        let (tone, icon) = mark(state, failed);
        let word = standing(text, state, discarded);
        let deed = titled(text, &deed, group.as_deref());
        view! {
            <tr role="row" class=(state == BatchState::Cancelled).then_some("off")>
                <td role="cell" class="who" data-at="name"><a href=format!("{PATH}/{id}")>{deed}</a></td>
                <td role="cell" data-at="sub">{by}</td>
                <td role="cell" data-at="aside"><Near when at=created now/></td>
                <td role="cell" class="num" data-at="more" data-name=text.say("batches-rows")>{text.number(rows)}</td>
                <td role="cell" data-at="state"><Status tone word icon/></td>
            </tr>
        }
    });
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("batches")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}
