//! What each region of a table is: titles, header, labels, values, notes.
//!
//! Every shape is one idea: a value's node, metric, period and unit stand in its row, above its column, in the lines above the
//! table, or are chosen by a person. The kinds are names for the usual mixtures.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::choices::Choices;
use super::matching::Matcher;
use super::raw::RawTable;
use super::sheet::Sheet;
use super::{columns, facts_of, number, rows};
use crate::domain::Document;

/// The usual mixtures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShapeKind {
    /// One value a row.
    Long,
    /// A column a period.
    WideByPeriod,
    /// A column a metric.
    WideByMetric,
    /// A row an indicator, or a column a node.
    Transposed,
    /// An export of the national statistics site.
    StatisticsSite,
    /// A scenario table: Model, Scenario, Region, Variable, Unit, years.
    Iamc,
    /// A row a firm and period.
    FirmLevel,
}

impl ShapeKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Long, Self::WideByPeriod, Self::WideByMetric, Self::Transposed, Self::StatisticsSite, Self::Iamc, Self::FirmLevel];

    /// The word of the kind in files and text keys (`import-shape-<word>`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::WideByPeriod => "wide-by-period",
            Self::WideByMetric => "wide-by-metric",
            Self::Transposed => "transposed",
            Self::StatisticsSite => "statistics-site",
            Self::Iamc => "iamc",
            Self::FirmLevel => "firm-level",
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnRole {
    /// Nothing that is read.
    #[default]
    Ignored,
    /// Names of nodes.
    Node,
    /// Names of metrics.
    Metric,
    /// Names of coverages.
    Coverage,
    /// Periods, or parts of one (year, month).
    Period,
    /// Values.
    Value,
    /// Units.
    Unit,
    /// Statuses.
    Status,
    /// Sources.
    Source,
    /// Remarks.
    Note,
    /// Names or codes of firms: used to tell firms apart, never kept.
    Firm,
    /// Model or scenario of a scenario table.
    Scenario,
}

impl ColumnRole {
    /// All roles.
    pub const ALL: [Self; 12] = [
        Self::Ignored,
        Self::Node,
        Self::Metric,
        Self::Coverage,
        Self::Period,
        Self::Value,
        Self::Unit,
        Self::Status,
        Self::Source,
        Self::Note,
        Self::Firm,
        Self::Scenario,
    ];

    /// The word of the role in files and text keys (`import-role-<word>`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::Node => "node",
            Self::Metric => "metric",
            Self::Coverage => "coverage",
            Self::Period => "period",
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Status => "status",
            Self::Source => "source",
            Self::Note => "note",
            Self::Firm => "firm",
            Self::Scenario => "scenario",
        }
    }
}

/// What a region was taken for, for the colour-marked preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionRole {
    /// Lines above the table.
    Title,
    /// The header.
    Header,
    /// Units.
    Unit,
    /// Names of nodes.
    Node,
    /// Names of metrics.
    Metric,
    /// Periods.
    Period,
    /// Values.
    Value,
    /// Growth beside values.
    Growth,
    /// Statuses.
    Status,
    /// Sources.
    Source,
    /// Lines below the table, rows without values, remarks.
    Note,
    /// Nothing that is read.
    Ignored,
    /// Coverages.
    Coverage,
    /// Names or codes of firms, which are never kept.
    Firm,
    /// Model or scenario of a scenario table.
    Scenario,
}

impl RegionRole {
    /// All roles, in the order of their declaration.
    pub const ALL: [Self; 15] = [
        Self::Title,
        Self::Header,
        Self::Unit,
        Self::Node,
        Self::Metric,
        Self::Period,
        Self::Value,
        Self::Growth,
        Self::Status,
        Self::Source,
        Self::Note,
        Self::Ignored,
        Self::Coverage,
        Self::Firm,
        Self::Scenario,
    ];
}

impl From<ColumnRole> for RegionRole {
    fn from(role: ColumnRole) -> Self {
        match role {
            ColumnRole::Ignored => Self::Ignored,
            ColumnRole::Node => Self::Node,
            ColumnRole::Metric => Self::Metric,
            ColumnRole::Coverage => Self::Coverage,
            ColumnRole::Period => Self::Period,
            ColumnRole::Value => Self::Value,
            ColumnRole::Unit => Self::Unit,
            ColumnRole::Status => Self::Status,
            ColumnRole::Source => Self::Source,
            ColumnRole::Note => Self::Note,
            ColumnRole::Firm => Self::Firm,
            ColumnRole::Scenario => Self::Scenario,
        }
    }
}

/// A rectangle of the table, in rows and columns from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Rows.
    pub rows: Range<usize>,
    /// Columns.
    pub columns: Range<usize>,
    /// What it was taken for.
    pub role: RegionRole,
}

impl Region {
    /// True where the region holds the cell.
    pub fn covers(&self, row: usize, column: usize) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }
}

/// How a table is laid out. Rows and columns count from 0 in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The kind.
    pub kind: ShapeKind,
    /// Header rows.
    pub header: Range<usize>,
    /// Rows with values, and rows between them.
    pub body: Range<usize>,
    /// What each column is.
    pub columns: Vec<ColumnRole>,
    /// The whole table in rectangles.
    pub regions: Vec<Region>,
}

/// Finds out what each region of a table is.
pub fn detect(table: &RawTable, document: &Document) -> Shape {
    detect_with(table, &Choices::default(), document)
}

/// Finds out what a person has not said of a table's regions.
pub fn detect_with(table: &RawTable, choices: &Choices, document: &Document) -> Shape {
    let sheet = Sheet::new(table);
    let (header, body) = rows::find(&sheet, choices);
    let mut matcher = Matcher::new(document, choices);
    let columns = columns::find(&sheet, &header, &body, choices, &mut matcher);
    let kind = choices.kind.unwrap_or_else(|| columns::kind(&sheet, &header, &columns, &mut matcher));
    let regions = regions(&sheet, &header, &body, &columns);
    Shape { kind, header, body, columns, regions }
}

/// What a column is shown as: numbers under a heading of growth are no values.
fn column_region(sheet: &Sheet<'_>, header: &Range<usize>, column: usize, role: ColumnRole) -> RegionRole {
    let growth = || facts_of::texts_above(sheet, header, column).iter().any(|text| number::growth_heading(text).is_some());
    if matches!(role, ColumnRole::Value | ColumnRole::Note) && growth() { RegionRole::Growth } else { role.into() }
}

fn regions(sheet: &Sheet<'_>, header: &Range<usize>, body: &Range<usize>, columns: &[ColumnRole]) -> Vec<Region> {
    let (height, width) = (sheet.table.rows.len(), columns.len());
    let mut regions = Vec::new();
    let mut add = |rows: Range<usize>, columns: Range<usize>, role| {
        if !rows.is_empty() && !columns.is_empty() {
            regions.push(Region { rows, columns, role });
        }
    };
    let above = if header.is_empty() { body.start } else { header.start };
    add(0..above, 0..width, RegionRole::Title);
    add(header.clone(), 0..width, RegionRole::Header);
    let roles: Vec<RegionRole> = (0..width).map(|column| column_region(sheet, header, column, columns[column])).collect();
    let mut from = 0;
    for column in 1..=width {
        if column == width || roles[column] != roles[from] {
            add(body.clone(), from..column, roles[from]);
            from = column;
        }
    }
    for row in body.clone().filter(|row| rows::is_note(sheet, *row)) {
        add(row..row + 1, 0..width, RegionRole::Note);
    }
    add(body.end..height, 0..width, RegionRole::Note);
    regions
}
