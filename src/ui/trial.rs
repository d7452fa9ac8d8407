//! Values tried out on a page, which change nothing of the document: what is tried now, and what was tried before it, so that a
//! trial is taken back like any other step.

use egui::{Id, Response};

/// What is tried out on a page, and the trials before it.
#[derive(Clone, Debug, Default)]
pub struct Trial<T> {
    now: T,
    before: Vec<T>,
    after: Vec<T>,
    /// The field whose typing or dragging is under way: all of it is one step.
    open: Option<Id>,
}

impl<T: Clone + Default + PartialEq> Trial<T> {
    /// What is tried now.
    pub fn now(&self) -> &T {
        &self.now
    }

    /// Tries something else, as a step of its own.
    pub fn set(&mut self, value: T) {
        if value != self.now {
            self.before.push(std::mem::replace(&mut self.now, value));
            self.after.clear();
        }
        self.open = None;
    }

    /// Tries what a field says. While the field is typed into or dragged, its values are one step together.
    pub fn set_by(&mut self, field: &Response, value: T) {
        if field.changed() {
            if self.open == Some(field.id) {
                self.now = value;
            } else {
                self.set(value);
                self.open = Some(field.id);
            }
        }
    }

    /// Notes that a field is left: what it says next is another step.
    pub fn leave(&mut self, field: &Response) {
        if self.open == Some(field.id) && (field.lost_focus() || field.drag_stopped()) {
            self.open = None;
        }
    }

    /// Forgets all that was tried.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// True where anything is tried that can be taken back.
    pub fn can_go_back(&self) -> bool {
        self.now != T::default() && !self.before.is_empty()
    }

    /// True where a trial taken back can be tried again.
    pub fn can_go_on(&self) -> bool {
        !self.after.is_empty()
    }

    /// Takes the last trial back, or tries again what was taken back last.
    pub fn travel(&mut self, back: bool) {
        if back { self.back() } else { self.on() }
    }

    /// Takes the last trial back.
    fn back(&mut self) {
        if let Some(before) = self.before.pop() {
            self.after.push(std::mem::replace(&mut self.now, before));
            self.open = None;
        }
    }

    /// Tries again what was taken back last.
    fn on(&mut self) {
        if let Some(after) = self.after.pop() {
            self.before.push(std::mem::replace(&mut self.now, after));
            self.open = None;
        }
    }

    /// What was taken back cannot be tried again: another step was taken since.
    pub fn forget_after(&mut self) {
        self.after.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trials_are_taken_back_one_after_the_other_and_tried_again() {
        let mut trial = Trial::<Option<u8>>::default();
        assert!(!trial.can_go_back() && !trial.can_go_on());
        trial.set(Some(1));
        trial.set(Some(2));
        trial.set(Some(2));
        trial.back();
        assert_eq!(trial.now(), &Some(1), "the same again is no step");
        trial.back();
        assert!(trial.now().is_none() && !trial.can_go_back() && trial.can_go_on());
        trial.on();
        assert_eq!(trial.now(), &Some(1));
        trial.set(Some(3));
        assert!(!trial.can_go_on(), "what was taken back is gone once something else is tried");
        trial.clear();
        assert!(trial.now().is_none() && !trial.can_go_back());
    }
}
