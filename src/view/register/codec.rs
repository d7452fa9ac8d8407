//! Plain values in cells: texts, names, lists, numbers, bounds, times, quantities and words of a fixed set.

use super::context::{Context, refusal};
use super::field::Codec;
use crate::base::{Bound, Diagnostic, Label, Period, Quantity, Span, UnitId};
use crate::domain::{KeyField, PriceBasis};
use crate::view::grid::Align;
use crate::view::names::Found;
use crate::view::words::Language;
use crate::view::{number, wording};

/// A free text.
pub(in crate::view) struct Text;

impl Codec for Text {
    type Value = String;
    fn show(&self, value: &String, _: &Context) -> String {
        value.clone()
    }
    fn read(&self, text: &str, _: &Context) -> Result<String, Diagnostic> {
        Ok(text.trim().to_owned())
    }
}

/// A name in the plan's own language; never empty.
pub(in crate::view) struct Name;

impl Name {
    /// A name from a typed text.
    pub fn read(text: &str) -> Result<String, Diagnostic> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() { Err(refusal("cell-needs-name", "")) } else { Ok(text) }
    }
}

/// The tag of the language that a plan's second names are in: English for a Chinese plan, Chinese for an English one.
pub(in crate::view) fn other_language(plan_language: &str) -> &'static str {
    let english = plan_language.to_ascii_lowercase().starts_with("en");
    if english { Language::Chinese.tag() } else { Language::English.tag() }
}

/// Sets the translation of a label; an empty text removes it.
pub(in crate::view) fn translate(label: &mut Label, text: &str, context: &Context) {
    let tag = other_language(&context.plan.info.language);
    let text = text.trim();
    if text.is_empty() {
        label.translations.remove(tag);
    } else {
        label.translations.insert(tag.to_owned(), text.to_owned());
    }
}

/// The translation of a label; empty without one.
pub(in crate::view) fn translation<'a>(label: &'a Label, context: &Context) -> &'a str {
    label.translations.get(other_language(&context.plan.info.language)).map_or("", String::as_str)
}

/// A value or nothing: the empty text.
pub(in crate::view) struct Maybe<C>(pub C);

impl<C: Codec> Codec for Maybe<C> {
    type Value = Option<C::Value>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        value.as_ref().map_or_else(String::new, |value| self.0.show(value, context))
    }
    fn exact(&self, value: &Self::Value, context: &Context) -> String {
        value.as_ref().map_or_else(String::new, |value| self.0.exact(value, context))
    }
    fn read(&self, text: &str, context: &Context) -> Result<Self::Value, Diagnostic> {
        if text.trim().is_empty() || text.trim() == number::MISSING { Ok(None) } else { self.0.read(text, context).map(Some) }
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        self.0.choices(context)
    }
    fn number(&self, value: &Self::Value) -> Option<f64> {
        value.as_ref().and_then(|value| self.0.number(value))
    }
    fn align(&self) -> Align {
        self.0.align()
    }
}

/// A list of texts, separated by `、`, `;` or line breaks.
pub(in crate::view) struct List;

impl Codec for List {
    type Value = Vec<String>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        value.join(context.words.text("list-separator"))
    }
    fn exact(&self, value: &Self::Value, context: &Context) -> String {
        if value.iter().any(|entry| entry.contains(SEPARATORS)) { format!("{}\n", value.join("\n")) } else { self.show(value, context) }
    }
    fn read(&self, text: &str, _: &Context) -> Result<Self::Value, Diagnostic> {
        Ok(entries(text, SEPARATORS))
    }
}

/// What separates the entries of a list.
const SEPARATORS: [char; 3] = ['、', ';', '；'];

