//! Texts as numbers: each different text once, in the order in which they came.

use rustc_hash::FxHashMap;

/// Texts by number and numbers by text.
#[derive(Debug, Default)]
pub struct Dictionary {
    numbers: FxHashMap<Box<[u8]>, u32>,
    texts: Vec<Box<[u8]>>,
}

impl Dictionary {
    /// The number of a text that is known.
    #[inline]
    pub fn get(&self, text: &[u8]) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The number of a text; new ones get the next.
    pub fn number(&mut self, text: &[u8]) -> u32 {
        if let Some(number) = self.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.numbers.insert(text.into(), number);
        self.texts.push(text.into());
        number
    }

    /// The texts in order of their numbers.
    pub fn texts(&self) -> &[Box<[u8]>] {
        &self.texts
    }

    /// The texts in order of their numbers, without their numbers.
    pub fn into_texts(self) -> Vec<Box<[u8]>> {
        self.texts
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.numbers.clear();
        self.texts.clear();
    }
}

/// Longest text that is looked up by its bytes as numbers.
const SHORT: usize = 31;
/// Room for texts looked up lately; a power of two.
const RECENT: usize = 1024;

/// A short text as numbers, its length among them, so that different texts never look alike.
#[derive(Clone, Copy, Debug)]
struct Packed([u128; 2]);

impl PartialEq for Packed {
    /// Compares as numbers that are at hand; as bytes in memory they would have to be written down first, which takes ten times as long.
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        (self.0[0] ^ other.0[0]) | (self.0[1] ^ other.0[1]) == 0
    }
}

impl Packed {
    /// Stands for no text.
    const NONE: Self = Self([u128::MAX; 2]);

    /// The text from one place to another; `None` for long texts and near the end of the bytes.
    #[inline]
    fn new(bytes: &[u8], from: usize, to: usize) -> Option<Self> {
        let length = to.checked_sub(from).filter(|length| *length <= SHORT)?;
        let (low, rest) = bytes.get(from..)?.split_first_chunk::<16>()?;
        let low = u128::from_le_bytes(*low);
        let high = (length as u128) << 120;
        if length < 16 {
            return Some(Self([low & !(u128::MAX << (8 * length)), high]));
        }
        let upper = u128::from_le_bytes(*rest.first_chunk::<16>()?) & !(u128::MAX << (8 * (length - 16)));
        Some(Self([low, upper | high]))
    }

    #[inline]
    fn slot(self) -> usize {
        let [low, high] = self.0;
        let mixed =
            (low as u64) ^ ((low >> 64) as u64).rotate_left(23) ^ ((high as u64).rotate_left(41)) ^ ((high >> 64) as u64).rotate_left(11);
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize % RECENT
    }
}

/// The texts of a piece of a file: those known before, and new ones that are numbered behind them.
#[derive(Debug, Default)]
pub struct Words {
    /// Texts that were not known before.
    pub new: Dictionary,
    base: u32,
    recent: Vec<(Packed, u32)>,
}

impl Words {
    /// Begins a piece; `known` is what is known before.
    pub fn begin(&mut self, known: &Dictionary) {
        // Numbers of new texts may have changed since; those of known ones never do.
        if self.new.len() > 0 || self.recent.is_empty() {
            self.recent.clear();
            self.recent.resize(RECENT, (Packed::NONE, 0));
        }
        self.new.clear();
        self.base = known.len() as u32;
    }

    /// The number of the text from one place to another, if it is known or was seen in this piece.
    #[inline]
    pub fn get(&mut self, bytes: &[u8], from: usize, to: usize, known: &Dictionary) -> Option<u32> {
        let text = || bytes.get(from..to).unwrap_or_default();
        let look_up = |new: &Dictionary, base| known.get(text()).or_else(|| new.get(text()).map(|number| number + base));
        let Some(packed) = Packed::new(bytes, from, to) else { return look_up(&self.new, self.base) };
        let slot = self.recent.get_mut(packed.slot())?;
        if slot.0 == packed {
            return Some(slot.1);
        }
        let number = look_up(&self.new, self.base)?;
        *slot = (packed, number);
        Some(number)
    }

    /// Gives a new text a number.
    pub fn add(&mut self, text: &[u8]) -> u32 {
        self.new.number(text) + self.base
    }

    /// Takes the new texts over into `known`: where each number of this piece from the first new one on went.
    pub fn merge(&self, known: &mut Dictionary) -> Moved {
        Moved { base: self.base, to: self.new.texts().iter().map(|text| known.number(text)).collect() }
    }
}

/// Where new numbers of a piece went.
#[derive(Debug)]
pub struct Moved {
    base: u32,
    to: Vec<u32>,
}

impl Moved {
    /// True where all numbers stay.
    pub fn is_nowhere(&self) -> bool {
        self.to.iter().enumerate().all(|(n, to)| self.base + n as u32 == *to)
    }

    /// The number that is right now.
    pub fn of(&self, number: u32) -> u32 {
        number.checked_sub(self.base).and_then(|n| self.to.get(n as usize)).copied().unwrap_or(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_never_look_alike() {
        let bytes = b"abc\0\0\0abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc".as_slice();
        for (from, to, other_from, other_to) in [(0, 3, 0, 4), (0, 3, 6, 9), (6, 21, 6, 22), (6, 22, 9, 25), (6, 37, 9, 40), (0, 0, 0, 1)] {
            let (one, other) = (Packed::new(bytes, from, to), Packed::new(bytes, other_from, other_to));
            assert!(one.is_some() && other.is_some());
            assert_eq!(one == other, bytes[from..to] == bytes[other_from..other_to], "{from}..{to} {other_from}..{other_to}");
        }
        assert!(Packed::new(bytes, 6, 38).is_none() && Packed::new(bytes, bytes.len() - 3, bytes.len()).is_none());
    }

    #[test]
    fn numbers_follow_the_known_ones() {
        let mut known = Dictionary::default();
        known.number(b"a");
        let mut words = Words::default();
        words.begin(&known);
        let text = b"a,b,c,                                 ";
        assert_eq!((words.get(text, 0, 1, &known), words.get(text, 2, 3, &known), words.add(b"b")), (Some(0), None, 1));
        known.number(b"c");
        let moved = words.merge(&mut known);
        assert_eq!((moved.of(0), moved.of(1), moved.is_nowhere()), (0, 2, false));
        words.begin(&known);
        assert_eq!((words.get(text, 2, 3, &known), words.get(text, 4, 5, &known)), (Some(2), Some(1)));
    }
}
