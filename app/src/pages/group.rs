//! One group: its name, who is in it, who could be, and its end, which asks first.

use dezky_domain::{
    AppError, Result,
    access::Action,
    group::{Group as One, GroupTile},
    member::{Member, People, PeopleQuery},
    page::Limit,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::{groups::PATH, people::State};
use crate::{
    Backend,
    api::{
        answer::PRESSED,
        groups::{DeleteGroup, PutInGroup, RenameGroup, TakeFromGroup},
    },
    backend::{address, load},
    text::Text,
    ui::{Act, Asks, Desk, Empty, Field, Icon, Note, Pages, Status, Tone, Weight, field::Kept},
};

/// The group that the address names. Who may not keep groups isn't told which there could be.
async fn asked(backend: &Backend) -> Result<One> {
    backend.ctx.require(Action::ManageGroups)?;
    let id = backend.path.strip_prefix(PATH).and_then(|rest| rest.split('/').nth(1)).unwrap_or_default();
    backend.services.groups.show(&backend.ctx, id.parse().map_err(|_| AppError::Missing)?).await
}

#[component]
pub fn Group() -> impl IntoView {
    load(|backend: Backend| async move {
        let group = asked(&backend).await?;
        let query =
            PeopleQuery { text: String::new(), group: Some(group.id), ..PeopleQuery::from_pairs(backend.pairs()) };
        let inside = backend.services.members.list(&backend.ctx, &query).await?;
        let searched = backend.asked("q").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let found = match &searched {
            Some(text) => {
                let query = PeopleQuery { text: text.chars().take(200).collect(), ..PeopleQuery::default() };
                Some(backend.services.members.list(&backend.ctx, &query).await?)
            }
            None => None,
        };
        let text = backend.text;
        let left = backend.left().await;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let wrong = Kept::new(left.clone().filter(|left| left.form == PRESSED), text).any();
        let kept = Kept::new(left.filter(|left| left.form == "group"), text).usual("name", &group.name);
        let crumbs = vec![(text.say("nav-groups"), PATH.to_owned())];
        let delete = format!("{PATH}/{}/delete", group.id);
        Ok(view! {
            <Title text=group.name.clone()/>
            <Desk backend=backend.clone() name=group.name.clone() crumbs done>
                <div class="head">
                    <div><h1>{group.name.clone()}</h1><p>{text.with("group-count", [("count", group.members.into())])}</p></div>
                </div>
                {wrong.map(|title| view! { <Note tone=Tone::Bad title/> })}
                <div class="sheetcol">
                    <section>
                        <h2>{text.say("group-people")}</h2>
                        <div class="sheet"><Inside backend=backend.clone() group=group.clone() query people=inside/></div>
                    </section>
                    <Join backend=backend.clone() group=group.clone() searched found/>
                    <Rename text group=group.clone() kept/>
                    <section>
                        <h2>{text.say("group-end")}</h2>
                        <p class="muted">{text.say("group-end-what")}</p>
                        <p><a class="btn danger" href=delete>{text.say("group-delete")}</a></p>
                    </section>
                </div>
            </Desk>
        })
    })
}

#[component]
fn Inside(backend: Backend, group: One, query: PeopleQuery, people: People) -> impl IntoView {
    let (text, page) = (backend.text, people.page);
    let path = format!("{PATH}/{}", group.id);
    if page.rows.is_empty() {
        let (title, what) = (text.say("group-empty-title"), text.say("group-empty"));
        return Either::Left(view! { <Empty icon="users-duotone" title text=what/> });
    }
    let (span, total, number, more, limit) = (page.span(), page.total, page.number, page.has_next(), page.limit);
    let to = move |number: u64, limit: Limit| {
        let asked = PeopleQuery { group: None, number, limit, ..query.clone() };
        address(&path, &asked.pairs())
    };
    let turned = to.clone();
    let turn = move |number| turned(number, limit);
    let resize = move |rows: u16| to(1, Limit::parse(&rows.to_string()));
    let (id, here) = (group.id.to_string(), address(&backend.path, &backend.query));
    let acts = move |member: &Member| {
        let fields = vec![("id", id.clone()), ("person", member.person.to_string()), ("page", here.clone())];
        let label = text.with("group-take-one", [("name", member.name.as_str().into())]);
        view! { <Act action=TakeFromGroup::PATH fields word=text.say("group-take") weight=Weight::Usual label/> }
            .into_any()
    };
    let caption = text.with("group-people-of", [("group", group.name.into())]);
    Either::Right(view! {
        {list(text, caption, page.rows, acts)}
        <Pages text span total number more limit turn resize/>
    })
}

/// People with what can be done beside each.
fn list(text: Text, caption: String, rows: Vec<Member>, acts: impl Fn(&Member) -> AnyView) -> AnyView {
    let rows = rows.into_iter().map(|member| {
        let act = acts(&member);
        view! {
            <tr role="row">
                <td role="cell" class="who cut" data-at="name" title=member.name>
                    <a href=format!("/admin/people/{}", member.person)>{member.name.clone()}</a>
                </td>
                <td role="cell" class="cut" data-at="sub" title=member.email>{member.email.clone()}</td>
                <td role="cell" data-at="state"><State text state=member.state/></td>
                <td role="cell" data-at="acts">{act}</td>
            </tr>
        }
    });
    view! {
        <table class="t cards rows tall" role="table">
            <caption class="vh">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{text.say("people-name")}</th>
                    <th scope="col" role="columnheader">{text.say("people-address")}</th>
                    <th scope="col" role="columnheader">{text.say("people-state")}</th>
                    <th scope="col" role="columnheader"><span class="vh">{text.say("group-acts")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// A search among the tenant's people, and a button beside each who isn't in it.
#[component]
fn Join(backend: Backend, group: One, searched: Option<String>, found: Option<People>) -> impl IntoView {
    let text = backend.text;
    let path = format!("{PATH}/{}", group.id);
    let (id, here) = (group.id, address(&backend.path, &backend.query));
    let acts = move |member: &Member| {
        if member.groups.iter().any(|of| of.id == id) {
            return view! { <Status tone=Tone::Ok word=text.say("group-is-in")/> }.into_any();
        }
        let fields = vec![("id", id.to_string()), ("person", member.person.to_string()), ("page", here.clone())];
        let label = text.with("group-add-one", [("name", member.name.as_str().into())]);
        view! { <Act action=PutInGroup::PATH fields word=text.say("group-add") weight=Weight::Usual label/> }.into_any()
    };
    let found = found.map(|people| {
        let total = people.page.total;
        let beyond = total > people.page.rows.len() as u64;
        if people.page.rows.is_empty() {
            return view! { <p class="muted" role="status">{text.say("people-no-match-title")}</p> }.into_any();
        }
        let beyond = beyond.then(|| {
            let said = text.with("group-found-more", [("count", total.into())]);
            view! { <p class="muted">{said}</p> }
        });
        let caption = text.say("group-found");
        view! { <div class="sheet">{list(text, caption, people.page.rows, acts)}</div>{beyond} }.into_any()
    });
    view! {
        <section id="add">
            <h2>{text.say("group-join")}</h2>
            <form class="find" role="search" method="get" action=path>
                <label class="vh" for="q">{text.say("people-search")}</label>
                <Icon name="magnifying-glass-bold"/>
                <input class="input" id="q" name="q" type="search" value=searched placeholder=text.say("people-search")
                    maxlength="200" autocomplete="off" spellcheck="false" enterkeyhint="search"/>
            </form>
            {found}
        </section>
    }
}

#[component]
fn Rename(text: Text, group: One, kept: Kept) -> impl IntoView {
    view! {
        <section>
            <h2>{text.say("group-rename")}</h2>
            <form class="form" method="post" action=RenameGroup::PATH novalidate=true>
                <input type="hidden" name="id" value=group.id.to_string()/>
                <Field name="name" label=text.say("group-name") kept autocomplete="off" maxlength=60/>
                <div class="row"><button class="btn">{text.say("group-rename-save")}</button></div>
            </form>
        </section>
    }
}

/// The question before a group ends: its people stay, and what was for it alone is for everybody.
#[component]
pub fn Delete() -> impl IntoView {
    load(|backend: Backend| async move {
        let group = asked(&backend).await?;
        let tiles = backend.services.groups.tiles(&backend.ctx, group.id).await?;
        let text = backend.text;
        let page = format!("{PATH}/{}", group.id);
        let crumbs = vec![(text.say("nav-groups"), PATH.to_owned()), (group.name.clone(), page.clone())];
        let title = text.with("group-ask", [("name", group.name.as_str().into())]);
        let yes = text.with("group-ask-yes", [("name", group.name.as_str().into())]);
        let people = text.with("group-ask-people", [("count", group.members.into())]);
        let none = tiles.is_empty().then(|| text.say("group-ask-no-tiles"));
        let lines = [people, text.say("group-ask-provider")].into_iter().chain(none);
        let lines: Vec<String> = lines.chain(tiles.iter().map(|tile| told(text, tile))).collect();
        Ok(view! {
            <Title text=text.say("tenant-delete-title")/>
            <Desk backend name=text.say("tenant-delete-title") crumbs>
                <Asks title action=DeleteGroup::PATH fields=vec![("id", group.id.to_string())] yes
                    weight=Weight::Destroys no=(text.say("ask-no"), page)>
                    <p>{text.say("ask-happens")}</p>
                    <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </Asks>
            </Desk>
        })
    })
}

/// What becomes of a tile that is for this group.
fn told(text: Text, tile: &GroupTile) -> String {
    let name = match (&tile.name, tile.key.strip_prefix("app:")) {
        (Some(name), _) => name.clone(),
        (None, Some(app)) if text.has(&format!("app-{app}")) => text.say(&format!("app-{app}")),
        (None, _) => tile.key.clone(),
    };
    if tile.others == 0 {
        text.with("group-ask-tile-all", [("tile", name.into())])
    } else {
        text.with("group-ask-tile", [("tile", name.into()), ("count", tile.others.into())])
    }
}
