//! A tenant's mail lives and dies: what is done twice is done once, what was changed by hand is mended, and a lost answer
//! costs nothing.

use std::time::Duration;

use dezky_connect::{engine::Engine, stalwart::records};
use dezky_domain::provision::{Spec, Standing, TroubleKind};
use dezky_sandbox::engine::faults::Kind as Failure;
use serde_json::json;

use super::{
    Wish, connect, dkim, domain, list, mailbox, only,
    world::{ROUNDS, World, everything, globex},
};

#[tokio::test]
async fn everything_is_made_once_however_often_it_is_asked_for() {
    let world = World::new().await;
    let mut made = Vec::new();
    for spec in everything() {
        made.push(world.reach(&Wish::new(spec)).await.unwrap());
    }
    assert_eq!(made, [1, 0, 1, 1, 1]);
    for spec in everything() {
        let wish = Wish::new(spec);
        assert_eq!(world.reach(&wish).await.unwrap(), 0);
        let external = wish.found(&world.stalwart).await.external;
        assert_eq!(world.reach(&wish.known(&external)).await.unwrap(), 0);
    }
    let found = Wish::new(domain("acme.example")).found(&world.stalwart).await;
    let records = records(&found);
    assert!(records.iter().any(|it| it.kind == "MX" && it.name == "acme.example"), "{records:?}");
    assert_eq!(records.iter().filter(|it| it.name.ends_with("._domainkey.acme.example")).count(), 2);
    let wish = Wish::new(domain("acme.example"));
    assert_eq!(world.stalwart.zone(&wish.owner, "acme.example").await.unwrap(), Some(records));
    assert_eq!(world.stalwart.zone(&globex(), "acme.example").await.unwrap(), None, "not globex's to ask for");
    assert_eq!(world.stalwart.zone(&wish.owner, "globex.example").await.unwrap(), None);
}

#[tokio::test]
async fn what_lives_in_a_domain_waits_for_it() {
    let world = World::new().await;
    for spec in everything().into_iter().skip(1) {
        let trouble = Wish::new(spec.clone()).observe(&world.stalwart).await.unwrap_err();
        assert_eq!(trouble.kind, TroubleKind::NotYet);
        assert_eq!(trouble.detail.as_deref(), Some("the domain acme.example isn't there yet"));
        for standing in [Standing::Cut, Standing::Gone] {
            assert_eq!(world.reach(&Wish::new(spec.clone()).standing(standing)).await.unwrap(), 0);
        }
    }
}

#[tokio::test]
async fn keys_are_waited_for_with_a_count() {
    let world = World::new().await;
    world.sandbox.provider().engines.stalwart().dkim_after_calls(1);
    world.reach(&Wish::new(domain("acme.example"))).await.unwrap();
    let keys = Wish::new(dkim("acme.example"));
    for made in ["0 of 2 signing keys are made", "1 of 2 signing keys are made"] {
        let trouble = keys.observe(&world.stalwart).await.unwrap_err();
        assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some(made)));
    }
    let found = keys.found(&world.stalwart).await;
    assert_eq!(found.facts.keys().collect::<Vec<_>>(), ["ed25519", "rsa"]);
}

