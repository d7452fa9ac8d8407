//! Lays a plan out as text: keys in a fixed order, one figure a line, a blank line between records.

use toml::Value;

use super::FORMAT;
use super::figures::KEYS;
use super::lines::{Inline, Lines};
use super::number_text::bound;
use super::records::{KEY_FIELDS, direction, roll_up};
use super::toml_text::{array, float, string};
use crate::base::Span;
use crate::domain::{
    Answer, Cluster, Direction, Figure, Form, Limit, Member, Metric, MetricKind, Plan, PriceBasis, Project, Relation, Task, TaskKind,
    TaskState,
};

/// Unknown keys that the plan keeps by table and id, because those records have no place for them.
const HOMELESS: [&str; 3] = ["paper", "unit", "figures"];

/// The plan as the text of `plan.toml`.
pub fn write(plan: &Plan) -> String {
    let mut out = Lines { text: String::with_capacity(4096 + plan.figures.len() * 220) };
    out.whole("format", FORMAT);
    let (tables, values): (Vec<_>, Vec<_>) = plan.info.extra.iter().partition(|(_, of)| is_block(of));
    for (name, of) in values {
        out.value(name, of);
    }
    info(&mut out, plan);
    papers_and_units(&mut out, plan);
    for row in &plan.coverages {
        out.head("coverage", row.id.as_str());
        out.label("name", &row.name);
        out.extra(&row.extra);
    }
    for row in &plan.dimensions {
        out.head("dimension", row.id.as_str());
        out.label("name", &row.name);
        out.extra(&row.extra);
    }
    plan.members.iter().for_each(|row| member(&mut out, row));
    plan.clusters.iter().for_each(|row| cluster(&mut out, row));
    for row in &plan.parts {
        out.head("part", row.id.as_str());
        out.string("cluster", row.cluster.as_str());
        out.label("name", &row.name);
        out.extra(&row.extra);
    }
    plan.metrics.iter().for_each(|row| metric(&mut out, row));
    plan.relations.iter().for_each(|row| relation(&mut out, row));
    plan.projects.iter().for_each(|row| project(&mut out, row));
    plan.limits.iter().for_each(|row| limit(&mut out, row));
    plan.tasks.iter().for_each(|row| task(&mut out, row));
    plan.answers.iter().for_each(|row| answer(&mut out, row));
    for (name, of) in tables.into_iter().filter(|(name, _)| !HOMELESS.contains(&name.as_str())) {
        out.block(name, of);
    }
    figures(&mut out, plan);
    out.text
}

/// True for values that stand in blocks of their own at the end of the file.
pub fn is_block(of: &Value) -> bool {
    match of {
        Value::Table(_) => true,
        Value::Array(list) => !list.is_empty() && list.iter().all(Value::is_table),
        _ => false,
    }
}

fn info(out: &mut Lines, plan: &Plan) {
    let info = &plan.info;
    out.text.push_str("\n[plan]\n");
    out.label("title", &info.title);
    out.label("total", &info.total);
    out.filled("authority", &info.authority);
    out.string("language", &info.language);
    out.whole("base-year", info.base_year.into());
    out.whole("first-year", info.first_year.into());
    out.whole("last-year", info.last_year.into());
    if info.year_starts_in != 1 {
        out.whole("year-starts-in", info.year_starts_in.into());
    }
    out.float("about-tolerance", info.about_tolerance);
    if let Some(metric) = &info.main_metric {
        out.string("main-metric", metric.as_str());
    }
    out.filled("note", &info.note);
    out.extra(&info.plan_extra);
}

fn papers_and_units(out: &mut Lines, plan: &Plan) {
    let unknown = |table: &str, id: &str| plan.info.extra.get(table).and_then(|t| t.get(id)).and_then(Value::as_table);
    for row in &plan.info.papers {
        out.head("paper", &row.id);
        out.filled("title", &row.title);
        out.filled("number", &row.number);
        out.filled("date", &row.date);
        out.filled("address", &row.address);
        unknown("paper", &row.id).into_iter().for_each(|extra| out.extra(extra));
    }
    for row in &plan.units {
        out.head("unit", row.id.as_str());
        out.label("name", &row.name);
        out.string("measure", &row.measure.0);
        out.factor("numerator", row.numerator);
        out.factor("denominator", row.denominator);
        unknown("unit", row.id.as_str()).into_iter().for_each(|extra| out.extra(extra));
    }
}

