//! What is noticed, when it is over, and what is no news.

use dezky_domain::{
    access::Role,
    audit::{Attribution, Change, Class, Outcome, Source, Target},
};
use dezky_server::worker;

use super::another;
use crate::support::World;

#[tokio::test]
async fn a_source_that_falls_silent_is_told_of_once_until_it_speaks() {
    let world = World::watched("").await;
    for source in [Source::Authentik, Source::Ocis] {
        world.connected(source).await;
    }
    world.minutes(29);
    world.reported(Source::Authentik, "login", |_| ()).await;
    world.minutes(29);
    world.watch().await;
    assert!(world.open_keys().await.is_empty(), "OCIS may be silent as long as it likes, unless it is said");
    world.minutes(1);
    world.watch().await;
    assert_eq!(world.open_keys().await, ["source_silent source:authentik 1"]);
    world.minutes(60);
    world.watch().await;
    assert_eq!(world.open_keys().await, ["source_silent source:authentik 1"], "it lasts, and is no repeat");

    world.reported(Source::Authentik, "login", |_| ()).await;
    world.watch().await;
    let all = world.alerts().await;
    assert!(all.open.is_empty() && all.closed[0].alert.closed.as_ref().unwrap().by.is_none());
    world.minutes(30);
    world.watch().await;
    world.deliver().await;
    assert_eq!(world.open_keys().await, ["source_silent source:authentik 1"]);
    assert_eq!(world.letters().await.len(), 2, "each silence by a letter of its own");
    let told: Vec<_> = ["alert.opened", "alert.closed", "alert.sent"].into_iter().collect();
    for (action, times) in told.into_iter().zip([2, 1, 2]) {
        let events = world.events_of(action).await;
        assert_eq!(events.len(), times, "{action}");
        let event = &events[0].event;
        assert_eq!((event.source, event.tenant, event.class), (Source::Platform, None, Class::Security));
        assert_eq!(event.target.name.as_deref(), Some("Authentik"));
    }
}

#[tokio::test]
async fn a_source_is_watched_as_the_settings_say() {
    let world = World::watched("[alerts.silent_minutes]\nocis = 5\nauthentik = 0\n").await;
    for source in [Source::Authentik, Source::Ocis] {
        world.connected(source).await;
    }
    world.minutes(5);
    world.watch().await;
    assert_eq!(world.open_keys().await, ["source_silent source:ocis 1"]);
}

#[tokio::test]
async fn lost_records_are_counted_until_it_is_quiet() {
    let world = World::watched("quiet_minutes = 10").await;
    let gap = || world.reported(Source::Ocis, "gap", |event| event.class = Class::Gap);
    gap().await;
    world.watch().await;
    gap().await;
    gap().await;
    world.watch().await;
    assert_eq!(world.open_keys().await, ["gap source:ocis 3"]);
    world.minutes(9);
    world.watch().await;
    assert_eq!(world.open_keys().await.len(), 1);
    world.minutes(1);
    gap().await;
    world.watch().await;
    assert_eq!(world.open_keys().await, ["gap source:ocis 1"], "after the quiet time it is a new one");
    world.deliver().await;
    assert_eq!(world.letters().await.len(), 2);
}

#[tokio::test]
async fn unreadable_records_are_told_of_until_there_are_none() {
    let world = World::watched("").await;
    world.unreadable(Source::Ocis, "f:1").await;
    world.watch().await;
    world.minutes(1);
    world.unreadable(Source::Ocis, "f:2").await;
    world.watch().await;
    assert_eq!(world.open_keys().await, ["quarantine source:ocis 2"]);
    world.database.execute("DELETE FROM quarantine").await;
    world.watch().await;
    assert!(world.open_keys().await.is_empty());
}

