//! A laid-out chart as SVG. Text stays text; the same scene gives the same bytes.

use std::fmt::Write;

use super::xml::escaped;
use crate::view::chart::{Anchor, Pos, Scene, Shape, Stroke};
use crate::view::palette::Rgb;

/// Families in order of preference; the first is the bundled one.
const FAMILIES: &str = "'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif";

/// Writes a scene as an SVG file. `title` and `description` are for readers that cannot see it.
pub fn write(scene: &Scene, title: &str, description: &str) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = String::with_capacity(scene.shapes.len() * 160);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{FAMILIES}\" role=\"img\">"
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(title));
    if !description.is_empty() {
        let _ = writeln!(out, "<desc>{}</desc>", escaped(description));
    }
    if let Some(ground) = scene.ground {
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", ground.hex());
    }
    for shape in &scene.shapes {
        write_shape(&mut out, shape);
    }
    out.push_str("</svg>\n");
    out
}

fn write_shape(out: &mut String, shape: &Shape) {
    // Writing to a string cannot fail.
    let _ = match shape {
        Shape::Line { points, stroke } => {
            writeln!(out, "<polyline points=\"{}\" fill=\"none\"{} stroke-linejoin=\"round\"/>", places(points), outline(Some(stroke)))
        }
        Shape::Area { upper, lower, fill } => {
            let border: Vec<Pos> = upper.iter().chain(lower.iter().rev()).copied().collect();
            writeln!(out, "<polygon points=\"{}\" fill=\"{}\"/>", places(&border), fill.hex())
        }
        Shape::Rect { rect, corner, fill, stroke } => {
            let round = if *corner > 0.0 { format!(" rx=\"{}\"", number(*corner)) } else { String::new() };
            let (x, y, w, h) = (number(rect.left), number(rect.top), number(rect.width()), number(rect.height()));
            writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{round} fill=\"{}\"{}/>",
                paint(*fill),
                outline(stroke.as_ref())
            )
        }
        Shape::Circle { centre, radius, fill, stroke } => {
            let opacity = match fill {
                Some((_, cover)) if *cover < 1.0 => format!(" fill-opacity=\"{}\"", number(*cover)),
                _ => String::new(),
            };
            let (x, y, r) = (number(centre.x), number(centre.y), number(*radius));
            let fill = paint(fill.map(|(colour, _)| colour));
            writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\"{opacity}{}/>", outline(stroke.as_ref()))
        }
        Shape::Diamond { centre, radius, fill, stroke } => {
            let (c, r) = (centre, *radius);
            let corners = [Pos::new(c.x, c.y - r), Pos::new(c.x + r, c.y), Pos::new(c.x, c.y + r), Pos::new(c.x - r, c.y)];
            writeln!(out, "<polygon points=\"{}\" fill=\"{}\"{}/>", places(&corners), paint(*fill), outline(Some(stroke)))
        }
        Shape::Text { at, anchor, text, size, bold, colour, .. } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = if *bold { " font-weight=\"700\"" } else { "" };
            let (x, y, size) = (number(at.x), number(at.y), number(*size));
            writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} fill=\"{}\">{}</text>",
                colour.hex(),
                escaped(text)
            )
        }
    };
}

fn paint(fill: Option<Rgb>) -> String {
    fill.map_or_else(|| "none".to_owned(), Rgb::hex)
}

fn outline(stroke: Option<&Stroke>) -> String {
    let Some(stroke) = stroke else { return String::new() };
    let mut out = format!(" stroke=\"{}\" stroke-width=\"{}\"", stroke.colour.hex(), number(stroke.width));
    if let Some((dash, gap)) = stroke.dash {
        // A dot is a dash of almost no length with round ends.
        let round = if dash < stroke.width { " stroke-linecap=\"round\"" } else { "" };
        let _ = write!(out, " stroke-dasharray=\"{} {}\"{round}", number(dash), number(gap));
    }
    out
}

fn places(points: &[Pos]) -> String {
    points.iter().map(|p| format!("{},{}", number(p.x), number(p.y))).collect::<Vec<_>>().join(" ")
}

/// A length with at most two decimals.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
