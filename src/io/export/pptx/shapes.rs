//! The shapes of one slide: placeholders, text boxes, tables and frames of charts, at places in points.

use std::fmt::Write;

use crate::io::export::house::House;
use crate::io::export::xml::{emu, escaped, fill};
use crate::view::chart::{ChartSpec, Measure, Rect};
use crate::view::palette::Rgb;
use crate::view::report::layout::{Paper, Sheet, SheetKind, column_widths, head_height, row_height};
use crate::view::report::{Bullet, KeyNumber, Span, Table, What, paint};

/// The shapes of a slide in the making.
pub(super) struct Shapes<'a> {
    house: &'a House,
    paper: &'a Paper,
    measure: &'a dyn Measure,
    out: String,
    last: usize,
}

/// How a text looks.
#[derive(Clone, Copy)]
struct Look {
    size: f32,
    bold: bool,
    colour: Rgb,
    /// `l`, `ctr` or `r`.
    align: &'static str,
    /// Height of a line in points.
    line: f32,
}

impl<'a> Shapes<'a> {
    pub fn new(house: &'a House, paper: &'a Paper, measure: &'a dyn Measure) -> Self {
        Self { house, paper, measure, out: String::new(), last: 1 }
    }

    /// The text of the slide's part.
    pub fn slide(&self) -> String {
        format!(
            "<p:sld xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree>\
             <p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
             <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>\
             {}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            self.out
        )
    }

    fn id(&mut self) -> usize {
        self.last += 1;
        self.last
    }

    fn run(&self, text: &str, look: Look, bold: bool) -> String {
        format!(
            "<a:r><a:rPr lang=\"zh-CN\" altLang=\"en-US\" sz=\"{}\" b=\"{}\" dirty=\"0\">{}<a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/></a:rPr>\
             <a:t>{}</a:t></a:r>",
            (look.size * 100.0).round() as i64,
            i32::from(look.bold || bold),
            fill(look.colour),
            escaped(text)
        )
    }

    fn paragraph(&self, spans: &[Span], look: Look, bullet: Option<u8>) -> String {
        let indent = match bullet {
            Some(level) => {
                let (left, hanging) = (emu(look.size * (1.3 + 1.4 * f32::from(level))), emu(look.size * 1.1));
                format!(" marL=\"{left}\" indent=\"-{hanging}\"")
            }
            None => String::new(),
        };
        let sign = match bullet {
            Some(_) => format!(
                "<a:spcAft><a:spcPts val=\"{}\"/></a:spcAft><a:buClr><a:srgbClr val=\"{}\"/></a:buClr><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>",
                (look.size * 25.0).round() as i64,
                self.house.palette.accent.plain_hex()
            ),
            None => "<a:spcAft><a:spcPts val=\"0\"/></a:spcAft><a:buNone/>".to_owned(),
        };
        let runs: String = spans.iter().filter(|span| !span.text.is_empty()).map(|span| self.run(&span.text, look, span.bold)).collect();
        let line = (look.line * 100.0).round() as i64;
        format!(
            "<a:p><a:pPr algn=\"{}\"{indent}><a:lnSpc><a:spcPts val=\"{line}\"/></a:lnSpc><a:spcBef><a:spcPts val=\"0\"/></a:spcBef>{sign}</a:pPr>{runs}</a:p>",
            look.align
        )
    }

    fn place(rect: Rect) -> String {
        let (x, y, w, h) = (emu(rect.left), emu(rect.top), emu(rect.width()), emu(rect.height()));
        format!("<a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/></a:xfrm>")
    }

    fn text_box(&mut self, name: &str, rect: Rect, ground: Option<Rgb>, anchor: &str, paragraphs: &str) {
        let id = self.id();
        let ground = ground.map_or_else(|| "<a:noFill/>".to_owned(), fill);
        let _ = write!(
            self.out,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{ground}</p:spPr>\
             <p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\" anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr>\
             <a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
            Self::place(rect)
        );
    }

    fn placeholder(&mut self, name: &str, kind: &str, index: Option<&str>, rect: Option<Rect>, paragraphs: &str) {
        let id = self.id();
        let index = index.map(|index| format!(" idx=\"{index}\"")).unwrap_or_default();
        let kind = if kind.is_empty() { String::new() } else { format!(" type=\"{kind}\"") };
        let place = rect.map(Self::place).unwrap_or_default();
        let _ = write!(
            self.out,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph{kind}{index}/></p:nvPr></p:nvSpPr>\
             <p:spPr>{place}</p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
        );
    }

    fn look(&self, size: f32, colour: Rgb) -> Look {
        Look { size, bold: false, colour, align: "l", line: size * 1.35 }
    }

