//! Mail domains: what a page says of their DNS, how it is looked at, and how a further one comes and goes.

use std::sync::Arc;

use chrono::TimeDelta;
use dezky_domain::{
    access::Role,
    language::Language,
    mail_domain::{MailDomain, RecordKind},
    member::NewMember,
    provision::Kind,
};
use dezky_server::worker::mail_domains;

use crate::support::{ALL, Answer, Browser, World, Zone};

const FAIRS: &str = "acme-fairs.example";

/// Acme with its mail made, and a zone that nobody has written anything into.
async fn with_mail() -> (World, Arc<Zone>, Browser) {
    let zone = Zone::new();
    let dns = Arc::clone(&zone);
    let world = World::with_engines("").await.exchanged(|state| state.dns = dns);
    world.provisioned("acme", "Oda").await;
    let mara = world.member("acme", "Mara Quist", Role::Owner).await;
    (world, zone, mara)
}

/// Without engines: nothing but what Dezky keeps.
async fn bare() -> (World, Arc<Zone>, Browser) {
    let zone = Zone::new();
    let dns = Arc::clone(&zone);
    let world = World::new().await.exchanged(|state| state.dns = dns);
    world.tenant("acme").await;
    let mara = world.member("acme", "Mara Quist", Role::Owner).await;
    (world, zone, mara)
}

impl World {
    async fn look_at_dns(&self, after: TimeDelta) -> usize {
        self.pass(after);
        mail_domains::step(&self.state).await.unwrap()
    }

    async fn mail_domain(&self, slug: &str, name: &str) -> MailDomain {
        let tenant = self.tenant_of(slug).await;
        self.store().mail_domains().one(&ALL, tenant.id, name).await.unwrap().unwrap().domain
    }
}

