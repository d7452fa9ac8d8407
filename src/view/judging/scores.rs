//! The scores of a scheme as a table: points per indicator, bonuses and deductions, the rank, and the change since last time.

use std::ops::Deref;

use crate::base::{NodeId, Period};
use crate::domain::{Document, ScoreScheme};
use crate::engine::Evaluation;
use crate::engine::score::{self, IndicatorScore, ScoreRow, ScoreTable};
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Tone, text_width};
use crate::view::words::SharedWords;
use crate::view::{Words, number, wording};

/// The scores of a scheme with the changes since the period before among those reported, and which period that is. Without one
/// nothing changed.
pub fn scores_with_change(
    document: &Document,
    evaluation: &Evaluation,
    scheme: &ScoreScheme,
    as_of: Option<Period>,
    weights: Option<&[f64]>,
    periods: &[Period],
) -> (ScoreTable, Option<Period>) {
    let scores = score::of(document, evaluation, scheme, as_of, weights);
    let end = |period: Period| document.plan.info.end_of(period);
    let before = scores.period.and_then(|now| periods.iter().copied().find(|period| end(*period) < end(now)));
    match before {
        Some(before) => (scores.since(&score::of(document, evaluation, scheme, Some(before), weights)), Some(before)),
        None => (scores, None),
    }
}

/// The scores as a table. Its words are shared where the table is kept, borrowed where it is only read.
pub struct ScoreGrid<W = SharedWords> {
    scores: ScoreTable,
    names: Vec<String>,
    units: Vec<String>,
    aims: Vec<String>,
    /// Per row: the reasons of its bonuses and deductions.
    reasons: Vec<String>,
    /// Names of the indicators' metrics.
    metrics: Vec<String>,
    columns: Vec<GridColumn>,
    words: W,
}

impl<W: Deref<Target = Words>> ScoreGrid<W> {
    /// The table of a scheme's scores. `since` is the period that changes are told against.
    pub fn new(document: &Document, words: W, scheme: &ScoreScheme, scores: ScoreTable, since: Option<Period>) -> Self {
        let plan = &document.plan;
        let units = plan.units();
        let unit = |metric| plan.metrics.get(metric).map_or("", |of| wording::unit(&words, &units, &of.unit)).to_owned();
        let names = scores.rows.iter().map(|row| wording::node(&words, plan, &row.node)).collect();
        let reasons = scores.rows.iter().map(|row| reasons(document, row)).collect();
        Self {
            names,
            reasons,
            metrics: scheme.indicators.iter().map(|of| wording::metric(&words, plan, &of.metric).to_owned()).collect(),
            units: scheme.indicators.iter().map(|indicator| unit(&indicator.metric)).collect(),
            aims: scheme.indicators.iter().map(|indicator| super::aim(&words, indicator.aim).to_owned()).collect(),
            columns: columns(document, &words, scheme, &scores, since),
            scores,
            words,
        }
    }

    /// The node of a row.
    pub fn node(&self, row: usize) -> Option<&NodeId> {
        self.scores.rows.get(row).map(|row| &row.node)
    }

    /// The period scored.
    pub fn period(&self) -> Option<Period> {
        self.scores.period
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.scores.rows.is_empty()
    }

    /// True where any score rests on illustrative values.
    pub fn has_illustrative(&self) -> bool {
        self.scores.rows.iter().any(|row| row.illustrative)
    }