    /// Title and the line under it of a slide with content.
    pub fn title(&mut self, kind: &str, sheet: &Sheet) {
        let (paper, palette) = (self.paper, &self.house.palette);
        let lines =
            crate::view::chart::measure::wrap(self.measure, &sheet.title, paper.title, true, paper.width - paper.side * 2.0 - 90.0, 2)
                .len()
                .max(1);
        let height = lines as f32 * paper.title * 1.3;
        let rect = Rect::new(paper.side, paper.top, paper.width - paper.side - 90.0, paper.top + height);
        let look = Look { size: paper.title, bold: true, colour: palette.text, align: "l", line: paper.title * 1.3 };
        let text = self.paragraph(&[Span::plain(sheet.title.clone())], look, None);
        self.placeholder("Title", kind, None, Some(rect), &text);
        if !sheet.subtitle.is_empty() {
            let size = paper.body * 0.85;
            let rect = Rect::new(paper.side, rect.bottom, paper.width - paper.side, rect.bottom + size * 1.6);
            let text = self.paragraph(&[Span::plain(sheet.subtitle.clone())], self.look(size, self.house.palette.secondary), None);
            self.text_box("Subtitle", rect, None, "t", &text);
        }
    }

    /// Title and lines of a cover or a divider.
    pub fn front(&mut self, kind: &str, below: &Option<(String, String)>, sheet: &Sheet) {
        let (paper, palette) = (self.paper, &self.house.palette);
        let left = paper.side * 1.6;
        let size = paper.title * if sheet.kind == SheetKind::Cover { 1.35 } else { 1.2 };
        let top = paper.height * 0.34;
        let room = paper.width - left * 2.0;
        let lines = crate::view::chart::measure::wrap(self.measure, &sheet.title, size, true, room, 3).len().max(1) as f32;
        let rect = Rect::new(left, top, left + room, top + lines * size * 1.3 + size * 0.3);
        let look = Look { size, bold: true, colour: palette.text, align: "l", line: size * 1.3 };
        let title = self.paragraph(&[Span::plain(sheet.title.clone())], look, None);
        let (accent, secondary) = (palette.accent, palette.secondary);
        self.bar(Rect::new(left, top - size * 0.9, left + size * 1.6, top - size * 0.9 + 3.0), accent);
        self.placeholder("Title", kind, None, Some(rect), &title);
        let look = Look { line: paper.body * 1.7, ..self.look(paper.body * 1.1, secondary) };
        let lines: Vec<&String> = std::iter::once(&sheet.subtitle).chain(&sheet.lines).filter(|line| !line.is_empty()).collect();
        if lines.is_empty() {
            return;
        }
        let text: String = lines.iter().map(|line| self.paragraph(&[Span::plain((*line).clone())], look, None)).collect();
        let rect =
            Rect::new(left, rect.bottom + paper.body * 0.4, left + room, rect.bottom + paper.body * (1.0 + 1.8 * lines.len() as f32));
        match below {
            Some((kind, index)) => self.placeholder("Subtitle", kind, Some(index), Some(rect), &text),
            None => self.text_box("Subtitle", rect, None, "t", &text),
        }
    }

