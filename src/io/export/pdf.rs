//! Scenes as a PDF: vector, text as selectable text, the faces' used glyphs embedded, exact sizes, the same bytes each time.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg;

use super::png::options;
use super::svg;
use crate::view::Language;
use crate::view::chart::Scene;

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A page could not be read back.
    #[error(transparent)]
    Svg(#[from] usvg::Error),
    /// The size of a page is none.
    #[error("a page of {0} × {1} points cannot be made")]
    Size(f32, f32),
    /// The library refused.
    #[error("{0}")]
    Library(String),
}

/// A page: what is on it, and its size in points (1/72 inch).
pub struct Page<'a> {
    /// The drawing, in any unit.
    pub scene: &'a Scene,
    /// Width and height in points.
    pub size: (f32, f32),
}

/// The bytes of a PDF of pages.
pub fn write(pages: &[Page<'_>], title: &str, language: Language) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()).language(language.tag().to_owned()).producer("clusterplan".to_owned()));
    for page in pages {
        let (width, height) = page.size;
        let size = Size::from_wh(width, height).ok_or(PdfError::Size(width, height))?;
        let settings = PageSettings::from_wh(width, height).ok_or(PdfError::Size(width, height))?;
        let tree = usvg::Tree::from_str(&svg::write(page.scene, "", ""), options())?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        surface.draw_svg(&tree, size, SvgSettings::default());
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|error| PdfError::Library(format!("{error:?}")))
}
