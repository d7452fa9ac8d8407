//! The form of an assumption as data: which fields it has, what stands in them, what can be chosen.
//!
//! One list for every kind of lever, so that the window draws fields and knows nothing of levers. What is entered goes back
//! through [`super::enter::enter`].

use super::card::{basis_name, is_leaf, value as value_text};
use super::kind::{driver_metrics, is_ratio, spread_metrics};
use super::setting::{Measure, Setting, setting};
use crate::base::{MetricId, NodeId, Quantity, UnitId};
use crate::domain::{Assumption, BasisLine, Lever, Plan, Project, ProjectLever, Reach, SpreadRule};
use crate::view::{Words, number, wording};

/// What a field is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say which entry of the assumption each stands for")]
pub enum FieldId {
    Number,
    Basis,
    Recovery,
    Value(i32),
    NewYear,
    Project,
    Delay,
    OnStream,
    Cancelled,
    OwnName,
    OwnNode,
    OwnMetric,
    OwnOutput,
    OwnRamp,
    OwnInvestment,
    OwnLand,
    OwnEnergy,
    Limit,
    Bound,
    Rule,
    RuleMetric,
    RuleYear,
    Weights,
    Weight(NodeId),
    Holds,
    Within,
    Reach,
    Metric,
    Years,
    Low,
    High,
    Name,
    Source,
    Note,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// A number, with a slider where there is a sensible track.
    Number {
        /// As an editor opens with it.
        text: String,
        /// Unit behind it.
        unit: String,
        /// The slider.
        setting: Option<Setting>,
        /// True where a cross beside it takes the entry away.
        removable: bool,
    },
    /// A text.
    Text {
        /// The text.
        text: String,
        /// What is expected, where nothing stands yet.
        hint: String,
    },
    /// One of several.
    Choice {
        /// Word and name of each.
        options: Vec<(String, String)>,
        /// The word chosen.
        chosen: String,
    },
    /// Yes or no.
    Tick(bool),
    /// Nodes, looked up by name.
    Nodes {
        /// Node and name of each.
        chosen: Vec<(NodeId, String)>,
        /// True where there is exactly one.
        single: bool,
    },
}

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What it is for.
    pub id: FieldId,
    /// What it is called.
    pub label: String,
    /// What it takes.
    pub kind: FieldKind,
}

/// What is entered into a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// A typed text; empty for nothing.
    Text(String),
    /// A number from a slider, as shown.
    Number(f64),
    /// The word of a choice.
    Choice(String),
    /// Yes or no.
    Tick(bool),
    /// One more node.
    Add(NodeId),
    /// A node less.
    Remove(NodeId),
    /// The entry goes.
    Clear,
}

/// The fields of an assumption, what matters first.
pub fn fields(words: &Words, plan: &Plan, assumption: &Assumption) -> Vec<Field> {
    let form = Form { words, plan, assumption };
    let mut fields = form.lever();
    fields.extend(form.scope());
    fields.extend(form.range());
    fields.extend(form.about());
    fields
}

struct Form<'a> {
    words: &'a Words,
    plan: &'a Plan,
    assumption: &'a Assumption,
}

