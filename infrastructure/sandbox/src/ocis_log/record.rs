//! One audit record: the envelope that all share, then the keys of its kind, in the order of OCIS' structs
//! (facts/ocis.md §2.1, §2.2).

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use uuid::Uuid;

/// A record; `line` is what stands in the file.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Record {
    remote_addr: &'static str,
    /// Not the actor: the owner of a file, or some member of its space, or nobody.
    pub user: String,
    #[serde(rename = "URL")]
    url: &'static str,
    method: &'static str,
    user_agent: &'static str,
    /// Whole seconds, or empty for the kinds that have none.
    pub time: String,
    app: &'static str,
    /// Holds the actor, at its beginning.
    pub message: String,
    /// Empty for an update of a share.
    pub action: &'static str,
    #[serde(rename = "CLI")]
    cli: bool,
    level: u8,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The keys after `Level`.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged, rename_all_fields = "PascalCase")]
pub enum Extra {
    User {
        #[serde(rename = "UserID")]
        user: Uuid,
    },
    Features {
        #[serde(rename = "UserID")]
        user: Uuid,
        features: Vec<Feature>,
    },
    Member {
        #[serde(rename = "GroupID")]
        group: Uuid,
        #[serde(rename = "UserID")]
        user: Uuid,
    },
    SpaceCreated {
        #[serde(rename = "SpaceID")]
        space: String,
        owner: Uuid,
        root_item: String,
        name: String,
        r#type: &'static str,
    },
    SpaceRenamed {
        #[serde(rename = "SpaceID")]
        space: String,
        new_name: String,
    },
    SpaceUpdated {
        #[serde(rename = "SpaceID")]
        space: String,
        name: String,
        opaque: BTreeMap<&'static str, String>,
        /// Always 0: never filled.
        quota_max_bytes: u64,
    },
    Space {
        #[serde(rename = "SpaceID")]
        space: String,
    },
    SpaceGrant {
        #[serde(rename = "SpaceID")]
        space: String,
        #[serde(rename = "GranteeUserID")]
        user: String,
        #[serde(rename = "GranteeGroupID")]
        group: String,
    },
    File {
        path: String,
        owner: String,
        #[serde(rename = "FileID")]
        file: String,
    },
    Moved {
        path: String,
        owner: String,
        #[serde(rename = "FileID")]
        file: String,
        old_path: String,
    },
    Version {
        path: String,
        owner: String,
        #[serde(rename = "FileID")]
        file: String,
        key: String,
    },
    Share {
        #[serde(rename = "FileID")]
        file: String,
        owner: Uuid,
        path: String,
        #[serde(rename = "ShareID")]
        share: String,
        item_type: String,
        expiration_date: String,
        share_pass: bool,
        permissions: &'static str,
        share_type: &'static str,
        share_with: String,
        share_owner: Uuid,
        share_token: String,
    },
    ShareState {
        #[serde(rename = "FileID")]
        file: String,
        owner: String,
        path: String,
        #[serde(rename = "ShareID")]
        share: String,
        item_type: String,
        share_type: &'static str,
        share_with: String,
    },
    LinkUse {
        #[serde(rename = "FileID")]
        file: String,
        owner: String,
        path: String,
        #[serde(rename = "ShareID")]
        share: String,
        share_token: String,
        success: bool,
        item_type: String,
    },
}

/// One changed feature of a user; `old_value` is null when OCIS does not say.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Feature {
    pub name: &'static str,
    pub value: String,
    pub old_value: Option<String>,
}

impl Record {
    /// A record with an empty `User`, as most are.
    pub fn new(action: &'static str, time: Option<DateTime<Utc>>, message: String, extra: Extra) -> Self {
        Self {
            remote_addr: "",
            user: String::new(),
            url: "",
            method: "",
            user_agent: "",
            time: time.map(|t| t.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default(),
            app: "admin_audit",
            message,
            action,
            cli: false,
            level: 1,
            extra,
        }
    }

    pub fn of(mut self, user: Uuid) -> Self {
        self.user = user.to_string();
        self
    }

    /// The record as Go's encoder writes it, newline included: `&`, `<` and `>` are escaped there.
    pub fn line(&self) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string(self)?;
        let mut line = String::with_capacity(json.len() + 1);
        for c in json.chars() {
            match c {
                '&' => line.push_str("\\u0026"),
                '<' => line.push_str("\\u003c"),
                '>' => line.push_str("\\u003e"),
                '\u{2028}' => line.push_str("\\u2028"),
                '\u{2029}' => line.push_str("\\u2029"),
                _ => line.push(c),
            }
        }
        line.push('\n');
        Ok(line)
    }
}
