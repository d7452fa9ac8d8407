//! Plans to start from: an empty one with the usual metrics, and one with the structure of another.
//!
//! What stands here suits any plan of this shape; texts come from the language files and are data of the plan from then on.

use super::words::{Language, Words};
use crate::base::{Label, MetricId, Quantity};
use crate::domain::{Coverage, Dimension, Direction, Extra, Metric, MetricKind, Plan, PlanInfo, Table};

/// A metric to start with: id, unit in a Chinese and in an English plan, kind.
struct Starter {
    id: &'static str,
    units: (&'static str, &'static str),
    kind: MetricKind,
    direction: Direction,
}

fn starters(language: Language) -> Vec<Starter> {
    let large = if language == Language::Chinese { Quantity::new(10.0, "亿元") } else { Quantity::new(1000.0, "百万元") };
    let flow = |id, units| Starter { id, units, kind: MetricKind::Flow, direction: Direction::Up };
    let money = ("亿元", "百万元");
    vec![
        flow("sales_revenue", money),
        flow("output", money),
        flow("profit", money),
        flow("tax", money),
        flow("investment", money),
        Starter { id: "land", units: ("亩", "ha"), kind: MetricKind::Stock, direction: Direction::Neutral },
        Starter { id: "energy", units: ("万吨标准煤", "tce"), kind: MetricKind::Flow, direction: Direction::Down },
        Starter { id: "firms", units: ("家", "家"), kind: MetricKind::Count, direction: Direction::Up },
        Starter {
            id: "large_firms",
            units: ("家", "家"),
            kind: MetricKind::TierCount { of: MetricId::new("sales_revenue"), above: large },
            direction: Direction::Up,
        },
        Starter {
            id: "profit_margin",
            units: ("%", "%"),
            kind: MetricKind::Derived { formula: "profit / sales_revenue".to_owned() },
            direction: Direction::Up,
        },
    ]
}

/// A label in both languages of the program: the plan's language as its own text, the other as translation.
fn label(key: &str, words: &Words, other: &Words) -> Label {
    Label::new(words.text(key)).with(other.language().tag(), other.text(key))
}

/// An empty plan with the usual metrics, two coverages, and the dimensions industry and county.
pub fn empty(title: &str, language: Language, base_year: i32, first_year: i32, last_year: i32) -> Plan {
    let other = Language::ALL.into_iter().find(|other| *other != language).unwrap_or(language);
    let (words, other) = (Words::new(language), Words::new(other));
    let mut plan = Plan {
        info: PlanInfo {
            title: Label::new(title.trim()),
            total: label("starter-total", &words, &other),
            language: language.tag().to_owned(),
            base_year,
            first_year: first_year.min(last_year),
            last_year: last_year.max(first_year),
            main_metric: Some(MetricId::new("sales_revenue")),
            ..PlanInfo::default()
        },
        ..Plan::default()
    };
    for id in ["above-threshold", "all-firms"] {
        plan.coverages.push(Coverage { id: id.into(), name: label(&format!("starter-{id}"), &words, &other), extra: Extra::new() });
    }
    for id in ["industry", "county"] {
        plan.dimensions.push(Dimension { id: id.into(), name: label(&format!("starter-{id}"), &words, &other), extra: Extra::new() });
    }
    for starter in starters(language) {
        let unit = if language == Language::Chinese { starter.units.0 } else { starter.units.1 };
        plan.metrics.push(Metric {
            id: starter.id.into(),
            name: label(&format!("starter-{}", starter.id.replace('_', "-")), &words, &other),
            unit: unit.into(),
            kind: starter.kind,
            direction: starter.direction,
            roll_up: None,
            decimals: None,
            aliases: Vec::new(),
            note: String::new(),
            extra: Extra::new(),
        });
    }
    plan
}

/// A plan with the structure of another (dimensions, members, clusters, parts, metrics, units, coverages) and nothing that
/// it states: no figures, projects, limits, tasks or cited documents.
pub fn with_structure_of(plan: &Plan, title: &str, base_year: i32, first_year: i32, last_year: i32) -> Plan {
    Plan {
        info: PlanInfo {
            title: Label::new(title.trim()),
            base_year,
            first_year: first_year.min(last_year),
            last_year: last_year.max(first_year),
            note: String::new(),
            papers: Vec::new(),
            ..plan.info.clone()
        },
        figures: Table::default(),
        projects: Table::default(),
        limits: Table::default(),
        tasks: Table::default(),
        ..plan.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_plan_has_usual_metrics_in_its_own_language() {
        for (language, name) in [(Language::Chinese, "销售收入"), (Language::English, "Sales revenue")] {
            let plan = empty("Plan", language, 2025, 2026, 2030);
            let units = plan.units();
            assert_eq!(plan.metrics.get("sales_revenue").map(|metric| metric.name.text.as_str()), Some(name));
            for metric in &plan.metrics {
                assert!(units.get(&metric.unit).is_ok(), "{}", metric.unit);
                assert!(metric.name.texts().all(|text| !text.starts_with("starter-")), "{:?}", metric.name);
            }
            assert!(plan.members.is_empty() && plan.figures.is_empty());
            assert_eq!(plan.dimensions.len(), 2);
        }
    }

    #[test]
    fn a_structure_is_taken_without_what_the_plan_states() {
        let mut plan = empty("Old", Language::English, 2025, 2026, 2030);
        plan.info.papers.push(crate::domain::Paper::default());
        plan.info.note = "old".to_owned();
        let next = with_structure_of(&plan, "Next", 2030, 2031, 2035);
        assert_eq!((next.info.title.text.as_str(), next.info.base_year, next.info.last_year), ("Next", 2030, 2035));
        assert_eq!((&next.metrics, &next.dimensions), (&plan.metrics, &plan.dimensions));
        assert!(next.info.papers.is_empty() && next.info.note.is_empty());
    }
}
