//! What isn't ours is left alone, what is in our domain is, and what nobody wants is told.

use dezky_connect::{
    engine::{Engine, Seen},
    stalwart::{Options, Stalwart},
};
use dezky_domain::{
    audit::Source,
    provision::{Kind, Spec, Standing, TroubleKind},
};
use serde_json::json;

use super::{
    Wish, acme, domain, list, mailbox,
    world::{World, everything, globex},
};

#[tokio::test]
async fn an_account_in_our_domain_is_adopted() {
    let world = World::with_domain().await;
    let home = Wish::new(domain("acme.example")).found(&world.stalwart).await.external;
    let made = json!({ "@type": "User", "name": "mara", "domainId": home });
    world.by_hand("x:Account/set", json!({ "create": { "a": made } })).await;
    let mara = Wish::new(mailbox("mara@acme.example", "Mara Lind", &["m.lind"], 0));
    let fields: Vec<_> = world.plan(&mara).await.differences.into_iter().map(|it| it.field).collect();
    assert_eq!(fields, ["description", "aliases"]);
    assert_eq!(world.reach(&mara).await.unwrap(), 1);
}

#[tokio::test]
async fn what_is_somebody_elses_is_a_conflict_and_is_never_touched() {
    let world = World::with_domain().await;
    world.reach(&Wish::new(mailbox("mara@acme.example", "Mara", &["boss"], 0))).await.unwrap();
    for spec in everything() {
        let wish = Wish::new(spec.clone()).of(globex());
        let seen = wish.observe(&world.stalwart).await.unwrap();
        let trouble = world.stalwart.compare(&wish.wanted(), &seen).unwrap_err();
        assert_eq!(trouble.kind, TroubleKind::Conflict);
        let whose = "the domain acme.example is there already: Dezky tenant acme";
        assert_eq!(trouble.detail.as_deref(), Some(whose), "{spec:?}");
        for standing in [Standing::Cut, Standing::Gone] {
            assert_eq!(world.reach(&wish.clone().standing(standing)).await.unwrap(), 0);
        }
    }
    // And the wrong owner's hint opens nothing either.
    let home = Wish::new(domain("acme.example")).found(&world.stalwart).await.external;
    let stolen = Wish::new(domain("acme.example")).of(globex()).known(&home);
    assert!(matches!(stolen.observe(&world.stalwart).await.unwrap(), Seen::Taken { .. }));
    let password = "Correct-Horse-7-Battery".into();
    let trouble = world.stalwart.set_password(&globex(), "mara@acme.example", &password).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Conflict);
    assert_eq!(world.happened("deleted"), Vec::<String>::new());
}

#[tokio::test]
async fn a_taken_address_is_told_by_whom() {
    let world = World::with_domain().await;
    let home = Wish::new(domain("acme.example")).found(&world.stalwart).await.external;
    world.by_hand("x:Domain/set", json!({ "update": { &home: { "aliases": { "acme-old.example": true } } } })).await;
    let group = json!({ "@type": "Group", "name": "sales", "domainId": home });
    world.by_hand("x:Account/set", json!({ "create": { "g": group } })).await;
    for spec in [mailbox("mara@acme.example", "Mara", &["boss", "x"], 0), list("all@acme.example", &[])] {
        world.reach(&Wish::new(spec)).await.unwrap();
    }
    for (spec, whose) in [
        (domain("acme-old.example"), "acme-old.example is an alias of the domain acme.example"),
        (mailbox("boss@acme.example", "", &[], 0), "boss@acme.example is an alias of mara@acme.example"),
        (mailbox("x@acme.example", "", &[], 0), "x@acme.example is an alias of mara@acme.example"),
        (mailbox("all@acme.example", "", &[], 0), "all@acme.example is a mailing list"),
        (mailbox("sales@acme.example", "", &[], 0), "sales@acme.example is a group"),
        (list("mara@acme.example", &[]), "mara@acme.example is a mailbox"),
        (list("sales@acme.example", &[]), "sales@acme.example is a group"),
        (list("boss@acme.example", &[]), "boss@acme.example is an alias of mara@acme.example"),
    ] {
        let trouble = Wish::new(spec).plan(&world.stalwart).await.unwrap_err();
        assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::Conflict, Some(whose)));
    }
}

