//! The document around every page: language, theme, style sheets, and the header that says what may run in it.

use std::{fmt::Write as _, sync::Arc};

use dezky_domain::{port::Platform, tenant::Tenant};
use leptos::{config::LeptosOptions, either::Either, nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{Backend, backend::backend, pages};

/// Where the built style sheet lies, with the hash in its name; read once at the start.
#[derive(Debug, Clone)]
pub struct Assets {
    pub stylesheet: Arc<str>,
}

/// What a response may load and run. Wasm needs `wasm-unsafe-eval`; `strict-dynamic` lets a script that has the nonce
/// import the module that starts it. A form may lead on to a workspace (the door) or to a provider (signing out):
/// browsers hold `form-action` against redirects too.
#[must_use]
pub fn content_security_policy(nonce: Option<&str>, platform: &Platform) -> String {
    let script = nonce
        .map_or_else(|| "'none'".to_owned(), |nonce| format!("'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"));
    let (tenants, providers) = (platform.tenant_url.replace("{slug}", "*"), platform.providers.join(" "));
    let mut policy = format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self' {tenants} {providers}; frame-ancestors 'none'; base-uri 'none'; \
         object-src 'none'"
    );
    if platform.secure {
        policy.push_str("; upgrade-insecure-requests");
    }
    policy
}

