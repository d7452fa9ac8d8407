//! Charts of scenarios and projects in the window: how they look on the sample plan in both themes, a point dragged, a row clicked.

use std::path::Path;
use std::sync::Arc;

use clusterplan::base::{Label, NodeId, Period, ProjectId, Quantity, ScenarioId};
use clusterplan::domain::{Document, Edit, Project, ProjectStatus, Source};
use clusterplan::engine::Evaluation;
use clusterplan::engine::scenario::ScenarioEvaluation;
use clusterplan::io::export::chart::font_measure;
use clusterplan::io::workspace;
use clusterplan::ui::chart::{ChartView, Dragged};
use clusterplan::ui::theme;
use clusterplan::view::chart::spec::{Body, Marker};
use clusterplan::view::chart::{ChartKind, ChartSpec, Laid, Scene, Style, Subject, build_with, data_table, layout, project_timeline};
use clusterplan::view::palette::Palette;
use clusterplan::view::{Language, Words};
use egui::{Pos2, pos2, vec2};

use crate::painter::{both_themes, harness_state};

const SHOCK: &str = "solar-trade-shock";

/// The sample plan with its scenarios, evaluated.
struct Sample {
    document: Document,
    evaluation: Evaluation,
    scenarios: Vec<Arc<ScenarioEvaluation>>,
}

impl Sample {
    fn open() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
        let document = workspace::open(&folder).unwrap().document;
        let evaluation = Evaluation::of(&document);
        let of = |id: &ScenarioId| Arc::new(ScenarioEvaluation::of(&document, &evaluation, id));
        let scenarios = document.scenarios.iter().map(|scenario| of(&scenario.id)).collect();
        Self { document, evaluation, scenarios }
    }

    fn chart(&self, kind: ChartKind, node: &str, metric: &str, laid: &Laid<'_>) -> ChartSpec {
        let words = Words::new(Language::Chinese);
        let (node, metric) = (node.into(), metric.into());
        let (document, evaluation) = (&self.document, &self.evaluation);
        build_with(kind, &Subject { document, evaluation, words: &words, node: &node, metric: &metric, dimension: None }, laid).unwrap()
    }

    fn shock(&self) -> Arc<ScenarioEvaluation> {
        self.scenarios.iter().find(|one| one.scenario().is_some_and(|id| id.as_str() == SHOCK)).unwrap().clone()
    }
}

/// Projects of all states, one without a date.
fn with_projects(document: &mut Document) {
    for (place, (name, node, status, start, ramp)) in [
        ("切片扩产", "haining-solar", ProjectStatus::OnStream, Some(Period::year(2011)), vec![0.5]),
        ("晶体硅电池二期", "jiashan-solar", ProjectStatus::Building, Period::month(2012, 7), vec![0.3, 0.7]),
        ("丙烷脱氢", "port-chemicals", ProjectStatus::Approved, Period::month(2014, 7), vec![0.4, 0.8]),
        ("磁性材料研究院", "haining-magnetics", ProjectStatus::Proposed, None, Vec::new()),
        ("封装线", "hangzhou-bay-led", ProjectStatus::Cancelled, Some(Period::year(2013)), vec![0.5]),
    ]
    .into_iter()
    .enumerate()
    {
        let project = Project {
            id: ProjectId::new(format!("p{place}")),
            name: Label::new(name),
            node: NodeId::new(node),
            key_field: String::new(),
            status,
            investment: Some(Quantity::new(12.0 + place as f64, "亿元")),
            land: None,
            energy: None,
            on_stream: start,
            metric: None,
            full_output: Some(Quantity::new(30.0 + place as f64, "亿元")),
            ramp,
            source: Source::default(),
            note: String::new(),
            extra: Default::default(),
        };
        let at = document.plan.projects.len();
        document.apply(Edit::place(project, at)).unwrap();
    }
}

