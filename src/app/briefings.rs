//! Carries out what is asked of briefings: new ones, what is added from other pages, previews, and files made of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::background::{What, Work};
use super::exports::file_stem;
use super::tasks::Outcome;
use super::workbench::Workbench;
use crate::base::{Diagnostic, Place};
use crate::domain::{Briefing, Edit, Item, briefing_edit};
use crate::engine::Evaluation;
use crate::io::export::report::ReportFormat;
use crate::io::settings::ReportTarget;
use crate::session::Preview;
use crate::session::reports::{ReportDone, ReportTask};
use crate::ui::actions::Action;
use crate::ui::command::{PathPurpose, ReportOf, ReportRequest};
use crate::ui::dialogs::{Dialog, ReportDialog};
use crate::ui::page::Page;
use crate::view::briefing_page::{fresh, name};
use crate::view::report::book::{BookPart, Sheets, Spread};
use crate::view::report::builtin::BuiltIn;

impl Workbench {
    pub(super) fn act_on_briefings(&mut self, action: Action) {
        match action {
            Action::BriefingPage => self.pages.tabs.show(Page::Briefing),
            Action::NewBriefing => self.new_briefing(None),
            Action::AddToBriefing => match self.seen_item() {
                Some(item) => self.add_to_briefing(item),
                None => self.tell(Diagnostic::warning("briefing-nothing-seen", Place::default())),
            },
            Action::MakeReport => self.ask_report(),
            _ => self.make_report_again(),
        }
    }

    /// What the page at hand shows, as an item.
    pub(super) fn seen_item(&self) -> Option<Item> {
        let pages = &self.pages;
        let seen = match pages.tabs.current() {
            Page::Node(node) => pages.nodes.get(node).and_then(|state| state.seen.as_ref()),
            Page::Overview => pages.overview.seen.as_ref(),
            Page::Scenario => pages.scenario.seen.as_ref(),
            Page::Compare => pages.compare.seen(),
            Page::Audit => pages.audit.seen.as_ref(),
            Page::Structure => pages.structure.seen(),
            Page::Ranking => pages.judging.seen[0].as_ref(),
            Page::Warnings => pages.judging.seen[1].as_ref(),
            Page::Scores => pages.judging.seen[2].as_ref(),
            _ => None,
        };
        seen.cloned()
    }

    /// A new briefing becomes the one that is looked at.
    pub(super) fn new_briefing(&mut self, kind: Option<BuiltIn>) {
        let (_, evaluation) = self.evaluation();
        let document = self.session.document();
        let briefing = kind.map_or_else(|| fresh::empty(document), |kind| fresh::built_in(kind, document, &evaluation));
        let (id, edit) = briefing_edit::create(document, briefing);
        if self.change_briefings(edit, "step-briefing-new") {
            self.pages.briefing.look_at(&id, None);
            self.pages.tabs.show(Page::Briefing);
        }
    }

    /// Adds an item to the briefing that is looked at; where there is none one named by the plan is made in the same step.
    pub(super) fn add_to_briefing(&mut self, item: Item) {
        let document = self.session.document();
        let (briefing, fresh) = match self.pages.briefing.briefing(document) {
            Some(briefing) => (briefing.clone(), false),
            None => (fresh::empty(document), true),
        };
        let item = Item { id: briefing_edit::free_item_id(&briefing, &item), ..item };
        let (item_id, shown) = (item.id.clone(), name(&self.words, &briefing));
        let mut items = briefing.items.clone();
        items.push(item);
        let briefing = Briefing { items, ..briefing };
        let (id, edit) = if fresh {
            briefing_edit::create(document, briefing)
        } else {
            (briefing.id.clone(), briefing_edit::replace(document, briefing))
        };
        if self.change_briefings(edit, "step-briefing-add") {
            self.pages.briefing.look_at(&id, Some(item_id));
            self.tell(Diagnostic::note("briefing-added", Place::default()).arg("name", shown));
        }
    }

    fn change_briefings(&mut self, edit: Edit, label: &'static str) -> bool {
        match self.session.apply(edit, label) {
            Ok(()) => true,
            Err(error) => {
                self.tell(error.diagnostic());
                false
            }
        }
    }

    /// What files would be made of: the briefing that is looked at, else the built-in deck.
    fn report_of(&self) -> ReportOf {
        let own = self.pages.briefing.briefing(self.session.document()).map(|briefing| ReportOf::Own(briefing.id.clone()));
        own.unwrap_or(ReportOf::BuiltIn(BuiltIn::Deck))
    }

    /// Where files of a briefing went last.
    fn report_target(&self, of: &ReportOf) -> Option<&ReportTarget> {
        self.settings.report(self.session.folder()?, of.word())
    }

    pub(super) fn made_before(&self) -> bool {
        self.report_target(&self.report_of()).is_some()
    }

    fn ask_report(&mut self) {
        let of = self.report_of();
        let request = match self.report_target(&of) {
            Some(target) => self.request_of(of.clone(), target),
            None => ReportRequest { formats: vec![ReportFormat::Pptx], sheets: Sheets::default(), path: self.report_start(&of), of },
        };
        self.dialog = Some(Dialog::Report(Box::new(ReportDialog::new(request))));
    }

