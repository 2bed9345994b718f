//! The desk: groups, acts on many, tiles, announcements, mail domains, partners, what tenants and people decide.

super::step!(
    "m0009_desk",
    r"
CREATE TABLE people_group (
    id {uuid} NOT NULL PRIMARY KEY,
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_folded {sorted} NOT NULL,
    handle TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    CONSTRAINT people_group_name UNIQUE (tenant_id, name_folded),
    CONSTRAINT people_group_handle UNIQUE (tenant_id, handle)
);

-- The membership's end is that of its groups.
CREATE TABLE people_group_member (
    group_id {uuid} NOT NULL REFERENCES people_group (id) ON DELETE CASCADE,
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    PRIMARY KEY (group_id, person_id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES membership (tenant_id, person_id) ON DELETE CASCADE
);
-- A person's groups.
CREATE INDEX people_group_member_by_person ON people_group_member (tenant_id, person_id, group_id);

-- What engines knew deleted groups by: they are wanted gone, until a new one is called the same.
CREATE TABLE people_group_gone (
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    handle {sorted} NOT NULL,
    PRIMARY KEY (tenant_id, handle)
);

CREATE TABLE batch (
    id {uuid} NOT NULL PRIMARY KEY,
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    deed TEXT NOT NULL,
    state TEXT NOT NULL,
    by_person {uuid} NOT NULL,
    by_name TEXT NOT NULL,
    -- In which letters are written that name none.
    language TEXT NOT NULL,
    request TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    ended_us BIGINT
);
-- A tenant's, the newest first.
CREATE INDEX batch_by_tenant ON batch (tenant_id, created_us, id);
-- What to sweep.
CREATE INDEX batch_by_time ON batch (created_us);

CREATE TABLE batch_row (
    batch_id {uuid} NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    -- The person, where it isn't somebody new.
    person_id {uuid},
    fields TEXT NOT NULL,
    state {sorted} NOT NULL,
    why_field TEXT,
    why TEXT,
    PRIMARY KEY (batch_id, number)
);
-- The next to be done, and how many there are of each.
CREATE INDEX batch_row_by_state ON batch_row (batch_id, state, number);

-- An app that was switched off. Without a row it is on.
CREATE TABLE tenant_app (
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    app TEXT NOT NULL,
    switched_off BOOLEAN NOT NULL,
    PRIMARY KEY (tenant_id, app)
);

CREATE TABLE tile (
    id {uuid} NOT NULL PRIMARY KEY,
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    icon TEXT NOT NULL,
    place INTEGER NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX tile_by_tenant ON tile (tenant_id, place, id);

-- For whom a tile is; for everybody where there is no row. `key` is `app:mail` or `link:<id>`.
CREATE TABLE tile_group (
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    key {sorted} NOT NULL,
    group_id {uuid} NOT NULL REFERENCES people_group (id) ON DELETE CASCADE,
    PRIMARY KEY (tenant_id, key, group_id)
);
CREATE INDEX tile_group_by_group ON tile_group (group_id);

-- How somebody arranged their tiles.
CREATE TABLE arranged_tile (
    tenant_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    key {sorted} NOT NULL,
    pinned BOOLEAN NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, person_id, key),
    FOREIGN KEY (tenant_id, person_id) REFERENCES membership (tenant_id, person_id) ON DELETE CASCADE
);

CREATE TABLE announcement (
    id {uuid} NOT NULL PRIMARY KEY,
    -- None: the platform's.
    tenant_id {uuid} REFERENCES tenant (id) ON DELETE CASCADE,
    severity TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    from_us BIGINT NOT NULL,
    until_us BIGINT NOT NULL,
    by_name TEXT NOT NULL
);
CREATE INDEX announcement_by_tenant ON announcement (tenant_id, until_us);

CREATE TABLE hidden_announcement (
    announcement_id {uuid} NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (announcement_id, person_id)
);

-- Mail domains, the first one of each tenant too. Several may claim one; it is whose DNS shows their token.
CREATE TABLE mail_domain (
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    domain {sorted} NOT NULL,
    -- The one that the tenant began with.
    first BOOLEAN NOT NULL,
    token TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    proven_us BIGINT,
    checked_us BIGINT,
    next_us BIGINT NOT NULL,
    -- Records wanted and seen, as JSON.
    records TEXT NOT NULL,
    attention INTEGER NOT NULL,
    -- Taken back: kept until the mail server has forgotten it.
    removed_us BIGINT,
    PRIMARY KEY (tenant_id, domain)
);
CREATE UNIQUE INDEX mail_domain_proven ON mail_domain (domain) WHERE proven_us IS NOT NULL;
-- Who is looked at next.
CREATE INDEX mail_domain_by_turn ON mail_domain (next_us) WHERE removed_us IS NULL;
INSERT INTO mail_domain (domain, tenant_id, first, token, created_us, proven_us, next_us, records, attention)
    SELECT domain, id, TRUE, '', created_us, created_us, 0, '[]', 0 FROM tenant WHERE domain IS NOT NULL;

CREATE TABLE partner (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded {sorted} NOT NULL CONSTRAINT partner_name UNIQUE,
    contact TEXT NOT NULL,
    created_us BIGINT NOT NULL
);

-- One partner at most: whose they are is never a question.
CREATE TABLE partner_person (
    person_id {uuid} NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    partner_id {uuid} NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX partner_person_by_partner ON partner_person (partner_id, person_id);

-- A tenant's word that a partner may act in it. Rows stay when they end: they are the record of who was let in.
CREATE TABLE partner_grant (
    id {uuid} NOT NULL PRIMARY KEY,
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    partner_id {uuid} NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    until_us BIGINT NOT NULL,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    revoked_us BIGINT
);
-- A tenant's, the newest first.
CREATE INDEX partner_grant_by_tenant ON partner_grant (tenant_id, created_us, id);
-- A partner's, the newest first.
CREATE INDEX partner_grant_by_partner ON partner_grant (partner_id, created_us, id);
-- Whether it stands, at every request of the partner's people; and where it does.
CREATE INDEX partner_grant_standing ON partner_grant (partner_id, tenant_id, until_us) WHERE revoked_us IS NULL;

-- A partner's way from their console to a tenant's host: used once, by its hash.
CREATE TABLE partner_ticket (
    hash {bytes} NOT NULL PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    -- The session that asked for it: without it the ticket is nothing, and the provider's end of it ends what comes of it.
    session_id {uuid} NOT NULL,
    until_us BIGINT NOT NULL
);
CREATE INDEX partner_ticket_by_time ON partner_ticket (until_us);

CREATE TABLE tenant_settings (
    tenant_id {uuid} NOT NULL PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    language TEXT,
    idle_minutes INTEGER,
    session_hours INTEGER,
    retention_days INTEGER,
    alert_mail TEXT NOT NULL
);

-- What somebody chose for all their browsers.
ALTER TABLE person ADD COLUMN language TEXT;
ALTER TABLE person ADD COLUMN theme TEXT;
-- When they said what they are called: from then on a sign-in doesn't.
ALTER TABLE person ADD COLUMN named_us BIGINT;

CREATE TABLE access_request (
    id {uuid} NOT NULL PRIMARY KEY,
    tenant_id {uuid} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    why TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    CONSTRAINT access_request_once UNIQUE (tenant_id, person_id)
);
-- One's own.
CREATE INDEX access_request_by_person ON access_request (person_id, created_us);
"
);
