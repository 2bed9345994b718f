//! What is pressed, typed in and chosen.

use std::collections::BTreeMap;

use dezky_domain::{access::Role, page::Limit, port::Flash};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::piece;
use crate::{
    Backend,
    api::preferences::Choose,
    text::Text,
    ui::{
        Act, Area, Asks, Boxes, Chip, Choice, Field, Icon, Pages, Pick, Search, Select, Sorted, Tick, Weight,
        field::Kept,
    },
};

const HERE: &str = "/operator/kit";

pub fn controls(backend: &Backend) -> AnyView {
    let text = backend.text;
    [buttons(text), acts(text), fields(text), choices(text), lists(text), asks(text)].into_any()
}

fn buttons(text: Text) -> AnyView {
    let say = |key: &str| text.say(key);
    piece(
        "Button",
        view! {
            <div class="row wrap">
                <button class="btn primary" type="button">{say("people-add")}</button>
                <button class="btn" type="button">{say("save")}</button>
                <button class="btn quiet" type="button">{say("cancel")}</button>
                <button class="btn danger" type="button">{say("person-remove")}</button>
                <button class="btn danger solid" type="button">{say("session-end")}</button>
                <button class="btn" type="button" disabled>{say("person-resume")}</button>
            </div>
            <div class="row wrap">
                <button class="btn" type="button" aria-pressed="true"><span class="pulse"></span>{say("live")}</button>
                <button class="btn" type="button" data-live="off"><span class="pulse"></span>{say("live")}</button>
                <button class="btn primary" type="button" aria-busy="true">{say("person-add")}</button>
                <button class="btn icon" type="button" aria-label=say("close")><Icon name="x-bold"/></button>
                <button class="btn copy" type="button" aria-label=say("close")><Icon name="copy-bold"/></button>
                <button class="btn primary large" type="button">{say("door-continue")}<Icon name="arrow-right-bold"/></button>
            </div>
        },
    )
}

fn acts(text: Text) -> AnyView {
    // Chooses nothing, and comes back here.
    let fields = || vec![("page", HERE.to_owned())];
    let act = |word: &str, weight, icon: &'static str| {
        view! { <Act action=Choose::PATH fields=fields() word=text.say(word) weight icon/> }
    };
    piece(
        "Act",
        view! {
            <div class="row wrap">
                {act("people-add", Weight::Primary, "plus-bold")}
                {act("try-again", Weight::Usual, "arrow-clockwise-bold")}
                {act("cancel", Weight::Quiet, "")}
                {act("session-end", Weight::Destroys, "")}
            </div>
        },
    )
}

fn kept(text: Text, wrong: Option<(&str, &str)>) -> Kept {
    let typed = [("kit-a", "jonna.weil@acme.example"), ("kit-b", "cloud.acme,example"), ("kit-d", "on")];
    let typed: BTreeMap<String, String> =
        typed.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let wrong = wrong.map(|(field, why)| (field.to_owned(), why.to_owned())).into_iter().collect();
    Kept::new(Some(Flash { typed, wrong, ..Flash::default() }), text)
}

fn fields(text: Text) -> AnyView {
    let wrong = Some(("kit-b", "wrong-domain"));
    let long = Some(("kit-f", "wrong-text"));
    piece(
        "Field, Area",
        view! {
            <div class="form">
                <Field name="kit-a" label=text.say("person-email") hint=text.say("person-email-hint") kept=kept(text, None)/>
                <Field name="kit-b" label=text.say("people-address") kept=kept(text, wrong)/>
                <Field name="kit-c" label=text.say("door-address") placeholder=text.say("door-example") large=true
                    kept=kept(text, None)/>
                <Area name="kit-e" label=text.say("announcement-text") kept=kept(text, None)/>
                <Area name="kit-f" label=text.say("announcement-text") kept=kept(text, long)/>
            </div>
        },
    )
}

