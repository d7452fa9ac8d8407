//! The register of metrics. A metric's id is the word for it in formulas; it is shown and never changes.

use super::codec::{List, Maybe, QuantityText, Small, Text, WordOf, word_of};
use super::context::{Context, refusal};
use super::field::{Codec, Field, field};
use super::reference::{MetricRef, UnitRef};
use super::sheet::Listed;
use super::structure::{name_fields, settled};
use super::{formula, ids};
use crate::base::{Diagnostic, Label, MetricId, Quantity};
use crate::domain::{Direction, Document, Edit, Extra, Metric, MetricKind, Plan, RollUp, removal};
use crate::view::grid::{GridCell, Tone};
use crate::view::wording;

/// Words of the kinds in files.
const KINDS: [&str; 6] = ["flow", "stock", "ratio", "count", "tier-count", "derived"];

const DIRECTIONS: &[(&str, Direction)] = &[("up", Direction::Up), ("down", Direction::Down), ("neutral", Direction::Neutral)];

const ROLL_UPS: &[(&str, RollUp)] = &[("sum", RollUp::Sum), ("none", RollUp::None), ("recompute", RollUp::Recompute)];

impl Listed for Metric {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|metric: &Self| &metric.name, |metric| &mut metric.name, context);
        fields.push(settled("id", 140.0, |metric: &Self| metric.id.to_string()));
        fields.push(field!(Self, "unit", 110.0, UnitRef, unit));
        fields.push(kind());
        fields.push(formula_field());
        fields.push(tier_metric());
        fields.push(tier_size());
        fields.push(field!(Self, "direction", 100.0, WordOf { prefix: "direction", all: DIRECTIONS }, direction));
        fields.push(field!(Self, "roll-up", 110.0, Maybe(WordOf { prefix: "roll-up", all: ROLL_UPS }), roll_up));
        fields.push(field!(Self, "decimals", 80.0, Maybe(Small { min: 0, max: 9 }), decimals));
        fields.push(field!(Self, "aliases", 140.0, List, aliases));
        fields.push(field!(Self, "note", 240.0, Text, note));
        fields
    }

    fn fresh(name: &str, plan: &Plan) -> MetricId {
        MetricId::new(ids::metric(plan, name))
    }

    fn blank(id: MetricId, context: &Context, _: Option<&Self>) -> Result<Self, Diagnostic> {
        let used = context.plan.metrics.rows().first().map(|metric| metric.unit.clone());
        Ok(Self {
            id,
            name: Label::default(),
            unit: used.unwrap_or_else(|| "1".into()),
            kind: MetricKind::Flow,
            direction: Direction::Up,
            roll_up: None,
            decimals: None,
            aliases: Vec::new(),
            note: String::new(),
            extra: Extra::new(),
        })
    }

    fn removal(document: &Document, id: &MetricId) -> Edit {
        removal::metric(document, id)
    }

    fn id_text(id: &MetricId) -> String {
        id.to_string()
    }
}

fn kind() -> Field<Metric> {
    Field::custom(
        "kind",
        110.0,
        |metric: &Metric, context| wording::kind(&context.words, &metric.kind).to_owned(),
        |metric: &Metric, context| wording::kind(&context.words, &metric.kind).to_owned(),
        |metric: &mut Metric, text, context| {
            let word = word_of(text, "kind", KINDS.iter().copied(), context)?;
            if word != metric.kind.word() {
                metric.kind = of_word(word, metric, context)?;
            }
            Ok(())
        },
    )
    .choosing(|_, context| KINDS.iter().map(|word| context.words.text(&format!("kind-{word}")).to_owned()).collect())
}

/// A kind by its word, with usual values for what it needs.
fn of_word(word: &str, metric: &Metric, context: &Context) -> Result<MetricKind, Diagnostic> {
    Ok(match word {
        "stock" => MetricKind::Stock,
        "ratio" => MetricKind::Ratio,
        "count" => MetricKind::Count,
        "derived" => MetricKind::Derived { formula: String::new() },
        "tier-count" => {
            let others = || context.plan.metrics.iter().find(|other| other.id != metric.id && matches!(other.kind, MetricKind::Flow));
            let main = context.plan.main_metric().filter(|id| *id != metric.id).and_then(|id| context.plan.metrics.get(&id));
            let of = main.or_else(others).ok_or_else(|| refusal("cell-needs-metric", ""))?;
            MetricKind::TierCount { of: of.id.clone(), above: Quantity { amount: 1.0, unit: of.unit.clone() } }
        }
        _ => MetricKind::Flow,
    })
}

fn formula_field() -> Field<Metric> {
    let show = |metric: &Metric, _: &Context| match &metric.kind {
        MetricKind::Derived { formula } => formula.clone(),
        _ => String::new(),
    };
    Field::custom("formula", 200.0, show, show, |metric: &mut Metric, text, context| {
        // A formula makes a metric a computed one; taking it away again is a matter of its kind.
        if text.trim().is_empty() && !matches!(metric.kind, MetricKind::Derived { .. }) {
            return Ok(());
        }
        let formula = formula::translated(text, context)?;
        metric.kind = MetricKind::Derived { formula };
        Ok(())
    })
}

/// Makes a column passive where the metric counts no firms.
fn for_tiers(mut field: Field<Metric>) -> Field<Metric> {
    let cell = field.cell;
    field.cell = Box::new(move |metric, context| match metric.kind {
        MetricKind::TierCount { .. } => cell(metric, context),
        _ => GridCell { tone: Tone::Computed, ..GridCell::default() },
    });
    field
}

fn tier_metric() -> Field<Metric> {
    let show = |metric: &Metric, context: &Context| match &metric.kind {
        MetricKind::TierCount { of, .. } => MetricRef.show(of, context),
        _ => String::new(),
    };
    let field = Field::custom("tier-of", 120.0, show, show, |metric: &mut Metric, text, context| match &mut metric.kind {
        MetricKind::TierCount { of, .. } => {
            *of = MetricRef.read(text, context)?;
            Ok(())
        }
        _ if text.trim().is_empty() => Ok(()),
        _ => Err(refusal("cell-tier-only", text)),
    });
    for_tiers(field.choosing(|_, context| MetricRef.choices(context)))
}

fn tier_size() -> Field<Metric> {
    let show = |metric: &Metric, context: &Context| match &metric.kind {
        MetricKind::TierCount { above, .. } => QuantityText.show(above, context),
        _ => String::new(),
    };
    let exact = |metric: &Metric, context: &Context| match &metric.kind {
        MetricKind::TierCount { above, .. } => QuantityText.exact(above, context),
        _ => String::new(),
    };
    let write = |metric: &mut Metric, text: &str, context: &Context| match &mut metric.kind {
        MetricKind::TierCount { above, .. } => {
            *above = QuantityText.read(text, context)?;
            Ok(())
        }
        _ if text.trim().is_empty() => Ok(()),
        _ => Err(refusal("cell-tier-only", text)),
    };
    for_tiers(Field::custom("tier-above", 110.0, show, exact, write))
}
