//! The words of a zone text, entry by entry: parentheses carry an entry over several lines, `;` begins a comment, `\` takes
//! the next character or three digits as they are.

/// One entry.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// It begins with a blank: its owner is the one before.
    pub indented: bool,
    /// At least one.
    pub words: Vec<Word>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub quoted: bool,
}

/// An entry that isn't whole: a quote or a parenthesis without its end, an escape of nothing, a character that no zone has.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken;

/// Every entry of a text, in order; empty lines and comments are none.
pub fn read(text: &str) -> Vec<Result<Line, Broken>> {
    let mut lines = Vec::new();
    let mut rest = Rest { chars: text.chars().peekable() };
    while rest.chars.peek().is_some() {
        match rest.line() {
            Ok(None) => {}
            Ok(Some(line)) => lines.push(Ok(line)),
            Err(broken) => {
                // Whatever it was meant to be, the next line is a new entry.
                while rest.chars.next_if(|c| *c != '\n').is_some() {}
                lines.push(Err(broken));
            }
        }
    }
    lines
}

struct Rest<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
}

impl Rest<'_> {
    /// The next entry, with the end of its last line; none if there are no words in it.
    fn line(&mut self) -> Result<Option<Line>, Broken> {
        let indented = self.chars.peek().is_some_and(|c| matches!(c, ' ' | '\t'));
        let (mut words, mut open) = (Vec::new(), false);
        while let Some(&c) = self.chars.peek() {
            match c {
                '\n' if !open => {
                    self.chars.next();
                    break;
                }
                ' ' | '\t' | '\r' | '\n' => {
                    self.chars.next();
                }
                ';' => while self.chars.next_if(|c| *c != '\n').is_some() {},
                '(' | ')' => {
                    if (c == '(') == open {
                        return Err(Broken);
                    }
                    open = !open;
                    self.chars.next();
                }
                '"' => words.push(self.quoted()?),
                _ => words.push(self.plain()?),
            }
        }
        if open {
            return Err(Broken);
        }
        Ok((!words.is_empty()).then_some(Line { indented, words }))
    }

    fn quoted(&mut self) -> Result<Word, Broken> {
        self.chars.next();
        let mut bytes = Vec::new();
        loop {
            match self.chars.peek() {
                None | Some('\n') => return Err(Broken),
                Some('"') => break,
                Some(_) => self.take(&mut bytes)?,
            }
        }
        self.chars.next();
        Ok(Word { text: said(bytes)?, quoted: true })
    }

    fn plain(&mut self) -> Result<Word, Broken> {
        let mut bytes = Vec::new();
        while self.chars.peek().is_some_and(|c| !matches!(c, ' ' | '\t' | '\r' | '\n' | ';' | '(' | ')' | '"')) {
            self.take(&mut bytes)?;
        }
        Ok(Word { text: said(bytes)?, quoted: false })
    }

    /// One character, escaped or not.
    fn take(&mut self, bytes: &mut Vec<u8>) -> Result<(), Broken> {
        let mut c = self.chars.next().ok_or(Broken)?;
        if c == '\\' {
            c = self.chars.next_if(|c| *c != '\n').ok_or(Broken)?;
            if let Some(first) = c.to_digit(10) {
                let mut code = first;
                for _ in 0..2 {
                    code = code * 10 + self.chars.next().and_then(|c| c.to_digit(10)).ok_or(Broken)?;
                }
                bytes.push(u8::try_from(code).map_err(|_| Broken)?);
                return Ok(());
            }
        }
        bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
        Ok(())
    }
}

/// Bytes by number may make no text; and what is shown and copied holds no control characters.
fn said(bytes: Vec<u8>) -> Result<String, Broken> {
    let text = String::from_utf8(bytes).map_err(|_| Broken)?;
    if text.chars().any(char::is_control) { Err(Broken) } else { Ok(text) }
}
