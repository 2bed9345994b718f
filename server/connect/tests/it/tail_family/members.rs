//! Who belongs to whom.

use std::{fs, os::unix::fs::symlink};

use dezky_connect::tail::{Limits, Means};

use super::{Families, NOTHING, UNWATCHED};

#[test]
fn a_file_a_day() {
    for means in [Means::default(), UNWATCHED] {
        let mut world = Families::with("stalwart.*", means, Limits::default());
        world
            .append("stalwart.2026-11-24", "1\n")
            .append("other.2026-11-24", "no\n")
            .append("stalwart.2026-11-23.gz", "z");
        assert_eq!(world.told(), ["1"]);
        world.append("stalwart.2026-11-24", "2\n").append("stalwart.2026-11-25", "3\n").later(5);
        assert_eq!(world.told_sorted(), ["2", "3"], "the earlier one is read to its end, and the new one as well");
        world.append("stalwart.2026-11-24", "late\n").later(5);
        assert_eq!(world.told(), ["late"]);
        world.restart();
        assert_eq!(world.told(), NOTHING);
        world.append("stalwart.2026-11-25", "4\n").later(5);
        assert_eq!(world.told(), ["4"]);
    }
}

#[test]
fn a_change_is_seen_at_once() {
    let mut world = Families::new("*.log");
    world.append("a.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    assert!(!world.family.changed());
    world.append("a.log", "2\n");
    assert!(world.family.changed() && world.family.queue().is_some());
    assert_eq!(world.told(), ["2"]);
    assert!(!world.family.changed());
    world.append("b.log", "3\n");
    assert!(world.family.changed());
    assert_eq!(world.told(), ["3"]);
}

#[test]
fn fault_04_what_a_member_was_rotated_to_is_not_another_member() {
    for means in [Means::default(), UNWATCHED] {
        let mut world = Families::with("*.log*", means, Limits::default());
        world.append("a.log", "1\n").append("b.log", "2\n");
        assert_eq!(world.told(), ["1", "2"]);
        world.append("a.log", "3\n").rename("a.log", "a.log.1").append("a.log", "4\n").later(5);
        assert_eq!(world.told(), ["3", "4"]);
        world.append("a.log", "5\n").rename("a.log.1", "a.log.2").rename("a.log", "a.log.1").later(5);
        assert_eq!(world.told(), ["5"]);
        world.append("a.log.1", "6\n").later(5);
        let mut told = world.told();
        world.later(60);
        told.extend(world.told());
        assert_eq!(told, ["6"]);
        assert_eq!(world.family.len(), 2);
        world.restart();
        assert_eq!(world.told(), NOTHING);
        assert_eq!(world.family.len(), 2);
    }
    // The day's file of Stalwart, rotated by somebody else.
    let mut world = Families::new("stalwart.*");
    world.append("stalwart.2026-11-24", "1\n").append("stalwart.2026-11-24.1", "0\n");
    assert_eq!(world.told(), ["0", "1"]);
    world.append("stalwart.2026-11-24", "2\n").rename("stalwart.2026-11-24", "stalwart.2026-11-24.2");
    assert_eq!(world.told(), ["2"]);
    assert_eq!(world.family.len(), 1);
}

#[test]
fn a_file_that_goes_on_under_another_members_name() {
    for (means, restart) in [(Means::default(), false), (UNWATCHED, false), (UNWATCHED, true)] {
        let mut world = Families::with("*.log", means, Limits::default());
        world.append("app.log", "1\n");
        assert_eq!(world.told(), ["1"]);
        world.append("app.log", "2\n").rename("app.log", "app-2026-11-24.log").append("app.log", "3\n").later(5);
        if restart {
            world.restart();
        }
        assert_eq!(world.told_sorted(), ["2", "3"]);
        world.append("app-2026-11-24.log", "late\n").later(5);
        assert_eq!(world.told(), ["late"]);
        world.later(7200);
        assert_eq!(world.told(), NOTHING);
        world.restart();
        assert_eq!(world.told(), NOTHING);
        assert_eq!((world.family.len(), world.stored.len()), (2, 2));
    }
}

#[test]
fn fault_13_two_names_of_one_file() {
    let mut world = Families::with("*.log", UNWATCHED, Limits::default());
    world.append("a.log", "1\n").append("pods", "p\n");
    fs::hard_link(world.path("a.log"), world.path("b.log")).unwrap();
    symlink("pods", world.path("c.log")).unwrap();
    symlink("pods", world.path("d.log")).unwrap();
    symlink("nowhere", world.path("e.log")).unwrap();
    fs::create_dir(world.path("f.log")).unwrap();
    assert_eq!(world.told_sorted(), ["1", "p"]);
    world.append("b.log", "2\n").append("pods", "q\n").later(5);
    assert_eq!(world.told_sorted(), ["2", "q"]);
    world.remove("a.log").append("b.log", "3\n").later(5);
    assert_eq!(world.told_sorted(), ["3"]);
    world.append("nowhere", "now\n").later(5);
    assert_eq!(world.told_sorted(), ["now"]);
    world.restart();
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn fault_17_a_file_made_between_two_looks() {
    let mut world = Families::with("*.log", UNWATCHED, Limits::default());
    assert_eq!(world.told(), NOTHING);
    world.append("a.log", "1\n");
    assert_eq!(world.told(), NOTHING, "nobody told");
    world.later(1);
    assert_eq!(world.told(), ["1"]);

    // With a watch, which stands before the directory is listed, there is no between.
    let mut world = Families::new("*.log");
    assert_eq!(world.told(), NOTHING);
    for n in 0..50 {
        world.append(&format!("{n}.log"), format!("{n}\n"));
        assert_eq!(world.told(), [n.to_string()]);
    }
}

#[test]
fn a_damaged_cursor_of_one_member_leaves_the_others_alone() {
    let mut world = Families::new("*.log");
    world.append("a.log", format!("{}\n", "a".repeat(100))).append("b.log", "b\n");
    assert_eq!(world.read().len(), 2);
    let a = world.stored.values_mut().find(|cursor| cursor.follows == "a.log").unwrap();
    a.offset = u64::MAX;
    world.restart();
    assert_eq!(world.told(), ["a".repeat(100)]);
}
