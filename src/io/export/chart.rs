//! A chart as a file's bytes: laid out for the asked size, so a picture for a slide is no enlarged window. Writing is the
//! caller's: one place of the program writes files.

use std::sync::OnceLock;

use super::png::{self, PngError};
use super::{pdf, svg};
use crate::domain::HouseStyle;
use crate::view::chart::{ChartSpec, FontMeasure, Scene, Style, layout};
use crate::view::palette::Palette;
use crate::view::{fonts, house};

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// As pixels or outlines.
    #[error(transparent)]
    Png(#[from] PngError),
    /// As a page.
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
}

/// A picture format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Vector, text as text.
    Svg,
    /// Pixels.
    Png,
    /// Vector on a page of the asked size, text to be selected.
    Pdf,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Pdf];

    /// Ending of the file's name, which is also the word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
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
    /// True for an SVG whose texts are outlines, which look alike where its faces are missing.
    pub outlines: bool,
}

impl Default for Size {
    /// A slide.
    fn default() -> Self {
        Self { width: 1920, height: 1080, dpi: 144.0, transparent: false, dark: false, outlines: false }
    }
}

impl Size {
    /// Width and height in millimetres where it is placed by its resolution, as it is printed.
    pub fn millimetres(self) -> (f64, f64) {
        let length = |pixels: u32| f64::from(pixels) / self.dpi.max(1.0) * 25.4;
        (length(self.width), length(self.height))
    }
}

/// A measure of texts with the bundled fonts, read once.
pub fn font_measure() -> &'static FontMeasure<'static> {
    static MEASURE: OnceLock<FontMeasure<'static>> = OnceLock::new();
    MEASURE.get_or_init(|| FontMeasure::new(fonts::REGULAR, fonts::BOLD))
}

/// The colours that pictures are drawn in: those of the house style. Every picture of the window and of the command line asks here,
/// and nothing else chooses.
pub fn palette(size: Size, style: &HouseStyle) -> Palette {
    house::palette(style, size.dark).0
}

/// The chart laid out for a picture in the program's own colours.
pub fn scene(spec: &ChartSpec, size: Size) -> Scene {
    scene_in(spec, size, Palette::of(size.dark))
}

/// The chart laid out for a picture.
pub fn scene_in(spec: &ChartSpec, size: Size, palette: &Palette) -> Scene {
    let (width, height) = (size.width as f32, size.height as f32);
    let style = Style::export(width, height, palette, !size.transparent);
    layout(spec, width, height, font_measure(), &style)
}

/// Text of a picture within a page at least, in points: what stands beside it has about that size.
const READABLE: f32 = 8.0;

/// The chart as a picture for a place in a document, in points: without source and mark, which stand at the page's own foot and head.
pub fn picture_in(spec: &ChartSpec, width: f32, height: f32, titled: bool, palette: &Palette) -> Result<Vec<u8>, PictureError> {
    let bare = |text: &str| if titled { String::new() } else { text.to_owned() };
    let (title, subtitle) = (bare(&spec.title), bare(&spec.subtitle));
    let spec = ChartSpec { title, subtitle, foot: String::new(), mark: None, ..spec.clone() };
    let scale = 3.0;
    let (wide, tall) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let style = Style::export(wide, tall, palette, false);
    let text = style.text.max(READABLE * scale);
    let style = Style { text, caption: text * 0.9, title: text * 1.35, margin: text * 0.6, ..style };
    let scene = layout(&spec, wide, tall, font_measure(), &style);
    let svg = svg::write(&scene, &spec.title, "");
    Ok(png::render(&svg, wide as u32, tall as u32, f64::from(scale * 72.0))?)
}

/// The bytes of a picture of the chart in the program's own colours.
pub fn render(spec: &ChartSpec, format: Format, size: Size) -> Result<Vec<u8>, PictureError> {
    render_in(spec, format, size, Palette::of(size.dark))
}

