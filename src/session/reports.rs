//! Files made of a briefing: deck, paper, workbook and PDF, off the drawing thread, whole or not at all.
//!
//! All bytes are made before the first file is written, so that whoever cancels finds the folder as it was. A file that cannot be
//! written (open in PowerPoint, disk full) is told and keeps nobody from the others.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::jobs::Progress;
use crate::base::{Diagnostic, Place};
use crate::domain::{Briefing, Document};
use crate::engine::Evaluation;
use crate::io::export::chart::font_measure;
use crate::io::export::failure::unwritten;
use crate::io::export::report::{Making, ReportFormat, make};
use crate::io::write_file;
use crate::view::briefing_page::make::report;
use crate::view::report::book::Sheets;
use crate::view::words::SharedWords;

/// What is to be made.
#[derive(Debug)]
pub struct ReportTask {
    /// Of which briefing.
    pub briefing: Briefing,
    /// Of which document.
    pub document: Document,
    /// Its results.
    pub evaluation: Arc<Evaluation>,
    /// In which language.
    pub words: SharedWords,
    /// The workspace's folder, for the files that its house style names; `None` where it was never saved.
    pub folder: Option<PathBuf>,
    /// The sheets of a workbook.
    pub sheets: Sheets,
    /// The files.
    pub files: Vec<(ReportFormat, PathBuf)>,
}

/// What was made.
#[derive(Debug, Default)]
pub struct ReportDone {
    /// The files written.
    pub written: Vec<PathBuf>,
    /// What could not be done as asked, and files that could not be written.
    pub told: Vec<Diagnostic>,
    /// True where it was stopped before the first file.
    pub cancelled: bool,
}

impl ReportTask {
    /// Makes all files, then writes them.
    pub fn run(self, progress: &Progress) -> ReportDone {
        let steps = self.files.len() as f64 + 2.0;
        let mut done = ReportDone::default();
        progress.report(0.0, "stage-report-pages");
        let with_book = self.files.iter().any(|(format, _)| *format == ReportFormat::Xlsx);
        let (report, book) = report(&self.briefing, &self.document, &self.evaluation, &self.words, None, with_book.then_some(&self.sheets));
        let (style, folder) = (self.document.house.clone(), self.folder.unwrap_or_default());
        let (house, told) = style.house(&folder);
        done.told.extend(told);
        let decks = self.files.iter().any(|(format, _)| *format == ReportFormat::Pptx);
        // One that cannot be used is told, and the program's own layouts take its place.
        let template = style.template(&folder).filter(|_| decks).and_then(|of| of.map_err(|problem| done.told.push(problem)).ok());
        let template = template.as_ref().map(|bytes| (bytes.as_slice(), style.template.as_str()));
        let book = book.unwrap_or_default();
        let making = Making { report: &report, book: &book, house: &house, template, measure: font_measure() };
        let mut made = Vec::new();
        for (number, (format, path)) in self.files.into_iter().enumerate() {
            if progress.is_cancelled() {
                return ReportDone { cancelled: true, ..done };
            }
            progress.report((number as f64 + 1.0) / steps, "stage-report-files");
            match make(making, format) {
                Ok(file) => {
                    done.told.extend(file.told);
                    made.push((path, file.bytes));
                }
                Err(error) => done.told.push(Diagnostic::error("report-not-made", place(&path)).arg("reason", error)),
            }
        }
        if progress.is_cancelled() {
            return ReportDone { cancelled: true, ..done };
        }
        progress.report((steps - 1.0) / steps, "stage-report-write");
        for (path, bytes) in made {
            match write_file(&path, &bytes) {
                Ok(()) => done.written.push(path),
                Err(error) => done.told.push(unwritten(&error, &path)),
            }
        }
        done
    }
}

fn place(path: &Path) -> Place {
    Place::file(path.display().to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

    use super::*;
    use crate::base::Label;
    use crate::domain::{Content, HouseStyle, Item};
    use crate::session::Jobs;
    use crate::view::{Language, Words};

    fn task(folder: &Path, formats: &[ReportFormat]) -> ReportTask {
        let text = Item::new("a".into(), Content::Text { markdown: "words".to_owned() });
        let briefing = Briefing { items: vec![text], ..Briefing::new("a".into(), Label::new("A")) };
        let document = Document::default();
        let evaluation = Arc::new(Evaluation::of(&document));
        let words = Arc::new(Words::new(Language::English));
        let files = formats.iter().map(|format| (*format, folder.join(format!("a.{}", format.id())))).collect();
        ReportTask { briefing, document, evaluation, words, folder: Some(folder.to_owned()), sheets: Sheets::default(), files }
    }

    #[test]
    fn every_format_is_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let done = task(folder.path(), &ReportFormat::ALL).run(&Progress::silent());
        assert!(done.told.is_empty() && !done.cancelled, "{:?}", done.told);
        assert_eq!(done.written.len(), 4);
        for path in &done.written {
            let bytes = std::fs::read(path).unwrap();
            assert!(bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF"), "{path:?}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told_and_keeps_nobody_from_the_others() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("a.pptx")).unwrap();
        let done = task(folder.path(), &[ReportFormat::Pptx, ReportFormat::Docx]).run(&Progress::silent());
        assert_eq!(done.told.iter().map(|told| told.code).collect::<Vec<_>>(), ["export-target-folder"]);
        assert_eq!(done.written, [folder.path().join("a.docx")]);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(left.len(), 2, "nothing half-written stays: {left:?}");
    }

    #[test]
    fn a_template_that_cannot_be_used_is_told_and_the_deck_is_made_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        for (template, content) in [("none.pptx", None), ("odd.pptx", Some("no deck"))] {
            if let Some(content) = content {
                std::fs::write(folder.path().join(template), content).unwrap();
            }
            let mut task = task(folder.path(), &[ReportFormat::Pptx]);
            task.document.house = Arc::new(HouseStyle { template: template.to_owned(), ..HouseStyle::default() });
            let done = task.run(&Progress::silent());
            assert_eq!(done.told.len(), 1, "{template}: {:?}", done.told);
            assert!(done.told[0].code.contains("template"), "{:?}", done.told);
            assert_eq!(done.written.len(), 1);
        }
    }

    #[test]
    fn who_cancels_finds_the_folder_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let task = task(folder.path(), &ReportFormat::ALL);
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let mut jobs = Jobs::new(|| {});
        let job = jobs.spawn("job-report", move |progress| {
            let _ = wait.recv();
            task.run(progress)
        });
        jobs.cancel(job);
        drop(go);
        let done = jobs.wait().unwrap();
        let crate::session::JobResult::Done(done) = done.result else { panic!("it broke") };
        assert!(done.cancelled && done.written.is_empty());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
