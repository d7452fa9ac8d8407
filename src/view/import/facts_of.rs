//! What a heading, a label or a line above a table says: metric, node, unit, period, coverage, growth.

use std::ops::Range;

use super::matching::{Match, Matcher};
use super::number::{self, GrowthKind};
use super::period::{self, Partial, Place};
use super::rows;
use super::sheet::{Look, Sheet};
use super::text::half_width;
use super::{columns, unit};
use crate::base::{CoverageId, MetricId, NodeId};
use crate::domain::Document;
use crate::view::names::folded;

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The metric.
    pub metric: Option<MetricId>,
    /// The node.
    pub node: Option<NodeId>,
    /// The unit as written.
    pub unit: Option<String>,
    /// The period, or part of one.
    pub period: Partial,
    /// The coverage.
    pub coverage: Option<CoverageId>,
    /// Set where the numbers are growth and no levels.
    pub growth: Option<GrowthKind>,
    /// A person said that its values stay out.
    pub leave: bool,
    /// What nothing was made of; empty for nothing.
    pub rest: String,
}

impl Facts {
    /// What both say together; where both speak, the first has the word.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        let named = self.metric.is_some() || below.metric.is_some();
        Self {
            metric: self.metric.or(below.metric),
            node: self.node.or(below.node),
            unit: self.unit.or(below.unit),
            period: self.period.over(below.period),
            coverage: self.coverage.or(below.coverage),
            growth: self.growth.or(below.growth),
            leave: self.leave || below.leave,
            rest: if named || !self.rest.is_empty() { self.rest } else { below.rest },
        }
    }
}

/// What a text says.
pub fn of(text: &str, matcher: &mut Matcher<'_>) -> Facts {
    let mut facts = Facts::default();
    if text.trim().is_empty() || columns::named(text).is_some_and(|role| role != super::ColumnRole::Note) && !matcher.is_metric(text) {
        return facts;
    }
    if let Some(partial) = period::parse(text, Place::Any) {
        facts.period = partial;
        return facts;
    }
    if matches!(matcher.unit(text), Match::One(_)) && !matcher.is_metric(text) {
        facts.unit = Some(text.trim().to_owned());
        return facts;
    }
    if matcher.is_metric(text) && named(text, &mut facts, matcher) {
        return facts;
    }
    let (name, unit) = unit::split(text, &matcher.units);
    facts.unit = unit;
    if named(&name, &mut facts, matcher) {
        return facts;
    }
    facts.growth = number::growth_heading(text);
    if facts.growth.is_some() {
        return facts;
    }
    let name = match period::relation_in(&name) {
        Some((relation, rest)) => {
            facts.period.relation = Some(relation);
            rest
        }
        None => name,
    };
    let name = match period::find(&name) {
        Some((partial, rest)) => {
            facts.period = facts.period.over(partial);
            rest
        }
        None => name,
    };
    if name.is_empty() || named(&name, &mut facts, matcher) || with_coverage(&name, &mut facts, matcher) {
        return facts;
    }
    facts.rest = name;
    facts
}

/// Takes the name as that of a metric or node, if it is one.
fn named(name: &str, facts: &mut Facts, matcher: &mut Matcher<'_>) -> bool {
    match matcher.metric(name) {
        Match::One(metric) => facts.metric = Some(metric),
        Match::Leave => facts.leave = true,
        _ => match matcher.node(name) {
            Match::One(node) => facts.node = Some(node),
            Match::Leave => facts.leave = true,
            _ => return false,
        },
    }
    true
}

/// Takes a name with a coverage before or behind it (规上企业销售收入).
fn with_coverage(name: &str, facts: &mut Facts, matcher: &mut Matcher<'_>) -> bool {
    for (coverage, word) in coverage_words(matcher) {
        let Some(place) = name.find(&word) else { continue };
        let mut rest = format!("{}{}", &name[..place], &name[place + word.len()..]);
        rest = rest.trim_matches(['(', ')', ' ', '-', '_', '·', ',']).to_owned();
        let bare = rest.strip_prefix("企业").unwrap_or(&rest).to_owned();
        if named(&rest, facts, matcher) || named(&bare, facts, matcher) {
            facts.coverage = Some(coverage);
            return true;
        }
    }
    false
}

fn coverage_words(matcher: &Matcher<'_>) -> Vec<(CoverageId, String)> {
    let mut words = Vec::new();
    for coverage in &matcher.document().plan.coverages {
        for text in coverage.name.texts() {
            words.push((coverage.id.clone(), text.to_owned()));
            if text == "规上" {
                words.insert(0, (coverage.id.clone(), "规模以上".to_owned()));
            }
        }
    }
    words
}

/// What stands above a column, in all header rows; a heading of several columns counts for each of them.
pub fn heading(sheet: &Sheet<'_>, header: &Range<usize>, column: usize, matcher: &mut Matcher<'_>) -> Facts {
    let mut facts = Facts::default();
    for row in header.clone().rev() {
        facts = facts.over(of_cell(sheet, header, row, column, matcher));
    }
    facts
}

fn of_cell(sheet: &Sheet<'_>, header: &Range<usize>, row: usize, column: usize, matcher: &mut Matcher<'_>) -> Facts {
    let at = reach(sheet, header, row, column);
    if let Some(partial) = sheet.partial(row, at, Place::Any) {
        return Facts { period: partial, ..Facts::default() };
    }
    of(sheet.text(row, at), matcher)
}

