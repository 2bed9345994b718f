//! Groups and mappings against the sandbox.

use dezky_connect::engine::Seen;
use dezky_domain::provision::{GroupKind, Kind, Spec, Standing, TroubleKind};
use serde_json::{Value, json};

use super::{ACME, GLOBEX, PLATFORM, World, acme, alice, conflict, globex, ground, group, lines, mapping, mark, words};

#[tokio::test]
async fn a_tenant_gets_its_tree() {
    let world = World::new().await;
    let [root] = &world.rows("/core/groups/?name=dz-acme").await[..] else { panic!("one root") };
    assert_eq!(root["attributes"], {
        let mut mark = mark("acme", ACME, "tenant");
        mark["dezky"]["verified_domains"] = json!(["acme.test"]);
        mark
    });
    let [files] = &world.rows("/core/groups/?name=dz-acme-files&include_parents=true").await[..] else { panic!("one") };
    let parents: Vec<_> = files["parents_obj"].as_array().unwrap().iter().map(|parent| &parent["name"]).collect();
    assert!(parents.contains(&&json!("dz-acme")) && parents.contains(&&json!("dezky-files-users")), "{parents:?}");
    assert_eq!(files["attributes"], mark("acme", ACME, "service"), "no domains but on the root");
    let found = world.found(&acme(), &ground("acme")[3]).await;
    assert_eq!(found.facts["parents"], "dezky-files-users, dz-acme");
    assert_eq!(found.external, files["pk"]);
    for spec in ground("acme") {
        assert_eq!(world.bring(&acme(), &spec, Standing::Present).await, []);
        assert_eq!(world.bring(&acme(), &spec, Standing::Cut).await, [], "a group gives nobody access by itself");
    }
    assert_eq!(world.made("authentik group"), 5);
}

#[tokio::test]
async fn a_parent_that_is_missing_is_waited_for_by_name() {
    let world = World::fresh().await;
    let spec = group("dz-acme-admins", GroupKind::Role, &["dz-acme"]);
    let trouble = world.see(&acme(), &spec, Standing::Present).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some("the group dz-acme isn't there")));
    for standing in [Standing::Cut, Standing::Gone] {
        assert_eq!(world.bring(&acme(), &spec, standing).await, [], "nothing is needed to be gone");
    }
}

#[tokio::test]
async fn what_was_changed_by_hand_is_mended_and_the_rest_is_left() {
    let world = World::new().await;
    let spec = &ground("acme")[0];
    let pk = world.found(&acme(), spec).await.external;
    let attributes = json!({"theirs": [1], "dezky": {"slug": "acme", "tenant_id": ACME, "note": "x",
        "kind": "tenant", "verified_domains": ["acme.test", "evil.test"]}});
    let body = json!({"attributes": attributes});
    world.by_hand("PATCH", &format!("/core/groups/{pk}/"), body).await;
    let plan = world.plan(&acme(), spec, Standing::Present).await.unwrap();
    assert_eq!(words(&plan.differences), ["verified domains: acme.test | acme.test, evil.test"]);
    assert_eq!(world.twice(&acme(), spec, Standing::Present).await.len(), 1, "one PATCH for all");
    let [root] = &world.rows("/core/groups/?name=dz-acme").await[..] else { panic!("one root") };
    assert_eq!(root["attributes"]["theirs"], json!([1]));
    assert_eq!(root["attributes"]["dezky"]["note"], "x");
    assert_eq!(root["attributes"]["dezky"]["verified_domains"], json!(["acme.test"]));
}

#[tokio::test]
async fn domains_on_a_lesser_group_would_verify_addresses_and_are_taken_away() {
    let world = World::new().await;
    let spec = &ground("acme")[2];
    let pk = world.found(&acme(), spec).await.external;
    let mut attributes = mark("acme", ACME, "role");
    attributes["dezky"]["verified_domains"] = json!(["bank.test"]);
    world.by_hand("PATCH", &format!("/core/groups/{pk}/"), json!({"attributes": attributes})).await;
    let plan = world.plan(&acme(), spec, Standing::Present).await.unwrap();
    assert_eq!(words(&plan.differences), ["verified domains: none | bank.test"]);
    world.twice(&acme(), spec, Standing::Present).await;
    assert_eq!(world.rows("/core/groups/?name=dz-acme-members").await[0]["attributes"], mark("acme", ACME, "role"));
}

