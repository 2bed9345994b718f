//! Names for files and folders. Umlauts, an ampersand and spaces are among them because real names have them.

pub const FOLDERS: &[&str] = &[
    "Angebote 2027",
    "Messe Hannover",
    "Kundenbesuche",
    "Rechnungen",
    "Contracts",
    "Presentations",
    "Photos",
    "Minutes",
    "Archive",
    "Price lists",
    "Onboarding",
    "Skizzen & Entwürfe",
    "Field notes",
    "Suppliers",
];

const STEMS: &[&str] = &[
    "Angebot",
    "Offer",
    "Minutes",
    "Protokoll",
    "Budget",
    "Price list",
    "Preisliste",
    "Floor plan",
    "Drawing",
    "Contract",
    "Timesheet",
    "Reisekosten",
    "Report",
    "Site photo",
    "Checklist",
    "Packing list",
    "Prüfbericht",
];

const SUBJECTS: &[&str] = &[
    "Nordwerk",
    "Hollund & Søn",
    "Brasserie du Lac",
    "Ferrari Meccanica",
    "Van Dijk",
    "Kühn GmbH",
    "week 47",
    "week 48",
    "Q4",
    "Hannover",
    "Lyon",
    "Aarhus",
    "hall 12",
    "stand B40",
    "draft",
    "final",
    "2027",
];

const ENDINGS: &[&str] = &["docx", "odt", "xlsx", "ods", "pdf", "pdf", "pptx", "jpg", "dwg", "csv", "md"];

use super::dice::Dice;

/// `Angebot Nordwerk.pdf`.
pub fn file(dice: &mut Dice) -> String {
    let mut word = |list: &'static [&'static str]| dice.pick(list).copied().unwrap_or_default();
    format!("{} {}.{}", word(STEMS), word(SUBJECTS), word(ENDINGS))
}

pub fn folder(dice: &mut Dice) -> String {
    dice.pick(FOLDERS).copied().unwrap_or_default().to_owned()
}
