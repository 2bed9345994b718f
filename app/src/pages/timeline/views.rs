//! Saved views: a tab for each, the way to save what is filtered for, and the way to let one go.

use dezky_domain::{timeline::TimelineFilter, view::View};
use leptos::{either::EitherOf3, prelude::*, server_fn::ServerFn as _};

use super::Line;
use crate::{
    api::views::{RemoveView, SaveView},
    backend::address,
    ui::{Act, Field, Icon, SheetTitle, Weight, field::Kept},
};

/// What everybody has.
fn usual(line: &Line) -> impl Iterator<Item = (String, TimelineFilter)> + use<> {
    ["views-all", "outcome-refused"].map(|key| line.text.say(key)).into_iter().zip(View::usual())
}

pub fn tabs(line: &Line, views: &[View]) -> impl IntoView + use<> {
    let shown = View::of(&line.filter);
    let own = views.iter().map(|view| (view.name.clone(), view.filter.clone()));
    let tabs = usual(line).chain(own).map(|(name, filter)| {
        let here = (filter == shown).then_some("page");
        view! { <a href=line.address(&filter) aria-current=here>{name}</a> }
    });
    view! { <nav class="tabs" aria-label=line.text.say("views")>{tabs.collect_view()}</nav> }
}

/// What can be done with what is shown: nothing where it is one of the usual views.
pub fn keep(line: &Line, views: &[View], kept: Kept) -> impl IntoView + use<> {
    let (text, shown) = (line.text, View::of(&line.filter));
    if let Some(view) = views.iter().find(|view| view.filter == shown) {
        let fields = vec![("id", view.id.to_string())];
        let label = text.with("view-remove-named", [("name", view.name.as_str().into())]);
        return EitherOf3::B(view! {
            <Act action=RemoveView::PATH fields word=text.say("view-remove") weight=Weight::Usual
                icon="bookmark-simple-fill" label/>
        });
    }
    if View::usual().contains(&shown) {
        return EitherOf3::A(());
    }
    let query = address("", &line.filter.pairs());
    let open = kept.any().is_some();
    EitherOf3::C(view! {
        <details class="pick" name="pick" open=open>
            <summary><Icon name="bookmark-simple-bold"/>{text.say("view-save")}</summary>
            <div class="pop end">
                <SheetTitle word=text.say("view-save")/>
                <form class="stack" method="post" action=SaveView::PATH novalidate=true>
                    <input type="hidden" name="query" value=query.trim_start_matches('?').to_owned()/>
                    <Field name="name" label=text.say("view-name") hint=text.say("view-hint") kept maxlength=40
                        autocomplete="off"/>
                    <button class="btn" type="submit">{text.say("view-keep")}</button>
                </form>
            </div>
        </details>
    })
}
