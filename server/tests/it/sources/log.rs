//! Stalwart's log beside its webhook: what both tell of is there once, what one of them lost the other has.

use std::{fs, path::PathBuf};

use chrono::TimeDelta;
use dezky_domain::audit::{AuditEvent, Class, Showing, Source};
use dezky_server::worker::{
    ingest::{Follower, Log, Step, step},
    reader::Reader,
};
use serde_json::{Value, json};

use super::stalwart::{KEY, batch, send, signed, stored};
use crate::support::{ALL, World};

struct Files {
    world: World,
    folder: PathBuf,
    log: Log,
    reader: Reader,
    follower: Option<Follower>,
}

impl Files {
    async fn new() -> Self {
        let world = World::new().await;
        let folder = world.database.folder.path().join("stalwart");
        fs::create_dir(&folder).unwrap();
        let path = folder.join("dezky");
        let world = world.restarted(|config| {
            config.sources.stalwart.webhook_secret = KEY.to_owned().into();
            config.sources.stalwart.path = path;
        });
        let log = Log::stalwart(&world.state.config).unwrap();
        Self { world, folder, log, reader: Reader::new(Source::Stalwart), follower: None }
    }

    fn write(&self, day: &str, lines: &str) {
        use std::io::Write as _;

        let path = self.folder.join(format!("dezky.{day}"));
        let mut file = fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(lines.as_bytes()).unwrap();
    }

    async fn read(&mut self) {
        while step(&self.world.state, &self.log, &mut self.reader, &mut self.follower).await.unwrap() == Step::More {}
    }

    async fn push(&self, events: &[Value]) {
        let body = batch(events);
        assert_eq!(send(&self.world, &body, &signed(&body)).await, 200);
    }

    async fn entries(&self) -> Vec<AuditEvent> {
        let mut entries = self.world.entries().await;
        entries.retain(|entry| entry.event.source == Source::Stalwart);
        entries
    }
}

fn line(second: u8, port: u16) -> String {
    format!(
        "2026-11-24T04:10:{second:02}Z INFO Authentication successful (auth.success) listenerId = \"imaps\", \
         localPort = 993, remoteIp = 203.0.113.7, remotePort = {port}, accountName = \"ann@acme.example\", \
         accountId = 4\n"
    )
}

fn pushed(second: u8, port: u16) -> Value {
    json!({ "id": "1", "createdAt": format!("2026-11-24T04:10:{second:02}Z"), "type": "auth.success", "data": {
        "listenerId": "imaps", "localPort": 993, "remoteIp": "203.0.113.7", "remotePort": port,
        "accountName": "ann@acme.example", "accountId": 4 } })
}

#[tokio::test]
async fn what_both_tell_of_is_one_entry_whichever_comes_first() {
    let mut files = Files::new().await;
    // The webhook first, then the log; the log first, then the webhook; and what only the log has.
    files.push(&[pushed(1, 1001)]).await;
    files.write("2026-11-24", &(line(1, 1001) + &line(2, 1002) + &line(3, 1003)));
    files.read().await;
    files.push(&[pushed(2, 1002)]).await;
    let entries = files.entries().await;
    assert_eq!(entries.len(), 3, "{entries:#?}");
    let formats: Vec<_> = entries.iter().rev().map(|entry| entry.event.format.clone().unwrap()).collect();
    assert_eq!(formats, ["webhook", "webhook", "log"]);
    // Nothing that was read is lost: the line that came first is a part of what the webhook says.
    let parts: Vec<_> = stored(&files.world).await.into_iter().filter(|event| event.showing == Showing::Part).collect();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].head, Some(entries[1].event.id));
}

