//! The form of an export of many charts: of whom, which, as which files, how large, under which names, with the first names as they
//! will be. Nothing is drawn here; the order goes to a job.

use std::collections::BTreeSet;

use egui::{Align, Label, Layout, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::export::format_key;
use super::picture::PictureForm;
use super::{field_ui, foot_ui, title_ui};
use crate::base::{Diagnostic, MetricId, NodeId, ScenarioId};
use crate::domain::NodeKind;
use crate::io::export::batch::Order;
use crate::io::export::chart::Format;
use crate::io::export::names::{Field, Pattern};
use crate::ui::command::{Command, PathPurpose};
use crate::ui::context::View;
use crate::ui::theme::{self, colour};
use crate::ui::widgets;
use crate::view::chart::ChartKind;
use crate::view::chart::build::scenario_name;
use crate::view::palette::size;
use crate::view::wording;

/// Width of the list of nodes.
const LIST: f32 = 250.0;
/// Height of the form without title and buttons.
const HEIGHT: f32 = 510.0;
/// Names shown beforehand.
const SHOWN: usize = 3;

/// What is asked for, as far as it was filled in.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    nodes: BTreeSet<NodeId>,
    metric: Option<MetricId>,
    kinds: BTreeSet<ChartKind>,
    scenarios: BTreeSet<ScenarioId>,
    formats: BTreeSet<Format>,
    picture: PictureForm,
    pattern: String,
    keep: bool,
}

/// The order that a draft gives, with its first names; or why it gives none.
struct Outlook {
    of: Draft,
    stamp: (u64, crate::view::Language),
    order: Result<Order, Diagnostic>,
    /// Names of the first files, and a sentence on how many there are at most.
    texts: (Vec<String>, String),
}

/// The form.
pub struct BatchDialog {
    draft: Draft,
    finder: String,
    outlook: Option<Outlook>,
}

impl BatchDialog {
    /// An export of nodes: those given, of a metric, in a kind of chart; the rest is chosen in the form.
    pub fn new(nodes: impl IntoIterator<Item = NodeId>, metric: Option<MetricId>, kind: ChartKind, scenario: Option<ScenarioId>) -> Self {
        let pattern = [Field::Node, Field::Kind, Field::Metric, Field::Year].map(|field| format!("{{{}}}", field.word())).join("-");
        let draft = Draft {
            nodes: nodes.into_iter().collect(),
            metric,
            kinds: BTreeSet::from([kind]),
            scenarios: scenario.into_iter().collect(),
            formats: BTreeSet::from([Format::Png]),
            picture: PictureForm::default(),
            pattern,
            keep: false,
        };
        Self { draft, finder: String::new(), outlook: None }
    }

