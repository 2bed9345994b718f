//! Alerts: open once, counted, closed, opened again; and how far the timeline was watched.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    alert::{About, AboutKind, Alert, Channel, DeliveryState, Finding, Rule, Told},
    audit::{Class, Source},
    id::{AlertId, DeliveryId, FileId, QuarantineId},
    page::Cursor,
    provision::{Trouble, TroubleKind},
    source::{Quarantined, Unreadable},
};
use dezky_store::{Again, Raised, StoreError};

use crate::support::{ALL, World, minutes};

fn finding(world: &World, rule: Rule, kind: AboutKind, id: &str, mark: i64) -> Finding {
    let about = About { kind, id: id.to_owned(), name: id.to_uppercase() };
    Finding { rule, about, tenant: None, since: world.now(), mark, count: 1 }
}

fn to() -> Vec<(Channel, String)> {
    vec![(Channel::Mail, "ops@x.example".to_owned()), (Channel::Webhook, "https://hooks.example".to_owned())]
}

async fn raise(world: &World, finding: &Finding) -> Raised {
    let work = world.store.begin().await.unwrap();
    let raised = work.alerts().raise(finding, &to()).await.unwrap();
    work.save().await.unwrap();
    raised
}

async fn open(world: &World, finding: &Finding) -> Alert {
    match raise(world, finding).await {
        Raised::Opened(alert) => *alert,
        other => panic!("{other:?}"),
    }
}

async fn acknowledge(world: &World, id: AlertId) -> Option<Alert> {
    let work = world.store.begin().await.unwrap();
    let closed = work.alerts().acknowledge(&ALL, id, "Olga", "seen\0it", world.now()).await.unwrap();
    work.save().await.unwrap();
    closed
}

async fn one(world: &World, id: AlertId) -> Told {
    world.store.alerts().one(&ALL, id).await.unwrap().unwrap()
}

on_both!(an_alert_is_open_once_and_counts, |world| async move {
    let acme = world.tenant("acme").await;
    let mut first = finding(&world, Rule::NewOwner, AboutKind::Person, "ann", 7);
    first.tenant = Some(acme.id);
    let alert = open(&world, &first).await;
    assert_eq!((alert.key.as_str(), alert.count), (format!("person:ann@{}", acme.id).as_str(), 1));
    assert_eq!(alert.tenant.as_ref().map(|tenant| tenant.slug.clone()), Some(acme.slug.clone()));
    assert_eq!((alert.opened, alert.seen, &alert.closed), (world.now(), world.now(), &None));

    world.clock.advance(minutes(1));
    assert_eq!(raise(&world, &first).await, Raised::Known, "the same event again");
    first.mark = 8;
    assert_eq!(raise(&world, &first).await, Raised::Repeated);
    let told = one(&world, alert.id).await;
    assert_eq!((told.alert.count, told.alert.seen, told.alert.opened), (2, world.now(), alert.opened));
    let channels: Vec<_> = told.deliveries.iter().map(|delivery| (delivery.channel, delivery.to.as_str())).collect();
    assert_eq!(channels, [(Channel::Mail, "ops@x.example"), (Channel::Webhook, "https://hooks.example")], "once each");

    // Another tenant's is another alert.
    first.tenant = Some(world.tenant("bolt").await.id);
    open(&world, &first).await;
    assert_eq!(world.store.alerts().open(&ALL).await.unwrap().len(), 2);
});

