//! What happened to a log file while nobody looked, and lines that are too long.

use std::os::unix::fs::MetadataExt;

use chrono::TimeDelta;
use dezky_connect::tail::{Item, Limits};
use sha2::{Digest, Sha256};

use crate::kit::World;

const NOTHING: [&str; 0] = [];

#[test]
fn a_restart_at_any_byte_reads_every_line_once() {
    let text = "first\nsecond line\r\n\nthird\n";
    let mut world = World::new();
    let mut told = Vec::new();
    for byte in text.as_bytes() {
        world.append("audit.log", [*byte]);
        told.extend(world.told());
        world.restart();
    }
    assert_eq!(told, ["first", "second line", "third"]);
}

#[test]
fn what_wasnt_stored_is_read_again() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").rename("audit.log", "audit.log.1").append("audit.log", "3\n");
    assert_eq!(world.poll_in_vain().items.len(), 2);
    world.restart();
    assert_eq!(world.told(), ["2", "3"]);
    world.restart();
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn a_file_rotated_meanwhile_is_found_under_its_new_name() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").rename("audit.log", "audit.log.2");
    world.append("audit.log", "3\n").rename("audit.log", "audit.log.1").append("audit.log", "4\n");
    world.restart();
    assert_eq!(world.told(), ["2", "3", "4"]);
    world.rename("audit.log.1", "audit.log.7").append("audit.log.7", "3b\n");
    world.restart();
    assert_eq!(world.told(), ["3b"]);
}

