//! From a report to sheets of paper: where each block stands, in points (1/72 inch). Decks, the PDF and the preview share it.
//!
//! On slides every section starts a sheet and charts take the room that is left; on paper sections follow each other. What does not
//! fit is split between rows, entries or lines, and goes on overleaf under the same title.

use super::model::{Block, Bullet, Report, Section, Span, Table, What};
use crate::base::ItemId;
use crate::domain::Width;
use crate::view::chart::measure::wrap;
use crate::view::chart::{Measure, Rect};

/// A kind of paper with its type sizes, all in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Margin at the sides.
    pub side: f32,
    /// Where content starts on a sheet without a title, from the top.
    pub top: f32,
    /// Where content ends, from the bottom.
    pub bottom: f32,
    /// True for slides.
    pub deck: bool,
    /// Size of the title.
    pub title: f32,
    /// Size of running text.
    pub body: f32,
    /// Size of tables.
    pub table: f32,
    /// Size of sources and notes.
    pub caption: f32,
}

impl Paper {
    /// A slide of 16:9.
    pub const WIDE: Self = Self {
        width: 960.0,
        height: 540.0,
        side: 44.0,
        top: 34.0,
        bottom: 52.0,
        deck: true,
        title: 25.0,
        body: 14.5,
        table: 11.5,
        caption: 9.0,
    };
    /// A slide of 4:3.
    pub const OLD: Self = Self { width: 720.0, height: 540.0, side: 36.0, title: 22.0, ..Self::WIDE };
    /// A4, upright.
    pub const A4: Self = Self {
        width: 595.28,
        height: 841.89,
        side: 62.0,
        top: 62.0,
        bottom: 62.0,
        deck: false,
        title: 20.0,
        body: 10.5,
        table: 8.5,
        caption: 8.0,
    };

    fn room(&self) -> f32 {
        self.width - 2.0 * self.side
    }
}

/// What a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// The first one, with the report's title.
    Cover,
    /// One that announces what follows.
    Divider,
    /// One with content.
    Content,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is.
    pub kind: SheetKind,
    /// Its title; empty on paper, where titles are parts.
    pub title: String,
    /// The line under it.
    pub subtitle: String,
    /// Further lines, on a cover.
    pub lines: Vec<String>,
    /// What stands where.
    pub parts: Vec<Part>,
    /// Where its numbers come from.
    pub sources: Vec<String>,
    /// The mark that must be seen.
    pub mark: Option<String>,
    /// Its number, from 1.
    pub number: usize,
    /// The items that begin on it.
    pub items: Vec<ItemId>,
}

/// A block in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The place.
    pub rect: Rect,
    /// The block.
    pub what: What,
    /// Size of its text.
    pub size: f32,
    /// The item that it comes from; `None` for what belongs to the whole.
    pub item: Option<ItemId>,
}

/// Lays a report out.
pub fn sheets(report: &Report, paper: &Paper, measure: &dyn Measure) -> Vec<Sheet> {
    let mut layout = Layout { report, paper, measure, sheets: Vec::new(), y: 0.0, item: None };
    layout.cover();
    report.sections.iter().for_each(|section| layout.section(section));
    layout.stretch_last();
    let mut sheets = layout.sheets;
    for (place, sheet) in sheets.iter_mut().enumerate() {
        sheet.number = place + 1;
    }
    sheets
}

/// Lines of a block's text, as both the drawing and the room it takes count them.
pub(super) fn lines(measure: &dyn Measure, spans: &[Span], size: f32, room: f32) -> Vec<String> {
    wrap(measure, &Span::text_of(spans), size, false, room, usize::MAX)
}

/// Height of a line of running text.
pub(super) fn leading(size: f32) -> f32 {
    size * 1.62
}

/// How far an entry of a list stands from the left.
pub(super) fn indent(bullet: &Bullet, size: f32) -> f32 {
    size * (1.3 + 1.4 * f32::from(bullet.level))
}

