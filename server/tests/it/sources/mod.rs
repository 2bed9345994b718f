//! What engines say of themselves, on the line of time: once, with its tenant, and beside what Dezky did.

mod authentik;
mod control;
mod log;
mod stalwart;
mod together;
