//! The list of everybody, by name.

super::step!(
    "m0014_everybody",
    // PostgreSQL limits an index's rows; a name from a provider had no limit.
    "UPDATE person SET name_folded = substr(name_folded, 1, 200) WHERE length(name_folded) > 200",
    "CREATE INDEX person_by_name ON person (name_folded, id);"
);
