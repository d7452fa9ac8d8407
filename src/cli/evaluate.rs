//! `evaluate`: every value of every node, metric and year in long form.

use super::args::EvaluateArgs;
use super::output::{Failure, Out};
use super::{Exit, open};
use crate::view::Words;

/// The name under which the plan itself stands among scenarios.
const PLAN: &str = "plan";

/// Runs the command.
pub fn run(args: &EvaluateArgs, words: &Words, _out: &mut Out) -> Result<Exit, Failure> {
    if let Some(name) = args.scenario.iter().find(|name| *name != PLAN) {
        return Err(Failure::Said(words.with("cli-no-scenario", &[("name", name)]), Exit::WrongUse));
    }
    open(&args.workspace, words)?;
    Ok(Exit::Fine)
}
