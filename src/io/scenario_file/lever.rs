//! The keys of each kind of lever, read. Their words are those of [`Lever::word`].

use std::collections::BTreeMap;

use crate::base::{NodeId, UnitId};
use crate::domain::{BasisLine, Lever, ProjectLever, SpreadRule};
use crate::io::findings::Findings;
use crate::io::plan_file::fields::Fields;
use crate::io::plan_file::number_text::parse_bound;
use crate::io::plan_file::records::{needed, optional, period, project, reference};

/// The words of all kinds.
pub const KINDS: [&str; 9] = ["basis", "growth-set", "growth-shift", "level-shock", "values", "project", "ratio-path", "limit", "spread"];

/// The lever that a record describes; `None`, and told, where it cannot be made out.
pub fn lever(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<Lever> {
    let kind = f.word("kind", &KINDS, |word| word, found);
    Some(match needed(kind, "kind", f, found)? {
        "growth-set" => Lever::GrowthSet { rate: amount(f, "rate", found)? },
        "growth-shift" => Lever::GrowthShift { points: amount(f, "points", found)? },
        "level-shock" => Lever::LevelShock { factor: amount(f, "factor", found)?, recovery: recovery(f, found) },
        "values" => Lever::Values { values: by_year(f, "values", found), unit: unit(f, found) },
        "project" => Lever::Project(project_lever(f, found)),
        "ratio-path" => Lever::RatioPath { values: by_year(f, "values", found), unit: unit(f, found) },
        "limit" => limit(f, found)?,
        "spread" => spread(f, found),
        _ => Lever::Basis(basis(f, found)?),
    })
}

fn amount(f: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> Option<f64> {
    let number = f.number(key, found);
    needed(number, key, f, found)
}

fn unit(f: &mut Fields<'_, '_>, found: &mut Findings) -> UnitId {
    f.literal("unit", found).unwrap_or_else(|| "1".to_owned()).as_str().into()
}

/// A table of numbers by year: `{ 2012 = 30.5 }`.
fn by_year(f: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> BTreeMap<i32, f64> {
    let table = f.table(key, found);
    table.map(|mut years| years.remaining_numbers(found, |year| year.parse().ok()).into_iter().collect()).unwrap_or_default()
}

/// Years until the old level is reached again; a shock that says nothing of it comes back at once.
fn recovery(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<u32> {
    let read = |text: &str| if text == "never" { Some(None) } else { text.parse().ok().map(Some) };
    f.parsed("recovery", "value-not-whole", found, read).unwrap_or(Some(0))
}

fn basis(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<BasisLine> {
    let lines = ["plan-path", "actuals-then-plan", "growth", "forecast"];
    let line = f.word("basis", &lines, |word| word, found);
    Some(match needed(line, "basis", f, found)? {
        "actuals-then-plan" => BasisLine::ActualsThenPlan,
        "growth" => BasisLine::Growth { rate: f.number("rate", found) },
        "forecast" => BasisLine::Forecast,
        _ => BasisLine::PlanPath,
    })
}

fn project_lever(f: &mut Fields<'_, '_>, found: &mut Findings) -> ProjectLever {
    let usual = ProjectLever::default();
    ProjectLever {
        project: optional(f, "project", found),
        own: f.table("own", found).and_then(|fields| project(fields, found)).map(Box::new),
        on_stream: period(f, "on-stream", found),
        delay_months: f.number("delay-months", found).unwrap_or(usual.delay_months),
        scale: f.number("scale", found).unwrap_or(usual.scale),
        cancelled: f.truth("cancelled", found).unwrap_or(usual.cancelled),
    }
}

fn limit(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<Lever> {
    let limit = optional(f, "limit", found);
    let bound = f.parsed("value", "value-not-bound", found, parse_bound);
    Some(Lever::Limit { limit, bound: needed(bound, "value", f, found)?, unit: unit(f, found) })
}

fn spread(f: &mut Fields<'_, '_>, found: &mut Findings) -> Lever {
    let (totals, unit) = (by_year(f, "totals", found), unit(f, found));
    let rule = rule(f, found).unwrap_or_default();
    let holds = f.texts("holds", found).iter().map(NodeId::new).collect();
    Lever::Spread { totals, unit, rule, holds }
}

fn rule(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<SpreadRule> {
    let word = f.word("rule", &["value", "metric", "year", "equal", "weights"], |word| word, found)?;
    Some(match word {
        "metric" => SpreadRule::Metric(reference(f, "rule-metric", found)?.as_str().into()),
        "year" => {
            let year = f.whole("rule-year", found);
            SpreadRule::Year(needed(year, "rule-year", f, found)?)
        }
        "equal" => SpreadRule::Equal,
        "weights" => {
            let table = f.table("weights", found);
            let weights = table.map(|mut nodes| nodes.remaining_numbers(found, |node| Some(NodeId::new(node))));
            SpreadRule::Weights(weights.unwrap_or_default().into_iter().collect())
        }
        _ => SpreadRule::Value,
    })
}
