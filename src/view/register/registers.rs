//! Registers of what is to be done and what may be used: projects, limits, tasks.

use super::codec::{BoundText, Maybe, PeriodText, QuantityText, Ramp, SpanText, Text, WordOf};
use super::context::{Context, refusal};
use super::field::{Codec, Field, field};
use super::figure::{source_fields, unit_for};
use super::ids;
use super::reference::{ANY_NODE, MetricRef, NodeRef, NodeRefs, UnitRef};
use super::sheet::Listed;
use super::structure::name_fields;
use crate::base::id::free_text;
use crate::base::{Bound, Diagnostic, Label, LimitId, NodeId, Period, ProjectId, Span, TaskId};
use crate::domain::{Extra, Limit, Plan, Project, ProjectStatus, Source, Task, TaskKind, TaskState};
use crate::view::grid::{GridCell, Tone};

const STATUSES: &[(&str, ProjectStatus)] = &[
    ("proposed", ProjectStatus::Proposed),
    ("approved", ProjectStatus::Approved),
    ("building", ProjectStatus::Building),
    ("on-stream", ProjectStatus::OnStream),
    ("cancelled", ProjectStatus::Cancelled),
];

const TASK_KINDS: &[(&str, TaskKind)] = &[("task", TaskKind::Task), ("safeguard", TaskKind::Safeguard)];

const TASK_STATES: &[(&str, TaskState)] = &[
    ("unstated", TaskState::Unstated),
    ("planned", TaskState::Planned),
    ("under-way", TaskState::UnderWay),
    ("blocked", TaskState::Blocked),
    ("done", TaskState::Done),
];

impl Listed for Project {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|project: &Self| &project.name, |project| &mut project.name, context);
        fields.push(field!(Self, "node", 180.0, NodeRef(ANY_NODE), node).required());
        fields.push(field!(Self, "key-field", 120.0, Text, key_field));
        fields.push(field!(Self, "status", 90.0, WordOf { prefix: "project-status", all: STATUSES }, status));
        fields.push(field!(Self, "investment", 110.0, Maybe(QuantityText), investment));
        fields.push(field!(Self, "land", 100.0, Maybe(QuantityText), land));
        fields.push(field!(Self, "energy", 120.0, Maybe(QuantityText), energy));
        fields.push(field!(Self, "on-stream", 110.0, Maybe(PeriodText), on_stream));
        fields.push(field!(Self, "metric", 130.0, Maybe(MetricRef), metric));
        fields.push(field!(Self, "full-output", 110.0, Maybe(QuantityText), full_output));
        fields.push(field!(Self, "ramp", 130.0, Ramp, ramp));
        fields.extend(source_fields(|project: &Self| &project.source, |project| &mut project.source));
        fields.push(field!(Self, "note", 200.0, Text, note));
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> ProjectId {
        ProjectId::new(free_text(&ids::slug(name, "-", "project"), |id| plan.projects.contains(id)))
    }
    fn blank(id: ProjectId, _: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        Ok(Self {
            id,
            name: Label::default(),
            node: previous.map_or_else(NodeId::total, |project| project.node.clone()),
            key_field: String::new(),
            status: ProjectStatus::Proposed,
            investment: None,
            land: None,
            energy: None,
            on_stream: None,
            metric: None,
            full_output: None,
            ramp: Vec::new(),
            source: Source::default(),
            note: String::new(),
            extra: Extra::new(),
        })
    }
    fn id_text(id: &ProjectId) -> String {
        id.to_string()
    }
}