/// The entries of a list: one a line where there are lines, else by the separators.
pub(in crate::view) fn entries(text: &str, separators: [char; 3]) -> Vec<String> {
    let parts: Vec<&str> = if text.contains('\n') { text.lines().collect() } else { text.split(separators).collect() };
    parts.into_iter().map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

/// Key fields: `名称：说明`, separated by `；` or line breaks.
pub(in crate::view) struct KeyFields;

impl Codec for KeyFields {
    type Value = Vec<KeyField>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        value.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(context.words.text("list-separator"))
    }
    fn exact(&self, value: &Self::Value, _: &Context) -> String {
        let line = |field: &KeyField| if field.text.is_empty() { field.name.clone() } else { format!("{}：{}", field.name, field.text) };
        value.iter().map(line).collect::<Vec<_>>().join("\n")
    }
    fn read(&self, text: &str, _: &Context) -> Result<Self::Value, Diagnostic> {
        let with_text = text.contains(['：', ':']);
        let separators = if with_text { [';', '；', '；'] } else { SEPARATORS };
        let field = |entry: String| match entry.split_once(['：', ':']) {
            Some((name, text)) => KeyField { name: name.trim().to_owned(), text: text.trim().to_owned() },
            None => KeyField { name: entry, text: String::new() },
        };
        Ok(entries(text, separators).into_iter().map(field).collect())
    }
}

/// A whole number between two ends.
pub(in crate::view) struct Whole {
    /// The least.
    pub min: i32,
    /// The greatest.
    pub max: i32,
}

impl Whole {
    fn read(&self, text: &str) -> Result<i32, Diagnostic> {
        let bare = text.trim().trim_end_matches(['年', '月']);
        self.read_bare(bare).ok_or_else(|| refusal("cell-whole-number", text).arg("min", self.min).arg("max", self.max))
    }

    /// The number of a text without words.
    pub fn read_bare(&self, text: &str) -> Option<i32> {
        let number = number::parse(text).filter(|n| n.fract() == 0.0 && *n >= f64::from(self.min) && *n <= f64::from(self.max));
        number.map(|n| n as i32)
    }
}

impl Codec for Whole {
    type Value = i32;
    fn show(&self, value: &i32, _: &Context) -> String {
        value.to_string()
    }
    fn read(&self, text: &str, _: &Context) -> Result<i32, Diagnostic> {
        Self::read(self, text)
    }
    fn align(&self) -> Align {
        Align::Right
    }
}

/// A small whole number.
pub(in crate::view) struct Small {
    /// The least.
    pub min: u8,
    /// The greatest.
    pub max: u8,
}

impl Codec for Small {
    type Value = u8;
    fn show(&self, value: &u8, _: &Context) -> String {
        value.to_string()
    }
    fn read(&self, text: &str, _: &Context) -> Result<u8, Diagnostic> {
        let whole = Whole { min: i32::from(self.min), max: i32::from(self.max) }.read(text)?;
        Ok(u8::try_from(whole).unwrap_or(self.min))
    }
    fn align(&self) -> Align {
        Align::Right
    }
}

/// A positive number.
pub(in crate::view) struct Positive;

impl Codec for Positive {
    type Value = f64;
    fn show(&self, value: &f64, _: &Context) -> String {
        number::exact(*value)
    }
    fn read(&self, text: &str, _: &Context) -> Result<f64, Diagnostic> {
        number::parse(text).filter(|n| *n > 0.0).ok_or_else(|| refusal("cell-positive-number", text))
    }
    fn align(&self) -> Align {
        Align::Right
    }
}

/// A share from 0 to 1, written in percent: `5%`.
pub(in crate::view) struct Percent;

impl Percent {
    /// A share from `5%` or `0.05`.
    pub fn read(text: &str) -> Result<f64, Diagnostic> {
        let trimmed = text.trim();
        let share = match trimmed.strip_suffix(['%', '％']) {
            // Divided as decimal text, so that 5% is 0.05 and not a neighbour of it.
            Some(number) => number::parse(number).map(|n| n / 100.0),
            None => number::parse(trimmed),
        };
        share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| refusal("cell-share", text))
    }

    /// The exact percent text of a share, or the share itself where percent would not read back.
    pub fn write(share: f64) -> String {
        let text = format!("{}%", number::exact((share * 1e12).round() / 1e10));
        if Self::read(&text) == Ok(share) { text } else { number::exact(share) }
    }
}

impl Codec for Percent {
    type Value = f64;
    fn show(&self, value: &f64, _: &Context) -> String {
        Self::write(*value)
    }
    fn read(&self, text: &str, _: &Context) -> Result<f64, Diagnostic> {
        Self::read(text)
    }
    fn align(&self) -> Align {
        Align::Right
    }
}

