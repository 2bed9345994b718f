//! The list of everybody, by name.

super::step!("m0014_everybody", "CREATE INDEX person_by_name ON person (name_folded, id);");
