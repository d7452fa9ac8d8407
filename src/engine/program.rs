//! Formulas made ready to run: units checked once, then computed over rows of years without looking anything up.
//!
//! Terms are multiplied and divided in the units they stand in, and the factor between what comes out and the unit of the
//! derived metric is applied once at the end, so that 0.1 亿元 of 1 亿元 is exactly 10 %.

use super::formula::{self, Expr, Op};
use super::frame::Frame;
use super::measure::{self, Powers, Scale};
use super::order::{self, Order};
use crate::base::{Diagnostic, Place, Units};
use crate::domain::{Metric, MetricKind, Plan, RollUp};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Input(usize),
    Number(f64),
    Negate,
    Join(Op),
    Scale(Scale),
}

/// A formula that can be run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Program {
    /// Places of the metrics it reads.
    pub(super) inputs: Vec<usize>,
    steps: Vec<Step>,
}

/// All formulas of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Programs {
    /// Per metric: its program, where it has a sound formula.
    pub(super) list: Vec<Option<Program>>,
    /// Derived metrics behind their inputs.
    pub(super) order: Vec<usize>,
    /// Per metric with a program: the metrics that add and that it comes down to; empty where one of them does not add.
    pub(super) roots: Vec<Vec<usize>>,
}

impl Programs {
    /// Reads, orders and checks the formulas of a plan.
    pub(super) fn of(plan: &Plan, frame: &Frame, units: &Units, out: &mut Vec<Diagnostic>) -> Self {
        let metrics = plan.metrics.rows();
        let trees: Vec<Option<Expr>> = metrics.iter().map(|metric| read(metric, frame, out)).collect();
        let inputs: Vec<Option<Vec<usize>>> =
            trees.iter().map(|tree| Some(tree.as_ref()?.metrics().iter().filter_map(|id| frame.metric(id)).collect())).collect();
        let Order { order, rings } = order::of(&inputs);
        for ring in rings {
            let names: Vec<&str> = ring.iter().chain(ring.first()).map(|m| metrics[*m].id.as_str()).collect();
            let place = Place::default().record(&metrics[ring[0]].id);
            out.push(Diagnostic::error("formula-ring", place).arg("text", names.join(" → ")));
        }
        let mut programs = Self { list: vec![None; metrics.len()], order: Vec::new(), roots: vec![Vec::new(); metrics.len()] };
        for place in order {
            let (Some(tree), Some(inputs)) = (&trees[place], &inputs[place]) else { continue };
            let mut compiler = Compiler { metrics, frame, units, of: &metrics[place], inputs, steps: Vec::new() };
            match compiler.whole(tree) {
                Ok(()) => {
                    programs.list[place] = Some(Program { inputs: inputs.clone(), steps: compiler.steps });
                    programs.roots[place] = programs.roots(inputs, metrics).unwrap_or_default();
                    programs.order.push(place);
                }
                Err(diagnostic) => out.push(diagnostic),
            }
        }
        programs
    }

    fn roots(&self, inputs: &[usize], metrics: &[Metric]) -> Option<Vec<usize>> {
        let mut roots = Vec::new();
        for input in inputs {
            match self.list[*input] {
                Some(_) if self.roots[*input].is_empty() => return None,
                Some(_) => roots.extend(&self.roots[*input]),
                None if metrics[*input].roll_up() == RollUp::Sum => roots.push(*input),
                None => return None,
            }
        }
        roots.sort_unstable();
        roots.dedup();
        Some(roots)
    }
}

fn read(metric: &Metric, frame: &Frame, out: &mut Vec<Diagnostic>) -> Option<Expr> {
    let MetricKind::Derived { formula: text } = &metric.kind else { return None };
    let diagnostic = |code| Diagnostic::error(code, Place::default().record(&metric.id)).arg("metric", &metric.id).arg("formula", text);
    let tree = match formula::parse(text) {
        Ok(tree) => tree,
        Err(e) => {
            out.push(diagnostic("formula-syntax").arg("column", e.column).arg("text", e.text).arg("expected", e.expected));
            return None;
        }
    };
    let named = tree.metrics();
    if named.is_empty() {
        out.push(diagnostic("formula-without-metric"));
        return None;
    }
    if let Some(unknown) = named.iter().find(|id| frame.metric(id).is_none()) {
        out.push(diagnostic("formula-metric").arg("text", unknown));
        return None;
    }
    Some(tree)
}

