//! Alerts: what is noticed, who is told, and what an operator sees and does.

mod deliveries;
mod pages;
mod receiver;
mod rules;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    alert::{Alerts, Channel, Told},
    audit::{Actor, ActorKind, NewEvent, Outcome, Source, Target},
    ctx::{Clock, Ctx},
    id::QuarantineId,
    source::{Quarantined, Unreadable},
};
use dezky_server::{service::audit, state::State, worker};

use crate::support::World;

/// Letters go into the world's own folder.
pub fn settings(world_folder: &std::path::Path, more: &str) -> String {
    format!(
        "{more}\n[mail]\nurl = 'file://{}'\nfrom = 'Dezky <no-reply@dezky.example>'\n",
        world_folder.join("outbox").display()
    )
}

impl World {
    /// With letters to `ops@dezky.example`.
    pub async fn watched(more: &str) -> Self {
        let world = Self::new().await;
        let text = settings(world.database.folder.path(), &format!("[alerts]\nmail = ['ops@dezky.example']\n{more}"));
        let file = Some(("dezky.toml".into(), text));
        let outside = dezky_server::config::Outside { file, ..dezky_server::config::Outside::default() };
        let config = dezky_server::config::Config::load(&outside).unwrap();
        world.restarted(|all| *all = config)
    }

    pub fn watcher(&self) -> Ctx {
        Ctx::service("tests", Arc::clone(&self.clock) as Arc<dyn Clock>)
    }

    /// Looks until there is nothing more to look at.
    pub async fn watch(&self) {
        while worker::alerts::step(&self.state).await.unwrap() {}
    }

    /// Delivers what is due now.
    pub async fn deliver(&self) {
        for channel in Channel::ALL {
            while worker::deliver::next(&self.state, *channel).await.unwrap() {}
        }
    }

    pub async fn alerts(&self) -> Alerts {
        Arc::clone(&self.state.services.alerts).list(&self.watcher(), None).await.unwrap()
    }

    pub async fn open_alerts(&self) -> Vec<Told> {
        self.alerts().await.open
    }

    /// Rule and key of what is open, the newest first.
    pub async fn open_keys(&self) -> Vec<String> {
        let open = self.open_alerts().await;
        open.iter().map(|told| format!("{} {} {}", told.alert.rule.word(), told.alert.key, told.alert.count)).collect()
    }

    /// The letters that were sent, as their text.
    pub async fn letters(&self) -> Vec<String> {
        let mut letters = Vec::new();
        let Ok(mut entries) = tokio::fs::read_dir(self.database.folder.path().join("outbox")).await else {
            return letters;
        };
        while let Some(entry) = entries.next_entry().await.unwrap() {
            letters.push(tokio::fs::read_to_string(entry.path()).await.unwrap());
        }
        letters
    }

    /// Something that a source reports now.
    pub async fn reported(&self, source: Source, action: &str, change: impl FnOnce(&mut NewEvent)) {
        let mut event = audit::event(&self.watcher(), action, Outcome::Done, Target::default());
        event.source = source;
        event.actor = Actor { kind: ActorKind::Unknown, id: None, name: None };
        change(&mut event);
        audit::record(&self.state, event).await.unwrap();
    }

    /// A sign-in that a source says failed.
    pub async fn failed_sign_in(&self, source: Source, action: &str, who: &str, from: &str) {
        self.reported(source, action, |event| {
            event.outcome = Outcome::Refused;
            event.ip = Some(from.to_owned()).filter(|from| !from.is_empty());
            event.actor.name = Some(who.to_owned()).filter(|who| !who.is_empty());
        })
        .await;
    }

    pub async fn connected(&self, source: Source) {
        let work = self.store().begin().await.unwrap();
        work.sources().ensure(source, Some("/log"), self.now()).await.unwrap();
        work.save().await.unwrap();
    }

    pub async fn unreadable(&self, source: Source, position: &str) {
        let record = Quarantined {
            id: QuarantineId::new(&*self.clock),
            source,
            seen: self.now(),
            position: position.to_owned(),
            reason: Unreadable::NotJson,
            length: 4,
            bytes: b"oops".to_vec(),
            sha256: String::new(),
            settled: None,
        };
        let work = self.store().begin().await.unwrap();
        work.sources().quarantine(source, &[record]).await.unwrap();
        work.save().await.unwrap();
    }

    pub fn minutes(&self, minutes: i64) -> DateTime<Utc> {
        self.pass(TimeDelta::minutes(minutes));
        self.now()
    }
}

/// The same platform in another process: nothing in its memory.
pub fn another(world: &World) -> State {
    State::new((*world.state.config).clone(), world.store().clone(), Arc::clone(&world.state.clock)).unwrap()
}
