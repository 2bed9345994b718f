//! The way of a request to a tenant: what Traefik is told, by whom and what may stand in it, and what is kept of it.

use std::sync::Arc;

use axum::http::Method;
use dezky_domain::{
    AppError,
    error::Why,
    provision::{Kind, RunState, StepState},
    tenant::{NewTenant, Slug, parse_domain},
};
use dezky_server::{provision::desire, service::hosts::Hosts};
use serde_json::{Value, json};

use super::kit::open_steps;
use crate::support::{ALL, Answer, World, Zone};

const TOKEN: &str = "planted-traefik-token";
const HOST: &str = "cloud.acme.example";

fn settings() -> String {
    format!("[traefik]\ntoken = '{TOKEN}'\n")
}

impl World {
    /// What Traefik gets.
    async fn traefik(&self) -> Answer {
        self.browser("").with("authorization", &format!("Bearer {TOKEN}")).get("/internal/traefik").await
    }

    /// The hosts that lead here, by the names of their routers.
    async fn routed(&self) -> Vec<(String, String)> {
        let answer = self.traefik().await;
        routers(&serde_json::from_str(&answer.is(200).body).unwrap())
    }

    /// What an operator does with a host of a tenant's own, when its DNS was looked at.
    async fn host(&self, slug: &str, host: &str, what: Host) {
        let (tenant, work) = (self.tenant_of(slug).await.id, self.store().begin().await.unwrap());
        match what {
            Host::Add => work.hosts().add(&ALL, tenant, host, "token", self.now()).await.unwrap(),
            Host::Verify => assert!(work.hosts().verify(&ALL, tenant, host, self.now()).await.unwrap()),
            Host::Remove => assert!(work.hosts().remove(&ALL, tenant, host).await.unwrap()),
        }
        desire::tenant(&work, &self.state.config, &self.service(), tenant).await.unwrap();
        work.save().await.unwrap();
        self.settle().await;
        let shown = self.shown(slug).await;
        assert_eq!(shown.state, RunState::AsWanted, "{:#?}", open_steps(&shown));
    }
}

enum Host {
    Add,
    Verify,
    Remove,
}

fn routers(document: &Value) -> Vec<(String, String)> {
    let routers = document["http"]["routers"].as_object().unwrap().iter();
    let host = |router: &Value| {
        let rule = router["rule"].as_str().unwrap();
        rule.strip_prefix("Host(`").and_then(|rule| rule.strip_suffix("`)")).unwrap().to_owned()
    };
    routers.map(|(name, router)| (name.clone(), host(router))).collect()
}

fn named(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, host)| ((*name).to_owned(), (*host).to_owned())).collect()
}

#[tokio::test]
async fn only_who_has_the_token_is_told() {
    let world = World::with(&settings()).await;
    for given in
        ["", TOKEN, "Bearer", "Bearer ", "Bearer planted-traefik-toke", "Bearer planted-traefik-token ", "Basic x"]
    {
        for slug in ["", "acme"] {
            let answer = world.browser(slug).with("authorization", given).get("/internal/traefik").await;
            assert_eq!((answer.status, answer.body.as_str()), (401, ""), "{given:?}");
        }
    }
    world.traefik().await.is(200);
    // Nobody has a token that isn't set.
    let world = World::with("").await;
    for given in ["", "Bearer", "Bearer "] {
        world.browser("").with("authorization", given).get("/internal/traefik").await.is(401);
    }
}

#[tokio::test]
async fn it_is_never_empty_and_the_same_twice() {
    let world = World::with_bare_engines(&settings()).await;
    let none = world.traefik().await;
    assert!(none.header("content-type").starts_with("application/json"));
    assert_eq!(world.routed().await, named(&[("dezky-app", "localhost")]));
    for slug in ["globex", "acme", "initech"] {
        world.ask_for(slug, "Oda").await;
    }
    let some = world.traefik().await;
    assert_ne!(some.bytes, none.bytes);
    for _ in 0..3 {
        assert_eq!(world.traefik().await.bytes, some.bytes);
    }
    let all = [
        ("dezky-app", "localhost"),
        ("t-acme", "acme.localhost"),
        ("t-globex", "globex.localhost"),
        ("t-initech", "initech.localhost"),
    ];
    assert_eq!(world.routed().await, named(&all));
    let document: Value = serde_json::from_str(&some.body).unwrap();
    let router = json!({
        "rule": "Host(`acme.localhost`)", "entryPoints": ["websecure"], "service": "dezky",
        "middlewares": ["dezky-headers"], "tls": {},
    });
    assert_eq!(document["http"]["routers"]["t-acme"], router);
    assert_eq!(document["http"]["services"]["dezky"]["loadBalancer"]["servers"][0]["url"], "http://dezky:3000");
    assert!(document["http"]["middlewares"]["dezky-headers"].is_object());
}

