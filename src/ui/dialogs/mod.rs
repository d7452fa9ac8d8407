//! Questions and forms in front of the window. At most one is open at a time.
//!
//! A dialog keeps a draft of its own and emits commands; it changes nothing itself.

mod about;
mod ask;
mod batch;
mod export;
mod figure_list;
mod house;
mod new_plan;
mod path;
mod picture;
mod report;
mod scenario;
mod seek;
mod spread;
mod year_plan;

use egui::{Id, Key, Modal, RichText, Ui};

pub use batch::BatchDialog;
pub use export::ExportDialog;
pub use figure_list::FigureListDialog;
pub use house::{HouseDialog, HouseFiles};
pub use new_plan::NewPlanDialog;
pub use path::PathDialog;
pub use report::ReportDialog;
pub use scenario::ScenarioDialog;
pub use seek::SeekDialog;
pub use spread::SpreadDialog;
pub use year_plan::YearPlanDialog;

use super::command::Command;
use super::context::View;
use super::{fonts, theme};
use crate::view::palette::size;

/// The dialog that is open.
pub enum Dialog {
    /// Save before closing or opening another?
    Close,
    /// Files changed on disk.
    Changed(Vec<String>),
    /// Unsaved edits of an earlier run.
    Recover {
        /// How many.
        edits: usize,
        /// When the last was made, in words.
        time: String,
    },
    /// Another window has the workspace open.
    Held(String),
    /// A new plan.
    NewPlan(Box<NewPlanDialog>),
    /// Export of a chart.
    Export(Box<ExportDialog>),
    /// Export of many charts.
    Batch(Box<BatchDialog>),
    /// A list of figures.
    FigureList(Box<FigureListDialog>),
    /// A scenario's name, parent and note.
    Scenario(Box<ScenarioDialog>),
    /// A setting is sought.
    Seek(Box<SeekDialog>),
    /// A total is spread.
    Spread(Box<SpreadDialog>),
    /// A year's plan is entered.
    YearPlan(Box<YearPlanDialog>),
    /// Files made of a briefing.
    Report(Box<ReportDialog>),
    /// What all files have in common.
    House(Box<HouseDialog>),
    /// A path, where no dialog service answers.
    Path(PathDialog),
    /// All shortcuts.
    Shortcuts,
    /// About the program.
    About,
}

/// Draws the open dialog. Returns false when it is to close.
pub fn dialog_ui(ctx: &egui::Context, view: &View<'_>, dialog: &mut Dialog, out: &mut Vec<Command>) -> bool {
    // What was chosen with care does not go away with a click beside it.
    let wide = matches!(dialog, Dialog::FigureList(_) | Dialog::Batch(_) | Dialog::House(_));
    let mut stays = true;
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(2.0 * theme::RELATED);
    let modal = Modal::new(Id::unique("dialog")).frame(frame).backdrop_color(egui::Color32::from_black_alpha(70));
    let response = modal.show(ctx, |ui| {
        let room = ctx.content_rect().size();
        ui.set_width(match dialog {
            Dialog::FigureList(_) | Dialog::House(_) => (room.x - 120.0).clamp(320.0, 1100.0),
            Dialog::Batch(_) => (room.x - 60.0).clamp(320.0, 900.0),
            Dialog::Export(_) => 560.0_f32.min(room.x - 40.0),
            _ => 440.0_f32.min(room.x - 40.0),
        });
        ui.spacing_mut().item_spacing.y = theme::RELATED;
        stays = match dialog {
            Dialog::Close => ask::close_ui(ui, view, out),
            Dialog::Changed(files) => ask::changed_ui(ui, view, files, out),
            Dialog::Recover { edits, time } => ask::recover_ui(ui, view, *edits, time, out),
            Dialog::Held(holder) => ask::held_ui(ui, view, holder, out),
            Dialog::NewPlan(draft) => draft.ui(ui, view, out),
            Dialog::Export(draft) => draft.ui(ui, view, out),
            Dialog::Batch(draft) => draft.ui(ui, view, out),
            Dialog::FigureList(draft) => draft.ui(ui, view, out),
            Dialog::Scenario(draft) => draft.ui(ui, view, out),
            Dialog::Seek(draft) => draft.ui(ui, view, out),
            Dialog::Spread(draft) => draft.ui(ui, view, out),
            Dialog::YearPlan(draft) => draft.ui(ui, view, out),
            Dialog::Report(draft) => draft.ui(ui, view, out),
            Dialog::House(draft) => draft.ui(ui, view, out),
            Dialog::Path(draft) => draft.ui(ui, view, out),
            Dialog::Shortcuts => about::shortcuts_ui(ui, view),
            Dialog::About => about::about_ui(ui, view),
        };
    });
    // A question that must be answered does not go away with a click beside it.
    let must_answer = matches!(dialog, Dialog::Changed(_) | Dialog::Recover { .. } | Dialog::Held(_));
    let escaped = ctx.input(|i| i.key_pressed(Key::Escape)) && !matches!(dialog, Dialog::FigureList(_));
    let closes = response.should_close() && !must_answer && !wide;
    if (closes || escaped) && matches!(dialog, Dialog::Close) {
        out.push(Command::Close(super::command::CloseAnswer::Stay));
    }
    let goes_away = closes || (escaped && !must_answer);
    stays && !goes_away
}

/// A dialog's title.
fn title_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(fonts::bold(size::SECTION)));
}

/// The buttons at the foot of a dialog, the one that matters most at the right end.
fn foot_ui(ui: &mut Ui, buttons: impl FnOnce(&mut Ui)) {
    ui.add_space(theme::RELATED);
    // A layout from the right takes all the height there is; within a row it takes that of the row.
    ui.horizontal(|ui| ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), buttons));
}

/// A label and a field beside it.
fn field_ui<R>(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        let width = 110.0;
        ui.allocate_ui_with_layout(egui::vec2(width, theme::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_width(width);
            super::widgets::secondary(ui, label);
        });
        field(ui)
    })
    .inner
}
