//! What breaks on our side: a page that says so with a reference, nothing of the inside, and a process that lives.

use std::sync::Arc;

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Role,
    ctx::Ctx,
    id::AnnouncementId,
    launch::{Arrange, Launcher, Tile, TileKey, Workspace},
    port,
};

use crate::support::World;

/// A service that breaks as it is told to.
struct Broken(fn() -> AppError);

#[async_trait]
impl port::Launchers for Broken {
    async fn show(&self, _: &Ctx) -> Result<Launcher> {
        Err(self.0())
    }

    async fn tiles(&self, _: &Ctx) -> Result<Vec<Tile>> {
        Err(self.0())
    }

    async fn origins(&self, _: &Ctx) -> Result<Vec<String>> {
        Err(self.0())
    }

    async fn arrange(&self, _: &Ctx, _: TileKey, _: Arrange) -> Result<()> {
        Err(self.0())
    }

    async fn order(&self, _: &Ctx, _: &[TileKey]) -> Result<()> {
        Err(self.0())
    }

    async fn hide(&self, _: &Ctx, _: AnnouncementId) -> Result<()> {
        Err(self.0())
    }

    async fn workspaces(&self, _: &Ctx) -> Result<Vec<Workspace>> {
        Err(self.0())
    }

    async fn door(&self, _: &Ctx, _: &str) -> Result<String> {
        Err(self.0())
    }
}

async fn broken(how: fn() -> AppError) -> World {
    let world = World::new().await.exchanged(|state| state.services.launchers = Arc::new(Broken(how)));
    world.tenant("acme").await;
    world
}

#[tokio::test]
async fn a_page_that_panics_is_a_page_that_says_so_and_the_process_lives() {
    let world = broken(|| panic!("the secret of the inside")).await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    let answer = ann.get("/").await;
    answer.is(500).says("Something broke on our side").says(answer.header("x-request-id"));
    answer.keeps_quiet_about("secret of the inside").keeps_quiet_about("panicked");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let answer = ann.post("/api/doors/find", &[("address", "x@acme.example")]).await;
    answer.is(500).says("Something broke on our side").keeps_quiet_about("secret of the inside");
    assert!(ann.session().is_some());
    ann.get("/me").await.is(200).says("Ann Ade");
}

#[tokio::test]
async fn a_fault_shows_its_reference_and_nothing_else() {
    let world = broken(|| AppError::Fault).await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    let answer = ann.get("/").await;
    answer.is(500).says("Something broke on our side").says(answer.header("x-request-id"));
    answer.keeps_quiet_about("internal error");
    let answer = ann.post("/api/doors/find", &[("address", "x@acme.example")]).await;
    answer.is(500).says("Something broke on our side").says(answer.header("x-request-id"));
}

#[tokio::test]
async fn a_system_that_does_not_answer_is_named() {
    let world = broken(|| AppError::Upstream { system: dezky_domain::audit::Source::Ocis }).await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    ann.get("/").await.is(502).says("OCIS doesn’t answer");
}

#[tokio::test]
async fn without_its_database_it_says_that_it_does_not_answer() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Owner).await;
    for table in ["audit_event", "membership"] {
        world.database.execute(&format!("ALTER TABLE {table} RENAME TO {table}_gone")).await;
    }
    for (path, status) in [("/admin/people", 503), ("/", 503)] {
        let answer = ann.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        answer.keeps_quiet_about("membership").keeps_quiet_about("SQL").keeps_quiet_about("no such table");
    }
    let health = world.browser("").get("/healthz").await;
    assert_eq!((health.status, health.body.as_str()), (200, "ok\n"));
}

#[tokio::test]
async fn a_machine_is_answered_with_a_status_and_no_page() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut machine = world.browser("acme").with("accept", "application/json");
    for (path, status) in [("/admin/audit/rows", 401), ("/operator/audit/count", 404), ("/nothing/at/all", 404)] {
        let answer = machine.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(!answer.body.contains("<html"), "{path}: {}", answer.body);
    }
    machine.post("/api/sessions/end", &[("id", "x")]).await.is(401).keeps_quiet_about("<html");
}

#[tokio::test]
async fn who_may_not_is_told_who_can_give_the_role() {
    let world = World::new().await;
    world.tenant("acme").await;
    let workspace = "An owner of the workspace can give it to you.";
    let mut lotte = world.member("acme", "Lotte Haag", Role::Member).await;
    lotte.get("/admin").await.is(403).says(workspace);
    // On the platform's host it is no workspace's to give.
    let mut rita = world.operator("Rita", Role::OperatorAuditor).await;
    let page = rita.get("/operator/announcements").await;
    page.is(403).says("Who runs the platform can give it to you, or, at a partner, one of its admins.");
    page.keeps_quiet_about(workspace);
}