#[tokio::test]
async fn a_tenant_is_led_to_until_it_is_deleted() {
    let world = World::with_engines(&settings()).await;
    // A record alone isn't ours to lead to.
    world.tenant("paper").await;
    world.provisioned("acme", "Oda").await;
    let both = named(&[("dezky-app", "localhost"), ("t-acme", "acme.localhost")]);
    assert_eq!(world.routed().await, both);
    assert_eq!(world.step("acme", Kind::Route, "acme.localhost").await.state, StepState::Done);

    let (tenants, slug) = (std::sync::Arc::clone(&world.state.services.tenants), Slug::parse("acme").unwrap());
    // Who was cut off is told so, and not by the proxy.
    tenants.suspend(&world.service(), &slug).await.unwrap();
    assert_eq!(world.routed().await, both);
    tenants.close(&world.service(), &slug).await.unwrap();
    assert_eq!(world.routed().await, both);
    world.pass(chrono::TimeDelta::days(31));
    tenants.delete(&world.service(), &slug, "acme").await.unwrap();
    world.settle().await;
    assert_eq!(world.routed().await, named(&[("dezky-app", "localhost")]));
}

#[tokio::test]
async fn a_tenants_own_host_leads_to_it_when_its_dns_is_proven() {
    let world = World::with_engines(&settings()).await;
    world.provisioned("acme", "Oda").await;
    let own = |shown: &[(String, String)]| shown.iter().any(|(_, host)| host == HOST);
    let mut guest = world.browser("acme");
    HOST.clone_into(&mut guest.host);

    world.host("acme", HOST, Host::Add).await;
    assert!(!own(&world.routed().await), "a name alone proves nothing");
    guest.get("/").await.is(404);

    world.host("acme", HOST, Host::Verify).await;
    let document: Value = serde_json::from_str(&world.traefik().await.body).unwrap();
    let router = &document["http"]["routers"]["t-acme--own-1"];
    assert_eq!(
        (&router["rule"], &router["tls"]["certResolver"]),
        (&json!("Host(`cloud.acme.example`)"), &json!("le-http"))
    );
    guest.get("/").await.is(200).says("Acme");
    // The provider knows the door, and how it looks.
    let providers = world.engine_call(Method::GET, "/api/v3/providers/oauth2/?client_id=dz-acme", &Value::Null).await.1;
    let back = providers["results"][0]["redirect_uris"].to_string();
    assert!(back.contains("https://cloud.acme.example/auth/callback"), "{back}");
    assert!(back.contains("acme.localhost:3000/auth/callback"), "{back}");
    assert_eq!(world.created("authentik brand cloud.acme.example"), 1);

    world.host("acme", HOST, Host::Remove).await;
    assert!(!own(&world.routed().await));
    guest.get("/").await.is(404);
    let providers = world.engine_call(Method::GET, "/api/v3/providers/oauth2/?client_id=dz-acme", &Value::Null).await.1;
    assert!(!providers["results"][0]["redirect_uris"].to_string().contains(HOST), "{providers:#}");
}

#[tokio::test]
async fn a_host_is_one_tenants() {
    let world = World::with_engines("").await;
    world.provisioned("acme", "Oda").await;
    world.provisioned("globex", "Otto").await;
    world.host("acme", HOST, Host::Add).await;
    let (globex, work) = (world.tenant_of("globex").await.id, world.store().begin().await.unwrap());
    let taken = work.hosts().add(&ALL, globex, &HOST.to_uppercase(), "token", world.now()).await;
    assert!(matches!(taken, Err(dezky_store::StoreError::Taken("host"))), "{taken:?}");
}

#[tokio::test]
async fn no_name_breaks_out_of_a_rule() {
    let evil = "a.example`) || PathPrefix(`/";
    for name in
        [evil, "a.example\n", "a.example`", "*.example", "a.example:443", "a b.example", "ä.example", "a..example"]
    {
        let why = if name.is_ascii() { "wrong-domain" } else { "wrong-domain-letters" };
        assert_eq!(parse_domain(name).unwrap_err(), Why(why).at("domain"), "{name:?}");
        assert!(Slug::parse(name).is_err(), "{name:?}");
        // A form's fields are trimmed before they are read.
        let new = NewTenant::parse("Acme", "acme", name, "");
        assert!(new.is_err() || name.ends_with('\n'), "{name:?}");
    }
    // Not even one that came into the table past every border.
    let world = World::with_bare_engines(&settings()).await;
    let acme = world.ask_for("acme", "Oda").await;
    let work = world.store().begin().await.unwrap();
    for host in [evil, HOST] {
        work.hosts().add(&ALL, acme.id, host, "token", world.now()).await.unwrap();
        assert!(work.hosts().verify(&ALL, acme.id, host, world.now()).await.unwrap());
    }
    work.save().await.unwrap();
    world.traefik().await.is(200).keeps_quiet_about("PathPrefix");
    assert_eq!(world.routed().await.len(), 3);
    assert!(world.routed().await.iter().any(|(_, host)| host == HOST));
}