#[tokio::test]
async fn a_parent_added_or_lost_is_a_difference_in_names() {
    let world = World::new().await;
    let spec = &ground("acme")[1];
    let pk = world.found(&acme(), spec).await.external;
    let admins = world.rows("/core/groups/?name=authentik Admins").await[0]["pk"].clone();
    world.by_hand("PATCH", &format!("/core/groups/{pk}/"), json!({"parents": [admins]})).await;
    let plan = world.plan(&acme(), spec, Standing::Present).await.unwrap();
    assert_eq!(words(&plan.differences), ["parents: dz-acme | authentik Admins"]);
    world.twice(&acme(), spec, Standing::Present).await;
}

#[tokio::test]
async fn what_is_not_ours_is_a_conflict_and_is_never_touched() {
    let world = World::new().await;
    world.by_hand("POST", "/core/groups/", json!({"name": "dz-globex"})).await;
    let spec = group("dz-globex", GroupKind::Tenant, &[]);
    assert_eq!(
        conflict(world.plan(&globex(), &spec, Standing::Present).await),
        "a group of this name wasn't made by Dezky"
    );
    let theirs = conflict(world.plan(&globex(), &ground("acme")[0], Standing::Present).await);
    assert_eq!(theirs, "a group of this name belongs to the tenant acme");
    for standing in [Standing::Cut, Standing::Gone] {
        assert_eq!(world.bring(&globex(), &ground("acme")[0], standing).await, []);
    }
    // Under a foreign or a privileged parent a tenant's people would get rights that nobody gave them.
    let below = |parent| group("dz-globex-x", GroupKind::Role, &[parent]);
    let trouble = world.see(&globex(), &below("dz-acme"), Standing::Present).await.unwrap_err();
    assert_eq!(trouble.detail.as_deref(), Some("the group dz-acme belongs to the tenant acme"));
    let trouble = world.see(&globex(), &below("authentik Admins"), Standing::Present).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Conflict);
    assert!(trouble.detail.unwrap().contains("every right"));
    assert_eq!(world.made("authentik group"), 6);
}

#[tokio::test]
async fn a_group_that_something_is_bound_to_is_not_deleted() {
    let world = World::new().await;
    let root = &ground("acme")[0];
    world.bring(&acme(), &super::application(), Standing::Present).await;
    let trouble = world.plan(&acme(), root, Standing::Gone).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert!(trouble.detail.unwrap().contains("Binding from Acme #0"));
    world.twice(&acme(), &super::application(), Standing::Gone).await;
    let calls = world.twice(&acme(), root, Standing::Gone).await;
    assert!(calls.len() == 1 && calls[0].destroys, "{calls:?}");
    assert!(world.rows("/core/groups/?name=dz-acme").await.is_empty());
}

#[tokio::test]
async fn an_umbrella_is_the_platforms() {
    let world = World::new().await;
    let [group] = &world.rows("/core/groups/?name=dezky-files-users").await[..] else { panic!("one") };
    assert_eq!(group["attributes"], json!({"dezky": {"kind": "umbrella"}}));
    let whose = conflict(world.plan(&acme(), &super::umbrella(), Standing::Present).await);
    assert_eq!(whose, "a group of this name belongs to the platform");
}

