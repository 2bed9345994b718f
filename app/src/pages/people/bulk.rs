//! The bar above the list: what can be done to the people that are ticked, to those on the page, or to all that match. It
//! is part of the list's form and needs no script; nothing is done before the page that follows says what it means.

use dezky_domain::{access::Action, group::Group, member::PeopleQuery};
use leptos::prelude::*;

use crate::{Backend, backend::address, ui::Icon};

#[component]
pub fn Bulk(
    backend: Backend,
    /// Those that the caller may give, as choices.
    roles: Vec<(String, String)>,
    groups: Vec<Group>,
    query: PeopleQuery,
    /// How many are on this page.
    here: u64,
    /// How many match.
    total: u64,
) -> impl IntoView {
    let (text, ctx) = (backend.text, &backend.ctx);
    let list = address("", &query.pairs());
    let list = list.strip_prefix('?').unwrap_or_default().to_owned();
    let which = vec![
        ("ticked".to_owned(), text.say("bulk-ticked")),
        ("page".to_owned(), text.with("bulk-page", [("count", here.into())])),
        ("all".to_owned(), text.with("bulk-all", [("count", total.into())])),
    ];
    let groups: Vec<_> = groups.into_iter().map(|group| (group.id.to_string(), group.name)).collect();
    let may_group = ctx.may(Action::ManageGroups) && !groups.is_empty();
    let may_manage = ctx.may(Action::ManagePeople);
    let act = |deed: &'static str, icon: &'static str, key: &str| {
        view! { <button class="btn" name="deed" value=deed><Icon name=icon/>{text.say(key)}</button> }
    };
    view! {
        <div class="bulk" role="group" aria-label=text.say("bulk-label")>
            <input type="hidden" name="query" value=list/>
            {choose("which", text.say("bulk-which"), which)}
            <div class="deeds">
                <i></i>
                {may_group.then(|| view! {
                    {choose("group", text.say("people-group"), groups)}
                    {act("add_to_group", "users-three-bold", "bulk-add-to-group")}
                    {act("take_from_group", "x-bold", "bulk-take-from-group")}
                    <i></i>
                })}
                {may_manage.then(|| view! {
                    {choose("role", text.say("people-role"), roles)}
                    {act("set_role", "identification-card-bold", "bulk-role")}
                    <i></i>
                })}
                {act("send_link", "key-bold", "bulk-link")}
                {act("end_sessions", "sign-out-bold", "bulk-sessions")}
                <span class="grow"></span>
                {may_manage.then(|| view! {
                    {act("resume", "play-bold", "bulk-resume")}
                    {act("suspend", "prohibit-bold", "bulk-suspend")}
                })}
            </div>
        </div>
    }
}

fn choose(name: &'static str, label: String, choices: Vec<(String, String)>) -> AnyView {
    let id = format!("bulk-{name}");
    view! {
        <label class="vh" for=id.clone()>{label}</label>
        <select class="input select" id=id name=name>
            {choices.into_iter().map(|(value, word)| view! { <option value=value>{word}</option> }).collect_view()}
        </select>
    }
    .into_any()
}
