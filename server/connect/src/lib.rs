//! Every other system: the HTTP client, followed log files, and parsers of what they say. Nothing here knows the store
//! or a tenant.

pub mod authentik;
pub mod dns;
pub mod engine;
pub mod hook;
pub mod http;
pub mod ocis;
pub mod parse;
pub mod post;
pub mod stalwart;
pub mod tail;
pub mod zulip;
