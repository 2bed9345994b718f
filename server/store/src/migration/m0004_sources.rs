//! Sources, how far they are read, what they hold that can't be read, and whose their objects are.

super::step!(
    "m0004_sources",
    r"
CREATE TABLE source (
    source TEXT NOT NULL PRIMARY KEY,
    path TEXT,
    configured_us BIGINT,
    polled_us BIGINT,
    last_error TEXT,
    kept BIGINT NOT NULL
);

CREATE TABLE cursor (
    id {uuid} NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    inode BIGINT NOT NULL,
    offset_bytes BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    finished BOOLEAN NOT NULL,
    json TEXT NOT NULL,
    updated_us BIGINT NOT NULL
);
CREATE INDEX cursor_by_source ON cursor (source, finished, updated_us);

-- Reads that were counted and not kept.
CREATE TABLE dropped (
    source TEXT NOT NULL,
    action TEXT NOT NULL,
    events BIGINT NOT NULL,
    PRIMARY KEY (source, action)
);

CREATE TABLE quarantine (
    id {uuid} NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    seen_us BIGINT NOT NULL,
    position TEXT NOT NULL,
    reason TEXT NOT NULL,
    length BIGINT NOT NULL,
    bytes {bytes} NOT NULL,
    sha256 TEXT NOT NULL,
    -- Also counts them by source.
    CONSTRAINT quarantine_position UNIQUE (source, position)
);
-- The ledger.
CREATE INDEX quarantine_by_time ON quarantine (seen_us);

CREATE TABLE engine_object (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    tenant_id {uuid} REFERENCES tenant (id) ON DELETE CASCADE,
    name TEXT,
    told BOOLEAN NOT NULL,
    seen_us BIGINT NOT NULL,
    PRIMARY KEY (source, kind, external_id)
);
-- A tenant's objects.
CREATE INDEX engine_object_by_tenant ON engine_object (tenant_id, kind) WHERE tenant_id IS NOT NULL;
"
);
