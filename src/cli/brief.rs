//! `brief`: a briefing as files, one a format.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::args::BriefArgs;
use super::output::{Failure, Out, hint_at_findings};
use super::{Exit, open, tell};
use crate::base::Diagnostic;
use crate::domain::{Briefing, Document, When};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::io::export::chart::font_measure;
use crate::io::export::house::HouseStyle;
use crate::io::export::report::{Making, ReportFormat, make};
use crate::io::workspace::folder_of;
use crate::io::write_file;
use crate::view::Words;
use crate::view::judging::ReportJudge;
use crate::view::report::book::{BookPart, Spread, book_of};
use crate::view::report::builtin::BuiltIn;
use crate::view::report::{Inputs, build};

/// Runs the command.
pub fn run(args: &BriefArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let folder = folder_of(&args.workspace);
    let document = &opened.document;
    let evaluation = Evaluation::of(document);
    let briefing = briefing(args, document, &evaluation, words)?;
    let style = &document.house;
    let (house, told) = style.house(&folder);
    say(opened.diagnostics.iter().filter(|told| told.code == "house-style-unreadable").chain(&told), words);
    let template = template(args, style, &folder, words)?;
    let scenarios = scenarios(&briefing, document, &evaluation);
    let when = args.as_of.map(When::At);
    let judge = ReportJudge::new(document, &evaluation, words, args.as_of);
    let inputs = Inputs { document, evaluation: &evaluation, words, when, scenarios: &scenarios, judge: Some(&judge) };
    let report = build(&briefing, inputs);
    let spread = if args.sheet_per_node { Spread::SheetPerNode } else { Spread::OneTable };
    let named = |part: &BookPart| args.sheets.iter().any(|word| word == "all" || word == part.word());
    let usual = if args.sheets.is_empty() { BookPart::USUAL.to_vec() } else { Vec::new() };
    let parts: Vec<BookPart> = BookPart::ALL.into_iter().filter(named).chain(usual).collect();
    let book = book_of(&report, inputs, spread, &parts);
    let template = template.as_ref().map(|(bytes, name)| (bytes.as_slice(), name.as_str()));
    let making = Making { report: &report, book: &book, house: &house, template, measure: font_measure() };
    let formats: Vec<ReportFormat> =
        ReportFormat::ALL.into_iter().filter(|format| args.format.iter().any(|word| word == format.id())).collect();
    for format in &formats {
        let path = if formats.len() == 1 { args.out.clone() } else { args.out.with_extension(format.id()) };
        let file = path.display().to_string();
        let made = make(making, *format).map_err(|error| {
            Failure::Said(words.with("cli-brief-failed", &[("file", &file), ("text", &error.to_string())]), Exit::Unreadable)
        })?;
        say(made.told.iter(), words);
        write_file(&path, &made.bytes).map_err(|error| Failure::Said(unwritten(&error, &file, words), Exit::Unreadable))?;
        out.line(&file)?;
    }
    let (count, pages) = (formats.len().to_string(), (report.sections.len() + 1).to_string());
    tell(&words.with("cli-brief-summary", &[("count", &count), ("pages", &pages)]));
    Ok(hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.workspace, words))
}

fn say<'a>(told: impl Iterator<Item = &'a Diagnostic>, words: &Words) {
    told.for_each(|diagnostic| tell(&words.diagnostic(diagnostic)));
}

/// The evaluations of the scenarios that a briefing shows and the workspace has, each once.
fn scenarios(briefing: &Briefing, document: &Document, evaluation: &Evaluation) -> Vec<Arc<ScenarioEvaluation>> {
    let named: BTreeSet<_> = briefing.items.iter().flat_map(|item| &item.scenarios).collect();
    let known = named.into_iter().filter(|id| document.scenarios.contains(*id));
    known.map(|id| Arc::new(ScenarioEvaluation::of(document, evaluation, id))).collect()
}

/// The briefing asked for: of the workspace first, then the built-in ones.
fn briefing(args: &BriefArgs, document: &Document, evaluation: &Evaluation, words: &Words) -> Result<Briefing, Failure> {
    let built_in = |kind: BuiltIn| kind.briefing(document, evaluation, words);
    let Some(name) = &args.briefing else {
        return Ok(document.briefings.iter().next().cloned().unwrap_or_else(|| built_in(BuiltIn::Deck)));
    };
    if let Some(briefing) = document.briefings.get(name.as_str()) {
        return Ok(briefing.clone());
    }
    BuiltIn::of_id(name).map(built_in).ok_or_else(|| {
        let own = document.briefings.iter().map(|briefing| briefing.id.as_str());
        let known: Vec<&str> = own.chain(BuiltIn::ALL.map(BuiltIn::id)).collect();
        Failure::Said(words.with("cli-no-such-briefing", &[("name", name), ("choices", &known.join(", "))]), Exit::WrongUse)
    })
}

/// The template asked for, else that of the house. One that is asked for and cannot be read ends it; without that of the house the
/// program's own layouts are used, and that is said.
fn template(args: &BriefArgs, style: &HouseStyle, folder: &Path, words: &Words) -> Result<Option<(Vec<u8>, String)>, Failure> {
    let Some(path) = &args.template else {
        let of_house = style.template(folder).and_then(|read| read.map_err(|told| say(std::iter::once(&told), words)).ok());
        return Ok(of_house.map(|bytes| (bytes, style.template.clone())));
    };
    let file = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some((bytes, file))),
        Err(error) => {
            let message = words.with("cli-template-unreadable", &[("file", &file), ("text", &error.to_string())]);
            Err(Failure::Said(message, Exit::Unreadable))
        }
    }
}

/// Why a file could not be written, in words.
fn unwritten(error: &io::Error, file: &str, words: &Words) -> String {
    // On Windows an open Office file is locked: 32 is a sharing and 33 a lock violation.
    let locked = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    let key = match error.kind() {
        _ if locked => "cli-brief-target-open",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "cli-brief-disk-full",
        _ => "cli-cannot-write-file",
    };
    words.with(key, &[("file", file), ("text", &error.to_string())])
}
