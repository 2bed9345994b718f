//! Links that people get by mail, and what is asked about one person outside of a plan.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use dezky_domain::provision::{Trouble, TroubleKind};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{
    Authentik, Version,
    api::{at, query, segment},
    basics, person, rows,
};
use crate::engine::{Call, Engine, trouble};

impl Authentik {
    /// A link with which somebody sets a password. It replaces the person's earlier one, and its host is that of
    /// `Options::url` (facts/authentik.md §1.4).
    ///
    /// # Errors
    /// `NotYet` where there is no such user, or no recovery flow on the brand of that host; `Conflict` for a user that
    /// isn't Dezky's or has every right, whose account such a link would hand over.
    pub async fn recovery_link(&self, email: &str, valid: Duration) -> Result<SecretString, Trouble> {
        let user = self.dezkys(email).await?;
        if user.is_superuser {
            return Err(trouble(TroubleKind::Conflict, None, "an administrator of Authentik gets no link from Dezky"));
        }
        let seconds = valid.num_seconds().max(60);
        let duration = match (seconds % 3600, seconds % 60) {
            (0, _) => format!("hours={}", seconds / 3600),
            (_, 0) => format!("minutes={}", seconds / 60),
            _ => format!("seconds={seconds}"),
        };
        let path = at("/core/users/", &user.pk.to_string(), "recovery/");
        let answer = self.api.send(&Call::new("POST", path, json!({"token_duration": duration}))).await?;
        let of_brand = answer.body.as_ref().is_some_and(|body| body.get("non_field_errors").is_some());
        if answer.status == 400 && of_brand {
            return Err(Trouble { kind: TroubleKind::NotYet, ..answer.refusal() });
        }
        let body = answer.accepted()?;
        let link = body["link"].as_str().filter(|link| link.starts_with("https://") || link.starts_with("http://"));
        link.map(SecretString::from).ok_or_else(|| trouble(TroubleKind::Unexpected, None, "no link in the answer"))
    }

    /// A link to an enrollment flow, good for one person. The address stands in it and can't be changed there.
    ///
    /// # Errors
    /// `NotYet` where the flow isn't there.
    pub async fn invitation(
        &self,
        flow: &str,
        name: &str,
        email: &str,
        expires: DateTime<Utc>,
    ) -> Result<SecretString, Trouble> {
        let body = json!({
            "name": name,
            "expires": expires.to_rfc3339_opts(SecondsFormat::Secs, true),
            "fixed_data": {"email": email},
            "single_use": true,
            "flow": basics::flow(self, flow).await?,
        });
        let call = Call::new("POST", query("/stages/invitation/invitations/", &[]), body);
        let body = self.api.send(&call).await?.accepted()?;
        let pk = body["pk"].as_str().ok_or_else(|| trouble(TroubleKind::Unexpected, None, "no id in the answer"))?;
        let link = format!("{}/if/flow/{}/?itoken={}", self.options.url, segment(flow), segment(pk));
        Ok(SecretString::from(link))
    }

    /// The `sub` of somebody, none for nobody.
    ///
    /// # Errors
    /// What Authentik answered.
    pub async fn user_uuid(&self, email: &str) -> Result<Option<String>, Trouble> {
        Ok(person::by_email(self, email).await?.map(|user| user.uuid))
    }

    /// Ends somebody's sessions, then bars them: in this order, since a deactivation alone tells no application
    /// (facts/together.md).
    ///
    /// # Errors
    /// As `recovery_link`; what was done before stays done.
    pub async fn deactivate(&self, email: &str) -> Result<(), Trouble> {
        let user = self.dezkys(email).await?;
        for uuid in person::sessions(self, &user).await? {
            self.apply(&person::end_session(&uuid)).await?;
        }
        let path = at("/core/users/", &user.pk.to_string(), "");
        self.apply(&Call::new("PATCH", path, json!({"is_active": false}))).await?;
        Ok(())
    }

    /// `2026.2.2`.
    ///
    /// # Errors
    /// What Authentik answered; `Credentials` where the account may not see it.
    pub async fn version(&self) -> Result<String, Trouble> {
        let body: Value = self.api.read(&query("/admin/version/", &[])).await?;
        let version = body["version_current"].as_str().filter(|text| Version::parse(text).is_some());
        version.map(str::to_owned).ok_or_else(|| trouble(TroubleKind::Unexpected, None, "no version in the answer"))
    }

    async fn dezkys(&self, email: &str) -> Result<rows::User, Trouble> {
        let user = person::by_email(self, email).await?.ok_or_else(|| super::missing("user", email))?;
        if user.attributes["dezky"]["person_id"].is_string() {
            return Ok(user);
        }
        Err(trouble(TroubleKind::Conflict, None, "the user of this name wasn't made by Dezky"))
    }
}
