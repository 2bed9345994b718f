//! Groups of a tenant's people, as Authentik has them: they say who belongs together, and give nothing.

use axum::http::Method;
use dezky_domain::{group::GroupName, provision::Kind};
use serde_json::Value;

use super::seen::*;
use crate::support::World;

async fn in_authentik(world: &World, name: &str) -> Value {
    let path = format!("/api/v3/core/groups/?name={name}");
    world.engine_call(Method::GET, &path, &Value::Null).await.1["results"][0].clone()
}

#[tokio::test]
async fn a_group_comes_and_goes_with_its_people() {
    let (world, on, mia) = with_mia().await;
    let service = std::sync::Arc::clone(&world.state.services.groups);
    let name = GroupName::parse("Müller & Söhne").unwrap();
    let id = service.create(&on, &name).await.unwrap();
    service.put(&on, id, mia).await.unwrap();
    settled(&world, &["musterbau"]).await;
    let team = "dz-musterbau.m-ller-s-hne";
    let mut all = named(&IN_MUSTERBAU);
    all.insert(team.to_owned());
    assert_eq!(groups(&world, MIA).await, all);
    let seen = in_authentik(&world, team).await;
    assert_eq!(seen["parents"], serde_json::json!([]), "being in it must give no access: {seen:#}");
    assert_eq!((&seen["is_superuser"], &seen["attributes"]["dezky"]["kind"]), (&false.into(), &"team".into()));

    // The name changes, what engines know it by doesn't.
    service.rename(&on, id, &GroupName::parse("Family").unwrap()).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(groups(&world, MIA).await, all);
    service.take(&on, id, mia).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(groups(&world, MIA).await, named(&IN_MUSTERBAU));
    service.put(&on, id, mia).await.unwrap();
    service.delete(&on, id).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(in_authentik(&world, team).await, Value::Null);
    assert_eq!(groups(&world, MIA).await, named(&IN_MUSTERBAU));
    assert_eq!(let_in(&world, MIA).await, EVERYWHERE);

    // A new one of that name is there again.
    service.create(&on, &name).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(in_authentik(&world, team).await["name"], team);
    assert!(world.shown("musterbau").await.extras.is_empty());
    world.step("musterbau", Kind::Group, team).await;
}