on_both!(what_was_acknowledged_opens_again_only_for_something_new, |world| async move {
    let mut silent = finding(&world, Rule::SourceSilent, AboutKind::Source, "ocis", 100);
    let alert = open(&world, &silent).await;
    let closed = acknowledge(&world, alert.id).await.unwrap().closed.unwrap();
    assert_eq!((closed.at, closed.by.as_deref()), (world.now(), Some("Olga")));
    assert_eq!(closed.note.as_deref(), Some("seen\u{fffd}it"));
    assert_eq!(acknowledge(&world, alert.id).await, None, "once");
    assert_eq!(raise(&world, &silent).await, Raised::Known, "it is as silent as it was");
    silent.mark = 200;
    let again = open(&world, &silent).await;
    assert!(again.id != alert.id && one(&world, again.id).await.deliveries.len() == 2, "and is told again");

    let known = world.store.alerts().known_open().await.unwrap();
    assert_eq!(known.iter().map(|known| (known.id, known.mark)).collect::<Vec<_>>(), [(again.id, 200)]);
    let last = world.store.alerts().last(Rule::SourceSilent, "source:ocis").await.unwrap().unwrap();
    assert_eq!((last.id, last.open), (again.id, true));
    assert_eq!(world.store.alerts().last(Rule::Gap, "source:ocis").await.unwrap(), None);
});

on_both!(what_lasts_has_the_number_that_there_is_now, |world| async move {
    let mut unread = finding(&world, Rule::Quarantine, AboutKind::Source, "ocis", 1);
    unread.count = 40;
    let alert = open(&world, &unread).await;
    (unread.mark, unread.count) = (2, 41);
    assert_eq!(raise(&world, &unread).await, Raised::Repeated);
    assert_eq!(one(&world, alert.id).await.alert.count, 41);
});

on_both!(too_many_are_told_as_one, |world| async move {
    let address =
        |number: i64| finding(&world, Rule::FailedSignIns, AboutKind::Address, &format!("192.0.2.{number}"), number);
    for number in 1..=20 {
        open(&world, &address(number)).await;
    }
    let several = open(&world, &address(21)).await;
    assert_eq!((several.about.kind, several.key.as_str()), (AboutKind::Several, "several:"));
    for number in 22..=40 {
        assert_eq!(raise(&world, &address(number)).await, Raised::Repeated);
    }
    assert_eq!(raise(&world, &address(41)).await, Raised::Repeated);
    let mut again = address(3);
    again.mark = 99;
    assert_eq!(raise(&world, &again).await, Raised::Repeated, "one that is open counts for itself");
    assert_eq!(one(&world, several.id).await.alert.count, 21);
    assert_eq!(world.store.alerts().open(&ALL).await.unwrap().len(), 21);
    open(&world, &finding(&world, Rule::Gap, AboutKind::Source, "ocis", 1)).await;
});

