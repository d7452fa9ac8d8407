//! The commands that work without a display: check, import, evaluate, export, assess, score,
//! forecast, warnings.
//! The commands that work without a display: check, import, evaluate, export, brief.
//! The commands that work without a display: check, import, evaluate, compare, export.
//!
//! Arguments come in as text and go out as an exit code: 0 fine, 1 findings at error level, 2 wrong use, 3 something
//! could not be read or written. Results go to standard output, messages to standard error. The window is not opened
//! here: [`run`] says that it is asked for.

pub mod args;
mod audit;
mod brief;
mod check;
mod compare;
mod evaluate;
mod export;
mod import;
mod judge;
mod names;
mod output;
mod wrong_use;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;

use crate::io::workspace::{self, Opened};
use crate::view::{Language, Words};
use args::{Args, Order};
use output::{Failure, Out};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well.
    Fine,
    /// It ran, and found errors.
    Findings,
    /// It was called wrongly.
    WrongUse,
    /// Something could not be read or written.
    Unreadable,
}

impl Exit {
    /// The exit code of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::WrongUse => 2,
            Self::Unreadable => 3,
        }
    }
}

/// What the command line says about the window, where it asks for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowAsked {
    /// The workspace to open.
    pub workspace: Option<PathBuf>,
    /// File for figures about frames.
    pub frame_stats: Option<PathBuf>,
    /// Language, where one was asked for.
    pub language: Option<Language>,
}

/// What came of the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A command ran.
    Done(Exit),
    /// The window is asked for.
    Window(WindowAsked),
}

/// Carries out what the arguments (the program's name first) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let asked = args::language_of(&arguments);
    let language = asked.unwrap_or_else(system_language);
    let words = Words::new(language);
    match args::parse(arguments, &words) {
        Ok(Args { order: None, workspace, frame_stats, .. }) => Outcome::Window(WindowAsked { workspace, frame_stats, language: asked }),
        Ok(Args { order: Some(order), bom, .. }) => Outcome::Done(carry_out(&order, bom, &words)),
        Err(error) => Outcome::Done(answer(&error, &words)),
    }
}

fn system_language() -> Language {
    sys_locale::get_locale().map_or(Language::Chinese, |tag| Language::of_system(&tag))
}

/// Help and version are results; all else is wrong use.
fn answer(error: &clap::Error, words: &Words) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let mut out = Out::stdout(false);
        return end(out.text(&error.render().to_string()).and_then(|()| out.finish()), Exit::Fine, words);
    }
    tell(&wrong_use::sentence(error, words));
    Exit::WrongUse
}

fn carry_out(order: &Order, bom: bool, words: &Words) -> Exit {
    let mut out = Out::stdout(bom);
    let done = match order {
        Order::Check(args) => check::run(args, words, &mut out),
        Order::Import(args) => import::run(args, words, &mut out),
        Order::Evaluate(args) => evaluate::run(args, words, &mut out),
        Order::Compare(args) => compare::run(args, words, &mut out),
        Order::Export(args) => export::run(args, words, &mut out),
        Order::Assess(args) => judge::assess::run(args, words, &mut out),
        Order::Score(args) => judge::score::run(args, words, &mut out),
        Order::Forecast(args) => judge::forecast::run(args, words, &mut out),
        Order::Warnings(args) => judge::warnings::run(args, words, &mut out),
        Order::Brief(args) => brief::run(args, words, &mut out),
    };
    match done {
        Ok(exit) => end(out.finish(), exit, words),
        Err(failure) => end(Err(failure), Exit::Fine, words),
    }
}

/// The exit of a command whose results were written, or could not be.
fn end(written: Result<(), Failure>, exit: Exit, words: &Words) -> Exit {
    match written {
        Ok(()) => exit,
        // Who reads the results has seen enough, as `head` has.
        Err(Failure::NobodyReads) => exit,
        Err(Failure::Said(message, exit)) => {
            tell(&message);
            exit
        }
        Err(Failure::Output(error)) => {
            tell(&words.with("cli-cannot-write-output", &[("text", &error.to_string())]));
            Exit::Unreadable
        }
    }
}

/// Opens a workspace, or says why not.
fn open(folder: &Path, words: &Words) -> Result<Opened, Failure> {
    workspace::open(folder).map_err(|error| Failure::Said(output::workspace_error(&error, words), Exit::Unreadable))
}

/// A message to the user, on standard error.
fn tell(message: &str) {
    // There is nobody to tell that telling failed.
    let _ = writeln!(std::io::stderr().lock(), "{}", message.trim_end());
}
