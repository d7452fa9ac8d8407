//! Key results of a scenario: the target year, targets met, limits used, growth without example, the way from the plan.

use std::collections::BTreeMap;

use super::list;
use crate::base::{Bound, MetricId, NodeId};
use crate::domain::scenario_check::{orphans, says_already};
use crate::domain::{Document, Scenario};
use crate::engine::scenario::compare::waterfall;
use crate::engine::scenario::{BeyondHistory, LimitUse, Part, ScenarioEvaluation, TargetOutcome, place};
use crate::view::grid::Mark;
use crate::view::{Words, number, wording};

/// One result.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultLine {
    /// State.
    pub mark: Mark,
    /// The state in a word, for readers of the screen.
    pub state: String,
    /// What it is.
    pub title: String,
    /// Small at the right: a difference, a share.
    pub trailing: String,
    /// The number.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// A sentence beneath; empty for none.
    pub note: String,
    /// Where it leads.
    pub about: Option<About>,
}

impl ResultLine {
    /// All of it in a row, for readers of the screen.
    pub fn spoken(&self) -> String {
        self.joined(&[&self.title, &self.value, &self.unit, &self.trailing, &self.state, &self.note], " ")
    }

    /// All of it line by line, for the hover.
    pub fn told(&self) -> String {
        let number = [self.value.as_str(), self.unit.as_str()].join(" ");
        self.joined(&[&self.title, number.trim(), &self.state, &self.note], "\n")
    }

    /// What stands small beneath the title.
    pub fn beneath(&self) -> String {
        self.joined(&[&self.value, &self.unit, &self.note], " · ")
    }

    fn joined(&self, texts: &[&str], between: &str) -> String {
        texts.iter().copied().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
    }
}

/// A node and metric that a result is of, to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Of whom.
    pub node: NodeId,
    /// What.
    pub metric: MetricId,
    /// When.
    pub year: i32,
}

/// One step from the plan to the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it comes from.
    pub name: String,
    /// The amount with its sign.
    pub text: String,
    /// The amount.
    pub amount: f64,
    /// Where its bar starts and ends, as shares of the room there is, 0 to 1.
    pub bar: (f64, f64),
    /// True for the values at both ends.
    pub end: bool,
}

/// Lays the bars out: each starts where the one before ended, those at both ends start from zero.
fn with_bars(mut steps: Vec<Step>) -> Vec<Step> {
    let mut level = 0.0;
    for step in &mut steps {
        let from = if step.end { 0.0 } else { level };
        level = from + step.amount;
        step.bar = (from.min(level), from.max(level));
    }
    let (least, most) = steps.iter().fold((0.0_f64, 0.0_f64), |(least, most), step| (least.min(step.bar.0), most.max(step.bar.1)));
    let share = |value: f64| ((value - least) / (most - least).max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    steps.iter_mut().for_each(|step| step.bar = (share(step.bar.0), share(step.bar.1)));
    steps
}

/// All key results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The lines at the top.
    pub lines: Vec<ResultLine>,
    /// Targets missed, the farthest first.
    pub missed: Vec<ResultLine>,
    /// Limits, the fullest first.
    pub limits: Vec<ResultLine>,
    /// Growth that nobody ever had.
    pub beyond: Vec<ResultLine>,
    /// From the plan to the scenario in the last year.
    pub steps: Vec<Step>,
    /// What is to be known of the scenario as a whole.
    pub notes: Vec<String>,
}

/// Lines of a list at most.
const MOST: usize = 8;
/// Steps between both ends at most.
const MOST_STEPS: usize = 12;
/// Share of a limit from which on it is close.
const CLOSE: f64 = 0.9;

/// What the results are about.
pub struct ResultsOf<'a> {
    /// The document.
    pub document: &'a Document,
    /// The words.
    pub words: &'a Words,
    /// The plan as a scenario.
    pub plan: &'a ScenarioEvaluation,
    /// The scenario.
    pub scenario: &'a ScenarioEvaluation,
    /// The chosen node.
    pub node: &'a NodeId,
    /// The chosen metric.
    pub metric: &'a MetricId,
}