/// What each column of a table would like, and the least that it can do with.
fn wanted_widths(table: &Table, size: f32, measure: &dyn Measure) -> Vec<(f32, f32)> {
    let pad = size * 1.1;
    let of = |place: usize| {
        let column = &table.columns[place];
        let head = measure.width(&column.head, size, true).min(size * 9.0);
        let cells = table.rows.iter().filter_map(|row| row.cells.get(place).map(|cell| (cell, row.strong)));
        let widest = cells.map(|(cell, strong)| measure.width(&cell.text, size, strong)).fold(0.0, f32::max);
        // Words can go on in the next line, a number cannot.
        let most = size * if column.number { 9.0 } else { 7.0 };
        (head.max(widest) + pad, measure.width(&column.head, size, true).min(size * 4.0).max(widest.min(most)) + pad)
    };
    (0..table.columns.len()).map(of).collect()
}

/// The size in which a table of many columns fits into the room, at most the usual one.
pub fn table_size(table: &Table, usual: f32, room: f32, measure: &dyn Measure) -> f32 {
    let least: f32 = wanted_widths(table, usual, measure).iter().map(|(_, least)| least).sum();
    // All widths go with the size.
    usual * (room / least.max(1.0)).clamp(SMALLEST, 1.0)
}

/// Widths of the columns of a table.
pub fn column_widths(table: &Table, size: f32, room: f32, measure: &dyn Measure) -> Vec<f32> {
    let wanted = wanted_widths(table, size, measure);
    let (wide, least): (f32, f32) = wanted.iter().fold((0.0, 0.0), |(w, l), (wide, least)| (w + wide, l + least));
    if wide <= room {
        return wanted.iter().map(|(width, _)| width * room / wide.max(1.0)).collect();
    }
    // What is beyond the least widths is shared by what each column would like.
    let spare = (room - least).max(0.0);
    let longing = (wide - least).max(1.0);
    let shrink = if least > room { room / least } else { 1.0 };
    wanted.iter().map(|(wide, least)| least * shrink + spare * (wide - least) / longing).collect()
}

/// Height of a table's head.
pub fn head_height(table: &Table, widths: &[f32], size: f32, measure: &dyn Measure) -> f32 {
    let lines =
        table.columns.iter().zip(widths).map(|(column, width)| wrap(measure, &column.head, size, true, width - size * 0.9, 4).len().max(1));
    lines.max().unwrap_or(1) as f32 * size * 1.35 + size * 0.7
}

/// Height of a row.
pub fn row_height(cells: &[super::Cell], strong: bool, widths: &[f32], size: f32, measure: &dyn Measure) -> f32 {
    let lines = cells.iter().zip(widths).map(|(cell, width)| wrap(measure, &cell.text, size, strong, width - size * 0.9, 6).len().max(1));
    lines.max().unwrap_or(1) as f32 * size * 1.35 + size * 0.65
}

/// The smallest size of a table's text, as a share of the usual one.
const SMALLEST: f32 = 0.62;

struct Layout<'a> {
    report: &'a Report,
    paper: &'a Paper,
    measure: &'a dyn Measure,
    sheets: Vec<Sheet>,
    /// Where the next part starts, from the top.
    y: f32,
    /// The item that the next part comes from.
    item: Option<ItemId>,
}

