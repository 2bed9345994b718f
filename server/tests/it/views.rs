//! Saved views of the timeline, as pages and forms have them.

use dezky_domain::access::Role;

use crate::support::World;

#[tokio::test]
async fn a_view_is_saved_opened_and_removed() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    let mut ben = world.member("acme", "Ben Berg", Role::Auditor).await;
    let page = ada.get("/admin/audit?source=ocis&q=price+list&from=2026-01-01").await;
    page.is(200).says("Save view").holds("name=\"query\"");
    let query = "source=ocis&q=price%20list&from=2026-01-01T00%3A00%3A00";
    let answer = ada.post("/api/views/save", &[("name", "Price <lists>"), ("query", query)]).await;
    let address = "/admin/audit?q=price%20list&source=ocis";
    answer.leads_to(address);
    // The time is left out, and the view stands as a tab on every line of this reader.
    let page = ada.get(address).await;
    page.is(200).says("Price <lists>").says("Remove view").keeps_quiet_about("<lists>");
    ada.get("/admin/audit").await.says("Price <lists>").keeps_quiet_about("Remove view");
    ben.get("/admin/audit").await.is(200).keeps_quiet_about("lists");
    let saved = world.events_of("view.save").await;
    assert_eq!(saved.len(), 1);
    assert_eq!(saved[0].event.target.name.as_deref(), Some("Price <lists>"));

    // Only whose it is removes it.
    let id = saved[0].event.target.id.clone().unwrap();
    ben.post("/api/views/remove", &[("id", &id)]).await.is(404);
    let answer = ada.post("/api/views/remove", &[("id", &id)]).await;
    ada.follow(answer.leads_to("/admin/audit")).await.says("View removed.").keeps_quiet_about("lists");
    ada.post("/api/views/remove", &[("id", &id)]).await.is(404);
    assert_eq!(world.events_of("view.remove").await.len(), 1);
}

#[tokio::test]
async fn a_view_that_cannot_be_saved_says_why_beside_what_was_typed() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    let long = "x".repeat(41);
    for (name, query, says) in [
        ("", "source=ocis", "A name has 1 to 40 characters"),
        (&*long, "source=ocis", "A name has 1 to 40 characters"),
        ("First", "source=ocis", ""),
        ("first", "source=stalwart", "There is a view of this name already."),
    ] {
        let answer = ada.post("/api/views/save", &[("name", name), ("query", query)]).await;
        let page = ada.follow(answer.leads_to(&format!("/admin/audit?{query}"))).await;
        page.is(200).says(says);
        if !says.is_empty() {
            page.holds(&format!("value=\"{name}\"")).holds("<details name=\"pick\" open").holds("aria-invalid");
        }
    }
    // What everybody has needn't be saved, nor is a tenant's line another tenant's.
    for (query, back) in [
        ("from=2026-01-01&what=ever", "/admin/audit?from=2026-01-01T00%3A00%3A00"),
        ("outcome=refused", "/admin/audit?outcome=refused"),
        ("tenant=globex", "/admin/audit"),
    ] {
        ada.post("/api/views/save", &[("name", "All"), ("query", query)]).await.leads_to(back);
    }
    for number in 2..=20 {
        let name = format!("View {number}");
        ada.post("/api/views/save", &[("name", &*name), ("query", "source=ocis")])
            .await
            .leads_to("/admin/audit?source=ocis");
    }
    assert_eq!(world.events_of("view.save").await.len(), 20);
    let answer = ada.post("/api/views/save", &[("name", "More"), ("query", "outcome=failed")]).await;
    ada.follow(answer.leads_to("/admin/audit?outcome=failed")).await.says("There are 20 views already.");
}
