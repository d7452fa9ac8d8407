//! The task register as it is looked through: by node, responsible body and state, and how many tasks stand where.

use std::collections::BTreeSet;

use super::{Words, wording};
use crate::base::NodeId;
use crate::domain::{Document, Plan, Task, TaskState};
use crate::engine::Evaluation;

/// Which tasks are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Tasks about this node or one beneath it.
    pub node: Option<NodeId>,
    /// Tasks of this body.
    pub body: Option<String>,
    /// Tasks in this state.
    pub state: Option<TaskState>,
}

impl TaskFilter {
    /// True where every task is shown.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Places of the tasks that are shown, in order.
    pub fn rows(&self, document: &Document, evaluation: &Evaluation) -> Vec<usize> {
        let beneath: Option<BTreeSet<NodeId>> = self.node.as_ref().map(|node| {
            let mut all: BTreeSet<NodeId> = evaluation.clusters_of(node).collect();
            all.insert(node.clone());
            let parts: Vec<NodeId> = document.plan.parts.iter().filter(|part| all.contains(&part.cluster)).map(|p| p.id.clone()).collect();
            all.extend(parts);
            all
        });
        let fits = |task: &Task| {
            beneath.as_ref().is_none_or(|nodes| task.nodes.iter().any(|node| nodes.contains(node)))
                && self.body.as_ref().is_none_or(|body| task.body == *body)
                && self.state.is_none_or(|state| task.state == state)
        };
        document.plan.tasks.iter().enumerate().filter(|(_, task)| fits(task)).map(|(row, _)| row).collect()
    }
}

/// What tasks can be chosen by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskChoices {
    /// Members of all dimensions, then the clusters that a task names, with their names.
    pub nodes: Vec<(NodeId, String)>,
    /// Responsible bodies, in order of first mention.
    pub bodies: Vec<String>,
    /// States that occur, with how many tasks are in each.
    pub states: Vec<(TaskState, String, usize)>,
}

impl TaskChoices {
    /// The choices of a plan.
    pub fn of(plan: &Plan, words: &Words) -> Self {
        let named: BTreeSet<&NodeId> = plan.tasks.iter().flat_map(|task| &task.nodes).collect();
        let members = plan.members.iter().map(|member| &member.id);
        let clusters = plan.clusters.iter().map(|cluster| &cluster.id).filter(|id| named.contains(id));
        let nodes = members.chain(clusters).map(|id| (id.clone(), wording::node_short(words, plan, id))).collect();
        let mut bodies: Vec<String> = Vec::new();
        for task in plan.tasks.iter().filter(|task| !task.body.is_empty()) {
            if !bodies.contains(&task.body) {
                bodies.push(task.body.clone());
            }
        }
        let count = |state: TaskState| plan.tasks.iter().filter(|task| task.state == state).count();
        let states = TaskState::ALL.into_iter().map(|state| (state, wording::task_state(words, state).to_owned(), count(state)));
        Self { nodes, bodies, states: states.filter(|(.., count)| *count > 0).collect() }
    }
}

/// How many tasks there are and how far they are: `任务 17 · 推进中 3 · 未填 14`; empty without tasks.
pub fn counts(plan: &Plan, words: &Words) -> String {
    if plan.tasks.is_empty() {
        return String::new();
    }
    let whole = words.with("tasks-count", &[("n", &plan.tasks.len().to_string())]);
    let choices = TaskChoices::of(plan, words);
    // Where nobody has said how far any task is, the number alone says all.
    let silent = choices.states.iter().all(|(state, ..)| *state == TaskState::Unstated);
    let states = choices.states.iter().filter(|_| !silent).map(|(_, name, count)| format!("{name} {count}"));
    std::iter::once(whole).chain(states).collect::<Vec<_>>().join(" · ")
}