    /// Where files go that were never made before: the user's documents, under the briefing's name.
    fn report_start(&self, of: &ReportOf) -> PathBuf {
        let document = self.session.document();
        let title = match of {
            ReportOf::Own(id) => document.briefings.get(id).map(|briefing| name(&self.words, briefing)).unwrap_or_default(),
            ReportOf::BuiltIn(kind) => self.words.text(kind.name_key()).to_owned(),
        };
        let start = PathBuf::from(self.path_start(PathPurpose::ReportFile));
        start.join(file_stem(&title))
    }

    /// What was made last, to be made again.
    fn request_of(&self, of: ReportOf, target: &ReportTarget) -> ReportRequest {
        ReportRequest { formats: formats(target), sheets: sheets(target), path: target.folder.join(&target.name), of }
    }

    fn make_report_again(&mut self) {
        let of = self.report_of();
        let Some(target) = self.report_target(&of) else { return self.ask_report() };
        self.make_report(self.request_of(of.clone(), target));
    }

    /// Makes files off the drawing thread.
    pub(super) fn make_report(&mut self, request: ReportRequest) {
        // A name alone would go wherever the program was started from.
        let path = if request.path.is_absolute() {
            request.path.clone()
        } else {
            PathBuf::from(self.path_start(PathPurpose::ReportFile)).join(&request.path)
        };
        let request = ReportRequest { path, ..request };
        let (_, evaluation) = self.evaluation();
        let document = self.session.snapshot();
        let briefing = match &request.of {
            ReportOf::Own(id) => document.briefings.get(id).cloned(),
            ReportOf::BuiltIn(kind) => Some(kind.briefing(&document, &evaluation, &self.words)),
        };
        let Some(briefing) = briefing else { return };
        let files = request.formats.iter().map(|format| (*format, request.file(*format))).collect();
        let folder = self.session.folder().map(Path::to_owned);
        let (words, sheets) = (self.words.clone(), request.sheets.clone());
        let task = ReportTask { briefing, document, evaluation, words, folder, sheets, files };
        self.jobs.spawn("job-report", move |progress| Outcome::Reported(Box::new(request), Box::new(task.run(progress))));
    }

    pub(super) fn take_report(&mut self, request: &ReportRequest, done: ReportDone) {
        done.told.into_iter().for_each(|told| self.tell(told));
        if done.cancelled {
            return self.tell(Diagnostic::note("report-cancelled", Place::default()));
        }
        if done.written.is_empty() {
            return;
        }
        let between = self.words.text("list-separator").to_owned();
        let paths = done.written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(&between);
        self.tell(Diagnostic::note("report-made", Place::default()).arg("count", done.written.len()).arg("path", paths));
        let (Some(workspace), Some(folder), Some(name)) = (self.session.folder(), request.path.parent(), request.path.file_name()) else {
            return;
        };
        let formats = request.formats.iter().map(|format| format.id().to_owned()).collect();
        let Sheets { spread, parts } = &request.sheets;
        let target = ReportTarget {
            folder: folder.to_owned(),
            name: name.to_string_lossy().into_owned(),
            formats,
            sheets: parts.iter().map(|part| part.word().to_owned()).collect(),
            sheet_per_node: *spread == Spread::SheetPerNode,
        };
        let workspace = workspace.to_owned();
        self.settings.remember_report(&workspace, request.of.word(), target);
        self.save_settings();
    }

    /// Lays the briefing out that drawing asked for, where it is not under way.
    pub(super) fn preview_wanted(&mut self, evaluation: &Arc<Evaluation>) {
        let Some(key) = self.session.preview_memo().take_wanted() else { return };
        let work = Work { what: What::Preview(key.briefing.clone(), key.paper, key.language), of: key.made };
        let Some(briefing) = self.session.document().briefings.get(&key.briefing).cloned().filter(|_| self.background.wants(&work)) else {
            return;
        };
        let (document, evaluation, words, entered) = (self.session.snapshot(), evaluation.clone(), self.words.clone(), self.entered);
        let folder = self.session.folder().map(Path::to_owned);
        let job = self.jobs.spawn("job-preview", move |_| {
            let preview = Preview::new(key, &briefing, &document, &evaluation, &words, folder.as_deref());
            Outcome::Previewed(entered, Arc::new(preview))
        });
        self.background.started(work, job);
    }
}

fn formats(target: &ReportTarget) -> Vec<ReportFormat> {
    target.formats.iter().filter_map(|word| ReportFormat::of_id(word)).collect()
}

fn sheets(target: &ReportTarget) -> Sheets {
    let parts: Vec<BookPart> = target.sheets.iter().filter_map(|word| BookPart::of_word(word)).collect();
    let spread = if target.sheet_per_node { Spread::SheetPerNode } else { Spread::OneTable };
    if parts.is_empty() { Sheets { spread, ..Sheets::default() } } else { Sheets { spread, parts } }
}