    fn bar(&mut self, rect: Rect, colour: Rgb) {
        let id = self.id();
        let _ = write!(
            self.out,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Bar {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{}<a:ln><a:noFill/></a:ln></p:spPr>\
             <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-US\"/></a:p></p:txBody></p:sp>",
            Self::place(rect),
            fill(colour)
        );
    }

    /// The house's picture at the top left of the cover.
    pub fn logo(&mut self, relation: &str, size: (u32, u32)) {
        self.picture(crate::view::house::logo_place(self.paper, size), relation, "Logo");
    }

    /// A picture.
    pub fn picture(&mut self, rect: Rect, relation: &str, description: &str) {
        let id = self.id();
        let _ = write!(
            self.out,
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\"{}\"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>\
             <p:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            escaped(description),
            Self::place(rect)
        );
    }

    /// A block that is no chart.
    pub fn block(&mut self, rect: Rect, what: &What, size: f32) {
        let palette = &self.house.palette;
        let running = Look { line: size * 1.62, ..self.look(size, palette.text) };
        match what {
            What::Heading(text) => {
                let look = Look { bold: true, line: size * 1.45, ..running };
                let text = self.paragraph(&[Span::plain(text.clone())], look, None);
                self.text_box("Heading", rect, None, "t", &text);
            }
            What::Paragraph(spans) => {
                let text = self.paragraph(spans, running, None);
                self.text_box("Text", rect, None, "t", &text);
            }
            What::Bullets(list) => {
                let text: String = list.iter().map(|Bullet { level, spans }| self.paragraph(spans, running, Some(*level))).collect();
                self.text_box("Findings", rect, None, "t", &text);
            }
            What::KeyNumbers(list) => self.key_numbers(rect, list, size),
            What::Table(table) => self.table(rect, table, size),
            What::Chart { .. } => {}
        }
    }

    fn key_numbers(&mut self, rect: Rect, list: &[KeyNumber], size: f32) {
        let palette = self.house.palette.clone();
        let width = rect.width() / list.len().max(1) as f32;
        for (place, number) in list.iter().enumerate() {
            let left = rect.left + width * place as f32;
            let room = width - size;
            let wide = self.measure.width(&number.value, size * 1.7, true);
            let large = size * 1.7 * (room / wide.max(1.0)).min(1.0);
            let line = |size: f32, bold: bool, colour: Rgb, line: f32| Look { size, bold, colour, align: "l", line };
            let text = self.paragraph(&[Span::plain(number.label.clone())], line(size * 0.82, false, palette.secondary, size * 1.3), None)
                + &self.paragraph(&[Span::plain(number.value.clone())], line(large, true, palette.text, size * 2.2), None)
                + &self.paragraph(&[Span::plain(number.note.clone())], line(size * 0.76, false, palette.tertiary, size * 1.2), None);
            self.text_box("Key number", Rect::new(left, rect.top, left + room, rect.bottom), None, "t", &text);
        }
    }

    fn table(&mut self, rect: Rect, table: &Table, size: f32) {
        let palette = self.house.palette.clone();
        let mut top = rect.top;
        if !table.title.is_empty() {
            let look = Look { bold: true, ..self.look(size * 1.05, palette.text) };
            let text = self.paragraph(&[Span::plain(table.title.clone())], look, None);
            self.text_box("Table title", Rect::new(rect.left, top, rect.right, top + size * 1.9), None, "t", &text);
            top += size * 1.9;
        }
        let widths = column_widths(table, size, rect.width(), self.measure);
        let grid: String = widths.iter().map(|width| format!("<a:gridCol w=\"{}\"/>", emu(*width))).collect();
        let head = head_height(table, &widths, size, self.measure);
        let mut height = head;
        let cells: String = table
            .columns
            .iter()
            .map(|column| {
                let look = Look { bold: true, align: if column.number { "r" } else { "l" }, ..self.look(size, palette.secondary) };
                self.cell(&column.head, look, None, (Some(palette.text), Some(palette.tertiary)))
            })
            .collect();
        let mut rows = format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(head));
        for (place, row) in table.rows.iter().enumerate() {
            let tall = row_height(&row.cells, row.strong, &widths, size, self.measure);
            height += tall;
            let ground = row.strong.then_some(palette.alternate);
            let below = if place + 1 == table.rows.len() { palette.text } else { palette.grid_line };
            let cells: String = row
                .cells
                .iter()
                .zip(&table.columns)
                .map(|(cell, column)| {
                    let look = Look { bold: row.strong, align: if column.number { "r" } else { "l" }, ..self.look(size, palette.text) };
                    self.cell(&cell.text, look, ground, (None, Some(below)))
                })
                .collect();
            let _ = write!(rows, "<a:tr h=\"{}\">{cells}</a:tr>", emu(tall));
        }
        let id = self.id();
        let place = Rect::new(rect.left, top, rect.right, top + height);
        let _ = write!(
            self.out,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table {id}\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
             {}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/>\
             <a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
            Self::place(place).replace("a:xfrm", "p:xfrm")
        );
        let mut top = place.bottom;
        for note in &table.notes {
            let text = self.paragraph(&[Span::plain(note.clone())], self.look(size * 0.9, palette.tertiary), None);
            self.text_box("Note", Rect::new(rect.left, top + size * 0.2, rect.right, top + size * 1.4), None, "t", &text);
            top += size * 1.4;
        }
    }

    fn cell(&self, text: &str, look: Look, ground: Option<Rgb>, lines: (Option<Rgb>, Option<Rgb>)) -> String {
        let pad = emu(look.size * 0.45);
        let line = |tag: &str, colour: Option<Rgb>| match colour {
            Some(colour) => format!("<a:{tag} w=\"9525\">{}</a:{tag}>", fill(colour)),
            None => format!("<a:{tag} w=\"0\"><a:noFill/></a:{tag}>"),
        };
        let none = |tag: &str| format!("<a:{tag} w=\"0\"><a:noFill/></a:{tag}>");
        let ground = ground.map_or_else(|| "<a:noFill/>".to_owned(), fill);
        format!(
            "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{}</a:txBody><a:tcPr marL=\"{pad}\" marR=\"{pad}\" marT=\"0\" marB=\"0\" anchor=\"ctr\">{}{}{}{}{ground}</a:tcPr></a:tc>",
            self.paragraph(&[Span::plain(text)], look, None),
            none("lnL"),
            none("lnR"),
            line("lnT", lines.0),
            line("lnB", lines.1)
        )
    }

