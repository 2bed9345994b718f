//! The people, applications and tenants that sign-in and the audit log share, read from `directory.toml`.
//!
//! An application with a `tenant` admits only the people of that tenant; one without admits everybody.

use serde::Deserialize;
use uuid::Uuid;

use crate::error::Error;

const BUILT_IN: &str = include_str!("../directory.toml");

/// Everybody and everything that the sandbox knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    pub ocis: Ocis,
    #[serde(default)]
    pub applications: Vec<Application>,
    #[serde(default)]
    pub tenants: Vec<Tenant>,
    #[serde(default)]
    pub people: Vec<Person>,
}

/// Ids of the OCIS installation that belong to no tenant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ocis {
    pub storage: Uuid,
    pub admin: Uuid,
    pub service_account: Uuid,
}

/// An OIDC client; `client_id` is also the slug in its issuer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    pub client_id: String,
    pub name: String,
    pub client_secret: String,
    /// The label before Dezky's host, none for the platform itself.
    pub host: Option<String>,
    pub tenant: Option<String>,
    /// Compared letter by letter, after `{origin}` is filled in.
    pub redirect_uris: Vec<String>,
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<String>,
    pub backchannel_logout_uri: Option<String>,
}

/// A customer, with what OCIS holds for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenant {
    pub slug: String,
    pub name: String,
    pub spaces: Vec<Space>,
    pub groups: Vec<Group>,
}

/// A project space; `quota` in bytes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Space {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub quota: u64,
}

/// An OCIS group; its members are the people whose `groups` name it, as OCIS takes them from the claim.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: Uuid,
    pub name: String,
}

/// Somebody who can sign in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The e-mail address.
    pub username: String,
    pub name: String,
    /// For people who read the list; no claim carries it, since a role is Dezky's to give.
    pub role: String,
    pub password: String,
    pub tenant: Option<String>,
    #[serde(default)]
    pub groups: Vec<String>,
    pub sub: Uuid,
    pub ocis_user: Uuid,
}

impl Directory {
    /// The directory that is compiled in, with Dezky at `origin` (`http://localhost:3000`).
    pub fn built_in(origin: &str) -> Result<Self, Error> {
        Self::parse(BUILT_IN, origin)
    }

    /// Reads a directory and fills in `{origin}` for each application.
    pub fn parse(text: &str, origin: &str) -> Result<Self, Error> {
        let mut directory: Self = toml::from_str(text).map_err(|e| Error::Directory(e.to_string()))?;
        for application in &mut directory.applications {
            application.settle(origin)?;
        }
        Ok(directory)
    }

    pub fn application(&self, client_id: &str) -> Option<&Application> {
        self.applications.iter().find(|a| a.client_id == client_id)
    }

    /// The person with this user name, whatever the case.
    pub fn person(&self, username: &str) -> Option<&Person> {
        let username = username.trim();
        self.people.iter().find(|p| p.username.eq_ignore_ascii_case(username))
    }

    pub fn tenant(&self, slug: &str) -> Option<&Tenant> {
        self.tenants.iter().find(|t| t.slug == slug)
    }

    pub fn people_of<'a>(&'a self, tenant: &'a str) -> impl Iterator<Item = &'a Person> {
        self.people.iter().filter(move |p| p.tenant.as_deref() == Some(tenant))
    }
}

impl Application {
    pub fn admits(&self, person: &Person) -> bool {
        self.tenant.is_none() || self.tenant == person.tenant
    }

    /// Fills `{origin}` with this application's own address.
    pub fn settle(&mut self, origin: &str) -> Result<(), Error> {
        let own = origin_of(origin, self.host.as_deref())?;
        self.redirect_uris
            .iter_mut()
            .chain(&mut self.post_logout_redirect_uris)
            .chain(&mut self.backchannel_logout_uri)
            .for_each(|uri| *uri = uri.replace("{origin}", &own));
        Ok(())
    }
}

/// `http://localhost:3000` with the label `acme` is `http://acme.localhost:3000`.
pub fn origin_of(origin: &str, label: Option<&str>) -> Result<String, Error> {
    let (scheme, host) = origin
        .trim_end_matches('/')
        .split_once("://")
        .ok_or_else(|| Error::Directory(format!("an origin looks like http://localhost:3000, not {origin}")))?;
    Ok(label.map_or_else(|| format!("{scheme}://{host}"), |label| format!("{scheme}://{label}.{host}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_directory_follows_the_origin() {
        let directory = Directory::built_in("http://localhost:4000/").unwrap();
        let acme = directory.application("dz-acme").unwrap();
        assert_eq!(acme.redirect_uris, ["http://acme.localhost:4000/auth/callback"]);
        assert_eq!(acme.backchannel_logout_uri.as_deref(), Some("http://acme.localhost:4000/auth/backchannel-logout"));
        let dezky = directory.application("dezky").unwrap();
        assert_eq!(dezky.redirect_uris, ["http://localhost:4000/auth/callback"]);
    }

    #[test]
    fn a_tenants_application_admits_its_own_people_only() {
        let directory = Directory::built_in("http://localhost:3000").unwrap();
        let mara = directory.person("Mara.Quist@acme.example").unwrap();
        let gus = directory.person("gus.hollander@globex.example").unwrap();
        let acme = directory.application("dz-acme").unwrap();
        assert!(acme.admits(mara) && !acme.admits(gus));
        assert!(directory.application("dezky").unwrap().admits(gus));
    }

    #[test]
    fn every_id_is_used_once() {
        let d = Directory::built_in("http://localhost:3000").unwrap();
        let mut ids: Vec<Uuid> = d.people.iter().flat_map(|p| [p.sub, p.ocis_user]).collect();
        ids.extend(d.tenants.iter().flat_map(|t| t.spaces.iter().map(|s| s.id).chain(t.groups.iter().map(|g| g.id))));
        ids.extend([d.ocis.storage, d.ocis.admin, d.ocis.service_account]);
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
