//! The kit that every page is made of. Names are the names of the components in the design; variants are fixed, spacing
//! and colour come from the style sheet's tokens only.

pub mod desk;
pub mod field;
pub mod mark;
pub mod note;
pub mod said;

pub use desk::{Crumb, Desk};
pub use field::{Field, Select};
pub use mark::{Dezky, Icon, Shape};
pub use note::{Badge, Empty, Note, Status, Tone};
pub use said::Said;