impl Listed for Limit {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|limit: &Self| &limit.name, |limit| &mut limit.name, context);
        fields.push(field!(Self, "node", 180.0, NodeRef(ANY_NODE), node).required());
        let mut metric = field!(Self, "metric", 130.0, MetricRef, metric).required();
        metric.write = Box::new(|limit, text, context| {
            let metric = MetricRef.read(text, context)?;
            let unit = unit_for(Some(limit.unit.clone()), &limit.metric, &metric, context);
            limit.unit = unit.unwrap_or_else(|| limit.unit.clone());
            limit.metric = metric;
            Ok(())
        });
        fields.push(metric);
        fields.push(field!(Self, "time", 110.0, SpanText, time));
        let mut bound = field!(Self, "bound", 100.0, BoundText, bound);
        bound.write = Box::new(|limit, text, context| {
            let (bound, unit) = super::figure::read_bound(text, context)?;
            limit.bound = bound;
            if let Some(unit) = unit {
                limit.unit = unit;
            }
            Ok(())
        });
        fields.push(bound);
        fields.push(field!(Self, "unit", 100.0, UnitRef, unit));
        fields.extend(source_fields(|limit: &Self| &limit.source, |limit| &mut limit.source));
        fields.push(field!(Self, "note", 200.0, Text, note));
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> LimitId {
        LimitId::new(free_text(&ids::slug(name, "-", "limit"), |id| plan.limits.contains(id)))
    }
    fn blank(id: LimitId, context: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        let metric = previous.map(|limit| limit.metric.clone()).or_else(|| context.plan.main_metric());
        let metric = metric.ok_or_else(|| refusal("cell-needs-metric", ""))?;
        let unit = context.plan.metrics.get(&metric).map_or_else(|| "1".into(), |metric| metric.unit.clone());
        Ok(Self {
            id,
            name: Label::default(),
            node: previous.map_or_else(NodeId::total, |limit| limit.node.clone()),
            metric,
            time: Span::At(Period::year(context.plan.info.last_year)),
            bound: Bound::Unstated,
            unit,
            source: Source::default(),
            note: String::new(),
            extra: Extra::new(),
        })
    }
    fn id_text(id: &LimitId) -> String {
        id.to_string()
    }
}

/// The nodes of a task; one that names none concerns the whole plan, which its cell says.
fn nodes() -> Field<Task> {
    let mut field = field!(Task, "nodes", 180.0, NodeRefs, nodes);
    let cell = field.cell;
    field.cell = Box::new(move |task, context| {
        if !task.nodes.is_empty() {
            return cell(task, context);
        }
        let whole = context.words.label(&context.plan.info.total);
        GridCell { hint: context.words.text("tasks-whole-hint").to_owned(), ..GridCell::text(whole).tone(Tone::Quiet).editable() }
    });
    field
}

impl Listed for Task {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|task: &Self| &task.title, |task| &mut task.title, context);
        fields.push(field!(Self, "task-kind", 100.0, WordOf { prefix: "task-kind", all: TASK_KINDS }, kind));
        fields.push(field!(Self, "task-text", 320.0, Text, text));
        fields.push(nodes());
        fields.push(field!(Self, "body", 160.0, Text, body));
        fields.push(field!(Self, "stage", 130.0, Text, stage));
        fields.push(field!(Self, "task-state", 90.0, WordOf { prefix: "task-state", all: TASK_STATES }, state));
        fields.push(field!(Self, "next-step", 200.0, Text, next_step));
        fields.push(field!(Self, "due", 110.0, Maybe(PeriodText), due));
        fields.extend(source_fields(|task: &Self| &task.source, |task| &mut task.source));
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> TaskId {
        TaskId::new(free_text(&ids::slug(name, "-", "task"), |id| plan.tasks.contains(id)))
    }
    fn blank(id: TaskId, _: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        Ok(Self {
            id,
            kind: previous.map_or(TaskKind::Task, |task| task.kind),
            title: Label::default(),
            text: String::new(),
            nodes: Vec::new(),
            body: String::new(),
            stage: String::new(),
            state: TaskState::Unstated,
            next_step: String::new(),
            due: None,
            source: Source::default(),
            extra: Extra::new(),
        })
    }
    fn id_text(id: &TaskId) -> String {
        id.to_string()
    }
}
