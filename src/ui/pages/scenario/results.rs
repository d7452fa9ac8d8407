//! The right side of the scenario page: key results that follow every drag, or why a number is what it is.

use egui::{Align2, Label, RichText, Sense, Ui, pos2, vec2};

use super::state::{ScenarioState, Side};
use crate::ui::brief_add;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons;
use crate::ui::panels::inspector::{InspectorState, subject_ui};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::briefing_page::seen::{Seen, SeenTable};
use crate::view::palette::{Palette, size};
use crate::view::scenario_page::results::{About, ResultLine, Results, ResultsOf, Step, results};

/// Draws what stands at the right of the scenario page.
pub fn side_ui(ui: &mut Ui, view: &View<'_>, state: &mut ScenarioState, inspector: &mut InspectorState, out: &mut Vec<Command>) {
    let words = view.words;
    let labels = [words.text("scenario-results"), words.text("inspector")];
    if let Some(place) = widgets::segmented(ui, &labels, usize::from(state.side == Side::Why)) {
        state.side = if place == 0 { Side::Results } else { Side::Why };
    }
    ui.add_space(theme::RELATED);
    if state.side == Side::Why {
        return subject_ui(ui, view, inspector, out);
    }
    let Some(metric) = state.metric(view).filter(|_| view.scenario.is_some()) else {
        widgets::secondary(ui, words.text("scenario-results-empty"));
        return;
    };
    let key = state.key(view, &metric);
    let node = state.node(view.document());
    let (plan, scenario) = (view.scenario_evaluation(None), view.scenario_evaluation(view.scenario.as_ref()));
    let made = state.results.get(key, || {
        results(&ResultsOf { document: view.document(), words, plan: &plan, scenario: &scenario, node: &node, metric: &metric })
    });
    let made = made.clone();
    egui::ScrollArea::vertical().id_salt("scenario-results").auto_shrink(false).show(ui, |ui| {
        // The bar of the scroll area does not stand on the numbers.
        ui.set_max_width(ui.available_width() - theme::RELATED);
        let year = view.document().plan.info.last_year;
        results_ui(ui, view, &made, &About { node, metric, year }, out);
    });
}

fn results_ui(ui: &mut Ui, view: &View<'_>, results: &Results, at: &About, out: &mut Vec<Command>) {
    let words = view.words;
    for line in &results.lines {
        key_line_ui(ui, view, line, at, out);
    }
    for line in &results.limits {
        key_line_ui(ui, view, line, at, out);
    }
    if !results.steps.is_empty() {
        ui.add_space(theme::STEP);
        ui.horizontal(|ui| {
            ui.add(Label::new(RichText::new(words.text("scenario-steps")).font(fonts::bold(size::BODY))));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let seen = || Seen::of(&at.node, Some(&at.metric)).with_scenarios([view.scenario.as_ref()]);
                brief_add::table_ui(ui, view, || seen().table(SeenTable::ScenarioResults), out);
            });
        });
        if steps_ui(ui, &results.steps, view.palette) {
            out.push(Command::AskWhy(view.scenario_subject(&at.node, &at.metric, at.year)));
        }
        widgets::caption(ui, words.text("scenario-steps-hint"));
    }
    if !results.missed.is_empty() {
        title_ui(ui, words.text("scenario-missed"));
        results.missed.iter().for_each(|line| small_line_ui(ui, view, line, at, out));
    }
    if !results.beyond.is_empty() {
        title_ui(ui, words.text("scenario-beyond"));
        results.beyond.iter().for_each(|line| small_line_ui(ui, view, line, at, out));
    }
    if !results.notes.is_empty() {
        title_ui(ui, words.text("scenario-notes"));
        for note in &results.notes {
            widgets::prose(ui, note, size::TABLE, false, colour(view.palette.secondary));
        }
    }
}

fn title_ui(ui: &mut Ui, text: &str) {
    ui.add_space(theme::RELATED);
    ui.add(Label::new(RichText::new(text).font(fonts::bold(size::BODY))));
}