#[test]
fn charts_of_scenarios_and_projects() {
    let mut sample = Sample::open();
    let shock = sample.shock();
    let id = shock.scenario().cloned();
    let pins: Vec<NodeId> = sample.document.plan.clusters.iter().take(6).map(|cluster| cluster.id.clone()).collect();
    let all = Laid { scenarios: &sample.scenarios, chosen: id.as_ref(), draggable: true, ..Laid::default() };
    let one = [shock];
    let mut specs = vec![
        sample.chart(ChartKind::ScenarioOverlay, "total", "output", &all),
        sample.chart(ChartKind::Waterfall, "total", "output", &Laid { scenarios: &one, ..Laid::default() }),
        sample.chart(ChartKind::SmallMultiples, "total", "sales_revenue", &Laid { nodes: &pins, scenarios: &one, ..Laid::default() }),
    ];
    with_projects(&mut sample.document);
    let (words, total) = (Words::new(Language::Chinese), NodeId::total());
    let chosen = ProjectId::new("p1");
    specs.push(project_timeline(&sample.document, &sample.evaluation, &words, &total, None, Some(&chosen)));
    assert!(specs.iter().all(|spec| !matches!(spec.body, Body::Empty(_))));
    let specs: Vec<Arc<ChartSpec>> = specs.into_iter().map(Arc::new).collect();
    both_themes(
        "scenario-charts",
        [1250.0, 730.0],
        |ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, theme::colour(theme::palette(ui).panel));
            egui::Grid::new("charts").spacing(vec2(24.0, 20.0)).show(ui, |ui| {
                for (place, spec) in specs.iter().enumerate() {
                    ChartView::default().show(ui, spec, vec2(600.0, 340.0), true, font_measure());
                    if place % 2 == 1 {
                        ui.end_row();
                    }
                }
            });
        },
        |_| {},
    );
}

#[test]
fn a_waterfall_of_the_sample_adds_up_and_can_be_taken_away() {
    let sample = Sample::open();
    let one = [sample.shock()];
    let spec = sample.chart(ChartKind::Waterfall, "total", "output", &Laid { scenarios: &one, ..Laid::default() });
    let Body::Waterfall(way) = &spec.body else { panic!("{spec:?}") };
    assert!(!way.steps.is_empty() && way.steps.iter().all(|step| step.text.starts_with(['+', '−'])), "{way:?}");
    let sum = way.start.amount + way.steps.iter().map(|step| step.amount).sum::<f64>();
    assert!((sum - way.end.amount).abs() < 1e-6 * way.end.amount.abs(), "{sum} {}", way.end.amount);
    let rows = data_table(&spec);
    assert_eq!(rows.iter().filter(|row| row.len() == 3).count(), way.steps.len() + 3, "heads, both ends, a row a step");
}

#[test]
fn a_year_that_counts_other_clusters_than_its_neighbours_stands_as_a_point() {
    let sample = Sample::open();
    let laid = Laid { scenarios: &sample.scenarios, ..Laid::default() };
    let spec = sample.chart(ChartKind::ScenarioOverlay, "total", "sales_revenue", &laid);
    let Body::Plot(plot) = &spec.body else { panic!("{spec:?}") };
    let alone: Vec<_> = plot.lines.iter().filter(|line| line.points.len() == 1).collect();
    assert!(alone.len() >= 2, "the last year has a cluster more");
    assert!(alone.iter().all(|line| line.points[0].marked && line.marker != Marker::None), "{alone:?}");
}

#[test]
fn a_waterfall_cites_the_plan_that_it_starts_from() {
    let sample = Sample::open();
    let shock = [sample.shock()];
    let spec = sample.chart(ChartKind::Waterfall, "new-energy", "sales_revenue", &Laid { scenarios: &shock, ..Laid::default() });
    assert!(spec.foot.contains("嘉政发"), "{}", spec.foot);
}

#[test]
fn the_end_of_a_scenario_line_says_which_and_how_much() {
    let sample = Sample::open();
    let spec = sample.chart(ChartKind::ScenarioOverlay, "total", "output", &Laid { scenarios: &sample.scenarios, ..Laid::default() });
    let Body::Plot(plot) = &spec.body else { panic!("{spec:?}") };
    for scenario in sample.document.scenarios.iter() {
        let name = scenario.name.get("zh-CN");
        let value = sample.scenarios.iter().find(|one| one.scenario() == Some(&scenario.id)).unwrap();
        let value = value.reading(&NodeId::total(), &"output".into(), 2015).value.unwrap();
        let line = plot.lines.iter().find(|line| line.name == name);
        let end = line.and_then(|line| line.points.last()).unwrap();
        assert!((end.value - value).abs() < 1e-9, "{name}");
        let label = line.and_then(|line| line.label.clone()).unwrap();
        let number = clusterplan::view::number::value(value);
        assert!(label.starts_with(&name[..9]) && label.ends_with(&number), "a long name is cut, never the value: {label}");
    }
    let inks: Vec<_> = plot.lines.iter().filter(|line| line.label_at_end).map(|line| line.ink).collect();
    assert!((1..inks.len()).all(|n| !inks[..n].contains(&inks[n])), "a colour each: {inks:?}");
}

/// A chart with points to drag, and what was done to it.
struct Page {
    spec: Arc<ChartSpec>,
    view: ChartView,
    dragged: Vec<Dragged>,
    picked: Option<usize>,
}