/// The texts of all headings above a column, the lowest first.
pub(super) fn texts_above<'a>(sheet: &Sheet<'a>, header: &Range<usize>, column: usize) -> Vec<&'a str> {
    let texts = header.clone().rev().map(|row| sheet.text(row, reach(sheet, header, row, column)));
    texts.filter(|text| !text.is_empty()).collect()
}

/// The metric whose name a text holds, the longest name winning.
pub(super) fn metric_in(text: &str, document: &Document) -> Option<MetricId> {
    longest(&folded(&half_width(text)), metric_names(document))
}

/// The column whose text heads this one: in upper header rows an empty cell belongs to the text on its left.
fn reach(sheet: &Sheet<'_>, header: &Range<usize>, row: usize, column: usize) -> usize {
    let last = row + 1 == header.end;
    if last || !sheet.text(row, column).is_empty() || sheet.text(header.end - 1, column).is_empty() {
        return column;
    }
    let left = (0..column).rev().find(|left| !sheet.text(row, *left).is_empty());
    // A heading that also closes its own column downwards (地区) has none beside it.
    left.filter(|left| {
        (row + 1..header.end).any(|below| !sheet.text(below, *left).is_empty() && sheet.text(below, *left) != sheet.text(row, *left))
    })
    .unwrap_or(column)
}

/// The period above a column, if any of its headings says one.
pub fn period_of(sheet: &Sheet<'_>, header: &Range<usize>, column: usize) -> Option<Partial> {
    header.clone().rev().find_map(|row| {
        let at = reach(sheet, header, row, column);
        sheet.partial(row, at, Place::Any).or_else(|| period::find(sheet.text(row, at)).map(|(partial, _)| partial))
    })
}

/// What the lines above a table and the sheet's name say.
pub fn above(sheet: &Sheet<'_>, header_start: usize, matcher: &mut Matcher<'_>) -> Facts {
    let mut facts = Facts::default();
    for row in 0..header_start {
        for column in sheet.filled(row) {
            let text = half_width(sheet.text(row, column));
            facts = facts.over(line(text.trim().trim_matches('"'), matcher));
        }
    }
    if !sheet.table.name.is_empty() {
        facts = facts.over(title(&sheet.table.name, matcher));
    }
    facts
}

fn line(text: &str, matcher: &mut Matcher<'_>) -> Facts {
    let mut facts = Facts { unit: unit::in_line(text), ..Facts::default() };
    let Some((key, value)) = text.split_once(':') else { return facts.over(title(text, matcher)) };
    match key.trim() {
        "指标" | "indicator" => facts = facts.over(Facts { rest: String::new(), ..of(value, matcher) }),
        "地区" | "region" => {
            if let Match::One(node) = matcher.node(value.trim()) {
                facts.node = Some(node);
            }
        }
        "时间" | "报告期" | "统计时间" | "period" => facts.period = period::parse(value, Place::Any).unwrap_or_default(),
        "口径" => {
            if let Match::One(coverage) = matcher.coverage(value.trim()) {
                facts.coverage = Some(coverage);
            }
        }
        _ => {}
    }
    facts
}

/// What a title mentions: a period, one metric, one node (the longest names win).
fn title(text: &str, matcher: &mut Matcher<'_>) -> Facts {
    let mut facts = Facts::default();
    let whole = half_width(text);
    let (partial, rest) = period::find(&whole).unwrap_or((Partial::default(), whole.clone()));
    facts.period = partial;
    facts.period.running |= whole.contains("累计") || whole.to_lowercase().contains("year to date");
    let (rest, unit) = unit::split(&rest, &matcher.units);
    facts.unit = unit;
    let key = folded(&rest);
    facts.metric = longest(&key, metric_names(matcher.document()));
    facts.node = longest(&key, node_names(matcher.document()));
    facts
}

/// The record with the longest name that stands in the text; `None` where two of one length do.
fn longest<I: PartialEq>(key: &str, names: Vec<(String, I)>) -> Option<I> {
    let mut best: Option<(usize, I, bool)> = None;
    for (name, id) in names {
        if name.chars().count() < 2 || !key.contains(&name) {
            continue;
        }
        best = match best {
            Some((length, known, _)) if length == name.len() && known != id => Some((length, known, true)),
            Some(better) if better.0 >= name.len() => Some(better),
            _ => Some((name.len(), id, false)),
        };
    }
    best.filter(|(_, _, doubt)| !doubt).map(|(_, id, _)| id)
}

fn metric_names(document: &Document) -> Vec<(String, MetricId)> {
    let names = document
        .plan
        .metrics
        .iter()
        .flat_map(|m| m.name.texts().map(str::to_owned).chain(m.aliases.iter().cloned()).map(|n| (folded(&n), m.id.clone())));
    names.collect()
}

fn node_names(document: &Document) -> Vec<(String, NodeId)> {
    let plan = &document.plan;
    let mut names: Vec<(String, NodeId)> = plan.info.total.texts().map(|n| (folded(n), NodeId::total())).collect();
    names.extend(plan.members.iter().flat_map(|m| m.name.texts().map(|n| (folded(n), m.id.clone()))));
    names.extend(plan.clusters.iter().flat_map(|c| c.name.texts().map(|n| (folded(n), c.id.clone()))));
    names
}

/// The name of a group that a row without values gives to the rows below it.
pub fn group(sheet: &Sheet<'_>, row: usize, matcher: &mut Matcher<'_>) -> Option<NodeId> {
    let filled = sheet.filled(row);
    let [only] = filled.as_slice() else { return None };
    if sheet.look(row, *only) != Look::Text || rows::is_note(sheet, row) {
        return None;
    }
    match matcher.node(sheet.text(row, *only)) {
        Match::One(node) => Some(node),
        _ => None,
    }
}
