//! Plans unlike the sample, walked from the file to every text of every page in both languages: nothing panics, no text holds
//! what is no number, and sums are right.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use clusterplan::base::{Label, MetricId, NodeId};
use clusterplan::domain::judging::{Aim, Indicator, Method, Scored, WarningKind};
use clusterplan::domain::{Document, Edit, Extra, Metric, ScoreScheme, Source, WarningRule};
use clusterplan::engine::assess::Ask;
use clusterplan::engine::evaluate::rows as evaluated_rows;
use clusterplan::engine::{Evaluation, Layer, Sum, score, warn};
use clusterplan::io::export::chart::{Format, Size, render};
use clusterplan::io::workspace;
use clusterplan::view::chart::table::data_table;
use clusterplan::view::chart::{ChartKind, Subject, build};
use clusterplan::view::grid::{GridCell, GridSource, Picture};
use clusterplan::view::inspection::{self, inspect};
use clusterplan::view::judging::{Ranking, RankingOptions, ScoreGrid, WarningTable, node_standings};
use clusterplan::view::navigator::{NavigatorOptions, rows as navigator_rows};
use clusterplan::view::node_page::{NodeTable, Span, TableOptions, facts};
use clusterplan::view::overview::{Overview, OverviewOptions, Shown, key_facts};
use clusterplan::view::palette::Palette;
use clusterplan::view::register::{RecordTable, Register};
use clusterplan::view::search::NameIndex;
use clusterplan::view::words::SharedWords;
use clusterplan::view::{Language, Words};

/// A workspace as written to disk and opened again.
struct Odd {
    document: Document,
    evaluation: Arc<Evaluation>,
    /// Codes of all that was found.
    found: Vec<&'static str>,
    /// Every how many nodes a page is made; 1 for all.
    step: usize,
}

