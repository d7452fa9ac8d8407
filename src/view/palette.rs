//! The design tokens: every colour and size, once, for the window and for exported charts alike.
//!
//! Nothing else names a colour or a size. The window turns [`Rgb`] into its own colour type.

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// A colour of its red, green and blue.
    pub fn of_bytes([red, green, blue]: [u8; 3]) -> Self {
        Self(red, green, blue)
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// `RRGGBB`, as Office files name a colour.
    pub fn plain_hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// The colour of a text such as `#0b6bcb`; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        let whole = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| whole).map(Self::of)
    }

    const fn of(value: u32) -> Self {
        Self((value >> 16) as u8, (value >> 8) as u8, value as u8)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let part = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// Contrast to another colour, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour mixed with another; `share` 0 to 1 is the other's part.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        let part = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0)).round() as u8;
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }
}

/// The colours of one theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// True for the dark theme.
    pub dark: bool,
    /// Ground of the window.
    pub window: Rgb,
    /// Ground of panels and cards.
    pub panel: Rgb,
    /// Ground of group rows and chips.
    pub alternate: Rgb,
    /// Hairlines.
    pub hairline: Rgb,
    /// Grid lines of charts and tables.
    pub grid_line: Rgb,
    /// Text.
    pub text: Rgb,
    /// Secondary text.
    pub secondary: Rgb,
    /// Tertiary text.
    pub tertiary: Rgb,
    /// The one accent.
    pub accent: Rgb,
    /// Ground of a selection.
    pub selection: Rgb,
    /// State: achieved (disc with tick).
    pub achieved: Rgb,
    /// State: on track (disc).
    pub on_track: Rgb,
    /// State: slipping (triangle).
    pub slipping: Rgb,
    /// State: off track (diamond).
    pub off_track: Rgb,
    /// State: no data (ring).
    pub no_data: Rgb,
    /// Colours of members in order; past the last they repeat with a dash pattern.
    pub members: [Rgb; 8],
}

impl Palette {
    /// The light theme.
    pub const LIGHT: Self = Self {
        dark: false,
        window: Rgb::of(0xF4F5F7),
        panel: Rgb::of(0xFFFFFF),
        alternate: Rgb::of(0xF0F2F5),
        hairline: Rgb::of(0xDDE1E7),
        grid_line: Rgb::of(0xE6E9EE),
        text: Rgb::of(0x1B1F24),
        secondary: Rgb::of(0x5A6472),
        tertiary: Rgb::of(0x6B7480),
        accent: Rgb::of(0x0B6BCB),
        selection: Rgb::of(0xDCEBFB),
        achieved: Rgb::of(0x0B7A75),
        on_track: Rgb::of(0x2E7D32),
        slipping: Rgb::of(0xA86200),
        off_track: Rgb::of(0xC62828),
        no_data: Rgb::of(0x6B7480),
        members: [
            Rgb::of(0x0072B2),
            Rgb::of(0xD55E00),
            Rgb::of(0x009E73),
            Rgb::of(0xAA4499),
            Rgb::of(0xB87A00),
            Rgb::of(0x2A8FC7),
            Rgb::of(0x882255),
            Rgb::of(0x5B6F00),
        ],
    };

    /// The dark theme.
    pub const DARK: Self = Self {
        dark: true,
        window: Rgb::of(0x14171B),
        panel: Rgb::of(0x1B1F25),
        alternate: Rgb::of(0x232830),
        hairline: Rgb::of(0x353C46),
        grid_line: Rgb::of(0x2B313A),
        text: Rgb::of(0xE6E9ED),
        secondary: Rgb::of(0xA9B2BE),
        tertiary: Rgb::of(0x8E98A5),
        accent: Rgb::of(0x5AA9F5),
        selection: Rgb::of(0x1F3A57),
        achieved: Rgb::of(0x35B8B0),
        on_track: Rgb::of(0x5CBF6A),
        slipping: Rgb::of(0xE0A340),
        off_track: Rgb::of(0xEF6C6C),
        no_data: Rgb::of(0x8E98A5),
        members: [
            Rgb::of(0x4AA3DF),
            Rgb::of(0xF0803C),
            Rgb::of(0x3CC39A),
            Rgb::of(0xD27BC4),
            Rgb::of(0xE0A93B),
            Rgb::of(0x7CC4EC),
            Rgb::of(0xD9739B),
            Rgb::of(0xA9B84A),
        ],
    };

    /// The palette for a theme.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &Self::DARK } else { &Self::LIGHT }
    }

    /// Colour of the member at a place, and whether it is to be dashed (places past the last colour).
    pub fn member(&self, place: usize) -> (Rgb, bool) {
        (self.members[place % self.members.len()], place >= self.members.len())
    }
}

/// Text sizes in points at 100 %.
pub mod size {
    /// Body.
    pub const BODY: f32 = 13.0;
    /// Dense tables.
    pub const TABLE: f32 = 12.0;
    /// Captions; nothing is smaller.
    pub const CAPTION: f32 = 11.0;
    /// Section titles, bold.
    pub const SECTION: f32 = 14.0;
    /// Page titles, bold.
    pub const TITLE: f32 = 20.0;
    /// Key numbers, bold.
    pub const KEY_NUMBER: f32 = 23.0;
    /// Height of a table row.
    pub const ROW: f32 = 26.0;
    /// Height of a compact table row.
    pub const COMPACT_ROW: f32 = 22.0;
    /// Corner radius.
    pub const CORNER: f32 = 4.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_marks_keep_their_contrast() {
        for palette in [&Palette::LIGHT, &Palette::DARK] {
            for text in [palette.text, palette.secondary, palette.tertiary, palette.accent] {
                assert!(text.contrast(palette.panel) >= 4.5, "{} {}", text.hex(), text.contrast(palette.panel));
            }
            let states = [palette.achieved, palette.on_track, palette.slipping, palette.off_track, palette.no_data];
            for mark in palette.members.iter().chain(&states) {
                assert!(mark.contrast(palette.panel) >= 3.0, "{} {}", mark.hex(), mark.contrast(palette.panel));
            }
        }
    }
}
