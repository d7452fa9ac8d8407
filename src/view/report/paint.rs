//! A sheet as a scene of shapes and texts: what the PDF holds and the preview shows.

use super::layout::{Paper, Part, Sheet, SheetKind, column_widths, head_height, indent, leading, lines, row_height};
use super::model::{Bullet, KeyNumber, Report, Span, Table, What};
use crate::view::chart::measure::{fit, wrap};
use crate::view::chart::{Anchor, ChartSpec, Measure, Pos, Rect, Scene, Shape, Stroke, Style, layout};
use crate::view::palette::{Palette, Rgb};

/// Draws a sheet. `foot` is a line that every sheet carries (a house's name); may be empty.
pub fn scene(report: &Report, sheet: &Sheet, paper: &Paper, palette: &Palette, foot: &str, measure: &dyn Measure) -> Scene {
    let mut painter = Painter { paper, palette, measure, shapes: Vec::new() };
    match sheet.kind {
        SheetKind::Cover | SheetKind::Divider => painter.cover(sheet),
        SheetKind::Content => painter.content(sheet),
    }
    painter.frame(report, sheet, foot);
    let (width, height, ground) = (paper.width, paper.height, Some(palette.panel));
    Scene { width, height, ground, plot: None, shapes: painter.shapes, hits: Vec::new(), handles: Vec::new() }
}

struct Painter<'a> {
    paper: &'a Paper,
    palette: &'a Palette,
    measure: &'a dyn Measure,
    shapes: Vec<Shape>,
}

/// How a text is drawn.
#[derive(Clone, Copy)]
struct Pen {
    size: f32,
    bold: bool,
    colour: Rgb,
}

