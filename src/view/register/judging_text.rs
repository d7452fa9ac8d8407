//! Settings of judging in one cell: indicators with weights, methods of metrics, weights, bands. Each has one clear text form that
//! reads back exactly; what cannot be read is refused in words.

use std::collections::BTreeMap;

use super::codec::{entries, word_of};
use super::context::{Context, refusal};
use super::field::Codec;
use super::reference::{DimensionRef, MetricRef, NodeRefs};
use crate::base::{Diagnostic, MetricId, NodeId};
use crate::domain::judging::{Aim, Bands, Indicator, Method, Scored};
use crate::view::grid::Align;
use crate::view::number;

/// What separates the entries of a list in one cell; lines do, too.
const SEPARATORS: [char; 3] = [';', '；', '；'];

/// What separates the least from the highest completion.
const TO: [char; 4] = ['–', '~', '～', '至'];

/// Shares above this, without a percent sign, are taken for a forgotten percent sign.
const LARGEST_PLAIN: f64 = 10.0;

/// Joins entries; one a line where an entry itself has what separates.
fn joined(parts: &[String], context: &Context) -> String {
    if parts.iter().any(|part| part.contains(SEPARATORS)) {
        return format!("{}\n", parts.join("\n"));
    }
    parts.join(context.words.text("entry-separator"))
}

/// A share as percent where that reads back exactly, else as plain number.
pub(super) fn share_text(share: f64) -> String {
    let text = format!("{}%", number::exact((share * 1e12).round() / 1e10));
    if share_of(&text) == Some(share) { text } else { number::exact(share) }
}

/// A number of hundredths, shifted as decimal text: 33.3 is 0.333 and not a neighbour of it.
pub(super) fn hundredths(text: &str) -> Option<f64> {
    number::parse(text)?;
    number::parse(&format!("{}e-2", text.trim()))
}

/// The share of `5%` or `0.05`; a large number without a percent sign is none.
pub(super) fn share_of(text: &str) -> Option<f64> {
    match text.trim().strip_suffix(['%', '％']) {
        Some(percent) => hundredths(percent),
        None => number::parse(text).filter(|share| share.abs() <= LARGEST_PLAIN),
    }
}

/// A share that is not negative, in percent; above 100 % is possible.
pub(super) fn share(text: &str) -> Result<f64, Diagnostic> {
    share_of(text).filter(|share| *share >= 0.0).ok_or_else(|| refusal("cell-percent", text))
}

/// The text of a share in percent.
pub(super) fn share_exact(share: f64) -> String {
    share_text(share)
}

/// The number in a text without the words around it: `连续 2 期` is 2.
pub(super) fn bare_number(text: &str) -> &str {
    text.trim_matches(|c: char| !(c.is_ascii_digit() || matches!(c, '%' | '％' | '-' | '−' | '.' | '０'..='９')))
}

/// A number with any sign.
pub(super) struct AnyNumber;

impl Codec for AnyNumber {
    type Value = f64;
    fn show(&self, value: &f64, _: &Context) -> String {
        number::exact(*value)
    }
    fn read(&self, text: &str, _: &Context) -> Result<f64, Diagnostic> {
        number::parse(text.trim().trim_end_matches('分')).ok_or_else(|| refusal("cell-number", text))
    }
    fn number(&self, value: &f64) -> Option<f64> {
        Some(*value)
    }
    fn align(&self) -> Align {
        Align::Right
    }
}

/// A metric's name where it reads back, else its id.
fn metric_text(id: &MetricId, context: &Context) -> String {
    let name = MetricRef.show(id, context);
    let plain = name.split_whitespace().collect::<Vec<_>>().join(" ") == name;
    if plain && MetricRef.read(&name, context).as_ref() == Ok(id) { name } else { id.as_str().to_owned() }
}

