//! A tenant may have chat; none had it before.

super::step!("m0012_chat", "ALTER TABLE tenant_plan ADD COLUMN chat BOOLEAN NOT NULL DEFAULT FALSE;");
