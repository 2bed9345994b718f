//! A tenant's colours, derived from the one seed its owner chose; no seed is ever refused.
//!
//! Whatever the seed, text keeps WCAG 2.2 AA: a candidate is brought into sRGB, rounded to 8 bits and
//! only then measured, so what is promised is what a browser paints. Floats are added in the order of
//! the reference that made `accent-vectors.json`: no `mul_add`, no `n * 0.005`.

use std::f64::consts::PI;
use std::fmt;
use std::iter::{once, successors};

use serde::{Deserialize, Serialize};

/// An sRGB colour, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb(pub [u8; 3]);

/// What was typed is no `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb")]
pub struct NotAColour;

/// The ground that colours are derived for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// The twelve roles that a tenant's stylesheet replaces; every other colour is the platform's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    pub fill: Rgb,
    pub fill_hover: Rgb,
    pub fill_active: Rgb,
    pub on_accent: Rgb,
    pub edge: Rgb,
    pub text: Rgb,
    pub soft: Rgb,
    pub soft_hover: Rgb,
    pub field: Rgb,
    pub on_field: Rgb,
    pub on_field_2: Rgb,
    pub field_rule: Rgb,
}

/// The four numbers of the brand page: WCAG ratios, 1 to 21.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    pub text: f64,
    pub button: f64,
    pub edge: f64,
    pub field: f64,
}

/// OKLCH, with Björn Ottosson's matrices of 2020: lightness 0 to 1, chroma, hue in degrees.
#[derive(Clone, Copy)]
struct Lch {
    l: f64,
    c: f64,
    h: f64,
}

#[derive(Clone, Copy)]
struct Fill {
    l: f64,
    value: Rgb,
    on: Rgb,
}

const WHITE: Rgb = Rgb([0xff; 3]);
const BLACK: Rgb = Rgb([0; 3]);
const INK: Rgb = Rgb([0x0f, 0x1d, 0x23]);

/// The content of `/brand/{slug}/{hash}.css`; where no theme is chosen, the reader's system decides.
#[must_use]
pub fn stylesheet(seed: Rgb) -> String {
    let block =
        |theme| Accent::derive(seed, theme).roles().map(|(name, colour)| format!("--{name}:{colour}")).join(";");
    let (light, dark) = (block(Theme::Light), block(Theme::Dark));
    format!(
        ":root{{{light}}}\
         @media (prefers-color-scheme: dark){{:root:not([data-theme=\"light\"]){{{dark}}}}}\
         :root[data-theme=\"dark\"]{{{dark}}}"
    )
}

impl Accent {
    /// What `seed` becomes on the grounds of `theme`; the design's section 4 has the rules.
    #[must_use]
    pub fn derive(seed: Rgb, theme: Theme) -> Self {
        let brand = Lch::of(seed);
        let (soft, soft_hover) = match theme {
            Theme::Light => (brand.muted(0.957, 0.017), brand.muted(0.937, 0.026)),
            Theme::Dark => (brand.muted(0.28, 0.03), brand.muted(0.315, 0.04)),
        };
        let fill = fill(seed, brand, theme);
        let (field, on_field) = field(seed, brand, theme);
        let quiet = [0.74, 0.8, 0.86, 0.92].map(|part| mix(on_field, field, part));
        Self {
            fill: fill.value,
            fill_hover: pressed(fill, brand, 0.045),
            fill_active: pressed(fill, brand, 0.09),
            on_accent: fill.on,
            edge: solve(brand, theme, 3.05, &[soft]),
            text: solve(brand, theme, 4.55, &[soft, soft_hover]),
            soft,
            soft_hover,
            field,
            on_field,
            on_field_2: quiet.into_iter().find(|text| contrast(*text, field) >= 4.6).unwrap_or(on_field),
            field_rule: mix(on_field, field, 0.26),
        }
    }