impl Odd {
    fn open(plan: &str, actuals: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "plan.toml", plan);
        if !actuals.is_empty() {
            put(folder.path(), "actuals/own.csv", &format!("node,metric,coverage,period,value,unit,status,source\n{actuals}"));
        }
        let opened = workspace::open(folder.path()).unwrap();
        let evaluation = Evaluation::of(&opened.document);
        let all: Vec<_> = opened.diagnostics.iter().chain(evaluation.diagnostics()).cloned().collect();
        for language in Language::ALL {
            let words = Words::new(language);
            all.iter().for_each(|diagnostic| clean(&words.diagnostic(diagnostic), diagnostic.code));
        }
        let found = all.iter().map(|diagnostic| diagnostic.code).collect();
        Self { document: opened.document, evaluation: Arc::new(evaluation), found, step: 1 }
    }

    fn sum(&self, node: &str, metric: &str, layer: Layer, year: i32) -> Option<Sum> {
        self.evaluation.sum(&node.into(), &metric.into(), layer, year)
    }

    fn value(&self, node: &str, metric: &str, layer: Layer, year: i32) -> Option<f64> {
        self.evaluation.reading(&node.into(), &metric.into(), layer, year).value
    }

    /// The sum and how many of how many it is made of.
    fn counted(&self, node: &str, metric: &str, year: i32) -> Option<(f64, u32, u32)> {
        self.sum(node, metric, Layer::Plan, year).map(|sum| (sum.value, sum.n, sum.of))
    }

    /// Every text of every page, in both languages.
    fn walk(&self) {
        evaluated_rows(&self.evaluation, &self.document).for_each(|row| assert!(row.value.is_finite(), "{:?}", row.node));
        self.sums_are_those_of_the_clusters();
        for language in Language::ALL {
            let words: SharedWords = Arc::new(Words::new(language));
            self.overview(&words);
            self.navigator(&words);
            self.registers(&words);
            self.judging(&words);
            let nodes: Vec<NodeId> = self.document.plan.nodes().collect();
            let outside =
                self.document.plan.members.iter().map(|member| NodeId::outside(&member.id)).chain([NodeId::outside(&NodeId::total())]);
            let some = nodes.iter().enumerate().filter(|(place, _)| *place < 8 || place % self.step == 0).map(|(_, node)| node.clone());
            for node in some.chain(outside.step_by(self.step)) {
                self.node_page(&words, &node);
                self.charts(&words, &node);
            }
        }
    }

    fn sums_are_those_of_the_clusters(&self) {
        let total = NodeId::total();
        for metric in self.document.plan.metrics.iter().filter(|metric| self.evaluation.adds(&metric.id)) {
            for (layer, year) in [Layer::Plan, Layer::Actual].into_iter().flat_map(|l| self.evaluation.years().map(move |year| (l, year))) {
                let values: Vec<f64> = self
                    .document
                    .plan
                    .clusters
                    .iter()
                    .filter_map(|c| self.evaluation.reading(&c.id, &metric.id, layer, year).value)
                    .collect();
                let Some(sum) = self.evaluation.sum(&total, &metric.id, layer, year) else {
                    assert!(values.is_empty(), "{} {layer:?} {year}: no sum of {values:?}", metric.id);
                    continue;
                };
                let expected: f64 = values.iter().sum();
                let size: f64 = values.iter().map(|value| value.abs()).sum();
                assert!((sum.value - expected).abs() <= size * 1e-12, "{} {layer:?} {year}: {} is not {expected}", metric.id, sum.value);
                assert_eq!(
                    (sum.n as usize, sum.of as usize),
                    (values.len(), self.document.plan.clusters.len()),
                    "{} {layer:?} {year}",
                    metric.id
                );
            }
        }
    }

    fn overview(&self, words: &SharedWords) {
        let plan = &self.document.plan;
        for fact in key_facts(&self.document, &self.evaluation, words) {
            for text in [&fact.title, &fact.before, &fact.value, &fact.unit, &fact.note] {
                clean(text, "key number");
            }
        }
        let ask = Ask::default();
        let assessments = Arc::new(clusterplan::engine::assess::Assessments::of(&self.document, &self.evaluation, &ask));
        let groups = std::iter::once(None).chain(plan.dimensions.iter().map(|dimension| Some(dimension.id.clone())));
        for (group, shown) in groups.flat_map(|group| Shown::ALL.map(|shown| (group.clone(), shown))) {
            let made = |sort| {
                let options = OverviewOptions { shown, group: group.clone(), sort, ..OverviewOptions::of(&self.document) };
                Overview::new(&self.document, (self.evaluation.clone(), assessments.clone()), words.clone(), Palette::of(false), options)
            };
            let table = made(None);
            cells(&table, self.step, "overview");
            let last = table.columns().len() - 1;
            let sorted = made(Some((last, true)));
            assert_eq!(sorted.row_count(), table.row_count(), "sorting loses no row");
        }
    }

    fn navigator(&self, words: &Words) {
        let plan = &self.document.plan;
        let names = NameIndex::of(plan);
        let dimensions = std::iter::once(None).chain(plan.dimensions.iter().map(|dimension| Some(dimension.id.clone())));
        for dimension in dimensions {
            let options = NavigatorOptions { dimension, ..NavigatorOptions::default() };
            let rows = navigator_rows(plan, &names, words, &options);
            for row in &rows {
                [&row.title, &row.full, &row.trailing].into_iter().for_each(|text| clean(text, "navigator"));
            }
            for cluster in &plan.clusters {
                assert!(
                    rows.len() > 2_000 || rows.iter().any(|row| row.node.as_ref() == Some(&cluster.id)),
                    "{} is in the tree",
                    cluster.id
                );
            }
        }
    }

    /// Rankings by every method, early warnings, and the scores of a scheme with every aim.
    fn judging(&self, words: &SharedWords) {
        let plan = &self.document.plan;
        let groups = || std::iter::once(None).chain(plan.dimensions.iter().map(|dimension| Some(dimension.id.clone())));
        for method in std::iter::once(None).chain(Method::ALL.map(Some)) {
            let ask = Ask { as_of: None, method };
            for (metric, dimension) in plan.metrics.iter().flat_map(|metric| groups().map(|group| (metric.id.clone(), group))) {
                let options = RankingOptions { metric, dimension, sort: None };
                let table = Ranking::new(&self.document, &self.evaluation, words.clone(), Palette::of(false), &options, &ask);
                cells(&table, self.step, "ranking");
            }
        }
        let mut document = self.document.clone();
        let rules = WarningKind::USUAL.into_iter().map(|kind| WarningRule {
            id: kind.word().into(),
            name: Label::default(),
            kind,
            nodes: Vec::new(),
            metrics: Vec::new(),
            on: true,
            note: String::new(),
            extra: Extra::new(),
        });
        for rule in rules {
            document.apply(Edit::set(&document.plan, rule)).unwrap();
        }
        let warnings = warn::of(&document, &self.evaluation, None);
        let step = self.step.max(warnings.len() / 500);
        cells(&WarningTable::new(&document, words.clone(), warnings.into()), step, "warnings");
        let indicator = |(metric, aim): (&Metric, Aim)| Indicator {
            metric: metric.id.clone(),
            weight: 10.0,
            aim,
            floor: None,
            cap: Some(1.2),
            extra: Extra::new(),
        };
        let scheme = ScoreScheme {
            id: "odd".into(),
            name: Label::default(),
            scored: Scored::Clusters,
            indicators: plan.metrics.iter().take(3).flat_map(|metric| Aim::ALL.map(|aim| (metric, aim))).map(indicator).collect(),
            published_at: None,
            published: std::collections::BTreeMap::new(),
            source: Source::default(),
            note: String::new(),
            extra: Extra::new(),
        };
        let scores = score::of(&document, &self.evaluation, &scheme, None, None);
        cells(&ScoreGrid::new(&document, words.clone(), &scheme, scores, None), self.step, "scores");
    }

    fn registers(&self, words: &SharedWords) {
        for register in Register::ALL {
            cells(&RecordTable::new(register, &self.document, words), self.step, "register");
        }
    }

    fn node_page(&self, words: &SharedWords, node: &NodeId) {
        let facts = facts(&self.document, words, node).unwrap_or_else(|| panic!("{node} has no page"));
        for text in [&facts.title, &facts.kind, &facts.place, &facts.role] {
            clean(text, node.as_str());
        }
        for (span, all_metrics) in Span::ALL.into_iter().flat_map(|span| [(span, false), (span, true)]) {
            let table = NodeTable::new(
                &self.document,
                self.evaluation.clone(),
                words.clone(),
                node,
                TableOptions { span, all_metrics, ..TableOptions::default() },
            );
            cells(&table, 1, node.as_str());
            let places = (0..table.row_count()).flat_map(|row| (0..table.columns().len()).map(move |column| (row, column)));
            for subject in places.filter_map(|(row, column)| table.subject(row, column)) {
                self.inspection(words, &subject);
            }
        }
        self.inspection(words, &inspection::Subject::Node(node.clone()));
        for standing in node_standings(&self.document, &self.evaluation, words, node, &Ask::default()) {
            let groups = [&standing.lines, &standing.required, &standing.forecast, &standing.growth];
            groups.into_iter().flatten().chain([&standing.name, &standing.verdict]).for_each(|text| clean(text, node.as_str()));
        }
    }

    fn inspection(&self, words: &Words, subject: &inspection::Subject) {
        let Some(shown) = inspect(&self.document, &self.evaluation, words, subject) else { return };
        let what = format!("{subject:?}");
        let vintages = shown.vintages.iter().flat_map(|v| &v.list).flat_map(|v| [&v.value, &v.place, &v.as_read]);
        let pairs = shown.facts.iter().flat_map(|(a, b)| [a, b]).chain(vintages);
        pairs.chain(&shown.arithmetic).chain([&shown.title, &shown.value, &shown.unit]).for_each(|text| clean(text, &what));
    }

    fn charts(&self, words: &Words, node: &NodeId) {
        let no_metric = MetricId::new("none");
        let metrics: Vec<&MetricId> = self.document.plan.metrics.iter().map(|metric| &metric.id).collect();
        for metric in if metrics.is_empty() { vec![&no_metric] } else { metrics } {
            for kind in ChartKind::ALL {
                let subject = Subject { document: &self.document, evaluation: &self.evaluation, words, node, metric, dimension: None };
                let what = format!("{} of {node} {metric}", kind.id());
                match build(kind, &subject) {
                    Ok(spec) => {
                        data_table(&spec).iter().flatten().for_each(|text| clean(text, &what));
                        let svg = String::from_utf8(render(&spec, Format::Svg, Size::default()).unwrap()).unwrap();
                        assert!(svg.contains("<text") && svg.trim_end().ends_with("</svg>"), "{what}");
                        clean(&svg, &what);
                    }
                    Err(error) => assert!(words.has(error.key), "{what}: {}", error.key),
                }
            }
        }
    }
}

