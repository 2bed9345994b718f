//! The page of alerts, and what an operator does there.

use dezky_domain::{
    access::Role,
    audit::{Class, Source},
};

use crate::support::World;

#[tokio::test]
async fn nothing_open_says_so_and_what_is_watched() {
    let world = World::new().await;
    let mut olga = world.operator("Olga", Role::Operator).await;
    let page = olga.get("/operator/alerts").await;
    page.is(200).says("No alert is open").says("No alert has ended yet.").says("Nobody is told of alerts");
    page.says("10 within 10 min, of one account or from one address");
    page.says("Authentik: 30 min, OCIS: never, Stalwart: 30 min").says("60 min after it last happened");
    page.holds("href=\"/operator/alerts\" aria-current=\"page\"");
}

#[tokio::test]
async fn an_open_alert_stands_with_its_deliveries() {
    let world = World::watched("").await;
    world.reported(Source::Ocis, "gap", |event| event.class = Class::Gap).await;
    world.watch().await;
    let mut olga = world.operator("Olga", Role::Operator).await;
    let alert = world.open_alerts().await.remove(0).alert;
    let page = olga.get("/operator/alerts").await;
    page.is(200).says("Lost records").says("Records of OCIS were lost before they were read.");
    page.says("ops@dezky.example").says("Waiting").says("next try at 11:00").keeps_quiet_about("Nobody is told");
    page.holds(&format!("href=\"/operator/alerts/{}\"", alert.id));
    // What the timeline can't show stands on the page of the sources.
    page.says("Open the sources").keeps_quiet_about("Show on the timeline");
    world.deliver().await;
    let page = olga.get(&format!("/operator/alerts/{}", alert.id)).await;
    page.is(200).says("Sent").says("1 try").says("Acknowledge").keeps_quiet_about("Send again");
    // Who only reads is offered nothing.
    let mut vera = world.operator("Vera", Role::OperatorAuditor).await;
    for path in ["/operator/alerts".to_owned(), format!("/operator/alerts/{}", alert.id)] {
        vera.get(&path)
            .await
            .is(200)
            .says("Records of OCIS")
            .keeps_quiet_about("Acknowledge")
            .keeps_quiet_about("<button class=\"btn\"");
    }
    for nowhere in ["x", "0f229b2a-7a70-4a51-8e54-5daca7dca79f"] {
        olga.get(&format!("/operator/alerts/{nowhere}")).await.is(404);
    }
}

#[tokio::test]
async fn acknowledging_takes_a_note_and_closes() {
    let world = World::watched("").await;
    world.unreadable(Source::Ocis, "f:1").await;
    world.watch().await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let id = world.open_alerts().await.remove(0).alert.id.to_string();
    let path = format!("/operator/alerts/{id}");

    let long = "x".repeat(501);
    for wrong in ["", "  ", long.as_str()] {
        let refused = olga.post("/api/alerts/acknowledge", &[("id", &id), ("note", wrong)]).await;
        assert_eq!(refused.location(), path);
        olga.follow(&refused)
            .await
            .is(200)
            .says("A note has 1 to 500 characters.")
            .holds(&format!("value=\"{wrong}\""));
    }
    assert_eq!(world.open_keys().await.len(), 1);

    let note = "Written by an old <b>version</b>";
    let done = olga.post("/api/alerts/acknowledge", &[("id", &id), ("note", note)]).await;
    assert_eq!(done.location(), "/operator/alerts");
    let page = olga.follow(&done).await;
    page.is(200).says("Acknowledged.").says("No alert is open").says(&format!("Olga Ost: {note}"));
    page.keeps_quiet_about("<b>version</b>");
    olga.get(&path).await.is(200).says("Closed").says(note);
    let event = world.events_of("alert.acknowledged").await.remove(0).event;
    assert_eq!((event.actor.name.as_deref(), event.words["note"].as_str()), (Some("Olga Ost"), note));
    // As long as it is the same record, it is known.
    world.minutes(90);
    world.watch().await;
    assert!(world.open_keys().await.is_empty());
    let twice = olga.post("/api/alerts/acknowledge", &[("id", &id), ("note", note)]).await;
    assert_eq!(twice.location(), path);
    olga.follow(&twice).await.says("This alert has ended already.");
    world.unreadable(Source::Ocis, "f:2").await;
    world.watch().await;
    assert_eq!(world.open_keys().await, ["quarantine source:ocis 2"], "another one is news");
}

#[tokio::test]
async fn a_delivery_that_failed_is_seen_and_sent_again() {
    let world = World::watched("").await;
    world.reported(Source::Ocis, "gap", |event| event.class = Class::Gap).await;
    world.watch().await;
    // The mail server refuses while nothing says where it is.
    let settings = world.state.config.alerts.mail.clone();
    let world = world.restarted(|config| config.alerts.mail.clear());
    world.deliver().await;
    let world = world.restarted(|config| config.alerts.mail = settings);
    let told = world.open_alerts().await.remove(0);
    let (alert, delivery) = (told.alert.id.to_string(), told.deliveries[0].id.to_string());
    let mut olga = world.operator("Olga", Role::Operator).await;
    olga.get("/operator/alerts")
        .await
        .says("Not delivered")
        .says("The mail server finds the request wrong.")
        .says("Send again");
    let again = olga.post("/api/alerts/send_again", &[("id", &delivery), ("alert", &alert)]).await;
    assert_eq!(again.location(), format!("/operator/alerts/{alert}"));
    olga.follow(&again).await.says("It is sent again now.").says("Waiting");
    world.deliver().await;
    assert_eq!(world.letters().await.len(), 1);
    let twice = olga.post("/api/alerts/send_again", &[("id", &delivery), ("alert", &alert)]).await;
    olga.follow(&twice).await.says("This was sent already.");
    olga.post("/api/alerts/send_again", &[("id", &alert), ("alert", "//evil.example")]).await.is(404);
}

#[tokio::test]
async fn closed_alerts_are_turned_page_by_page() {
    let world = World::watched("quiet_minutes = 1").await;
    for _ in 0..30 {
        world.reported(Source::Ocis, "gap", |event| event.class = Class::Gap).await;
        world.watch().await;
        world.minutes(1);
        world.watch().await;
    }
    let mut olga = world.operator("Olga", Role::Operator).await;
    let first = olga.get("/operator/alerts").await;
    assert_eq!(first.body.matches("Records of OCIS were lost").count(), 25);
    let older = first.body.split("href=\"/operator/alerts?").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let second = olga.get(&format!("/operator/alerts?{older}")).await;
    assert_eq!(second.body.matches("Records of OCIS were lost").count(), 5);
    second.says("Back to the newest").keeps_quiet_about("Load older");
    olga.get("/operator/alerts?before=nonsense").await.is(200);
}
