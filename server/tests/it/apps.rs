//! What a tenant's administrators decide about the launcher: apps on and off, links, and who sees what.

use dezky_domain::access::Role;

use crate::support::{Browser, World};

const APPS: &str = "
[launcher]
apps = [
    { app = 'mail', url = 'https://mail.dezky.example' },
    { app = 'files', url = 'https://files.dezky.example' },
]
";

async fn world() -> (World, Browser, Browser) {
    let world = World::with(APPS).await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let admin = world.member("acme", "Ada Admin", Role::Admin).await;
    let member = world.member("acme", "Ben Berg", Role::Member).await;
    (world, admin, member)
}

fn link<'a>(name: &'a str, url: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![("name", name), ("url", url), ("icon", "fork-knife")]
}

/// The id of the link that the list has.
async fn only_link(admin: &mut Browser) -> String {
    let page = admin.get("/admin/apps").await;
    let (_, rest) = page.is(200).body.split_once("/admin/apps/link:").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_app_that_is_switched_off_is_nobodys_and_says_why() {
    let (world, mut ada, mut ben) = world().await;
    ada.get("/admin/apps").await.is(200).says("Mail").says("Not included").says("Everybody").holds("Switch off Mail");
    ben.get("/").await.is(200).holds("href=\"https://mail.dezky.example\"");
    let answer = ada.post("/api/apps/switch", &[("app", "mail"), ("on", "")]).await;
    ada.follow(answer.leads_to("/admin/apps")).await.is(200).says("Switched off.").holds("Switch on Mail");
    let page = ben.get("/").await;
    page.is(200).says("Mail is switched off for Acme.").keeps_quiet_about("href=\"https://mail.dezky.example\"");
    // Twice is once.
    ada.post("/api/apps/switch", &[("app", "mail"), ("on", "")]).await.is(302);
    let events = world.events_of("app.off").await;
    assert_eq!(events.len(), 1);
    let event = &events[0].event;
    assert_eq!((event.target.kind.as_str(), event.words["app"].as_str()), ("app", "mail"));
    assert_eq!((event.changes[0].before.as_deref(), event.changes[0].after.as_deref()), (Some("on"), Some("off")));
    ada.get("/admin/audit").await.is(200).says("Ada Admin switched off Mail");
    ada.post("/api/apps/switch", &[("app", "mail"), ("on", "on")]).await.is(302);
    ben.get("/").await.is(200).holds("href=\"https://mail.dezky.example\"");
    // What the tenant doesn't have can't be switched, and what doesn't exist isn't there.
    let answer = ada.post("/api/apps/switch", &[("app", "meet"), ("on", "")]).await;
    ada.follow(answer.leads_to("/admin/apps")).await.says("Your workspace doesn’t have this app.");
    ada.post("/api/apps/switch", &[("app", "moon"), ("on", "")]).await.is(404);
    ada.get("/admin/apps/app:meet").await.is(404);
    ada.get("/admin/apps/set:0000000000000007").await.is(404);
}

#[tokio::test]
async fn an_app_is_for_the_groups_that_are_chosen() {
    let (world, mut ada, mut ben) = world().await;
    let acme = world.tenant_of("acme").await;
    let cleo = world.person("Cleo Cole").await;
    world.grant("acme", &cleo, Role::Member).await;
    let it = world.group(&acme, "IT", &[cleo.id]).await.to_string();
    let theirs = world.group(&world.tenant_of("globex").await, "Board", &[]).await.to_string();
    ada.get("/admin/apps/app:files").await.is(200).says("IT").keeps_quiet_about("Board");
    let answer = ada.post("/api/apps/groups", &[("app", "files"), ("groups[]", &it)]).await;
    ada.follow(answer.leads_to("/admin/apps")).await.is(200).says("Saved.").says("IT");
    ben.get("/").await.is(200).says("Files is for groups that you aren’t in.");
    world.signed_in("acme", &cleo).await.get("/").await.is(200).holds("href=\"https://files.dezky.example\"");
    let event = &world.events_of("app.groups").await[0].event;
    assert_eq!((event.changes[0].before.as_deref(), event.changes[0].after.as_deref()), (None, Some("IT")));
    // Another tenant's group isn't there, and nothing is changed.
    ada.post("/api/apps/groups", &[("app", "files"), ("groups[]", &it), ("groups[]", &theirs)]).await.is(404);
    ada.post("/api/apps/groups", &[("app", "files"), ("groups[]", "x")]).await.is(404);
    assert_eq!(world.events_of("app.groups").await.len(), 1);
    ada.post("/api/apps/groups", &[("app", "files")]).await.is(302);
    ben.get("/").await.is(200).holds("href=\"https://files.dezky.example\"");
}

#[tokio::test]
async fn a_link_is_added_changed_and_removed() {
    let (world, mut ada, mut ben) = world().await;
    let answer = ada.post("/api/links/add", &link("Canteen <plan>", "https://canteen.acme.example/plan")).await;
    ada.follow(answer.leads_to("/admin/apps")).await.is(200).says("Link added.").says("Canteen <plan>");
    let page = ben.get("/").await;
    page.is(200).says("From Acme").says("Canteen <plan>").holds("href=\"https://canteen.acme.example/plan\"");
    page.keeps_quiet_about("<plan>");
    let id = only_link(&mut ada).await;
    ada.get(&format!("/admin/apps/link:{id}")).await.is(200).holds("value=\"https://canteen.acme.example/plan\"");
    let mut edited = link("Canteen", "https://canteen.acme.example");
    edited.push(("id", &id));
    ada.post("/api/links/edit", &edited).await.leads_to("/admin/apps");
    ben.get("/").await.is(200).holds("href=\"https://canteen.acme.example\"");
    let event = &world.events_of("tile.edit").await[0].event;
    let fields: Vec<_> = event.changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["name", "link"]);
    // Nothing else is nothing to tell.
    ada.post("/api/links/edit", &edited).await.is(302);
    assert_eq!(world.events_of("tile.edit").await.len(), 1);
    ada.post("/api/links/remove", &[("id", &id)]).await.leads_to("/admin/apps");
    ben.get("/").await.is(200).keeps_quiet_about("canteen");
    ada.get("/admin/audit").await.says("Ada Admin removed the link Canteen");
    for action in ["tile.add", "tile.edit", "tile.remove"] {
        assert_eq!(world.events_of(action).await.len(), 1, "{action}");
    }
}

