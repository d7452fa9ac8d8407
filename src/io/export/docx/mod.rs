//! A report as a paper to be edited: headings, paragraphs, tables and native charts, in the layout of official papers.
//!
//! In Chinese: title of 22 points, headings in a black face, text in an imitation Song of 16 points with two letters' indent, the
//! page number between dashes (GB/T 9704-2012). In other languages the same order in smaller type.

mod parts;

use std::fmt::Write;

use super::house::House;
use super::package::{Package, properties};
use super::report::ReportError;
use super::xml::{emu, escaped};
use super::{chart, chart_part, chart_workbook, pptx, theme};
use crate::view::chart::{ChartData, ChartSpec, DataShape};
use crate::view::report::{Bullet, KeyNumber, Report, Section, Span, Table, What};
use parts::Type;

/// Name of the main part.
const DOCUMENT: &str = "word/document.xml";
/// Width of text in points: 156 mm.
const ROOM: f32 = 442.2;

/// Width and height of a logo at most, in points.
const LOGO: (f32, f32) = (170.0, 48.0);

/// The bytes of the paper.
pub fn write(report: &Report, house: &House) -> Result<Vec<u8>, ReportError> {
    let mut package = Package::new();
    package.relate("", "officeDocument", DOCUMENT);
    let kind = Type::of(report.language);
    parts::add(&mut package, DOCUMENT, house, &kind, report);
    package.xml("word/theme/theme1.xml", theme::KIND, &theme::write(house));
    package.relate(DOCUMENT, "theme", "theme/theme1.xml");
    let divided = report.sections.iter().any(|section| section.divider);
    let mut paper = Paper { report, house, kind, package, out: String::new(), charts: 0, tables: 0, divided };
    paper.front();
    for section in &report.sections {
        paper.section(section)?;
    }
    paper.finish()
}

struct Paper<'a> {
    report: &'a Report,
    house: &'a House,
    kind: Type,
    package: Package,
    out: String,
    charts: usize,
    tables: usize,
    /// True where sections stand under dividers, one level lower.
    divided: bool,
}

