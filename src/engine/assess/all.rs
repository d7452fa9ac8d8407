//! Judging a whole document, or one node and metric with all its arithmetic.

use rayon::prelude::*;

use super::{Course, Judged, PaceInput, Point, Scope, State, Verdict, Why, judge, pace};
use crate::base::{Bound, MetricId, NodeId, Period};
use crate::domain::judging::Method;
use crate::domain::{Document, Metric, MetricKind, Observation};
use crate::engine::in_year::{InYear, LastTotal, Running};
use crate::engine::path::TargetPoint;
use crate::engine::table::{ILLUSTRATIVE, MIXED};
use crate::engine::{Basis, Evaluation, Layer, Reading, measure};

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ask {
    /// Only what is of this period or earlier counts. A whole year counts from its last month on; pace alone looks into the year.
    /// `None` takes each node's last whole year, and for pace the last period that it reported.
    pub as_of: Option<Period>,
    /// The method for all metrics; `None` takes the plan's settings.
    pub method: Option<Method>,
}

/// A judgement in short. The whole of it comes from [`one`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Where the node stands.
    pub state: State,
    /// What that rests on.
    pub verdict: Verdict,
    /// The method used; `None` where nothing can be said.
    pub used: Option<Method>,
    /// Why nothing can be said.
    pub why: Option<Why>,
    /// True where the plan has a target for it.
    pub planned: bool,
    /// True where the value, or a part of it, is illustrative.
    pub illustrative: bool,
}

/// The judgements of every node and metric.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessments {
    /// What was asked.
    pub ask: Ask,
    metrics: usize,
    cells: Vec<Cell>,
}

/// The last period that anything was reported of, on the plan's own calendar.
pub fn latest_period(document: &Document) -> Option<Period> {
    let end = |period: &Period| (document.plan.info.end_of(*period), *period);
    document.actuals.series().filter_map(|(_, list)| last_of(document, list)).max_by_key(end)
}

/// The last period of a series that counts in the plan's years.
pub(in crate::engine) fn last_of(document: &Document, list: &[Observation]) -> Option<Period> {
    list.iter().rev().map(|o| o.period).find(|period| document.plan.info.counts(*period))
}

/// One node and metric with all that the judgement rests on.
pub fn one(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId, ask: &Ask) -> Judged {
    Scene::of(document, evaluation, ask).judged(&mut Course::default(), node, metric)
}

/// One metric of many nodes, each with all that the judgement rests on, in the order of the nodes.
pub fn many(document: &Document, evaluation: &Evaluation, nodes: &[NodeId], metric: &MetricId, ask: &Ask) -> Vec<Judged> {
    let scene = Scene::of_nodes(document, evaluation, ask, nodes.len());
    nodes.par_iter().with_min_len(64).map_init(Course::default, |course, node| scene.judged(course, node, metric)).collect()
}

/// The course of one node and metric, as the methods read it.
pub fn course(document: &Document, evaluation: &Evaluation, node: &NodeId, metric: &MetricId, ask: &Ask) -> Option<Course> {
    let frame = evaluation.frame();
    let (place, m) = (frame.place(node)?, frame.metric(metric)?);
    let mut course = Course::default();
    Scene::of(document, evaluation, ask).fill(&mut course, place, m);
    Some(course)
}

impl Assessments {
    /// Judges every node and metric.
    pub fn of(document: &Document, evaluation: &Evaluation, ask: &Ask) -> Self {
        let frame = evaluation.frame();
        let scene = Scene::of_nodes(document, evaluation, ask, usize::MAX);
        scene.prepare();
        let metrics = frame.metrics.len();
        let mut cells = vec![Cell::default(); frame.nodes.len() * metrics];
        if metrics > 0 {
            let rows = cells.par_chunks_mut(metrics).enumerate().with_min_len(64);
            rows.for_each_init(Course::default, |course, (node, row)| {
                for (metric, cell) in row.iter_mut().enumerate() {
                    *cell = scene.cell(course, node, metric);
                }
            });
        }
        Self { ask: *ask, metrics, cells }
    }

