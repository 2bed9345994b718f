//! WebDAV's answer to PROPFIND: which paths there are, and which of them are folders. Reads elements by their local
//! names, whatever prefix a server gives `DAV:`; refuses DTDs, and answers that stop in the middle.

/// One `response`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// As it stands there: percent-encoded, with or without a host.
    pub href: String,
    pub folder: bool,
}

/// None for what is no whole multistatus.
pub(super) fn entries(xml: &[u8]) -> Option<Vec<Entry>> {
    let mut rest = std::str::from_utf8(xml).ok()?;
    let (mut entries, mut entry, mut open, mut whole) = (Vec::new(), Entry::default(), Vec::<&str>::new(), false);
    while let Some(at) = rest.find('<') {
        if open.ends_with(&["response", "href"]) && entry.href.is_empty() {
            entry.href = unescaped(rest[..at].trim());
        }
        rest = &rest[at..];
        let skipped = [("<!--", "-->"), ("<?", "?>")].into_iter().find(|(start, _)| rest.starts_with(start));
        if let Some((_, end)) = skipped {
            rest = &rest[rest.find(end)? + end.len()..];
            continue;
        }
        // A DTD, or CDATA where none is due.
        if rest.starts_with("<!") {
            return None;
        }
        let end = tag_end(rest)?;
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let name = local(name);
            if open.pop() != Some(name) {
                return None;
            }
            match name {
                "response" => entries.push(std::mem::take(&mut entry)),
                "multistatus" => whole = open.is_empty(),
                _ => {}
            }
            continue;
        }
        let name = local(tag);
        if name == "collection" && open.last() == Some(&"resourcetype") {
            entry.folder = true;
        }
        if !tag.ends_with('/') {
            // Nothing that WebDAV says is nested deeper.
            if open.len() > 32 {
                return None;
            }
            open.push(name);
        }
    }
    whole.then_some(entries)
}

/// Where the tag that begins `text` ends; a `>` in an attribute's value is none.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn local(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let meant = part.split_once(';').and_then(|(entity, rest)| Some((character(entity)?, rest)));
        match meant {
            Some((c, rest)) => {
                plain.push(c);
                plain.push_str(rest);
            }
            None => {
                plain.push('&');
                plain.push_str(part);
            }
        }
    }
    plain
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_from_files() {
        let xml = br#"<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">
            <d:response><d:href>/dav/spaces/a$b/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype>
            </d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
            <!-- a note -->
            <d:response><d:href>/dav/spaces/a$b/R&amp;D%20x</d:href><d:propstat><d:prop><d:resourcetype></d:resourcetype>
            <oc:owner note="a > b"><d:href>/else</d:href></oc:owner></d:prop></d:propstat></d:response></d:multistatus>"#;
        let entry = |href: &str, folder| Entry { href: href.to_owned(), folder };
        let told = [entry("/dav/spaces/a$b/", true), entry("/dav/spaces/a$b/R&D%20x", false)];
        assert_eq!(entries(xml).unwrap(), told);
    }

    #[test]
    fn another_prefix_is_the_same() {
        let bare =
            b"<multistatus xmlns='DAV:'><response><href>&#x2F;a&#47;b</href><resourcetype><collection></collection>\
            </resourcetype></response></multistatus>";
        assert_eq!(entries(bare).unwrap(), [Entry { href: "/a/b".to_owned(), folder: true }]);
        assert_eq!(entries(b"<multistatus></multistatus>").unwrap(), []);
    }

    #[test]
    fn what_is_no_whole_multistatus_is_none() {
        for wrong in [
            "",
            "no",
            "<html><body>Sign in</body></html>",
            "<d:multistatus><d:response><d:href>/a</d:href></d:response>",
            "<d:multistatus><d:response></d:multistatus></d:response>",
            "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><multistatus></multistatus>",
            "<multistatus",
            "<multistatus><!-- </multistatus>",
        ] {
            assert_eq!(entries(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(entries(&[0xff, 0xfe]), None);
        assert_eq!(entries("<a>".repeat(100_000).as_bytes()), None, "deep");
    }
}