impl Paper<'_> {
    fn finish(mut self) -> Result<Vec<u8>, ReportError> {
        let relation = |package: &mut Package, kind: &str, target: &str| package.relate(DOCUMENT, kind, target);
        let footer = relation(&mut self.package, "footer", "footer1.xml");
        let header = relation(&mut self.package, "header", "header1.xml");
        let text = format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><w:body>{}\
             <w:sectPr><w:headerReference w:type=\"default\" r:id=\"{header}\"/><w:footerReference w:type=\"default\" r:id=\"{footer}\"/>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>\
             <w:cols w:space=\"425\"/></w:sectPr></w:body></w:document>",
            self.out
        );
        self.package.xml(DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", &text);
        properties(&mut self.package, &self.report.title, self.report.language.tag());
        Ok(self.package.pack()?)
    }

    fn front(&mut self) {
        let report = self.report;
        self.logo();
        self.styled("Title", &report.title);
        for line in std::iter::once(&report.subtitle).chain(&report.lines).filter(|line| !line.is_empty()) {
            self.styled("Subtitle", line);
        }
    }

    /// The house's picture above the title.
    fn logo(&mut self) {
        let Some((bytes, size)) = &self.house.logo else { return };
        let scale = (LOGO.1 / size.1.max(1) as f32).min(LOGO.0 / size.0.max(1) as f32);
        let (width, height) = (size.0 as f32 * scale, size.1 as f32 * scale);
        self.package.ending("png", "image/png");
        self.package.bytes("word/media/logo.png", None, bytes.clone());
        let relation = self.package.relate(DOCUMENT, "image", "media/logo.png");
        self.inline("Logo", "Logo", 9000, (width, height), &picture(&relation, 9000, (width, height)), "");
    }

    /// A drawing in a line of its own.
    fn inline(&mut self, name: &str, description: &str, number: usize, (width, height): (f32, f32), graphic: &str, more: &str) {
        let (width, height) = (emu(width), emu(height));
        let _ = write!(
            self.out,
            "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/>{more}</w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>\
             <wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{description}\"/><wp:cNvGraphicFramePr/>\
             {graphic}</wp:inline></w:drawing></w:r></w:p>"
        );
    }

    /// A paragraph of a style.
    fn styled(&mut self, style: &str, text: &str) {
        self.spans(style, &[Span::plain(text)], "");
    }

    fn spans(&mut self, style: &str, spans: &[Span], more: &str) {
        let runs: String = spans.iter().filter(|span| !span.text.is_empty()).map(|span| run(&span.text, span.bold, span.italic)).collect();
        let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{runs}</w:p>");
    }

    fn section(&mut self, section: &Section) -> Result<(), ReportError> {
        let level = if self.divided && !section.divider { 2 } else { 1 };
        if !section.title.is_empty() {
            self.styled(&format!("Heading{level}"), &section.title);
        }
        if section.divider && !section.subtitle.is_empty() {
            self.styled("BodyText", &section.subtitle);
        }
        for block in &section.blocks {
            match &block.what {
                What::Heading(text) => self.styled(&format!("Heading{}", level + 1), text),
                What::Paragraph(spans) => self.spans("BodyText", spans, ""),
                What::Bullets(list) => list.iter().for_each(|bullet| self.bullet(bullet)),
                What::Table(table) => self.table(table, &section.title),
                What::Chart { spec, .. } => self.chart(spec)?,
                What::KeyNumbers(list) => self.key_numbers(list),
            }
        }
        section.sources.iter().filter(|source| !source.is_empty()).for_each(|source| self.styled("Source", source));
        Ok(())
    }

    fn bullet(&mut self, bullet: &Bullet) {
        let level = format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr>", bullet.level.min(2));
        self.spans("ListBullet", &bullet.spans, &level);
    }

    fn caption(&mut self, table: bool, title: &str) {
        let (number, caption) = if table { (self.tables, &self.kind.table) } else { (self.charts, &self.kind.figure) };
        let text = caption.replace("{n}", &number.to_string()).replace("{title}", title);
        let keep = if table { "<w:keepNext/>" } else { "" };
        self.spans("Caption", &[Span::plain(text)], keep);
    }

    fn table(&mut self, table: &Table, title: &str) {
        self.tables += 1;
        let title = if table.title.is_empty() { title } else { &table.title };
        self.caption(true, title);
        let widths = widths(table);
        let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let palette = &self.house.palette;
        let line =
            |tag: &str, size: u8, colour: String| format!("<w:{tag} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>");
        let borders = format!(
            "<w:tblBorders>{}{}{}</w:tblBorders>",
            line("top", 8, palette.text.plain_hex()),
            line("bottom", 8, palette.text.plain_hex()),
            line("insideH", 4, palette.hairline.plain_hex())
        );
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:jc w:val=\"center\"/>{borders}<w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        );
        let heads: Vec<(&str, bool)> = table.columns.iter().map(|column| (column.head.as_str(), column.number)).collect();
        self.row(&heads, &widths, true, true);
        for row in &table.rows {
            let cells: Vec<(&str, bool)> =
                row.cells.iter().zip(&table.columns).map(|(cell, column)| (cell.text.as_str(), column.number)).collect();
            self.row(&cells, &widths, false, row.strong);
        }
        self.out.push_str("</w:tbl>");
        if table.notes.is_empty() {
            self.styled("Source", "");
        }
        table.notes.iter().for_each(|note| self.styled("Source", note));
    }

    fn row(&mut self, cells: &[(&str, bool)], widths: &[u32], head: bool, strong: bool) {
        let properties = if head { "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" } else { "<w:trPr><w:cantSplit/></w:trPr>" };
        let ground = if head || strong {
            format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", self.house.palette.alternate.plain_hex())
        } else {
            String::new()
        };
        let _ = write!(self.out, "<w:tr>{properties}");
        for ((text, number), width) in cells.iter().zip(widths) {
            let side = if *number { "right" } else { "left" };
            let text = if text.is_empty() { String::new() } else { run(text, strong, false) };
            let _ = write!(
                self.out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{ground}<w:vAlign w:val=\"center\"/></w:tcPr>\
                 <w:p><w:pPr><w:pStyle w:val=\"TableText\"/><w:jc w:val=\"{side}\"/></w:pPr>{text}</w:p></w:tc>"
            );
        }
        self.out.push_str("</w:tr>");
    }

    /// Key numbers side by side, in a table without lines.
    fn key_numbers(&mut self, list: &[KeyNumber]) {
        if list.is_empty() {
            return;
        }
        let width = 8844 / list.len() as u32;
        let grid: String = list.iter().map(|_| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let cell = |number: &KeyNumber| {
            let line = |style: &str, text: &str| {
                let text = if text.is_empty() { String::new() } else { run(text, false, false) };
                format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{text}</w:p>")
            };
            let lines = line("TableText", &number.label) + &line("KeyNumber", &number.value) + &line("Source", &number.note);
            format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{lines}</w:tc>")
        };
        let cells: String = list.iter().map(cell).collect();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>\
             <w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
        );
        self.styled("Source", "");
    }

    fn chart(&mut self, spec: &ChartSpec) -> Result<(), ReportError> {
        self.charts += 1;
        let number = self.charts;
        let description = escaped(&format!("{} {}", spec.title, spec.subtitle));
        let (height, graphic) = match ChartData::of(spec) {
            Some(data) => {
                let (chart, workbook) = (format!("word/charts/chart{number}.xml"), format!("word/embeddings/data{number}.xlsx"));
                self.package.bytes(&workbook, Some(pptx::WORKBOOK), chart_workbook::write(&data)?);
                let external = self.package.relate(&chart, "package", &format!("../embeddings/data{number}.xlsx"));
                self.package.xml(&chart, pptx::CHART, &chart_part::write(&data, self.house, &external, 9.0));
                let relation = self.package.relate(DOCUMENT, "chart", &format!("charts/chart{number}.xml"));
                let tall = data.categories.len() as f32 * 26.0 + 60.0;
                let height = if data.shape == DataShape::Bars { tall.clamp(200.0, 520.0) } else { 230.0 };
                (height, native(&relation))
            }
            // Of kinds that Office has no chart for it gets a picture.
            None => {
                let (height, name) = (250.0, format!("word/media/chart{number}.png"));
                self.package.ending("png", "image/png");
                self.package.bytes(&name, None, chart::picture_in(spec, ROOM, height, true, &self.house.palette)?);
                let relation = self.package.relate(DOCUMENT, "image", &format!("media/chart{number}.png"));
                (height, picture(&relation, number, (ROOM, height)))
            }
        };
        self.inline(&format!("Chart {number}"), &description, number, (ROOM, height), &graphic, "<w:keepNext/>");
        let title = if spec.unit.is_empty() {
            spec.title.clone()
        } else {
            self.kind.unit.replace("{title}", &spec.title).replace("{unit}", &spec.unit)
        };
        self.caption(false, &title);
        Ok(())
    }
}

