//! The register of figures: every statement of the plan, one a row.

use super::codec::{BoundText, Maybe, PriceText, SpanText, Text, WordOf, unit_of, word_of};
use super::context::{Context, refusal};
use super::field::{Codec, Field, field};
use super::reference::{ANY_NODE, CoverageRef, MetricRef, NodeRef, UnitRef};
use super::sheet::Listed;
use crate::base::{Bound, Diagnostic, FigureId, MetricId, NodeId, Period, Span, UnitId};
use crate::domain::{Extra, Figure, Form, Plan, Role, Source, Strength};
use crate::view::grid::Align;
use crate::view::wording;

/// Words of the forms in files.
pub(in crate::view) const FORMS: [&str; 6] = ["level", "growth", "average-growth", "multiple", "annual-change", "share"];

/// Roles with their words in files.
pub(in crate::view) const ROLES: &[(&str, Role)] = &[
    ("baseline", Role::Baseline),
    ("milestone", Role::Milestone),
    ("target", Role::Target),
    ("limit", Role::Limit),
    ("reference", Role::Reference),
];

/// Strengths with their words in files.
pub(in crate::view) const STRENGTHS: &[(&str, Strength)] =
    &[("binding", Strength::Binding), ("expected", Strength::Expected), ("aspirational", Strength::Aspirational)];

impl Listed for Figure {
    fn fields(_: &Context) -> Vec<Field<Self>> {
        let mut fields = vec![
            field!(Self, "node", 180.0, NodeRef(ANY_NODE), node).required(),
            metric(),
            field!(Self, "coverage", 100.0, Maybe(CoverageRef), coverage),
            time(),
            field!(Self, "role", 90.0, WordOf { prefix: "role", all: ROLES }, role),
            bound(),
            field!(Self, "unit", 90.0, Maybe(UnitRef), unit),
            field!(Self, "strength", 90.0, Maybe(WordOf { prefix: "strength", all: STRENGTHS }), strength),
            form(),
            form_base(),
            field!(Self, "price", 90.0, Maybe(PriceText), price),
        ];
        fields.extend(source_fields(|figure: &Self| &figure.source, |figure| &mut figure.source));
        fields.push(field!(Self, "note", 200.0, Text, note));
        fields
    }

    fn fresh(_: &str, plan: &Plan) -> FigureId {
        // Counting from the number of figures finds a free one at once, where a search for the highest would read all.
        let mut number = plan.figures.len() + 1;
        while plan.figures.contains(format!("F{number:03}").as_str()) {
            number += 1;
        }
        FigureId::new(format!("F{number:03}"))
    }

    fn blank(id: FigureId, context: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        let metric = previous.map(|figure| figure.metric.clone()).or_else(|| context.plan.main_metric());
        let metric = metric.ok_or_else(|| refusal("cell-needs-metric", ""))?;
        let unit = context.plan.metrics.get(&metric).map(|metric| metric.unit.clone());
        Ok(Self {
            id,
            node: previous.map_or_else(NodeId::total, |figure| figure.node.clone()),
            metric,
            coverage: None,
            price: None,
            time: Span::At(Period::year(context.plan.info.last_year)),
            form: Form::Level,
            role: Role::Target,
            bound: Bound::Unstated,
            strength: None,
            unit,
            source: Source::default(),
            note: String::new(),
            extra: Extra::new(),
        })
    }

    fn id_text(id: &FigureId) -> String {
        id.to_string()
    }
}

/// The metric. A level whose unit was that of the old metric takes that of the new one where it must.
fn metric() -> Field<Figure> {
    let mut field = field!(Figure, "metric", 150.0, MetricRef, metric).required();
    field.write = Box::new(|figure, text, context| {
        let metric = MetricRef.read(text, context)?;
        if figure.form == Form::Level {
            figure.unit = unit_for(figure.unit.take(), &figure.metric, &metric, context);
        }
        figure.metric = metric;
        Ok(())
    });
    field
}

