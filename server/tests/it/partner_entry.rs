//! A partner's console, and the way from it into a tenant: a ticket, once, for a minute, on the right host, by a press.

use chrono::TimeDelta;
use dezky_domain::id::GrantId;
use dezky_domain::{
    access::Role,
    audit::ActorKind,
    member::Person,
    partner::{GrantScope, PartnerRef},
};
use serde_json::json;

use crate::support::{ALL, Browser, World, tenant_form};

pub struct Scene {
    pub world: World,
    pub nord: PartnerRef,
    pub nina: Person,
    pub console: Browser,
    pub grant: GrantId,
}

pub async fn scene() -> Scene {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    let grant = world.let_in("acme", &nord, GrantScope::Manage, TimeDelta::days(30)).await;
    let console = world.signed_in("", &nina).await;
    Scene { world, nord, nina, console, grant }
}

impl Scene {
    /// The ticket that opening Acme gives.
    async fn ticket(&mut self) -> String {
        let answer = self.console.post("/api/partner/enter", &[("slug", "acme")]).await;
        let (host, ticket) = answer.is(302).location().split_once("?ticket=").unwrap();
        assert_eq!(host, "http://acme.localhost:3000/partner-entry");
        assert_eq!(ticket.len(), 64, "256 bits");
        ticket.to_owned()
    }

    /// A browser that came in.
    pub async fn inside(&mut self) -> Browser {
        let ticket = self.ticket().await;
        let mut browser = self.world.browser("acme");
        browser.post("/partner-entry", &[("ticket", &ticket)]).await.is(303);
        browser
    }
}

/// The way back, as a link.
pub const BACK: &str = "href=\"http://localhost:3000/partner/tenants\"";

#[tokio::test]
async fn a_console_shows_the_tenants_that_let_the_partner_in() {
    let mut scene = scene().await;
    let page = scene.console.get("/partner/tenants").await;
    page.is(200).says("Acme").says("1 tenant").says("Manage").keeps_quiet_about("Globex");
    scene.console.get("/partner/tenants?q=ACM").await.says("Acme");
    scene.console.get("/partner/tenants?q=zzz").await.says("No tenant matches");
    scene.console.get("/partner").await.leads_to("/partner/tenants");
    scene.console.get("/").await.is(200).holds("href=\"/partner/tenants\"");
    scene.console.post("/api/partner/enter", &[("slug", "globex")]).await.is(404);
    scene.console.post("/api/partner/enter", &[("slug", "nobody")]).await.is(404);
    scene.world.put_out("acme", scene.grant).await;
    scene.console.get("/partner/tenants").await.is(200).says("No tenant lets you in");
    scene.console.post("/api/partner/enter", &[("slug", "acme")]).await.is(404);
}

#[tokio::test]
async fn a_ticket_asks_and_a_press_comes_in() {
    let mut scene = scene().await;
    let ticket = scene.ticket().await;
    assert!(!scene.world.database.tells(&ticket).await, "only its hash is kept");
    let mut browser = scene.world.browser("acme");
    let path = format!("/partner-entry?ticket={ticket}");
    for _ in 0..3 {
        // A GET changes nothing, however often: a link that somebody sends signs nobody in.
        let page = browser.get(&path).await;
        page.is(200)
            .says("Go on as Nina Berg of Nordlicht IT at Acme?")
            .holds("method=\"post\" action=\"/partner-entry\"");
        assert!(browser.session().is_none(), "nobody is signed in by looking");
    }
    let before = scene.world.events_of("partner.enter").await;
    assert!(before.is_empty());
    let planted = browser.clone();
    let come = browser.post("/partner-entry", &[("ticket", &ticket)]).await;
    assert_eq!(come.is(303).location(), "/admin");
    let page = browser.follow(&come).await;
    page.is(200).says("Overview").keeps_quiet_about(&ticket);
    browser.get("/admin/people").await.is(200);
    assert!(planted.session().is_none());

    let event = scene.world.events_of("partner.enter").await.remove(0);
    assert_eq!(event.tenant.unwrap().slug.as_str(), "acme");
    assert_eq!(
        (event.event.actor.kind, event.event.actor.name.as_deref()),
        (ActorKind::Partner, Some("Nina Berg (Nordlicht IT)"))
    );
    assert_eq!(event.event.actor.id.as_deref(), Some(scene.nina.id.to_string().as_str()));

    // Once.
    let mut other = scene.world.browser("acme");
    other.get(&path).await.is(410).says("This way in is no longer valid").keeps_quiet_about("Nina Berg");
    let again = other.post("/partner-entry", &[("ticket", &ticket)]).await;
    assert_eq!(again.is(303).location(), "/partner-entry");
    other.follow(&again).await.is(410).says("This way in is no longer valid");
    assert!(other.get("/admin").await.is(303).location().starts_with("/sign-in"));
    assert_eq!(scene.world.events_of("partner.enter").await.len(), 1);
    assert_eq!(scene.world.events_of("session.refused").await.len(), 1);
}

