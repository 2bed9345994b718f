//! What happens to a log file while somebody looks on, one story at a time.

use std::{io::Write, os::unix::fs::symlink};

use chrono::TimeDelta;
use dezky_connect::tail::{Item, Limits};
use dezky_domain::source::GapCause;

use crate::kit::{World, is_gap};

const NOTHING: [&str; 0] = [];

#[test]
fn lines_are_read_as_they_come() {
    let mut world = World::new();
    let batch = world.poll();
    assert!(batch.waiting && batch.items.is_empty() && batch.cursors.is_empty() && !batch.more);

    world.append("audit.log", "one\ntwo\r\n\nthr");
    assert_eq!(world.told(), ["one", "two"]);
    world.append("audit.log", "ee");
    assert_eq!(world.told(), NOTHING);
    assert_eq!(world.live().offset, 10, "a line that isn't finished isn't read");
    world.append("audit.log", "\nfour\n");
    assert_eq!(world.told(), ["three", "four"]);
}

#[test]
fn an_idle_file_is_written_down_once_a_minute() {
    let mut world = World::new();
    world.append("audit.log", "one\n");
    assert_eq!(world.poll().cursors.len(), 1);
    world.wait(TimeDelta::seconds(59));
    assert_eq!(world.poll().cursors.len(), 0);
    world.wait(TimeDelta::seconds(1));
    assert_eq!(world.poll().cursors.len(), 1);
    assert_eq!(world.poll().cursors.len(), 0);
}

#[test]
fn positions_are_offsets_in_the_file() {
    let mut world = World::new();
    world.append("audit.log", "a\r\n\0\0bb\nä\n").append("audit.log", b"\xff\xfe\n");
    let positions = world.read().into_iter().map(|item| match item {
        Item::Line { offset, bytes, .. } => (offset, bytes.to_vec()),
        other => panic!("{other:?}"),
    });
    let expected = [(0, &b"a"[..]), (5, b"bb"), (8, "ä".as_bytes()), (11, b"\xff\xfe")];
    assert_eq!(positions.collect::<Vec<_>>(), expected.map(|(at, bytes)| (at, bytes.to_vec())));
    assert_eq!(world.live().nuls, 2);
}

#[test]
fn a_batch_is_bounded() {
    let limits = Limits { batch_lines: 10, batch_bytes: 100, line: 50, ..Limits::default() };
    let mut world = World::with(limits);
    let lines: Vec<_> = (0..95).map(|n| format!("line {n:020}")).collect();
    world.append("audit.log", lines.join("\n") + "\n");
    let first = world.poll();
    assert!(first.more && first.items.len() == 4, "{}", first.items.len());
    assert_eq!(world.told(), lines[4..]);
}

#[test]
fn a_renamed_file_is_read_to_its_end_and_then_the_new_one() {
    let mut world = World::new();
    world.append("audit.log", "1\n2\n");
    assert_eq!(world.told(), ["1", "2"]);
    let mut writer = world.open("audit.log");
    world.append("audit.log", "3\n").rename("audit.log", "audit.log.1").append("audit.log", "new 1\n");
    assert_eq!(world.told(), ["3", "new 1"]);

    // The writer still has the old one open.
    writer.write_all(b"late 4\n").unwrap();
    world.append("audit.log", "new 2\n");
    assert_eq!(world.told(), ["late 4", "new 2"]);
    world.wait(TimeDelta::minutes(10)).append("audit.log.1", "later 5\n");
    assert_eq!(world.told(), ["later 5"]);
    assert_eq!(world.told(), NOTHING);

    // An hour later it is let go; should something come even then, it is still found.
    world.wait(TimeDelta::hours(1));
    assert_eq!(world.told(), NOTHING);
    assert_eq!(world.stored.values().filter(|cursor| cursor.finished).count(), 1);
    world.append("audit.log.1", "very late 6\n");
    assert_eq!(world.told(), ["very late 6"]);
    world.rename("audit.log", "audit.log.0").append("audit.log", "newer\n");
    assert_eq!(world.told(), ["newer"]);
}

