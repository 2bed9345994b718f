//! One act makes a tenant real everywhere, and keeps it so.

mod drift;
mod faults;
mod kills;
mod kit;
mod life;
mod people;
mod routes;
mod secrets;
