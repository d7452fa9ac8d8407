//! Files with a row per firm and period, of any size: read as a stream, added up on all processors, told as sums, numbers of firms and
//! growth. Names of firms stay inside; what comes out names places only.

mod blocks;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

use encoding_rs::Encoding;

use self::blocks::{Block, Blocks};
use crate::base::{Diagnostic, Place};
use crate::engine::firms::chunk::Reader;
use crate::engine::firms::{Aggregate, FirmError, FirmSpec, FirmSummary, Gathered};

/// Blocks that are read ahead.
const AHEAD: usize = 1;

/// Why a file of firms brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum FirmsError {
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It is no such file.
    #[error(transparent)]
    Firms(#[from] FirmError),
    /// Somebody stopped it.
    #[error("cancelled")]
    Cancelled,
}

impl FirmsError {
    /// What is told to the user; nothing where it was stopped on purpose. `file` is the file's name.
    pub fn diagnostic(&self, file: &str) -> Option<Diagnostic> {
        match self {
            Self::Read(error) => Some(Diagnostic::error("firms-read", Place::file(file)).arg("reason", error)),
            Self::Firms(error) => Some(error.diagnostic(file)),
            Self::Cancelled => None,
        }
    }
}

/// Sums up a file by its columns of places. `progress` is told the share read from time to time and says whether to go on.
pub fn open(
    path: &Path,
    encoding: &'static Encoding,
    spec: &FirmSpec,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<FirmSummary, FirmsError> {
    let gathered = gather(path, encoding, spec, progress)?;
    Ok(gathered.summary(&gathered.by_columns(), &spec.tiers))
}

/// Reads a file, so that it can be summed up by places that are matched afterwards.
pub fn gather(
    path: &Path,
    encoding: &'static Encoding,
    spec: &FirmSpec,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<Gathered, FirmsError> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    read(file, size, encoding, spec, progress)
}

/// Reads what `input` brings, about `size` bytes.
pub fn read(
    input: impl Read + Send,
    size: u64,
    encoding: &'static Encoding,
    spec: &FirmSpec,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<Gathered, FirmsError> {
    let mut aggregate = Aggregate::new(Reader::new(spec.clone(), secret()));
    let blocks = Blocks::new(input, encoding, spec.delimiter);
    std::thread::scope(|scope| {
        let (to_us, from_reader) = sync_channel(AHEAD);
        let (give_back, room) = channel();
        scope.spawn(move || read_ahead(blocks, &to_us, &room));
        let mut chunks = Vec::new();
        let mut begun = false;
        for block in from_reader {
            let block = block?;
            let from = if begun { 0 } else { aggregate.begin(&block.bytes) };
            begun = true;
            aggregate.add(&block.pieces(from), &mut chunks)?;
            let share = if size == 0 { 1.0 } else { (block.read as f64 / size as f64).min(1.0) };
            if !progress(share) {
                return Err(FirmsError::Cancelled);
            }
            // The reader may have come to the end; then the room is not needed.
            let _ = give_back.send(block);
        }
        drop(chunks);
        Ok(aggregate.gather())
    })
}

/// Reads blocks until the end, an error, or nobody listens any more.
fn read_ahead<R: Read>(mut blocks: Blocks<R>, to: &SyncSender<io::Result<Block>>, room: &Receiver<Block>) {
    loop {
        let block = match blocks.next(room.try_recv().unwrap_or_default()) {
            Ok(Some(block)) => Ok(block),
            Ok(None) => return,
            Err(error) => Err(error),
        };
        let failed = block.is_err();
        if to.send(block).is_err() || failed {
            return;
        }
    }
}

/// A key nobody knows, drawn anew each time.
fn secret() -> [u64; 2] {
    let random = RandomState::new();
    [random.hash_one(0_u8), random.hash_one(1_u8)]
}
