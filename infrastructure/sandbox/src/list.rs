//! Who and what the sandbox knows, as text.

use std::fmt::Write;

use dezky_sandbox::Error;
use dezky_sandbox::directory::{Directory, Tenant, origin_of};

/// The sample people, a table for reading.
pub fn people(directory: &Directory, origin: &str) -> Result<String, Error> {
    let mut table = format!("{:<18}{:<32}{:<12}{}\n", "ROLE", "E-MAIL", "PASSWORD", "OPEN");
    for person in &directory.people {
        let label = person
            .tenant
            .as_deref()
            .and_then(|t| directory.applications.iter().find(|a| a.tenant.as_deref() == Some(t))?.host.as_deref());
        let open = origin_of(origin, label)?;
        let _ = writeln!(table, "{:<18}{:<32}{:<12}{open}", person.role, person.username, person.password);
    }
    Ok(table)
}

/// What to grant: tenant (`-` for the platform), role, subject, e-mail and name, between tabs.
pub fn roles(directory: &Directory) -> String {
    let mut lines = String::new();
    for person in &directory.people {
        let tenant = person.tenant.as_deref().unwrap_or("-");
        let _ = writeln!(lines, "{tenant}\t{}\t{}\t{}\t{}", person.role, person.sub, person.username, person.name);
    }
    lines
}

/// `space <uuid> <name>`, `group <uuid> <name>`, `user <uuid of OCIS> <name>`, `sub <uuid of Authentik> <e-mail>`,
/// `client <client id> <secret>`. Without a tenant: of all, and of the platform.
pub fn ids(directory: &Directory, slug: Option<&str>) -> Result<String, Error> {
    let tenants: Vec<&Tenant> = match slug {
        None => directory.tenants.iter().collect(),
        Some(slug) => {
            let missing = || Error::Directory(format!("no tenant {slug}"));
            vec![directory.tenant(slug).ok_or_else(missing)?]
        }
    };
    let wanted = |tenant: Option<&str>| slug.is_none() || slug == tenant;
    let mut lines = String::new();
    for tenant in tenants {
        for space in &tenant.spaces {
            let _ = writeln!(lines, "space {} {}", space.id, space.name);
        }
        for group in &tenant.groups {
            let _ = writeln!(lines, "group {} {}", group.id, group.name);
        }
    }
    for person in directory.people.iter().filter(|p| wanted(p.tenant.as_deref())) {
        let _ = writeln!(lines, "user {} {}", person.ocis_user, person.name);
        let _ = writeln!(lines, "sub {} {}", person.sub, person.username);
    }
    for application in directory.applications.iter().filter(|a| wanted(a.tenant.as_deref())) {
        let _ = writeln!(lines, "client {} {}", application.client_id, application.client_secret);
    }
    Ok(lines)
}