    /// Nothing judged yet.
    pub fn none(ask: &Ask) -> Self {
        Self { ask: *ask, ..Self::default() }
    }

    /// The judgement of a node and metric; the evaluation must be the one it was made with.
    pub fn cell(&self, evaluation: &Evaluation, node: &NodeId, metric: &MetricId) -> Cell {
        let frame = evaluation.frame();
        let place = frame.place(node).zip(frame.metric(metric)).map(|(node, metric)| node * self.metrics + metric);
        place.and_then(|place| self.cells.get(place)).copied().unwrap_or_default()
    }
}

/// What was seen of a node's years without gaps.
struct Seen {
    /// The reading of the last of them.
    last: Option<Reading>,
    /// True where any is illustrative.
    made_up: bool,
    /// True where any is of another coverage than the plan's.
    mixed: bool,
}

/// Nodes up to which each is looked up by itself.
const FEW: usize = 64;

/// All that judging one cell after another needs.
pub(in crate::engine) struct Scene<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    /// Last year that counts as whole.
    pub(in crate::engine) last: i32,
    /// Year and months elapsed that pace looks at; where none are asked for, the last that a node reported.
    pub(in crate::engine) running: Option<(i32, u8)>,
    pub(in crate::engine) in_year: InYear<'a>,
    /// Per metric: the method, and whether it is a rate.
    metrics: Vec<(Method, bool)>,
}

impl<'a> Scene<'a> {
    pub(in crate::engine) fn of(document: &'a Document, evaluation: &'a Evaluation, ask: &'a Ask) -> Self {
        Self::of_nodes(document, evaluation, ask, 1)
    }

    /// A scene for judging so many nodes: where they are many, what pace reads of actuals is gathered once for all of them. Of a few
    /// nothing is gathered, so that judging one never goes through all series.
    pub(in crate::engine) fn of_nodes(document: &'a Document, evaluation: &'a Evaluation, ask: &'a Ask, nodes: usize) -> Self {
        let plan = &*document.plan;
        let units = plan.units();
        let rate = |metric: &Metric| match metric.kind {
            MetricKind::Ratio => true,
            MetricKind::Derived { .. } => measure::resolve(&units, &metric.unit).is_ok_and(|(powers, _)| powers.is_number()),
            _ => false,
        };
        let method = |metric: &Metric| ask.method.unwrap_or_else(|| plan.assessment.method_for(&metric.id));
        let metrics: Vec<(Method, bool)> = plan.metrics.iter().map(|metric| (method(metric), rate(metric))).collect();
        let paced = metrics.iter().any(|(method, _)| *method == Method::Pace);
        let in_year = if paced && nodes > FEW { InYear::gathered(document, evaluation) } else { InYear::of(document, evaluation) };
        let last = ask.as_of.map_or(i32::MAX, |period| plan.info.last_whole_year(period));
        let running = ask.as_of.map(|period| plan.info.end_of(period));
        Self { document, evaluation, last, running, in_year, metrics }
    }

    /// Adds up what pace needs of the clusters beneath members, metric by metric side by side; the nodes would wait for one another.
    fn prepare(&self) {
        let frame = self.evaluation.frame();
        let adds = |place: &usize| self.document.plan.metrics.rows().get(*place).is_some_and(Metric::adds_in_year);
        let paced = |place: &usize| self.metrics.get(*place).is_some_and(|(method, _)| *method == Method::Pace) && adds(place);
        let paced: Vec<usize> = (0..frame.metrics.len()).filter(paced).collect();
        self.in_year.look_up_last(&paced);
        paced.into_par_iter().for_each(|place| {
            if let Some(metric) = self.document.plan.metrics.rows().get(place) {
                let _gathered = self.pace(0, place, metric);
            }
        });
    }

