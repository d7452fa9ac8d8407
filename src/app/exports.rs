//! Charts to files and to the clipboard. What takes time runs in jobs; the jobs work on what the session was when they began.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::base::{Diagnostic, NodeId, Place, Severity};
use crate::domain::HouseStyle;
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::io::export::batch::{self, Ground, Made, Order};
use crate::io::export::chart::{Format, Size, palette, render_in};
use crate::io::export::failure::{undrawn, unwritten};
use crate::io::export::names::safe;
use crate::io::export::png::{Pixels, decode};
use crate::io::write::write_file;
use crate::session::Progress;
use crate::ui::actions::Action;
use crate::ui::command::ExportRequest;
use crate::ui::dialogs::{BatchDialog, Dialog, ExportDialog};
use crate::ui::grid;
use crate::ui::page::Page;
use crate::view::chart::{ChartKind, ChartSpec, data_table, hypertext, tab_separated};

impl Workbench {
    pub(super) fn act_on_chart(&mut self, ctx: &egui::Context, action: Action) {
        let Some(spec) = self.chart_at_hand() else {
            return self.tell(Diagnostic::warning("no-chart", Place::default()));
        };
        match action {
            Action::ExportChart => {
                let stem = file_stem(&spec.title);
                self.dialog = Some(Dialog::Export(Box::new(ExportDialog::new(spec, stem))));
            }
            Action::CopyChart => self.copy_chart(spec),
            Action::CopyChartTable => {
                let rows = data_table(&spec);
                self.put_table(ctx, hypertext(&rows), tab_separated(&rows));
                self.tell(Diagnostic::note("table-copied", Place::default()));
            }
            _ => {
                ctx.copy_text(tab_separated(&data_table(&spec)));
                self.tell(Diagnostic::note("data-copied", Place::default()));
            }
        }
    }

    /// Puts the table on the clipboard that was copied with its headings in this frame.
    pub(super) fn take_copied_table(&self, ctx: &egui::Context) {
        if let Some((formatted, text)) = grid::take_formatted(ctx) {
            self.put_table(ctx, formatted, text);
        }
    }

    fn put_table(&self, ctx: &egui::Context, formatted: String, text: String) {
        // Where the system takes no formatted table, the plain one is better than none.
        if (self.table_clipboard)(formatted, text.clone()).is_err() {
            ctx.copy_text(text);
        }
    }

    /// The form of an export of many charts: of the node at hand, or of all.
    pub(super) fn ask_for_batch(&mut self) {
        let plan = &self.session.document().plan;
        let (nodes, metric, kind): (Vec<NodeId>, _, _) = match self.pages.tabs.current() {
            Page::Node(node) => {
                let (metric, kind) = self.pages.nodes.get(node).map(|state| (state.metric.clone(), state.kind)).unwrap_or_default();
                (vec![node.clone()], metric, kind)
            }
            _ => (plan.nodes().collect(), None, ChartKind::default()),
        };
        let metric = metric.or_else(|| plan.main_metric());
        let scenario = self.chosen_scenario();
        self.dialog = Some(Dialog::Batch(Box::new(BatchDialog::new(nodes, metric, kind, scenario))));
    }

    pub(super) fn export_chart(&mut self, request: ExportRequest) {
        let document = self.session.snapshot();
        self.jobs.spawn("job-export", move |_| Outcome::Exported(export(&request, &document.house)));
    }

    fn copy_chart(&mut self, spec: Arc<ChartSpec>) {
        let document = self.session.snapshot();
        self.jobs.spawn("job-export", move |_| Outcome::Picture(picture(&spec, &document.house).map(Arc::new)));
    }

    /// Makes the files of an order in a folder.
    pub(super) fn export_batch(&mut self, order: Order, folder: PathBuf) {
        let revision = self.session.plan_revision();
        let known = self.session.kept_evaluation().filter(|(kept, _)| *kept == revision).map(|(_, evaluation)| evaluation);
        let (document, words) = (self.session.snapshot(), self.words.clone());
        self.jobs.spawn("job-export-batch", move |progress| {
            progress.report(0.0, "job-evaluating");
            let evaluation = known.unwrap_or_else(|| Arc::new(Evaluation::of(&document)));
            let going = order.scenarios.iter().take_while(|_| !progress.is_cancelled());
            let scenarios: Vec<_> = going.map(|id| Arc::new(ScenarioEvaluation::of(&document, &evaluation, id))).collect();
            let palette = palette(order.size, &document.house);
            let (document, evaluation, words) = (&document, &*evaluation, &*words);
            let ground = Ground { document, evaluation, words, scenarios: &scenarios, base: None, palette: &palette };
            let made = batch::run(&order, ground, &folder, &|done, of| told(progress, done, of));
            Outcome::Batch(folder, Box::new(made))
        });
    }

