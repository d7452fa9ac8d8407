//! A workbook with native charts bound to its cells, written by a library; large tables row by row, so that memory stays small.
//!
//! Texts are written as texts, whatever they begin with: no cell is a formula.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartPoint, ChartSolidFill, ChartType, DocProperties, Format, FormatAlign, FormatBorder, Image, Workbook, Worksheet,
    XlsxError,
};

use super::chart_workbook::{axis_code, fixed_day};
use super::house::House;
use crate::view::chart::{Body, ChartData, ChartSpec, Dash, DataSeries, DataShape, Ink, Marker, SeriesLook, Style};
use crate::view::number;
use crate::view::palette::Rgb;
use crate::view::report::book::{Book, BookSheet, RowLines};
use crate::view::report::{Cell, Column, NumberForm, Row, Table};

/// Tables with more cells are written row by row.
const LARGE: usize = 100_000;
/// Rows that a sheet can hold beneath its head.
const MOST_ROWS: usize = 1_048_000;

/// Width and height of a chart's picture in a sheet, in points.
const PICTURE: (f32, f32) = (570.0, 315.0);

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// Its cells.
    #[error(transparent)]
    Cells(#[from] XlsxError),
    /// A picture in it.
    #[error(transparent)]
    Picture(#[from] super::chart::PictureError),
}

/// The bytes of a workbook.
pub fn write(book: &Book, house: &House) -> Result<Vec<u8>, FillError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(&book.title).set_creation_datetime(&fixed_day()?));
    let mut formats = Formats::of(house);
    let names = names(book);
    about(workbook.add_worksheet(), book, &names, &formats)?;
    for (sheet, name) in book.sheets.iter().zip(names.iter().skip(1)) {
        let cells = sheet.table.as_ref().map_or(0, |table| table.rows.len() * table.columns.len());
        let of = if cells > LARGE { workbook.add_worksheet_with_constant_memory()? } else { workbook.add_worksheet() };
        of.set_name(name)?;
        fill(of, sheet, name, &mut formats, house)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The bytes of a workbook of one table whose rows come one by one and are not kept.
pub fn stream(title: &str, columns: &[Column], rows: impl Iterator<Item = Row>, house: &House) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&fixed_day()?));
    let mut formats = Formats::of(house);
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    for (place, column) in columns.iter().enumerate() {
        sheet.write_string_with_format(0, place as u16, &column.head, &formats.head)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    for (place, row) in rows.take(MOST_ROWS).enumerate() {
        write_row(sheet, place as u32 + 1, &row, columns, &mut formats)?;
    }
    workbook.save_to_buffer()
}

/// Formats, each made once.
struct Formats {
    base: Format,
    title: Format,
    head: Format,
    text: Format,
    strong: Format,
    note: Format,
    mark: Format,
    numbers: BTreeMap<(String, bool), Format>,
}

impl Formats {
    fn of(house: &House) -> Self {
        let palette = &house.palette;
        let colour = |of: Rgb| format!("#{}", of.plain_hex());
        let base = Format::new().set_font_name(&house.chinese).set_font_size(10).set_align(FormatAlign::VerticalCenter);
        Self {
            title: base.clone().set_bold().set_font_size(14),
            head: base
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_border_bottom(FormatBorder::Thin)
                .set_background_color(&*colour(palette.alternate)),
            text: base.clone(),
            strong: base.clone().set_bold(),
            note: base.clone().set_font_color(&*colour(palette.tertiary)).set_font_size(9),
            mark: base.clone().set_bold().set_font_color(&*colour(palette.slipping)),
            numbers: BTreeMap::new(),
            base,
        }
    }

    /// The format of a number, with the words that stand before and behind it.
    fn number(&mut self, code: String, strong: bool) -> &Format {
        let base = &self.base;
        self.numbers.entry((code, strong)).or_insert_with_key(|(code, strong)| {
            let format = base.clone().set_num_format(code.as_str()).set_align(FormatAlign::Right);
            if *strong { format.set_bold() } else { format }
        })
    }
}

/// The code of a number's format.
fn code(form: NumberForm, before: &str, behind: &str) -> String {
    let decimals = usize::from(form.decimals);
    let point = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
    let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("\"{}\"", text.replace('"', "")) };
    let digits = if form.percent { format!("0{point}%") } else { format!("#,##0{point}") };
    let one = |sign: &str| format!("{}{sign}{digits}{}", quoted(before), quoted(behind));
    if form.signed { format!("{};{};{}", one("+"), one("\\-"), one("")) } else { one("") }
}