#[tokio::test]
async fn a_mapping_is_made_mended_and_taken_away() {
    let world = World::fresh().await;
    let calls = world.twice(&PLATFORM, &mapping(), Standing::Present).await;
    assert_eq!(lines(&calls), ["POST /propertymappings/provider/scope/"]);
    let pk = world.found(&PLATFORM, &mapping()).await.external;
    let path = format!("/propertymappings/provider/scope/{pk}/");
    world.by_hand("PATCH", &path, json!({"expression": "return {}", "scope_name": "mail", "description": "x"})).await;
    let plan = world.plan(&PLATFORM, &mapping(), Standing::Present).await.unwrap();
    let fields: Vec<_> = plan.differences.iter().map(|difference| difference.field.as_str()).collect();
    assert_eq!(fields, ["scope", "description", "expression"]);
    world.twice(&PLATFORM, &mapping(), Standing::Present).await;
    assert_eq!(world.twice(&PLATFORM, &mapping(), Standing::Cut).await, []);
    assert_eq!(lines(&world.twice(&PLATFORM, &mapping(), Standing::Gone).await), [format!("DELETE {path}")]);

    let theirs = "authentik default OAuth Mapping: OpenID 'email'".to_owned();
    let spec = Spec::Mapping { name: theirs, scope: "email".to_owned(), expression: "return {}".to_owned() };
    assert_eq!(
        conflict(world.plan(&PLATFORM, &spec, Standing::Present).await),
        "a mapping of this name is Authentik's own"
    );
    assert_eq!(world.twice(&PLATFORM, &spec, Standing::Gone).await, []);
}

#[tokio::test]
async fn extras_are_told_and_only_memberships_are_removed() {
    use dezky_connect::engine::Engine as _;
    let world = World::new().await;
    let person = alice(&["dz-acme-members"], true);
    world.bring(&acme(), &person, Standing::Present).await;
    let stranger = json!({"username": "mallory@globex.test", "name": "Mallory"});
    let stranger = world.by_hand("POST", "/core/users/", stranger).await["pk"].clone();
    let members = world.found(&acme(), &ground("acme")[2]).await.external;
    world.by_hand("POST", &format!("/core/groups/{members}/add_user/"), json!({"pk": stranger})).await;
    let body = json!({"name": "dz-acme-old", "attributes": mark("acme", ACME, "service")});
    world.by_hand("POST", "/core/groups/", body).await;
    let body = json!({"username": "old@acme.test", "name": "Old", "attributes": {"dezky": {"tenant_id": ACME}}});
    world.by_hand("POST", "/core/users/", body).await;
    world.by_hand("POST", "/core/groups/", json!({"name": "x", "attributes": mark("globex", GLOBEX, "tenant")})).await;
    let body = json!({"name": "Old", "slug": "dz-acme-old", "meta_publisher": format!("Dezky {ACME}")});
    world.by_hand("POST", "/core/applications/", body).await;

    let mut named: Vec<_> = ground("acme").iter().map(Spec::resource).collect();
    named.push(person.resource());
    let extras = world.engine.extras(&acme(), &named).await.unwrap();
    let told: Vec<_> =
        extras.iter().map(|extra| (extra.name.kind, extra.name.key.as_str(), extra.seen.as_str())).collect();
    assert_eq!(
        told,
        [
            (Kind::Person, "mallory@globex.test", "in dz-acme-members"),
            (Kind::Group, "dz-acme-old", "a group"),
            (Kind::Person, "old@acme.test", "Old"),
            (Kind::Application, "dz-acme-old", "Old"),
        ]
    );
    let calls: Vec<_> = extras.iter().flat_map(|extra| world.engine.remove(extra)).collect();
    assert_eq!(lines(&calls), [format!("POST /core/groups/{members}/remove_user/")]);
    assert_eq!(calls[0].body, json!({"pk": stranger}));
    super::bodies::hold(&calls[0]);
    world.engine.apply(&calls[0]).await.unwrap();
    assert_eq!(world.engine.extras(&acme(), &named).await.unwrap().len(), 3);
    assert_eq!(world.engine.extras(&PLATFORM, &[]).await.unwrap(), []);
}

#[tokio::test]
async fn a_name_is_no_pattern_and_no_path() {
    let world = World::new().await;
    for name in ["dz-acme&name=authentik Admins", "../users/1", "dz-acm%65", "*"] {
        let spec = group(name, GroupKind::Tenant, &[]);
        assert!(matches!(world.see(&acme(), &spec, Standing::Present).await.unwrap(), Seen::Missing { .. }), "{name}");
    }
    let absent: Value = world.by_hand("GET", "/core/groups/?name=dz-acme", Value::Null).await;
    assert_eq!(absent["pagination"]["count"], 1);
}