    /// The order as it stood when the form was drawn last; `None` where something is missing.
    pub fn order(&self) -> Option<Order> {
        self.outlook.as_ref().and_then(|outlook| outlook.order.clone().ok())
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        title_ui(ui, view.words.text("batch-title"));
        let height = HEIGHT.min(ui.ctx().content_rect().height() - 170.0).max(200.0);
        let width = ui.available_width();
        ui.allocate_ui_with_layout(vec2(width, height), Layout::left_to_right(Align::Min), |ui| {
            ui.allocate_ui_with_layout(vec2(LIST, height), Layout::top_down(Align::Min), |ui| self.nodes_ui(ui, view, height));
            ui.add_space(theme::AROUND);
            let room = vec2(width - LIST - 2.0 * theme::AROUND, height);
            ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
                ScrollArea::vertical().id_salt("batch-form").auto_shrink([false, false]).show(ui, |ui| self.form_ui(ui, view));
            });
        });
        self.look_ahead(view);
        let mut stays = true;
        foot_ui(ui, |ui| {
            let ready = self.order().is_some();
            let button = ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, view.words.text("batch-action"))).inner;
            if ready && button.clicked() {
                out.push(Command::AskPath(PathPurpose::ExportFolder));
            }
            if ui.button(view.words.text("cancel")).clicked() {
                stays = false;
            }
        });
        stays
    }

    /// Whom the charts are of: a list to tick, with what is asked for most as one click each.
    fn nodes_ui(&mut self, ui: &mut Ui, view: &View<'_>, height: f32) {
        let (words, plan) = (view.words, &view.document().plan);
        let count = self.draft.nodes.len().to_string();
        widgets::secondary(ui, &words.with("batch-nodes", &[("n", &count)]));
        widgets::search_field(ui, &mut self.finder, words.text("scenario-find-node"), words.text("navigator-clear"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme::STEP;
            for pick in Pick::ALL {
                if widgets::chip(ui, words.text(pick.key()), false).clicked() {
                    self.draft.nodes = plan.nodes().filter(|node| pick.takes(plan.node_kind(node))).collect();
                }
            }
        });
        let found: Vec<&NodeId> = view.names.find(&self.finder).filter(|node| node.outside_of().is_none()).collect();
        let room = (height - 92.0).max(80.0);
        egui::Frame::new().stroke(theme::hairline(view.palette)).corner_radius(size::CORNER).inner_margin(6).show(ui, |ui| {
            ui.set_width(LIST - 14.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let list = ScrollArea::vertical().id_salt("batch-nodes").max_height(room).min_scrolled_height(room).auto_shrink([false, false]);
            list.show_rows(ui, theme::CONTROL, found.len(), |ui, rows| {
                for node in &found[rows] {
                    let mut on = self.draft.nodes.contains(*node);
                    if widgets::checkbox(ui, &mut on, &wording::node(words, plan, node)) {
                        let _ = if on { self.draft.nodes.insert((*node).clone()) } else { self.draft.nodes.remove(*node) };
                    }
                }
            });
        });
    }

    fn form_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        self.kinds_ui(ui, view);
        self.metric_ui(ui, view);
        field_ui(ui, view.words.text("export-format"), |ui| {
            for format in Format::ALL {
                toggle(ui, view.words.text(format_key(format)), &mut self.draft.formats, format);
            }
        });
        let formats: Vec<Format> = self.draft.formats.iter().copied().collect();
        self.draft.picture.ui(ui, view, &formats);
        self.pattern_ui(ui, view);
        field_ui(ui, view.words.text("batch-existing"), |ui| {
            for (key, keep) in [("batch-replace", false), ("batch-keep", true)] {
                if widgets::chip(ui, view.words.text(key), self.draft.keep == keep).clicked() {
                    self.draft.keep = keep;
                }
            }
        });
    }

    fn kinds_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (words, scenarios) = (view.words, &view.document().scenarios);
        field_ui(ui, words.text("batch-kinds"), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(theme::STEP, theme::STEP);
                for kind in ChartKind::ALL.into_iter().filter(|kind| !kind.needs_scenario() || !scenarios.is_empty()) {
                    toggle(ui, words.text(kind.name_key()), &mut self.draft.kinds, kind);
                }
            });
        });
        if self.draft.kinds.iter().any(|kind| kind.needs_scenario()) {
            field_ui(ui, words.text("batch-scenarios"), |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(theme::STEP, theme::STEP);
                    for scenario in scenarios.iter() {
                        let name = scenario_name(words, view.document(), Some(&scenario.id));
                        toggle(ui, &name, &mut self.draft.scenarios, scenario.id.clone());
                    }
                });
            });
        }
    }

    fn metric_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let (words, plan) = (view.words, &view.document().plan);
        field_ui(ui, words.text("node-metric"), |ui| {
            let name = self.draft.metric.as_ref().map_or("", |metric| wording::metric(words, plan, metric));
            let shown = widgets::combo("batch-metric").selected_text(name).width(180.0).show_ui(ui, |ui| {
                for metric in plan.metrics.iter() {
                    let on = self.draft.metric.as_ref() == Some(&metric.id);
                    if ui.selectable_label(on, wording::metric(words, plan, &metric.id)).clicked() {
                        self.draft.metric = Some(metric.id.clone());
                    }
                }
            });
            widgets::name_field(&shown.response, words.text("node-metric"));
        });
    }

    /// The pattern of names, the fields to put into it, and the first names or what is wrong.
    fn pattern_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let words = view.words;
        field_ui(ui, words.text("batch-pattern"), |ui| {
            let width = ui.available_width() - 8.0;
            let field = ui.add(TextEdit::singleline(&mut self.draft.pattern).desired_width(width).id_salt("batch-pattern"));
            widgets::name_field(&field, words.text("batch-pattern"));
        });
        field_ui(ui, "", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(theme::STEP, theme::STEP);
                for field in Field::ALL {
                    let word = format!("{{{}}}", field.word());
                    let chip = widgets::chip(ui, &format!("+ {}", words.text(field.name_key())), false);
                    if chip.on_hover_text(&word).clicked() {
                        self.draft.pattern.push_str(&word);
                    }
                }
            });
        });
        let Some(outlook) = &self.outlook else { return };
        field_ui(ui, words.text("batch-names"), |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                if let Err(told) = &outlook.order {
                    let text = RichText::new(words.diagnostic(told)).size(size::TABLE).color(colour(view.palette.off_track));
                    ui.add(Label::new(text).wrap());
                    return;
                }
                for name in &outlook.texts.0 {
                    let text = RichText::new(name).size(size::TABLE).color(colour(view.palette.secondary));
                    ui.add(Label::new(text).truncate());
                }
                widgets::caption(ui, &outlook.texts.1);
            });
        });
    }

    /// Makes the order and its first names again where the draft has changed.
    fn look_ahead(&mut self, view: &View<'_>) {
        let stamp = (view.session.revision(), view.words.language());
        if self.outlook.as_ref().is_some_and(|outlook| outlook.of == self.draft && outlook.stamp == stamp) {
            return;
        }
        let order = self.draft.order(view);
        let texts = order.as_ref().map(|order| texts(order, view)).unwrap_or_default();
        self.outlook = Some(Outlook { of: self.draft.clone(), stamp, order, texts });
    }
}

