//! The groups of a tenant, with how many are in each, and a field for a new one.

use dezky_domain::{access::Action, group::Group};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    api::groups::CreateGroup,
    backend::load,
    text::Text,
    ui::{Desk, Empty, Field, field::Kept},
};

pub(super) const PATH: &str = "/admin/groups";

#[component]
pub fn Groups() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::ManageGroups)?;
        let groups = backend.services.groups.list(&backend.ctx).await?;
        let text = backend.text;
        let left = backend.left().await;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let kept = Kept::new(left.filter(|left| left.form == "group"), text);
        let count = text.with("groups-count", [("count", (groups.len() as u64).into())]);
        let sheet = if groups.is_empty() {
            let (title, what) = (text.say("groups-none-title"), text.say("groups-none"));
            Either::Left(view! { <Empty icon="users-duotone" title text=what/> })
        } else {
            Either::Right(view! { <Table text groups/> })
        };
        Ok(view! {
            <Title text=text.say("nav-groups")/>
            <Desk backend name=text.say("nav-groups") done>
                <div class="head"><div><h1>{text.say("nav-groups")}</h1><p>{count}" "{text.say("groups-what")}</p></div></div>
                <div class="sheet">{sheet}</div>
                <div class="sheetcol">
                    <section>
                        <h2>{text.say("groups-make")}</h2>
                        <form class="form" method="post" action=CreateGroup::PATH novalidate=true>
                            <Field name="name" label=text.say("group-name") hint=text.say("group-name-hint") kept
                                autocomplete="off" maxlength=60/>
                            <div class="row"><button class="btn primary">{text.say("group-create")}</button></div>
                        </form>
                    </section>
                </div>
            </Desk>
        })
    })
}

#[component]
fn Table(text: Text, groups: Vec<Group>) -> impl IntoView {
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("nav-groups")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{text.say("group-name")}</th>
                    <th scope="col" role="columnheader">{text.say("group-people")}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {groups.into_iter().map(|group| view! {
                    <tr role="row">
                        <td role="cell" class="who" data-at="name"><a href=format!("{PATH}/{}", group.id)>{group.name}</a></td>
                        <td role="cell" class="num" data-at="state">{text.with("group-count", [("count", group.members.into())])}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}
