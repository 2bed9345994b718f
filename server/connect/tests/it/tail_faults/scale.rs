//! Back-pressure, and systems in trouble. Errors come through the seam of [`crate::kit::Flaky`]: a test can't use up the
//! descriptors of the process that it shares, is root, and has no network file system.

use std::{fs, path::Path};

use dezky_connect::tail::{Item, Limits};

use super::NOTHING;
use crate::kit::{Trouble, World};

const EIO: i32 = 5;
const EACCES: i32 = 13;
const EMFILE: i32 = 24;
const ESTALE: i32 = 116;

#[test]
fn fault_35_a_reader_that_is_far_behind_holds_a_bounded_number_of_files() {
    let mut world = World::with(Limits { batch_lines: 3, ..Limits::default() });
    let mut items = Vec::new();
    for n in 0..200 {
        let lines = (0..10).map(|line| format!("{n}/{line}\n")).collect::<String>();
        world.append("audit.log", lines);
        items.extend(world.poll().items);
        world.remove("audit.log");
    }
    let held = held(world.directory.path());
    assert!(held <= 66, "{held} descriptors");
    items.extend(world.read());
    let (mut read, mut lost) = (0, 0);
    for item in &items {
        match item {
            Item::Line { .. } => read += 1,
            Item::Gap { .. } => lost += 1,
            Item::TooLong { .. } => panic!("{item:?}"),
        }
    }
    assert_eq!(read + 10 * lost, 2000, "what isn't read is told, file by file");
    assert!(lost > 50 && read > 600, "{read} read, {lost} lost");
}

/// Descriptors of this process that are open on files below `directory`.
fn held(directory: &Path) -> usize {
    let links = fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    links.filter(|path| path.starts_with(directory)).count()
}

#[test]
fn fault_37_no_descriptors_left() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").rename("audit.log", "audit.log.2").append("audit.log", "3\n");
    world.rename("audit.log", "audit.log.1").append("audit.log", "4\n").trouble(Trouble::Open(EMFILE));
    for _ in 0..3 {
        assert_eq!(world.poll_error().raw_os_error().or(Some(EMFILE)), Some(EMFILE));
        assert_eq!(world.stored.len(), 1, "nothing is decided meanwhile");
    }
    world.trouble(None);
    assert_eq!(world.told(), ["2", "3", "4"]);
    world.append("audit.log", "5\n").trouble(Trouble::List(EMFILE));
    world.poll_error();
    world.trouble(None);
    assert_eq!(world.told(), ["5"]);
}

#[test]
fn fault_38_inode_numbers_that_dont_last() {
    let mut world = World::new();
    let lines =
        |range: std::ops::Range<u32>| range.map(|n| format!("{n} of a log with many lines")).collect::<Vec<_>>();
    world.append("audit.log", lines(0..100).join("\n") + "\n");
    assert_eq!(world.told(), lines(0..100));
    for cursor in world.stored.values_mut() {
        (cursor.ino, cursor.born) = (cursor.ino + 1_000_000, 0);
    }
    world.restart();
    world.append("audit.log", "more\n");
    assert_eq!(world.told(), ["more"]);

    // Or the file was replaced by a copy that goes on, while somebody looked.
    world.append("audit.log", "unread\n").copy("audit.log", "new").append("new", "last\n").rename("new", "audit.log");
    assert_eq!(world.told(), ["unread", "last"]);
    assert_eq!(world.told(), NOTHING);
    world.restart();
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn fault_38_a_stale_handle() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").rename("audit.log", "audit.log.1").append("audit.log", "3\n");
    world.trouble(Trouble::Open(ESTALE));
    world.poll_error();
    world.poll_error();
    world.trouble(None);
    assert_eq!(world.told(), ["2", "3"]);
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn fault_39_permission_lost_and_given_back() {
    for restart in [false, true] {
        let mut world = World::new();
        world.append("audit.log", "1\n");
        assert_eq!(world.told(), ["1"]);
        world.append("audit.log", "2\n").trouble(Trouble::Open(EACCES));
        if restart {
            world.restart();
        }
        for _ in 0..3 {
            assert!(world.poll_error().to_string().contains("audit.log"), "the file is named");
        }
        world.trouble(None);
        assert_eq!(world.told(), ["2"]);
        world.append("audit.log", "3\n").trouble(Trouble::List(EACCES));
        world.poll_error();
        world.trouble(None);
        assert_eq!(world.told(), ["3"]);
    }
}

#[test]
fn fault_39_a_file_that_cant_be_read_for_a_while() {
    let mut world = World::new();
    world.append("audit.log", "1\n2\n");
    assert_eq!(world.told(), ["1", "2"]);
    world.append("audit.log", "3\n");
    world.trouble(Trouble::Read);
    world.restart();
    for _ in 0..3 {
        world.poll_error();
    }
    world.trouble(Trouble::Open(EIO));
    world.poll_error();
    world.trouble(None);
    assert_eq!(world.told(), ["3"], "nothing was skipped");
}
