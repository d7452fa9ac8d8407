//! Scoring (考核): completion × weight per indicator, bonuses and deductions, ranking.
//!
//! Completion is actual ÷ aim where more is better, 2 − actual ÷ aim where less is (twice the aim is 0, none of it 2), and 1 less the
//! distance from the aim where neither is; of an increase it is the share of the way gone, whichever way. It counts between the
//! indicator's floor and cap. Within a year the plan of the year is taken up to the months elapsed, evenly.
//!
//! An indicator without a value brings no points and no zero: the row is incomplete, and ranked by its points against the weights of
//! the indicators that it has. So is a row whose values miss nodes beneath, or end before the period scored: it is scored by what there
//! is, and says so. Equal scores share a rank and the next one is left out (1, 2, 2, 4).

use super::Evaluation;
use super::accept::{Wanted, at_least};
use super::assess::{Ask, Course, Scene, Why};
use crate::base::{MetricId, NodeId, Period, SchemeId, ScoreEntryId};
use crate::domain::judging::{Aim, Indicator, Method, Scored};
use crate::domain::{Document, Metric, MetricKind, ScoreScheme};

/// The scores of a scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreTable {
    /// The scheme.
    pub scheme: SchemeId,
    /// The period scored: to the end of which.
    pub period: Option<Period>,
    /// The weights used, one an indicator; not those of the plan in a what-if.
    pub weights: Vec<f64>,
    /// Points that all indicators bring at 100 %: the sum of weights.
    pub full: f64,
    /// The nodes scored, the best first; those without any score last, in the plan's order.
    pub rows: Vec<ScoreRow>,
}

/// The score of one node.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRow {
    /// Whose.
    pub node: NodeId,
    /// One an indicator.
    pub indicators: Vec<IndicatorScore>,
    /// Points of the indicators that have a value; `None` where none has.
    pub points: Option<f64>,
    /// Sum of bonuses.
    pub bonus: f64,
    /// Sum of deductions, zero or negative.
    pub deduction: f64,
    /// The entries that count.
    pub entries: Vec<ScoreEntryId>,
    /// Points, bonuses and deductions together: the score.
    pub total: Option<f64>,
    /// Weights of the indicators that have a value ÷ all weights, 0 to 1.
    pub weighed: f64,
    /// The same, each weight by the share of nodes that its value is made of: 0.5 where all rests on one of two clusters.
    pub covered: f64,
    /// What the rank goes by: the total, with the points of an incomplete row scaled to all weights.
    pub ranked_by: Option<f64>,
    /// The rank, from 1.
    pub rank: Option<u32>,
    /// True where others have the same rank.
    pub tied: bool,
    /// The score last published, where the plan keeps one.
    pub published: Option<f64>,
    /// Change of the total and of the rank (positive is better) since an earlier table; see [`ScoreTable::since`].
    pub change: Option<(f64, i32)>,
    /// True where any value is illustrative.
    pub illustrative: bool,
    /// True where any value is of another coverage than what it is measured against.
    pub mixed_coverage: bool,
}

/// The score of one indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndicatorScore {
    /// What was reached.
    pub actual: Option<f64>,
    /// What it is measured against, in the same unit.
    pub aim: Option<f64>,
    /// Completion as it is (1 for done).
    pub completion: Option<f64>,
    /// How many nodes the value is made of; 0 without a value.
    pub n: u32,
    /// How many there are.
    pub of: u32,
    /// Up to which period the value was reported.
    pub period: Option<Period>,
    /// True where that ends before the period scored.
    pub earlier: bool,
    /// Completion between floor and cap.
    pub counted: Option<f64>,
    /// Counted completion × weight.
    pub points: Option<f64>,
    /// Why there are no points.
    pub why: Option<Why>,
    /// True where the value is illustrative.
    pub illustrative: bool,
    /// True where the value is of another coverage than what it is measured against.
    pub mixed_coverage: bool,
}

impl IndicatorScore {
    /// True where nothing beneath is missing from the value and it was reported to the end of the period scored.
    pub fn is_complete(&self) -> bool {
        self.points.is_some() && self.n == self.of && !self.earlier
    }

