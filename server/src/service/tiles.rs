//! Which tiles somebody sees, and in which order: from the configuration, the tenant's plan, what its administrators
//! decided and what the person arranged. Pure, so that each reason can be tried alone.

use std::collections::BTreeMap;

use dezky_domain::{
    audit::Source,
    id::TileId,
    launch::{App, Arrange, Hidden, NewLink, Tile, TileKey},
    provision::TenantServices,
    tenant::Slug,
};
use dezky_store::Placing;

use crate::config::Config;

/// What the tiles follow from.
#[derive(Debug)]
pub struct Inputs<'a> {
    pub config: &'a Config,
    pub slug: &'a Slug,
    /// None for a tenant that isn't provisioned: it has what the configuration says.
    pub services: Option<TenantServices>,
    pub placing: Placing,
    pub links: Vec<(TileId, NewLink)>,
    /// Engines that are known to fail.
    pub down: Vec<Source>,
}

/// What somebody sees, and which apps they don't.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// In the person's order; pinned ones first. So are links.
    pub apps: Vec<Tile>,
    pub links: Vec<Tile>,
    pub hidden: Vec<(App, Hidden)>,
}

/// Where each app of a tenant is: it is configured, and the tenant has the service that it needs.
#[must_use]
pub fn available(config: &Config, slug: &Slug, services: Option<TenantServices>) -> BTreeMap<App, String> {
    let has = |app| match (app, services) {
        (App::Mail | App::Calendar, Some(services)) => services.mail,
        (App::Files | App::Office, Some(services)) => services.files,
        // Where Dezky makes no realms, the configuration alone says that there are some.
        (App::Chat, Some(services)) => services.chat || !config.zulip.realms,
        (App::Meet, _) | (_, None) => true,
    };
    let entries = config.launcher.apps.iter();
    let entries =
        entries.filter_map(|entry| Some((App::parse(&entry.app)?, entry.url.replace("{slug}", slug.as_str()))));
    entries.filter(|(app, _)| has(*app)).collect()
}

/// The engine behind an app, where it is one that Dezky talks to.
const fn engine(app: App) -> Option<Source> {
    match app {
        App::Mail | App::Calendar => Some(Source::Stalwart),
        App::Files | App::Office => Some(Source::Ocis),
        App::Chat => Some(Source::Zulip),
        App::Meet => None,
    }
}

#[must_use]
pub fn seen(inputs: Inputs<'_>) -> Seen {
    let Inputs { config, slug, services, placing, links, down } = inputs;
    let mut available = available(config, slug, services);
    let mut seen = Seen::default();
    // In the order of the configuration, which is the platform's taste.
    let configured = config.launcher.apps.iter().filter_map(|entry| App::parse(&entry.app));
    for app in configured.chain(App::ALL.iter().copied()) {
        let key = TileKey::App(app);
        let known = seen.apps.iter().any(|tile| tile.key == key) || seen.hidden.iter().any(|(other, _)| *other == app);
        if known {
            continue;
        }
        let hidden = if !available.contains_key(&app) {
            Hidden::NotOrdered
        } else if placing.off.contains(&app) {
            Hidden::SwitchedOff
        } else if placing.limited.get(&key) == Some(&false) {
            Hidden::OtherGroups
        } else {
            let down = engine(app).is_some_and(|engine| down.contains(&engine));
            let url = available.remove(&app).unwrap_or_default();
            seen.apps.push(Tile { key, name: None, url, icon: app.icon().to_owned(), pinned: false, down });
            continue;
        };
        seen.hidden.push((app, hidden));
    }
    let set = config.launcher.links.get(slug.as_str()).into_iter().flatten();
    let set = set.map(|link| (TileKey::set(&link.name), link.name.clone(), link.url.clone(), link.icon.clone()));
    let own = links.into_iter().map(|(id, link)| (TileKey::Link(id), link.name, link.url, link.icon));
    let all = set.chain(own).filter(|(key, ..)| placing.limited.get(key) != Some(&false));
    let tile = |(key, name, url, icon)| Tile { key, name: Some(name), url, icon, pinned: false, down: false };
    seen.links.extend(all.map(tile));
    place(&mut seen.apps, &placing);
    place(&mut seen.links, &placing);
    seen
}

/// What the person arranged stands where they put it, what they never touched after it, as the company has it.
fn place(tiles: &mut [Tile], placing: &Placing) {
    for tile in tiles.iter_mut() {
        tile.pinned = placing.arranged.get(&tile.key).is_some_and(|(pinned, _)| *pinned);
    }
    let place = |tile: &Tile| placing.arranged.get(&tile.key).map_or(i32::MAX, |(_, place)| *place);
    tiles.sort_by_key(|tile| (!tile.pinned, place(tile)));
}

/// The tiles after `how` was done to one of them. Nothing moves past the pinned ones, or out of them.
#[must_use]
pub fn arranged(tiles: &[Tile], key: TileKey, how: Arrange) -> Option<Vec<(TileKey, bool)>> {
    let at = tiles.iter().position(|tile| tile.key == key)?;
    let mut order: Vec<(TileKey, bool)> = tiles.iter().map(|tile| (tile.key, tile.pinned)).collect();
    let neighbour = match how {
        Arrange::Pin | Arrange::Unpin => {
            order[at].1 = how == Arrange::Pin;
            None
        }
        Arrange::Up => at.checked_sub(1),
        Arrange::Down => Some(at + 1).filter(|next| *next < order.len()),
    };
    if let Some(neighbour) = neighbour.filter(|other| order[*other].1 == order[at].1) {
        order.swap(at, neighbour);
    }
    Some(order)
}

