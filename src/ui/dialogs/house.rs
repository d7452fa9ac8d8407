//! The form of the house style: foot line, colours, faces, logo, template, with pages as they will be beside it.
//!
//! Files are read elsewhere: the form asks for them and is told what came of it.

use std::sync::Arc;

use egui::{ColorImage, RichText, TextEdit, TextureHandle, Ui, vec2};

use super::{field_ui, foot_ui, title_ui};
use crate::base::Diagnostic;
use crate::domain::{Edit, HouseStyle};
use crate::io::export::chart::font_measure;
use crate::ui::command::{Command, PathPurpose};
use crate::ui::context::View;
use crate::ui::{chart, theme, widgets};
use crate::view::chart::Scene;
use crate::view::house::{self, PAPER, Preview, logo_place};
use crate::view::memo::Memo;
use crate::view::palette::{Palette, Rgb};
use crate::view::{Language, Words};

/// Width of the form.
const FORM: f32 = 400.0;
/// Width of the field of a colour's letters.
const HEX: f32 = 86.0;

/// What the files of a style came to.
#[derive(Clone, Debug, Default)]
pub struct HouseFiles {
    /// The style that they are of.
    pub style: HouseStyle,
    /// The logo.
    pub logo: Option<Arc<ColorImage>>,
    /// What cannot be used.
    pub told: Vec<Diagnostic>,
}

/// The draft of a house style.
pub struct HouseDialog {
    draft: HouseStyle,
    /// Whose each colour is, in a language.
    names: Memo<Language, Vec<String>>,
    pages: Memo<(u64, Language), Preview>,
    drawn: Memo<(HouseStyle, u64, Language, u32), Vec<Scene>>,
    files: Option<HouseFiles>,
    texture: Option<TextureHandle>,
    /// Why the file chosen last was not taken.
    refused: Option<Diagnostic>,
    asked: bool,
}

impl HouseDialog {
    /// The form of the style of the open document.
    pub fn new(style: &HouseStyle) -> Self {
        let (names, pages, drawn) = (Memo::default(), Memo::default(), Memo::default());
        Self { draft: style.clone(), names, pages, drawn, files: None, texture: None, refused: None, asked: false }
    }

    /// Takes what the files of the style came to.
    pub fn take_files(&mut self, files: HouseFiles) {
        self.texture = None;
        self.files = Some(files);
    }

    /// Takes the file that was chosen, by its path in the workspace, or why it cannot be taken.
    pub fn take_file(&mut self, purpose: PathPurpose, file: Result<String, Diagnostic>) {
        match file {
            Ok(path) if purpose == PathPurpose::Logo => (self.draft.logo, self.asked, self.refused) = (path, false, None),
            Ok(path) => (self.draft.template, self.asked, self.refused) = (path, false, None),
            Err(told) => self.refused = Some(told),
        }
    }

