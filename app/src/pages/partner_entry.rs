//! Where a partner's ticket leads: whether to go on, as whom, and where. Looking uses nothing up; the press does.

use dezky_domain::{AppError, partner::Entry};
use http::StatusCode;
use leptos::{either::Either, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::{
    Backend,
    backend::load,
    ui::{Column, Icon, desk::partners_tenants},
};

#[component]
pub fn PartnerEntry() -> impl IntoView {
    let response = use_context::<ResponseOptions>();
    load(move |backend: Backend| async move {
        let tenant = backend.ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let ticket = backend.asked("ticket").unwrap_or_default().to_owned();
        let entry = backend.services.partner_console.entry(&backend.ctx, &ticket).await?;
        let text = backend.text;
        let Some(Entry { person, partner }) = entry else {
            if let Some(response) = response {
                response.set_status(StatusCode::GONE);
            }
            return Ok(Either::Left(view! { <Gone backend/> }));
        };
        let fills = [
            ("person", person.as_str().into()),
            ("partner", partner.as_str().into()),
            ("tenant", tenant.name.as_str().into()),
        ];
        let title = text.with("entry-title", fills);
        Ok(Either::Right(view! {
            <Title text=title.clone()/>
            <Column backend>
                <main class="fault" id="main">
                    <Icon name="handshake-duotone" size="i-36"/>
                    <h1>{title}</h1>
                    <p>{text.with("entry-about", [("tenant", tenant.name.as_str().into())])}</p>
                    <form method="post" action="/partner-entry">
                        <input type="hidden" name="ticket" value=ticket/>
                        <button class="btn primary">{text.say("entry-go")}</button>
                    </form>
                </main>
            </Column>
        }))
    })
}

/// Used, too late, or never good.
#[component]
fn Gone(backend: Backend) -> impl IntoView {
    let text = backend.text;
    let console = partners_tenants(&backend);
    let other = backend.ctx.acting().map(|acting| text.with("entry-other", [("email", acting.email.as_str().into())]));
    view! {
        <Title text=text.say("entry-gone-title")/>
        <Column backend>
            <main class="fault" id="main">
                <Icon name="lock-simple-duotone" size="i-36"/>
                <h1>{text.say("entry-gone-title")}</h1>
                <p>{text.say("entry-gone")}</p>
                {other.map(|other| view! { <p>{other}</p> })}
                <p><a class="btn primary" href=console>{text.say("entry-back")}</a></p>
            </main>
        </Column>
    }
}
