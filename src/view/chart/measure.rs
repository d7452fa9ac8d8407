//! How wide a text is, and how it is cut or broken to fit. The measure comes from outside, so that layout stays pure.

use ttf_parser::Face;

/// Knows how wide texts are.
pub trait Measure {
    /// Width of a text in one line.
    fn width(&self, text: &str, size: f32, bold: bool) -> f32;
}

/// Measures with the bundled font files.
#[derive(Clone)]
pub struct FontMeasure<'a> {
    regular: Option<Face<'a>>,
    bold: Option<Face<'a>>,
}

impl<'a> FontMeasure<'a> {
    /// A measure from the bytes of a regular and a bold face. What is no font measures as full squares.
    pub fn new(regular: &'a [u8], bold: &'a [u8]) -> Self {
        Self { regular: Face::parse(regular, 0).ok(), bold: Face::parse(bold, 0).ok() }
    }
}

impl Measure for FontMeasure<'_> {
    fn width(&self, text: &str, size: f32, bold: bool) -> f32 {
        let Some(face) = (if bold { &self.bold } else { &self.regular }) else {
            return text.chars().count() as f32 * size;
        };
        let units: u32 = text
            .chars()
            .map(|c| {
                let glyph = face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
                u32::from(glyph.unwrap_or_else(|| face.units_per_em()))
            })
            .sum();
        units as f32 * size / f32::from(face.units_per_em().max(1))
    }
}

/// What stands for the part of a text that found no room.
const ELLIPSIS: char = '…';

/// The text, or its beginning with an ellipsis where it is wider than `room`; empty where not even that fits.
pub fn fit(measure: &dyn Measure, text: &str, size: f32, bold: bool, room: f32) -> String {
    // Widths are added up in another order elsewhere; a hair more is no overflow.
    let room = room + size * 0.02;
    if measure.width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut best = String::new();
    for c in text.chars() {
        kept.push(c);
        let cut = format!("{}{ELLIPSIS}", kept.trim_end());
        if measure.width(&cut, size, bold) > room {
            break;
        }
        best = cut;
    }
    best
}

/// The same, but what is cut is the name: a number at the end, with the sign of its bound, stays whole.
pub fn fit_name(measure: &dyn Measure, text: &str, size: f32, bold: bool, room: f32) -> String {
    let (name, number) = text.split_at(number_at(text));
    let wide = measure.width(number, size, bold);
    if number.is_empty() || name.is_empty() || wide > room || measure.width(text, size, bold) <= room {
        return fit(measure, text, size, bold, room);
    }
    let name = fit(measure, name, size, bold, room - wide);
    if name.is_empty() { number.trim_start().to_owned() } else { format!("{name}{number}") }
}

/// Where the number at the end of a text starts, with its bound and the space before; the end where there is none.
fn number_at(text: &str) -> usize {
    let mut start = text.len();
    for (at, _) in text.rmatch_indices(' ') {
        let word = &text[at + 1..start];
        let is_number = start == text.len() && word.bytes().any(|b| b.is_ascii_digit());
        let is_bound = start < text.len() && !word.is_empty() && word.chars().all(|c| BOUNDS.contains(c));
        if !is_number && !is_bound {
            break;
        }
        start = at;
    }
    start
}

const BOUNDS: &str = "≥≤≈><=~";

/// Breaks a text into at most `most` lines of the given width; the last one is cut where more would follow.
///
/// Chinese breaks between any two characters except before closing and after opening marks; other writing breaks at spaces.
pub fn wrap(measure: &dyn Measure, text: &str, size: f32, bold: bool, room: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if line.is_empty() || measure.width(longer.trim_end(), size, bold) <= room {
            line = longer;
        } else {
            lines.push(line.trim_end().to_owned());
            line = piece.trim_start().to_owned();
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).concat();
        lines.push(rest);
    }
    lines.iter().take(most).map(|line| fit(measure, line, size, bold, room)).collect()
}