#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    provide_context(options);
    let backend = backend().ok();
    if let (Some(backend), Some(response), Some(nonce)) = (&backend, use_context::<ResponseOptions>(), use_nonce()) {
        let policy = content_security_policy(Some(&nonce), &backend.services.platform);
        if let Ok(policy) = http::HeaderValue::from_str(&policy) {
            response.insert_header(http::header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    view! { <Document backend=backend><App/></Document> }
}

/// The document of a page that the router doesn't make, such as an error of the guards.
#[component]
pub fn Document(
    backend: Option<Backend>,
    /// Where no page sets it.
    #[prop(optional)]
    title: Option<String>,
    children: Children,
) -> impl IntoView {
    let language = backend.as_ref().map_or("en", |backend| backend.ctx.preferences.language.word());
    let theme = backend.as_ref().and_then(|backend| backend.ctx.preferences.dark);
    let theme = theme.map(|dark| if dark { "dark" } else { "light" });
    let brand = backend.as_ref().and_then(|backend| backend.ctx.tenant().map(|tenant| stylesheet(tenant)));
    let assets = use_context::<Assets>();
    view! {
        <!DOCTYPE html>
        <html lang=language data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="preload" href="/fonts/schibsted-grotesk-latin.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                {assets.map(|assets| view! { <link rel="stylesheet" href=assets.stylesheet.to_string()/> })}
                {brand.map(|brand| view! { <link rel="stylesheet" href=brand/> })}
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                {title.map(|title| view! { <title>{title}</title> })}
                <MetaTags/>
            </head>
            <body>{children()}</body>
        </html>
    }
}

/// Changes with the seed, so that it can be kept forever.
#[must_use]
pub fn stylesheet(tenant: &Tenant) -> String {
    let seed = tenant.brand.accent.0.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("/brand/{}/{seed}.css", tenant.slug)
}

/// The tenant's logo, in the version for the ground it stands on. Decoration: its name stands beside it.
#[component]
pub fn Logo(tenant: Arc<Tenant>) -> impl IntoView {
    let image = |logo: &dezky_domain::tenant::Logo, class: &'static str| {
        view! { <img class=class src=format!("/brand/{}/{}.{}", tenant.slug, logo.hash, logo.kind) alt="" width="34" height="34"/> }
    };
    match (&tenant.brand.logo, &tenant.brand.logo_dark) {
        (Some(light), Some(dark)) => Some(Either::Left((image(light, "in-light"), image(dark, "in-dark")))),
        (Some(only), None) => Some(Either::Right(image(only, ""))),
        _ => None,
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let platform = backend().map_or_else(
        |_| "Dezky".to_owned(),
        |backend| {
            backend.ctx.tenant().map_or_else(|| backend.services.platform.name.clone(), |tenant| tenant.name.clone())
        },
    );
    let formatter = {
        let platform = platform.clone();
        // It is written into the page as it is, and a file may be called `</title>`.
        move |page: String| {
            let title = if page.is_empty() { platform.clone() } else { format!("{page} · {platform}") };
            title.replace('&', "&amp;").replace('<', "&lt;")
        }
    };
    view! {
        <Title formatter text=""/>
        <Router>
            <FlatRoutes fallback=pages::fault::NotHere>
                <Route path=path!("/") view=pages::home::Home ssr=SsrMode::Async/>
                <Route path=path!("/me") view=pages::me::Me ssr=SsrMode::Async/>
                <Route path=path!("/find") view=pages::find::Find ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/refused") view=pages::refused::Refused ssr=SsrMode::Async/>
                <Route path=path!("/admin") view=pages::console::Admin ssr=SsrMode::Async/>
                <Route path=path!("/admin/people") view=pages::people::People ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/new") view=pages::person_new::NewPerson ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/import") view=pages::people_import::Import ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/requests") view=pages::requests::Requests ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/batches") view=pages::batches::Batches ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/batches/:id") view=pages::batch::Batch ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/:id") view=pages::person::Person ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/:id/remove") view=pages::person::Remove ssr=SsrMode::Async/>
                <Route path=path!("/admin/partners") view=pages::grants::Grants ssr=SsrMode::Async/>
                <Route path=path!("/admin/partners/new") view=pages::grants::NewGrant ssr=SsrMode::Async/>
                <Route path=path!("/admin/settings") view=pages::settings::Settings ssr=SsrMode::Async/>
                <Route path=path!("/partner-entry") view=pages::partner_entry::PartnerEntry ssr=SsrMode::Async/>
                <Route path=path!("/partner") view=pages::console::Partner ssr=SsrMode::Async/>
                <Route path=path!("/partner/tenants") view=pages::partner::Tenants ssr=SsrMode::Async/>
                <Route path=path!("/partner/tenants/new") view=pages::partner::NewTenant ssr=SsrMode::Async/>
                <Route path=path!("/operator/partners") view=pages::partners::Partners ssr=SsrMode::Async/>
                <Route path=path!("/operator/partners/new") view=pages::partners::NewPartner ssr=SsrMode::Async/>
                <Route path=path!("/operator/partners/:id") view=pages::partners::Partner ssr=SsrMode::Async/>
                <Route path=path!("/admin/groups") view=pages::groups::Groups ssr=SsrMode::Async/>
                <Route path=path!("/admin/groups/:id") view=pages::group::Group ssr=SsrMode::Async/>
                <Route path=path!("/admin/groups/:id/delete") view=pages::group::Delete ssr=SsrMode::Async/>
                <Route path=path!("/admin/domains") view=pages::domains::Domains ssr=SsrMode::Async/>
                <Route path=path!("/admin/domains/new") view=pages::domain_new::NewDomain ssr=SsrMode::Async/>
                <Route path=path!("/admin/domains/:domain/remove") view=pages::domain_leave::Remove ssr=SsrMode::Async/>
                <Route path=path!("/admin/brand") view=pages::brand::Brand ssr=SsrMode::Async/>
                <Route path=path!("/admin/apps") view=pages::apps::Apps ssr=SsrMode::Async/>
                <Route path=path!("/admin/apps/new") view=pages::apps::NewLink ssr=SsrMode::Async/>
                <Route path=path!("/admin/apps/:key") view=pages::apps::Tile ssr=SsrMode::Async/>
                <Route path=path!("/admin/announcements") view=pages::announcements::Announcements ssr=SsrMode::Async/>
                <Route path=path!("/admin/audit") view=pages::timeline::Timeline ssr=SsrMode::Async/>
                <Route path=path!("/admin/audit/:id") view=pages::event::Event ssr=SsrMode::Async/>
                <Route path=path!("/operator") view=pages::console::Operator ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants") view=pages::tenants::Tenants ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants/new") view=pages::tenant_new::NewTenant ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants/:slug") view=pages::tenant::Tenant ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants/:slug/plan") view=pages::tenant::Plan ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants/:slug/cancel") view=pages::tenant::Ask ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants/:slug/suspend") view=pages::tenant::Ask ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants/:slug/close") view=pages::tenant::Ask ssr=SsrMode::Async/>
                <Route path=path!("/operator/tenants/:slug/delete") view=pages::tenant::Ask ssr=SsrMode::Async/>
                <Route path=path!("/operator/announcements") view=pages::announcements::Announcements ssr=SsrMode::Async/>
                <Route path=path!("/operator/kit") view=pages::kit::Kit ssr=SsrMode::Async/>
                <Route path=path!("/operator/alerts") view=pages::alerts::Alerts ssr=SsrMode::Async/>
                <Route path=path!("/operator/alerts/:id") view=pages::alerts::OneAlert ssr=SsrMode::Async/>
                <Route path=path!("/operator/jobs") view=pages::jobs::Jobs ssr=SsrMode::Async/>
                <Route path=path!("/operator/people") view=pages::everybody::Everybody ssr=SsrMode::Async/>
                <Route path=path!("/operator/audit") view=pages::timeline::Timeline ssr=SsrMode::Async/>
                <Route path=path!("/operator/audit/:id") view=pages::event::Event ssr=SsrMode::Async/>
                <Route path=path!("/operator/sources") view=pages::sources::Sources ssr=SsrMode::Async/>
                <Route path=path!("/operator/sources/quarantine/:id") view=pages::quarantine::Quarantine ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
