//! One row of the list: what it says, matched against the plan.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::heading::Part;
use crate::base::{Bound, CoverageId, Diagnostic, FigureId, MetricId, NodeId, Span, UnitId};
use crate::domain::{Extra, Figure, Form, MetricKind, Plan, Role, Source, Strength};
use crate::view::names::Found;
use crate::view::register::codec::{WordOf, word_of};
use crate::view::register::context::{Context, refusal};
use crate::view::register::field::Codec;
use crate::view::register::figure::{FORMS, ROLES, STRENGTHS, form_of_word, form_unit, paper_id, read_bound, usual_role};
use crate::view::register::reference::{CoverageRef, MetricRef, UnitRef};
use crate::view::wording;

/// The texts of a row.
pub(super) type Texts = BTreeMap<Part, String>;

/// What applying a row does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Adds a figure.
    New,
    /// Replaces the content of a figure.
    Replaces(FigureId),
    /// Says what the plan says already.
    Same(FigureId),
    /// Waits for an answer; nothing is applied.
    Questioned,
}

/// A row as understood.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What applying it does.
    pub state: State,
    /// The figure, where every part is understood; its id is empty for a new one.
    pub figure: Option<Figure>,
    /// What is in question, by column; `None` concerns the row as a whole.
    pub problems: Vec<(Option<Part>, Diagnostic)>,
}

/// What makes two figures one statement.
type Key = (NodeId, MetricId, Span, &'static str);

/// Figures of a plan by what they state.
pub(super) struct Known<'a> {
    by_key: FxHashMap<Key, Vec<&'a Figure>>,
}

impl<'a> Known<'a> {
    /// The figures of a plan.
    pub fn of(plan: &'a Plan) -> Self {
        let mut by_key: FxHashMap<Key, Vec<&Figure>> = FxHashMap::default();
        for figure in &plan.figures {
            by_key.entry(key(figure)).or_default().push(figure);
        }
        Self { by_key }
    }
}

fn key(figure: &Figure) -> Key {
    (figure.node.clone(), figure.metric.clone(), figure.time, figure.form.word())
}

/// The parts of a row that the list states; `None` where it says nothing.
struct Stated {
    node: NodeId,
    metric: MetricId,
    coverage: Option<CoverageId>,
    time: Span,
    role: Option<Role>,
    bound: Bound,
    unit: Option<UnitId>,
    strength: Option<Strength>,
    form: Form,
}

/// Understands a row against the plan.
pub(super) fn read(texts: &Texts, heading_unit: &str, known: &Known<'_>, context: &Context) -> Row {
    let mut problems = Vec::new();
    let stated = stated(texts, heading_unit, context, &mut problems);
    let questioned = |problems| Row { state: State::Questioned, figure: None, problems };
    let Some(stated) = stated else { return questioned(problems) };
    let same_role = |figure: &&&Figure| stated.role.is_none_or(|role| role == figure.role);
    let same_coverage = |figure: &&&Figure| stated.coverage.is_none() || stated.coverage == figure.coverage;
    let wanted = (stated.node.clone(), stated.metric.clone(), stated.time, stated.form.word());
    let candidates: Vec<&&Figure> = known.by_key.get(&wanted).into_iter().flatten().filter(same_role).filter(same_coverage).collect();
    match candidates.as_slice() {
        [] => Row { state: State::New, figure: Some(filled(blank(&stated, context), &stated, texts, context)), problems },
        [one] => {
            let figure = filled((**one).clone(), &stated, texts, context);
            let state = if figure == ***one { State::Same(one.id.clone()) } else { State::Replaces(one.id.clone()) };
            Row { state, figure: Some(figure), problems }
        }
        several => {
            let text = several.iter().map(|figure| figure.id.as_str()).collect::<Vec<_>>().join(context.words.text("list-separator"));
            problems.push((None, refusal("list-several", &text)));
            questioned(problems)
        }
    }
}