    /// Draws the form. Returns false when it is to close.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) -> bool {
        let words = view.words;
        if !std::mem::replace(&mut self.asked, true) {
            out.push(Command::CheckHouse(Box::new(self.draft.clone())));
        }
        title_ui(ui, words.text("house-title"));
        widgets::caption(ui, words.text("house-text"));
        let room = ui.ctx().content_rect().height() - 190.0;
        let room = room.max(200.0);
        egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                // Both pages are to be seen at once, where there is room for that.
                let both = (room - theme::AROUND) / 2.0 * PAPER.width / PAPER.height;
                let beside = (ui.available_width() - FORM - theme::BETWEEN).min(both.max(320.0));
                ui.vertical(|ui| {
                    ui.set_width(FORM.min(ui.available_width()));
                    self.form_ui(ui, view, out);
                });
                if beside > 160.0 {
                    ui.add_space(theme::BETWEEN);
                    ui.vertical(|ui| {
                        ui.set_width(beside);
                        self.preview_ui(ui, view, beside);
                    });
                }
            });
        });
        let mut stays = true;
        foot_ui(ui, |ui| {
            let wrong = colours_of(&self.draft).any(|text| !text.is_empty() && Rgb::parse(text).is_none());
            let changed = self.draft != *view.document().house;
            let save = ui.add_enabled_ui(changed && !wrong, |ui| widgets::primary_button(ui, words.text("house-save")));
            if save.inner.clicked() {
                out.push(Command::Edit { edit: Edit::House(Box::new(self.draft.clone())), label: "step-house" });
                stays = false;
            }
            if ui.button(words.text("cancel")).clicked() {
                stays = false;
            }
            let own = HouseStyle { extra: self.draft.extra.clone(), ..HouseStyle::default() };
            if ui.add_enabled(self.draft != own, egui::Button::new(words.text("house-reset"))).clicked() {
                (self.draft, self.asked, self.refused) = (own, false, None);
            }
        });
        stays
    }

    fn form_ui(&mut self, ui: &mut Ui, view: &View<'_>, out: &mut Vec<Command>) {
        let words = view.words;
        text_ui(ui, words, "house-footer", &mut self.draft.footer, words.text("house-footer-hint"));
        field_ui(ui, words.text("house-accent"), |ui| {
            colour_ui(ui, &mut self.draft.accent, Palette::LIGHT.accent, words.text("house-accent"))
        });
        problem_ui(ui, words, view.palette, &self.draft.accent);
        let names = self.names.get(words.language(), || house::colour_names(words, view.document())).clone();
        for (place, name) in names.iter().enumerate() {
            let mut text = self.draft.member(place).to_owned();
            let usual = Palette::LIGHT.members[place];
            let label = words.with("house-member", &[("n", &(place + 1).to_string())]);
            field_ui(ui, &label, |ui| {
                if colour_ui(ui, &mut text, usual, &label) {
                    self.draft.set_member(place, &text);
                }
                ui.add(egui::Label::new(RichText::new(name).color(theme::colour(view.palette.secondary))).truncate());
            });
            problem_ui(ui, words, view.palette, self.draft.member(place));
        }
        text_ui(ui, words, "house-chinese-font", &mut self.draft.chinese_font, "Microsoft YaHei");
        text_ui(ui, words, "house-latin-font", &mut self.draft.latin_font, "Arial");
        let (mut logo, mut template) = (self.draft.logo.clone(), self.draft.template.clone());
        let mut changed = file_ui(ui, words, "house-logo", &mut logo, PathPurpose::Logo, out);
        changed |= file_ui(ui, words, "house-template", &mut template, PathPurpose::Template, out);
        if changed {
            (self.draft.logo, self.draft.template, self.asked, self.refused) = (logo, template, false, None);
        }
        let of_files = self.files.iter().filter(|files| files.style.logo == self.draft.logo && files.style.template == self.draft.template);
        let told: Vec<String> = self.refused.iter().chain(of_files.flat_map(|files| &files.told)).map(|d| sentence(words, d)).collect();
        for text in told {
            ui.label(RichText::new(text).color(theme::colour(view.palette.off_track)));
        }
        widgets::caption(ui, words.text("house-fonts-hint"));
    }

    fn preview_ui(&mut self, ui: &mut Ui, view: &View<'_>, width: f32) {
        let (words, measure) = (view.words, font_measure());
        let language = words.language();
        let scale = (width - 2.0) / PAPER.width;
        let pages = self.pages.get((view.evaluated, language), || Preview::new(view.document(), &view.evaluation, words, measure));
        let shown = HouseStyle { logo: String::new(), template: String::new(), ..self.draft.clone() };
        let key = (shown, view.evaluated, language, (width * 10.0) as u32);
        let scenes = self.drawn.get(key, || pages.drawn(&self.draft, measure).iter().map(|scene| scene.scaled(scale)).collect());
        let image = self.files.as_ref().and_then(|files| files.logo.clone()).filter(|_| !self.draft.logo.is_empty());
        for (number, scene) in scenes.iter().enumerate() {
            let (rect, response) = ui.allocate_exact_size(vec2(scene.width + 2.0, scene.height + 2.0), egui::Sense::hover());
            let name = words.with("house-preview", &[("n", &(number + 1).to_string())]);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &name));
            let painter = ui.painter_at(rect);
            chart::paint(&painter, scene, rect.min + vec2(1.0, 1.0));
            painter.rect_stroke(rect, 0.0, theme::hairline(view.palette), egui::StrokeKind::Inside);
            if let (0, Some(image)) = (number, &image) {
                let size = (image.width() as u32, image.height() as u32);
                let texture = self.texture.get_or_insert_with(|| ui.ctx().load_texture("logo", (**image).clone(), Default::default()));
                let place = logo_place(&PAPER, size);
                let corner = rect.min + vec2(1.0 + place.left * scale, 1.0 + place.top * scale);
                let place = egui::Rect::from_min_size(corner, vec2(place.width(), place.height()) * scale);
                egui::Image::new(&*texture).paint_at(ui, place);
            }
        }
    }
}