/// A world that keeps its routes in a file, and the file.
async fn keeping() -> (World, tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dezky-last-good.yml");
    let world = World::with_engines(&format!("{}path = '{}'\n", settings(), path.display())).await;
    (world, folder, path)
}

fn kept(path: &std::path::Path) -> Vec<(String, String)> {
    routers(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

#[tokio::test]
async fn the_last_good_routes_are_kept_for_when_dezky_is_away() {
    let (world, folder, path) = keeping().await;
    world.provisioned("acme", "Oda").await;
    world.host("acme", HOST, Host::Add).await;
    world.host("acme", HOST, Host::Verify).await;
    assert_eq!(kept(&path), world.routed().await);
    assert!(kept(&path).iter().any(|(_, host)| host == HOST));
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(files.len(), 1, "nothing is left beside it: {files:?}");

    // Somebody's hand in it is found with the next look.
    let good = std::fs::read(&path).unwrap();
    for spoilt in [None, Some("{"), Some("{}")] {
        match spoilt {
            None => std::fs::remove_file(&path).unwrap(),
            Some(text) => std::fs::write(&path, text).unwrap(),
        }
        world.look().await;
        assert_eq!(std::fs::read(&path).unwrap(), good, "{spoilt:?}");
    }

    // Away is away: no empty answer, which would take every host out, and the file as it was.
    world.database.execute("ALTER TABLE hostname RENAME TO lost").await;
    let answer = world.traefik().await;
    assert_eq!((answer.status, answer.body.as_str()), (503, ""));
    assert_eq!(std::fs::read(&path).unwrap(), good);
}

#[tokio::test]
async fn what_is_led_to_no_more_leaves_the_kept_routes_too() {
    let (world, _folder, path) = keeping().await;
    world.provisioned("acme", "Oda").await;
    world.provisioned("globex", "Otto").await;
    world.host("acme", HOST, Host::Add).await;
    world.host("acme", HOST, Host::Verify).await;
    world.host("acme", HOST, Host::Remove).await;
    assert_eq!(kept(&path), world.routed().await, "a host that was taken back");

    let (tenants, slug) = (std::sync::Arc::clone(&world.state.services.tenants), Slug::parse("globex").unwrap());
    tenants.close(&world.service(), &slug).await.unwrap();
    world.settle().await;
    world.pass(chrono::TimeDelta::days(31));
    tenants.delete(&world.service(), &slug, "globex").await.unwrap();
    world.settle().await;
    assert_eq!(kept(&path), world.routed().await, "a tenant that was deleted");
}

#[tokio::test]
async fn a_host_is_proven_by_a_record_that_only_its_owner_can_set() {
    let zone = Zone::new();
    let dns = Arc::clone(&zone);
    let world = World::with_engines(&settings()).await.exchanged(|state| state.dns = dns);
    world.provisioned("acme", "Oda").await;
    world.provisioned("globex", "Gus").await;
    let (hosts, ctx, acme) = (Hosts(&world.state), world.service(), Slug::parse("acme").unwrap());
    let no = |why| AppError::Conflict { field: "host", why: Why(why) };

    let proof = hosts.add(&ctx, &acme, " Cloud.Acme.Example").await.unwrap();
    assert_eq!(proof.name, format!("_dezky.{HOST}"));
    assert_eq!(hosts.add(&ctx, &acme, HOST).await.unwrap(), proof, "asked again, the record is the same");
    assert_eq!(hosts.add(&ctx, &Slug::parse("globex").unwrap(), HOST).await, Err(no("taken-host")));
    assert_eq!(hosts.verify(&ctx, &acme, HOST).await, Err(no("host-not-proven")));
    zone.text(&proof.name, &["dezky-verify=another"]);
    assert_eq!(hosts.verify(&ctx, &acme, HOST).await, Err(no("host-not-proven")));
    world.settle().await;
    assert!(!world.routed().await.iter().any(|(_, host)| host == HOST));

    zone.text(&proof.name, &["dezky-verify=another", &proof.text]);
    hosts.verify(&ctx, &acme, HOST).await.unwrap();
    world.settle().await;
    assert!(world.routed().await.iter().any(|(_, host)| host == HOST));

    zone.silent(true);
    assert_eq!(hosts.verify(&ctx, &acme, HOST).await, Err(no("dns-silent")));
    assert!(matches!(hosts.add(&ctx, &acme, "cloud`) || Host(`x").await, Err(AppError::Invalid { .. })));
    assert_eq!(hosts.remove(&ctx, &acme, "other.acme.example").await, Err(AppError::Missing));
    hosts.remove(&ctx, &acme, HOST).await.unwrap();
    world.settle().await;
    assert!(!world.routed().await.iter().any(|(_, host)| host == HOST));
    let told = ["hostname.add", "hostname.verify", "hostname.remove"];
    for action in told {
        assert!(!world.events_of(action).await.is_empty(), "{action}");
    }
}
