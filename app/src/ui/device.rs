//! A browser in few words. What it says of itself is hostile text and often a lie: good enough to tell one's own
//! devices apart, and for nothing else.

use crate::text::Text;

/// The first that is found counts: nearly all of them also name the ones below.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox on Linux`, or what there is.
#[must_use]
pub fn device(text: Text, user_agent: Option<&str>) -> String {
    let Some(agent) = user_agent.map(str::trim).filter(|agent| !agent.is_empty()) else {
        return text.say("device-unknown");
    };
    let find =
        |table: &[(&str, &'static str)]| table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => text.with("device", [("browser", browser.into()), ("system", system.into())]),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) if agent.chars().count() > 40 => agent.chars().take(39).chain(['…']).collect(),
        (None, None) => agent.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use dezky_domain::language::Language;

    use super::*;

    #[test]
    fn a_browser_is_told_in_few_words() {
        let told = |agent| device(Text::new(Language::English), Some(agent));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(told(edge), "Edge on Windows");
        assert_eq!(told("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"), "Firefox on Linux");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(told(phone), "Safari on iPhone");
        assert_eq!(told("curl/8.14.1"), "curl");
        assert_eq!(told(&"x".repeat(80)).chars().count(), 40);
        assert_eq!(device(Text::new(Language::English), Some(" ")), "Unknown device");
    }
}
