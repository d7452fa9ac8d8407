//! The house style in the window: its form, and the files that it names, read and brought into the workspace off the drawing thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::base::Diagnostic;
use crate::domain::HouseStyle;
use crate::io::export::failure::unwritten;
use crate::io::export::house;
use crate::io::write::write_file;
use crate::ui::command::PathPurpose;
use crate::ui::dialogs::{Dialog, HouseDialog, HouseFiles};

/// Folder in a workspace that logos and templates are brought into.
const FOLDER: &str = "house-style";

impl Workbench {
    pub(super) fn edit_house(&mut self) {
        self.dialog = Some(Dialog::House(Box::new(HouseDialog::new(&self.session.document().house))));
    }

    /// Reads the files of a style, for its form.
    pub(super) fn check_house(&mut self, style: HouseStyle) {
        let folder = self.session.folder().map(Path::to_owned).unwrap_or_default();
        self.jobs.spawn("job-house", move |_| Outcome::HouseChecked(Box::new(checked(style, &folder))));
    }

    /// Brings a file chosen for the style into the workspace; the form that asked comes back with what became of it.
    pub(super) fn take_house_file(&mut self, purpose: PathPurpose, path: PathBuf) {
        self.dialog = self.beneath.take().or_else(|| self.dialog.take());
        let folder = self.session.folder().filter(|_| !self.session.is_read_only()).map(Path::to_owned);
        self.jobs.spawn("job-house", move |_| Outcome::HouseFile(purpose, brought(purpose, &path, folder.as_deref())));
    }

    pub(super) fn house_checked(&mut self, files: HouseFiles) {
        if let Some(dialog) = self.house_dialog() {
            dialog.take_files(files);
        }
    }

    pub(super) fn house_file(&mut self, purpose: PathPurpose, file: Result<String, Diagnostic>) {
        if let Some(dialog) = self.house_dialog() {
            dialog.take_file(purpose, file);
        }
    }

    fn house_dialog(&mut self) -> Option<&mut HouseDialog> {
        match (&mut self.dialog, &mut self.beneath) {
            (Some(Dialog::House(dialog)), _) | (_, Some(Dialog::House(dialog))) => Some(dialog),
            _ => None,
        }
    }
}

fn checked(style: HouseStyle, folder: &Path) -> HouseFiles {
    let mut told = Vec::new();
    let logo = (!style.logo.is_empty()).then(|| house::logo(&folder.join(&style.logo), &style.logo));
    let logo = logo.and_then(|logo| logo.map_err(|problem| told.push(problem)).ok());
    told.extend(style.template(folder).and_then(Result::err));
    HouseFiles { logo: logo.and_then(|(bytes, _)| super::exports::decoded(&bytes).ok()).map(Arc::new), style, told }
}

/// A file that can be used, within the workspace: the path that the style names it by. One from elsewhere is copied in, so that the
/// workspace can be carried away; a plan that lies in no folder yet names it where it is.
fn brought(purpose: PathPurpose, path: &Path, folder: Option<&Path>) -> Result<String, Diagnostic> {
    let shown = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let bytes = match purpose {
        PathPurpose::Logo => house::logo(path, &shown)?.0,
        _ => house::template(path, &shown)?,
    };
    let Some(folder) = folder else { return Ok(path.display().to_string()) };
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if let Ok(inner) = real(path).strip_prefix(real(folder)) {
        return Ok(inner.to_string_lossy().replace('\\', "/"));
    }
    let stem = Path::new(&shown).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let ending = if purpose == PathPurpose::Logo { "png" } else { "pptx" };
    let taken = |name: &str| {
        let known = folder.join(FOLDER).join(format!("{name}.{ending}"));
        known.exists() && std::fs::read(&known).ok().as_deref() != Some(&bytes)
    };
    let inner = format!("{FOLDER}/{}.{ending}", crate::base::id::free_text(&stem, taken));
    let target = folder.join(&inner);
    write_file(&target, &bytes).map_err(|error| unwritten(&error, &target))?;
    Ok(inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

    use super::*;

    fn picture() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&[255, 0, 0, 0, 0, 255]).unwrap();
        bytes
    }

    #[test]
    fn a_logo_is_brought_into_the_workspace_once_and_what_is_none_is_refused_in_words() {
        let (outside, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let logo = outside.path().join("标志.png");
        std::fs::write(&logo, picture()).unwrap();
        let path = brought(PathPurpose::Logo, &logo, Some(folder.path())).unwrap();
        assert_eq!(path, "house-style/标志.png");
        assert_eq!(brought(PathPurpose::Logo, &logo, Some(folder.path())).unwrap(), path, "the same picture is there already");
        assert_eq!(brought(PathPurpose::Logo, &folder.path().join(&path), Some(folder.path())).unwrap(), path);
        std::fs::write(folder.path().join(&path), b"another").unwrap();
        assert_ne!(brought(PathPurpose::Logo, &logo, Some(folder.path())).unwrap(), path, "nothing is written over");
        let style = HouseStyle { logo: brought(PathPurpose::Logo, &logo, Some(folder.path())).unwrap(), ..HouseStyle::default() };
        let files = checked(style, folder.path());
        assert!(files.told.is_empty() && files.logo.is_some_and(|image| image.size == [2, 1]));
        let code = |bytes: &[u8], purpose| {
            std::fs::write(&logo, bytes).unwrap();
            brought(purpose, &logo, Some(folder.path())).unwrap_err().code
        };
        assert_eq!(code(b"GIF89a", PathPurpose::Logo), "house-style-logo");
        assert_eq!(code(&picture()[..40], PathPurpose::Logo), "house-style-logo", "cut off");
        assert_eq!(code(&vec![0; (4 << 20) + 1], PathPurpose::Logo), "house-style-logo-large");
        assert_eq!(code(b"no deck", PathPurpose::Template), "template-unreadable");
        let none = brought(PathPurpose::Logo, &outside.path().join("none.png"), None).unwrap_err();
        assert_eq!(none.code, "house-style-logo-unread");
    }
}