fn member(out: &mut Lines, row: &Member) {
    out.head("member", row.id.as_str());
    out.string("dimension", row.dimension.as_str());
    if let Some(parent) = &row.parent {
        out.string("parent", parent.as_str());
    }
    out.label("name", &row.name);
    row.short.iter().for_each(|short| out.label("short", short));
    out.filled("note", &row.note);
    out.strings("aliases", &row.aliases);
    let unknown = row.extra.get(KEY_FIELDS).and_then(Value::as_table);
    if !row.key_fields.is_empty() {
        out.key(KEY_FIELDS);
        out.text.push_str("[\n");
        for field in &row.key_fields {
            let mut entry = Inline::new(out, "  ");
            entry.string("name", &field.name);
            entry.string("text", &field.text);
            unknown.and_then(|u| u.get(&field.name)).and_then(Value::as_table).into_iter().for_each(|extra| entry.extra(extra));
            entry.end(",\n");
        }
        out.text.push_str("]\n");
    }
    for (name, of) in row.extra.iter().filter(|(name, _)| *name != KEY_FIELDS) {
        out.value(name, of);
    }
}

fn cluster(out: &mut Lines, row: &Cluster) {
    out.head("cluster", row.id.as_str());
    out.label("name", &row.name);
    row.short.iter().for_each(|short| out.label("short", short));
    if !row.membership.is_empty() {
        out.key("in");
        let mut entry = Inline::new(out, "");
        row.membership.iter().for_each(|(dimension, member)| entry.string(dimension.as_str(), member.as_str()));
        entry.end("\n");
    }
    out.filled("place", &row.place);
    out.filled("role", &row.role);
    out.strings("lead-firms", &row.lead_firms);
    out.strings("key-fields", &row.key_fields);
    out.strings("aliases", &row.aliases);
    out.extra(&row.extra);
}

fn metric(out: &mut Lines, row: &Metric) {
    out.head("metric", row.id.as_str());
    out.label("name", &row.name);
    out.string("unit", row.unit.as_str());
    out.string("kind", row.kind.word());
    match &row.kind {
        MetricKind::TierCount { of, above } => {
            out.string("of", of.as_str());
            out.quantity("above", Some(above));
        }
        MetricKind::Derived { formula } => out.string("formula", formula),
        MetricKind::Flow | MetricKind::Stock | MetricKind::Ratio | MetricKind::Count => {}
    }
    if row.direction != Direction::Up {
        out.string("direction", direction(row.direction));
    }
    row.roll_up.into_iter().for_each(|rule| out.string("roll-up", roll_up(rule)));
    row.decimals.into_iter().for_each(|decimals| out.whole("decimals", decimals.into()));
    out.strings("aliases", &row.aliases);
    out.filled("note", &row.note);
    out.extra(&row.extra);
}

fn project(out: &mut Lines, row: &Project) {
    out.head("project", row.id.as_str());
    project_keys(out, row);
}

/// The keys of a project behind its id; scenarios write their own projects alike.
pub fn project_keys(out: &mut Lines, row: &Project) {
    out.label("name", &row.name);
    out.string("node", row.node.as_str());
    out.filled("key-field", &row.key_field);
    out.string("status", row.status.word());
    out.quantity("investment", row.investment.as_ref());
    out.quantity("land", row.land.as_ref());
    out.quantity("energy", row.energy.as_ref());
    row.on_stream.iter().for_each(|period| out.string("on-stream", &period.to_string()));
    row.metric.iter().for_each(|metric| out.string("metric", metric.as_str()));
    out.quantity("full-output", row.full_output.as_ref());
    if !row.ramp.is_empty() {
        out.key("ramp");
        array(&mut out.text, &row.ramp, |text, share| float(text, *share));
        out.text.push('\n');
    }
    out.source(&row.source);
    out.filled("note", &row.note);
    out.extra(&row.extra);
}