impl Layout<'_> {
    fn cover(&mut self) {
        let report = self.report;
        let kind = if self.paper.deck { SheetKind::Cover } else { SheetKind::Content };
        let (title, subtitle) = (report.title.clone(), report.subtitle.clone());
        if self.paper.deck {
            let (lines, mark) = (report.lines.clone(), report.mark.clone());
            self.sheets.push(Sheet { kind, title, subtitle, lines, mark, ..blank() });
            return;
        }
        // A paper starts with its title at the head of the first sheet.
        self.sheets.push(Sheet { mark: report.mark.clone(), ..blank() });
        self.y = self.paper.top;
        let size = self.paper.title;
        let heading = |text: String| What::Heading(text);
        self.part(heading(title), self.paper.side, self.paper.room(), size);
        for line in std::iter::once(subtitle).chain(report.lines.clone()).filter(|line| !line.is_empty()) {
            self.part(What::Paragraph(vec![Span::plain(line)]), self.paper.side, self.paper.room(), self.paper.body);
        }
        self.y += self.paper.body;
    }

    fn open(&mut self, kind: SheetKind, section: &Section) {
        self.stretch_last();
        let mark = if self.paper.deck { section.mark.clone() } else { self.report.mark.clone() };
        let mut sheet = Sheet { kind, mark, ..blank() };
        if self.paper.deck {
            (sheet.title, sheet.subtitle) = (section.title.clone(), section.subtitle.clone());
            sheet.sources.clone_from(&section.sources);
        }
        self.sheets.push(sheet);
        self.y = self.paper.top + if self.paper.deck { self.heading_height(section) } else { 0.0 };
    }

    fn heading_height(&self, section: &Section) -> f32 {
        let paper = self.paper;
        let title = wrap(self.measure, &section.title, paper.title, true, paper.room() - 90.0, 2).len() as f32 * paper.title * 1.3;
        let subtitle = if section.subtitle.is_empty() { 0.0 } else { paper.body * 1.5 };
        title + subtitle + paper.body * 0.8
    }

    fn section(&mut self, section: &Section) {
        self.item = section.items.first().map(|start| start.item.clone());
        if section.divider && self.paper.deck {
            self.open(SheetKind::Divider, section);
            return self.begin(section);
        }
        if self.paper.deck {
            self.open(SheetKind::Content, section);
        } else {
            self.chapter(section);
        }
        self.begin(section);
        let mut blocks = section.blocks.iter().peekable();
        let mut place = 0;
        while let Some(block) = blocks.next() {
            let beside = blocks.next_if(|next| block.width == Width::Half && next.width == Width::Half);
            self.item = section.item_of(place).cloned();
            place += 1 + usize::from(beside.is_some());
            // A heading does not stand alone at the end of a sheet.
            if let (What::Heading(_), Some(next)) = (&block.what, blocks.peek())
                && self.left() < self.paper.body * 2.0 + self.least(&next.what)
                && !self.is_fresh()
            {
                self.open(SheetKind::Content, section);
            }
            match beside {
                Some(other) => self.pair(block, other, section.item_of(place - 1).cloned(), section),
                None => self.single(block.what.clone(), section),
            }
        }
        self.item = None;
        if !self.paper.deck && !section.sources.is_empty() {
            let text = section.sources.join("\n");
            for line in text.lines() {
                self.place(What::Paragraph(vec![Span::plain(line)]), self.paper.caption, section);
            }
            self.y += self.paper.body;
        }
    }

    /// The items of a section begin on the open sheet.
    fn begin(&mut self, section: &Section) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.items.extend(section.items.iter().map(|start| start.item.clone()));
        }
    }

    /// The room without which a block cannot begin.
    fn least(&self, what: &What) -> f32 {
        match what {
            What::Table(_) => self.paper.table * 11.0,
            What::Chart { .. } | What::KeyNumbers(_) => self.height(what, self.paper.room(), self.size_of(what, self.paper.room())),
            _ => leading(self.paper.body) * 2.0,
        }
    }

    /// The heading of a section on paper, kept together with what follows.
    fn chapter(&mut self, section: &Section) {
        let paper = self.paper;
        let least = paper.body * if section.divider { 14.0 } else { 9.0 };
        let has_table_or_chart = section.blocks.first().is_some_and(|block| matches!(block.what, What::Chart { .. } | What::Table(_)));
        let least = if has_table_or_chart { least + 190.0 } else { least };
        if self.left() < least {
            self.open(SheetKind::Content, section);
        }
        if section.title.is_empty() {
            return;
        }
        let size = if section.divider { paper.body * 1.5 } else { paper.body * 1.25 };
        self.part(What::Heading(section.title.clone()), paper.side, paper.room(), size);
        if !section.subtitle.is_empty() {
            self.part(What::Paragraph(vec![Span::plain(section.subtitle.clone())]), paper.side, paper.room(), paper.caption * 1.1);
        }
    }

    fn left(&self) -> f32 {
        self.paper.height - self.paper.bottom - self.y
    }

    fn size_of(&self, what: &What, room: f32) -> f32 {
        match what {
            What::Table(table) => table_size(table, self.paper.table, room, self.measure),
            What::Heading(_) => self.paper.body * 1.12,
            _ => self.paper.body,
        }
    }

    fn single(&mut self, what: What, section: &Section) {
        let size = self.size_of(&what, self.paper.room());
        self.place(what, size, section);
    }

    /// Places a block over the whole width, split where it must be.
    fn place(&mut self, what: What, size: f32, section: &Section) {
        let mut rest = Some(what);
        while let Some(what) = rest.take() {
            let room = self.paper.room();
            if self.height(&what, room, size) <= self.left() {
                self.part(what, self.paper.side, room, size);
                break;
            }
            match self.split(&what, room, size) {
                Some((first, second)) => {
                    self.part(first, self.paper.side, room, size);
                    self.open(SheetKind::Content, section);
                    rest = Some(second);
                }
                None if self.is_fresh() => {
                    self.part(what, self.paper.side, room, size);
                }
                None => {
                    self.open(SheetKind::Content, section);
                    rest = Some(what);
                }
            }
        }
    }

    /// True where nothing stands on the open sheet yet.
    fn is_fresh(&self) -> bool {
        self.sheets.last().is_none_or(|sheet| sheet.parts.is_empty())
    }

    fn pair(&mut self, left: &Block, right: &Block, other: Option<ItemId>, section: &Section) {
        let gap = self.paper.body * 1.6;
        let room = (self.paper.room() - gap) / 2.0;
        let height = |layout: &Self, what: &What| layout.height(what, room, layout.size_of(what, room));
        let height = height(self, &left.what).max(height(self, &right.what));
        if height > self.left() && !self.is_fresh() {
            self.open(SheetKind::Content, section);
        }
        let top = self.y;
        let mut lowest = top;
        let first = self.item.take();
        for (what, x, item) in [(&left.what, self.paper.side, first), (&right.what, self.paper.side + room + gap, other)] {
            (self.y, self.item) = (top, item);
            self.part(what.clone(), x, room, self.size_of(what, room));
            lowest = lowest.max(self.y);
        }
        self.y = lowest;
    }

    fn part(&mut self, what: What, x: f32, room: f32, size: f32) {
        let height = self.height(&what, room, size).min(self.left().max(size));
        let gap = self.gap(&what);
        let rect = Rect::new(x, self.y, x + room, self.y + height);
        self.y += height + gap;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.parts.push(Part { rect, what, size, item: self.item.clone() });
        }
    }

    fn gap(&self, what: &What) -> f32 {
        match what {
            What::Heading(_) => self.paper.body * 0.35,
            What::Paragraph(_) => self.paper.body * 0.4,
            _ => self.paper.body * 0.9,
        }
    }

    fn height(&self, what: &What, room: f32, size: f32) -> f32 {
        let measure = self.measure;
        match what {
            What::Heading(text) => wrap(measure, text, size, true, room, 4).len() as f32 * size * 1.45,
            What::Paragraph(spans) => lines(measure, spans, size, self.text_room(room)).len() as f32 * leading(size),
            What::Bullets(list) => list.iter().map(|bullet| self.bullet_height(bullet, room, size)).sum(),
            What::Table(table) => {
                let widths = column_widths(table, size, room, measure);
                let rows: f32 = table.rows.iter().map(|row| row_height(&row.cells, row.strong, &widths, size, measure)).sum();
                table_frame(table, &widths, size, measure) + rows
            }
            What::Chart { .. } if self.paper.deck => 190.0,
            What::Chart { .. } => (room * 0.52).min(260.0),
            What::KeyNumbers(_) => size * 5.4,
        }
    }

    /// The width that texts are reckoned with. Office programs set slides in faces of their own that run wider than the ones measured
    /// here, and a line more must not run into what stands beneath.
    fn text_room(&self, room: f32) -> f32 {
        if self.paper.deck { room * 0.92 } else { room }
    }

    fn bullet_height(&self, bullet: &Bullet, room: f32, size: f32) -> f32 {
        let room = self.text_room(room) - indent(bullet, size);
        lines(self.measure, &bullet.spans, size, room).len().max(1) as f32 * leading(size) + size * 0.25
    }

    /// What of a block fits into the room that is left, and the rest.
    fn split(&self, what: &What, room: f32, size: f32) -> Option<(What, What)> {
        let left = self.left();
        match what {
            What::Table(table) => {
                let widths = column_widths(table, size, room, self.measure);
                let heights = table.rows.iter().map(|row| row_height(&row.cells, row.strong, &widths, size, self.measure));
                let frame = table_frame(table, &widths, size, self.measure);
                let fitting = fitting(heights, left - frame);
                // A head with a single row under it says nothing.
                if fitting < 2 || fitting >= table.rows.len() {
                    return None;
                }
                let (first, second) = table.rows.split_at(fitting);
                let of = |rows: &[super::Row], notes: &[String]| {
                    What::Table(Table { rows: rows.to_vec(), notes: notes.to_vec(), ..table.clone() })
                };
                Some((of(first, &[]), of(second, &table.notes)))
            }
            What::Bullets(list) => {
                let fitting = fitting(list.iter().map(|bullet| self.bullet_height(bullet, room, size)), left);
                if fitting == 0 || fitting >= list.len() {
                    return None;
                }
                Some((What::Bullets(list[..fitting].to_vec()), What::Bullets(list[fitting..].to_vec())))
            }
            What::Paragraph(spans) => {
                let lines = lines(self.measure, spans, size, room);
                let count = (left / leading(size)).floor().max(0.0) as usize;
                if count == 0 || count >= lines.len() {
                    return None;
                }
                let (first, second) = cut(spans, &lines[..count]);
                Some((What::Paragraph(first), What::Paragraph(second)))
            }
            What::Heading(_) | What::Chart { .. } | What::KeyNumbers(_) => None,
        }
    }

    /// On slides the charts of the last sheet take the room that is left.
    fn stretch_last(&mut self) {
        let (end, deck) = (self.paper.height - self.paper.bottom, self.paper.deck);
        let Some(sheet) = self.sheets.last_mut().filter(|sheet| deck && sheet.kind == SheetKind::Content) else { return };
        let is_chart = |part: &Part| matches!(part.what, What::Chart { .. });
        let lowest = sheet.parts.iter().map(|part| part.rect.bottom).fold(0.0, f32::max);
        let mut tops: Vec<f32> = sheet.parts.iter().filter(|part| is_chart(part)).map(|part| part.rect.top).collect();
        tops.dedup();
        let spare = (end - lowest).max(0.0) / tops.len().max(1) as f32;
        let moved = |top: f32| tops.iter().filter(|of| **of < top).count() as f32 * spare;
        for part in &mut sheet.parts {
            let down = moved(part.rect.top);
            let taller = if is_chart(part) { spare } else { 0.0 };
            part.rect = Rect::new(part.rect.left, part.rect.top + down, part.rect.right, part.rect.bottom + down + taller);
        }
    }
}

