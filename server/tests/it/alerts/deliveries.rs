//! Letters and webhooks: what they say, and what happens where nobody takes them.

use chrono::TimeDelta;
use dezky_domain::{
    alert::{Delivery, DeliveryState, Told},
    audit::{Class, Outcome, Source},
    provision::TroubleKind,
};
use dezky_server::worker;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use super::receiver::Receiver;
use crate::support::World;

const SECRET: &str = "planted-webhook-secret";

/// With a webhook that leads to `receiver`, and no letters.
async fn hooked(receiver: &Receiver) -> World {
    let more = format!("[alerts.webhook]\nurl = '{}'\nsecret = '{SECRET}'\ntimeout_seconds = 1\n", receiver.url);
    let world = World::watched(&more).await;
    world.restarted(|config| config.alerts.mail.clear())
}

async fn lost(world: &World) -> Told {
    world.reported(Source::Ocis, "gap", |event| event.class = Class::Gap).await;
    world.watch().await;
    world.open_alerts().await.remove(0)
}

async fn only(world: &World) -> Delivery {
    let mut all = world.open_alerts().await;
    assert!(all.len() == 1 && all[0].deliveries.len() == 1, "{all:?}");
    all.remove(0).deliveries.remove(0)
}

#[tokio::test]
async fn a_letter_says_what_happened_in_the_platforms_language() {
    let world = World::watched("language = 'de'\nfailed_sign_ins = 1").await;
    world.failed_sign_in(Source::Authentik, "login_failed", "mara <b>&\r\nBcc: evil@x.example", "").await;
    world.watch().await;
    world.deliver().await;
    let [letter] = world.letters().await.try_into().unwrap();
    let alert = world.open_alerts().await.remove(0).alert;
    let headers = letter.split("\r\n\r\n").next().unwrap();
    assert!(headers.contains("To: ops@dezky.example") && !headers.contains("\r\nBcc:"), "{headers}");
    assert!(headers.contains("Auto-Submitted: auto-generated"), "{headers}");
    let plain = letter.replace("=\r\n", "").replace("=3D", "=");
    assert!(plain.contains("1 fehlgeschlagene Anmeldung mit dem Konto"), "{plain}");
    assert!(plain.contains(&format!("http://localhost:3000/operator/alerts/{}", alert.id)), "{plain}");
    assert!(plain.contains("&lt;b&gt;&amp;") && !plain.contains("<b>&\r\nBcc"), "{plain}");
    let sent = only(&world).await;
    assert_eq!((sent.state, sent.sent, sent.attempts), (DeliveryState::Sent, Some(world.now()), 1));
    let told = world.events_of("alert.sent").await.remove(0).event;
    assert_eq!(told.words.get("recipient").map(String::as_str), Some("ops@dezky.example"));
}

#[tokio::test]
async fn a_webhook_is_signed_and_can_be_checked() {
    let receiver = Receiver::start().await;
    let world = hooked(&receiver).await;
    let alert = lost(&world).await.alert;
    world.deliver().await;
    let got = receiver.got().remove(0);
    assert!(got.head.starts_with("POST /hook/T0KEN HTTP/1.1\r\n"), "{}", got.head);
    let now = world.now().timestamp();
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("{now}.{}", got.body).as_bytes());
    let expected = format!("t={now},v1={}", hex::encode(mac.finalize().into_bytes()));
    assert_eq!(got.header("x-dezky-signature"), expected);
    assert_eq!(got.header("content-type"), "application/json");
    let body: Value = serde_json::from_str(&got.body).unwrap();
    let keys: Vec<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["count", "id", "key", "opened", "rule", "seen", "summary", "tenant", "url"]);
    assert_eq!((&body["rule"], &body["key"], &body["count"]), (&"gap".into(), &"source:ocis".into(), &1.into()));
    assert_eq!((&body["id"], &body["tenant"]), (&alert.id.to_string().into(), &Value::Null));
    assert_eq!(body["summary"], "Records of OCIS were lost before they were read.");
    assert_eq!(body["url"], format!("http://localhost:3000/operator/alerts/{}", alert.id));
    assert_eq!(only(&world).await.state, DeliveryState::Sent);
    world.deliver().await;
    assert_eq!(receiver.got().len(), 1);
}

