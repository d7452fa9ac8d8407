//! `export`: charts as pictures.

use super::args::ExportArgs;
use super::output::{Failure, Out};
use super::{Exit, open};
use crate::view::Words;

/// Runs the command.
pub fn run(args: &ExportArgs, words: &Words, _out: &mut Out) -> Result<Exit, Failure> {
    open(&args.workspace, words)?;
    Ok(Exit::Fine)
}
