//! Pages: one a file, rendered on the server. Each asks one service and shows what it answers.

pub mod alerts;
pub mod batch;
pub mod console;
pub mod event;
pub mod fault;
pub mod group;
pub mod groups;
pub mod home;
pub mod jobs;
pub mod landing;
pub mod launcher;
pub mod me;
pub mod objects;
pub mod people;
pub mod people_import;
pub mod person;
pub mod person_new;
pub mod quarantine;
pub mod refused;
pub mod requests;
pub mod sources;
pub mod tenant;
pub mod tenant_new;
pub mod tenants;
pub mod timeline;
pub mod workspaces;
