//! Who calls, and what they may: an API key as bearer, or an account's address and password.
//!
//! Permissions are names as `sysAccountCreate`: those of the role, more or fewer by the account, fewer by the key.

use std::collections::BTreeSet;

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::DateTime;
use serde_json::Value;

use super::{State, form, ids, members, text};
use crate::clock;

/// Somebody who is known.
#[derive(Debug, Clone)]
pub struct Caller {
    pub account: u64,
    /// The tenant that bounds what they see.
    pub tenant: Option<String>,
    role: Role,
    enabled: BTreeSet<String>,
    disabled: BTreeSet<String>,
    /// What a key is narrowed to.
    only: Option<BTreeSet<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Admin,
    TenantAdmin,
    User,
}

/// Why nobody is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    Unknown,
    /// Known, without the permission `authenticate`.
    Suspended,
}

/// What people may do with what is their own.
const OWN: &[&str] =
    &["AccountSettings", "AccountPassword", "ApiKey", "AppPassword", "PublicKey", "MaskedEmail", "ArchivedItem"];
/// What a tenant's administrator manages besides.
const TENANT: &[&str] = &["Account", "Domain", "DkimSignature", "MailingList", "Role", "OAuthClient"];
const PLAIN: &[&str] = &["authenticate", "authenticateWithAlias", "emailReceive", "emailSend", "interactAi"];

impl Role {
    fn may(self, permission: &str) -> bool {
        let of = |objects: &[&str]| {
            let rest = permission.strip_prefix("sys").unwrap_or_default();
            ["Get", "Query", "Create", "Update", "Destroy"]
                .iter()
                .any(|verb| rest.strip_suffix(verb).is_some_and(|object| objects.contains(&object)))
        };
        match self {
            Self::Admin => true,
            Self::TenantAdmin => of(TENANT) || of(OWN) || permission == "impersonate" || PLAIN.contains(&permission),
            Self::User => of(OWN) || PLAIN.contains(&permission),
        }
    }
}

impl Caller {
    /// Whoever sits at Stalwart's own pages: the administrator of the set-up.
    pub fn first_administrator(state: &State) -> Option<Self> {
        let (account, _) = state.rows("Account").find(|(_, row)| form::tag(&row["roles"]) == Some("Admin"))?;
        state.known(account, None)
    }

    pub fn may(&self, permission: &str) -> bool {
        if let Some(only) = &self.only {
            return only.contains(permission);
        }
        !self.disabled.contains(permission) && (self.enabled.contains(permission) || self.role.may(permission))
    }

    /// Everything they may of what the sandbox knows.
    pub fn permissions(&self) -> Vec<String> {
        let kinds = super::kinds::all().into_iter().map(|kind| kind.name).chain(OWN.iter().copied()).chain(["Action"]);
        let names: BTreeSet<&str> = kinds.collect();
        let verbs = ["Get", "Query", "Create", "Update", "Destroy"];
        let sys = names.iter().flat_map(|name| verbs.iter().map(move |verb| format!("sys{name}{verb}")));
        let plain = PLAIN.iter().chain(&["impersonate", "actionReloadSettings"]).map(|name| (*name).to_owned());
        sys.chain(plain).filter(|permission| self.may(permission)).collect()
    }
}

impl State {
    /// The caller that the headers name, none without any credentials.
    pub fn caller(&self, headers: &HeaderMap) -> Result<Option<Caller>, Denied> {
        let Some(said) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
        let said = said.to_str().map_err(|_| Denied::Unknown)?;
        let (account, key) = match said.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => self.by_key(token.trim()),
            Some((scheme, pair)) if scheme.eq_ignore_ascii_case("basic") => self.by_password(pair.trim()),
            _ => None,
        }
        .ok_or(Denied::Unknown)?;
        let caller = self.known(account, key).ok_or(Denied::Unknown)?;
        if caller.may("authenticate") { Ok(Some(caller)) } else { Err(Denied::Suspended) }
    }

    pub fn by_key(&self, token: &str) -> Option<(u64, Option<&Value>)> {
        self.credentials().find_map(|(account, credential)| {
            let fits = form::tag(credential) == Some("ApiKey") && text(credential, "secret") == token;
            (fits && !is_over(credential)).then_some((account, Some(credential)))
        })
    }

    /// Where accounts live in a directory elsewhere, their own passwords no longer count (facts/stalwart.md §6, c).
    fn by_password(&self, pair: &str) -> Option<(u64, Option<&Value>)> {
        let pair = String::from_utf8(STANDARD.decode(pair).ok()?).ok()?;
        let (name, password) = pair.split_once(':')?;
        self.credentials().find_map(|(account, credential)| {
            let row = self.row("Account", account)?;
            let fits = text(credential, "secret") == password && self.address(row).eq_ignore_ascii_case(name);
            let counts = match form::tag(credential) {
                Some("Password") => !self.has_directory(),
                Some("AppPassword") => true,
                _ => false,
            };
            (fits && counts && !is_over(credential)).then_some((account, Some(credential)))
        })
    }

    fn credentials(&self) -> impl Iterator<Item = (u64, &Value)> {
        self.rows("Account").flat_map(|(id, row)| members(row, "credentials").map(move |(_, c)| (id, c)))
    }

    fn known(&self, account: u64, key: Option<&Value>) -> Option<Caller> {
        let row = self.row("Account", account)?;
        let tenant = row["memberTenantId"].as_str().map(str::to_owned);
        let role = match (form::tag(&row["roles"]), &tenant) {
            (Some("Admin"), None) => Role::Admin,
            (Some("Admin"), Some(_)) => Role::TenantAdmin,
            _ => Role::User,
        };
        let names = |of: &Value, list: &str| members(of, list).map(|(name, _)| name.clone()).collect::<BTreeSet<_>>();
        let own = &row["permissions"];
        let replaced = form::tag(own) == Some("Replace");
        let mut disabled = names(own, "disabledPermissions");
        let mut only = replaced.then(|| names(own, "enabledPermissions"));
        let narrowed = key.map_or(&Value::Null, |key| &key["permissions"]);
        match form::tag(narrowed) {
            Some("Replace") => only = Some(names(narrowed, "permissions")),
            Some("Disable") => disabled.extend(names(narrowed, "permissions")),
            _ => {}
        }
        Some(Caller { account, tenant, role, enabled: names(own, "enabledPermissions"), disabled, only })
    }

    /// Whether an LDAP or OIDC directory keeps the passwords.
    pub fn has_directory(&self) -> bool {
        self.named("Authentication", ids::SINGLETON).is_some_and(|row| row["directoryId"].is_string())
    }
}

fn is_over(credential: &Value) -> bool {
    DateTime::parse_from_rfc3339(text(credential, "expiresAt")).is_ok_and(|end| end < clock::now())
}
