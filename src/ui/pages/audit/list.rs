//! The list of findings with its filters.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::AuditState;
use crate::base::Severity;
use crate::domain::Answer;
use crate::domain::Edit;
use crate::engine::Standing;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::audit::list::{AuditList, AuditRow};
use crate::view::palette::{Palette, Rgb, size};
use crate::view::wording;

/// Height of a row: a line of rule and nodes, a line of the sentence.
const ROW: f32 = 44.0;

/// Icon and colour of a severity.
pub(super) fn severity_mark(palette: &Palette, severity: Severity) -> (Icon, Rgb) {
    match severity {
        Severity::Error => (Icon::Error, palette.off_track),
        Severity::Warning => (Icon::Warning, palette.slipping),
        Severity::Note => (Icon::Info, palette.tertiary),
    }
}

/// The choices of what the list shows.
pub(super) fn filter_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState) {
    let words = view.words;
    let list =
        state.list.get((super::key(view), state.filter.clone()), || AuditList::new(view.document(), &view.audit, words, &state.filter));
    ui.add_space(theme::RELATED);
    let mut filter = state.filter.clone();
    let all = list.open.iter().sum::<usize>();
    let mut choice = |ui: &mut Ui, text: &str, count: usize, severity: Option<Severity>| {
        let on = !filter.answered && filter.severity == severity;
        if widgets::chip(ui, &format!("{text} {count}"), on).clicked() {
            (filter.severity, filter.answered) = (severity, false);
        }
    };
    choice(ui, words.text("audit-all"), all, None);
    for (place, severity) in [Severity::Error, Severity::Warning, Severity::Note].into_iter().enumerate() {
        choice(ui, wording::severity(words, severity), list.open[place], Some(severity));
    }
    let answered = format!("{} {}", words.text("audit-answered"), list.answered);
    if widgets::chip(ui, &answered, filter.answered).clicked() {
        filter.answered = !filter.answered;
        filter.severity = None;
    }
    let chosen = filter.rule.map_or(words.text("audit-rule-any"), |rule| words.text(rule.name_key()));
    let combo = widgets::combo("audit-rule").selected_text(chosen).width(120.0).height(480.0).show_ui(ui, |ui| {
        if ui.selectable_label(filter.rule.is_none(), words.text("audit-rule-any")).clicked() {
            filter.rule = None;
        }
        for (rule, name, count) in &list.rules {
            if ui.selectable_label(filter.rule == Some(*rule), format!("{name} {count}")).clicked() {
                filter.rule = Some(*rule);
            }
        }
    });
    widgets::name_field(&combo.response, words.text("audit-filter-rule"));
    let named = |node: &crate::base::NodeId| list.nodes.iter().find(|(known, _)| known == node).map(|(_, name)| name.clone());
    let chosen = filter.node.as_ref().and_then(named).unwrap_or_else(|| words.text("audit-node-any").to_owned());
    let combo = widgets::combo("audit-node").selected_text(chosen).width(130.0).height(480.0).show_ui(ui, |ui| {
        if ui.selectable_label(filter.node.is_none(), words.text("audit-node-any")).clicked() {
            filter.node = None;
        }
        for (node, name) in &list.nodes {
            if ui.selectable_label(filter.node.as_ref() == Some(node), name).clicked() {
                filter.node = Some(node.clone());
            }
        }
    });
    widgets::name_field(&combo.response, words.text("audit-filter-node"));
    state.filter = filter;
}

