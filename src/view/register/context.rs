//! What reading and showing a cell needs to know: the plan, its names and units, the language.

use std::sync::{Arc, OnceLock};

use crate::base::{Diagnostic, NodeId, Place, UnitId, Units};
use crate::domain::{NodeKind, Plan};
use crate::view::names::{Found, Names, qualified};
use crate::view::words::SharedWords;
use crate::view::{number, wording};

/// How many proposals a refusal lists.
const PROPOSALS: usize = 5;

/// A plan at one moment, in one language.
#[derive(Debug)]
pub(in crate::view) struct Context {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The language.
    pub words: SharedWords,
    /// Names of its records.
    pub names: Names,
    units: OnceLock<Units>,
}

impl Context {
    /// A context; indexes are made when they are first needed.
    pub fn new(plan: &Arc<Plan>, words: &SharedWords) -> Self {
        Self { plan: plan.clone(), words: words.clone(), names: Names::new(plan), units: OnceLock::new() }
    }

    /// All units that the plan knows.
    pub fn units(&self) -> &Units {
        self.units.get_or_init(|| self.plan.units())
    }

    /// A unit's name in the language.
    pub fn unit_name(&self, id: &UnitId) -> String {
        wording::unit(&self.words, self.units(), id).to_owned()
    }

    /// The node that a text names.
    pub fn node(&self, text: &str, fits: impl Fn(&NodeId) -> bool) -> Result<NodeId, Diagnostic> {
        let index = self.names.nodes();
        let show = |id: &NodeId| self.node_choice(id);
        self.one(
            index.find(text, &fits),
            text,
            "term-node",
            show,
            || index.similar(text, PROPOSALS, &fits),
            || self.plan.nodes().filter(|id| fits(id)).take(PROPOSALS).collect(),
        )
    }

    /// Turns what an index found into one id or a refusal with proposals.
    pub fn one<I: Clone>(
        &self,
        found: Found<I>,
        text: &str,
        what: &'static str,
        show: impl Fn(&I) -> String,
        similar: impl Fn() -> Vec<I>,
        first: impl Fn() -> Vec<I>,
    ) -> Result<I, Diagnostic> {
        let list = |ids: &[I]| ids.iter().map(&show).collect::<Vec<_>>().join(self.words.text("list-separator"));
        let what = self.words.text(what).to_owned();
        match found {
            Found::One(id) => Ok(id),
            Found::Several(ids) => Err(refusal("cell-ambiguous", text).arg("what", what).arg("accepted", list(&ids))),
            Found::Nothing => {
                let mut proposals = similar();
                if proposals.is_empty() {
                    proposals = first();
                }
                let code = if proposals.is_empty() { "cell-unknown-none" } else { "cell-unknown" };
                Err(refusal(code, text).arg("what", what).arg("accepted", list(&proposals)))
            }
        }
    }

    /// A node as a choice: its name, with what it belongs to where the name alone does not tell.
    pub fn node_choice(&self, id: &NodeId) -> String {
        let name = wording::node(&self.words, &self.plan, id);
        let above = match self.plan.node_kind(id) {
            Some(NodeKind::Part) => self.plan.parts.get(id).and_then(|p| self.plan.clusters.get(&p.cluster)).map(|c| &c.name),
            Some(NodeKind::Member) => self.plan.members.get(id).and_then(|m| self.plan.dimensions.get(&m.dimension)).map(|d| &d.name),
            _ => None,
        };
        match (self.names.nodes().find(&name, |_| true), above) {
            (Found::One(found), _) if found == *id => name,
            (_, Some(above)) => {
                let own = self.plan.node_label(id).map_or(id.as_str(), |label| label.text.as_str());
                qualified(&above.text, own)
            }
            _ => id.as_str().to_owned(),
        }
    }

    /// An amount with its unit, as `30 亿元`.
    pub fn quantity(&self, amount: f64, unit: &UnitId) -> String {
        wording::with_unit(&number::value(amount), &self.unit_name(unit))
    }
}

/// A refusal of a text; the place is the cell itself.
pub(in crate::view) fn refusal(code: &'static str, text: &str) -> Diagnostic {
    Diagnostic::error(code, Place::default()).arg("text", text.trim())
}
