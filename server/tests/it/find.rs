//! The palette and the page that finds: what the caller may see, and nothing else.

use dezky_domain::{access::Role, member::MemberState};

use crate::support::World;

const APPS: &str = "
[launcher]
apps = [{ app = 'mail', url = 'https://mail.dezky.example' }]
[launcher.links]
acme = [{ name = 'Tilers <guild>', url = 'https://tiles.example', icon = 'link-simple' }]
";

async fn world() -> World {
    let world = World::with(APPS).await;
    for slug in ["acme", "globex"] {
        world.tenant(slug).await;
    }
    let tilo = world.person("Tilo Arend").await;
    world.grant("acme", &tilo, Role::Member).await;
    let matilda = world.person("Matilda Thorn").await;
    world.grant_as("acme", &matilda, Role::Member, MemberState::Suspended).await;
    let theirs = world.person("Tilda of Globex").await;
    world.grant("globex", &theirs, Role::Member).await;
    world
}

#[tokio::test]
async fn an_administrator_finds_people_things_to_do_and_pages() {
    let world = world().await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    let page = ada.get("/find?q=TIL").await;
    page.is(200).holds("<u>Til").says("Til o Arend").says("tilo.arend@people.example").says("Ma til da Thorn");
    page.says("Suspended").says("Til ers <guild>").says("What Ma til da Thorn did").keeps_quiet_about("Globex");
    page.keeps_quiet_about("<guild>").holds("href=\"https://tiles.example\"");
    // The first one is suspended: a letter would lead nowhere.
    page.keeps_quiet_about("#help");
    ada.get("/find?q=arend").await.says("Send Tilo Arend a new link").holds("#help\"");
    ada.get("/find?q=new@acme.example")
        .await
        .says("Invite “ new@acme.example ”")
        .holds("/admin/people/new?email=new%40");
    ada.get("/find?q=nobody").await.says("Nothing called “nobody”.").keeps_quiet_about("Invite");
    let rows = ada.get("/find/rows?q=til").await;
    assert_eq!((rows.is(200).header("x-found"), rows.header("cache-control")), ("4", "no-store"));
    rows.holds("role=\"option\"").holds("id=\"found-3\"").holds("data-href=\"/admin/people/").holds("<u>Til");
    assert!(!rows.body.contains("<html") && !rows.body.contains("<script"), "{}", rows.body);
    ada.get("/find?q=add+a+person").await.says("Do").holds("href=\"/admin/people/new\"");
    ada.get("/find?q=announcements").await.holds("href=\"/admin/announcements\"").keeps_quiet_about("/operator");
    // By another word for it, too.
    ada.get("/find?q=csv").await.says("Import people").holds("href=\"/admin/people/import\"");
    ada.get("/find?q=sign+out").await.says("Your account").holds("href=\"/me\"");
    ada.get("/find?q=DKIM").await.holds("href=\"/admin/domains\"").keeps_quiet_about("href=\"/admin/settings\"");
    let everything = ada.get("/find").await;
    everything.is(200).says("Mail").says("Apps").keeps_quiet_about("tilo.arend");
}

#[tokio::test]
async fn more_than_fit_are_in_their_list() {
    let world = world().await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    ada.get("/find?q=til").await.is(200).keeps_quiet_about("Show all that match");
    for number in 1..=7 {
        let person = world.person(&format!("Tilda {number}")).await;
        world.grant("acme", &person, Role::Member).await;
    }
    let page = ada.get("/find?q=til").await;
    page.is(200).says("Show all that match").holds("href=\"/admin/people?q=til\"");
    ada.get("/find/rows?q=til").await.is(200).keeps_quiet_about("Show all");
}

#[tokio::test]
async fn a_member_finds_apps_and_nobody() {
    let world = world().await;
    let mut ben = world.member("acme", "Ben Berg", Role::Member).await;
    let page = ben.get("/find?q=til").await;
    page.is(200).says("Til ers <guild>").keeps_quiet_about("Arend").keeps_quiet_about("Thorn");
    let page = ben.get("/find").await;
    page.says("Mail").says("Arrange your apps").keeps_quiet_about("/admin").keeps_quiet_about("/operator");
    let rows = ben.get("/find/rows?q=nothing-like-it").await;
    assert_eq!(rows.is(200).header("x-found"), "0");
    rows.says("Nothing called “nothing-like-it”.").holds("aria-disabled=\"true\"").keeps_quiet_about("timeline");
    let mut auditor = world.member("acme", "Audrey", Role::Auditor).await;
    auditor.get("/find/rows?q=%26x").await.holds("data-href=\"/admin/audit?q=%26x\"");
    auditor.get("/find?q=til").await.is(200).keeps_quiet_about("Arend");
    ben.get("/find?q=new@acme.example").await.is(200).keeps_quiet_about("Invite");
}