/// The bytes of a picture of the chart. The same specification, size and colours give the same bytes.
pub fn render_in(spec: &ChartSpec, format: Format, size: Size, palette: &Palette) -> Result<Vec<u8>, PictureError> {
    let description = [spec.subtitle.as_str(), spec.foot.as_str(), spec.mark.as_deref().unwrap_or("")];
    let description = description.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n");
    let scene = scene_in(spec, size, palette);
    if format == Format::Pdf {
        let points = |pixels: u32| (f64::from(pixels) * 72.0 / size.dpi.clamp(1.0, 10_000.0)) as f32;
        let page = pdf::Page { scene: &scene, size: (points(size.width), points(size.height)) };
        return Ok(pdf::write(&[page], &spec.title, crate::view::Language::default())?);
    }
    let svg = svg::write(&scene, &spec.title, &description);
    match format {
        Format::Svg if size.outlines => Ok(png::outlined(&svg)?.into_bytes()),
        Format::Svg | Format::Pdf => Ok(svg.into_bytes()),
        Format::Png => Ok(png::render(&svg, size.width, size.height, size.dpi)?),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

    use super::*;
    use crate::view::chart::layout::{samples, samples_scenarios};

    fn decoded(bytes: &[u8]) -> (::png::Info<'static>, Vec<u8>) {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        (reader.info().clone(), pixels)
    }

    #[test]
    fn a_picture_has_its_size_its_dots_per_inch_and_its_chinese_text() {
        let spec = samples::trajectory();
        let size = Size { width: 640, height: 360, dpi: 300.0, ..Size::default() };
        let bytes = render(&spec, Format::Png, size).unwrap();
        assert_eq!(bytes, render(&spec, Format::Png, size).unwrap(), "the same input gives the same bytes");
        let (info, pixels) = decoded(&bytes);
        assert_eq!((info.width, info.height), (640, 360));
        assert_eq!(info.pixel_dims.map(|d| (d.xppu, d.yppu)), Some((11_811, 11_811)));
        assert_eq!(info.color_type, ::png::ColorType::Rgb);
        // Without its Chinese texts the picture is another one, and only where they stood.
        let mut bare = scene(&spec, size);
        let title = bare.texts().find(|(text, _)| text.starts_with("海宁")).unwrap().1;
        bare.shapes.retain(|shape| !matches!(shape, crate::view::chart::Shape::Text { text, .. } if text.starts_with("海宁")));
        let (_, without) = decoded(&png::render(&svg::write(&bare, "", ""), 640, 360, 300.0).unwrap());
        let changed: Vec<usize> = (0..640 * 360).filter(|n| pixels[n * 3..n * 3 + 3] != without[n * 3..n * 3 + 3]).collect();
        assert!(changed.len() > 300, "only {} pixels of the title are drawn", changed.len());
        let inside = |n: &usize| title.grown(2.0).contains(crate::view::chart::Pos::new((n % 640) as f32, (n / 640) as f32));
        assert!(changed.iter().all(inside));
        // The glyphs fill the measured width: no character was dropped.
        let right = changed.iter().map(|n| n % 640).max().unwrap_or(0) as f32;
        assert!(title.right - right < 4.0, "{right} of {}", title.right);
    }

    #[test]
    fn a_picture_without_ground_is_transparent() {
        let size = Size { width: 320, height: 180, transparent: true, ..Size::default() };
        let (info, pixels) = decoded(&render(&samples::trajectory(), Format::Png, size).unwrap());
        assert_eq!(info.color_type, ::png::ColorType::Rgba);
        assert_eq!(pixels[3], 0);
        assert!(render(&samples::trajectory(), Format::Png, Size { width: 0, ..size }).is_err());
        assert!(render(&samples::trajectory(), Format::Png, Size { width: 1_000_000, ..size }).is_err());
    }

    #[test]
    fn text_stays_text_and_markup_in_names_does_no_harm() {
        let mut spec = samples::trajectory();
        spec.title = "<b>&\"'\u{1}甲".to_owned();
        let size = Size { width: 640, height: 360, ..Size::default() };
        let text = String::from_utf8(render(&spec, Format::Svg, size).unwrap()).unwrap();
        assert!(text.contains("&lt;b&gt;&amp;&quot;'甲</text>"), "{text}");
        assert!(text.contains(">示例数据</text>") && text.contains("Noto Sans SC"));
        assert!(render(&spec, Format::Png, size).is_ok());
    }

    fn sample_workspace() -> (crate::domain::Document, crate::engine::Evaluation) {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
        let document = crate::io::workspace::open(&folder).unwrap().document;
        let evaluation = crate::engine::Evaluation::of(&document);
        (document, evaluation)
    }

    /// Writes charts of the sample plan as pictures to look at.
    #[test]
    #[ignore = "writes pictures for the eye"]
    fn plan_pictures() {
        use crate::view::chart::{ChartKind, Subject, build};
        let Some(folder) = std::env::var_os("CHART_PICTURES") else { return };
        let (document, evaluation) = sample_workspace();
        for language in crate::view::Language::ALL {
            let words = crate::view::Words::new(language);
            for (node, metric) in [
                ("total", "output"),
                ("total", "sales_revenue"),
                ("haining-solar", "sales_revenue"),
                ("haining-solar", "profit"),
                ("new-energy", "output"),
                ("haiyan-nuclear", "sales_revenue"),
                ("hangzhou-bay-led", "sales_revenue"),
            ] {
                for kind in ChartKind::ALL {
                    let (node_id, metric_id) = (node.into(), metric.into());
                    let subject = Subject {
                        document: &document,
                        evaluation: &evaluation,
                        words: &words,
                        node: &node_id,
                        metric: &metric_id,
                        dimension: None,
                    };
                    let Ok(spec) = build(kind, &subject) else { continue };
                    let bytes = render(&spec, Format::Png, Size { width: 1440, height: 810, ..Size::default() }).unwrap();
                    let name = format!("plan-{}-{node}-{metric}-{}.png", language.tag(), kind.id());
                    std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
                }
            }
        }
    }

    /// Writes every sample as a picture to look at: `CHART_PICTURES=DIR cargo test --lib pictures -- --ignored`.
    #[test]
    #[ignore = "writes pictures for the eye"]
    fn pictures() {
        let Some(folder) = std::env::var_os("CHART_PICTURES") else { return };
        for (name, spec) in samples::all().into_iter().chain(samples_scenarios::all()) {
            for dark in [false, true] {
                let size = Size { dark, ..Size::default() };
                let bytes = render(&spec, Format::Png, size).unwrap_or_default();
                let file = std::path::Path::new(&folder).join(format!("{name}{}.png", if dark { "-dark" } else { "" }));
                assert!(std::fs::write(file, bytes).is_ok());
            }
        }
    }
}
