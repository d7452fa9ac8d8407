//! An ordered table of records with unique ids: the shape of every list in a plan.
//!
//! The order is the file's order and the screen's. Replacing a record keeps its place.

use std::borrow::Borrow;
use std::fmt::Debug;
use std::hash::Hash;

use rustc_hash::FxHashMap;

/// A record with an identity.
pub trait Record: Clone + PartialEq + Debug {
    /// The id's type.
    type Id: Clone + Eq + Ord + Hash + Debug;
    /// The record's id, which never changes.
    fn id(&self) -> &Self::Id;
}

/// Records in a fixed order, found by id.
#[derive(Clone, Debug)]
pub struct Table<R: Record> {
    rows: Vec<R>,
    places: FxHashMap<R::Id, usize>,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), places: FxHashMap::default() }
    }
}

impl<R: Record> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<R: Record> Table<R> {
    /// Number of records.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without records.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The records in order.
    pub fn iter(&self) -> std::slice::Iter<'_, R> {
        self.rows.iter()
    }

    /// The records in order, as a slice.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// The records in order, to be changed; their ids must stay.
    pub(super) fn rows_mut(&mut self) -> &mut [R] {
        &mut self.rows
    }

    /// The record with this id.
    pub fn get<Q>(&self, id: &Q) -> Option<&R>
    where
        R::Id: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.places.get(id).map(|place| &self.rows[*place])
    }

    /// True where a record has this id.
    pub fn contains<Q>(&self, id: &Q) -> bool
    where
        R::Id: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.places.contains_key(id)
    }

    /// The place of the record with this id.
    pub fn place<Q>(&self, id: &Q) -> Option<usize>
    where
        R::Id: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.places.get(id).copied()
    }

    /// Makes room for more records, where their number is known before.
    pub fn reserve(&mut self, more: usize) {
        self.rows.reserve(more);
        self.places.reserve(more);
    }

    /// Appends a record; false, and nothing done, where its id is taken.
    pub fn push(&mut self, record: R) -> bool {
        if self.places.contains_key(record.id()) {
            return false;
        }
        self.places.insert(record.id().clone(), self.rows.len());
        self.rows.push(record);
        true
    }

    /// Sets the record of `id` to `to` (a place and a record, or nothing) and returns what stood there before.
    ///
    /// The record must carry `id`. A place beyond the end means the end.
    pub(super) fn put(&mut self, id: &R::Id, to: Option<(usize, R)>) -> Option<(usize, R)> {
        let old_place = self.places.get(id).copied();
        match (old_place, to) {
            (None, None) => None,
            (Some(place), Some((target, record))) if place == target.min(self.rows.len() - 1) => {
                Some((place, std::mem::replace(&mut self.rows[place], record)))
            }
            (old_place, to) => {
                let before = old_place.map(|place| (place, self.rows.remove(place)));
                let mut first_moved = old_place.unwrap_or(self.rows.len());
                self.places.remove(id);
                if let Some((target, record)) = to {
                    let target = target.min(self.rows.len());
                    first_moved = first_moved.min(target);
                    self.rows.insert(target, record);
                }
                for (place, row) in self.rows.iter().enumerate().skip(first_moved) {
                    self.places.insert(row.id().clone(), place);
                }
                before
            }
        }
    }
}

impl<'a, R: Record> IntoIterator for &'a Table<R> {
    type Item = &'a R;
    type IntoIter = std::slice::Iter<'a, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<R: Record> FromIterator<R> for Table<R> {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        let mut table = Self::default();
        for row in rows {
            table.push(row);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Row(u8, &'static str);

    impl Record for Row {
        type Id = u8;
        fn id(&self) -> &u8 {
            &self.0
        }
    }

    fn ids(table: &Table<Row>) -> Vec<u8> {
        table.iter().map(|row| row.0).collect()
    }

    #[test]
    fn put_inserts_moves_replaces_and_removes_and_can_be_taken_back() {
        let mut table: Table<Row> = [Row(1, "a"), Row(2, "b"), Row(3, "c")].into_iter().collect();
        let start = table.clone();
        for (id, to, expected) in [
            (2, Some((1, Row(2, "x"))), vec![1, 2, 3]),
            (4, Some((0, Row(4, "d"))), vec![4, 1, 2, 3]),
            (1, None, vec![2, 3]),
            (1, Some((9, Row(1, "a"))), vec![2, 3, 1]),
            (9, None, vec![1, 2, 3]),
        ] {
            let before = table.put(&id, to);
            assert_eq!(ids(&table), expected);
            for (place, row) in table.iter().enumerate() {
                assert_eq!(table.place(&row.0), Some(place));
            }
            table.put(&id, before);
            assert_eq!(table, start);
        }
    }
}
