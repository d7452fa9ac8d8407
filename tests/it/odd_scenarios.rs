//! Scenarios that nobody writes on purpose: rings, endless and missing numbers, years far away, scopes of nobody. All of them open,
//! whatever is shown of them is a number or says that there is none, and what comes to nothing is told in a sentence.

use std::sync::Arc;

use clusterplan::base::{MetricId, NodeId, ScenarioId};
use clusterplan::domain::Document;
use clusterplan::engine::Evaluation;
use clusterplan::engine::scenario::ScenarioEvaluation;
use clusterplan::io::export::chart::font_measure;
use clusterplan::io::workspace;
use clusterplan::view::chart::{ChartKind, Laid, Shape, Style, Subject, build_with, layout};
use clusterplan::view::compare::{CompareOptions, CompareTable};
use clusterplan::view::palette::Palette;
use clusterplan::view::scenario_page::card::cards;
use clusterplan::view::scenario_page::grid::{YearGrid, YearGridOf};
use clusterplan::view::scenario_page::list::scenarios;
use clusterplan::view::scenario_page::results::{ResultsOf, results};
use clusterplan::view::why::{Asked, why};
use clusterplan::view::{Language, Words};

use crate::odd_plans::{cells, clean, put};

/// A plan of two clusters with a target each, a ratio and a project; `years` are base, first and last, `values` base and target.
fn plan(years: (i32, i32, i32), values: [(f64, f64); 2], more: &str) -> String {
    let (base, first, last) = years;
    let mut out = format!(
        "format = 1\n\n[plan]\ntitle = \"规划\"\ntotal = \"全区\"\nlanguage = \"zh-CN\"\nbase-year = {base}\nfirst-year = {first}\nlast-year = {last}\n{more}\n"
    );
    out += "[[dimension]]\nid = \"industry\"\nname = \"产业\"\n\n[[member]]\nid = \"solar\"\ndimension = \"industry\"\nname = \"光伏产业\"\n\n";
    for (id, name) in [("a", "甲集聚区"), ("b", "乙集聚区")] {
        out += &format!("[[cluster]]\nid = \"{id}\"\nname = \"{name}\"\nin = {{ industry = \"solar\" }}\n\n");
    }
    for (id, name) in [("sales", "销售收入"), ("profit", "利润")] {
        out += &format!("[[metric]]\nid = \"{id}\"\nname = \"{name}\"\nunit = \"亿元\"\nkind = \"flow\"\n\n");
    }
    out += "[[metric]]\nid = \"margin\"\nname = \"利润率\"\nunit = \"%\"\nkind = \"derived\"\nformula = \"profit / sales\"\n\n";
    out += &format!(
        "[[project]]\nid = \"p\"\nname = \"组件项目\"\nnode = \"a\"\nstatus = \"building\"\non-stream = \"{last}\"\nmetric = \"sales\"\nfull-output = \"50 亿元\"\nramp = [1.0]\n\n[figures]\nlist = [\n"
    );
    for (place, (node, (from, to))) in ["a", "b"].into_iter().zip(values).enumerate() {
        out += &format!(
            "{{ id = \"B{place}\", node = \"{node}\", metric = \"sales\", at = \"{base}\", role = \"baseline\", value = \"{from}\", unit = \"亿元\" }},\n"
        );
        out += &format!(
            "{{ id = \"T{place}\", node = \"{node}\", metric = \"sales\", at = \"{last}\", role = \"target\", value = \">= {to}\", unit = \"亿元\" }},\n"
        );
    }
    out + "]\n"
}

fn usual() -> String {
    plan((2020, 2021, 2025), [(100.0, 161.051), (200.0, 322.102)], "")
}

/// An assumption on the sales of cluster A.
fn on_a(id: &str, kind: &str, keys: &str) -> String {
    assumption(id, kind, "sales", "[\"a\"]", keys)
}

fn assumption(id: &str, kind: &str, metric: &str, within: &str, keys: &str) -> String {
    format!("\n[[assumption]]\nid = \"{id}\"\nkind = \"{kind}\"\nmetric = \"{metric}\"\nwithin = {within}\n{keys}\n")
}

