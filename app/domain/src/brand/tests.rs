//! The reference's vectors, and every short seed against the limits.

use super::*;

const VECTORS: &str = include_str!("../../tests/fixtures/accent-vectors.json");

/// `ink`, `ink-2`, `ink-3`, `ok`, `warn`, `bad`, `info`: never derived, and written on every tenant's soft.
const LIGHT: [&str; 7] = ["#0f1d23", "#425157", "#5f6d72", "#297951", "#965d14", "#ba3630", "#2e6ea6"];
const DARK: [&str; 7] = ["#e6edef", "#b0bbbe", "#919ca0", "#78bc95", "#d69e65", "#fd8175", "#77b0e7"];

fn rgb(text: &str) -> Rgb {
    Rgb::parse(text).unwrap()
}

#[test]
fn the_reference_and_we_agree_on_every_role_and_its_place() {
    let (mut seed, mut theme, mut compared) = (WHITE, Theme::Light, 0);
    let mut roles = Vec::new().into_iter();
    for line in VECTORS.lines() {
        match line.split('"').skip(1).step_by(2).collect::<Vec<_>>()[..] {
            [name @ ("light" | "dark")] => {
                theme = if name == "light" { Theme::Light } else { Theme::Dark };
                roles = Accent::derive(seed, theme).roles().to_vec().into_iter();
            }
            [colour] => seed = rgb(colour),
            [role, colour] => {
                assert_eq!(roles.next(), Some((role, rgb(colour))), "{seed}, {theme:?}");
                compared += 1;
            }
            _ => {}
        }
    }
    assert_eq!(compared, 12 * 2 * 12);
}

#[test]
fn no_seed_makes_anything_hard_to_read() {
    let mut checked = 0;
    for n in 0..4096 {
        let seed = rgb(&format!("#{0:x}{0:x}{1:x}{1:x}{2:x}{2:x}", n >> 8, n >> 4 & 15, n & 15));
        for (theme, inks) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
            for (what, seen, limit) in limits(Accent::derive(seed, theme), theme, inks) {
                assert!(seen >= limit, "{what} of {seed}, {theme:?}: {seen:.3} < {limit}");
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 98_304);
}

fn limits(a: Accent, theme: Theme, inks: [&'static str; 7]) -> Vec<(&'static str, f64, f64)> {
    let worst = |colour, grounds: &[Rgb]| grounds.iter().map(|g| contrast(colour, *g)).fold(f64::INFINITY, f64::min);
    let [page, surface, raised, sunken] = theme.grounds();
    let under_edge = [page, surface, raised, sunken, a.soft];
    let under_text = [page, surface, raised, sunken, a.soft, a.soft_hover];
    let own = [
        ("fill", worst(a.on_accent, &[a.fill, a.fill_hover, a.fill_active]), 4.5),
        ("edge", worst(a.edge, &under_edge), 3.0),
        ("text", worst(a.text, &under_text), 4.5),
        ("field", contrast(a.field, a.on_field), 5.0),
        ("quiet text on the field", contrast(a.field, a.on_field_2), 4.5),
    ];
    let on_soft = inks.map(|ink| (ink, contrast(rgb(ink), a.soft), 4.5));
    own.into_iter().chain(on_soft).collect()
}

#[test]
fn the_brand_page_shows_the_numbers_of_the_design() {
    let shown = |theme| {
        let Contrast { text, button, edge, field } = Accent::derive(rgb("#f4b942"), theme).contrasts(theme);
        format!("text {text:.1} · button {button:.1} · field {field:.1} · edge {edge:.1}")
    };
    assert_eq!(shown(Theme::Light), "text 5.5 · button 9.7 · field 9.7 · edge 3.6");
    assert_eq!(shown(Theme::Dark), "text 9.9 · button 9.7 · field 11.0 · edge 9.9");
}

#[test]
fn a_stylesheet_says_the_dark_block_twice_and_nothing_but_roles() {
    let css = stylesheet(rgb("#f4b942"));
    let (light, dark) = css.split_once("@media (prefers-color-scheme: dark){").unwrap();
    let (by_system, by_choice) = dark.split_once("}}").unwrap();
    assert!(light.starts_with(":root{--accent-fill:#f4b942;--accent-fill-hover:#ffc964;"));
    assert!(light.ends_with(";--field-rule:#b8903a}"));
    assert_eq!(
        by_system.strip_prefix(":root:not([data-theme=\"light\"])"),
        by_choice.strip_prefix(":root[data-theme=\"dark\"]").unwrap().strip_suffix('}'),
    );
    assert!(by_choice.ends_with(";--field-rule:#7e6c42}"));
    assert_eq!(css.matches(":#").count(), 3 * 12);
}

#[test]
fn only_six_digits_after_a_hash_are_a_colour() {
    assert_eq!(rgb("#0B5a6B").to_string(), "#0b5a6b");
    for wrong in [
        "", "#", "#fff", "0b5a6b", "#0b5a6", "#0b5a6bf", "#0b5a6g", "#+b5a6b", "#-b5a6b", " #0b5a6b", "#0b5a6b ",
        "##0b5a6", "#ééé", "#٣٣٣", "red", "#fff;}*{",
    ] {
        assert_eq!(Rgb::parse(wrong), Err(NotAColour), "{wrong:?}");
    }
}

#[test]
fn a_colour_travels_as_it_is_written() {
    assert_eq!(serde_json::to_string(&rgb("#0b5a6b")).unwrap(), "\"#0b5a6b\"");
    let wrong = serde_json::from_str::<Rgb>("\"teal\"").unwrap_err();
    assert_eq!(wrong.to_string(), "a colour is written #rrggbb");
}
