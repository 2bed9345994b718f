//! Lines and encoding.

use std::os::unix::fs::FileExt;

use dezky_connect::tail::Item;

use super::NOTHING;
use crate::kit::World;

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
