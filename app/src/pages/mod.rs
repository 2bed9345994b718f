//! Pages: one a file, rendered on the server. Each asks one service and shows what it answers.

pub mod alerts;
pub mod announcements;
pub mod apps;
pub mod console;
pub mod event;
pub mod fault;
pub mod find;
pub mod home;
pub mod jobs;
pub mod kit;
pub mod landing;
pub mod launcher;
pub mod me;
pub mod nav;
pub mod objects;
pub mod people;
pub mod person;
pub mod person_new;
pub mod quarantine;
pub mod refused;
pub mod sources;
pub mod tenant;
pub mod tenant_new;
pub mod tenants;
pub mod timeline;
pub mod workspaces;
