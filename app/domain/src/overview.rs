//! A tenant at a glance: what works, what waits for somebody, and how much there is. What the caller may not open isn't
//! in it.

use crate::audit::Source;

crate::words! {
    /// How an engine fares with what is wanted of it.
    Fares {
        AsWanted = "as-wanted",
        BeingMade = "being-made",
        InTrouble = "in-trouble",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    pub system: Source,
    pub fares: Fares,
    /// Things in trouble.
    pub trouble: u64,
}

/// Bytes of the tenant's main space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Storage {
    pub quota: u64,
    /// Where the engine told it.
    pub used: Option<u64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PeopleCount {
    pub active: u64,
    pub invited: u64,
    pub suspended: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Empty where the tenant isn't provisioned by us.
    pub services: Vec<Health>,
    pub storage: Option<Storage>,
    pub people: Option<PeopleCount>,
    /// Mail domains that need attention, with how many of their records do.
    pub domains: Option<Vec<(String, u64)>>,
    /// People who want to be let in.
    pub requests: Option<u64>,
    /// Partners that may act here.
    pub partners: Option<u64>,
}
