//! Rows as the database has them. Private to the store: nothing here leaves it.

pub(crate) mod audit_event;
pub(crate) mod cursor;
pub(crate) mod job;
pub(crate) mod person;
pub(crate) mod quarantine;
pub(crate) mod source;
pub(crate) mod tenant;
