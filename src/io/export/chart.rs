//! A chart as a file's bytes: laid out for the asked size, so a picture for a slide is no enlarged window. Writing is the
//! caller's: one place of the program writes files.

use std::sync::OnceLock;

use super::png::{self, PngError};
use super::svg;
use crate::view::chart::{ChartSpec, FontMeasure, Scene, Style, layout};
use crate::view::fonts;
use crate::view::palette::Palette;

/// A picture format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Vector, text as text.
    Svg,
    /// Pixels.
    Png,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Png, Self::Svg];

    /// Ending of the file's name, which is also the word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The format of a word.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// How large a picture is to be, and on what ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Dots per inch, written into a PNG so that other programs place it in its true size.
    pub dpi: f64,
    /// True for no ground.
    pub transparent: bool,
    /// True for the colours of the dark theme.
    pub dark: bool,
}

impl Default for Size {
    /// A slide.
    fn default() -> Self {
        Self { width: 1920, height: 1080, dpi: 144.0, transparent: false, dark: false }
    }
}

/// A measure of texts with the bundled fonts, read once.
pub fn font_measure() -> &'static FontMeasure<'static> {
    static MEASURE: OnceLock<FontMeasure<'static>> = OnceLock::new();
    MEASURE.get_or_init(|| FontMeasure::new(fonts::REGULAR, fonts::BOLD))
}

/// The chart laid out for a picture.
pub fn scene(spec: &ChartSpec, size: Size) -> Scene {
    let (width, height) = (size.width as f32, size.height as f32);
    let style = Style::export(width, height, Palette::of(size.dark), !size.transparent);
    layout(spec, width, height, font_measure(), &style)
}

/// The bytes of a picture of the chart. The same specification and size give the same bytes.
pub fn render(spec: &ChartSpec, format: Format, size: Size) -> Result<Vec<u8>, PngError> {
    let description = [spec.subtitle.as_str(), spec.foot.as_str(), spec.mark.as_deref().unwrap_or("")];
    let description = description.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n");
    let svg = svg::write(&scene(spec, size), &spec.title, &description);
    match format {
        Format::Svg => Ok(svg.into_bytes()),
        Format::Png => png::render(&svg, size.width, size.height, size.dpi),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::chart::layout::samples;

    /// Writes every sample as a picture to look at: `CHART_PICTURES=DIR cargo test --lib pictures -- --ignored`.
    #[test]
    #[ignore = "writes pictures for the eye"]
    fn pictures() {
        let Some(folder) = std::env::var_os("CHART_PICTURES") else { return };
        for (name, spec) in samples::all() {
            for dark in [false, true] {
                let size = Size { dark, ..Size::default() };
                let bytes = render(&spec, Format::Png, size).unwrap_or_default();
                let file = std::path::Path::new(&folder).join(format!("{name}{}.png", if dark { "-dark" } else { "" }));
                assert!(std::fs::write(file, bytes).is_ok());
            }
        }
    }
}
