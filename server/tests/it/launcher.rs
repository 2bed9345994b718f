//! The launcher, the choice of workspace, the door, and the brand that all of them wear.

use dezky_domain::{access::Role, member::MemberState};

use crate::support::{ALL, World};

const TILES: &str = "
[platform]
domain = 'dezky.example'
[launcher]
apps = [
    { app = 'mail', url = 'https://mail.dezky.example' },
    { app = 'chat', url = 'https://{slug}-chat.dezky.example' },
]
[launcher.links]
acme = [{ name = 'Canteen <plan>', url = 'https://canteen.acme.example', icon = 'fork-knife' }]
";

#[tokio::test]
async fn a_member_opens_an_app_in_one_click() {
    let world = World::with(TILES).await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    let page = ann.get("/").await;
    page.is(200).says("Apps of Acme").says("Mail").says("Canteen <plan>");
    page.holds("href=\"https://mail.dezky.example\"").holds("href=\"https://acme-chat.dezky.example\"");
    page.keeps_quiet_about("/admin").says("Calendar isn’t part of what Acme has.");
    ann.get("/?q=CHAN").await.is(200).says("Chat").keeps_quiet_about("href=\"https://mail.dezky.example");
    ann.get("/?q=canteen").await.is(200).says("Canteen").keeps_quiet_about("acme-chat");
    ann.get("/?q=%3Cb%3E").await.is(200).says("Nothing called “<b>”").says("Show all apps");
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    let page = gus.get("/").await;
    page.is(200).holds("https://globex-chat.dezky.example").holds("/admin").keeps_quiet_about("Canteen");
}

#[tokio::test]
async fn everybody_arranges_their_own_tiles() {
    let world = World::with(TILES).await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    let mut ben = world.member("acme", "Ben Berg", Role::Member).await;
    let order = |page: &crate::support::Answer| {
        let keys = page.body.split("data-key=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        keys.collect::<Vec<_>>()
    };
    let before = order(&ann.get("/").await);
    assert_eq!(before[..2], ["app:mail", "app:chat"]);
    assert!(before[2].starts_with("set:"), "{before:?}");
    let page = ann.get("/?arrange=1").await;
    page.is(200).says("Put your tiles in order").holds("aria-label=\"Move Chat up\"").holds("aria-label=\"Pin Mail\"");
    let answer = ann.post("/api/launcher/arrange", &[("up", "app:chat"), ("arranging", "1")]).await;
    let page = ann.follow(answer.leads_to("/?arrange=1&at=app%3Achat")).await;
    assert_eq!(order(page.is(200))[..2], ["app:chat", "app:mail"]);
    assert_eq!(page.body.matches("autofocus").count(), 1, "the focus goes on from the tile that was moved");
    ann.post("/api/launcher/arrange", &[("pin", "app:mail")]).await.leads_to("/");
    let page = ann.get("/").await;
    assert_eq!(order(&page)[..2], ["app:mail", "app:chat"]);
    page.holds("name=\"unpin\" value=\"app:mail\"").holds("aria-pressed=\"true\"");
    // Nothing moves before what is pinned.
    ann.post("/api/launcher/arrange", &[("up", "app:chat")]).await.is(302);
    assert_eq!(order(&ann.get("/").await)[..2], ["app:mail", "app:chat"]);
    ann.post("/api/launcher/arrange", &[("unpin", "app:mail")]).await.is(302);
    ann.post("/api/launcher/arrange", &[("order", "app:chat app:mail"), ("arranging", "1")]).await.is(302);
    assert_eq!(order(&ann.get("/").await)[..2], ["app:chat", "app:mail"]);
    assert_eq!(order(&ben.get("/").await), before, "his are as they were");
    for wrong in [("up", "app:meet"), ("pin", "moon"), ("order", "app:mail app:meet"), ("order", ""), ("x", "y")] {
        ann.post("/api/launcher/arrange", &[wrong]).await.is(404);
    }
    assert_eq!(world.events_of("tile.pin").await.len(), 1);
    assert_eq!(world.events_of("tile.move").await.len(), 3);
    // It is kept, and stands in nobody's way.
    let shown = world.entries().await;
    assert!(shown.iter().all(|entry| !entry.event.action.starts_with("tile.")), "{shown:?}");
}

#[tokio::test]
async fn an_app_is_there_when_the_plan_has_it() {
    let world = World::with(TILES).await;
    let acme = world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    let work = world.store().begin().await.unwrap();
    let services = dezky_domain::provision::TenantServices { mail: false, files: true, chat: false, quota: 0 };
    work.plans().insert(acme.id, services, None, world.now()).await.unwrap();
    work.save().await.unwrap();
    let page = ann.get("/").await;
    page.is(200).says("Mail isn’t part of what Acme has.").says("Ask whoever administers Acme.");
    page.keeps_quiet_about("href=\"https://mail.dezky.example\"").holds("href=\"https://acme-chat.dezky.example\"");
}

#[tokio::test]
async fn the_launcher_is_whole_without_a_script_and_small() {
    let world = World::with(TILES).await;
    world.tenant("acme").await;
    let page = world.member("acme", "Ann Ade", Role::Member).await.get("/").await;
    page.is(200).keeps_quiet_about(" style=").holds("method=\"get\"").holds("method=\"post\"");
    assert!(page.bytes.len() < 16_000, "{} bytes", page.bytes.len());
}

#[tokio::test]
async fn a_workspace_without_apps_says_so() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.member("acme", "Ann Ade", Role::Member).await.get("/").await.is(200).says("No apps yet");
}