    /// The custom properties' names, without dashes, and their colours, in the order of the design.
    #[must_use]
    pub fn roles(&self) -> [(&'static str, Rgb); 12] {
        [
            ("accent-fill", self.fill),
            ("accent-fill-hover", self.fill_hover),
            ("accent-fill-active", self.fill_active),
            ("on-accent", self.on_accent),
            ("accent-edge", self.edge),
            ("accent-text", self.text),
            ("accent-soft", self.soft),
            ("accent-soft-hover", self.soft_hover),
            ("brand-field", self.field),
            ("on-field", self.on_field),
            ("on-field-2", self.on_field_2),
            ("field-rule", self.field_rule),
        ]
    }

    /// Text and edge as seen on `surface`, where the preview shows them; `theme` is the one derived for.
    #[must_use]
    pub fn contrasts(&self, theme: Theme) -> Contrast {
        let [_, surface, ..] = theme.grounds();
        Contrast {
            text: contrast(self.text, surface),
            button: contrast(self.on_accent, self.fill),
            edge: contrast(self.edge, surface),
            field: contrast(self.on_field, self.field),
        }
    }
}

/// The WCAG 2 ratio, from 1 (the same) to 21 (black on white), whichever is on top.
#[must_use]
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// White text wherever at most 0.06 of darkness buys it, since mid-tones look better so; else ink;
/// else whatever moves the fill least.
fn fill(seed: Rgb, brand: Lch, theme: Theme) -> Fill {
    // A navy must still be seen on night; everything else starts from the brand's very own bytes.
    let (l, own) = match theme {
        Theme::Dark if brand.l < 0.42 => (0.42, brand.at(0.42)),
        _ => (brand.l, seed),
    };
    let candidate = |l, on| Fill { l, value: brand.at(l), on };
    let darker = |d| candidate(l - d, WHITE);
    let either = |d| [candidate(l - d, WHITE), candidate(l + d, INK)];
    once(Fill { l, value: own, on: WHITE })
        .chain(steps(0.005, 0.005).take_while(|d| *d <= 0.0601).map(darker))
        .chain(once(Fill { l, value: own, on: INK }))
        .chain(steps(0.005, 0.005).take_while(|d| *d < 1.0).flat_map(either))
        .find(|fill| contrast(fill.value, fill.on) >= 4.5)
        .unwrap_or(Fill { l: 0.0, value: BLACK, on: WHITE })
}

/// Hover and press move away from the text on the fill, so that its contrast only grows.
fn pressed(fill: Fill, brand: Lch, distance: f64) -> Rgb {
    let l = fill.l + away_from(fill.on) * distance;
    let moved = if l > 0.06 && l < 0.985 { brand.at(l) } else { fill.value };
    if contrast(moved, fill.on) >= 4.5 { moved } else { fill.value }
}

/// The large field and its text: white from 3.3:1 upwards, else ink; then the field moves to 5:1.
fn field(seed: Rgb, brand: Lch, theme: Theme) -> (Rgb, Rgb) {
    let (l, c) = match theme {
        Theme::Light => (brand.l.clamp(0.2, 0.94), brand.c),
        Theme::Dark => (brand.l.clamp(0.24, 0.36), brand.c.min(0.085)),
    };
    let own = theme == Theme::Light && (0.2..=0.94).contains(&brand.l);
    let start = if own { seed } else { brand.muted(l, c) };
    let on = if contrast(start, WHITE) >= 3.3 { WHITE } else { INK };
    let moved = steps(0.005, 0.005).take_while(|d| *d < 1.0).map(|d| brand.muted(l + away_from(on) * d, c));
    let field = once(start).chain(moved).find(|field| contrast(*field, on) >= 5.0);
    (field.unwrap_or(start), on)
}

/// The colour nearest to the brand that has `ratio` on the grounds and on `softs`: darker by day, lighter by night.
fn solve(brand: Lch, theme: Theme, ratio: f64, softs: &[Rgb]) -> Rgb {
    let under = [theme.grounds().as_slice(), softs].concat();
    let (step, end) = if theme == Theme::Light { (-0.005, BLACK) } else { (0.005, WHITE) };
    steps(brand.l, step)
        .take_while(|l| *l > 0.0 && *l < 1.0)
        .map(|l| brand.at(l))
        .find(|colour| under.iter().all(|ground| contrast(*colour, *ground) >= ratio))
        .unwrap_or(end)
}

fn away_from(text: Rgb) -> f64 {
    if text == WHITE { -1.0 } else { 1.0 }
}

/// By adding: a product differs in the last bit, which now and then is a step more or less.
fn steps(from: f64, by: f64) -> impl Iterator<Item = f64> {
    successors(Some(from), move |at| Some(at + by))
}

fn mix(top: Rgb, under: Rgb, part: f64) -> Rgb {
    let mut mixed = under.0;
    for (below, above) in mixed.iter_mut().zip(top.0) {
        *below = byte((f64::from(above) * part + f64::from(*below) * (1.0 - part)) / 255.0);
    }
    Rgb(mixed)
}

/// Half goes up, which is what `round` does with a number that is never negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "callers stay within 0 to 1")]
fn byte(part: f64) -> u8 {
    (part * 255.0).round() as u8
}

impl Theme {
    /// The tokens `page`, `surface`, `raised`, `sunken`, in this order.
    fn grounds(self) -> [Rgb; 4] {
        match self {
            Self::Light => [[0xf6, 0xf8, 0xf8], [0xff; 3], [0xff; 3], [0xec, 0xf0, 0xf1]],
            Self::Dark => [[0x0d, 0x14, 0x17], [0x13, 0x1b, 0x1f], [0x1b, 0x25, 0x2a], [0x09, 0x0f, 0x11]],
        }
        .map(Rgb)
    }
}

impl Lch {
    fn of(colour: Rgb) -> Self {
        let [red, green, blue] = colour.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let l = 0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short;
        let a = 1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short;
        let (chroma, hue) = (a.hypot(b), b.atan2(a) * 180.0 / PI);
        // Greys stay grey, whatever hue rounding gave them.
        let c = if chroma < 0.02 { chroma.min(0.004) } else { chroma };
        Self { l, c, h: if hue < 0.0 { hue + 360.0 } else { hue } }
    }