pub(crate) fn put(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Fails where a text holds what is no number, or a message that could not be filled in.
pub(crate) fn clean(text: &str, what: &str) {
    let broken = text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "NaN" | "nan" | "inf" | "infinity" | "Infinity"));
    assert!(!broken && !text.contains("{$") && !text.contains('∞'), "{what}: {text}");
}

pub(crate) fn cells(table: &dyn GridSource, step: usize, what: &str) {
    for column in table.columns() {
        [&column.title, &column.unit, &column.hint].into_iter().for_each(|text| clean(text, what));
    }
    for row in (0..table.row_count()).filter(|row| row % step == 0 || row + 3 > table.row_count()) {
        for column in 0..table.columns().len() {
            cell(&table.cell(row, column), what);
            clean(&table.copy_text(row, column), what);
        }
    }
}

fn cell(cell: &GridCell, what: &str) {
    [&cell.text, &cell.unit, &cell.hint, &cell.badge].into_iter().for_each(|text| clean(text, what));
    assert!(cell.number.is_none_or(f64::is_finite), "{what}: {cell:?}");
    assert!(cell.heat.is_none_or(|heat| (0.0..=1.0).contains(&heat)), "{what}: {cell:?}");
    match &cell.picture {
        Some(Picture::Spark(values)) => assert!(values.iter().flatten().all(|value| value.is_finite()), "{what}: {cell:?}"),
        Some(Picture::Bar(share)) => assert!((-1.0..=1.0).contains(share), "{what}: {cell:?}"),
        None => {}
    }
}