#[tokio::test]
async fn a_ticket_that_is_late_or_wrong_or_elsewhere_is_nothing() {
    let mut scene = scene().await;
    let ticket = scene.ticket().await;
    let mut globex = scene.world.browser("globex");
    globex.get(&format!("/partner-entry?ticket={ticket}")).await.is(410);
    globex.post("/partner-entry", &[("ticket", &ticket)]).await.is(303);
    scene.console.get(&format!("/partner-entry?ticket={ticket}")).await.is(404);
    scene.console.post("/partner-entry", &[("ticket", &ticket)]).await.is(404);
    let mut acme = scene.world.browser("acme");
    acme.get(&format!("/partner-entry?ticket={ticket}")).await.is(200);
    let capital = ticket.to_uppercase();
    let wrong = ["", "x", &ticket[..63], capital.as_str(), "0".repeat(64).leak()];
    for wrong in wrong.into_iter().filter(|wrong| *wrong != ticket) {
        acme.get(&format!("/partner-entry?ticket={wrong}")).await.is(410);
        assert_eq!(acme.post("/partner-entry", &[("ticket", wrong)]).await.is(303).location(), "/partner-entry");
    }
    scene.world.pass(TimeDelta::seconds(61));
    acme.get(&format!("/partner-entry?ticket={ticket}")).await.is(410);
    assert_eq!(acme.post("/partner-entry", &[("ticket", &ticket)]).await.is(303).location(), "/partner-entry");
    assert!(scene.world.events_of("partner.enter").await.is_empty());
}

#[tokio::test]
async fn a_ticket_is_worth_what_its_session_and_its_grant_are_when_it_is_used() {
    let mut scene = scene().await;
    // Put out between the press in the console and the press here.
    let ticket = scene.ticket().await;
    scene.world.put_out("acme", scene.grant).await;
    let mut acme = scene.world.browser("acme");
    acme.get(&format!("/partner-entry?ticket={ticket}")).await.is(410);
    assert_eq!(acme.post("/partner-entry", &[("ticket", &ticket)]).await.is(303).location(), "/partner-entry");

    scene.world.let_in("acme", &scene.nord, GrantScope::Help, TimeDelta::days(1)).await;
    let ticket = scene.ticket().await;
    scene.console.post("/sign-out", &[]).await.is(303);
    assert_eq!(acme.post("/partner-entry", &[("ticket", &ticket)]).await.is(303).location(), "/partner-entry");
    assert!(scene.world.events_of("partner.enter").await.is_empty());
}

#[tokio::test]
async fn nobodys_session_gives_way_to_another_persons_ticket() {
    let mut scene = scene().await;
    let mut mara = scene.world.member("acme", "Mara Quist", Role::Owner).await;
    let ticket = scene.ticket().await;
    let refused = mara.post("/partner-entry", &[("ticket", &ticket)]).await;
    assert_eq!(refused.is(303).location(), "/partner-entry");
    mara.follow(&refused).await.is(410).says("You are signed in here as mara.quist@people.example");
    mara.get("/me").await.is(200).says("Mara Quist");
    // Another site can't press for anybody, with a good ticket of its own.
    let ticket = scene.ticket().await;
    for site in ["cross-site", "same-site"] {
        let mut elsewhere = scene.world.browser("acme").with("sec-fetch-site", site);
        elsewhere.post("/partner-entry", &[("ticket", &ticket)]).await.is(403);
        assert!(elsewhere.session().is_none());
    }
    let linked = scene.world.browser("acme").get(&format!("/partner-entry?ticket={ticket}")).await;
    linked.is(200).says("Nina Berg");
    assert!(scene.world.events_of("partner.enter").await.is_empty());
}

