//! Sizes that charts are asked for by name: what they are to fill on a slide or a page.

/// A size with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// A slide of 16:9.
    Slide,
    /// A slide of 4:3.
    Slide43,
    /// Half of a slide of 16:9.
    HalfSlide,
    /// A column of an A4 page of two columns.
    A4Column,
    /// The text width of an A4 page.
    A4,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Slide, Self::Slide43, Self::HalfSlide, Self::A4Column, Self::A4];

    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Slide => "slide",
            Self::Slide43 => "slide-4-3",
            Self::HalfSlide => "half-slide",
            Self::A4Column => "a4-column",
            Self::A4 => "a4",
        }
    }

    /// Key of its name.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Slide => "preset-slide",
            Self::Slide43 => "preset-slide-4-3",
            Self::HalfSlide => "preset-half-slide",
            Self::A4Column => "preset-a4-column",
            Self::A4 => "preset-a4",
        }
    }

    /// The preset of a word.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.id() == id)
    }

    /// Width and height in millimetres.
    pub fn millimetres(self) -> (f64, f64) {
        match self {
            Self::Slide => (338.667, 190.5),
            Self::Slide43 => (254.0, 190.5),
            Self::HalfSlide => (160.0, 150.0),
            Self::A4Column => (80.0, 60.0),
            Self::A4 => (166.0, 100.0),
        }
    }

    /// Dots per inch that suit it: a slide is seen on a screen of 1080 lines, a page is printed.
    pub fn usual_dpi(self) -> u32 {
        match self {
            Self::Slide | Self::Slide43 | Self::HalfSlide => 144,
            Self::A4Column | Self::A4 => 300,
        }
    }

    /// Width and height in pixels at a resolution.
    pub fn pixels(self, dpi: f64) -> (u32, u32) {
        let (width, height) = self.millimetres();
        let pixels = |mm: f64| (mm / 25.4 * dpi).round().max(1.0) as u32;
        (pixels(width), pixels(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slide_at_144_dots_is_full_hd() {
        assert_eq!(Preset::Slide.pixels(144.0), (1920, 1080));
        assert_eq!(Preset::A4Column.pixels(300.0), (945, 709));
        assert!(Preset::ALL.into_iter().all(|preset| Preset::of_id(preset.id()) == Some(preset)));
    }
}
