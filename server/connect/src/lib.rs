//! Every other system: the HTTP client, followed log files, and parsers of what they say. Nothing here knows the store
//! or a tenant.

pub mod http;
pub mod parse;
pub mod tail;