#[test]
fn a_rotated_files_last_line_is_taken_when_nobody_finishes_it() {
    let mut world = World::new();
    world.append("audit.log", "1\nunfini");
    assert_eq!(world.told(), ["1"]);
    world.rename("audit.log", "audit.log.1").append("audit.log", "new\n");
    assert_eq!(world.told(), ["new"], "not yet: the writer may be about to finish it");
    let items = world.read();
    assert!(matches!(&items[..], [Item::Line { bytes, truncated: true, .. }] if bytes[..] == *b"unfini"), "{items:?}");
    assert_eq!(world.told(), NOTHING);

    let mut world = World::new();
    world.append("audit.log", "1\nfini");
    assert_eq!(world.told(), ["1"]);
    world.rename("audit.log", "audit.log.1");
    assert_eq!(world.told(), NOTHING);
    world.append("audit.log.1", "shed\n");
    let items = world.read();
    assert!(
        matches!(&items[..], [Item::Line { bytes, truncated: false, .. }] if bytes[..] == *b"finished"),
        "{items:?}"
    );
    assert_eq!(world.told(), NOTHING);
}

#[test]
fn what_was_rotated_between_two_looks_is_read() {
    let mut world = World::new();
    world.append("audit.log", "a1\n");
    assert_eq!(world.told(), ["a1"]);
    world.append("audit.log", "a2\n").rename("audit.log", "audit.log.2");
    world.append("audit.log", "b1\nb2\n").rename("audit.log", "audit.log.1");
    world.append("audit.log", "c1\n");
    assert_eq!(world.told(), ["a2", "b1", "b2", "c1"]);
}

#[test]
fn rotation_a_thousand_times_loses_nothing() {
    let mut world = World::new();
    for n in 0..1000 {
        world.append("audit.log", format!("{n}\n"));
        assert_eq!(world.told(), [n.to_string()]);
        if n % 2 == 0 {
            world.rename("audit.log", "audit.log.1");
        } else {
            world.remove("audit.log");
        }
    }
    let open = world.stored.values().filter(|cursor| !cursor.finished).count();
    assert!(open <= 10 && world.stored.len() <= 12, "{open} of {}", world.stored.len());
}

#[test]
fn a_writer_and_a_rotation_that_never_stop_are_kept_up_with() {
    let mut world = World::new();
    let base = world.path("audit.log");
    let writer = std::thread::spawn(move || {
        let name = |n: u32| base.with_file_name(format!("audit.log.{n}"));
        for n in 0..20_000 {
            // As OCIS does it, line by line (facts/ocis.md §4.4).
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&base).unwrap();
            writeln!(file, "{n}").unwrap();
            if n % 400 == 399 {
                for number in (1..60).rev() {
                    let _ = std::fs::rename(name(number), name(number + 1));
                }
                std::fs::rename(&base, name(1)).unwrap();
            }
        }
    });
    let mut told = Vec::new();
    while !writer.is_finished() {
        told.extend(world.told());
        if told.len() % 3 == 0 {
            world.restart();
        }
    }
    writer.join().unwrap();
    for _ in 0..3 {
        told.extend(world.told());
    }
    let mut numbers: Vec<u32> = told.iter().map(|line| line.parse().unwrap()).collect();
    numbers.sort_unstable();
    let first = numbers.iter().zip(0..).find(|(told, written)| **told != *written);
    assert_eq!((first, numbers.len()), (None, 20_000));
}

#[test]
fn a_deleted_file_is_read_to_its_end() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    let mut writer = world.open("audit.log");
    world.append("audit.log", "2\n").remove("audit.log");
    let batch = world.poll();
    assert!(batch.waiting && batch.items.len() == 1);
    writer.write_all(b"3\n").unwrap();
    world.append("audit.log", "new\n");
    assert_eq!(world.told(), ["3", "new"]);
}