    /// The share of nodes that the value is made of, 0 to 1.
    fn share(&self) -> f64 {
        if self.of > 0 { f64::from(self.n) / f64::from(self.of) } else { 0.0 }
    }
}

/// What an indicator is scored by.
struct Reached {
    actual: f64,
    n_of: (u32, u32),
    /// Year and months of it to whose end the value was reported.
    until: (i32, u8),
    aim: f64,
    /// Where the way starts, for an increase.
    from: Option<f64>,
    wanted: Wanted,
    illustrative: bool,
    mixed_coverage: bool,
}

/// Scores a scheme as of a period (where none is given the last one that a scored node, or a cluster beneath it, reported of an
/// indicator). `weights` asks what if the weights were others, in
/// the order of the indicators; the plan stays as it is.
pub fn of(
    document: &Document,
    evaluation: &Evaluation,
    scheme: &ScoreScheme,
    as_of: Option<Period>,
    weights: Option<&[f64]>,
) -> ScoreTable {
    let as_of = as_of.or_else(|| usual_period(document, evaluation, scheme));
    let ask = Ask { as_of, method: Some(Method::Pace) };
    let nodes = scored(document, &scheme.scored);
    let scene = Scene::of_nodes(document, evaluation, &ask, nodes.len());
    let weight = |(place, indicator): (usize, &Indicator)| weights.and_then(|w| w.get(place)).copied().unwrap_or(indicator.weight);
    let weights: Vec<f64> = scheme.indicators.iter().enumerate().map(weight).collect();
    let full: f64 = weights.iter().sum();
    let period = scene.running.map(|(year, months)| scene.in_year.period(year, months));
    let scorer = Scorer { document, evaluation, scene, scheme, weights: &weights, full, as_of };
    let mut rows: Vec<ScoreRow> = nodes.iter().map(|node| scorer.row(node)).collect();
    rank(&mut rows);
    ScoreTable { scheme: scheme.id.clone(), period, weights, full, rows }
}

/// The period scored where none is asked for: the last one that at least half of the scored nodes with any report of an indicator
/// have reached. One early report, or a later one of something that is not scored, leaves no empty table.
fn usual_period(document: &Document, evaluation: &Evaluation, scheme: &ScoreScheme) -> Option<Period> {
    let info = &document.plan.info;
    let end = |period: &Period| (info.end_of(*period), *period);
    let last_of = |node: &NodeId, metric: &MetricId| {
        let own = document.actuals.of_node_metric(node, metric);
        own.filter_map(|(_, list)| super::assess::last_of(document, list)).max_by_key(end)
    };
    let reached = |node: &NodeId| {
        let nodes = || std::iter::once(node.clone()).chain(evaluation.clusters_of(node));
        let periods = scheme.indicators.iter().filter_map(|of| nodes().filter_map(|node| last_of(&node, &of.metric)).max_by_key(end));
        periods.max_by_key(end)
    };
    let mut periods: Vec<Period> = scored(document, &scheme.scored).iter().filter_map(reached).collect();
    periods.sort_unstable_by_key(|period| std::cmp::Reverse(end(period)));
    let half = periods.len().saturating_sub(1) / 2;
    periods.get(half).copied().or_else(|| super::assess::latest_period(document))
}

/// The nodes that a scheme scores, in the plan's order.
pub fn scored(document: &Document, scored: &Scored) -> Vec<NodeId> {
    let plan = &document.plan;
    match scored {
        Scored::Clusters => plan.clusters.iter().map(|cluster| cluster.id.clone()).collect(),
        Scored::Members(dimension) => plan.members_of(dimension).map(|member| member.id.clone()).collect(),
        Scored::Nodes(nodes) => nodes.iter().filter(|node| plan.node_kind(node).is_some()).cloned().collect(),
    }
}