impl Painter<'_> {
    /// A text in one line, its baseline a little under the middle of the line.
    fn text(&mut self, x: f32, base: f32, anchor: Anchor, text: &str, pen: Pen) {
        if text.is_empty() {
            return;
        }
        let width = self.measure.width(text, pen.size, pen.bold);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let rect = Rect::new(left, base - pen.size, left + width, base + pen.size * 0.25);
        let Pen { size, bold, colour } = pen;
        self.shapes.push(Shape::Text { at: Pos::new(x, base), anchor, text: text.to_owned(), size, bold, colour, rect });
    }

    fn block(&mut self, rect: Rect, text: &str, pen: Pen, most: usize) -> f32 {
        let mut base = rect.top + pen.size;
        for line in wrap(self.measure, text, pen.size, pen.bold, rect.width(), most) {
            self.text(rect.left, base, Anchor::Start, &line, pen);
            base += pen.size * 1.3;
        }
        base - pen.size
    }

    fn rule(&mut self, from: Pos, to: Pos, colour: Rgb, width: f32) {
        self.shapes.push(Shape::Line { points: vec![from, to], stroke: Stroke { colour, width, dash: None } });
    }

    fn cover(&mut self, sheet: &Sheet) {
        let (paper, palette) = (self.paper, self.palette);
        let left = paper.side * 1.6;
        let room = paper.width - left * 2.0;
        let size = if sheet.kind == SheetKind::Cover { paper.title * 1.35 } else { paper.title * 1.2 };
        let top = paper.height * 0.34;
        let bar = Rect::new(left, top - size * 0.9, left + size * 1.6, top - size * 0.9 + 3.0);
        self.shapes.push(Shape::Rect { rect: bar, corner: 0.0, fill: Some(palette.accent), stroke: None });
        let below =
            self.block(Rect::new(left, top, left + room, paper.height), &sheet.title, Pen { size, bold: true, colour: palette.text }, 3);
        let mut y = below + paper.body * 0.9;
        for line in std::iter::once(&sheet.subtitle).chain(&sheet.lines).filter(|line| !line.is_empty()) {
            let pen = Pen { size: paper.body * 1.1, bold: false, colour: palette.secondary };
            y = self.block(Rect::new(left, y, left + room, paper.height), line, pen, 2) + paper.body * 0.3;
        }
    }

    fn content(&mut self, sheet: &Sheet) {
        let (paper, palette) = (self.paper, self.palette);
        if !sheet.title.is_empty() {
            let rect = Rect::new(paper.side, paper.top, paper.width - paper.side - 90.0, paper.height);
            let below = self.block(rect, &sheet.title, Pen { size: paper.title, bold: true, colour: palette.text }, 2);
            let rect = Rect::new(paper.side, below + paper.body * 0.1, paper.width - paper.side, paper.height);
            self.block(rect, &sheet.subtitle, Pen { size: paper.body * 0.85, bold: false, colour: palette.secondary }, 1);
        }
        sheet.parts.iter().for_each(|part| self.part(part));
    }

    /// What every sheet carries: the mark, the sources, the number.
    fn frame(&mut self, report: &Report, sheet: &Sheet, foot: &str) {
        let (paper, palette) = (self.paper, self.palette);
        let size = paper.caption;
        let pen = Pen { size, bold: false, colour: palette.tertiary };
        if let Some(mark) = &sheet.mark {
            self.mark(mark);
        }
        let (left, right) = (paper.side, paper.width - paper.side);
        // On slides two lines of sources stand above it.
        let base = paper.height - size * if paper.deck { 1.0 } else { 1.9 };
        self.text(right, base, Anchor::End, &sheet.number.to_string(), pen);
        let left_text = if foot.is_empty() && sheet.kind == SheetKind::Content && !paper.deck { &report.title } else { foot };
        let left_text = fit(self.measure, left_text, size, false, (right - left) * 0.8);
        self.text(left, base, Anchor::Start, &left_text, pen);
        if sheet.sources.is_empty() {
            return;
        }
        let top = paper.height - paper.bottom + size * 0.4;
        self.rule(Pos::new(left, top), Pos::new(right, top), palette.hairline, 0.5);
        let lines = sources(&sheet.sources, size, right - left, self.measure);
        for (place, line) in lines.iter().enumerate() {
            self.text(left, top + size * (1.35 + 1.3 * place as f32), Anchor::Start, line, pen);
        }
    }

    fn mark(&mut self, text: &str) {
        let (paper, palette) = (self.paper, self.palette);
        let size = paper.caption * 1.15;
        let width = self.measure.width(text, size, false) + size * 1.1;
        let right = paper.width - paper.side;
        let top = if paper.deck { paper.top } else { paper.top * 0.5 };
        let chip = Rect::new(right - width, top, right, top + size * 1.65);
        let ground = palette.panel.mix(palette.slipping, 0.12);
        self.shapes.push(Shape::Rect { rect: chip, corner: size * 0.3, fill: Some(ground), stroke: None });
        let colour = palette.slipping.mix(palette.text, 0.25);
        self.text(chip.centre().x, chip.centre().y + size * 0.36, Anchor::Middle, text, Pen { size, bold: false, colour });
    }

    fn part(&mut self, part: &Part) {
        let Part { rect, what, size, .. } = part;
        let (rect, size) = (*rect, *size);
        match what {
            What::Heading(text) => {
                let pen = Pen { size, bold: true, colour: self.palette.text };
                self.block(rect, text, pen, 4);
            }
            What::Paragraph(spans) => {
                let colour = if size <= self.paper.caption * 1.1 { self.palette.tertiary } else { self.palette.text };
                self.spans(rect, spans, size, colour);
            }
            What::Bullets(list) => self.bullets(rect, list, size),
            What::Table(table) => self.table(rect, table, size),
            What::Chart { spec, titled } => self.chart(rect, spec, *titled),
            What::KeyNumbers(list) => self.key_numbers(rect, list, size),
        }
    }

    /// Running text; the result is where it ends.
    fn spans(&mut self, rect: Rect, spans: &[Span], size: f32, colour: Rgb) -> f32 {
        let mut letters = spans.iter().flat_map(|span| span.text.chars().map(move |c| (c, span.bold))).peekable();
        let mut top = rect.top;
        for line in lines(self.measure, spans, size, rect.width()) {
            let (mut x, base) = (rect.left, top + size * 1.18);
            let mut runs: Vec<(String, bool)> = Vec::new();
            for c in line.chars() {
                // Spaces at the ends of lines are in the spans and not in the lines.
                let bold = loop {
                    match letters.next() {
                        Some((letter, bold)) if letter == c => break bold,
                        Some(_) => {}
                        None => break false,
                    }
                };
                match runs.last_mut() {
                    Some((text, of)) if *of == bold => text.push(c),
                    _ => runs.push((c.to_string(), bold)),
                }
            }
            for (text, bold) in runs {
                self.text(x, base, Anchor::Start, &text, Pen { size, bold, colour });
                x += self.measure.width(&text, size, bold);
            }
            top += leading(size);
        }
        top
    }

    fn bullets(&mut self, rect: Rect, list: &[Bullet], size: f32) {
        let mut top = rect.top;
        for bullet in list {
            let left = rect.left + indent(bullet, size);
            let centre = Pos::new(left - size * 0.75, top + size * 0.82);
            self.shapes.push(Shape::Circle { centre, radius: size * 0.13, fill: Some((self.palette.accent, 1.0)), stroke: None });
            let colour = self.palette.text;
            top = self.spans(Rect::new(left, top, rect.right, rect.bottom.max(top)), &bullet.spans, size, colour) + size * 0.25;
        }
    }

    fn table(&mut self, rect: Rect, table: &Table, size: f32) {
        let (measure, palette) = (self.measure, self.palette);
        let widths = column_widths(table, size, rect.width(), measure);
        let mut top = rect.top;
        if !table.title.is_empty() {
            self.text(
                rect.left,
                top + size * 1.2,
                Anchor::Start,
                &table.title,
                Pen { size: size * 1.05, bold: true, colour: palette.text },
            );
            top += size * 1.9;
        }
        let height = head_height(table, &widths, size, measure);
        let heads: Vec<(&str, bool)> = table.columns.iter().map(|column| (column.head.as_str(), column.number)).collect();
        self.rule(Pos::new(rect.left, top), Pos::new(rect.right, top), palette.text, 0.9);
        self.row(
            Rect::new(rect.left, top, rect.right, top + height),
            &heads,
            &widths,
            Pen { size, bold: true, colour: palette.secondary },
            4,
        );
        top += height;
        self.rule(Pos::new(rect.left, top), Pos::new(rect.right, top), palette.tertiary, 0.6);
        for row in &table.rows {
            let height = row_height(&row.cells, row.strong, &widths, size, measure);
            let cells: Vec<(&str, bool)> =
                row.cells.iter().zip(&table.columns).map(|(cell, column)| (cell.text.as_str(), column.number)).collect();
            let place = Rect::new(rect.left, top, rect.right, top + height);
            if row.strong {
                self.shapes.push(Shape::Rect { rect: place, corner: 0.0, fill: Some(palette.alternate), stroke: None });
            }
            self.row(place, &cells, &widths, Pen { size, bold: row.strong, colour: palette.text }, 6);
            top += height;
            self.rule(Pos::new(rect.left, top), Pos::new(rect.right, top), palette.grid_line, 0.5);
        }
        self.rule(Pos::new(rect.left, top), Pos::new(rect.right, top), palette.text, 0.9);
        for note in &table.notes {
            let pen = Pen { size: size * 0.9, bold: false, colour: palette.tertiary };
            self.text(rect.left, top + size * 1.2, Anchor::Start, &fit(measure, note, pen.size, false, rect.width()), pen);
            top += size * 1.4;
        }
    }

    fn row(&mut self, rect: Rect, cells: &[(&str, bool)], widths: &[f32], pen: Pen, most: usize) {
        let pad = pen.size * 0.45;
        let mut left = rect.left;
        for ((text, number), width) in cells.iter().zip(widths) {
            let lines = wrap(self.measure, text, pen.size, pen.bold, width - pad * 2.0, most);
            let height = lines.len() as f32 * pen.size * 1.35;
            let mut base = rect.centre().y - height / 2.0 + pen.size * 1.03;
            for line in lines {
                let (x, anchor) = if *number { (left + width - pad, Anchor::End) } else { (left + pad, Anchor::Start) };
                self.text(x, base, anchor, &line, pen);
                base += pen.size * 1.35;
            }
            left += width;
        }
    }

    fn chart(&mut self, rect: Rect, spec: &ChartSpec, titled: bool) {
        // Source and mark stand once, at the foot and the head of the sheet.
        let mut spec = ChartSpec { foot: String::new(), mark: None, ..spec.clone() };
        let text = (self.paper.body * 0.78).min(rect.height() * 0.05).max(5.0);
        let style = Style {
            text,
            caption: text * 0.9,
            title: text * 1.25,
            palette: self.palette.clone(),
            heading: !titled,
            ground: false,
            margin: text * 0.3,
        };
        if titled {
            (spec.title, spec.subtitle) = (String::new(), String::new());
        }
        let scene = layout(&spec, rect.width(), rect.height(), self.measure, &style);
        self.shapes.extend(scene.shapes.into_iter().map(|shape| moved(shape, rect.left, rect.top)));
    }

    fn key_numbers(&mut self, rect: Rect, list: &[KeyNumber], size: f32) {
        let palette = self.palette;
        let width = rect.width() / list.len().max(1) as f32;
        for (place, number) in list.iter().enumerate() {
            let left = rect.left + width * place as f32;
            let room = width - size;
            if place > 0 {
                self.rule(Pos::new(left - size * 0.5, rect.top), Pos::new(left - size * 0.5, rect.top + size * 4.6), palette.hairline, 0.7);
            }
            let line = |painter: &mut Self, text: &str, base: f32, pen: Pen| {
                // A number is never cut: it shrinks until it fits.
                let wide = painter.measure.width(text, pen.size, pen.bold);
                let pen = if pen.bold && wide > room { Pen { size: pen.size * room / wide, ..pen } } else { pen };
                let text = fit(painter.measure, text, pen.size, pen.bold, room + 1.0);
                painter.text(left, rect.top + base, Anchor::Start, &text, pen);
            };
            line(self, &number.label, size * 1.0, Pen { size: size * 0.82, bold: false, colour: palette.secondary });
            line(self, &number.value, size * 2.9, Pen { size: size * 1.7, bold: true, colour: palette.text });
            line(self, &number.note, size * 4.3, Pen { size: size * 0.76, bold: false, colour: palette.tertiary });
        }
    }
}