on_both!(closed_ones_are_read_page_by_page, |world| async move {
    let mut ids = Vec::new();
    for number in 0..5 {
        let alert = open(&world, &finding(&world, Rule::Gap, AboutKind::Source, "ocis", number)).await;
        // Two of them at the same moment.
        world.clock.advance(minutes(i64::from(number != 3)));
        acknowledge(&world, alert.id).await.unwrap();
        ids.push(alert.id);
    }
    ids.reverse();
    let (mut read, mut before): (Vec<AlertId>, Option<Cursor>) = (Vec::new(), None);
    loop {
        let page = world.store.alerts().closed(&ALL, before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = last.alert.cursor();
        read.extend(page.iter().map(|told| told.alert.id));
    }
    assert_eq!(read, ids);
});

on_both!(of_two_that_watch_one_is_saved, |world| async move {
    world.record(&[world.event(), world.event()]).await;
    let at = world.store.alerts().position().await.unwrap();
    assert_eq!(at.seq, 0);
    let step = async |mark: i64| {
        let work = world.store.begin().await.unwrap();
        let ours = work.alerts().advance(&at, 2).await.unwrap();
        if ours {
            let found = finding(&world, Rule::Gap, AboutKind::Source, "ocis", mark);
            work.alerts().raise(&found, &to()).await.unwrap();
            work.save().await.unwrap();
        }
        ours
    };
    let (one, two) = tokio::join!(step(1), step(2));
    assert!(one != two, "{one} {two}");
    let open = world.store.alerts().open(&ALL).await.unwrap();
    assert!(open.len() == 1 && open[0].alert.count == 1, "{open:?}");
    assert_eq!(world.store.alerts().position().await.unwrap().seq, 2);
    assert!(!step(3).await, "from where it was read, and nowhere else");
});

on_both!(only_what_a_rule_may_mean_is_looked_at, |world| async move {
    let acts =
        ["file_create", "session.refused", "security.scan-ban", "security.ban", "partnerXenter", "partner.enter"];
    let mut events = acts.map(|action| {
        let mut event = world.event();
        (event.action, event.raw) = (action.to_owned(), Some("{}".to_owned()));
        event
    });
    events[0].class = Class::Gap;
    world.record(&events).await;
    let alerts = world.store.alerts();
    let patterns = ["session.refused", "security.*-ban", "partner.*"];
    let found = alerts.candidates(0, 6, &patterns, 10).await.unwrap();
    let actions: Vec<_> = found.iter().map(|event| (event.seq, event.event.action.as_str())).collect();
    let expected = [(1, "file_create"), (2, "session.refused"), (3, "security.scan-ban"), (6, "partner.enter")];
    assert_eq!(actions, expected);
    assert!(found.iter().all(|event| event.event.raw.is_none()), "a worker needs no raw records");
    let some = alerts.candidates(1, 5, &patterns, 1).await.unwrap();
    assert_eq!(some.iter().map(|event| event.seq).collect::<Vec<_>>(), [2]);
});

on_both!(a_source_is_heard_in_many_ways, |world| async move {
    let heard = async || world.store.alerts().heard(Source::Ocis).await.unwrap();
    assert_eq!(heard().await, None, "nobody connected it");
    world.record(&[world.event()]).await;
    assert_eq!(heard().await, None);
    let connect = async |file: bool| {
        world.clock.advance(minutes(1));
        let work = world.store.begin().await.unwrap();
        work.sources().ensure(Source::Ocis, Some("/log"), world.now()).await.unwrap();
        if file {
            let id = FileId::new(&*world.clock);
            work.sources().cursor(Source::Ocis, id, "{}", "/log", 1, 2, 3, false, world.now()).await.unwrap();
        }
        work.sources().polled(Source::Ocis, world.now() + minutes(60), None).await.unwrap();
        work.save().await.unwrap();
    };
    connect(false).await;
    assert_eq!(heard().await, Some(world.now()), "a look that finds nothing isn't a word");
    connect(true).await;
    assert_eq!(heard().await, Some(world.now()));
    world.clock.advance(minutes(1));
    // It says that it happened long ago, and was seen now.
    let mut late = world.event();
    late.occurred -= minutes(500);
    world.record(&[late]).await;
    assert_eq!(heard().await, Some(world.now()));
});

on_both!(what_is_unread_is_counted_with_its_ends, |world| async move {
    let unread = async || world.store.alerts().unread(Source::Ocis).await.unwrap();
    assert_eq!(unread().await, None);
    let first = world.now();
    for number in 0..3 {
        let record = Quarantined {
            id: QuarantineId::new(&*world.clock),
            source: Source::Ocis,
            seen: world.now(),
            position: format!("f:{number}"),
            reason: Unreadable::NotJson,
            length: 1,
            bytes: b"x".to_vec(),
            sha256: String::new(),
            settled: None,
        };
        let work = world.store.begin().await.unwrap();
        work.sources().quarantine(Source::Ocis, &[record]).await.unwrap();
        work.save().await.unwrap();
        world.clock.advance(minutes(1));
    }
    let found = unread().await.unwrap();
    assert_eq!((found.count, found.first, found.last), (3, first, first + minutes(2)));
    assert_eq!(world.store.alerts().unread(Source::Stalwart).await.unwrap(), None);
});

on_both!(failed_sign_ins_count_within_their_time, |world| async move {
    let start = world.now();
    let fail = async |who: &str, seq: i64, at: DateTime<Utc>| {
        let work = world.store.begin().await.unwrap();
        let limit = (3, TimeDelta::minutes(10));
        let hit = work.alerts().fail_sign_in(who, (seq, at), limit, world.now()).await.unwrap();
        work.save().await.unwrap();
        hit
    };
    assert_eq!(fail("actor:ann", 1, start).await, None);
    assert_eq!(fail("actor:ann", 2, start + minutes(4)).await, None);
    assert_eq!(fail("actor:ben", 3, start + minutes(4)).await, None);
    assert_eq!(fail("actor:ann", 4, start + minutes(10)).await, None, "ten minutes are over");
    assert_eq!(fail("actor:ann", 4, start + minutes(10)).await, None, "the same again");
    // One that comes late, and happened between them.
    assert_eq!(fail("actor:ann", 5, start + minutes(5)).await, Some(start), "three within ten minutes");
    assert_eq!(fail("actor:ann", 6, start + minutes(6)).await, None, "it takes three again");
    assert_eq!(fail("actor:ann", 7, start + minutes(6)).await, None);
    world.clock.advance(minutes(30));
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.alerts().forget_sign_ins(world.now()).await.unwrap(), 3, "two of Ann's, one of Ben's");
    work.save().await.unwrap();
    assert_eq!(fail("actor:ann", 8, start + minutes(6)).await, None);
});

