//! Secrets are where they must be and nowhere else: not on a page, not in a log, not in a copy of the database, not in
//! what a program prints of itself. And their keys can be changed.

mod rotation;
mod search;

use axum::http::Method;
use dezky_connect::{authentik, http::Options as HttpOptions, ocis, post::Post, stalwart};
use dezky_domain::{
    access::Role,
    provision::{Kind, StepState},
};
use dezky_sandbox::engine::{Fault, Kind as Failure};
use dezky_server::{
    auth::oidc::secret_place,
    config::{Config, Outside},
    provision::{letters, seal::Keys},
    worker,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use self::search::{Log, Secrets, dump};
use super::kit::new_member;
use crate::support::{ALL, Browser, World};

const SETTINGS: &str = "[traefik]\ntoken = 'planted-traefik'\n[metrics]\ntoken = 'planted-metrics'\n";

/// What every world of these tests must keep to itself.
fn planted(world: &World) -> Secrets {
    let mut secrets = Secrets::default();
    for (what, secret) in [
        ("Authentik's token", "sandbox-only-authentik"),
        ("Stalwart's key", "API_sandbox-only-stalwart"),
        ("OCIS' token", "sandbox-only-ocis"),
        ("the platform's client secret", "sandbox-only-dezky"),
        ("Traefik's token", "planted-traefik"),
        ("the metrics' token", "planted-metrics"),
    ] {
        secrets.plant(what, secret);
    }
    let keys = std::fs::read_to_string(&world.state.config.secrets.keys).unwrap();
    secrets.plant("the key", keys.trim().rsplit_once(' ').unwrap().1);
    secrets
}

/// The client secret of a tenant, as only Dezky can read it.
async fn client_secret(world: &World, slug: &str) -> String {
    let tenant = world.tenant_of(slug).await.id;
    let row = world.store().oidc_clients().of(&ALL, tenant).await.unwrap().unwrap();
    world.state.keys.open(&secret_place(tenant), &row.sealed).unwrap().expose_secret().to_owned()
}

/// Everything happens that has to do with secrets: a tenant is made, people come and are sent away, engines refuse and
/// break, somebody changes things by hand, and is shown what a repair would do. Gives what must be seen nowhere.
async fn lived(world: &World) -> Secrets {
    let mut secrets = planted(world);
    world.provisioned("acme", "Oda").await;
    secrets.plant("Acme's client secret", &client_secret(world, "acme").await);
    let (members, ctx) = (std::sync::Arc::clone(&world.state.services.members), world.on("acme").await);
    let mara = members.add(&ctx, new_member("Mara", "acme.example", "member")).await.unwrap().person;
    world.settle().await;
    for token in flow_tokens(world) {
        secrets.plant("a link", &token);
    }

    // A sign-in that succeeds, and one with a code that is nobody's.
    world.sign_in("acme", "mara@acme.example").await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    assert!(browser.come_back(&begun, &[("code", "wrong")]).await.status >= 300);

    let fail = |kind| world.engines().engines.faults.set([Fault { times: Some(6), ..Fault::always(kind) }]);
    for status in [401, 403, 404, 429, 500] {
        fail(Failure::Status { status, retry_after: None });
        members.invite_again(&ctx, mara).await.unwrap();
        world.look().await;
    }
    for kind in [Failure::Cut, Failure::DoneThenCut] {
        fail(kind);
        members.end_sessions(&ctx, mara).await.unwrap();
        world.look().await;
    }
    world.engines().engines.faults.clear();
    world.look().await;
    members.invite_again(&ctx, mara).await.unwrap();
    world.settle().await;
    for token in flow_tokens(world) {
        secrets.plant("a later link", &token);
    }

    // By hand: another secret, then all of it gone; an operator is shown what a repair would do.
    let path = provider(world).await;
    let by_hand = json!({ "client_secret": "planted-by-hand" });
    assert_eq!(world.engine_call(Method::PATCH, &path, &by_hand).await.0, 200);
    secrets.plant("a secret set by hand", "planted-by-hand");
    world.look().await;
    assert_eq!(world.step("acme", Kind::Application, "dz-acme").await.state, StepState::Drifted);
    let plan = world.operator("Otto Ost", Role::Operator).await.get(&plan(world).await).await;
    secrets.none_in("the plan for a secret", plan.is(200).bytes.as_slice());
    for path in ["/api/v3/core/applications/dz-acme/", path.as_str()] {
        assert_eq!(world.engine_call(Method::DELETE, path, &Value::Null).await.0, 204, "{path}");
    }
    world.look().await;
    assert_eq!(world.step("acme", Kind::Application, "dz-acme").await.state, StepState::Drifted);
    secrets
}

/// Where Authentik has Acme's provider.
async fn provider(world: &World) -> String {
    let path = "/api/v3/providers/oauth2/?client_id=dz-acme";
    let providers = world.engine_call(Method::GET, path, &Value::Null).await.1;
    format!("/api/v3/providers/oauth2/{}/", providers["results"][0]["pk"])
}

/// The page of a repair of everything.
async fn plan(world: &World) -> String {
    let ids: Vec<String> = world.shown("acme").await.steps.iter().map(|step| format!("ids={}", step.id)).collect();
    format!("/operator/tenants/acme/plan?{}", ids.join("&"))
}

/// The keys to accounts that letters hold.
fn flow_tokens(world: &World) -> Vec<String> {
    let letters = std::fs::read_dir(outbox(world)).unwrap();
    // Who has a key already gets a letter without one.
    let tokens = letters.filter_map(|letter| {
        // Lines of quoted-printable end softly, and the equals sign is written out.
        let letter = std::fs::read_to_string(letter.unwrap().path()).unwrap().replace("=\r\n", "").replace("=3D", "=");
        let (_, token) = letter.split_once("flow_token=")?;
        Some(token.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect())
    });
    tokens.collect()
}

fn outbox(world: &World) -> std::path::PathBuf {
    world.database.folder.path().join("outbox")
}

/// A world whose letters are its own.
async fn world() -> World {
    let world = World::with_bare_engines(SETTINGS).await;
    let letters = SecretString::from(format!("file://{}", outbox(&world).display()));
    let world = world.restarted(|config| config.mail.url = letters);
    worker::look::ask(&world.state).await.unwrap();
    world.settle().await;
    world
}

/// Opens every page there is to somebody.
async fn read(browser: &mut Browser, paths: Vec<String>, secrets: &Secrets) {
    for path in paths {
        let answer = browser.get(&path).await;
        assert!([200, 302, 303].contains(&answer.status), "{path}: {} {}", answer.status, answer.text());
        secrets.none_in(&path, &answer.bytes);
        secrets.none_in(&path, format!("{:?}", answer.headers).as_bytes());
    }
}

#[tokio::test]
async fn no_page_shows_one() {
    let world = world().await;
    let secrets = lived(&world).await;
    let events: Vec<String> = world.events().await.iter().map(|event| event.event.id.to_string()).collect();
    assert!(events.len() > 20);
    let plan = plan(&world).await;
    let olga = world.operator("Olga Ost", Role::Operator).await;
    let fixed = [
        "/",
        "/me",
        "/operator/tenants",
        "/operator/tenants/new",
        "/operator/tenants/acme",
        "/operator/tenants/acme?tab=objects",
        "/operator/tenants/acme?tab=drift",
        "/operator/tenants/acme/steps",
        "/operator/tenants/acme/cancel",
        "/operator/tenants/acme/suspend",
        "/operator/tenants/acme/close",
        "/operator/tenants/acme/delete",
        "/operator/jobs",
        "/operator/audit",
        "/operator/audit/rows",
        "/operator/sources",
        "/healthz",
        "/readyz",
        "/metrics",
        &plan,
    ];
    let all =
        fixed.iter().map(|path| (*path).to_owned()).chain(events.iter().map(|id| format!("/operator/audit/{id}")));
    let mut olga = olga.with("authorization", "Bearer planted-metrics").from("127.0.0.1");
    read(&mut olga, all.collect(), &secrets).await;
    let mut traefik = world.browser("").with("authorization", "Bearer planted-traefik");
    read(&mut traefik, vec!["/internal/traefik".to_owned()], &secrets).await;

    let person = |member: &str| format!("/admin/people/{member}");
    let mara = world.person_of("mara@acme.example").await.to_string();
    let mut oda = world.member("acme", "Otto Orr", Role::Owner).await;
    let fixed =
        ["/", "/me", "/admin/people", "/admin/people/new", "/admin/audit", "/admin/audit/rows", "/sign-in/refused"];
    let all = fixed.iter().map(|path| (*path).to_owned()).chain([person(&mara), person(&mara) + "/remove"]);
    read(&mut oda, all.collect(), &secrets).await;
    let mut read_by_owner = 0;
    for id in events {
        let answer = oda.get(&format!("/admin/audit/{id}")).await;
        read_by_owner += usize::from(answer.status == 200);
        secrets.none_in("an event", &answer.bytes);
    }
    assert!(read_by_owner > 20);
}

#[tokio::test]
async fn a_repair_that_sets_a_secret_is_shown_without_it() {
    let world = world().await;
    let mut secrets = planted(&world);
    world.provisioned("acme", "Oda").await;
    secrets.plant("Acme's client secret", &client_secret(&world, "acme").await);
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let path = provider(&world).await;
    let by_hand = json!({ "client_secret": "planted-by-hand" });
    assert_eq!(world.engine_call(Method::PATCH, &path, &by_hand).await.0, 200);
    secrets.plant("a secret set by hand", "planted-by-hand");
    world.look().await;
    let page = olga.get(&plan(&world).await).await;
    secrets.none_in("the plan", page.is(200).says("PATCH").says("client_secret").says("•••").bytes.as_slice());

    for path in ["/api/v3/core/applications/dz-acme/", path.as_str()] {
        assert_eq!(world.engine_call(Method::DELETE, path, &Value::Null).await.0, 204, "{path}");
    }
    world.look().await;
    let page = olga.get(&plan(&world).await).await;
    secrets.none_in("the plan", page.is(200).says("transactional").says("client_secret").says("•••").bytes.as_slice());
}

#[tokio::test]
async fn no_copy_of_the_database_has_one() {
    let world = world().await;
    let secrets = lived(&world).await;
    let dump = dump(&world.database).await;
    assert!(search::holds(&dump, b"mara@acme.example"), "what is there is found");
    let tenant = world.tenant_of("acme").await.id;
    let sealed = world.store().oidc_clients().of(&ALL, tenant).await.unwrap().unwrap().sealed;
    assert!(search::holds(&dump, &sealed), "sealed it is there");
    secrets.none_in("the database", &dump);
    for secret in secrets.plain() {
        assert!(!world.database.tells(secret).await);
    }
}

#[tokio::test]
async fn no_log_has_one() {
    let log = Log::default();
    let _listening = log.listen();
    let world = world().await;
    let secrets = lived(&world).await;
    // And what workers, sign-ins and pages say when they can't go on.
    world.database.execute("ALTER TABLE resource RENAME TO lost").await;
    world.pass(chrono::TimeDelta::days(1));
    assert!(
        worker::look::ask(&world.state).await.is_err()
            || worker::reconcile::next(&world.state, "a worker").await.is_err()
    );
    world.browser("acme").get("/sign-in").await.is(303);
    let text = log.text();
    for said in ["sign-in refused", "no answer", "store error"] {
        assert!(text.contains(said), "what is logged is found: {said}");
    }
    secrets.none_in("the log", text.as_bytes());
}

#[tokio::test]
async fn nothing_prints_its_own() {
    let world = world().await;
    let mut secrets = planted(&world);
    world.provisioned("acme", "Oda").await;
    secrets.plant("Acme's client secret", &client_secret(&world, "acme").await);
    secrets.plant("a password of the mail server", "planted-mail");
    secrets.plant("a password of the database", "planted-database");
    secrets.plant("a secret of a tenant's client", "planted-tenant");
    let layers = "[database]\nurl = 'postgres://dezky:planted-database@db/dezky'\n\
        [mail]\nurl = 'smtp://dezky:planted-mail@mail.example:587'\nfrom = 'Dezky <no-reply@dezky.example>'\n\
        [oidc.tenants.acme]\nissuer = 'https://id.example/'\nclient_id = 'acme'\nclient_secret = 'planted-tenant'\n";
    let outside = Outside { file: Some(("dezky.toml".into(), layers.to_owned())), ..Outside::default() };
    let config = Config::load(&outside).unwrap();
    let token = |secret: &str| SecretString::from(secret);
    let http = || dezky_connect::http::client(HttpOptions::default());
    let authentik_options = || authentik::Options {
        url: "https://id.example".to_owned(),
        token: token("sandbox-only-authentik"),
        authorization_flow: String::new(),
        invalidation_flow: String::new(),
        recovery_flow: String::new(),
    };
    let stalwart_options = || stalwart::Options {
        url: "https://mail.example".to_owned(),
        token: token("API_sandbox-only-stalwart"),
        passwords: false,
    };
    let auth = || ocis::Auth::AppToken { user: "dezky".to_owned(), token: token("sandbox-only-ocis") };
    let ocis_options = || ocis::Options { url: "https://files.example".to_owned(), auth: auth() };
    let keys = Keys::read(&world.state.config.secrets.keys).unwrap();
    let post = Post::new(&config.mail.url, &config.mail.from).unwrap();
    let link = token("https://id.example/if/flow/?flow_token=planted-link");
    secrets.plant("a link", "planted-link");
    let invitation = letters::Invitation {
        platform: "Dezky",
        workspace: "Acme",
        url: "https://acme.example",
        name: "Mara",
        email: "mara@acme.example",
        to: "mara@acme.example",
        valid_days: 4,
        link: Some(&link),
        language: dezky_domain::language::Language::German,
        id: "1",
    };
    let letter = letters::invitation(&invitation);
    assert!(letter.plain.expose_secret().contains("planted-link"));
    let registration = world.state.providers.registration(&world.on("acme").await.host).await.unwrap();
    let row = world.store().oidc_clients().of(&ALL, world.tenant_of("acme").await.id).await.unwrap();
    let wrong_mail = Post::new(&token("smtp://dezky:planted-mail@mail example"), "nobody").unwrap_err();
    let state = &world.state;
    let things: [&dyn std::fmt::Debug; 24] = [
        state,
        &state.config,
        &state.engines,
        &state.engines.all().collect::<Vec<_>>(),
        &state.engines.all().map(|line| &line.engine).collect::<Vec<_>>(),
        &state.services,
        &state.keys,
        &state.providers,
        &state.routes,
        &state.store,
        &config,
        &authentik_options(),
        &authentik::Authentik::new(http(), authentik_options()),
        &stalwart_options(),
        &stalwart::Stalwart::new(http(), stalwart_options()),
        &auth(),
        &ocis_options(),
        &ocis::Ocis::new(http(), ocis_options()),
        &keys,
        &post,
        &letter,
        &invitation,
        &(registration, row),
        &wrong_mail,
    ];
    for thing in things {
        for text in [format!("{thing:?}"), format!("{thing:#?}")] {
            secrets.none_in(text.split(['(', ' ', '{']).next().unwrap(), text.as_bytes());
        }
    }
}
