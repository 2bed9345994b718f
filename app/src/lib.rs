//! What people see. Pages are rendered on the server and work with JavaScript off; an island is a piece of a page that
//! must move. `api` and `islands` are compiled for both sides, everything else for the server only, so that the wasm
//! grows with what moves and not with the product.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
pub mod backend;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
pub mod when;

#[cfg(feature = "ssr")]
pub use backend::Backend;
