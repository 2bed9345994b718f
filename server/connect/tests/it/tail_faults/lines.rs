//! Lines and encoding.

use std::os::unix::fs::FileExt;

use dezky_connect::tail::{Item, Limits};
use sha2::{Digest, Sha256};

use super::NOTHING;
use crate::kit::{World, tell};

#[test]
fn fault_20_a_line_written_in_pieces() {
    // Across the edge of what is read at once, in the middle of a letter and of a line's end.
    for edge in [64 << 10, (1 << 20) - 8] {
        for shift in 0..3 {
            let mut world = World::new();
            let line = format!("{}äöü", "x".repeat(edge - 3 - shift));
            let bytes = format!("{line}\r\nnext\n");
            let mut told = Vec::new();
            let cuts = [edge - 4, edge - 2, edge - 1, edge, edge + 1, edge + 2];
            let mut from = 0;
            for cut in cuts.into_iter().chain([bytes.len()]) {
                world.append("audit.log", &bytes.as_bytes()[from..cut]);
                from = cut;
                told.extend(world.told());
            }
            assert_eq!(told, [&*line, "next"]);
        }
    }
}

#[test]
fn fault_21_nothing_but_lines_that_are_too_long() {
    let limits = Limits { line: 100, batch_lines: 3, batch_bytes: 10_000, quarantine_prefix: 10 };
    let mut world = World::with(limits);
    let lines: Vec<_> = (0..20).map(|n| format!("{n:0>width$}", width = 101 + n * 50)).collect();
    world.append("audit.log", lines.join("\n") + "\n");
    let (mut told, mut behind) = (0, 0);
    while told < lines.len() {
        let items = world.poll().items;
        assert!((1..=3).contains(&items.len()), "{items:?}");
        for item in items {
            let Item::TooLong { offset, length, sha256, prefix, .. } = item else { panic!("{item:?}") };
            let line = &lines[told];
            assert_eq!((offset, length, prefix.len()), (behind, line.len() as u64, 10));
            assert_eq!(sha256[..], Sha256::digest(line)[..]);
            (told, behind) = (told + 1, behind + length + 1);
        }
        assert_eq!(world.live().offset, behind, "what is only marked is read as well");
        world.restart();
    }
    world.append("audit.log", "next\n");
    assert_eq!(world.told(), ["next"]);
}

/// The most memory that this process ever held, in bytes.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() << 10
}

#[test]
#[ignore = "nightly: writes a gigabyte, and hashes it twice"]
fn fault_21_a_line_of_a_gibibyte() {
    let mut world = World::new();
    let part = vec![b'z'; 1 << 20];
    let mut hash = Sha256::new();
    world.append("audit.log", "1\n");
    for _ in 0..1 << 10 {
        world.append("audit.log", &part);
        hash.update(&part);
    }
    world.append("audit.log", "\r\nnext\n");
    assert_eq!(world.poll().items.len(), 1);
    let mut polls = 1;
    let items = loop {
        let batch = world.poll();
        if !batch.items.is_empty() {
            break batch.items;
        }
        assert!(batch.more, "poll {polls} isn't the last");
        polls += 1;
    };
    assert!(polls >= 16, "{polls} polls: none of them may keep others waiting for a whole gibibyte");
    let [Item::TooLong { offset: 2, length, sha256, prefix, .. }, ..] = &items[..] else { panic!("{items:?}") };
    assert_eq!((*length, prefix.len()), (1 << 30, 64 << 10));
    assert_eq!(sha256[..], hash.finalize()[..]);
    let more = world.told();
    assert_eq!(items[1..].iter().map(tell).chain(more).collect::<Vec<_>>(), ["next"]);
    assert_eq!(world.live().offset, (1 << 30) + 9);
    world.restart();
    world.append("audit.log", "last\n");
    assert_eq!(world.told(), ["last"]);
    assert!(most_memory() < 256 << 20, "{} bytes of memory for a line that isn't kept", most_memory());
}

#[test]
fn fault_22_bytes_of_all_kinds() {
    let mut world = World::new();
    world.append("audit.log", b"\xef\xbb\xbfbom\n\n\r\nlone\rreturn\n\xff\xfe\0x\n   \nend");
    let lines = |items: Vec<Item>| {
        items
            .into_iter()
            .map(|item| match item {
                Item::Line { offset, bytes, .. } => (offset, bytes.to_vec()),
                other => panic!("{other:?}"),
            })
            .collect::<Vec<_>>()
    };
    let expected: [(u64, &[u8]); 4] =
        [(0, b"\xef\xbb\xbfbom"), (10, b"lone\rreturn"), (22, b"\xff\xfe\0x"), (27, b"   ")];
    assert_eq!(lines(world.read()), expected.map(|(at, bytes)| (at, bytes.to_vec())));
    world.restart();
    world.append("audit.log", "\n");
    assert_eq!(lines(world.read()), [(31, b"end".to_vec())]);
}

#[test]
fn fault_41_space_allocated_ahead_in_the_middle_of_a_line() {
    for (begun, more) in [(2, 1), (3 << 20, 1), (2, 3 << 20)] {
        let mut world = World::new();
        let (begun, more) = (vec![b'a'; begun], [vec![b'b'; more], b"\nnext\n".to_vec()].concat());
        world.append("audit.log", "1\n").append("audit.log", &begun).resize(20 << 20);
        assert_eq!(world.told(), ["1"]);
        assert_eq!(world.told(), NOTHING, "nobody knows how it ends");
        let file = std::fs::OpenOptions::new().write(true).open(world.path("audit.log")).unwrap();
        file.write_all_at(&more, 2 + begun.len() as u64).unwrap();
        let length = begun.len() + more.len() - 6;
        let line = match length {
            3 => "aab".to_owned(),
            _ => format!("too long: {length}, {} kept", 64 << 10),
        };
        assert_eq!(world.told(), [&*line, "next"]);
        world.restart();
        world.rename("audit.log", "audit.log.1");
        assert_eq!([world.told(), world.told(), world.told()].concat(), NOTHING);
    }
}

#[test]
fn fault_41_a_hole_in_the_middle_of_a_line_is_the_lines() {
    let mut world = World::new();
    world.append("audit.log", "1\nab").resize(5 << 20).append("audit.log", "c\nnext\n");
    assert_eq!(world.told(), ["1", &format!("too long: {}, {} kept", (5 << 20) - 1, 64 << 10), "next"]);
}

#[test]
fn fault_41_an_unfinished_line_before_space_that_was_never_written() {
    let mut world = World::new();
    world.append("audit.log", "1\nunfinished").resize(5 << 20);
    assert_eq!(world.told(), ["1"]);
    world.rename("audit.log", "audit.log.1").append("audit.log", "new\n");
    assert_eq!([world.told(), world.told(), world.told()].concat(), ["new", "unfinished"]);
}
