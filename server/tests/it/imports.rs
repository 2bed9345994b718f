//! A file of people: read, shown row by row, and done for the rows that are good.

use dezky_domain::{access::Role, member::Email};
use dezky_server::worker;

use crate::support::{ALL, Browser, World};

const UPLOAD: &str = "/admin/people/import/upload";

async fn acme() -> (World, Browser) {
    let world = World::new().await;
    world.tenant("acme").await;
    let mara = world.member("acme", "Mara Quist", Role::Owner).await;
    (world, mara)
}

async fn work(world: &World) {
    while worker::batches::next(&world.state).await.unwrap() {}
}

fn id(page: &str) -> &str {
    page.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn a_file_is_shown_before_anything_changes_and_then_done() {
    let (world, mut mara) = acme().await;
    mara.get("/admin/people/import").await.is(200).says("Check the file").holds("multipart/form-data");
    mara.post("/api/groups/create", &[("name", "Sales")]).await.is(302);
    let file = "Name;E-Mail;Rolle;Gruppen\r\n\
        Tilo Arend;tilo@acme.example;;Sales, Fairs\r\n\
        Oda Brink;ODA@acme.example;Administrator;\r\n\
        Falko;falko;;\r\n\
        Mara Quist;mara.quist@people.example;;\r\n\
        =1+1;eve@acme.example;;\r\n\
        Oda again;oda@acme.example;;\r\n";
    let taken = mara.upload(UPLOAD, file.as_bytes()).await;
    let page = taken.is(303).location().to_owned();
    let shown = mara.get(&page).await;
    shown.is(200).says("Import people").says("2 people would be added").says("4 rows are left out");
    shown.says("A group that doesn’t exist yet would be made: Fairs.");
    shown
        .says("E-mail: An address looks like name@company.example.")
        .says("Somebody with this address is here already.");
    shown.says("Name: Begins like a formula.").says("Stands in the file already");
    mara.get("/admin/people").await.is(200).says("1 person:").keeps_quiet_about("Tilo");
    mara.get("/admin/groups").await.is(200).keeps_quiet_about("Fairs");
    mara.get(&format!("{page}?state=wrong")).await.is(200).says("1–4 of 4").keeps_quiet_about("Tilo Arend");

    mara.post("/api/batches/start", &[("id", id(&page))]).await.leads_to(&page);
    mara.get("/admin/groups").await.is(200).says("Fairs");
    work(&world).await;
    mara.get(&page).await.is(200).says("Finished").says("2 rows are done, 4 aren’t; the list says why.");
    mara.get("/admin/people").await.is(200).says("3 people").says("Tilo Arend").says("Fairs, Sales");
    mara.get("/admin/people?role=admin").await.is(200).says("Oda Brink").says("1–1 of 1");
    let tilo = Email::parse("tilo@acme.example").unwrap();
    assert!(world.store().people().by_address(&ALL, &tilo).await.unwrap().is_some());
    let added = world.events_of("member.add").await;
    assert_eq!(added.len(), 2);
    assert!(added.iter().all(|event| event.event.actor.name.as_deref() == Some("Mara Quist")));
    assert_eq!(world.events_of("group.create").await.len(), 2);
    assert_eq!(world.events_of("group.add").await.len(), 2);
    assert_eq!(world.events_of("batch.start").await.len(), 1);
}

#[tokio::test]
async fn the_preview_says_where_an_invitation_goes_and_which_roles_there_are() {
    let (_world, mut mara) = acme().await;
    let file = "name,email,role,groups,language,invite_to\n\
        Tilo,tilo@acme.example,,\"Sales,Fairs\",da,tilo@home.example\n\
        Una,una@acme.example,,,,\n\
        Ute,ute@home.example,,,,\n\
        Oda,oda@acme.example,emperor,,,\n";
    let page = mara.upload(UPLOAD, file.as_bytes()).await.is(303).location().to_owned();
    let shown = mara.get(&page).await;
    shown.is(200).says("Member Sales, Fairs Dansk, tilo@home.example").says("English, oda@acme.example");
    shown.says("Role: Write member, helpdesk, auditor or admin.").says("Add 3 people");
    assert_eq!(shown.body.matches("This mailbox can’t be read").count(), 1, "for Una alone");
}

#[tokio::test]
async fn a_row_that_fails_leaves_nothing_and_the_others_go_on() {
    let (world, mut mara) = acme().await;
    world.tenant("globex").await;
    let file = "name,email\nCfo,cfo@globex.example\nTilo,tilo@acme.example\n";
    let page = mara.upload(UPLOAD, file.as_bytes()).await.is(303).location().to_owned();
    mara.post("/api/batches/start", &[("id", id(&page))]).await.is(302);
    work(&world).await;
    let shown = mara.get(&page).await;
    shown.is(200).says("1 row is done, 1 isn’t; the list says why.").says("This address belongs to another company");
    let cfo = Email::parse("cfo@globex.example").unwrap();
    assert_eq!(world.store().people().by_address(&ALL, &cfo).await.unwrap(), None, "nobody was made");
    mara.get("/admin/people").await.is(200).says("2 people").says("Tilo");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_leaves_nothing() {
    let (world, mut mara) = acme().await;
    let utf16: Vec<u8> = "name,email\nA,a@b.example\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let large = [b"name,email\n".to_vec(), vec![b'x'; 5 * 1024 * 1024]].concat();
    let files: [(&[u8], &str); 7] = [
        (b"", "Choose a file that isn’t empty."),
        (&utf16, "seems to be UTF-16"),
        (b"name,email\nJ\xfcrgen,j@acme.example\n", "seems to be in Latin-1"),
        (b"name,phone\nA,1\n", "No column is called e-mail"),
        (b"hello\nworld\n", "names neither a name nor an e-mail"),
        (b"name,email\n", "no row below the first line"),
        (&large, "larger than 5 MB"),
    ];
    for (file, said) in files {
        let answer = mara.upload(UPLOAD, file).await;
        assert_eq!(answer.is(303).location(), "/admin/people/import", "{said}");
        mara.get("/admin/people/import").await.is(200).says(said);
    }
    // Not a form of several parts, or none of ours.
    mara.post(UPLOAD, &[("file", "name,email")]).await.is(400);
    mara.get(UPLOAD).await.is(405);
    let mut elsewhere = mara.clone().with("sec-fetch-site", "cross-site").with("origin", "https://evil.example");
    elsewhere.upload(UPLOAD, b"name,email\nA,a@acme.example\n").await.is(403);
    assert_eq!(world.database.count("batch").await, 0);
}

#[tokio::test]
async fn a_larger_file_than_any_form_is_taken() {
    let (_world, mut mara) = acme().await;
    let row = |number: u32| format!("Person {number:05} of a rather long name indeed,p{number:05}@acme.example\n");
    let file: String = std::iter::once("name,email\n".to_owned()).chain((0..20_000).map(row)).collect();
    assert!(file.len() > 1024 * 1024);
    let page = mara.upload(UPLOAD, file.as_bytes()).await.is(303).location().to_owned();
    mara.get(&page).await.is(200).says("20,000 people would be added").says("1–25 of 20,000");
    mara.get(&format!("{page}?page=800")).await.is(200).says("19,976–20,000 of 20,000");
    mara.post("/api/batches/cancel", &[("id", id(&page))]).await.leads_to(&page);
    mara.get("/admin/people").await.is(200).says("1 person:");
}

#[tokio::test]
async fn the_template_is_a_file_that_can_be_read_in_every_language() {
    let (_world, mara) = acme().await;
    for language in ["en", "de", "fr", "da"] {
        let mut mara = mara.clone();
        mara.keep("language", language);
        let template = mara.get("/admin/people/import/template.csv").await;
        template.is(200);
        assert!(template.header("content-disposition").contains("people.csv"));
        assert!(template.bytes.starts_with(b"\xef\xbb\xbf"), "table programs know UTF-8 by it");
        let page = mara.upload(UPLOAD, &template.bytes).await;
        let page = page.is(303).location().to_owned();
        assert!(page.starts_with("/admin/people/batches/"), "{language}: {page}");
        mara.get(&page).await.is(200).says("Ada Lovelace").keeps_quiet_about("row-why");
        mara.get(&format!("{page}?state=wrong")).await.is(200).keeps_quiet_about("Lovelace");
    }
}

#[tokio::test]
async fn an_admin_makes_no_owners_by_a_file() {
    let (world, _) = acme().await;
    let mut adam = world.member("acme", "Adam", Role::Admin).await;
    let file = "name,email,role\nEve,eve@acme.example,owner\n";
    let page = adam.upload(UPLOAD, file.as_bytes()).await.is(303).location().to_owned();
    adam.get(&page).await.is(200).says("You may not give this role.").says("Nobody in the file can be added.");
    // Who loses the right between the preview and the worker's turn does nothing by it.
    let file = "name,email,role\nEve,eve@acme.example,admin\n";
    let page = adam.upload(UPLOAD, file.as_bytes()).await.is(303).location().to_owned();
    adam.post("/api/batches/start", &[("id", id(&page))]).await.is(302);
    let tenant = world.tenant_of("acme").await;
    let work_of = world.store().begin().await.unwrap();
    let me = world.store().people().list(&ALL, &dezky_domain::member::PeopleQuery::default()).await.unwrap();
    let me = me.page.rows.iter().find(|member| member.name == "Adam").unwrap().person;
    work_of.people().set_role(&ALL, tenant.id, me, Role::Helpdesk).await.unwrap();
    work_of.save().await.unwrap();
    work(&world).await;
    assert!(world.events_of("member.add").await.is_empty());
    assert_eq!(world.events_of("batch.stop").await.len(), 1);
}
