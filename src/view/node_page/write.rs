//! What is typed into a node's table becomes one change of the document, or a refusal that says what is wrong.

use super::table::{Column, Line, NodeTable};
use crate::base::id::free_text;
use crate::base::{CoverageId, Diagnostic, FigureId, MetricId, Period, Place, Span, UnitId};
use crate::domain::{Document, Edit, Figure, Form, Observation, Role, SeriesKey, Status, Strength};
use crate::view::grid::{CellRefusal, CellWrite};
use crate::view::{number, wording};

impl NodeTable {
    /// The text an editor opens with: exact, without separators.
    pub(super) fn text_to_edit(&self, row: usize, column: usize) -> String {
        let (Some(Line::Stated { metric, coverage }), Some(kind)) = (self.lines.get(row), self.kinds.get(column)) else {
            return String::new();
        };
        let coverage = coverage.as_ref();
        let bound = |figure: Option<&Figure>| figure.map(|f| wording::bound_exact(&self.words, &self.bound_in_unit(f))).unwrap_or_default();
        match kind {
            Column::Base => bound(self.figure(metric, coverage, Role::Baseline)),
            Column::Target => bound(self.figure(metric, coverage, Role::Target)),
            Column::Actual(period) => self.observation(metric, coverage, *period).map_or_else(String::new, |o| self.exact(metric, o)),
            Column::Strength => {
                let strength = self.figure(metric, coverage, Role::Target).and_then(|f| f.strength);
                strength.map_or_else(String::new, |s| wording::strength(&self.words, s).to_owned())
            }
            _ => String::new(),
        }
    }

    fn exact(&self, metric: &MetricId, observation: &Observation) -> String {
        let plan = &self.document.plan;
        let value = plan.metrics.get(metric).and_then(|m| plan.units().convert(observation.value, &observation.unit, &m.unit).ok());
        number::exact(value.unwrap_or(observation.value))
    }

    /// The change that carries out what was typed or pasted, and what could not be taken. An empty batch changes nothing.
    pub fn write(&self, writes: &[CellWrite]) -> (Edit, Vec<CellRefusal>) {
        let mut work = self.document.clone();
        let (mut edits, mut refusals) = (Vec::new(), Vec::new());
        for write in writes {
            match self.edit(&work, write) {
                Ok(Some(edit)) => {
                    // Later writes of the same paste build on earlier ones: new figures need ids that are still free.
                    if work.apply(edit.clone()).is_ok() {
                        edits.push(edit);
                    }
                }
                Ok(None) => {}
                Err(diagnostic) => refusals.push(CellRefusal { row: write.row, column: write.column, diagnostic }),
            }
        }
        (Edit::Batch(edits), refusals)
    }

    fn edit(&self, document: &Document, write: &CellWrite) -> Result<Option<Edit>, Diagnostic> {
        let (Some(line), Some(kind)) = (self.lines.get(write.row), self.kinds.get(write.column)) else {
            return Err(refusal("cell-not-editable", &write.text));
        };
        let Line::Stated { metric, coverage } = line else { return Err(refusal("cell-computed", &write.text)) };
        match kind {
            Column::Base => self.write_figure(document, metric, coverage.as_ref(), Role::Baseline, &write.text).map(Some),
            Column::Target => self.write_figure(document, metric, coverage.as_ref(), Role::Target, &write.text).map(Some),
            Column::Actual(period) => self.write_actual(metric, coverage.as_ref(), *period, &write.text),
            Column::Strength => self.write_strength(document, metric, coverage.as_ref(), &write.text),
            _ => Err(refusal("cell-not-editable", &write.text)),
        }
    }

    fn unit(&self, metric: &MetricId) -> Option<UnitId> {
        self.document.plan.metrics.get(metric).map(|m| m.unit.clone())
    }

