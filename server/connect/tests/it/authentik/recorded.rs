//! The calls that were made on a real Authentik 2026.2.2, made again for the same intent. Where Dezky asks otherwise than
//! was asked then, the line says so; look-ups that nobody recorded are written by hand in the recorded shape.

mod people;

use dezky_connect::{
    authentik::{Authentik, EMAIL_MAPPING},
    engine::{Call, Comparison, Engine as _, Seen},
    http,
};
use dezky_domain::provision::{GroupKind, Owner, Spec, Standing, Trouble, TroubleKind};
use serde_json::{Value, json};

use super::{engine_at, lines, owner, wanted, words};
use crate::replay::{Line, Replay};

/// The tenant of the recordings `together …`, and as it is written there.
const TENANT: &str = "53bce4f1-dfa0-fe8e-7ca1-26f91b35d3a6";
const WRITTEN: &str = "53bce4f1dfa0fe8e7ca126f91b35d3a6";
const SECRET: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/// The recorded call of that note.
fn line(note: &str) -> Line {
    let text = include_str!("../../fixtures/authentik/recorded.jsonl");
    let fits = |line: &&str| serde_json::from_str::<Value>(line).unwrap()["note"] == note;
    Line::read(text.lines().find(fits).unwrap_or_else(|| panic!("{note}"))).remove(0)
}

fn page(rows: &[Value]) -> Value {
    json!({"pagination": {"next": 0, "previous": 0, "count": rows.len(), "current": 1, "total_pages": 1,
        "start_index": 1, "end_index": rows.len()}, "results": rows, "autocomplete": {}})
}

/// A look at a list, with what it answers.
fn look(path: &str, rows: &[Value]) -> Line {
    Line::asked("GET", &format!("/api/v3{path}")).answers(200, page(rows))
}

fn look_for_group(name: &str, rows: &[Value]) -> Line {
    look(&format!("/core/groups/?name={name}&include_users=false&include_parents=true"), rows)
}

/// What a recorded creation answered, as a row of a list.
fn row(note: &str) -> Value {
    line(note).answer
}

struct Stage {
    replay: Replay,
    engine: Authentik,
    owner: Owner,
}

impl Stage {
    async fn of(owner: Owner, lines: Vec<Line>) -> Self {
        let replay = Replay::of(lines, &[(TENANT, WRITTEN), (SECRET, "<client-secret>")]).await;
        let engine = engine_at(&replay.url(), http::Options::default());
        Self { replay, engine, owner }
    }

    async fn plan(&self, spec: &Spec, standing: Standing) -> Result<Comparison, Trouble> {
        let secret = SECRET.into();
        let wanted = wanted(&self.owner, spec, standing, &secret);
        let seen = self.engine.observe(&wanted).await?;
        self.engine.compare(&wanted, &seen)
    }

    /// Plans and makes all calls; their request ids.
    async fn make(&self, spec: &Spec, standing: Standing) -> Vec<String> {
        let plan = self.plan(spec, standing).await.unwrap();
        assert!(!plan.differences.is_empty());
        let mut requests = Vec::new();
        for call in &plan.calls {
            super::bodies::hold(call);
            requests.push(self.engine.apply(call).await.unwrap().request.unwrap());
        }
        requests
    }
}

fn group(name: &str, purpose: GroupKind, parents: &[&str]) -> Spec {
    super::group(name, purpose, parents)
}

#[tokio::test]
async fn the_platforms_own_objects() {
    let expression = line("platform mapping").request["expression"].as_str().unwrap().to_owned();
    let mapping = Spec::Mapping { name: EMAIL_MAPPING.to_owned(), scope: "email".to_owned(), expression };
    let umbrella = group("dezky-files-users", GroupKind::Umbrella, &[]);
    let look_for_mapping = |rows: &[Value]| {
        look("/propertymappings/provider/scope/?name=Dezky%3A%20email%2C%20verified%20by%20domain", rows)
    };
    let stage = Stage::of(
        super::PLATFORM,
        vec![
            look_for_mapping(&[]),
            line("platform mapping"),
            look_for_mapping(&[row("platform mapping")]),
            look_for_group("dezky-files-users", &[]),
            line("platform umbrella").wanting("/is_superuser", json!(false)).wanting("/parents", json!([])),
            look_for_group("dezky-files-users", &[row("platform umbrella")]),
        ],
    )
    .await;
    for spec in [mapping, umbrella] {
        stage.make(&spec, Standing::Present).await;
        // The expression came back without its last line's end: no difference.
        assert_eq!(stage.plan(&spec, Standing::Present).await.unwrap(), Comparison::default());
    }
    stage.replay.end();
}