/// Opens the plan with scenarios, draws all that the pages show of each in both languages, and saves them unchanged. The result is what
/// is told, of which scenario: when the files are read, when they are evaluated, on the cards.
fn told(plan: &str, files: &[(&str, String)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "plan.toml", plan);
    for (id, text) in files {
        put(folder.path(), &format!("scenarios/{id}.toml"), &format!("format = 1\n\n[scenario]\nname = \"{id}\"\n{text}"));
    }
    let opened = workspace::open(folder.path()).unwrap();
    let mut told: Vec<String> = opened.diagnostics.iter().map(|d| d.code.to_owned()).collect();
    let document = opened.document;
    let evaluation = Arc::new(Evaluation::of(&document));
    for language in Language::ALL {
        let words = Words::new(language);
        let page = Page { document: &document, evaluation: &evaluation, words: &words };
        // What cannot be read is quoted as it stands.
        for diagnostic in opened.diagnostics.iter().filter(|diagnostic| diagnostic.code != "value-not-number") {
            clean(&words.diagnostic(diagnostic), "a message");
        }
        for row in scenarios(&words, &document) {
            told.extend(page.draw(&row.id));
        }
    }
    told
}

struct Page<'a> {
    document: &'a Document,
    evaluation: &'a Arc<Evaluation>,
    words: &'a Words,
}

impl Page<'_> {
    fn draw(&self, id: &ScenarioId) -> Vec<String> {
        let (document, words) = (self.document, self.words);
        let of = Arc::new(ScenarioEvaluation::of(document, self.evaluation, id));
        let plan = Arc::new(ScenarioEvaluation::plan(document, self.evaluation));
        let scenario = document.scenarios.get(id).unwrap();
        let what = id.as_str();
        for card in cards(document, words, scenario, &of) {
            let texts = [&card.title, &card.value, &card.line, &card.spoken];
            texts.into_iter().chain(&card.problems).for_each(|text| clean(text, what));
            assert!(card.setting.is_none_or(|setting| setting.value.is_finite() && setting.track.low < setting.track.high), "{what}");
        }
        let metrics: Vec<MetricId> = document.plan.metrics.iter().map(|metric| metric.id.clone()).collect();
        for node in [NodeId::total(), "solar".into(), "a".into(), "b".into()] {
            for metric in &metrics {
                self.values(&of, &plan, &node, metric);
            }
        }
        let options = CompareOptions {
            others: vec![Some(id.clone())],
            nodes: vec![NodeId::total(), "a".into()],
            metrics,
            year: None,
            ..CompareOptions::default()
        };
        let shared = Arc::new(Words::new(words.language()));
        cells(&CompareTable::new(document, &shared, &options, plan, vec![of.clone()]), 1, what);
        of.diagnostics().iter().for_each(|diagnostic| clean(&words.diagnostic(diagnostic), what));
        of.diagnostics().iter().map(|diagnostic| diagnostic.code.to_owned()).collect()
    }

    fn values(&self, of: &Arc<ScenarioEvaluation>, plan: &Arc<ScenarioEvaluation>, node: &NodeId, metric: &MetricId) {
        let (document, words, id) = (self.document, self.words, of.scenario().unwrap());
        let what = format!("{id} {node} {metric}");
        let grid = YearGrid::new(YearGridOf {
            document: document.clone(),
            evaluation: self.evaluation.clone(),
            plan: plan.clone(),
            parent: None,
            scenario: of.clone(),
            id: id.clone(),
            node: node.clone(),
            metric: metric.clone(),
            words: Arc::new(Words::new(words.language())),
        });
        cells(&grid, 1, &what);
        let made = results(&ResultsOf { document, words, plan, scenario: of, node, metric });
        for line in made.lines.iter().chain(&made.missed).chain(&made.limits).chain(&made.beyond) {
            [line.spoken(), line.told(), line.beneath()].iter().for_each(|text| clean(text, &what));
        }
        for step in &made.steps {
            clean(&step.text, &what);
            assert!((0.0..=1.0).contains(&step.bar.0) && (step.bar.0..=1.0).contains(&step.bar.1), "{what}: {step:?}");
        }
        for year in self.evaluation.years() {
            let asked = Asked { document, evaluation: self.evaluation, scenario: of, words };
            let Some(why) = why(asked, node, metric, year) else { continue };
            let parts = why.parts.iter().flat_map(|part| [&part.name, &part.amount, &part.says].into_iter().chain(&part.steps));
            [&why.value, &why.sum].into_iter().chain(parts).for_each(|text| clean(text, &what));
        }
        let list = [of.clone()];
        let laid = Laid { scenarios: &list, chosen: Some(id), draggable: true, nodes: std::slice::from_ref(node), ..Laid::default() };
        let subject = Subject { document, evaluation: self.evaluation, words, node, metric, dimension: None };
        for kind in [ChartKind::ScenarioOverlay, ChartKind::Waterfall, ChartKind::SmallMultiples] {
            let Ok(spec) = build_with(kind, &subject, &laid) else { continue };
            let scene = layout(&spec, 600.0, 300.0, font_measure(), &Style::screen(&Palette::LIGHT, true));
            for shape in &scene.shapes {
                match shape {
                    Shape::Text { at, text, .. } => {
                        clean(text, &what);
                        assert!(at.x.is_finite() && at.y.is_finite(), "{what}: {text}");
                    }
                    Shape::Line { points, .. } => assert!(points.iter().all(|p| p.x.is_finite() && p.y.is_finite()), "{what}"),
                    _ => {}
                }
            }
        }
    }
}