    fn cell(&self, course: &mut Course, node: usize, metric: usize) -> Cell {
        if !self.evaluation.has_actuals(metric) {
            return Cell { why: Some(Why::NoActual), planned: self.has_target(node, metric), ..Cell::default() };
        }
        if let Some(cell) = self.paced_cell(course, node, metric) {
            return cell;
        }
        let asked = self.fill(course, node, metric);
        let judged = judge(course, asked, &self.document.plan.assessment);
        let Judged { state, verdict, used, why, .. } = judged;
        let paced = used == Some(Method::Pace) && course.pace.is_ok_and(|input| input.illustrative);
        let illustrative = paced || (used != Some(Method::Pace) && course.illustrative);
        let planned = course.target.is_some() || self.has_target(node, metric);
        Cell { state, verdict, used, why, planned, illustrative }
    }

    /// True where a node has a target, or where parts of it have: what is planned in parts is planned, though no path leads there.
    fn has_target(&self, node: usize, metric: usize) -> bool {
        let own = |place: usize| self.evaluation.ends_at(place, metric).is_some_and(|ends| ends.target.is_some());
        let frame = self.evaluation.frame();
        let parts = node.checked_sub(frame.clusters.start).and_then(|cluster| frame.parts_of.get(cluster));
        own(node) || parts.is_some_and(|parts| parts.iter().any(|part| own(*part as usize)))
    }

    /// The judgement by pace where that is asked for and applies: it needs neither path nor actuals year by year, unless the target
    /// follows from the path.
    fn paced_cell(&self, course: &mut Course, node: usize, metric: usize) -> Option<Cell> {
        let of = self.document.plan.metrics.rows().get(metric)?;
        let (Method::Pace, _) = self.metrics[metric] else { return None };
        let ends = self.evaluation.ends_at(node, metric).filter(|ends| ends.base.is_some() || ends.target.is_some())?;
        (course.base, course.target) = (ends.base, ends.target);
        (course.direction, course.tolerance) = (of.direction, self.document.plan.info.about_tolerance);
        course.pace = self.pace(node, metric, of);
        let found = pace::judge(course, self.document.plan.assessment.bands_of(Method::Pace)).ok()?;
        let illustrative = course.pace.is_ok_and(|input| input.illustrative);
        let (verdict, planned) = (found.verdict, ends.target.is_some());
        Some(Cell { state: verdict.state(State::NoData), verdict, used: Some(Method::Pace), why: None, planned, illustrative })
    }

    /// One node and metric with all that the judgement rests on.
    fn judged(&self, course: &mut Course, node: &NodeId, metric: &MetricId) -> Judged {
        let frame = self.evaluation.frame();
        let (Some(place), Some(m)) = (frame.place(node), frame.metric(metric)) else {
            return Judged { why: Some(Why::NoActual), ..Judged::default() };
        };
        let asked = self.fill(course, place, m);
        let mut judged = judge(course, asked, &self.document.plan.assessment);
        if let (Some(Method::Pace), Ok(input)) = (judged.used, course.pace) {
            (judged.n, judged.of, judged.illustrative) = (input.n, input.of, input.illustrative);
            judged.preliminary = input.preliminary;
            judged.of_clusters = !self.in_year.has_own(node, metric) && self.evaluation.plans_outside(place, m);
            let of = self.document.plan.metrics.get(metric);
            judged.mixed_coverage |= of.is_some_and(|of| self.in_year.is_of_other_coverage(node, of, input.period.plan_year()));
        } else if let Some((year, _)) = judged.actual {
            judged.preliminary = self.evaluation.reading(node, metric, Layer::Actual, year).preliminary;
        }
        judged
    }

