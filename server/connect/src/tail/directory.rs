//! Where a file may have gone: the names that a rotation gives, in the directory of the followed name and, when that is
//! a symbolic link, of its target.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata},
    io,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{
    files::Files,
    identity::{Cursor, Place},
    look::{Look, Verdict},
    packed,
};

/// How often a directory that is being changed is listed.
const ATTEMPTS: usize = 20;

/// A file beside the followed one.
#[derive(Debug, Clone)]
pub(super) struct Sibling {
    pub path: PathBuf,
    pub place: Place,
    pub size: u64,
    written: Option<SystemTime>,
    /// Held, so that it stays what it is while it is looked into, whatever its name means by then.
    file: Option<Arc<File>>,
}

impl Sibling {
    /// `None` for one that nobody may read.
    pub fn file(&self) -> io::Result<Option<File>> {
        self.file.as_deref().map(File::try_clone).transpose()
    }

    /// Whether what `cursor` had read, or an older state of it, was copied here.
    pub fn is_copy_of(&self, cursor: &Cursor) -> io::Result<bool> {
        let Some(file) = self.file.as_ref().filter(|_| cursor.offset > 0 && cursor.prefix.len > 0 && self.size > 0)
        else {
            return Ok(false);
        };
        Ok(Look::at(file, cursor, 0)?.is_copy_of(cursor))
    }

    /// Its file, if it holds what `cursor` had read.
    pub fn same_as(&self, cursor: &Cursor) -> io::Result<Option<File>> {
        let Some(file) = self.file.as_ref().filter(|_| cursor.prefix.len > 0 && self.size >= cursor.size) else {
            return Ok(None);
        };
        let same = Look::at(file, cursor, 0)?.verdict(cursor) == Verdict::Same;
        same.then(|| file.try_clone()).transpose()
    }

    /// Opens it. False when its name means another file by now.
    fn open(&mut self, files: &dyn Files, followed: &Path) -> io::Result<bool> {
        match open(files, &self.path) {
            Ok(found) => {
                self.file = found.filter(|(_, place)| *place == self.place).map(|(file, _)| Arc::new(file));
                Ok(self.file.is_some())
            }
            // What isn't a log is nobody's to read.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && !self.is_rotation_of(files, followed) => {
                Ok(true)
            }
            Err(error) => Err(error),
        }
    }
}

/// Opens a regular file; `None` if there is none under this name.
pub(super) fn open(files: &dyn Files, path: &Path) -> io::Result<Option<(File, Place)>> {
    // A pipe would wait for its writer.
    let Some(meta) = present(path, files.stat(path))? else { return Ok(None) };
    if !meta.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{}: not a regular file", path.display())));
    }
    present(path, files.open(path).and_then(|file| file.metadata().map(|meta| (file, Place::of(&meta)))))
}

/// `None` for what isn't there; other errors name the path.
fn present<T>(path: &Path, result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io::Error::new(error.kind(), Named { path: path.display().to_string(), source: error })),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
struct Named {
    path: String,
    source: io::Error,
}

/// The system's number of an error, whether or not it names a path by now.
pub(super) fn os_error(error: &io::Error) -> Option<i32> {
    let named = || error.get_ref()?.downcast_ref::<Named>()?.source.raw_os_error();
    error.raw_os_error().or_else(named)
}

/// Where the file is: itself, or what the symbolic link stands for.
pub(super) fn target(files: &dyn Files, path: &Path) -> PathBuf {
    match files.lstat(path) {
        Ok(meta) if meta.is_symlink() => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        _ => path.to_owned(),
    }
}

/// The files whose names begin with the followed one's, oldest first. `None` if the directory isn't there.
pub(super) fn siblings(files: &dyn Files, followed: &Path) -> io::Result<Option<Vec<Sibling>>> {
    let Some(beside) = beside(files, followed)? else { return Ok(None) };
    let mut found = Vec::new();
    for path in beside.into_iter().filter(|path| !packed::is_packed(path)) {
        found.extend(sibling(files, path)?);
    }
    found.sort_by(|a, b| a.age().cmp(&b.age()));
    Ok(Some(found))
}

/// The compressed ones, newest first.
pub(super) fn packed(files: &dyn Files, followed: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in beside(files, followed)?.unwrap_or_default().into_iter().filter(|path| packed::is_packed(path)) {
        found.extend(sibling(files, path)?);
    }
    found.sort_by(|a, b| b.age().cmp(&a.age()));
    Ok(found.into_iter().map(|found| found.path).collect())
}