#[test]
fn a_file_that_vanished_meanwhile_is_a_gap() {
    let mut world = World::new();
    world.append("audit.log", "1\nunread");
    assert_eq!(world.told(), ["1"]);
    let looked = world.live().looked;
    world.remove("audit.log").append("audit.log", "2\n").wait(TimeDelta::hours(1));
    world.restart();
    let items = world.read();
    let Item::Gap { since, .. } = &items[0] else { panic!("{items:?}") };
    assert_eq!(*since, Some(looked));

    // One that had been read to its end by then may have grown; one that was rotated and quiet has not.
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.remove("audit.log");
    world.restart();
    assert_eq!(world.told(), ["gap: vanished at 2, ? bytes"]);

    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.rename("audit.log", "audit.log.1").append("audit.log", "2\n");
    assert_eq!([world.told(), world.told()].concat(), ["2"]);
    world.rename("audit.log.1", "audit.log.1.gz");
    world.restart();
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn an_inode_number_that_is_used_again_is_another_file() {
    for new in ["b\n", "a longer line than the one before\nand one more\n"] {
        let mut world = World::new();
        world.append("audit.log", "a1\na2\n");
        assert_eq!(world.told(), ["a1", "a2"]);
        world.remove("audit.log").append("audit.log", new);
        // Whether the kernel gave the same number or not: now it has.
        let ino = std::fs::metadata(world.path("audit.log")).unwrap().ino();
        world.stored.values_mut().for_each(|cursor| cursor.ino = ino);
        world.restart();
        let told = world.told();
        assert!(told[0].starts_with("gap: "), "{told:?}");
        assert_eq!(told[1..], new.lines().collect::<Vec<_>>());
    }
}

#[test]
fn an_offset_behind_the_end_is_a_gap() {
    let mut world = World::new();
    world.append("audit.log", "1\n2\n3\n");
    assert_eq!(world.told(), ["1", "2", "3"]);
    world.resize(0).append("audit.log", "4\n");
    world.restart();
    assert_eq!(world.told(), ["gap: truncated at 6, ? bytes", "4"]);
}

#[test]
fn another_device_with_the_same_file_is_the_same_file() {
    let mut world = World::new();
    world.append("audit.log", "1\n2\n");
    assert_eq!(world.told(), ["1", "2"]);
    world.append("audit.log", "3\n").rename("audit.log", "audit.log.1").append("audit.log", "4\n");
    assert_eq!([world.told(), world.told()].concat(), ["3", "4"]);
    for cursor in world.stored.values_mut() {
        (cursor.dev, cursor.ino) = (cursor.dev + 1, cursor.ino + 1000);
    }
    world.append("audit.log.1", "3b\n").append("audit.log", "5\n");
    world.restart();
    assert_eq!(world.told(), ["3b", "5"]);
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn a_directory_that_is_away_for_a_while_took_nothing_with_it() {
    let mut world = World::new();
    std::fs::create_dir(world.path("logs")).unwrap();
    world.follow("logs/audit.log");
    world.append("logs/audit.log", "1\n").append("logs/audit.log.1", "0\n");
    assert_eq!(world.told(), ["0", "1"]);
    for restart in [false, true] {
        std::fs::rename(world.path("logs"), world.path("away")).unwrap();
        if restart {
            world.restart();
        }
        assert!(world.poll().waiting);
        std::fs::rename(world.path("away"), world.path("logs")).unwrap();
        world.append("logs/audit.log", "2\n");
        assert_eq!(world.told(), ["2"]);
    }
}

#[test]
fn a_file_that_is_back_under_its_name_goes_on() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    for restart in [false, true] {
        world.rename("audit.log", "audit.log.1");
        assert_eq!([world.told(), world.told(), world.told()].concat(), NOTHING);
        world.append("audit.log.1", "2\n").rename("audit.log.1", "audit.log");
        if restart {
            world.restart();
        }
        assert_eq!(world.told(), ["2"]);
    }
    assert_eq!(world.stored.len(), 1);
}

#[test]
fn a_line_of_the_limit_is_whole_and_one_byte_more_is_a_mark() {
    let limit = Limits::default().line;
    for (length, end) in [(limit - 1, "\n"), (limit, "\n"), (limit, "\r\n"), (limit + 1, "\n")] {
        let mut world = World::new();
        let line = "x".repeat(length);
        world.append("audit.log", format!("{line}{end}next\n"));
        let items = world.read();
        match &items[0] {
            Item::Line { bytes, .. } => assert!(length <= limit && bytes.len() == length),
            Item::TooLong { length: told, prefix, sha256, offset, .. } => {
                assert!(length > limit);
                assert_eq!((*offset, *told, prefix.len()), (0, length as u64, 64 << 10));
                assert_eq!(sha256[..], Sha256::digest(&line)[..]);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(crate::kit::tell(&items[1]), "next");
    }
}

#[test]
fn a_line_without_an_end_is_hashed_and_not_kept() {
    let mut world = World::new();
    let part = vec![b'y'; 5 << 20];
    world.append("audit.log", "1\n").append("audit.log", &part);
    assert_eq!(world.told(), ["1"]);
    assert_eq!(world.live().offset, 2, "it begins there, and begins there again after a restart");
    world.append("audit.log", &part);
    assert_eq!(world.told(), NOTHING);
    world.restart();
    world.append("audit.log", b"\r");
    assert_eq!(world.told(), NOTHING);
    world.append("audit.log", b"\nnext\n");
    let items = world.read();
    let Item::TooLong { offset: 2, length, sha256, .. } = &items[0] else { panic!("{items:?}") };
    assert_eq!(*length, 10 << 20);
    assert_eq!(sha256[..], Sha256::digest([&part[..], &part[..]].concat())[..]);
    assert_eq!(items.len(), 2);

    // Rotated before it ends.
    world.append("audit.log", &part).rename("audit.log", "audit.log.1").append("audit.log", "new\n");
    assert_eq!(world.told(), ["new"]);
    assert_eq!(world.told(), [format!("too long: {}, {} kept", 5 << 20, 64 << 10)]);
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn no_more_than_eight_rotated_files_are_held() {
    let mut world = World::new();
    for n in 0..30 {
        world.append("audit.log", format!("{n}\n")).rename("audit.log", &format!("audit.log.{}", 100 - n));
    }
    world.append("audit.log", "live\n");
    let told = world.told();
    assert_eq!(told, (0..30).map(|n| n.to_string()).chain(["live".to_owned()]).collect::<Vec<_>>());
    for _ in 0..60 {
        assert_eq!(world.told(), NOTHING);
    }
    assert_eq!(world.stored.values().filter(|cursor| !cursor.finished).count(), 9);
    world.restart();
    assert_eq!(world.told(), NOTHING);
}
