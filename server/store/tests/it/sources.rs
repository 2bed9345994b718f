//! What the page of sources shows.

use std::collections::BTreeMap;

use chrono::Duration;
use dezky_domain::{
    audit::{Class, Source},
    id::{FileId, QuarantineId},
    source::{GapCause, LedgerRow, Quarantined, SourceState, SourceStatus, Unreadable},
};

use crate::support::{ALL, World, minutes};

async fn ocis(world: &World) -> SourceStatus {
    let day = world.now() - minutes(600);
    let overview = world.store.sources().overview(&ALL, day).await.unwrap();
    assert_eq!(overview.iter().map(|status| status.source).collect::<Vec<_>>(), Source::HEARD);
    assert_eq!(overview[0].state, SourceState::Complete, "the platform itself");
    assert_eq!(overview[3].state, SourceState::Off);
    overview.into_iter().nth(2).unwrap()
}

on_both!(a_source_goes_through_its_states, |world| async move {
    assert_eq!(ocis(&world).await.state, SourceState::Off);
    world.record(&[world.event()]).await;
    assert_eq!((ocis(&world).await.state, ocis(&world).await.kept), (SourceState::Off, 1), "kept, but not followed");

    let file = FileId::new(&*world.clock);
    let step = async |offset: Option<u64>, error: Option<&str>| {
        let (work, now) = (world.store.begin().await.unwrap(), world.now());
        let sources = work.sources();
        sources.ensure(Source::Ocis, Some("/var/log/ocis"), now).await.unwrap();
        if let Some(offset) = offset {
            sources.cursor(Source::Ocis, file, "{}", "/var/log/ocis", u64::MAX, offset, 100, false, now).await.unwrap();
        }
        sources.polled(Source::Ocis, now, error).await.unwrap();
        work.save().await.unwrap();
        ocis(&world).await
    };
    assert_eq!(step(None, None).await.state, SourceState::Waiting);
    let failing = step(None, Some("permission denied")).await;
    assert_eq!((failing.state, failing.last_error.as_deref()), (SourceState::Failing, Some("permission denied")));
    let behind = step(Some(40), None).await;
    assert_eq!((behind.state, behind.lag_bytes, behind.last_error), (SourceState::Behind, 60, None));
    let read = step(Some(100), None).await;
    assert_eq!((read.state, read.lag_bytes, read.polled), (SourceState::Complete, 0, Some(world.now())));
    let followed = read.files[0].clone();
    assert_eq!((followed.id, followed.inode, followed.offset, followed.size), (file, u64::MAX, 100, 100));
    assert_eq!((read.path.as_deref(), read.last_event), (Some("/var/log/ocis"), Some(world.now())));

    let mut gap = world.event();
    (gap.class, gap.action) = (Class::Gap, "gap".into());
    world.record(&[gap]).await;
    let gaps = ocis(&world).await;
    assert_eq!((gaps.state, gaps.gaps, gaps.kept, gaps.last_hour), (SourceState::Gaps, 1, 2, 2));
    assert_eq!((gaps.strip.len(), gaps.strip[40].events, gaps.strip[40].lost), (96, 2, true));
    world.clock.advance(minutes(75));
    assert_eq!(ocis(&world).await.last_hour, 0);
});

on_both!(reads_are_counted_by_action, |world| async move {
    let long = "x".repeat(300);
    for _ in 0..2 {
        let work = world.store.begin().await.unwrap();
        let counts = BTreeMap::from([
            ("file_read".to_owned(), 3),
            ("a\0".to_owned(), 1),
            (format!("{long}a"), 1),
            (format!("{long}b"), 1),
        ]);
        work.sources().dropped(Source::Ocis, &counts).await.unwrap();
        work.save().await.unwrap();
    }
    let dropped = ocis(&world).await.dropped;
    let expected = [("file_read".to_owned(), 6), ("x".repeat(200), 4), ("a\u{fffd}".to_owned(), 2)];
    assert_eq!(dropped, expected);
});

