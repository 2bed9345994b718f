//! A person's own: what they are called, what they chose, when they came, and all of it to take along.

use dezky_domain::{
    access::Role,
    audit::{Actor, ActorKind, NewEvent, Outcome, Source},
    id::PersonId,
    language::Language,
    me::Chosen,
};
use dezky_store::StoreError;
use tower_sessions_core::SessionStore as _;

use crate::{
    session_store::{sessions, signed_in},
    support::{ALL, World, minutes},
};

fn act(world: &World, person: PersonId, action: &str) -> NewEvent {
    let mut event = world.event();
    event.source = Source::Platform;
    event.action = action.to_owned();
    event.actor = Actor { kind: ActorKind::Person, id: Some(person.to_string()), name: Some("Ann".to_owned()) };
    event
}

on_both!(who_names_themselves_keeps_the_name, |world| async move {
    let ann = world.person("Ann").await;
    let own = world.own(ann.id);
    let sign_in = async |name: &str| {
        let work = world.store.begin().await.unwrap();
        work.people().signed_in(&ALL, ann.id, "ann@x.example", name, world.now()).await.unwrap();
        work.save().await.unwrap();
        world.store.people().by_id(&ALL, ann.id).await.unwrap().unwrap().name
    };
    assert_eq!(sign_in("Ann of the provider").await, "Ann of the provider");
    let work = world.store.begin().await.unwrap();
    let before = work.me().rename(&own, "Ånn Øst\0", world.now()).await.unwrap();
    assert_eq!(before.as_deref(), Some("Ann of the provider"));
    assert_eq!(work.me().rename(&own, "Ånn Øst\0", world.now()).await.unwrap(), None, "nothing changed");
    let denied = work.me().rename(&ALL, "x", world.now()).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
    work.save().await.unwrap();
    assert_eq!(sign_in("Ann of the provider").await, "Ånn Øst\u{fffd}");
});

on_both!(a_choice_is_kept_part_by_part, |world| async move {
    let ann = world.person("Ann").await;
    let own = world.own(ann.id);
    let me = world.store.me();
    assert_eq!(me.chosen(ann.id).await.unwrap(), Chosen::default());
    for (language, dark, expected) in [
        (Some(Language::French), None, Chosen { language: Some(Language::French), dark: None }),
        (None, Some(Some(true)), Chosen { language: Some(Language::French), dark: Some(true) }),
        (Some(Language::Danish), Some(None), Chosen { language: Some(Language::Danish), dark: None }),
    ] {
        let work = world.store.begin().await.unwrap();
        work.me().choose(&own, language, dark).await.unwrap();
        work.save().await.unwrap();
        assert_eq!(me.chosen(ann.id).await.unwrap(), expected);
    }
});

on_both!(sign_ins_are_ones_own_and_the_newest_first, |world| async move {
    let (ann, ben) = (world.person("Ann").await, world.person("Ben").await);
    for number in 0..12 {
        let mut event = act(&world, ann.id, "session.start");
        event.ip = Some(format!("192.0.2.{number}"));
        world.record(&[event, act(&world, ann.id, "member.add"), act(&world, ben.id, "session.start")]).await;
        world.clock.advance(minutes(1));
    }
    let mut refused = act(&world, ann.id, "session.refused");
    refused.outcome = Outcome::Refused;
    world.record(&[refused]).await;
    let own = world.own(ann.id);
    let found = world.store.me().sign_ins(&own, 10).await.unwrap();
    assert_eq!((found.len(), found[0].refused, found[1].address.as_deref()), (10, true, Some("192.0.2.11")));
    let denied = world.store.me().sign_ins(&ALL, 10).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
    let plan = world.store.me().explain_sign_ins(&own).await.unwrap().join("\n");
    if !world.postgres() {
        assert!(plan.contains("audit_event_by_actor_id") && !plan.contains("USE TEMP B-TREE"), "{plan}");
    }
});

on_both!(everything_is_taken_along_and_nobody_elses, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Admin).await;
    let ben = world.member(&acme, "Ben", Role::Member).await;
    let (_, mut record) = signed_in(&world, ann.id, Some(acme.id), "secret-sid");
    sessions(&world).create(&mut record).await.unwrap();
    for _ in 0..4 {
        world.record(&[act(&world, ann.id, "member.add"), act(&world, ben.id, "member.remove")]).await;
    }
    let all = world.store.me().everything(&world.own(ann.id), 3).await.unwrap();
    assert_eq!(all["person"]["name"], "Ann");
    assert_eq!(all["memberships"][0]["role"], "admin");
    assert_eq!(all["identities"][0]["subject"], ann.id.to_string());
    assert_eq!(all["sessions"][0]["address"], "192.0.2.7");
    assert_eq!(all["events"].as_array().unwrap().len(), 3);
    assert!(all["events_note"].as_str().unwrap().contains("newest 3"));
    let text = all.to_string();
    assert!(!text.contains(&record.id.to_string()) && !text.contains("secret-sid"), "{text}");
    assert!(!text.contains("Ben") && !text.contains(&ben.id.to_string()) && !text.contains("member.remove"), "{text}");
    let all = world.store.me().everything(&world.own(ann.id), 4).await.unwrap();
    assert!(all.get("events_note").is_none());
});
