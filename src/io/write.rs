//! The one place that writes files: whole, or not at all.
//!
//! A temporary file in the same folder, flush, fsync, rename, fsync of the folder. Nothing else in the program creates or
//! replaces or removes a file, so that a crash or a full disk never leaves half a file behind.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a rename is tried where another program holds the file for a moment (virus scanners, Excel, sync clients).
const TRIES: u32 = 6;
/// The first pause between two tries; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// Replaces or creates the file at `path` with `bytes`, atomically. Folders above it are created.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(&folder)?;
    let mut temporary = tempfile::Builder::new().prefix(".clusterplan-").suffix(".tmp").tempfile_in(&folder)?;
    temporary.write_all(bytes)?;
    temporary.flush()?;
    keep_permissions(path, temporary.as_file())?;
    temporary.as_file().sync_all()?;
    persist(temporary, path)?;
    sync_folder(&folder);
    Ok(())
}

/// Adds lines to the end of a file, which is created where there is none. A line that an earlier crash left torn is closed first,
/// so that it spoils no other.
pub fn append(path: &Path, lines: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    let mut file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
    let mut last = [b'\n'];
    if file.metadata()?.len() > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    let closed = if last == [b'\n'] { lines.to_vec() } else { [b"\n", lines].concat() };
    file.write_all(&closed)?;
    file.sync_all()
}

/// Removes a file. One that is gone already is no failure.
pub fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => {
            sync_folder(&folder_of(path));
            Ok(())
        }
    }
}

/// Copies a file to the first free name `<name>.bak-1`, `.bak-2` … beside it, and returns that path.
pub fn keep_copy(path: &Path) -> io::Result<PathBuf> {
    let bytes = fs::read(path)?;
    let copy = free_beside(path, "bak");
    write_file(&copy, &bytes)?;
    Ok(copy)
}

/// The first of `<name>.<word>-1`, `-2` … beside `path` that does not exist.
pub fn free_beside(path: &Path, word: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_os_string();
    let mut number = 1_u64;
    loop {
        let mut candidate = name.clone();
        candidate.push(format!(".{word}-{number}"));
        let candidate = path.with_file_name(candidate);
        if fs::symlink_metadata(&candidate).is_err() {
            return candidate;
        }
        number += 1;
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn persist(mut temporary: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    let mut pause = FIRST_PAUSE;
    for attempt in 1.. {
        match temporary.persist(path) {
            Ok(_) => return Ok(()),
            Err(failed) if attempt < TRIES && is_passing(&failed.error) => {
                temporary = failed.file;
                std::thread::sleep(pause);
                pause *= 2;
            }
            Err(failed) => return Err(failed.error),
        }
    }
    Ok(())
}

/// True for errors that pass when another program lets go of the file. Only Windows locks files that way: 5 is access
/// denied, 32 a sharing and 33 a lock violation.
fn is_passing(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(unix)]
fn keep_permissions(path: &Path, file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // Temporary files are private; a new file of a workspace is as readable as any other new file.
    let mode = fs::metadata(path).map_or(0o644, |known| known.permissions().mode() & 0o7777);
    match file.set_permissions(fs::Permissions::from_mode(mode)) {
        // Some network and FAT drives know no permissions; the content matters more.
        Err(error) if error.kind() != io::ErrorKind::PermissionDenied && error.kind() != io::ErrorKind::Unsupported => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn keep_permissions(_path: &Path, _file: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the rename itself durable. Not every file system lets a folder be opened or synchronised; the file is safe by then.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/down/plan.toml");
        write_file(&path, b"one").unwrap();
        write_file(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(keep_copy(&path).unwrap().file_name().unwrap(), "plan.toml.bak-1");
        assert_eq!(keep_copy(&path).unwrap().file_name().unwrap(), "plan.toml.bak-2");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 3);
    }

    #[test]
    fn a_failed_write_leaves_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("taken");
        fs::create_dir_all(target.join("full")).unwrap();
        assert!(write_file(&target, b"x").is_err(), "a folder stands there");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(write_file(&folder.path().join("taken/full/../../file/below"), b"x").is_ok());
        assert!(write_file(&folder.path().join("file/below/x"), b"x").is_err(), "a file stands where a folder is needed");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.toml");
        write_file(&path, b"one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write_file(&path, b"two").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
