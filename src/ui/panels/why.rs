//! “Why is this 431.7?”: draws the chain behind a value of a scenario; a link leads to the next value, an arrow back.

use egui::{Label, RichText, Ui};

use crate::ui::context::View;
use crate::ui::icons::Icon;
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::inspection::Subject;
use crate::view::palette::size;
use crate::view::why::{Leads, Why, WhyKind, WhyLink, WhyPart};

/// Draws the chain. Returns where a link leads, and whether the way back was asked for.
pub fn why_ui(ui: &mut Ui, view: &View<'_>, why: &Why, scenario: Option<&crate::base::ScenarioId>, back: bool) -> (Option<Subject>, bool) {
    ui.spacing_mut().item_spacing.y = theme::RELATED;
    let went_back = back && ui.horizontal(|ui| widgets::icon_text_button(ui, Icon::ArrowLeft, view.words.text("why-back")).clicked()).inner;
    ui.add(Label::new(RichText::new(&why.title).font(fonts::bold(size::SECTION))).wrap());
    ui.horizontal(|ui| {
        ui.add(Label::new(RichText::new(&why.value).font(fonts::bold(size::KEY_NUMBER))));
        widgets::secondary(ui, &why.unit);
        if why.illustrative {
            widgets::badge(ui, view.words.text("illustrative"));
        }
    });
    for (name, text) in &why.facts {
        widgets::fact(ui, name, text);
    }
    for part in &why.parts {
        part_ui(ui, view, part);
    }
    if !why.sum.is_empty() {
        widgets::caption(ui, &why.sum);
    }
    let mut to = None;
    let mut last: Option<WhyKind> = None;
    for (number, link) in why.links.iter().enumerate() {
        if last.map(WhyKind::key) != Some(link.kind.key()) {
            ui.add_space(theme::STEP);
            ui.add(Label::new(RichText::new(view.words.text(link.kind.key())).font(fonts::bold(size::BODY))));
        }
        last = Some(link.kind);
        if ui.push_id(number, |ui| link_ui(ui, view, link)).inner {
            to = subject(&link.leads, scenario);
        }
    }
    (to, went_back)
}

/// One part: its name and amount, what the assumption says, the steps, where the author has it from.
fn part_ui(ui: &mut Ui, view: &View<'_>, part: &WhyPart) {
    let palette = view.palette;
    egui::Frame::new().fill(colour(palette.alternate)).corner_radius(size::CORNER).inner_margin(8).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal_top(|ui| {
            let amount = RichText::new(&part.amount).font(fonts::bold(size::TABLE));
            let room = ui.available_width();
            let wide = ui.painter().layout_no_wrap(part.amount.clone(), fonts::bold(size::TABLE), colour(palette.text)).size().x;
            ui.scope(|ui| {
                ui.set_max_width((room - wide - theme::RELATED).max(60.0));
                widgets::prose(ui, &part.name, size::TABLE, true, colour(palette.text));
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| ui.add(Label::new(amount)));
        });
        let small = |ui: &mut Ui, text: &str| _ = widgets::prose(ui, text, size::CAPTION, false, colour(palette.secondary));
        if !part.says.is_empty() {
            small(ui, &part.says);
        }
        for step in &part.steps {
            widgets::prose(ui, step, size::TABLE, false, colour(palette.text));
        }
        if !part.source.is_empty() {
            small(ui, &view.words.with("why-source", &[("source", &part.source)]));
        }
        if !part.note.is_empty() {
            small(ui, &part.note);
        }
    });
}

/// One link: what it is, its value, its source. True where it was clicked.
fn link_ui(ui: &mut Ui, view: &View<'_>, link: &WhyLink) -> bool {
    let leads = link.leads != Leads::Nowhere;
    let text = if link.value.is_empty() { link.name.clone() } else { format!("{}  {}", link.name, link.value) };
    let clicked = if leads {
        let ink = colour(view.palette.accent);
        let button = egui::Button::new(RichText::new(text).size(size::TABLE).color(ink)).frame(false).wrap();
        ui.add(button).clicked()
    } else {
        ui.add(Label::new(RichText::new(text).size(size::TABLE)).wrap());
        false
    };
    if !link.source.is_empty() {
        let source = RichText::new(&link.source).size(size::CAPTION).color(colour(view.palette.secondary));
        ui.add(Label::new(source).wrap());
    }
    clicked
}

fn subject(leads: &Leads, scenario: Option<&crate::base::ScenarioId>) -> Option<Subject> {
    match leads {
        Leads::Value { node, metric, year } => {
            Some(Subject::Scenario { scenario: scenario.cloned(), node: node.clone(), metric: metric.clone(), year: *year })
        }
        Leads::Subject(subject) => Some(subject.clone()),
        Leads::Nowhere => None,
    }
}
