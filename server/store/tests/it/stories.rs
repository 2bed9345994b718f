//! Events that tell of one act are one entry, whatever came first; a reader of a source that lost it stores nothing.

use dezky_domain::{
    audit::{Attribution, AuditEvent, Class, NewEvent, Outcome, Showing, Source},
    id::EventId,
    timeline::TimelineFilter,
};
use dezky_store::{Echo, Query, engine_story};

use crate::support::{ALL, World, minutes};

fn told(world: &World, source: Source, action: &str, story: &str) -> NewEvent {
    let event = world.event();
    // An engine's own story is named by its request.
    let request = story.split_once(':').map(|(_, request)| request.to_owned());
    NewEvent { source, action: action.to_owned(), story: Some(story.to_owned()), request, ..event }
}

async fn find(world: &World, id: EventId) -> AuditEvent {
    world.store.timeline().event(&ALL, id).await.unwrap().unwrap()
}

async fn page(world: &World, filter: TimelineFilter) -> Vec<EventId> {
    let query = Query { filter, ..Query::default() };
    let events = world.store.timeline().page(&ALL, &query, None, 100).await.unwrap();
    events.into_iter().map(|event| event.event.id).collect()
}

/// Entries and noise of today, as the strip and the filters count them.
async fn counted(world: &World) -> (u32, u64) {
    let day = world.now() - minutes(60);
    let strip = world.store.timeline().strip(&ALL, day).await.unwrap();
    let noise = world.store.timeline().noise(&ALL, day).await.unwrap();
    (strip.iter().map(|quarter| quarter.events).sum(), noise)
}

async fn expect(world: &World, source: Source, key: &str, story: &str) {
    let echo = Echo { source, key: key.to_owned(), at: world.now(), story: story.to_owned() };
    let work = world.store.begin().await.unwrap();
    work.stories().expect(&[echo]).await.unwrap();
    work.save().await.unwrap();
}

on_both!(the_most_telling_event_of_a_request_leads_however_late_it_comes, |world| async move {
    let story = engine_story(Source::Authentik, "r1");
    let of = |telling, class| NewEvent { telling, class, ..told(&world, Source::Authentik, "model_updated", &story) };
    let (noise, weak, strong) = (of(100, Class::Noise), of(10, Class::Mutation), of(50, Class::Mutation));
    world.record(std::slice::from_ref(&noise)).await;
    assert_eq!(find(&world, noise.id).await.showing, Showing::Noise);
    assert_eq!(counted(&world).await, (0, 1));
    world.record(std::slice::from_ref(&weak)).await;
    assert_eq!(find(&world, noise.id).await.head, Some(weak.id), "noise never leads what isn't");
    world.record(std::slice::from_ref(&strong)).await;
    for part in [&noise, &weak] {
        let part = find(&world, part.id).await;
        assert_eq!((part.showing, part.head), (Showing::Part, Some(strong.id)));
    }
    assert_eq!(page(&world, TimelineFilter::default()).await, [strong.id]);
    assert_eq!(counted(&world).await, (1, 0));
    let parts = world.store.timeline().parts(&ALL, &[strong.id], 1).await.unwrap().remove(&strong.id).unwrap();
    assert_eq!((parts.count, parts.first.len(), parts.systems), (2, 1, vec![Source::Authentik]));
    assert_eq!(world.record(&[strong]).await, 0, "again is nothing");
    assert_eq!(counted(&world).await, (1, 0));
});

on_both!(what_dezky_did_leads_its_steps_and_what_engines_tell, |world| async move {
    let acme = world.tenant("acme").await;
    let own = |action: &str, outcome| {
        let event = told(&world, Source::Platform, action, "request-1");
        NewEvent { tenant: Some(acme.id), attribution: Attribution::Own, outcome, ..event }
    };
    let act = own("member.add", Outcome::Done);
    let (step, failed) = (own("provision.step", Outcome::Done), own("provision.step", Outcome::Failed));
    let engine = told(&world, Source::Authentik, "model_created", &engine_story(Source::Authentik, "r1"));
    let more = told(&world, Source::Authentik, "model_updated", &engine_story(Source::Authentik, "r1"));
    world.record(&[engine.clone(), more.clone()]).await;
    world.record(std::slice::from_ref(&act)).await;
    world.record(&[step.clone(), failed.clone()]).await;
    expect(&world, Source::Authentik, "r1", "request-1").await;
    let where_is = async |event: &NewEvent| {
        let found = find(&world, event.id).await;
        (found.showing, found.head, found.tenant.map(|tenant| tenant.id))
    };
    assert_eq!(where_is(&act).await, (Showing::Entry, None, Some(acme.id)));
    assert_eq!(where_is(&step).await, (Showing::Part, Some(act.id), Some(acme.id)));
    assert_eq!(where_is(&failed).await, (Showing::Entry, None, Some(acme.id)), "what failed is seen");
    assert_eq!(where_is(&engine).await, (Showing::Echo, Some(act.id), Some(acme.id)), "and is theirs");
    assert_eq!(where_is(&more).await.0, Showing::Part);
    // Who asks for the engine sees what it says; who doesn't sees the act.
    let of_engine = TimelineFilter { source: Some(Source::Authentik), ..TimelineFilter::default() };
    assert_eq!(page(&world, of_engine).await, [engine.id]);
    let all = page(&world, TimelineFilter::default()).await;
    assert!(all.contains(&act.id) && all.contains(&failed.id) && all.len() == 2, "{all:?}");
    assert_eq!(counted(&world).await, (2, 0));
});

