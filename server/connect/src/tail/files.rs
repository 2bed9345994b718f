//! The file system, as far as it is asked by name. A seam: a test lets it do what a real one seldom does (no descriptor
//! left, permission taken away, a stale handle), and a family of files lists its directory once for all of them.

use std::{
    ffi::{OsStr, OsString},
    fmt,
    fs::{self, File, Metadata},
    io,
    os::unix::ffi::OsStrExt,
    path::Path,
};

pub trait Files: fmt::Debug + Send + Sync {
    /// Opens a file for reading.
    ///
    /// # Errors
    /// As the system gives them.
    fn open(&self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    /// What a name stands for, behind symbolic links.
    ///
    /// # Errors
    /// As the system gives them.
    fn stat(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path)
    }

    /// What a name is itself.
    ///
    /// # Errors
    /// As the system gives them.
    fn lstat(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path)
    }

    /// The names in `directory` that begin with `base`, in any order.
    ///
    /// # Errors
    /// As the system gives them.
    fn names(&self, directory: &Path, base: &OsStr) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(directory)? {
            let name = entry?.file_name();
            if name.as_bytes().starts_with(base.as_bytes()) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Says that what `names` answers must be new from here on, if it answers from memory.
    ///
    /// # Errors
    /// As the system gives them.
    fn renew(&self) -> io::Result<()> {
        Ok(())
    }
}

/// The machine's own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Files for Disk {}
