//! The process ends at any moment, and the database refuses at any moment: nothing is lost and nothing counts twice.

use dezky_domain::source::SourceState;

use super::{
    Log, REAL,
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

#[tokio::test]
async fn two_that_follow_the_same_file_store_it_once() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(&REAL[..REAL.len() / 2]);
    log.read().await;
    let mut other = None;
    log.append(&REAL[REAL.len() / 2..]);
    // Both begin where the first had been.
    assert!(!dezky_server::worker::ingest::step(&log.world.state, &mut other).await.unwrap());
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