/// A cell's number as the text holds it, between what else stands there (bounds, signs).
fn around(cell: &Cell, value: f64) -> Option<(&str, &str)> {
    let written = match (cell.form.percent, cell.form.signed) {
        (true, true) => number::signed_percent(value, cell.form.decimals),
        (true, false) => number::percent(value, cell.form.decimals),
        (false, true) if value > 0.0 && cell.text.starts_with('+') => format!("+{}", number::fixed(value, cell.form.decimals)),
        _ => number::fixed(value, cell.form.decimals),
    };
    cell.text.split_once(&written)
}

fn write_row(sheet: &mut Worksheet, at: u32, row: &Row, columns: &[Column], formats: &mut Formats) -> Result<(), XlsxError> {
    for (place, cell) in row.cells.iter().enumerate() {
        let column = place as u16;
        let value = cell.value.filter(|value| value.is_finite());
        if let Some((value, (before, behind))) = value.and_then(|value| Some((value, around(cell, value)?))) {
            let format = formats.number(code(cell.form, before, behind), row.strong);
            sheet.write_number_with_format(at, column, value, format)?;
        } else if columns.get(place).is_some_and(|column| column.number) && !cell.text.is_empty() {
            let format = formats.number("@".to_owned(), row.strong).clone();
            sheet.write_string_with_format(at, column, &cell.text, &format)?;
        } else if !cell.text.is_empty() {
            let format = if row.strong { &formats.strong } else { &formats.text };
            sheet.write_string_with_format(at, column, &cell.text, format)?;
        }
    }
    Ok(())
}

fn about(sheet: &mut Worksheet, book: &Book, names: &[String], formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(&names[0])?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 80)?;
    sheet.write_string_with_format(0, 0, &book.title, &formats.title)?;
    let mut row = 1;
    for line in &book.lines {
        sheet.write_string_with_format(row, 0, line, &formats.text)?;
        row += 1;
    }
    if let Some(mark) = &book.mark {
        sheet.write_string_with_format(row, 0, mark, &formats.mark)?;
        row += 1;
    }
    row += 1;
    for (of, name) in book.sheets.iter().zip(names.iter().skip(1)) {
        let link = rust_xlsxwriter::Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
        sheet.write_url(row, 0, link)?;
        sheet.write_string_with_format(row, 1, &of.title, &formats.text)?;
        row += 1;
    }
    Ok(())
}

fn fill(of: &mut Worksheet, sheet: &BookSheet, name: &str, formats: &mut Formats, house: &House) -> Result<(), FillError> {
    of.write_string_with_format(0, 0, &sheet.title, &formats.title)?;
    if let Some(mark) = &sheet.mark {
        of.write_string_with_format(1, 0, mark, &formats.mark)?;
    }
    let data = sheet.chart.as_ref().and_then(ChartData::of);
    let own = data.as_ref().filter(|_| sheet.table.is_none()).map(data_table);
    let Some(table) = sheet.table.as_ref().or(own.as_ref()) else {
        return sheet.chart.as_ref().map_or(Ok(()), |spec| pictured(of, sheet, spec, formats, house));
    };
    let head = 3;
    let last = lay(of, table, head, formats)?;
    notes(of, last + 1, table, sheet, formats)?;
    let beside = table.columns.len() as u16 + 1;
    // A chart is bound to its own numbers, which stand in the table of a sheet that is for it alone.
    if let (Some(data), Some(spec), None) = (&data, &sheet.chart, &sheet.table) {
        of.insert_chart(head, beside, &chart(data, spec, name, head, house))?;
    }
    if let Some(lines) = &sheet.lines {
        of.insert_chart(head, beside, &row_chart(lines, table, name, head, house))?;
    }
    Ok(())
}

