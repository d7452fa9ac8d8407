//! Texts as numbers: each different text once, in the order in which they came.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

/// Texts by number and numbers by text.
#[derive(Debug, Default)]
pub struct Dictionary {
    numbers: HashMap<Box<[u8]>, u32, FxBuildHasher>,
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

/// The texts of a piece of a file: those known before, and new ones that are numbered behind them.
#[derive(Debug, Default)]
pub struct Words {
    /// Texts that were not known before.
    pub new: Dictionary,
    base: u32,
    last: Vec<u8>,
    last_number: Option<u32>,
}

impl Words {
    /// Begins a piece; `known` is what is known before.
    pub fn begin(&mut self, known: &Dictionary) {
        self.new.clear();
        self.base = known.len() as u32;
        self.last_number = None;
    }

    /// The number of a text that is known or was seen in this piece.
    #[inline]
    pub fn get(&mut self, text: &[u8], known: &Dictionary) -> Option<u32> {
        if self.last_number.is_some() && self.last == text {
            return self.last_number;
        }
        let number = known.get(text).or_else(|| self.new.get(text).map(|number| number + self.base))?;
        self.remember(text, number);
        Some(number)
    }

    /// Gives a new text a number.
    pub fn add(&mut self, text: &[u8]) -> u32 {
        let number = self.new.number(text) + self.base;
        self.remember(text, number);
        number
    }

    fn remember(&mut self, text: &[u8], number: u32) {
        self.last.clear();
        self.last.extend_from_slice(text);
        self.last_number = Some(number);
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
