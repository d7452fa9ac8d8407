//! The form at the right: of the chosen item, or of the briefing itself where none is. Every entry is a change at once.

use egui::{Label, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::state::BriefingState;
use crate::domain::{Briefing, Edit, briefing_edit};
use crate::session::GestureId;
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::pages::scenario::{choice_ui, committed, nodes_ui};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::briefing_page::{Field, FieldId, FieldKind, Input, enter, enter_head, fields, head_fields, items};
use crate::view::grid::Mark;
use crate::view::palette::size;
use crate::view::scenario_page::form::Input as NodeInput;

/// Draws what stands at the right of the briefing page.
pub fn side_ui(ui: &mut Ui, view: &View<'_>, state: &mut BriefingState, out: &mut Vec<Command>) {
    let document = view.document();
    let Some(briefing) = state.briefing(document).cloned() else {
        widgets::caption(ui, view.words.text("briefing-form"));
        ui.add_space(theme::STEP);
        widgets::secondary(ui, view.words.text("briefing-form-empty"));
        return;
    };
    state.item = state.item.take().filter(|item| briefing.item(item).is_some());
    let item = state.item.as_ref().and_then(|id| briefing.item(id));
    let made = (BriefingState::key(view), briefing.id.clone(), state.item.clone());
    let list = state.fields.get(made, || match item {
        Some(item) => fields(view.words, document, view.periods, item).into(),
        None => head_fields(view.words, document, view.periods, &briefing).into(),
    });
    let list = list.clone();
    let salt = (briefing.id.clone(), state.item.clone());
    ScrollArea::vertical().id_salt(("briefing-form", &salt)).auto_shrink(false).show(ui, |ui| {
        ui.push_id(&salt, |ui| {
            // The scroll bar lies over the right end of what it moves.
            ui.set_width(ui.available_width() - theme::STEP);
            head_ui(ui, view, &briefing, state);
            ui.spacing_mut().item_spacing.y = theme::STEP;
            for field in list.iter() {
                if let Some((input, gesture)) = field_ui(ui, view, field, state) {
                    out.extend(changed(view, &briefing, state, field.id, &input, gesture));
                }
                ui.add_space(theme::STEP);
            }
            if state.item.is_none() {
                ui.add_space(theme::STEP);
                widgets::caption(ui, view.words.text("briefing-form-hint"));
            }
        });
    });
}

/// What is chosen, and what it names that is gone.
fn head_ui(ui: &mut Ui, view: &View<'_>, briefing: &Briefing, state: &mut BriefingState) {
    let words = view.words;
    let key = (BriefingState::key(view), briefing.id.clone());
    let rows = state.items.get(key, || items(words, view.document(), briefing).into()).clone();
    let row = state.item.as_ref().and_then(|item| rows.iter().find(|row| row.id == *item));
    let title = words.text(row.map_or("briefing-form", |row| row.kind.key()));
    ui.label(RichText::new(title).font(fonts::bold(size::SECTION)));
    ui.add_space(theme::RELATED);
    for problem in row.iter().flat_map(|row| &row.problems) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::STEP;
            widgets::state_mark(ui, Mark::Slipping, "");
            ui.add(Label::new(RichText::new(problem).size(size::CAPTION).color(colour(view.palette.slipping))).wrap());
        });
        ui.add_space(theme::STEP);
    }
}

/// The command of what was entered: part of a gesture while a long text is typed, else a step of its own.
fn changed(
    view: &View<'_>,
    briefing: &Briefing,
    state: &BriefingState,
    field: FieldId,
    input: &Input,
    gesture: Option<GestureId>,
) -> Option<Command> {
    let (document, plan) = (view.document(), &view.document().plan);
    let edit = match state.item.as_ref().and_then(|id| briefing.item(id)) {
        Some(item) => briefing_edit::set(document, &briefing.id, enter(plan, item, field, input)),
        None => match enter_head(plan, briefing, field, input) {
            changed if changed == *briefing => Edit::default(),
            changed => briefing_edit::replace(document, changed),
        },
    };
    let label = "step-briefing-edit";
    if edit.is_empty() {
        return None;
    }
    Some(match gesture {
        Some(gesture) => Command::Gesture { gesture, edit, label },
        None => Command::Edit { edit, label },
    })
}

