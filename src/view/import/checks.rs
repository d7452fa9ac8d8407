//! What is checked once all values of a table are understood: repeats, jumps between neighbours, running totals.

use std::collections::BTreeMap;

use super::choices::Choices;
use super::reading::{Candidate, DerivedSingle, Item, LeftReason, LeftRow, Question, QuestionKind, Reading};
use super::running::{self, Rounded};
use crate::base::{Bound, Period, UnitId, Units};
use crate::domain::{Document, Form, Metric, MetricKind, SeriesKey, Status};
use crate::view::number;

/// Factor between neighbours beyond which a change of scope is asked.
const SCOPE: f64 = 5.0;

type Places = BTreeMap<SeriesKey, Vec<usize>>;

/// Checks a reading and adds its questions.
pub fn all(reading: &mut Reading, choices: &Choices, document: &Document) {
    let units = document.plan.units();
    let last = reading.items.iter().map(|item| item.period).max();
    let check = Check { choices, document, units: &units, last };
    check.repeats(reading);
    let places = series(&reading.items);
    for (key, places) in &places {
        let Some(metric) = document.plan.metrics.get(&key.metric) else { continue };
        check.jumps(reading, key, places, metric);
        if matches!(metric.kind, MetricKind::Flow) {
            check.totals(reading, key, places, metric);
        }
    }
}

fn series(items: &[Item]) -> Places {
    let mut places = Places::new();
    for (place, item) in items.iter().enumerate() {
        places.entry(item.key.clone()).or_default().push(place);
    }
    places
}

struct Check<'a> {
    choices: &'a Choices,
    document: &'a Document,
    units: &'a Units,
    /// The last period of the file: part of the keys of questions whose answer is right for this file only.
    last: Option<Period>,
}

