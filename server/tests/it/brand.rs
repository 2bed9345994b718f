//! How a tenant looks, as its administrators change it: and what strangers would upload.

use std::{io::Cursor, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderValue, Method},
};
use dezky_domain::access::Role;
use dezky_server::worker::hosts;

use crate::support::{ALL, Answer, Browser, World, Zone};

const PAGE: &str = "/admin/brand";
const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' onload='alert(1)'>\
    <script>alert(1)</script><path d='M2 2h20v20H2z' fill='#f4b942'/></svg>";

async fn acme() -> (World, Browser) {
    let world = World::new().await;
    world.tenant("acme").await;
    let mara = world.member("acme", "Mara Quist", Role::Owner).await;
    (world, mara)
}

/// A form with a file, as a browser sends it.
async fn upload(browser: &mut Browser, ground: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"ground\"\r\n\r\n{ground}\r\n--edge\r\nContent-Disposition: \
         form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let mut request = browser.request(Method::POST, "/admin/brand/logo");
    request.headers_mut().insert("content-type", HeaderValue::from_static("multipart/form-data; boundary=edge"));
    *request.body_mut() = Body::from(body);
    browser.send(request).await
}

fn png(side: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbaImage::new(side, side).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn what_is_typed_is_shown_and_nothing_is_changed() {
    let (world, mut mara) = acme().await;
    let shown = mara.get("/admin/brand/preview?accent=%23ff00ff&name=%3Cb%3EWorks").await;
    shown.is(200);
    assert_eq!(shown.headers.get("x-preview").unwrap(), "1");
    shown.holds("#ff00ff").holds("&lt;b&gt;Works").keeps_quiet_about("<b>Works");
    // What is no colour shows the one that is.
    let shown = mara.get("/admin/brand/preview?accent=red&name=").await;
    shown.is(200);
    shown.holds("#f4b942").holds("Acme");
    assert_eq!(world.tenant_of("acme").await.brand.accent.to_string(), "#f4b942");
}

#[tokio::test]
async fn name_colour_and_help_are_changed_and_told() {
    let (world, mut mara) = acme().await;
    mara.get(PAGE).await.is(200).says("Name and colour").holds("value=\"#f4b942\"").says("Text on buttons");
    let form = [("name", "Acme Works"), ("accent", "#FFFF00"), ("support", "help@acme.example")];
    let saved = mara.post("/api/brand/change", &form).await;
    saved.leads_to(PAGE);
    mara.get(PAGE)
        .await
        .is(200)
        .says("The brand is saved")
        .holds("value=\"Acme Works\"")
        .holds("/brand/acme/ffff00.css");
    mara.get("/").await.is(200).says("Acme Works").says("help@acme.example");
    let told = world.events_of("tenant.brand").await;
    let changes: Vec<_> = told[0].event.changes.iter().map(|it| (it.field.as_str(), it.after.as_deref())).collect();
    assert_eq!(
        changes,
        [("name", Some("Acme Works")), ("accent", Some("#ffff00")), ("support", Some("help@acme.example"))]
    );
    assert_eq!(told[0].event.changes[0].before.as_deref(), Some("Acme"));
    // The same again is no change.
    mara.post("/api/brand/change", &form).await.leads_to(PAGE);
    assert_eq!(world.events_of("tenant.brand").await.len(), 1);
}

#[tokio::test]
async fn a_preview_saves_nothing_and_what_is_wrong_is_said() {
    let (world, mut mara) = acme().await;
    let form = [("name", "Acme"), ("accent", "#ff0000"), ("support", ""), ("preview", "on")];
    let shown = mara.post("/api/brand/change", &form).await;
    let page = mara.follow(&shown).await;
    page.is(200).says("Nothing is saved yet").holds("value=\"#ff0000\"").holds("fill=\"#ff0000\"");
    mara.get(PAGE).await.is(200).holds("value=\"#f4b942\"").keeps_quiet_about("#ff0000");
    for (name, accent, why) in [("", "", "A name has"), ("Acme", "red", "A colour is")] {
        let refused = mara.post("/api/brand/change", &[("name", name), ("accent", accent), ("support", "")]).await;
        mara.follow(&refused).await.is(200).says(why);
    }
    assert!(world.events_of("tenant.brand").await.is_empty());
    assert_eq!(world.tenant_of("acme").await.brand.accent.to_string(), "#f4b942");
}

#[tokio::test]
async fn a_logo_is_made_anew_and_shown_to_everybody() {
    let (world, mut mara) = acme().await;
    // Whatever its name and its type say.
    upload(&mut mara, "light", "logo.png", SVG.as_bytes()).await.is(303);
    upload(&mut mara, "dark", "logo.svg", &png(600)).await.is(303);
    mara.get(PAGE).await.is(200).says("The logo is saved");
    let brand = world.tenant_of("acme").await.brand;
    let (light, dark) = (brand.logo.unwrap(), brand.logo_dark.unwrap());
    assert_eq!((light.kind.as_str(), dark.kind.as_str()), ("svg", "png"));
    let mut guest = world.browser("acme");
    let drawn = guest.get(&format!("/brand/acme/{}.svg", light.hash)).await;
    drawn.is(200).holds("<path").keeps_quiet_about("alert").keeps_quiet_about("script");
    assert_eq!(drawn.header("content-security-policy"), "default-src 'none'; sandbox");
    let painted = guest.get(&format!("/brand/acme/{}.png", dark.hash)).await;
    let painted = image::load_from_memory(&painted.is(200).bytes).unwrap();
    assert_eq!((painted.width(), painted.height()), (512, 512));
    guest.get("/").await.is(200).holds(&format!("/brand/acme/{}.svg", light.hash));
    let told = world.events_of("tenant.brand").await;
    assert_eq!((told.len(), told[1].event.changes[0].field.as_str()), (2, "logo"));

    mara.post("/api/brand/remove_logo", &[("ground", "light")]).await.leads_to(PAGE);
    guest.get(&format!("/brand/acme/{}.svg", light.hash)).await.is(404);
    mara.post("/api/brand/remove_logo", &[("ground", "light")]).await.is(404);
    assert_eq!(world.events_of("tenant.brand").await[0].event.changes[0].after, None);
}

#[tokio::test]
async fn what_can_be_no_logo_is_refused_in_words() {
    let (world, mut mara) = acme().await;
    for (bytes, words) in [
        (&b""[..], "Choose a file first"),
        (b"<html><script>alert(1)</script></html>", "no SVG, PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\nrubbish", "can’t be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>", "Convert the text to paths"),
        (b"<!DOCTYPE svg [<!ENTITY a 'a'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", "more than shapes"),
    ] {
        let answer = upload(&mut mara, "light", "x.png", bytes).await;
        let page = mara.follow(answer.is(303)).await;
        page.is(200).says(words).keeps_quiet_about("<script>alert");
    }
    let answer = upload(&mut mara, "dark", "x.png", b"rubbish").await;
    let page = mara.follow(answer.is(303)).await;
    page.holds("id=\"logo-dark-error\"").keeps_quiet_about("logo-light-error");
    let large = upload(&mut mara, "light", "x.png", &vec![0; (512 << 10) + 1]).await;
    mara.follow(large.is(303)).await.says("512 KiB at most. Make the picture smaller");
    let answer = upload(&mut mara, "light", "x.png", &vec![0; 2 << 20]).await;
    assert!([303, 413].contains(&answer.status), "{}", answer.status);
    // No form with a file at all.
    let bare = mara.post("/admin/brand/logo", &[("ground", "light")]).await;
    mara.follow(bare.is(303)).await.says("Choose a file first");
    assert!(world.events_of("tenant.brand").await.is_empty());
    assert_eq!(world.tenant_of("acme").await.brand.logo, None);
    // Who may not isn't heard, whatever they send.
    let mut helen = world.member("acme", "Helen Desk", Role::Helpdesk).await;
    upload(&mut helen, "light", "x.png", &png(8)).await.is(403);
    let mut elsewhere = mara.clone().with("sec-fetch-site", "cross-site");
    upload(&mut elsewhere, "light", "x.png", &png(8)).await.is(403);
}

#[tokio::test]
async fn an_own_host_is_noted_proven_and_removed() {
    let zone = Zone::new();
    let dns = Arc::clone(&zone);
    let world = World::new().await.exchanged(|state| state.dns = dns);
    let (acme, _) = (world.tenant("acme").await, world.tenant("globex").await);
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    mara.post("/api/brand/add_host", &[("host", " Cloud.Acme.example ")]).await.leads_to(PAGE);
    let page = mara.get(PAGE).await;
    page.is(200).says("The host name is noted").says("cloud.acme.example").says("CNAME").says("acme.localhost.");
    page.says("_dezky.cloud.acme.example").says("Waiting for the TXT record");
    let refused = gus.post("/api/brand/add_host", &[("host", "cloud.acme.example")]).await;
    gus.follow(&refused).await.says("noted already, here or elsewhere");
    gus.post("/api/brand/remove_host", &[("host", "cloud.acme.example")]).await.is(404);
    for (host, said) in [("acme.example", "This domain has your mail"), ("cloud.localhost", "the platform’s to give")]
    {
        let refused = mara.post("/api/brand/add_host", &[("host", host)]).await;
        mara.follow(&refused).await.says(said).holds("id=\"host-error\"").holds(&format!("value=\"{host}\""));
    }
    let wrong = mara.post("/api/brand/add_host", &[("host", "cloud,acme.example")]).await;
    mara.follow(&wrong).await.says("A host name has dots").holds("value=\"cloud,acme.example\"");

    assert_eq!(hosts::step(&world.state).await.unwrap(), 0);
    let token = world.store().hosts().of(&ALL, acme.id).await.unwrap()[0].token.clone();
    zone.text("_dezky.cloud.acme.example", &[&format!("dezky-verify={token}")]);
    mara.post("/api/brand/check_hosts", &[]).await.leads_to(PAGE);
    assert_eq!(hosts::step(&world.state).await.unwrap(), 1);
    mara.get(PAGE).await.is(200).says("Proven on");
    let mut guest = world.browser("acme");
    "cloud.acme.example".clone_into(&mut guest.host);
    guest.get("/").await.is(200).says("Acme");
    mara.post("/api/brand/remove_host", &[("host", "cloud.acme.example")]).await.leads_to(PAGE);
    guest.get("/").await.is(404);
    for action in ["hostname.add", "hostname.verify", "hostname.remove"] {
        let told = world.events_of(action).await;
        assert_eq!((told.len(), told[0].event.tenant), (1, Some(acme.id)), "{action}");
        assert_eq!(told[0].event.words["object"], "cloud.acme.example");
    }
}

#[tokio::test]
async fn a_claim_of_two_days_gives_way() {
    let (world, mut mara) = acme().await;
    world.tenant("globex").await;
    mara.post("/api/brand/add_host", &[("host", "cloud.globex.example")]).await.leads_to(PAGE);
    world.pass(chrono::TimeDelta::hours(49));
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    gus.post("/api/brand/add_host", &[("host", "cloud.globex.example")]).await.leads_to(PAGE);
    gus.get(PAGE).await.is(200).says("cloud.globex.example");
}
