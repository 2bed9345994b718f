//! Browsers' sessions, and logout tokens that were seen.

super::step!(
    "m0002_sessions",
    r"
-- No foreign keys: a session is the session layer's, which writes it without a transaction of ours.
CREATE TABLE session (
    id {uuid} NOT NULL PRIMARY KEY,
    id_hash {bytes} NOT NULL UNIQUE,
    data TEXT NOT NULL,
    person_id {uuid},
    tenant_id {uuid},
    issuer TEXT,
    subject TEXT,
    idp_sid TEXT,
    user_agent TEXT,
    address TEXT,
    created_us BIGINT NOT NULL,
    last_seen_us BIGINT NOT NULL,
    expires_us BIGINT NOT NULL
);
-- /me
CREATE INDEX session_by_person ON session (person_id);
-- Back-channel logout, by the provider's session and by the person.
CREATE INDEX session_by_sid ON session (idp_sid) WHERE idp_sid IS NOT NULL;
CREATE INDEX session_by_subject ON session (subject) WHERE subject IS NOT NULL;
-- The sweep.
CREATE INDEX session_by_end ON session (expires_us);

CREATE TABLE logout_token (
    hash {bytes} NOT NULL PRIMARY KEY,
    expires_us BIGINT NOT NULL
);
CREATE INDEX logout_token_by_end ON logout_token (expires_us);
"
);