#[tokio::test]
async fn each_change_by_hand_is_seen_and_mended() {
    let world = World::with_domain().await;
    let mara = Wish::new(mailbox("mara@acme.example", "Mara Lind", &["m.lind"], 1 << 30));
    let all = Wish::new(list("all@acme.example", &["mara@acme.example"]));
    let home = Wish::new(domain("acme.example"));
    for wish in [&mara, &all] {
        world.reach(wish).await.unwrap();
    }
    let (account, everybody) = (mara.found(&world.stalwart).await, all.found(&world.stalwart).await);
    let home_id = home.found(&world.stalwart).await.external;
    let off = json!({ "0": { "name": "m.lind", "domainId": home_id, "enabled": false } });
    let two = json!({ "0": { "name": "m.lind", "domainId": home_id }, "1": { "name": "boss", "domainId": home_id } });
    for (wish, method, id, patch, field, seen) in [
        (&mara, "x:Account/set", &account.external, json!({ "description": "M." }), "description", Some("M.")),
        (&mara, "x:Account/set", &account.external, json!({ "description": null }), "description", None),
        (&mara, "x:Account/set", &account.external, json!({ "aliases": {} }), "aliases", None),
        (&mara, "x:Account/set", &account.external, json!({ "aliases": off }), "aliases", None),
        (&mara, "x:Account/set", &account.external, json!({ "aliases": two }), "aliases", Some("boss, m.lind")),
        (&mara, "x:Account/set", &account.external, json!({ "quotas": {} }), "quota", None),
        (&all, "x:MailingList/set", &everybody.external, json!({ "recipients": {} }), "recipients", None),
        (
            &all,
            "x:MailingList/set",
            &everybody.external,
            json!({ "recipients": { "x@y.example": true } }),
            "recipients",
            Some("x@y.example"),
        ),
        (
            &home,
            "x:Domain/set",
            &home_id,
            json!({ "description": "Acme, Dezky tenant acme" }),
            "description",
            Some("Acme, Dezky tenant acme"),
        ),
        (
            &home,
            "x:Domain/set",
            &home_id,
            json!({ "dkimManagement": { "@type": "Manual" } }),
            "dkimManagement",
            Some("Manual"),
        ),
        (
            &home,
            "x:Domain/set",
            &home_id,
            json!({ "subAddressing": { "@type": "Disabled" } }),
            "subAddressing",
            Some("Disabled"),
        ),
    ] {
        world.by_hand(method, json!({ "update": { id: patch } })).await;
        let plan = world.plan(wish).await;
        assert_eq!(plan.differences.len(), 1, "{:?}", plan.differences);
        assert_eq!((plan.differences[0].field.as_str(), plan.differences[0].seen.as_deref()), (field, seen));
        assert_eq!(world.reach(wish).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn what_others_added_elsewhere_is_left_alone() {
    let world = World::with_domain().await;
    let mara = Wish::new(mailbox("mara@acme.example", "Mara Lind", &["m.lind"], 1 << 30));
    world.reach(&mara).await.unwrap();
    let id = mara.found(&world.stalwart).await.external;
    let system = json!({ "name": "mara.support", "domainId": "b", "enabled": true });
    let patch = json!({ "aliases/7": system, "quotas": { "maxDiskQuota": 1, "maxEmails": 9 }, "locale": "de_DE" });
    world.by_hand("x:Account/set", json!({ "update": { &id: patch } })).await;
    let wish = Wish::new(mailbox("mara@acme.example", "Mara Lind", &["m.lind", "m"], 1 << 30));
    assert_eq!(world.reach(&wish).await.unwrap(), 1);
    let account = world.by_hand("x:Account/get", json!({ "ids": [id] })).await["list"][0].clone();
    assert_eq!(account["quotas"], json!({ "maxDiskQuota": 1 << 30, "maxEmails": 9 }));
    assert_eq!(account["locale"], "de_DE");
    let mut aliases: Vec<_> =
        account["aliases"].as_object().unwrap().values().map(|it| it["name"].as_str().unwrap()).collect();
    aliases.sort_unstable();
    assert_eq!(aliases, ["m", "m.lind", "mara.support"]);
}

#[tokio::test]
async fn a_mailbox_is_cut_off_once_and_let_in_again() {
    let world = World::with_domain().await;
    let mara = Wish::new(mailbox("mara@acme.example", "Mara Lind", &[], 0));
    let cut = mara.clone().standing(Standing::Cut);
    // Nothing there is nothing to cut off.
    assert_eq!(world.reach(&cut).await.unwrap(), 0);
    world.reach(&mara).await.unwrap();
    assert_eq!((world.reach(&cut).await.unwrap(), world.reach(&cut).await.unwrap()), (1, 0));
    let facts = cut.found(&world.stalwart).await.facts;
    assert_eq!(facts["permissions"], "Merge, without authenticate, emailReceive");
    assert_eq!((world.reach(&mara).await.unwrap(), world.reach(&mara).await.unwrap()), (1, 0));
    for other in [domain("acme.example"), dkim("acme.example"), list("all@acme.example", &[])] {
        assert_eq!(world.reach(&Wish::new(other).standing(Standing::Cut)).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_lost_answer_is_found_again_and_nothing_is_made_twice() {
    let world = World::new().await;
    for (spec, calls) in [
        (domain("acme.example"), "x:Domain/set"),
        (mailbox("mara@acme.example", "Mara", &["m"], 0), "x:Account/set"),
        (list("all@acme.example", &["mara@acme.example"]), "x:MailingList/set"),
    ] {
        for failure in [Failure::DoneThenCut, Failure::Cut, Failure::Status { status: 503, retry_after: None }] {
            let wish = Wish::new(spec.clone());
            world.fails(calls, failure);
            let trouble = world.reach(&wish).await.unwrap_err();
            assert!(trouble.kind.of_engine(), "{trouble:?}");
            let again = world.reach(&wish).await.unwrap();
            assert_eq!(again, usize::from(failure != Failure::DoneThenCut));
            // Gone again for the next failure: with its answer lost as well.
            world.fails(calls, Failure::DoneThenCut);
            let gone = wish.standing(Standing::Gone);
            assert!(world.reach(&gone).await.is_err());
            assert_eq!(world.reach(&gone).await.unwrap(), 0);
        }
        world.reach(&Wish::new(spec)).await.unwrap();
    }
    let made = |what: &str| world.happened("created").iter().filter(|it| it.contains(what)).count();
    assert_eq!((made("mara@acme.example"), made("all@acme.example")), (4, 4), "{:?}", world.happened("created"));
}

#[tokio::test]
async fn silence_after_the_deed_is_a_time_out_that_costs_nothing() {
    let world = World::with_domain().await;
    let wish = Wish::new(mailbox("mara@acme.example", "Mara", &[], 0));
    let plan = world.plan(&wish).await;
    world.fails("x:Account/set", Failure::DoneThenHang);
    let hasty = connect(&world.sandbox.base_url(), Duration::from_millis(300));
    assert_eq!(hasty.apply(only(&plan)).await.unwrap_err().kind, TroubleKind::Timeout);
    assert_eq!(world.reach(&wish).await.unwrap(), 0);
    // Whoever makes the old plan all the same is told to look again.
    let trouble = world.stalwart.apply(only(&plan)).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert!(trouble.detail.unwrap().starts_with("it is there already: Account "));
}

#[tokio::test]
async fn a_tenant_goes_in_any_order_of_asking() {
    let world = World::new().await;
    for spec in everything() {
        world.reach(&Wish::new(spec)).await.unwrap();
    }
    let gone = |spec: &Spec| Wish::new(spec.clone()).standing(Standing::Gone);
    let specs = everything();
    let trouble = world.reach(&gone(&specs[0])).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert_eq!(
        trouble.detail.as_deref(),
        Some("still in the domain: mara@acme.example, o.brink@acme.example, postmaster@acme.example")
    );
    for spec in [&specs[2], &specs[3], &specs[4]] {
        assert_eq!((world.reach(&gone(spec)).await.unwrap(), world.reach(&gone(spec)).await.unwrap()), (1, 0));
    }
    // Its keys and the domain itself: two calls.
    assert_eq!((world.reach(&gone(&specs[0])).await.unwrap(), world.reach(&gone(&specs[0])).await.unwrap()), (2, 0));
    assert_eq!(world.reach(&gone(&specs[1])).await.unwrap(), 0);
}

#[tokio::test]
async fn keys_go_by_themselves_too() {
    let world = World::with_domain().await;
    let keys = Wish::new(dkim("acme.example"));
    world.reach(&keys).await.unwrap();
    let gone = keys.standing(Standing::Gone);
    assert_eq!((world.reach(&gone).await.unwrap(), world.reach(&gone).await.unwrap()), (1, 0));
}

#[tokio::test]
async fn a_key_that_is_born_meanwhile_only_costs_a_round() {
    let world = World::new().await;
    world.sandbox.provider().engines.stalwart().dkim_after_calls(1);
    world.reach(&Wish::new(domain("acme.example"))).await.unwrap();
    let gone = Wish::new(domain("acme.example")).standing(Standing::Gone);
    let mut troubles = 0;
    for _ in 0..ROUNDS {
        match world.reach(&gone).await {
            Ok(_) => break,
            Err(trouble) => {
                assert_eq!(trouble.kind, TroubleKind::NotYet);
                assert!(trouble.detail.unwrap().starts_with("still linked: DkimSignature "));
                troubles += 1;
            }
        }
    }
    assert!((1..ROUNDS).contains(&troubles), "{troubles}");
    assert_eq!(world.happened("deleted").iter().filter(|it| it.to_lowercase().contains("domain")).count(), 1);
}