#[tokio::test]
async fn an_operator_finds_tenants_on_the_platforms_host_only() {
    let world = world().await;
    let mut olga = world.operator("Olga", Role::Operator).await;
    let page = olga.get("/find?q=acm").await;
    page.is(200).says("Tenants").says("Acm e").says("acme.example").holds("href=\"/operator/tenants/acme\"");
    page.keeps_quiet_about("globex");
    olga.get("/find?q=create").await.holds("href=\"/operator/tenants/new\"");
    let mut reader = world.operator("Otto", Role::OperatorAuditor).await;
    reader.get("/find?q=create").await.is(200).keeps_quiet_about("/operator/tenants/new");
    let person = world.person("Olga Two").await;
    world.grant_platform(&person, Some(Role::Operator)).await;
    world.grant("acme", &person, Role::Owner).await;
    world.signed_in("acme", &person).await.get("/find?q=glob").await.is(200).keeps_quiet_about("/operator");
}

#[tokio::test]
async fn operators_find_people_of_all_tenants() {
    let world = world().await;
    let tilo = world.person("Tilman Nowhere").await;
    for role in [Role::Operator, Role::OperatorAuditor] {
        let mut olga = world.operator(role.word(), role).await;
        for path in ["/find?q=til", "/find/rows?q=til"] {
            let page = olga.get(path).await;
            page.is(200).says("People").says("Til o Arend Acme").says("Til da of Globex Globex");
            page.holds("href=\"/operator/people?q=tilo.arend%40people.example\"").keeps_quiet_about("/admin/people");
            page.says(&format!("Til man Nowhere {}", tilo.email)).keeps_quiet_about("Send Til");
        }
        olga.get("/find?q=nobody").await.is(200).says("Nothing called “nobody”.");
    }
    for number in 1..=7 {
        world.person(&format!("Tilda {number}")).await;
    }
    let mut olga = world.operator("Olga", Role::Operator).await;
    let page = olga.get("/find?q=tilda").await;
    page.is(200).says("Show all that match").holds("href=\"/operator/people?q=tilda\"");
    assert_eq!(page.body.matches("href=\"/operator/people?q=").count(), 6 + 1, "and the way to all");
    // A partner's people find nobody there.
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    world.signed_in("", &nina).await.get("/find?q=til").await.is(200).keeps_quiet_about("Arend");
}

#[tokio::test]
async fn at_most_six_of_a_kind_and_wildcards_are_letters() {
    let world = world().await;
    for number in 1..=9 {
        let person = world.person(&format!("Many {number}")).await;
        world.grant("acme", &person, Role::Member).await;
    }
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    let page = ada.get("/find?q=many").await;
    // And what can be done for the first of them.
    let found = page.is(200).body.matches("href=\"/admin/people/").count() - page.body.matches("#help\"").count();
    assert_eq!(found, 6);
    for nobody in ["%25", "_", "%27%20OR%201%3D1--"] {
        ada.get(&format!("/find?q={nobody}")).await.is(200).keeps_quiet_about("Many ");
    }
}

#[tokio::test]
async fn every_page_of_who_is_signed_in_leads_there() {
    let world = world().await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    for path in ["/", "/me", "/admin/people", "/admin/audit", "/admin/apps", "/find"] {
        let page = ada.get(path).await;
        page.is(200).holds("<dialog id=\"palette\"");
        // On the page itself its own field is the one to type in.
        assert_eq!(page.body.contains("data-find"), path != "/find", "{path}");
        page.holds("=\"/find\"");
        assert_eq!(page.body.matches("id=\"palette\"").count(), 1, "{path}");
        assert_eq!(page.body.matches("hydrate").count().min(1), 1, "{path} wakes its islands");
    }
    world.browser("acme").get("/").await.is(200).keeps_quiet_about("/find").keeps_quiet_about("palette");
}

#[tokio::test]
async fn the_kit_is_for_who_builds_pages() {
    let world = World::new().await;
    let mut olga = world.operator("Olga", Role::Operator).await;
    let page = olga.get("/operator/kit").await;
    page.is(200).says("Button").says("Launcher tile").says("Preview").holds("note bad").holds("aria-busy=\"true\"");
    page.keeps_quiet_about(" style=");
    let world = world.restarted(|config| {
        config.web.secure = true;
        config.web.url = "https://localhost:3000".to_owned();
        config.web.tenant_url = "https://{slug}.localhost:3000".to_owned();
    });
    let mut olga = world.operator("Olga Two", Role::Operator).await;
    olga.get("/operator/kit").await.is(404).keeps_quiet_about("Launcher tile");
    olga.get("/operator/tenants").await.is(200);
}
