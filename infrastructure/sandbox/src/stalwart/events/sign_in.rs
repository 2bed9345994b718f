//! Who tries to be let in: as it was typed, and whose account that is.

use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Said, Span, State, Telemetry, ids, text};
use crate::stalwart::caller::Denied;

/// What the headers say of who calls.
#[derive(Debug, Default, Clone)]
pub struct Who {
    name: Option<String>,
    account: Option<u64>,
    /// The number of an API key.
    key: Option<u64>,
    /// None without any credentials.
    said: Option<String>,
}

impl State {
    pub fn who(&self, headers: &HeaderMap) -> Who {
        let said = headers.get(header::AUTHORIZATION).map(|said| String::from_utf8_lossy(said.as_bytes()).into_owned());
        let mut who = Who { said, ..Who::default() };
        match who.said.as_deref().and_then(|said| said.split_once(' ')) {
            Some((scheme, pair)) if scheme.eq_ignore_ascii_case("basic") => {
                let pair = STANDARD.decode(pair.trim()).ok().and_then(|pair| String::from_utf8(pair).ok());
                who.name = pair.map(|pair| pair.split_once(':').map_or(pair.clone(), |(name, _)| name.to_owned()));
                who.account = who.name.as_deref().and_then(|name| self.account_of(name));
            }
            Some((_, token)) => {
                if let Some((account, credential)) = self.by_key(token.trim()) {
                    who.account = Some(account);
                    who.name = self.row("Account", account).map(|row| text(row, "name").to_owned());
                    who.key = credential.and_then(|it| ids::number(text(it, "credentialId")));
                }
            }
            None => {}
        }
        who
    }

    /// The number of an account by its address, which may be typed in any case.
    pub fn account_of(&self, address: &str) -> Option<u64> {
        let mut rows = self.rows("Account");
        rows.find(|(_, row)| self.address(row).eq_ignore_ascii_case(address)).map(|(id, _)| id)
    }
}

impl Telemetry {
    /// Tells how a sign-in came out; of credentials that came before and were right, nothing.
    pub fn signed_in(&self, who: &Who, outcome: Result<(), Denied>, span: &Span) {
        let Some(said) = &who.said else {
            let own = vec![
                ("details", "Missing Authorization header.".into()),
                ("causedBy", "crates/http/src/auth/authenticate.rs:117".into()),
                ("spanId", Said::Span),
            ];
            return self.emit("auth.failed", Some(span), own);
        };
        match outcome {
            Ok(()) if self.is_new(said) => self.success(who, span),
            Ok(()) => {}
            Err(Denied::Unknown) => self.failure(who, span),
            Err(Denied::Suspended) => {
                let mut own = vec![("details", "authenticate".into())];
                own.extend(who.account.map(|account| ("accountId", Said::Number(account))));
                own.extend([("remoteIp", Said::Ip(span.ip)), ("spanId", Said::Span)]);
                self.emit("security.unauthorized", Some(span), own);
            }
        }
    }

    fn success(&self, who: &Who, span: &Span) {
        let mut own: Vec<(&'static str, Said)> = Vec::new();
        own.extend(who.name.as_deref().map(|name| ("accountName", name.into())));
        own.extend(who.account.map(|account| ("accountId", Said::Number(account))));
        own.extend(who.key.map(|key| ("id", Said::Number(key))));
        own.push(("spanId", Said::Span));
        own.extend(who.key.map(|_| ("details", "Authenticated with API key".into())));
        self.emit("auth.success", Some(span), own);
    }

    fn failure(&self, who: &Who, span: &Span) {
        let mut own: Vec<(&'static str, Said)> = Vec::new();
        own.extend(who.name.as_deref().map(|name| ("accountName", name.into())));
        own.extend(who.account.map(|account| ("accountId", Said::Number(account))));
        let reason =
            if who.name.is_some() && who.account.is_none() { "Account not found" } else { "Authentication failed" };
        own.extend([("spanId", Said::Span), ("reason", reason.into()), ("remoteIp", Said::Ip(span.ip))]);
        self.emit("auth.failed", Some(span), own);
    }

    /// Somebody signs in with a mail program.
    pub fn by_mail_program(&self, state: &State, name: &str, right: bool, span: &Span) {
        let who = Who { name: Some(name.to_owned()), account: state.account_of(name), ..Who::default() };
        if right && who.account.is_some() { self.success(&who, span) } else { self.failure(&who, span) }
    }
}
