//! Authentik's words for people: errors made flat, and text cut to what may be shown.

use serde_json::Value;

/// A refusal's body in one line: `app.slug: Application with this slug already exists.` A bare text is taken as it is;
/// `detail` and `non_field_errors` name no field.
pub(super) fn flat(body: &Value) -> String {
    let mut parts = Vec::new();
    walk(body, "", &mut parts);
    parts.join("; ")
}

fn walk(value: &Value, at: &str, parts: &mut Vec<String>) {
    // A trouble's detail has 300 characters; an answer can have megabytes.
    if parts.len() >= 20 {
        return;
    }
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let nameless = matches!(name.as_str(), "detail" | "non_field_errors");
                let at = match (nameless, at) {
                    (true, at) => at.to_owned(),
                    (false, "") => shown(name),
                    (false, at) => format!("{at}.{}", shown(name)),
                };
                walk(value, &at, parts);
            }
        }
        Value::Array(rows) => rows.iter().for_each(|row| walk(row, at, parts)),
        text => {
            let text = text.as_str().map_or_else(|| text.to_string(), shown);
            parts.push(if at.is_empty() { text } else { format!("{at}: {text}") });
        }
    }
}

/// Without control characters, and no longer than a person reads.
pub(super) fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').take(2000).collect()
}

pub(super) const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// Sorted, in one line; `none` for none.
pub(super) fn all<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let mut words: Vec<_> = words.into_iter().map(|word| shown(word.as_ref())).collect();
    words.sort_unstable();
    words.dedup();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_error_of_any_shape_becomes_one_line() {
        for (body, words) in [
            (json!({"name": ["Group with this name already exists."]}), "name: Group with this name already exists."),
            (json!({"app": {"slug": ["Taken."]}}), "app.slug: Taken."),
            (json!({"non_field_errors": "No recovery flow set."}), "No recovery flow set."),
            (json!({"non_field_errors": ["A.", "B."]}), "A.; B."),
            (json!({"detail": "Token invalid/expired"}), "Token invalid/expired"),
            (json!("bare"), "bare"),
            (json!({"a\u{1b}": ["\u{7}x"]}), "a: x"),
            (json!(null), ""),
        ] {
            assert_eq!(flat(&body), words);
        }
    }
}
