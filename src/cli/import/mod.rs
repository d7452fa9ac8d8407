//! `import`: reads files into the workspace's actuals, or says what that would change.
//!
//! All files or none: where any of them needs a person, the difference is printed, nothing is written, and the exit says so.
//! With `--log` the import log is listed instead.

mod prepare;
mod show;

use serde_json::json;

use super::args::{ImportArgs, ImportFormat};
use super::output::{Failure, Out};
use super::{Exit, open, tell};
use crate::base::{Date, Diagnostic, Severity};
use crate::domain::Document;
use crate::io::workspace::{self, Opened};
use crate::io::{import_log, profiles};
use crate::session::lock::{Lock, Taken};
use crate::view::Words;
use crate::view::import::log::LogEntry;
use crate::view::import::profile::Profile;
use prepare::{Prepared, Wishes, prepare};

/// What came of one file.
struct FileResult {
    /// The file as it was named.
    shown: String,
    result: Result<Box<Prepared>, Diagnostic>,
}

/// Runs the command.
pub fn run(args: &ImportArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    if args.log {
        return log(args, words, out);
    }
    let opened = open(&args.workspace, words)?;
    // Held until the end, so that no window saves between reading and writing.
    let _lock = if args.dry_run { None } else { lock(args, words)? };
    let (known, damaged) = profiles::list(&workspace::folder_of(&args.workspace));
    let profile = profile(args, &known, &damaged, words)?;
    if profile.is_none() {
        damaged.iter().for_each(|diagnostic| tell(&words.diagnostic(diagnostic)));
    }
    let now = jiff::Zoned::now();
    let wishes =
        Wishes { profile, profiles: &known, sheet: args.sheet.as_deref(), encoding: args.encoding.as_deref(), status: args.status };
    let (results, document) = read_all(args, &opened.document, &wishes, now.date());
    match args.format {
        ImportFormat::Text => results.iter().try_for_each(|file| show::text(file, &opened.document.plan, words, out))?,
        ImportFormat::Json => out.json(results.iter().map(|file| show::json(file, words)))?,
    }
    let exit = exit(&results);
    if exit != Exit::Fine {
        tell(words.text(if args.dry_run { "cli-import-needs-person-dry" } else { "cli-import-needs-person" }));
        return Ok(exit);
    }
    let written = results.iter().filter_map(|file| file.result.as_ref().ok()).map(|prepared| prepared.written()).sum::<usize>().to_string();
    if args.dry_run {
        tell(&words.with("cli-import-would-write", &[("count", &written)]));
        return Ok(exit);
    }
    save(args, &opened, &document, words)?;
    note(args, &results, &now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(), words);
    tell(&words.with("cli-import-written", &[("count", &written)]));
    Ok(exit)
}

/// Takes the workspace for writing; refuses in words where a window has it. Where a place knows no locks, nobody can be asked.
fn lock(args: &ImportArgs, words: &Words) -> Result<Option<Lock>, Failure> {
    match Lock::take(&workspace::folder_of(&args.workspace)) {
        Taken::Held(lock) => Ok(Some(lock)),
        Taken::Impossible => Ok(None),
        Taken::ByOther(holder) => {
            let process = if holder.process == 0 { String::new() } else { format!("#{}", holder.process) };
            let parts = [holder.host.as_str(), &process, &holder.time].into_iter().filter(|text| !text.is_empty());
            let holder = parts.collect::<Vec<_>>().join(" · ");
            Err(Failure::Said(words.with("cli-import-held", &[("holder", &holder)]), Exit::Unreadable))
        }
    }
}

/// Reads the files one after the other, each against what the ones before it brought.
fn read_all(args: &ImportArgs, document: &Document, wishes: &Wishes<'_>, today: Date) -> (Vec<FileResult>, Document) {
    let mut document = document.clone();
    let mut results = Vec::with_capacity(args.files.len());
    for path in &args.files {
        let mut result = prepare(path, wishes, &document, today).map(Box::new);
        if let Ok(prepared) = &mut result
            && let Err(error) = document.apply(std::mem::take(&mut prepared.edit))
        {
            result = Err(Diagnostic::error("edit-failed", crate::base::Place::default()).arg("text", error));
        }
        results.push(FileResult { shown: path.display().to_string(), result });
    }
    (results, document)
}

/// The profile that was asked for.
fn profile<'a>(args: &ImportArgs, known: &'a [Profile], damaged: &[Diagnostic], words: &Words) -> Result<Option<&'a Profile>, Failure> {
    let Some(word) = &args.profile else { return Ok(None) };
    let word = word.strip_suffix(".toml").unwrap_or(word);
    if let Some(profile) = profiles::find(known, word) {
        return Ok(Some(profile));
    }
    let own = format!("{}/{word}.toml", profiles::FOLDER);
    if let Some(diagnostic) = damaged.iter().find(|d| d.place.file.as_deref() == Some(&own)) {
        return Err(Failure::Said(words.diagnostic(diagnostic), Exit::Unreadable));
    }
    let choices: Vec<&str> = known.iter().map(|profile| profile.id.as_str()).collect();
    let choices = if choices.is_empty() { words.text("cli-import-no-profiles").to_owned() } else { choices.join(", ") };
    Err(Failure::Said(words.with("cli-no-such-profile", &[("name", word), ("choices", &choices)]), Exit::WrongUse))
}

fn exit(results: &[FileResult]) -> Exit {
    if results.iter().any(|file| file.result.is_err()) {
        return Exit::Unreadable;
    }
    let waits = results.iter().filter_map(|file| file.result.as_ref().ok()).any(|prepared| prepared.needs_a_person());
    if waits { Exit::Findings } else { Exit::Fine }
}

fn save(args: &ImportArgs, opened: &Opened, document: &Document, words: &Words) -> Result<(), Failure> {
    let folder = workspace::folder_of(&args.workspace);
    let saved = workspace::save(&folder, document, &opened.prints);
    saved.map(drop).map_err(|error| Failure::Said(super::output::workspace_error(&error, words), Exit::Unreadable))
}

/// Adds the files to the log. Values that were saved stay saved where that fails; it is only said.
fn note(args: &ImportArgs, results: &[FileResult], time: &str, words: &Words) {
    let entry = |prepared: &Prepared| {
        LogEntry::new(time, &prepared.file, prepared.sheet(), &prepared.profile, &prepared.stem, &prepared.difference)
    };
    let entries: Vec<LogEntry> = results.iter().filter_map(|file| file.result.as_ref().ok()).map(|prepared| entry(prepared)).collect();
    if let Err(diagnostic) = import_log::add(&workspace::folder_of(&args.workspace), &entries) {
        tell(&words.diagnostic(&diagnostic));
    }
}

/// Lists what was imported, in the order it came in.
fn log(args: &ImportArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    // Opening tells whether there is a workspace at all.
    let folder = workspace::folder_of(&args.workspace);
    open(&args.workspace, words)?;
    let (entries, told) = import_log::read(&folder);
    told.iter().for_each(|diagnostic| tell(&words.diagnostic(diagnostic)));
    match args.format {
        ImportFormat::Json => out.json(entries.iter().map(|entry| serde_json::to_value(entry).unwrap_or_else(|_| json!({}))))?,
        ImportFormat::Text => entries.iter().try_for_each(|entry| out.line(&show::log_line(entry, words)))?,
    }
    let failed = told.iter().any(|diagnostic| diagnostic.severity >= Severity::Warning);
    Ok(if failed { Exit::Unreadable } else { Exit::Fine })
}