/// The key results.
pub fn results(of: &ResultsOf<'_>) -> Results {
    let year = of.document.plan.info.last_year;
    let mut lines = vec![of.chosen(year)];
    lines.push(of.targets());
    let mut notes: Vec<String> = Vec::new();
    let scenario = of.scenario.scenario().and_then(|id| of.document.scenarios.get(id));
    // What is wrong with the scenario's own parent stands at its head.
    let at_head = scenario.map_or_else(Vec::new, |scenario| orphans(&of.document.plan, &of.document.scenarios, scenario));
    for diagnostic in of.scenario.diagnostics() {
        let own = |scenario: &Scenario| scenario.assumptions.iter().any(|a| place(&scenario.id, &a.id) == diagnostic.place);
        let on_card = scenario.is_some_and(own) || at_head.iter().any(|known| says_already(known, diagnostic));
        let bare = crate::base::Diagnostic { place: crate::base::Place::default(), ..diagnostic.clone() };
        let sentence = of.words.diagnostic(&bare);
        if !on_card && !notes.contains(&sentence) {
            notes.push(sentence);
        }
    }
    Results { lines, missed: of.missed(), limits: of.limits(), beyond: of.beyond(), steps: of.steps(year), notes }
}

impl ResultsOf<'_> {
    fn unit(&self, metric: &MetricId) -> String {
        let plan = &self.document.plan;
        plan.metrics.get(metric).map_or_else(String::new, |m| wording::unit(self.words, &plan.units(), &m.unit).to_owned())
    }

    fn state(&self, mark: Mark) -> String {
        self.words.text(state_key(mark)).to_owned()
    }

    /// The chosen node and metric in the target year, against its target or, without one, the plan path.
    fn chosen(&self, year: i32) -> ResultLine {
        let (node, metric) = (self.node, self.metric);
        let reading = self.scenario.reading(node, metric, year);
        let target = self.scenario.targets().iter().find(|t| t.node == *node && t.metric == *metric && t.year == year);
        let mark = target.map_or(Mark::NoData, target_mark);
        let plan = self.plan.reading(node, metric, year).value;
        let gap = match target.and_then(|target| target.bound.value()) {
            Some(bound) => reading.value.map(|value| value - bound),
            None => reading.value.zip(plan).map(|(value, plan)| value - plan),
        };
        let key = if target.is_some() { "scenario-gap-target" } else { "scenario-gap-plan" };
        let trailing = gap.map_or_else(String::new, |gap| self.words.with(key, &[("gap", &signed(gap))]));
        let note = match target {
            Some(target) => {
                let bound = wording::bound(self.words, &target.bound, Some(&self.unit(metric)));
                self.words.with("scenario-target", &[("bound", &bound)])
            }
            None => String::new(),
        };
        ResultLine {
            mark,
            state: self.state(mark),
            title: format!("{year} {}", list::subject_title(self.words, self.document, node, metric)),
            trailing,
            value: reading.value.map_or_else(|| number::MISSING.to_owned(), shown),
            unit: self.unit(metric),
            note,
            about: Some(About { node: node.clone(), metric: metric.clone(), year }),
        }
    }

    /// How many targets are met of those that can be judged.
    fn targets(&self) -> ResultLine {
        let all = self.scenario.targets();
        let judged = all.iter().filter(|target| target.met.is_some()).count();
        let met = all.iter().filter(|target| target.met == Some(true)).count();
        let mark = match (met, judged) {
            (_, 0) => Mark::NoData,
            (met, judged) if met == judged => Mark::Achieved,
            (0, _) => Mark::OffTrack,
            _ => Mark::Slipping,
        };
        let before = self.plan.targets().iter().filter(|target| target.met == Some(true)).count();
        let unknown = all.len() - judged;
        let note = if unknown > 0 { self.words.with("scenario-targets-unknown", &[("n", &unknown.to_string())]) } else { String::new() };
        let trailing = if before == met { String::new() } else { self.words.with("scenario-targets-plan", &[("n", &before.to_string())]) };
        ResultLine {
            mark,
            state: self.state(mark),
            title: self.words.text("scenario-targets").to_owned(),
            trailing,
            value: format!("{} / {}", number::fixed(met as f64, 0), number::fixed(judged as f64, 0)),
            unit: self.words.text("scenario-targets-unit").to_owned(),
            note,
            about: None,
        }
    }

    fn missed(&self) -> Vec<ResultLine> {
        let mut list: Vec<&TargetOutcome> = self.scenario.targets().iter().filter(|target| target.met == Some(false)).collect();
        list.sort_by(|a, b| missed_share(b).total_cmp(&missed_share(a)));
        list.truncate(MOST);
        // Amounts in one unit stand in one column: they have the same decimals.
        let unit = |target: &TargetOutcome| self.document.plan.metrics.get(&target.metric).map(|metric| metric.unit.clone());
        let decimals = |of: &TargetOutcome| {
            let alike = list.iter().filter(|target| unit(target) == unit(of)).filter_map(|target| target.shortfall);
            let (wanted, most) =
                alike.fold((0, 2), |(wanted, most), short| (number::decimals(short).max(wanted), shown_decimals(short).min(most)));
            wanted.min(most)
        };
        list.iter().map(|target| self.missed_line(target, decimals(target))).collect()
    }

    fn missed_line(&self, target: &TargetOutcome, decimals: u8) -> ResultLine {
        let mark = target_mark(target);
        let short = target.shortfall.map_or_else(String::new, |short| format!("−{}", number::fixed(short, decimals)));
        ResultLine {
            mark,
            state: self.state(mark),
            title: list::subject_title(self.words, self.document, &target.node, &target.metric),
            trailing: short,
            value: target.value.map_or_else(|| number::MISSING.to_owned(), shown),
            unit: wording::bound(self.words, &target.bound, Some(&self.unit(&target.metric))),
            note: String::new(),
            about: Some(About { node: target.node.clone(), metric: target.metric.clone(), year: target.year }),
        }
    }

    /// Every limit once, in the year in which it is used most.
    fn limits(&self) -> Vec<ResultLine> {
        fullest(self.scenario).into_iter().take(MOST).map(|limit| self.limit_line(limit)).collect()
    }

    fn limit_line(&self, limit: &LimitUse) -> ResultLine {
        let words = self.words;
        let share = limit.used.map(|_| used_share(limit));
        let mark = limit_mark(limit);
        let name = limit.limit.as_ref().and_then(|id| self.document.plan.limits.get(id)).map(|limit| words.label(&limit.name).to_owned());
        let name = name.filter(|name| !name.is_empty());
        let title = name.unwrap_or_else(|| list::subject_title(words, self.document, &limit.node, &limit.metric));
        let bound = limit.bound.value().map_or_else(|| number::MISSING.to_owned(), shown);
        let mut note = words.with("scenario-limit-year", &[("year", &limit.year.to_string())]);
        if limit.excess > 0.0 {
            let excess = wording::with_unit(&shown(limit.excess), &self.unit(&limit.metric));
            note = words.with("scenario-limit-excess", &[("year", &limit.year.to_string()), ("excess", &excess)]);
        } else if limit.has_gaps {
            note = words.with("scenario-limit-gaps", &[("year", &limit.year.to_string())]);
        }
        ResultLine {
            mark,
            state: self.state(mark),
            title,
            trailing: share.filter(|share| share.is_finite()).map_or_else(String::new, |share| number::percent(share, 0)),
            value: format!("{} / {bound}", limit.used.map_or_else(|| number::MISSING.to_owned(), shown)),
            unit: self.unit(&limit.metric),
            note,
            about: Some(About { node: limit.node.clone(), metric: limit.metric.clone(), year: limit.year }),
        }
    }

    fn beyond(&self) -> Vec<ResultLine> {
        let mut list: Vec<&BeyondHistory> = self.scenario.beyond_history().iter().collect();
        list.sort_by(|a, b| (b.growth - b.most.growth).total_cmp(&(a.growth - a.most.growth)));
        let line = |beyond: &&BeyondHistory| {
            let most = &beyond.most;
            let who = wording::node_short(self.words, &self.document.plan, &most.node);
            let years = if most.from == most.to { most.to.to_string() } else { format!("{}–{}", most.from, most.to) };
            let rate = number::signed_percent(most.growth, 1);
            ResultLine {
                mark: Mark::Slipping,
                state: self.words.text("scenario-beyond-state").to_owned(),
                title: list::subject_title(self.words, self.document, &beyond.node, &beyond.metric),
                trailing: beyond.year.to_string(),
                value: number::signed_percent(beyond.growth, 1),
                unit: String::new(),
                note: self.words.with("scenario-beyond-most", &[("rate", &rate), ("who", &who), ("years", &years)]),
                about: Some(About { node: beyond.node.clone(), metric: beyond.metric.clone(), year: beyond.year }),
            }
        };
        list.iter().take(MOST).map(line).collect()
    }

    /// From the plan to the scenario: both ends, and what lies between.
    fn steps(&self, year: i32) -> Vec<Step> {
        let way = waterfall(self.plan, self.scenario, self.node, self.metric, year);
        let (Some(from), Some(to)) = (way.from, way.to) else { return Vec::new() };
        // One column, one number of decimals: that of the larger end.
        let decimals = shown_decimals(from).min(shown_decimals(to)).max(u8::from(from.abs().max(to.abs()) < 1e4));
        let text = |value: f64| number::fixed(value, decimals);
        let step = |name: String, text: String, amount: f64, end: bool| Step { name, text, amount, bar: (0.0, 0.0), end };
        let end = |name: String, value: f64| step(name, text(value), value, true);
        let mut steps = vec![end(self.words.text("scenario-plan-short").to_owned(), from)];
        let tiny = 1e-9 * from.abs().max(to.abs());
        let parts: Vec<_> = way.steps.iter().filter(|part| part.amount().abs() > tiny).collect();
        let least = least_shown(parts.iter().map(|part| part.amount().abs()).collect());
        let (mut rest, mut left_out) = (0.0, 0);
        for part in parts {
            let amount = part.amount();
            if amount.abs() < least {
                (rest, left_out) = (rest + amount, left_out + 1);
            } else {
                let name = part_name(self.words, self.document, &part.part);
                steps.push(step(name, with_sign(amount, text(amount)), amount, false));
            }
        }
        if left_out > 0 {
            let name = self.words.with("scenario-steps-rest", &[("n", &left_out.to_string())]);
            steps.push(step(name, with_sign(rest, text(rest)), rest, false));
        }
        steps.push(end(list::name(self.words, self.document, self.scenario.scenario()), to));
        with_bars(steps)
    }
}

