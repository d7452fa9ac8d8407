//! The foot of the import: back and on, and on the last step the button that writes; and how each step stands.

use egui::{Align, Button, Layout, Ui, vec2};

use super::state::{Queued, Stage};
use super::steps::{Standing, Step, StepView};
use crate::ui::command::{Command, ImportCommand};
use crate::ui::context::View;
use crate::ui::{theme, widgets};
use crate::view::grid::Mark;
use crate::view::import::Change;
use crate::view::import::{facts, telling};
use crate::view::{Words, number};

/// The mark before a file's name in the queue, and the text key of what it means.
pub fn mark(queued: &Queued) -> (Mark, &'static str) {
    match (&queued.stage, &queued.understood) {
        (Stage::Failed(_), _) => (Mark::OffTrack, "import-standing-failed"),
        (Stage::Ready(_), Some(understood)) if understood.questions() > 0 => (Mark::Slipping, "import-standing-asks"),
        (Stage::Ready(_), Some(_)) => (Mark::Achieved, "import-standing-clear"),
        _ => (Mark::NoData, "import-standing-reading"),
    }
}

/// How the steps of a file stand.
pub fn step_views(words: &Words, queued: &Queued) -> [StepView; 4] {
    let mut views: [StepView; 4] = Default::default();
    match &queued.stage {
        Stage::Waiting | Stage::Opening(_) => views[0].standing = Standing::Open,
        Stage::Failed(_) => views[0].standing = Standing::Failed,
        Stage::Ready(file) => {
            let note = queued.raw_table().map(|table| facts::opened(words, file, table)).unwrap_or_default();
            for (step, view) in Step::ALL.into_iter().zip(&mut views) {
                view.standing = if step < queued.reached { Standing::Settled } else { Standing::Open };
            }
            views[0].note = note;
            let Some(understood) = &queued.understood else { return views };
            views[1].note = telling::shape(words, &understood.shape).to_owned();
            let questions = understood.questions();
            views[2].note = telling::questions(words, questions);
            if questions > 0 {
                views[2].standing = Standing::Asks;
            }
            views[3].note = telling::changes(words, &understood.difference);
        }
    }
    views
}

/// Draws the foot.
pub fn foot_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, out: &mut Vec<Command>) {
    let words = view.words;
    ui.add_space(theme::AROUND);
    let ready = matches!(queued.stage, Stage::Ready(_));
    // What goes on stands at the left: notices come up at the right and would cover it.
    ui.allocate_ui_with_layout(vec2(ui.available_width(), theme::CONTROL), Layout::left_to_right(Align::Center), |ui| {
        let before = queued.step.before().filter(|_| ready);
        if ui.add_enabled(before.is_some(), Button::new(words.text("import-back"))).clicked() {
            before.into_iter().for_each(|step| queued.go(step));
        }
        match queued.step.next() {
            Some(next) => {
                if ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text("import-next"))).inner.clicked() {
                    queued.go(next);
                }
                straight_ui(ui, view, queued);
            }
            None => write_ui(ui, view, queued, out),
        }
        if ready && !queued.is_current(view.session.revision()) {
            understanding_ui(ui, view, queued, out);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(words.text("import-cancel")).clicked() {
                out.push(Command::Import(ImportCommand::Remove(queued.id)));
            }
        });
    });
}

/// While a table is understood: that it is, how far where that is known, and the way to stop it; once stopped, the way on.
fn understanding_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued, out: &mut Vec<Command>) {
    let words = view.words;
    if queued.is_halted(view.session.revision()) {
        widgets::caption(ui, words.text("import-halted"));
        if ui.button(words.text("import-understand-again")).clicked() {
            queued.halted = None;
        }
        return;
    }
    ui.spinner();
    let share = queued.understanding.as_ref().and_then(|(job, _)| view.jobs.iter().find(|known| known.id == *job)?.fraction);
    let text = match share {
        Some(share) => words.with("import-understanding-share", &[("share", &number::percent(share, 0))]),
        None => words.text("import-understanding").to_owned(),
    };
    widgets::caption(ui, &text);
    if queued.understanding.is_some() && ui.button(words.text("import-stop")).clicked() {
        out.push(Command::Import(ImportCommand::Halt(queued.id)));
    }
}

/// Straight to the result, where nothing waits for a person.
fn straight_ui(ui: &mut Ui, view: &View<'_>, queued: &mut Queued) {
    let clear = queued.understood.as_ref().is_some_and(|understood| understood.questions() == 0 && !understood.difference.rows.is_empty());
    if clear && queued.step < Step::Meaning && ui.button(view.words.text("import-straight")).clicked() {
        queued.go(Step::Result);
    }
}

fn write_ui(ui: &mut Ui, view: &View<'_>, queued: &Queued, out: &mut Vec<Command>) {
    let words = view.words;
    let written = queued.understood.as_ref().map_or(0, |understood| understood.writes());
    let ready = written > 0 && queued.is_current(view.session.revision()) && queued.result.names_a_file();
    if ui.add_enabled_ui(ready, |ui| widgets::primary_button(ui, words.text("import-write"))).inner.clicked() {
        out.push(Command::Import(ImportCommand::Write(queued.id)));
    }
    let asks = queued.understood.as_ref().map_or(0, |understood| understood.difference.count(Change::Questioned));
    let text = if written == 0 {
        words.text("import-nothing-to-write").to_owned()
    } else if asks > 0 {
        words.with("import-writes-but", &[("count", &written.to_string()), ("open", &asks.to_string())])
    } else {
        words.with("import-writes", &[("count", &written.to_string())])
    };
    widgets::secondary(ui, &text);
}
