//! The sample workspace: built into the program, copied to the user's data folder at the first start.

use std::io;
use std::path::PathBuf;

use super::folders::Folders;
use super::plan_file;
use super::write::write_file;

/// Name of the sample's folder.
const NAME: &str = "jiaxing-2011";

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../sample-data/", $folder, "/", $name)))),*]
    };
}

/// The files of the sample: path in the workspace and content.
pub const FILES: &[(&str, &[u8])] = files!(
    "jiaxing-2011": "plan.toml",
    "actuals/published.csv",
    "actuals/illustrative.csv",
    "scenarios/plan-as-written.toml",
    "scenarios/growth-as-observed.toml",
    "scenarios/solar-trade-shock.toml",
    "scenarios/catch-up.toml",
    "README.md",
);

/// The user's copy of the sample, made where there is none. A copy that is there is left as the user has it; one that an interrupted
/// first start left without a plan gets the files it lacks.
pub fn ensure_sample(folders: &Folders) -> io::Result<PathBuf> {
    let folder = folders.data.join(NAME);
    if !folder.join(plan_file::FILE).exists() {
        // The plan comes last: where it stands, the copy is complete.
        for (name, content) in FILES.iter().rev() {
            let path = folder.join(name);
            if !path.exists() {
                write_file(&path, content)?;
            }
        }
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]
    use super::*;
    use crate::io::workspace;

    #[test]
    fn the_sample_is_copied_once_and_opens_without_a_word() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::below(home.path());
        let folder = ensure_sample(&folders).unwrap();
        let opened = workspace::open(&folder).unwrap();
        assert_eq!(opened.diagnostics, []);
        assert!(!opened.lossy && !opened.read_only);
        assert!(!opened.document.plan.figures.is_empty() && !opened.document.actuals.is_empty());
        let scenarios = FILES.iter().filter(|(name, _)| name.starts_with(workspace::SCENARIOS)).count();
        assert_eq!((opened.document.scenarios.len(), scenarios), (4, 4));

        write_file(&folder.join("plan.toml"), b"format = 1\n").unwrap();
        assert_eq!(ensure_sample(&folders).unwrap(), folder);
        assert_eq!(std::fs::read(folder.join("plan.toml")).unwrap(), b"format = 1\n", "the user's own changes stay");
    }

    #[test]
    fn the_sample_is_laid_out_as_the_program_writes() {
        let home = tempfile::tempdir().unwrap();
        let folder = ensure_sample(&Folders::below(home.path())).unwrap();
        let opened = workspace::open(&folder).unwrap();
        let saved = workspace::save(&folder, &opened.document, &opened.prints).unwrap();
        assert_eq!(saved, opened.prints, "nothing had to be written");
        for (name, content) in FILES {
            assert_eq!(&std::fs::read(folder.join(name)).unwrap(), content, "{name}");
        }
    }
}
