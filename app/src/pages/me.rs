//! One's own page: who one is here and what one is called, language and theme, every session and the last sign-ins, and
//! all of it to take along.

use chrono::{DateTime, Utc};
use dezky_domain::{
    AppError,
    access::{Action, Role},
    ctx::Acting,
    language::Language,
    me::{MePage, SignIn},
    session::Session,
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    Backend,
    api::{
        me::{NAME, RenameMe},
        preferences::Choose,
        sessions::EndSession,
    },
    backend::load,
    text::Text,
    ui::{
        Column, Field, Icon, Near, Select, SignOut, Status, Support, Toast, Tone, desk::initials, device, field::Kept,
    },
    when::When,
};

#[component]
pub fn Me() -> impl IntoView {
    load(|backend| async move {
        let sessions = backend.services.sessions.mine(&backend.ctx).await?;
        let MePage { sign_ins, recovery } = backend.services.me.page(&backend.ctx).await?;
        let acting = backend.ctx.acting().cloned().ok_or(AppError::SignedOut)?;
        let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
        let left = backend.left().await;
        let done = left.as_ref().and_then(|left| left.done.as_deref()).map(|done| text.say(done));
        let kept = Kept::new(left.filter(|left| left.form == NAME), text).usual("name", &acting.name);
        let apps = backend.ctx.may(Action::ArrangeLauncher);
        let all = backend.asked("all").is_some();
        let toast = done.map(|done| view! { <Toast word=done here="/me" close=text.say("close")/> });
        Ok(view! {
            <Title text=text.say("me-title")/>
            <Column backend=backend.clone()>
                <main class="page" id="main">
                    <div class="sheetcol">
                        <Person text acting kept/>
                        <Settings backend=backend.clone()/>
                        {apps.then(|| view! {
                            <section>
                                <h2>{text.say("me-apps")}</h2>
                                <p class="muted">{text.say("me-apps-what")}</p>
                                <p><a class="btn" href="/?arrange=1">{text.say("me-apps-arrange")}</a></p>
                            </section>
                        })}
                        <Recovery backend=backend.clone() recovery/>
                        <Sessions text when now sessions all/>
                        <SignIns text when now sign_ins all/>
                        <Export text/>
                        <section><h2>{text.say("sign-out")}</h2><p class="muted">{text.say("me-sign-out")}</p><SignOut backend/></section>
                    </div>
                </main>
            </Column>
            {toast}
        })
    })
}

#[component]
fn Person(text: Text, acting: Acting, kept: Kept) -> impl IntoView {
    let role = |role: Option<Role>| role.map(|role| text.say(&format!("role-{}", role.word())));
    let roles = [("me-role-here", role(acting.role)), ("me-role-platform", role(acting.platform))];
    let roles: Vec<_> = roles.into_iter().filter_map(|(key, role)| Some((text.say(key), role?))).collect();
    let roles = (!roles.is_empty()).then(|| view! {
        <dl class="props">
            {roles.into_iter().map(|(word, role)| view! { <div><dt>{word}</dt><dd>{role}</dd></div> }).collect_view()}
        </dl>
    });
    view! {
        <div class="row person">
            <span class="face" aria-hidden="true">{initials(&acting.name)}</span>
            <div><h1>{acting.name.clone()}</h1><p class="muted">{acting.email}</p></div>
        </div>
        <section>
            <h2>{text.say("me-account")}</h2>
            {roles}
            <form class="form" method="post" action=RenameMe::PATH novalidate=true>
                <Field name="name" label=text.say("people-name") hint=text.say("me-name-hint") kept autocomplete="name" maxlength=120/>
                <div class="row"><button class="btn">{text.say("me-name-change")}</button></div>
            </form>
            <p class="muted">{text.say("me-account-what")}</p>
        </section>
    }
}

#[component]
fn Settings(backend: Backend) -> impl IntoView {
    let text = backend.text;
    let languages = Language::ALL.iter().map(|language| (language.word().to_owned(), language.endonym().to_owned()));
    let themes = ["system", "light", "dark"].into_iter().zip(["theme-system", "theme-light", "theme-dark"]);
    let chosen = match backend.ctx.preferences.dark {
        None => "system",
        Some(true) => "dark",
        Some(false) => "light",
    };
    view! {
        <section>
            <h2>{text.say("me-settings")}</h2>
            <form class="form" method="post" action=Choose::PATH>
                <input type="hidden" name="page" value="/me"/>
                <Select name="language" label=text.say("language") choices=languages.collect()
                    chosen=backend.ctx.preferences.language.word()/>
                <fieldset class="choices">
                    <legend>{text.say("theme")}</legend>
                    {themes.map(|(word, key)| view! {
                        <label class="row">
                            <input class="check" type="radio" name="theme" value=word checked=word == chosen/>{text.say(key)}
                        </label>
                    }).collect_view()}
                </fieldset>
                <p class="hint muted">{text.say("me-settings-what")}</p>
                <div class="row"><button class="btn primary">{text.say("save")}</button></div>
            </form>
        </section>
    }
}

/// Rows of a list that are shown before somebody asks for all.
const FEW: usize = 5;

