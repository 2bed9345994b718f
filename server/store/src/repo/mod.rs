//! One noun a file: how it is read, and how it is written inside a `Work`.

pub(crate) mod audit;
pub(crate) mod jobs;
pub(crate) mod logout_tokens;
pub(crate) mod objects;
pub(crate) mod people;
pub(crate) mod sessions;
pub(crate) mod sources;
pub(crate) mod tenants;
pub(crate) mod timeline;

mod attribution;
mod counts;
mod ledger;
mod people_list;
mod timeline_sql;
