//! The end of a visit: what somebody is told whom a partner's grant let in, and who isn't in any more. A page would send
//! them to sign in, and the tenant's provider doesn't know them.

use dezky_domain::partner::Grant;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use crate::{
    Backend,
    backend::address,
    shell::{Assets, Document},
    ui::{Column, Icon, SignOut, desk::partners_tenants},
};

/// A whole document; `grant` is what let them in.
#[must_use]
pub fn document(backend: Backend, assets: Assets, grant: &Grant) -> String {
    let key = if grant.revoked.is_some() {
        "guest-put-out"
    } else if grant.stands(backend.ctx.now()) {
        "guest-signed-out"
    } else {
        "guest-ran-out"
    };
    Owner::new_root(None).with(|| {
        provide_context(backend.clone());
        provide_context(assets);
        leptos_meta::provide_meta_context();
        let title = title(&backend, key);
        view! { <Document backend=Some(backend.clone()) title><Over backend key/></Document> }.to_html()
    })
}

fn title(backend: &Backend, key: &str) -> String {
    let tenant = backend.ctx.tenant().map(|tenant| tenant.name.clone()).unwrap_or_default();
    backend.text.with(&format!("{key}-title"), [("tenant", tenant.into())])
}

#[component]
fn Over(backend: Backend, key: &'static str) -> impl IntoView {
    let text = backend.text;
    let (title, tenants) = (title(&backend, key), partners_tenants(&backend));
    // Who became a member since signs in here as one.
    let sign_in = address("/sign-in", &[("next", backend.path.as_str())]);
    let other = match backend.ctx.acting() {
        None => Either::Left(view! { <a class="btn" href=sign_in>{text.say("sign-in")}</a> }),
        Some(_) => Either::Right(view! { <SignOut backend=backend.clone()/> }),
    };
    view! {
        <Title text=title.clone()/>
        <Column backend>
            <main class="fault" id="main">
                <Icon name="handshake-duotone" size="i-36"/>
                <h1>{title}</h1>
                <p>{text.say(key)}</p>
                <div class="row wrap"><a class="btn primary" href=tenants>{text.say("guest-back")}</a>{other}</div>
            </main>
        </Column>
    }
}
