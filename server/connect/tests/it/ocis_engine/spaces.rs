//! Spaces: found by their mark, made once, mended field by field, and ended in two steps.

use dezky_connect::{
    engine::{Call, Engine, Seen, Wanted},
    ocis::space_uuid,
};
use dezky_domain::provision::{Spec, Standing, TroubleKind};
use dezky_sandbox::engine::Kind;
use serde_json::{Value, json};

use super::{World, mark, owner, space, there, told, verbs, wanted};

const DRIVES: &str = "/graph/v1.0/drives";

fn drive(id: &str) -> String {
    format!("{DRIVES}/{}", id.replace('$', "%24"))
}

#[tokio::test]
async fn a_space_comes_into_being_with_its_folders_and_is_left_alone_then() {
    let world = World::new().await;
    let comparison = world.look(&space(), Standing::Present).await.unwrap();
    assert_eq!(told(&comparison), ["exists: nothing → yes"]);
    assert_eq!(comparison.calls[0].body["driveAlias"], mark(&world.owner, "acme"));

    let made = world.settle(&space(), Standing::Present).await.unwrap();
    let found = there(world.seen(&space()).await);
    let dav = format!("/dav/spaces/{}", found.external);
    let calls = [
        format!("POST {DRIVES}"),
        format!("MKCOL {dav}/Projekte"),
        format!("MKCOL {dav}/Projekte/2026"),
        format!("MKCOL {dav}/Vertr%C3%A4ge%20%26%20Angebote"),
    ];
    assert_eq!(verbs(&made), calls);
    let facts: Vec<_> = found.facts.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let told = [
        "description: Everything that Acme shares",
        "folders: Projekte/2026, Verträge & Angebote",
        "name: Acme",
        "quota: 5368709120",
        "state: enabled",
        "used: 0",
    ];
    assert_eq!(facts, told);
    assert_eq!(found.more["space"], space_uuid(&found.external).unwrap());

    let again = world.settle(&space(), Standing::Present).await.unwrap();
    assert!(again.is_empty(), "{again:?}");
    assert_eq!(world.journal("created").iter().filter(|what| what.starts_with("ocis space")).count(), 1);
}

#[tokio::test]
async fn an_answer_that_was_lost_makes_no_second_space() {
    let mut world = World::new().await;
    let create = world.look(&space(), Standing::Present).await.unwrap().calls.remove(0);
    world.fail("POST", DRIVES, Kind::DoneThenCut);
    assert_eq!(world.ocis.apply(&create).await.unwrap_err().kind, TroubleKind::Unreachable);
    world.restart();
    world.settle(&space(), Standing::Present).await.unwrap();
    assert_eq!(world.journal("created").iter().filter(|what| what.starts_with("ocis space")).count(), 1);
}

#[tokio::test]
async fn a_list_that_is_late_makes_no_second_space() {
    let world = World::new().await;
    let create = world.look(&space(), Standing::Present).await.unwrap().calls.remove(0);
    world.ocis.apply(&create).await.unwrap();
    world.sandbox.provider().engines.faults.set([dezky_sandbox::engine::Fault::always(Kind::Stale)]);
    let early = world.look(&space(), Standing::Present).await.unwrap_err();
    assert_eq!(early.kind, TroubleKind::NotYet, "{early:?}");
    world.sandbox.provider().engines.faults.clear();
    world.settle(&space(), Standing::Present).await.unwrap();
    assert_eq!(world.journal("created").iter().filter(|what| what.starts_with("ocis space")).count(), 1);
}

#[tokio::test]
async fn a_space_that_was_made_and_is_gone_is_made_again_after_some_patience() {
    let world = World::new().await;
    let create = world.look(&space(), Standing::Present).await.unwrap().calls.remove(0);
    let id = world.ocis.apply(&create).await.unwrap().answer["id"].as_str().unwrap().to_owned();
    // Somebody else ends it, before it was ever seen.
    let other = super::engine_at(&world.sandbox.base_url(), dezky_connect::http::Options::default());
    let disable = Call::new("DELETE", drive(&id), Value::Null);
    let purge = Call::new("DELETE", drive(&id), Value::Null).header("purge", "T");
    for call in [disable, purge] {
        other.apply(&call).await.unwrap();
    }
    for _ in 0..3 {
        assert_eq!(world.look(&space(), Standing::Present).await.unwrap_err().kind, TroubleKind::NotYet);
    }
    assert_eq!(told(&world.look(&space(), Standing::Present).await.unwrap()), ["exists: nothing → yes"]);
}

