//! Taking in OCIS' audit log: every change once, every read counted, nothing lost, and what is lost is told.

mod files;
mod hostile;
mod recorded;
mod restarts;
mod whose;

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::PathBuf,
};

use chrono::TimeDelta;
use dezky_domain::{
    audit::{AuditEvent, Source},
    id::QuarantineId,
    source::{LedgerRow, Quarantined, SourceStatus},
    tenant::ObjectKind,
};
use dezky_server::worker::{
    ingest::{self as worker, Failure, Follower, Step, step},
    reader::Reader,
};

use crate::support::{ALL, World};

/// Recorded from a real OCIS 7.1.
const REAL: &str = include_str!("../../../connect/tests/fixtures/ocis-audit.jsonl");

/// A platform that follows a log which isn't there yet.
struct Log {
    world: World,
    path: PathBuf,
    log: worker::Log,
    reader: Reader,
    follower: Option<Follower>,
}

impl Log {
    async fn new() -> Self {
        let world = World::new().await;
        let path = world.database.folder.path().join("audit.log");
        let world = world.restarted(|config| config.sources.ocis.path.clone_from(&path));
        let log = worker::Log::ocis(&world.state.config).unwrap();
        Self { world, path, log, reader: Reader::new(Source::Ocis), follower: None }
    }

    fn append(&self, bytes: impl AsRef<[u8]>) {
        let mut file = OpenOptions::new().create(true).append(true).open(&self.path).unwrap();
        file.write_all(bytes.as_ref()).unwrap();
    }

    fn other(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }

    /// Until it says that there is no more.
    async fn read(&mut self) {
        while self.step().await.unwrap() {}
    }

    /// Until whatever was rotated is done with: what is quiet is looked at once more.
    async fn settle(&mut self) {
        for _ in 0..3 {
            self.read().await;
        }
    }

    async fn step(&mut self) -> Result<bool, Failure> {
        Ok(step(&self.world.state, &self.log, &mut self.reader, &mut self.follower).await? == Step::More)
    }

    /// The process is killed, and another begins as soon as it may.
    fn restart(&mut self) {
        self.follower = None;
        self.reader = Reader::new(Source::Ocis);
        self.world.pass(TimeDelta::seconds(15));
    }

    async fn pause(&self, paused: bool) {
        let work = self.world.store().begin().await.unwrap();
        assert!(work.sources().pause(Source::Ocis, paused).await.unwrap());
        work.save().await.unwrap();
    }

    async fn tell(&self, slug: &str, kind: ObjectKind, id: &str) {
        let (tenant, now) = (self.world.tenant_of(slug).await, self.world.now());
        let work = self.world.store().begin().await.unwrap();
        work.objects().tell(&ALL, tenant.id, Source::Ocis, kind, id, None, now).await.unwrap();
        work.save().await.unwrap();
    }

    /// What was kept, in the order in which it was stored.
    async fn events(&self) -> Vec<AuditEvent> {
        let mut events = self.world.events().await;
        events.retain(|event| event.event.source == Source::Ocis);
        events.sort_by_key(|event| event.seq);
        events
    }

    async fn gaps(&self) -> Vec<AuditEvent> {
        let mut events = self.events().await;
        events.retain(|event| event.event.action == "gap");
        events
    }

    /// The names of the files that were saved, in the order in which it is told.
    async fn saved(&self) -> Vec<String> {
        let events = self.events().await.into_iter().filter(|event| event.event.action == "file_create");
        events.map(|event| event.event.target.name.unwrap().trim_start_matches('/').to_owned()).collect()
    }

    async fn status(&self) -> SourceStatus {
        let overview = self.world.store().sources().overview(&ALL, self.world.now()).await.unwrap();
        overview.into_iter().find(|status| status.source == Source::Ocis).unwrap()
    }

    /// What couldn't be read, oldest first, with its bytes.
    async fn quarantined(&self) -> Vec<Quarantined> {
        let mut records = Vec::new();
        for row in self.world.store().sources().ledger(&ALL, None).await.unwrap().rows {
            if let LedgerRow::Quarantined(Quarantined { id, .. }) = row {
                records.push(self.record(id).await);
            }
        }
        let offset = |record: &Quarantined| record.position.rsplit(':').next().unwrap().parse::<u64>().unwrap();
        records.sort_by_key(offset);
        records
    }

    async fn record(&self, id: QuarantineId) -> Quarantined {
        self.world.store().sources().quarantined(&ALL, id).await.unwrap().unwrap()
    }
}

/// A line that says that somebody saved a file of this name.
fn saved(name: &str) -> String {
    let space = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";
    format!(
        r#"{{"RemoteAddr":"","User":"","URL":"","Method":"","UserAgent":"","Time":"2026-11-24T04:01:09Z","App":"admin_audit","Message":"user '09eed42e-d444-4a9c-a64b-4e6ae11382c8' created file 'st${space}!{space}/{name}'","Action":"file_create","CLI":false,"Level":1,"Path":"./{name}","Owner":"","FileID":"st${space}!{space}/{name}"}}"#
    ) + "\n"
}

/// The first so many lines' names, as `saved` tells them.
fn names(numbers: std::ops::Range<usize>) -> Vec<String> {
    numbers.map(|number| format!("{number}.odt")).collect()
}

fn lines(numbers: std::ops::Range<usize>) -> String {
    names(numbers).iter().map(|name| saved(name)).collect()
}

fn remove(path: &std::path::Path) {
    fs::remove_file(path).unwrap();
}