    /// Fills a course with what is known of a node and metric, and says which method is asked for.
    pub(in crate::engine) fn fill(&self, course: &mut Course, node: usize, metric: usize) -> Method {
        let evaluation = self.evaluation;
        let Some(of) = self.document.plan.metrics.rows().get(metric) else { return Method::default() };
        let (method, rate) = self.metrics[metric];
        let ends = evaluation.ends_at(node, metric).unwrap_or_default();
        (course.base, course.target) = (ends.base, ends.target);
        (course.geometric, course.rate, course.direction) = (of.grows_geometrically(), rate, of.direction);
        course.tolerance = self.document.plan.info.about_tolerance;
        course.mixed_coverage = ends.mixed;
        course.actuals.clear();
        course.path.clear();
        (course.n_of, course.illustrative, course.left_out, course.scope) = ((0, 0), false, None, Scope::Whole);
        let outside = evaluation.plans_outside(node, metric);
        // Sums of clusters are no continuation of what was observed of the whole.
        let own_only = outside && evaluation.has_own_actuals(node, metric);
        let Seen { last, made_up, mixed } = self.fill_years(course, node, metric, own_only);
        if let Some(last) = last {
            course.n_of = (last.n, last.of);
            // A trend rests on the years before as well.
            let trend = rate || matches!(method, Method::Trend | Method::Progress);
            course.illustrative = last.illustrative || (trend && made_up);
            course.mixed_coverage |= last.mixed_coverage || (trend && mixed);
        }
        if outside && !own_only && last.is_some_and(|last| last.basis == Basis::Sum) {
            self.clusters_alone(course, node, metric);
        }
        if course.base.is_none() && course.target.is_none() && course.scope == Scope::Whole {
            self.ends_of_path(course);
            course.mixed_coverage |= last.is_some_and(|last| last.basis == Basis::Actual) && self.beneath_counts_otherwise(node, of);
        }
        course.pace = if method == Method::Pace { self.pace(node, metric, of) } else { Err(Why::NothingInYear) };
        method
    }

    /// Fills path and actuals year by year.
    fn fill_years(&self, course: &mut Course, node: usize, metric: usize, own_only: bool) -> Seen {
        let (evaluation, frame) = (self.evaluation, self.evaluation.frame());
        let read = |layer, year: usize| evaluation.read(node, metric, layer, year);
        // Own values stand in rows, one year beside the other; only what has none is looked for elsewhere.
        let own = |layer| evaluation.plane(metric, layer).row(node).unwrap_or_default();
        let (paths, actuals) = (own(Layer::Path), own(Layer::Actual));
        let marks = evaluation.plane(metric, Layer::Actual).marks(node);
        let stated = |row: &[f64], year: usize| row.get(year).copied().filter(|value| value.is_finite());
        let (mut last, mut made_up, mut mixed) = (None, false, false);
        for year in 0..frame.years {
            let at = frame.first_year + year as i32;
            let path = stated(paths, year).or_else(|| {
                let path = read(Layer::Path, year);
                path.value.filter(|_| path.is_complete())
            });
            course.path.extend(path.map(|value| (at, value)));
            if at > self.last {
                continue;
            }
            let (value, illustrative, other) = match stated(actuals, year) {
                Some(value) => {
                    let is = |mark: u8| marks.get(year).is_some_and(|marks| marks & mark != 0);
                    (value, is(ILLUSTRATIVE), is(MIXED))
                }
                None => {
                    let actual = read(Layer::Actual, year);
                    let Some(value) = actual.value.filter(|_| !own_only) else { continue };
                    if !actual.is_complete() {
                        course.left_out = Some(at);
                        course.n_of = (actual.n, actual.of);
                        continue;
                    }
                    (value, actual.illustrative, actual.mixed_coverage)
                }
            };
            course.actuals.push((at, value));
            (last, course.left_out) = (Some(year), None);
            made_up |= illustrative;
            mixed |= other;
        }
        Seen { last: last.map(|year| read(Layer::Actual, year)), made_up, mixed }
    }

