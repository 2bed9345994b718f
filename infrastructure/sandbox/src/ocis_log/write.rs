//! The file: appended to as OCIS does it, and rotated if asked, which OCIS leaves to logrotate.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::record::Record;
use crate::error::Error;

/// Rotated files that are kept: `audit.log.1`, `.2`, `.3`.
const KEPT: u32 = 3;

/// Appends one record with a single write; the directory must exist.
pub fn write_line(file: &Path, record: &Record) -> Result<(), Error> {
    let line = record.line().map_err(|e| Error::io("cannot write an audit record")(e.into()))?;
    append(file, &line)
}

/// An audit log, rotated every so many lines.
#[derive(Debug)]
pub struct AuditLog {
    file: PathBuf,
    rotate_every: Option<u64>,
    written: u64,
}

impl AuditLog {
    /// Makes the directory; the file itself comes with the first line.
    pub fn open(file: &Path, rotate_every: Option<u64>) -> Result<Self, Error> {
        if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(Error::io(format!("cannot make {}", folder.display())))?;
        }
        Ok(Self { file: file.to_owned(), rotate_every, written: 0 })
    }

    pub fn is_empty(&self) -> bool {
        fs::metadata(&self.file).map_or(true, |m| m.len() == 0)
    }

    pub fn write(&mut self, record: &Record) -> Result<(), Error> {
        self.make_room()?;
        write_line(&self.file, record)
    }

    /// Appends a line as it is; a newline is added if it has none.
    pub fn write_raw(&mut self, line: &str) -> Result<(), Error> {
        self.make_room()?;
        append(&self.file, &format!("{}\n", line.trim_end_matches('\n')))
    }

    fn make_room(&mut self) -> Result<(), Error> {
        if self.rotate_every.is_some_and(|every| every > 0 && self.written > 0 && self.written.is_multiple_of(every)) {
            self.rotate()?;
        }
        self.written += 1;
        Ok(())
    }

    /// `audit.log` becomes `audit.log.1`, and the oldest goes.
    pub fn rotate(&self) -> Result<(), Error> {
        for n in (0..KEPT).rev() {
            let (from, to) = (self.numbered(n), self.numbered(n + 1));
            if from.exists() {
                fs::rename(&from, &to).map_err(Error::io(format!("cannot rotate {}", from.display())))?;
            }
        }
        Ok(())
    }

    fn numbered(&self, n: u32) -> PathBuf {
        if n == 0 {
            return self.file.clone();
        }
        let mut name = self.file.clone().into_os_string();
        name.push(format!(".{n}"));
        name.into()
    }
}

fn append(file: &Path, line: &str) -> Result<(), Error> {
    let trouble = || format!("cannot append to {}", file.display());
    let mut open = OpenOptions::new().create(true).append(true).open(file).map_err(Error::io(trouble()))?;
    open.write_all(line.as_bytes()).map_err(Error::io(trouble()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rotation_keeps_every_line_and_counts_the_files_up() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/audit.log");
        let mut log = AuditLog::open(&file, Some(2)).unwrap();
        for n in 1..=5 {
            log.write_raw(&format!("{{\"n\":{n}}}")).unwrap();
        }
        let read = |name: &str| fs::read_to_string(file.with_file_name(name)).unwrap();
        assert_eq!(read("audit.log.2"), "{\"n\":1}\n{\"n\":2}\n");
        assert_eq!(read("audit.log.1"), "{\"n\":3}\n{\"n\":4}\n");
        assert_eq!(read("audit.log"), "{\"n\":5}\n");
    }
}
