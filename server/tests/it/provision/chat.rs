//! A tenant's chat: a realm of Zulip's, made by the sidecar, where the platform has it to offer.

use std::path::PathBuf;

use chrono::TimeDelta;
use dezky_domain::{
    access::Role,
    error::Why,
    provision::{Kind, RunState, StepState, TroubleKind},
    tenant::Slug,
};

use super::kit::{new_tenant, open_steps};
use crate::support::{ALL, World};

const REALM: &str = "musterbau-chat";
const TILE: &str = "href=\"https://musterbau-chat.dezky.example\"";

fn slug() -> Slug {
    Slug::parse("musterbau").unwrap()
}

impl World {
    /// As `provisioned`, with chat.
    async fn chatting(&self) {
        let mut new = new_tenant("musterbau", "Oda");
        new.plan.as_mut().unwrap().services.chat = true;
        self.state.services.tenants.create(&self.service(), new).await.unwrap();
        self.settle().await;
        let shown = self.shown("musterbau").await;
        assert_eq!(shown.state, RunState::AsWanted, "{:#?}", open_steps(&shown));
    }

    /// What somebody does in Zulip itself.
    fn delete_realm(&self) {
        assert!(self.engines().engines.zulip.realms().remove(REALM).is_some());
    }
}

#[tokio::test]
async fn who_has_chat_gets_a_realm_and_the_way_there() {
    let world = World::with_chat().await;
    world.chatting().await;
    let realm = world.engines().engines.zulip.realms().get(REALM).cloned().unwrap();
    let owner = serde_json::json!({ "name": "Musterbau", "admin_email": "oda@musterbau.example", "admin_name": "Oda" });
    assert_eq!(realm, owner);
    for what in ["zulip realm musterbau-chat", "authentik group dz-musterbau-chat", "authentik group dezky-chat-users"]
    {
        assert_eq!(world.created(what), 1, "{what}");
    }
    let (mut oda, _) = world.sign_in("musterbau", "oda@musterbau.example").await;
    oda.get("/").await.is(200).holds(TILE);
    oda.get("/admin").await.is(200).says("Chat As wanted");
    let before = world.changes();
    world.look().await;
    assert_eq!(world.changes(), before, "asked twice, it is there once");

    let mut olga = world.operator("Olga", Role::Operator).await;
    olga.get("/operator/tenants/musterbau").await.is(200).says("Chat musterbau-chat").says("Mail, Files, Chat");
}

#[tokio::test]
async fn who_has_none_gets_none() {
    let world = World::with_chat().await;
    world.provisioned("musterbau", "Oda").await;
    assert!(world.engines().engines.zulip.realms().is_empty());
    assert_eq!(world.created("authentik group dz-musterbau-chat"), 0);
    let (mut oda, _) = world.sign_in("musterbau", "oda@musterbau.example").await;
    oda.get("/").await.is(200).keeps_quiet_about(TILE).says("Chat isn’t part of what Musterbau has.");
}

#[tokio::test]
async fn who_is_there_already_can_get_it_and_more_storage() {
    let world = World::with_chat().await;
    world.provisioned("musterbau", "Oda").await;
    let page = "/operator/tenants/musterbau?tab=services";
    let mut olga = world.operator("Olga", Role::Operator).await;
    let form = olga.get(page).await;
    form.is(200).says("Has: Mail, Files.").holds("name=\"chat\"").keeps_quiet_about("name=\"mail\"");
    let asked = |quota| [("slug", "musterbau"), ("chat", "on"), ("quota", quota)];
    olga.post("/api/tenants/extend", &asked("none")).await.is(302);
    olga.get(page).await.says("Storage is a whole number of gigabytes").holds("value=\"none\"");
    olga.post("/api/tenants/extend", &asked("900")).await.is(302);
    olga.get(page).await.says("Saved.").says("Has: Mail, Files, Chat.").keeps_quiet_about("name=\"chat\"");
    world.settle().await;
    assert!(world.engines().engines.zulip.realms().contains_key(REALM));
    let shown = world.shown("musterbau").await;
    assert_eq!((shown.state, shown.services.quota), (RunState::AsWanted, 900_000_000_000));

    let changed = world.events_of("tenant.extend").await;
    let changes = changed[0].event.changes.iter();
    let changes: Vec<_> = changes.map(|it| (&*it.field, it.before.as_deref(), it.after.as_deref())).collect();
    let services = ("services", Some("mail, files"), Some("mail, files, chat"));
    assert_eq!((changes.len(), changes[0], changes[1].2), (2, services, Some("900000000000")));

    // Nothing that is there goes, and what is as it was is no act.
    olga.post("/api/tenants/extend", &[("slug", "musterbau"), ("quota", "900")]).await.is(302);
    assert_eq!(world.events_of("tenant.extend").await.len(), 1);
    // What can't be given says why.
    world.tenant("bare").await;
    let of = |slug, service| [("slug", slug), (service, "on"), ("quota", "900")];
    olga.post("/api/tenants/extend", &of("bare", "files")).await.is(302);
    olga.get("/operator/tenants/bare").await.is(200).keeps_quiet_about("tab=services");
    assert_eq!(world.events_of("tenant.extend").await.len(), 1);
    let mut reader = world.operator("Rea", Role::OperatorAuditor).await;
    reader.get(page).await.is(403);
    world.state.services.tenants.close(&world.service(), &slug()).await.unwrap();
    olga.post("/api/tenants/extend", &asked("7")).await.is(302);
    olga.get(page).await.says("That state doesn’t allow this.");
}