#[tokio::test]
async fn what_nobody_wants_is_listed_and_only_lists_are_removed() {
    let world = World::with_domain().await;
    let home = Wish::new(domain("acme.example")).found(&world.stalwart).await.external;
    for spec in everything() {
        world.reach(&Wish::new(spec)).await.unwrap();
    }
    let user = json!({ "@type": "User", "name": "zoe", "domainId": home, "description": "Zoe\u{7} Quist",
        "aliases": { "0": { "name": "zq", "domainId": home } } });
    let group = json!({ "@type": "Group", "name": "sales", "domainId": home, "description": "Sales" });
    world.by_hand("x:Account/set", json!({ "create": { "u": user, "g": group } })).await;
    let to = json!({ "o.brink@acme.example": true });
    let made = json!({ "name": "info", "domainId": home, "recipients": to, "aliases": {} });
    world.by_hand("x:MailingList/set", json!({ "create": { "m": made } })).await;

    let wanted: Vec<_> = everything().iter().map(Spec::resource).collect();
    let extras = world.stalwart.extras(&acme(), &wanted).await.unwrap();
    let told: Vec<_> = extras.iter().map(|it| (it.name.kind, it.name.key.as_str(), it.seen.as_str())).collect();
    assert_eq!(
        told,
        [
            (Kind::Mailbox, "sales@acme.example", "group Sales"),
            (Kind::Mailbox, "zoe@acme.example", "Zoe Quist, aliases zq"),
            (Kind::MailingList, "info@acme.example", "→ o.brink"),
        ]
    );
    assert!(extras.iter().all(|extra| extra.name.system == Source::Stalwart));
    assert!(world.stalwart.remove(&extras[0]).is_empty() && world.stalwart.remove(&extras[1]).is_empty());
    let calls = world.stalwart.remove(&extras[2]);
    assert!(calls.len() == 1 && calls[0].destroys);
    for _ in 0..2 {
        world.stalwart.apply(&calls[0]).await.unwrap();
    }
    assert_eq!(world.stalwart.extras(&acme(), &wanted).await.unwrap().len(), 2);
    // Another tenant that names the domain learns nothing of it.
    assert_eq!(world.stalwart.extras(&globex(), &wanted).await.unwrap(), []);
}

#[tokio::test]
async fn a_password_is_set_first_and_again() {
    let world = World::with_domain().await;
    world.reach(&Wish::new(mailbox("mara@acme.example", "Mara", &[], 0))).await.unwrap();
    let set = |address: &'static str, password: &'static str| {
        let stalwart = world.stalwart.clone();
        async move { stalwart.set_password(&acme(), address, &password.into()).await }
    };
    set("mara@acme.example", "Correct-Horse-7-Battery").await.unwrap();
    set("mara@acme.example", "An0ther-Horse-Battery-9").await.unwrap();
    let weak = set("mara@acme.example", "password").await.unwrap_err();
    assert_eq!(weak.kind, TroubleKind::Rejected);
    assert!(weak.detail.unwrap().starts_with("Password is too weak."));
    for nobody in ["nobody@acme.example", "mara@nowhere.example", "mara", "@acme.example", ""] {
        assert_eq!(set(nobody, "Correct-Horse-7-Battery").await.unwrap_err().kind, TroubleKind::NotYet, "{nobody}");
    }
    let mara = Wish::new(mailbox("mara@acme.example", "Mara", &[], 0)).found(&world.stalwart).await;
    let shown = format!("{:?}{}", mara.facts, mara.more);
    assert!(!shown.contains("credential") && !shown.contains("****"), "{shown}");
}

#[tokio::test]
async fn a_check_says_what_there_is() {
    let world = World::new().await;
    let words = world.stalwart.check().await.unwrap();
    assert!(words.iter().any(|it| it.contains("schema")), "{words:?}");
    assert!(words.iter().any(|it| it.contains("no Enterprise licence")), "{words:?}");
    assert!(!words.iter().any(|it| it.contains("lacks")), "{words:?}");
    let client = dezky_connect::http::client(dezky_connect::http::Options::default());
    let options =
        Options { url: format!("{}/", world.sandbox.base_url()), token: "API_wrong".into(), passwords: false };
    let trouble = Stalwart::new(client, options).check().await.unwrap_err();
    assert_eq!((trouble.kind, trouble.status), (TroubleKind::Credentials, Some(401)));
}