#[tokio::test]
async fn a_wrong_link_is_kept_as_it_was_typed() {
    let (world, mut ada, _ben) = world().await;
    for (url, said) in [
        ("javascript:alert(1)", "An address begins with https://"),
        ("https://acme@evil.example", "An address begins with https://"),
        ("/plan", "An address begins with https://"),
    ] {
        let answer = ada.post("/api/links/add", &link("Canteen", url)).await;
        let page = ada.follow(answer.leads_to("/admin/apps/new")).await;
        page.is(200).says(said).holds("id=\"url-error\"").holds("value=\"Canteen\"");
    }
    let answer = ada.post("/api/links/add", &link("", "https://x.example")).await;
    ada.follow(&answer).await.says("A name has 1 to 60 characters").holds("value=\"https://x.example\"");
    let answer =
        ada.post("/api/links/add", &[("name", "N"), ("url", "https://x.example"), ("icon", "x\"onload=")]).await;
    ada.follow(&answer).await.says("Choose one of the pictures.");
    assert!(world.events_of("tile.add").await.is_empty());
}

#[tokio::test]
async fn links_are_put_in_order() {
    let (world, mut ada, mut ben) = world().await;
    for name in ["One", "Two", "Three"] {
        ada.post("/api/links/add", &link(name, "https://x.example")).await.is(302);
    }
    let page = ada.get("/admin/apps").await;
    page.holds("Move Two up")
        .holds("Move One down")
        .keeps_quiet_about("Move One up")
        .keeps_quiet_about("Move Three down");
    let id = only_link(&mut ada).await;
    ada.post("/api/links/move", &[("id", &id), ("way", "down")]).await.leads_to("/admin/apps");
    let text = ben.get("/").await.text();
    assert!(text.contains("Two One Three"), "{text}");
    // At the end there is nowhere to go.
    ada.post("/api/links/move", &[("id", &id), ("way", "down")]).await.is(302);
    ada.post("/api/links/move", &[("id", &id), ("way", "down")]).await.is(302);
    assert_eq!(world.events_of("tile.order").await.len(), 2);
}

#[tokio::test]
async fn another_tenants_links_are_not_there() {
    let (world, mut ada, _ben) = world().await;
    ada.post("/api/links/add", &link("Canteen", "https://x.example")).await.is(302);
    let id = only_link(&mut ada).await;
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    gus.get("/admin/apps").await.is(200).keeps_quiet_about("Canteen");
    gus.get(&format!("/admin/apps/link:{id}")).await.is(404);
    let mut edited = link("Mine", "https://evil.example");
    edited.push(("id", &id));
    gus.post("/api/links/edit", &edited).await.is(404);
    gus.post("/api/links/remove", &[("id", &id)]).await.is(404);
    gus.post("/api/links/move", &[("id", &id), ("way", "up")]).await.is(404);
    ada.get("/admin/apps").await.is(200).says("Canteen").keeps_quiet_about("evil");
}
