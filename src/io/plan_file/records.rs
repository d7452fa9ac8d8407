//! From raw records to domain values, one function a kind.

use std::str::FromStr;

use super::fields::Fields;
use super::number_text::{parse_bound, parse_quantity};
use crate::base::unit::Measure;
use crate::base::{Diagnostic, Label, MetricId, Quantity, Span, Unit};
use crate::domain::{
    Answer, Cluster, Coverage, Dimension, Direction, Extra, KeyField, Limit, Member, Metric, MetricKind, Paper, Part, PlanInfo, Project,
    ProjectStatus, Relation, RelationKind, RollUp, Source, Task, TaskKind, TaskState,
};
use crate::io::findings::Findings;

/// The codes of this module.
pub const CODES: &[&str] = &["record-no-id", "name-missing", "key-missing", "plan-year-missing"];

/// Key under which the unknown keys of a member's key fields are kept, by name of the field.
pub const KEY_FIELDS: &str = "key-fields";

/// The id that a record cannot do without; it names the record in messages.
pub fn id(fields: &mut Fields<'_, '_>, found: &mut Findings) -> Option<String> {
    let id = fields.literal("id", found).filter(|id| !id.trim().is_empty());
    match &id {
        Some(id) => fields.call(id),
        None => found.left_out(Diagnostic::error("record-no-id", fields.place())),
    }
    id
}

/// A name; where it is missing the id stands for it.
pub fn name(fields: &mut Fields<'_, '_>, key: &str, id: &str, found: &mut Findings) -> Label {
    fields.label(key, found).unwrap_or_else(|| {
        found.tell(Diagnostic::warning("name-missing", fields.place()).arg("key", key));
        Label::new(id)
    })
}

/// A key that the record cannot do without.
pub fn needed<T>(value: Option<T>, key: &str, fields: &Fields<'_, '_>, found: &mut Findings) -> Option<T> {
    if value.is_none() {
        found.left_out(Diagnostic::error("key-missing", fields.place()).arg("key", key));
    }
    value
}