fn colours_of(style: &HouseStyle) -> impl Iterator<Item = &str> {
    std::iter::once(style.accent.as_str()).chain(style.members.iter().map(String::as_str))
}

/// What is told of a file, without the name of the style's own file before it.
fn sentence(words: &Words, diagnostic: &Diagnostic) -> String {
    words.diagnostic(&Diagnostic { place: crate::base::Place::default(), ..diagnostic.clone() })
}

fn text_ui(ui: &mut Ui, words: &Words, key: &str, text: &mut String, hint: &str) {
    field_ui(ui, words.text(key), |ui| {
        let field = ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY).hint_text(hint).id_salt(key));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words.text(key)));
    });
}

/// A colour to be picked or typed; what is empty shows the usual one. True where it changed.
fn colour_ui(ui: &mut Ui, text: &mut String, usual: Rgb, name: &str) -> bool {
    let shown = Rgb::parse(text).unwrap_or(usual);
    let mut picked = [shown.0, shown.1, shown.2];
    let button = ui.color_edit_button_srgb(&mut picked);
    widgets::name_field(&button, name);
    let mut changed = false;
    if button.changed() && picked != [shown.0, shown.1, shown.2] {
        *text = Rgb::of_bytes(picked).hex();
        changed = true;
    }
    let field = ui.add(TextEdit::singleline(text).desired_width(HEX).hint_text(usual.hex()).id_salt(name));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if field.changed() {
        *text = text.trim().to_owned();
        changed = true;
    }
    changed
}

fn problem_ui(ui: &mut Ui, words: &Words, palette: &Palette, text: &str) {
    if let Some(problem) = house::colour_problem(words, text) {
        let ink = if Rgb::parse(text).is_none() { palette.off_track } else { palette.slipping };
        field_ui(ui, "", |ui| ui.add(egui::Label::new(RichText::new(problem).color(theme::colour(ink))).wrap()));
    }
}

/// A file of the style: its path, a button that asks for another, one that lets it go. True where it was let go.
fn file_ui(ui: &mut Ui, words: &Words, key: &str, path: &mut String, purpose: PathPurpose, out: &mut Vec<Command>) -> bool {
    let name = words.text(key);
    field_ui(ui, name, |ui| {
        let choose = ui.button(words.text("house-choose"));
        widgets::name_field(&choose, &words.with("house-choose-of", &[("what", name)]));
        if choose.clicked() {
            out.push(Command::AskPath(purpose));
        }
        if path.is_empty() {
            widgets::secondary(ui, words.text("house-none"));
            return false;
        }
        let clear = widgets::icon_button(ui, crate::ui::icons::Icon::Close, &words.with("house-clear-of", &[("what", name)]));
        ui.add(egui::Label::new(path.as_str()).truncate());
        if clear.clicked() {
            path.clear();
        }
        clear.clicked()
    })
}
