//! Text for XML, and lengths as Office counts them.

use crate::view::palette::Rgb;

/// The first line of every XML part.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Markup escaped, characters that XML 1.0 forbids left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

/// Points (1/72 inch) in the unit of Office drawings (1/914,400 inch).
pub fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

/// A colour as the fill of a drawing.
pub fn fill(colour: Rgb) -> String {
    format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", colour.plain_hex())
}