    /// Title and unit above a chart; the result is the place that is left for it.
    pub fn chart_head(&mut self, rect: Rect, spec: &ChartSpec, titled: bool) -> Rect {
        let palette = self.house.palette.clone();
        let size = self.paper.body * 0.78;
        let mut top = rect.top;
        let mut lines: Vec<(&str, Look)> = Vec::new();
        if !titled {
            lines.push((&spec.title, Look { bold: true, ..self.look(size * 1.12, palette.text) }));
            if !spec.subtitle.is_empty() {
                lines.push((&spec.subtitle, self.look(size * 0.9, palette.secondary)));
            }
        }
        if !spec.unit.is_empty() {
            lines.push((&spec.unit, self.look(size * 0.95, palette.secondary)));
        }
        for (text, look) in lines {
            let text = crate::view::chart::measure::fit(self.measure, text, look.size, look.bold, rect.width());
            let paragraph = self.paragraph(&[Span::plain(text)], look, None);
            self.text_box("Chart text", Rect::new(rect.left, top, rect.right, top + look.line), None, "t", &paragraph);
            top += look.line;
        }
        Rect::new(rect.left, top, rect.right, rect.bottom.max(top + 20.0))
    }

    /// The frame of a native chart.
    pub fn chart(&mut self, rect: Rect, relation: &str, title: &str, description: &str) {
        let id = self.id();
        let _ = write!(
            self.out,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Chart {id}\" descr=\"{}\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>\
             {}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
             <c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relation}\"/></a:graphicData></a:graphic></p:graphicFrame>",
            escaped(&format!("{title} {description}")),
            Self::place(rect).replace("a:xfrm", "p:xfrm")
        );
    }

    /// What every slide carries: mark, sources, the house's line, its number.
    pub fn frame(&mut self, sheet: &Sheet, number: &Option<String>) {
        let (paper, palette) = (self.paper, self.house.palette.clone());
        let size = paper.caption;
        let (left, right) = (paper.side, paper.width - paper.side);
        if let Some(mark) = &sheet.mark {
            let size = size * 1.15;
            let width = self.measure.width(mark, size, false) + size * 1.4;
            let look = Look { align: "ctr", ..self.look(size, palette.slipping.mix(palette.text, 0.25)) };
            let text = self.paragraph(&[Span::plain(mark.clone())], look, None);
            let chip = Rect::new(right - width, paper.top, right, paper.top + size * 1.65);
            self.text_box("Mark", chip, Some(palette.panel.mix(palette.slipping, 0.12)), "ctr", &text);
        }
        let look = self.look(size, palette.tertiary);
        if !sheet.sources.is_empty() {
            let top = paper.height - paper.bottom + size * 0.4;
            // One paragraph: a program with other faces breaks its lines elsewhere.
            let lines = paint::sources(&sheet.sources, size, right - left, self.measure).concat();
            let text = self.paragraph(&[Span::plain(lines)], Look { line: size * 1.3, ..look }, None);
            self.bar(Rect::new(left, top, right, top + 0.5), palette.hairline);
            self.text_box("Sources", Rect::new(left, top + size * 0.3, right, top + size * 3.0), None, "t", &text);
        }
        // Two lines of sources stand above it.
        let base = paper.height - size * 2.0;
        if !self.house.footer.is_empty() {
            let text = self.paragraph(&[Span::plain(self.house.footer.clone())], look, None);
            self.text_box("Footer", Rect::new(left, base, right - 60.0, base + size * 1.4), None, "t", &text);
        }
        let properties = format!(
            "<a:rPr lang=\"en-US\" sz=\"{}\">{}<a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/></a:rPr>",
            (size * 100.0).round() as i64,
            fill(palette.tertiary)
        );
        let field = format!(
            "<a:p><a:pPr algn=\"r\"/><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\">{properties}<a:t>{}</a:t></a:fld></a:p>",
            sheet.number
        );
        let rect = Rect::new(right - 50.0, base, right, base + size * 1.4);
        match number {
            Some(index) => self.placeholder("Slide number", "sldNum", Some(index), Some(rect), &field),
            None => self.text_box("Slide number", rect, None, "t", &field),
        }
    }
}
