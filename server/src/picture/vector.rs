//! SVG becomes plain shapes. It is read, resolved and written anew by `usvg`, which knows no script, no event, no animation
//! and no foreign object; pictures and texts within are refused in words, and what was written is held against a list of
//! what a shape is made of. So no script, no style and no address of anywhere else is left, whatever was sent.

use std::collections::HashMap;

use dezky_domain::error::Why;
use usvg::{
    ImageHrefResolver, Options, Tree, WriteOptions,
    roxmltree::{Document, Node, NodeId, ParsingOptions},
};

/// Nodes of the file, and elements when each reference is followed: a thousand lines can stand for a billion shapes.
const NODES: u32 = 20_000;
const ELEMENTS: u64 = 20_000;
const DEPTH: usize = 100;
/// Bytes of style sheets: each rule is held against each element.
const STYLES: usize = 64 << 10;
/// The longest side, in its own units.
const SIDE: f32 = 100_000.0;

const COMPLEX: Why = Why("logo-complex");
const BROKEN: Why = Why("logo-broken");

pub(super) fn is(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<svg") || (start.starts_with("<?xml") || start.starts_with("<!")) && start.contains("<svg")
}

/// # Errors
/// Why it can't be a logo.
pub(super) fn shapes(text: &str) -> Result<String, Why> {
    let text = text.trim_start_matches('\u{feff}');
    // Names for texts, which stand for more names: nothing that a drawing needs.
    if text.contains("<!ENTITY") {
        return Err(COMPLEX);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| BROKEN)?;
    understood(&document)?;
    let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver: nothing, ..Options::default() };
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| BROKEN)?;
    if tree.size().width() > SIDE || tree.size().height() > SIDE {
        return Err(COMPLEX);
    }
    let written = tree.to_string(&WriteOptions {
        indent: usvg::Indent::None,
        coordinates_precision: 4,
        transforms_precision: 6,
        ..WriteOptions::default()
    });
    if !written.contains("<path") {
        return Err(Why("logo-empty"));
    }
    if written.len() > super::LARGEST || !is_plain(&written) {
        return Err(COMPLEX);
    }
    Ok(written)
}

/// Whether there is anything in it that can't become a shape, or too much of it.
fn understood(document: &Document<'_>) -> Result<(), Why> {
    let mut styles = String::new();
    let mut ids = HashMap::new();
    for node in document.descendants().filter(Node::is_element) {
        if node.ancestors().take(DEPTH + 1).count() > DEPTH {
            return Err(COMPLEX);
        }
        match node.tag_name().name() {
            "text" => return Err(Why("logo-text")),
            "image" | "feImage" => return Err(Why("logo-picture")),
            // A marker stands at every corner of a line; a filter is work for every reader.
            "marker" | "filter" => return Err(COMPLEX),
            "style" => styles.extend(node.descendants().filter_map(|part| part.text())),
            _ => {}
        }
        if let Some(id) = node.attribute("id") {
            ids.entry(id.to_owned()).or_insert(node);
        }
    }
    if styles.len() > STYLES {
        return Err(COMPLEX);
    }
    let mut weights = Weights { ids: &ids, known: HashMap::new() };
    for id in named(&styles) {
        // By a style sheet's rule anything can refer to it, also from within itself.
        let Some(node) = ids.get(id.as_str()) else { continue };
        let gradient = matches!(node.tag_name().name(), "linearGradient" | "radialGradient");
        if weights.of(*node, 0)? > 500 || !gradient && node.descendants().filter(Node::is_element).count() > 2 {
            return Err(COMPLEX);
        }
    }
    weights.of(document.root_element(), 0).map(drop)
}

/// How many elements an element stands for when each of its references is followed.
struct Weights<'a, 'input> {
    ids: &'a HashMap<String, Node<'a, 'input>>,
    /// None while it is being weighed.
    known: HashMap<NodeId, Option<u64>>,
}

impl<'a, 'input> Weights<'a, 'input> {
    fn of(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, Why> {
        match self.known.get(&node.id()) {
            Some(Some(weight)) => return Ok(*weight),
            // It refers to itself, by whatever way.
            Some(None) => return Err(COMPLEX),
            None => {}
        }
        if depth > DEPTH {
            return Err(COMPLEX);
        }
        self.known.insert(node.id(), None);
        let mut weight = 1u64;
        for child in node.children().filter(Node::is_element) {
            weight = weight.saturating_add(self.of(child, depth + 1)?);
        }
        for attribute in node.attributes() {
            let referred = match attribute.name() {
                "href" => attribute.value().trim().strip_prefix('#').map(str::to_owned).into_iter().collect(),
                _ => named(attribute.value()),
            };
            for target in referred.iter().filter_map(|id| self.ids.get(id.as_str()).copied()).collect::<Vec<_>>() {
                weight = weight.saturating_add(self.of(target, depth + 1)?);
            }
        }
        if weight > ELEMENTS {
            return Err(COMPLEX);
        }
        self.known.insert(node.id(), Some(weight));
        Ok(weight)
    }
}

/// What `url(#…)` names in a value or a style sheet.
fn named(text: &str) -> Vec<String> {
    let parts = text.split("url(").skip(1).filter_map(|part| part.split(')').next());
    let bare = parts.map(|part| part.trim().trim_matches(['"', '\'']).trim());
    bare.filter_map(|part| part.strip_prefix('#')).map(str::to_owned).collect()
}

/// What shapes are made of.
const ELEMENTS_OF_SHAPES: &[&str] =
    &["svg", "g", "defs", "path", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop"];

/// Whether a file holds nothing but shapes, and refers to nothing but itself.
fn is_plain(text: &str) -> bool {
    let Ok(document) = Document::parse(text) else { return false };
    document.descendants().all(|node| {
        let plain = |name: &str, value: &str| {
            !name.to_ascii_lowercase().starts_with("on")
                && (name != "href" || value.starts_with('#'))
                && value.split("url(").skip(1).all(|part| part.starts_with('#'))
                && (name != "style"
                    || value.starts_with("mix-blend-mode:")
                    || value.starts_with("isolation:")
                    || value.starts_with("mask-type:"))
        };
        if node.is_root() || node.is_text() && node.text().is_some_and(|text| text.trim().is_empty()) {
            return true;
        }
        node.is_element()
            && ELEMENTS_OF_SHAPES.contains(&node.tag_name().name())
            && node.attributes().all(|attribute| plain(attribute.name(), attribute.value()))
    })
}
