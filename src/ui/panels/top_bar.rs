//! The bar at the top: the plan's title, the menus, the way to the command palette, the language.

use egui::{Align, Button, Layout, RichText, Sense, Ui, vec2};

use crate::domain::judging::Method;
use crate::engine::assess::Ask;
use crate::ui::actions::{Action, Menu};
use crate::ui::command::Command;
use crate::ui::context::View;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::palette::size;
use crate::view::scenario_page::list;
use crate::view::{judging, wording};

/// Draws the bar.
pub fn top_bar_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        logo(ui);
        title(ui, view);
        menus(ui, view, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let other = view.words.text("language-other").to_owned();
            if widgets::chip(ui, &other, false).on_hover_text(Action::SwitchLanguage.hint(view.words)).clicked() {
                out.push(Command::Action(Action::SwitchLanguage));
            }
            ask_ui(ui, view, out);
            scenario_ui(ui, view, out);
            palette_field(ui, view, out);
            for action in [Action::Redo, Action::Undo, Action::Save] {
                let label = hover(action, view);
                let icon = action.icon().unwrap_or(Icon::More);
                ui.add_enabled_ui(action.enabled(&view.moment), |ui| {
                    let response = widgets::icon_button(ui, icon, &label);
                    let why = || action.why_not(view.words, &view.moment).unwrap_or_default();
                    if response.on_disabled_hover_ui(|ui| _ = ui.label(why())).clicked() {
                        out.push(Command::Action(action));
                    }
                });
            }
        });
    });
}

fn hover(action: Action, view: &View<'_>) -> String {
    let (name, keys) = (action.name(view.words), action.keys());
    if keys.is_empty() { name } else { format!("{name}  {keys}") }
}

/// Three bars that grow: the program's sign.
fn logo(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
    let ink = colour(theme::palette(ui).accent);
    for (place, height) in [6.0_f32, 11.0, 16.0].into_iter().enumerate() {
        let left = rect.left() + 1.0 + place as f32 * 6.5;
        let bar = egui::Rect::from_min_max(egui::pos2(left, rect.bottom() - 1.0 - height), egui::pos2(left + 4.5, rect.bottom() - 1.0));
        ui.painter().rect_filled(bar, 1.0, ink);
    }
}

/// Room that choices and buttons want beside title and menus, without the list of scenarios.
const BESIDE_TITLE: f32 = 350.0;
/// Width of the list of scenarios, and the room below which it goes.
const SCENARIO: (f32, f32) = (190.0, 290.0);

fn title(ui: &mut Ui, view: &View<'_>) {
    let info = &view.document().plan.info;
    let mut text = view.words.label(&info.title).to_owned();
    if text.is_empty() {
        text = view.words.text("untitled-plan").to_owned();
    }
    let beside = BESIDE_TITLE + if view.document().scenarios.is_empty() { 0.0 } else { SCENARIO.0 };
    let room = (ui.available_width() - menus_width(ui, view) - beside).clamp(80.0, 420.0);
    let shown = RichText::new(&text).font(fonts::bold(size::BODY)).color(colour(view.palette.text));
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(egui::Label::new(shown).truncate()).on_hover_text(&text);
    });
    if view.session.is_dirty() {
        let (rect, response) = ui.allocate_exact_size(vec2(10.0, 20.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 3.5, colour(view.palette.accent));
        response.on_hover_text(view.words.text("unsaved-changes"));
    }
}

/// Width that the names of the menus take.
fn menus_width(ui: &Ui, view: &View<'_>) -> f32 {
    let name = |menu: &Menu| view.words.text(menu.key()).to_owned();
    let wide = |menu: &Menu| ui.painter().layout_no_wrap(name(menu), fonts::regular(size::BODY), egui::Color32::BLACK).size().x;
    Menu::ALL.iter().map(|menu| wide(menu) + 2.0 * ui.spacing().button_padding.x).sum::<f32>() + theme::STEP
}

fn menus(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    ui.add_space(theme::RELATED);
    // A menu bar takes all the width it is given: it gets just what its names need.
    let padding = ui.spacing().button_padding.x;
    let width = menus_width(ui, view);
    ui.allocate_ui(vec2(width, theme::CONTROL), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        egui::MenuBar::new().style(menu_style as fn(&mut egui::Style)).ui(ui, |ui| {
            for menu in Menu::ALL {
                let name = RichText::new(view.words.text(menu.key())).color(colour(view.palette.secondary));
                ui.menu_button(name, |ui| {
                    ui.set_min_width(240.0);
                    ui.spacing_mut().button_padding.x = padding;
                    menu_ui(ui, menu, view, out);
                });
            }
        });
    });
}

fn menu_ui(ui: &mut Ui, menu: Menu, view: &View<'_>, out: &mut Vec<Command>) {
    let mut group = None;
    for action in Action::ALL.iter().copied().filter(|action| action.menu() == menu) {
        if group.is_some_and(|known| known != action.group()) {
            ui.separator();
        }
        group = Some(action.group());
        let button = Button::new(action.name(view.words))
            .shortcut_text(RichText::new(action.keys()).size(size::CAPTION))
            .selected(is_on(action, view));
        let response = widgets::tell_action(ui.add_enabled(action.enabled(&view.moment), button), action, view);
        if response.clicked() {
            out.push(Command::Action(action));
            ui.close();
        }
        if action == Action::OpenSample {
            recent_ui(ui, view, out);
        }
    }
}