/// The way to the rest of a list.
fn rest(text: Text, href: &'static str, count: usize, all: bool) -> Option<AnyView> {
    let more = (count > FEW && !all).then(|| text.with("me-all", [("count", (count as u64).into())]));
    more.map(|word| view! { <p><a class="btn" href=href>{word}</a></p> }.into_any())
}

#[component]
fn Sessions(text: Text, when: When, now: DateTime<Utc>, sessions: Vec<Session>, all: bool) -> impl IntoView {
    let head = ["session-device", "session-signed-in", "session-last-seen"];
    let rest = rest(text, "/me?all=1#sessions", sessions.len(), all);
    let shown = if all { sessions.len() } else { FEW };
    view! {
        <section id="sessions">
            <h2>{text.say("me-sessions")}</h2>
            <p class="muted">{text.say("me-sessions-what")}</p>
            <div class="sheet">
                <table class="t cards rows" role="table">
                    <caption class="vh">{text.say("me-sessions")}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                            <th scope="col" role="columnheader"><span class="vh">{text.say("session-end")}</span></th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        {sessions.into_iter().take(shown).map(|session| view! { <Row text when now session all/> }).collect_view()}
                    </tbody>
                </table>
            </div>
            {rest}
        </section>
    }
}

#[component]
fn Row(text: Text, when: When, now: DateTime<Utc>, session: Session, all: bool) -> impl IntoView {
    let name = device(text, session.user_agent.as_deref());
    let place = session.workspace.unwrap_or_else(|| text.say("session-platform"));
    let place = [session.address, Some(place)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let last = if session.current {
        Either::Left(
            view! { <td role="cell" data-at="state"><Status tone=Tone::Ok word=text.say("session-this")/></td> },
        )
    } else {
        let end = text.with("session-end-named", [("device", name.as_str().into())]);
        Either::Right(view! {
            <td role="cell" data-at="acts">
                <form method="post" action=EndSession::PATH>
                    <input type="hidden" name="id" value=session.id.to_string()/>
                    {all.then(|| view! { <input type="hidden" name="all" value="1"/> })}
                    <button class="btn" aria-label=end>{text.say("session-end")}</button>
                </form>
            </td>
        })
    };
    let (signed_in, last_seen) = (text.say("session-signed-in"), text.say("session-last-seen"));
    view! {
        <tr role="row">
            <td role="cell" class="who prose" data-at="name">{name}<div class="small faint">{place}</div></td>
            <td role="cell" data-at="sub" data-name=signed_in><Near when at=session.signed_in now/></td>
            <td role="cell" data-at="aside" data-name=last_seen><Near when at=session.last_seen now/></td>
            {last}
        </tr>
    }
}

/// When one came, and from where.
#[component]
fn SignIns(text: Text, when: When, now: DateTime<Utc>, sign_ins: Vec<SignIn>, all: bool) -> impl IntoView {
    let rest = rest(text, "/me?all=1#sign-ins", sign_ins.len(), all);
    let shown = if all { sign_ins.len() } else { FEW };
    let rows = sign_ins.into_iter().take(shown).map(|SignIn { at, refused, address, user_agent }| {
        let (tone, word) =
            if refused { (Tone::Bad, text.say("outcome-refused")) } else { (Tone::Ok, text.say("sign-in-done")) };
        view! {
            <tr role="row">
                <td role="cell" class="who prose" data-at="name">{device(text, user_agent.as_deref())}<div class="small faint">{address}</div></td>
                <td role="cell" data-at="sub"><Near when at now/></td>
                <td role="cell" data-at="state"><Status tone word/></td>
            </tr>
        }
    });
    let head = ["session-device", "session-signed-in", "tenant-state"];
    view! {
        <section id="sign-ins">
            <h2>{text.say("me-sign-ins")}</h2>
            <p class="muted">{text.say("me-sign-ins-what")}</p>
            <div class="sheet">
                <table class="t cards rows" role="table">
                    <caption class="vh">{text.say("me-sign-ins")}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows.collect_view()}</tbody>
                </table>
            </div>
            {rest}
        </section>
    }
}

/// The sign-in service's own page, or whom to ask.
#[component]
fn Recovery(backend: Backend, recovery: Option<String>) -> impl IntoView {
    let text = backend.text;
    let support = backend.ctx.tenant().and_then(|tenant| tenant.brand.support.clone());
    let (what, way) = match recovery {
        Some(url) => {
            let link = view! { <p><a class="btn" href=url rel="noreferrer"><Icon name="key-bold"/>{text.say("me-recovery-open")}</a></p> };
            ("me-recovery-what", Some(link.into_any()))
        }
        None => ("me-recovery-ask", support.map(|support| view! { <p><Support support/></p> }.into_any())),
    };
    view! { <section><h2>{text.say("me-recovery")}</h2><p class="muted">{text.say(what)}</p>{way}</section> }
}

#[component]
fn Export(text: Text) -> impl IntoView {
    view! {
        <section>
            <h2>{text.say("me-export")}</h2>
            <p class="muted">{text.say("me-export-what")}</p>
            <p><a class="btn" href="/me/export.json" download><Icon name="download-simple-bold"/>{text.say("me-export-get")}</a></p>
        </section>
    }
}
