//! Durability and restarts.

use chrono::TimeDelta;
use dezky_connect::tail::{Cursor, Item, Limits};

use super::NOTHING;
use crate::kit::World;

#[test]
fn fault_27_a_damaged_cursor_skips_nothing() {
    let damages: [fn(&mut Cursor); 10] = [
        |cursor| cursor.offset = u64::MAX,
        |cursor| cursor.offset = cursor.size + 1,
        |cursor| cursor.size = u64::MAX,
        |cursor| cursor.size = 0,
        |cursor| cursor.anchor.len = u64::MAX,
        |cursor| cursor.anchor.sha256.truncate(10),
        |cursor| (cursor.end.len, cursor.end.sha256) = (u64::MAX, "ä".repeat(64)),
        |cursor| cursor.prefix.len = u64::MAX,
        |cursor| cursor.prefix.steps = "ä".to_owned(),
        |cursor| (cursor.seq, cursor.offset) = (u64::MAX, u64::MAX),
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        let mut world = World::new();
        let first = "1".repeat(80);
        world.append("audit.log", format!("{first}\n2\n"));
        let positions = |items: &[Item]| {
            items
                .iter()
                .map(|item| match item {
                    Item::Line { file, offset, bytes, truncated: false } => (*file, *offset, bytes.to_vec()),
                    other => panic!("{number}: {other:?}"),
                })
                .collect::<Vec<_>>()
        };
        let before = positions(&world.read());
        world.stored.values_mut().for_each(damage);
        world.append("audit.log", "3\n");
        world.restart();
        let items = world.read();
        let again = positions(&items);
        assert_eq!(
            again.iter().map(|line| &line.2[..]).collect::<Vec<_>>(),
            [first.as_bytes(), b"2", b"3"],
            "{number}"
        );
        let same = again[..2] == before[..];
        assert_eq!(same, !(7..=8).contains(&number), "{number}: positions are known again, if anything told the file");
        assert_eq!(world.stored.len(), 1, "{number}: the damaged one is forgotten or mended");
        world.restart();
        assert_eq!(world.told(), NOTHING);
    }
}

#[test]
fn fault_27_a_cursor_from_a_backup_reads_the_same_positions_again() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    let backup = world.stored.clone();
    world.append("audit.log", "2\n3\n");
    let read = world.read();
    world.rename("audit.log", "audit.log.1").append("audit.log", "4\n");
    assert_eq!(world.told(), ["4"]);
    world.stored = backup;
    world.restart();
    let again = world.read();
    assert_eq!(again[..2], read[..], "so the store knows them by their positions");
    assert_eq!(again.len(), 3);
}

#[test]
fn fault_29_the_database_is_away() {
    let limits = Limits { batch_lines: 2, ..Limits::default() };
    let mut world = World::with(limits);
    world.append("audit.log", "1\n2\n3\n4\n5\n");
    // A batch that isn't taken is kept and offered again; meanwhile nothing is read, and what was open stays open.
    let held = world.poll_in_vain();
    assert_eq!(held.items.len(), 2);
    world.append("audit.log", "6\n").remove("audit.log").append("audit.log", "new\n").wait(TimeDelta::hours(1));
    world.commit(&held);
    assert_eq!(world.told(), ["3", "4", "5", "6", "new"]);
    assert_eq!(world.told(), NOTHING);
    // One that is dropped is read again, by whoever comes next.
    world.append("audit.log", "7\n8\n9\n");
    for _ in 0..5 {
        assert_eq!(world.poll_in_vain().items.len(), 2);
        world.restart();
    }
    assert_eq!(world.told(), ["7", "8", "9"]);
}

#[test]
fn fault_31_another_path_in_the_configuration() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    // The file was moved, and the configuration with it.
    std::fs::create_dir(world.path("logs")).unwrap();
    world.append("audit.log", "2\n").rename("audit.log", "logs/events.log");
    world.follow("logs/events.log");
    assert_eq!(world.told(), ["2"]);
    // Another file is followed from here on; what was unread in the old one isn't lost.
    world.append("logs/events.log", "3\n").append("other.log", "4\n");
    world.follow("other.log");
    assert_eq!(world.told(), ["3", "4"]);
    world.restart();
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn fault_34_short_lived_files_are_forgotten() {
    let mut world = World::new();
    for n in 0..1000 {
        world.append("audit.log", format!("{n}\n"));
        let mut told = world.told();
        // One that vanished while nobody looked may have had more.
        told.retain(|line| !line.starts_with("gap: vanished"));
        assert_eq!(told, [n.to_string()]);
        world.remove("audit.log").wait(TimeDelta::seconds(30));
        if n % 10 == 0 {
            world.restart();
        }
    }
    assert!(world.stored.len() < 20, "{}", world.stored.len());

    // Those that vanished while nobody looked as well, and those of a log that isn't written any more.
    for n in 0..30 {
        world.append("audit.log", format!("{n}\n")).rename("audit.log", &format!("audit.log.{}", 100 - n));
    }
    world.append("audit.log", "live\n");
    world.read();
    world.wait(TimeDelta::hours(2));
    world.read();
    assert!(world.stored.len() > 30);
    for n in 0..30 {
        world.remove(&format!("audit.log.{}", 100 - n));
    }
    world.restart();
    (0..5).for_each(|_| drop(world.read()));
    assert!(world.stored.len() < 5, "{}", world.stored.len());
    world.remove("audit.log");
    for _ in 0..5 {
        world.wait(TimeDelta::hours(2));
        world.read();
    }
    assert_eq!(world.stored.len(), 0, "{:?}", world.stored);
}