/// The least amount that has a step of its own: of more than a few the smaller ones go together.
fn least_shown(mut amounts: Vec<f64>) -> f64 {
    if amounts.len() <= MOST_STEPS {
        return 0.0;
    }
    amounts.sort_by(|a, b| b.total_cmp(a));
    amounts[MOST_STEPS - 2]
}

/// The name of a part of a value.
pub fn part_name(words: &Words, document: &Document, part: &Part) -> String {
    let plan = &document.plan;
    let assumption = |by: &crate::engine::scenario::By| {
        let known = document.scenarios.get(&by.scenario).and_then(|scenario| scenario.assumption(&by.assumption));
        known.map_or_else(|| by.assumption.to_string(), |assumption| super::card::title(words, plan, assumption))
    };
    match part {
        Part::Basis => words.text("scenario-part-basis").to_owned(),
        Part::Assumption(by) => assumption(by),
        Part::Project(by, project) => plan.projects.get(project).map_or_else(|| assumption(by), |p| words.label(&p.name).to_owned()),
    }
}

/// Key of the name of a state, of targets and limits.
pub fn state_key(mark: Mark) -> &'static str {
    match mark {
        Mark::Achieved => "scenario-state-met",
        Mark::OnTrack => "scenario-state-kept",
        Mark::Slipping => "scenario-state-close",
        Mark::OffTrack => "scenario-state-missed",
        Mark::NoData => "scenario-state-unknown",
    }
}

