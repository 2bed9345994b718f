//! What a partner may in a tenant: every tenant's page and server function of the table, held against the policy, with
//! each scope and role; and nothing at all without a grant that stands.

use chrono::TimeDelta;
use dezky_domain::{
    access::{Action, Role, allows},
    id::PersonId,
    partner::GrantScope,
};

use crate::{
    refusals::{Estate, Row, ask, estate, form, rows},
    support::Browser,
};

/// The right that a path of a tenant's host needs. None where it is no part of the administration.
fn right(row: &Row) -> Option<Action> {
    let of = |prefix: &str| row.path == prefix || row.path.starts_with(&format!("{prefix}/"));
    let reads = row.method == "GET" && row.path.matches('/').count() == 2;
    Some(match row.path {
        "/admin" => Action::ReadOverview,
        "/admin/people" | "/admin/people/{id}" => Action::ReadPeople,
        "/admin/people/batches"
        | "/api/members/end_sessions"
        | "/api/members/reset_second_factor"
        | "/api/members/invite_again"
        | "/api/members/send_link" => Action::HelpPeople,
        "/admin/domains/{domain}/zone" => Action::ReadDomains,
        _ if of("/admin/people") || of("/api/members") => Action::ManagePeople,
        _ if of("/admin/audit") || of("/api/views") => Action::ReadTenantAudit,
        _ if of("/admin/partners") || of("/api/grants") => Action::ManagePartners,
        _ if of("/admin/settings") || of("/api/settings") => Action::ManageSettings,
        _ if of("/admin/groups") || of("/api/groups") => Action::ManageGroups,
        _ if of("/admin/domains") && reads => Action::ReadDomains,
        _ if of("/admin/domains") || of("/api/domains") => Action::ManageDomains,
        _ if of("/admin/apps") => Action::ManageApps,
        _ if of("/admin/brand") || of("/api/brand") => Action::ManageBrand,
        _ => return None,
    })
}

/// What the table answers an admin of the tenant.
fn admins(heads: &[&str], row: &Row) -> &'static str {
    row.answers[heads.iter().position(|head| *head == "admin").unwrap()]
}

/// Every mapped path of Acme's host, as the partner's browser is answered; those that differ from `expected`.
async fn differing(estate: &Estate, browser: &Browser, expected: impl Fn(&[&str], &Row, Action) -> String) -> String {
    let (heads, rows) = rows();
    let (mut wrong, mut asked) = (String::new(), 0);
    for row in &rows {
        let Some(action) = right(row) else { continue };
        asked += 1;
        // Somebody else each time, in each round.
        let about = estate.world.person(&format!("about {}", PersonId::new(&*estate.world.clock))).await;
        estate.world.grant("acme", &about, Role::Member).await;
        let (address, about) = (estate.address(row.path, &about.id.to_string()), about.id.to_string());
        let answered = ask(estate, browser, row, &address, &about).await;
        let expected = expected(&heads, row, action);
        if answered != expected {
            wrong += &format!("{} {}: {answered}, not {expected}\n", row.method, row.path);
        }
    }
    assert!(asked >= 20, "{asked}");
    wrong
}

#[tokio::test]
async fn a_partner_is_answered_as_the_policy_says_and_not_at_all_without_a_grant() {
    let estate = estate().await;
    let world = &estate.world;
    let nord = world.partner("Südlicht").await;
    for (name, own, scope) in [
        ("Nina Berg", Role::PartnerAdmin, GrantScope::Manage),
        ("Nils Holm", Role::PartnerAdmin, GrantScope::Help),
        ("Ana Gent", Role::PartnerAgent, GrantScope::Manage),
        ("Abel Gent", Role::PartnerAgent, GrantScope::Help),
    ] {
        let person = world.colleague(&nord, name, own).await;
        let browser = world.signed_in("acme", &person).await;
        let nowhere = differing(&estate, &browser, |_, _, _| "404".to_owned()).await;
        assert!(nowhere.is_empty(), "{name} without a grant\n{nowhere}");

        let grant = world.let_in("acme", &nord, scope, TimeDelta::days(400)).await;
        let role = scope.role(own);
        let expected = |heads: &[&str], row: &Row, action: Action| {
            // The table's form makes somebody an auditor, which no partner can.
            let never = row.path == "/api/members/role";
            if allows(role, action) && !never { admins(heads, row).to_owned() } else { "403".to_owned() }
        };
        let wrong = differing(&estate, &browser, expected).await;
        assert!(wrong.is_empty(), "{name} with {scope:?}\n{wrong}");

        world.put_out("acme", grant).await;
        let nowhere = differing(&estate, &browser, |_, _, _| "404".to_owned()).await;
        assert!(nowhere.is_empty(), "{name} put out\n{nowhere}");
    }
}

#[tokio::test]
async fn a_grant_that_ran_out_is_none() {
    let estate = estate().await;
    let world = &estate.world;
    let nord = world.partner("Südlicht").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    world.let_in("acme", &nord, GrantScope::Manage, TimeDelta::minutes(5)).await;
    let mut browser = world.signed_in("acme", &nina).await;
    browser.get("/admin/people").await.is(200);
    world.pass(TimeDelta::minutes(5));
    browser.get("/admin/people").await.is(404);
    let nowhere = differing(&estate, &browser, |_, _, _| "404".to_owned()).await;
    assert!(nowhere.is_empty(), "\n{nowhere}");
}

#[tokio::test]
async fn a_partner_makes_and_touches_nobody_who_is_more_than_a_partner_can_be() {
    let estate = estate().await;
    let world = &estate.world;
    let nord = world.partner("Südlicht").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    world.let_in("acme", &nord, GrantScope::Manage, TimeDelta::days(1)).await;
    let mut nina = world.signed_in("acme", &nina).await;
    for role in Role::ALL.iter().filter(|role| role.is_tenants()) {
        let may = matches!(role, Role::Member | Role::Helpdesk);
        let email = format!("{}@new.example", role.word());
        let new =
            [("name", "New"), ("email", email.as_str()), ("role", role.word()), ("invite_to", ""), ("language", "en")];
        nina.post("/api/members/add", &new).await.is(if may { 302 } else { 403 });
        let person = world.person(&format!("Some {}", role.word())).await;
        world.grant("acme", &person, *role).await;
        let id = person.id.to_string();
        let touched = if may { 302 } else { 403 };
        for path in ["/api/members/suspend", "/api/members/resume", "/api/members/remove"] {
            nina.post(path, &form(path, &id)).await.is(touched);
        }
        let factor = world.person(&format!("Factor {}", role.word())).await;
        world.grant("acme", &factor, *role).await;
        let id = factor.id.to_string();
        nina.post("/api/members/reset_second_factor", &[("id", &id)]).await.is(touched);
        let to = [("id", id.as_str()), ("role", "owner")];
        nina.post("/api/members/role", &to).await.is(403);
    }
}
