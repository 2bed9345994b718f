//! Events and the cursor behind them: together or not at all, and each once.

use std::collections::BTreeMap;

use dezky_domain::{
    audit::{Change, Class, NewEvent, Outcome, Source},
    id::{EventId, FileId},
};
use dezky_store::Query;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement, TransactionTrait as _};

use crate::support::{ALL, minutes};

on_both!(events_and_cursor_come_together, |world| async move {
    let file = FileId::new(&*world.clock);
    for save in [false, true] {
        let work = world.store.begin().await.unwrap();
        assert_eq!(work.audit().record(&[world.event(), world.event()]).await.unwrap(), 2);
        work.sources().ensure(Source::Ocis, Some("/log"), world.now()).await.unwrap();
        work.sources().cursor(Source::Ocis, file, "{}", "/log", 7, 90, 100, false, world.now()).await.unwrap();
        if save {
            work.save().await.unwrap();
        } else {
            drop(work);
        }
        let kept = if save { 2 } else { 0 };
        let page = world.store.timeline().page(&ALL, &Query::default(), None, 10).await.unwrap();
        assert_eq!(page.len(), kept);
        let strip = world.store.timeline().strip(&ALL, world.now()).await.unwrap();
        assert_eq!(strip[0].events as usize, kept);
        let cursors = world.store.sources().cursors(Source::Ocis).await.unwrap();
        assert_eq!(cursors, if save { vec![(file, "{}".to_owned())] } else { vec![] });
    }
});

on_both!(the_same_position_counts_once, |world| async move {
    let (first, mut again, mut elsewhere) = (world.event(), world.event(), world.event());
    again.position.clone_from(&first.position);
    elsewhere.position.clone_from(&first.position);
    elsewhere.source = Source::Stalwart;
    assert_eq!(world.record(&[first.clone(), again.clone()]).await, 1, "in one batch");
    assert_eq!(world.record(&[again, elsewhere.clone()]).await, 1, "and in the next; per source");
    let page = world.store.timeline().page(&ALL, &Query::default(), None, 10).await.unwrap();
    assert_eq!(page.iter().map(|event| event.event.id).collect::<Vec<_>>(), [elsewhere.id, first.id]);
    assert_eq!(world.store.timeline().strip(&ALL, world.now()).await.unwrap()[0].events, 2);
    let overview = world.store.sources().overview(&ALL, world.now()).await.unwrap();
    assert_eq!(overview.iter().map(|status| status.kept).collect::<Vec<_>>(), [0, 0, 1, 1]);
});

on_both!(what_is_new_is_stored_unless_it_is_there, |world| async move {
    let many: Vec<_> = (0..20).map(|_| world.event()).collect();
    let stored = async |events: &[NewEvent]| {
        let work = world.store.begin().await.unwrap();
        let kept = work.audit().record_new(events).await?;
        work.save().await.map(|()| kept)
    };
    assert_eq!(stored(&many).await.unwrap(), 20);
    let mut again = many.clone();
    again.push(world.event());
    again.iter_mut().for_each(|event| event.id = EventId::new(&*world.clock));
    stored(&again).await.unwrap_err();
    stored(&again[19..]).await.unwrap_err();
    assert_eq!(world.store.timeline().strip(&ALL, world.now()).await.unwrap()[0].events, 20, "all or nothing");
    assert_eq!(world.record(&again).await, 1, "who looks finds what is missing");
    assert_eq!(stored(&[]).await.unwrap(), 0);
});

on_both!(a_batch_of_any_size_is_stored_and_counted, |world| async move {
    for size in [1_000, 999, 1, 257, 0] {
        let mut events: Vec<_> = (0..size).map(|_| world.event()).collect();
        for (place, event) in events.iter_mut().enumerate() {
            event.occurred += minutes(place as i64 % 60);
            if place % 10 == 0 {
                event.outcome = Outcome::Failed;
            }
        }
        let before = world.store.timeline().strip(&ALL, world.now()).await.unwrap();
        assert_eq!(world.record(&events).await, size);
        let after = world.store.timeline().strip(&ALL, world.now()).await.unwrap();
        let added = |part: fn(&dezky_domain::timeline::Quarter) -> u32| {
            (after.iter().map(part).sum::<u32>() - before.iter().map(part).sum::<u32>()) as usize
        };
        assert_eq!((added(|q| q.events), added(|q| q.refused)), (size, size.div_ceil(10)));
    }
});