fn stated(texts: &Texts, heading_unit: &str, context: &Context, problems: &mut Vec<(Option<Part>, Diagnostic)>) -> Option<Stated> {
    let text = |part: Part| texts.get(&part).map_or("", |text| text.trim());
    let mut ask = |part: Part, diagnostic: Diagnostic| problems.push((Some(part), diagnostic));
    let node = node(text(Part::Node), context).map_err(|d| ask(Part::Node, d)).ok();
    let metric = metric(text(Part::Metric), context).map_err(|d| ask(Part::Metric, d)).ok();
    let time = time(text(Part::Time)).map_err(|d| ask(Part::Time, d)).ok();
    let coverage = optional(text(Part::Coverage), |t| CoverageRef.read(t, context)).map_err(|d| ask(Part::Coverage, d)).ok();
    let role = optional(text(Part::Role), |t| WordOf { prefix: "role", all: ROLES }.read(t, context)).map_err(|d| ask(Part::Role, d)).ok();
    let strength = optional(text(Part::Strength), |t| WordOf { prefix: "strength", all: STRENGTHS }.read(t, context));
    let strength = strength.map_err(|d| ask(Part::Strength, d)).ok();
    let form = form(text(Part::Form), context).map_err(|d| ask(Part::Form, d)).ok();
    let value = value(text(Part::Value), context).map_err(|d| ask(Part::Value, d)).ok();
    let unit_text = if text(Part::Unit).is_empty() { heading_unit } else { text(Part::Unit) };
    let unit = optional(unit_text, |t| UnitRef.read(t, context)).map_err(|d| ask(Part::Unit, d)).ok();
    let (bound, unit_behind) = value?;
    let mut stated = Stated {
        node: node?,
        metric: metric?,
        coverage: coverage?,
        time: time?,
        role: role?,
        bound,
        unit: unit_behind.or(unit?),
        strength: strength?,
        form: form?,
    };
    if stated.unit.is_none() {
        stated.unit = usual_unit(&stated, context);
    }
    match unit_question(&stated, context) {
        Some(diagnostic) => {
            ask(Part::Unit, diagnostic);
            None
        }
        None => Some(stated),
    }
}

fn optional<T>(text: &str, read: impl Fn(&str) -> Result<T, Diagnostic>) -> Result<Option<T>, Diagnostic> {
    if text.is_empty() || text == crate::view::number::MISSING { Ok(None) } else { read(text).map(Some) }
}

fn node(text: &str, context: &Context) -> Result<NodeId, Diagnostic> {
    if text.is_empty() {
        return Err(refusal("list-no-node", ""));
    }
    let fits = |id: &NodeId| context.plan.node_kind(id).is_some();
    match context.names.nodes().find_loosely(text, fits) {
        Found::One(id) => Ok(id),
        Found::Nothing => context.node(text, fits),
        several => context.one(several, text, "term-node", |id| context.node_choice(id), Vec::new, Vec::new),
    }
}

fn metric(text: &str, context: &Context) -> Result<MetricId, Diagnostic> {
    if text.is_empty() {
        return Err(refusal("list-no-metric", ""));
    }
    match context.names.metrics().find_loosely(text, |_| true) {
        Found::One(id) => Ok(id),
        _ => MetricRef.read(text, context),
    }
}

fn time(text: &str) -> Result<Span, Diagnostic> {
    if text.is_empty() {
        return Err(refusal("list-no-time", ""));
    }
    wording::parse_span(text).ok_or_else(|| refusal("cell-span", text))
}

fn value(text: &str, context: &Context) -> Result<(Bound, Option<UnitId>), Diagnostic> {
    if text.is_empty() {
        return Err(refusal("list-no-value", ""));
    }
    read_bound(text, context)
}

fn form(text: &str, context: &Context) -> Result<Form, Diagnostic> {
    if text.is_empty() {
        return Ok(Form::Level);
    }
    form_of_word(word_of(text, "form", FORMS.iter().copied(), context)?, context)
}

