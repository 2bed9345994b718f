//! Whether somebody's last sign-in used a second factor.

super::step!("m0011_second_factor", "ALTER TABLE person ADD COLUMN second_factor BOOLEAN;");