impl Form<'_> {
    fn field(&self, id: FieldId, key: &str, kind: FieldKind) -> Field {
        Field { id, label: self.words.text(key).to_owned(), kind }
    }

    fn text(&self, id: FieldId, key: &str, text: impl Into<String>, hint: &str) -> Field {
        let hint = if hint.is_empty() { String::new() } else { self.words.text(hint).to_owned() };
        self.field(id, key, FieldKind::Text { text: text.into(), hint })
    }

    fn choice(&self, id: FieldId, key: &str, options: Vec<(String, String)>, chosen: impl Into<String>) -> Field {
        self.field(id, key, FieldKind::Choice { options, chosen: chosen.into() })
    }

    fn unit(&self, id: &UnitId) -> String {
        wording::unit(self.words, &self.plan.units(), id).to_owned()
    }

    fn number(&self, id: FieldId, key: &str, setting: Setting, unit: String) -> Field {
        let text = number::exact(setting.value);
        self.field(id, key, FieldKind::Number { text, unit, setting: Some(setting), removable: false })
    }

    fn metrics<'m>(&self, ids: impl Iterator<Item = &'m MetricId>) -> Vec<(String, String)> {
        ids.map(|id| (id.to_string(), wording::metric(self.words, self.plan, id).to_owned())).collect()
    }

    fn lever(&self) -> Vec<Field> {
        let main = |key: &str, unit: &str| {
            let unit = self.words.text(unit).to_owned();
            setting(self.assumption).map(|setting| self.number(FieldId::Number, key, setting, unit))
        };
        match &self.assumption.lever {
            Lever::Basis(basis) => std::iter::once(self.basis(basis)).chain(main("field-rate", "unit-percent")).collect(),
            Lever::GrowthSet { .. } => main("field-rate", "unit-percent").into_iter().collect(),
            Lever::GrowthShift { .. } => main("field-points", "unit-points").into_iter().collect(),
            Lever::LevelShock { recovery, .. } => {
                main("field-change", "unit-percent").into_iter().chain(std::iter::once(self.recovery(*recovery))).collect()
            }
            Lever::Values { values, unit } | Lever::RatioPath { values, unit } => self.values(values, unit),
            Lever::Project(project) => self.project(project),
            Lever::Limit { limit, bound, unit } => {
                let options = std::iter::once((String::new(), self.words.text("field-limit-new").to_owned()))
                    .chain(self.plan.limits.iter().map(|l| (l.id.to_string(), self.words.label(&l.name).to_owned())))
                    .collect();
                let which = self.choice(FieldId::Limit, "field-limit", options, limit.as_ref().map_or("", |id| id.as_str()));
                // The unit stands as files know it: a translated one would not be read back.
                let text = format!("{} {unit}", wording::bound_exact(self.words, bound));
                let slider = main("field-amount", "").map(|field| Field { kind: with_unit(field.kind, self.unit(unit)), ..field });
                let bound = self.text(FieldId::Bound, "field-bound", text, "field-bound-hint");
                [Some(which), slider, Some(bound)].into_iter().flatten().collect()
            }
            Lever::Spread { totals, unit, rule, holds } => {
                let mut fields = self.values(totals, unit);
                fields.extend(self.rule(rule));
                let chosen = self.named(holds.iter());
                fields.push(self.field(FieldId::Holds, "field-holds", FieldKind::Nodes { chosen, single: false }));
                fields
            }
        }
    }

    fn named<'n>(&self, nodes: impl Iterator<Item = &'n NodeId>) -> Vec<(NodeId, String)> {
        nodes.map(|node| (node.clone(), wording::node_short(self.words, self.plan, node))).collect()
    }

    fn basis(&self, basis: &BasisLine) -> Field {
        let all = [
            BasisLine::PlanPath,
            BasisLine::ActualsThenPlan,
            BasisLine::Growth { rate: None },
            BasisLine::Growth { rate: Some(0.0) },
            BasisLine::Forecast,
        ];
        let options = all.iter().map(|basis| (basis_word(basis).to_owned(), basis_name(self.words, basis).to_owned())).collect();
        self.choice(FieldId::Basis, "field-basis", options, basis_word(basis))
    }

    fn recovery(&self, recovery: Option<u32>) -> Field {
        let words = self.words;
        let mut options = vec![
            ("never".to_owned(), words.text("scenario-recovery-never").to_owned()),
            ("0".to_owned(), words.text("scenario-recovery-at-once").to_owned()),
        ];
        let most = recovery.unwrap_or(0).max(10);
        options.extend((1..=most).map(|n| (n.to_string(), words.with("scenario-recovery", &[("n", &n.to_string())]))));
        self.choice(FieldId::Recovery, "field-recovery", options, recovery.map_or("never".to_owned(), |n| n.to_string()))
    }

    fn values(&self, values: &std::collections::BTreeMap<i32, f64>, unit: &UnitId) -> Vec<Field> {
        let unit = self.unit(unit);
        let field = |(year, value): (&i32, &f64)| {
            let setting = Setting::of(Measure::Amount, *value, self.assumption.range);
            let kind = FieldKind::Number { text: number::exact(*value), unit: unit.clone(), setting: Some(setting), removable: true };
            Field { id: FieldId::Value(*year), label: year.to_string(), kind }
        };
        let mut fields: Vec<Field> = values.iter().map(field).collect();
        let info = &self.plan.info;
        let open = (info.base_year..=info.last_year).filter(|year| !values.contains_key(year));
        let options: Vec<(String, String)> = open.map(|year| (year.to_string(), year.to_string())).collect();
        if !options.is_empty() {
            fields.push(self.choice(FieldId::NewYear, "field-new-year", options, ""));
        }
        fields
    }

    fn project(&self, lever: &ProjectLever) -> Vec<Field> {
        let words = self.words;
        let mut fields = Vec::new();
        match &lever.own {
            Some(own) => fields.extend(self.own_project(own)),
            None => {
                let options = self.plan.projects.iter().map(|p| (p.id.to_string(), words.label(&p.name).to_owned())).collect();
                fields.push(self.choice(FieldId::Project, "field-project", options, lever.project.as_ref().map_or("", |id| id.as_str())));
            }
        }
        if lever.own.is_none() {
            fields.push(self.field(FieldId::Cancelled, "field-cancelled", FieldKind::Tick(lever.cancelled)));
        }
        if lever.cancelled {
            return fields;
        }
        let delay = Setting { measure: Measure::Amount, value: lever.delay_months, track: months(lever.delay_months) };
        fields.push(self.number(FieldId::Delay, "field-delay", delay, words.text("unit-months").to_owned()));
        if let Some(scale) = setting(self.assumption) {
            fields.push(self.number(FieldId::Number, "field-scale", scale, words.text("unit-percent").to_owned()));
        }
        if lever.own.is_none() {
            let text = lever.on_stream.map_or_else(String::new, |period| wording::period(words, period));
            fields.push(self.text(FieldId::OnStream, "field-on-stream-instead", text, "field-period-hint"));
        }
        fields
    }

    fn own_project(&self, own: &Project) -> Vec<Field> {
        let words = self.words;
        let quantity =
            |quantity: &Option<Quantity>| quantity.as_ref().map_or_else(String::new, |q| format!("{} {}", number::exact(q.amount), q.unit));
        let ramp: Vec<String> = own.ramp.iter().map(|share| format!("{}%", number::exact(Measure::Scale.shown(*share)))).collect();
        let metrics = self.metrics(driver_metrics(self.plan));
        let chosen = self.named(std::iter::once(&own.node));
        let amount = |id, key, of: &Option<Quantity>| self.text(id, key, quantity(of), "field-quantity-hint");
        vec![
            self.text(FieldId::OwnName, "field-own-name", words.label(&own.name), "scenario-own-project"),
            self.field(FieldId::OwnNode, "field-own-node", FieldKind::Nodes { chosen, single: true }),
            self.choice(FieldId::OwnMetric, "field-own-metric", metrics, own.metric.as_ref().map_or("", |id| id.as_str())),
            amount(FieldId::OwnOutput, "field-own-output", &own.full_output),
            self.text(
                FieldId::OnStream,
                "field-on-stream",
                own.on_stream.map_or_else(String::new, |period| wording::period(words, period)),
                "field-period-hint",
            ),
            self.text(FieldId::OwnRamp, "field-own-ramp", ramp.join(words.text("list-separator")), "field-ramp-hint"),
            amount(FieldId::OwnInvestment, "field-own-investment", &own.investment),
            amount(FieldId::OwnLand, "field-own-land", &own.land),
            amount(FieldId::OwnEnergy, "field-own-energy", &own.energy),
        ]
    }

    fn rule(&self, rule: &SpreadRule) -> Vec<Field> {
        let words = self.words;
        let options =
            ["value", "metric", "year", "equal", "weights"].map(|w| (w.to_owned(), words.text(&format!("spread-rule-{w}")).to_owned()));
        let mut fields = vec![self.choice(FieldId::Rule, "field-rule", options.into(), rule_word(rule))];
        match rule {
            SpreadRule::Metric(metric) => {
                let metrics = self.metrics(spread_metrics(self.plan));
                fields.push(self.choice(FieldId::RuleMetric, "field-rule-metric", metrics, metric.as_str()));
            }
            SpreadRule::Year(year) => {
                let info = &self.plan.info;
                let options = (info.base_year..=info.last_year).map(|year| (year.to_string(), year.to_string())).collect();
                fields.push(self.choice(FieldId::RuleYear, "field-rule-year", options, year.to_string()));
            }
            SpreadRule::Weights(weights) => {
                let chosen = self.named(weights.keys());
                for (node, name) in &chosen {
                    let text = weights.get(node).map_or_else(String::new, |weight| number::exact(*weight));
                    let kind = FieldKind::Number { text, unit: String::new(), setting: None, removable: false };
                    fields.push(Field { id: FieldId::Weight(node.clone()), label: name.clone(), kind });
                }
                fields.push(self.field(FieldId::Weights, "field-weights", FieldKind::Nodes { chosen, single: false }));
            }
            SpreadRule::Value | SpreadRule::Equal => {}
        }
        fields
    }

    /// On whom, on what and when; a project says so itself.
    fn scope(&self) -> Vec<Field> {
        let (words, plan, assumption) = (self.words, self.plan, self.assumption);
        if let Lever::Project(_) = assumption.lever {
            return Vec::new();
        }
        if let Lever::Limit { limit: Some(_), .. } = assumption.lever {
            return vec![self.years()];
        }
        let one = matches!(assumption.lever, Lever::Values { .. } | Lever::Spread { .. } | Lever::Limit { .. });
        let chosen = self.named(assumption.scope.within.iter());
        let mut fields = vec![self.field(FieldId::Within, "field-within", FieldKind::Nodes { chosen, single: one })];
        let leaf = assumption.scope.within.iter().any(|node| is_leaf(plan, node));
        if !one && !leaf {
            let options = Reach::ALL.iter().map(|r| (r.word().to_owned(), words.text(&format!("reach-{}", r.word())).to_owned())).collect();
            fields.push(self.choice(FieldId::Reach, "field-reach", options, assumption.scope.reach.word()));
        }
        let ratios = plan.metrics.iter().map(|metric| &metric.id).filter(|id| is_ratio(plan, id));
        let mut metrics = match assumption.lever {
            Lever::RatioPath { .. } => self.metrics(ratios),
            Lever::Spread { .. } => self.metrics(spread_metrics(plan)),
            _ => self.metrics(driver_metrics(plan)),
        };
        if matches!(assumption.lever, Lever::Basis(_)) {
            metrics.insert(0, (String::new(), words.text("field-metric-all").to_owned()));
        }
        let metric = assumption.metric.as_ref().map_or("", |id| id.as_str());
        fields.push(self.choice(FieldId::Metric, "field-metric", metrics, metric));
        if !matches!(assumption.lever, Lever::Values { .. } | Lever::RatioPath { .. } | Lever::Spread { .. } | Lever::Basis(_)) {
            fields.push(self.years());
        }
        fields
    }

    fn years(&self) -> Field {
        let text = match self.assumption.years {
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from}–{to}"),
            None => String::new(),
        };
        let info = &self.plan.info;
        let hint = format!("{}–{}", info.first_year, info.last_year);
        self.field(FieldId::Years, "field-years", FieldKind::Text { text, hint })
    }

    /// The lowest and highest setting that the author holds possible.
    fn range(&self) -> Vec<Field> {
        let Some((measure, _)) = super::setting::own(&self.assumption.lever) else { return Vec::new() };
        let unit = match measure {
            Measure::Rate | Measure::Change | Measure::Scale => self.words.text("unit-percent").to_owned(),
            Measure::Points => self.words.text("unit-points").to_owned(),
            Measure::Amount => String::new(),
        };
        let end = |id, key, end: Option<f64>| {
            let text = end.map_or_else(String::new, |own| number::exact(measure.shown(own)));
            self.field(id, key, FieldKind::Number { text, unit: unit.clone(), setting: None, removable: false })
        };
        let range = self.assumption.range;
        vec![end(FieldId::Low, "field-low", range.map(|(low, _)| low)), end(FieldId::High, "field-high", range.map(|(_, high)| high))]
    }

    fn about(&self) -> Vec<Field> {
        let (words, assumption) = (self.words, self.assumption);
        let hint = super::card::title(words, self.plan, assumption);
        let name = FieldKind::Text { text: words.label(&assumption.name).to_owned(), hint };
        vec![
            self.field(FieldId::Name, "field-name", name),
            self.text(FieldId::Source, "field-source", assumption.source.as_str(), ""),
            self.text(FieldId::Note, "field-note", assumption.note.as_str(), ""),
        ]
    }
}

