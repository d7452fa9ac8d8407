//! The house style: what a bureau's files have in common. Kept in the workspace as `house-style.toml`, so that everybody who opens it
//! makes files that look alike.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::{Diagnostic, Place};
use crate::io::write_file;
use crate::view::palette::{Palette, Rgb};

/// Name of the file in a workspace.
pub const FILE: &str = "house-style.toml";

/// The codes of this module.
pub const CODES: &[&str] = &["house-style-unreadable", "house-style-colour", "house-style-logo"];

/// Bytes of a logo at most: larger ones make every file heavy.
const LARGEST_LOGO: u64 = 4 << 20;

/// A house style as it stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct HouseStyle {
    /// A line at the foot of every page.
    pub footer: String,
    /// The accent, as `#0b6bcb`; empty for the program's own.
    pub accent: String,
    /// Colours of members in order; members past the last keep the program's own.
    pub members: Vec<String>,
    /// Face of Latin letters and digits in Office files.
    pub latin_font: String,
    /// Face of Chinese text in Office files.
    pub chinese_font: String,
    /// Picture (PNG) on the first page, by its path in the workspace.
    pub logo: String,
    /// A .pptx whose layouts decks use, by its path in the workspace.
    pub template: String,
    /// What this version does not know.
    #[serde(flatten)]
    pub extra: toml::Table,
}

/// A house style, ready to be drawn with.
#[derive(Clone, Debug, PartialEq)]
pub struct House {
    /// Colours.
    pub palette: Palette,
    /// A line at the foot of every page; may be empty.
    pub footer: String,
    /// Face of Latin letters and digits.
    pub latin: String,
    /// Face of Chinese text.
    pub chinese: String,
    /// The logo's bytes (PNG) and its size in pixels.
    pub logo: Option<(Vec<u8>, (u32, u32))>,
}

impl Default for House {
    fn default() -> Self {
        let (latin, chinese) = ("Arial".to_owned(), "Microsoft YaHei".to_owned());
        Self { palette: Palette::LIGHT, footer: String::new(), latin, chinese, logo: None }
    }
}

impl HouseStyle {
    /// Reads the style of a workspace. One that is not there is the program's own; one that cannot be read is told.
    pub fn read(folder: &Path) -> (Self, Vec<Diagnostic>) {
        let unreadable = |reason: String| vec![Diagnostic::warning("house-style-unreadable", Place::file(FILE)).arg("reason", reason)];
        match fs::read_to_string(folder.join(FILE)) {
            Ok(text) => match toml::from_str(&text) {
                Ok(style) => (style, Vec::new()),
                Err(error) => (Self::default(), unreadable(error.message().to_owned())),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Self::default(), Vec::new()),
            Err(error) => (Self::default(), unreadable(error.to_string())),
        }
    }

    /// Writes the style into a workspace.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        write_file(&folder.join(FILE), text.as_bytes())
    }

    /// The style ready to be drawn with; what cannot be used of it is told and left out.
    pub fn house(&self, folder: &Path) -> (House, Vec<Diagnostic>) {
        let mut house = House { footer: self.footer.clone(), ..House::default() };
        let mut told = Vec::new();
        let mut colour = |text: &str| {
            let colour = Rgb::parse(text);
            if colour.is_none() {
                told.push(Diagnostic::warning("house-style-colour", Place::file(FILE)).arg("text", text));
            }
            colour
        };
        if !self.accent.is_empty() {
            house.palette.accent = colour(&self.accent).unwrap_or(house.palette.accent);
        }
        for (place, text) in house.palette.members.iter_mut().zip(&self.members) {
            *place = colour(text).unwrap_or(*place);
        }
        for (font, of) in [(&mut house.latin, &self.latin_font), (&mut house.chinese, &self.chinese_font)] {
            if !of.is_empty() {
                font.clone_from(of);
            }
        }
        if !self.logo.is_empty() {
            house.logo = logo(&folder.join(&self.logo));
            if house.logo.is_none() {
                told.push(Diagnostic::warning("house-style-logo", Place::file(FILE)).arg("file", &self.logo));
            }
        }
        (house, told)
    }
}

fn logo(path: &Path) -> Option<(Vec<u8>, (u32, u32))> {
    if fs::metadata(path).ok()?.len() > LARGEST_LOGO {
        return None;
    }
    let bytes = fs::read(path).ok()?;
    let reader = ::png::Decoder::new(io::Cursor::new(&bytes)).read_info().ok()?;
    let size = (reader.info().width, reader.info().height);
    Some((bytes, size))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

    use super::*;

    #[test]
    fn a_style_is_kept_in_the_workspace_and_what_cannot_be_used_is_told() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(HouseStyle::read(folder.path()), (HouseStyle::default(), Vec::new()));
        let text = "footer = \"发改委\"\naccent = \"#112233\"\nmembers = [\"#010203\", \"red\"]\nlogo = \"none.png\"\nlater = 5\n";
        fs::write(folder.path().join(FILE), text).unwrap();
        let (style, told) = HouseStyle::read(folder.path());
        assert!(told.is_empty());
        style.write(folder.path()).unwrap();
        assert_eq!(HouseStyle::read(folder.path()).0, style, "unknown keys stay");
        let (house, told) = style.house(folder.path());
        assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["house-style-colour", "house-style-logo"]);
        assert_eq!((house.palette.accent.hex().as_str(), &*house.footer), ("#112233", "发改委"));
        assert_eq!(house.palette.members[1], Palette::LIGHT.members[1]);
        fs::write(folder.path().join(FILE), "footer = 3").unwrap();
        assert_eq!(HouseStyle::read(folder.path()).1[0].code, "house-style-unreadable");
    }
}
