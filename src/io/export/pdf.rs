//! Scenes as a PDF: vector, text as selectable text, the faces' used glyphs embedded, exact sizes, the same bytes each time.

use krilla::Document;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::usvg;

use super::png::options;
use super::svg;
use crate::view::Language;
use crate::view::chart::{Rect, Scene};

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

/// A picture (PNG) on the first page, and where it stands in points.
pub type Picture<'a> = (&'a [u8], Rect);

/// The bytes of a PDF of pages.
pub fn write(pages: &[Page<'_>], title: &str, language: Language) -> Result<Vec<u8>, PdfError> {
    write_with(pages, title, language, None)
}

/// The bytes of a PDF of pages, with a picture on the first.
pub fn write_with(pages: &[Page<'_>], title: &str, language: Language, picture: Option<Picture<'_>>) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()).language(language.tag().to_owned()).producer("clusterplan".to_owned()));
    for (number, page) in pages.iter().enumerate() {
        let (width, height) = page.size;
        let size = Size::from_wh(width, height).ok_or(PdfError::Size(width, height))?;
        let settings = PageSettings::from_wh(width, height).ok_or(PdfError::Size(width, height))?;
        let tree = usvg::Tree::from_str(&svg::write(page.scene, "", ""), options())?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        surface.draw_svg(&tree, size, SvgSettings::default());
        if let (0, Some((bytes, place))) = (number, picture) {
            let size = Size::from_wh(place.width(), place.height()).ok_or(PdfError::Size(place.width(), place.height()))?;
            let image = Image::from_png(bytes.to_vec().into(), true).map_err(PdfError::Library)?;
            surface.push_transform(&Transform::from_translate(place.left, place.top));
            surface.draw_image(image, size);
            surface.pop();
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|error| PdfError::Library(format!("{error:?}")))
}