#[tokio::test]
async fn mail_comes_with_a_domain_that_is_proven() {
    let world = World::with_chat().await;
    let mut new = new_tenant("musterbau", "Oda");
    (new.domain, new.plan.as_mut().unwrap().services.mail) = (None, false);
    world.state.services.tenants.create(&world.service(), new).await.unwrap();
    let page = "/operator/tenants/musterbau?tab=services";
    let mut olga = world.operator("Olga", Role::Operator).await;
    olga.post("/api/tenants/extend", &[("slug", "musterbau"), ("mail", "on"), ("quota", "100")]).await.is(302);
    olga.get(page).await.says("Mail needs a domain that is proven").says("Has: Files.").holds("name=\"mail\"");
    assert_eq!(world.events_of("tenant.extend").await.len(), 0);
}

#[tokio::test]
async fn a_platform_without_chat_offers_none() {
    let world = World::with_bare_engines("").await;
    let mut new = new_tenant("musterbau", "Oda");
    new.plan.as_mut().unwrap().services.chat = true;
    let refused = world.state.services.tenants.create(&world.service(), new).await;
    assert_eq!(refused.unwrap_err(), Why("no-chat").at("services"));
    let mut olga = world.operator("Olga", Role::Operator).await;
    olga.get("/operator/tenants/new").await.is(200).holds("name=\"files\"").keeps_quiet_about("name=\"chat\"");
    let world = world.restarted(|config| config.zulip.realms = true);
    let mut otto = world.operator("Otto", Role::Operator).await;
    otto.get("/operator/tenants/new").await.is(200).holds("name=\"chat\"");
}

#[tokio::test]
async fn a_realm_that_is_gone_is_made_again_when_somebody_says_so() {
    let world = World::with_chat().await;
    world.chatting().await;
    world.delete_realm();
    // A list that a process has had is good for a while.
    let world = world.restarted(|_| ());
    world.look().await;
    let step = world.step("musterbau", Kind::Realm, REALM).await;
    assert_eq!(step.state, StepState::Drifted);

    // Pages that run apart from the workers have no socket, and show the plan all the same.
    let socket = world.state.config.zulip.socket.clone();
    let world = world.restarted(|config| config.zulip.socket = PathBuf::new());
    let plan = world.state.services.provisioner.plan(&world.service(), &slug(), &[step.id]).await.unwrap();
    let repair = &plan.repairs[0];
    assert_eq!((repair.calls[0].verb.as_str(), repair.calls.len(), &repair.trouble), ("create", 1, &None));
    world.state.services.provisioner.repair(&world.service(), &slug(), &[step.id]).await.unwrap();
    let world = world.restarted(|config| config.zulip.socket = socket);
    world.settle().await;
    assert_eq!(world.step("musterbau", Kind::Realm, REALM).await.state, StepState::Done);
    assert!(world.engines().engines.zulip.realms().contains_key(REALM));
}

#[tokio::test]
async fn a_tenant_is_over_when_somebody_has_deleted_its_realm() {
    let world = World::with_chat().await;
    let tenants = std::sync::Arc::clone(&world.state.services.tenants);
    world.chatting().await;
    tenants.close(&world.service(), &slug()).await.unwrap();
    world.settle().await;
    world.pass(TimeDelta::days(31));
    tenants.delete(&world.service(), &slug(), "musterbau").await.unwrap();
    world.settle().await;

    // Everything else went. The name stays taken: whoever got it would find the chat.
    let step = world.step("musterbau", Kind::Realm, REALM).await;
    let trouble = step.trouble.unwrap();
    assert_eq!((step.state, trouble.kind), (StepState::Failed, TroubleKind::ByHand));
    assert_eq!(trouble.detail.as_deref(), Some("manage.py delete_realm -r musterbau-chat"));
    let shown = world.shown("musterbau").await;
    assert_eq!((shown.state, open_steps(&shown).len()), (RunState::Failed, 1));
    let mut olga = world.operator("Olga", Role::Operator).await;
    let page = olga.get("/operator/tenants/musterbau").await;
    page.is(200).says("In Zulip somebody has to do this by hand.").says("manage.py delete_realm -r musterbau-chat");

    world.delete_realm();
    world.state.services.provisioner.again(&world.service(), &slug(), None).await.unwrap();
    world.settle().await;
    assert_eq!(world.store().tenants().by_slug(&ALL, &slug()).await.unwrap(), None);
    assert_eq!(world.events_of("tenant.deleted").await.len(), 1);
}