/// The unit after a change of metric: kept where it still fits or was chosen on its own.
pub(super) fn unit_for(unit: Option<UnitId>, old: &MetricId, new: &MetricId, context: &Context) -> Option<UnitId> {
    let own = |id: &MetricId| context.plan.metrics.get(id).map(|metric| metric.unit.clone());
    let fits = unit.as_ref().zip(own(new).as_ref()).is_some_and(|(unit, new)| context.units().factor(unit, new).is_ok());
    if !fits && (unit.is_none() || unit == own(old)) { own(new).or(unit) } else { unit }
}

/// The time. A figure without a number yet takes the role that its time suggests.
fn time() -> Field<Figure> {
    let mut field = field!(Figure, "time", 110.0, SpanText, time).required();
    field.write = Box::new(|figure, text, context| {
        let time = SpanText.read(text, context)?;
        if figure.bound == Bound::Unstated && figure.role == usual_role(figure.time, &context.plan) {
            figure.role = usual_role(time, &context.plan);
        }
        figure.time = time;
        Ok(())
    });
    field
}

/// The role that a figure without one has by its time.
pub(in crate::view) fn usual_role(time: Span, plan: &Plan) -> Role {
    match time.last_year() {
        Some(year) if year <= plan.info.base_year => Role::Baseline,
        Some(year) if year < plan.info.last_year => Role::Milestone,
        _ => Role::Target,
    }
}

/// The unit that a form is usually stated in; `None` for a level, which has that of its metric.
pub(in crate::view) fn form_unit(form: &Form) -> Option<UnitId> {
    match form {
        Form::Level => None,
        Form::Growth | Form::AverageGrowth | Form::Share { .. } => Some("%".into()),
        Form::Multiple { .. } => Some("倍".into()),
        Form::AnnualChange => Some("百分点".into()),
    }
}

/// Document, section, printed text, address and remark of a source.
pub(super) fn source_fields<R: 'static>(get: fn(&R) -> &Source, get_mut: fn(&mut R) -> &mut Source) -> Vec<Field<R>> {
    type Part = (&'static str, f32, fn(&Source) -> &String, fn(&mut Source) -> &mut String);
    let parts: [Part; 5] = [
        ("source-document", 160.0, |s| &s.document, |s| &mut s.document),
        ("source-section", 120.0, |s| &s.section, |s| &mut s.section),
        ("source-printed", 220.0, |s| &s.printed, |s| &mut s.printed),
        ("source-address", 160.0, |s| &s.address, |s| &mut s.address),
        ("source-note", 140.0, |s| &s.note, |s| &mut s.note),
    ];
    let field = |(key, width, part, part_mut): Part| {
        let document = key == "source-document";
        let show = move |record: &R, context: &Context| {
            let text = part(get(record));
            if document { wording::document(&context.words, &context.plan, text) } else { text.clone() }
        };
        let exact = move |record: &R, context: &Context| {
            let text = part(get(record));
            let title = context.plan.info.papers.iter().find(|paper| document && paper.id == *text).map(|paper| paper.title.clone());
            title.filter(|title| !title.is_empty()).unwrap_or_else(|| text.clone())
        };
        let write = move |record: &mut R, text: &str, context: &Context| {
            *part_mut(get_mut(record)) = if document { paper_id(text, context) } else { Text.read(text, context)? };
            Ok(())
        };
        let field = Field::custom(key, width, show, exact, write);
        if document { field.choosing(|_, context| context.plan.info.papers.iter().map(|p| p.title.clone()).collect()) } else { field }
    };
    parts.into_iter().map(field).collect()
}

/// The id of the cited document that a text names by id, title or number; the text itself where none is listed.
pub(in crate::view) fn paper_id(text: &str, context: &Context) -> String {
    let text = text.trim();
    let bare = text.trim_matches(['《', '》', '“', '”', '"']);
    let same = |paper: &&crate::domain::Paper| {
        paper.id == text || [text, bare].contains(&paper.title.as_str()) || (!text.is_empty() && paper.number == text)
    };
    context.plan.info.papers.iter().find(same).map_or_else(|| text.to_owned(), |paper| paper.id.clone())
}