    fn indicator(&self, place: usize, score: &IndicatorScore) -> GridCell {
        let words = &*self.words;
        let Some(points) = score.points else {
            let hint = score.why.map(|why| super::why(words, why)).unwrap_or_default();
            return GridCell { hint, ..GridCell::text(number::MISSING).tone(Tone::Quiet) };
        };
        let unit = self.units.get(place).map_or("", String::as_str);
        let amount = |value: Option<f64>| value.map_or_else(|| number::MISSING.to_owned(), |v| wording::with_unit(&number::value(v), unit));
        let share = |value: Option<f64>| value.map_or_else(|| number::MISSING.to_owned(), |v| number::percent(v, 1));
        let weight = self.scores.weights.get(place).copied().unwrap_or(0.0);
        let hint = words.with(
            "score-indicator-hint",
            &[
                ("actual", &amount(score.actual)),
                ("aim-name", self.aims.get(place).map_or("", String::as_str)),
                ("aim", &amount(score.aim)),
                ("completion", &share(score.completion)),
                ("counted", &share(score.counted)),
                ("weight", &number::value(weight)),
                ("points", &number::fixed(points, 2)),
            ],
        );
        let (badge, missing) = (missing_in_short(words, score), missing(words, score));
        let hint = if missing.is_empty() { hint } else { format!("{hint}\n{missing}") };
        GridCell { text: number::fixed(points, 2), number: Some(points), badge, hint, ..GridCell::default() }
    }

    fn total(&self, row: &ScoreRow) -> GridCell {
        let Some(total) = row.total else { return GridCell::text(number::MISSING).tone(Tone::Quiet) };
        // Beside a part of the weights that is whole, how much of it is what a reader takes for all of it.
        let badge = if row.covered < 1.0 { number::percent(row.covered, 0) } else { String::new() };
        let mut hints = Vec::new();
        if row.weighed < 1.0 {
            let ranked = row.ranked_by.map(|by| number::fixed(by, 2)).unwrap_or_default();
            let covered = number::percent(row.weighed, 0);
            hints.push(self.words.with("score-incomplete", &[("covered", &covered), ("ranked", &ranked)]));
        }
        hints.extend(missing_of(&self.words, row, &self.metrics));
        if row.illustrative {
            hints.push(self.words.text("illustrative-hint").to_owned());
        }
        let cell = GridCell { text: number::fixed(total, 2), number: Some(total), badge, hint: hints.join("\n"), ..GridCell::default() };
        cell.tone(Tone::Strong)
    }

    fn change(&self, row: &ScoreRow) -> GridCell {
        let published = row.published.zip(row.total).map(|(before, now)| (now - before, None));
        let Some((points, ranks)) = row.change.map(|(points, ranks)| (points, Some(ranks))).or(published) else {
            return GridCell::text(number::MISSING).tone(Tone::Quiet);
        };
        let sign = |value: f64, text: String| if value > 0.0 { format!("+{text}") } else { text };
        let tone = if points > 0.0 {
            Tone::Good
        } else if points < 0.0 {
            Tone::Bad
        } else {
            Tone::Quiet
        };
        let badge = ranks.filter(|ranks| *ranks != 0).map(|ranks| sign(f64::from(ranks), number::fixed(f64::from(ranks), 0)));
        GridCell {
            text: sign(points, number::fixed(points, 2)),
            number: Some(points),
            badge: badge.unwrap_or_default(),
            hint: self.words.text("score-change-hint").to_owned(),
            ..GridCell::default()
        }
        .tone(tone)
    }
}

/// What the value of an indicator misses, small beside its points: how many of how many nodes it is made of, up to when it was
/// reported where that is earlier than what is scored. Empty where nothing is missing.
fn missing_in_short(words: &Words, score: &IndicatorScore) -> String {
    let nodes = (score.n < score.of).then(|| format!("{}/{}", score.n, score.of));
    let upto = score.period.filter(|_| score.earlier).map(|period| wording::period(words, period));
    nodes.into_iter().chain(upto).collect::<Vec<_>>().join(" · ")
}

/// The same in words.
pub fn missing(words: &Words, score: &IndicatorScore) -> String {
    let period = score.period.map(|period| wording::period(words, period)).unwrap_or_default();
    let (n, of) = (score.n.to_string(), score.of.to_string());
    match (score.n < score.of, score.earlier) {
        (false, false) => String::new(),
        (true, false) => words.with("score-partial", &[("n", &n), ("of", &of), ("period", &period)]),
        (false, true) => words.with("score-earlier", &[("period", &period)]),
        (true, true) => words.with("score-partial-earlier", &[("n", &n), ("of", &of), ("period", &period)]),
    }
}