/// True where the action names the state that is in force.
fn is_on(action: Action, view: &View<'_>) -> bool {
    use crate::io::settings::ThemeChoice;
    match action {
        Action::ThemeLight => view.settings.theme == ThemeChoice::Light,
        Action::ThemeDark => view.settings.theme == ThemeChoice::Dark,
        Action::ThemeSystem => view.settings.theme == ThemeChoice::System,
        Action::ToggleCompact => view.settings.compact_rows,
        _ => false,
    }
}

fn recent_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    ui.menu_button(view.words.text("menu-recent"), |ui| {
        ui.set_min_width(260.0);
        if view.settings.recent.is_empty() {
            widgets::secondary(ui, view.words.text("menu-recent-none"));
        }
        for path in &view.settings.recent {
            let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
            if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                out.push(Command::OpenWorkspace(path.clone()));
                ui.close();
            }
        }
    });
}

/// As of when and by which method nodes are judged; a click chooses.
fn ask_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let words = view.words;
    let text = RichText::new(judging::ask(words, view.document(), &view.ask)).size(size::TABLE);
    let shown = widgets::combo("judge-ask").selected_text(text).height(520.0).show_ui(ui, |ui| {
        ui.set_min_width(200.0);
        widgets::caption(ui, words.text("judge-method"));
        let methods = std::iter::once(None).chain(Method::ALL.map(Some));
        for method in methods {
            let name = method.map_or_else(|| words.text("judge-method-plan"), |method| judging::method(words, method));
            if ui.selectable_label(view.ask.method == method, name).clicked() {
                out.push(Command::Judge(Ask { method, ..view.ask }));
                ui.close();
            }
        }
        ui.separator();
        widgets::caption(ui, words.text("judge-period"));
        egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
            for as_of in std::iter::once(None).chain(view.periods.iter().copied().map(Some)) {
                let name = as_of.map_or_else(|| words.text("judge-latest").to_owned(), |period| wording::period(words, period));
                if ui.selectable_label(view.ask.as_of == as_of, name).clicked() {
                    out.push(Command::Judge(Ask { as_of, ..view.ask }));
                    ui.close();
                }
            }
        });
    });
    widgets::name_field(&shown.response, words.text("judge-choose"));
}

/// The scenario that is looked at, to be changed; nothing where there is none yet.
fn scenario_ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let document = view.document();
    if document.scenarios.is_empty() || ui.available_width() < SCENARIO.1 {
        return;
    }
    let name = list::name(view.words, document, view.scenario.as_ref());
    let text = view.words.with("scenario-top", &[("name", &name)]);
    let combo = widgets::combo("top-scenario").selected_text(RichText::new(&text)).width(150.0).truncate();
    let list = |ui: &mut Ui| {
        ui.set_min_width(200.0);
        ui.set_max_width(420.0);
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        for scenario in document.scenarios.iter() {
            let name = list::name(view.words, document, Some(&scenario.id));
            if ui.selectable_label(view.scenario.as_ref() == Some(&scenario.id), name).clicked() {
                out.push(Command::ChooseScenario(scenario.id.clone()));
            }
        }
    };
    // A long name would take the room of all else.
    let response = ui
        .scope(|ui| {
            ui.set_max_width(SCENARIO.0);
            combo.show_ui(ui, list).response
        })
        .inner
        .on_hover_text(&text);
    widgets::name_field(&response, view.words.text("scenario-chooser-top"));
}

/// What looks like a search field and opens the command palette.
fn palette_field(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
    let text = view.words.text("palette-field");
    let ink = colour(view.palette.secondary);
    let text = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(size::TABLE), ink);
    // Where the words do not fit the glass alone says enough.
    let (room, bare) = (ui.available_width() - 90.0, 28.0);
    let width = if text.size().x + 36.0 > room { bare } else { 210.0_f32.min(room) };
    if room < bare {
        return;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(width, theme::CONTROL), Sense::click());
    let name = Action::Palette.name(view.words);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    let border = if response.hovered() { view.palette.tertiary } else { view.palette.hairline };
    ui.painter().rect(rect, size::CORNER, colour(view.palette.panel), egui::Stroke::new(1.0, colour(border)), egui::StrokeKind::Inside);
    let icon = egui::Rect::from_center_size(rect.left_center() + vec2(14.0, 0.0), vec2(13.0, 13.0));
    icons::paint(ui.painter(), icon, Icon::Search, ink);
    let shown_at = egui::Align2::LEFT_CENTER.anchor_size(rect.left_center() + vec2(26.0, 0.0), text.size());
    if width > bare {
        ui.painter().galley(shown_at.min, text, ink);
    }
    let keys = ui.painter().layout_no_wrap(Action::Palette.keys(), fonts::regular(size::CAPTION), ink);
    let left = rect.right() - 8.0 - keys.size().x;
    if left > shown_at.right() + theme::RELATED {
        ui.painter().galley(egui::pos2(left, rect.center().y - keys.size().y / 2.0), keys, ink);
    }
    widgets::focus_ring(ui, &response);
    if response.clicked() {
        out.push(Command::Action(Action::Palette));
    }
}

/// The names of menus stand without frames, with the padding of buttons.
fn menu_style(style: &mut egui::Style) {
    egui::containers::menu::menu_style(style);
    style.spacing.button_padding = vec2(theme::RELATED, 3.0);
}
