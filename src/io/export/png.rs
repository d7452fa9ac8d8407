//! An SVG picture as PNG, with the bundled fonts only: the same pixels on every machine.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use crate::view::fonts;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The SVG could not be read back.
    #[error(transparent)]
    Svg(#[from] usvg::Error),
    /// The size is zero or too large for memory.
    #[error("a picture of {0} × {1} pixels cannot be made")]
    Size(u32, u32),
    /// The picture could not be packed.
    #[error(transparent)]
    Encode(#[from] png::EncodingError),
}

/// The longest side that a picture may have, in pixels.
pub const LONGEST: u32 = 16_384;

/// Draws an SVG in so many pixels; `dpi` is written into the file and changes no pixel.
pub fn render(svg: &str, width: u32, height: u32, dpi: f64) -> Result<Vec<u8>, PngError> {
    if width > LONGEST || height > LONGEST {
        return Err(PngError::Size(width, height));
    }
    let mut pixmap = Pixmap::new(width, height).ok_or(PngError::Size(width, height))?;
    let tree = usvg::Tree::from_str(svg, options())?;
    let size = tree.size();
    let fit = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, fit, &mut pixmap.as_mut());
    encode(pixmap, dpi)
}

/// An SVG whose texts are outlines.
pub fn outlined(svg: &str) -> Result<String, PngError> {
    let tree = usvg::Tree::from_str(svg, options())?;
    Ok(tree.to_string(&usvg::WriteOptions { preserve_text: false, ..usvg::WriteOptions::default() }))
}

/// Fonts are looked up in the bundled files alone, read once.
pub(super) fn options() -> &'static usvg::Options<'static> {
    static OPTIONS: OnceLock<usvg::Options<'static>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        for bytes in [fonts::REGULAR, fonts::BOLD] {
            fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(bytes)));
        }
        // Text of a family that is not known would vanish without a word.
        fonts.set_sans_serif_family(fonts::FAMILY);
        fonts.set_serif_family(fonts::FAMILY);
        usvg::Options { font_family: fonts::FAMILY.to_owned(), fontdb: Arc::new(fonts), ..usvg::Options::default() }
    })
}

/// Packs pixels. The settings are what suits charts: large plain areas and rows that repeat the one above are found as they stand, so
/// that no filter is worth its time; a filter chosen row by row takes twice as long and makes the file twice as large.
fn encode(pixmap: Pixmap, dpi: f64) -> Result<Vec<u8>, PngError> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let opaque = pixmap.data().chunks_exact(4).all(|pixel| pixel[3] == u8::MAX);
    let pixels = if opaque { without_alpha(pixmap.data()) } else { pixmap.take_demultiplied() };
    let mut out = Vec::with_capacity(pixels.len() / 16);
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(3));
    encoder.set_filter(png::Filter::NoFilter);
    let per_metre = (dpi.clamp(1.0, 10_000.0) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(out)
}

/// A picture with a ground needs no alpha: smaller, and older programs show it right.
fn without_alpha(pixels: &[u8]) -> Vec<u8> {
    let mut out = vec![0; pixels.len() / 4 * 3];
    for (to, from) in out.chunks_exact_mut(3).zip(pixels.chunks_exact(4)) {
        to.copy_from_slice(&from[..3]);
    }
    out
}
