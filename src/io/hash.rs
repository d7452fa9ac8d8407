//! A quick hash of a file's bytes, to see whether they are still the same. Not for keeping: another version may compute another.

use std::hash::Hasher;

use rayon::prelude::*;
use rustc_hash::FxHasher;

/// Bytes that are hashed on their own, so that a large file can be hashed side by side or as it is read.
pub const PIECE: usize = 1 << 22;

/// The hash of bytes.
pub fn of(bytes: &[u8]) -> u64 {
    let mut running = Running::default();
    for piece in bytes.par_chunks(PIECE).map(|piece| (piece.len(), of_piece(piece))).collect::<Vec<_>>() {
        running.join(piece);
    }
    running.finish()
}

/// The hash of a file as it is read, a piece at a time.
#[derive(Debug, Default)]
pub struct Running {
    all: u64,
    length: u64,
}

impl Running {
    /// Takes the next bytes, which must be a multiple of [`PIECE`] long except for the last.
    pub fn take(&mut self, bytes: &[u8]) {
        bytes.chunks(PIECE).for_each(|piece| self.join((piece.len(), of_piece(piece))));
    }

    fn join(&mut self, (length, piece): (usize, u64)) {
        self.all = mixed(self.all, piece);
        self.length += length as u64;
    }

    /// Number of bytes taken.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The hash of all.
    pub fn finish(&self) -> u64 {
        mixed(self.all, self.length)
    }
}

fn of_piece(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

fn mixed(a: u64, b: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(a);
    hasher.write_u64(b);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_at_once_or_in_pieces_gives_the_same() {
        let bytes: Vec<u8> = (0..PIECE * 2 + 77).map(|n| (n % 251) as u8).collect();
        let mut running = Running::default();
        bytes.chunks(PIECE * 2).for_each(|part| running.take(part));
        assert_eq!((running.finish(), running.length()), (of(&bytes), bytes.len() as u64));
        assert_ne!(of(&bytes), of(&bytes[1..]));
        assert_ne!(of(b""), of(b"\0"));
    }
}
