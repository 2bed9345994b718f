//! One tile: who sees an app; what a link is, who sees it, and its end.

use dezky_domain::{
    AppError, Result,
    group::GroupRef,
    launch::{App, LINK_ICONS, TenantLink, TenantTiles, TileKey},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::PATH;
use crate::{
    Backend,
    api::{
        answer::PRESSED,
        apps::{AddLink, EditLink, LINK, RemoveLink, ShowAppTo},
    },
    backend::load,
    pages::groups,
    text::Text,
    ui::{Act, Boxes, Crumb, Desk, Field, Icon, Note, Tone, Weight, field::Kept},
};

fn crumbs(text: Text) -> Vec<Crumb> {
    vec![(text.say("nav-apps"), PATH.to_owned())]
}

/// The tile that the address names.
fn asked(backend: &Backend) -> Result<TileKey> {
    let key = backend.path.strip_prefix(PATH).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default();
    key.replace("%3A", ":").parse().map_err(|()| AppError::Missing)
}

#[component]
pub fn Tile() -> impl IntoView {
    load(|backend| async move {
        let TenantTiles { apps, links, groups, .. } = backend.services.apps.list(&backend.ctx).await?;
        let text = backend.text;
        let left = backend.left().await;
        let wrong = Kept::new(left.clone().filter(|left| left.form == PRESSED), text).any();
        let wrong = wrong.map(|title| view! { <Note tone=Tone::Bad title/> });
        let (name, body) = match asked(&backend)? {
            TileKey::App(app) => {
                let found = apps.into_iter().find(|tile| tile.app == app).filter(|tile| tile.available);
                let shown = found.ok_or(AppError::Missing)?.groups;
                let name = text.say(&format!("app-{}", app.word()));
                (name, view! { <OfApp text app groups shown/> }.into_any())
            }
            TileKey::Link(id) => {
                let link = links.into_iter().find(|link| link.id == id).ok_or(AppError::Missing)?;
                let kept = kept(text, left.filter(|left| left.form == LINK), &link);
                (link.link.name.clone(), view! { <OfLink text id=id.to_string() kept groups/> }.into_any())
            }
            TileKey::Set(_) => return Err(AppError::Missing),
        };
        Ok(view! {
            <Title text=name.clone()/>
            <Desk backend name=name.clone() crumbs=crumbs(text)>
                <div class="head"><div><h1>{name}</h1></div></div>
                {wrong}
                <div class="sheetcol">{body}</div>
            </Desk>
        })
    })
}

/// What the form of a link shows: what was typed, or the link as it is.
fn kept(text: Text, left: Option<dezky_domain::port::Flash>, link: &TenantLink) -> Kept {
    let ids: Vec<String> = link.groups.iter().map(|group| group.id.to_string()).collect();
    Kept::new(left, text)
        .usual("name", &link.link.name)
        .usual("url", &link.link.url)
        .usual("icon", &link.link.icon)
        .usual("groups", &ids.join(" "))
}

#[component]
pub fn NewLink() -> impl IntoView {
    load(|backend| async move {
        let groups = backend.services.apps.list(&backend.ctx).await?.groups;
        let text = backend.text;
        let kept = Kept::new(backend.flash(LINK).await, text).usual("icon", LINK_ICONS[0]);
        let title = text.say("link-new");
        Ok(view! {
            <Title text=title.clone()/>
            <Desk backend name=title.clone() crumbs=crumbs(text)>
                <div class="head"><div><h1>{title}</h1><p>{text.say("link-about")}</p></div></div>
                <form class="form" method="post" action=AddLink::PATH novalidate=true>
                    <Fields text kept groups/>
                    <div class="row wrap">
                        <button class="btn primary">{text.say("link-add")}</button>
                        <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
                    </div>
                </form>
            </Desk>
        })
    })
}

#[component]
fn OfApp(text: Text, app: App, groups: Vec<GroupRef>, shown: Vec<GroupRef>) -> impl IntoView {
    if groups.is_empty() {
        return Either::Left(view! {
            <section>
                <h2>{text.say("apps-seen-by")}</h2>
                <p class="muted">{text.say("apps-everybody-sees")}</p>
                <p><a class="btn" href=groups::PATH>{text.say("groups-make")}</a></p>
            </section>
        });
    }
    Either::Right(view! {
        <section>
            <form class="form" method="post" action=ShowAppTo::PATH>
                <input type="hidden" name="app" value=app.word()/>
                <Audience text groups ticked=move |id: &str| shown.iter().any(|group| group.id.to_string() == id)/>
                <div class="row wrap">
                    <button class="btn primary">{text.say("save")}</button>
                    <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
                </div>
            </form>
        </section>
    })
}

#[component]
fn OfLink(text: Text, id: String, kept: Kept, groups: Vec<GroupRef>) -> impl IntoView {
    let remove = vec![("id", id.clone())];
    view! {
        <section>
            <h2>{text.say("apps-link")}</h2>
            <form class="form" method="post" action=EditLink::PATH novalidate=true>
                <input type="hidden" name="id" value=id/>
                <Fields text kept groups/>
                <div class="row wrap">
                    <button class="btn primary">{text.say("save")}</button>
                    <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
                </div>
            </form>
        </section>
        <section>
            <h2>{text.say("link-remove")}</h2>
            <div class="way">
                <p class="muted">{text.say("link-remove-what")}</p>
                <Act action=RemoveLink::PATH fields=remove word=text.say("link-remove") weight=Weight::Usual/>
            </div>
        </section>
    }
}

/// What a link is, new or not.
#[component]
fn Fields(text: Text, kept: Kept, groups: Vec<GroupRef>) -> impl IntoView {
    let wrong = kept.whole().or_else(|| kept.wrong("icon"));
    let chosen = kept.typed("icon");
    let icons = LINK_ICONS.iter().map(move |icon| {
        view! {
            <label class="row">
                <input class="check" type="radio" name="icon" value=*icon checked=*icon == chosen/>
                <Icon name=format!("{icon}-regular") size="i-20"/>{text.say(&format!("link-icon-{icon}"))}
            </label>
        }
    });
    let ticked = kept.typed("groups");
    view! {
        {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
        <Field name="name" label=text.say("link-name") kept=kept.clone() autocomplete="off" maxlength=60/>
        <Field name="url" label=text.say("link-url") hint=text.say("link-url-hint") kept kind="url" autocomplete="off"
            placeholder="https://" maxlength=500/>
        <fieldset class="choices icons"><legend>{text.say("link-icon")}</legend>{icons.collect_view()}</fieldset>
        <Audience text groups ticked=move |id: &str| ticked.split(' ').any(|other| other == id)/>
    }
}

/// For whom a tile is.
#[component]
fn Audience<Ticked>(text: Text, groups: Vec<GroupRef>, ticked: Ticked) -> impl IntoView
where
    Ticked: Fn(&str) -> bool,
{
    let choices: Vec<_> = groups
        .into_iter()
        .map(|GroupRef { id, name }| {
            let id = id.to_string();
            let is = ticked(&id);
            (id, name, is)
        })
        .collect();
    let hint = if choices.is_empty() { "apps-everybody-sees" } else { "apps-seen-by-hint" };
    view! { <Boxes name="groups" legend=text.say("apps-seen-by") hint=text.say(hint) choices/> }
}