/// Shares of full output year by year: `30%、60%、100%`.
pub(in crate::view) struct Ramp;

impl Codec for Ramp {
    type Value = Vec<f64>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        value.iter().map(|share| Percent::write(*share)).collect::<Vec<_>>().join(context.words.text("list-separator"))
    }
    fn read(&self, text: &str, _: &Context) -> Result<Self::Value, Diagnostic> {
        entries(text, SEPARATORS).iter().map(|entry| Percent::read(entry)).collect()
    }
}

/// A bound of which the unit stands elsewhere.
pub(in crate::view) struct BoundText;

impl Codec for BoundText {
    type Value = Bound;
    fn show(&self, value: &Bound, context: &Context) -> String {
        wording::bound(&context.words, value, None)
    }
    fn exact(&self, value: &Bound, context: &Context) -> String {
        wording::bound_exact(&context.words, value)
    }
    fn read(&self, text: &str, _: &Context) -> Result<Bound, Diagnostic> {
        if text.trim().is_empty() {
            return Ok(Bound::Unstated);
        }
        wording::parse_bound(text).ok_or_else(|| refusal("cell-bound", text))
    }
    fn number(&self, value: &Bound) -> Option<f64> {
        value.value()
    }
    fn align(&self) -> Align {
        Align::Right
    }
}

/// A period.
pub(in crate::view) struct PeriodText;

impl Codec for PeriodText {
    type Value = Period;
    fn show(&self, value: &Period, context: &Context) -> String {
        wording::period(&context.words, *value)
    }
    fn exact(&self, value: &Period, _: &Context) -> String {
        value.to_string()
    }
    fn read(&self, text: &str, context: &Context) -> Result<Period, Diagnostic> {
        let period = wording::parse_period_in(text, &context.plan.info).ok_or_else(|| refusal("cell-period", text))?;
        in_plan_years(period, text, context)
    }
}

/// A period, a span of years, or no time.
pub(in crate::view) struct SpanText;

impl Codec for SpanText {
    type Value = Span;
    fn show(&self, value: &Span, context: &Context) -> String {
        if *value == Span::Unstated { String::new() } else { wording::span(&context.words, *value) }
    }
    fn exact(&self, value: &Span, _: &Context) -> String {
        value.to_string()
    }
    fn read(&self, text: &str, context: &Context) -> Result<Span, Diagnostic> {
        match wording::parse_span(text).ok_or_else(|| refusal("cell-span", text))? {
            Span::At(_) => PeriodText.read(text, context).map(Span::At),
            other => Ok(other),
        }
    }
}

/// A typed period counted in the plan's years; refused where it is a running total that starts elsewhere.
fn in_plan_years(period: Period, text: &str, context: &Context) -> Result<Period, Diagnostic> {
    let info = &context.plan.info;
    if info.counts(period) {
        return Ok(period.in_years_from(info.first_month()));
    }
    Err(refusal("cell-running-total", text).arg("month", info.first_month()).arg("example", info.to_date(period)))
}

/// A quantity: `30 亿元`.
pub(in crate::view) struct QuantityText;

impl Codec for QuantityText {
    type Value = Quantity;
    fn show(&self, value: &Quantity, context: &Context) -> String {
        context.quantity(value.amount, &value.unit)
    }
    fn exact(&self, value: &Quantity, context: &Context) -> String {
        let named = wording::with_unit(&number::exact(value.amount), &context.unit_name(&value.unit));
        if self.read(&named, context).as_ref() == Ok(value) { named } else { format!("{} {}", number::exact(value.amount), value.unit) }
    }
    fn read(&self, text: &str, context: &Context) -> Result<Quantity, Diagnostic> {
        let mut readings = Vec::new();
        for (place, _) in text.char_indices().skip(1) {
            let (amount, unit) = text.split_at(place);
            let unit = unit.trim().trim_start_matches('×').trim();
            let starts_like_number = text[place..].starts_with(|c: char| c.is_ascii_digit() || c == '.') && !amount.ends_with(' ');
            if let (Some(amount), false, Some(unit)) = (number::parse(amount), starts_like_number, unit_of(unit, context)) {
                readings.push(Quantity { amount, unit });
            }
        }
        readings.dedup();
        match readings.len() {
            1 => Ok(readings.remove(0)),
            _ => Err(refusal("cell-quantity", text)),
        }
    }
    fn number(&self, _: &Quantity) -> Option<f64> {
        None
    }
    fn align(&self) -> Align {
        Align::Right
    }
}

