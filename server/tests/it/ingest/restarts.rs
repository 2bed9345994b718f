//! The process ends at any moment, and the database refuses at any moment: nothing is lost and nothing counts twice.

use chrono::TimeDelta;
use dezky_domain::{audit::Source, source::SourceState};
use dezky_server::worker::{
    ingest::{self, Failure, Step, step},
    reader::Reader,
};

use super::{
    Log, REAL, lines, names,
    recorded::{became, expected, told},
};

/// The same numbers each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }
}

async fn all_is_there_once(log: &Log) {
    let events: Vec<_> = log.events().await.iter().map(became).collect();
    assert_eq!(events, expected());
    let status = log.status().await;
    let dropped: u64 = status.dropped.iter().map(|(_, events)| events).sum();
    assert_eq!((status.kept, dropped, status.quarantined, status.gaps), (119, 8, 0, 0));
    assert_eq!(status.state, SourceState::Complete);
    assert_eq!(log.world.database.count("cursor").await, 1, "one file, however often it was opened");
}

#[tokio::test]
async fn a_hundred_restarts_at_any_byte() {
    for seed in [1, 7] {
        let (mut log, mut dice) = (Log::new().await, Dice(seed));
        told(&log).await;
        let mut cuts: Vec<usize> = (0..100).map(|_| dice.below(REAL.len())).collect();
        cuts.extend([0, REAL.len()]);
        cuts.sort_unstable();
        for cut in cuts.windows(2) {
            log.append(&REAL.as_bytes()[cut[0]..cut[1]]);
            log.step().await.unwrap();
            log.restart();
        }
        log.read().await;
        all_is_there_once(&log).await;
    }
}

#[tokio::test]
async fn what_the_database_refuses_is_read_again() {
    let (mut log, mut dice) = (Log::new().await, Dice(42));
    if !log.world.database.is_sqlite() {
        return;
    }
    told(&log).await;
    let refusing = ["audit_event", "cursor", "dropped", "engine_object", "event_count"];
    let mut refused = 0;
    for (number, lines) in REAL.lines().collect::<Vec<_>>().chunks(6).enumerate() {
        log.append(lines.join("\n") + "\n");
        let table = refusing[number % refusing.len()];
        log.world
            .database
            .execute(&format!("CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END"))
            .await;
        let (before, size) = (log.events().await.len(), log.world.database.count("dropped").await);
        if let Err(failure) = log.step().await {
            refused += 1;
            assert!(failure.to_string().starts_with("the database did not take it"), "{failure}");
            assert!(!failure.to_string().contains("full"), "the private cause is for the log");
            assert_eq!(
                (log.events().await.len(), log.world.database.count("dropped").await),
                (before, size),
                "{table}"
            );
        }
        log.world.database.execute("DROP TRIGGER refuse").await;
        if dice.below(2) == 0 {
            log.restart();
            log.read().await;
        }
    }
    assert!(refused >= 15, "{refused}");
    log.read().await;
    all_is_there_once(&log).await;
}

#[tokio::test]
async fn a_cursor_that_cannot_be_read_costs_nothing_but_a_second_look() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(REAL);
    log.read().await;
    let before = log.events().await.len();
    log.world.database.execute("UPDATE cursor SET json = '{\"from\": \"another version\"}'").await;
    log.restart();
    log.read().await;
    // Nothing is skipped. Positions are new ones, since the file's identity is lost with the cursor.
    let actions: Vec<_> = log.events().await.into_iter().map(|event| event.event.action).collect();
    assert_eq!(actions.len(), 2 * before);
    assert_eq!(actions[..before], actions[before..]);
}

/// From now on the database takes no event: SQLite's.
async fn refuse(log: &Log) {
    let trigger = "CREATE TRIGGER refuse BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'full'); END";
    log.world.database.execute(trigger).await;
}

#[tokio::test]
async fn a_file_that_is_deleted_while_the_database_refuses_is_read_to_its_end() {
    let mut log = Log::new().await;
    if !log.world.database.is_sqlite() {
        return;
    }
    told(&log).await;
    log.append(&REAL[..REAL.len() / 2]);
    log.read().await;
    log.append(&REAL[REAL.len() / 2..]);
    refuse(&log).await;
    assert!(log.step().await.is_err());
    std::fs::remove_file(&log.path).unwrap();
    assert!(log.step().await.is_err());
    // Longer than a lease: nobody else took it meanwhile.
    log.world.pass(TimeDelta::seconds(60));
    assert!(log.step().await.is_err());
    log.world.database.execute("DROP TRIGGER refuse").await;
    log.settle().await;
    all_is_there_once(&log).await;
    assert!(log.gaps().await.is_empty());
}

