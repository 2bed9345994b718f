//! What stands on the launcher.

use serde::{Deserialize, Serialize};

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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppTile {
    pub app: App,
    /// `https` (or `http` on a developer's machine), checked when the configuration is read.
    pub url: String,
}

/// A link that the company added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTile {
    pub name: String,
    pub url: String,
    /// An icon of the sprite, without its weight.
    pub icon: String,
}

/// A workspace that the person belongs to, for the choice on the platform's own host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    pub name: String,
    pub url: String,
    pub role: crate::access::Role,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launcher {
    pub apps: Vec<AppTile>,
    pub links: Vec<LinkTile>,
}
