//! What is entered into a field of an assumption's form becomes another assumption, or a refusal that says what is wrong.

use super::form::{FieldId, Input, basis_word, rule_word};
use super::setting::{own, with_setting};
use crate::base::{Bound, Diagnostic, Label, MetricId, NodeId, Place, Quantity, Span, UnitId};
use crate::domain::{Assumption, BasisLine, Lever, Plan, Project, ProjectLever, Reach, SpreadRule};
use crate::view::{Words, number, wording};

/// The assumption with a field entered.
pub fn enter(words: &Words, plan: &Plan, assumption: &Assumption, field: &FieldId, input: &Input) -> Result<Assumption, Diagnostic> {
    let entry = Entry { words, plan, input };
    let mut changed = assumption.clone();
    match field {
        FieldId::Number => return entry.number().map(|shown| with_setting(assumption, shown)),
        FieldId::Name => entry.name(&mut changed.name),
        FieldId::Note => changed.note = entry.text(),
        FieldId::Source => changed.source = entry.text(),
        FieldId::Within => entry.within(&mut changed),
        FieldId::Reach => {
            changed.scope.reach = Reach::ALL.into_iter().find(|reach| reach.word() == entry.text()).unwrap_or_default();
        }
        FieldId::Metric => entry.metric(&mut changed),
        FieldId::Years => changed.years = entry.years()?,
        FieldId::Low | FieldId::High => entry.range(&mut changed, *field == FieldId::Low)?,
        _ => entry.lever(&mut changed.lever, field)?,
    }
    Ok(changed)
}

struct Entry<'a> {
    words: &'a Words,
    plan: &'a Plan,
    input: &'a Input,
}

fn refusal(code: &'static str, text: &str) -> Diagnostic {
    Diagnostic::error(code, Place::default()).arg("text", text.trim())
}