/// The head of a plan in Chinese, 2010 to 2015.
const HEAD: &str = "format = 1\n\n[plan]\ntitle = \"规划\"\ntotal = \"全市\"\nlanguage = \"zh-CN\"\nbase-year = 2010\nfirst-year = 2011\nlast-year = 2015\n";
const SALES: &str = "[[metric]]\nid = \"sales\"\nname = \"销售收入\"\nunit = \"亿元\"\nkind = \"flow\"\n";
const PROFIT: &str = "[[metric]]\nid = \"profit\"\nname = \"利润\"\nunit = \"亿元\"\nkind = \"flow\"\n";
const MARGIN: &str = "[[metric]]\nid = \"margin\"\nname = \"利润率\"\nunit = \"%\"\nkind = \"derived\"\nformula = \"profit / sales\"\n";

fn clusters(count: usize, more: impl Fn(usize) -> String) -> String {
    (0..count).map(|n| format!("[[cluster]]\nid = \"c{n}\"\nname = \"{n} 号集聚区\"\n{}\n", more(n))).collect()
}

/// A list of figures: node, metric, year, role, value, unit.
fn figures(list: impl IntoIterator<Item = (String, &'static str, i32, &'static str, String, &'static str)>) -> String {
    let mut out = String::from("[figures]\nlist = [\n");
    for (place, (node, metric, year, role, value, unit)) in list.into_iter().enumerate() {
        let _ = writeln!(
            out,
            "{{ id = \"F{place}\", node = \"{node}\", metric = \"{metric}\", at = \"{year}\", role = \"{role}\", value = \"{value}\", unit = \"{unit}\" }},"
        );
    }
    out + "]\n"
}

fn base_and_target(
    node: &str,
    metric: &'static str,
    base: f64,
    target: f64,
) -> [(String, &'static str, i32, &'static str, String, &'static str); 2] {
    [
        (node.to_owned(), metric, 2010, "baseline", base.to_string(), "亿元"),
        (node.to_owned(), metric, 2015, "target", format!(">= {target}"), "亿元"),
    ]
}

#[test]
fn an_empty_plan() {
    let odd = Odd::open("format = 1\n", "");
    assert_eq!(odd.document.plan.clusters.len(), 0);
    assert_eq!(odd.sum("total", "sales", Layer::Plan, 2010), None);
    odd.walk();
    let headed = Odd::open(HEAD, "");
    headed.walk();
    // Structure without a single figure, and metrics without a single cluster.
    Odd::open(
        &format!(
            "{HEAD}{SALES}{MARGIN}[[dimension]]\nid = \"d\"\nname = \"维度\"\n[[member]]\nid = \"m\"\ndimension = \"d\"\nname = \"成员\"\n"
        ),
        "",
    )
    .walk();
    Odd::open(&format!("{HEAD}{}", clusters(3, |_| String::new())), "").walk();
}

#[test]
fn one_cluster() {
    let figures = figures(base_and_target("c0", "sales", 70.1, 400.0));
    let odd = Odd::open(&format!("{HEAD}{SALES}{}{figures}", clusters(1, |_| String::new())), "c0,sales,,2012,88.4,亿元,final,x\n");
    assert_eq!(odd.found, Vec::<&str>::new());
    assert_eq!(odd.counted("total", "sales", 2010), Some((70.1, 1, 1)));
    assert_eq!(odd.counted("total", "sales", 2015), Some((400.0, 1, 1)));
    assert_eq!(odd.sum("total", "sales", Layer::Actual, 2012).map(|sum| sum.value), Some(88.4));
    odd.walk();
}

#[test]
fn names_of_sixty_characters() {
    let name = "长三角生态绿色一体化发展示范区高性能纤维与先进复合材料及其应用装备研发制造产业集聚区含西塘姚庄魏塘三镇拓展片区一期工程";
    assert!(name.chars().count() >= 58);
    let latin = "Yangtze-River-Delta-Integrated-Demonstration-Area-Of-Fibres&<Co>";
    let head = HEAD.replace("全市", name);
    let structure = format!(
        "[[dimension]]\nid = \"d\"\nname = \"{name}\"\n[[member]]\nid = \"m\"\ndimension = \"d\"\nname = \"{name}\"\n\
         [[cluster]]\nid = \"a\"\nname = \"{name}\"\nin = {{ d = \"m\" }}\n[[cluster]]\nid = \"b\"\nname = \"{latin}\"\nin = {{ d = \"m\" }}\n"
    );
    let sales = SALES.replace("销售收入", name);
    let figures = figures(base_and_target("a", "sales", 10.0, 20.0).into_iter().chain(base_and_target("b", "sales", 5.0, 30.0)));
    let odd = Odd::open(&format!("{head}{sales}{structure}{figures}"), "");
    assert_eq!(odd.found, Vec::<&str>::new());
    assert_eq!(odd.counted("m", "sales", 2015), Some((50.0, 2, 2)));
    odd.walk();
}

#[test]
fn values_from_a_ten_thousandth_to_ten_million_million() {
    let values = [0.0001, 0.02, 3.0, 4.5e5, 1e9, 1e13];
    let list = values.iter().enumerate().flat_map(|(n, value)| base_and_target(&format!("c{n}"), "sales", *value, value * 1.5));
    let odd = Odd::open(
        &format!("{HEAD}{SALES}{}{}", clusters(6, |_| String::new()), figures(list)),
        "c0,sales,,2011,0.00011,亿元,final,x\nc5,sales,,2011,10000000000001,亿元,final,x\n",
    );
    assert_eq!(odd.found, Vec::<&str>::new());
    assert_eq!(odd.counted("total", "sales", 2010), Some((values.iter().sum(), 6, 6)));
    assert_eq!(odd.value("c0", "sales", Layer::Plan, 2010), Some(0.0001));
    assert_eq!(odd.value("c5", "sales", Layer::Actual, 2011), Some(10_000_000_000_001.0));
    odd.walk();
}

#[test]
fn negative_profit_and_zeros() {
    let list = base_and_target("c0", "profit", -8.9, 12.0)
        .into_iter()
        .chain(base_and_target("c1", "profit", 0.0, 0.0))
        .chain(base_and_target("c2", "profit", -3.0, -1.0))
        .chain(base_and_target("c0", "sales", 0.0, 50.0))
        .chain(base_and_target("c1", "sales", 10.0, 0.0))
        .chain(base_and_target("c2", "sales", 40.0, 40.0));
    let actuals = "c0,profit,,2011,-12.1,亿元,final,x\nc0,sales,,2011,0,亿元,final,x\nc2,profit,,2011,0,亿元,final,x\n";
    let odd = Odd::open(&format!("{HEAD}{SALES}{PROFIT}{MARGIN}{}{}", clusters(3, |_| String::new()), figures(list)), actuals);
    let close = |a: Option<f64>, b: f64| assert!(a.is_some_and(|a| (a - b).abs() < 1e-9), "{a:?} is not {b}");
    close(odd.sum("total", "profit", Layer::Plan, 2010).map(|sum| sum.value), -11.9);
    close(odd.sum("total", "profit", Layer::Plan, 2015).map(|sum| sum.value), 11.0);
    // A margin on sales of nothing is missing, neither zero nor endless.
    assert_eq!(odd.value("c0", "margin", Layer::Plan, 2010), None);
    close(odd.value("c2", "margin", Layer::Plan, 2010), -7.5);
    // From a loss to a gain a path is linear: −8.9 + 20.9 / 5.
    close(odd.evaluation.path(&"c0".into(), &"profit".into(), 2011), -8.9 + 20.9 / 5.0);
    odd.walk();
}

#[test]
fn a_missing_base() {
    let list = base_and_target("c0", "sales", 10.0, 20.0).into_iter().chain(base_and_target("c1", "sales", 0.0, 80.0).into_iter().skip(1));
    let odd = Odd::open(&format!("{HEAD}{SALES}{}{}", clusters(3, |_| String::new()), figures(list)), "");
    assert_eq!(odd.counted("total", "sales", 2010), Some((10.0, 1, 3)));
    assert_eq!(odd.counted("total", "sales", 2015), Some((100.0, 2, 3)));
    assert_eq!(odd.evaluation.path(&"c1".into(), &"sales".into(), 2012), None, "no base is invented");
    assert!(odd.evaluation.requirement(&"c1".into(), &"sales".into()).per_year.is_none());
    odd.walk();
}

#[test]
fn a_companys_plan_in_english_with_its_own_units_and_fiscal_years() {
    let head = "format = 1\n\n[plan]\ntitle = \"Growth plan\"\ntotal = \"The group\"\nlanguage = \"en\"\nbase-year = 2024\nfirst-year = 2025\nlast-year = 2030\nyear-starts-in = 4\nmain-metric = \"net-sales\"\n";
    let head = head.replace("net-sales", "net_sales");
    let units = "[[unit]]\nid = \"USD m\"\nname = \"USD million\"\nmeasure = \"usd\"\nnumerator = 1000000\ndenominator = 1\n\
        [[unit]]\nid = \"USD bn\"\nname = \"USD billion\"\nmeasure = \"usd\"\nnumerator = 1000000000\ndenominator = 1\n";
    let mut structure = String::new();
    for (dimension, name, members) in
        [("region", "Region", ["emea", "apac", "amer"]), ("line", "Product line", ["pumps", "valves", "service"])]
    {
        let _ = writeln!(structure, "[[dimension]]\nid = \"{dimension}\"\nname = \"{name}\"");
        for member in members {
            let _ = writeln!(structure, "[[member]]\nid = \"{member}\"\ndimension = \"{dimension}\"\nname = \"{member}\"");
        }
    }
    let units_of_business = [("emea", "pumps"), ("emea", "valves"), ("apac", "pumps"), ("amer", "service")];
    for (region, line) in units_of_business {
        let _ = writeln!(
            structure,
            "[[cluster]]\nid = \"{region}-{line}\"\nname = \"{region} {line}\"\nin = {{ region = \"{region}\", line = \"{line}\" }}"
        );
    }
    let metrics = "[[metric]]\nid = \"net_sales\"\nname = \"Net sales\"\nunit = \"USD m\"\nkind = \"flow\"\n\
        [[metric]]\nid = \"operating_profit\"\nname = \"Operating profit\"\nunit = \"USD m\"\nkind = \"flow\"\n\
        [[metric]]\nid = \"margin\"\nname = \"Operating margin\"\nunit = \"%\"\nkind = \"derived\"\nformula = \"operating_profit / net_sales\"\n";
    let list = units_of_business.iter().enumerate().flat_map(|(n, (region, line))| {
        let node = format!("{region}-{line}");
        let base = 100.0 * (n + 1) as f64;
        [
            (node.clone(), "net_sales", 2024, "baseline", base.to_string(), "USD m"),
            (node.clone(), "net_sales", 2030, "target", format!(">= {}", base / 500.0), "USD bn"),
            (node.clone(), "operating_profit", 2024, "baseline", (base / 10.0).to_string(), "USD m"),
            (node, "operating_profit", 2030, "target", format!("{} .. {}", base / 5.0, base / 4.0), "USD m"),
        ]
    });
    let actuals = "apac-pumps,net_sales,,2025,333,USD m,final,ledger\nemea-pumps,net_sales,,2025-04..06,26.5,USD m,preliminary,ledger\n\
        emea-pumps,net_sales,,2025-04,9,USD m,preliminary,ledger\nemea-valves,net_sales,,2025Q1,55,USD m,preliminary,ledger\n";
    let odd = Odd::open(&format!("{head}{units}{structure}{metrics}{}", figures(list)), actuals);
    assert!(odd.found.is_empty(), "{:?}", odd.found);
    assert_eq!(odd.counted("total", "net_sales", 2024), Some((1000.0, 4, 4)));
    assert_eq!(odd.counted("emea", "net_sales", 2030), Some((600.0, 2, 2)), "billions are read as millions");
    assert_eq!(odd.counted("pumps", "net_sales", 2024), Some((400.0, 2, 2)));
    assert_eq!(odd.value("apac-pumps", "margin", Layer::Plan, 2024), Some(10.0));
    assert_eq!(*odd.evaluation.years().start(), 2024);
    assert!(*odd.evaluation.years().end() >= 2030);
    odd.walk();
}

#[test]
fn clusters_that_belong_to_no_member() {
    let structure = "[[dimension]]\nid = \"d\"\nname = \"维度\"\n[[member]]\nid = \"m\"\ndimension = \"d\"\nname = \"成员\"\n[[member]]\nid = \"empty\"\ndimension = \"d\"\nname = \"空成员\"\n";
    let loose = clusters(4, |n| if n == 0 { "in = { d = \"m\" }".to_owned() } else { String::new() });
    let list = (0..4).flat_map(|n| base_and_target(&format!("c{n}"), "sales", 10.0 + f64::from(n), 20.0));
    let odd = Odd::open(&format!("{HEAD}{SALES}{structure}{loose}{}", figures(list)), "");
    assert_eq!(odd.counted("total", "sales", 2010), Some((46.0, 4, 4)));
    assert_eq!(odd.counted("m", "sales", 2010), Some((10.0, 1, 1)));
    assert_eq!(odd.sum("empty", "sales", Layer::Plan, 2010).map(|sum| sum.n), None);
    odd.walk();
}

#[test]
fn a_tree_of_members_three_levels_deep() {
    let mut structure = String::from("[[dimension]]\nid = \"d\"\nname = \"地区\"\n");
    for (id, parent) in [("a", ""), ("aa", "a"), ("ab", "a"), ("aaa", "aa"), ("aab", "aa"), ("b", "")] {
        let parent = if parent.is_empty() { String::new() } else { format!("parent = \"{parent}\"\n") };
        let _ = write!(structure, "[[member]]\nid = \"{id}\"\ndimension = \"d\"\n{parent}name = \"成员 {id}\"\n");
    }
    let homes = ["aaa", "aaa", "aab", "ab", "a", "b"];
    let own = [("a", 40.0), ("aa", 9.0), ("b", 32.0)].into_iter().flat_map(|(node, base)| base_and_target(node, "sales", base, 500.0));
    let list = (0..6).flat_map(|n| base_and_target(&format!("c{n}"), "sales", f64::from(1 << n), 100.0)).chain(own);
    let clusters = clusters(6, |n| format!("in = {{ d = \"{}\" }}", homes[n]));
    let odd = Odd::open(&format!("{HEAD}{SALES}{structure}{clusters}{}", figures(list)), "");
    for (node, sum, of) in [("aaa", 3.0, 2), ("aa", 7.0, 3), ("ab", 8.0, 1), ("a", 31.0, 5), ("b", 32.0, 1), ("total", 63.0, 6)] {
        assert_eq!(odd.counted(node, "sales", 2010), Some((sum, of, of)), "{node}");
    }
    let by_members = odd.evaluation.members_sum(&NodeId::total(), &"d".into(), &"sales".into(), Layer::Plan, 2010);
    assert_eq!(by_members.map(|sum| (sum.value, sum.n, sum.of)), Some((72.0, 2, 2)), "members below others are not counted twice");
    let outside = |node: &str| odd.evaluation.residual(&node.into(), &"sales".into(), Layer::Plan, 2010);
    assert_eq!((outside("a"), outside("aa"), outside("b"), outside("ab")), (Some(9.0), Some(2.0), Some(0.0), None));
    odd.walk();
}

/// So many clusters in 20 members, with base and target each.
fn many(count: usize) -> Odd {
    let mut structure = String::from("[[dimension]]\nid = \"d\"\nname = \"维度\"\n");
    for n in 0..20 {
        let _ = writeln!(structure, "[[member]]\nid = \"m{n}\"\ndimension = \"d\"\nname = \"成员 {n}\"");
    }
    let list = (0..count).flat_map(|n| base_and_target(&format!("c{n}"), "sales", (n % 97) as f64, (n % 89) as f64 + 1.0));
    let clusters = clusters(count, |n| format!("in = {{ d = \"m{}\" }}", n % 20));
    let mut odd = Odd::open(&format!("{HEAD}{SALES}{structure}{clusters}{}", figures(list)), "c7,sales,,2011,5,亿元,final,x\n");
    assert_eq!(odd.found, Vec::<&str>::new());
    let base: usize = (0..count).map(|n| n % 97).sum();
    assert_eq!(odd.counted("total", "sales", 2010), Some((base as f64, count as u32, count as u32)));
    let third: usize = (0..count).filter(|n| n % 20 == 3).map(|n| n % 89 + 1).sum();
    assert_eq!(odd.sum("m3", "sales", Layer::Plan, 2015).map(|sum| sum.value), Some(third as f64));
    odd.step = count / 8;
    odd
}

#[test]
fn two_thousand_clusters() {
    many(2_000).walk();
}

#[test]
fn the_pages_of_judging_with_twenty_thousand_clusters() {
    let odd = many(20_000);
    odd.judging(&Arc::new(Words::new(Language::Chinese)));
}

#[test]
#[ignore = "every page in both languages takes minutes without optimisation, two thousand clusters and the pages of judging stand in for it: cargo test --release -- --ignored"]
fn twenty_thousand_clusters() {
    many(20_000).walk();
}
