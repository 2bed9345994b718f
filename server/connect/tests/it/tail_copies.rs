//! Copies: what `copytruncate` leaves is read on where the original was cut off, and nothing is read twice.

use crate::kit::{World, tell};

const NOTHING: [&str; 0] = [];

#[test]
fn what_was_copied_before_the_truncation_is_read_from_the_copy() {
    let mut world = World::new();
    world.append("audit.log", "1\n2\n");
    assert_eq!(world.told(), ["1", "2"]);
    world.append("audit.log", "3\n").copy("audit.log", "audit.log.1").resize(0).append("audit.log", "4\n");
    assert_eq!(world.told(), ["gap: truncated at 6, ? bytes", "3", "4"]);

    // And twice between two looks: the middle one is only in its copy.
    world.append("audit.log", "5\n").rename("audit.log.1", "audit.log.3").copy("audit.log", "audit.log.2").resize(0);
    world.append("audit.log", "6\n").copy("audit.log", "audit.log.1").resize(0).append("audit.log", "7\n");
    assert_eq!(world.told(), ["gap: rewritten at 4, ? bytes", "5", "6", "7"]);
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn a_copy_of_what_was_read_is_not_read_again() {
    let mut world = World::new();
    let lines: Vec<_> = (0..100).map(|n| format!("line {n}")).collect();
    world.append("audit.log", lines.join("\n") + "\n");
    assert_eq!(world.told(), lines);
    world.copy("audit.log", "audit.log.backup1").append("audit.log", "more\n");
    world.rename("audit.log", "audit.log.1").append("audit.log", "new\n");
    assert_eq!(world.told(), ["more", "new"]);
}

fn lines(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(|n| format!("line {n:04} of a log that has many of them")).collect()
}

#[test]
fn a_copy_in_the_making_is_not_taken_for_a_new_file() {
    let mut world = World::new();
    let text = lines(0..100).join("\n") + "\n";
    world.append("audit.log", &text);
    assert_eq!(world.told(), lines(0..100));
    world.append("audit.log.1", "");
    assert_eq!(world.told(), NOTHING);
    for part in text.as_bytes().chunks(1000) {
        world.append("audit.log.1", part);
        assert_eq!(world.told(), NOTHING);
    }
    world.resize(0).append("audit.log", "new\n");
    assert_eq!(world.told(), ["gap: truncated at 4100, ? bytes", "new"]);
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn at_first_what_was_rotated_is_read_and_copies_are_not() {
    let mut world = World::new();
    world.append("audit.log.2", "oldest\n").append("audit.log.1", "older\n").append("audit.log.3.gz", "packed\n");
    world.append("audit.log", lines(0..100).join("\n") + "\n").copy("audit.log", "audit.log.20261124");
    world.append("audit.log", "last\n").append("audit.log.lock", "1\n").append("audit.logger", "another log\n");
    let expected = ["oldest", "older"].map(str::to_owned).into_iter().chain(lines(0..100)).chain(["last".to_owned()]);
    assert_eq!(world.told(), expected.collect::<Vec<_>>());
    world.restart();
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn a_truncation_that_nobody_saw_is_read_from_the_copy() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").copy("audit.log", "audit.log.1").resize(0).append("audit.log", "3\n4\n5\n");
    world.restart();
    assert_eq!(world.told(), ["gap: rewritten at 4, ? bytes", "2", "3", "4", "5"]);
}

#[test]
fn a_file_of_which_only_a_copy_is_left_is_read_there() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").copy("audit.log", "audit.log.1").remove("audit.log").append("audit.log", "3\n");
    world.restart();
    assert_eq!(world.told(), ["gap: vanished at 4, ? bytes", "2", "3"]);
}

#[test]
fn a_copy_of_what_goes_on_in_a_file_that_was_cut_is_not_read() {
    let mut world = World::new();
    world.append("audit.log", "first\nlost\n");
    assert_eq!(world.told(), ["first", "lost"]);
    // Reading goes on behind the first line, in the file; in its copy nothing is new.
    world.resize(6).append("audit.log", "2\n").append("audit.log", lines(0..100).join("\n") + "\n");
    world.copy("audit.log", "audit.log.9").rename("audit.log", "audit.log.1").append("audit.log", "new\n");
    let told = world.told();
    assert_eq!(told[..2], ["gap: rewritten at 11, ? bytes", "2"]);
    assert_eq!(told[2..102], lines(0..100));
    assert_eq!(told[102..], ["new"]);
    world.restart();
    assert_eq!([world.told(), world.told()].concat(), NOTHING);
}

#[test]
fn one_letter_is_not_found_again_in_another_file() {
    let mut world = World::new();
    world.append("audit.log", "3");
    assert_eq!(world.told(), NOTHING, "it isn't finished");
    world.append("audit.log.1", "33\n").remove("audit.log").append("audit.log", "new\n");
    world.restart();
    assert_eq!(world.told(), ["gap: vanished at 0, 1 bytes", "33", "new"]);
}

#[test]
fn a_copy_of_what_was_read_compressed_is_not_read() {
    let mut world = World::new();
    world.append("audit.log.1", lines(0..100).join("\n") + "\n").append("audit.log", "new\n");
    world.copy("audit.log.1", "audit.log.9").append("audit.log.1", "late\n");
    assert!(world.poll().more, "which of the two is the copy is found out first");
    world.gzip("audit.log.1");
    world.restart();
    let told: Vec<_> = world.poll().items.iter().map(tell).collect();
    assert_eq!((&told[..100], &told[100..]), (&lines(0..100)[..], &["late".to_owned()][..]));
    // What was read is nowhere any more but in its copy, and the directory is searched twice because of the gap.
    world.restart();
    world.resize(0).append("audit.log", "newer\n");
    assert_eq!(world.told(), ["gap: rewritten at 0, 4 bytes", "newer"]);
    world.restart();
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn what_was_written_between_a_cut_and_a_copy_is_read() {
    let mut world = World::new();
    world.append("audit.log", lines(0..20).join("\n") + "\n");
    assert_eq!(world.told(), lines(0..20));
    // The copy is shorter than what was read, and begins like it: it isn't an older state of it for all that.
    world.resize(41 * 15).append("audit.log", "other\n").copy("audit.log", "audit.log.1");
    world.resize(0).append("audit.log", "new\n");
    assert_eq!(world.told(), ["gap: truncated at 820, ? bytes", "other", "new"]);
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn one_letter_is_not_found_again_in_a_compressed_file() {
    let mut world = World::new();
    world.append("audit.log", "33\n");
    assert_eq!(world.told(), ["33"]);
    world.rename("audit.log", "audit.log.1").append("audit.log", "3");
    assert_eq!(world.told(), NOTHING);
    world.gzip("audit.log.1").append("next", "new\n").rename("next", "audit.log");
    world.restart();
    assert_eq!(world.told(), ["gap: vanished at 0, 1 bytes", "new"]);
}