/// A result with a large number; a click looks at what it is of.
fn key_line_ui(ui: &mut Ui, view: &View<'_>, line: &ResultLine, at: &About, out: &mut Vec<Command>) {
    let palette = view.palette;
    let height = if line.note.is_empty() { 50.0 } else { 64.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    describe(&response, ui, line);
    if response.hovered() && line.about.is_some() {
        ui.painter().rect_filled(rect, size::CORNER, colour(palette.alternate));
    }
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    icons::mark(&painter, pos2(rect.left() + 6.0, rect.top() + 14.0), 5.0, line.mark, palette);
    let quiet = colour(palette.secondary);
    let base = pos2(rect.left(), rect.top() + 35.0);
    let number = painter.text(base, Align2::LEFT_CENTER, &line.value, fonts::bold(17.0), colour(palette.text));
    let unit = painter.layout_no_wrap(line.unit.clone(), fonts::regular(size::TABLE), quiet);
    let trailing = painter.layout_no_wrap(line.trailing.clone(), fonts::regular(size::CAPTION), quiet);
    let right = rect.right() - 2.0 - trailing.size().x;
    // Half a unit would read like another number: where it needs the row for itself, the difference goes up beside the title.
    let beside = number.right() + unit.size().x + 12.0 <= right;
    let title_end = if beside { rect.right() } else { right - theme::RELATED };
    let title = widgets::one_line(&painter, &line.title, fonts::regular(size::TABLE), quiet, title_end - rect.left() - 20.0);
    painter.galley(pos2(rect.left() + 18.0, rect.top() + 14.0 - title.size().y / 2.0), title, quiet);
    let trailing_middle = rect.top() + if beside { 36.0 } else { 14.0 };
    painter.galley(pos2(right, trailing_middle - trailing.size().y / 2.0), trailing, quiet);
    painter.galley(pos2(number.right() + 5.0, base.y - unit.size().y / 2.0 + 1.5), unit, quiet);
    if !line.note.is_empty() {
        let note = widgets::one_line(&painter, &line.note, fonts::regular(size::CAPTION), quiet, rect.width());
        painter.galley(pos2(rect.left(), rect.top() + 52.0 - note.size().y / 2.0), note, quiet);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, theme::hairline(palette));
    followed(view, line, at, response, out);
}

/// A result in two small lines.
fn small_line_ui(ui: &mut Ui, view: &View<'_>, line: &ResultLine, at: &About, out: &mut Vec<Command>) {
    let palette = view.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::click());
    describe(&response, ui, line);
    if response.hovered() {
        ui.painter().rect_filled(rect, size::CORNER, colour(palette.alternate));
    }
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    icons::mark(&painter, pos2(rect.left() + 6.0, rect.top() + 10.0), 4.5, line.mark, palette);
    let (ink, quiet) = (colour(palette.text), colour(palette.secondary));
    let trailing = painter.layout_no_wrap(line.trailing.clone(), fonts::regular(size::TABLE), ink);
    let right = rect.right() - 2.0 - trailing.size().x;
    let title = widgets::one_line(&painter, &line.title, fonts::regular(size::TABLE), ink, right - rect.left() - 26.0);
    painter.galley(pos2(rect.left() + 18.0, rect.top() + 10.0 - title.size().y / 2.0), title, ink);
    painter.galley(pos2(right, rect.top() + 10.0 - trailing.size().y / 2.0), trailing, ink);
    let below = widgets::one_line(&painter, &line.beneath(), fonts::regular(size::CAPTION), quiet, rect.width() - 20.0);
    painter.galley(pos2(rect.left() + 18.0, rect.top() + 26.0 - below.size().y / 2.0), below, quiet);
    followed(view, line, at, response, out);
}

fn describe(response: &egui::Response, ui: &Ui, line: &ResultLine) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), line.spoken()));
    widgets::focus_ring(ui, response);
}

fn followed(view: &View<'_>, line: &ResultLine, at: &About, response: egui::Response, out: &mut Vec<Command>) {
    let looked_at = line.about.as_ref().is_some_and(|about| (&about.node, &about.metric) == (&at.node, &at.metric));
    if response.clicked()
        && let Some(about) = &line.about
    {
        out.push(Command::LookAt(about.node.clone(), about.metric.clone()));
        let subject = view.scenario_subject(&about.node, &about.metric, about.year);
        // A second click on what is looked at already asks why.
        out.push(if looked_at { Command::AskWhy(subject) } else { Command::Inspect(subject) });
    }
    response.on_hover_ui(|ui| _ = ui.label(line.told()));
}

/// The way from the plan to the scenario, drawn small: each step a bar from where the one before ended.
fn steps_ui(ui: &mut Ui, steps: &[Step], palette: &Palette) -> bool {
    let mut clicked = false;
    let (ink, quiet) = (colour(palette.text), colour(palette.secondary));
    for step in steps {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::click());
        clicked |= response.clicked();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{} {}", step.name, step.text)));
        let painter = ui.painter();
        let number = painter.layout_no_wrap(step.text.clone(), fonts::regular(size::TABLE), ink);
        let name_room = rect.width() * 0.44;
        let font = if step.end { fonts::bold(size::CAPTION) } else { fonts::regular(size::CAPTION) };
        let name = widgets::one_line(painter, &step.name, font, if step.end { ink } else { quiet }, name_room - 6.0);
        painter.galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, quiet);
        let right = rect.right() - 58.0_f32.max(number.size().x + 6.0);
        let left = rect.left() + name_room;
        let x = |share: f64| left + (right - left) * share as f32;
        let (from, to) = (x(step.bar.0), x(step.bar.1));
        let bar = egui::Rect::from_min_max(pos2(from, rect.top() + 5.0), pos2(to.max(from + 1.5), rect.bottom() - 5.0));
        let fill = match (step.end, step.amount >= 0.0) {
            (true, _) => palette.secondary,
            (false, true) => palette.on_track,
            (false, false) => palette.off_track,
        };
        painter.rect_filled(bar, 1.0, colour(fill));
        painter.galley(pos2(rect.right() - number.size().x, rect.center().y - number.size().y / 2.0), number, ink);
        widgets::focus_ring(ui, &response);
        response.on_hover_text(format!("{}  {}", step.name, step.text));
    }
    clicked
}