    /// Sets the clusters against their own plans together, where the plan of the whole is of more than them.
    fn clusters_alone(&self, course: &mut Course, node: usize, metric: usize) {
        let (evaluation, frame) = (self.evaluation, self.evaluation.frame());
        let sum = |year: usize| evaluation.sum(&frame.nodes[node], &frame.metrics[metric], Layer::Path, frame.first_year + year as i32);
        let sums = (0..frame.years).filter_map(|year| Some((year, sum(year).filter(|sum| sum.n == sum.of)?)));
        let sums: Vec<(i32, crate::engine::Sum)> = sums.map(|(year, sum)| (frame.first_year + year as i32, sum)).collect();
        course.path.clear();
        course.path.extend(sums.iter().map(|(year, sum)| (*year, sum.value)));
        let ends = (course.base.take(), course.target.take());
        self.ends_of_path(course);
        if course.target.is_some() {
            course.scope = Scope::Clusters;
            course.mixed_coverage = sums.iter().any(|(_, sum)| sum.mixed_coverage);
        } else {
            (course.base, course.target) = ends;
            course.scope = Scope::OutsideMissing;
            course.actuals.clear();
            course.path.clear();
            course.n_of = (0, 0);
        }
    }

    /// True where a node's own values are of another coverage than the paths of its clusters, which make its path.
    fn beneath_counts_otherwise(&self, node: usize, metric: &Metric) -> bool {
        let node = &self.evaluation.nodes()[node];
        let own = self.evaluation.coverage_of(node, &metric.id);
        let planned = |cluster: &NodeId| self.evaluation.requirement(cluster, &metric.id).target.is_some();
        let beneath = self.evaluation.clusters_of(node).filter(|cluster| cluster != node && planned(cluster));
        beneath.into_iter().any(|cluster| self.evaluation.coverage_of(&cluster, &metric.id) != own)
    }

    /// Base and target of a node without figures of its own: what its path comes to in the plan's base and last year.
    fn ends_of_path(&self, course: &mut Course) {
        let info = &self.document.plan.info;
        let of = |year: i32| course.path_at(year).map(|value| (year, value));
        let ends: (Option<Point>, Option<Point>) = (of(info.base_year), of(info.last_year));
        if let (Some(base), Some((year, value))) = ends {
            course.base = Some(base);
            course.target = Some(TargetPoint { year, value, bound: Bound::Exactly { value } });
        }
    }

    fn pace(&self, place: usize, metric: usize, of: &Metric) -> Result<PaceInput, Why> {
        if !of.adds_in_year() {
            return Err(Why::NotCumulative);
        }
        let (evaluation, frame) = (self.evaluation, self.evaluation.frame());
        if frame.clusters.contains(&place)
            && let Some(LastTotal { year, months, running, .. }) = self.in_year.of_cluster(place, metric, self.running)
        {
            let plan = frame.year(year).and_then(|year| pace::year_plan_at(evaluation, place, metric, year));
            return Ok(self.paced(year, months, running, plan.ok_or(Why::NoYearPlan)?));
        }
        let node = &frame.nodes[place];
        let last = self.running.or_else(|| self.in_year.last(node, &of.id));
        let (year, months) = last.ok_or(Why::NothingInYear)?;
        self.pace_at(node, of, year, months)
    }

    fn paced(&self, year: i32, months: u8, done: Running, plan: super::YearPlan) -> PaceInput {
        let Running { value, n, of, illustrative, preliminary } = done;
        PaceInput { period: self.in_year.period(year, months), done: value, plan, months, n, of, illustrative, preliminary }
    }

    /// What came together by the end of a month of a year, or the last month before it that is known.
    pub(in crate::engine) fn pace_at(&self, node: &NodeId, metric: &Metric, year: i32, months: u8) -> Result<PaceInput, Why> {
        if !metric.adds_in_year() {
            return Err(Why::NotCumulative);
        }
        let (months, running) = self.in_year.latest(node, &metric.id, year, months).ok_or(Why::NothingInYear)?;
        let own = self.in_year.has_own(node, &metric.id);
        let (done, plan) = if own {
            (running, pace::year_plan(self.evaluation, node, &metric.id, year).ok_or(Why::NoYearPlan)?)
        } else {
            // What a member's clusters have done is set against their own plans, not against one that also holds what is outside them.
            self.in_year.matched(node, metric, year, months).ok_or(Why::NoYearPlan)?
        };
        Ok(self.paced(year, months, done, plan))
    }
}