/// Sorts rows by what they are ranked by and gives ranks; the plan's order stays among equals.
fn rank(rows: &mut [ScoreRow]) {
    rows.sort_by(|a, b| match (a.ranked_by, b.ranked_by) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let mut first = 0;
    for place in 0..rows.len() {
        let Some(score) = rows[place].ranked_by else { continue };
        let same = place > 0 && rows[first].ranked_by.is_some_and(|before| at_least(score, before));
        if !same {
            first = place;
        }
        rows[place].rank = Some(first as u32 + 1);
        (rows[place].tied, rows[first].tied) = (same, rows[first].tied || same);
    }
}

impl ScoreRow {
    /// True where every indicator has a value that misses nothing beneath and was reported to the end of the period scored.
    pub fn is_complete(&self) -> bool {
        self.indicators.iter().all(IndicatorScore::is_complete)
    }
}

impl ScoreTable {
    /// The row of a node.
    pub fn row(&self, node: &NodeId) -> Option<&ScoreRow> {
        self.rows.iter().find(|row| row.node == *node)
    }

    /// The same table with the changes since an earlier one, as of an earlier period or with other weights.
    #[must_use]
    pub fn since(mut self, earlier: &Self) -> Self {
        for row in &mut self.rows {
            let before = earlier.row(&row.node);
            row.change = before.and_then(|before| {
                let ranks = (before.rank? as i32, row.rank? as i32);
                Some((row.total? - before.total?, ranks.0 - ranks.1))
            });
        }
        self
    }
}

struct Scorer<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    scene: Scene<'a>,
    scheme: &'a ScoreScheme,
    weights: &'a [f64],
    full: f64,
    as_of: Option<Period>,
}

