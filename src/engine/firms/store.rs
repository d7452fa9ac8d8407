//! The values of single firms while rows are added: one table for each part of the firms.
//!
//! A firm in two places is two entries with one hash; they lie side by side in the end.

use super::aggregate::NO_PERIOD;
use super::amount::Amount;
use super::chunk::Part;
use super::dictionary::Moved;

/// A firm in a place.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Hash of name or code.
    pub key: [u64; 2],
    /// Number of the places.
    pub place: u32,
}

/// A value of a firm.
#[derive(Clone, Copy, Debug)]
pub struct FirmValue {
    /// The value; none where the row has none, which still says that the firm is there.
    pub amount: Amount,
    /// Which entry.
    pub entry: u32,
    /// Number of the period.
    pub period: u16,
    /// Place among the values kept by firm.
    pub kept: u8,
}

/// Firms by hash, and their values by firm in that order.
pub type Sorted = (Vec<Entry>, Vec<FirmValue>);

/// Values in one piece of memory; many small pieces grow without being copied.
const PIECE: usize = 4096;

/// The firms of one part.
#[derive(Debug, Default)]
pub struct Store {
    /// Firms, in the order in which they came.
    pub entries: Vec<Entry>,
    /// Their values, in the order in which they came, in pieces.
    values: Vec<Vec<FirmValue>>,
    /// Places in `entries` plus one, by hash; zero is free. The length is a power of two.
    slots: Vec<u32>,
}

impl Store {
    /// Adds rows. `kept` names for each value of a row its column and its measure's place among those kept, `periods` gives for each
    /// column the number of a period by that of its text; `marks` says that a row without a value still tells that its firm is there.
    pub fn add(&mut self, part: &Part, kept: &[(usize, u8)], marks: bool, periods: &[Vec<u16>]) {
        let of = |column: usize, text: u32| {
            periods.get(column).and_then(|texts| texts.get(text as usize)).copied().filter(|period| *period != NO_PERIOD)
        };
        for (n, row) in part.rows.iter().enumerate() {
            let entry = self.entry(row.key, row.place);
            let amounts = part.values.get(n * kept.len()..(n + 1) * kept.len()).unwrap_or_default();
            for ((column, kept), amount) in kept.iter().zip(amounts) {
                // The first one is kept even if it is missing: it says that the firm reported.
                if let Some(period) = of(*column, row.period)
                    && (!amount.is_none() || (*kept == 0 && marks))
                {
                    self.push(FirmValue { amount: *amount, entry, period, kept: *kept });
                }
            }
            if amounts.is_empty()
                && let Some(period) = of(0, row.period)
            {
                self.push(FirmValue { amount: Amount::NONE, entry, period, kept: 0 });
            }
        }
    }

    #[inline]
    fn push(&mut self, value: FirmValue) {
        match self.values.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(value),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(value);
                self.values.push(piece);
            }
        }
    }

    /// Number of values there is room for.
    pub fn room(&self) -> usize {
        self.values.len() * PIECE
    }

    #[inline]
    fn entry(&mut self, key: [u64; 2], place: u32) -> u32 {
        if (self.entries.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = key[1] as usize & mask;
        loop {
            match self.slots[at] {
                0 => {
                    self.entries.push(Entry { key, place });
                    self.slots[at] = self.entries.len() as u32;
                    return self.slots[at] - 1;
                }
                taken => {
                    let entry = &self.entries[taken as usize - 1];
                    if entry.key == key && entry.place == place {
                        return taken - 1;
                    }
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(256);
        self.slots = vec![0; length];
        for (n, entry) in self.entries.iter().enumerate() {
            let mut at = entry.key[1] as usize & (length - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (length - 1);
            }
            self.slots[at] = n as u32 + 1;
        }
    }

    /// The entries by hash, and the values by entry in that order: for each firm its entries and values are neighbours.
    pub fn sorted(self) -> Sorted {
        let Self { entries, values, slots } = self;
        drop(slots);
        let mut order: Vec<u32> = (0..entries.len() as u32).collect();
        order.sort_unstable_by_key(|n| (entries[*n as usize].key, entries[*n as usize].place));
        let mut rank = vec![0_u32; entries.len()];
        for (new, old) in order.iter().enumerate() {
            rank[*old as usize] = new as u32;
        }
        let mut next = vec![0_usize; entries.len() + 1];
        for value in values.iter().flatten() {
            next[rank[value.entry as usize] as usize + 1] += 1;
        }
        for n in 1..next.len() {
            next[n] += next[n - 1];
        }
        let nothing = FirmValue { amount: Amount::NONE, entry: 0, period: 0, kept: 0 };
        let mut sorted = vec![nothing; next.last().copied().unwrap_or(0)];
        for value in values.iter().flatten() {
            let rank = rank[value.entry as usize];
            let at = &mut next[rank as usize];
            sorted[*at] = FirmValue { entry: rank, ..*value };
            *at += 1;
        }
        (order.iter().map(|n| entries[*n as usize]).collect(), sorted)
    }
}

impl Part {
    /// Puts the right numbers in for those of a piece.
    pub fn renumber(&mut self, places: &Moved, periods: &Moved) {
        for row in &mut self.rows {
            (row.place, row.period) = (places.of(row.place), periods.of(row.period));
        }
    }
}
