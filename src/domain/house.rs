//! The house style: what all files made from a workspace have in common. A part of the document: changed by edits, saved beside the plan.

use serde::{Deserialize, Serialize};

use super::Extra;

/// A house style as it stands in its file. Colours are kept as they were typed, so that a wrong one can be told and mended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct HouseStyle {
    /// A line at the foot of every page.
    pub footer: String,
    /// The accent, as `#0b6bcb`; empty for the program's own.
    pub accent: String,
    /// Colours of members in order; one that is empty, and members past the last, keep the program's own.
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
    pub extra: Extra,
}

impl HouseStyle {
    /// The colour typed for the member of a place; empty for none.
    pub fn member(&self, place: usize) -> &str {
        self.members.get(place).map_or("", String::as_str)
    }

    /// Sets the colour of the member of a place. Empty ones at the end are let go.
    pub fn set_member(&mut self, place: usize, text: &str) {
        if self.members.len() <= place {
            self.members.resize(place + 1, String::new());
        }
        text.clone_into(&mut self.members[place]);
        while self.members.last().is_some_and(String::is_empty) {
            self.members.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_set_in_its_place_and_taken_away_again() {
        let mut style = HouseStyle::default();
        style.set_member(2, "#010203");
        assert_eq!((style.members.len(), style.member(2), style.member(0), style.member(9)), (3, "#010203", "", ""));
        style.set_member(2, "");
        assert_eq!(style, HouseStyle::default());
    }
}
