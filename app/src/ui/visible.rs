//! What other systems wrote, made safe to look at: a character that can't be seen, that steers a terminal or that turns
//! the line around stands as a mark. Escaping for HTML is the renderer's work, not this one's.

/// On one line: line breaks and tabs are marks too.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().map(mark).collect()
}

/// A whole record: line breaks and tabs stay what they are.
#[must_use]
pub fn visible_block(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { c } else { mark(c) }).collect()
}

fn mark(c: char) -> char {
    match c {
        // The control pictures stand in the order of what they picture: U+241B for ESC.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => '\u{fffd}',
        _ => c,
    }
}

/// At most `most` characters: the middle goes, since a path's end says more than its beginning.
#[must_use]
pub fn shorten(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    let (head, tail) = (most / 3, most - most / 3 - 1);
    text.chars().take(head).chain(std::iter::once('…')).chain(text.chars().skip(length - tail)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_turns_the_line_is_a_mark() {
        assert_eq!(visible("a\u{1b}[31mred\r\n\0"), "a␛[31mred␍␊␀");
        assert_eq!(visible("invoice\u{202e}fdp.exe"), "invoice\u{fffd}fdp.exe");
        assert_eq!(visible("Jürgen – 名前 🎉"), "Jürgen – 名前 🎉");
        assert_eq!(visible_block("{\n\t\"a\": 1\r\n}"), "{\n\t\"a\": 1␍\n}");
    }

    #[test]
    fn a_long_path_keeps_its_end() {
        assert_eq!(shorten("/Final/cover.odg", 16), "/Final/cover.odg");
        assert_eq!(shorten("/a/very/long/path/to/cover.odg", 16), "/a/ve…/cover.odg");
    }
}
