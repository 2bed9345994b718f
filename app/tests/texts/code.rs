//! The string literals of the code that can ask for a text.

use std::{fs, path::Path};

pub struct Literal {
    pub text: String,
    /// From the workspace's root.
    pub file: String,
    pub line: usize,
    /// It is what a text is asked for by.
    pub is_asked_for: bool,
    /// It is an attribute's value: a class, a path, a name.
    pub in_markup: bool,
    /// It stands below the file's tests.
    pub in_test: bool,
}

impl Literal {
    /// Words of small letters and digits, with hyphens between them.
    pub fn is_key(&self) -> bool {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        self.text.starts_with(|c: char| c.is_ascii_lowercase())
            && !self.text.ends_with('-')
            && self.text.chars().all(fits)
    }
}

/// What stands before a literal that is a key; the server only ever says why.
const ASKING: &[&str] = &["Why(", ".say(", ".with(", ".rich(", "word: ", "said: Some("];

/// All literals of `app`, its domain and the server.
pub fn literals(root: &Path) -> Vec<Literal> {
    let mut found = Vec::new();
    for part in ["app/src", "app/domain/src", "server"] {
        walk(root, &root.join(part), &mut found);
    }
    found
}

fn walk(root: &Path, directory: &Path, found: &mut Vec<Literal>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        if path.is_dir() && !name.ends_with("/tests") {
            walk(root, &path, found);
        } else if name.ends_with(".rs")
            && let Ok(source) = fs::read_to_string(&path)
        {
            read(&name, &source, found);
        }
    }
}

/// A small reader of Rust: comments are skipped, strings are taken, everything else goes by.
fn read(file: &str, source: &str, found: &mut Vec<Literal>) {
    let tests = source.find("#[cfg(test)]").unwrap_or(source.len());
    let asking = if file.starts_with("app/src") { ASKING } else { &ASKING[..1] };
    let is_tests = file.ends_with("/tests.rs");
    let mut at = 0;
    while let Some(step) = source.get(at..) {
        if step.is_empty() {
            return;
        }
        if step.starts_with("//") {
            at += step.find('\n').unwrap_or(step.len());
        } else if step.starts_with("/*") {
            at += step.find("*/").map_or(step.len(), |end| end + 2);
        } else if let Some(hashes) = raw(source, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            let begin = hashes + 2;
            at += step[begin..].find(&close).map_or(step.len(), |end| begin + end + close.len());
        } else if step.starts_with("'\"'") || step.starts_with("'\\\"'") || step.starts_with("'\\\\'") {
            at += step[1..].find('\'').map_or(1, |end| end + 2);
        } else if let Some(rest) = step.strip_prefix('"') {
            let length = end(rest);
            let before = source[..at].trim_end_matches(['\n', '&', '*']).trim_end_matches("    ");
            found.push(Literal {
                text: rest[..length].to_owned(),
                file: file.to_owned(),
                line: source[..at].lines().count(),
                is_asked_for: asking.iter().any(|asking| before.ends_with(asking)),
                in_markup: before.ends_with('='),
                in_test: is_tests || at > tests,
            });
            at += length + 2;
        } else {
            at += step.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// How many `#` a raw string has that begins here.
fn raw(source: &str, at: usize) -> Option<usize> {
    let rest = source[at..].strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let word = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    (rest[hashes..].starts_with('"') && !word).then_some(hashes)
}

/// The length of a string literal's inside.
fn end(rest: &str) -> usize {
    let mut escaped = false;
    for (place, c) in rest.char_indices() {
        match c {
            '"' if !escaped => return place,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}