/// The lines of sources at the foot of a sheet: at most two; what finds no room is said by the ellipsis.
pub fn sources(list: &[String], size: f32, room: f32, measure: &dyn Measure) -> Vec<String> {
    wrap(measure, &list.join("  "), size, false, room, 2)
}

fn moved(shape: Shape, dx: f32, dy: f32) -> Shape {
    let at = |pos: Pos| Pos::new(pos.x + dx, pos.y + dy);
    let place = |rect: Rect| Rect::new(rect.left + dx, rect.top + dy, rect.right + dx, rect.bottom + dy);
    let all = |list: Vec<Pos>| list.into_iter().map(at).collect::<Vec<_>>();
    match shape {
        Shape::Line { points, stroke } => Shape::Line { points: all(points), stroke },
        Shape::Area { upper, lower, fill } => Shape::Area { upper: all(upper), lower: all(lower), fill },
        Shape::Rect { rect, corner, fill, stroke } => Shape::Rect { rect: place(rect), corner, fill, stroke },
        Shape::Circle { centre, radius, fill, stroke } => Shape::Circle { centre: at(centre), radius, fill, stroke },
        Shape::Diamond { centre, radius, fill, stroke } => Shape::Diamond { centre: at(centre), radius, fill, stroke },
        Shape::Text { at: of, anchor, text, size, bold, colour, rect } => {
            Shape::Text { at: at(of), anchor, text, size, bold, colour, rect: place(rect) }
        }
    }
}
