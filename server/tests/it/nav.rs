//! The central navigation: whose tiles they are, and who else may read or show them.

use dezky_domain::{access::Role, provision::TenantServices};

use crate::support::{Browser, World};

const APPS: &str = "
[launcher]
apps = [
    { app = 'mail', url = 'https://mail.dezky.example/inbox' },
    { app = 'chat', url = 'https://{slug}-chat.dezky.example' },
]
[launcher.links]
acme = [{ name = 'Canteen <plan>', url = 'https://canteen.acme.example', icon = 'fork-knife' }]
";

async fn world() -> (World, Browser) {
    let world = World::with(APPS).await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let ann = world.member("acme", "Ann Ade", Role::Member).await;
    (world, ann)
}

#[tokio::test]
async fn a_header_reads_the_tiles_as_the_person_sees_them() {
    let (_world, mut ann) = world().await;
    ann.post("/api/launcher/arrange", &[("pin", "app:chat")]).await.is(302);
    let answer = ann.get("/nav.json").await;
    assert_eq!(
        (answer.is(200).header("content-type"), answer.header("cache-control")),
        ("application/json", "private, no-store")
    );
    assert_eq!(answer.header("vary"), "origin");
    let read: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let tiles = read["tiles"].as_array().unwrap();
    assert_eq!(tiles.len(), 3);
    let expected = serde_json::json!({
        "name": "Chat", "url": "https://acme-chat.dezky.example", "icon": "chats-circle", "group": "apps", "pinned": true,
    });
    assert_eq!(tiles[0], expected);
    assert_eq!((tiles[2]["name"].as_str(), tiles[2]["group"].as_str()), (Some("Canteen <plan>"), Some("links")));
    let german = ann.with("accept-language", "de").get("/nav.json").await;
    assert!(german.body.contains("\"Mail\"") && german.body.contains("Chat"), "{}", german.body);
}

#[tokio::test]
async fn only_the_tenants_own_apps_may_read_it_from_elsewhere() {
    let (world, ann) = world().await;
    let ask = async |origin: &str| ann.clone().with("origin", origin).get("/nav.json").await;
    for origin in ["https://mail.dezky.example", "https://acme-chat.dezky.example"] {
        let answer = ask(origin).await;
        assert_eq!(answer.is(200).header("access-control-allow-origin"), origin);
        assert_eq!(answer.header("access-control-allow-credentials"), "true");
    }
    for foreign in [
        "https://evil.example",
        "null",
        "http://mail.dezky.example",
        "https://mail.dezky.example:8443",
        "https://mail.dezky.example.evil.example",
        "https://globex-chat.dezky.example",
        "https://canteen.acme.example",
        "http://globex.localhost:3000",
        "https://MAIL.dezky.example",
    ] {
        let answer = ask(foreign).await;
        answer.is(403).keeps_quiet_about("Canteen").keeps_quiet_about("mail.dezky");
        assert!(answer.headers.get("access-control-allow-origin").is_none(), "{foreign}");
        assert!(answer.headers.get("access-control-allow-credentials").is_none(), "{foreign}");
    }
    // This very host is no other origin.
    let own = ask("http://acme.localhost:3000").await;
    assert!(own.is(200).headers.get("access-control-allow-origin").is_none());
    // Who isn't signed in learns nothing, and neither does a page that asks for them.
    let nobody = world.browser("acme").with("origin", "https://mail.dezky.example").get("/nav.json").await;
    nobody.is(401).keeps_quiet_about("dezky.example");
    assert!(nobody.headers.get("access-control-allow-origin").is_none());
    let preflight = ann.request(axum::http::Method::OPTIONS, "/nav.json");
    let answer = ann.clone().send(preflight).await;
    assert!(answer.status >= 400 && answer.headers.get("access-control-allow-origin").is_none(), "{}", answer.status);
}

#[tokio::test]
async fn an_app_that_the_tenant_does_not_have_may_not_ask() {
    let (world, ann) = world().await;
    let acme = world.tenant_of("acme").await;
    let work = world.store().begin().await.unwrap();
    let services = TenantServices { mail: false, files: false, chat: false, quota: 0 };
    work.plans().insert(acme.id, services, None, world.now()).await.unwrap();
    work.save().await.unwrap();
    ann.clone().with("origin", "https://mail.dezky.example").get("/nav.json").await.is(403);
    let mut owner = world.member("acme", "Oda", Role::Owner).await;
    owner.post("/api/apps/switch", &[("app", "chat"), ("on", "")]).await.is(302);
    ann.clone().with("origin", "https://acme-chat.dezky.example").get("/nav.json").await.is(403);
    let page = ann.clone().get("/nav.html").await;
    assert!(page.is(200).header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn a_frame_shows_it_without_a_script_and_only_there() {
    let (world, mut ann) = world().await;
    let page = ann.get("/nav.html").await;
    page.is(200).says("Mail").says("Canteen <plan>").keeps_quiet_about("<plan>").keeps_quiet_about("<script");
    page.keeps_quiet_about(" style=").holds("target=\"_top\"").holds("href=\"https://mail.dezky.example/inbox\"");
    let policy = page.header("content-security-policy");
    assert_eq!(
        policy,
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
         frame-ancestors https://acme-chat.dezky.example https://mail.dezky.example; base-uri 'none'; form-action 'none'"
    );
    assert!(page.headers.get("x-frame-options").is_none(), "it would refuse every frame");
    for (name, value) in [
        ("cache-control", "private, no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), value);
    }
    // A refusal, and every other page, may be framed by nobody.
    let nobody = world.browser("acme").get("/nav.html").await;
    assert_eq!(nobody.is(401).header("x-frame-options"), "DENY");
    assert!(nobody.header("content-security-policy").contains("frame-ancestors 'none'"));
    let launcher = ann.get("/").await;
    assert_eq!(launcher.is(200).header("x-frame-options"), "DENY");
    assert!(launcher.header("content-security-policy").contains("frame-ancestors 'none'"));
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    gus.get("/nav.html").await.is(200).holds("https://globex-chat.dezky.example").keeps_quiet_about("acme");
}
