//! What happens to the file meanwhile: it is rotated, copied, cut short, removed. Each line is told once, and what is
//! gone is told as gone.

use std::fs;

use dezky_domain::{audit::Class, source::SourceState};

use super::{Log, lines, names, remove};

#[tokio::test]
async fn a_file_that_is_renamed_is_read_to_its_end() {
    let mut log = Log::new().await;
    log.append(lines(0..3));
    log.read().await;
    log.append(lines(3..5));
    fs::rename(&log.path, log.other("audit.log.1")).unwrap();
    log.append(lines(6..8));
    // OCIS still writes to the file that it has open.
    let late = lines(5..6);
    fs::write(log.other("audit.log.1"), [fs::read(log.other("audit.log.1")).unwrap(), late.into_bytes()].concat())
        .unwrap();
    log.settle().await;
    assert_eq!(log.saved().await, names(0..8));
    assert!(log.gaps().await.is_empty());
}

#[tokio::test]
async fn rotations_while_nobody_looked_are_found() {
    let mut log = Log::new().await;
    log.append(lines(0..3));
    log.read().await;
    log.restart();
    log.append(lines(3..4));
    fs::rename(&log.path, log.other("audit.log.2")).unwrap();
    fs::write(log.other("audit.log.1"), lines(4..7)).unwrap();
    log.append(lines(7..9));
    log.settle().await;
    assert_eq!(log.saved().await, names(0..9));
    assert!(log.gaps().await.is_empty());
}

#[tokio::test]
async fn a_file_that_is_copied_and_emptied_loses_nothing() {
    let mut log = Log::new().await;
    log.append(lines(0..20));
    log.read().await;
    log.append(lines(20..25));
    fs::copy(&log.path, log.other("audit.log.1")).unwrap();
    fs::write(&log.path, "").unwrap();
    log.append(lines(25..27));
    log.settle().await;
    let mut saved = log.saved().await;
    saved.sort_by_key(|name| name.trim_end_matches(".odt").parse::<usize>().unwrap());
    assert_eq!(saved, names(0..27), "each once, and none missing");
    // What was written between the copy and the emptying would be in neither: nobody can know that there was nothing.
    let gaps = log.gaps().await;
    assert_eq!((gaps.len(), gaps[0].event.words.get("bytes")), (1, None));
}

#[tokio::test]
async fn a_file_that_is_cut_short_is_a_gap() {
    let mut log = Log::new().await;
    log.append(lines(0..10));
    log.read().await;
    log.world.pass(chrono::TimeDelta::minutes(5));
    log.append(lines(10..12));
    // Emptied before they were read, and written anew.
    fs::write(&log.path, lines(12..14)).unwrap();
    log.settle().await;
    assert_eq!(log.saved().await, [names(0..10), names(12..14)].concat());
    let gaps = log.gaps().await;
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].event.class, Class::Gap);
    assert_eq!(gaps[0].event.words["cause"], "truncated");
    assert!(gaps[0].tenant.is_none());
    let status = log.status().await;
    assert_eq!((status.state, status.gaps), (SourceState::Gaps, 1));
    // The operator is told, on the line and on the page of sources.
    let mut olga = log.world.operator("Olga Ost", dezky_domain::access::Role::Operator).await;
    for path in ["/operator/audit", "/operator/sources"] {
        olga.get(path).await.is(200).says("OCIS");
    }
}

#[tokio::test]
async fn a_file_that_is_removed_and_made_again_goes_on() {
    let mut log = Log::new().await;
    log.append(lines(0..3));
    log.read().await;
    remove(&log.path);
    log.settle().await;
    log.append(lines(3..5));
    log.settle().await;
    assert_eq!(log.saved().await, names(0..5));
    assert!(log.gaps().await.is_empty(), "it had been read to its end");
}

#[tokio::test]
async fn what_was_seen_in_a_removed_file_and_not_read_is_a_gap() {
    let mut log = Log::new().await;
    log.append(lines(0..3));
    let torn = lines(3..4);
    log.append(&torn[..torn.len() / 2]);
    log.read().await;
    log.restart();
    remove(&log.path);
    log.append(lines(4..6));
    log.settle().await;
    assert_eq!(log.saved().await, [names(0..3), names(4..6)].concat());
    let gaps = log.gaps().await;
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].event.words["bytes"], (torn.len() / 2).to_string());
    // A new file may get the inode number of the old one; then it looks like the same one, cut short.
    assert!(["vanished", "truncated"].contains(&gaps[0].event.words["cause"].as_str()));
}

#[tokio::test]
async fn a_line_that_is_half_written_is_waited_for() {
    let mut log = Log::new().await;
    let line = lines(0..1);
    for byte in line.bytes() {
        log.append([byte]);
        if byte % 16 == 0 {
            log.restart();
        }
        log.read().await;
    }
    assert_eq!(log.saved().await, names(0..1));
    assert_eq!(log.status().await.lag_bytes, 0);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_said_where_sources_are_looked_at() {
    let mut log = Log::new().await;
    // A directory in the file's place: nobody's permissions, not even root's, can read it.
    fs::create_dir(&log.path).unwrap();
    let failure = log.step().await.unwrap_err().to_string();
    assert!(failure.starts_with("the file could not be read"), "{failure}");
    fs::remove_dir(&log.path).unwrap();
    log.append(lines(0..2));
    log.read().await;
    assert_eq!(log.saved().await, names(0..2));
}

#[tokio::test]
async fn many_lines_are_taken_in_steps() {
    let mut log = Log::new().await;
    log.append(lines(0..2_500));
    let mut steps = 1;
    while log.step().await.unwrap() {
        steps += 1;
    }
    assert!(steps >= 3, "{steps}");
    assert_eq!(log.saved().await, names(0..2_500));
}