/// One field: its name and what it takes beneath it. Returns what was entered, and the gesture of typing.
fn field_ui(ui: &mut Ui, view: &View<'_>, field: &Field, state: &mut BriefingState) -> Option<(Input, Option<GestureId>)> {
    ui.push_id(field.id, |ui| {
        widgets::caption(ui, &field.label);
        let width = ui.available_width();
        match &field.kind {
            FieldKind::Text { text, hint } => {
                committed(ui, &field.label, text, hint, width + theme::AROUND).map(|text| (Input::Text(text), None))
            }
            FieldKind::Words { text, hint } => words_ui(ui, field, text, hint, state),
            FieldKind::Choice { options, chosen } => choice_ui(ui, &field.label, options, chosen).map(|word| (Input::Choice(word), None)),
            FieldKind::Node(node, name) => {
                let chosen = [(node.clone(), name.clone())];
                match nodes_ui(ui, view, &field.label, &chosen, true, &mut state.finder) {
                    Some(NodeInput::Add(node)) => Some((Input::Node(node), None)),
                    _ => None,
                }
            }
            FieldKind::Several { options, chosen, none } => several_ui(ui, view, field, options, chosen, none).map(|input| (input, None)),
        }
    })
    .inner
}

/// A text of many lines: every letter is seen on the page at once, and all of them until the field is left are one step.
fn words_ui(ui: &mut Ui, field: &Field, text: &str, hint: &str, state: &mut BriefingState) -> Option<(Input, Option<GestureId>)> {
    let mut buffer = text.to_owned();
    let rows = if field.id == FieldId::Markdown { 12 } else { 3 };
    let edit = TextEdit::multiline(&mut buffer).id_salt("words").hint_text(hint).desired_width(f32::INFINITY).desired_rows(rows);
    let response = ui.add(edit.font(egui::FontId::proportional(size::TABLE)).margin(egui::Margin::symmetric(6, 4)));
    widgets::name_field(&response, &field.label);
    if response.gained_focus() {
        state.entered += 1;
    }
    let gesture = GestureId(egui::Id::unique(("briefing-words", field.id, state.item.as_ref(), state.entered)).value());
    response.changed().then_some((Input::Text(buffer), Some(gesture)))
}

/// Names as badges with a cross each, and a list of what can be added.
fn several_ui(
    ui: &mut Ui,
    view: &View<'_>,
    field: &Field,
    options: &[(String, String)],
    chosen: &[(String, String)],
    none: &str,
) -> Option<Input> {
    let mut entered = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(theme::STEP, theme::STEP);
        if chosen.is_empty() {
            let room = ui.available_width() - 34.0;
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(RichText::new(none).size(size::TABLE).color(colour(view.palette.secondary))).truncate());
            });
        }
        for (word, name) in chosen {
            let response = widgets::chip(ui, &format!("{name} ×"), true);
            if response.on_hover_text(view.words.with("field-remove", &[("name", name)])).clicked() {
                entered = Some(Input::Remove(word.clone()));
            }
        }
        if options.is_empty() {
            return;
        }
        let name = view.words.with("field-add", &[("name", &field.label)]);
        let button = egui::Button::new(RichText::new("+").size(size::TABLE));
        let config = egui::containers::menu::MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).config(config).ui(ui, |ui| {
            ui.set_min_width(180.0);
            ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                for (word, name) in options {
                    if ui.selectable_label(false, name).clicked() {
                        entered = Some(Input::Add(word.clone()));
                        ui.close();
                    }
                }
            });
        });
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        response.on_hover_text(&name);
    });
    entered
}