    fn write_figure(
        &self,
        document: &Document,
        metric: &MetricId,
        coverage: Option<&CoverageId>,
        role: Role,
        text: &str,
    ) -> Result<Edit, Diagnostic> {
        let known = self.figure(metric, coverage, role);
        if text.trim().is_empty() {
            return Ok(known.map_or_else(|| Edit::Batch(Vec::new()), |figure| Edit::remove::<Figure>(&figure.id)));
        }
        let (bound, unit) = wording::parse_bound_with_unit(text).ok_or_else(|| refusal("cell-no-bound", text))?;
        let unit = if unit.is_empty() { self.unit(metric) } else { Some(self.known_unit(metric, &unit)?) };
        if let Some(figure) = known {
            return Ok(Edit::set(&document.plan, Figure { bound, unit, ..figure.clone() }));
        }
        let info = &self.document.plan.info;
        let year = if role == Role::Baseline { info.base_year } else { info.last_year };
        let stem = format!("{}-{}-{year}", self.node, metric);
        let id = FigureId::new(free_text(&stem, |taken| document.plan.figures.contains(taken)));
        let figure = Figure {
            id,
            node: self.node.clone(),
            metric: metric.clone(),
            coverage: coverage.cloned(),
            price: None,
            time: Span::At(Period::year(year)),
            form: Form::Level,
            role,
            bound,
            strength: None,
            unit,
            source: crate::domain::Source::default(),
            note: String::new(),
            extra: crate::domain::Extra::new(),
        };
        Ok(Edit::set(&document.plan, figure))
    }

    fn known_unit(&self, metric: &MetricId, unit: &str) -> Result<UnitId, Diagnostic> {
        let plan = &self.document.plan;
        let id = UnitId::new(unit);
        let converts = plan.metrics.get(metric).is_some_and(|m| plan.units().factor(&id, &m.unit).is_ok());
        if converts { Ok(id) } else { Err(refusal("cell-unit-does-not-fit", unit).arg("unit", self.unit_text(metric))) }
    }

    fn write_strength(
        &self,
        document: &Document,
        metric: &MetricId,
        coverage: Option<&CoverageId>,
        text: &str,
    ) -> Result<Option<Edit>, Diagnostic> {
        let figure = self.figure(metric, coverage, Role::Target).ok_or_else(|| refusal("cell-no-target-yet", text))?;
        let named = |s: &Strength| wording::strength(&self.words, *s) == text.trim() || s.word() == text.trim();
        let strength = Strength::ALL.into_iter().find(named);
        if strength.is_none() && !text.trim().is_empty() {
            return Err(refusal("cell-no-strength", text));
        }
        Ok(Some(Edit::set(&document.plan, Figure { strength, ..figure.clone() })))
    }

    /// A typed value stands beside what was read and counts before it; emptying removes what counts.
    fn write_actual(
        &self,
        metric: &MetricId,
        coverage: Option<&CoverageId>,
        period: Period,
        text: &str,
    ) -> Result<Option<Edit>, Diagnostic> {
        let key = SeriesKey { node: self.node.clone(), metric: metric.clone(), coverage: coverage.cloned() };
        let known = self.document.actuals.current(&key, period);
        if text.trim().is_empty() || text.trim() == number::MISSING {
            return Ok(known.map(|o| Edit::observation(key, period, &o.file, None)));
        }
        let value = number::parse(text).ok_or_else(|| refusal("cell-no-number", text))?;
        let Some(unit) = self.unit(metric) else { return Err(refusal("cell-not-editable", text)) };
        if known.is_some_and(|o| o.unit == unit && o.value == value) {
            return Ok(None);
        }
        let file = Self::entered();
        let status = known.filter(|o| o.file == file).map_or(Status::Preliminary, |o| o.status);
        let source = std::sync::Arc::from("");
        let observation =
            Observation { period, value, unit, status, source, file: file.clone(), read_on: None, pinned: false, stated_growth: None };
        // What a person types has to count: an earlier choice of another vintage ends.
        let unpin = Edit::pin(&self.document.actuals, &key, period, None);
        let put = Edit::observation(key, period, &file, Some(observation));
        Ok(Some(if unpin.is_empty() { put } else { Edit::Batch(vec![unpin, put]) }))
    }
}

fn refusal(code: &'static str, text: &str) -> Diagnostic {
    Diagnostic::error(code, Place::default()).arg("text", text.trim())
}