/// The unit a text names; of several that are the same size of the same measure the first.
pub(in crate::view) fn unit_of(text: &str, context: &Context) -> Option<UnitId> {
    if text.is_empty() {
        return None;
    }
    match context.names.units().find(text, |_| true) {
        Found::One(unit) => Some(unit),
        Found::Several(units) => {
            let first = units.first()?;
            let same = units.iter().all(|unit| context.units().factor(unit, first) == Ok((1.0, 1.0)));
            same.then(|| first.clone())
        }
        Found::Nothing => None,
    }
}

/// A price basis: `当年价`, `2010 年价`, `2010`.
pub(in crate::view) struct PriceText;

impl Codec for PriceText {
    type Value = PriceBasis;
    fn show(&self, value: &PriceBasis, context: &Context) -> String {
        wording::price(&context.words, *value)
    }
    fn read(&self, text: &str, context: &Context) -> Result<PriceBasis, Diagnostic> {
        if ["current", "current prices", "当年价", "现价", "当年价格"].contains(&text.trim().to_lowercase().as_str()) {
            return Ok(PriceBasis::Current);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let year = digits.parse().ok().filter(|year| digits.len() == 4 && *year > 0);
        let accepted = self.choices(context).join(context.words.text("list-separator"));
        year.map(|year| PriceBasis::Constant { year }).ok_or_else(|| refusal("cell-word", text).arg("accepted", accepted))
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        let base = PriceBasis::Constant { year: context.plan.info.base_year };
        vec![wording::price(&context.words, PriceBasis::Current), wording::price(&context.words, base)]
    }
}

/// One of a fixed set of values, shown in the words of the language; words of either language and of files are accepted.
pub(in crate::view) struct WordOf<T: 'static> {
    /// Prefix of the keys in the language files; the word of files follows.
    pub prefix: &'static str,
    /// The values with their words in files.
    pub all: &'static [(&'static str, T)],
}

impl<T: PartialEq + Clone + Send + Sync> WordOf<T> {
    /// The word of files for a value.
    fn word(&self, value: &T) -> &'static str {
        self.all.iter().find(|(_, known)| known == value).map_or("", |(word, _)| *word)
    }
}

/// The word of a fixed set that a text stands for, by its word in files or in either language.
pub(in crate::view) fn word_of<'a>(
    text: &str,
    prefix: &str,
    all: impl Iterator<Item = &'a str> + Clone,
    context: &Context,
) -> Result<&'a str, Diagnostic> {
    let wanted = text.trim();
    let key = |word: &str| format!("{prefix}-{word}");
    let same = |known: &str| known.eq_ignore_ascii_case(wanted);
    if let Some(word) = all.clone().find(|word| same(word) || same(context.words.text(&key(word)))) {
        return Ok(word);
    }
    let in_any = |word: &&str| Language::ALL.iter().any(|language| wording::plain(*language, &key(word)).is_some_and(same));
    all.clone().find(in_any).ok_or_else(|| {
        let accepted: Vec<String> = all.map(|word| context.words.text(&key(word)).to_owned()).collect();
        refusal("cell-word", text).arg("accepted", accepted.join(context.words.text("list-separator")))
    })
}

impl<T: PartialEq + Clone + Send + Sync> Codec for WordOf<T> {
    type Value = T;
    fn show(&self, value: &T, context: &Context) -> String {
        context.words.text(&format!("{}-{}", self.prefix, self.word(value))).to_owned()
    }
    fn read(&self, text: &str, context: &Context) -> Result<T, Diagnostic> {
        let word = word_of(text, self.prefix, self.all.iter().map(|(word, _)| *word), context)?;
        let found = self.all.iter().find(|(known, _)| *known == word).map(|(_, value)| value.clone());
        found.ok_or_else(|| refusal("cell-word", text))
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        self.all.iter().map(|(_, value)| self.show(value, context)).collect()
    }
}