fn token(page: &Answer) -> String {
    let text = page.text();
    let from = text.find("dezky-verify=").unwrap();
    text[from..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn records_are_judged_until_all_is_well_and_the_turn_of_things_is_told() {
    let (world, zone, mut mara) = with_mail().await;
    mara.get("/admin/domains").await.is(200).says("acme.example").says("Nothing to publish yet");
    assert_eq!(world.look_at_dns(TimeDelta::zero()).await, 1);
    let empty = mara.get("/admin/domains").await;
    empty.is(200).says("5 records keep mail from working well").says("Nobody can deliver mail to you").says("Missing");
    empty.says("10 mail.dezky.example.").says("v=DMARC1; p=none; rua=mailto:postmaster@acme.example").says("Check now");
    // Told in the navigation of every page, to who may see it.
    mara.get("/admin/people").await.is(200).says("Domains 1 needs attention");
    let mut helen = world.member("acme", "Helen Desk", Role::Helpdesk).await;
    helen.get("/admin/people").await.is(200).keeps_quiet_about("needs attention");

    zone.publish(&world.mail_domain("acme", "acme.example").await);
    assert_eq!(world.look_at_dns(TimeDelta::minutes(1)).await, 0, "not its turn");
    assert_eq!(world.look_at_dns(TimeDelta::minutes(17)).await, 1);
    let full = mara.get("/admin/domains?domain=acme.example").await;
    full.is(200).says("Everything that mail needs is there").says("the same").says("Right");
    mara.get("/admin/people").await.is(200).keeps_quiet_about("needs attention");
    let well = world.events_of("domain.well").await;
    assert_eq!((well.len(), well[0].event.target.name.as_deref()), (1, Some("acme.example")));
    mara.get("/admin/audit").await.is(200).says("Mail domain acme.example is well again");

    // All is right: seldom.
    assert_eq!(world.look_at_dns(TimeDelta::hours(5)).await, 0);
    zone.set(RecordKind::Mx, "acme.example", &["5 mx.elsewhere.example."]);
    assert_eq!(world.look_at_dns(TimeDelta::hours(2)).await, 1);
    mara.get("/admin/domains")
        .await
        .says("One record keeps mail")
        .says("never arrives here")
        .says("5 mx.elsewhere.example.");
    let attention = world.events_of("domain.attention").await;
    assert_eq!(attention.len(), 1);
    let changes: Vec<_> =
        attention[0].event.changes.iter().map(|it| (it.field.as_str(), it.after.as_deref())).collect();
    assert_eq!(changes, [("attention", Some("1")), ("MX @", Some("5 mx.elsewhere.example."))]);
    assert_eq!(attention[0].event.tenant, Some(world.tenant_of("acme").await.id));

    // Nobody answers: nothing is known, and nothing has turned.
    zone.silent(true);
    assert_eq!(world.look_at_dns(TimeDelta::minutes(17)).await, 1);
    mara.get("/admin/domains").await.says("DNS didn’t answer").says("Unknown");
    mara.get("/admin/people").await.says("Domains 1 needs attention");
    assert_eq!(world.events_of("domain.well").await.len(), 1);
    zone.silent(false);
    zone.set(RecordKind::Mx, "acme.example", &["10 mail.dezky.example."]);
    assert_eq!(world.look_at_dns(TimeDelta::minutes(17)).await, 1);
    assert_eq!(world.events_of("domain.well").await.len(), 2);
}

#[tokio::test]
async fn weaker_is_no_alarm_and_a_policy_may_get_stricter_in_time() {
    let (world, zone, mut mara) = with_mail().await;
    world.look_at_dns(TimeDelta::zero()).await;
    zone.publish(&world.mail_domain("acme", "acme.example").await);
    zone.text("acme.example", &["site-verification=abc", "v=spf1 mx include:news.example ~all"]);
    world.look_at_dns(TimeDelta::minutes(17)).await;
    let page = mara.get("/admin/domains").await;
    page.is(200).says("Mail works. Some records could protect you better").says("Weaker").says("include:news.example");
    page.holds("<mark>~all").keeps_quiet_about("site-verification");
    page.says("It only watches so far");
    world.look_at_dns(TimeDelta::days(15)).await;
    // By then every session is over.
    let mut mara = world.member("acme", "Mara Later", Role::Owner).await;
    let page = mara.get("/admin/domains").await;
    page.says("it has watched long enough").says("p=quarantine");
    let zone_file = mara.get("/admin/domains/acme.example/zone").await;
    zone_file.is(200).holds("v=DMARC1; p=quarantine");
}

#[tokio::test]
async fn the_zone_file_holds_what_is_wanted() {
    let (world, _, mut mara) = with_mail().await;
    world.look_at_dns(TimeDelta::zero()).await;
    let file = mara.get("/admin/domains/Acme.Example/zone").await;
    file.is(200).holds("$ORIGIN acme.example.\n").holds("@\tIN\tMX\t10 mail.dezky.example.\n");
    file.holds("_imaps._tcp\tIN\tSRV\t0 1 993 mail.dezky.example.\n").holds("\"v=spf1 mx -all\"");
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"acme.example.zone\"");
    for other in ["globex.example", "none", "a%22b.example", "..%2f..%2fx"] {
        let answer = mara.get(&format!("/admin/domains/{other}/zone")).await;
        assert_eq!(answer.status, 404, "{other}");
    }
}

#[tokio::test]
async fn a_further_domain_is_proven_lives_and_goes() {
    let (world, zone, mut mara) = with_mail().await;
    mara.get("/admin/domains/new").await.is(200).says("What follows the @");
    let added = mara.post("/api/domains/add", &[("domain", " @Acme-Fairs.example. ")]).await;
    added.leads_to("/admin/domains?domain=acme-fairs.example");
    let page = mara.follow(&added).await;
    page.is(200).says("The domain is noted").says("Not proven yet").says("_dezky");
    let token = token(&page);
    // A name alone makes nothing.
    world.look_at_dns(TimeDelta::zero()).await;
    world.settle().await;
    assert_eq!(world.created(&format!("stalwart domain {FAIRS}")), 0);
    mara.get("/admin/domains?domain=acme-fairs.example").await.says("Add this record at your DNS provider");
    zone.text(&format!("_dezky.{FAIRS}"), &["dezky-verify=somebody-elses"]);
    world.look_at_dns(TimeDelta::minutes(17)).await;
    mara.get("/admin/domains?domain=acme-fairs.example").await.says("a record with another text");
    assert!(world.mail_domain("acme", FAIRS).await.proven.is_none());

    zone.text(&format!("_dezky.{FAIRS}"), &["dezky-verify=somebody-elses", &token]);
    world.look_at_dns(TimeDelta::minutes(17)).await;
    assert!(world.mail_domain("acme", FAIRS).await.proven.is_some());
    assert_eq!(world.events_of("domain.prove").await.len(), 1);
    world.settle().await;
    assert_eq!(world.created(&format!("stalwart domain {FAIRS}")), 1);
    world.look_at_dns(TimeDelta::minutes(2)).await;
    mara.get("/admin/domains?domain=acme-fairs.example").await.says("5 records keep mail").says("_domainkey");
    // Its addresses are verified ones, and get a mailbox.
    let ctx = world.on("acme").await;
    let new = NewMember::parse("Fia", "fia@acme-fairs.example", "member", "", Language::English).unwrap();
    let fia = world.state.services.members.add(&ctx, new).await.unwrap();
    world.settle().await;
    assert_eq!(world.step("acme", Kind::Mailbox, "fia@acme-fairs.example").await.name.key, "fia@acme-fairs.example");
    assert_eq!(world.created("stalwart account fia@acme-fairs.example"), 1);

    // While an address ends with it, it stays.
    let stays = mara.get("/admin/domains/acme-fairs.example/remove").await;
    stays.is(200).says("can’t be removed").says("fia@acme-fairs.example").keeps_quiet_about("/api/domains/remove");
    let refused = mara.post("/api/domains/remove", &[("domain", FAIRS)]).await;
    mara.follow(&refused).await.says("Addresses still end with this domain");
    world.state.services.members.remove(&ctx, fia.person).await.unwrap();
    let refused = mara.post("/api/domains/remove", &[("domain", FAIRS)]).await;
    mara.follow(&refused).await.says("Addresses still end with this domain");
    assert!(world.events_of("domain.remove").await.is_empty());

    let first = mara.post("/api/domains/remove", &[("domain", "acme.example")]).await;
    mara.follow(&first).await.says("began with this domain");
    mara.get("/admin/domains/acme.example/remove").await.is(200).says("began with this domain");
}

#[tokio::test]
async fn what_is_taken_back_is_destroyed_and_free_for_others() {
    let (world, zone, mut mara) = with_mail().await;
    let added = mara.post("/api/domains/add", &[("domain", FAIRS)]).await;
    let token = token(&mara.follow(&added).await);
    zone.text(&format!("_dezky.{FAIRS}"), &[&token]);
    world.look_at_dns(TimeDelta::zero()).await;
    world.settle().await;
    assert_eq!(world.created(&format!("stalwart domain {FAIRS}")), 1);
    mara.get("/admin/domains/acme-fairs.example/remove")
        .await
        .is(200)
        .says("Remove acme-fairs.example?")
        .says("signing keys");
    mara.post("/api/domains/remove", &[("domain", FAIRS)]).await.leads_to("/admin/domains");
    mara.get("/admin/domains").await.is(200).says("The domain is removed").keeps_quiet_about(FAIRS);
    world.settle().await;
    let deleted = world.engines().journal.entries(Some("deleted"), 0);
    assert!(deleted.iter().any(|entry| entry.what == format!("stalwart domain {FAIRS}")), "{deleted:?}");
    let removed = world.events_of("domain.remove").await;
    assert_eq!(removed[0].event.changes[0].before.as_deref(), Some(FAIRS));
    mara.post("/api/domains/remove", &[("domain", FAIRS)]).await.is(404);
}

#[tokio::test]
async fn a_claim_keeps_a_domain_from_nobody() {
    let (world, zone, mut mara) = bare().await;
    world.tenant("globex").await;
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    let mut tokens = Vec::new();
    for browser in [&mut mara, &mut gus] {
        let added = browser.post("/api/domains/add", &[("domain", FAIRS)]).await;
        tokens.push(token(&browser.follow(&added).await));
    }
    assert_ne!(tokens[0], tokens[1]);
    zone.text(&format!("_dezky.{FAIRS}"), &[&tokens[1]]);
    world.look_at_dns(TimeDelta::zero()).await;
    assert!(world.mail_domain("globex", FAIRS).await.proven.is_some());
    zone.text(&format!("_dezky.{FAIRS}"), &[&tokens[0], &tokens[1]]);
    world.look_at_dns(TimeDelta::minutes(17)).await;
    mara.get(&format!("/admin/domains?domain={FAIRS}"))
        .await
        .is(200)
        .says("Another workspace proved this domain first");
    assert!(world.mail_domain("acme", FAIRS).await.proven.is_none());
    // What is another's can't be claimed at all.
    for theirs in ["globex.example", "dezky.example"] {
        let refused = mara.post("/api/domains/add", &[("domain", theirs)]).await;
        let page = mara.follow(&refused).await;
        if theirs.starts_with("globex") {
            page.is(200).says("Another tenant has this domain").holds(&format!("value=\"{theirs}\""));
        }
    }
    let again = mara.post("/api/domains/add", &[("domain", FAIRS)]).await;
    let page = mara.follow(&again.leads_to("/admin/domains/new").clone()).await;
    page.says("This domain is here already.").holds("id=\"domain-error\"");
    let marked = mara.post("/api/domains/add", &[("domain", "müller.example")]).await;
    mara.follow(&marked).await.says("as its xn-- name").holds("value=\"müller.example\"");
    for wrong in ["acme", "https://acme.example/", "<script>.example", ""] {
        let refused = mara.post("/api/domains/add", &[("domain", wrong)]).await;
        mara.follow(&refused.leads_to("/admin/domains/new").clone()).await.is(200).says("A domain has dots");
    }
}

#[tokio::test]
async fn a_young_domain_is_looked_at_as_often_as_it_is_young() {
    let (world, _, _) = bare().await;
    assert_eq!(world.look_at_dns(TimeDelta::zero()).await, 1);
    for (passed, looked) in [(3, 0), (1, 1), (3, 0), (1, 1), (7, 0), (1, 1), (15, 0), (1, 1)] {
        assert_eq!(world.look_at_dns(TimeDelta::seconds(passed)).await, looked);
    }
    world.look_at_dns(TimeDelta::hours(2)).await;
    assert_eq!(world.look_at_dns(TimeDelta::minutes(5)).await, 0, "nobody waits any more");
}

#[tokio::test]
async fn asked_for_at_once_it_is_looked_at_at_once_but_not_all_the_time() {
    let (world, _, mut mara) = bare().await;
    world.look_at_dns(TimeDelta::hours(2)).await;
    let soon = mara.post("/api/domains/check", &[("domain", "acme.example")]).await;
    mara.follow(soon.leads_to("/admin/domains?domain=acme.example")).await.says("We looked a moment ago");
    assert_eq!(world.look_at_dns(TimeDelta::seconds(31)).await, 0);
    let asked = mara.post("/api/domains/check", &[("domain", "acme.example")]).await;
    mara.follow(&asked).await.is(200).says("We are looking at DNS").says("Being looked at now");
    assert_eq!(world.look_at_dns(TimeDelta::zero()).await, 1);
    mara.get("/admin/domains").await.says("Checked");
}

#[tokio::test]
async fn another_tenants_domains_are_not_there() {
    let (world, _, mut mara) = bare().await;
    world.tenant("globex").await;
    mara.get("/admin/domains?domain=globex.example").await.is(200).keeps_quiet_about("globex");
    mara.get("/admin/domains/globex.example/zone").await.is(404);
    mara.get("/admin/domains/globex.example/remove").await.is(404);
    for act in ["check", "remove"] {
        mara.post(&format!("/api/domains/{act}"), &[("domain", "globex.example")]).await.is(404);
    }
}