#[track_caller]
fn says(told: &[String], code: &str) {
    assert!(told.iter().any(|known| known == code), "{code} is not told: {told:?}");
}

#[test]
fn parents_in_a_ring() {
    let parent = |of: &str| format!("parent = \"{of}\"\n{}", on_a("g", "growth-shift", "points = 0.02"));
    let told = told(&usual(), &[("x", parent("y")), ("y", parent("x")), ("own", parent("own"))]);
    assert_eq!(told.iter().filter(|code| *code == "scenario-parent-ring").count(), 3, "one for each that is in one: {told:?}");
}

#[test]
fn numbers_that_are_none_and_numbers_beyond_all_measure() {
    let none = on_a("a", "growth-set", "rate = nan") + &on_a("b", "level-shock", "factor = -inf");
    says(&told(&usual(), &[("none", none)]), "value-not-number");
    for (id, text) in [
        ("rate", on_a("c", "growth-shift", "points = 1e80")),
        ("set", on_a("c", "growth-set", "rate = 1e300")),
        ("factor", on_a("c", "level-shock", "factor = 1e300")),
        ("value", on_a("c", "values", "values = { 2023 = 1e308 }\nunit = \"亿元\"")),
        ("total", assumption("c", "spread", "sales", "[\"solar\"]", "totals = { 2025 = 1e308 }\nunit = \"亿元\"")),
        ("scale", "\n[[assumption]]\nid = \"c\"\nkind = \"project\"\nproject = \"p\"\nscale = 1e308\n".to_owned()),
        ("delay", "\n[[assumption]]\nid = \"c\"\nkind = \"project\"\nproject = \"p\"\ndelay-months = 1e300\n".to_owned()),
        ("ratio", assumption("c", "ratio-path", "margin", "[\"a\"]", "values = { 2025 = 1e308 }\nunit = \"%\"")),
    ] {
        says(&told(&usual(), &[(id, text)]), "lever-number");
    }
    // As large as may be, compounded over the years, and below zero: shown, with a power of ten where it must be.
    let most = on_a("d", "growth-set", "rate = 9999.0") + &on_a("e", "level-shock", "factor = -5.0\nfrom = 2023\nto = 2023\nrecovery = 1");
    told(&usual(), &[("most", most), ("loss", on_a("d", "growth-set", "rate = -3.0") + &on_a("e", "growth-shift", "points = -2.5"))]);
}