/// Breaks a text into as many lines as it takes, by the same rules; nothing is cut. What is wider than a whole line, such as an
/// address, breaks behind one of its signs.
pub fn flow(measure: &dyn Measure, text: &str, size: f32, bold: bool, room: f32) -> Vec<String> {
    let wide = |text: &str| measure.width(text.trim_end(), size, bold) > room;
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph).iter().flat_map(|piece| if wide(piece) { broken(piece, &wide) } else { vec![piece.clone()] }) {
            let longer = format!("{line}{piece}");
            if line.is_empty() || !wide(&longer) {
                line = longer;
            } else {
                lines.push(line.trim_end().to_owned());
                line = piece.trim_start().to_owned();
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A piece that is wider than a line, in parts that are not.
fn broken(piece: &str, wide: &dyn Fn(&str) -> bool) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    for c in piece.chars() {
        part.push(c);
        if wide(&part) && part.chars().count() > 1 {
            // Behind the last sign before the edge, if there is one; else at the edge.
            let edge = part.len() - c.len_utf8();
            let at = part[..edge].rfind(SIGNS).map_or(edge, |sign| sign + 1);
            let rest = part.split_off(at);
            parts.push(std::mem::replace(&mut part, rest));
        }
    }
    parts.push(part);
    parts
}

/// Signs within an address behind which it may break; one byte each.
const SIGNS: [char; 6] = ['/', '-', '?', '&', '=', '_'];

/// The smallest pieces of a text that stay together.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let joined = before.is_some_and(|before| {
            let both_narrow = !is_wide(before) && !is_wide(c) && before != ' ';
            both_narrow || CLOSING.contains(c) || OPENING.contains(before) || c == ' '
        });
        match pieces.last_mut() {
            Some(last) if joined => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

const CLOSING: &str = "，。、；：！？）〕】》」』”’％%…·,.;:!?)]";
const OPENING: &str = "（〔【《「『“‘([";

fn is_wide(c: char) -> bool {
    c as u32 >= 0x2E80
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Wide characters one em, others half an em: enough to test breaking without a font.
    pub(crate) struct Plain;

    impl Measure for Plain {
        fn width(&self, text: &str, size: f32, _bold: bool) -> f32 {
            text.chars().map(|c| if is_wide(c) { size } else { size * 0.55 }).sum()
        }
    }

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        let lines = wrap(&Plain, "来源：嘉政发〔2011〕46号，附件一1；实绩为示例数据", 10.0, false, 100.0, 9);
        assert_eq!(lines, ["来源：嘉政发", "〔2011〕46号，附件", "一1；实绩为示例数据"]);
        assert_eq!(wrap(&Plain, "one two three four", 10.0, false, 50.0, 9), ["one two", "three", "four"]);
        assert_eq!(wrap(&Plain, "一二三四五六七八", 10.0, false, 30.0, 2), ["一二三", "四五…"]);
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(fit(&Plain, "海宁太阳能", 10.0, false, 50.0), "海宁太阳能");
        assert_eq!(fit(&Plain, "海宁太阳能产业", 10.0, false, 50.0), "海宁太阳…");
        assert_eq!(fit(&Plain, "海宁", 10.0, false, 4.0), "");
    }

    #[test]
    fn prose_flows_without_a_sign_at_the_wrong_end_of_a_line_and_addresses_break_behind_their_signs() {
        let text = "出口受阻（来自“冲击”）；见https://example.org/a-long/way-to/go。收入";
        let lines = flow(&Plain, text, 10.0, false, 100.0);
        assert_eq!(lines.concat(), text, "nothing is lost: {lines:?}");
        for line in &lines {
            assert!(Plain.width(line, 10.0, false) <= 110.0, "{lines:?}");
            assert!(!line.starts_with(|c| CLOSING.contains(c)) && !line.ends_with(|c| OPENING.contains(c)), "{lines:?}");
        }
        assert_eq!(flow(&Plain, "一\n二", 10.0, false, 100.0), ["一", "二"]);
    }

    #[test]
    fn a_name_is_cut_and_its_number_stays() {
        assert_eq!(fit_name(&Plain, "追赶方案 2,615", 10.0, false, 200.0), "追赶方案 2,615");
        assert_eq!(fit_name(&Plain, "追赶方案 2,615", 10.0, false, 70.0), "追赶方… 2,615");
        assert_eq!(fit_name(&Plain, "目标下限 ≥ 3,600", 10.0, false, 80.0), "目标下… ≥ 3,600");
        assert_eq!(fit_name(&Plain, "追赶方案 2,615", 10.0, false, 34.0), "2,615");
        assert_eq!(fit_name(&Plain, "规划轨迹的名称", 10.0, false, 50.0), "规划轨迹…");
    }
}