#[tokio::test]
async fn many_failed_sign_ins_of_any_source_make_one_alert() {
    let world = World::watched("failed_sign_ins = 4\nfailed_sign_ins_minutes = 10").await;
    world.failed_sign_in(Source::Authentik, "login_failed", "Mara@acme.example", "192.0.2.1").await;
    world.failed_sign_in(Source::Stalwart, "auth.failed", "mara@acme.example", "192.0.2.2").await;
    world.failed_sign_in(Source::Stalwart, "security.scan-ban", "", "192.0.2.2").await;
    world.failed_sign_in(Source::Platform, "session.refused", "", "192.0.2.2").await;
    world.failed_sign_in(Source::Stalwart, "auth.failed", "mara@acme.example", "192.0.2.3").await;
    world.watch().await;
    assert!(world.open_keys().await.is_empty(), "three of one account, three from one address");
    world.failed_sign_in(Source::Authentik, "login_failed", "mara@acme.example", "192.0.2.4").await;
    world.failed_sign_in(Source::Platform, "session.refused", "", "192.0.2.2").await;
    world.watch().await;
    let open = world.open_keys().await;
    assert_eq!(open, ["failed_sign_ins address:192.0.2.2 4", "failed_sign_ins actor:mara@acme.example 4"]);
    world.failed_sign_in(Source::Authentik, "login_failed", "mara@acme.example", "").await;
    world.watch().await;
    assert_eq!(world.open_keys().await[1], "failed_sign_ins actor:mara@acme.example 5");
}

#[tokio::test]
async fn failed_sign_ins_over_a_day_are_nothing() {
    let world = World::watched("failed_sign_ins = 3\nfailed_sign_ins_minutes = 10").await;
    for _ in 0..12 {
        world.failed_sign_in(Source::Authentik, "login_failed", "mara", "192.0.2.1").await;
        world.watch().await;
        world.minutes(6);
    }
    assert!(world.open_keys().await.is_empty());
    assert_eq!(world.database.count("failed_sign_in").await, 2 * 4, "and what is too old to count is forgotten");
}

#[tokio::test]
async fn an_attack_from_everywhere_sends_no_thousand_letters() {
    let world = World::watched("failed_sign_ins = 1").await;
    for number in 0..200 {
        let from = format!("198.51.100.{number}");
        world.failed_sign_in(Source::Authentik, "login_failed", "mara", &from).await;
    }
    world.watch().await;
    world.deliver().await;
    assert_eq!(world.letters().await.len(), 21);
    let several = world.open_keys().await.into_iter().find(|key| key.contains("several")).unwrap();
    assert_eq!(several, "failed_sign_ins several: 181", "19 addresses and Mara for themselves, the rest as one");
}

#[tokio::test]
async fn whoever_is_made_an_owner_is_told_of() {
    let world = World::watched("").await;
    let acme = world.tenant("acme").await;
    let role = |action: &'static str, before: Option<&'static str>, after: &'static str, outcome| {
        let id = acme.id;
        world.reported(Source::Platform, action, move |event| {
            event.target = Target { kind: "person".into(), id: Some("p1".into()), name: Some("Ann".into()) };
            event.words.insert("role".into(), after.into());
            let (before, after) = (before.map(str::to_owned), Some(after.to_owned()));
            event.changes = vec![Change { field: "role".into(), before, after }];
            (event.tenant, event.attribution, event.outcome) = (Some(id), Attribution::Own, outcome);
        })
    };
    role("member.add", None, "member", Outcome::Done).await;
    role("member.role", Some("owner"), "admin", Outcome::Done).await;
    role("member.role", Some("owner"), "owner", Outcome::Done).await;
    role("member.role", Some("admin"), "owner", Outcome::Refused).await;
    world.watch().await;
    assert!(world.open_keys().await.is_empty());
    role("member.role", Some("admin"), "owner", Outcome::Done).await;
    world.watch().await;
    assert_eq!(world.open_keys().await, [format!("new_owner person:p1@{} 1", acme.id)]);
    world.deliver().await;
    assert!(world.letters().await[0].contains("Ann was made an owner of Acme."));
    // As the command line and the services say it themselves.
    let mut ann = world.member("acme", "Ann Ade", Role::Owner).await;
    let ben = world.person("Ben").await;
    world.grant("acme", &ben, Role::Member).await;
    let form = [("id", ben.id.to_string()), ("role", "owner".to_owned())];
    ann.post("/api/members/role", &form.each_ref().map(|(name, value)| (*name, value.as_str()))).await.is(302);
    world.watch().await;
    assert_eq!(world.open_keys().await[0], format!("new_owner person:{}@{} 1", ben.id, acme.id));
}