impl Check<'_> {
    fn amount(&self, value: f64, unit: &UnitId, metric: &Metric) -> Option<f64> {
        self.units.convert(value, unit, &metric.unit).ok()
    }

    /// The name of a series' node in the plan's own language: arguments of sentences are texts.
    fn node_name(&self, key: &SeriesKey) -> String {
        self.document.plan.node_label(&key.node).map_or_else(|| key.node.to_string(), |label| label.text.clone())
    }

    /// One value said twice counts once; two values for one place are asked about.
    fn repeats(&self, reading: &mut Reading) {
        let mut first: BTreeMap<(SeriesKey, Period), usize> = BTreeMap::new();
        let (mut gone, mut doubts) = (Vec::new(), Vec::new());
        for (place, item) in reading.items.iter().enumerate() {
            let slot = (item.key.clone(), item.period);
            let Some(known) = first.get(&slot).map(|known| &reading.items[*known]) else {
                first.insert(slot, place);
                continue;
            };
            let same = self.units.convert(item.value, &item.unit, &known.unit).is_ok_and(|value| close(value, known.value));
            if same { gone.push(place) } else { doubts.push((first[&slot], place)) }
        }
        for (known, place) in doubts {
            let (a, b) = (&reading.items[known], &reading.items[place]);
            let metric = self.document.plan.metrics.get(&b.key.metric).map(|metric| metric.name.text.clone()).unwrap_or_default();
            let args = vec![
                ("node", self.node_name(&b.key)),
                ("metric", metric),
                ("period", b.period.to_string()),
                ("other", a.raw.clone()),
                ("line", a.row.to_string()),
            ];
            let key = format!("twice:{}:{}:{}", b.key.node, b.key.metric, b.period);
            let question = question(QuestionKind::Twice, key, b, vec![Candidate::Leave], args);
            ask(reading, self.choices, question, &[known, place]);
        }
        let mut place = 0;
        let (kept, gone): (Vec<Item>, Vec<Item>) = std::mem::take(&mut reading.items).into_iter().partition(|_| {
            place += 1;
            gone.binary_search(&(place - 1)).is_err()
        });
        reading.items = kept;
        let repeats =
            |item: Item| LeftRow { row: item.row, column: Some(item.column), reason: LeftReason::Repeats, text: item.raw, question: None };
        reading.left.extend(gone.into_iter().map(repeats));
    }

    /// Values known of a series in the metric's unit: real observations and exact baselines.
    fn known(&self, key: &SeriesKey, metric: &Metric) -> BTreeMap<Period, f64> {
        let mut known = BTreeMap::new();
        for figure in
            self.document.plan.figures.iter().filter(|f| f.node == key.node && f.metric == key.metric && f.coverage == key.coverage)
        {
            if let (Form::Level, Bound::Exactly { value }, Some(period), Some(unit)) =
                (&figure.form, figure.bound, figure.time.period(), &figure.unit)
                && period.plan_year() <= self.document.plan.info.base_year
                && let Some(value) = self.amount(value, unit, metric)
            {
                known.insert(period, value);
            }
        }
        for observation in self.document.actuals.counting_of(key).filter(|o| o.status != Status::Illustrative) {
            if let Some(value) = self.amount(observation.value, &observation.unit, metric) {
                known.insert(observation.period, value);
            }
        }
        known
    }

    /// True where the value stands there already: then whatever is odd about it is nothing new.
    fn stands(&self, item: &Item) -> bool {
        let same = |o: &crate::domain::Observation| {
            o.status >= item.status && self.units.convert(o.value, &o.unit, &item.unit).is_ok_and(|value| close(value, item.value))
        };
        self.document.actuals.all_at(&item.key, item.period).iter().any(same)
    }

    fn jumps(&self, reading: &mut Reading, key: &SeriesKey, places: &[usize], metric: &Metric) {
        let mut known = self.known(key, metric);
        let scope = self.choices.scope_factor.filter(|factor| *factor > 1.0).unwrap_or(SCOPE);
        let last = self.last.map(|period| period.to_string()).unwrap_or_default();
        let counts = matches!(metric.kind, MetricKind::Count | MetricKind::TierCount { .. });
        let mut order = places.to_vec();
        order.sort_by_key(|place| reading.items[*place].period);
        for place in order {
            let item = &reading.items[place];
            let Some(value) = self.amount(item.value, &item.unit, metric) else { continue };
            let Some((near, other, years)) = neighbour(&known, item.period) else {
                known.insert(item.period, value);
                continue;
            };
            let ratio = (value / other).abs();
            let small = counts && value.abs() < 20.0 && other.abs() < 20.0;
            let usable = value != 0.0 && other != 0.0 && !small;
            let power = usable.then(|| power_of_ten(ratio)).flatten();
            let usable = usable && !self.stands(item);
            let power = power.filter(|_| usable);
            let beyond = usable && (ratio > scope * years || ratio < 1.0 / (scope * years));
            if power.is_none() && !beyond {
                known.insert(item.period, value);
                continue;
            }
            let args = vec![
                ("node", self.node_name(key)),
                ("metric", metric.name.text.clone()),
                ("metric-id", key.metric.to_string()),
                ("period", item.period.to_string()),
                ("other", near.to_string()),
                ("value", number::value(value)),
                ("before", number::value(other)),
                ("unit", metric.unit.to_string()),
                ("factor", number::value(if ratio >= 1.0 { ratio } else { 1.0 / ratio })),
            ];
            let (kind, name, candidates) = match power {
                Some(power) => {
                    let key = format!("unit-jump:{}:{}:{power}:{last}", key.metric, item.unit);
                    (QuestionKind::UnitJump, key, self.units_for(&item.unit, power))
                }
                None => (QuestionKind::ScopeJump, format!("scope-jump:{}:{}:{last}", key.node, key.metric), Vec::new()),
            };
            let candidates = candidates.into_iter().chain([Candidate::Accept, Candidate::Leave]).collect();
            let question = question(kind, name, item, candidates, args);
            let accepted = self.choices.accepted.contains(&question.key);
            ask(reading, self.choices, question, &[place]);
            if accepted {
                known.insert(reading.items[place].period, value);
            }
        }
    }

    /// Units that would make the jump disappear.
    fn units_for(&self, unit: &UnitId, power: i32) -> Vec<Candidate> {
        let wanted = 10_f64.powi(-power);
        let fits = |candidate: &UnitId| self.units.convert(1.0, candidate, unit).is_ok_and(|factor| (factor / wanted - 1.0).abs() < 1e-6);
        self.units.iter().map(|unit| unit.id.clone()).filter(fits).map(Candidate::Unit).collect()
    }

    fn totals(&self, reading: &mut Reading, key: &SeriesKey, places: &[usize], metric: &Metric) {
        let mut all: BTreeMap<Period, Rounded> = BTreeMap::new();
        for observation in self.document.actuals.counting_of(key).filter(|o| o.status != Status::Illustrative) {
            if let Some(value) = self.amount(observation.value, &observation.unit, metric) {
                // The last digit that was given is not known any more: the value is taken as it stands.
                all.insert(observation.period, Rounded { value, rounding: value.abs() * 1e-6 });
            }
        }
        for place in places {
            let item = &reading.items[*place];
            if let (Some(value), Some(rounding)) =
                (self.amount(item.value, &item.unit, metric), self.amount(item.rounding, &item.unit, metric))
            {
                all.insert(item.period, Rounded { value, rounding });
            }
        }
        for wrong in running::mismatches(&all) {
            let concerned: Vec<usize> = places
                .iter()
                .copied()
                .filter(|place| [Some(wrong.total), wrong.before, Some(wrong.part)].contains(&Some(reading.items[*place].period)))
                .collect();
            if concerned.iter().all(|place| self.stands(&reading.items[*place])) {
                continue;
            }
            let Some(first) = concerned.iter().find(|place| reading.items[**place].period == wrong.total).or(concerned.first()) else {
                continue;
            };
            let args = vec![
                ("node", self.node_name(key)),
                ("metric", metric.name.text.clone()),
                ("metric-id", key.metric.to_string()),
                ("period", wrong.total.to_string()),
                ("part", wrong.part.to_string()),
                ("value", number::value(wrong.found)),
                ("expected", number::value(wrong.expected)),
                ("unit", metric.unit.to_string()),
            ];
            let name = format!("running-total:{}:{}:{}", key.node, key.metric, wrong.total);
            let question =
                question(QuestionKind::RunningTotal, name, &reading.items[*first], vec![Candidate::Accept, Candidate::Leave], args);
            ask(reading, self.choices, question, &concerned);
        }
        let values: BTreeMap<Period, f64> = all.iter().map(|(period, rounded)| (*period, rounded.value)).collect();
        let fresh = |period: Period| places.iter().any(|place| reading.items[*place].period == period);
        let singles: Vec<DerivedSingle> = running::singles(&values)
            .into_iter()
            .filter(|single| fresh(single.total) || single.before.is_some_and(fresh))
            .map(|single| DerivedSingle {
                key: key.clone(),
                period: single.period,
                value: single.value,
                unit: metric.unit.clone(),
                total: single.total,
                before: single.before,
            })
            .collect();
        reading.derived.extend(singles);
    }
}