/// The id of another record, which must stand there.
pub fn reference(fields: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> Option<String> {
    let text = fields.literal(key, found).filter(|text| !text.is_empty());
    needed(text, key, fields, found)
}

/// The id of another record, where one stands there.
pub fn optional<T: for<'t> From<&'t str>>(fields: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> Option<T> {
    fields.literal(key, found).filter(|text| !text.is_empty()).map(|text| T::from(&text))
}

/// A period or span.
pub fn period<T: FromStr>(fields: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> Option<T> {
    fields.parsed(key, "value-not-period", found, |text| text.parse().ok())
}

fn quantity(fields: &mut Fields<'_, '_>, key: &str, found: &mut Findings) -> Option<Quantity> {
    fields.parsed(key, "value-not-quantity", found, parse_quantity)
}

fn source(fields: &mut Fields<'_, '_>, found: &mut Findings) -> Source {
    Source {
        document: fields.text_or_empty("doc", found),
        section: fields.text_or_empty("section", found),
        printed: fields.text_or_empty("printed", found),
        address: fields.text_or_empty("address", found),
        note: fields.text_or_empty("source-note", found),
    }
}

/// The table `[plan]`.
pub fn info(mut fields: Fields<'_, '_>, found: &mut Findings) -> PlanInfo {
    let f = &mut fields;
    let usual = PlanInfo::default();
    let mut year = |key: &str, usual: i32, found: &mut Findings| {
        f.whole(key, found).filter(|year| (1..=9999).contains(year)).unwrap_or_else(|| {
            found.tell(Diagnostic::warning("plan-year-missing", f.place()).arg("key", key).arg("year", usual));
            usual
        })
    };
    let base_year = year("base-year", usual.base_year, found);
    let first_year = year("first-year", base_year.saturating_add(1), found);
    let last_year = year("last-year", first_year.saturating_add(4), found);
    PlanInfo {
        title: f.label("title", found).unwrap_or_default(),
        total: f.label("total", found).unwrap_or_default(),
        authority: f.text_or_empty("authority", found),
        language: f.text("language", found).unwrap_or(usual.language),
        base_year,
        first_year,
        last_year,
        year_starts_in: f
            .parsed("year-starts-in", "value-not-whole", found, |t| t.parse().ok().filter(|month| (1..=12).contains(month)))
            .unwrap_or(usual.year_starts_in),
        about_tolerance: f.number("about-tolerance", found).unwrap_or(usual.about_tolerance),
        main_metric: optional(f, "main-metric", found),
        note: f.text_or_empty("note", found),
        papers: Vec::new(),
        extra: Extra::new(),
        plan_extra: fields.rest(found),
    }
}

/// A `[[paper]]` with its unknown keys.
pub fn paper(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<(Paper, Extra)> {
    let f = &mut fields;
    let paper = Paper {
        id: id(f, found)?,
        title: f.text_or_empty("title", found),
        number: f.text_or_empty("number", found),
        date: f.literal("date", found).unwrap_or_default(),
        address: f.text_or_empty("address", found),
    };
    Some((paper, fields.rest(found)))
}

/// A `[[unit]]` with its unknown keys.
pub fn unit(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<(Unit, Extra)> {
    let f = &mut fields;
    let id = id(f, found)?;
    let positive = |text: &str| super::number_text::parse_number(text).filter(|n| *n > 0.0);
    let measure = reference(f, "measure", found)?;
    let unit = Unit {
        name: f.label("name", found).unwrap_or_else(|| Label::new(&id)),
        id: id.as_str().into(),
        measure: Measure::new(&measure),
        numerator: f.parsed("numerator", "value-not-number", found, positive).unwrap_or(1.0),
        denominator: f.parsed("denominator", "value-not-number", found, positive).unwrap_or(1.0),
    };
    Some((unit, fields.rest(found)))
}

/// A `[[coverage]]`.
pub fn coverage(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Coverage> {
    let id = id(&mut fields, found)?;
    let name = name(&mut fields, "name", &id, found);
    Some(Coverage { id: id.as_str().into(), name, extra: fields.rest(found) })
}

/// A `[[dimension]]`.
pub fn dimension(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Dimension> {
    let id = id(&mut fields, found)?;
    let name = name(&mut fields, "name", &id, found);
    Some(Dimension { id: id.as_str().into(), name, extra: fields.rest(found) })
}

/// A `[[member]]`.
pub fn member(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Member> {
    let f = &mut fields;
    let id = id(f, found)?;
    let dimension = reference(f, "dimension", found)?;
    let parent = optional(f, "parent", found);
    let name = name(f, "name", &id, found);
    let short = f.label("short", found);
    let note = f.text_or_empty("note", found);
    let aliases = f.texts("aliases", found);
    let mut key_fields = Vec::new();
    let mut unknown = Extra::new();
    for mut inner in f.tables(KEY_FIELDS, found) {
        let field = KeyField { name: inner.text_or_empty("name", found), text: inner.text_or_empty("text", found) };
        let extra = inner.rest(found);
        if !extra.is_empty() {
            unknown.insert(field.name.clone(), extra.into());
        }
        key_fields.push(field);
    }
    let mut extra = fields.rest(found);
    if !unknown.is_empty() {
        extra.insert(KEY_FIELDS.to_owned(), unknown.into());
    }
    Some(Member { id: id.as_str().into(), dimension: dimension.as_str().into(), parent, name, short, note, key_fields, aliases, extra })
}

/// A `[[cluster]]`.
pub fn cluster(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Cluster> {
    let f = &mut fields;
    let id = id(f, found)?;
    let membership = f.table("in", found).map(|mut inner| inner.remaining_texts(found)).unwrap_or_default();
    Some(Cluster {
        name: name(f, "name", &id, found),
        id: id.as_str().into(),
        short: f.label("short", found),
        membership: membership.iter().map(|(dimension, member)| (dimension.as_str().into(), member.as_str().into())).collect(),
        place: f.text_or_empty("place", found),
        role: f.text_or_empty("role", found),
        lead_firms: f.texts("lead-firms", found),
        key_fields: f.texts("key-fields", found),
        aliases: f.texts("aliases", found),
        extra: fields.rest(found),
    })
}

/// A `[[part]]`.
pub fn part(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Part> {
    let f = &mut fields;
    let id = id(f, found)?;
    let cluster = reference(f, "cluster", found)?;
    Some(Part { name: name(f, "name", &id, found), id: id.as_str().into(), cluster: cluster.as_str().into(), extra: fields.rest(found) })
}

/// A `[[metric]]`.
pub fn metric(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Metric> {
    let f = &mut fields;
    let id = id(f, found)?;
    let kind = metric_kind(f, found)?;
    Some(Metric {
        name: name(f, "name", &id, found),
        id: id.as_str().into(),
        unit: f.literal("unit", found).unwrap_or_else(|| "1".to_owned()).as_str().into(),
        kind,
        direction: f.word("direction", &DIRECTIONS, direction, found).unwrap_or_default(),
        roll_up: f.word("roll-up", &ROLL_UPS, roll_up, found),
        decimals: f.whole("decimals", found),
        aliases: f.texts("aliases", found),
        note: f.text_or_empty("note", found),
        extra: fields.rest(found),
    })
}

fn metric_kind(f: &mut Fields<'_, '_>, found: &mut Findings) -> Option<MetricKind> {
    let word = f.word("kind", &["flow", "stock", "ratio", "count", "tier-count", "derived"], |word| word, found);
    Some(match needed(word, "kind", f, found)? {
        "stock" => MetricKind::Stock,
        "ratio" => MetricKind::Ratio,
        "count" => MetricKind::Count,
        "tier-count" => {
            let of = MetricId::new(reference(f, "of", found)?);
            let above = quantity(f, "above", found);
            MetricKind::TierCount { of, above: needed(above, "above", f, found)? }
        }
        "derived" => MetricKind::Derived { formula: f.text_or_empty("formula", found) },
        _ => MetricKind::Flow,
    })
}

const DIRECTIONS: [Direction; 3] = [Direction::Up, Direction::Down, Direction::Neutral];
const ROLL_UPS: [RollUp; 3] = [RollUp::Sum, RollUp::None, RollUp::Recompute];

/// The word of a direction in files.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Neutral => "neutral",
    }
}

/// The word of a roll-up rule in files.
pub fn roll_up(rule: RollUp) -> &'static str {
    match rule {
        RollUp::Sum => "sum",
        RollUp::None => "none",
        RollUp::Recompute => "recompute",
    }
}

/// A `[[project]]`.
pub fn project(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Project> {
    let f = &mut fields;
    let id = id(f, found)?;
    let node = reference(f, "node", found)?;
    Some(Project {
        name: name(f, "name", &id, found),
        id: id.as_str().into(),
        node: node.as_str().into(),
        key_field: f.text_or_empty("key-field", found),
        status: f.word("status", &ProjectStatus::ALL, ProjectStatus::word, found).unwrap_or_default(),
        investment: quantity(f, "investment", found),
        land: quantity(f, "land", found),
        energy: quantity(f, "energy", found),
        on_stream: period(f, "on-stream", found),
        metric: optional(f, "metric", found),
        full_output: quantity(f, "full-output", found),
        ramp: f.numbers("ramp", found),
        source: source(f, found),
        note: f.text_or_empty("note", found),
        extra: fields.rest(found),
    })
}

/// A `[[limit]]`.
pub fn limit(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Limit> {
    let f = &mut fields;
    let id = id(f, found)?;
    let node = reference(f, "node", found)?;
    let metric = reference(f, "metric", found)?;
    let bound = f.parsed("value", "value-not-bound", found, parse_bound);
    let bound = needed(bound, "value", f, found)?;
    Some(Limit {
        name: name(f, "name", &id, found),
        id: id.as_str().into(),
        node: node.as_str().into(),
        metric: metric.as_str().into(),
        time: period(f, "at", found).unwrap_or(Span::Unstated),
        bound,
        unit: f.literal("unit", found).unwrap_or_else(|| "1".to_owned()).as_str().into(),
        source: source(f, found),
        note: f.text_or_empty("note", found),
        extra: fields.rest(found),
    })
}

/// A `[[task]]`.
pub fn task(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Task> {
    let f = &mut fields;
    let id = id(f, found)?;
    Some(Task {
        kind: f.word("kind", &TaskKind::ALL, TaskKind::word, found).unwrap_or_default(),
        title: name(f, "title", &id, found),
        id: id.as_str().into(),
        text: f.text_or_empty("text", found),
        nodes: f.texts("nodes", found).iter().map(|node| node.as_str().into()).collect(),
        body: f.text_or_empty("body", found),
        stage: f.text_or_empty("stage", found),
        state: f.word("state", &TaskState::ALL, TaskState::word, found).unwrap_or_default(),
        next_step: f.text_or_empty("next-step", found),
        due: period(f, "due", found),
        source: source(f, found),
        extra: fields.rest(found),
    })
}

/// A `[[relation]]`; without an id it is called by what it says.
pub fn relation(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Relation> {
    let f = &mut fields;
    let metric = reference(f, "metric", found)?;
    let of = reference(f, "of", found)?;
    let kind = f.word("kind", &RelationKind::ALL, RelationKind::word, found).unwrap_or_default();
    let id = f.literal("id", found).filter(|id| !id.trim().is_empty());
    let id = id.unwrap_or_else(|| format!("{metric}-{}-{of}", kind.word()));
    f.call(&id);
    Some(Relation { id: id.as_str().into(), metric: metric.as_str().into(), kind, of: of.as_str().into(), extra: fields.rest(found) })
}

/// An `[[answer]]` to a finding of the audit.
pub fn answer(mut fields: Fields<'_, '_>, found: &mut Findings) -> Option<Answer> {
    let f = &mut fields;
    let id = id(f, found)?;
    Some(Answer {
        id: id.as_str().into(),
        text: f.text_or_empty("text", found),
        name: f.text_or_empty("name", found),
        date: f.literal("date", found).unwrap_or_default(),
        fingerprint: f.literal("fingerprint", found).unwrap_or_default(),
        said: f.text_or_empty("said", found),
        extra: fields.rest(found),
    })
}