    fn at(self, l: f64) -> Rgb {
        self.muted(l, self.c)
    }

    /// At lightness `l`, with at most `most` of its chroma, and less where sRGB has no such colour.
    fn muted(self, l: f64, most: f64) -> Rgb {
        let l = l.clamp(0.0, 1.0);
        let linear = |c| self.linear(l, c);
        let fits = |c| linear(c).iter().all(|v| (-1e-4..=1.0001).contains(v));
        let halve = |(low, high), _| {
            let middle = f64::midpoint(low, high);
            if fits(middle) { (middle, high) } else { (low, middle) }
        };
        let most = self.c.min(most);
        let c = if fits(most) { most } else { (0..24).fold((0.0, most), halve).0 };
        Rgb(linear(c).map(|v| byte(encode(v.clamp(0.0, 1.0)))))
    }

    fn linear(self, l: f64, c: f64) -> [f64; 3] {
        let (sin, cos) = (self.h * PI / 180.0).sin_cos();
        let (a, b) = (c * cos, c * sin);
        let long = (l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (l - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short,
        ]
    }
}

impl Rgb {
    /// Reads `#rrggbb`, in capitals too.
    ///
    /// # Errors
    /// Anything else, `#rgb` and names included, is [`NotAColour`].
    pub fn parse(text: &str) -> Result<Self, NotAColour> {
        let digits = text.strip_prefix('#').ok_or(NotAColour)?;
        // `from_str_radix` alone would take `+` for a digit.
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| NotAColour)?;
        let [_, channels @ ..] = value.to_be_bytes();
        Ok(Self(channels))
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|v| decode(f64::from(v) / 255.0))
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

fn decode(v: f64) -> f64 {
    if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

fn encode(v: f64) -> f64 {
    if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Rgb {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        Self::parse(&text)
    }
}

impl From<Rgb> for String {
    fn from(colour: Rgb) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests;
