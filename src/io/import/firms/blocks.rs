//! A file as blocks of whole records in UTF-8, read ahead on a thread of its own and cut into pieces.

use std::io::{self, Read};
use std::ops::RangeInclusive;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use crate::engine::firms::text::{LONGEST_RECORD, Stops, line_end};

/// Bytes of a piece, about; small enough for a processor's own memory.
const PIECE: usize = 512 << 10;
/// Pieces that each processor gets from a block, about.
const SHARE: usize = 8;
/// Bytes of a block at least and at most.
const BLOCK: RangeInclusive<usize> = (8 << 20)..=(32 << 20);
/// Bytes read at a time where they have to be decoded.
const RAW: usize = 1 << 20;

/// Some whole records.
#[derive(Debug, Default)]
pub struct Block {
    /// The bytes; what lies behind the last cut belongs to the next block.
    pub bytes: Vec<u8>,
    /// Where pieces end, each behind a record.
    pub cuts: Vec<usize>,
    /// Bytes of the file read so far.
    pub read: u64,
}

impl Block {
    /// The pieces from a place on.
    pub fn pieces(&self, from: usize) -> Vec<&[u8]> {
        let starts = std::iter::once(from).chain(self.cuts.iter().copied());
        starts.zip(&self.cuts).filter(|(from, to)| from < *to).filter_map(|(from, to)| self.bytes.get(from..*to)).collect()
    }
}

/// Reads blocks.
pub struct Blocks<R> {
    input: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    block: usize,
    stops: Stops,
    rest: Vec<u8>,
    read: u64,
    ended: bool,
    first: bool,
    /// True while the rest of a line is skipped that is too long.
    skipping: bool,
}

impl<R: Read> Blocks<R> {
    /// Blocks of `input`, which is text in `encoding`.
    pub fn new(input: R, encoding: &'static Encoding, delimiter: u8) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder());
        let raw = if decoder.is_some() { vec![0; RAW] } else { Vec::new() };
        let block = (PIECE * SHARE * rayon::current_num_threads()).clamp(*BLOCK.start(), *BLOCK.end());
        Self {
            input,
            decoder,
            raw,
            block,
            stops: Stops::new(delimiter),
            rest: Vec::new(),
            read: 0,
            ended: false,
            first: true,
            skipping: false,
        }
    }

    /// The next block, or `None` at the end; `block` gives the room for it.
    pub fn next(&mut self, mut block: Block) -> io::Result<Option<Block>> {
        block.bytes.clear();
        block.cuts.clear();
        block.bytes.append(&mut self.rest);
        while !self.ended && (block.cuts.is_empty() || block.bytes.len() < self.block) {
            let before = block.bytes.len();
            self.fill(&mut block.bytes)?;
            if self.first && block.bytes.len() >= 3 {
                self.first = false;
                if block.bytes.starts_with(b"\xEF\xBB\xBF") {
                    block.bytes.drain(..3);
                }
            }
            if self.skipping {
                self.skip(&mut block.bytes, before);
            }
            if self.ended || block.bytes.len() >= self.block {
                self.cut(&mut block);
            }
            if block.cuts.is_empty() && block.bytes.len() > self.block {
                // Not one record ends here: a line without end. What is kept of it is enough to set it aside.
                block.bytes.truncate(LONGEST_RECORD + 1);
                self.skipping = true;
            }
        }
        if self.ended && block.bytes.len() > block.cuts.last().copied().unwrap_or(0) {
            block.cuts.push(block.bytes.len());
        }
        let end = block.cuts.last().copied().unwrap_or(0);
        self.rest.extend_from_slice(block.bytes.get(end..).unwrap_or_default());
        block.read = self.read;
        Ok((!block.cuts.is_empty()).then_some(block))
    }

    /// Reads until the block is full or the file ends.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let wanted = (self.block + LONGEST_RECORD).saturating_sub(bytes.len()).max(RAW);
        let Some(decoder) = &mut self.decoder else {
            bytes.reserve(wanted + 1);
            let read = self.input.by_ref().take(wanted as u64).read_to_end(bytes)?;
            self.read += read as u64;
            self.ended = read < wanted;
            return Ok(());
        };
        let until = bytes.len() + wanted;
        let mut room = vec![0_u8; RAW * 3];
        while bytes.len() < until && !self.ended {
            let read = read_some(&mut self.input, &mut self.raw)?;
            self.read += read as u64;
            self.ended = read == 0;
            let mut rest = self.raw.get(..read).unwrap_or_default();
            loop {
                let (result, taken, written, _) = decoder.decode_to_utf8(rest, &mut room, self.ended);
                bytes.extend_from_slice(room.get(..written).unwrap_or_default());
                rest = rest.get(taken..).unwrap_or_default();
                if result == CoderResult::InputEmpty {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Takes out what was read since `from` up to the end of the line that is too long; keeps the line end.
    fn skip(&mut self, bytes: &mut Vec<u8>, from: usize) {
        match memchr::memchr2(b'\n', b'\r', bytes.get(from..).unwrap_or_default()) {
            Some(end) => {
                bytes.drain(from..from + end);
                self.skipping = false;
            }
            None => bytes.truncate(from),
        }
    }

    /// Finds ends of records at about every [`PIECE`] bytes.
    fn cut(&self, block: &mut Block) {
        let bytes = &block.bytes;
        if memchr::memchr(b'"', bytes).is_none() {
            let mut at = 0;
            while let Some(end) = line_end(bytes, (at + PIECE).min(bytes.len())) {
                block.cuts.push(end);
                at = end;
            }
            // The last lines make a shorter piece.
            let last = memchr::memrchr(b'\n', bytes.get(at..).unwrap_or_default()).map(|n| at + n + 1);
            block.cuts.extend(last.filter(|last| *last > at));
            return;
        }
        let (mut at, mut cut) = (0, 0);
        while let Some(end) = self.stops.record_end(bytes, at) {
            at = end;
            if at - cut >= PIECE {
                block.cuts.push(at);
                cut = at;
            }
        }
        if at > cut {
            block.cuts.push(at);
        }
    }
}

/// Reads what is there, at least a byte unless the file ends.
fn read_some(input: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(room) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}
