//! What went wrong, what it means, what comes next. Nothing of the inside; a reference that the log knows too.

use dezky_domain::AppError;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::{Backend, backend::backend};

/// A whole document for an error that no page made: a guard's refusal, a panic, a route that isn't there.
#[must_use]
pub fn document(backend: Backend, assets: crate::shell::Assets, error: AppError) -> String {
    Owner::new_root(None).with(|| {
        provide_context(backend.clone());
        provide_context(assets);
        leptos_meta::provide_meta_context();
        view! { <crate::shell::Document backend=Some(backend)><Fault error/></crate::shell::Document> }.to_html()
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
    let key = match error {
        AppError::SignedOut => "fault-signed-out",
        AppError::Denied => "fault-denied",
        AppError::Missing => "fault-missing",
        AppError::Busy => "fault-busy",
        AppError::Upstream { .. } => "fault-upstream",
        AppError::Invalid { .. } | AppError::Conflict { .. } => "fault-invalid",
        AppError::Fault => "fault-ours",
    };
    let title = text.say(&format!("{key}-title"));
    let next = crate::backend::address("/sign-in", &[("next", backend.path.as_str())]);
    Some(view! {
        <Title text=title.clone()/>
        <main class="fault">
            <h1>{title}</h1>
            <p>{text.say(key)}</p>
            <p class="mono faint">{text.with("reference", [("reference", backend.ctx.request.as_str().into())])}</p>
            <p class="row wrap">
                {(error == AppError::SignedOut).then(|| view! {
                    <a class="btn primary" href=next>{text.say("sign-in")}</a>
                })}
                <a class="btn" href="/">{text.say("to-the-start")}</a>
            </p>
        </main>
    })
}
