//! The operator's list of tenants, and the form for a new one.

use dezky_domain::{
    access::Action,
    tenant::{NewTenant as Wanted, Tenant, TenantState},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

use crate::{
    api::tenants::CreateTenant,
    backend::load,
    text::Text,
    ui::{Desk, Empty, Field, Icon, Note, Search, Status, Tone, field::Kept},
    when::When,
};

const PATH: &str = "/operator/tenants";
/// As many as the service gives.
const MOST: usize = 500;

#[component]
pub fn Tenants() -> impl IntoView {
    load(|backend| async move {
        let asked: String = backend.asked("q").unwrap_or_default().trim().chars().take(200).collect();
        let tenants = backend.services.tenants.list(&backend.ctx, &asked).await?;
        let (text, when) = (backend.text, backend.when);
        let create = backend.ctx.may(Action::CreateTenant);
        let count = u64::try_from(tenants.len()).unwrap_or_default();
        let key = if tenants.len() < MOST { "tenants-count" } else { "tenants-first" };
        let count = text.with(key, [("count", count.into())]);
        let sheet = if tenants.is_empty() {
            Either::Left(view! { <Nothing text create filtered=!asked.is_empty()/> })
        } else {
            Either::Right(view! { <Table text when tenants/> })
        };
        Ok(view! {
            <Title text=text.say("nav-tenants")/>
            <Desk backend name=text.say("nav-tenants")>
                <div class="head">
                    <div><h1>{text.say("nav-tenants")}</h1><p>{count}</p></div>
                    {create.then(|| view! { <div class="acts"><Create text/></div> })}
                </div>
                <div class="tools"><Search path=PATH label=text.say("tenants-search") text=asked/></div>
                <div class="sheet">{sheet}</div>
            </Desk>
        })
    })
}

#[component]
fn Create(text: Text) -> impl IntoView {
    view! { <a class="btn primary" href="/operator/tenants/new"><Icon name="plus-bold"/>{text.say("tenants-create")}</a> }
}

#[component]
fn Nothing(text: Text, create: bool, filtered: bool) -> impl IntoView {
    let (title, said) =
        if filtered { ("tenants-no-match-title", "tenants-no-match") } else { ("tenants-none-title", "tenants-none") };
    let act = if filtered {
        Some(Either::Left(view! { <a class="btn" href=PATH>{text.say("tenants-show-all")}</a> }))
    } else {
        create.then(|| {
            Either::Right(view! { <a class="btn" href="/operator/tenants/new">{text.say("tenants-create")}</a> })
        })
    };
    view! { <Empty icon="buildings-duotone" title=text.say(title) text=text.say(said)>{act}</Empty> }
}

#[component]
fn Table(text: Text, when: When, tenants: Vec<Tenant>) -> impl IntoView {
    let head = ["tenant-name", "tenant-slug", "tenant-domain", "tenant-state", "tenant-created-at"];
    view! {
        <table class="t cards rows" role="table">
            <caption class="vh">{text.say("nav-tenants")}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {tenants.into_iter().map(|tenant| view! {
                    <tr role="row">
                        <td role="cell" class="who" data-at="name">
                            <a href=format!("{PATH}/{}", tenant.slug)>{tenant.name}</a>
                        </td>
                        <td role="cell" class="mono" data-at="sub">{tenant.slug.to_string()}</td>
                        <td role="cell">{tenant.domain}</td>
                        <td role="cell" data-at="state"><State text state=tenant.state/></td>
                        <td role="cell" data-at="aside">
                            <time datetime=when.machine(tenant.created)>{when.full_day(when.date(tenant.created))}</time>
                        </td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
pub fn State(text: Text, state: TenantState) -> impl IntoView {
    let tone = match state {
        TenantState::Active => Tone::Ok,
        TenantState::Suspended => Tone::Off,
        TenantState::Closing => Tone::Warn,
    };
    view! { <Status tone word=text.say(&format!("tenant-state-{}", state.word()))/> }
}

#[component]
pub fn NewTenant() -> impl IntoView {
    load(|backend| async move {
        backend.ctx.require(Action::CreateTenant)?;
        let text = backend.text;
        let kept = Kept::new(backend.flash("tenant").await, text);
        let host = host(&backend.services.platform.url, text.say("tenant-slug-example").as_str());
        let crumbs = vec![(text.say("nav-tenants"), PATH.to_owned())];
        Ok(view! {
            <Title text=text.say("tenants-create")/>
            <Desk backend name=text.say("tenants-create") crumbs>
                <div class="head"><div><h1>{text.say("tenants-create")}</h1><p>{text.say("tenant-new-what")}</p></div></div>
                <Form text kept host/>
            </Desk>
        })
    })
}

#[component]
fn Form(text: Text, kept: Kept, host: String) -> impl IntoView {
    let optional = |key: &str| text.with("optional", [("field", text.say(key).into())]);
    let slug_hint = text.with("tenant-slug-hint", [("host", host.into())]);
    let accent_hint = text.with("tenant-accent-hint", [("usual", Wanted::USUAL_ACCENT.to_string().into())]);
    view! {
        <form class="form" method="post" action=CreateTenant::PATH>
            {kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> })}
            <Field name="name" label=text.say("tenant-name") kept=kept.clone() autocomplete="off" maxlength=80/>
            <Field name="slug" label=text.say("tenant-slug") hint=slug_hint kept=kept.clone() autocomplete="off" maxlength=32/>
            <Field name="domain" label=optional("tenant-domain") hint=text.say("tenant-domain-hint") kept=kept.clone()
                autocomplete="off" maxlength=253/>
            <Field name="accent" label=optional("tenant-accent") hint=accent_hint kept placeholder="#rrggbb"
                autocomplete="off" maxlength=7/>
            <div class="row wrap">
                <button class="btn primary">{text.say("tenants-create")}</button>
                <a class="btn quiet" href=PATH>{text.say("cancel")}</a>
            </div>
        </form>
    }
}

/// A tenant's host where the platform's is `url`: `acme.dezky.eu` beside `https://app.dezky.eu`.
fn host(url: &str, slug: &str) -> String {
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    format!("{slug}.{}", host.strip_prefix("app.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_tenants_host_stands_beside_the_platforms() {
        assert_eq!(host("http://localhost:3000", "acme"), "acme.localhost:3000");
        assert_eq!(host("https://app.dezky.eu", "acme"), "acme.dezky.eu");
    }
}
