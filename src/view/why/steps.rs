//! The parts of a value and the arithmetic of each, in words.

use super::{Place, WhyPart};
use crate::base::Period;
use crate::domain::{BasisLine, Lever};
use crate::engine::scenario::{Explained, How, Part};
use crate::view::scenario_page::card;
use crate::view::{number, wording};

impl Place<'_> {
    /// One part with its name, amount and steps.
    pub(super) fn part(&self, part: &Part, amount: f64, steps: &[Explained]) -> WhyPart {
        let (words, plan) = (self.asked.words, &*self.asked.document.plan);
        let assumption = part.by().and_then(|by| self.assumption(by));
        let name = match assumption {
            None if part.by().is_none() => self.basis_name(),
            None => part.by().map(|by| by.assumption.to_string()).unwrap_or_default(),
            Some(assumption) => match part.by().filter(|by| Some(&by.scenario) != self.asked.scenario.scenario()) {
                // An assumption of a scenario above says whose it is.
                Some(by) => {
                    words.with("why-inherited", &[("name", &self.title(assumption)), ("scenario", &self.scenario_name(&by.scenario))])
                }
                None => self.title(assumption),
            },
        };
        let amount = if part.by().is_none() { self.amount(amount) } else { self.signed(amount) };
        let says = assumption.map(|assumption| {
            let texts = [card::value(words, plan, assumption), card::line(words, plan, assumption)];
            texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        WhyPart {
            part: part.clone(),
            name,
            amount,
            says: says.unwrap_or_default(),
            steps: steps.iter().filter(|step| step.part == *part).map(|step| self.step(step)).collect(),
            source: assumption.map(|assumption| assumption.source.clone()).unwrap_or_default(),
            note: assumption.map(|assumption| assumption.note.clone()).unwrap_or_default(),
        }
    }

    /// What the value starts from: the plan path, or the basis that an assumption sets for it.
    fn basis_name(&self) -> String {
        let words = self.asked.words;
        self.basis_line().map_or_else(|| words.text("basis-line-plan-path").to_owned(), |line| card::basis_name(words, line).to_owned())
    }

    /// The last basis that an assumption sets for the node.
    pub(super) fn basis_line(&self) -> Option<&BasisLine> {
        let scenario = self.asked.scenario;
        let set = scenario.assumptions().filter(|(_, assumption)| assumption.metric.as_ref().is_none_or(|metric| metric == self.metric));
        let set = set.filter_map(|(by, assumption)| match &assumption.lever {
            Lever::Basis(line) => Some((by, line)),
            _ => None,
        });
        set.collect::<Vec<_>>().into_iter().rev().find(|(by, _)| scenario.affected(by).nodes.contains(self.node)).map(|(_, line)| line)
    }

    /// For a value that follows an actual at one rate a year: the actual's year and value, and the rate.
    fn extrapolated(&self) -> Option<(i32, f64, f64)> {
        let Some(BasisLine::Growth { .. }) = self.basis_line() else { return None };
        let (year, amount) = self.latest_actual().filter(|(year, amount)| *year < self.year && *amount > 0.0)?;
        let explained = self.asked.scenario.explain(self.node, self.metric, self.year);
        let start = explained.iter().find(|step| step.how == How::Start).and_then(|step| step.after).filter(|value| *value > 0.0)?;
        Some((year, amount, (start / amount).powf(1.0 / f64::from(self.year - year)) - 1.0))
    }

    fn signed(&self, amount: f64) -> String {
        let text = self.amount(amount);
        let nothing = !number::fixed(amount, self.decimals).bytes().any(|b| (b'1'..=b'9').contains(&b));
        if text.starts_with('−') || nothing { text } else { format!("+{text}") }
    }

    /// One step of the arithmetic as a line.
    fn step(&self, step: &Explained) -> String {
        let (words, plan) = (self.asked.words, &*self.asked.document.plan);
        let shown = |value: Option<f64>| value.map_or_else(|| number::MISSING.to_owned(), |value| self.amount(value));
        let rate = |rate: Option<f64>| rate.map_or_else(|| number::MISSING.to_owned(), |rate| number::percent(rate, 1));
        let (from, to) = (shown(step.before), shown(step.after));
        let (from, to) = (("from", from.as_str()), ("to", to.as_str()));
        match &step.how {
            How::Start => match self.extrapolated() {
                Some((year, amount, rate)) => {
                    let (years, year) = ((self.year - year).to_string(), wording::period(words, Period::year(year)));
                    let args = [("amount", self.amount(amount)), ("rate", number::percent(rate, 1)), ("years", years), ("year", year)];
                    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).chain([to]).collect();
                    words.with("why-step-extrapolated", &args)
                }
                None => words.with("why-step-start", &[("basis", &self.basis_name()), to]),
            },
            How::Growth { before, after } => {
                words.with("why-step-growth", &[("before", &rate(*before)), ("after", &rate(*after)), from, to])
            }
            How::Factor(factor) => words.with("why-step-factor", &[("factor", &number::value(*factor)), from, to]),
            How::Given => words.with("why-step-given", &[from, to]),
            How::Output { full, share } => {
                words.with("why-step-output", &[("full", &self.amount(*full)), ("share", &number::percent(*share, 0)), from, to])
            }
            How::Ratio { ratio, of, denominator } => {
                let metric = step.part.by().and_then(|by| self.assumption(by)).and_then(|assumption| assumption.metric.as_ref());
                let ratio = metric.map_or_else(|| number::value(*ratio), |metric| self.value_of(metric, *ratio));
                match of {
                    None => words.with("why-step-ratio", &[("ratio", &ratio), from]),
                    Some(of) => {
                        let amount = denominator.map_or_else(|| number::MISSING.to_owned(), |value| self.value_of(of, value));
                        let of = wording::metric(words, plan, of);
                        words.with("why-step-ratio-of", &[("ratio", &ratio), ("metric", of), ("amount", &amount), from, to])
                    }
                }
            }
            How::Spread { total, held } => {
                words.with("why-step-spread", &[("total", &self.amount(*total)), ("held", &self.amount(*held)), from, to])
            }
            How::Beneath if self.beneath_nodes().is_empty() => words.with("why-step-moved", &[from, to]),
            How::Beneath => words.with("why-step-beneath", &[from, to]),
            How::Formula => words.with("why-step-formula", &[from, to]),
        }
    }
}
