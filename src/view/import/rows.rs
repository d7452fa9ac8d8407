//! Which rows of a table are titles, header, values and notes.

use std::ops::Range;

use super::choices::Choices;
use super::sheet::{Look, Sheet};
use super::text::half_width;

/// Rows in which a header is looked for.
const SEARCHED: usize = 80;
/// Rows a header can have.
const HEADER_ROWS: usize = 4;

/// What lines above a table start with.
const LINES_ABOVE: &[&str] = &[
    "数据库:",
    "指标:",
    "时间:",
    "地区:",
    "单位:",
    "计量单位:",
    "填报单位:",
    "编制单位:",
    "制表单位:",
    "报告期:",
    "统计时间:",
    "表号:",
    "制表机关:",
    "文号:",
    "有效期",
    "金额单位:",
    "口径:",
    "unit:",
    "units:",
    "database:",
    "period:",
    "region:",
    "(单位:",
];

/// What lines below a table start with.
const NOTES: &[&str] = &[
    "注:",
    "注1",
    "注2",
    "注 ",
    "数据来源",
    "资料来源",
    "来源:",
    "说明:",
    "备注:",
    "单位负责人",
    "填表人",
    "制表人",
    "审核",
    "统计负责人",
    "note:",
    "notes:",
    "source:",
    "sources:",
    "数据说明",
    "1.本表",
    "本表",
];

/// True where a row is a line above a table (`单位：万元`).
pub fn is_line_above(sheet: &Sheet<'_>, row: usize) -> bool {
    sheet.filled(row).iter().any(|column| starts(sheet.text(row, *column), LINES_ABOVE))
}

/// True where a row is a remark (`数据来源：…`), whatever stands behind its commas.
pub fn is_note(sheet: &Sheet<'_>, row: usize) -> bool {
    sheet.filled(row).first().is_some_and(|column| {
        let text = sheet.text(row, *column);
        starts(text, NOTES) || text == "注"
    })
}

fn starts(text: &str, words: &[&str]) -> bool {
    let plain = half_width(text).to_lowercase();
    let plain = plain.trim_start_matches(['"', '*', ' ']);
    words.iter().any(|word| plain.starts_with(word))
}

/// The header's rows and the body's.
pub fn find(sheet: &Sheet<'_>, choices: &Choices) -> (Range<usize>, Range<usize>) {
    let height = sheet.table.rows.len();
    let header = match choices.header_row {
        Some(first) => {
            let first = first.saturating_sub(1).min(height);
            first..(first + choices.header_rows.unwrap_or(1)).min(height)
        }
        None => {
            let start = above_groups(sheet, body_start(sheet));
            header_above(sheet, start)
        }
    };
    let start = if header.is_empty() { body_start(sheet) } else { header.end };
    let end = choices.last_row.map_or_else(|| body_end(sheet, start), |last| last.clamp(start, height));
    (header, start..end)
}

/// Columns of a row that hold what may be a value.
fn values(sheet: &Sheet<'_>, row: usize) -> Vec<usize> {
    let look = |column: &usize| matches!(sheet.look(row, *column), Look::Number | Look::Year | Look::Missing);
    sheet.filled(row).into_iter().filter(look).collect()
}

/// True where the numbers of a row are the years or periods of a header.
fn is_row_of_years(sheet: &Sheet<'_>, row: usize, above_is_header: bool) -> bool {
    let filled = sheet.filled(row);
    let mut years = Vec::new();
    for column in &filled {
        match sheet.look(row, *column) {
            Look::Year => years.extend(sheet.text(row, *column).parse::<i32>().ok()),
            // 201103, 201104 …
            Look::Number => match sheet.partial(row, *column, super::period::Place::Any).and_then(|p| p.period()) {
                Some(period) => years.push(period.plan_year() * 12 + i32::from(period.last_month())),
                None => return false,
            },
            Look::Missing => return false,
            _ => {}
        }
    }
    match years.as_slice() {
        [] => false,
        [_] => true,
        [first, second, rest @ ..] => {
            let step = second - first;
            let even = std::iter::once(second).chain(rest).zip(rest).all(|(a, b)| b - a == step);
            step != 0
                && ((even && (years.len() > 2 || matches!(step.abs(), 1 | 5 | 10)))
                    || !above_is_header && years.is_sorted() && years.len() > 2)
        }
    }
}

/// The first row with values that the next rows go on with.
fn body_start(sheet: &Sheet<'_>) -> usize {
    let height = sheet.table.rows.len();
    let mut above_is_header = false;
    for row in 0..height.min(SEARCHED) {
        let filled = sheet.filled(row);
        if filled.is_empty() || is_line_above(sheet, row) || is_note(sheet, row) {
            continue;
        }
        let here = values(sheet, row);
        let single_year = here.len() == 1 && above_is_header;
        let is_header = here.is_empty() || (is_row_of_years(sheet, row, above_is_header) && !single_year);
        if !is_header {
            let next = (row + 1..height.min(row + 8)).find(|next| !sheet.filled(*next).is_empty() && !is_note(sheet, *next));
            let goes_on = next.is_none_or(|next| {
                values(sheet, next).iter().any(|column| here.contains(column)) || values(sheet, next).is_empty() && above_is_header
            });
            if goes_on {
                return row;
            }
        }
        above_is_header |= filled.len() > 1;
    }
    height.min(usize::from(height > 0))
}

/// The body's start with the rows above it that only name a group, and empty ones, as far as the header.
fn above_groups(sheet: &Sheet<'_>, start: usize) -> usize {
    let is_group = |row: usize| matches!(sheet.filled(row).as_slice(), [] | [0]) && !is_line_above(sheet, row);
    let first = (0..start).rev().take(HEADER_ROWS).find(|row| !is_group(*row));
    first.filter(|row| sheet.filled(*row).len() > 1 && !is_line_above(sheet, *row)).map_or(start, |row| row + 1)
}

/// The header rows right above the body.
fn header_above(sheet: &Sheet<'_>, body: usize) -> Range<usize> {
    let mut first = body;
    while first > 0 && body - first < HEADER_ROWS {
        let row = first - 1;
        let filled = sheet.filled(row);
        let usable = match filled.as_slice() {
            [] => false,
            // A lone text is a title, unless it stands above columns and says a period or a metric.
            [only] => first == body && sheet.width == 1 || *only > 0 && first < body && sheet.look(row, *only) != Look::Text,
            _ => true,
        };
        if !usable || is_line_above(sheet, row) {
            break;
        }
        first = row;
    }
    first..body
}

fn body_end(sheet: &Sheet<'_>, start: usize) -> usize {
    let mut end = sheet.table.rows.len();
    while end > start && (is_note(sheet, end - 1) || sheet.filled(end - 1).len() < 2 && values(sheet, end - 1).is_empty()) {
        end -= 1;
    }
    end
}
