//! Saved views of the timeline, each somebody's own. A line is a tenant's, or the platform's, which has no tenant.

super::step!(
    "m0013_views",
    "CREATE TABLE saved_view (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    tenant_id {uuid} REFERENCES tenant (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX saved_view_person ON saved_view (person_id, tenant_id);
CREATE INDEX saved_view_tenant ON saved_view (tenant_id);"
);