#[tokio::test]
async fn a_tenants_groups() {
    let domain = || vec!["acme.test".to_owned()];
    let root = Spec::Group {
        name: "acme".to_owned(),
        purpose: GroupKind::Tenant,
        parents: Vec::new(),
        verified_domains: domain(),
    };
    let admins = group("acme-admins", GroupKind::Role, &["acme"]);
    let files = group("acme-files", GroupKind::Service, &["acme", "dezky-files-users"]);
    // Parents come back in an order of their own.
    let mut files_row = row("together group acme-files");
    let relatives = json!([row("platform umbrella"), row("together group acme")]);
    files_row["parents_obj"] = relatives;
    let stage = Stage::of(
        owner(TENANT, "acme"),
        vec![
            look_for_group("acme", &[]),
            line("together group acme").wanting("/parents", json!([])),
            look_for_group("acme-admins", &[]),
            look_for_group("acme", &[row("together group acme")]),
            line("together group acme-admins"),
            look_for_group("acme-files", &[]),
            look_for_group("acme", &[row("together group acme")]),
            look_for_group("dezky-files-users", &[row("platform umbrella")]),
            line("together group acme-files"),
            look_for_group("acme-files", &[files_row]),
        ],
    )
    .await;
    let mut requests = Vec::new();
    for spec in [&root, &admins, &files] {
        requests.extend(stage.make(spec, Standing::Present).await);
    }
    let recorded: Vec<_> = ["acme", "acme-admins", "acme-files"]
        .iter()
        .map(|name| {
            let headers = line(&format!("together group {name}")).headers;
            headers.into_iter().find(|(name, _)| name == "x-authentik-id").unwrap().1
        })
        .collect();
    assert_eq!(requests, recorded, "by these the events are found");
    assert_eq!(stage.plan(&files, Standing::Present).await.unwrap(), Comparison::default());
    stage.replay.end();
}

fn portal() -> Spec {
    Spec::Application {
        slug: "acme-portal".to_owned(),
        name: "acme portal".to_owned(),
        redirect_uris: vec!["http://127.0.0.1:3000/auth/callback".to_owned()],
        launch_url: "http://127.0.0.1:3000/".to_owned(),
        logout_uri: "http://127.0.0.1:3999/backchannel".to_owned(),
        admits: "acme".to_owned(),
    }
}

/// The look-ups before an application, answering with `pks` of: two flows, openid, profile, offline_access, our email,
/// the key.
fn basics(pks: [&str; 7]) -> Vec<Line> {
    let named = |slug: &str, pk: &str| {
        let path = format!("/api/v3/flows/instances/{slug}/");
        let flow = line("provider invalidation flow");
        Line::asked("GET", &path).answers(200, flow.answer).saying("/pk", json!(pk)).saying("/slug", json!(slug))
    };
    let mut managed = line("managed mappings").answer["results"].clone();
    for mapping in managed.as_array_mut().unwrap() {
        for (scope, pk) in [("openid", pks[2]), ("profile", pks[3]), ("offline_access", pks[4])] {
            if mapping["managed"] == format!("goauthentik.io/providers/oauth2/scope-{scope}") {
                mapping["pk"] = json!(pk);
            }
        }
    }
    let mut ours = row("platform mapping");
    ours["pk"] = json!(pks[5]);
    let mut keys = line("signing keys");
    keys.path = "/api/v3/crypto/certificatekeypairs/?has_key=true&page_size=100".to_owned();
    vec![
        named("default-provider-authorization-implicit-consent", pks[0]),
        named("default-invalidation-flow", pks[1]),
        look("/propertymappings/provider/scope/?managed__isnull=false&page_size=100", managed.as_array().unwrap()),
        look("/propertymappings/provider/scope/?name=Dezky%3A%20email%2C%20verified%20by%20domain", &[ours]),
        keys.saying("/results/0/pk", json!(pks[6])),
        line("version"),
    ]
}

