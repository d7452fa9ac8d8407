//! The house style: what a bureau's files have in common. Kept in the workspace as `house-style.toml`, so that everybody who opens it
//! makes files that look alike.

use std::fs;
use std::io;
use std::path::Path;

use super::png::decode;
use crate::base::{Diagnostic, Place};
use crate::view::house::palette;
use crate::view::palette::Palette;

pub use crate::domain::HouseStyle;

/// Name of the file in a workspace.
pub const FILE: &str = "house-style.toml";

/// The codes of this module.
pub const CODES: &[&str] = &[
    "house-style-unreadable",
    "house-style-colour",
    "house-style-logo",
    "house-style-logo-large",
    "house-style-logo-unread",
    "house-style-template-unread",
];

/// Bytes of a logo at most: larger ones make every file heavy.
const LARGEST_LOGO: u64 = 4 << 20;

/// A picture's bytes (PNG) and its size in pixels.
pub type Logo = (Vec<u8>, (u32, u32));

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
    pub logo: Option<Logo>,
}

impl Default for House {
    fn default() -> Self {
        let (latin, chinese) = ("Arial".to_owned(), "Microsoft YaHei".to_owned());
        Self { palette: Palette::LIGHT, footer: String::new(), latin, chinese, logo: None }
    }
}

impl HouseStyle {
    /// Reads the text of its file.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        toml::from_str(text).map_err(|error| unreadable(error.message()))
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        // Every field is a text or a list of texts, and what was not known was read from such a file.
        toml::to_string(self).unwrap_or_default()
    }

    /// The style ready to be drawn with; what cannot be used of it is told and left out.
    pub fn house(&self, folder: &Path) -> (House, Vec<Diagnostic>) {
        let (palette, wrong) = palette(self, false);
        let colour = |text: String| Diagnostic::warning("house-style-colour", Place::file(FILE)).arg("text", text);
        let mut told: Vec<Diagnostic> = wrong.into_iter().map(colour).collect();
        let mut house = House { footer: self.footer.clone(), palette, ..House::default() };
        for (font, of) in [(&mut house.latin, &self.latin_font), (&mut house.chinese, &self.chinese_font)] {
            if !of.is_empty() {
                font.clone_from(of);
            }
        }
        if !self.logo.is_empty() {
            match logo(&folder.join(&self.logo), &self.logo) {
                Ok(found) => house.logo = Some(found),
                Err(problem) => told.push(problem),
            }
        }
        (house, told)
    }

    /// The deck of the house whose layouts are used, or why it is not; `None` where the style names none. Relative to the workspace.
    pub fn template(&self, folder: &Path) -> Option<Result<Vec<u8>, Diagnostic>> {
        (!self.template.is_empty()).then(|| template(&folder.join(&self.template), &self.template))
    }
}

fn unreadable(reason: &str) -> Diagnostic {
    Diagnostic::warning("house-style-unreadable", Place::file(FILE)).arg("reason", reason)
}

/// A logo's bytes and its size in pixels. `shown` is its name for messages.
pub fn logo(path: &Path, shown: &str) -> Result<Logo, Diagnostic> {
    let problem = |code: &'static str| Diagnostic::warning(code, Place::file(FILE)).arg("file", shown);
    let length = fs::metadata(path).map_err(|error| problem("house-style-logo-unread").arg("reason", error))?.len();
    if length > LARGEST_LOGO {
        return Err(problem("house-style-logo-large"));
    }
    let bytes = fs::read(path).map_err(|error| problem("house-style-logo-unread").arg("reason", error))?;
    // Read to its end: a picture that is cut off would be a hole on the page.
    let [width, height] = decode(&bytes).map_err(|_| problem("house-style-logo"))?.size;
    Ok((bytes, (width as u32, height as u32)))
}

/// A deck's bytes, where its layouts can be used.
pub fn template(path: &Path, shown: &str) -> Result<Vec<u8>, Diagnostic> {
    let unread =
        |error: io::Error| Diagnostic::warning("house-style-template-unread", Place::file(FILE)).arg("file", shown).arg("reason", error);
    let bytes = fs::read(path).map_err(unread)?;
    super::pptx::unfit(&bytes, shown).map_or(Ok(bytes), Err)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

    use super::*;

    #[test]
    fn a_style_comes_back_as_it_was_and_what_cannot_be_used_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let text = "footer = \"发改委\"\naccent = \"#112233\"\nmembers = [\"#010203\", \"red\"]\nlogo = \"none.png\"\nlater = 5\n";
        let style = HouseStyle::parse(text).unwrap();
        assert_eq!(HouseStyle::parse(&style.text()), Ok(style.clone()), "unknown keys stay");
        let (house, told) = style.house(folder.path());
        assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["house-style-colour", "house-style-logo-unread"]);
        assert_eq!((house.palette.accent.hex().as_str(), &*house.footer), ("#112233", "发改委"));
        assert_eq!(house.palette.members[1], Palette::LIGHT.members[1]);
        assert_eq!(HouseStyle::parse("footer = 3").unwrap_err().code, "house-style-unreadable");
    }
}