#[tokio::test]
async fn somebody_of_several_companies_chooses() {
    let world = World::new().await;
    let ann = world.person("Ann Ade").await;
    for (slug, role, state) in [
        ("acme", Role::Owner, MemberState::Active),
        ("globex", Role::Member, MemberState::Active),
        ("initech", Role::Member, MemberState::Suspended),
        ("umbrella", Role::Member, MemberState::Active),
    ] {
        world.tenant(slug).await;
        if slug != "umbrella" {
            world.grant_as(slug, &ann, role, state).await;
        }
    }
    let page = world.signed_in("", &ann).await.get("/").await;
    page.is(200)
        .holds("href=\"http://acme.localhost:3000\"")
        .holds("href=\"http://globex.localhost:3000\"")
        .says("Owner");
    page.keeps_quiet_about("Initech").keeps_quiet_about("Umbrella").keeps_quiet_about("/operator");
}

#[tokio::test]
async fn whoever_knows_the_address_finds_the_door() {
    let world = World::with(TILES).await;
    world.tenant("acme").await;
    let mut browser = world.browser("");
    browser.get("/").await.is(200).says("One door to your work.");
    for (address, to) in [
        ("ann@acme.example", "http://acme.localhost:3000"),
        (" ANN@ACME.EXAMPLE ", "http://acme.localhost:3000"),
        ("nobody-there@acme.example", "http://acme.localhost:3000"),
        ("staff@dezky.example", "/sign-in"),
    ] {
        assert_eq!(browser.post("/api/doors/find", &[("address", address)]).await.is(302).location(), to, "{address}");
    }
    for (address, said) in [
        ("ann", "An address looks like"),
        ("", "An address looks like"),
        ("ann@unknown.example", "No workspace uses this address"),
        ("ann@%.example", "No workspace uses this address"),
    ] {
        let answer = browser.post("/api/doors/find", &[("address", address)]).await;
        assert_eq!(answer.is(302).location(), "/", "{address}");
        let page = browser.follow(&answer).await;
        page.is(200).says(said).holds("id=\"address-error\"").holds(&format!("value=\"{address}\""));
        browser.get("/").await.keeps_quiet_about("address-error");
    }
}

#[tokio::test]
async fn a_tenants_colours_are_served_by_their_seed() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    browser.get("/").await.is(200).holds("href=\"/brand/acme/f4b942.css\"");
    let css = browser.get("/brand/acme/f4b942.css").await;
    assert_eq!((css.status, css.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(css.body.contains("--") && !css.body.contains("url(") && !css.body.contains("@import"), "{}", css.body);
    for wrong in [
        "/brand/acme/000000.css",
        "/brand/globex/f4b942.css",
        "/brand/acme/F4B942zz.css",
        "/brand/acme/f4b942",
        "/brand/acme/..%2f.css",
        "/brand/ac me/f4b942.css",
    ] {
        let answer = browser.get(&wrong.replace(' ', "%20")).await;
        assert_eq!(answer.status, 404, "{wrong}");
    }
    // The platform's own host wears nobody's.
    world.browser("").get("/").await.keeps_quiet_about("/brand/");
}

#[tokio::test]
async fn a_logo_is_shown_and_runs_nothing() {
    let world = World::new().await;
    let acme = world.tenant("acme").await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let work = world.store().begin().await.unwrap();
    work.tenants().set_logo(&ALL, acme.id, false, "svg", svg).await.unwrap();
    work.tenants().set_support(&ALL, acme.id, Some("help@acme.example")).await.unwrap();
    work.save().await.unwrap();
    let logo = world.tenant_of("acme").await.brand.logo.unwrap();
    let address = format!("/brand/acme/{}.svg", logo.hash);
    let mut browser = world.browser("acme");
    browser.get("/").await.is(200).holds(&format!("src=\"{address}\"")).keeps_quiet_about("alert(1)");
    let file = browser.get(&address).await;
    assert_eq!((file.status, file.header("content-type"), file.bytes.as_slice()), (200, "image/svg+xml", &svg[..]));
    assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    for wrong in [
        format!("/brand/acme/{}.png", logo.hash),
        format!("/brand/acme/{}.html", logo.hash),
        "/brand/acme/0000000000000000.svg".to_owned(),
    ] {
        assert_eq!(browser.get(&wrong).await.status, 404, "{wrong}");
    }
    world.member("acme", "Ann Ade", Role::Member).await.get("/").await.is(200).says("help@acme.example");
}