impl Draft {
    fn order(&self, view: &View<'_>) -> Result<Order, Diagnostic> {
        let plan = &view.document().plan;
        let missing = |code| Diagnostic::error(code, crate::base::Place::default());
        let nodes: Vec<NodeId> = plan.nodes().filter(|node| self.nodes.contains(node)).collect();
        let metric = self.metric.clone().filter(|metric| plan.metrics.contains(metric)).ok_or_else(|| missing("batch-no-metric"))?;
        if nodes.is_empty() {
            return Err(missing("batch-no-node"));
        }
        if self.kinds.is_empty() {
            return Err(missing("batch-no-kind"));
        }
        if self.formats.is_empty() {
            return Err(missing("batch-no-format"));
        }
        let scenarios = view.document().scenarios.iter().map(|scenario| scenario.id.clone());
        let scenarios: Vec<ScenarioId> = scenarios.filter(|id| self.scenarios.contains(id)).collect();
        if scenarios.is_empty() && self.kinds.iter().all(|kind| kind.needs_scenario()) {
            return Err(missing("batch-no-scenario"));
        }
        Ok(Order {
            nodes,
            metric,
            kinds: ChartKind::ALL.into_iter().filter(|kind| self.kinds.contains(kind)).collect(),
            scenarios,
            year: None,
            formats: self.formats.iter().copied().collect(),
            size: self.picture.size(),
            pattern: Pattern::parse(&self.pattern)?,
            keep: self.keep,
        })
    }
}

fn texts(order: &Order, view: &View<'_>) -> (Vec<String>, String) {
    let ending = order.formats.first().map_or("", |format| format.id());
    let names = order.wanted(view.document(), view.words).take(SHOWN).map(|wanted| format!("{}.{ending}", wanted.stem));
    let (charts, formats) = (order.count(), order.formats.len());
    let [files, charts] = [charts * formats, charts].map(|count| count.to_string());
    (names.collect(), view.words.with("batch-count", &[("charts", &charts), ("files", &files)]))
}

/// A chip that puts something into a set or takes it out.
fn toggle<T: Ord>(ui: &mut Ui, text: &str, chosen: &mut BTreeSet<T>, one: T) {
    let on = chosen.contains(&one);
    if widgets::chip(ui, text, on).clicked() {
        let _ = if on { chosen.remove(&one) } else { chosen.insert(one) };
    }
}

/// What is chosen with one click.
#[derive(Clone, Copy)]
enum Pick {
    All,
    Members,
    Clusters,
    None,
}

impl Pick {
    const ALL: [Self; 4] = [Self::All, Self::Members, Self::Clusters, Self::None];

    fn key(self) -> &'static str {
        match self {
            Self::All => "batch-pick-all",
            Self::Members => "batch-pick-members",
            Self::Clusters => "batch-pick-clusters",
            Self::None => "batch-pick-none",
        }
    }

    fn takes(self, kind: Option<NodeKind>) -> bool {
        match self {
            Self::All => true,
            Self::Members => matches!(kind, Some(NodeKind::Total | NodeKind::Member)),
            Self::Clusters => matches!(kind, Some(NodeKind::Cluster)),
            Self::None => false,
        }
    }
}
