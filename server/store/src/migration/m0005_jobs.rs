//! Durable work.

super::step!(
    "m0005_jobs",
    r"
CREATE TABLE job (
    id {uuid} NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    run_us BIGINT NOT NULL,
    lease_us BIGINT,
    worker TEXT,
    attempts INTEGER NOT NULL,
    token BIGINT NOT NULL,
    last_error TEXT,
    created_us BIGINT NOT NULL
);
-- Asked for twice before it ran, it runs once.
CREATE UNIQUE INDEX job_pending ON job (kind, key) WHERE state = 'pending';
-- The claim.
CREATE INDEX job_by_turn ON job (kind, state, run_us);
"
);
