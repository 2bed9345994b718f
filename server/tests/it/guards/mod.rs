//! The guards around every route: what each answer carries, and what never comes through.

mod faults;
mod health;
mod limits;

use dezky_domain::access::Role;

use crate::support::{Answer, World};

/// What every answer says to the browser, whatever it is.
fn guarded(answer: &Answer, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let reference = answer.header("x-request-id");
    assert!(reference.len() == 10 && reference.chars().all(|c| c.is_ascii_alphanumeric()), "{what}: {reference}");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    // A form may lead on to a workspace's host, whose name isn't known before; nothing else may be anything.
    for part in policy.split(';').filter(|part| !part.trim().starts_with("form-action")) {
        assert!(
            !part.contains("unsafe-inline") && !part.contains("'unsafe-eval'") && !part.contains('*'),
            "{what}: {part}"
        );
    }
    assert_eq!(answer.headers.get_all("content-security-policy").iter().count(), 1, "{what}");
    assert!(answer.headers.get("strict-transport-security").is_none(), "{what}: plain http has none");
    assert!(answer.headers.get("server").is_none() && answer.headers.get("x-powered-by").is_none(), "{what}");
}

fn directive<'a>(policy: &'a str, name: &str) -> &'a str {
    let found = policy.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("{policy} has no {name}"))
}

#[tokio::test]
async fn every_page_may_load_its_own_and_run_what_has_the_nonce() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Owner).await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let mut nonces = Vec::new();
    for path in ["/", "/me", "/admin/people", "/admin/audit", "/admin/audit", "/sign-in/refused"] {
        nonces.extend(page(&ann.get(path).await, path));
    }
    for path in [
        "/",
        "/operator/tenants",
        "/operator/tenants/new",
        "/operator/tenants/acme",
        "/operator/audit",
        "/operator/sources",
    ] {
        nonces.extend(page(&olga.get(path).await, path));
    }
    assert!(nonces.len() >= 3, "{nonces:?}");
    let different: std::collections::BTreeSet<_> = nonces.iter().collect();
    assert_eq!(different.len(), nonces.len(), "a nonce is used once: {nonces:?}");
}

/// A page's nonce, where it runs anything.
fn page(answer: &Answer, what: &str) -> Option<String> {
    answer.is(200);
    guarded(answer, what);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{what}");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}: it holds people's data");
    let policy = answer.header("content-security-policy");
    for (name, value) in [
        ("style-src", "'self'"),
        ("img-src", "'self'"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("frame-ancestors", "'none'"),
        ("base-uri", "'none'"),
        ("object-src", "'none'"),
    ] {
        assert_eq!(directive(policy, name), value, "{what}");
    }
    assert!(directive(policy, "form-action").starts_with("'self'"), "{what}: {policy}");
    // Nothing in the page needs what the policy forbids.
    assert!(!answer.body.contains(" style=") && !answer.body.contains("<style"), "{what}");
    assert!(!answer.body.contains(" onclick=") && !answer.body.contains("javascript:"), "{what}");
    for address in answer.body.split(" src=\"").skip(1) {
        assert!(address.starts_with('/') && !address.starts_with("//"), "{what}: {}", &address[..40]);
    }
    let script = directive(policy, "script-src");
    let nonce = script.split('\'').find_map(|word| word.strip_prefix("nonce-"))?;
    assert!(nonce.len() >= 20, "{what}: {script}");
    for tag in answer.body.split("<script").skip(1) {
        let tag = tag.split('>').next().unwrap();
        assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{what}: <script{tag}>");
    }
    Some(nonce.to_owned())
}

#[tokio::test]
async fn an_error_page_runs_nothing() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    for (path, status) in [("/operator", 404), ("/brand/acme", 404), ("/auth/backchannel-logout", 405)] {
        let answer = ann.get(path).await;
        answer.is(status).says("Nothing here");
        guarded(&answer, path);
        assert_eq!(directive(answer.header("content-security-policy"), "script-src"), "'none'", "{path}");
        assert!(!answer.body.contains("<script"), "{path}");
    }
}

