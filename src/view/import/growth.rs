//! Columns of growth beside columns of levels (绝对额 and 同比): which level each belongs to.
//!
//! Growth never becomes a level. It is kept with the value whose growth on the year before it is, and only where no doubt is left whose
//! that is: two levels side by side before one column of growth leave it out, and so does growth on anything but the same period a
//! year before, or a number that could as well be a share as a rate in per cent.

use std::collections::BTreeMap;

use super::facts_of;
use super::meaning::Reader;
use super::number::{self, GrowthKind, NumberText};
use super::period::{self, Part, Partial, Relation};
use super::raw::CellValue;
use super::reading::LeftReason;
use super::shape::ColumnRole;
use super::text::half_width;
use super::unit;
use crate::base::MetricId;

/// A column of growth on the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GrowthColumn {
    /// Its place.
    pub(super) column: usize,
    kind: GrowthKind,
}

/// Words of a heading by which it is something other than the growth of a value on the same period a year before.
const OTHER: &[&str] = &[
    "环比",
    "上月",
    "上季",
    "年初",
    "年均",
    "平均",
    "目标",
    "计划",
    "预期",
    "预算",
    "排名",
    "位次",
    "名次",
    "增长额",
    "增加额",
    "增减额",
    "增量",
    "贡献",
    "拉动",
    "month-on-month",
    "m-o-m",
    "qoq",
    "quarter-on-quarter",
    "previous month",
    "previous quarter",
    "average",
    "target",
    "plan",
    "rank",
    "contribution",
];

/// Words for no growth at all.
const UNCHANGED: &[&str] = &["持平", "unchanged"];

/// Rows that are looked at for the size of the numbers.
const SAMPLE: usize = 200;

/// The smallest number that can be no share: growth of 200 % is rare, and 2 where shares are meant means just that.
const NO_SHARE: f64 = 2.0;

/// What the headings of a column say.
struct Head {
    /// All of them, in small letters and half width.
    text: String,
    /// The one that says growth, alike; empty for levels.
    growth: String,
    metric: Option<MetricId>,
    node: Option<crate::base::NodeId>,
    period: Partial,
}

impl Head {
    /// True where the span told by one does not contradict that of the other: 累计 beside 当月.
    fn spans(&self, growth: &Self) -> bool {
        let (level, growth) = (span(self), span(growth));
        level.is_none() || growth.is_none() || level == growth
    }

    fn suits(&self, growth: &Self) -> bool {
        let part = |partial: &Partial| {
            (partial.year, partial.part.map(|part| if let Part::ToMonth(month) = part { (true, month) } else { (false, 0) }))
        };
        let (own, of) = (part(&self.period), part(&growth.period));
        growth.metric.as_ref().is_none_or(|metric| self.metric.as_ref() == Some(metric))
            && growth.node.as_ref().is_none_or(|node| self.node.as_ref() == Some(node))
            && of.0.is_none_or(|year| own.0.is_none_or(|known| known == year))
            && of.1.is_none_or(|part| own.1.is_none_or(|known| known == part))
            && self.spans(growth)
    }
}

/// Whether a heading speaks of a running total (true) or of a single month or quarter (false).
fn span(head: &Head) -> Option<bool> {
    let says = |words: &[&str]| words.iter().any(|word| head.text.contains(word));
    if head.period.running
        || head.period.relation == Some(Relation::ToDate)
        || matches!(head.period.part, Some(Part::ToMonth(_) | Part::ToDate { .. }))
    {
        return Some(true);
    }
    if says(&["累计", "year to date", "ytd"]) {
        return Some(true);
    }
    let single = matches!(head.period.part, Some(Part::Month(_) | Part::Quarter(_)))
        || matches!(head.period.relation, Some(Relation::Month | Relation::Quarter));
    (single || says(&["当月", "本月", "单月", "当季", "本季"])).then_some(false)
}

