//! Where the timeline hears from: lanes on top, one ledger of gaps and quarantine below. Nothing is dropped without a
//! line here.

mod lane;
mod ledger;

use dezky_domain::source::{Ledger, LedgerPlace};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use self::{lane::lane, ledger::ledger};
use crate::{
    Backend,
    api::answer::PRESSED,
    backend::load,
    ui::{Desk, Empty, Hatch, Note, Tone, field::Kept},
};

const PATH: &str = "/operator/sources";

#[component]
pub fn Sources() -> impl IntoView {
    load(|backend: Backend| async move {
        let sources = backend.services.sources.overview(&backend.ctx).await?;
        let before: Option<LedgerPlace> = backend.asked("before").and_then(|before| before.parse().ok());
        let Ledger { rows, older } = backend.services.sources.ledger(&backend.ctx, before).await?;
        let text = backend.text;
        let left = backend.left().await;
        let done = left.clone().filter(|left| left.form == PATH).and_then(|left| left.done).map(|done| text.say(&done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let title = text.say("sources-title");
        let lanes = sources.iter().map(|status| lane(&backend, status)).collect_view();
        let lines = if rows.is_empty() {
            Either::Left(view! {
                <Empty icon="plugs-connected-duotone" title=text.say("ledger-empty") text=text.say("ledger-empty-text")/>
            })
        } else {
            Either::Right(ledger(&backend, rows))
        };
        let older = older.map(|older| {
            view! { <a class="btn" href=format!("{PATH}?before={older}#ledger")>{text.say("older")}</a> }
        });
        let newest = before.map(|_| view! { <a class="btn" href=format!("{PATH}#ledger")>{text.say("newest")}</a> });
        let turn = (older.is_some() || newest.is_some()).then(|| view! { <footer>{newest}{older}</footer> });
        Ok(view! {
            <Title text=title.clone()/>
            <Hatch/>
            <Desk backend name=title.clone() done>
                <div class="head"><div><h1>{title}</h1><p>{text.say("sources-about")}</p></div></div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <div class="panel">{lanes}</div>
                <section class="panel" id="ledger">
                    <header>
                        <h2>{text.say("ledger-title")}</h2>
                        <span class="muted small">{text.say("ledger-about")}</span>
                    </header>
                    {lines}
                    {turn}
                </section>
            </Desk>
        })
    })
}
