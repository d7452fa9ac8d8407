//! Keeps the last result of a computation with what it was computed from.
//!
//! View models are made when their inputs change and never once a frame.

/// A value kept together with the key it was made from.
#[derive(Debug)]
pub struct Memo<K, V> {
    kept: Option<(K, V)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The value kept last, whatever its key.
    pub fn kept(&self) -> Option<&V> {
        self.kept.as_ref().map(|(_, value)| value)
    }

    /// The value for the key: the kept one, or a new one where the key has changed.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        if self.kept.as_ref().is_none_or(|(known, _)| *known != key) {
            self.kept = None;
        }
        &self.kept.get_or_insert_with(|| (key, make())).1
    }
}