/// The unit of a figure that names none: that of its metric, or of its form.
fn usual_unit(stated: &Stated, context: &Context) -> Option<UnitId> {
    let own = || context.plan.metrics.get(&stated.metric).map(|metric| metric.unit.clone());
    form_unit(&stated.form).or_else(own)
}

/// A level in a unit that its metric cannot be measured in is asked about: it is a growth rate or a slip.
fn unit_question(stated: &Stated, context: &Context) -> Option<Diagnostic> {
    let metric = context.plan.metrics.get(&stated.metric)?;
    let unit = stated.unit.as_ref()?;
    let derived = matches!(metric.kind, MetricKind::Derived { .. });
    if stated.form != Form::Level || derived || context.units().factor(unit, &metric.unit).is_ok() {
        return None;
    }
    let (name, own) = (context.unit_name(unit), context.unit_name(&metric.unit));
    Some(refusal("list-unit", &name).arg("metric", wording::metric(&context.words, &context.plan, &metric.id)).arg("unit", own))
}

fn blank(stated: &Stated, context: &Context) -> Figure {
    Figure {
        id: FigureId::new(""),
        node: stated.node.clone(),
        metric: stated.metric.clone(),
        coverage: None,
        price: None,
        time: stated.time,
        form: stated.form.clone(),
        role: usual_role(stated.time, &context.plan),
        bound: Bound::Unstated,
        strength: None,
        unit: None,
        source: Source::default(),
        note: String::new(),
        extra: Extra::new(),
    }
}

/// A figure with what the row states; what it says nothing about stays.
fn filled(mut figure: Figure, stated: &Stated, texts: &Texts, context: &Context) -> Figure {
    figure.bound = stated.bound;
    figure.unit.clone_from(&stated.unit);
    figure.role = stated.role.unwrap_or(figure.role);
    figure.strength = stated.strength.or(figure.strength);
    if stated.coverage.is_some() {
        figure.coverage.clone_from(&stated.coverage);
    }
    let set = |part: Part, field: &mut String| {
        if let Some(text) = texts.get(&part).map(|text| text.trim()).filter(|text| !text.is_empty()) {
            *field = if part == Part::Document { paper_id(text, context) } else { text.to_owned() };
        }
    };
    set(Part::Document, &mut figure.source.document);
    set(Part::Section, &mut figure.source.section);
    set(Part::Printed, &mut figure.source.printed);
    set(Part::Note, &mut figure.note);
    figure
}

/// The value of a list that keeps the bound in a column of its own. What the bound's column says otherwise (a strength, a
/// role) goes where it belongs; what it says is never lost.
pub(super) fn join_bound(texts: &mut Texts, context: &Context) {
    let Some(bound) = texts.remove(&Part::Bound).filter(|text| !text.trim().is_empty()) else { return };
    let value = texts.get(&Part::Value).map_or("", |text| text.trim()).to_owned();
    let strength = WordOf { prefix: "strength", all: STRENGTHS }.read(&bound, context).is_ok();
    let role = WordOf { prefix: "role", all: ROLES }.read(&bound, context).is_ok();
    let (number, unit) = match wording::parse_bound_with_unit(&value) {
        Some((Bound::Exactly { value }, unit)) => (Some(value), unit),
        _ => (None, String::new()),
    };
    let joined = number.and_then(|number| crate::view::spelling::bind(&bound, number));
    if let Some(joined) = joined {
        texts.insert(Part::Value, wording::with_unit(&wording::bound_exact(&context.words, &joined), &unit));
    } else if strength && !texts.contains_key(&Part::Strength) {
        texts.insert(Part::Strength, bound);
    } else if role && !texts.contains_key(&Part::Role) {
        texts.insert(Part::Role, bound);
    } else if value.is_empty() {
        texts.insert(Part::Value, bound);
    } else {
        // `400` beside `≥400`: the fuller one; anything else is shown together and asked about.
        let same = wording::parse_bound_with_unit(&bound).is_some_and(|(bound, _)| bound.value() == number);
        texts.insert(Part::Value, if same { bound } else { format!("{value} {bound}") });
    }
}