/// A chart that Excel has no kind for: its numbers, and a picture of it beside them.
fn pictured(of: &mut Worksheet, sheet: &BookSheet, spec: &ChartSpec, formats: &mut Formats, house: &House) -> Result<(), FillError> {
    let rows = crate::view::chart::data_table(spec);
    let head = 3;
    let Some((heads, rows)) = rows.split_first() else { return Ok(()) };
    // Names, years and what stands in words come first.
    let words = match &spec.body {
        Body::Multiples(_) => 2,
        Body::Timeline(_) => 6,
        _ => 1,
    };
    let column = |(place, head): (usize, &String)| Column { head: head.clone(), number: place >= words };
    let columns: Vec<Column> = heads.iter().enumerate().map(column).collect();
    let cell = |(place, text): (usize, &String)| {
        let value = number::parse(text).filter(|_| place >= words);
        let decimals = value.map_or(0, number::decimals).min(4);
        let text = value.map_or_else(|| text.clone(), |value| number::fixed(value, decimals));
        Cell { text, value, form: NumberForm { decimals, ..NumberForm::default() } }
    };
    let rows = rows.iter().map(|row| Row { cells: row.iter().enumerate().map(cell).collect(), strong: false }).collect();
    let table = Table { columns, rows, ..Table::default() };
    let beside = table.columns.len() as u16 + 1;
    let last = lay(of, &table, head, formats)?;
    notes(of, last + 1, &table, sheet, formats)?;
    let (width, height) = (PICTURE.0, PICTURE.1);
    let bytes = super::chart::picture_in(spec, width, height, true, &house.palette)?;
    let picture = Image::new_from_buffer(&bytes)?.set_alt_text(format!("{} {}", spec.title, spec.subtitle));
    of.insert_image(head, beside, &picture)?;
    Ok(())
}

/// Head and rows of a table from a row on; the result is the row behind it.
fn lay(of: &mut Worksheet, table: &Table, head: u32, formats: &mut Formats) -> Result<u32, XlsxError> {
    widths(of, table)?;
    for (place, column) in table.columns.iter().enumerate() {
        let format = if column.number { formats.head.clone().set_align(FormatAlign::Right) } else { formats.head.clone() };
        of.write_string_with_format(head, place as u16, &column.head, &format)?;
    }
    of.set_freeze_panes(head + 1, 1)?;
    // On paper: across, as wide as the sheet, the head on every page.
    of.set_landscape().set_print_fit_to_pages(1, 0).set_paper_size(9).set_repeat_rows(head, head)?;
    let mut at = head + 1;
    for row in table.rows.iter().take(MOST_ROWS) {
        write_row(of, at, row, &table.columns, formats)?;
        at += 1;
    }
    Ok(at)
}

fn notes(of: &mut Worksheet, from: u32, table: &Table, sheet: &BookSheet, formats: &Formats) -> Result<(), XlsxError> {
    let all = table.notes.iter().chain(&sheet.sources).filter(|note| !note.is_empty());
    for (place, note) in all.enumerate() {
        of.write_string_with_format(from + place as u32, 0, note, &formats.note)?;
    }
    Ok(())
}

/// A native line chart of rows of a sheet's table, whose head stands in row `head`.
fn row_chart(lines: &RowLines, table: &Table, sheet: &str, head: u32, house: &House) -> Chart {
    let ink = |ink: Ink| format!("#{}", Style::screen(&house.palette, false).ink(ink).plain_hex());
    let (first, last) = (lines.columns.0 as u16, lines.columns.1 as u16);
    let mut chart = Chart::new(ChartType::Line);
    for (row, of_ink, dash) in &lines.rows {
        let at = head + 1 + *row as u32;
        let colour = ink(*of_ink);
        let kind = if *dash == Dash::Solid { ChartLineDashType::Solid } else { ChartLineDashType::Dash };
        let mut format = ChartFormat::new();
        format.set_line(ChartLine::new().set_color(&*colour).set_width(2.0).set_dash_type(kind));
        let series = chart.add_series();
        series.set_name((sheet, at, lines.names as u16));
        series.set_categories((sheet, head, first, head, last)).set_values((sheet, at, first, at, last)).set_format(&mut format);
        let mut solid = solid(&colour);
        series.set_marker(ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(5).set_format(&mut solid));
    }
    let decimals = lines.rows.first().and_then(|(row, ..)| table.rows.get(*row)?.cells.get(lines.columns.0));
    let code = code(decimals.map(|cell| cell.form).unwrap_or_default(), "", "");
    dress_with(&mut chart, &lines.title, &lines.unit, &code, house);
    chart.set_width(760).set_height(420).set_alt_text(&lines.title);
    chart
}

fn widths(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let letters = |text: &str| text.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
    for (place, column) in table.columns.iter().enumerate() {
        let cells = table.rows.iter().take(300).filter_map(|row| row.cells.get(place)).map(|cell| letters(&cell.text));
        let widest = cells.fold(letters(&column.head).min(16.0), f64::max);
        sheet.set_column_width(place as u16, (widest * 1.05 + 2.0).clamp(8.0, 48.0))?;
    }
    Ok(())
}

