//! The content of a report: sections of blocks, every text and number in its final words.

use crate::base::ItemId;
use crate::domain::Width;
use crate::view::Language;
use crate::view::chart::ChartSpec;

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Title.
    pub title: String,
    /// A line under it; may be empty.
    pub subtitle: String,
    /// Further lines of the first page: who, about which period.
    pub lines: Vec<String>,
    /// Its language.
    pub language: Language,
    /// The mark that every page carries (示例数据), where anything in it is illustrative.
    pub mark: Option<String>,
    /// The content in order.
    pub sections: Vec<Section>,
}

/// A page of a deck, a chapter of a paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Title; may be empty.
    pub title: String,
    /// A line under it; may be empty.
    pub subtitle: String,
    /// True for a page that only announces what follows.
    pub divider: bool,
    /// The content in order.
    pub blocks: Vec<Block>,
    /// Where its numbers come from, a line each.
    pub sources: Vec<String>,
    /// The mark, where any number in it is illustrative.
    pub mark: Option<String>,
    /// The items that it is made of, in order.
    pub items: Vec<Start>,
}

/// From which block on a section is of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The item.
    pub item: ItemId,
    /// Place of its first block; that of the next item's where it has none.
    pub block: usize,
}

impl Section {
    /// The item that a block comes from.
    pub fn item_of(&self, block: usize) -> Option<&ItemId> {
        self.items.iter().rev().find(|start| start.block <= block).map(|start| &start.item)
    }
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// How much of the width it takes.
    pub width: Width,
    /// What it is.
    pub what: What,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A heading within a section.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    Bullets(Vec<Bullet>),
    /// A table.
    Table(Table),
    /// A chart; its title is drawn only where the section does not have it already.
    Chart {
        /// The chart.
        spec: Box<ChartSpec>,
        /// True where its title stands above the section already.
        titled: bool,
    },
    /// Figures that matter, large.
    KeyNumbers(Vec<KeyNumber>),
}

/// A stretch of text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic; Chinese faces have none, so writers may leave it out.
    pub italic: bool,
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false, italic: false }
    }

    /// The texts of spans, one after the other.
    pub fn text_of(spans: &[Self]) -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bullet {
    /// How deep it stands; 0 is the outermost.
    pub level: u8,
    /// Its text.
    pub spans: Vec<Span>,
}

/// A number that matters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyNumber {
    /// Of what.
    pub label: String,
    /// The number with its unit.
    pub value: String,
    /// What to compare it with.
    pub note: String,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Title; may be empty.
    pub title: String,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// The rows in order, a cell for each column.
    pub rows: Vec<Row>,
    /// What the marks in it mean, what is lacking.
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// True for numbers, which stand at the right.
    pub number: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// True for a sum or a whole.
    pub strong: bool,
}

/// A cell: as it is read, and as a number for programs that compute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// The number, a share as 0.124; `None` for words and for what is missing.
    pub value: Option<f64>,
    /// How the number is written.
    pub form: NumberForm,
}

/// How numbers of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberForm {
    /// Decimals.
    pub decimals: u8,
    /// As a percentage.
    pub percent: bool,
    /// With its sign also where it is positive.
    pub signed: bool,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Column {
    /// A column of words.
    pub fn text(head: impl Into<String>) -> Self {
        Self { head: head.into(), number: false }
    }

    /// A column of numbers.
    pub fn number(head: impl Into<String>) -> Self {
        Self { head: head.into(), number: true }
    }
}

impl Block {
    /// A block over the whole width.
    pub fn full(what: What) -> Self {
        Self { width: Width::Full, what }
    }
}

impl Report {
    /// All charts in order.
    pub fn charts(&self) -> impl Iterator<Item = &ChartSpec> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match &block.what {
            What::Chart { spec, .. } => Some(&**spec),
            _ => None,
        })
    }

    /// All tables in order, each with the title of its section.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.sections.iter().flat_map(|section| {
            section.blocks.iter().filter_map(|block| match &block.what {
                What::Table(table) => Some((section.title.as_str(), table)),
                _ => None,
            })
        })
    }
}