#[tokio::test]
async fn a_refused_sign_in_is_one_entry_whichever_comes_first() {
    let failed = |second: u8| {
        format!(
            "2026-11-24T04:10:{second:02}Z DEBUG Authentication failed (auth.failed) listenerId = \"imaps\", \
             localPort = 993, remoteIp = 203.0.113.7, remotePort = 7, accountName = \"ann@acme.example\"\n"
        )
    };
    let pushed = |second: u8| {
        json!({ "id": "1", "createdAt": format!("2026-11-24T04:10:{second:02}Z"), "type": "auth.failed", "data": {
            "listenerId": "imaps", "localPort": 993, "remoteIp": "203.0.113.7", "remotePort": 7,
            "accountName": "ann@acme.example" } })
    };
    for log_first in [true, false] {
        let mut files = Files::new().await;
        files.world.tenant("acme").await;
        for second in [1, 2] {
            if log_first {
                files.write("2026-11-24", &failed(second));
                files.read().await;
                files.push(&[pushed(second)]).await;
            } else {
                files.push(&[pushed(second)]).await;
                files.write("2026-11-24", &failed(second));
                files.read().await;
            }
        }
        let entries = files.entries().await;
        assert_eq!(entries.len(), 1, "{log_first}: {entries:#?}");
        assert_eq!(entries[0].event.format.as_deref(), Some("webhook"));
        let parts = stored(&files.world).await.into_iter().filter(|event| event.showing == Showing::Part);
        assert!(parts.into_iter().all(|part| part.head == Some(entries[0].event.id)));
    }
}

#[tokio::test]
async fn as_many_as_there_were_however_alike_they_are() {
    let mut files = Files::new().await;
    // A connection that is kept open: three in a second, of which the webhook told two. They differ in what the log's
    // key doesn't hold.
    let mut told = [pushed(1, 1001), pushed(1, 1001)];
    told[1]["data"]["accountId"] = json!(5);
    files.push(&told).await;
    files.write("2026-11-24", &line(1, 1001).repeat(3));
    files.read().await;
    assert_eq!(files.entries().await.len(), 3);
    files.follower = None;
    files.read().await;
    assert_eq!(files.entries().await.len(), 3);
}

#[tokio::test]
async fn the_next_days_file_is_read_too_and_the_last_one_to_its_end() {
    let mut files = Files::new().await;
    files.write("2026-11-24", &line(1, 1001));
    files.read().await;
    files.write("2026-11-25", &line(2, 1002));
    files.write("2026-11-24", &line(3, 1003));
    files.world.pass(chrono::TimeDelta::seconds(60));
    files.read().await;
    assert_eq!(files.entries().await.len(), 3);
}

#[tokio::test]
async fn a_forged_field_is_no_fact_and_an_unknown_type_is_counted() {
    let mut files = Files::new().await;
    files.write(
        "2026-11-24",
        "2026-11-24T04:13:10Z DEBUG Authentication failed (auth.failed) listenerId = \"imaps\", localPort = 993, \
         remoteIp = 203.0.113.7, remotePort = 1, accountName = \"mallory\", remoteIp = 9.9.9.9, accountId = 1\"\n\
         2026-11-24T04:13:11Z TRACE Something new (brand.new-event) x = 1\n\
         not a line of a log\n",
    );
    files.read().await;
    let entries = files.entries().await;
    assert_eq!(entries.len(), 1);
    let event = &entries[0].event;
    assert_eq!((event.ip.as_deref(), event.class), (Some("203.0.113.7"), Class::Security));
    assert!(event.actor.id.is_none() && event.raw.as_ref().unwrap().contains("9.9.9.9"));
    let overview = files.world.store().sources().overview(&crate::support::ALL, files.world.now()).await.unwrap();
    let status = overview.into_iter().find(|status| status.source == Source::Stalwart).unwrap();
    assert_eq!(status.quarantined, 1);
    assert_eq!(status.dropped, [("brand.new-event".to_owned(), 1)]);
}

#[tokio::test]
async fn a_line_that_was_cut_off_is_set_aside() {
    let mut files = Files::new().await;
    // Half of a port would read as a port. Nobody can finish a line of a file that was deleted.
    files.write("2026-11-24", &(line(1, 1001) + line(2, 1002).trim_end().trim_end_matches("2\", accountId = 4")));
    files.read().await;
    files.write("2026-11-25", &line(3, 1003));
    fs::remove_file(files.folder.join("dezky.2026-11-24")).unwrap();
    for _ in 0..3 {
        files.read().await;
        files.world.pass(TimeDelta::minutes(31));
    }
    assert_eq!(files.entries().await.len(), 2);
    let waiting = files.world.state.store.sources().overview(&ALL, files.world.now()).await.unwrap();
    let stalwart = waiting.iter().find(|status| status.source == Source::Stalwart).unwrap();
    assert_eq!(stalwart.quarantined, 1, "{stalwart:#?}");
}