on_both!(the_ledger_is_read_page_by_page_whatever_came_at_once, |world| async move {
    // All seen at one moment, as a batch is.
    let record = |number: u32| Quarantined {
        id: QuarantineId::new(&*world.clock),
        source: Source::Ocis,
        seen: world.now(),
        position: format!("f:{number}"),
        reason: Unreadable::NotJson,
        length: 1,
        bytes: Vec::new(),
        sha256: "00".repeat(32),
        settled: None,
    };
    let records: Vec<_> = (0..120).map(record).collect();
    let work = world.store.begin().await.unwrap();
    work.sources().quarantine(Source::Ocis, &records).await.unwrap();
    work.save().await.unwrap();
    let mut gap = world.event();
    (gap.class, gap.observed) = (Class::Gap, world.now());
    gap.words = [("cause".to_owned(), "vanished".to_owned())].into();
    world.record(&[gap]).await;

    let (mut seen, mut gaps, mut pages, mut before) = (Vec::new(), 0, Vec::new(), None);
    loop {
        let page = world.store.sources().ledger(&ALL, before).await.unwrap();
        pages.push(page.rows.len());
        for row in page.rows {
            match row {
                LedgerRow::Gap { .. } => gaps += 1,
                LedgerRow::Quarantined(record) => seen.push(record.id),
            }
        }
        before = page.older;
        if before.is_none() {
            break;
        }
        assert_eq!(before.unwrap().to_string().parse(), Ok(before.unwrap()));
    }
    assert_eq!((pages, gaps), (vec![50, 50, 21], 1));
    let mut all: Vec<_> = records.iter().map(|record| record.id).collect();
    all.sort_unstable_by_key(|id| std::cmp::Reverse(id.uuid()));
    assert_eq!(seen, all, "each once, the newest first");
});

on_both!(the_ledger_has_gaps_and_quarantine, |world| async move {
    let record = |seen, position: &str| Quarantined {
        id: QuarantineId::new(&*world.clock),
        source: Source::Ocis,
        seen,
        position: position.into(),
        reason: Unreadable::NotJson,
        length: 70_000,
        bytes: b"\0\xff{".to_vec(),
        sha256: "00".repeat(32),
        settled: None,
    };
    let one = record(world.now(), "f:1");
    let again = record(world.now(), "f:1");
    let two = record(world.now() + minutes(2), "f:2");
    let work = world.store.begin().await.unwrap();
    work.sources().quarantine(Source::Ocis, &[one.clone(), two.clone()]).await.unwrap();
    work.sources().quarantine(Source::Ocis, std::slice::from_ref(&again)).await.unwrap();
    work.save().await.unwrap();
    let mut gap = world.event();
    gap.class = Class::Gap;
    gap.observed = world.now() + minutes(1);
    let since = world.now() - minutes(3);
    let words = [("bytes", "4096".to_owned()), ("cause", "truncated".into()), ("since", since.to_rfc3339())];
    gap.words = words.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    world.record(&[gap.clone()]).await;

    let without = |record: &Quarantined| LedgerRow::Quarantined(Quarantined { bytes: Vec::new(), ..record.clone() });
    let lost = LedgerRow::Gap {
        source: Source::Ocis,
        seen: gap.observed,
        since: Some(since),
        bytes: Some(4096),
        cause: GapCause::Truncated,
    };
    let ledger = world.store.sources().ledger(&ALL, None).await.unwrap().rows;
    assert_eq!(ledger, [without(&two), lost, without(&one)], "the same position once");
    assert_eq!(world.store.sources().quarantined(&ALL, one.id).await.unwrap(), Some(one));
    assert_eq!(world.store.sources().quarantined(&ALL, again.id).await.unwrap(), None);
    assert_eq!(ocis(&world).await.quarantined, 2);
});

on_both!(finished_files_are_remembered, |world| async move {
    let [old, recent, current] = [(); 3].map(|()| FileId::new(&*world.clock));
    for (file, finished, days) in [(old, true, 0), (recent, true, 5), (current, false, 0), (current, false, 0)] {
        world.clock.advance(Duration::days(days));
        let work = world.store.begin().await.unwrap();
        let json = format!("{{\"finished\":{finished}}}");
        work.sources().cursor(Source::Ocis, file, &json, "/log", 1, 2, 3, finished, world.now()).await.unwrap();
        work.save().await.unwrap();
    }
    world.clock.advance(Duration::days(3));
    let files = world.store.sources().cursors(Source::Ocis).await.unwrap();
    let finished = || "{\"finished\":true}".to_owned();
    let expected = [(current, "{\"finished\":false}".to_owned()), (recent, finished()), (old, finished())];
    assert_eq!(files, expected);
    let work = world.store.begin().await.unwrap();
    work.sources().forget(Source::Ocis, old).await.unwrap();
    work.sources().forget(Source::Authentik, recent).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(world.store.sources().cursors(Source::Ocis).await.unwrap(), expected[..2]);
    assert_eq!(world.store.sources().cursors(Source::Authentik).await.unwrap(), []);
});