/// The limits of a scenario, each once, in the year in which it is used most; the fullest first.
pub fn fullest(scenario: &ScenarioEvaluation) -> Vec<&LimitUse> {
    let mut most: BTreeMap<(Option<&str>, &NodeId, &MetricId), &LimitUse> = BTreeMap::new();
    for limit in scenario.limits() {
        let key = (limit.limit.as_ref().map(|id| id.as_str()), &limit.node, &limit.metric);
        let fuller = most.get(&key).is_none_or(|known| used_share(known) < used_share(limit));
        if fuller {
            most.insert(key, limit);
        }
    }
    let mut list: Vec<&LimitUse> = most.into_values().collect();
    list.sort_by(|a, b| used_share(b).total_cmp(&used_share(a)));
    list
}

/// How a limit stands.
pub fn limit_mark(limit: &LimitUse) -> Mark {
    match limit.used.map(|_| used_share(limit)) {
        None => Mark::NoData,
        Some(_) if limit.excess > 0.0 => Mark::OffTrack,
        Some(share) if share >= CLOSE => Mark::Slipping,
        Some(_) => Mark::OnTrack,
    }
}

/// What is missed of a target as a share of it; 0 where it is met or nothing can be said.
pub fn missed_share(target: &TargetOutcome) -> f64 {
    target.shortfall.zip(target.bound.value()).map_or(0.0, |(short, bound)| short / bound.abs().max(1e-9))
}

