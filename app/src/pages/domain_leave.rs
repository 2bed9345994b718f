//! The question before a mail domain is taken back: what goes with it, and what keeps it.

use dezky_domain::{access::Action, mail_domain::Leaving};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use super::domains::PATH;
use crate::{
    api::domains::RemoveDomain,
    backend::{address, load},
    text::Text,
    ui::{Asks, Desk, Note, Tone, Weight, visible},
};

#[component]
pub fn Remove() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::ManageDomains)?;
        let asked = backend.path.rsplit('/').nth(1).unwrap_or_default().to_owned();
        let leaving = backend.services.domains.leaving(&backend.ctx, &asked).await?;
        let text = backend.text;
        let name = leaving.domain.name.clone();
        let page = address(PATH, &[("domain", &name)]);
        let crumbs = vec![(text.say("nav-domains"), PATH.to_owned()), (name.clone(), page.clone())];
        let used = leaving.domain.proven.is_some() && !leaving.addresses.is_empty();
        let body = if leaving.domain.first {
            Either::Left(stays(text, &name, text.say("domain-is-first"), page, None))
        } else if used {
            Either::Left(stays(text, &name, text.say("domain-in-use"), page, Some(leaving)))
        } else {
            Either::Right(ask(text, &name, page, leaving.domain.proven.is_some()))
        };
        Ok(view! {
            <Title text=text.say("person-remove-title")/>
            <Desk backend name=text.say("person-remove-title") crumbs>{body}</Desk>
        })
    })
}

/// Why it can't go, and which mailboxes would.
fn stays(text: Text, name: &str, why: String, page: String, leaving: Option<Leaving>) -> impl IntoView + use<> {
    let title = text.with("domain-leave-not", [("domain", name.into())]);
    let addresses = leaving.map(|leaving| {
        let more = leaving.more.then(|| view! { <li>{text.say("domain-leave-more")}</li> });
        view! {
            <h2>{text.say("domain-leave-mailboxes")}</h2>
            <ul class="mono">
                {leaving.addresses.iter().map(|address| view! { <li>{visible(address)}</li> }).collect_view()}
                {more}
            </ul>
        }
    });
    view! {
        <div class="sheetcol">
            <h1>{title.clone()}</h1>
            <Note tone=Tone::Warn title=why/>
            {addresses}
            <p><a class="btn" href=page>{text.say("ask-no")}</a></p>
        </div>
    }
}

fn ask(text: Text, name: &str, page: String, proven: bool) -> impl IntoView + use<> {
    let title = text.with("domain-leave-ask", [("domain", name.into())]);
    let yes = text.with("domain-leave-yes", [("domain", name.into())]);
    let lines: Vec<&str> = if proven {
        vec!["domain-leave-mail", "domain-leave-records", "domain-leave-others"]
    } else {
        vec!["domain-leave-claim"]
    };
    view! {
        <Asks title action=RemoveDomain::PATH fields=vec![("domain", name.to_owned())] yes
            weight=Weight::Destroys no=(text.say("ask-no"), page)>
            <p>{text.say("ask-happens")}</p>
            <ul>{lines.into_iter().map(|key| view! { <li>{text.say(key)}</li> }).collect_view()}</ul>
        </Asks>
    }
}
