//! What went wrong, what it means, what comes next. Nothing of the inside; a reference that the log knows too.

use dezky_domain::{AppError, ctx::Host};
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::{
    Backend,
    backend::{address, backend},
    text::Text,
    ui::{Column, Icon, SignOut},
};

/// A whole document for an error that no page made: a guard's refusal, a panic, a route that isn't there.
#[must_use]
pub fn document(backend: Backend, assets: crate::shell::Assets, error: AppError) -> String {
    Owner::new_root(None).with(|| {
        let title = title(backend.text, &error);
        provide_context(backend.clone());
        provide_context(assets);
        leptos_meta::provide_meta_context();
        view! { <crate::shell::Document backend=Some(backend) title><Fault error/></crate::shell::Document> }.to_html()
    })
}

/// The router's fallback.
#[component]
pub fn NotHere() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    view! { <Fault error=AppError::Missing/> }
}

#[component]
pub fn Fault(error: AppError) -> impl IntoView {
    let backend = backend().ok()?;
    let text = backend.text;
    let title = title(text, &error);
    // A form's address answers no GET: its sender begins again at the start.
    let next = if backend.path.starts_with("/api/") { "/".to_owned() } else { address(&backend.path, &backend.query) };
    let sign_in = (error == AppError::SignedOut).then(|| {
        let href = address("/sign-in", &[("next", next)]);
        view! { <a class="btn primary" href=href>{text.say("sign-in")}</a> }
    });
    // Somebody may be signed in with the wrong account; a stranger to a workspace sees nothing else of it.
    let acting = backend.ctx.acting().filter(|acting| acting.role.is_none() && acting.platform.is_none());
    let stranger = acting.filter(|_| error == AppError::Missing).map(|acting| {
        let who = text.with("fault-stranger", [("email", acting.email.as_str().into())]);
        (view! { <p>{who}</p> }, view! { <SignOut backend=backend.clone()/> })
    });
    let (who, sign_out) = stranger.unzip();
    // Roles of the platform and of partners aren't a workspace's to give.
    let what = if error == AppError::Denied && matches!(backend.ctx.host, Host::Platform) {
        text.say("fault-denied-platform")
    } else {
        said(text, &error, "")
    };
    let reference = backend.ctx.request.as_str().to_owned();
    Some(view! {
        <Title text=title.clone()/>
        <Column backend>
            <main class="fault" id="main">
                <Icon name=icon(&error) size="i-36"/>
                <h1>{title}</h1>
                <p>{what}</p>
                {who}
                <div class="row wrap">{sign_in}{sign_out}<a class="btn" href="/">{text.say("to-the-start")}</a></div>
                <p class="ref">{text.say("reference")}" "<code>{reference}</code></p>
            </main>
        </Column>
    })
}

fn title(text: Text, error: &AppError) -> String {
    said(text, error, "-title")
}

fn said(text: Text, error: &AppError, part: &str) -> String {
    let (key, system) = match error {
        AppError::SignedOut => ("fault-signed-out", ""),
        AppError::Denied => ("fault-denied", ""),
        AppError::Missing => ("fault-missing", ""),
        AppError::Busy => ("fault-busy", ""),
        AppError::Upstream { system } => ("fault-upstream", system.name()),
        AppError::Invalid { .. } | AppError::Several(_) | AppError::Conflict { .. } => ("fault-invalid", ""),
        AppError::Fault => ("fault-ours", ""),
    };
    text.with(&format!("{key}{part}"), [("system", system.into())])
}

const fn icon(error: &AppError) -> &'static str {
    match error {
        AppError::SignedOut => "door-open-duotone",
        AppError::Denied => "lock-simple-duotone",
        AppError::Missing | AppError::Invalid { .. } | AppError::Several(_) | AppError::Conflict { .. } => {
            "magnifying-glass-duotone"
        }
        AppError::Busy => "clock-counter-clockwise-duotone",
        AppError::Upstream { .. } | AppError::Fault => "plugs-connected-duotone",
    }
}
