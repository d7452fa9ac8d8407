//! The inspector at the right: why a number is what it is, down to its source.

use egui::{Label, RichText, Ui};

use super::why::why_ui;
use crate::base::{MetricId, NodeId, ScenarioId};
use crate::domain::{Edit, Observation, Status};
use crate::engine::assess::Ask;
use crate::ui::command::Command;
use crate::ui::context::{Stamp, View};
use crate::ui::icons::Icon;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::inspection::{Inspection, Subject, inspect};
use crate::view::judging::{inspect_judged, inspect_warning};
use crate::view::memo::Memo;
use crate::view::palette::size;
use crate::view::vintages::{Vintage, Vintages};
use crate::view::why::{Asked, Why, why};
use crate::view::wording;

/// What the inspector remembers between frames.
#[derive(Default)]
pub struct InspectorState {
    /// What it shows.
    pub subject: Option<Subject>,
    /// What was looked at before, where a link led on from it.
    trail: Vec<Subject>,
    shown: Memo<(Stamp, Ask, u64, Subject), Option<Inspection>>,
    chain: Memo<((u64, Stamp), Subject), Option<Why>>,
}

impl InspectorState {
    /// Shows something that was chosen elsewhere: the way back ends here.
    pub fn look_at(&mut self, subject: Subject) {
        self.trail.clear();
        self.subject = Some(subject);
    }
}

/// Draws the inspector.
pub fn inspector_ui(ui: &mut Ui, view: &View<'_>, state: &mut InspectorState, out: &mut Vec<Command>) {
    widgets::caption(ui, view.words.text("inspector"));
    ui.add_space(theme::STEP);
    subject_ui(ui, view, state, out);
}

/// Draws what is looked at, without a heading.
pub fn subject_ui(ui: &mut Ui, view: &View<'_>, state: &mut InspectorState, out: &mut Vec<Command>) {
    let Some(subject) = state.subject.clone() else {
        widgets::secondary(ui, view.words.text("inspector-empty"));
        return;
    };
    if let Subject::Scenario { scenario, node, metric, year } = &subject {
        return chain_ui(ui, view, state, &subject, (scenario.as_ref(), node, metric, *year));
    }
    let warned = if matches!(subject, Subject::Warning { .. }) { Some(view.warnings()) } else { None };
    let key = (view.stamp(), view.ask, warned.as_ref().map_or(0, |(of, _)| *of), subject.clone());
    let shown = state.shown.get(key, || match &subject {
        Subject::Judged { node, metric } => inspect_judged(view.document(), &view.evaluation, view.words, (node, metric), &view.ask),
        Subject::Warning { row, rule, node, metric } => {
            let list = warned.as_ref().map_or(&[][..], |(_, list)| list);
            inspect_warning(view.document(), view.words, list, (*row, rule, node, metric.as_ref()))
        }
        _ => inspect(view.document(), &view.evaluation, view.words, &subject),
    });
    match shown {
        Some(inspection) => {
            // A link of a chain may have led here: the way back stands above.
            let back = !state.trail.is_empty() && widgets::icon_text_button(ui, Icon::ArrowLeft, view.words.text("why-back")).clicked();
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| inspection_ui(ui, view, inspection, out));
            if back {
                state.subject = state.trail.pop();
            }
        }
        None => {
            widgets::secondary(ui, view.words.text("inspector-gone"));
        }
    }
}

/// The chain behind a value of a scenario. A link leads on, the arrow back.
fn chain_ui(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut InspectorState,
    subject: &Subject,
    (scenario, node, metric, year): (Option<&ScenarioId>, &NodeId, &MetricId, i32),
) {
    let key = (view.scenario_stamp(), subject.clone());
    let chain = state.chain.get(key, || {
        let evaluated = view.scenario_evaluation(scenario.filter(|id| view.document().scenarios.contains(*id)));
        let asked = Asked { document: view.document(), evaluation: &view.evaluation, scenario: &evaluated, words: view.words };
        why(asked, node, metric, year)
    });
    let Some(chain) = chain else {
        widgets::secondary(ui, view.words.text("why-nothing"));
        return;
    };
    let has_trail = !state.trail.is_empty();
    let scroll = egui::ScrollArea::vertical().id_salt("why").auto_shrink(false);
    let (to, back) = scroll
        .show(ui, |ui| {
            ui.set_max_width(ui.available_width() - theme::RELATED);
            why_ui(ui, view, chain, scenario, has_trail)
        })
        .inner;
    if back {
        state.subject = state.trail.pop();
    } else if let Some(to) = to {
        state.trail.push(subject.clone());
        state.subject = Some(to);
    }
}

