//! What the palette finds.

use serde::{Deserialize, Serialize};

crate::words! {
    /// In the order in which they stand.
    FindGroup {
        People = "people",
        /// Something to do.
        Do = "do",
        Apps = "apps",
        Tenants = "tenants",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub group: FindGroup,
    /// An icon of the sprite without its weight, or the initials of a person.
    pub icon: String,
    pub name: String,
    /// Beside the name, quieter.
    pub more: String,
    /// At the right: what kind of thing it is, or its state.
    pub kind: String,
    pub url: String,
}