impl Reader<'_> {
    /// Per column of levels: the column of their growth.
    pub(super) fn growth_beside(&mut self) -> BTreeMap<usize, GrowthColumn> {
        let (mut found, mut run): (BTreeMap<usize, GrowthColumn>, Vec<usize>) = (BTreeMap::new(), Vec::new());
        let mut after_growth = false;
        let columns: Vec<(usize, Option<GrowthKind>)> =
            (0..self.shape.columns.len()).filter_map(|column| Some((column, self.kind_of(column)?))).collect();
        let levels = columns.iter().filter(|(_, kind)| kind.is_none()).map(|(column, _)| (*column, self.head(*column)));
        // The year before is no value that the growth beside it is of.
        let before = |head: &Head| matches!(head.period.relation, Some(Relation::YearBefore | Relation::MonthYearBefore));
        let levels: Vec<(usize, Head)> = levels.filter(|(_, head)| !before(head)).collect();
        for (column, kind) in columns {
            let Some(kind) = kind else {
                if levels.iter().any(|(level, _)| *level == column) {
                    if std::mem::take(&mut after_growth) {
                        run.clear();
                    }
                    run.push(column);
                }
                continue;
            };
            after_growth = true;
            let head = self.head(column);
            if !self.is_on_year_before(column, kind, &head) {
                continue;
            }
            let suiting = |near: bool| -> Vec<usize> {
                let fits =
                    |(level, of): &&(usize, Head)| (!near || run.contains(level)) && of.suits(&head) && (near || head.metric.is_some());
                levels.iter().filter(fits).map(|(level, _)| *level).collect()
            };
            let level = [suiting(true), suiting(false)].into_iter().find_map(|list| if let [only] = list[..] { Some(only) } else { None });
            if let Some(level) = level {
                found.entry(level).or_insert(GrowthColumn { column, kind });
            }
        }
        found
    }

    /// Whether a column holds levels (no kind) or growth; `None` for any other column.
    fn kind_of(&self, column: usize) -> Option<Option<GrowthKind>> {
        match (self.shape.columns[column], self.headings.get(&column)) {
            (ColumnRole::Value, Some(facts)) if facts.leave => None,
            (ColumnRole::Value, Some(facts)) => Some(facts.growth),
            // In a long table one column is headed “value”, and all other numbers are remarks.
            (ColumnRole::Note, _) if self.is_numeric(column) || self.says_growth(column) => {
                let kind =
                    facts_of::texts_above(self.sheet, &self.shape.header, column).iter().find_map(|text| number::growth_heading(text));
                kind.map(Some)
            }
            _ => None,
        }
    }

    /// True where a cell says growth in words (增长8.4%).
    fn says_growth(&self, column: usize) -> bool {
        let mut cells = self.shape.body.clone().take(SAMPLE).map(|row| self.sheet.text(row, column));
        cells.any(|text| matches!(number::parse(text, self.mark()), NumberText::Growth(_)))
    }

    fn head(&mut self, column: usize) -> Head {
        let texts = facts_of::texts_above(self.sheet, &self.shape.header, column);
        let plain = |text: &str| half_width(text).to_lowercase();
        let growth = texts.iter().find(|text| number::growth_heading(text).is_some()).map(|text| plain(text)).unwrap_or_default();
        let facts = match self.headings.get(&column) {
            Some(facts) => facts.clone(),
            None => facts_of::heading(self.sheet, &self.shape.header, column, &mut self.matcher),
        };
        let named = || texts.iter().find_map(|text| facts_of::metric_in(text, self.document));
        let said = texts.iter().find_map(|text| period::find(&half_width(text))).map(|(partial, _)| partial).unwrap_or_default();
        // 比上年 says what is compared with, not when.
        let said = Partial { relation: facts.period.relation, ..said };
        Head {
            metric: facts.metric.clone().or_else(named),
            node: facts.node.clone(),
            period: facts.period.over(said),
            text: plain(&texts.join(" ")),
            growth,
        }
    }

    /// True where the numbers are growth on the same period a year before, in per cent, as a multiple or an index number.
    fn is_on_year_before(&self, column: usize, kind: GrowthKind, head: &Head) -> bool {
        if OTHER.iter().any(|word| head.text.contains(word)) {
            return false;
        }
        // A unit above both level and growth is that of the level.
        let amount = unit::split(&head.growth, &self.matcher.units).1.is_some_and(|unit| !unit.contains('%'));
        match kind {
            GrowthKind::Points => false,
            GrowthKind::Index => true,
            GrowthKind::Times => !amount,
            GrowthKind::Percent => !amount && (says_per_cent(&head.text) || self.is_in_per_cent(column)),
        }
    }

    /// True where the cells themselves tell that they are in per cent: by the sign, or by numbers that can be no shares.
    fn is_in_per_cent(&self, column: usize) -> bool {
        let cells = self.shape.body.clone().take(SAMPLE).map(|row| self.sheet.text(row, column));
        cells.into_iter().any(|text| match number::parse(text, self.mark()) {
            NumberText::Number(read) => read.unit == "%" || (read.unit.is_empty() && read.value.abs() >= NO_SHARE),
            _ => false,
        })
    }

    /// The growth that a row states, in per cent. What stands there and cannot be read is told as left.
    pub(super) fn stated_growth(&mut self, row: usize, of: GrowthColumn) -> Option<f64> {
        let cell = self.sheet.cell(row, of.column)?;
        let raw = cell.text.trim().to_owned();
        let growth = match number::parse(&raw, self.mark()) {
            _ if UNCHANGED.iter().any(|word| raw.contains(word)) => Some(0.0),
            NumberText::Missing => return None,
            NumberText::Growth(factor) => Some((factor - 1.0) * 100.0),
            NumberText::Number(read) if read.unit.is_empty() || read.unit == "%" => {
                let value = match cell.value {
                    // A workbook keeps 8.4 % as 0.084: then the text is what a person saw.
                    CellValue::Number(value) if read.unit.is_empty() => value,
                    _ => read.value,
                };
                match of.kind {
                    GrowthKind::Percent => Some(value),
                    kind => kind.factor(value).map(|factor| (factor - 1.0) * 100.0),
                }
            }
            _ => None,
        };
        // Beyond what was printed there are only the errors of binary fractions.
        let growth = growth.map(|growth| (growth * 1e9).round() / 1e9).filter(|growth| growth.is_finite() && *growth >= -100.0);
        if growth.is_none() {
            self.leave(row, Some(of.column), LeftReason::Growth, raw, None);
        }
        growth
    }
}

/// True where a heading says that its numbers are in per cent.
fn says_per_cent(text: &str) -> bool {
    ["%", "百分比", "percent", "per cent"].iter().any(|word| text.contains(word))
}
