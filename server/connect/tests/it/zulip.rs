//! The connector to Zulip's sidecar: realms made and found, and every answer that isn't one.

use std::time::Duration;

use dezky_connect::{
    engine::{Call, Comparison, Engine as _, Seen, Wanted},
    zulip::{Options, Zulip},
};
use dezky_domain::{
    audit::Source,
    id::PersonId,
    provision::{Owner, Spec, Standing, Trouble, TroubleKind},
};
use dezky_sandbox::{Sandbox, zulip::Fault};
use serde_json::json;

/// Anybody's: whose a realm is its name says.
static OWNER: Owner = Owner { tenant: None };

struct World {
    sandbox: Sandbox,
    zulip: Zulip,
    folder: tempfile::TempDir,
}

impl World {
    /// A list serves for so long.
    async fn listing(fresh: Duration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("realms.sock");
        let options = dezky_sandbox::Options { zulip: Some(socket), ..dezky_sandbox::Options::default() };
        let sandbox = Sandbox::start(options).await.unwrap();
        let zulip = engine(&folder, Duration::from_secs(10), fresh);
        Self { sandbox, zulip, folder }
    }

    async fn new() -> Self {
        Self::listing(Duration::ZERO).await
    }

    /// From now on the sidecar says this and does nothing.
    fn says(&self, answer: impl Into<Vec<u8>>) {
        self.fails(Fault::Says(answer.into()));
    }

    fn fails(&self, fault: Fault) {
        self.sandbox.provider().engines.zulip.fail(Some(fault));
    }

    async fn seen(&self, spec: &Spec, standing: Standing) -> Result<Seen, Trouble> {
        self.zulip.observe(&wanted(spec, standing)).await
    }

    async fn plan(&self, spec: &Spec, standing: Standing) -> Result<Comparison, Trouble> {
        let seen = self.seen(spec, standing).await?;
        self.zulip.compare(&wanted(spec, standing), &seen)
    }

    /// Lists that the sidecar was asked for.
    fn lists(&self) -> usize {
        let read = self.sandbox.provider().journal.entries(Some("read"), 0);
        read.iter().filter(|entry| entry.what == "zulip list").count()
    }
}

fn engine(folder: &tempfile::TempDir, timeout: Duration, fresh: Duration) -> Zulip {
    Zulip::new(Options { socket: folder.path().join("realms.sock"), timeout, fresh })
}

fn realm(name: &str) -> Spec {
    Spec::Realm {
        string_id: "acme-chat".to_owned(),
        name: name.to_owned(),
        admin_email: "ann@acme.example".to_owned(),
        admin_name: "Ann Quist".to_owned(),
    }
}

fn wanted(spec: &Spec, standing: Standing) -> Wanted<'_> {
    Wanted { owner: &OWNER, spec, standing, external: None, secret: None }
}

fn creation(spec: &Spec) -> Call {
    dezky_connect::zulip::creation(spec).unwrap()
}

#[tokio::test]
async fn a_realm_is_made_once_and_then_as_wanted() {
    let world = World::new().await;
    let spec = realm("Acme");
    assert_eq!(world.zulip.system(), Source::Zulip);
    assert_eq!(world.zulip.check().await.unwrap(), Vec::<String>::new());
    let plan = world.plan(&spec, Standing::Present).await.unwrap();
    assert_eq!(plan.differences[0].field, "exists");
    let planned = plan.calls[0].planned();
    assert_eq!((planned.verb.as_str(), planned.target.as_str(), planned.destroys), ("create", "realm", false));
    assert!(planned.body.contains("\"admin_email\": \"ann@acme.example\""), "{}", planned.body);

    world.zulip.apply(&plan.calls[0]).await.unwrap();
    let Seen::There(found) = world.seen(&spec, Standing::Present).await.unwrap() else { panic!("it isn't there") };
    assert_eq!((found.external.as_str(), found.facts["name"].as_str()), ("acme-chat", "Acme"));
    assert_eq!(world.plan(&spec, Standing::Present).await.unwrap(), Comparison::default());
    assert_eq!(world.zulip.extras(&OWNER, &[]).await.unwrap(), []);

    // Asked for again, it is there still; another name is its people's affair.
    world.zulip.apply(&plan.calls[0]).await.unwrap();
    assert_eq!(world.plan(&realm("Acme Works"), Standing::Present).await.unwrap(), Comparison::default());
    assert_eq!(world.sandbox.provider().engines.zulip.realms().len(), 1);
}

#[tokio::test]
async fn what_shall_be_gone_is_a_persons_work() {
    let world = World::listing(Duration::from_secs(600)).await;
    let spec = realm("Acme");
    assert_eq!(world.plan(&spec, Standing::Gone).await.unwrap(), Comparison::default(), "it never was");
    world.zulip.apply(&creation(&spec)).await.unwrap();
    assert_eq!(world.plan(&spec, Standing::Cut).await.unwrap(), Comparison::default());
    let trouble = world.plan(&spec, Standing::Gone).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::ByHand);
    assert_eq!(trouble.detail.as_deref(), Some("manage.py delete_realm -r acme-chat"));
    world.sandbox.provider().engines.zulip.realms().clear();
    assert_eq!(world.plan(&spec, Standing::Gone).await.unwrap(), Comparison::default(), "seen at once");
}

