//! “Why is this 431.7?” asked of the sample's scenarios, down to figures and sources.

use std::collections::BTreeSet;
use std::path::Path;

use clusterplan::base::{MetricId, NodeId, ScenarioId};
use clusterplan::domain::Document;
use clusterplan::engine::Evaluation;
use clusterplan::engine::scenario::{Part, ScenarioEvaluation};
use clusterplan::io::workspace;
use clusterplan::view::inspection::{Subject, inspect};
use clusterplan::view::why::{Asked, Leads, Why, WhyKind, why};
use clusterplan::view::{Language, Words};

struct Desk {
    document: Document,
    evaluation: Evaluation,
    words: Words,
}

impl Desk {
    fn new(language: Language) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
        let document = workspace::open(&folder).unwrap().document;
        Self { evaluation: Evaluation::of(&document), document, words: Words::new(language) }
    }

    fn evaluated(&self, scenario: &str) -> ScenarioEvaluation {
        ScenarioEvaluation::of(&self.document, &self.evaluation, &ScenarioId::new(scenario))
    }

    fn ask(&self, scenario: &ScenarioEvaluation, node: &str, metric: &str, year: i32) -> Option<Why> {
        let asked = Asked { document: &self.document, evaluation: &self.evaluation, scenario, words: &self.words };
        why(asked, &NodeId::new(node), &MetricId::new(metric), year)
    }

    /// Follows every link to a value until nothing new is found; returns the figures and actuals it ends in, and all lines met.
    fn follow(&self, scenario: &ScenarioEvaluation, start: (&str, &str, i32)) -> (BTreeSet<String>, Vec<String>) {
        let mut open = vec![(NodeId::new(start.0), MetricId::new(start.1), start.2)];
        let (mut seen, mut ends, mut lines) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        while let Some((node, metric, year)) = open.pop() {
            if !seen.insert((node.clone(), metric.clone(), year)) {
                continue;
            }
            let asked = Asked { document: &self.document, evaluation: &self.evaluation, scenario, words: &self.words };
            let found = why(asked, &node, &metric, year).unwrap_or_else(|| panic!("a link leads to nothing: {node} {metric} {year}"));
            lines.extend(found.inspection(&self.words).arithmetic);
            for link in found.links {
                match link.leads {
                    Leads::Value { node, metric, year } => open.push((node, metric, year)),
                    Leads::Subject(subject) => {
                        assert!(inspect(&self.document, &self.evaluation, &self.words, &subject).is_some(), "{subject:?}");
                        ends.insert(match &subject {
                            Subject::Figure(id) => {
                                assert!(!link.source.is_empty(), "a figure without its source: {id}");
                                id.to_string()
                            }
                            Subject::Actual { key, period } => format!("{} {period}", key.node),
                            other => panic!("{other:?}"),
                        });
                    }
                    Leads::Nowhere => {}
                }
            }
        }
        (ends, lines)
    }
}

#[test]
fn the_city_leads_down_to_the_words_of_the_plan_and_the_sources_of_assumptions() {
    let desk = Desk::new(Language::Chinese);
    let scenario = desk.evaluated("catch-up");
    let found = desk.ask(&scenario, "total", "sales_revenue", 2015).unwrap();
    assert_eq!(found.title, "销售收入 · 嘉兴市 · 2015 年");
    assert_eq!(found.parts[0].part, Part::Basis);
    assert_eq!((found.parts[0].name.as_str(), found.parts[0].amount.as_str()), ("规划轨迹", "2,630.00"));
    let shock = found.parts.iter().find(|part| part.name.contains("出口受阻")).unwrap();
    assert!(shock.name.contains("光伏贸易冲击") && shock.amount.starts_with('−'), "an inherited assumption says whose it is: {shock:?}");
    assert!(shock.source.contains("solarindustrymag") && shock.note.contains("0.62") && !shock.says.is_empty());
    assert!(found.parts.iter().filter(|part| matches!(part.part, Part::Project(..))).all(|part| part.amount.starts_with('+')));
    assert!(found.sum.contains(&found.value));
    assert!(found.facts.iter().any(|(_, text)| text.contains("10") && text.contains("13")), "{:?}", found.facts);
    let (ends, lines) = desk.follow(&scenario, ("total", "sales_revenue", 2015));
    for figure in ["F124", "F125", "F117", "F121"] {
        assert!(ends.contains(figure), "{figure} is not in {ends:?}");
    }
    assert!(lines.iter().any(|line| line.contains("× 0.8733")), "the step of the shock with its factor: {lines:#?}");
}

