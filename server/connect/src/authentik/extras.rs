//! What carries a tenant's mark, or is in its groups, and isn't wanted. Brands are left out: they can't be looked up by
//! their mark, and to read all of them for each tenant would cost more than it finds.

use dezky_domain::{
    audit::Source,
    provision::{Extra, Kind, Owner, ResourceName, Trouble},
};
use serde_json::json;

use super::{
    Authentik,
    api::{at, query},
    mark, rows,
    words::shown,
};
use crate::engine::Call;

pub(super) async fn extras(engine: &Authentik, owner: &Owner, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
    let Some((tenant, _)) = &owner.tenant else { return Ok(Vec::new()) };
    let filter = mark::filter(*tenant);
    let mut found = Vec::new();
    let mut note = |kind: Kind, key: &str, external: String, seen: String| {
        let name = ResourceName { system: Source::Authentik, kind, key: shown(key) };
        if !wanted.contains(&name) {
            found.push(Extra { name, external, seen });
        }
    };

    let pairs = [("attributes", filter.as_str()), ("include_users", "true"), ("page_size", "100")];
    let groups: Vec<rows::Group> = engine.api.list(&query("/core/groups/", &pairs)).await?;
    for group in groups.iter().filter(|group| mark::is_ours(owner, &group.attributes)) {
        note(Kind::Group, &group.name, group.pk.clone(), "a group".to_owned());
        for member in &group.users_obj {
            let external = format!("{}/{}", group.pk, member.pk);
            note(Kind::Person, &member.username, external, format!("in {}", shown(&group.name)));
        }
    }

    let pairs = [
        ("attributes", filter.as_str()),
        ("include_groups", "false"),
        ("include_roles", "false"),
        ("page_size", "100"),
    ];
    let users: Vec<rows::User> = engine.api.list(&query("/core/users/", &pairs)).await?;
    for user in users.iter().filter(|user| mark::is_ours(owner, &user.attributes)) {
        note(Kind::Person, &user.username, user.pk.to_string(), shown(&user.name));
    }

    let publisher = mark::publisher(owner);
    let pairs = [("meta_publisher", publisher.as_str()), ("superuser_full_list", "true"), ("page_size", "100")];
    let applications: Vec<rows::Application> = engine.api.list(&query("/core/applications/", &pairs)).await?;
    for application in applications.iter().filter(|application| application.meta_publisher == publisher) {
        note(Kind::Application, &application.slug, application.pk.clone(), shown(&application.name));
    }
    Ok(found)
}

/// Only memberships: a group's end would open what is bound to it, and a user is somebody's data.
pub(super) fn remove(extra: &Extra) -> Vec<Call> {
    let membership = (extra.name.kind == Kind::Person).then(|| extra.external.split_once('/')).flatten();
    let Some((group, user)) = membership else { return Vec::new() };
    let Ok(user) = user.parse::<i64>() else { return Vec::new() };
    vec![Call::new("POST", at("/core/groups/", group, "remove_user/"), json!({"pk": user}))]
}
