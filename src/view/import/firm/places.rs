//! What rows of firms say of their place, metric, unit, coverage and status, matched to the plan: each combination of texts once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::facts_of::Facts;
use super::super::meaning::{Reader, Stop};
use super::super::number::Number;
use super::super::raw::{RawCell, RawTable};
use super::super::reading::{LeftReason, LeftRow};
use super::super::shape::Shape;
use super::super::sheet::Sheet;
use super::layout::{self, Layout};
use crate::base::UnitId;
use crate::domain::{SeriesKey, Status};
use crate::engine::firms::groups::NOWHERE;
use crate::engine::firms::{Gathered, Groups, Place};

/// Rows that are added up together.
#[derive(Debug)]
pub struct Group {
    /// For each measure whose and what it is, and in which unit; `None` where that is asked or left.
    pub series: Vec<Option<(SeriesKey, UnitId)>>,
    /// Its combinations of texts, each with the status of its rows.
    pub members: Vec<(usize, Status)>,
    /// First row in the file, from 1.
    pub row: usize,
}

/// All combinations of texts, matched.
#[derive(Debug, Default)]
pub struct Places {
    /// Groups with at least one series.
    pub groups: Vec<Group>,
    /// Rows of which something is used.
    pub used: usize,
    /// Rows that wait for an answer.
    pub asked: usize,
    of_place: Vec<u32>,
}

impl Places {
    /// The groups as the engine asks for them, and behind them one of all together.
    pub fn grouped(&self) -> Vec<Groups> {
        let names = (0..self.groups.len()).map(|n| Place { column: Some(0), text: Arc::from(n.to_string()) }).collect();
        let all = self.of_place.iter().map(|group| if *group == NOWHERE { NOWHERE } else { 0 }).collect();
        let whole = vec![Place { column: None, text: Arc::from("") }];
        vec![Groups { names, of_place: self.of_place.clone() }, Groups { names: whole, of_place: all }]
    }

    /// The group that a place of a summary names.
    pub fn group(&self, place: &Place) -> Option<&Group> {
        place.column.and_then(|_| self.groups.get(place.text.parse::<usize>().ok()?))
    }
}

/// Matches all combinations. What is unclear is asked, at the first row of each.
pub fn find(reader: &mut Reader<'_>, layout: &Layout, gathered: &Gathered, before: usize) -> Places {
    let texts = gathered.places();
    let (table, shape) = table_of(reader, layout, &texts);
    let sheet = Sheet::new(&table);
    let mut inner = Reader::new(&sheet, &shape, reader.choices, reader.document);
    inner.each_alone = true;
    let mut found = Places { of_place: vec![NOWHERE; texts.len()], ..Places::default() };
    let mut known: BTreeMap<Vec<Option<(SeriesKey, UnitId)>>, usize> = BTreeMap::new();
    for (place, texts) in texts.iter().enumerate() {
        let (first, rows) = gathered.rows_of(place);
        let rows = usize::try_from(rows).unwrap_or(usize::MAX);
        if rows == 0 {
            continue;
        }
        let row = first as usize + before;
        let mut status = Status::Preliminary;
        let mut series = Vec::with_capacity(layout.measures.len());
        let mut stops: Vec<Stop> = Vec::new();
        for heading in &layout.measures {
            match of_measure(&mut inner, shape.body.start + place, heading) {
                Ok((key, unit, said)) => {
                    status = said;
                    series.push(Some((key, unit)));
                }
                Err(stop) => {
                    stops.push(stop);
                    series.push(None);
                }
            }
        }
        let text = texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" / ");
        let asks = stops.iter().any(|stop| matches!(stop, Stop::Ask(_)));
        stop(reader, stops, (row, rows), &text);
        if series.iter().all(Option::is_none) {
            found.asked += if asks { rows } else { 0 };
            continue;
        }
        found.used += rows;
        let group = *known.entry(series.clone()).or_insert_with(|| {
            found.groups.push(Group { series, members: Vec::new(), row });
            found.groups.len() - 1
        });
        found.of_place[place] = group as u32;
        if let Some(group) = found.groups.get_mut(group) {
            group.members.push((place, status));
            group.row = group.row.min(row);
        }
    }
    found
}

/// The lines above the rows, and below them a row a combination, so that each is read as any row is.
fn table_of(reader: &Reader<'_>, layout: &Layout, texts: &[Vec<String>]) -> (RawTable, Shape) {
    let table = reader.sheet.table;
    let start = reader.shape.body.start;
    let mut rows: Vec<Vec<RawCell>> = table.rows.iter().take(start).cloned().collect();
    for texts in texts {
        let mut row = vec![RawCell::default(); reader.sheet.width];
        for (column, text) in layout.columns.places.iter().zip(texts) {
            if let Some(cell) = row.get_mut(*column) {
                *cell = RawCell::text(text.as_str());
            }
        }
        rows.push(row);
    }
    let merged = table.merged.iter().filter(|merge| merge.last_row < start).copied().collect();
    let body = start..rows.len();
    let shape = Shape { body, regions: Vec::new(), ..reader.shape.clone() };
    let (first_row, first_column) = (table.first_row, table.first_column);
    (RawTable { name: table.name.clone(), first_row, first_column, rows, merged, ..RawTable::default() }, shape)
}

/// Whose and what a measure is in a row, its unit and its status.
fn of_measure(inner: &mut Reader<'_>, row: usize, heading: &Facts) -> Result<(SeriesKey, UnitId, Status), Stop> {
    let label = inner.metric_label(row)?;
    if label.as_ref().is_some_and(|label| label.growth.is_some()) {
        return Err(Stop::Left(LeftReason::Growth));
    }
    let facts = label.unwrap_or_default().over(heading.clone());
    if facts.leave {
        return Err(Stop::Left(LeftReason::Chosen));
    }
    let node = inner.node(row, &facts)?;
    let metric = inner.metric(&facts)?;
    if !layout::adds_up(inner.document, &metric) {
        return Err(Stop::Left(LeftReason::Ratio));
    }
    let coverage = inner.coverage(row, &facts)?;
    let unit = inner.unit(row, &facts, &metric, &Number::default())?;
    let status = inner.status(row)?;
    Ok((SeriesKey { node, metric, coverage }, unit, status))
}

/// Takes over what stops the values of a combination: each question once, with the number of rows that wait for it.
fn stop(reader: &mut Reader<'_>, stops: Vec<Stop>, (row, rows): (usize, usize), text: &str) {
    let mut told: Vec<String> = Vec::new();
    for stop in stops {
        let (reason, question) = match stop {
            Stop::Left(reason) => (reason, None),
            Stop::Ask(mut question) => {
                (question.row, question.column) = (row, question.column.max(1));
                if told.contains(&question.key) {
                    continue;
                }
                told.push(question.key.clone());
                (LeftReason::Question, Some(reader.register_at(*question, rows)))
            }
        };
        let known = |left: &LeftRow| left.row == row && left.reason == reason && left.question == question;
        if !reader.reading.left.iter().rev().take(8).any(known) {
            reader.reading.left.push(LeftRow { row, column: None, reason, text: text.to_owned(), question });
        }
    }
}
