//! The sandbox as its users meet it: a client that signs in, and a reader of the audit log.

#[cfg(test)]
mod audit_log;
#[cfg(test)]
mod authentik;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod logout;
#[cfg(test)]
mod misbehaviour;
#[cfg(test)]
mod ocis;
#[cfg(test)]
mod relying_party;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod stalwart;
