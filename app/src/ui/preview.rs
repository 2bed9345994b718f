//! A tenant's colours as they will be seen, by day and by night, with the numbers behind them. It is drawn with
//! presentation attributes: the page that shows it keeps its own colours.

use dezky_domain::brand::{Accent, Rgb, Theme};
use leptos::prelude::*;

use crate::text::Text;

#[component]
pub fn Preview(text: Text, name: String, accent: Rgb) -> impl IntoView {
    let shown = |theme: Theme, caption: &str| {
        view! {
            <figure>
                <figcaption class="eyebrow">{text.say(caption)}</figcaption>
                <Picture text=text name=name.clone() accent=Accent::derive(accent, theme) theme/>
                <Numbers text accent=Accent::derive(accent, theme) theme/>
            </figure>
        }
    };
    view! {
        <div class="brands">{shown(Theme::Light, "theme-light")}{shown(Theme::Dark, "theme-dark")}</div>
    }
}

/// The grounds and the ink of a theme, as the style sheet's tokens have them.
const fn grounds(theme: Theme) -> (&'static str, &'static str, &'static str) {
    match theme {
        Theme::Light => ("#f6f8f8", "#d9dfe0", "#0f1d23"),
        Theme::Dark => ("#0d1417", "#283438", "#e6edef"),
    }
}

#[component]
fn Picture(text: Text, name: String, accent: Accent, theme: Theme) -> impl IntoView {
    let colour = |rgb: Rgb| rgb.to_string();
    let (page, rule, ink) = grounds(theme);
    let label = text.with("preview-of", [("name", name.as_str().into())]);
    view! {
        <svg viewBox="0 0 360 112" width="100%" role="img" aria-label=label>
            <rect x=".5" y=".5" width="359" height="111" fill=page stroke=rule></rect>
            <svg x="0" y="0" width="112" height="112">
                <rect width="112" height="112" fill=colour(accent.field)></rect>
                <text x="14" y="30" font-size="17" font-weight="800" letter-spacing="-.5" fill=colour(accent.on_field)>{name}</text>
                <rect x="14" y="76" width="84" height="1" fill=colour(accent.field_rule)></rect>
                <text x="14" y="96" font-size="12" fill=colour(accent.on_field_2)>{text.say("preview-help")}</text>
            </svg>
            <text x="128" y="37" font-size="14" text-decoration="underline" fill=colour(accent.text)>
                {text.say("preview-link")}
            </text>
            <rect x="220.5" y="16.5" width="88" height="31" rx="3" fill=colour(accent.fill) stroke=colour(accent.edge)></rect>
            <text x="264.5" y="37" font-size="13" font-weight="600" text-anchor="middle" fill=colour(accent.on_accent)>
                {text.say("preview-button")}
            </text>
            <rect x="324.5" y="24.5" width="15" height="15" rx="2" fill=colour(accent.fill) stroke=colour(accent.edge)></rect>
            <path d="M328 32.5l3 3 5.5-7" fill="none" stroke-width="2" stroke=colour(accent.on_accent)></path>
            <rect x="128" y="64" width="216" height="32" fill=colour(accent.soft)></rect>
            <rect x="128" y="64" width="3" height="32" fill=colour(accent.edge)></rect>
            <text x="142" y="85" font-size="13" font-weight="600" fill=ink>{text.say("preview-chosen")}</text>
        </svg>
    }
}

#[component]
fn Numbers(text: Text, accent: Accent, theme: Theme) -> impl IntoView {
    let contrast = accent.contrasts(theme);
    let rows = [
        ("contrast-text", contrast.text),
        ("contrast-button", contrast.button),
        ("contrast-edge", contrast.edge),
        ("contrast-field", contrast.field),
    ];
    view! {
        <dl class="facts">
            {rows.map(|(key, ratio)| view! { <div><dt>{text.say(key)}</dt><dd>{said(text, ratio)}</dd></div> }).collect_view()}
        </dl>
    }
}

/// Cut, not rounded: 4.49 must never be read as 4.5.
fn said(text: Text, ratio: f64) -> String {
    let tenths = format!("{:.0}", (ratio * 10.0).floor());
    let (whole, tenth) = tenths.split_at(tenths.len() - 1);
    text.with("contrast-ratio", [("whole", whole.into()), ("tenth", tenth.into())])
}

#[cfg(test)]
mod tests {
    use dezky_domain::language::Language;

    use super::*;

    #[test]
    fn a_ratio_is_cut_and_written_as_the_language_does() {
        assert_eq!(said(Text::new(Language::English), 4.49), "4.4 : 1");
        assert_eq!(said(Text::new(Language::German), 21.0), "21,0 : 1");
    }
}
