//! `brief`: a briefing as files, one a format.

use std::path::Path;

use super::args::BriefArgs;
use super::output::{Failure, Out, hint_at_findings};
use super::{Exit, open, tell};
use crate::base::Diagnostic;
use crate::domain::{Briefing, Document};
use crate::engine::Evaluation;
use crate::io::export::chart::font_measure;
use crate::io::export::failure::unwritten;
use crate::io::export::house::HouseStyle;
use crate::io::export::report::{Making, ReportFormat, make};
use crate::io::workspace::folder_of;
use crate::io::write_file;
use crate::view::Words;
use crate::view::briefing_page::make::report;
use crate::view::report::book::{BookPart, Sheets, Spread};
use crate::view::report::builtin::BuiltIn;

/// Runs the command.
pub fn run(args: &BriefArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let folder = folder_of(&args.workspace);
    let document = &opened.document;
    let as_of = super::names::period(args.as_of, &document.plan.info, words)?;
    let evaluation = Evaluation::of(document);
    let briefing = briefing(args, document, &evaluation, words)?;
    let style = &document.house;
    let (house, told) = style.house(&folder);
    say(opened.diagnostics.iter().filter(|told| told.code == "house-style-unreadable").chain(&told), words);
    let template = template(args, style, &folder, words)?;
    let formats: Vec<ReportFormat> =
        ReportFormat::ALL.into_iter().filter(|format| args.format.iter().any(|word| word == format.id())).collect();
    let sheets = sheets(args);
    let wanted = Some(&sheets).filter(|_| formats.contains(&ReportFormat::Xlsx));
    let (report, book) = report(&briefing, document, &evaluation, words, as_of, wanted);
    let book = book.unwrap_or_default();
    let template = template.as_ref().map(|(bytes, name)| (bytes.as_slice(), name.as_str()));
    let making = Making { report: &report, book: &book, house: &house, template, measure: font_measure() };
    for format in &formats {
        let path = if formats.len() == 1 { args.out.clone() } else { args.out.with_extension(format.id()) };
        let file = path.display().to_string();
        let made = make(making, *format).map_err(|error| {
            Failure::Said(words.with("cli-brief-failed", &[("file", &file), ("text", &error.to_string())]), Exit::Unreadable)
        })?;
        say(made.told.iter(), words);
        write_file(&path, &made.bytes).map_err(|error| Failure::Said(words.diagnostic(&unwritten(&error, &path)), Exit::Unreadable))?;
        out.line(&file)?;
    }
    tell(&words.with("cli-brief-summary", &[("count", &formats.len().to_string())]));
    Ok(hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.workspace, words))
}

fn say<'a>(told: impl Iterator<Item = &'a Diagnostic>, words: &Words) {
    told.for_each(|diagnostic| tell(&words.diagnostic(diagnostic)));
}

/// The sheets asked for; the usual ones where none is.
fn sheets(args: &BriefArgs) -> Sheets {
    let spread = if args.sheet_per_node { Spread::SheetPerNode } else { Spread::OneTable };
    let named = |part: &BookPart| args.sheets.iter().any(|word| word == "all" || word == part.word());
    let parts = BookPart::ALL.into_iter().filter(named).collect();
    if args.sheets.is_empty() { Sheets { spread, ..Sheets::default() } } else { Sheets { spread, parts } }
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
