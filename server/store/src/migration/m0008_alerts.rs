//! Alerts, their deliveries, and how far the timeline was watched.

super::step!(
    "m0008_alerts",
    r"
CREATE TABLE alert (
    seq {seq},
    id {uuid} NOT NULL CONSTRAINT alert_id UNIQUE,
    rule TEXT NOT NULL,
    key {sorted} NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    about_name TEXT NOT NULL,
    -- No foreign key to tenant: an alert outlives whom it was about.
    tenant_id {uuid},
    since_us BIGINT NOT NULL,
    opened_us BIGINT NOT NULL,
    seen_us BIGINT NOT NULL,
    mark BIGINT NOT NULL,
    count BIGINT NOT NULL,
    closed_us BIGINT,
    closed_by TEXT,
    note TEXT
);
-- Open once for what it is about.
CREATE UNIQUE INDEX alert_open ON alert (rule, key) WHERE closed_us IS NULL;
-- The last one for what it is about.
CREATE INDEX alert_by_key ON alert (rule, key{, seq});
-- Those that ended, the last first.
CREATE INDEX alert_by_end ON alert (closed_us{, seq}) WHERE closed_us IS NOT NULL;

CREATE TABLE alert_delivery (
    id {uuid} NOT NULL PRIMARY KEY,
    alert_id {uuid} NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
    -- Among the deliveries of its alert.
    position INTEGER NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    -- Rises with every claim.
    token BIGINT NOT NULL,
    -- When it was last asked for: by its alert, or by a person.
    asked_us BIGINT NOT NULL,
    -- The next try, or the end of the lease of the one that runs.
    next_us BIGINT,
    running BOOLEAN NOT NULL,
    trouble TEXT,
    sent_us BIGINT
);
CREATE INDEX alert_delivery_by_alert ON alert_delivery (alert_id, position);
-- The claim.
CREATE INDEX alert_delivery_by_turn ON alert_delivery (channel, next_us, id) WHERE state = 'waiting';

-- Up to which event of the timeline was watched: one row. The turn rises with every step, so that of two processes that
-- took the same one only the first is saved.
CREATE TABLE alert_position (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL,
    turn BIGINT NOT NULL
);
-- What happened before there were alerts is no news.
INSERT INTO alert_position (one, seq, turn) SELECT 1, COALESCE(MAX(seq), 0), 0 FROM audit_event;

-- Failed sign-ins that no alert was made of yet.
CREATE TABLE failed_sign_in (
    who {sorted} NOT NULL,
    occurred_us BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    noted_us BIGINT NOT NULL,
    PRIMARY KEY (who, occurred_us, seq)
);
-- Forgetting.
CREATE INDEX failed_sign_in_by_age ON failed_sign_in (noted_us);

-- The first and the last of a source's records that can't be read.
CREATE INDEX quarantine_by_source ON quarantine (source, seen_us);
"
);