/// Splits an entry into a metric, of which the name may have blanks, and what follows it.
fn named<T>(
    entry: &str,
    code: &'static str,
    context: &Context,
    tail: impl Fn(&[&str]) -> Result<T, Diagnostic>,
) -> Result<(MetricId, T), Diagnostic> {
    let words: Vec<&str> = entry.split_whitespace().collect();
    let mut first = None;
    for place in (1..words.len()).rev() {
        let found = MetricRef.read(&words[..place].join(" "), context).and_then(|metric| Ok((metric, tail(&words[place..])?)));
        match found {
            Ok(found) => return Ok(found),
            // Of all ways to read it, the one whose rest is understood tells best what is wrong.
            Err(diagnostic) if tail(&words[place..]).is_ok() || MetricRef.read(&words[..place].join(" "), context).is_ok() => {
                first.get_or_insert(diagnostic);
            }
            Err(_) => {}
        }
    }
    Err(first.unwrap_or_else(|| refusal(code, entry)))
}

/// Metrics, separated like a list of nodes.
pub(super) struct MetricRefs;

impl Codec for MetricRefs {
    type Value = Vec<MetricId>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        value.iter().map(|id| metric_text(id, context)).collect::<Vec<_>>().join(context.words.text("list-separator"))
    }
    fn read(&self, text: &str, context: &Context) -> Result<Self::Value, Diagnostic> {
        let mut metrics = Vec::new();
        for entry in entries(text, ['、', ';', '；']) {
            let metric = MetricRef.read(&entry, context)?;
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        Ok(metrics)
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        MetricRef.choices(context)
    }
}

/// Who is scored: all clusters, the members of a dimension, or nodes by name.
pub(super) struct ScoredText;

impl ScoredText {
    fn clusters(context: &Context) -> String {
        context.words.text("scored-clusters").to_owned()
    }
}

impl Codec for ScoredText {
    type Value = Scored;
    fn show(&self, value: &Scored, context: &Context) -> String {
        match value {
            Scored::Clusters => Self::clusters(context),
            Scored::Members(dimension) => DimensionRef.show(dimension, context),
            Scored::Nodes(nodes) => NodeRefs.exact(nodes, context),
        }
    }
    fn exact(&self, value: &Scored, context: &Context) -> String {
        let text = self.show(value, context);
        match value {
            Scored::Members(dimension) if self.read(&text, context).as_ref() != Ok(value) => dimension.as_str().to_owned(),
            Scored::Nodes(nodes) if self.read(&text, context).as_ref() != Ok(value) => {
                nodes.iter().map(NodeId::as_str).collect::<Vec<_>>().join(context.words.text("list-separator"))
            }
            _ => text,
        }
    }
    fn read(&self, text: &str, context: &Context) -> Result<Scored, Diagnostic> {
        if word_of(text, "scored", std::iter::once("clusters"), context).is_ok() {
            return Ok(Scored::Clusters);
        }
        if let Ok(dimension) = DimensionRef.read(text, context) {
            return Ok(Scored::Members(dimension));
        }
        match NodeRefs.read(text, context)? {
            nodes if nodes.is_empty() => {
                let accepted = self.choices(context).join(context.words.text("list-separator"));
                Err(refusal("cell-word", text).arg("accepted", accepted))
            }
            nodes => Ok(Scored::Nodes(nodes)),
        }
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        std::iter::once(Self::clusters(context)).chain(DimensionRef.choices(context)).collect()
    }
}

/// The indicators of a scheme as text: metric, weight, what completion is measured against where that is not the plan of the year,
/// and the completions that count at least and at most.
pub(super) fn indicators_text(indicators: &[Indicator], context: &Context) -> String {
    let one = |of: &Indicator| {
        let mut text = format!("{} {}", metric_text(&of.metric, context), number::exact(of.weight));
        if of.aim != Aim::default() {
            text.push(' ');
            text.push_str(context.words.text(&format!("aim-{}", of.aim.word())));
        }
        match (of.floor, of.cap) {
            (Some(floor), Some(cap)) => {
                let (mut ends, plain) = ([share_text(floor), share_text(cap)], [floor, cap].map(number::exact));
                // A percent sign at one end only would stand for both.
                if ends.iter().any(|end| !end.ends_with('%')) {
                    ends = plain;
                }
                text.push_str(&format!(" {}–{}", ends[0], ends[1]));
            }
            (Some(floor), None) => text.push_str(&format!(" ≥{}", share_text(floor))),
            (None, Some(cap)) => text.push_str(&format!(" ≤{}", share_text(cap))),
            (None, None) => {}
        }
        text
    };
    joined(&indicators.iter().map(one).collect::<Vec<_>>(), context)
}

