//! Identity and rotation.

use std::os::unix::fs::{MetadataExt, symlink};

use chrono::TimeDelta;
use dezky_connect::tail::{Item, Limits};

use super::NOTHING;
use crate::kit::{World, tell};

#[test]
fn fault_03_rotated_and_compressed_at_once() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").rename("audit.log", "audit.log.1").gzip("audit.log.1").append("audit.log", "3\n");
    assert_eq!(world.told(), ["2", "3"], "what is held can be read to its end");
    for _ in 0..3 {
        assert_eq!(world.told(), NOTHING);
        world.restart();
    }
}

#[test]
fn fault_08_an_inode_number_that_is_used_again() {
    let line = |name: &str, n: u32| format!("{name} {n:040}\n");
    let header = |length: usize| format!("{}\n", "h".repeat(length - 1));
    for (new, header) in [(1, ""), (500, ""), (500, &*header(64)), (500, &*header(300)), (500, &*header(8000))] {
        for (knows_birth, restart) in [(true, true), (false, true), (true, false)] {
            if !knows_birth && header.len() > 4096 {
                // Nothing tells them apart but what stands behind 4 KiB: it counts as one file that was cut there.
                continue;
            }
            let mut world = World::new();
            let lines = |name: &str, count| (0..count).map(|n| line(name, n)).collect::<String>();
            world.append("audit.log", format!("{header}{}", lines("a", 100)));
            let read = world.told().len();
            assert_eq!(read, 100 + usize::from(!header.is_empty()));
            world.remove("audit.log").append("audit.log", format!("{header}{}", lines("b", new)));
            if restart {
                let ino = std::fs::metadata(world.path("audit.log")).unwrap().ino();
                for cursor in world.stored.values_mut() {
                    cursor.ino = ino;
                    cursor.born = if knows_birth { cursor.born - 1 } else { 0 };
                }
                world.restart();
            }
            let mut told = world.told();
            if restart {
                assert!(told.remove(0).starts_with("gap: "), "{told:?}");
            }
            // Without its birth, a first line that is the same counts as the one that was read.
            let header = if restart && !knows_birth { "" } else { header };
            let expected = format!("{header}{}", lines("b", new));
            assert_eq!(told, expected.lines().collect::<Vec<_>>(), "{new} {} {knows_birth}", header.len());
        }
    }
}

#[test]
fn fault_09_the_same_beginning_is_not_the_same_file() {
    let header = "time,user,action,target,outcome,".repeat(40);
    let mut world = World::new();
    for n in 0..4 {
        world.append("audit.log", format!("{header}\n{n} one\n{n} two\n"));
        assert_eq!(world.told(), [header.clone(), format!("{n} one"), format!("{n} two")]);
        world.append("audit.log", format!("{n} three\n")).rename("audit.log", &format!("audit.log.{}", 9 - n));
        if n % 2 == 0 {
            world.restart();
        }
        assert_eq!(world.told(), [format!("{n} three")]);
    }
    assert_eq!(world.stored.len(), 4, "each has an identity of its own");
}

#[test]
fn fault_10_an_identity_grows_with_its_file() {
    let mut world = World::new();
    world.append("audit.log", "");
    assert_eq!(world.told(), NOTHING);
    let file = world.live().file;
    let text = (0..60).map(|n| format!("{n} {}\n", "x".repeat(n))).collect::<String>();
    let (slowly, then) = text.as_bytes().split_at(300);
    let mut told = Vec::new();
    for part in slowly.chunks(1).chain(then.chunks(97)) {
        world.append("audit.log", part);
        told.extend(world.told());
        if told.len() % 7 == 0 {
            world.restart();
        }
    }
    assert_eq!(told, text.lines().collect::<Vec<_>>());
    assert_eq!(world.stored.keys().collect::<Vec<_>>(), [&file], "it was one file all the time");
}

#[test]
fn fault_11_deleted_and_made_again_a_thousand_times() {
    let mut world = World::new();
    world.append("audit.log", "begin\n");
    assert_eq!(world.told(), ["begin"]);
    for n in 0..1000 {
        world
            .append("audit.log", format!("{n} last\n"))
            .remove("audit.log")
            .append("audit.log", format!("{n} first\n"));
        assert_eq!(world.told(), [format!("{n} last"), format!("{n} first")]);
    }
    assert!(world.stored.len() < 20, "{}", world.stored.len());
}

#[test]
fn fault_13_links_to_the_same_file() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    std::fs::hard_link(world.path("audit.log"), world.path("audit.log.1")).unwrap();
    symlink("audit.log", world.path("audit.log.2")).unwrap();
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log.1", "2\n");
    assert_eq!(world.told(), ["2"]);
    world.restart();
    assert_eq!(world.told(), NOTHING);
    world.remove("audit.log").append("audit.log.1", "3\n");
    assert_eq!(world.told(), ["3"], "the other name is still there");
}

