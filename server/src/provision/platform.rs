//! What Dezky itself does for a tenant: the route to its hosts, and the letters to its people. Behind the same port as
//! the engines, so that their steps stand in the same log.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use dezky_app::when::When;
use dezky_connect::{
    authentik::Authentik,
    engine::{Applied, Call, Comparison, Engine, Found, Seen, Wanted, not_mine, trouble},
    post::Post,
};
use dezky_domain::{
    audit::Source,
    ctx::Scope,
    language::Language,
    member::MemberState,
    provision::{Difference, Extra, Facts, Owner, ResourceName, Spec, Trouble, TroubleKind},
};
use dezky_store::Store;
use serde_json::{Value, json};

use super::{hosts::Routes, letters};
use crate::config::Config;

/// How long the link in an invitation is good for: over a weekend.
const VALID_DAYS: u32 = 4;

#[derive(Debug)]
pub struct Own {
    pub store: Store,
    pub config: Arc<Config>,
    pub authentik: Arc<Authentik>,
    pub post: Post,
    pub routes: Arc<Routes>,
}

fn fault(error: impl std::fmt::Display) -> Trouble {
    trouble(TroubleKind::Server, None, &error.to_string())
}

impl Own {
    async fn observe_route(&self, owner: &Owner, hosts: &[String]) -> Result<Seen, Trouble> {
        let (_, slug) = owner.tenant.as_ref().ok_or_else(|| fault("a route of no tenant"))?;
        if !self.routes.is_kept(slug).await.map_err(fault)? {
            return Ok(Seen::Missing { more: Value::Null });
        }
        let facts = Facts::from([("hosts".to_owned(), hosts.join(", "))]);
        Ok(Seen::There(Found { external: hosts.first().cloned().unwrap_or_default(), facts, more: Value::Null }))
    }

    /// What the letter says beyond the spec: whose workspace, and where it is.
    async fn observe_letter(&self, owner: &Owner) -> Result<Seen, Trouble> {
        let (tenant, slug) = owner.tenant.as_ref().ok_or_else(|| fault("a letter of no tenant"))?;
        let scope = Scope::any_tenant("a worker writes on behalf of the tenant");
        let row = self.store.tenants().by_id(&scope, *tenant).await.map_err(fault)?;
        let name = row.map(|tenant| tenant.name).ok_or_else(|| fault("the tenant is gone"))?;
        Ok(Seen::Missing { more: json!({ "workspace": name, "url": self.config.tenant_url(slug.as_str()) }) })
    }

    async fn invite(&self, call: &Call) -> Result<Applied, Trouble> {
        let word = |key: &str| call.body.get(key).and_then(Value::as_str).unwrap_or_default();
        let person = word("person").parse().map_err(fault)?;
        let tenant = word("tenant").parse().map_err(fault)?;
        let scope = Scope::any_tenant("a worker writes on behalf of the tenant");
        let member = self.store.people().member(&scope, tenant, person).await.map_err(fault)?;
        if member.is_none_or(|member| member.state == MemberState::Suspended) {
            // Who was taken away since gets no letter.
            return Ok(Applied::default());
        }
        // Asked at the last moment: the key to an account that is anybody else's too goes nowhere on a tenant's word.
        let recovers = call.body.get("recovery").and_then(Value::as_bool).unwrap_or_default();
        let people = self.store.people();
        let ours = if recovers {
            people.is_only_ours(&scope, tenant, person).await
        } else {
            people.is_unused(&scope, tenant, person).await
        };
        let ours = ours.map_err(fault)?;
        if recovers && !ours {
            return Ok(Applied::default());
        }
        let valid = chrono::Duration::hours(24 * i64::from(VALID_DAYS));
        let link = if ours { Some(self.authentik.recovery_link(word("email"), valid).await?) } else { None };
        let to = if ours { word("to") } else { word("email") };
        let language = Language::parse(word("language")).unwrap_or(Language::English);
        let write = if recovers { letters::recovery } else { letters::invitation };
        let letter = write(&letters::Invitation {
            platform: &self.config.platform.name,
            workspace: word("workspace"),
            url: word("url"),
            name: word("name"),
            email: word("email"),
            to,
            valid_days: u64::from(VALID_DAYS),
            link: link.as_ref(),
            language,
            // The same letter sent twice is one to the reader's mail program.
            id: word("id"),
        });
        self.post.send(letter).await?;
        Ok(Applied::default())
    }