/// The indicators of a text. What the plan file knows of an indicator beyond that stays with its metric.
pub(super) fn indicators(text: &str, before: &[Indicator], context: &Context) -> Result<Vec<Indicator>, Diagnostic> {
    let mut rest = before.to_vec();
    let mut found = Vec::new();
    for entry in entries(text, SEPARATORS) {
        let (metric, mut indicator) = named(&entry, "cell-indicator", context, |tail| indicator(&entry, tail, context))?;
        if let Some(place) = rest.iter().position(|known| known.metric == metric) {
            indicator.extra = rest.remove(place).extra;
        }
        found.push(Indicator { metric, ..indicator });
    }
    Ok(found)
}

/// What follows the metric: `40`, `40 规划目标 0–120%`.
fn indicator(entry: &str, tail: &[&str], context: &Context) -> Result<Indicator, Diagnostic> {
    let refused = || refusal("cell-indicator", entry);
    let (weight, mut tail) = tail.split_first().ok_or_else(refused)?;
    let weight = number::parse(weight.trim_end_matches('分')).filter(|weight| *weight >= 0.0).ok_or_else(refused)?;
    let (mut floor, mut cap) = (None, None);
    if let Some((last, before)) = tail.split_last()
        && last.contains(|c: char| c.is_ascii_digit())
    {
        (floor, cap) = counted(last).ok_or_else(refused)?;
        tail = before;
    }
    let aim = if tail.is_empty() {
        Aim::default()
    } else {
        let word = word_of(&tail.join(" "), "aim", Aim::ALL.into_iter().map(Aim::word), context)?;
        Aim::ALL.into_iter().find(|aim| aim.word() == word).ok_or_else(refused)?
    };
    Ok(Indicator { metric: MetricId::new(""), weight, aim, floor, cap, extra: crate::domain::Extra::new() })
}

/// The least and the highest completion of `0–120%`, `≥50%`, `≤120%`.
fn counted(text: &str) -> Option<(Option<f64>, Option<f64>)> {
    if let Some(floor) = text.strip_prefix(['≥', '＞', '>']) {
        return share_of(floor.trim_start_matches('=')).map(|floor| (Some(floor), None));
    }
    if let Some(cap) = text.strip_prefix(['≤', '＜', '<']) {
        return share_of(cap.trim_start_matches('=')).map(|cap| (None, Some(cap)));
    }
    let (floor, cap) = text.split_once(TO).or_else(|| text.split_once('-').filter(|(floor, _)| !floor.is_empty()))?;
    // The percent sign of the second stands for both.
    let both = cap.ends_with(['%', '％']) && !floor.ends_with(['%', '％']);
    let floor = if both { hundredths(floor)? } else { share_of(floor)? };
    let cap = share_of(cap)?;
    (floor <= cap).then_some((Some(floor), Some(cap)))
}

/// Amounts of nodes: `海宁市 2；桐乡市 1`.
pub(super) struct NodeAmounts;

impl Codec for NodeAmounts {
    type Value = BTreeMap<NodeId, f64>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        let parts = value.iter().map(|(id, amount)| format!("{} {}", context.node_choice(id), number::exact(*amount)));
        joined(&parts.collect::<Vec<_>>(), context)
    }
    fn read(&self, text: &str, context: &Context) -> Result<Self::Value, Diagnostic> {
        let mut found = BTreeMap::new();
        for entry in entries(text, SEPARATORS) {
            let split = entry.rsplit_once(char::is_whitespace);
            let (name, amount) = split
                .and_then(|(name, amount)| Some((name, number::parse(amount.trim_end_matches('分'))?)))
                .ok_or_else(|| refusal("cell-amount-of", &entry))?;
            found.insert(context.node(name.trim(), |id| context.plan.node_kind(id).is_some())?, amount);
        }
        Ok(found)
    }
}