/// The numbers of a chart as a table.
fn data_table(data: &ChartData) -> Table {
    let unit = |name: &str| if data.unit.is_empty() { name.to_owned() } else { format!("{name} ({})", data.unit) };
    let mut columns = vec![Column::text(data.corner.clone())];
    columns.extend(data.series.iter().map(|series| Column::number(unit(&series.name))));
    let decimals = number::column_decimals(data.series.iter().flat_map(|series| series.values.iter().flatten().copied())).min(4);
    let form = NumberForm { decimals, ..NumberForm::default() };
    let cell =
        |value: Option<f64>| Cell { text: value.map_or_else(|| number::MISSING.to_owned(), |v| number::fixed(v, decimals)), value, form };
    let row = |(place, category): (usize, &String)| {
        // A missing value is an empty cell, so that a chart leaves a gap and does not take a word for zero.
        let values = data.series.iter().map(|series| series.values[place].map_or_else(Cell::default, |value| cell(Some(value))));
        Row { cells: std::iter::once(Cell::text(category.clone())).chain(values).collect(), strong: false }
    };
    Table { columns, rows: data.categories.iter().enumerate().map(row).collect(), ..Table::default() }
}

/// A native chart of a sheet's cells, whose head stands in row `head`.
fn chart(data: &ChartData, spec: &ChartSpec, sheet: &str, head: u32, house: &House) -> Chart {
    let ink = |ink: Ink| format!("#{}", Style::screen(&house.palette, false).ink(ink).plain_hex());
    let (first, last) = (head + 1, head + data.categories.len() as u32);
    let column_type = match (data.shape, data.is_stacked()) {
        (DataShape::Bars, _) => ChartType::Bar,
        (DataShape::Bubbles, _) => ChartType::Scatter,
        (DataShape::Upright, true) => ChartType::ColumnStacked,
        (DataShape::Upright, false) => ChartType::Column,
    };
    let numbered: Vec<(usize, &DataSeries)> = data.series.iter().enumerate().collect();
    let (lines, columns): (Vec<_>, Vec<_>) = numbered.iter().partition(|(_, series)| !matches!(series.look, SeriesLook::Column { .. }));
    let bind = |chart: &mut Chart, place: usize, series: &DataSeries| {
        let column = place as u16 + 1;
        let of = chart.add_series();
        of.set_name((sheet, head, column)).set_categories((sheet, first, 0, last, 0)).set_values((sheet, first, column, last, column));
        labels(of, series, data.shape);
        of_look(of, series, &ink);
    };
    let mut chart = Chart::new(if columns.is_empty() { ChartType::Line } else { column_type });
    if data.shape == DataShape::Bubbles {
        let of = chart.add_series();
        of.set_name((sheet, head, 2)).set_categories((sheet, first, 1, last, 1)).set_values((sheet, first, 2, last, 2));
        let colour = ink(Ink::Accent);
        of.set_marker(ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(9).set_format(&mut solid(&colour)));
        labels(of, &data.series[1], data.shape);
        chart.x_axis().set_name(&data.series[0].name);
        chart.y_axis().set_name(&data.series[1].name);
        chart.legend().set_hidden();
    } else if columns.is_empty() {
        lines.iter().for_each(|(place, series)| bind(&mut chart, *place, series));
    } else {
        columns.iter().for_each(|(place, series)| bind(&mut chart, *place, series));
        if !lines.is_empty() {
            let mut above = Chart::new(ChartType::Line);
            lines.iter().for_each(|(place, series)| bind(&mut above, *place, series));
            chart.combine(&above);
        }
    }
    dress(&mut chart, data, spec, house);
    chart
}

/// Title, faces and grid, which all charts have in common.
fn dress_with(chart: &mut Chart, title: &str, unit: &str, code: &str, house: &House) {
    let font = |size: u8| {
        let mut font = ChartFont::new();
        font.set_name(&house.chinese).set_size(size);
        font
    };
    chart.title().set_name(title).set_font(font(12).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9));
    let grid = format!("#{}", house.palette.grid_line.plain_hex());
    chart.x_axis().set_font(&font(9));
    chart.y_axis().set_font(&font(9)).set_num_format(code).set_major_gridlines_line(ChartLine::new().set_color(&*grid));
    if !unit.is_empty() {
        chart.y_axis().set_name(unit).set_name_font(font(9).set_bold());
    }
}

