//! What OCIS has of a tenant, as far as we know: told by a person, or learned from the audit log. It decides whose an
//! audit record is.

use dezky_domain::tenant::{EngineObject, ObjectKind, Slug};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};

use crate::{
    api::tenants::AttributeObject,
    text::Text,
    ui::{Empty, Field, Note, Select, Tone, field::Kept},
};

/// What a person can tell; files and links are learned, and there are too many of them to show.
const KINDS: [ObjectKind; 3] = [ObjectKind::Space, ObjectKind::User, ObjectKind::Group];

#[component]
pub fn Objects(text: Text, slug: Slug, objects: Vec<EngineObject>, kept: Kept, attribute: bool) -> impl IntoView {
    let objects: Vec<EngineObject> = objects.into_iter().filter(|object| KINDS.contains(&object.kind)).collect();
    let body = if objects.is_empty() {
        Either::Left(view! {
            <Empty icon="folder-open-duotone" title=text.say("objects-none-title") text=text.say("objects-none")/>
        })
    } else {
        Either::Right(view! { <Table text objects/> })
    };
    view! {
        <section class="panel" id="objects">
            <header><h2>{text.say("objects-title")}</h2><span class="muted small">{text.say("objects-what")}</span></header>
            {body}
            {attribute.then(|| view! { <Tell text slug kept/> })}
        </section>
    }
}

#[component]
fn Table(text: Text, objects: Vec<EngineObject>) -> impl IntoView {
    let head = ["object-name", "object-kind", "object-id", "object-how"];
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("objects-title")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {objects.into_iter().map(|object| {
                    let kind = text.say(&format!("object-kind-{}", object.kind.word()));
                    let how = text.say(if object.told { "object-told" } else { "object-learned" });
                    view! {
                        <tr role="row">
                            <td role="cell" class="who" data-at="name">{object.name.unwrap_or_else(|| text.say("object-nameless"))}</td>
                            <td role="cell" data-at="state">{kind}</td>
                            <td role="cell" class="mono prose" data-at="sub">{object.external_id}</td>
                            <td role="cell" data-at="aside">{how}</td>
                        </tr>
                    }
                }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Tell(text: Text, slug: Slug, kept: Kept) -> impl IntoView {
    let choices = KINDS.map(|kind| (kind.word().to_owned(), text.say(&format!("object-kind-{}", kind.word()))));
    let wrong = kept.whole().or_else(|| kept.wrong("kind"));
    let name = text.with("optional", [("field", text.say("object-name").into())]);
    view! {
        <div class="pad">
            <form class="form" method="post" action=AttributeObject::PATH>
                <h3>{text.say("objects-tell")}</h3>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <input type="hidden" name="slug" value=slug.to_string()/>
                <Select name="kind" label=text.say("object-kind") choices=choices.to_vec() chosen=kept.typed("kind")/>
                <Field name="id" label=text.say("object-id") hint=text.say("object-id-hint") kept=kept.clone()
                    autocomplete="off" maxlength=200/>
                <Field name="name" label=name kept autocomplete="off" maxlength=200/>
                <div class="row"><button class="btn">{text.say("objects-attribute")}</button></div>
            </form>
        </div>
    }
}