/// How a target stands.
pub fn target_mark(target: &TargetOutcome) -> Mark {
    match target.met {
        Some(true) => Mark::Achieved,
        Some(false) => {
            let short = target.shortfall.zip(target.bound.value()).is_some_and(|(s, b)| s <= 0.05 * b.abs());
            if short { Mark::Slipping } else { Mark::OffTrack }
        }
        None => Mark::NoData,
    }
}

/// Share of a limit that is used; of a floor, how much of it is reached. Nothing known is nothing used.
pub fn used_share(limit: &LimitUse) -> f64 {
    let Some((used, bound)) = limit.used.zip(limit.bound.value()) else { return -1.0 };
    match limit.bound {
        Bound::AtLeast { .. } if used > 0.0 => bound / used,
        Bound::Between { high, .. } if high > 0.0 => used / high,
        _ if bound > 0.0 => used / bound,
        // No share of nothing: over it is over it by any measure.
        _ if limit.excess > 0.0 => f64::INFINITY,
        _ => 0.0,
    }
}

/// A computed number for the eye: two decimals below a hundred, one below a thousand, none above.
pub fn shown(value: f64) -> String {
    number::fixed(value, number::decimals(value).min(shown_decimals(value)))
}

/// The most decimals that [`shown`] gives a number of this size.
fn shown_decimals(value: f64) -> u8 {
    let size = value.abs();
    if size < 100.0 { 2 } else { u8::from(size < 1000.0) }
}

/// The same with its sign.
pub fn signed(value: f64) -> String {
    with_sign(value, shown(value))
}

fn with_sign(value: f64, text: String) -> String {
    if value > 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) { format!("+{text}") } else { text }
}
