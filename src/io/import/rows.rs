//! Goes through all rows of a text file of any size, a piece at a time.

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use super::ImportError;
use super::limits::ROW_BYTES;
use super::records::{Record, Splitter, Step};
use super::source::{self, Progress};
use super::{delimiter, encoding, kind};
use crate::io::hash;
use crate::view::import::raw::OpenChoices;

/// Bytes that encoding and delimiter are told from.
const LOOK: usize = 4 << 20;

/// How a text file is to be read, found out from its beginning.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The encoding.
    pub encoding: &'static encoding_rs::Encoding,
    /// Bytes before the text: a byte order mark.
    pub mark: usize,
    /// The delimiter.
    pub delimiter: Option<char>,
    /// Size of the file in bytes.
    pub size: u64,
}

/// What going through a file gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Streamed {
    /// Rows passed on.
    pub rows: usize,
    /// Size in bytes.
    pub size: u64,
    /// Hash of the bytes.
    pub hash: String,
    /// Characters that did not fit the encoding.
    pub damaged: bool,
    /// Rows that were so long that they were broken up, and rows with a quote that never closes.
    pub doubtful: usize,
}

/// Looks at the beginning of a text file.
pub fn look(path: &Path, choices: &OpenChoices) -> Result<Look, ImportError> {
    let name = source::name_of(path);
    let (file, size) = source::open(path)?;
    let mut head = Vec::new();
    file.take(LOOK as u64).read_to_end(&mut head).map_err(|error| ImportError::system(&name, error))?;
    if head.is_empty() {
        return Err(ImportError::Empty(name));
    }
    if kind::of(&head) != kind::Kind::Text || (choices.encoding.is_none() && encoding::is_binary(&head)) {
        return Err(ImportError::NoTable { file: name, found: "?" });
    }
    let found = match &choices.encoding {
        Some(label) => encoding::named(label, &head).ok_or_else(|| ImportError::Encoding(label.clone()))?,
        None => encoding::find(&head, head.len() as u64 == size),
    };
    let (text, _) = found.encoding.decode_without_bom_handling(&head[found.mark..]);
    let declared = delimiter::declared(&text);
    let delimiter = choices.delimiter.or(declared.map(|(delimiter, _)| delimiter)).or_else(|| delimiter::find(&text));
    Ok(Look { encoding: found.encoding, mark: found.mark, delimiter, size })
}

/// Passes every row of a text file with its place counted from 0, in order. `each` answers false to stop early, which is no
/// error. Memory stays bounded whatever the file holds.
pub fn each_row(
    path: &Path,
    look: &Look,
    progress: Progress<'_>,
    each: &mut dyn FnMut(usize, &[Cow<'_, str>]) -> bool,
) -> Result<Streamed, ImportError> {
    let name = source::name_of(path);
    let (mut file, _) = source::open(path)?;
    let mut decoder = look.encoding.new_decoder_without_bom_handling();
    let (splitter, mut running) = (Splitter::new(look.delimiter), hash::Running::default());
    let mut streamed = Streamed { rows: 0, size: 0, hash: String::new(), damaged: false, doubtful: 0 };
    let (mut piece, mut text) = (Vec::new(), String::new());
    loop {
        piece.clear();
        (&mut file).take(hash::PIECE as u64).read_to_end(&mut piece).map_err(|error| ImportError::system(&name, error))?;
        let last = piece.len() < hash::PIECE;
        let bytes = if running.length() == 0 { piece.get(look.mark..).unwrap_or(&[]) } else { &piece[..] };
        text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(4 * bytes.len()));
        streamed.damaged |= decoder.decode_to_string(bytes, &mut text, last).2;
        running.take(&piece);
        let Some(taken) = pass_on(&text, splitter, last, &mut streamed, each) else { break };
        text.drain(..taken);
        if last {
            break;
        }
        if !progress(running.length() as f64 / look.size.max(running.length()) as f64) {
            return Err(ImportError::Cancelled);
        }
    }
    (streamed.size, streamed.hash) = (running.length(), source::hexadecimal(running.finish()));
    Ok(streamed)
}

/// Passes on the rows that are complete; tells how much of the text they were, or nothing where `each` has enough.
fn pass_on(
    text: &str,
    splitter: Splitter,
    last: bool,
    streamed: &mut Streamed,
    each: &mut dyn FnMut(usize, &[Cow<'_, str>]) -> bool,
) -> Option<usize> {
    let (mut at, mut record) = (0, Record::default());
    loop {
        match splitter.next(text, at, last, &mut record) {
            Step::Next(next) => at = next,
            // A row longer than memory allows is broken up rather than gathered.
            Step::More if text.len() - at > ROW_BYTES => {
                streamed.doubtful += 1;
                match splitter.next(text, at, true, &mut record) {
                    Step::Next(next) => at = next,
                    _ => return Some(at),
                }
            }
            Step::More | Step::End => return Some(at),
        }
        streamed.doubtful += usize::from(record.unclosed.is_some());
        if !each(streamed.rows, &record.cells) {
            return None;
        }
        streamed.rows += 1;
    }
}
