//! The table as it was read, with what each region was taken for: marked by colour, and in words at the edges.

use std::sync::Arc;

use super::raw::{CellValue, RawCell, RawFile, RawTable, column_letters};
use super::shape::{Region, RegionRole};
use crate::view::Words;
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Tone};
use crate::view::palette::{Palette, Rgb};

/// Rows whose texts set the width of a column.
const MEASURED: usize = 200;

/// A raw table with its regions, ready to be shown.
#[derive(Debug)]
pub struct Preview {
    file: Arc<RawFile>,
    place: usize,
    regions: Vec<Region>,
    names: Vec<(RegionRole, String)>,
    palette: &'static Palette,
    columns: Vec<GridColumn>,
}

impl Preview {
    /// A table of a file. Without regions it is shown plain.
    pub fn new(file: Arc<RawFile>, place: usize, regions: Vec<Region>, words: &Words, palette: &'static Palette) -> Self {
        let names = RegionRole::ALL.iter().map(|role| (*role, role_name(words, *role).to_owned())).collect();
        let mut preview = Self { file, place, regions, names, palette, columns: Vec::new() };
        preview.columns = preview.make_columns(words);
        preview
    }

    fn table(&self) -> Option<&RawTable> {
        self.file.tables.get(self.place)
    }

    fn make_columns(&self, words: &Words) -> Vec<GridColumn> {
        let Some(table) = self.table() else { return Vec::new() };
        let row_width = if self.regions.is_empty() { 48.0 } else { 96.0 };
        let mut columns = vec![GridColumn { title: words.text("import-row").to_owned(), width: row_width, ..GridColumn::default() }];
        for column in 0..table.width() {
            let role = self.column_role(column);
            columns.push(GridColumn {
                title: column_letters(table.first_column + column),
                unit: role.map(|role| self.name(role).to_owned()).unwrap_or_default(),
                width: width(table, column),
                align: if mostly_numbers(table, column) { Align::Right } else { Align::Left },
                ..GridColumn::default()
            });
        }
        columns
    }

    fn name(&self, role: RegionRole) -> &str {
        self.names.iter().find(|(known, _)| *known == role).map_or("", |(_, name)| name.as_str())
    }

    /// What a cell was taken for; of regions that overlap the last.
    pub fn role(&self, row: usize, column: usize) -> Option<RegionRole> {
        self.regions.iter().rev().find(|r| r.covers(row, column)).map(|region| region.role)
    }

    /// What the cells of a column below the headings were taken for: what most of the measured ones are.
    fn column_role(&self, column: usize) -> Option<RegionRole> {
        let rows = self.table()?.rows.len().min(MEASURED);
        let mut counts: Vec<(RegionRole, usize)> = Vec::new();
        for role in (0..rows).filter_map(|row| self.role(row, column)).filter(|role| !is_of_rows(*role)) {
            match counts.iter_mut().find(|(known, _)| *known == role) {
                Some((_, count)) => *count += 1,
                None => counts.push((role, 1)),
            }
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(role, _)| role)
    }

    /// What a row as a whole was taken for, where it is no row of data: a remark in one of its cells makes it none.
    fn row_role(&self, row: usize) -> Option<RegionRole> {
        let columns = self.columns.len().saturating_sub(1).min(64);
        let first = self.role(row, 0).filter(|role| is_of_rows(*role))?;
        (0..columns).all(|column| self.role(row, column) == Some(first)).then_some(first)
    }

    /// The roles that occur, in the order of their kinds, with colour and name: the legend.
    pub fn legend(&self) -> Vec<(RegionRole, Rgb, String)> {
        let occurs = |role: &&RegionRole| self.regions.iter().any(|region| region.role == **role);
        RegionRole::ALL.iter().filter(occurs).map(|role| (*role, ink(self.palette, *role), self.name(*role).to_owned())).collect()
    }
}

/// True for what rows are rather than columns.
fn is_of_rows(role: RegionRole) -> bool {
    matches!(role, RegionRole::Title | RegionRole::Header | RegionRole::Note)
}