/// The known value that a period is best set against: itself, the same part of the nearest year before, else after; with the number
/// of years between them (at least one).
fn neighbour(known: &BTreeMap<Period, f64>, period: Period) -> Option<(Period, f64, f64)> {
    if let Some(value) = known.get(&period) {
        return Some((period, *value, 1.0));
    }
    let alike = |other: &Period| {
        other.months() == period.months()
            && other.last_month() == period.last_month()
            && other.as_year_to_date() == period.as_year_to_date()
            && other.to_date_from() == period.to_date_from()
    };
    let before = known.iter().rev().find(|(other, _)| **other < period && alike(other));
    let found = before.or_else(|| known.iter().find(|(other, _)| **other > period && alike(other)));
    let (other, value) = found.or_else(|| {
        // Months of one year beside each other.
        let month = period.as_month().map(|_| period.last_month())?;
        known
            .iter()
            .find(|(other, _)| other.plan_year() == period.plan_year() && other.as_month().is_some() && other.last_month() + 1 == month)
    })?;
    Some((*other, *value, f64::from((other.plan_year() - period.plan_year()).abs().max(1))))
}

/// The power of ten that a ratio is close to, if it is one that units differ by.
fn power_of_ten(ratio: f64) -> Option<i32> {
    let power = ratio.log10();
    [(1, 0.12), (2, 0.2), (3, 0.3), (4, 0.4), (7, 0.3), (8, 0.4)]
        .into_iter()
        .flat_map(|(whole, room)| [(whole, room), (-whole, room)])
        .find(|(whole, room)| (power - f64::from(*whole)).abs() <= *room)
        .map(|(whole, _)| whole)
}

/// True for values that differ only in the last bits.
pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn question(kind: QuestionKind, key: String, item: &Item, candidates: Vec<Candidate>, args: Vec<(&'static str, String)>) -> Question {
    Question { kind, key, text: item.raw.clone(), row: item.row, column: item.column, values: 0, candidates, args }
}

/// Asks about items, unless a person has answered before.
fn ask(reading: &mut Reading, choices: &Choices, question: Question, items: &[usize]) {
    if choices.accepted.contains(&question.key) {
        return;
    }
    let place = reading.questions.iter().position(|known| known.key == question.key).unwrap_or_else(|| {
        reading.questions.push(question);
        reading.questions.len() - 1
    });
    for item in items {
        if !reading.items[*item].questions.contains(&place) {
            reading.items[*item].questions.push(place);
            reading.questions[place].values += 1;
        }
    }
}
