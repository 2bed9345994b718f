//! The line of time, read: page by page, filtered, and never more than is the reader's.

use std::sync::Arc;

use chrono::TimeDelta;
use dezky_domain::{
    access::Role,
    audit::{NewEvent, Outcome, Source, Target},
    ctx::{Clock, Ctx, Host},
};
use dezky_server::service::audit;

use crate::support::{Answer, Browser, World};

/// An event of a tenant's, a second after the one before.
async fn event(world: &World, slug: &str, what: &str, change: impl FnOnce(&mut NewEvent)) {
    world.pass(TimeDelta::seconds(1));
    let host = Host::Tenant(Arc::new(world.tenant_of(slug).await));
    let ctx = Ctx { host, ..Ctx::service("test", Arc::clone(&world.clock) as Arc<dyn Clock>) };
    let target = Target { kind: "file".to_owned(), id: Some(format!("id-{what}")), name: Some(what.to_owned()) };
    let mut event = audit::event(&ctx, "file_create", Outcome::Done, target);
    change(&mut event);
    audit::record(&world.state, event).await.unwrap();
}

/// The sequences of a page's entries, in their order.
fn entries(page: &Answer) -> Vec<i64> {
    page.body.split("<li id=\"e").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

/// Where the older ones are.
fn older(page: &Answer) -> Option<String> {
    let links = page.body.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    links.into_iter().find(|link| link.contains("before="))
}

async fn walk(browser: &mut Browser, from: &str) -> Vec<Vec<i64>> {
    let (mut pages, mut next) = (Vec::new(), Some(from.to_owned()));
    while let Some(path) = next {
        let page = browser.get(&path).await;
        page.is(200);
        pages.push(entries(&page));
        next = older(&page);
        assert!(pages.len() < 10, "it goes round in circles");
    }
    pages
}

#[tokio::test]
async fn pages_hold_every_event_once_while_new_ones_come() {
    let world = World::new().await;
    world.tenant("acme").await;
    for number in 1..=120 {
        event(&world, "acme", &format!("{number}.odt"), |_| ()).await;
    }
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let pages = walk(&mut olga, "/operator/audit").await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    assert_eq!(pages.concat(), (1..=120).rev().collect::<Vec<_>>());
    // What is read doesn't move when something happens.
    let second = older(&olga.get("/operator/audit").await).unwrap();
    event(&world, "acme", "121.odt", |_| ()).await;
    assert_eq!(entries(&olga.get(&second).await), pages[1]);
    for nonsense in ["x", "1", "9999999999999999999.1", "-1.-1"] {
        olga.get(&format!("/operator/audit?before={nonsense}")).await.is(200);
    }
}

#[tokio::test]
async fn events_of_the_same_moment_are_not_skipped_between_pages() {
    let world = World::new().await;
    world.tenant("acme").await;
    let now = world.now();
    for number in 1..=101 {
        event(&world, "acme", &format!("{number}.odt"), |event| event.occurred = now).await;
    }
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    assert_eq!(walk(&mut lotte, "/admin/audit").await.concat(), (1..=101).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_filter_in_the_address_finds_what_it_says() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    event(&world, "acme", "budget.odt", |event| event.source = Source::Ocis).await;
    event(&world, "acme", "secret.odt", |event| event.outcome = Outcome::Refused).await;
    event(&world, "globex", "budget.ods", |event| event.action = "file_delete".to_owned()).await;
    event(&world, "globex", "nobodys.odt", |event| event.tenant = None).await;
    event(&world, "acme", "100%_.odt", |event| event.actor.name = Some("Bob Acme".to_owned())).await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    for (filter, found) in [
        ("", vec![5, 4, 3, 2, 1]),
        ("q=BUDGET", vec![3, 1]),
        ("q=budget&tenant=acme", vec![1]),
        ("q=%25_", vec![5]),
        ("q=%25", vec![5]),
        ("source=ocis", vec![1]),
        ("outcome=refused", vec![2]),
        ("action=file_delete", vec![3]),
        ("tenant=globex", vec![3]),
        ("tenant=none", vec![4]),
        ("tenant=unknown", vec![]),
        ("actor=Bob%20Acme", vec![5]),
        ("target=secret.odt", vec![2]),
        ("target=id-secret.odt", vec![2]),
        ("from=2026-11-24T11:00:02&until=2026-11-24T11:00:04", vec![3, 2]),
        ("from=2026-11-24T10:00:05Z", vec![5]),
        ("until=2026-11-24", vec![]),
        ("source=nonsense&outcome=?&from=yesterday", vec![5, 4, 3, 2, 1]),
    ] {
        let page = olga.get(&format!("/operator/audit?{filter}")).await;
        assert_eq!(entries(page.is(200)), found, "{filter}");
        let rows = olga.get(&format!("/operator/audit/rows?after=0&{filter}")).await;
        assert_eq!(entries(&rows), found, "{filter}");
        assert_eq!(
            olga.get(&format!("/operator/audit/count?after=0&{filter}")).await.body,
            found.len().to_string(),
            "{filter}"
        );
    }
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    for (filter, found) in
        [("", vec![5, 2, 1]), ("q=budget", vec![1]), ("tenant=globex", vec![5, 2, 1]), ("tenant=none", vec![5, 2, 1])]
    {
        assert_eq!(entries(&lotte.get(&format!("/admin/audit?{filter}")).await), found, "{filter}");
    }
}

#[tokio::test]
async fn an_event_has_a_page_with_its_story_and_its_record() {
    let world = World::new().await;
    world.tenant("acme").await;
    event(&world, "acme", "budget.odt", |event| {
        event.raw = Some(r#"{"Action":"file_create","Path":"./budget.odt"}"#.to_owned());
        event.ip = Some("192.0.2.9".to_owned());
    })
    .await;
    let id = world.events().await[0].event.id;
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    lotte.get("/admin/audit").await.is(200).holds(&format!("/admin/audit/{id}"));
    lotte
        .get(&format!("/admin/audit/{id}"))
        .await
        .is(200)
        .says("budget.odt")
        .says("192.0.2.9")
        .says("24 November 2026");
    lotte.get(&format!("/admin/audit/{id}?tab=raw")).await.is(200).says("\"Path\": \"./budget.odt\"");
    for wrong in ["x", "0f229b2a-7a70-4a51-8e54-5daca7dca79f"] {
        lotte.get(&format!("/admin/audit/{wrong}")).await.is(404);
    }
}