fn inspection_ui(ui: &mut Ui, view: &View<'_>, inspection: &Inspection, out: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = theme::RELATED;
    ui.add(Label::new(RichText::new(&inspection.title).font(fonts::bold(size::SECTION))).wrap());
    if !inspection.value.is_empty() {
        ui.horizontal(|ui| {
            ui.add(Label::new(RichText::new(&inspection.value).font(fonts::bold(size::KEY_NUMBER))));
            widgets::secondary(ui, &inspection.unit);
            if inspection.illustrative {
                widgets::badge(ui, view.words.text("illustrative"));
            }
        });
    }
    for (name, text) in &inspection.facts {
        widgets::fact(ui, name, text);
    }
    if let Some((key, observation)) = &inspection.status_of {
        status_ui(ui, view, key, observation, out);
    }
    if !inspection.arithmetic.is_empty() {
        ui.add_space(theme::STEP);
        egui::Frame::new().fill(colour(view.palette.alternate)).corner_radius(size::CORNER).inner_margin(10).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            for line in &inspection.arithmetic {
                ui.add(Label::new(RichText::new(line).size(size::TABLE)).wrap());
            }
        });
    }
    if let Some(vintages) = &inspection.vintages {
        vintages_ui(ui, view, vintages, out);
    }
}

/// All that was read for the period; a click on one makes it count.
fn vintages_ui(ui: &mut Ui, view: &View<'_>, vintages: &Vintages, out: &mut Vec<Command>) {
    let words = view.words;
    let choose = |file: Option<&str>| Command::Edit {
        edit: Edit::pin(&view.document().actuals, &vintages.key, vintages.period, file),
        label: "step-vintage",
    };
    ui.add_space(theme::STEP);
    widgets::section(ui, words.text("inspector-vintages"), |ui| {
        let by_rule =
            widgets::chip(ui, words.text("vintage-automatic"), !vintages.chosen).on_hover_text(words.text("vintage-automatic-hint"));
        if by_rule.clicked() && vintages.chosen {
            out.push(choose(None));
        }
    });
    widgets::caption(ui, words.text("inspector-vintages-hint"));
    for vintage in &vintages.list {
        if vintage_ui(ui, view, vintage).clicked() && !vintage.pinned {
            out.push(choose(Some(&vintage.file)));
        }
    }
}

/// One vintage: the value to be chosen, and in small print when and where it was read.
fn vintage_ui(ui: &mut Ui, view: &View<'_>, vintage: &Vintage) -> egui::Response {
    let words = view.words;
    let value = wording::with_unit(&vintage.value, &vintage.unit);
    let response = ui
        .horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = theme::STEP;
            let response = widgets::chip(ui, &value, vintage.counts);
            let label = words.with("vintage-choose", &[("file", &vintage.kept_in), ("value", &value)]);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, ui.is_enabled(), vintage.counts, &label));
            if vintage.pinned {
                widgets::badge(ui, words.text("vintage-chosen"));
            } else if vintage.counts {
                widgets::badge(ui, words.text("vintage-counts"));
            }
            widgets::badge(ui, &vintage.status);
            response
        })
        .inner;
    let when =
        [vintage.read_on.as_str(), vintage.kept_in.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    for line in [&when, &vintage.place, &vintage.as_read].into_iter().filter(|line| !line.is_empty()) {
        ui.add(Label::new(RichText::new(line).size(size::CAPTION).color(colour(view.palette.secondary))).wrap());
    }
    response
}

/// How far an actual can be relied on, to be changed with a click.
fn status_ui(ui: &mut Ui, view: &View<'_>, key: &crate::domain::SeriesKey, observation: &Observation, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        for status in Status::ALL {
            let chosen = observation.status == status;
            if widgets::chip(ui, wording::status(view.words, status), chosen).clicked() && !chosen {
                let to = Observation { status, ..observation.clone() };
                let edit = Edit::observation(key.clone(), observation.period, &observation.file.clone(), Some(to));
                out.push(Command::Edit { edit, label: "step-status" });
            }
        }
    });
}