#[tokio::test]
async fn what_is_no_page_may_load_and_run_nothing() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Owner).await;
    let mut machine = world.browser("").with("accept", "");
    let mut answers = Vec::new();
    for path in [
        "/healthz",
        "/readyz",
        "/metrics",
        "/nothing",
        "/api/tenants/create",
        "/pkg/nothing.js",
        "/icons.svg",
        "/brand/acme/000000.css",
    ] {
        answers.push((path, machine.get(path).await));
    }
    for path in ["/admin/audit/count?after=0", "/admin/audit/rows?after=0", "/sign-in"] {
        answers.push((path, ann.get(path).await));
    }
    answers.push(("an unknown host", World::new().await.browser("nobody").get("/").await));
    for (path, answer) in answers {
        guarded(&answer, path);
        let policy = answer.header("content-security-policy");
        assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", "{path}");
    }
    // A brand's file is kept for ever; a logo that is opened by itself is in a sandbox.
    let css = ann.get("/brand/acme/f4b942.css").await;
    css.is(200);
    guarded(&css, "css");
    assert_eq!(css.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(css.header("cache-control"), "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn over_https_the_browser_is_told_to_stay_there() {
    let settings = "[web]\nsecure = true\nurl = 'https://app.dezky.eu'\ntenant_url = 'https://{slug}.dezky.eu'";
    let world = World::with(settings).await;
    let mut browser = world.browser("");
    "app.dezky.eu".clone_into(&mut browser.host);
    let page = browser.get("/").await;
    assert_eq!(page.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
    assert!(page.header("content-security-policy").contains("; upgrade-insecure-requests"));
    assert!(browser.cookies.is_empty());
}

#[tokio::test]
async fn only_our_own_names_are_answered() {
    let world = World::new().await;
    world.tenant("acme").await;
    for host in [
        "evil.example",
        "localhost",
        "localhost:3001",
        "acme.localhost",
        "nobody.localhost:3000",
        "x.acme.localhost:3000",
        "acme.localhost:3000.evil.example",
    ] {
        let mut browser = world.browser("");
        host.clone_into(&mut browser.host);
        for path in ["/", "/sign-in", "/operator", "/nothing"] {
            let answer = browser.get(path).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (404, "There is no workspace at this address.\n"),
                "{host}{path}"
            );
        }
    }
    let mut browser = world.browser("").with("accept-language", "de");
    "nobody.localhost:3000".clone_into(&mut browser.host);
    browser.get("/").await.is(404).says("Unter dieser Adresse gibt es keinen Arbeitsbereich.");
    // A name in capitals is the same name, and a link is built from the configuration.
    let mut browser = world.browser("");
    "ACME.localhost:3000".clone_into(&mut browser.host);
    browser.get("/").await.is(200).says("Acme");
    let mut spoofed = world.browser("acme").with("x-forwarded-host", "evil.example");
    spoofed.get("/").await.is(200).keeps_quiet_about("evil.example");
}

#[tokio::test]
async fn no_secret_is_in_a_page() {
    let world = World::with_sandbox("[metrics]\ntoken = 'metrics-secret'\n").await;
    world.tenant("acme").await;
    let (mut mara, _) = world.sign_in("acme", "mara.quist@acme.example").await;
    let person = world.events_of("session.start").await[0].event.actor.id.clone().unwrap();
    crate::sign_in::grant(&world, "acme", &person, Role::Owner).await;
    let session = mara.session().unwrap().to_owned();
    for path in
        ["/", "/me", "/admin/people", "/admin/audit", "/sign-in/refused", "/nothing", "/admin/audit/rows?after=0"]
    {
        let page = mara.get(path).await;
        for secret in ["sandbox-only", "metrics-secret", session.as_str(), "eyJ", "127.0.0.1:", "/tmp", "sqlite"] {
            page.keeps_quiet_about(secret);
        }
    }
    // Nor in the database, where the session is known by its hash.
    assert!(!world.database.tells(&session).await);
}