fn with_unit(kind: FieldKind, of: String) -> FieldKind {
    match kind {
        FieldKind::Number { text, setting, removable, .. } => FieldKind::Number { text, unit: of, setting, removable },
        other => other,
    }
}

/// A delay up to three years, or as long as it is.
fn months(delay: f64) -> super::setting::Track {
    super::setting::Track { low: delay.min(-12.0), high: delay.max(36.0), step: 1.0, origin: 0.0 }
}

/// The word of a basis among the choices: a rate by hand is another choice than the one observed.
pub(super) fn basis_word(basis: &BasisLine) -> &'static str {
    match basis {
        BasisLine::Growth { rate: None } => "growth-observed",
        other => other.word(),
    }
}

/// The word of a rule among the choices.
pub(super) fn rule_word(rule: &SpreadRule) -> &'static str {
    match rule {
        SpreadRule::Value => "value",
        SpreadRule::Metric(_) => "metric",
        SpreadRule::Year(_) => "year",
        SpreadRule::Equal => "equal",
        SpreadRule::Weights(_) => "weights",
    }
}

/// The form as lines of text, for tests and for comparing.
pub fn as_text(words: &Words, plan: &Plan, assumption: &Assumption) -> String {
    let mut out = format!("{}\n", value_text(words, plan, assumption));
    for field in fields(words, plan, assumption) {
        let text = match &field.kind {
            FieldKind::Number { text, unit, .. } => format!("{text} {unit}"),
            FieldKind::Text { text, hint } if text.is_empty() => format!("({hint})"),
            FieldKind::Text { text, .. } => text.clone(),
            FieldKind::Choice { options, chosen } => {
                let name = options.iter().find(|(word, _)| word == chosen).map_or("—", |(_, name)| name);
                format!("{name} ▾")
            }
            FieldKind::Tick(on) => if *on { "☑" } else { "☐" }.to_owned(),
            FieldKind::Nodes { chosen, .. } => chosen.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(" + "),
        };
        out.push_str(&format!("  {}: {}\n", field.label, text.trim()));
    }
    out
}
