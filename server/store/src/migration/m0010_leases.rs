//! Who does what only one process may do; and what engines' objects are, beyond their tenant's end.

super::step!(
    "m0010_leases",
    r"
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until_us BIGINT NOT NULL
);

-- Without the foreign key: an engine tells of a tenant's objects for a while after they are gone.
CREATE TABLE engine_object_kept (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    tenant_id {uuid},
    name TEXT,
    told BOOLEAN NOT NULL,
    seen_us BIGINT NOT NULL,
    PRIMARY KEY (source, kind, external_id)
);
INSERT INTO engine_object_kept (source, kind, external_id, tenant_id, name, told, seen_us)
    SELECT source, kind, external_id, tenant_id, name, told, seen_us FROM engine_object;
DROP TABLE engine_object;
ALTER TABLE engine_object_kept RENAME TO engine_object;
CREATE INDEX engine_object_by_tenant ON engine_object (tenant_id, kind) WHERE tenant_id IS NOT NULL;
"
);