/// The names that begin with the followed one, or with that of the file that it is a link to.
fn beside(files: &dyn Files, followed: &Path) -> io::Result<Option<Vec<PathBuf>>> {
    let mut names = vec![followed.to_owned()];
    let target = target(files, followed);
    if target != followed {
        names.push(target);
    }
    let mut found: Vec<PathBuf> = Vec::new();
    let mut there = false;
    for name in &names {
        let (Some(directory), Some(base)) = (name.parent(), name.file_name()) else { continue };
        let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        let Some(entries) = present(directory, files.names(directory, base))? else { continue };
        there = true;
        // A cursor is text: what can't be written down there isn't a log's name.
        let entries = entries.into_iter().filter(|name| name.len() > base.len() && name.to_str().is_some());
        found.extend(entries.map(|name| directory.join(name)).filter(|path| !names.contains(path)));
    }
    found.sort_unstable();
    found.dedup();
    Ok(there.then_some(found))
}

/// As [`siblings`], each open. A listing may miss what is renamed meanwhile, so it is made until it comes out the same
/// twice; `None` if it doesn't.
pub(super) fn opened(files: &dyn Files, followed: &Path) -> io::Result<Option<Vec<Sibling>>> {
    let names = |found: &[Sibling]| found.iter().map(|found| (found.path.clone(), found.place)).collect::<Vec<_>>();
    let Some(found) = siblings(files, followed)? else { return Ok(None) };
    let mut before = names(&found);
    'again: for _ in 0..ATTEMPTS {
        let Some(mut found) = siblings(files, followed)? else { return Ok(None) };
        let same = std::mem::replace(&mut before, names(&found)) == before;
        if same {
            for found in &mut found {
                if !found.open(files, followed)? {
                    files.renew()?;
                    continue 'again;
                }
            }
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The regular file of this name, which isn't followed through a link.
fn sibling(files: &dyn Files, path: PathBuf) -> io::Result<Option<Sibling>> {
    let meta = present(&path, files.lstat(&path))?.filter(Metadata::is_file);
    let found = |meta: Metadata| Sibling {
        place: Place::of(&meta),
        size: meta.len(),
        written: meta.modified().ok(),
        file: None,
        path,
    };
    Ok(meta.map(found))
}

/// The file of this name, open.
pub(super) fn find(files: &dyn Files, path: &Path) -> io::Result<Option<Sibling>> {
    let Some(found) = sibling(files, path.to_owned())? else { return Ok(None) };
    let opened = open(files, path)?.filter(|(_, place)| found.place == *place);
    Ok(opened.map(|(file, _)| Sibling { file: Some(Arc::new(file)), ..found }))
}

impl Sibling {
    /// Sorts the oldest first: by the time of the last write; where that is the same, `.2` is older than `.1`.
    fn age(&self) -> (Option<SystemTime>, std::cmp::Reverse<Option<u32>>, &Path) {
        let number = self.path.extension().and_then(OsStr::to_str).and_then(|text| text.parse().ok());
        (self.written, std::cmp::Reverse(number), &self.path)
    }

    /// Whether its name is one that a rotation gives: with a number or a date, or `.old`, and not compressed.
    pub fn is_rotation_of(&self, files: &dyn Files, followed: &Path) -> bool {
        let target = target(files, followed);
        [followed, &target].into_iter().any(|followed| {
            let (Some(base), Some(name)) = (followed.file_name(), self.path.file_name()) else { return false };
            is_rotated_name(base, name)
        })
    }
}

/// Whether a rotation gives `name` to a file that is called `base`: a number, a date or `.old` stands behind it.
pub(super) fn is_rotated_name(base: &OsStr, name: &OsStr) -> bool {
    let Some(rest) = name.as_bytes().strip_prefix(base.as_bytes()) else { return false };
    let parted = matches!(rest.first(), Some(b'.' | b'-' | b'_'));
    parted && (rest == b".old" || rest.iter().any(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::{super::files::Disk, *};

    fn named(name: &str) -> Sibling {
        Sibling {
            path: PathBuf::from("/var/log").join(name),
            place: Place { dev: 1, ino: 1, born: 0 },
            size: 0,
            written: None,
            file: None,
        }
    }

    #[test]
    fn a_rotated_name_has_a_number_or_a_date() {
        let followed = Path::new("/var/log/audit.log");
        for name in ["audit.log.1", "audit.log-20261124", "audit.log.2026-11-24T04", "audit.log.old", "audit.log_7"] {
            assert!(named(name).is_rotation_of(&Disk, followed), "{name}");
        }
        for name in ["audit.log.lock", "audit.logger", "audit.log2", "audit.log.bak", "other.log.1"] {
            assert!(!named(name).is_rotation_of(&Disk, followed), "{name}");
        }
    }

    #[test]
    fn the_higher_number_is_older() {
        let mut names = [named("audit.log.1"), named("audit.log.10"), named("audit.log.2")];
        names.sort_by(|a, b| a.age().cmp(&b.age()));
        assert!(names.map(|found| found.path.extension().unwrap().to_owned()) == ["10", "2", "1"]);
    }
}