/// Weights of metrics: `销售收入 2；利润总额 1`; none is negative.
pub(super) struct MetricWeights;

impl Codec for MetricWeights {
    type Value = BTreeMap<MetricId, f64>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        let parts = value.iter().map(|(id, weight)| format!("{} {}", metric_text(id, context), number::exact(*weight)));
        joined(&parts.collect::<Vec<_>>(), context)
    }
    fn read(&self, text: &str, context: &Context) -> Result<Self::Value, Diagnostic> {
        let mut found = BTreeMap::new();
        for entry in entries(text, SEPARATORS) {
            let weight = |tail: &[&str]| match tail {
                [weight] => number::parse(weight).filter(|weight| *weight >= 0.0).ok_or_else(|| refusal("cell-amount-of", &entry)),
                _ => Err(refusal("cell-amount-of", &entry)),
            };
            found.extend([named(&entry, "cell-amount-of", context, weight)?]);
        }
        Ok(found)
    }
}

/// The method that a text names.
pub(super) fn method(text: &str, context: &Context) -> Result<Method, Diagnostic> {
    let word = word_of(text, "method", Method::ALL.into_iter().map(Method::word), context)?;
    Method::ALL.into_iter().find(|method| method.word() == word).ok_or_else(|| refusal("cell-word", text))
}

/// Methods of metrics: `销售收入 序时进度；利润总额 轨迹偏差`.
pub(super) struct MetricMethods;

impl Codec for MetricMethods {
    type Value = BTreeMap<MetricId, Method>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        let name = |method: &Method| context.words.text(&format!("method-{}", method.word())).to_owned();
        let parts = value.iter().map(|(id, method)| format!("{} {}", metric_text(id, context), name(method)));
        joined(&parts.collect::<Vec<_>>(), context)
    }
    fn read(&self, text: &str, context: &Context) -> Result<Self::Value, Diagnostic> {
        let mut found = BTreeMap::new();
        for entry in entries(text, SEPARATORS) {
            found.extend([named(&entry, "cell-method-of", context, |tail| method(&tail.join(" "), context))?]);
        }
        Ok(found)
    }
}

/// What the two ends of bands are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BandKind {
    /// Shares: the higher, the better.
    From,
    /// Shares: the lower, the better.
    UpTo,
    /// Percentage points: the higher, the better.
    Points,
}

impl BandKind {
    /// The kind of a method's bands.
    pub fn of(method: Method) -> Self {
        match method {
            Method::Gap | Method::Growth => Self::From,
            Method::Trend | Method::Progress => Self::UpTo,
            Method::Pace => Self::Points,
        }
    }

    /// Two ends as text: `95% / 60%`, in points `-2 / -5`.
    pub fn text(self, bands: Bands) -> String {
        let one = |value: f64| match self {
            Self::Points => number::exact((value * 1e12).round() / 1e10),
            Self::From | Self::UpTo => share_text(value),
        };
        format!("{} / {}", one(bands.on_track), one(bands.slipping))
    }

    /// The ends of a text; the end of "on track" must be the better one.
    pub fn read(self, text: &str) -> Result<Bands, Diagnostic> {
        let text = &*text.replace('−', "-");
        let one = |text: &str| match self {
            Self::Points => hundredths(text.trim().trim_end_matches(['%', '％'])),
            Self::From | Self::UpTo => share_of(text),
        };
        let ends = text.split_once(['/', '／']).and_then(|(on_track, slipping)| Some((one(on_track)?, one(slipping)?)));
        let code = if self == Self::Points { "cell-bands-points" } else { "cell-bands" };
        let (on_track, slipping) = ends.ok_or_else(|| refusal(code, text))?;
        let ordered = if self == Self::UpTo { on_track <= slipping } else { on_track >= slipping };
        if ordered { Ok(Bands { on_track, slipping }) } else { Err(refusal("cell-bands-order", text)) }
    }
}
