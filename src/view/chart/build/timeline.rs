//! The timeline of projects: when each comes on stream, how it ramps up, how far it is.

use std::collections::BTreeSet;

use super::look::node_ink;
use crate::base::{DimensionId, NodeId, ProjectId, Quantity};
use crate::domain::{Document, Project, ProjectStatus};
use crate::engine::Evaluation;
use crate::view::chart::more::{Timeline, TimelineRow, TimelineState};
use crate::view::chart::spec::{Body, ChartKind, ChartSpec, Hover};
use crate::view::{Words, number, wording};

/// The projects of a node and of what lies beneath it; those of the whole plan for the total.
pub fn project_timeline(
    document: &Document,
    evaluation: &Evaluation,
    words: &Words,
    node: &NodeId,
    dimension: Option<&DimensionId>,
    chosen: Option<&ProjectId>,
) -> ChartSpec {
    let plan = &*document.plan;
    let beneath: BTreeSet<NodeId> = evaluation.clusters_of(node).collect();
    let belongs = |project: &&Project| {
        let cluster = plan.parts.get(&project.node).map_or(&project.node, |part| &part.cluster);
        node.is_total() || project.node == *node || beneath.contains(&project.node) || beneath.contains(cluster)
    };
    let mut projects: Vec<&Project> = plan.projects.iter().filter(belongs).collect();
    projects.sort_by_key(|project| (project.on_stream.is_none(), project.on_stream));
    let name = wording::node(words, plan, node);
    let title = words.with("chart-title", &[("node", &name), ("what", words.text("chart-kind-project-timeline"))]);
    let spec = |subtitle: String, foot: String, body: Body| {
        let (kind, unit) = (ChartKind::ProjectTimeline, String::new());
        ChartSpec { kind, title: title.clone(), subtitle, foot, mark: None, unit, body }
    };
    if projects.is_empty() {
        return spec(String::new(), String::new(), Body::Empty(words.text("chart-empty-projects").to_owned()));
    }
    let dimension = dimension.or_else(|| plan.dimensions.iter().map(|d| &d.id).next());
    let row = |(place, project): (usize, &&Project)| row(document, words, project, dimension, place, chosen == Some(&project.id));
    let rows: Vec<TimelineRow> = projects.iter().enumerate().map(row).collect();
    let undated = rows.iter().filter(|row| row.start.is_none()).count();
    let mut notes = vec![words.with("chart-note-projects", &[("n", &rows.len().to_string())])];
    if undated > 0 {
        notes.push(words.with("chart-note-undated", &[("n", &undated.to_string())]));
    }
    let foot = [sources(document, words, &projects), words.text("chart-foot-timeline").to_owned()];
    let foot: Vec<String> = foot.into_iter().filter(|part| !part.is_empty()).collect();
    let body = Body::Timeline(timeline(document, words, rows));
    spec(notes.join(words.text("chart-phrase-join")), foot.join(words.text("chart-sentence-join")), body)
}

fn timeline(document: &Document, words: &Words, rows: Vec<TimelineRow>) -> Timeline {
    let info = &document.plan.info;
    let starts = || rows.iter().filter_map(|row| row.start.map(|start| (start, start + row.ramp.len() as f64)));
    let first = starts().map(|(start, _)| start.floor() as i32).fold(info.first_year, i32::min);
    // A bar that ends where it starts would say nothing: a year of full output is always seen.
    let last = starts().map(|(_, full)| full.ceil() as i32).fold(info.last_year, i32::max);
    let states = ProjectStatus::ALL.into_iter().filter(|status| rows.iter().any(|row| row.status == *status));
    let head = |key: &str, any: bool| if any { words.text(key).to_owned() } else { String::new() };
    Timeline {
        first,
        last,
        horizon: (info.first_year, info.last_year),
        row_name: words.text("chart-timeline-project").to_owned(),
        place_name: words.text("chart-timeline-place").to_owned(),
        ramp_name: words.with("chart-timeline-ramp", &[("n", "{n}")]),
        state_name: words.text("chart-timeline-status").to_owned(),
        time_name: words.text("chart-timeline-start").to_owned(),
        investment_name: head("chart-timeline-investment", rows.iter().any(|row| !row.investment.is_empty())),
        output_name: head("chart-timeline-output", rows.iter().any(|row| !row.output.is_empty())),
        states: states.map(|status| TimelineState { status, name: wording::project_status(words, status).to_owned() }).collect(),
        rows,
        more: words.with("chart-more-rows", &[("n", "{n}")]),
    }
}

fn row(document: &Document, words: &Words, project: &Project, dimension: Option<&DimensionId>, place: usize, chosen: bool) -> TimelineRow {
    let plan = &*document.plan;
    let units = plan.units();
    let amount = |quantity: Option<&Quantity>| {
        quantity.map(|q| wording::with_unit(&number::value(q.amount), wording::unit(words, &units, &q.unit))).unwrap_or_default()
    };
    let label = words.label(&project.name);
    let name = if label.is_empty() { project.id.to_string() } else { label.to_owned() };
    let status_text = wording::project_status(words, project.status).to_owned();
    let start_text = project.on_stream.map_or_else(|| words.text("chart-timeline-undated").to_owned(), |on| wording::period(words, on));
    let (investment, output) = (amount(project.investment.as_ref()), amount(project.full_output.as_ref()));
    let mut lines = vec![format!("{status_text} · {start_text}")];
    let figure = |key: &str, text: &str| (!text.is_empty()).then(|| words.with(key, &[("value", text)]));
    lines.extend(figure("chart-hover-investment", &investment));
    lines.extend(figure("chart-hover-land", &amount(project.land.as_ref())));
    lines.extend(figure("chart-hover-energy", &amount(project.energy.as_ref())));
    if !project.ramp.is_empty() {
        let shares: Vec<String> = project.ramp.iter().map(|share| number::percent(*share, 0)).collect();
        lines.push(words.with("chart-hover-ramp", &[("value", &shares.join(" → "))]));
    }
    lines.push(wording::source(words, plan, &project.source));
    lines.retain(|line| !line.is_empty());
    let node = plan.parts.get(&project.node).map_or(&project.node, |part| &part.cluster);
    let hover = Hover { title: name.clone(), value: figure("chart-hover-output", &output).unwrap_or_default(), lines };
    TimelineRow {
        id: project.id.clone(),
        place: if plan.node_kind(&project.node).is_some() {
            wording::node_short(words, plan, &project.node)
        } else {
            project.node.to_string()
        },
        ink: node_ink(plan, dimension, node, place),
        name,
        status: project.status,
        status_text,
        // A period counts from its first day.
        start: project.on_stream.map(|on| f64::from(on.plan_year()) + f64::from(on.last_month() - on.months()) / 12.0),
        start_text,
        ramp: project.ramp.clone(),
        investment,
        output,
        chosen,
        hover,
    }
}

/// The documents that the projects were read from.
fn sources(document: &Document, words: &Words, projects: &[&Project]) -> String {
    let mut papers: Vec<String> = Vec::new();
    for id in projects.iter().map(|project| project.source.document.as_str()).filter(|id| !id.is_empty()) {
        let paper = wording::document(words, &document.plan, id);
        if !papers.contains(&paper) {
            papers.push(paper);
        }
    }
    if papers.is_empty() {
        return String::new();
    }
    let list = papers.iter().take(3).cloned().collect::<Vec<_>>().join(words.text("chart-list-join"));
    let list = if papers.len() > 3 { words.with("chart-foot-etc", &[("list", &list)]) } else { list };
    words.with("chart-foot-source", &[("list", &list)])
}
