//! An SVG picture as PNG, with the bundled fonts only: the same pixels on every machine.

use std::io::Write;
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

/// The most pixels of a picture: half a gigabyte while it is drawn, several of which may be drawn at a time.
const MOST_PIXELS: u64 = 1 << 27;

/// The pixels of a picture, four bytes each: red, green, blue, cover.
#[derive(Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width and height.
    pub size: [usize; 2],
    /// Row by row.
    pub bytes: Vec<u8>,
}

/// The pixels of a PNG; one that is cut off is an error.
pub fn decode(bytes: &[u8]) -> Result<Pixels, png::DecodingError> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().ok_or(png::DecodingError::LimitsExceeded)?];
    let info = reader.next_frame(&mut bytes)?;
    bytes.truncate(info.buffer_size());
    if info.color_type == png::ColorType::GrayscaleAlpha {
        bytes = bytes.chunks_exact(2).flat_map(|of| [of[0], of[0], of[0], of[1]]).collect();
    }
    Ok(Pixels { size: [info.width as usize, info.height as usize], bytes })
}

/// Draws an SVG in so many pixels; `dpi` is written into the file and changes no pixel.
pub fn render(svg: &str, width: u32, height: u32, dpi: f64) -> Result<Vec<u8>, PngError> {
    if width > LONGEST || height > LONGEST || u64::from(width) * u64::from(height) > MOST_PIXELS {
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
/// that no filter is worth its time; one chosen row by row takes twice as long and makes the file twice as large.
fn encode(pixmap: Pixmap, dpi: f64) -> Result<Vec<u8>, PngError> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let opaque = is_opaque(pixmap.data());
    let mut out = Vec::with_capacity(1 << 17);
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(2));
    encoder.set_filter(png::Filter::NoFilter);
    let per_metre = (dpi.clamp(1.0, 10_000.0) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer_with_size(PIECE)?;
    if opaque {
        write_without_alpha(&pixmap, &mut rows)?;
    } else {
        rows.write_all(&pixmap.take_demultiplied()).map_err(png::EncodingError::from)?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(out)
}

/// Bytes of a piece of the packed picture.
const PIECE: usize = 1 << 16;

fn is_opaque(pixels: &[u8]) -> bool {
    // Piece by piece without a branch for each pixel, and none after the first piece that is not.
    let all = |piece: &[u8]| piece.as_chunks::<4>().0.iter().fold(u8::MAX, |alpha, pixel| alpha & pixel[3]) == u8::MAX;
    pixels.chunks(4096).all(all)
}

/// A picture with a ground needs no alpha: smaller, and older programs show it right. Row by row, so that no second picture stands
/// beside the first in memory.
fn write_without_alpha(pixmap: &Pixmap, rows: &mut impl Write) -> Result<(), png::EncodingError> {
    let width = pixmap.width() as usize;
    let mut row = vec![0; width * 3];
    for pixels in pixmap.data().chunks_exact(width * 4) {
        for (to, [red, green, blue, _]) in row.as_chunks_mut::<3>().0.iter_mut().zip(pixels.as_chunks::<4>().0) {
            *to = [*red, *green, *blue];
        }
        rows.write_all(&row)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

    use super::*;

    /// What is packed is what was drawn, to the last pixel, with and without a ground.
    #[test]
    fn no_pixel_is_lost_in_packing() {
        for ground in
            ["<rect width='90' height='70' fill='#fdf6e3'/>", "", "<rect x='5' width='80' height='40' fill='#08f' fill-opacity='.4'/>"]
        {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='70'>{ground}<circle cx='40' cy='30' r='22.5' fill='#c62828'/>\
                 <text x='3' y='60' font-size='20' fill='#123456'>嘉兴 Ag</text></svg>"
            );
            let mut drawn = Pixmap::new(90, 70).unwrap();
            resvg::render(&usvg::Tree::from_str(&svg, options()).unwrap(), Transform::identity(), &mut drawn.as_mut());
            let mut reader = png::Decoder::new(std::io::Cursor::new(render(&svg, 90, 70, 300.0).unwrap())).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut pixels).unwrap();
            let opaque = ground.contains("90");
            assert_eq!(reader.info().color_type == png::ColorType::Rgb, opaque);
            let wanted = drawn.take_demultiplied();
            let wanted: Vec<u8> = if opaque { wanted.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect() } else { wanted };
            assert!(pixels == wanted, "{ground}");
            assert_eq!(render(&svg, 90, 70, 300.0).unwrap(), render(&svg, 90, 70, 300.0).unwrap());
        }
    }
}