#[tokio::test]
async fn of_two_that_follow_the_same_file_one_waits_and_a_late_one_is_refused() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(&REAL[..REAL.len() / 2]);
    log.read().await;
    let half = log.events().await.len();
    let (mut other, mut others) = (Reader::new(Source::Ocis), None);
    log.append(&REAL[REAL.len() / 2..]);
    let other_steps = step(&log.world.state, &log.log, &mut other, &mut others).await.unwrap();
    assert_eq!((other_steps, log.events().await.len()), (Step::Others, half));
    // The first one sleeps through its lease, and doesn't know it.
    let mut late = log.reader;
    log.world.pass(TimeDelta::seconds(15));
    assert_ne!(step(&log.world.state, &log.log, &mut other, &mut others).await.unwrap(), Step::Others);
    let whole = log.events().await.len();
    assert!(whole > half);
    let work = log.world.store().begin().await.unwrap();
    assert!(!late.hold(&work, &log.world.state).await.unwrap());
    drop(work);
    // It waits for its turn from then on.
    assert_eq!(step(&log.world.state, &log.log, &mut log.reader, &mut log.follower).await.unwrap(), Step::Others);
    while step(&log.world.state, &log.log, &mut other, &mut others).await.unwrap() == Step::More {}
    assert_eq!(log.events().await.iter().map(became).collect::<Vec<_>>(), expected());
}

#[tokio::test]
async fn a_process_that_is_not_where_the_log_is_leaves_it_to_another() {
    let mut log = Log::new().await;
    told(&log).await;
    let mut elsewhere = log.world.state.config.as_ref().clone();
    elsewhere.sources.ocis.path = log.other("elsewhere/audit.log");
    let elsewhere = ingest::Log::ocis(&elsewhere).unwrap();
    let (mut blind, mut blinds) = (Reader::new(Source::Ocis), None);
    let told_why = step(&log.world.state, &elsewhere, &mut blind, &mut blinds).await.unwrap_err();
    assert!(matches!(&told_why, Failure::Blind(why) if why.contains("elsewhere")), "{told_why}");
    // It holds nothing: who sees the log needn't wait for a lease to end.
    log.append(REAL);
    log.settle().await;
    all_is_there_once(&log).await;
    assert_eq!(step(&log.world.state, &elsewhere, &mut blind, &mut blinds).await.unwrap(), Step::Others);
}

#[tokio::test]
async fn a_source_that_is_paused_is_not_read_and_goes_on_where_it_stopped() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(&REAL[..REAL.len() / 2]);
    log.read().await;
    let half = log.events().await.len();
    log.pause(true).await;
    log.append(&REAL[REAL.len() / 2..]);
    log.read().await;
    assert_eq!(log.events().await.len(), half);
    log.pause(false).await;
    log.read().await;
    assert_eq!(log.events().await.iter().map(became).collect::<Vec<_>>(), expected());
}

#[tokio::test]
async fn the_log_may_come_later_than_the_platform() {
    let mut log = Log::new().await;
    told(&log).await;
    log.read().await;
    assert_eq!(log.status().await.state, SourceState::Waiting);
    log.append("");
    log.read().await;
    log.append(REAL);
    log.read().await;
    all_is_there_once(&log).await;
}

#[tokio::test]
async fn what_was_read_ahead_waits_behind_what_is_refused() {
    let mut log = Log::new().await;
    if !log.world.database.is_sqlite() {
        return;
    }
    log.append(lines(0..2_500));
    refuse(&log).await;
    assert!(log.step().await.is_err());
    // From here on it is in no file that has a name: what isn't held is lost.
    std::fs::remove_file(&log.path).unwrap();
    log.world.pass(TimeDelta::seconds(60));
    assert!(log.step().await.is_err());
    log.world.database.execute("DROP TRIGGER refuse").await;
    log.settle().await;
    assert_eq!(log.saved().await, names(0..2_500));
    assert!(log.gaps().await.is_empty());
}

#[tokio::test]
async fn what_was_read_ahead_is_stored_by_nobody_who_may_not() {
    let mut log = Log::new().await;
    log.append(lines(0..2_500));
    assert!(log.step().await.unwrap());
    assert_eq!(log.saved().await.len(), 1_000);
    log.pause(true).await;
    assert!(!log.step().await.unwrap());
    assert_eq!(log.saved().await.len(), 1_000);
    log.pause(false).await;
    log.settle().await;
    assert_eq!(log.saved().await, names(0..2_500));
}
