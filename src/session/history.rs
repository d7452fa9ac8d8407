//! Undo and redo: one history over everything that can be changed.
//!
//! A step is what a person sees as one act: a typed cell, a pasted range, a whole drag of a slider. The history keeps the
//! inverse of each step and a name for every state the document has been in, so that "is this the saved state?" stays
//! right through undo past the save. It does not hold the document and does not write the journal.

use crate::domain::edit::EditError;
use crate::domain::{Edit, Record};

/// Which gesture an edit belongs to: one drag, one spin of a value field. Edits of one running gesture are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GestureId(pub u64);

/// A state the document has been in. States are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateId(u64);

/// One step: what takes it back (or, on the redo side, what does it again).
#[derive(Clone, Debug)]
struct Step {
    /// Inverses in the order in which their edits were made; carried out from the last to the first.
    inverses: Vec<Edit>,
    label: &'static str,
    before: StateId,
    after: StateId,
}

impl Step {
    fn edit(&self) -> Edit {
        match self.inverses.as_slice() {
            [only] => only.clone(),
            many => Edit::Batch(many.iter().rev().cloned().collect()),
        }
    }
}

/// Carries an edit out and returns its inverse.
pub type Run<'a> = Box<dyn FnOnce(&Edit) -> Result<Edit, EditError> + 'a>;

/// The steps done and undone.
#[derive(Clone, Debug)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    state: StateId,
    last: u64,
    gesture: Option<GestureId>,
}

impl Default for History {
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), state: StateId(0), last: 0, gesture: None }
    }
}

impl History {
    /// The state the document is in now.
    pub fn state(&self) -> StateId {
        self.state
    }

    /// Name of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&'static str> {
        self.done.last().map(|step| step.label)
    }

    /// Name of the step that redo would do again.
    pub fn redo_label(&self) -> Option<&'static str> {
        self.undone.last().map(|step| step.label)
    }

    /// Number of steps that can be undone.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// True where nothing can be undone.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// Takes note of an edit that was carried out, by its inverse. What was undone before cannot be redone any more.
    pub fn record(&mut self, inverse: Edit, label: &'static str, gesture: Option<GestureId>) {
        self.undone.clear();
        let before = self.state;
        self.state = self.new_state();
        let goes_on = gesture.is_some() && self.gesture == gesture;
        self.gesture = gesture;
        match self.done.last_mut().filter(|_| goes_on) {
            Some(step) => {
                // A drag sets one record many times; what stood there at first is enough to go back.
                if !step.inverses.last().is_some_and(|first| same_target(first, &inverse)) {
                    step.inverses.push(inverse);
                }
                step.after = self.state;
            }
            None => self.done.push(Step { inverses: vec![inverse], label, before, after: self.state }),
        }
    }

    /// Ends the running gesture: the next edit is a step of its own, even of the same gesture.
    pub fn end_gesture(&mut self) {
        self.gesture = None;
    }

    /// Takes the last step back. `run` carries the edit out and returns its inverse. Returns the step's label.
    pub fn undo(&mut self, run: Run<'_>) -> Result<Option<&'static str>, EditError> {
        self.gesture = None;
        let Some(step) = self.done.last() else { return Ok(None) };
        let inverse = run(&step.edit())?;
        if let Some(step) = self.done.pop() {
            self.state = step.before;
            self.undone.push(Step { inverses: vec![inverse], ..step });
        }
        Ok(self.redo_label())
    }

    /// Does the last undone step again. `run` carries the edit out and returns its inverse. Returns the step's label.
    pub fn redo(&mut self, run: Run<'_>) -> Result<Option<&'static str>, EditError> {
        self.gesture = None;
        let Some(step) = self.undone.last() else { return Ok(None) };
        let inverse = run(&step.edit())?;
        if let Some(step) = self.undone.pop() {
            self.state = step.after;
            self.done.push(Step { inverses: vec![inverse], ..step });
        }
        Ok(self.undo_label())
    }

    /// Forgets all steps; the document is in a new state, as after reading it again.
    pub fn restart(&mut self) {
        let last = self.last + 1;
        *self = Self { state: StateId(last), last, ..Self::default() };
    }

    fn new_state(&mut self) -> StateId {
        self.last += 1;
        StateId(self.last)
    }
}

/// True where both edits put the same single thing, so that the older inverse makes the newer one superfluous.
fn same_target(a: &Edit, b: &Edit) -> bool {
    fn ids<R: Record>(a: &crate::domain::Put<R>, b: &crate::domain::Put<R>) -> bool {
        a.id == b.id
    }
    match (a, b) {
        (Edit::Batch(a), Edit::Batch(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_target(a, b)) && distinct(a),
        (Edit::Info(_), Edit::Info(_)) => true,
        (Edit::Unit(a), Edit::Unit(b)) => ids(a, b),
        (Edit::Coverage(a), Edit::Coverage(b)) => ids(a, b),
        (Edit::Dimension(a), Edit::Dimension(b)) => ids(a, b),
        (Edit::Member(a), Edit::Member(b)) => ids(a, b),
        (Edit::Cluster(a), Edit::Cluster(b)) => ids(a, b),
        (Edit::Part(a), Edit::Part(b)) => ids(a, b),
        (Edit::Metric(a), Edit::Metric(b)) => ids(a, b),
        (Edit::Figure(a), Edit::Figure(b)) => ids(a, b),
        (Edit::Project(a), Edit::Project(b)) => ids(a, b),
        (Edit::Limit(a), Edit::Limit(b)) => ids(a, b),
        (Edit::Task(a), Edit::Task(b)) => ids(a, b),
        (Edit::Assessment(_), Edit::Assessment(_)) | (Edit::Audit(_), Edit::Audit(_)) => true,
        (Edit::ScoreScheme(a), Edit::ScoreScheme(b)) => ids(a, b),
        (Edit::ScoreEntry(a), Edit::ScoreEntry(b)) => ids(a, b),
        (Edit::WarningRule(a), Edit::WarningRule(b)) => ids(a, b),
        (Edit::Scenario(a), Edit::Scenario(b)) => ids(a, b),
        (Edit::Relation(a), Edit::Relation(b)) => ids(a, b),
        (Edit::Answer(a), Edit::Answer(b)) => ids(a, b),
        (Edit::Briefing(a), Edit::Briefing(b)) => ids(a, b),
        (Edit::Observation(a), Edit::Observation(b)) => a.key == b.key && a.period == b.period && a.file == b.file,
        _ => false,
    }
}

/// Only batches of replaced observations may stand for each other: with records in tables, places depend on the order.
fn distinct(edits: &[Edit]) -> bool {
    edits.iter().all(|edit| matches!(edit, Edit::Observation(_))) && !edits.is_empty()
}

/// True where carrying out `edit` changed nothing, seen by its inverse.
pub(super) fn is_no_change(edit: &Edit, inverse: &Edit) -> bool {
    match (edit, inverse) {
        (Edit::Batch(edits), Edit::Batch(inverses)) => {
            edits.len() == inverses.len() && edits.iter().zip(inverses.iter().rev()).all(|(edit, inverse)| is_no_change(edit, inverse))
        }
        (edit, inverse) => edit == inverse,
    }
}