struct Compiler<'a> {
    metrics: &'a [Metric],
    frame: &'a Frame,
    units: &'a Units,
    of: &'a Metric,
    inputs: &'a [usize],
    steps: Vec<Step>,
}

type Typed = Result<(Powers, Scale), Diagnostic>;

impl Compiler<'_> {
    fn diagnostic(&self, code: &'static str) -> Diagnostic {
        Diagnostic::error(code, Place::default().record(&self.of.id)).arg("metric", &self.of.id)
    }

    fn unit(&self, of: &Metric) -> Typed {
        let unknown = |_| self.diagnostic("formula-unit").arg("text", &of.unit).arg("input", &of.id);
        measure::resolve(self.units, &of.unit).map_err(unknown)
    }

    fn whole(&mut self, tree: &Expr) -> Result<(), Diagnostic> {
        let (powers, scale) = self.term(tree)?;
        let (wanted, target) = self.unit(self.of)?;
        if powers != wanted {
            let diagnostic = self.diagnostic("formula-result").arg("formula", tree).arg("found", powers);
            return Err(diagnostic.arg("unit", &self.of.unit).arg("wanted", wanted));
        }
        self.scale(scale.times(target, -1));
        Ok(())
    }

    fn scale(&mut self, scale: Scale) {
        if !scale.is_one() {
            self.steps.push(Step::Scale(scale));
        }
    }

    fn term(&mut self, tree: &Expr) -> Typed {
        match tree {
            Expr::Number(number) => {
                self.steps.push(Step::Number(*number));
                Ok((Powers::default(), Scale::ONE))
            }
            Expr::Metric(id) => {
                let place = self.frame.metric(id);
                let input = place.and_then(|place| self.inputs.iter().position(|input| *input == place));
                let (Some(place), Some(input)) = (place, input) else { return Err(self.diagnostic("formula-metric").arg("text", id)) };
                self.steps.push(Step::Input(input));
                self.unit(&self.metrics[place])
            }
            Expr::Negate(inner) => {
                let typed = self.term(inner)?;
                self.steps.push(Step::Negate);
                Ok(typed)
            }
            Expr::Binary(op, left, right) => self.join(*op, left, right),
        }
    }

    fn join(&mut self, op: Op, left: &Expr, right: &Expr) -> Typed {
        let (left_powers, left_scale) = self.term(left)?;
        let (right_powers, right_scale) = self.term(right)?;
        let typed = match op {
            Op::Add | Op::Subtract => {
                if left_powers != right_powers {
                    let diagnostic = self.diagnostic("formula-units").arg("left", left).arg("left-measure", left_powers);
                    return Err(diagnostic.arg("right", right).arg("right-measure", right_powers));
                }
                self.scale(right_scale.times(left_scale, -1));
                (left_powers, left_scale)
            }
            Op::Multiply => (left_powers.times(&right_powers, 1), left_scale.times(right_scale, 1)),
            Op::Divide => (left_powers.times(&right_powers, -1), left_scale.times(right_scale, -1)),
        };
        self.steps.push(Step::Join(op));
        Ok(typed)
    }
}

impl Program {
    /// Runs the formula over rows of years. A missing input, a division by zero or an overflow gives a missing value.
    pub(super) fn run(&self, inputs: &[&[f64]], out: &mut [f64], stack: &mut Vec<f64>) {
        let years = out.len();
        stack.clear();
        for step in &self.steps {
            let top = stack.len().saturating_sub(years);
            match step {
                Step::Input(input) => stack.extend_from_slice(inputs[*input]),
                Step::Number(number) => stack.extend(std::iter::repeat_n(*number, years)),
                Step::Negate => stack[top..].iter_mut().for_each(|value| *value = -*value),
                Step::Scale(scale) => stack[top..].iter_mut().for_each(|value| *value = scale.apply(*value)),
                Step::Join(op) => {
                    let (lower, right) = stack.split_at_mut(top);
                    let left = &mut lower[top.saturating_sub(years)..];
                    for (left, right) in left.iter_mut().zip(right) {
                        let value = match op {
                            Op::Add => *left + *right,
                            Op::Subtract => *left - *right,
                            Op::Multiply => *left * *right,
                            Op::Divide => *left / *right,
                        };
                        *left = if value.is_finite() { value } else { f64::NAN };
                    }
                    stack.truncate(top);
                }
            }
        }
        for (out, value) in out.iter_mut().zip(stack.iter()) {
            *out = if value.is_finite() { *value } else { f64::NAN };
        }
    }
}