#[test]
fn a_file_renamed_over_is_another_file() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("audit.log", "2\n").append("next", "1\nnew\n").rename("next", "audit.log");
    assert_eq!(world.told(), ["2", "1", "new"]);
}

#[test]
fn truncation_is_a_gap_and_a_new_beginning() {
    let mut world = World::new();
    world.append("audit.log", "1\n2\nunread");
    assert_eq!(world.told(), ["1", "2"]);
    let first = world.live().file;
    world.resize(0).append("audit.log", "3\n");
    assert_eq!(world.told(), ["gap: truncated at 4, 6 bytes", "3"]);
    assert_ne!(world.live().file, first, "offsets come again, so the id must not");

    world.resize(0);
    assert_eq!(world.told(), ["gap: truncated at 2, ? bytes"], "something may have been written meanwhile");
}

#[test]
fn a_truncated_file_that_grew_again_is_found_out() {
    let mut world = World::new();
    let header = "x".repeat(100);
    world.append("audit.log", format!("{header} 1\n{header} 2\n"));
    assert_eq!(world.read().len(), 2);
    world.resize(0).append("audit.log", format!("{header} 3\n{header} 4\n{header} 5\n"));
    let items = world.read();
    assert!(is_gap(&items[0], GapCause::Rewritten) && items.len() == 4, "{items:?}");
}

#[test]
fn a_file_cut_in_the_middle_is_not_read_twice() {
    let mut world = World::new();
    let line = |n: usize| format!("{n:099}\n");
    world.append("audit.log", (0..100).map(line).collect::<String>());
    assert_eq!(world.read().len(), 100);
    world.resize(5000).append("audit.log", "new\n");
    assert_eq!(world.told(), ["gap: truncated at 10000, ? bytes"]);
    world.append("audit.log", "newer\n");
    assert_eq!(world.told(), ["newer"]);
}

#[test]
fn nuls_where_a_line_should_begin_are_skipped() {
    let mut world = World::new();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    // A writer that doesn't append, after a truncation: a hole.
    let hole = 70 << 20;
    world.resize(0).resize(hole);
    assert_eq!(world.told(), ["gap: rewritten at 2, ? bytes"]);
    assert_eq!(world.live().offset, 0, "space that was allocated ahead may still be written");
    world.append("audit.log", "2\n");
    assert_eq!(world.told(), ["2"]);
    assert_eq!((world.live().nuls, world.live().offset), (hole, hole + 2));
}

#[test]
fn space_allocated_ahead_is_waited_for() {
    use std::os::unix::fs::FileExt;
    let mut world = World::new();
    world.append("audit.log", "1\n").resize(100);
    assert_eq!(world.told(), ["1"]);
    let file = std::fs::OpenOptions::new().write(true).open(world.path("audit.log")).unwrap();
    file.write_all_at(b"2\n", 2).unwrap();
    assert_eq!(world.told(), ["2"]);
    world.rename("audit.log", "audit.log.1");
    assert_eq!([world.told(), world.told()].concat(), NOTHING);
}

#[test]
fn a_symbolic_link_is_followed() {
    let mut world = World::new();
    world.append("day-1", "1\n");
    symlink("day-1", world.path("audit.log")).unwrap();
    assert_eq!(world.told(), ["1"]);
    world.append("day-1", "2\n").append("day-2", "3\n").remove("audit.log");
    symlink("day-2", world.path("audit.log")).unwrap();
    assert_eq!(world.told(), ["2", "3"]);

    world.remove("audit.log");
    symlink("nowhere", world.path("audit.log")).unwrap();
    assert!(world.poll().waiting);
}

#[test]
fn what_isnt_a_file_is_an_error_and_then_forgotten() {
    let mut world = World::new();
    std::fs::create_dir(world.path("audit.log")).unwrap();
    assert!(world.poll_error().to_string().contains("audit.log: not a regular file"));
    std::fs::remove_dir(world.path("audit.log")).unwrap();
    world.append("audit.log", "1\n");
    assert_eq!(world.told(), ["1"]);
}
