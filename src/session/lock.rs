//! Who has a workspace open: a second window is warned before two people overwrite each other.
//!
//! `.clusterplan/lock.held` is an empty file on which the operating system holds a lock for the life of the session; it
//! falls with the process, so a crash leaves nothing stale. `.clusterplan/lock` says in words who holds it: a file of
//! its own, because a locked file cannot be read by others on Windows.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Folder of a workspace for what the program keeps beside the plan.
pub const HIDDEN: &str = ".clusterplan";

/// Who has a workspace open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Process id; 0 where unknown.
    pub process: u32,
    /// Name of the computer; empty where unknown.
    pub host: String,
    /// Since when, as `2011-03-01T08:00:00Z`; empty where unknown.
    pub time: String,
}

/// The lock of a workspace, held until dropped.
#[derive(Debug)]
pub struct Lock {
    // Never read: the operating system lets go of the lock when the file is closed.
    _file: File,
    info: PathBuf,
}

/// What came of taking a lock.
#[derive(Debug)]
pub enum Taken {
    /// It is ours.
    Held(Lock),
    /// Somebody has it.
    ByOther(Holder),
    /// The place knows no locks, or nothing can be written there: nobody is warned.
    Impossible,
}

impl Lock {
    /// Takes the lock of a workspace if nobody has it.
    pub fn take(folder: &Path) -> Taken {
        let hidden = folder.join(HIDDEN);
        let info = hidden.join("lock");
        let open = || {
            std::fs::create_dir_all(&hidden)?;
            OpenOptions::new().create(true).truncate(false).write(true).open(hidden.join("lock.held"))
        };
        let Ok(file) = open() else { return Taken::Impossible };
        match file.try_lock() {
            Ok(()) => {
                let holder =
                    Holder { process: std::process::id(), host: host(), time: jiff::Timestamp::now().strftime("%FT%TZ").to_string() };
                // The words are a courtesy; the lock holds without them.
                if let Ok(text) = serde_json::to_string(&holder) {
                    let _ = crate::io::write_file(&info, text.as_bytes());
                }
                Taken::Held(Self { _file: file, info })
            }
            Err(TryLockError::WouldBlock) => {
                let text = std::fs::read_to_string(&info).unwrap_or_default();
                Taken::ByOther(serde_json::from_str(&text).unwrap_or_default())
            }
            Err(TryLockError::Error(_)) => Taken::Impossible,
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is still held, so that nobody else's words are removed.
        let _ = std::fs::remove_file(&self.info);
    }
}

fn host() -> String {
    let named = ["COMPUTERNAME", "HOSTNAME"].iter().find_map(|name| std::env::var(name).ok());
    named.or_else(|| std::fs::read_to_string("/etc/hostname").ok()).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_learns_who_holds_the_workspace_until_it_is_let_go() {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        let Taken::Held(lock) = Lock::take(folder.path()) else { panic!("free") };
        match Lock::take(folder.path()) {
            Taken::ByOther(holder) => assert_eq!(holder.process, std::process::id()),
            other => panic!("{other:?}"),
        }
        drop(lock);
        // The words of a process that is gone do not hold anybody up.
        std::fs::write(folder.path().join(HIDDEN).join("lock"), "{\"process\":1").unwrap_or_else(|e| panic!("{e}"));
        assert!(matches!(Lock::take(folder.path()), Taken::Held(_)));
    }
}
