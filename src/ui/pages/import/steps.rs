//! The four steps at the top of the import, each with what was settled in it. A click goes to one.

use egui::{Align2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, colour};
use crate::ui::{fonts, widgets};
use crate::view::Words;
use crate::view::palette::{Palette, size};

/// A step of the import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The file, its encoding, delimiter and sheet.
    #[default]
    File,
    /// What each part of the table was taken for.
    Shape,
    /// What names, periods and units mean.
    Meaning,
    /// What changes against what is there.
    Result,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 4] = [Self::File, Self::Shape, Self::Meaning, Self::Result];

    /// Text key of the step's name.
    pub fn key(self) -> &'static str {
        match self {
            Self::File => "import-step-file",
            Self::Shape => "import-step-shape",
            Self::Meaning => "import-step-meaning",
            Self::Result => "import-step-result",
        }
    }

    /// The step after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The step before this one.
    pub fn before(self) -> Option<Self> {
        (self as usize).checked_sub(1).and_then(|place| Self::ALL.get(place).copied())
    }
}

/// How a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Cannot be gone to yet.
    #[default]
    Closed,
    /// Can be gone to.
    Open,
    /// Looked at and settled.
    Settled,
    /// Something waits for a person.
    Asks,
    /// Nothing can be done with it.
    Failed,
}

/// What the bar shows of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepView {
    /// How it stands.
    pub standing: Standing,
    /// What was settled, in a few words; empty where nothing was.
    pub note: String,
}

/// Height of the bar.
const HEIGHT: f32 = 48.0;

/// Draws the bar. Returns the step that was clicked.
pub fn steps_ui(ui: &mut Ui, words: &Words, current: Step, views: &[StepView; 4]) -> Option<Step> {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().rect(rect, size::CORNER, colour(palette.panel), theme::hairline(palette), egui::StrokeKind::Inside);
    let width = rect.width() / 4.0;
    let mut clicked = None;
    for (step, view) in Step::ALL.into_iter().zip(views) {
        let left = rect.left() + width * step as usize as f32;
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEIGHT));
        let open = view.standing != Standing::Closed;
        let response = ui.interact(cell, ui.scope_id().with(("step", step)), if open { Sense::click() } else { Sense::hover() });
        let name = words.text(step.key());
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(view.note.clone()),
            ..WidgetInfo::selected(Role::Tab, open, step == current, format!("{} {name}", step as usize + 1))
        });
        if open && response.hovered() && step != current {
            ui.painter().rect_filled(cell.shrink(1.0), size::CORNER, colour(palette.alternate));
        }
        step_ui(ui, palette, cell, step, step == current, name, view);
        if step != Step::File {
            ui.painter().vline(left, cell.shrink2(vec2(0.0, 8.0)).y_range(), theme::hairline(palette));
        }
        widgets::focus_ring(ui, &response);
        if response.clicked() {
            clicked = Some(step);
        }
        if !view.note.is_empty() {
            response.on_hover_text(&view.note);
        }
    }
    clicked
}

fn step_ui(ui: &Ui, palette: &'static Palette, cell: Rect, step: Step, current: bool, name: &str, view: &StepView) {
    let painter = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
    let centre = pos2(cell.left() + 24.0, cell.center().y);
    let closed = view.standing == Standing::Closed;
    number(&painter, palette, centre, step, current, view.standing);
    let left = cell.left() + 44.0;
    let room = cell.right() - left - theme::RELATED;
    let ink = colour(if closed { palette.tertiary } else { palette.text });
    let font = if current { fonts::bold(size::BODY) } else { fonts::regular(size::BODY) };
    let title = widgets::one_line(&painter, name, font, ink, room);
    if view.note.is_empty() {
        painter.galley(pos2(left, cell.center().y - title.size().y / 2.0), title, ink);
    } else {
        let quiet = colour(if view.standing == Standing::Asks { palette.slipping } else { palette.secondary });
        let note = widgets::one_line(&painter, &view.note, fonts::regular(size::CAPTION), quiet, room);
        let top = cell.center().y - (title.size().y + note.size().y) / 2.0;
        let below = top + title.size().y;
        painter.galley(pos2(left, top), title, ink);
        painter.galley(pos2(left, below), note, quiet);
    }
    if current {
        let line = Rect::from_min_max(pos2(cell.left() + 1.0, cell.bottom() - 2.0), pos2(cell.right() - 1.0, cell.bottom()));
        painter.rect_filled(line, 1.0, colour(palette.accent));
    }
}

/// The number in its circle, or the sign of how the step stands: shape and colour, never colour alone.
fn number(painter: &egui::Painter, palette: &Palette, centre: egui::Pos2, step: Step, current: bool, standing: Standing) {
    let sign = |icon: Icon, ink| icons::paint(painter, Rect::from_center_size(centre, vec2(16.0, 16.0)), icon, ink);
    match standing {
        Standing::Asks => return sign(Icon::Warning, colour(palette.slipping)),
        Standing::Failed => return sign(Icon::Error, colour(palette.off_track)),
        Standing::Settled if !current => {
            painter.circle_filled(centre, 10.0, colour(palette.selection));
            return icons::paint(painter, Rect::from_center_size(centre, vec2(12.0, 12.0)), Icon::Tick, colour(palette.accent));
        }
        _ => {}
    }
    let ink = if current {
        painter.circle_filled(centre, 10.0, colour(palette.accent));
        if palette.dark { palette.window } else { palette.panel }
    } else {
        painter.circle_stroke(centre, 9.5, Stroke::new(1.0, colour(palette.tertiary)));
        if standing == Standing::Closed { palette.tertiary } else { palette.secondary }
    };
    painter.text(centre, Align2::CENTER_CENTER, step as usize + 1, fonts::bold(size::CAPTION), colour(ink));
}
