//! The state of a node over all its metrics, with what it rests on in a sentence.

use crate::base::NodeId;
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::assess::{Assessments, RolledUp, State, of_node};
use crate::view::Words;
use crate::view::grid::Mark;

/// How a node stands, for a list of nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeState {
    /// The mark.
    pub mark: Mark,
    /// The state in a sentence, with how many metrics it rests on.
    pub text: String,
}

/// The state of a node over its metrics; `None` where the plan sets it no target at all.
pub fn node_state(
    words: &Words,
    document: &Document,
    evaluation: &Evaluation,
    assessments: &Assessments,
    node: &NodeId,
) -> Option<NodeState> {
    let rolled = of_node(document, evaluation, assessments, node);
    (rolled.of > 0).then(|| NodeState { mark: super::mark(rolled.state), text: sentence(words, &rolled) })
}

/// How many of a node's clusters can be judged, and how they stand.
pub fn clusters_sentence(words: &Words, rolled: &RolledUp) -> String {
    let (n, of) = (rolled.n.to_string(), rolled.of.to_string());
    words.with("overview-sum-states", &[("n", &n), ("of", &of), ("counts", &counts(words, rolled))])
}

fn counts(words: &Words, rolled: &RolledUp) -> String {
    let counts: Vec<String> = State::ALL
        .iter()
        .zip(rolled.counts)
        .filter(|(state, count)| *count > 0 && **state != State::NoData)
        .map(|(state, count)| words.with("judge-count", &[("state", super::state(words, *state)), ("n", &count.to_string())]))
        .collect();
    counts.join(words.text("list-separator"))
}

fn sentence(words: &Words, rolled: &RolledUp) -> String {
    let (n, of) = (rolled.n.to_string(), rolled.of.to_string());
    let name = super::state(words, rolled.state);
    if rolled.n == 0 {
        return words.with("judge-node-no-data", &[("of", &of)]);
    }
    let mut text = words.with("judge-node", &[("state", name), ("n", &n), ("of", &of), ("counts", &counts(words, rolled))]);
    if rolled.illustrative {
        text.push('\n');
        text.push_str(words.text("illustrative-hint"));
    }
    text
}