#[test]
fn a_ratio_leads_to_its_parts_and_growth_to_the_year_before() {
    let desk = Desk::new(Language::English);
    let scenario = desk.evaluated("solar-trade-shock");
    let margin = desk.ask(&scenario, "haining-solar", "profit_margin", 2012).unwrap();
    let inputs: Vec<&str> = margin.links.iter().filter(|link| link.kind == WhyKind::Input).map(|link| link.name.as_str()).collect();
    assert_eq!((inputs, margin.value.as_str()), (vec!["Profit", "Sales revenue"], "−25.7"));
    let profit = desk.ask(&scenario, "haining-solar", "profit", 2012).unwrap();
    assert!(profit.parts.iter().any(|part| part.name.starts_with("Margins collapse")), "{profit:?}");
    let denominator = profit.links.iter().find(|link| link.kind == WhyKind::Input).unwrap();
    assert!(denominator.name == "Sales revenue" && matches!(denominator.leads, Leads::Value { .. }));
    let scenario = desk.evaluated("catch-up");
    let faster = desk.ask(&scenario, "port-chemicals", "sales_revenue", 2015).unwrap();
    let before = faster.links.iter().find(|link| link.kind == WhyKind::YearBefore).unwrap();
    assert!(before.name.contains("2014"));
    assert!(faster.parts.iter().flat_map(|part| &part.steps).any(|step| step.contains("49.4%") && step.contains("47.4%")), "{faster:#?}");
}

#[test]
fn what_starts_from_actuals_leads_to_the_actual_and_is_marked() {
    let desk = Desk::new(Language::Chinese);
    let scenario = desk.evaluated("growth-as-observed");
    let found = desk.ask(&scenario, "haining-solar", "sales_revenue", 2015).unwrap();
    assert!(found.illustrative);
    let actual = found.links.iter().find(|link| link.kind == WhyKind::Actual).unwrap();
    assert!(actual.name.contains("2013") && actual.value.contains("86.63"), "{actual:?}");
    assert!(actual.source.contains("示例"), "{actual:?}");
    let (ends, _) = desk.follow(&scenario, ("total", "sales_revenue", 2015));
    assert!(ends.contains("haining-solar 2013") && ends.contains("port-chemicals 2013"), "{ends:?}");
}

#[test]
fn every_value_of_every_scenario_can_be_asked_in_both_languages() {
    for language in Language::ALL {
        let desk = Desk::new(language);
        for scenario in ["plan-as-written", "growth-as-observed", "solar-trade-shock", "catch-up"] {
            let evaluated = desk.evaluated(scenario);
            let mut asked = 0;
            for node in desk.evaluation.nodes() {
                for metric in desk.document.plan.metrics.iter() {
                    for year in [2011, 2013, 2015] {
                        let value = evaluated.reading(node, &metric.id, year).value;
                        let found = desk.ask(&evaluated, node.as_str(), metric.id.as_str(), year);
                        assert_eq!(value.is_some(), found.is_some(), "{scenario} {node} {} {year}", metric.id);
                        let Some(found) = found else { continue };
                        asked += 1;
                        assert!(!found.parts.is_empty() && found.parts.iter().all(|part| !part.name.is_empty()), "{found:?}");
                        let lines = found.inspection(&desk.words).arithmetic;
                        // A text that is missing shows its key.
                        let key =
                            |line: &String| line.split_whitespace().any(|word| word.starts_with("why-") || word.starts_with("basis-"));
                        assert!(!lines.iter().any(key), "{lines:?}");
                    }
                }
            }
            assert!(asked > 100, "{scenario}: {asked}");
        }
    }
}