fn dress(chart: &mut Chart, data: &ChartData, spec: &ChartSpec, house: &House) {
    let unit = if data.shape == DataShape::Bubbles { "" } else { &data.unit };
    dress_with(chart, &spec.title, unit, &axis_code(data), house);
    if data.shape == DataShape::Bars {
        chart.x_axis().set_reverse();
    }
    let rows = if data.shape == DataShape::Bars { data.categories.len() as u32 } else { 0 };
    chart.set_width(760).set_height((120 + rows * 34).clamp(420, 1400));
    chart.set_alt_text(format!("{} {}", spec.title, spec.subtitle));
}

fn solid(colour: &str) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour));
    format
}

fn of_look(of: &mut rust_xlsxwriter::ChartSeries, series: &DataSeries, ink: &dyn Fn(Ink) -> String) {
    let colour = ink(series.ink);
    let marker = |kind: ChartMarkerType, size: u8| {
        let mut marker = ChartMarker::new();
        marker.set_type(kind).set_size(size);
        marker
    };
    match series.look {
        SeriesLook::Column { .. } => {
            of.set_format(&mut solid(&colour));
            if !series.inks.is_empty() {
                let points: Vec<ChartPoint> =
                    series.inks.iter().map(|(_, of)| ChartPoint::new().set_format(&mut solid(&ink(*of)))).collect();
                of.set_points(&points);
            }
        }
        SeriesLook::Line { dash, marker: of_marker } => {
            let dash = match dash {
                Dash::Solid => ChartLineDashType::Solid,
                Dash::Dashed => ChartLineDashType::Dash,
                Dash::Long => ChartLineDashType::LongDash,
                Dash::Dotted => ChartLineDashType::RoundDot,
            };
            let mut format = ChartFormat::new();
            format.set_line(ChartLine::new().set_color(&*colour).set_width(2.0).set_dash_type(dash));
            of.set_format(&mut format);
            match of_marker {
                Marker::None => of.set_marker(ChartMarker::new().set_none()),
                Marker::Ring => of.set_marker(marker(ChartMarkerType::Circle, 7).set_format(&mut ring(&colour))),
                Marker::Disc => of.set_marker(marker(ChartMarkerType::Circle, 5).set_format(&mut solid(&colour))),
            };
        }
        SeriesLook::Diamonds => {
            let mut format = ChartFormat::new();
            format.set_no_line();
            of.set_format(&mut format);
            of.set_marker(marker(ChartMarkerType::Diamond, 10).set_format(&mut ring(&colour)));
        }
    }
}

fn ring(colour: &str) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_no_fill().set_border(ChartLine::new().set_color(colour).set_width(1.5));
    format
}

fn labels(of: &mut rust_xlsxwriter::ChartSeries, series: &DataSeries, shape: DataShape) {
    if series.labels.is_empty() {
        return;
    }
    let texts: BTreeMap<usize, &str> = series.labels.iter().map(|(place, text)| (*place, text.as_str())).collect();
    let one = |place: usize| match texts.get(&place) {
        Some(text) => ChartDataLabel::new().set_value(*text).to_custom(),
        None => ChartDataLabel::new().set_hidden().to_custom(),
    };
    let custom: Vec<ChartDataLabel> = (0..series.values.len()).map(one).collect();
    let side = if shape == DataShape::Bubbles { ChartDataLabelPosition::Right } else { ChartDataLabelPosition::Above };
    let mut label = ChartDataLabel::new();
    label.show_value();
    // Columns know no “above”; where theirs stand is left to the program that shows them.
    if !matches!(series.look, SeriesLook::Column { .. }) || shape == DataShape::Bubbles {
        label.set_position(side);
    }
    of.set_data_label(&label);
    of.set_custom_data_labels(&custom);
}

/// Names that sheets can have: without signs that Excel forbids, at most 31 letters, each once.
fn names(book: &Book) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let about = book.sheets.iter().map(|sheet| sheet.name.as_str());
    let list = std::iter::once(book.about.as_str()).chain(about);
    list.map(|name| {
        let clean: String = name.chars().map(|c| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c }).collect();
        let clean = clean.trim_matches(|c: char| c == '\'' || c.is_whitespace());
        let stem: String = if clean.is_empty() { "1".to_owned() } else { clean.chars().take(26).collect() };
        let name = crate::base::id::free_text(&stem, |name| taken.contains(&name.to_lowercase()));
        taken.insert(name.to_lowercase());
        name
    })
    .collect()
}