on_both!(a_delivery_is_one_workers_at_a_time, |world| async move {
    let alert = open(&world, &finding(&world, Rule::Gap, AboutKind::Source, "ocis", 1)).await;
    let lease = TimeDelta::minutes(5);
    let claim = async |channel| {
        let work = world.store.begin().await.unwrap();
        let claimed = work.deliveries().claim(channel, world.now(), lease).await.unwrap();
        work.save().await.unwrap();
        claimed
    };
    assert!(world.store.deliveries().is_due(Channel::Mail, world.now()).await.unwrap());
    let (one, two) = tokio::join!(claim(Channel::Mail), claim(Channel::Mail));
    let claimed: Vec<_> = [one, two].into_iter().flatten().collect();
    assert!(claimed.len() == 1 && claimed[0].told.alert.id == alert.id, "{claimed:?}");
    assert_eq!((claimed[0].delivery.attempts, claimed[0].asked), (1, world.now()));
    assert!(!world.store.deliveries().is_due(Channel::Mail, world.now()).await.unwrap());

    // The first one slept through its lease.
    world.clock.advance(minutes(5));
    let second = claim(Channel::Mail).await.unwrap();
    assert_eq!((second.delivery.id, second.delivery.attempts), (claimed[0].delivery.id, 2));
    let work = world.store.begin().await.unwrap();
    assert!(!work.deliveries().sent(second.delivery.id, claimed[0].token, world.now()).await.unwrap());
    assert!(work.deliveries().sent(second.delivery.id, second.token, world.now()).await.unwrap());
    assert!(!work.deliveries().sent(second.delivery.id, second.token, world.now()).await.unwrap(), "once");
    work.save().await.unwrap();
    let sent = one_of(&world, alert.id, Channel::Mail).await;
    assert_eq!((sent.state, sent.sent, sent.next_try), (DeliveryState::Sent, Some(world.now()), None));
    assert!(claim(Channel::Mail).await.is_none());
    assert!(claim(Channel::Webhook).await.is_some(), "the other one is on its own");
});

async fn one_of(world: &World, id: AlertId, channel: Channel) -> dezky_domain::alert::Delivery {
    one(world, id).await.deliveries.into_iter().find(|delivery| delivery.channel == channel).unwrap()
}

