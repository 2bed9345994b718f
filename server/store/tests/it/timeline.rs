//! The timeline: pages, filters, what is new, the strip.

use std::collections::BTreeSet;

use chrono::Duration;
use dezky_domain::{
    audit::{Class, NewEvent, Outcome, Source},
    timeline::{TenantFilter, TimelineFilter},
};
use dezky_store::Query;

use crate::support::{ALL, World, minutes};

fn filtered(filter: TimelineFilter) -> Query {
    Query { filter, ..Query::default() }
}

async fn ids(world: &World, query: &Query) -> Vec<dezky_domain::id::EventId> {
    let page = world.store.timeline().page(&ALL, query, None, 100).await.unwrap();
    let found = page.iter().map(|event| event.event.id).collect();
    let newer = world.store.timeline().newer(&ALL, query, 0, 100).await.unwrap();
    assert_eq!(newer, page, "what is new is filtered like the page: {query:?}");
    assert_eq!(world.store.timeline().count_newer(&ALL, query, 0, 100).await.unwrap(), page.len() as u64);
    found
}

on_both!(pages_cover_everything_once, |world| async move {
    let acme = world.tenant("acme").await;
    let mut events: Vec<_> = (0..107).map(|_| world.event()).collect();
    for (place, event) in events.iter_mut().enumerate() {
        // Four moments only, so that most neighbours share one.
        event.occurred += Duration::microseconds((place as i64 * 7) % 4);
        event.tenant = (place % 2 == 0).then_some(acme.id);
        // Found by the id, by the name, and by both.
        event.actor.id = (place % 3 != 0).then(|| "Mara Quist".into());
    }
    world.record(&events).await;
    let actor = TimelineFilter { actor: Some("Mara Quist".into()), ..TimelineFilter::default() };
    for (scope, filter, total) in [
        (ALL, TimelineFilter::default(), 107),
        (ALL, actor.clone(), 107),
        (world.within(&acme), TimelineFilter::default(), 54),
        (world.within(&acme), actor, 54),
    ] {
        let (query, mut seen, mut order, mut before) = (filtered(filter), BTreeSet::new(), Vec::new(), None);
        loop {
            let page = world.store.timeline().page(&scope, &query, before, 10).await.unwrap();
            let Some(last) = page.last() else { break };
            before = Some(last.cursor());
            order.extend(page.iter().map(|event| (event.event.occurred, event.seq)));
            for event in page {
                assert!(seen.insert(event.seq), "twice: {event:?}");
            }
        }
        assert_eq!(seen.len(), total);
        assert!(order.is_sorted_by(|newer, older| newer > older));
    }
});

on_both!(every_filter_finds_its_own, |world| async move {
    let acme = world.tenant("acme").await;
    let plain = world.event();
    let but = |change: &dyn Fn(&mut NewEvent)| {
        let mut event = world.event();
        event.occurred -= minutes(60);
        change(&mut event);
        event
    };
    let attributed = but(&|event| event.tenant = Some(acme.id));
    let source = but(&|event| event.source = Source::Stalwart);
    let actor = but(&|event| (event.actor.id, event.actor.name) = (Some("u-otto".into()), Some("Otto".into())));
    let action = but(&|event| event.action = "file_rename".into());
    let target = but(&|event| (event.target.id, event.target.name) = (Some("f-2".into()), Some("/Final/a.odg".into())));
    let refused = but(&|event| event.outcome = Outcome::Refused);
    let words = but(&|event| drop(event.words.insert("to".into(), "BUDGET 100%_\\Größe".into())));
    let old = but(&|event| event.occurred -= minutes(600));
    let others = [&attributed, &source, &actor, &action, &target, &refused, &words, &old];
    let mut all: Vec<NewEvent> = others.into_iter().cloned().collect();
    all.push(plain.clone());
    world.record(&all).await;

    let filter = TimelineFilter::default;
    let text = |text: &str| TimelineFilter { text: text.into(), ..filter() };
    for (filter, expected) in [
        (TimelineFilter { tenant: Some(TenantFilter::Slug("acme".into())), ..filter() }, &attributed),
        (TimelineFilter { source: Some(Source::Stalwart), ..filter() }, &source),
        (TimelineFilter { actor: Some("u-otto".into()), ..filter() }, &actor),
        (TimelineFilter { actor: Some("Otto".into()), ..filter() }, &actor),
        (TimelineFilter { action: Some("file_rename".into()), ..filter() }, &action),
        (TimelineFilter { target: Some("f-2".into()), ..filter() }, &target),
        (TimelineFilter { target: Some("/Final/a.odg".into()), ..filter() }, &target),
        (TimelineFilter { outcome: Some(Outcome::Refused), ..filter() }, &refused),
        (text("budget"), &words),
        (text("grÖsse"), &plain),
        (text("GRÖßE"), &words),
        (text("100%_\\"), &words),
    ] {
        let expected = if filter.text == "grÖsse" { vec![] } else { vec![expected.id] };
        assert_eq!(ids(&world, &filtered(filter.clone())).await, expected, "{filter:?}");
    }
    for (query, left_out) in [
        (filtered(TimelineFilter { tenant: Some(TenantFilter::Unattributed), ..filter() }), attributed.id),
        (filtered(TimelineFilter { outcome: Some(Outcome::Done), ..filter() }), refused.id),
        (filtered(TimelineFilter { source: Some(Source::Ocis), ..filter() }), source.id),
        (Query { from: Some(world.now() - minutes(61)), ..Query::default() }, old.id),
        (Query { until: Some(world.now()), ..Query::default() }, plain.id),
    ] {
        let found = ids(&world, &query).await;
        assert_eq!((found.len(), found.contains(&left_out)), (8, false), "{query:?}");
    }
    for nothing in [
        TimelineFilter { tenant: Some(TenantFilter::Slug("nobody".into())), ..filter() },
        TimelineFilter { actor: Some("Otto".into()), action: Some("file_rename".into()), ..filter() },
        TimelineFilter { actor: Some("otto".into()), ..filter() },
        TimelineFilter { target: Some("f-2".into()), actor: Some("Otto".into()), ..filter() },
        text("a%b"),
        text("f_2"),
        text("\\\\"),
    ] {
        assert_eq!(ids(&world, &filtered(nothing.clone())).await, [], "{nothing:?}");
    }
    let both = TimelineFilter { target: Some("f-2".into()), actor: Some("Mara Quist".into()), ..filter() };
    assert_eq!(ids(&world, &filtered(both)).await, [target.id]);
});