    async fn tell(&self, call: &Call) -> Result<Applied, Trouble> {
        let word = |key: &str| call.body.get(key).and_then(Value::as_str).unwrap_or_default();
        let closes: DateTime<Utc> = word("closes").parse().map_err(fault)?;
        let language = Language::parse(word("language")).unwrap_or(Language::English);
        let letter = letters::closing(&letters::Closing {
            platform: &self.config.platform.name,
            workspace: word("workspace"),
            name: word("name"),
            to: word("to"),
            day: When::new(&self.config.platform.time_zone, language).date(closes),
            language,
            id: word("id"),
        });
        self.post.send(letter).await?;
        Ok(Applied::default())
    }
}

#[async_trait]
impl Engine for Own {
    fn system(&self) -> Source {
        Source::Platform
    }

    async fn observe(&self, wanted: &Wanted<'_>) -> Result<Seen, Trouble> {
        match wanted.spec {
            Spec::Route { hosts } => self.observe_route(wanted.owner, hosts).await,
            Spec::Invitation { .. } | Spec::Notice { .. } => self.observe_letter(wanted.owner).await,
            other => Err(not_mine(other)),
        }
    }

    fn compare(&self, wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
        match (wanted.spec, seen) {
            (Spec::Route { .. }, Seen::Missing { .. }) => Ok(Comparison {
                differences: vec![Difference {
                    field: "kept routes".to_owned(),
                    wanted: Some("current".to_owned()),
                    seen: None,
                }],
                calls: vec![Call::new("write", "/internal/traefik", Value::Null)],
            }),
            (Spec::Route { .. }, _) => Ok(Comparison::default()),
            (Spec::Invitation { person, email, name, to, language, letter, recovery }, Seen::Missing { more }) => {
                let tenant = wanted.owner.tenant.as_ref().map(|(id, _)| id.to_string());
                let body = json!({
                    "person": person.to_string(), "tenant": tenant,
                    "email": email, "name": name, "to": to, "language": language.word(),
                    "workspace": more["workspace"], "url": more["url"], "id": format!("{person}-{letter}"),
                    "recovery": recovery,
                });
                Ok(Comparison { differences: Vec::new(), calls: vec![Call::new("invite", to.clone(), body)] })
            }
            (Spec::Notice { name, to, closes, language, letter }, Seen::Missing { more }) => {
                let body = json!({
                    "name": name, "to": to, "closes": closes, "language": language.word(),
                    "workspace": more["workspace"], "id": letter,
                });
                Ok(Comparison { differences: Vec::new(), calls: vec![Call::new("tell", to.clone(), body)] })
            }
            (other, _) => Err(not_mine(other)),
        }
    }

    async fn apply(&self, call: &Call) -> Result<Applied, Trouble> {
        match call.verb.as_str() {
            "invite" => self.invite(call).await,
            "tell" => self.tell(call).await,
            _ => {
                self.routes.write().await.map_err(fault)?;
                Ok(Applied::default())
            }
        }
    }

    async fn extras(&self, _owner: &Owner, _wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
        Ok(Vec::new())
    }

    fn remove(&self, _extra: &Extra) -> Vec<Call> {
        Vec::new()
    }

    async fn check(&self) -> Result<Vec<String>, Trouble> {
        if self.post.is_off() {
            return Ok(vec!["no letters are sent: mail.url is empty".to_owned()]);
        }
        self.post.check().await.map(|()| Vec::new())
    }
}
