//! DKIM keys: they come some time after their domain, and while they are there it can't go.

use std::time::Duration;

use serde_json::json;

use super::{Mail, domain};

#[tokio::test]
async fn keys_come_after_their_domain_and_stand_in_the_way_of_its_end() {
    let mail = Mail::new().await;
    mail.0.sandbox.provider().engines.stalwart().dkim_after_calls(2);
    let id = mail.create("Domain", domain("late.example")).await;
    assert!(!mail.read("Domain", &id).await["dnsZoneFile"].as_str().unwrap().contains("_domainkey"));
    assert_eq!(mail.keys(&id).await.len(), 0);
    assert_eq!(mail.keys(&id).await.len(), 0);
    let first = mail.keys(&id).await;
    assert_eq!(first.len(), 1);

    // A second key is born between the look and the end, so it takes two rounds.
    let mut rounds = 0;
    let mut keys = first;
    loop {
        rounds += 1;
        let (_, gone) = mail.call("x:DkimSignature/set", json!({ "destroy": keys })).await;
        assert_eq!(gone["destroyed"], json!(keys));
        let (_, answer) = mail.call("x:Domain/set", json!({ "destroy": [id] })).await;
        if answer["destroyed"] == json!([id]) {
            break;
        }
        let why = &answer["notDestroyed"][&id];
        assert_eq!(why["type"], "objectIsLinked");
        assert_eq!(why["linkedObjects"][0]["object"], "DkimSignature");
        keys = mail.keys(&id).await;
    }
    assert_eq!(rounds, 2);
    let keys = mail.noted("created").into_iter().filter(|c| c.contains("stalwart dkim v1-")).count();
    assert_eq!(keys, 2);
}

#[tokio::test]
async fn keys_come_by_the_clock_too_and_none_for_a_domain_that_is_gone() {
    let mail = Mail::new().await;
    mail.0.sandbox.provider().engines.stalwart().dkim_after(Duration::ZERO, Duration::from_secs(3600));
    let id = mail.create("Domain", domain("slow.example")).await;
    let keys = mail.keys(&id).await;
    assert_eq!(keys.len(), 1);
    let key = mail.read("DkimSignature", &keys[0]).await;
    assert_eq!(key["@type"], "Dkim1Ed25519Sha256");
    assert_eq!(key["privateKey"], json!({ "@type": "Text", "secret": "****" }));
    let zone = mail.read("Domain", &id).await["dnsZoneFile"].as_str().unwrap().to_owned();
    assert!(zone.contains("k=ed25519") && !zone.contains("k=rsa"), "{zone}");

    mail.0.control("/sandbox/stalwart", json!({ "dkim_ms": [3_600_000, 3_600_000] })).await;
    let gone = mail.create("Domain", domain("gone.example")).await;
    let (_, answer) = mail.call("x:Domain/set", json!({ "destroy": [gone] })).await;
    assert_eq!(answer["destroyed"], json!([gone]));
    assert_eq!(mail.keys(&gone).await.len(), 0);
    assert_ne!(mail.create("Domain", domain("gone.example")).await, gone, "an id is never used twice");
}
