//! One act makes a tenant real everywhere, and keeps it so.

mod chat;
mod drift;
mod faults;
mod kills;
mod kit;
mod life;
mod people;
mod routes;
mod secrets;
