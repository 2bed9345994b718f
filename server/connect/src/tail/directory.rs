//! Where a file may have gone: the names that a rotation gives, in the directory of the followed name and, when that is
//! a symbolic link, of its target.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::identity::{Cursor, Look, Place, Verdict};

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
    fn open(&mut self, followed: &Path) -> io::Result<bool> {
        match open(&self.path) {
            Ok(found) => {
                self.file = found.filter(|(_, place)| *place == self.place).map(|(file, _)| Arc::new(file));
                Ok(self.file.is_some())
            }
            // What isn't a log is nobody's to read.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && !self.is_rotation_of(followed) => Ok(true),
            Err(error) => Err(error),
        }
    }
}

/// Opens a regular file; `None` if there is none under this name.
pub(super) fn open(path: &Path) -> io::Result<Option<(File, Place)>> {
    // A pipe would wait for its writer.
    if !present(path, fs::metadata(path).map(|meta| meta.is_file()))?.unwrap_or(true) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{}: not a regular file", path.display())));
    }
    present(path, File::open(path).and_then(|file| file.metadata().map(|meta| (file, Place::of(&meta)))))
}

/// `None` for what isn't there; other errors name the path.
fn present<T>(path: &Path, result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io::Error::new(error.kind(), format!("{}: {error}", path.display()))),
    }
}

/// Where the file is: itself, or what the symbolic link stands for.
pub(super) fn target(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_symlink() => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        _ => path.to_owned(),
    }
}

/// The files whose names begin with the followed one's, oldest first. `None` if the directory isn't there.
pub(super) fn siblings(followed: &Path) -> io::Result<Option<Vec<Sibling>>> {
    let mut names = vec![followed.to_owned()];
    let target = target(followed);
    if target != followed {
        names.push(target);
    }
    let mut found: Vec<Sibling> = Vec::new();
    let mut there = false;
    for name in &names {
        let (Some(directory), Some(base)) = (name.parent(), name.file_name()) else { continue };
        let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        let Some(entries) = present(directory, fs::read_dir(directory))? else { continue };
        there = true;
        for entry in entries {
            let path = directory.join(entry?.file_name());
            if path.file_name().is_some_and(|name| is_beside(base, name)) && !names.contains(&path) {
                found.extend(sibling(path)?);
            }
        }
    }
    found.sort_by(|a, b| a.age().cmp(&b.age()));
    found.dedup_by(|a, b| a.path == b.path);
    Ok(there.then_some(found))
}

/// As [`siblings`], each open. A listing may miss what is renamed meanwhile, so it is made until it comes out the same
/// twice; `None` if it doesn't.
pub(super) fn opened(followed: &Path) -> io::Result<Option<Vec<Sibling>>> {
    let names = |found: &[Sibling]| found.iter().map(|found| (found.path.clone(), found.place)).collect::<Vec<_>>();
    let Some(found) = siblings(followed)? else { return Ok(None) };
    let mut before = names(&found);
    'again: for _ in 0..ATTEMPTS {
        let Some(mut found) = siblings(followed)? else { return Ok(None) };
        let same = std::mem::replace(&mut before, names(&found)) == before;
        if same {
            for found in &mut found {
                if !found.open(followed)? {
                    continue 'again;
                }
            }
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The regular file of this name, which isn't followed through a link.
fn sibling(path: PathBuf) -> io::Result<Option<Sibling>> {
    let meta = present(&path, fs::symlink_metadata(&path))?.filter(fs::Metadata::is_file);
    let found = |meta: fs::Metadata| Sibling {
        place: Place::of(&meta),
        size: meta.len(),
        written: meta.modified().ok(),
        file: None,
        path,
    };
    Ok(meta.map(found))
}

/// The file of this name, open.
pub(super) fn find(path: &Path) -> io::Result<Option<Sibling>> {
    match (sibling(path.to_owned())?, open(path)?) {
        (Some(found), Some((file, place))) if found.place == place => {
            Ok(Some(Sibling { file: Some(Arc::new(file)), ..found }))
        }
        _ => Ok(None),
    }
}

impl Sibling {
    /// Sorts the oldest first: by the time of the last write; where that is the same, `.2` is older than `.1`.
    fn age(&self) -> (Option<SystemTime>, std::cmp::Reverse<Option<u32>>, &Path) {
        let number = self.path.extension().and_then(OsStr::to_str).and_then(|text| text.parse().ok());
        (self.written, std::cmp::Reverse(number), &self.path)
    }

    /// Whether its name is one that a rotation gives: with a number or a date, or `.old`, and not compressed.
    pub fn is_rotation_of(&self, followed: &Path) -> bool {
        let target = target(followed);
        [followed, &target].into_iter().any(|followed| {
            let (Some(base), Some(name)) = (followed.file_name(), self.path.file_name()) else { return false };
            let Some(rest) = name.as_bytes().strip_prefix(base.as_bytes()) else { return false };
            let parted = matches!(rest.first(), Some(b'.' | b'-' | b'_'));
            parted && (rest == b".old" || rest.iter().any(u8::is_ascii_digit))
        })
    }
}

const COMPRESSED: &[&[u8]] = &[b".gz", b".xz", b".zst", b".bz2", b".lz4", b".zip", b".Z"];

fn is_beside(base: &OsStr, name: &OsStr) -> bool {
    let (base, name) = (base.as_bytes(), name.as_bytes());
    name.len() > base.len() && name.starts_with(base) && !COMPRESSED.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Sibling {
        Sibling {
            path: PathBuf::from("/var/log").join(name),
            place: Place { dev: 1, ino: 1 },
            size: 0,
            written: None,
            file: None,
        }
    }

    #[test]
    fn a_rotated_name_has_a_number_or_a_date() {
        let followed = Path::new("/var/log/audit.log");
        for name in ["audit.log.1", "audit.log-20261124", "audit.log.2026-11-24T04", "audit.log.old", "audit.log_7"] {
            assert!(named(name).is_rotation_of(followed), "{name}");
        }
        for name in ["audit.log.lock", "audit.logger", "audit.log2", "audit.log.bak", "other.log.1"] {
            assert!(!named(name).is_rotation_of(followed), "{name}");
        }
    }

    #[test]
    fn compressed_files_are_no_siblings() {
        let beside = |name: &str| is_beside(OsStr::new("audit.log"), OsStr::new(name));
        assert!(beside("audit.log.1") && beside("audit.log~"));
        assert!(!beside("audit.log") && !beside("audit.log.1.gz") && !beside("audit.log.2.zst") && !beside("x.log.1"));
    }

    #[test]
    fn the_higher_number_is_older() {
        let mut names = [named("audit.log.1"), named("audit.log.10"), named("audit.log.2")];
        names.sort_by(|a, b| a.age().cmp(&b.age()));
        assert!(names.map(|found| found.path.extension().unwrap().to_owned()) == ["10", "2", "1"]);
    }
}
