//! What was agreed with a tenant, as far as we know it.

use dezky_domain::{provision::TenantServices, tenant::TenantDetail};
use leptos::prelude::*;

use crate::{text::Text, ui::amount};

/// `Mail, Files`.
pub fn names(text: Text, services: TenantServices) -> String {
    let names =
        [(services.mail, "service-of-mail"), (services.files, "service-of-files"), (services.chat, "service-of-chat")];
    let names: Vec<String> = names.iter().filter(|(has, _)| *has).map(|(_, key)| text.say(key)).collect();
    if names.is_empty() { text.say("none") } else { names.join(", ") }
}

#[component]
pub fn Agreement(text: Text, detail: TenantDetail, services: TenantServices) -> impl IntoView {
    let TenantDetail { tenant, people, .. } = detail;
    let names = names(text, services);
    let storage = services.files.then(|| {
        view! {
            <div><dt>{text.say("agreement-storage")}</dt><dd class="num">{amount::size(text, services.quota)}</dd></div>
        }
    });
    view! {
        <section class="panel pad">
            <h2>{text.say("agreement-title")}</h2>
            <dl class="facts">
                <div><dt>{text.say("services-title")}</dt><dd>{names}</dd></div>
                {storage}
                <div><dt>{text.say("nav-people")}</dt><dd>{text.number(people)}</dd></div>
                <div><dt>{text.say("tenant-domain")}</dt><dd>{tenant.domain.unwrap_or_else(|| text.say("none"))}</dd></div>
                <div><dt>{text.say("tenant-slug")}</dt><dd class="mono">{tenant.slug.to_string()}</dd></div>
                <div class="long"><dt>{text.say("tenant-id")}</dt><dd class="mono">{tenant.id.to_string()}</dd></div>
            </dl>
        </section>
    }
}