/// What the values of a row miss, a sentence an indicator with the name of its metric.
pub fn missing_of(words: &Words, row: &ScoreRow, metrics: &[String]) -> Vec<String> {
    let of = row.indicators.iter().zip(metrics).filter(|(score, _)| score.points.is_some() && !score.is_complete());
    of.map(|(score, metric)| words.with("score-missing", &[("metric", metric), ("text", &missing(words, score))])).collect()
}

fn reasons(document: &Document, row: &ScoreRow) -> String {
    let entries = row.entries.iter().filter_map(|id| document.plan.score_entries.get(id));
    let line = |points: f64| if points > 0.0 { format!("+{}", number::value(points)) } else { number::value(points) };
    entries.map(|entry| format!("{} {}", line(entry.points), entry.reason)).collect::<Vec<_>>().join("\n")
}

fn columns(document: &Document, words: &Words, scheme: &ScoreScheme, scores: &ScoreTable, since: Option<Period>) -> Vec<GridColumn> {
    let column = |title: String, unit: String, least: f32, align| GridColumn {
        width: f32::max(least, text_width(&title) + text_width(&unit) + 28.0),
        title,
        unit,
        align,
        ..GridColumn::default()
    };
    let plain = |key: &str, least, align| column(words.text(key).to_owned(), String::new(), least, align);
    let mut columns = vec![plain("ranking-rank", 52.0, Align::Right), plain("ranking-node", 210.0, Align::Left)];
    for (place, indicator) in scheme.indicators.iter().enumerate() {
        let name = wording::metric(words, &document.plan, &indicator.metric).to_owned();
        let weight = scores.weights.get(place).copied().unwrap_or(indicator.weight);
        let beside = scores.rows.iter().filter_map(|row| row.indicators.get(place)).map(|score| missing_in_short(words, score));
        let beside = beside.map(|badge| text_width(&badge)).fold(0.0, f32::max);
        columns.push(column(name, number::value(weight), 96.0 + beside, Align::Right));
    }
    columns.push(plain("score-bonus", 72.0, Align::Right));
    columns.push(plain("score-deduction", 72.0, Align::Right));
    columns.push(column(words.text("score-total").to_owned(), number::value(scores.full), 96.0, Align::Right));
    let against = since.map(|period| wording::period(words, period)).unwrap_or_default();
    columns.push(column(words.text("score-change").to_owned(), against, 96.0, Align::Right));
    columns
}

impl<W: Deref<Target = Words>> GridSource for ScoreGrid<W> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.scores.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(line) = self.scores.rows.get(row) else { return GridCell::default() };
        let points = |value: f64| {
            let hint = self.reasons.get(row).cloned().unwrap_or_default();
            let text = if value == 0.0 { number::MISSING.to_owned() } else { number::value(value) };
            GridCell { text, number: Some(value), hint, ..GridCell::default() }
        };
        let indicators = line.indicators.len();
        match column {
            0 => line.rank.map_or_else(
                || GridCell::text(number::MISSING).tone(Tone::Quiet),
                |rank| {
                    let hint = if line.tied { self.words.text("score-tied").to_owned() } else { String::new() };
                    GridCell { hint, ..GridCell::text(rank.to_string()) }
                },
            ),
            1 => GridCell::text(self.names.get(row).cloned().unwrap_or_default()),
            _ if column < indicators + 2 => self.indicator(column - 2, &line.indicators[column - 2]),
            _ if column == indicators + 2 => points(line.bonus),
            _ if column == indicators + 3 => points(line.deduction),
            _ if column == indicators + 4 => self.total(line),
            _ if column == indicators + 5 => self.change(line),
            _ => GridCell::default(),
        }
    }

    fn frozen(&self) -> usize {
        2
    }
}