fn limit(out: &mut Lines, row: &Limit) {
    out.head("limit", row.id.as_str());
    out.label("name", &row.name);
    out.string("node", row.node.as_str());
    out.string("metric", row.metric.as_str());
    if row.time != Span::Unstated {
        out.string("at", &row.time.to_string());
    }
    out.string("value", &bound(&row.bound));
    out.string("unit", row.unit.as_str());
    out.source(&row.source);
    out.filled("note", &row.note);
    out.extra(&row.extra);
}

fn task(out: &mut Lines, row: &Task) {
    out.head("task", row.id.as_str());
    if row.kind != TaskKind::Task {
        out.string("kind", row.kind.word());
    }
    out.label("title", &row.title);
    out.filled("text", &row.text);
    if !row.nodes.is_empty() {
        out.key("nodes");
        array(&mut out.text, &row.nodes, |text, node| string(text, node.as_str()));
        out.text.push('\n');
    }
    out.filled("body", &row.body);
    out.filled("stage", &row.stage);
    if row.state != TaskState::Unstated {
        out.string("state", row.state.word());
    }
    out.filled("next-step", &row.next_step);
    row.due.iter().for_each(|period| out.string("due", &period.to_string()));
    out.source(&row.source);
    out.extra(&row.extra);
}

fn relation(out: &mut Lines, row: &Relation) {
    out.head("relation", row.id.as_str());
    out.string("metric", row.metric.as_str());
    out.string("kind", row.kind.word());
    out.string("of", row.of.as_str());
    out.extra(&row.extra);
}

fn answer(out: &mut Lines, row: &Answer) {
    out.head("answer", row.id.as_str());
    out.filled("text", &row.text);
    out.filled("name", &row.name);
    out.filled("date", &row.date);
    out.filled("fingerprint", &row.fingerprint);
    out.filled("said", &row.said);
    out.extra(&row.extra);
}

fn figures(out: &mut Lines, plan: &Plan) {
    let unknown = plan.info.extra.get("figures").and_then(Value::as_table);
    if plan.figures.is_empty() && unknown.is_none() {
        return;
    }
    out.text.push_str("\n[figures]\n");
    unknown.into_iter().for_each(|extra| out.extra(extra));
    out.text.push_str("list = [\n");
    plan.figures.iter().for_each(|row| figure(out, row));
    out.text.push_str("]\n");
}

fn figure(out: &mut Lines, row: &Figure) {
    let (base, of, price);
    let mut texts = [""; KEYS.len()];
    let (time, value) = (row.time.to_string(), bound(&row.bound));
    texts[..3].copy_from_slice(&[row.id.as_str(), row.node.as_str(), row.metric.as_str()]);
    texts[3] = row.coverage.as_ref().map_or("", |id| id.as_str());
    texts[4] = &time;
    texts[5] = row.role.word();
    match &row.form {
        Form::Level => {}
        Form::Multiple { base: period } => {
            base = period.to_string();
            texts[6..8].copy_from_slice(&[row.form.word(), base.as_str()]);
        }
        Form::Share { of: metric } => {
            of = metric.clone();
            texts[6] = row.form.word();
            texts[8] = of.as_str();
        }
        Form::Growth | Form::AverageGrowth | Form::AnnualChange => texts[6] = row.form.word(),
    }
    texts[9] = &value;
    texts[10] = row.unit.as_ref().map_or("", |id| id.as_str());
    texts[11] = match row.price {
        None => "",
        Some(PriceBasis::Current) => "current",
        Some(PriceBasis::Constant { year }) => {
            price = year.to_string();
            &price
        }
    };
    texts[12] = row.strength.map_or("", |strength| strength.word());
    let source = &row.source;
    texts[13..].copy_from_slice(&[&source.document, &source.section, &source.printed, &source.address, &source.note, &row.note]);
    let mut entry = Inline::new(out, "  ");
    for (name, text) in KEYS.iter().zip(texts).filter(|(_, text)| !text.is_empty()) {
        entry.string(name, text);
    }
    entry.extra(&row.extra);
    entry.end(",\n");
}