on_both!(a_delivery_that_failed_stays_and_is_asked_for_by_hand, |world| async move {
    let alert = open(&world, &finding(&world, Rule::Gap, AboutKind::Source, "ocis", 1)).await;
    let trouble = Trouble { kind: TroubleKind::Server, status: Some(500), detail: Some("oops\0".into()), after: None };
    let fail = async |next: Option<DateTime<Utc>>| {
        let work = world.store.begin().await.unwrap();
        let claimed = work.deliveries().claim(Channel::Mail, world.now(), minutes(5)).await.unwrap().unwrap();
        assert!(work.deliveries().failed(claimed.delivery.id, claimed.token, &trouble, next).await.unwrap());
        work.save().await.unwrap();
    };
    fail(Some(world.now() + minutes(1))).await;
    let waits = one_of(&world, alert.id, Channel::Mail).await;
    assert_eq!((waits.state, waits.next_try), (DeliveryState::Waiting, Some(world.now() + minutes(1))));
    assert_eq!(waits.trouble.as_ref().map(|trouble| trouble.kind), Some(TroubleKind::Server));
    assert!(!world.store.deliveries().is_due(Channel::Mail, world.now()).await.unwrap());
    world.clock.advance(minutes(1));
    fail(None).await;
    let failed = one_of(&world, alert.id, Channel::Mail).await;
    assert_eq!((failed.state, failed.next_try, failed.attempts), (DeliveryState::Failed, None, 2));
    assert!(!world.store.deliveries().is_due(Channel::Mail, world.now()).await.unwrap());

    let again = async |id| {
        let work = world.store.begin().await.unwrap();
        let again = work.deliveries().again(&ALL, id, world.now()).await.unwrap();
        work.save().await.unwrap();
        again
    };
    world.clock.advance(minutes(60));
    let Again::Asked(asked) = again(failed.id).await else { panic!() };
    assert_eq!((asked.0.alert.id, asked.1.attempts, asked.1.state), (alert.id, 0, DeliveryState::Waiting));
    let work = world.store.begin().await.unwrap();
    let claimed = work.deliveries().claim(Channel::Mail, world.now(), minutes(5)).await.unwrap().unwrap();
    work.save().await.unwrap();
    assert_eq!((claimed.delivery.id, claimed.asked), (failed.id, world.now()), "its day begins anew");
    assert!(matches!(again(failed.id).await, Again::Asked(_)));
    let work = world.store.begin().await.unwrap();
    assert!(
        work.deliveries().sent(failed.id, claimed.token, world.now()).await.unwrap(),
        "one that runs is left to itself"
    );
    work.save().await.unwrap();
    assert_eq!(again(failed.id).await, Again::Sent);
    assert_eq!(again(DeliveryId::new(&*world.clock)).await, Again::Missing);
});

on_both!(alerts_are_the_platforms, |world| async move {
    let acme = world.tenant("acme").await;
    let scope = world.within(&acme);
    let alert = open(&world, &finding(&world, Rule::Gap, AboutKind::Source, "ocis", 1)).await;
    let denied = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Denied)), "{result:?}");
    let alerts = world.store.alerts();
    denied(alerts.open(&scope).await.map(drop));
    denied(alerts.closed(&scope, None, 1).await.map(drop));
    denied(alerts.one(&scope, alert.id).await.map(drop));
    let work = world.store.begin().await.unwrap();
    denied(work.alerts().acknowledge(&scope, alert.id, "", "", world.now()).await.map(drop));
    denied(work.deliveries().again(&scope, DeliveryId::new(&*world.clock), world.now()).await.map(drop));
});

on_both!(what_happened_before_there_were_alerts_is_no_news, |world| async move {
    world.record(&[world.event(), world.event(), world.event()]).await;
    let db = world.raw().await;
    let back = "DROP TABLE alert_delivery; DROP TABLE alert; DROP TABLE alert_position; DROP TABLE failed_sign_in;
        DROP INDEX quarantine_by_source; DELETE FROM seaql_migrations WHERE version = 'm0008_alerts'";
    sea_orm::ConnectionTrait::execute_unprepared(&db, back).await.unwrap();
    db.close().await.unwrap();
    world.store.migrate().await.unwrap();
    assert_eq!(world.store.alerts().position().await.unwrap().seq, 3);
});
