//! Musterbau and its people, and what each engine has of somebody.

use std::{collections::BTreeSet, sync::Arc};

use axum::http::Method;
use dezky_domain::{
    access::Role,
    ctx::{Acting, Actor, Ctx},
    id::{PersonId, SessionId},
    port::Members,
    provision::RunState,
};
use serde_json::{Value, json};

use super::super::kit::{folder, new_member, open_steps};
use crate::support::{Answer, World};

pub const MIA: &str = "mia@musterbau.example";
pub const ODA: &str = "oda@musterbau.example";
pub const IN_GLOBEX: [&str; 3] = ["dz-globex-files", "dz-globex-mail", "dz-globex-members"];
pub const IN_MUSTERBAU: [&str; 3] = ["dz-musterbau-files", "dz-musterbau-mail", "dz-musterbau-members"];

pub fn members(world: &World) -> Arc<dyn Members> {
    Arc::clone(&world.state.services.members)
}

/// Musterbau with its owner Oda, and Mia, who was just invited.
pub async fn with_mia() -> (World, Ctx, PersonId) {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let on = world.on("musterbau").await;
    let mia = members(&world).add(&on, new_member("Mia", "musterbau.example", "member")).await.unwrap();
    settled(&world, &["musterbau"]).await;
    (world, on, mia.person)
}

/// Lets the workers work, and everything is as wanted then, with nothing made twice but a role that was taken between.
pub async fn settled(world: &World, slugs: &[&str]) {
    world.settle().await;
    for slug in slugs {
        let shown = world.shown(slug).await;
        assert_eq!(shown.state, RunState::AsWanted, "{:#?}", open_steps(&shown));
    }
    // A role that was taken and given again, and a team that ended and came back.
    let again = |what: &String| what.starts_with("ocis permission") || what.contains("group dz-musterbau.");
    let twice: Vec<_> = world.created_twice().into_iter().filter(|what| !again(what)).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

/// Whether Authentik, OCIS and Stalwart let somebody of Musterbau in.
pub async fn let_in(world: &World, email: &str) -> [bool; 3] {
    let mail = takes_mail(world, email.split('@').next().unwrap()).await;
    [world.may_sign_in(email).await, world.account_enabled(email).await, mail]
}

pub const EVERYWHERE: [bool; 3] = [true; 3];
pub const NOWHERE: [bool; 3] = [false; 3];

/// Nothing but roles in spaces is taken away for good.
pub fn kept(world: &World) -> bool {
    let gone = world.engines().journal.entries(Some("deleted"), 0);
    gone.iter().all(|entry| !entry.what.contains(MIA) || entry.what.starts_with("ocis permission"))
}

/// Dezky's groups that Authentik has somebody in.
pub async fn groups(world: &World, email: &str) -> BTreeSet<String> {
    let user = world.user(email).await;
    let all = user["groups_obj"].as_array().unwrap_or_else(|| panic!("{user:#}"));
    all.iter().map(|group| group["name"].as_str().unwrap().to_owned()).collect()
}

pub fn named(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Who has a role in a space, as OCIS names them.
pub async fn in_space(world: &World, name: &str) -> BTreeSet<String> {
    let drives = world.engine_call(Method::GET, "/graph/v1.0/drives", &Value::Null).await.1;
    let drives = drives["value"].as_array().unwrap_or_else(|| panic!("{drives:#}"));
    let drive = drives.iter().find(|drive| drive["name"] == name).unwrap_or_else(|| panic!("{name}: {drives:#?}"));
    let id = drive["id"].as_str().unwrap().replace('$', "%24").replace('!', "%21");
    let path = format!("/graph/v1beta1/drives/{id}/root/permissions");
    let permissions = world.engine_call(Method::GET, &path, &Value::Null).await.1;
    let people = permissions["value"].as_array().unwrap_or_else(|| panic!("{permissions:#}")).iter();
    let names = people.filter_map(|one| one["grantedToV2"]["user"]["displayName"].as_str().map(str::to_owned));
    // Whoever makes a space manages it.
    names.filter(|name| name != "Dezky").collect()
}

/// A mailbox as Stalwart has it.
pub async fn mailbox(world: &World, local: &str) -> Value {
    let call = json!({
        "using": ["urn:ietf:params:jmap:core", "urn:stalwart:jmap"],
        "methodCalls": [["x:Account/get", { "ids": null }, "c1"]],
    });
    let answer = world.engine_call(Method::POST, "/jmap", &call).await.1;
    let accounts = answer["methodResponses"][0][1]["list"].as_array().unwrap_or_else(|| panic!("{answer:#}"));
    accounts.iter().find(|account| account["name"] == local).cloned().unwrap_or_default()
}

pub async fn takes_mail(world: &World, local: &str) -> bool {
    let account = mailbox(world, local).await;
    assert_eq!(account["name"], local);
    account["permissions"]["disabledPermissions"]["authenticate"] != true
}

/// How many sessions Authentik has of somebody.
pub async fn sessions(world: &World, email: &str) -> usize {
    let path = format!("/api/v3/core/authenticated_sessions/?user__username={email}");
    world.engine_call(Method::GET, &path, &Value::Null).await.1["results"].as_array().unwrap().len()
}

/// Where somebody's invitations are.
pub fn letters(person: PersonId) -> Vec<std::path::PathBuf> {
    letters_of("invitation", person)
}

/// Where somebody's letters of a kind are.
pub fn letters_of(kind: &str, person: PersonId) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(folder().join("outbox")).unwrap().map(|letter| letter.unwrap().path());
    let theirs = format!("{kind}-{person}-");
    all.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&theirs))).collect()
}

/// The letter that somebody got, its lines joined again (RFC 2045 §6.7).
pub fn letter(person: PersonId) -> String {
    read(&letters(person)[0])
}

/// A letter, its lines joined again.
pub fn read(path: &std::path::Path) -> String {
    let raw = std::fs::read(path).unwrap();
    let (mut bytes, mut rest) = (Vec::new(), raw.as_slice());
    while let Some((&first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'=', [b'\r', b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.extend(hex::decode([*high, *low]).unwrap());
                after
            }
            _ => {
                bytes.push(first);
                after
            }
        };
    }
    String::from_utf8(bytes).unwrap()
}

/// The link that sets a password, as it stands in the text.
pub fn link(letter: &str) -> &str {
    letter.lines().find(|line| line.contains("flow_token=")).unwrap_or_else(|| panic!("no link: {letter}")).trim()
}

pub fn is_signed_out(answer: &Answer) -> bool {
    (300..400).contains(&answer.status) && answer.location().starts_with("/sign-in")
}

/// The context of somebody who asks from a browser on Musterbau's host.
pub fn acting(on: &Ctx, person: PersonId, name: &str, role: Option<Role>) -> Ctx {
    let acting = Acting {
        person,
        session: SessionId::from_uuid(person.uuid()),
        name: name.to_owned(),
        email: format!("{}@musterbau.example", name.to_lowercase()),
        role,
        platform: None,
        partner: None,
        until: None,
    };
    Ctx { actor: Actor::Person(acting), ..on.clone() }
}
