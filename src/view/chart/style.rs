//! Sizes and colours of a chart: one proportion for the window and for every export size.

use super::spec::Ink;
use crate::view::palette::{Palette, Rgb, size};

/// How large and in which colours a chart is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Size of labels; all distances are multiples of it.
    pub text: f32,
    /// Size of axis numbers, notes and the foot.
    pub caption: f32,
    /// Size of the title.
    pub title: f32,
    /// Colours.
    pub palette: Palette,
    /// True to draw title and subtitle; the window may have them elsewhere.
    pub heading: bool,
    /// True to draw the ground.
    pub ground: bool,
    /// Margin around everything.
    pub margin: f32,
}

impl Style {
    /// For the window.
    pub fn screen(palette: &Palette, heading: bool) -> Self {
        let (text, caption, title) = (size::TABLE, size::CAPTION, size::SECTION);
        Self { text, caption, title, palette: palette.clone(), heading, ground: false, margin: 4.0 }
    }

    /// For a picture of a size: labels are read from the back of a room when it fills a slide.
    pub fn export(width: f32, height: f32, palette: &Palette, ground: bool) -> Self {
        let text = (height.min(width * 0.62) * 0.0235).max(6.0);
        let (caption, title) = (text * 0.9, text * 1.5);
        Self { text, caption, title, palette: palette.clone(), heading: true, ground, margin: text * 1.6 }
    }

    /// The colour of an ink.
    pub fn ink(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Text => self.palette.text,
            Ink::Secondary => self.palette.secondary,
            Ink::Tertiary => self.palette.tertiary,
            Ink::Accent => self.palette.accent,
            Ink::Member(place) => self.palette.member(place).0,
            Ink::Scenario(place) => self.scenario(place),
            Ink::Good => self.palette.on_track,
            Ink::Bad => self.palette.off_track,
        }
    }

    /// The colour of a scenario: the accent for the first, members' colours for the others; past the last they repeat with long
    /// dashes. The first member's blue is too near to the accent to stand beside it.
    fn scenario(&self, place: usize) -> Rgb {
        let others = self.palette.members.len();
        match place % others {
            0 => self.palette.accent,
            rest => self.palette.member(rest).0,
        }
    }

    /// The ground that marks lie on.
    pub fn panel(&self) -> Rgb {
        self.palette.panel
    }

    /// The pale ground of a zone.
    pub fn zone(&self) -> Rgb {
        self.palette.panel.mix(self.palette.alternate, if self.palette.dark { 0.75 } else { 0.8 })
    }
}