/// As they are in the recordings `together …`.
fn basics_together() -> [&'static str; 7] {
    [
        "4c6c6ae2-aa29-4306-8b4e-13a609a14028",
        "5903327d-d602-4235-b149-6d4b2ba18c94",
        "f95c9f06-fe25-4b4f-8b7b-d60a6918c2b9",
        "627796bd-2d4b-466a-9b2f-a6245b451bd1",
        "28603770-2e78-49b0-b4a4-5987da320f44",
        "4ea94b14-aa5d-4370-9ab9-764d29ac45a6",
        "2e17aae9-abce-4ea7-bd29-0af7e18a2368",
    ]
}

fn before_creation() -> Vec<Line> {
    let mut missing = line("application missing");
    missing.path = "/api/v3/core/applications/acme-portal/".to_owned();
    let mut lines = vec![
        missing,
        look("/providers/oauth2/?client_id=acme-portal", &[]),
        look("/providers/oauth2/?name=acme-portal", &[]),
        look_for_group("acme", &[row("together group acme")]),
    ];
    lines.extend(basics(basics_together()));
    lines
}

#[tokio::test]
async fn an_application_with_all_that_belongs_to_it() {
    let pks = basics_together();
    let mut script = before_creation();
    script.push(
        line("together application")
            .wanting("/app/meta_publisher", json!(format!("Dezky {WRITTEN}")))
            .wanting("/app/meta_launch_url", json!("http://127.0.0.1:3000/"))
            .wanting("/provider/property_mappings", json!([pks[2], pks[3], pks[4], pks[5]]))
            .wanting("/provider/access_token_validity", json!("minutes=10"))
            .wanting("/provider/refresh_token_validity", json!("days=30"))
            .wanting("/provider/logout_uri", json!("http://127.0.0.1:3999/backchannel"))
            .wanting("/provider/logout_method", json!("backchannel")),
    );
    let stage = Stage::of(owner(TENANT, "acme"), script).await;
    let requests = stage.make(&portal(), Standing::Present).await;
    assert_eq!(requests.len(), 1);
    stage.replay.end();
    // The real one has no publisher here: what Dezky didn't mark isn't Dezky's.
    let stage = Stage::of(owner(TENANT, "acme"), vec![line("together application read")]).await;
    let trouble = stage.plan(&portal(), Standing::Present).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Conflict);
    stage.replay.end();
}

#[tokio::test]
async fn a_newer_server_is_told_the_grants() {
    let mut script = before_creation();
    let version = script.pop().unwrap().saying("/version_current", json!("2026.8.3"));
    script.push(version);
    let stage = Stage::of(owner(TENANT, "acme"), script).await;
    let plan = stage.plan(&portal(), Standing::Present).await.unwrap();
    assert_eq!(plan.calls[0].body["provider"]["grant_types"], json!(["authorization_code", "refresh_token"]));
    stage.replay.end();
}

/// The application of the other recording: its binding was made twice, and other things are as others wanted them.
#[tokio::test]
async fn a_real_applications_differences() {
    let tenant = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    let mut provider_read = line("provider read");
    provider_read.path = "/api/v3/providers/oauth2/1/".to_owned();
    provider_read.answer = provider_read.answer["results"][0].clone();
    let bindings = look(
        "/policies/bindings/?target=672761af-b0a1-4ff1-b46c-2fc091765aa8&ordering=order&page_size=100",
        line("bindings read").answer["results"].as_array().unwrap(),
    );
    let mut script = vec![
        line("application read").saying("/meta_publisher", json!(format!("Dezky {tenant}"))),
        provider_read,
        bindings,
    ];
    script.extend(basics([
        "096d45c5-feae-4879-a7a2-39763b392704",
        "11111111-1111-4111-8111-111111111111",
        "5768e66e-944b-4f4c-8f31-38c8b71eb64b",
        "367a9c9b-e261-4916-85bf-3422573a5736",
        "b0b48b8c-cfaf-4e02-82fd-ed92683eb318",
        "22222222-2222-4222-8222-222222222222",
        "5ef6f485-0882-45ab-86c0-e751fcbbfe21",
    ]));
    let stage = Stage::of(owner(tenant, "acme"), script).await;
    let plan = stage.plan(&portal(), Standing::Present).await.unwrap();
    assert_eq!(
        words(&plan.differences),
        [
            "admits: acme | acme, the same 2 times",
            "name: acme portal | Acme Portal",
            "invalidation flow: as configured | another flow",
            "scopes: email, offline_access, openid, profile | Authentik's own email, offline_access, openid, profile",
            "client secret: Dezky's | another secret",
        ]
    );
    assert_eq!(
        lines(&plan.calls),
        [
            "DELETE /policies/bindings/ab15c681-4bf3-4c35-8e61-158cbefbb45e/",
            "PATCH /core/applications/acme-portal/",
            "PATCH /providers/oauth2/1/",
        ]
    );
    // Ours, and the portal's own mapping, which somebody added; not Authentik's email.
    assert_eq!(plan.calls[2].body["property_mappings"].as_array().unwrap().len(), 5);
    stage.replay.end();
}