fn choices(text: Text) -> AnyView {
    let roles = Role::ALL.iter().filter(|role| role.is_tenants());
    let roles: Vec<_> =
        roles.map(|role| (role.word().to_owned(), text.say(&format!("role-{}", role.word())))).collect();
    let boxes = vec![("a".to_owned(), text.say("app-mail"), true), ("b".to_owned(), text.say("app-files"), false)];
    piece(
        "Select, Tick, Boxes",
        view! {
            <div class="form">
                <Select name="kit-role" label=text.say("people-role") choices=roles chosen=Role::Helpdesk.word()/>
                <Tick name="kit-d" label=text.say("app-mail") kept=kept(text, None)/>
                <Tick name="kit-g" label=text.say("app-files") kept=kept(text, None)/>
                <label class="row"><input class="check some" type="checkbox"/>{text.say("app-chat")}</label>
                <label class="row"><input class="check" type="radio" name="kit-theme" checked/>{text.say("theme-light")}</label>
                <label class="row"><input class="check" type="radio" name="kit-theme"/>{text.say("theme-dark")}</label>
                <Boxes name="kit-groups" legend=text.say("apps-seen-by") hint=text.say("apps-seen-by-hint") choices=boxes/>
            </div>
        },
    )
}

fn lists(text: Text) -> AnyView {
    let here = |_| HERE.to_owned();
    let choice = |word: &str, chosen| Choice { word: text.say(word), href: HERE.to_owned(), chosen };
    let roles = vec![choice("role-owner", true), choice("role-member", false)];
    let remove = text.with("filter-remove", [("filter", text.say("people-role").into())]);
    piece(
        "Search, Pick, Chip, Sorted, Pages",
        view! {
            <div class="tools">
                <Search path=HERE label=text.say("people-search") text=""/>
                <div class="set">
                    <Pick word=text.say("people-state") choices=roles/>
                    <Chip word=text.say("people-role") value=text.say("role-owner") href=HERE remove/>
                </div>
            </div>
            <div class="sheet">
                <table class="t cards rows" role="table">
                    <caption class="vh">"Table"</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <Sorted word=text.say("people-name") href=HERE falling=Some(false)/>
                            <Sorted word=text.say("people-address") href=HERE falling=None/>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        <tr role="row">
                            <td role="cell" class="who" data-at="name"><a href=HERE>"Jonna Weil"</a></td>
                            <td role="cell" data-at="sub">"jonna.weil@acme.example"</td>
                        </tr>
                        <tr role="row" aria-selected="true">
                            <td role="cell" class="who" data-at="name"><a href=HERE>"Mara Quist"</a></td>
                            <td role="cell" data-at="sub">"mara.quist@acme.example"</td>
                        </tr>
                        <tr role="row" class="off">
                            <td role="cell" class="who" data-at="name"><a href=HERE>"Tilo Arend"</a></td>
                            <td role="cell" data-at="sub">"tilo.arend@acme.example"</td>
                        </tr>
                    </tbody>
                </table>
                <Pages text span=(51, 75) total=12_400 number=3 more=true limit=Limit::default() turn=here
                    resize=|_| HERE.to_owned()/>
            </div>
            <nav class="tabs" aria-label="Tabs">
                <a href=HERE aria-current="page">{text.say("alerts-open")}</a><a href=HERE>{text.say("alerts-closed")}</a>
            </nav>
        },
    )
}

fn asks(text: Text) -> AnyView {
    let name = "Jonna Weil";
    let title = text.with("ask-remove", [("name", name.into()), ("tenant", "Acme".into())]);
    let yes = text.with("ask-remove-yes", [("name", name.into())]);
    piece(
        "Asks",
        view! {
            <Asks title action=Choose::PATH fields=vec![("page", HERE.to_owned())] yes weight=Weight::Destroys
                no=(text.say("cancel"), HERE.to_owned())>
                <ul><li>{text.say("ask-remove-access")}</li><li>{text.say("ask-remove-stays")}</li></ul>
            </Asks>
        },
    )
}
