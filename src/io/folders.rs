//! Where the program keeps its own things: settings, the copy of the sample, the log.
//!
//! The usual folders of the user's system, or all below the folder that the environment variable `CLUSTERPLAN_HOME` names (portable
//! use, tests). Nothing is created here.

use std::path::{Path, PathBuf};

/// Name of the environment variable.
pub const HOME: &str = "CLUSTERPLAN_HOME";

/// The program's folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Settings.
    pub config: PathBuf,
    /// The copy of the sample workspace.
    pub data: PathBuf,
    /// Log files.
    pub log: PathBuf,
}

impl Folders {
    /// The folders of this user; `None` where the system names none.
    pub fn find() -> Option<Self> {
        match std::env::var_os(HOME).filter(|home| !home.is_empty()) {
            Some(home) => Some(Self::below(Path::new(&home))),
            None => {
                let dirs = directories::ProjectDirs::from("", "", "clusterplan")?;
                let log = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).join("log");
                Some(Self { config: dirs.config_dir().to_owned(), data: dirs.data_dir().to_owned(), log })
            }
        }
    }

    /// All folders below one.
    pub fn below(home: &Path) -> Self {
        Self { config: home.join("config"), data: home.join("data"), log: home.join("log") }
    }
}