on_both!(the_text_filter_leaves_the_raw_record_alone, |world| async move {
    let mut event = world.event();
    event.raw = Some("hidden".into());
    event.words.insert("@space".into(), "hidden".into());
    event.ip = Some("192.0.2.7".into());
    world.record(&[event.clone()]).await;
    let text = |text: &str| filtered(TimelineFilter { text: text.into(), ..TimelineFilter::default() });
    assert_eq!(ids(&world, &text("hidden")).await, []);
    for word in ["mara", "U-MARA", "file_create", "cover", "192.0.2.7"] {
        assert_eq!(ids(&world, &text(word)).await, [event.id], "{word}");
    }
});

on_both!(what_is_new_is_counted_from_the_head, |world| async move {
    let timeline = world.store.timeline();
    assert_eq!((timeline.head(&ALL).await.unwrap(), timeline.oldest(&ALL).await.unwrap()), (0, None));
    world.record(&[world.event()]).await;
    let head = timeline.head(&ALL).await.unwrap();
    let mut late = world.event();
    late.occurred -= minutes(90);
    world.record(&[late.clone()]).await;
    let newer = timeline.newer(&ALL, &Query::default(), head, 10).await.unwrap();
    assert_eq!(newer.iter().map(|event| event.event.id).collect::<Vec<_>>(), [late.id], "stored later, though older");
    assert_eq!(timeline.oldest(&ALL).await.unwrap(), Some(late.occurred));
    let more: Vec<_> = (0..9).map(|_| world.event()).collect();
    world.record(&more).await;
    assert_eq!(timeline.count_newer(&ALL, &Query::default(), head, 5).await.unwrap(), 5, "counted to the cap");
    assert_eq!(timeline.newer(&ALL, &Query::default(), head, 5).await.unwrap().len(), 5);
});

on_both!(the_strip_has_96_quarters, |world| async move {
    let day = world.now() - minutes(10 * 60);
    let at = |minute: i64, outcome| {
        let mut event = world.event();
        (event.occurred, event.outcome) = (day + minutes(minute), outcome);
        event
    };
    let mut gap = at(60, Outcome::Done);
    (gap.class, gap.action) = (Class::Gap, "gap".into());
    gap.words.insert("since".into(), (day + minutes(31)).to_rfc3339());
    let late = Duration::microseconds(1);
    let mut last = at(24 * 60, Outcome::Done);
    last.occurred -= late;
    let events = [
        at(0, Outcome::Done),
        at(14, Outcome::Refused),
        at(15, Outcome::Failed),
        at(-1, Outcome::Done),
        at(24 * 60, Outcome::Done),
        last,
        gap,
    ];
    world.record(&events).await;
    let strip = world.store.timeline().strip(&ALL, day).await.unwrap();
    assert_eq!(strip.len(), 96);
    let counts = |place: usize| (strip[place].events, strip[place].refused);
    assert_eq!((counts(0), counts(1), counts(4), counts(95)), ((2, 1), (1, 1), (1, 0), (1, 0)));
    assert_eq!(strip.iter().map(|quarter| quarter.events).sum::<u32>(), 5);
    let lost: Vec<_> = (0..96).filter(|place| strip[*place].lost).collect();
    assert_eq!(lost, [2, 4], "where it was last whole, and where it was found out");
});