#[test]
fn years_outside_the_plan() {
    for (id, text) in [
        ("growth", on_a("c", "growth-set", "from = 1990\nto = 1995\nrate = 0.5")),
        ("later", on_a("c", "growth-shift", "from = 2090\nto = 2095\npoints = 0.5")),
        ("shock", on_a("c", "level-shock", "from = 2090\nto = 2091\nfactor = 0.5\nrecovery = 3")),
        ("values", on_a("c", "values", "values = { 2024 = 150, 2099 = 5 }\nunit = \"亿元\"")),
        ("spread", assumption("c", "spread", "sales", "[\"solar\"]", "totals = { 1999 = 5 }\nunit = \"亿元\"")),
        ("limit", on_a("c", "limit", "from = 2090\nto = 2099\nvalue = \"<= 5\"\nunit = \"亿元\"")),
    ] {
        says(&told(&usual(), &[(id, text)]), "lever-years-outside");
    }
    // What lies before the axis and works into it is no mistake, nor is a span that merely reaches beyond.
    let fine = on_a("c", "level-shock", "from = 2018\nto = 2019\nfactor = 0.5\nrecovery = 4")
        + &on_a("d", "growth-shift", "from = 2019\nto = 2099\npoints = 0.01")
        + &assumption("e", "ratio-path", "margin", "[\"a\"]", "values = { 2010 = 4, 2025 = 5 }\nunit = \"%\"");
    let told_of_fine = told(&usual(), &[("fine", fine)]);
    assert!(!told_of_fine.iter().any(|code| code == "lever-years-outside"), "{told_of_fine:?}");
    let endless = on_a("c", "level-shock", "from = -2147483648\nto = 2147483647\nfactor = 0.5\nrecovery = 4000000000");
    told(&usual(), &[("endless", endless)]);
}

#[test]
fn scopes_of_nobody_and_of_everybody() {
    let empty = on_a("d", "values", "values = {}\nunit = \"亿元\"") + &assumption("a", "growth-set", "sales", "[]", "rate = 0.5");
    told(&usual(), &[("everybody", empty)]);
    let nobody = assumption("b", "growth-set", "sales", "[\"solar\", \"nobody\"]", "rate = 0.5");
    says(&told(&usual(), &[("nobody", nobody)]), "scenario-node-unknown");
    says(&told(&usual(), &[("apart", assumption("c", "growth-set", "sales", "[\"a\", \"b\"]", "rate = 0.5"))]), "lever-nothing");
    let held = assumption("f", "spread", "sales", "[\"solar\"]", "totals = { 2025 = 100 }\nunit = \"亿元\"\nholds = [\"a\", \"b\"]");
    says(&told(&usual(), &[("held", held)]), "lever-spread-fixed");
    says(&told(&usual(), &[("twice", on_a("a", "growth-set", "rate = 0.1") + &on_a("a", "growth-set", "rate = 0.2"))]), "id-twice");
}

#[test]
fn one_year_fiscal_years_and_bases_below_zero() {
    let all = |last: i32| {
        on_a("g", "growth-shift", "points = 0.02")
            + &on_a("h", "growth-set", "rate = 0.2")
            + &assumption("s", "spread", "sales", "[\"solar\"]", &format!("totals = {{ {last} = -10 }}\nunit = \"亿元\""))
            + &on_a("k", "level-shock", "factor = 0.5\nrecovery = 3")
            + &on_a("v", "values", &format!("values = {{ {last} = 0 }}\nunit = \"亿元\""))
            + "\n[[assumption]]\nid = \"p\"\nkind = \"project\"\nproject = \"p\"\n"
            + &on_a("bb", "basis", "basis = \"forecast\"")
    };
    told(&plan((2020, 2021, 2021), [(100.0, 110.0), (200.0, 220.0)], ""), &[("one", all(2021))]);
    told(&plan((2020, 2021, 2025), [(100.0, 161.051), (200.0, 322.102)], "year-starts-in = 4\n"), &[("fiscal", all(2025))]);
    told(&plan((2020, 2021, 2025), [(-100.0, 50.0), (0.0, 322.102)], ""), &[("loss", all(2025))]);
}