impl Entry<'_> {
    fn text(&self) -> String {
        match self.input {
            Input::Text(text) | Input::Choice(text) => text.trim().to_owned(),
            Input::Number(value) => number::exact(*value),
            Input::Tick(_) | Input::Add(_) | Input::Remove(_) | Input::Clear => String::new(),
        }
    }

    /// A number as shown; a sign of per cent behind it is understood.
    fn number(&self) -> Result<f64, Diagnostic> {
        if let Input::Number(value) = self.input {
            return Ok(*value);
        }
        let text = self.text();
        number::parse(text.trim_end_matches(['%', '％'])).ok_or_else(|| refusal("cell-no-number", &text))
    }

    fn maybe_number(&self) -> Result<Option<f64>, Diagnostic> {
        if self.text().is_empty() { Ok(None) } else { self.number().map(Some) }
    }

    /// A name in the language of the window, beside those in other languages.
    fn name(&self, name: &mut Label) {
        set_label(self.words, self.plan, name, &self.text());
    }

    fn within(&self, assumption: &mut Assumption) {
        let single = matches!(assumption.lever, Lever::Values { .. } | Lever::Spread { .. } | Lever::Limit { .. });
        nodes(&mut assumption.scope.within, self.input, single);
    }

    /// Another metric; values by hand take its unit where theirs does not fit any more.
    fn metric(&self, assumption: &mut Assumption) {
        let word = self.text();
        assumption.metric = (!word.is_empty()).then(|| MetricId::new(&word));
        let Some(metric) = self.plan.metrics.get(word.as_str()) else { return };
        if let Lever::Values { unit, .. }
        | Lever::RatioPath { unit, .. }
        | Lever::Spread { unit, .. }
        | Lever::Limit { unit, limit: None, .. } = &mut assumption.lever
            && self.plan.units().factor(unit, &metric.unit).is_err()
        {
            *unit = metric.unit.clone();
        }
    }

    fn years(&self) -> Result<Option<(i32, i32)>, Diagnostic> {
        let text = self.text();
        if text.is_empty() {
            return Ok(None);
        }
        let years = match wording::parse_span(&text) {
            Some(Span::Years { from, to }) => Some((from, to)),
            Some(Span::At(period)) => period.as_year().map(|year| (year, year)),
            _ => None,
        };
        let turned = || {
            let years: Vec<i32> = text.split(['–', '-', '—', '~']).filter_map(|part| part.trim().parse().ok()).collect();
            if years.len() == 2 { "assumption-years-turned-about" } else { "assumption-no-years" }
        };
        years.map(Some).ok_or_else(|| refusal(turned(), &text))
    }

    /// One end of the range; the other end is the setting where it was not given yet.
    fn range(&self, assumption: &mut Assumption, low: bool) -> Result<(), Diagnostic> {
        let Some((measure, now)) = own(&assumption.lever) else { return Ok(()) };
        assumption.range = match (self.maybe_number()?.map(|shown| measure.own(shown)), assumption.range) {
            (None, _) => None,
            (Some(end), before) => {
                let (from, to) = before.unwrap_or((now, now));
                let (from, to) = if low { (end, to) } else { (from, end) };
                if from > to {
                    return Err(refusal("assumption-range-turned", &self.text()));
                }
                Some((from, to))
            }
        };
        Ok(())
    }

    fn lever(&self, lever: &mut Lever, field: &FieldId) -> Result<(), Diagnostic> {
        match lever {
            Lever::Basis(basis) => self.basis(basis),
            Lever::LevelShock { recovery, .. } => *recovery = self.text().parse().ok(),
            Lever::Values { values, .. } | Lever::RatioPath { values, .. } => self.values(values, field)?,
            Lever::Project(project) => self.project(project, field)?,
            Lever::Limit { limit, bound, unit } => self.limit(limit, bound, unit, field)?,
            Lever::Spread { totals, rule, holds, .. } => match field {
                FieldId::Value(_) | FieldId::NewYear => self.values(totals, field)?,
                FieldId::Holds => nodes(holds, self.input, false),
                _ => self.rule(rule, field)?,
            },
            Lever::GrowthSet { .. } | Lever::GrowthShift { .. } => {}
        }
        Ok(())
    }

    fn basis(&self, basis: &mut BasisLine) {
        let all = [
            BasisLine::PlanPath,
            BasisLine::ActualsThenPlan,
            BasisLine::Growth { rate: None },
            BasisLine::Growth { rate: Some(0.1) },
            BasisLine::Forecast,
        ];
        if let Some(chosen) = all.into_iter().find(|one| basis_word(one) == self.text()).filter(|one| basis_word(one) != basis_word(basis))
        {
            *basis = chosen;
        }
    }

    fn values(&self, values: &mut std::collections::BTreeMap<i32, f64>, field: &FieldId) -> Result<(), Diagnostic> {
        match field {
            FieldId::NewYear => {
                let text = self.text();
                let year: i32 = text.parse().map_err(|_| refusal("assumption-no-years", &text))?;
                // A new year starts from its nearest neighbour: nothing jumps before it is entered.
                let nearest = values.iter().min_by_key(|(known, _)| (**known - year).abs()).map_or(0.0, |(_, value)| *value);
                values.entry(year).or_insert(nearest);
            }
            FieldId::Value(year) if matches!(self.input, Input::Clear) => {
                values.remove(year);
            }
            FieldId::Value(year) => {
                values.insert(*year, self.number()?);
            }
            _ => {}
        }
        Ok(())
    }

    fn project(&self, lever: &mut ProjectLever, field: &FieldId) -> Result<(), Diagnostic> {
        match field {
            FieldId::Project => lever.project = Some(self.text().as_str().into()),
            FieldId::Delay => lever.delay_months = self.maybe_number()?.unwrap_or(0.0),
            FieldId::Cancelled => lever.cancelled = *self.input == Input::Tick(true),
            FieldId::OnStream if lever.own.is_none() => lever.on_stream = self.period()?,
            _ => {
                if let Some(own) = &mut lever.own {
                    self.own_project(own, field)?;
                }
            }
        }
        Ok(())
    }

    fn own_project(&self, own: &mut Project, field: &FieldId) -> Result<(), Diagnostic> {
        match field {
            FieldId::OwnName => self.name(&mut own.name),
            FieldId::OwnNode => {
                if let Input::Add(node) = self.input {
                    own.node = node.clone();
                }
            }
            FieldId::OwnMetric => own.metric = Some(MetricId::new(self.text())),
            FieldId::OwnOutput => {
                let unit = own.metric.as_ref().and_then(|metric| self.plan.metrics.get(metric)).map(|metric| metric.unit.clone());
                own.full_output = self.quantity(unit)?;
            }
            FieldId::OwnRamp => own.ramp = self.ramp()?,
            FieldId::OwnInvestment => own.investment = self.quantity(own.investment.as_ref().map(|q| q.unit.clone()))?,
            FieldId::OwnLand => own.land = self.quantity(own.land.as_ref().map(|q| q.unit.clone()))?,
            FieldId::OwnEnergy => own.energy = self.quantity(own.energy.as_ref().map(|q| q.unit.clone()))?,
            FieldId::OnStream => own.on_stream = self.period()?,
            _ => {}
        }
        Ok(())
    }

    fn period(&self) -> Result<Option<crate::base::Period>, Diagnostic> {
        let text = self.text();
        if text.is_empty() {
            return Ok(None);
        }
        wording::parse_period(&text).map(Some).ok_or_else(|| refusal("assumption-no-period", &text))
    }

    /// An amount with its unit; a number alone takes the unit at hand.
    fn quantity(&self, unit: Option<UnitId>) -> Result<Option<Quantity>, Diagnostic> {
        let text = self.text();
        if text.is_empty() {
            return Ok(None);
        }
        let (bound, typed) = wording::parse_bound_with_unit(&text).ok_or_else(|| refusal("assumption-no-quantity", &text))?;
        let Bound::Exactly { value } = bound else { return Err(refusal("assumption-no-quantity", &text)) };
        let unit = if typed.is_empty() { unit } else { Some(UnitId::new(&typed)) };
        let unit = unit.filter(|unit| self.plan.units().knows(unit)).ok_or_else(|| refusal("assumption-no-unit", &text))?;
        Ok(Some(Quantity::new(value, unit)))
    }

    /// Shares of full output in the first, second … year: `30%、60%、100%`.
    fn ramp(&self) -> Result<Vec<f64>, Diagnostic> {
        let text = self.text();
        let parts = text.split(['、', ';', '；', ',', '，', ' ', '/']).map(str::trim).filter(|part| !part.is_empty());
        let share = |part: &str| {
            let value = number::parse(part.trim_end_matches(['%', '％']))?;
            (0.0..=100.0).contains(&value).then_some(value / 100.0)
        };
        parts.map(|part| share(part).ok_or_else(|| refusal("assumption-no-ramp", part))).collect()
    }

    fn limit(
        &self,
        limit: &mut Option<crate::base::LimitId>,
        bound: &mut Bound,
        unit: &mut UnitId,
        field: &FieldId,
    ) -> Result<(), Diagnostic> {
        let text = self.text();
        if *field == FieldId::Limit {
            let known = self.plan.limits.get(text.as_str());
            *limit = known.map(|known| known.id.clone());
            if let Some(known) = known {
                (*bound, *unit) = (known.bound, known.unit.clone());
            }
            return Ok(());
        }
        let (typed, of) = wording::parse_bound_with_unit(&text).ok_or_else(|| refusal("cell-no-bound", &text))?;
        if !of.is_empty() {
            let of = UnitId::new(&of);
            if !self.plan.units().knows(&of) {
                return Err(refusal("assumption-no-unit", &text));
            }
            *unit = of;
        }
        // A bare number is a ceiling here: that is what a limit is.
        *bound = if let Bound::Exactly { value } = typed { Bound::AtMost { value } } else { typed };
        Ok(())
    }

    fn other_rule(&self) -> SpreadRule {
        let metric = || super::kind::spread_metrics(self.plan).next().cloned();
        match self.text().as_str() {
            "metric" => metric().map_or(SpreadRule::Value, SpreadRule::Metric),
            "year" => SpreadRule::Year(self.plan.info.base_year),
            "equal" => SpreadRule::Equal,
            "weights" => SpreadRule::Weights(std::collections::BTreeMap::new()),
            _ => SpreadRule::Value,
        }
    }

    fn rule(&self, rule: &mut SpreadRule, field: &FieldId) -> Result<(), Diagnostic> {
        if *field == FieldId::Rule {
            if rule_word(rule) != self.text() {
                *rule = self.other_rule();
            }
            return Ok(());
        }
        match (field, &mut *rule) {
            (FieldId::RuleMetric, _) => *rule = SpreadRule::Metric(MetricId::new(self.text())),
            (FieldId::RuleYear, _) => {
                let text = self.text();
                *rule = SpreadRule::Year(text.parse().map_err(|_| refusal("assumption-no-years", &text))?);
            }
            (FieldId::Weights, SpreadRule::Weights(weights)) => match self.input {
                Input::Add(node) => _ = weights.entry(node.clone()).or_insert(1.0),
                Input::Remove(node) => _ = weights.remove(node),
                _ => {}
            },
            (FieldId::Weight(node), SpreadRule::Weights(weights)) => {
                let weight = self.number()?;
                if weight < 0.0 {
                    return Err(refusal("assumption-weight-negative", &self.text()));
                }
                weights.insert(node.clone(), weight);
            }
            _ => {}
        }
        Ok(())
    }
}

/// One node more or less; where there is only one, it takes the place of the other.
fn nodes(list: &mut Vec<NodeId>, input: &Input, single: bool) {
    match input {
        Input::Add(node) if single => *list = vec![node.clone()],
        Input::Add(node) if !list.contains(node) => list.push(node.clone()),
        Input::Remove(node) => list.retain(|known| known != node),
        _ => {}
    }
}

/// Sets a name in the language of the window: the plan's own text, or its translation.
pub fn set_label(words: &Words, plan: &Plan, label: &mut Label, text: &str) {
    let tag = words.language().tag();
    let own = plan.info.language.split('-').next() == tag.split('-').next();
    if own || label.text.is_empty() {
        label.text = text.to_owned();
        if !own {
            return;
        }
        // The text itself is what this language reads; a translation of it would hide it.
        label.translations.remove(tag);
    } else if text.is_empty() {
        label.translations.remove(tag);
    } else {
        label.translations.insert(tag.to_owned(), text.to_owned());
    }
}
