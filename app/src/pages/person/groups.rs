//! The groups that somebody is in, and those that they could join.

use dezky_domain::{group::Group, member::Member};
use leptos::{prelude::*, server_fn::ServerFn as _};

use crate::{
    api::groups::{PutInGroup, TakeFromGroup},
    text::Text,
    ui::{Act, Select, Weight},
};

#[component]
pub fn Groups(text: Text, member: Member, groups: Vec<Group>) -> impl IntoView {
    let page = format!("/admin/people/{}", member.person);
    let fields = |id: String| vec![("id", id), ("person", member.person.to_string()), ("page", page.clone())];
    let inside = member.groups.iter().map(|group| {
        let label = text.with("person-leave", [("group", group.name.as_str().into())]);
        view! {
            <li class="row wrap">
                <a href=format!("/admin/groups/{}", group.id)>{group.name.clone()}</a>
                <Act action=TakeFromGroup::PATH fields=fields(group.id.to_string()) word=text.say("group-take")
                    weight=Weight::Quiet label/>
            </li>
        }
    });
    let inside: Vec<_> = inside.collect();
    let none = inside.is_empty().then(|| view! { <p class="muted">{text.say("person-no-groups")}</p> });
    let inside = (!inside.is_empty()).then(|| view! { <ul>{inside}</ul> });
    let is_in = |group: &Group| member.groups.iter().any(|of| of.id == group.id);
    let others = groups.into_iter().filter(|group| !is_in(group)).map(|group| (group.id.to_string(), group.name));
    let others: Vec<_> = others.collect();
    let join = (!others.is_empty()).then(|| {
        view! {
            <form class="form" method="post" action=PutInGroup::PATH>
                <input type="hidden" name="person" value=member.person.to_string()/>
                <input type="hidden" name="page" value=page.clone()/>
                <Select name="id" label=text.say("person-join") choices=others chosen=""/>
                <div class="row"><button class="btn">{text.say("group-add")}</button></div>
            </form>
        }
    });
    view! {
        <section>
            <h2>{text.say("people-groups")}</h2>
            {none}
            {inside}
            {join}
        </section>
    }
}
