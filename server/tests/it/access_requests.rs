//! A wish to be let in: asked on the platform's host, answered by who manages the people there.

use dezky_domain::{access::Role, member::Person};

use crate::support::{ALL, Answer, Browser, World};

async fn acme() -> (World, Browser) {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mara = world.member("acme", "Mara Quist", Role::Owner).await;
    (world, mara)
}

async fn ask(browser: &mut Browser, address: &str, why: &str) -> Answer {
    browser.post("/api/requests/ask", &[("address", address), ("why", why)]).await
}

/// Somebody who belongs nowhere, signed in on the platform's host.
async fn stranger(world: &World, name: &str) -> (Person, Browser) {
    let person = world.person(name).await;
    let browser = world.signed_in("", &person).await;
    (person, browser)
}

/// The id in the form that accepts the only one.
fn id(page: &Answer) -> String {
    let form = page.body.split("/api/requests/accept").nth(1).unwrap();
    form.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn who_belongs_nowhere_asks_and_is_let_in() {
    let (world, mut mara) = acme().await;
    let (tilo, mut browser) = stranger(&world, "Tilo Arend").await;
    browser
        .get("/")
        .await
        .is(200)
        .says("You have no workspace yet")
        .says("Ask to be let in")
        .holds("tilo.arend@people");
    ask(&mut browser, "someone@acme.example", "I began on Monday").await.leads_to("/");
    let page = browser.get("/").await;
    page.is(200).says("The administrators of the workspace decide.").says("You asked to be let into Acme.");
    world.signed_in("acme", &tilo).await.get("/").await.is(404);

    mara.get("/admin/people").await.is(200).says("1 request");
    let open = mara.get("/admin/people/requests").await;
    open.is(200)
        .says("Tilo Arend")
        .says("tilo.arend@people.example")
        .says("I began on Monday")
        .says("Address not checked");
    mara.post("/api/requests/accept", &[("id", &id(&open))]).await.leads_to("/admin/people/requests");
    mara.get("/admin/people/requests").await.is(200).says("The person is a member now.").says("No requests");
    mara.get("/admin/people").await.is(200).says("Tilo Arend").keeps_quiet_about("1 request");
    let role = world.store().people().role_in(&ALL, tilo.id, world.tenant_of("acme").await.id).await.unwrap();
    assert_eq!(role.unwrap().0, Role::Member);
    world.signed_in("acme", &tilo).await.get("/").await.is(200);
    browser.get("/").await.is(200).says("Acme").keeps_quiet_about("Ask to be let in");

    let asked = &world.events_of("request.ask").await[0];
    assert_eq!(asked.tenant.as_ref().unwrap().slug.as_str(), "acme");
    assert_eq!(asked.event.actor.name.as_deref(), Some("Tilo Arend"));
    let accepted = &world.events_of("request.accept").await[0].event;
    assert_eq!(
        (accepted.actor.name.as_deref(), accepted.target.name.as_deref()),
        (Some("Mara Quist"), Some("Tilo Arend"))
    );
    mara.get("/admin/audit").await.is(200).says("Mara Quist let Tilo Arend in");
}

#[tokio::test]
async fn an_address_that_is_known_to_be_theirs_carries_no_warning() {
    let (world, mut mara) = acme().await;
    let (tilo, mut browser) = stranger(&world, "Tilo Arend").await;
    world.grant("globex", &tilo, Role::Member).await;
    ask(&mut browser, "acme.example", "").await.leads_to("/");
    mara.get("/admin/people/requests").await.is(200).says("Tilo Arend").keeps_quiet_about("Address not checked");
}

#[tokio::test]
async fn who_is_declined_may_ask_again() {
    let (world, mut mara) = acme().await;
    let (tilo, mut browser) = stranger(&world, "Tilo Arend").await;
    ask(&mut browser, "acme.example", "").await.leads_to("/");
    let open = mara.get("/admin/people/requests").await;
    mara.post("/api/requests/decline", &[("id", &id(&open))]).await.leads_to("/admin/people/requests");
    mara.get("/admin/people/requests").await.is(200).says("Declined.").says("No requests");
    assert_eq!(world.events_of("request.decline").await[0].event.target.name.as_deref(), Some("Tilo Arend"));
    let tenant = world.tenant_of("acme").await;
    assert_eq!(world.store().people().role_in(&ALL, tilo.id, tenant.id).await.unwrap(), None);
    ask(&mut browser, "acme.example", "").await.leads_to("/");
    mara.get("/admin/people").await.is(200).says("1 request");
}

#[tokio::test]
async fn a_wish_stands_once_and_a_wrong_one_not_at_all() {
    let (world, mut mara) = acme().await;
    let (_, mut browser) = stranger(&world, "Tilo Arend").await;
    ask(&mut browser, "acme.example", "").await.leads_to("/");
    let long = "x".repeat(501);
    for (address, why, said) in [
        ("acme.example", "", "You have asked there already."),
        ("nowhere.example", "", "No workspace uses this address."),
        ("nonsense", "", "An address looks like"),
        ("globex.example", long.as_str(), "At most 500 characters."),
    ] {
        ask(&mut browser, address, why).await.leads_to("/");
        browser.get("/").await.is(200).says(said).holds(&format!("value=\"{address}\""));
    }
    assert_eq!(world.events_of("request.ask").await.len(), 1);
    mara.get("/admin/people").await.is(200).says("1 request");
    // Who is there already needs no letting in, and on a tenant's host there is nothing to ask.
    let owner = world.person("Ann").await;
    world.grant("acme", &owner, Role::Owner).await;
    let mut ann = world.signed_in("", &owner).await;
    ask(&mut ann, "acme.example", "").await.leads_to("/");
    ask(&mut mara, "acme.example", "").await.is(404);
    assert_eq!(world.events_of("request.ask").await.len(), 1);
}

#[tokio::test]
async fn what_was_asked_of_one_company_is_not_anothers_to_answer() {
    let (world, mut mara) = acme().await;
    let (_, mut browser) = stranger(&world, "Tilo Arend").await;
    ask(&mut browser, "acme.example", "<b>me</b>").await.leads_to("/");
    let open = mara.get("/admin/people/requests").await;
    open.is(200).says("<b>me</b>").keeps_quiet_about("<b>me");
    let mut gus = world.member("globex", "Gus", Role::Owner).await;
    gus.get("/admin/people/requests").await.is(200).keeps_quiet_about("Tilo");
    for answer in ["accept", "decline"] {
        gus.post(&format!("/api/requests/{answer}"), &[("id", &id(&open))]).await.is(404);
    }
    let mut hedda = world.member("acme", "Hedda", Role::Helpdesk).await;
    hedda.get("/admin/people/requests").await.is(403);
    hedda.post("/api/requests/accept", &[("id", &id(&open))]).await.is(403);
    mara.get("/admin/people").await.is(200).says("1 request");
}

#[tokio::test]
async fn who_asks_too_often_is_told_to_wait() {
    let world = World::with("[limits]\nasks_per_hour = 2\n").await;
    world.tenant("acme").await;
    let (_, browser) = stranger(&world, "Tilo Arend").await;
    let mut browser = browser.from("203.0.113.7");
    for _ in 0..2 {
        ask(&mut browser, "nowhere.example", "").await.leads_to("/");
    }
    ask(&mut browser, "nowhere.example", "").await.is(429);
    ask(&mut browser.clone().from("203.0.113.8"), "nowhere.example", "").await.leads_to("/");
}
