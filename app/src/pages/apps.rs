//! The apps and links of a tenant: what is on, who sees what, and in which order links stand.

mod one;

use dezky_domain::{
    group::GroupRef,
    launch::{TenantApp, TenantLink, TenantTiles, TileKey},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

pub use self::one::{NewLink, Tile};
use crate::{
    api::{
        answer::PRESSED,
        apps::{MoveLink, SwitchApp},
    },
    backend::load,
    text::Text,
    ui::{Act, Desk, Empty, Icon, Note, Status, Tone, Weight, field::Kept},
};

pub const PATH: &str = "/admin/apps";

/// A tile's own page.
fn page(key: TileKey) -> String {
    format!("{PATH}/{key}")
}

#[component]
pub fn Apps() -> impl IntoView {
    load(|backend| async move {
        let TenantTiles { apps, links, given, .. } = backend.services.apps.list(&backend.ctx).await?;
        let text = backend.text;
        let left = backend.left().await;
        let done = left.as_ref().filter(|left| left.form == PATH).and_then(|left| left.done.as_deref());
        let done = done.map(|done| text.say(done));
        let wrong = Kept::new(left.filter(|left| left.form == PRESSED), text).any();
        let title = text.say("nav-apps");
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() done>
                <div class="head">
                    <div><h1>{title}</h1><p>{text.say("apps-about")}</p></div>
                    <div class="acts">
                        <a class="btn primary" href=format!("{PATH}/new")><Icon name="plus-bold"/>{text.say("link-new")}</a>
                    </div>
                </div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <section class="panel">
                    <header><h2>{text.say("apps-apps")}</h2></header>
                    <AppTable text apps/>
                </section>
                <section class="panel">
                    <header><h2>{text.say("apps-links")}</h2></header>
                    <LinkTable text links/>
                    {(!given.is_empty()).then(|| view! {
                        <footer><p class="small muted">{text.with("apps-given", [("names", given.join(", ").into())])}</p></footer>
                    })}
                </section>
            </Desk>
        })
    })
}

/// Who sees a tile, in words.
fn seen_by(text: Text, groups: &[GroupRef]) -> String {
    let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    if names.is_empty() { text.say("apps-everybody") } else { names.join(", ") }
}

fn head(text: Text, columns: &[&str]) -> impl IntoView + use<> {
    let columns: Vec<_> = columns.iter().map(|key| text.say(key)).collect();
    view! {
        <thead role="rowgroup">
            <tr role="row">
                {columns.into_iter().map(|word| view! { <th scope="col" role="columnheader">{word}</th> }).collect_view()}
                <th scope="col" role="columnheader"><span class="vh">{text.say("apps-acts")}</span></th>
            </tr>
        </thead>
    }
}

#[component]
fn AppTable(text: Text, apps: Vec<TenantApp>) -> impl IntoView {
    view! {
        <table class="t tall cards rows" role="table">
            <caption class="vh">{text.say("apps-apps")}</caption>
            {head(text, &["apps-app", "apps-seen-by", "apps-state"])}
            <tbody role="rowgroup">
                {apps.into_iter().map(|app| view! { <AppRow text app/> }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn AppRow(text: Text, app: TenantApp) -> impl IntoView {
    let TenantApp { app, available, on, groups } = app;
    let name = text.say(&format!("app-{}", app.word()));
    let state = match (available, on) {
        (false, _) => {
            view! { <Status tone=Tone::Off word=text.say("apps-not-ordered") icon="prohibit-bold"/> }.into_any()
        }
        (true, true) => view! { <Status tone=Tone::Ok word=text.say("apps-on")/> }.into_any(),
        (true, false) => view! { <Status tone=Tone::Off word=text.say("apps-off")/> }.into_any(),
    };
    let acts = available.then(|| {
        let (word, named, to) = if on {
            ("apps-switch-off", "apps-switch-off-named", "")
        } else {
            ("apps-switch-on", "apps-switch-on-named", "on")
        };
        let fields = vec![("app", app.word().to_owned()), ("on", to.to_owned())];
        let label = text.with(named, [("name", name.as_str().into())]);
        let who = text.with("apps-who-named", [("name", name.as_str().into())]);
        view! {
            <div class="row wrap">
                <a class="btn quiet" href=page(TileKey::App(app)) aria-label=who>{text.say("apps-who")}</a>
                <Act action=SwitchApp::PATH fields word=text.say(word) label weight=Weight::Quiet/>
            </div>
        }
    });
    view! {
        <tr role="row" class=(!available || !on).then_some("off")>
            <td role="cell" class="who" data-at="name"><span class="row"><Icon name=format!("{}-duotone", app.icon()) size="i-20"/>{name}</span></td>
            <td role="cell" data-at="sub">{available.then(|| seen_by(text, &groups))}</td>
            <td role="cell" data-at="state">{state}</td>
            <td role="cell" data-at="acts">{acts}</td>
        </tr>
    }
}

#[component]
fn LinkTable(text: Text, links: Vec<TenantLink>) -> impl IntoView {
    if links.is_empty() {
        return Either::Left(view! {
            <Empty icon="link-simple-duotone" title=text.say("apps-no-links-title") text=text.say("apps-no-links")/>
        });
    }
    let last = links.len() - 1;
    Either::Right(view! {
        <table class="t tall cards rows" role="table">
            <caption class="vh">{text.say("apps-links")}</caption>
            {head(text, &["apps-link", "link-url", "apps-seen-by"])}
            <tbody role="rowgroup">
                {links.into_iter().enumerate().map(|(place, link)| {
                    view! { <LinkRow text link first=place == 0 last=place == last/> }
                }).collect_view()}
            </tbody>
        </table>
    })
}

#[component]
fn LinkRow(text: Text, link: TenantLink, first: bool, last: bool) -> impl IntoView {
    let TenantLink { id, link, groups } = link;
    let say = |key: &str| text.with(key, [("name", link.name.as_str().into())]);
    let shift = |way: &'static str, label: String, icon: &'static str| {
        view! {
            <form method="post" action=MoveLink::PATH>
                <input type="hidden" name="id" value=id.to_string()/>
                <button class="btn icon" name="way" value=way aria-label=label><Icon name=icon/></button>
            </form>
        }
    };
    let up = (!first).then(|| shift("up", say("launcher-up"), "arrow-up-bold"));
    let down = (!last).then(|| shift("down", say("launcher-move-down"), "arrow-down-bold"));
    let edit = say("link-edit-named");
    view! {
        <tr role="row">
            <td role="cell" class="who" data-at="name"><span class="row"><Icon name=format!("{}-regular", link.icon) size="i-20"/>{link.name.clone()}</span></td>
            <td role="cell" data-at="sub">{link.url.clone()}</td>
            <td role="cell" data-at="aside">{seen_by(text, &groups)}</td>
            <td role="cell" data-at="acts">
                <div class="row wrap">
                    <a class="btn" href=page(TileKey::Link(id)) aria-label=edit>{text.say("link-edit")}</a>{up}{down}
                </div>
            </td>
        </tr>
    }
}