fn bound() -> Field<Figure> {
    let mut field = Field::of("bound", 110.0, BoundText, |figure: &Figure| &figure.bound, |figure| &mut figure.bound);
    let cell = field.cell;
    field.cell = Box::new(move |figure, context| {
        let mut cell = cell(figure, context);
        cell.unit = figure.unit.as_ref().map_or_else(String::new, ToString::to_string);
        cell
    });
    field.align = Align::Right;
    field.write = Box::new(|figure, text, context| {
        let (bound, unit) = read_bound(text, context)?;
        figure.bound = bound;
        if unit.is_some() {
            figure.unit = unit;
        }
        Ok(())
    });
    field
}

/// A bound with or without a unit behind its number.
pub(in crate::view) fn read_bound(text: &str, context: &Context) -> Result<(Bound, Option<UnitId>), Diagnostic> {
    if text.trim().is_empty() {
        return Ok((Bound::Unstated, None));
    }
    let (bound, unit) = wording::parse_bound_with_unit(text).ok_or_else(|| refusal("cell-bound", text))?;
    if unit.is_empty() {
        return Ok((bound, None));
    }
    let unit = unit.trim_start_matches('×').trim();
    unit_of(unit, context).map(|unit| (bound, Some(unit))).ok_or_else(|| refusal("cell-bound", text))
}

fn form() -> Field<Figure> {
    let show = |figure: &Figure, context: &Context| wording::form(&context.words, &figure.form).to_owned();
    Field::custom("form", 110.0, show, show, |figure: &mut Figure, text, context| {
        let word = word_of(text, "form", FORMS.iter().copied(), context)?;
        if word != figure.form.word() {
            let form = form_of_word(word, context)?;
            let own = context.plan.metrics.get(&figure.metric).map(|metric| metric.unit.clone());
            let usual = |form: &Form| form_unit(form).or_else(|| own.clone());
            // A unit that only followed from the form follows the new one.
            if figure.unit == usual(&figure.form) {
                figure.unit = usual(&form);
            }
            figure.form = form;
        }
        Ok(())
    })
    .choosing(|_, context| FORMS.iter().map(|word| context.words.text(&format!("form-{word}")).to_owned()).collect())
}

/// A form by its word, with the usual base or whole.
pub(in crate::view) fn form_of_word(word: &str, context: &Context) -> Result<Form, Diagnostic> {
    Ok(match word {
        "growth" => Form::Growth,
        "average-growth" => Form::AverageGrowth,
        "annual-change" => Form::AnnualChange,
        "multiple" => Form::Multiple { base: Period::year(context.plan.info.base_year) },
        "share" => Form::Share { of: context.plan.main_metric().ok_or_else(|| refusal("cell-needs-metric", ""))? },
        _ => Form::Level,
    })
}

/// What a multiple or a share refers to.
fn form_base() -> Field<Figure> {
    let show = |figure: &Figure, context: &Context| match &figure.form {
        Form::Multiple { base } => wording::period(&context.words, *base),
        Form::Share { of } => MetricRef.show(of, context),
        _ => String::new(),
    };
    Field::custom("form-base", 110.0, show, show, |figure: &mut Figure, text, context| {
        match &mut figure.form {
            Form::Multiple { base } => *base = wording::parse_period(text).ok_or_else(|| refusal("cell-period", text))?,
            Form::Share { of } => *of = MetricRef.read(text, context)?,
            _ if text.trim().is_empty() => {}
            _ => return Err(refusal("cell-form-base", text)),
        }
        Ok(())
    })
    .choosing(|figure, context| if matches!(figure.form, Form::Share { .. }) { MetricRef.choices(context) } else { Vec::new() })
}