fn blank() -> Sheet {
    let (title, subtitle) = (String::new(), String::new());
    let (lines, parts, sources) = (Vec::new(), Vec::new(), Vec::new());
    Sheet { kind: SheetKind::Content, title, subtitle, lines, parts, sources, mark: None, number: 0, items: Vec::new() }
}

/// All of a table but its rows: title, head and notes.
fn table_frame(table: &Table, widths: &[f32], size: f32, measure: &dyn Measure) -> f32 {
    let title = if table.title.is_empty() { 0.0 } else { size * 1.9 };
    title + head_height(table, widths, size, measure) + table.notes.len() as f32 * size * 1.4
}

fn fitting(heights: impl Iterator<Item = f32>, room: f32) -> usize {
    let mut sum = 0.0;
    heights
        .take_while(|height| {
            sum += height;
            sum <= room
        })
        .count()
}

/// Cuts spans behind the text of some lines; spaces at the cut go.
fn cut(spans: &[Span], lines: &[String]) -> (Vec<Span>, Vec<Span>) {
    let mut wanted: usize = lines.iter().map(|line| line.chars().filter(|c| !c.is_whitespace()).count()).sum();
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for span in spans {
        let mut end = 0;
        for c in span.text.chars() {
            if !c.is_whitespace() {
                if wanted == 0 {
                    break;
                }
                wanted -= 1;
            }
            end += c.len_utf8();
        }
        let (head, tail) = span.text.split_at(end);
        if !head.is_empty() {
            first.push(Span { text: head.to_owned(), ..span.clone() });
        }
        if !tail.is_empty() {
            second.push(Span { text: tail.to_owned(), ..span.clone() });
        }
    }
    (first, second)
}
