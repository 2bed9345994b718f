//! Writes an audit log as OCIS writes its own (facts/ocis.md §2, §4.4): a line is one open, one write and one close, so
//! that whoever renames or truncates the file in between meets what they would meet in production.

mod record;
mod run;
mod story;
mod write;

pub use record::{Extra, Feature, Record};
pub use run::{Pace, Plan, run};
pub use story::Story;
pub use write::{AuditLog, write_line};