#[tokio::test]
async fn a_hostile_answer_is_no_delivery_and_is_told_in_words() {
    let receiver = Receiver::start().await;
    let elsewhere = Receiver::start().await;
    let world = hooked(&receiver).await;
    lost(&world).await;
    let redirect = format!("HTTP/1.1 307 Go\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n", elsewhere.url);
    let huge = format!("HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n{}", "x".repeat(100_000));
    let endless = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(100_000));
    let rude = "HTTP/1.1 500 No\r\ncontent-length: 24\r\n\r\n<script>\u{1b}[31m</script>\n\n".to_owned();
    for (answer, kind, status) in [
        (redirect, TroubleKind::Unexpected, Some(307)),
        (rude, TroubleKind::Server, Some(500)),
        (huge, TroubleKind::Unexpected, None),
        (endless, TroubleKind::Unexpected, None),
        (String::new(), TroubleKind::Timeout, None),
        ("nonsense\r\n\r\n".to_owned(), TroubleKind::Unreachable, None),
        ("HTTP/1.1 401 No\r\ncontent-length: 0\r\n\r\n".to_owned(), TroubleKind::Credentials, Some(401)),
    ] {
        receiver.answers(&answer);
        world.deliver().await;
        let waits = only(&world).await;
        let trouble = waits.trouble.unwrap();
        assert_eq!((waits.state, trouble.kind, trouble.status), (DeliveryState::Waiting, kind, status), "{answer:.40}");
        assert!(!trouble.detail.unwrap_or_default().contains(['\u{1b}', '\n']));
        // The try is over, and the next one isn't due.
        let next = waits.next_try.unwrap();
        assert!(next > world.now());
        world.deliver().await;
        world.pass(next - world.now());
    }
    assert!(elsewhere.got().is_empty(), "no redirect is followed");
    receiver.answers("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    world.deliver().await;
    let sent = only(&world).await;
    assert_eq!((sent.state, sent.attempts, sent.trouble), (DeliveryState::Sent, 8, None));
    let ids: std::collections::BTreeSet<_> = receiver.got().iter().map(|got| got.header("x-dezky-delivery")).collect();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), [sent.id.to_string()], "one delivery, however often it was tried");
}

#[tokio::test]
async fn after_a_day_it_is_given_up_and_can_be_asked_for_by_hand() {
    let receiver = Receiver::start().await;
    let world = hooked(&receiver).await;
    lost(&world).await;
    receiver.answers("HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n");
    let begun = world.now();
    let failed = loop {
        world.deliver().await;
        let delivery = only(&world).await;
        let Some(next) = delivery.next_try else { break delivery };
        world.pass(next - world.now());
    };
    assert_eq!((failed.state, world.now() - begun), (DeliveryState::Failed, TimeDelta::hours(24)));
    assert!((25..40).contains(&failed.attempts), "{}", failed.attempts);
    let told = world.events_of("alert.undelivered").await.remove(0).event;
    assert_eq!((told.outcome, told.words["trouble"].as_str()), (Outcome::Failed, "server"));
    world.minutes(600);
    world.deliver().await;
    assert_eq!(receiver.got().len() as u32, failed.attempts, "nobody tries any more");

    receiver.answers("HTTP/1.1 204 No Content\r\n\r\n");
    let alerts = std::sync::Arc::clone(&world.state.services.alerts);
    alerts.send_again(&world.watcher(), failed.id).await.unwrap();
    world.deliver().await;
    assert_eq!(only(&world).await.state, DeliveryState::Sent);
    assert_eq!(world.events_of("alert.again").await.len(), 1);
    alerts.send_again(&world.watcher(), failed.id).await.unwrap_err();
}

#[tokio::test]
async fn a_worker_that_is_killed_while_it_sends_leaves_it_to_the_next_one() {
    let receiver = Receiver::start().await;
    let world = hooked(&receiver).await;
    lost(&world).await;
    receiver.answers("");
    // It is dropped in the middle of the call: nothing of it is written down.
    let state = world.state.clone();
    let killed = tokio::spawn(async move {
        worker::deliver::next(&state, dezky_domain::alert::Channel::Webhook).await.unwrap();
    });
    while receiver.got().is_empty() {
        tokio::task::yield_now().await;
    }
    killed.abort();
    let _ = killed.await;
    receiver.answers("HTTP/1.1 204 No Content\r\n\r\n");
    world.deliver().await;
    assert_eq!(receiver.got().len(), 1, "the lease isn't over");
    world.minutes(5);
    world.deliver().await;
    let got = receiver.got();
    assert_eq!(got[0].header("x-dezky-delivery"), got[1].header("x-dezky-delivery"), "whoever minds it has it once");
    assert_eq!(only(&world).await.state, DeliveryState::Sent);
}

#[tokio::test]
async fn an_address_that_is_refused_for_good_is_not_tried_for_a_day() {
    let world = World::watched("").await;
    lost(&world).await;
    let world = world.restarted(|config| config.alerts.mail.clear());
    world.deliver().await;
    let failed = only(&world).await;
    assert_eq!((failed.state, failed.attempts), (DeliveryState::Failed, 1));
    assert_eq!(failed.trouble.unwrap().kind, TroubleKind::Rejected);
    assert_eq!(world.events_of("alert.undelivered").await.len(), 1);
}

#[tokio::test]
async fn the_secret_is_kept_nowhere() {
    let receiver = Receiver::start().await;
    let world = hooked(&receiver).await;
    lost(&world).await;
    world.deliver().await;
    let mut olga = world.operator("Olga", dezky_domain::access::Role::Operator).await;
    let page = olga.get("/operator/alerts").await;
    page.is(200).keeps_quiet_about(SECRET).keeps_quiet_about("T0KEN");
    for secret in [SECRET, "T0KEN"] {
        assert!(!world.database.tells(secret).await, "{secret}");
        assert!(!format!("{:?}{:?}", world.state.outlets, world.state.config.alerts).contains(secret));
        assert!(!receiver.got()[0].body.contains(secret));
    }
}
