//! The faults of facts/tailing.md by their numbers, as far as `tail_story`, `tail_restart` and `tail_copies` don't tell
//! them. Told there: 1, 2, 5, 6, 7, 12, 14a, 14c, 18, 19, 21, 28. In `tail_family`: 4, 13 (two names), 17, 36, 37
//! (inotify). In `tail_model`: 26 and 40. With the parsers and the store: 23, 24, 25, 30, 32, 33, 42.

mod durability;
mod lines;
mod rotation;
mod scale;

const NOTHING: [&str; 0] = [];
