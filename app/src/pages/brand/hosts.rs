//! The tenant's own hosts, and the two records that make each one work.

use dezky_domain::tenant::OwnHost;
use leptos::{prelude::*, server_fn::ServerFn as _};

use crate::{
    api::brands::{AddHost, CheckHosts, HOST, RemoveHost},
    text::Text,
    ui::copy::Copy,
    ui::{Act, Field, Note, Status, Tone, Weight, field::Kept},
    when::When,
};

pub(super) fn section(text: Text, when: When, hosts: Vec<OwnHost>, kept: Kept) -> impl IntoView {
    let waits = hosts.iter().any(|host| host.verified.is_none());
    let check = waits.then(|| {
        view! {
            <Act action=CheckHosts::PATH fields=Vec::new() word=text.say("brand-hosts-check") weight=Weight::Usual
                icon="arrow-clockwise-bold"/>
        }
    });
    view! {
        <section>
            <h2>{text.say("brand-hosts")}</h2>
            <p class="muted">{text.say("brand-hosts-what")}</p>
            {hosts.into_iter().map(|host| one(text, when, host)).collect_view()}
            {check}
            <form class="form" method="post" action=AddHost::PATH novalidate=true>
                {kept.whole().map(|title| view! { <Note tone=Tone::Bad title/> })}
                <Field name=HOST label=text.say("brand-host") hint=text.say("brand-host-hint") placeholder="cloud.company.example"
                    kept autocomplete="off" maxlength=253/>
                <div class="row"><button class="btn">{text.say("brand-host-add")}</button></div>
            </form>
        </section>
    }
}

fn one(text: Text, when: When, host: OwnHost) -> impl IntoView {
    let (tone, word) = match host.verified {
        Some(at) => (Tone::Ok, text.with("brand-host-proven", [("day", when.full_day(when.date(at)).into())])),
        None => (Tone::Warn, text.say("brand-host-waits")),
    };
    let (proof, token) = host.proof;
    let leads = format!("{}.", host.leads_to);
    let records = [("CNAME", host.host.clone(), leads), ("TXT", proof, token)];
    let rows = records.map(|(kind, name, value)| {
        let label = text.with("record-copy", [("name", format!("{kind} {name}").into())]);
        view! {
            <tr role="row">
                <td role="cell"><b>{kind}</b></td>
                <td role="cell" class="mono">{name}</td>
                <td role="cell" class="mono" data-name=text.say("record-value")>
                    <span class="row apart top0"><span>{value.clone()}</span><Copy value label done=text.say("record-copied")/></span>
                </td>
            </tr>
        }
    });
    let heads = ["record-type", "record-name", "record-value"];
    let name = host.host.clone();
    let remove = text.with("brand-host-remove-which", [("host", name.as_str().into())]);
    view! {
        <article class="stack">
            <div class="row wrap apart">
                <h3>{name.clone()}</h3>
                <Status tone word/>
                <Act action=RemoveHost::PATH fields=vec![("host", name.clone())] word=text.say("brand-host-remove")
                    weight=Weight::Quiet label=remove/>
            </div>
            <div class="sheet dns">
                <table class="t cards" role="table">
                    <caption class="vh">{text.with("records-of", [("domain", name.into())])}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            {heads.map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows.collect_view()}</tbody>
                </table>
            </div>
        </article>
    }
}
