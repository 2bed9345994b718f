//! Tenants, people, and who belongs where.

super::step!(
    "m0001_tenants",
    r"
CREATE TABLE tenant (
    id {uuid} NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT tenant_slug UNIQUE,
    name TEXT NOT NULL,
    name_folded {sorted} NOT NULL,
    domain TEXT CONSTRAINT tenant_domain UNIQUE,
    state TEXT NOT NULL,
    accent TEXT NOT NULL,
    support TEXT,
    created_us BIGINT NOT NULL
);
-- The list of tenants, by name.
CREATE INDEX tenant_by_name ON tenant (name_folded, id);

CREATE TABLE tenant_logo (
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    dark BOOLEAN NOT NULL,
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    bytes {bytes} NOT NULL,
    PRIMARY KEY (tenant_id, dark)
);

CREATE TABLE person (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded {sorted} NOT NULL,
    email {sorted} NOT NULL,
    platform_role TEXT,
    created_us BIGINT NOT NULL,
    last_sign_in_us BIGINT
);

CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);
-- One provider has an issuer for each tenant and the same subject in all of them.
CREATE INDEX identity_by_subject ON identity (subject);
CREATE INDEX identity_by_person ON identity (person_id);

CREATE TABLE membership (
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, person_id)
);
-- A person's workspaces.
CREATE INDEX membership_by_person ON membership (person_id, tenant_id);
"
);
