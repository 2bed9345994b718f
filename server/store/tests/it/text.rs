//! Hostile text: whatever people and engines write is kept, and finds itself again.

use dezky_domain::{
    access::Role,
    member::PeopleQuery,
    timeline::{TenantFilter, TimelineFilter},
};
use dezky_store::Query;

use crate::support::{ALL, identity};

on_both!(nul_becomes_the_replacement_character_everywhere, |world| async move {
    let acme = world.tenant("acme").await;
    let mut event = world.event();
    event.actor.name = Some("Ma\0ra".into());
    event.target.name = Some("a\0.odt".into());
    event.action = "file\0create".into();
    event.position = "p\0".into();
    event.raw = Some("{\"a\":\"\0\"}".into());
    event.words.insert("k\0".into(), "v\0".into());
    event.user_agent = Some("\0".into());
    assert_eq!(world.record(&[event.clone()]).await, 1);
    let stored = world.store.timeline().event(&ALL, event.id).await.unwrap().unwrap().event;
    assert_eq!(stored.actor.name.as_deref(), Some("Ma\u{fffd}ra"));
    assert_eq!(stored.words.get("k\u{fffd}").map(String::as_str), Some("v\u{fffd}"));
    assert_eq!(stored.raw.as_deref(), Some("{\"a\":\"\u{fffd}\"}"));
    for filter in [
        TimelineFilter { actor: Some("Ma\0ra".into()), ..TimelineFilter::default() },
        TimelineFilter { target: Some("a\0.odt".into()), ..TimelineFilter::default() },
        TimelineFilter { action: Some("file\0create".into()), ..TimelineFilter::default() },
        TimelineFilter { text: "v\0".into(), ..TimelineFilter::default() },
    ] {
        let query = Query { filter, ..Query::default() };
        assert_eq!(world.store.timeline().page(&ALL, &query, None, 5).await.unwrap().len(), 1, "{query:?}");
    }
    let tenant = Some(TenantFilter::Slug("ac\0me".into()));
    let query = Query { filter: TimelineFilter { tenant, ..TimelineFilter::default() }, ..Query::default() };
    assert_eq!(world.store.timeline().page(&ALL, &query, None, 5).await.unwrap(), []);

    world.member(&acme, "No\0name", Role::Member).await;
    let query = PeopleQuery { text: "no\0NAME".into(), ..PeopleQuery::default() };
    let list = world.store.people().list(&world.within(&acme), &query).await.unwrap();
    assert_eq!(list.page.rows[0].name, "No\u{fffd}name");
    assert_eq!(world.store.tenants().list(&ALL, "\0").await.unwrap(), []);
    assert_eq!(world.store.people().by_identity(&ALL, &identity("\0", "\0")).await.unwrap(), None);
    assert_eq!(world.store.people().by_subject_under(&ALL, "\0", "\0").await.unwrap(), None);
});

on_both!(text_that_looks_like_the_database_s_own_is_kept, |world| async move {
    let words =
        ["", "NULL", "null", "{}", "{\"a\",b}", "a,b", r#"\x00 \" \\ '' $1"#, "'); DROP TABLE person; --", " \t\n "];
    let mut events: Vec<_> = words.iter().map(|_| world.event()).collect();
    for (event, word) in events.iter_mut().zip(words) {
        event.actor.name = Some(word.to_owned());
        event.target.name = None;
        event.raw = Some(word.to_owned());
        event.words.insert("k".into(), word.to_owned());
    }
    assert_eq!(world.record(&events).await, words.len());
    for event in events {
        let stored = world.store.timeline().event(&ALL, event.id).await.unwrap().unwrap().event;
        assert_eq!(stored, event);
    }
});

on_both!(words_of_any_length_are_kept, |world| async move {
    // Random, so that PostgreSQL can't press them into an index row.
    let long: String = (0..400).map(|_| world.event().id.to_string()).collect();
    let mut event = world.event();
    event.actor.name = Some(format!("{long}a"));
    event.actor.id = Some(format!("{long}i"));
    event.target.id = Some(format!("{long}b"));
    event.target.name = Some(format!("{long}c"));
    event.words.insert("@space".into(), long.clone());
    event.words.insert("@account".into(), long.clone());
    let mut other = event.clone();
    (other.id, other.position) = (world.event().id, "other".into());
    other.target.id = Some(format!("{long}other"));
    assert_eq!(world.record(&[event.clone(), other]).await, 2);
    let target = Some(format!("{long}b"));
    let query = Query { filter: TimelineFilter { target, ..TimelineFilter::default() }, ..Query::default() };
    let found = world.store.timeline().page(&ALL, &query, None, 5).await.unwrap();
    assert_eq!(found.iter().map(|event| event.event.id).collect::<Vec<_>>(), [event.id]);
    assert_eq!(found[0].event.actor.name, event.actor.name, "nothing is cut off");
});

on_both!(a_beginning_is_not_the_whole, |world| async move {
    let mut events = [198, 199, 200, 201].map(|length| {
        let mut event = world.event();
        event.target.id = Some("é".repeat(length));
        event
    });
    events[0].actor.id = None;
    world.record(&events).await;
    for event in &events {
        let target = event.target.id.clone();
        let query = Query { filter: TimelineFilter { target, ..TimelineFilter::default() }, ..Query::default() };
        let found = world.store.timeline().page(&ALL, &query, None, 5).await.unwrap();
        assert_eq!(found.iter().map(|found| found.event.id).collect::<Vec<_>>(), [event.id]);
    }
});