#[tokio::test]
async fn the_providers_word_ends_both_sessions() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let user = "nora.lindt@dezky.example";
    let (mut console, sid) = world.sign_in("", user).await;
    let person = world.events_of("session.start").await[0].event.actor.id.clone().unwrap().parse().unwrap();
    let nord = world.partner("Nordlicht IT").await;
    let work = world.store().begin().await.unwrap();
    let all = crate::support::ALL;
    work.partners().add_person(&all, nord.id, person, Role::PartnerAdmin, world.now()).await.unwrap();
    work.save().await.unwrap();
    world.let_in("acme", &nord, GrantScope::Manage, TimeDelta::days(1)).await;
    let to = console.post("/api/partner/enter", &[("slug", "acme")]).await;
    let ticket = to.is(302).location().split_once("?ticket=").unwrap().1.to_owned();
    let mut inside = world.browser("acme");
    inside.post("/partner-entry", &[("ticket", &ticket)]).await.is(303);
    inside.get("/admin").await.is(200);
    let wish = json!({ "app": "dezky", "username": user, "sid": sid });
    let token = world.control("/sandbox/logout-token", &wish).await["logout_token"].as_str().unwrap().to_owned();
    let mut provider = world.browser("").with("sec-fetch-site", "").with("accept", "");
    provider.post("/auth/backchannel-logout", &[("logout_token", &token)]).await.is(200);
    console.get("/partner/tenants").await.is(303);
    inside.get("/admin").await.is(401).says("You are no longer signed in to Acme").holds(BACK);

    // Who signs in there themselves is no guest, and is sent to sign in again like anybody.
    let begun = inside.begin("/").await;
    let (code, _) = world.code(&begun, "mara.quist@acme.example").await;
    inside.come_back(&begun, &[("code", &code)]).await.is(303);
    inside.post("/sign-out", &[]).await.is(303);
    assert!(inside.get("/admin").await.is(303).location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_partner_makes_a_tenant_that_lets_it_in_for_a_year_and_its_owner_ends_that() {
    let world = World::with_bare_engines("").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    let mut console = world.signed_in("", &nina).await;
    console.get("/partner/tenants/new").await.is(200).holds("action=\"/api/partner/create_tenant\"");
    let form = tenant_form("Acme", "acme", "acme.example", "");
    let wrong = console.post("/api/partner/create_tenant", &tenant_form("Acme", "ac me", "", "")).await;
    console.follow(&wrong).await.is(200).says("A short name has 2 to 32").holds("value=\"ac me\"");
    let made = console.post("/api/partner/create_tenant", &form).await;
    console.follow(&made).await.is(200).says("Tenant created.").says("Acme").says("Manage");
    let event = world.events_of("tenant.create").await.remove(0).event;
    assert_eq!((event.actor.kind, event.actor.name.as_deref()), (ActorKind::Partner, Some("Nina Berg (Nordlicht IT)")));
    // Its domain is nobody's until DNS shows it; an operator's word would be enough.
    let acme = world.tenant_of("acme").await;
    let domain = world.store().mail_domains().one(&ALL, acme.id, "acme.example").await.unwrap().unwrap();
    assert!(domain.domain.proven.is_none() && domain.token.len() == 32, "{domain:?}");
    assert_eq!(world.store().tenants().by_domain(&ALL, "acme.example").await.unwrap(), None);
    let mut owner = world.member("acme", "Oda Ort", Role::Owner).await;
    owner.get("/admin/domains").await.is(200).says("_dezky").says(&domain.token);
    owner.get("/admin/partners").await.is(200).says("Nordlicht IT").says("Made this workspace");
    let given = world.events_of("partner_grant.give").await.remove(0);
    assert_eq!(given.tenant.unwrap().slug.as_str(), "acme");

    let agent = world.colleague(&nord, "Ana Gent", Role::PartnerAgent).await;
    let mut agent = world.signed_in("", &agent).await;
    agent.get("/partner/tenants").await.is(200).says("Acme").keeps_quiet_about("/partner/tenants/new");
    agent.get("/partner/tenants/new").await.is(403);
    agent.post("/api/partner/create_tenant", &tenant_form("B", "bolt", "", "")).await.is(403);
    // A role on the platform without a partner behind it makes nothing.
    let mut stray = world.operator("Stray", Role::PartnerAdmin).await;
    stray.get("/partner/tenants").await.is(200).says("No tenant lets you in");
    stray.post("/api/partner/create_tenant", &tenant_form("B", "bolt", "", "")).await.is(403);
}
