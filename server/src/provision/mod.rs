//! Provisioning: what a tenant shall be, derived from Dezky's own tables (`wants`), and the engines that are brought to
//! it. `worker/reconcile` does the bringing.

pub mod desire;
pub mod engines;
pub mod hosts;
pub mod letters;
pub mod order;
pub mod platform;
pub mod seal;
pub mod wants;

#[cfg(test)]
mod tests;