/// The tiles in the order of `keys`; those that aren't named follow as they were.
#[must_use]
pub fn ordered(tiles: &[Tile], keys: &[TileKey]) -> Vec<(TileKey, bool)> {
    let mut order: Vec<(TileKey, bool)> = tiles.iter().map(|tile| (tile.key, tile.pinned)).collect();
    order.sort_by_key(|(key, _)| keys.iter().position(|other| other == key).unwrap_or(usize::MAX));
    order
}

/// Scheme, host and port of an address.
#[must_use]
pub fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    // It becomes part of a header: nothing else may stand in it.
    (!authority.is_empty() && authority.chars().all(plain)).then(|| format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Outside;

    fn config() -> Config {
        let settings = "[launcher]\napps = [{ app = 'chat', url = 'https://{slug}-chat.x.example' },
            { app = 'mail', url = 'https://mail.x.example/' }, { app = 'files', url = 'https://files.x.example' }]
            [launcher.links]\nacme = [{ name = 'Canteen', url = 'https://c.example', icon = 'fork-knife' }]";
        let file = Some(("dezky.toml".into(), settings.to_owned()));
        Config::load(&Outside { file, ..Outside::default() }).unwrap()
    }

    fn of(services: Option<TenantServices>, placing: Placing, down: Vec<Source>) -> Seen {
        let slug = Slug::parse("acme").unwrap();
        let link = NewLink::parse("Handbook", "https://h.example", "book-open-text", false).unwrap();
        let links = vec![("0f229b2a-7a70-4a51-8e54-5daca7dca79f".parse().unwrap(), link)];
        seen(Inputs { config: &config(), slug: &slug, services, placing, links, down })
    }

    fn words(tiles: &[Tile]) -> Vec<String> {
        tiles.iter().map(|tile| tile.name.clone().unwrap_or_else(|| tile.key.to_string())).collect()
    }

    #[test]
    fn each_app_that_is_not_seen_has_its_reason() {
        let all = of(None, Placing::default(), vec![Source::Stalwart]);
        assert_eq!(words(&all.apps), ["app:chat", "app:mail", "app:files"]);
        assert_eq!(all.apps.iter().map(|tile| tile.down).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(all.apps[0].url, "https://acme-chat.x.example");
        let missing = [App::Calendar, App::Office, App::Meet];
        assert_eq!(all.hidden, missing.map(|app| (app, Hidden::NotOrdered)));
        let placing = Placing {
            off: vec![App::Chat],
            limited: [(TileKey::App(App::Files), false), (TileKey::set("Canteen"), true)].into(),
            ..Placing::default()
        };
        let services = TenantServices { mail: false, files: true, chat: false, quota: 0 };
        let few = of(Some(services), placing, Vec::new());
        assert_eq!(few.apps, []);
        assert_eq!(
            few.hidden[..3],
            [(App::Chat, Hidden::SwitchedOff), (App::Mail, Hidden::NotOrdered), (App::Files, Hidden::OtherGroups)]
        );
        assert_eq!(words(&few.links), ["Canteen", "Handbook"]);
    }

    #[test]
    fn chat_is_there_for_whom_a_realm_is_made() {
        let (mut config, slug) = (config(), Slug::parse("acme").unwrap());
        let has = |config: &Config, chat| {
            let services = TenantServices { mail: true, files: true, chat, quota: 0 };
            available(config, &slug, Some(services)).contains_key(&App::Chat)
        };
        assert!(has(&config, false), "realms that somebody else makes are everybody's");
        config.zulip.realms = true;
        assert!(has(&config, true) && !has(&config, false));
        assert!(available(&config, &slug, None).contains_key(&App::Chat), "it isn't provisioned from here");
    }

    #[test]
    fn somebody_arranges_what_they_see_and_pinned_ones_stay_first() {
        let (chat, mail, files) = (TileKey::App(App::Chat), TileKey::App(App::Mail), TileKey::App(App::Files));
        let tiles = of(None, Placing::default(), Vec::new()).apps;
        assert_eq!(arranged(&tiles, files, Arrange::Up).unwrap()[1].0, files);
        assert_eq!(arranged(&tiles, chat, Arrange::Up).unwrap()[0].0, chat, "it is the first already");
        assert_eq!(arranged(&tiles, files, Arrange::Down).unwrap()[2].0, files);
        assert_eq!(arranged(&tiles, TileKey::Set(1), Arrange::Pin), None);
        let arranged_ = [(files, (true, 3)), (mail, (false, 1))].into();
        let tiles = of(None, Placing { arranged: arranged_, ..Placing::default() }, Vec::new()).apps;
        assert_eq!(words(&tiles), ["app:files", "app:mail", "app:chat"], "what was never touched comes after");
        assert_eq!(arranged(&tiles, mail, Arrange::Up).unwrap()[1].0, mail, "nothing moves before what is pinned");
        let order: Vec<_> = ordered(&tiles, &[chat, mail]).into_iter().map(|(key, _)| key).collect();
        assert_eq!(order, [chat, mail, files]);
    }

    #[test]
    fn an_origin_is_what_a_browser_says() {
        assert_eq!(origin("https://Mail.X.example/inbox?x#y").unwrap(), "https://mail.x.example");
        assert_eq!(origin("http://localhost:8080").unwrap(), "http://localhost:8080");
        for wrong in ["mail.x.example", "https://", "https://a b", "https://a;b", "https://u@h.example"] {
            assert_eq!(origin(wrong), None, "{wrong}");
        }
    }
}
