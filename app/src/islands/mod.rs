//! What must move. Each island gets its few texts as props and ends by setting `data-ready`, so that a browser test can
//! wait for it.

mod again;
mod ask;
pub mod colours;
mod copy;
mod dom;
mod keys;
pub mod live;
pub mod palette;
pub mod steps;
mod ticks;
pub mod tiles;