#[tokio::test]
async fn of_two_with_our_mark_one_is_ours_and_stays_it() {
    let mut world = World::new().await;
    let create = world.look(&space(), Standing::Present).await.unwrap().calls.remove(0);
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(world.ocis.apply(&create).await.unwrap().answer["id"].as_str().unwrap().to_owned());
    }
    ids.sort();
    world.restart();
    assert_eq!(there(world.seen(&space()).await).external, ids[0], "the smallest id, where nothing else is known");
    world.restart();
    let spec = space();
    let known = Wanted { external: Some(&ids[1]), ..wanted(&world.owner, &spec, Standing::Present) };
    assert_eq!(there(world.ocis.observe(&known).await.unwrap()).external, ids[1], "the one that is known");
    let hint = Wanted { external: Some("gone$gone"), ..wanted(&world.owner, &spec, Standing::Present) };
    assert_eq!(there(world.ocis.observe(&hint).await.unwrap()).external, ids[1], "and it stays");
    world.settle(&space(), Standing::Present).await.unwrap();
    assert_eq!(world.journal("created").iter().filter(|what| what.starts_with("ocis space")).count(), 2);
}

#[tokio::test]
async fn a_space_of_the_same_name_is_somebody_elses() {
    let world = World::new().await;
    let body = json!({ "name": "Acme", "driveType": "project" });
    let theirs = world.by_hand("POST", "/graph/v1beta1/drives", body).await;
    assert_eq!(theirs["driveAlias"], "project/acme");
    assert!(matches!(world.seen(&space()).await, Seen::Missing { .. }));
    world.settle(&space(), Standing::Present).await.unwrap();
    let ours = there(world.seen(&space()).await).external;
    assert_ne!(ours, theirs["id"].as_str().unwrap());

    // An id that the store holds by mistake isn't trusted either.
    let spec = space();
    let hint = Wanted { external: theirs["id"].as_str(), ..wanted(&world.owner, &spec, Standing::Gone) };
    assert_eq!(there(world.ocis.observe(&hint).await.unwrap()).external, ours);
    world.settle(&space(), Standing::Gone).await.unwrap();
    assert_eq!(world.journal("deleted"), ["ocis space Acme"]);
}

#[tokio::test]
async fn another_tenant_has_its_own_space_under_the_same_alias() {
    let mut world = World::new().await;
    world.settle(&space(), Standing::Present).await.unwrap();
    let acme = there(world.seen(&space()).await).external;
    world.owner = owner("globex");
    assert!(matches!(world.seen(&space()).await, Seen::Missing { .. }));
    world.settle(&space(), Standing::Present).await.unwrap();
    assert_ne!(there(world.seen(&space()).await).external, acme);
}

#[tokio::test]
async fn what_was_changed_by_hand_is_mended_by_a_call_each() {
    let world = World::new().await;
    world.settle(&space(), Standing::Present).await.unwrap();
    let id = there(world.seen(&space()).await).external;
    let changes = json!({ "name": "Ours", "description": "nothing", "quota": { "total": 50 } });
    world.by_hand("PATCH", &drive(&id), changes).await;
    world.by_hand("DELETE", &format!("/dav/spaces/{id}/Projekte"), Value::Null).await;
    world.by_hand("MKCOL", &format!("/dav/spaces/{id}/Private"), Value::Null).await;

    let comparison = world.look(&space(), Standing::Present).await.unwrap();
    let differences = [
        "name: Ours → Acme",
        "description: nothing → Everything that Acme shares",
        "quota: 50 → 5368709120",
        "folders: Verträge & Angebote → Projekte/2026, Verträge & Angebote",
    ];
    assert_eq!(told(&comparison), differences);
    let bodies: Vec<_> = comparison.calls.iter().map(|call| call.body.clone()).collect();
    let one_field_each = [
        json!({ "name": "Acme" }),
        json!({ "description": "Everything that Acme shares" }),
        json!({ "quota": { "total": 5_368_709_120_u64 } }),
        Value::Null,
        Value::Null,
    ];
    assert_eq!(bodies, one_field_each);
    world.settle(&space(), Standing::Present).await.unwrap();
    assert_eq!(there(world.seen(&space()).await).external, id);
    assert_eq!(world.journal("deleted").len(), 2, "only what was deleted by hand");
}

