//! What tenants shall be in the engines, how far that is, and what belongs to it: addresses, hosts, clients.

super::step!(
    "m0006_provisioning",
    r"
-- A tenant without a row isn't provisioned: it was made before this, or by hand.
CREATE TABLE tenant_plan (
    tenant_id {uuid} NOT NULL PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    mail BOOLEAN NOT NULL,
    files BOOLEAN NOT NULL,
    quota_bytes BIGINT NOT NULL,
    contact TEXT,
    paused BOOLEAN NOT NULL,
    cancelled BOOLEAN NOT NULL,
    deleting BOOLEAN NOT NULL,
    closes_us BIGINT,
    looked_us BIGINT,
    -- When the look that isn't over began.
    look_since_us BIGINT,
    look_due_us BIGINT NOT NULL,
    extras TEXT NOT NULL
);
-- Who is looked at next.
CREATE INDEX tenant_plan_by_turn ON tenant_plan (look_due_us, tenant_id) WHERE paused = FALSE;

CREATE TABLE resource (
    id {uuid} NOT NULL PRIMARY KEY,
    tenant_id {uuid} REFERENCES tenant (id) ON DELETE CASCADE,
    -- The tenant's id, or empty for the platform's own: NULL would not be unique.
    tenant_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    system TEXT NOT NULL,
    kind {sorted} NOT NULL,
    key {sorted} NOT NULL,
    spec TEXT NOT NULL,
    standing TEXT NOT NULL,
    generation BIGINT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    trouble TEXT,
    next_try_us BIGINT,
    started_us BIGINT,
    took_ms INTEGER,
    done_us BIGINT,
    adopted BOOLEAN NOT NULL,
    differences TEXT NOT NULL,
    external_id TEXT,
    seen TEXT NOT NULL,
    seen_us BIGINT,
    -- When it was last looked at, whatever came of it.
    looked_us BIGINT,
    -- The generation at which it was last as wanted; 0 for never.
    seen_generation BIGINT NOT NULL,
    repair BOOLEAN NOT NULL,
    asked_by TEXT,
    request TEXT,
    version BIGINT NOT NULL,
    CONSTRAINT resource_name UNIQUE (tenant_key, system, kind, key)
);
-- A tenant's resources, which are few enough to be sorted; and how many of each state, for the list of tenants.
CREATE INDEX resource_by_tenant ON resource (tenant_id, state);

-- Rises with every change of a tenant's resources, removals too.
CREATE TABLE resource_version (
    tenant_key TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);

CREATE TABLE oidc_client (
    tenant_id {uuid} NOT NULL PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    sealed {bytes} NOT NULL
);

-- The address by which Dezky knows somebody in the engines. What a provider says at a sign-in never comes here: people
-- may change it there.
CREATE TABLE address (
    email {sorted} NOT NULL PRIMARY KEY,
    person_id {uuid} NOT NULL CONSTRAINT address_person UNIQUE REFERENCES person (id) ON DELETE CASCADE
);
-- Of those before, members whose address nobody else came with: two can't both be it. Longer ones are no addresses
-- (RFC 5321 §4.5.3.1.3).
INSERT INTO address (email, person_id)
    SELECT p.email, p.id FROM person p
    WHERE p.email <> '' AND length(p.email) <= 254
        AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM person other WHERE other.email = p.email AND other.id <> p.id);

-- Where somebody's invitation goes, and in which language it is written.
ALTER TABLE membership ADD COLUMN invite_to TEXT;
ALTER TABLE membership ADD COLUMN invite_language TEXT;

CREATE TABLE hostname (
    host {sorted} NOT NULL PRIMARY KEY,
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    token TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    verified_us BIGINT
);
CREATE INDEX hostname_by_tenant ON hostname (tenant_id, host);

-- Who was a member: access is cut, what is theirs is kept until somebody erases it.
CREATE TABLE departed (
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    removed_us BIGINT NOT NULL,
    erase_us BIGINT,
    PRIMARY KEY (tenant_id, person_id)
);
CREATE INDEX departed_by_person ON departed (person_id, tenant_id);

-- Two of a key never run at once, whatever goes wrong elsewhere.
DELETE FROM job WHERE state = 'running' AND EXISTS (SELECT 1 FROM job other WHERE other.state = 'running'
    AND other.kind = job.kind AND other.key = job.key AND other.id > job.id);
CREATE UNIQUE INDEX job_running ON job (kind, key) WHERE state = 'running';
-- The claim reads the next one without sorting.
DROP INDEX job_by_turn;
CREATE INDEX job_by_turn ON job (kind, state, run_us, id);
"
);