const SIZE: egui::Vec2 = vec2(640.0, 340.0);

fn page(spec: ChartSpec) -> egui_kittest::Harness<'static, Page> {
    let page = Page { spec: Arc::new(spec), view: ChartView::default(), dragged: Vec::new(), picked: None };
    harness_state([SIZE.x + 16.0, SIZE.y + 16.0], false, page, |ui, page| {
        let touch = page.view.touch(ui, &page.spec, SIZE, true, font_measure());
        page.dragged.extend(touch.dragged);
        page.picked = touch.picked.or(page.picked);
    })
}

fn scene(spec: &ChartSpec) -> Scene {
    layout(spec, SIZE.x, SIZE.y, font_measure(), &Style::screen(&Palette::LIGHT, true))
}

/// Where the harness puts the chart.
fn at(window: &egui_kittest::Harness<'_, Page>, place: clusterplan::view::chart::Pos) -> Pos2 {
    use egui_kittest::kittest::Queryable;
    let corner = window.get_by_role(egui::accesskit::Role::Image).rect().min;
    pos2(corner.x + place.x, corner.y + place.y)
}

#[test]
fn a_point_of_a_scenario_line_is_dragged_and_tells_its_value() {
    let sample = Sample::open();
    let id = ScenarioId::new(SHOCK);
    let laid = Laid { scenarios: &sample.scenarios, chosen: Some(&id), draggable: true, ..Laid::default() };
    let spec = sample.chart(ChartKind::ScenarioOverlay, "haining-solar", "sales_revenue", &laid);
    let scene = scene(&spec);
    let handle = scene.handles.iter().find(|handle| handle.grip.year == 2015).unwrap().clone();
    assert!((handle.value_at(handle.centre.y) - handle.grip.value).abs() < handle.grip.value.abs() * 0.02, "the height tells the value");
    let mut window = page(spec);
    window.run();
    let from = at(&window, handle.centre);
    window.drag_at(from);
    window.run();
    window.hover_at(from - vec2(0.0, 30.0));
    window.run();
    window.hover_at(from - vec2(0.0, 60.0));
    window.run();
    window.drop_at(from - vec2(0.0, 60.0));
    window.run();
    let dragged = &window.state().dragged;
    let last = dragged.last().unwrap_or_else(|| panic!("nothing was dragged"));
    assert!(last.done && last.year == 2015 && last.series.scenario == id, "{last:?}");
    assert_eq!((last.series.node.as_str(), last.series.metric.as_str()), ("haining-solar", "sales_revenue"));
    let expected = handle.value_at(handle.centre.y - 60.0);
    assert!((last.value - expected).abs() < 1e-9 && last.value > handle.grip.value, "{last:?} {expected}");
    assert!(dragged.iter().filter(|dragged| !dragged.done).count() >= 1, "values come while dragging: {dragged:?}");
    assert!(dragged.iter().filter(|dragged| dragged.done).count() == 1, "{dragged:?}");
}

#[test]
fn where_nothing_is_to_be_dragged_nothing_is() {
    let sample = Sample::open();
    let laid = Laid { scenarios: &sample.scenarios, ..Laid::default() };
    let spec = sample.chart(ChartKind::ScenarioOverlay, "haining-solar", "sales_revenue", &laid);
    assert!(scene(&spec).handles.is_empty());
    let mut window = page(spec);
    window.run();
    window.drag_at(pos2(500.0, 150.0));
    window.run();
    window.drop_at(pos2(500.0, 90.0));
    window.run();
    assert!(window.state().dragged.is_empty());
}

#[test]
fn a_click_on_a_project_tells_which() {
    let mut sample = Sample::open();
    with_projects(&mut sample.document);
    let words = Words::new(Language::Chinese);
    let spec = project_timeline(&sample.document, &sample.evaluation, &words, &NodeId::total(), None, None);
    let Body::Timeline(timeline) = &spec.body else { panic!("{spec:?}") };
    assert_eq!(timeline.rows.last().map(|row| row.name.as_str()), Some("磁性材料研究院"), "those without a date stand last");
    let place = timeline.rows.iter().position(|row| row.name == "丙烷脱氢").unwrap();
    let hit = scene(&spec).hits.iter().find(|hit| hit.pick == Some(place)).unwrap().rect.centre();
    let mut window = page(spec);
    window.run();
    let place_of = at(&window, hit);
    window.drag_at(place_of);
    window.run();
    window.drop_at(place_of);
    window.run();
    assert_eq!(window.state().picked, Some(place));
}