/// The frame of a native chart.
fn native(relation: &str) -> String {
    let kind = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    format!("<a:graphic><a:graphicData uri=\"{kind}\"><c:chart xmlns:c=\"{kind}\" r:id=\"{relation}\"/></a:graphicData></a:graphic>")
}

/// The frame of a picture.
fn picture(relation: &str, number: usize, (width, height): (f32, f32)) -> String {
    let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let (width, height) = (emu(width), emu(height));
    format!(
        "<a:graphic><a:graphicData uri=\"{kind}\"><pic:pic xmlns:pic=\"{kind}\"><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"Chart {number}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
}

/// A run of text.
fn run(text: &str, bold: bool, italic: bool) -> String {
    let bold = if bold { "<w:b/>" } else { "" };
    let italic = if italic { "<w:i/>" } else { "" };
    let properties = if bold.is_empty() && italic.is_empty() { String::new() } else { format!("<w:rPr>{bold}{italic}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// Widths of columns in twentieths of a point: what stands in short columns keeps to one line, names share what is left.
fn widths(table: &Table) -> Vec<u32> {
    const ROOM: f32 = 8844.0;
    // Half the width of a Chinese letter of a table, its share of the cells' margins aside.
    const LETTER: f32 = 95.0;
    let letters = |text: &str| text.chars().map(|c| if c.is_ascii() { 1.0 } else { 1.9 }).sum::<f32>();
    let of = |place: usize| {
        let column = &table.columns[place];
        let cells = table.rows.iter().filter_map(|row| row.cells.get(place)).map(|cell| letters(&cell.text).min(30.0));
        let widest = cells.fold((letters(&column.head) * 0.55).min(9.0), f32::max).max(4.0);
        let least = widest.min(if column.number { 14.0 } else { 9.0 });
        (widest + 2.0, least + 2.0)
    };
    let wanted: Vec<(f32, f32)> = (0..table.columns.len()).map(of).collect();
    let (wide, least): (f32, f32) = wanted.iter().fold((0.0, 0.0), |(w, l), (wide, least)| (w + wide, l + least));
    let room = ROOM / LETTER;
    let share = ((room - least) / (wide - least).max(0.1)).clamp(0.0, 1.0);
    let kept: Vec<f32> = wanted.iter().map(|(wide, least)| least + (wide - least) * share).collect();
    let all: f32 = kept.iter().sum::<f32>().max(1.0);
    kept.iter().map(|width| (width / all * ROOM).round() as u32).collect()
}