on_both!(what_one_act_did_to_two_tenants_is_an_entry_in_each, |world| async move {
    let (acme, globex) = (world.tenant("acme").await, world.tenant("globex").await);
    let own = |tenant: &dezky_domain::tenant::Tenant, action: &str| {
        let event = told(&world, Source::Platform, action, "request-1");
        NewEvent { tenant: Some(tenant.id), attribution: Attribution::Own, ..event }
    };
    let (act, here) = (own(&acme, "member.suspend"), own(&acme, "provision.step"));
    let (there, more) = (own(&globex, "provision.step"), own(&globex, "provision.step"));
    world.record(&[act.clone(), here.clone(), there.clone(), more.clone()]).await;
    assert_eq!(find(&world, here.id).await.head, Some(act.id));
    assert_eq!(find(&world, there.id).await.showing, Showing::Entry, "Globex reads of it, too");
    assert_eq!(find(&world, more.id).await.head, Some(there.id));
    let theirs = world.store.timeline().page(&world.within(&globex), &Query::default(), None, 10).await.unwrap();
    assert_eq!(theirs.iter().map(|event| event.event.id).collect::<Vec<_>>(), [there.id]);
});

on_both!(an_echo_is_near_in_time_and_not_what_a_person_did, |world| async move {
    let act = told(&world, Source::Platform, "member.add", "request-1");
    world.record(std::slice::from_ref(&act)).await;
    let near = world.event();
    let far = NewEvent { occurred: world.now() - minutes(5), ..world.event() };
    world.record(&[near.clone(), far.clone()]).await;
    expect(&world, Source::Ocis, "f-cover", "request-1").await;
    assert_eq!(find(&world, near.id).await.head, Some(act.id));
    assert_eq!(find(&world, far.id).await.head, None);
    let work = world.store.begin().await.unwrap();
    let did = work.stories().recall(Source::Ocis, &["f-cover", "other"]).await.unwrap();
    assert_eq!(did.nearest("f-cover", world.now()), Some("request-1"));
    assert_eq!(did.nearest("f-cover", world.now() + minutes(5)), None);
    assert_eq!(did.nearest("other", world.now()), None);
    assert_eq!(work.stories().forget(world.now() + minutes(1), 10).await.unwrap(), 1);
});

on_both!(one_of_each_channel_meet_and_no_more, |world| async move {
    let mut told = Vec::new();
    for channel in ["log", "log", "webhook", "webhook", "webhook", "log"] {
        world.clock.advance(minutes(1));
        told.push((NewEvent { source: Source::Stalwart, ..world.event() }, channel.to_owned()));
    }
    let work = world.store.begin().await.unwrap();
    let mut met = Vec::new();
    for (event, channel) in &told {
        met.push(work.stories().meet(event, "key", channel).await.unwrap());
    }
    work.save().await.unwrap();
    let ids: Vec<EventId> = told.iter().map(|(event, _)| event.id).collect();
    assert_eq!(met, [None, None, Some(ids[0]), Some(ids[1]), None, Some(ids[4])]);
});

on_both!(a_source_has_one_reader_and_a_late_one_is_refused, |world| async move {
    let source = Source::Authentik;
    let (now, soon) = (world.now(), world.now() + minutes(1));
    let work = world.store.begin().await.unwrap();
    work.sources().ensure(source, None, now).await.unwrap();
    let first = work.sources().claim(source, "one", now, soon).await.unwrap().unwrap();
    assert_eq!(work.sources().claim(source, "two", now, soon).await.unwrap(), None, "it has one");
    assert!(work.sources().hold(source, first, soon).await.unwrap());
    let second = work.sources().claim(source, "two", soon, soon + minutes(1)).await.unwrap().unwrap();
    assert!(!work.sources().hold(source, first, soon).await.unwrap(), "too late");
    work.sources().let_go(source, first).await.unwrap();
    assert!(work.sources().hold(source, second, soon).await.unwrap(), "a late one lets go of nothing");
    work.sources().progress(source, "{}").await.unwrap();
    // Paused, it is nobody's, and nobody can have it.
    assert!(work.sources().pause(source, true).await.unwrap());
    assert!(!work.sources().pause(source, true).await.unwrap());
    assert!(!work.sources().hold(source, second, soon).await.unwrap());
    assert_eq!(work.sources().claim(source, "three", soon, soon).await.unwrap(), None);
    assert!(work.sources().pause(source, false).await.unwrap());
    assert!(work.sources().claim(source, "three", soon, soon + minutes(1)).await.unwrap().is_some());
    work.save().await.unwrap();
    assert_eq!(world.store.sources().progress(source).await.unwrap().as_deref(), Some("{}"));
});