#[tokio::test]
async fn a_cut_space_is_disabled_and_comes_back_as_it_was() {
    let world = World::new().await;
    world.settle(&space(), Standing::Present).await.unwrap();
    let id = there(world.seen(&space()).await).external;
    let cut = world.settle(&space(), Standing::Cut).await.unwrap();
    assert_eq!(verbs(&cut), [format!("DELETE {}", drive(&id))]);
    assert!(!cut[0].destroys && cut[0].headers.is_empty());
    assert_eq!(world.settle(&space(), Standing::Cut).await.unwrap(), [], "once");

    let comparison = world.look(&space(), Standing::Present).await.unwrap();
    assert_eq!(told(&comparison), ["state: disabled → enabled"]);
    let back = world.settle(&space(), Standing::Present).await.unwrap();
    assert_eq!(verbs(&back), [format!("PATCH {}", drive(&id))]);
    assert_eq!(back[0].headers, [("restore", "true".to_owned())]);
    assert_eq!(there(world.seen(&space()).await).facts["folders"], "Projekte/2026, Verträge & Angebote");
}

#[tokio::test]
async fn what_a_disabled_space_lacks_is_told_and_mended_after_it_is_enabled() {
    let world = World::new().await;
    world.settle(&space(), Standing::Present).await.unwrap();
    let id = there(world.seen(&space()).await).external;
    world.by_hand("PATCH", &drive(&id), json!({ "name": "Ours" })).await;
    world.settle(&space(), Standing::Cut).await.unwrap();
    let comparison = world.look(&space(), Standing::Present).await.unwrap();
    assert_eq!(told(&comparison), ["state: disabled → enabled", "name: Ours → Acme"]);
    assert_eq!(comparison.calls.len(), 1, "the rest is for the next round");
    assert_eq!(world.settle(&space(), Standing::Present).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_space_goes_in_two_rounds_that_both_say_that_they_destroy() {
    let world = World::new().await;
    world.settle(&space(), Standing::Present).await.unwrap();
    let first = world.look(&space(), Standing::Gone).await.unwrap();
    assert_eq!(told(&first), ["exists: yes → nothing"]);
    assert!(first.calls.len() == 1 && first.calls[0].destroys && first.calls[0].headers.is_empty());
    world.ocis.apply(&first.calls[0]).await.unwrap();
    let second = world.look(&space(), Standing::Gone).await.unwrap();
    assert!(second.calls.len() == 1 && second.calls[0].destroys);
    assert_eq!(second.calls[0].headers, [("purge", "T".to_owned())]);
    world.ocis.apply(&second.calls[0]).await.unwrap();
    assert_eq!(world.journal("deleted"), ["ocis space Acme"]);
    world.ocis.apply(&second.calls[0]).await.unwrap();
    for standing in [Standing::Gone, Standing::Cut] {
        assert_eq!(world.settle(&space(), standing).await.unwrap(), [], "missing is fine");
    }
}

#[tokio::test]
async fn what_ocis_would_refuse_is_refused_before_it_is_asked() {
    let world = World::new().await;
    let Spec::Space { alias, description, quota, .. } = space() else { unreachable!() };
    let with = |alias: &str, name: &str, folders: &[&str]| Spec::Space {
        alias: alias.to_owned(),
        name: name.to_owned(),
        description: description.clone(),
        quota,
        folders: folders.iter().map(|&path| path.to_owned()).collect(),
    };
    let long = "x".repeat(256);
    let wrong = [
        (with(&alias, "acme.dk", &[]), "OCIS takes no . in a space's name: acme.dk"),
        (with("acme.dk", "Acme", &[]), "OCIS takes no . in a space's name: acme.dk"),
        (with(&alias, "A/S", &[]), "OCIS takes no / in a space's name: A/S"),
        (with(&alias, &long, &[]), "a space's name has at most 255 bytes, this one 256"),
        (with(&alias, " ", &[]), "a space needs a name"),
        (with(&alias, "Acme", &["../other"]), "no path of a folder: ../other"),
    ];
    let before = world.sandbox.provider().journal.entries(Some("created"), 0).len();
    for (spec, words) in wrong {
        let refusal = world.look(&spec, Standing::Present).await.unwrap_err();
        assert_eq!((refusal.kind, refusal.detail.as_deref()), (TroubleKind::Rejected, Some(words)));
    }
    assert_eq!(world.sandbox.provider().journal.entries(Some("created"), 0).len(), before);
    // One that is there and only needs a new name, too.
    let spec = with(&alias, "Acme", &[]);
    world.settle(&spec, Standing::Present).await.unwrap();
    let refusal = world.look(&with(&alias, "acme?", &[]), Standing::Present).await.unwrap_err();
    assert_eq!(refusal.kind, TroubleKind::Rejected);
}
