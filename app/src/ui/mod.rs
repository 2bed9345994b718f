//! The kit that every page is made of. Names are the names of the components in the design; variants are fixed, spacing
//! and colour come from the style sheet's tokens only.

pub mod act;
pub mod alert;
pub mod amount;
pub mod area;
pub mod choose;
pub mod column;
pub mod copy;
pub mod desk;
pub mod device;
pub mod field;
pub mod jump;
pub mod list;
pub mod mark;
pub mod note;
pub mod poster;
pub mod preview;
pub mod provision;
pub mod said;
pub mod sentence;
pub mod strip;
pub mod time;
pub mod visible;

pub use act::{Act, Asks, Weight};
pub use area::{Area, Boxes};
pub use choose::{Languages, ThemeSwitch};
pub use column::{Column, SignOut};
pub use desk::{Crumb, Desk, Face, Mark, Waiting};
pub use device::device;
pub use field::{Field, Select, Tick};
pub use jump::{Jump, JumpIcon};
pub use list::{Chip, Choice, Pages, Pick, Search, SheetTitle, Sorted};
pub use mark::{Dezky, Icon, Shape, source_name};
pub use note::{Badge, Empty, Note, Status, Toast, Tone};
pub use poster::{Poster, Sign, Support};
pub use preview::Preview;
pub use said::Said;
pub use sentence::sentence;
pub use strip::{Hatch, Strip};
pub use time::{Near, capital};
pub use visible::{shorten, visible, visible_block};
