//! Every component of the kit in every state, on one page, for who builds pages: only on a developer's machine. Its words
//! are those of other pages, so that each language shows how long it gets; names of components are theirs in the code.

mod controls;
mod showing;

use dezky_domain::{AppError, access::Action};
use leptos::prelude::*;
use leptos_meta::Title;

use self::{controls::controls, showing::showing};
use crate::{
    backend::load,
    ui::{Column, Hatch, Languages, ThemeSwitch},
};

#[component]
pub fn Kit() -> impl IntoView {
    load(|backend| async move {
        // Whoever builds pages has a machine without TLS; on any other one this isn't there.
        if backend.services.platform.secure {
            return Err(AppError::Missing);
        }
        backend.ctx.require(Action::ReadTenants)?;
        Ok(view! {
            <Title text="Kit"/>
            <Hatch/>
            <Column backend=backend.clone()>
                <main class="page" id="main">
                    <div class="head">
                        <div><h1>"Kit"</h1></div>
                        <div class="acts"><Languages backend=backend.clone()/><ThemeSwitch backend=backend.clone()/></div>
                    </div>
                    <div class="kit">{controls(&backend)}{showing(&backend)}</div>
                </main>
            </Column>
        })
    })
}

/// A component, by its name in the code.
fn piece(name: &'static str, body: impl IntoView + 'static) -> AnyView {
    view! { <section class="piece"><h2>{name}</h2>{body}</section> }.into_any()
}