impl Scorer<'_> {
    fn row(&self, node: &NodeId) -> ScoreRow {
        let indicators: Vec<IndicatorScore> =
            self.scheme.indicators.iter().zip(self.weights).map(|(indicator, weight)| self.indicator(node, indicator, *weight)).collect();
        let known = indicators.iter().zip(self.weights).filter(|(score, _)| score.points.is_some());
        let (weight, points) = known.fold((0.0, 0.0), |(w, p), (score, weight)| (w + weight, p + score.points.unwrap_or(0.0)));
        let known = indicators.iter().zip(self.weights).filter(|(score, _)| score.points.is_some());
        let covered: f64 = known.map(|(score, weight)| weight * score.share()).sum();
        let any = indicators.iter().any(|score| score.points.is_some());
        let entries: Vec<_> = self.entries(node).collect();
        // Summed from zero: an empty sum of fractions is −0.
        let sum = |of: fn(f64, f64) -> f64| entries.iter().fold(0.0, |sum, (_, points)| sum + of(*points, 0.0));
        let (bonus, deduction) = (sum(f64::max), sum(f64::min));
        let scaled = if weight > 0.0 { points / weight * self.full } else { points };
        ScoreRow {
            node: node.clone(),
            illustrative: indicators.iter().any(|score| score.illustrative),
            mixed_coverage: indicators.iter().any(|score| score.mixed_coverage),
            points: any.then_some(points),
            bonus,
            deduction,
            entries: entries.into_iter().map(|(id, _)| id).collect(),
            total: any.then_some(points + bonus + deduction),
            weighed: if self.full > 0.0 { weight / self.full } else { 0.0 },
            covered: if self.full > 0.0 && any { covered / self.full } else { 0.0 },
            ranked_by: any.then_some(scaled + bonus + deduction),
            rank: None,
            tied: false,
            published: self.scheme.published.get(node).copied(),
            change: None,
            indicators,
        }
    }

    /// Entries of the year scored whose period has ended, and those without one.
    fn entries<'s>(&'s self, node: &'s NodeId) -> impl Iterator<Item = (ScoreEntryId, f64)> + 's {
        let of = self.document.plan.score_entries.iter().filter(|entry| entry.scheme == self.scheme.id && entry.node == *node);
        // By months of the plan's year, whichever month that starts in.
        let elapsed = |period: Period| self.document.plan.info.end_of(period).1;
        let counts = move |at: Period| self.as_of.is_none_or(|as_of| at.plan_year() == as_of.plan_year() && elapsed(at) <= elapsed(as_of));
        of.filter(move |entry| entry.at.is_none_or(counts)).map(|entry| (entry.id.clone(), entry.points))
    }

    fn indicator(&self, node: &NodeId, indicator: &Indicator, weight: f64) -> IndicatorScore {
        let none = IndicatorScore {
            actual: None,
            aim: None,
            completion: None,
            n: 0,
            of: 0,
            period: None,
            earlier: false,
            counted: None,
            points: None,
            why: None,
            illustrative: false,
            mixed_coverage: false,
        };
        let Some(metric) = self.document.plan.metrics.get(&indicator.metric) else {
            return IndicatorScore { why: Some(Why::NoActual), ..none };
        };
        let reached = match self.reached(node, metric, indicator.aim) {
            Ok(reached) => reached,
            Err(why) => return IndicatorScore { why: Some(why), ..none },
        };
        let Reached { actual, n_of: (n, of), until: (year, months), aim, illustrative, mixed_coverage, .. } = reached;
        let earlier = self.scene.running.is_some_and(|scored| (year, months) < scored);
        let period = Some(self.scene.in_year.period(year, months));
        let known = IndicatorScore { actual: Some(actual), aim: Some(aim), n, of, period, earlier, illustrative, mixed_coverage, ..none };
        let completion = match completion(&reached) {
            Ok(completion) => completion,
            Err(why) => return IndicatorScore { why: Some(why), ..known },
        };
        let (floor, cap) = (indicator.floor.unwrap_or(0.0), indicator.cap.unwrap_or(1.0));
        let counted = completion.min(cap).max(floor);
        IndicatorScore { completion: Some(completion), counted: Some(counted), points: Some(counted * weight), ..known }
    }

    fn reached(&self, node: &NodeId, metric: &Metric, aim: Aim) -> Result<Reached, Why> {
        let frame = self.evaluation.frame();
        let (place, m) = frame.place(node).zip(frame.metric(&metric.id)).ok_or(Why::NoActual)?;
        let mut course = Course::default();
        self.scene.fill(&mut course, place, m);
        let (wanted, from, mixed_coverage) = (course.wanted(), None, course.mixed_coverage);
        if aim == Aim::YearPlan && matches!(metric.kind, MetricKind::Flow | MetricKind::Count) {
            let input = course.pace?;
            let aim = input.plan.value * f64::from(input.months) / 12.0;
            let wanted = course.wanted();
            let other = self.scene.in_year.is_of_other_coverage(node, metric, input.period.plan_year());
            let mixed_coverage = mixed_coverage || other;
            let (n_of, until) = ((input.n, input.of), (input.period.plan_year(), input.months));
            return Ok(Reached { actual: input.done, n_of, until, aim, from, wanted, illustrative: input.illustrative, mixed_coverage });
        }
        let (year, actual) = *course.actuals.last().ok_or(course.missing())?;
        // Of an earlier year nothing is known of the year scored.
        if self.scene.last != i32::MAX && year < self.scene.last {
            return Err(Why::NothingInYear);
        }
        let illustrative = course.illustrative;
        let target = || course.target.ok_or(Why::NoTarget);
        let (aim, from) = match aim {
            // The path of what was observed: of clusters alone it is theirs, not that of a whole that is more than them.
            Aim::YearPlan => (course.path_at(year).ok_or(Why::NoYearPlan)?, None),
            Aim::Path => (course.path_at(year).ok_or(Why::NoPath)?, None),
            Aim::Target => (target()?.value, None),
            Aim::Increase => (target()?.value, Some(course.base.ok_or(Why::NoBaseline)?.1)),
        };
        Ok(Reached { actual, n_of: course.n_of, until: (year, 12), aim, from, wanted, illustrative, mixed_coverage })
    }
}

fn completion(reached: &Reached) -> Result<f64, Why> {
    let Reached { actual, aim, from, wanted, .. } = *reached;
    let completion = match from {
        Some(from) if from == aim => return Err(Why::NoChange),
        Some(from) => (actual - from) / (aim - from),
        None if aim <= 0.0 => return Err(Why::ZeroPlan),
        None => match wanted {
            Wanted::More => actual / aim,
            Wanted::Less => 2.0 - actual / aim,
            Wanted::Near => 1.0 - (actual / aim - 1.0).abs(),
        },
    };
    if completion.is_finite() { Ok(completion) } else { Err(Why::OutOfRange) }
}