#[tokio::test]
async fn each_recorded_answer_is_understood() {
    let done = [
        "add to group",
        "add again",
        "remove from group",
        "deactivate",
        "session ended",
        "user deleted",
        "user deleted again",
        "group deleted",
        "group deleted again",
        "application deleted",
        "provider deleted",
        "provider deleted again",
        "recovery flow on the default brand",
    ];
    let refused = [
        ("wrong token", TroubleKind::Credentials, "Token invalid/expired"),
        ("group again", TroubleKind::NotYet, "name: Group with this name already exists."),
        ("user again", TroubleKind::NotYet, "username: This field must be unique."),
        ("brand again", TroubleKind::NotYet, "domain: This field must be unique."),
        ("transactional again", TroubleKind::NotYet, "app.slug: Application with this slug already exists."),
        ("add unknown user", TroubleKind::Rejected, "Not found."),
    ];
    let notes = done.iter().chain(refused.iter().map(|(note, ..)| note));
    let stage = Stage::of(owner(TENANT, "acme"), notes.map(|note| line(note)).collect()).await;
    let call = |note: &str| {
        let line = line(note);
        Call::new(line.method, line.path, line.request)
    };
    for note in done {
        let applied = stage.engine.apply(&call(note)).await.unwrap_or_else(|trouble| panic!("{note}: {trouble:?}"));
        assert_eq!(applied.request.map(|id| id.len()), Some(32), "{note}");
    }
    for (note, kind, detail) in refused {
        let trouble = stage.engine.apply(&call(note)).await.unwrap_err();
        assert_eq!((trouble.kind, trouble.detail.as_deref()), (kind, Some(detail)), "{note}");
    }
    stage.replay.end();
}

#[tokio::test]
async fn the_group_whose_end_opened_two_applications_is_kept() {
    let tenant = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    let mut read = line("group acme read");
    read.path.push_str("&include_parents=true");
    let stage = Stage::of(owner(tenant, "acme"), vec![read, line("group used by")]).await;
    let trouble = stage.plan(&group("acme", GroupKind::Tenant, &[]), Standing::Gone).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    let says = "deleting the group would open what is bound to it: Binding from Acme Portal #0 to Group acme";
    assert_eq!(trouble.detail.as_deref(), Some(says));
    stage.replay.end();
}

#[tokio::test]
async fn brands_as_they_are_read_and_made() {
    let default = || line("default brand");
    let flow = "79c49e9e-3a4f-4acd-a210-12d433321a8b";
    let flows = default().answer["results"][0].clone();
    let made = line("brand")
        .wanting("/attributes", super::mark("acme", WRITTEN, "tenant"))
        .wanting("/flow_recovery", json!(flow))
        .wanting("/flow_authentication", flows["flow_authentication"].clone());
    let stage = Stage::of(
        owner(TENANT, "acme"),
        vec![
            default(),
            line("recovery flow"),
            line("recovery flow on the default brand"),
            look("/core/brands/?domain=acme.dezky.test", &[]),
            line("recovery flow"),
            default(),
            made,
            line("brand read"),
        ],
    )
    .await;
    let spec = Spec::Brand { domain: "authentik-default".to_owned(), title: None };
    assert_eq!(stage.make(&spec, Standing::Present).await.len(), 1);
    let spec = Spec::Brand { domain: "acme.dezky.test".to_owned(), title: Some("Acme".to_owned()) };
    assert_eq!(stage.make(&spec, Standing::Present).await.len(), 1);
    // The recorded one carries another's mark.
    let seen = stage.engine.observe(&wanted(&stage.owner, &spec, Standing::Present, &SECRET.into())).await.unwrap();
    assert!(matches!(seen, Seen::Taken { .. }), "{seen:?}");
    stage.replay.end();
}