#[tokio::test]
async fn one_list_answers_for_many_until_something_is_made() {
    let world = World::listing(Duration::from_secs(600)).await;
    let spec = realm("Acme");
    for _ in 0..3 {
        assert_eq!(world.plan(&spec, Standing::Present).await.unwrap().calls.len(), 1);
    }
    assert_eq!(world.lists(), 1);
    world.zulip.apply(&creation(&spec)).await.unwrap();
    for _ in 0..3 {
        assert_eq!(world.plan(&spec, Standing::Present).await.unwrap(), Comparison::default());
    }
    assert_eq!(world.lists(), 2);
}

#[tokio::test]
async fn names_are_as_the_sidecar_takes_them() {
    let world = World::new().await;
    let long = format!("-- {}\u{a0}und  Söhne", "Ä".repeat(60));
    world.zulip.apply(&creation(&realm(&long))).await.unwrap();
    let made = world.sandbox.provider().engines.zulip.realms()["acme-chat"]["name"].clone();
    assert_eq!(made, json!("Ä".repeat(40)));
}

#[tokio::test]
async fn a_no_says_why() {
    let world = World::new().await;
    let spec = Spec::Realm {
        string_id: "acme-chat".to_owned(),
        name: "Acme".to_owned(),
        admin_email: "nobody".to_owned(),
        admin_name: "Ann".to_owned(),
    };
    let trouble = world.zulip.apply(&creation(&spec)).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Rejected);
    assert_eq!(trouble.detail.as_deref(), Some("admin_email: something like ann@acme.example was expected"));

    world.says(format!("{}\n", json!({ "ok": false, "why": format!("x\n{}", "y".repeat(999)) })));
    let trouble = world.zulip.apply(&creation(&spec)).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.detail.map(|why| why.len())), (TroubleKind::Rejected, Some(300)));
    // What can't be wrong with a question is Zulip's own trouble, and comes right by itself.
    assert_eq!(world.zulip.check().await.unwrap_err().kind, TroubleKind::Server);
    assert_eq!(world.seen(&spec, Standing::Present).await.unwrap_err().kind, TroubleKind::Server);
}

#[tokio::test]
async fn what_is_no_answer_is_told_apart() {
    let world = World::new().await;
    let spec = realm("Acme");
    let huge = format!("{}\n", json!({ "ok": true, "realms": [], "more": "x".repeat(300 << 10) }));
    for (answer, kind) in [
        (b"oops\n".to_vec(), TroubleKind::Unexpected),
        (b"[]\n".to_vec(), TroubleKind::Unexpected),
        (b"{\"ok\": \"yes\"}\n".to_vec(), TroubleKind::Unexpected),
        (b"{\"ok\": true}".to_vec(), TroubleKind::Unexpected),
        (b"{\"ok\": true}\n".to_vec(), TroubleKind::Unexpected),
        (b"{\"ok\": true, \"realms\": [1]}\n".to_vec(), TroubleKind::Unexpected),
        (b"\xff\n".to_vec(), TroubleKind::Unexpected),
        (huge.into_bytes(), TroubleKind::Unexpected),
        (Vec::new(), TroubleKind::Unreachable),
    ] {
        let shown = String::from_utf8_lossy(&answer[..answer.len().min(40)]).into_owned();
        world.says(answer);
        assert_eq!(world.seen(&spec, Standing::Present).await.unwrap_err().kind, kind, "{shown:?}");
        assert_eq!(world.zulip.apply(&creation(&spec)).await.unwrap_err().kind, kind, "{shown:?}");
    }
}

#[tokio::test]
async fn what_was_done_without_an_answer_is_found() {
    let world = World::new().await;
    let spec = realm("Acme");
    world.fails(Fault::DoneThenCut);
    assert_eq!(world.zulip.apply(&creation(&spec)).await.unwrap_err().kind, TroubleKind::Unreachable);
    world.sandbox.provider().engines.zulip.fail(None);
    assert_eq!(world.plan(&spec, Standing::Present).await.unwrap(), Comparison::default());
}

#[tokio::test]
async fn silence_has_an_end() {
    let world = World::new().await;
    world.fails(Fault::Hang);
    let zulip = engine(&world.folder, Duration::from_millis(50), Duration::ZERO);
    let spec = realm("Acme");
    assert_eq!(zulip.apply(&creation(&spec)).await.unwrap_err().kind, TroubleKind::Timeout);
    assert_eq!(zulip.observe(&wanted(&spec, Standing::Present)).await.unwrap_err().kind, TroubleKind::Timeout);
    assert_eq!(zulip.check().await.unwrap_err().kind, TroubleKind::Timeout);
}

#[tokio::test]
async fn without_a_sidecar_it_is_out_of_reach() {
    let folder = tempfile::tempdir().unwrap();
    let zulip = engine(&folder, Duration::from_secs(10), Duration::ZERO);
    let spec = realm("Acme");
    for trouble in [
        zulip.check().await.unwrap_err(),
        zulip.observe(&wanted(&spec, Standing::Present)).await.unwrap_err(),
        zulip.apply(&creation(&spec)).await.unwrap_err(),
    ] {
        assert_eq!((trouble.kind, trouble.detail.is_some()), (TroubleKind::Unreachable, true));
    }
}

#[tokio::test]
async fn what_is_no_realm_is_no_affair_of_zulips() {
    let world = World::new().await;
    let spec = Spec::Sessions { person: PersonId::from_uuid(uuid::Uuid::nil()), email: "ann@acme.example".to_owned() };
    assert_eq!(world.seen(&spec, Standing::Present).await.unwrap_err().kind, TroubleKind::Unexpected);
    assert_eq!(dezky_connect::zulip::creation(&spec), None);
}
