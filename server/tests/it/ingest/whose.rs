//! Whose a record is that doesn't say so itself: what others say about its file, its link, its space.

use dezky_domain::{audit::Attribution, tenant::ObjectKind};
use dezky_server::worker::queue;

use super::{Log, REAL};

const ALICE: &str = "c1f66a35-e481-434a-b919-1e2ed2d6bd36";
const SPACE: &str = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";

/// The recorded line with this number, from 0.
fn line(number: usize) -> String {
    REAL.lines().nth(number).unwrap().to_owned() + "\n"
}

async fn whose(log: &Log) -> Vec<(String, Option<String>, Attribution)> {
    let events = log.events().await.into_iter();
    events
        .map(|event| (event.event.action, event.tenant.map(|tenant| tenant.slug.to_string()), event.event.attribution))
        .collect()
}

fn is(action: &str, slug: Option<&str>, how: Attribution) -> (String, Option<String>, Attribution) {
    (action.to_owned(), slug.map(str::to_owned), how)
}

#[tokio::test]
async fn a_share_that_is_accepted_tells_where_the_file_was_that_was_shared() {
    let mut log = Log::new().await;
    log.world.tenant("acme").await;
    log.tell("acme", ObjectKind::Space, SPACE).await;
    // Alice shares a file; the record says nothing of a space, and nobody told whose Alice is.
    log.append(line(58));
    log.read().await;
    assert_eq!(whose(&log).await, [is("file_shared", None, Attribution::None)]);
    log.restart();
    log.append(line(59));
    log.read().await;
    let both = [
        is("file_shared", Some("acme"), Attribution::Correlated),
        is("share_accepted", Some("acme"), Attribution::Space),
    ];
    assert_eq!(whose(&log).await, both);
}

#[tokio::test]
async fn a_file_says_more_than_who_shared_it() {
    let mut log = Log::new().await;
    log.world.tenant("acme").await;
    log.world.tenant("globex").await;
    log.tell("acme", ObjectKind::Space, SPACE).await;
    log.tell("globex", ObjectKind::User, ALICE).await;
    log.append(line(58));
    log.read().await;
    assert_eq!(whose(&log).await, [is("file_shared", Some("globex"), Attribution::Actor)]);
    log.append(line(59));
    log.read().await;
    assert_eq!(whose(&log).await[0], is("file_shared", Some("acme"), Attribution::Correlated));
    let mut gus = log.world.member("globex", "Gus Gray", dezky_domain::access::Role::Owner).await;
    gus.get("/admin/audit").await.is(200).keeps_quiet_about("file_shared");
}

#[tokio::test]
async fn what_becomes_of_a_link_belongs_where_the_link_was_made() {
    let mut log = Log::new().await;
    log.world.tenant("acme").await;
    log.tell("acme", ObjectKind::User, ALICE).await;
    // A share tells where the file is; then a link to it is made, changed four times and removed by somebody whom nobody
    // told of, and the last record names nothing but the link.
    let stranger = "99999999-e481-434a-b919-1e2ed2d6bd36";
    for number in [46, 60, 61, 62, 63, 64, 65] {
        log.append(line(number).replace(&format!("user '{ALICE}'"), &format!("user '{stranger}'")));
        log.read().await;
        log.restart();
    }
    let all = whose(&log).await;
    assert_eq!(all.len(), 7);
    assert!(
        all[1..].iter().all(|(_, slug, how)| slug.as_deref() == Some("acme") && *how == Attribution::Correlated),
        "{all:?}"
    );
    assert_eq!(all[6].0, "file_unshared");
}

#[tokio::test]
async fn who_made_a_link_says_nothing_of_who_changes_it() {
    let mut log = Log::new().await;
    log.world.tenant("acme").await;
    log.tell("acme", ObjectKind::User, ALICE).await;
    log.append(line(60));
    log.append(line(61).replace(ALICE, "99999999-e481-434a-b919-1e2ed2d6bd36"));
    log.read().await;
    let both =
        [is("file_shared", Some("acme"), Attribution::Actor), is("share_permission_updated", None, Attribution::None)];
    assert_eq!(whose(&log).await, both);
}

#[tokio::test]
async fn a_link_on_a_whole_space_is_the_spaces() {
    let mut log = Log::new().await;
    log.world.tenant("acme").await;
    // The administrator makes it, who belongs to nobody.
    log.append(line(26));
    log.read().await;
    assert_eq!(whose(&log).await, [is("file_shared", None, Attribution::None)]);
    let mut olga = log.world.operator("Olga Ost", dezky_domain::access::Role::Operator).await;
    let form = [("slug", "acme"), ("kind", "space"), ("id", SPACE), ("name", "")];
    olga.post("/api/tenants/attribute", &form).await.is(302);
    assert!(queue::next(&log.world.state).await.unwrap());
    assert_eq!(whose(&log).await, [is("file_shared", Some("acme"), Attribution::Space)]);
    // And one that comes when the space is known.
    log.append(line(26));
    log.read().await;
    assert_eq!(whose(&log).await[1], is("file_shared", Some("acme"), Attribution::Space));
}

#[tokio::test]
async fn who_is_told_of_later_gets_what_came_before() {
    let mut log = Log::new().await;
    log.world.tenant("acme").await;
    log.append(REAL);
    log.read().await;
    assert!(whose(&log).await.iter().all(|(_, slug, _)| slug.is_none()));
    let mut olga = log.world.operator("Olga Ost", dezky_domain::access::Role::Operator).await;
    for (kind, id) in [("space", SPACE), ("user", ALICE), ("group", "15257730-8576-4944-bbdc-9863328d669e")] {
        let form = [("slug", "acme"), ("kind", kind), ("id", id), ("name", "")];
        olga.post("/api/tenants/attribute", &form).await.is(302);
        while queue::next(&log.world.state).await.unwrap() {}
    }
    let by = |all: &[(String, Option<String>, Attribution)], how| all.iter().filter(|(_, _, by)| *by == how).count();
    let all = whose(&log).await;
    let acme = all.iter().filter(|(_, slug, _)| slug.as_deref() == Some("acme")).count();
    assert_eq!(acme, by(&all, Attribution::Space) + by(&all, Attribution::Account));
    assert!(by(&all, Attribution::Space) >= 25 && by(&all, Attribution::Account) >= 15, "{all:?}");
    // The counters beside the events moved with them.
    let counted = |key: &str| format!("event_count WHERE source = 'ocis' AND events > 0 AND tenant_key {key}");
    assert!(log.world.database.count(&counted("<> ''")).await >= 1);
    assert_eq!(log.world.database.count("event_count WHERE events < 0 OR refused < 0").await, 0);
    assert_eq!(log.status().await.kept, 119);
}

#[tokio::test]
async fn names_are_learned_on_the_way() {
    let mut log = Log::new().await;
    super::recorded::told(&log).await;
    log.append(REAL);
    log.read().await;
    let events = log.events().await;
    let created = events.iter().find(|event| event.event.action == "file_create").unwrap();
    assert_eq!(created.event.actor.name.as_deref(), Some("Bob Acme"), "as the space that he has is called");
    let renamed = events.iter().find(|event| event.event.action == "space_renamed").unwrap();
    assert_eq!(renamed.event.target.name.as_deref(), Some("acme-renamed"));
    let mut lotte = log.world.member("acme", "Lotte Haag", dezky_domain::access::Role::Auditor).await;
    let page = lotte.get("/admin/audit?actor=Bob%20Acme").await;
    page.is(200).says("Bob Acme").keeps_quiet_about("globex2");
}
