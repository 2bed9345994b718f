//! The form that takes a file of people: what it must look like, and what happens with it. Nothing is changed before the
//! preview that follows.

use dezky_domain::access::Action;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    backend::load,
    text::Text,
    ui::{Desk, Icon, field::Kept},
};

const PATH: &str = "/admin/people";
const UPLOAD: &str = "/admin/people/import/upload";
const TEMPLATE: &str = "/admin/people/import/template.csv";

#[component]
pub fn Import() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::ManagePeople)?;
        let text = backend.text;
        let kept = Kept::new(backend.flash("import").await, text);
        let title = text.say("people-import");
        let crumbs = vec![(text.say("nav-people"), PATH.to_owned())];
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs>
                <div class="head">
                    <div><h1>{title}</h1><p>{text.say("import-what")}</p></div>
                    <div class="acts">
                        <a class="btn" href=TEMPLATE download="people.csv">
                            <Icon name="download-simple-bold"/>{text.say("import-template")}
                        </a>
                    </div>
                </div>
                <div class="sheetcol"><Form text kept/><Columns text/></div>
            </Desk>
        })
    })
}

#[component]
fn Form(text: Text, kept: Kept) -> impl IntoView {
    let wrong = kept.wrong("file");
    let invalid = wrong.is_some();
    let described = if invalid { "file-hint file-error" } else { "file-hint" };
    view! {
        <section>
            <form class="form" method="post" action=UPLOAD enctype="multipart/form-data">
                <div class=if invalid { "field wrong" } else { "field" }>
                    <label for="file">{text.say("import-file")}</label>
                    <p class="hint" id="file-hint">{text.say("import-file-hint")}</p>
                    <input class="input" type="file" id="file" name="file" accept=".csv,text/csv,text/plain"
                        aria-invalid=invalid.then_some("true") autofocus=invalid aria-describedby=described/>
                    {wrong.map(|wrong| view! {
                        <p class="error" id="file-error"><Icon name="warning-circle-fill"/>{wrong}</p>
                    })}
                </div>
                <div class="row wrap">
                    <button class="btn primary">{text.say("import-look")}</button>
                    <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
                </div>
            </form>
        </section>
    }
}

/// What each column holds.
#[component]
fn Columns(text: Text) -> impl IntoView {
    let columns = [
        ("import-column-name", "import-name-what"),
        ("import-column-email", "import-email-what"),
        ("import-column-role", "import-role-what"),
        ("import-column-groups", "import-groups-what"),
        ("import-column-language", "import-language-what"),
        ("import-column-invite_to", "import-invite-what"),
    ];
    view! {
        <section>
            <h2>{text.say("import-columns")}</h2>
            <p class="muted">{text.say("import-columns-what")}</p>
            <dl class="props">
                {columns.map(|(column, what)| view! {
                    <div><dt>{text.say(column)}</dt><dd>{text.say(what)}</dd></div>
                }).collect_view()}
            </dl>
        </section>
    }
}