/// The name of a role.
pub fn role_name(words: &Words, role: RegionRole) -> &str {
    words.text(match role {
        RegionRole::Title => "import-role-title",
        RegionRole::Header => "import-role-header",
        RegionRole::Unit => "import-role-unit",
        RegionRole::Node => "import-role-node",
        RegionRole::Metric => "import-role-metric",
        RegionRole::Period => "import-role-period",
        RegionRole::Value => "import-role-value",
        RegionRole::Growth => "import-role-growth",
        RegionRole::Status => "import-role-status",
        RegionRole::Source => "import-role-source",
        RegionRole::Note => "import-role-note",
        RegionRole::Ignored => "import-role-ignored",
        RegionRole::Coverage => "import-role-coverage",
        RegionRole::Firm => "import-role-firm",
        RegionRole::Scenario => "import-role-scenario",
    })
}

/// The colour of a role: that of a member, so that it is told apart in every theme.
pub fn ink(palette: &Palette, role: RegionRole) -> Rgb {
    match role {
        RegionRole::Title | RegionRole::Note | RegionRole::Ignored => palette.tertiary,
        RegionRole::Header => palette.members[7],
        RegionRole::Node => palette.members[2],
        RegionRole::Metric => palette.members[3],
        RegionRole::Period | RegionRole::Scenario => palette.members[1],
        RegionRole::Value => palette.members[0],
        RegionRole::Unit | RegionRole::Coverage => palette.members[4],
        RegionRole::Status | RegionRole::Firm => palette.members[6],
        RegionRole::Source | RegionRole::Growth => palette.members[5],
    }
}

fn width(table: &RawTable, column: usize) -> f32 {
    let longest = table.rows.iter().take(MEASURED).filter_map(|row| row.get(column)).map(|cell| points(&cell.text)).fold(0.0, f32::max);
    (longest + 20.0).clamp(64.0, 220.0)
}

/// About how wide a text is in a dense table.
fn points(text: &str) -> f32 {
    text.chars().take(40).map(|c| if c.is_ascii() { 7.0 } else { 12.0 }).sum()
}

fn mostly_numbers(table: &RawTable, column: usize) -> bool {
    let (mut numbers, mut texts) = (0, 0);
    // A failed formula or a dash for nothing says neither way.
    let says = |cell: &&RawCell| !cell.is_empty() && cell.value != CellValue::Error && cell.text.chars().any(char::is_alphanumeric);
    for cell in table.rows.iter().take(MEASURED).filter_map(|row| row.get(column)).filter(says) {
        let number =
            matches!(cell.value, CellValue::Number(_)) || cell.text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if number { numbers += 1 } else { texts += 1 }
    }
    // Headings are texts in every column, and a short table has as many of them as values.
    numbers > 0 && numbers * 2 >= texts
}

impl GridSource for Preview {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.table().map_or(0, |table| table.rows.len())
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(table) = self.table() else { return GridCell::default() };
        let Some(column) = column.checked_sub(1) else {
            let badge = self.row_role(row).map(|role| self.name(role).to_owned()).unwrap_or_default();
            return GridCell { badge, tone: Tone::Quiet, ..GridCell::text(table.row_number(row).to_string()) };
        };
        let Some(cell) = table.cell(row, column) else { return GridCell::default() };
        let role = self.role(row, column);
        let tone = match role {
            Some(RegionRole::Ignored | RegionRole::Note | RegionRole::Title) => Tone::Quiet,
            Some(RegionRole::Header) => Tone::Strong,
            _ if cell.value == CellValue::Error => Tone::Bad,
            _ => Tone::Normal,
        };
        let tint = role.filter(|role| *role != RegionRole::Ignored).map(|role| ink(self.palette, role));
        let number = if let CellValue::Number(value) = cell.value { Some(value) } else { None };
        GridCell { tone, tint, number, ..GridCell::text(one_line(&cell.text)) }
    }

    fn copy_text(&self, row: usize, column: usize) -> String {
        let Some(table) = self.table() else { return String::new() };
        column.checked_sub(1).map_or_else(|| table.row_number(row).to_string(), |column| table.text(row, column).to_owned())
    }
}

/// A text of several lines on one.
fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.trim().to_owned() }
}