/// The list.
pub(super) fn list_ui(ui: &mut Ui, view: &View<'_>, state: &mut AuditState, out: &mut Vec<Command>) {
    let words = view.words;
    let AuditState { filter, chosen, list, .. } = state;
    let list = list.get((super::key(view), filter.clone()), || AuditList::new(view.document(), &view.audit, words, filter));
    if list.is_empty() && list.lost.is_empty() {
        let (title, text) = if view.audit.audit.findings.is_empty() {
            ("audit-empty", "audit-empty-text")
        } else if filter.answered {
            ("audit-none-answered", "audit-none-answered-text")
        } else {
            ("audit-none", "audit-none-text")
        };
        widgets::empty_state(ui, words.text(title), words.text(text), None);
        return;
    }
    if chosen.is_none() {
        *chosen = list.row(0).map(|row| row.id.clone());
    }
    let lost = list.lost.len();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("audit-list").auto_shrink(false).show_viewport(ui, |ui, seen| {
        let height = list.len() as f32 * ROW;
        let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let first = (seen.top() / ROW).floor().max(0.0) as usize;
        let last = ((seen.bottom() / ROW).ceil().max(0.0) as usize).min(list.len());
        for place in first..last {
            let Some(row) = list.row(place) else { continue };
            let rect = Rect::from_min_size(pos2(area.left(), area.top() + place as f32 * ROW), vec2(area.width(), ROW));
            if row_ui(ui, view, row, rect, chosen.as_ref() == Some(&row.id)) {
                *chosen = Some(row.id.clone());
            }
        }
        if lost > 0 {
            lost_ui(ui, view, list, out);
        }
    });
}

fn row_ui(ui: &mut Ui, view: &View<'_>, row: &AuditRow, rect: Rect, chosen: bool) -> bool {
    let palette = view.palette;
    let response = ui.interact(rect, ui.scope_id().with(("finding", &row.id)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &row.sentence));
    let painter = ui.painter_at(rect);
    if chosen {
        painter.rect_filled(rect, size::CORNER, colour(palette.selection));
    } else if response.hovered() {
        painter.rect_filled(rect, size::CORNER, colour(palette.alternate));
    }
    let (icon, ink) = severity_mark(palette, row.severity);
    let mark = Rect::from_center_size(pos2(rect.left() + 14.0, rect.top() + 14.0), vec2(14.0, 14.0));
    icons::paint(&painter, mark, icon, colour(ink));
    let (left, right) = (rect.left() + 28.0, rect.right() - theme::RELATED);
    let caption = fonts::regular(size::CAPTION);
    let mut end = right;
    if row.standing != Standing::Open {
        let standing =
            widgets::one_line(&painter, wording::standing(view.words, row.standing), caption.clone(), colour(palette.secondary), 90.0);
        end -= standing.size().x + theme::RELATED;
        painter.galley(pos2(end + theme::RELATED, rect.top() + 6.0), standing, colour(palette.secondary));
    }
    let rule = widgets::one_line(&painter, &row.rule, caption.clone(), colour(palette.secondary), end - left);
    let next = left + rule.size().x + theme::RELATED;
    painter.galley(pos2(left, rect.top() + 6.0), rule, colour(palette.secondary));
    let nodes = widgets::one_line(&painter, &row.nodes, caption, colour(palette.tertiary), end - next);
    painter.galley(pos2(next, rect.top() + 6.0), nodes, colour(palette.tertiary));
    let sentence = widgets::one_line(&painter, &row.sentence, fonts::regular(size::BODY), colour(palette.text), right - left);
    painter.galley(Align2::LEFT_TOP.anchor_size(pos2(left, rect.top() + 22.0), sentence.size()).min, sentence, colour(palette.text));
    widgets::focus_ring(ui, &response);
    response.clicked()
}

/// Answers whose finding is there no more.
fn lost_ui(ui: &mut Ui, view: &View<'_>, list: &AuditList, out: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = theme::STEP;
    ui.add_space(theme::AROUND);
    widgets::section(ui, view.words.text("audit-lost"), |_| {});
    widgets::caption(ui, view.words.text("audit-lost-hint"));
    for lost in &list.lost {
        ui.add_space(theme::STEP);
        ui.add(egui::Label::new(&lost.said).wrap());
        ui.horizontal_wrapped(|ui| {
            widgets::secondary(ui, &lost.answer);
            if widgets::chip(ui, view.words.text("audit-answer-remove"), false).clicked() {
                out.push(Command::Edit { edit: Edit::remove::<Answer>(&lost.id), label: "step-answer-remove" });
            }
        });
    }
}