    /// Tells what came of an order: how many files, what was left out, and what could not be made because of what.
    pub(super) fn take_batch(&mut self, folder: &Path, made: &Made) {
        let more = [("batch-more-left-out", made.left_out.len()), ("batch-more-kept", made.kept)];
        let more = more.iter().filter(|(_, count)| *count > 0).map(|(key, count)| self.words.with(key, &[("n", &count.to_string())]));
        let more = more.collect::<Vec<_>>().join(" ");
        let reason = made.failed.first().map(|failed| self.words.diagnostic(failed)).unwrap_or_default();
        let (severity, code) = match made {
            Made { failed, .. } if !failed.is_empty() => (Severity::Error, "batch-partly"),
            Made { stopped: true, .. } => (Severity::Warning, "batch-stopped"),
            Made { files, kept: 0, .. } if files.is_empty() => (Severity::Warning, "batch-nothing"),
            _ => (Severity::Note, "batch-done"),
        };
        let why = if code == "batch-nothing" { made.left_out.first().map(|left| left.reason.clone()).unwrap_or_default() } else { reason };
        let failed = made.failed.len() + made.untried;
        let told = Diagnostic::new(severity, code, Place::default()).arg("folder", folder.display()).arg("files", made.files.len());
        self.tell(told.arg("failed", failed).arg("untried", made.untried).arg("reason", why).arg("more", more));
    }

    /// The chart of the page at hand as last drawn.
    fn chart_at_hand(&self) -> Option<Arc<ChartSpec>> {
        match self.pages.tabs.current() {
            Page::Node(node) => self.pages.nodes.get(node).and_then(|state| state.shown_chart()),
            Page::Scenario => self.pages.scenario.shown_chart(),
            Page::Compare => self.pages.compare.shown_chart(),
            Page::Audit => self.pages.audit.shown_chart(),
            Page::Structure => self.pages.structure.shown_chart(),
            _ => None,
        }
    }
}

fn told(progress: &Progress, done: usize, of: usize) -> bool {
    progress.report(done as f64 / of.max(1) as f64, "job-drawing");
    !progress.is_cancelled()
}

/// Puts a table on the system's clipboard: formatted, and as text for programs that take no more.
pub(super) fn table_clipboard(formatted: String, text: String) -> Result<(), arboard::Error> {
    arboard::Clipboard::new()?.set().html(formatted, Some(text))
}

/// A name that every file system takes, from any title.
pub(super) fn file_stem(title: &str) -> String {
    safe(title, ' ')
}

fn export(request: &ExportRequest, house: &HouseStyle) -> Result<PathBuf, Diagnostic> {
    let ExportRequest { spec, path, format, size } = request;
    let bytes = render_in(spec, *format, *size, &palette(*size, house)).map_err(|error| undrawn(&error, path))?;
    write_file(path, &bytes).map_err(|error| unwritten(&error, path))?;
    Ok(path.clone())
}

/// The chart as a picture of a slide's size for the clipboard.
fn picture(spec: &ChartSpec, house: &HouseStyle) -> Result<egui::ColorImage, Diagnostic> {
    let failed = |reason: String| Diagnostic::error("export-failed", Place::default()).arg("reason", reason);
    let png = render_in(spec, Format::Png, Size::default(), &palette(Size::default(), house)).map_err(|error| failed(error.to_string()))?;
    decoded(&png).map_err(|error| failed(error.to_string()))
}

/// The picture of a PNG.
pub(super) fn decoded(bytes: &[u8]) -> Result<egui::ColorImage, png::DecodingError> {
    let Pixels { size, bytes } = decode(bytes)?;
    Ok(egui::ColorImage::from_rgba_unmultiplied(size, &bytes))
}
