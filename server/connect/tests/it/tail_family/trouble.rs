//! Who is read when, what it costs, and systems in trouble.

use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::Write,
    sync::Arc,
};

use dezky_connect::tail::{Family, Files, Limits, Means, Pattern};

use super::{Families, UNWATCHED};
use crate::kit::{Trouble, tell};

#[test]
fn fault_36_one_that_is_far_behind_holds_up_nobody() {
    let limits = Limits { batch_lines: 1000, ..Limits::default() };
    let mut world = Families::with("*.log", Means::default(), limits);
    for n in 0..100 {
        world.append(&format!("live-{n}.log"), "begin\n");
    }
    world.append("huge.log", (0..50_000).map(|n| format!("backlog {n}\n")).collect::<String>());
    let mut backlog = 0;
    for round in 0..20 {
        let batch = world.poll();
        let (old, live): (Vec<_>, Vec<_>) = batch.items.iter().map(tell).partition(|line| line.starts_with("backlog"));
        assert_eq!(live.len(), 100, "round {round}: each live file is in the next batch");
        assert_eq!(old.len(), 900, "round {round}: and the rest of it is the backlog's");
        assert!(batch.more);
        assert!(old.iter().enumerate().all(|(at, line)| *line == format!("backlog {}", backlog + at)));
        backlog += old.len();
        for n in 0..100 {
            world.append(&format!("live-{n}.log"), format!("{round}\n"));
        }
    }
    assert_eq!(world.told().len(), 50_000 - backlog + 100);
}

#[test]
fn fault_37_the_system_tells_nothing_any_more() {
    let mut world = Families::new("*.log");
    for n in 0..50 {
        world.append(&format!("{n}.log"), "begin\n");
    }
    assert_eq!(world.told().len(), 50);
    // More than its queue holds, so that some of it is dropped.
    let queue: u32 = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap().trim().parse().unwrap();
    let mut files = [0, 1].map(|n| OpenOptions::new().append(true).open(world.path(&format!("{n}.log"))).unwrap());
    for n in 0..=queue {
        files[n as usize % 2].write_all(b"x\n").unwrap();
    }
    world.append("new.log", "new\n").append("2.log", "last\n").rename("3.log", "4.txt");
    let told = world.told();
    assert_eq!(told.iter().filter(|line| *line == "x").count(), queue as usize + 1);
    let others: BTreeSet<&str> = told.iter().map(String::as_str).filter(|line| *line != "x").collect();
    assert_eq!(others, BTreeSet::from(["new", "last"]));
    // And it tells again.
    world.append("5.log", "told\n");
    assert!(world.family.changed());
    assert_eq!(world.told(), ["told"]);
}

#[test]
fn fault_37_no_descriptors_left_for_a_family() {
    for number in [24, 23] {
        let mut world = Families::new("*.log");
        for n in 0..20 {
            world.append(&format!("{n}.log"), format!("{n}\n"));
        }
        world.files.trouble(Trouble::Open(number));
        let batch = world.poll();
        assert!(batch.items.is_empty() && batch.trouble.len() == 8 && batch.trouble[0].contains(".log"), "{batch:?}");
        world.files.trouble(None);
        world.later(2);
        assert_eq!(world.told().len(), 20, "everything is found afterwards");
        world.append("3.log", "more\n");
        assert_eq!(world.told(), ["more"]);
    }
}

#[test]
fn fault_39_one_file_in_trouble_holds_up_nobody() {
    let mut world = Families::with("*.log", UNWATCHED, Limits::default());
    world.append("good.log", "1\n");
    assert_eq!(world.told(), ["1"]);
    world.append("bad.log", "2\n").append("good.log", "3\n");
    world.files.only(world.path("bad.log"), Trouble::Open(13));
    world.later(5);
    let batch = world.poll();
    assert_eq!(batch.items.iter().map(tell).collect::<Vec<_>>(), ["3"]);
    assert!(batch.trouble[0].contains("bad.log"), "{:?}", batch.trouble);
    assert!(!batch.more, "it waits before it tries again");
    world.files.trouble(None);
    world.later(5);
    assert_eq!(world.told(), ["2"]);
}

#[test]
fn fault_39_the_directory_is_away_for_a_while() {
    for means in [Means::default(), UNWATCHED] {
        let mut world = Families::with("*.log", means, Limits::default());
        let (there, away) = (world.path("logs"), world.path("away"));
        fs::create_dir(&there).unwrap();
        let files: Arc<dyn Files> = world.files.clone();
        let pattern = Pattern::new("*.log").unwrap();
        world.family =
            Family::with(there.clone(), pattern, Vec::new(), world.limits, world.clock.clone(), means, files);
        world.append("logs/a.log", "1\n").append("logs/b.log", "2\n");
        assert_eq!(world.told_sorted(), ["1", "2"]);
        fs::rename(&there, &away).unwrap();
        world.later(5);
        let batch = world.poll();
        assert!(batch.waiting && batch.items.is_empty() && !batch.more);
        fs::rename(&away, &there).unwrap();
        world.append("logs/a.log", "3\n").append("logs/c.log", "4\n").later(5);
        assert_eq!(world.told_sorted(), ["3", "4"]);
        world.append("logs/b.log", "5\n").later(5);
        assert_eq!(world.told(), ["5"]);
    }
}

#[test]
fn no_more_files_are_open_than_may_be() {
    let means = Means { open_files: 10, watch: true };
    let mut world = Families::with("*.log", means, Limits::default());
    let count = 200;
    for n in 0..count {
        world.append(&format!("{n}.log"), format!("{n}\n"));
    }
    assert_eq!(world.told().len(), count);
    let held = || {
        let links = fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
        links.filter(|path| path.extension().is_some_and(|end| end == "log")).collect::<Vec<_>>()
    };
    let mine = held().into_iter().filter(|path| path.starts_with(world.directory.path())).count();
    assert!(mine <= 10, "{mine}");
    for round in 0..5 {
        for n in 0..count {
            world.append(&format!("{n}.log"), format!("{round} {n}\n"));
        }
        assert_eq!(world.told().len(), count);
    }
    for n in 0..count {
        world.append(&format!("{n}.log"), "end\n").rename(&format!("{n}.log"), &format!("{n}.log.1"));
    }
    assert_eq!(world.told(), vec!["end"; count], "closed files are found under their new names");
}

#[test]
fn fault_34_members_that_are_gone_are_forgotten() {
    let mut world = Families::new("*.log");
    for n in 0..300 {
        let name = format!("job-{n}.log");
        world.append(&name, format!("{n}\n"));
        assert_eq!(world.told(), [n.to_string()]);
        world.remove(&name).later(30);
    }
    for _ in 0..10 {
        world.later(3600);
        world.read();
    }
    assert_eq!((world.family.len(), world.stored.len()), (0, 0));

    // Those that went while nobody looked as well.
    for n in 0..20 {
        world.append(&format!("job-{n}.log"), format!("{n}\n"));
    }
    assert_eq!(world.told().len(), 20);
    (0..20).for_each(|n| drop(fs::remove_file(world.path(&format!("job-{n}.log")))));
    world.restart();
    let gaps = world.told();
    assert!(gaps.len() == 20 && gaps.iter().all(|gap| gap.starts_with("gap: vanished")), "{gaps:?}");
    for _ in 0..10 {
        world.later(3600);
        world.read();
    }
    assert_eq!((world.family.len(), world.stored.len()), (0, 0));
}
