//! The sections about the engines and what provisioning needs beside them. What each setting means stands in
//! `default.toml`.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairPolicy {
    Ask,
    AtOnce,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Provision {
    pub workers: usize,
    pub look_seconds: i64,
    pub repair: RepairPolicy,
    pub lease_seconds: i64,
    pub grace_days: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Secrets {
    pub keys: PathBuf,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Authentik {
    pub url: String,
    pub public_url: String,
    pub token: SecretString,
    pub authorization_flow: String,
    pub invalidation_flow: String,
    pub recovery_flow: String,
    pub at_once: usize,
    pub timeout_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Stalwart {
    pub url: String,
    pub token: SecretString,
    pub passwords: bool,
    pub at_once: usize,
    pub timeout_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Ocis {
    pub url: String,
    pub user: String,
    pub token: SecretString,
    pub at_once: usize,
    pub timeout_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Zulip {
    pub realms: bool,
    pub socket: PathBuf,
    pub timeout_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Mail {
    pub url: SecretString,
    pub from: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Traefik {
    pub token: SecretString,
    pub service: String,
    pub entry_point: String,
    pub resolver: String,
    pub path: PathBuf,
}