#[tokio::test]
async fn a_partners_acts_are_told_of_in_each_tenant() {
    let world = World::watched("").await;
    let tenants = [world.tenant("acme").await, world.tenant("globex").await];
    for tenant in [&tenants[0], &tenants[1], &tenants[0]] {
        world
            .reported(Source::Platform, "partner.enter", |event| {
                event.actor.name = Some("Pia".into());
                event.tenant = Some(tenant.id);
            })
            .await;
    }
    world.watch().await;
    let expected = [
        format!("partner_access actor:pia@{} 1", tenants[1].id),
        format!("partner_access actor:pia@{} 2", tenants[0].id),
    ];
    assert_eq!(world.open_keys().await, expected);
}

#[tokio::test]
async fn a_rule_that_is_off_finds_nothing() {
    let world = World::watched(
        "gap = false\nquarantine = false\nnew_owner = false\npartner_access = false\nfailed_sign_ins = 0\n\
         [alerts.silent_minutes]\nauthentik = 0\nstalwart = 0\n",
    )
    .await;
    world.connected(Source::Authentik).await;
    world.unreadable(Source::Ocis, "f:1").await;
    world.reported(Source::Ocis, "gap", |event| event.class = Class::Gap).await;
    world.reported(Source::Platform, "partner.enter", |_| ()).await;
    for _ in 0..20 {
        world.failed_sign_in(Source::Authentik, "login_failed", "mara", "192.0.2.1").await;
    }
    world.minutes(600);
    world.watch().await;
    assert!(world.open_keys().await.is_empty());
}

#[tokio::test]
async fn an_alerts_own_records_raise_none_and_history_is_no_news() {
    let world = World::watched("failed_sign_ins = 1").await;
    world.reported(Source::Platform, "alert.opened", |event| event.class = Class::Gap).await;
    let long_ago = world.now() - chrono::TimeDelta::days(8);
    world
        .reported(Source::Authentik, "login_failed", |event| {
            event.actor.name = Some("mara".into());
            event.occurred = long_ago;
        })
        .await;
    world.watch().await;
    assert!(world.open_keys().await.is_empty());
}

#[tokio::test]
async fn two_processes_miss_nothing_and_say_nothing_twice() {
    let world = World::watched("failed_sign_ins = 5").await;
    let other = another(&world);
    for round in 0..30 {
        for number in 0..3 {
            let who = format!("person {}", (round * 3 + number) % 10);
            world.failed_sign_in(Source::Authentik, "login_failed", &who, "").await;
        }
        let (one, two) = tokio::join!(worker::alerts::step(&world.state), worker::alerts::step(&other));
        one.unwrap();
        two.unwrap();
    }
    while worker::alerts::step(&other).await.unwrap() {}
    let open = world.open_alerts().await;
    let counts: Vec<u64> = open.iter().map(|told| told.alert.count).collect();
    assert_eq!(counts, [9; 10], "90 in all");
    assert_eq!(world.events_of("alert.opened").await.len(), 10);
    assert!(open.iter().all(|told| told.deliveries.len() == 1));
    loop {
        let (one, two) = tokio::join!(
            worker::deliver::next(&world.state, dezky_domain::alert::Channel::Mail),
            worker::deliver::next(&other, dezky_domain::alert::Channel::Mail)
        );
        if !one.unwrap() && !two.unwrap() {
            break;
        }
    }
    assert_eq!(world.letters().await.len(), 10);
    assert_eq!(world.events_of("alert.sent").await.len(), 10);
}

#[tokio::test]
async fn many_events_are_looked_at_in_steps() {
    let world = World::watched("failed_sign_ins = 1000").await;
    for _ in 0..501 {
        world.failed_sign_in(Source::Authentik, "login_failed", "mara", "").await;
    }
    assert!(worker::alerts::step(&world.state).await.unwrap(), "there is more");
    assert!(!worker::alerts::step(&world.state).await.unwrap());
    assert_eq!(world.database.count("failed_sign_in").await, 501);
}
