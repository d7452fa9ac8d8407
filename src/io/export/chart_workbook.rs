//! The workbook behind a native chart: what opens at “edit data”. Its cells are the chart's cached values, one for one.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::view::chart::ChartData;
use crate::view::number;

/// Name of the sheet that charts refer to.
pub const SHEET: &str = "Data";

/// A fixed day, so that the same content gives the same bytes.
pub fn fixed_day() -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(2000, 1, 1)
}

/// The format code of a chart's numbers.
pub fn format_code(data: &ChartData) -> String {
    let values = data.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let decimals = usize::from(number::column_decimals(values).min(2));
    let digits = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
    if data.suffix.is_empty() { digits } else { format!("{digits}\"{}\"", data.suffix.replace('"', "")) }
}

/// The format code of a chart's axis: without decimals where the numbers are large enough to do without.
pub fn axis_code(data: &ChartData) -> String {
    let largest = data.series.iter().flat_map(|series| series.values.iter().flatten()).fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest < 10.0 {
        return format_code(data);
    }
    if data.suffix.is_empty() { "#,##0".to_owned() } else { format!("#,##0\"{}\"", data.suffix.replace('"', "")) }
}

/// The letters of a column, from 0.
pub fn column(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The bytes of the workbook.
pub fn write(data: &ChartData) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&fixed_day()?));
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    let format = Format::new().set_num_format(format_code(data));
    sheet.write_string(0, 0, &data.corner)?;
    for (row, category) in data.categories.iter().enumerate() {
        sheet.write_string(row as u32 + 1, 0, category)?;
    }
    for (place, series) in data.series.iter().enumerate() {
        let column = place as u16 + 1;
        sheet.write_string(0, column, &series.name)?;
        for (row, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                sheet.write_number_with_format(row as u32 + 1, column, *value, &format)?;
            }
        }
    }
    sheet.set_column_width(0, 22)?;
    workbook.save_to_buffer()
}
