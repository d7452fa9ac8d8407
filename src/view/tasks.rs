//! The task register as it is looked through: by node, responsible body and state, and how many tasks stand where.

use std::collections::BTreeSet;

use super::{Words, wording};
use crate::base::NodeId;
use crate::domain::{Document, Plan, Task, TaskState};
use crate::engine::Evaluation;

/// Which tasks are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Tasks about this node or one beneath it, and those of no node, which concern the whole plan.
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
        let all = document.plan.tasks.iter().enumerate();
        let chosen = self.chosen(document, evaluation);
        all.filter(|(_, task)| chosen(task) && self.state.is_none_or(|state| task.state == state)).map(|(row, _)| row).collect()
    }

    /// Tells the tasks of the node and the body, in whatever state.
    fn chosen<'a>(&'a self, document: &'a Document, evaluation: &'a Evaluation) -> impl Fn(&Task) -> bool + 'a {
        let beneath: Option<BTreeSet<NodeId>> = self.node.as_ref().map(|node| {
            let mut all: BTreeSet<NodeId> = evaluation.clusters_of(node).collect();
            all.insert(node.clone());
            let parts: Vec<NodeId> = document.plan.parts.iter().filter(|part| all.contains(&part.cluster)).map(|p| p.id.clone()).collect();
            all.extend(parts);
            all
        });
        move |task: &Task| {
            beneath.as_ref().is_none_or(|nodes| is_of_whole(task) || task.nodes.iter().any(|node| nodes.contains(node)))
                && self.body.as_ref().is_none_or(|body| task.body == *body)
        }
    }

    /// The states to choose from among the tasks of the node and the body, with how many tasks are in each; the state chosen
    /// stays, be it without tasks.
    pub fn states(&self, document: &Document, evaluation: &Evaluation, words: &Words) -> Vec<(TaskState, String, usize)> {
        let chosen = self.chosen(document, evaluation);
        let tasks: Vec<&Task> = document.plan.tasks.iter().filter(|task| chosen(task)).collect();
        let count = |state: TaskState| tasks.iter().filter(|task| task.state == state).count();
        let states = TaskState::ALL.into_iter().map(|state| (state, wording::task_state(words, state).to_owned(), count(state)));
        states.filter(|(state, _, count)| *count > 0 || self.state == Some(*state)).collect()
    }

    /// How many of the tasks shown concern the whole plan, where a node is chosen: a sentence, empty where none does.
    pub fn of_whole_plan(&self, document: &Document, evaluation: &Evaluation, words: &Words) -> String {
        if self.node.is_none() {
            return String::new();
        }
        let rows = self.rows(document, evaluation);
        let whole = rows.iter().filter(|row| document.plan.tasks.rows().get(**row).is_some_and(is_of_whole)).count();
        if whole == 0 {
            return String::new();
        }
        words.with("tasks-of-whole-plan", &[("n", &whole.to_string()), ("of", &rows.len().to_string())])
    }
}

/// True where a task concerns the whole plan: it names no node, or the total.
fn is_of_whole(task: &Task) -> bool {
    task.nodes.is_empty() || task.nodes.iter().any(NodeId::is_total)
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
