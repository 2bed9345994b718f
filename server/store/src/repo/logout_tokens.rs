//! Logout tokens that were seen: each counts once (ASVS 10.5.5).

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::{Result, Work, sql::sql};

/// Remembers logout tokens.
#[derive(Debug, Clone, Copy)]
pub struct LogoutTokensWork<'a> {
    pub(crate) work: &'a Work,
}

impl LogoutTokensWork<'_> {
    /// False when this issuer's `jti` was seen before. It is forgotten after `expires`, when the token is refused for
    /// its age anyway; what has expired by now is removed.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn once(&self, issuer: &str, jti: &str, expires: DateTime<Utc>) -> Result<bool> {
        let tx = &self.work.tx;
        let now = self.work.clock.now().timestamp_micros();
        sql(tx, "DELETE FROM logout_token WHERE expires_us < $1", [now.into()]).run(tx).await?;
        // Hashed: both are the sender's words, of any length. The length keeps `ab`+`c` from being `a`+`bc`.
        let mut hash = Sha256::new();
        hash.update((issuer.len() as u64).to_be_bytes());
        hash.update(issuer);
        hash.update(jti);
        let values = [hash.finalize().to_vec().into(), expires.timestamp_micros().into()];
        let text = "INSERT INTO logout_token (hash, expires_us) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
        Ok(sql(tx, text, values).run(tx).await? > 0)
    }
}