on_both!(many_come_back_as_they_were, |world| async move {
    let odd = ["", "\\N", "a\tb\nc\r\\", "\"quoted\", {}", "\u{fdd0}", "Küche 🎉", "\u{202e}"];
    let mut events: Vec<_> = (0..70).map(|_| world.event()).collect();
    for (place, event) in events.iter_mut().enumerate() {
        let text = odd[place % odd.len()].to_owned();
        event.target.name = (place % 3 > 0).then(|| text.clone());
        event.words = BTreeMap::from([("name".to_owned(), text.clone())]);
        event.raw = Some(text);
    }
    let (known, new) = events.split_at(35);
    assert_eq!(world.record(known).await, 35);
    assert_eq!(world.record(&events).await, 35, "those that are there already are left out");
    for event in known.iter().chain(new) {
        let shown = world.store.timeline().event(&ALL, event.id).await.unwrap().unwrap().event;
        let told = |event: &NewEvent| (event.target.clone(), event.words.clone(), event.raw.clone(), event.ip.clone());
        assert_eq!(told(&shown), told(event));
    }
});

// A request is given up when its client hangs up, at whatever it waits for.
on_both!(what_is_given_up_midway_disturbs_nobody, |world| async move {
    if !world.postgres() {
        return;
    }
    let db = world.raw().await;
    let waits = "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NEW; END $$;
        CREATE TRIGGER wait BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION wait()";
    db.execute_unprepared(waits).await.unwrap();
    let holder = db.begin().await.unwrap();
    holder.execute_unprepared("SELECT pg_advisory_xact_lock(42)").await.unwrap();
    let events: Vec<_> = (0..20).map(|_| world.event()).collect();
    let work = world.store.begin().await.unwrap();
    let waiting = async {
        let text = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        let count = || Statement::from_string(DbBackend::Postgres, text);
        while db.query_one_raw(count()).await.unwrap().unwrap().try_get_by_index::<i64>(0).unwrap() == 0 {}
    };
    let audit = work.audit();
    tokio::select! {
        stored = audit.record(&events) => panic!("{stored:?}"),
        () = waiting => {}
    }
    drop(work);
    holder.rollback().await.unwrap();
    db.execute_unprepared("DROP TRIGGER wait ON audit_event").await.unwrap();
    for count in 1..=20 {
        assert_eq!(world.record(&[world.event()]).await, 1);
        let page = world.store.timeline().page(&ALL, &Query::default(), None, 50).await.unwrap();
        assert_eq!(page.len(), count, "each is given its own answer");
    }
    assert_eq!(world.record(&events).await, 20);
});

on_both!(an_event_comes_back_as_it_was, |world| async move {
    let acme = world.tenant("acme").await;
    let mut event = world.event();
    event.tenant = Some(acme.id);
    event.occurred_known = false;
    event.class = Class::Unknown;
    event.words = BTreeMap::from([("space".into(), "Küche „7“ 🎉".into())]);
    event.changes = vec![Change { field: "role".into(), before: None, after: Some("admin".into()) }];
    event.ip = Some("2001:db8::1".into());
    event.user_agent = Some("curl/8".into());
    event.request = Some("0123456789".into());
    event.raw = Some("{\"a\":1}".into());
    event.raw_sha256 = Some("ab".repeat(32));
    event.format = Some("relay".into());
    let mut told = event.clone();
    told.words.insert("@space".into(), "s-1".into());
    told.words.insert("@account".into(), "u-1".into());
    world.record(&[told]).await;
    let stored = world.store.timeline().event(&ALL, event.id).await.unwrap().unwrap();
    assert_eq!(stored.event, event, "without the reserved words");
    assert_eq!(stored.tenant.unwrap().slug, acme.slug);
});

on_both!(the_sequence_rises_in_the_order_of_commits, |world| async move {
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let world = std::sync::Arc::clone(&world);
        tasks.push(tokio::spawn(async move {
            for _ in 0..20 {
                world.record(&[world.event(), world.event()]).await;
            }
        }));
    }
    // Whoever follows the head misses nothing, however many write at once.
    let (mut head, mut seen) = (0, 0);
    loop {
        let last = tasks.iter().all(tokio::task::JoinHandle::is_finished);
        let newer = world.store.timeline().newer(&ALL, &Query::default(), head, 1_000).await.unwrap();
        head = newer.iter().map(|event| event.seq).max().unwrap_or(head);
        seen += newer.len();
        if last {
            break;
        }
    }
    assert_eq!(seen, 320);
    for task in tasks {
        task.await.unwrap();
    }
});