#[test]
fn fault_13_a_link_that_is_turned_to_another_file() {
    let mut world = World::new();
    std::fs::create_dir(world.path("pods")).unwrap();
    world.append("pods/0.log", "1\n");
    symlink("pods/0.log", world.path("audit.log")).unwrap();
    assert_eq!(world.told(), ["1"]);
    for n in 1..4 {
        let (old, new) = (format!("pods/{}.log", n - 1), format!("pods/{n}.log"));
        world.append(&old, format!("{n} old\n")).append(&new, format!("{n} new\n")).remove("audit.log");
        symlink(&new, world.path("audit.log")).unwrap();
        if n == 2 {
            world.restart();
        }
        assert_eq!(world.told(), [format!("{n} old"), format!("{n} new")]);
    }
    world.remove("audit.log");
    symlink("nowhere", world.path("audit.log")).unwrap();
    let batch = world.poll();
    assert!(batch.waiting && !batch.more && batch.items.is_empty(), "it is waited for, and nothing spins");
}

#[test]
fn fault_14_only_the_compressed_file_is_left() {
    let limits = Limits { batch_lines: 1000, ..Limits::default() };
    let mut world = World::with(limits);
    let lines = |range: std::ops::Range<u32>| range.map(|n| format!("{n} of many lines")).collect::<Vec<_>>();
    world.append("audit.log", lines(0..500).join("\n") + "\n");
    assert_eq!(world.told(), lines(0..500));
    world.append("audit.log", lines(500..5000).join("\n") + "\nunfinished").rename("audit.log", "audit.log.1");
    world.gzip("audit.log.1").append("audit.log", "new\n").append("audit.log.2", "older\n").gzip("audit.log.2");
    world.restart();
    let first = world.poll();
    assert!(first.more && first.items.len() == 1000);
    world.restart();
    let items = world.read();
    let told: Vec<_> = items.iter().map(tell).collect();
    assert_eq!(told[..3500], lines(1500..5000));
    assert_eq!(told[3500..], ["unfinished", "new"]);
    let truncated = |item: &Item| matches!(item, Item::Line { truncated: true, .. });
    assert_eq!(items.iter().position(truncated), Some(3500), "nobody can finish what is compressed");
    assert_eq!(items.iter().filter(|item| truncated(item)).count(), 1);
    for _ in 0..3 {
        world.restart();
        assert_eq!(world.told(), NOTHING);
    }
}

#[test]
fn fault_14_a_compressed_file_that_holds_too_much() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    let endless = vec![b'y'; 9 << 20];
    world.append("audit.log", "2\n").append("audit.log", &endless).append("audit.log", "\n3\n");
    world.rename("audit.log", "audit.log.1").gzip("audit.log.1").append("audit.log", "new\n");
    world.restart();
    assert_eq!(world.told(), ["2", &format!("too long: {}, {} kept", endless.len(), 64 << 10), "3", "new"]);
}

#[test]
fn fault_14_a_compressed_last_line_that_is_too_long_and_has_no_end() {
    let mut world = World::with(Limits { line: 100, ..Limits::default() });
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", vec![b'y'; 150]).rename("audit.log", "audit.log.1").gzip("audit.log.1");
    world.append("audit.log", "new\n");
    world.restart();
    assert_eq!(world.told(), ["too long: 150, 150 kept", "new"]);
}

#[test]
fn fault_14_a_compressed_file_that_is_broken_is_a_gap() {
    for broken in ["cut", "another file"] {
        let mut world = World::new();
        let lines = (0..2000).map(|n| format!("{}\n", n * 7919 % 100_003)).collect::<String>();
        world.append("audit.log", "1\n");
        assert_eq!(world.told(), ["1"]);
        if broken == "cut" {
            world.append("audit.log", lines).rename("audit.log", "audit.log.1").gzip("audit.log.1");
            let packed = std::fs::read(world.path("audit.log.1.gz")).unwrap();
            std::fs::write(world.path("audit.log.1.gz"), &packed[..packed.len() / 2]).unwrap();
        } else {
            world.remove("audit.log").append("audit.log.1", lines).gzip("audit.log.1");
        }
        world.append("audit.log", "new\n");
        world.restart();
        let items = world.read();
        let gap = items.iter().position(|item| matches!(item, Item::Gap { .. })).unwrap();
        assert_eq!(gap > 0, broken == "cut");
        assert_eq!(items[gap + 1..].iter().map(tell).collect::<Vec<_>>(), ["new"]);
    }
}

#[test]
fn fault_15_moved_to_another_device() {
    for restart in [false, true] {
        let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return };
        let mut world = World::new();
        let device = |path: &std::path::Path| std::fs::metadata(path).unwrap().dev();
        if device(other.path()) == device(world.directory.path()) {
            return;
        }
        world.append("audit.log", "1\n2\n");
        assert_eq!(world.told(), ["1", "2"]);
        let moved = other.path().join("moved.log");
        std::fs::copy(world.path("audit.log"), &moved).unwrap();
        world.remove("audit.log");
        symlink(&moved, world.path("audit.log")).unwrap();
        if restart {
            world.restart();
        }
        world.append("audit.log", "more\n");
        assert_eq!(world.told(), ["more"]);
        assert_eq!(world.stored.len(), 1);
    }
}

#[test]
fn fault_16_times_that_go_backwards() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    let file = std::fs::OpenOptions::new().write(true).open(world.path("audit.log")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    world.wait(TimeDelta::days(-3));
    assert_eq!(world.told(), NOTHING);
    world.stored.values_mut().for_each(|cursor| cursor.born = 0);
    world.restart();
    assert_eq!(world.told(), NOTHING);
    world.append("audit.log", "2\n").rename("audit.log", "audit.log.1").append("audit.log", "3\n");
    assert_eq!(world.told(), ["2", "3"]);
}
