//! What stands on the launcher.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    announcement::Announcement,
    error::{Why, both},
    group::GroupRef,
    id::TileId,
};

crate::words! {
    /// The apps that Dezky knows by name, with their own icon and texts.
    App {
        Mail = "mail",
        Calendar = "calendar",
        Files = "files",
        Office = "office",
        Chat = "chat",
        Meet = "meet",
    }
}

impl App {
    /// The icon in the sprite, without its weight.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Mail => "envelope-simple",
            Self::Calendar => "calendar-blank",
            Self::Files => "folder-open",
            Self::Office => "file-text",
            Self::Chat => "chats-circle",
            Self::Meet => "video-camera",
        }
    }
}

/// Names a tile among a tenant's: `app:mail`, `link:<id>`, `set:<hash>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TileKey {
    App(App),
    Link(TileId),
    /// A link that the configuration set, by [`TileKey::set`].
    Set(u64),
}

impl TileKey {
    /// A link of the configuration has no id; its name makes one that is the same after a restart (FNV-1a).
    #[must_use]
    pub fn set(name: &str) -> Self {
        let mix = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self::Set(name.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }
}

impl fmt::Display for TileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::App(app) => write!(f, "app:{}", app.word()),
            Self::Link(id) => write!(f, "link:{id}"),
            Self::Set(hash) => write!(f, "set:{hash:016x}"),
        }
    }
}

impl FromStr for TileKey {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        match text.split_once(':') {
            Some(("app", word)) => App::parse(word).map(Self::App).ok_or(()),
            Some(("link", id)) => id.parse().map(Self::Link).map_err(|_| ()),
            Some(("set", hash)) if hash.len() == 16 && !hash.starts_with('+') => {
                u64::from_str_radix(hash, 16).map(Self::Set).map_err(|_| ())
            }
            _ => Err(()),
        }
    }
}

crate::words! {
    /// What somebody does to one of their tiles.
    Arrange {
        /// One place nearer to the beginning.
        Up = "up",
        Down = "down",
        Pin = "pin",
        Unpin = "unpin",
    }
}

/// What a tile leads to, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    pub key: TileKey,
    /// None for an app, whose name and line are texts of ours.
    pub name: Option<String>,
    /// `https` (or `http` on a developer's machine), checked when the configuration is read or the tile is made.
    pub url: String,
    /// An icon of the sprite, without its weight.
    pub icon: String,
    pub pinned: bool,
    /// Its engine doesn't answer.
    pub down: bool,
}

impl Tile {
    /// Whether it is an app of Dezky's own, and not a link of the company's.
    #[must_use]
    pub const fn is_app(&self) -> bool {
        matches!(self.key, TileKey::App(_))
    }
}

/// A file that the person had open, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    pub app: App,
    pub name: String,
    /// Where it is: a space's name.
    pub place: Option<String>,
    pub url: String,
    pub at: DateTime<Utc>,
}

/// Why somebody doesn't see a tile that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// The tenant doesn't have the service.
    NotOrdered,
    /// An administrator switched it off.
    SwitchedOff,
    /// It is for groups that the person isn't in.
    OtherGroups,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Launcher {
    /// Pinned ones first, then as the person ordered them.
    pub apps: Vec<Tile>,
    pub links: Vec<Tile>,
    pub recents: Vec<Recent>,
    pub announcements: Vec<Announcement>,
    /// Apps that this person doesn't see, and why.
    pub hidden: Vec<(App, Hidden)>,
}

/// A workspace that the person belongs to, for the choice on the platform's own host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    pub name: String,
    pub url: String,
    pub role: crate::access::Role,
}

/// What the tenant's administrators decide about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TenantTiles {
    /// All that Dezky knows, in the order of [`App::ALL`].
    pub apps: Vec<TenantApp>,
    pub links: Vec<TenantLink>,
    /// The names of links that the platform put on this tenant's launcher.
    pub given: Vec<String>,
    /// Every group of the tenant, by name.
    pub groups: Vec<GroupRef>,
}

/// An app as the tenant's administrators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantApp {
    pub app: App,
    /// The tenant has the service that it needs, and it is configured.
    pub available: bool,
    pub on: bool,
    /// Who sees it; everybody where there is none.
    pub groups: Vec<GroupRef>,
}

/// A link as they see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantLink {
    pub id: TileId,
    pub link: NewLink,
    pub groups: Vec<GroupRef>,
}

/// A link as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLink {
    pub name: String,
    pub url: String,
    pub icon: String,
}

/// What a link may look like: icons of the sprite, without their weight.
pub const LINK_ICONS: &[&str] = &[
    "link-simple",
    "receipt",
    "fork-knife",
    "book-open-text",
    "users",
    "buildings",
    "calendar-blank",
    "file-text",
    "folder-open",
    "globe",
];

impl NewLink {
    /// `https` only, but on a developer's machine, where `plain` is true.
    ///
    /// # Errors
    /// `Invalid` for `name` (1 to 60 characters), `url` (an absolute address of at most 500 characters without a
    /// password) or `icon` (one of [`LINK_ICONS`]).
    pub fn parse(name: &str, url: &str, icon: &str, plain: bool) -> Result<Self> {
        let (name, url) = (name.trim(), url.trim());
        let named = (1..=60).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://").filter(|_| plain));
        let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
        let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c);
        let leads = host.is_some_and(|host| !host.is_empty() && !host.contains('@'));
        let leads = leads && url.len() <= 500 && !url.chars().any(odd);
        let what = both(Why("wrong-link-name").unless(named, "name"), Why("wrong-link-url").unless(leads, "url"));
        both(what, Why("wrong-link-icon").unless(LINK_ICONS.contains(&icon), "icon"))?;
        Ok(Self { name: name.to_owned(), url: url.to_owned(), icon: icon.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_key_survives_its_form_field() {
        let id = "0f229b2a-7a70-4a51-8e54-5daca7dca79f".parse().unwrap();
        for key in [TileKey::App(App::Files), TileKey::Link(id), TileKey::set("Canteen"), TileKey::Set(7)] {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for wrong in ["", "mail", "app:", "app:moon", "link:7", "app:mail:x", "set:", "set:7", "set:+00000000000000f"] {
            assert_eq!(wrong.parse::<TileKey>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn a_link_leads_to_the_web_and_nowhere_else() {
        let parse = |url: &str, plain| NewLink::parse("Canteen", url, "fork-knife", plain);
        assert!(parse("https://canteen.example/plan?week=48#today", false).is_ok());
        assert!(parse("http://localhost:8000/", true).is_ok());
        let evil = [
            "",
            "http://canteen.example",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "//canteen.example",
            "/plan",
            "https://acme@evil.example/",
            "https://a b",
            "https://a\"b",
            "data:text/html,x",
            "ftp://a.example",
        ];
        for evil in evil {
            assert!(parse(evil, false).is_err(), "{evil}");
        }
        assert!(NewLink::parse("x", "https://a.example", "moon", false).is_err());
    }
}
