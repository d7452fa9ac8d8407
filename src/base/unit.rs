//! Units and quantities: exact conversion between units of one physical or monetary dimension.
//!
//! Values are kept as they were read, with their unit; conversion multiplies and divides by whole numbers so
//! that 837 万元 becomes exactly 0.0837 亿元. Values of different dimensions never meet here.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::id::UnitId;
use super::label::Label;

/// What a unit measures; two units convert into each other only within one dimension.
///
/// The built-in names are `money`, `area`, `energy`, `mass`, `power`, `count`, `share`, `points`, `multiple`; a plan
/// may name its own (a currency without an exchange rate is a dimension of its own).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Measure(pub Arc<str>);

impl Measure {
    /// A measure by its name.
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name))
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A unit: one of it is `numerator / denominator` of its measure's base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// The symbol, which is also the identity: 亿元, 亩, %.
    pub id: UnitId,
    /// Name in the languages of the program, the symbol itself where there is none.
    pub name: Label,
    /// What it measures.
    pub measure: Measure,
    /// Upper part of the factor to the base unit; whole and positive.
    pub numerator: f64,
    /// Lower part of the factor to the base unit; whole and positive.
    pub denominator: f64,
}

/// Units of different measures, or one that nobody defined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// Nobody defined the unit.
    #[error("the unit “{0}” is not defined; add it to the plan's units")]
    Unknown(UnitId),
    /// The two units measure different things.
    #[error("“{from}” cannot be converted to “{to}”: they measure different things")]
    Different {
        /// Unit to convert from.
        from: UnitId,
        /// Unit to convert to.
        to: UnitId,
    },
}

/// All units that are known: the built-in ones and those of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Units {
    list: Vec<Unit>,
}

/// Symbol, English name, measure, numerator, denominator.
const BUILT_IN: &[(&str, &str, &str, f64, f64)] = &[
    ("元", "yuan", "money", 1.0, 1.0),
    ("千元", "thousand yuan", "money", 1e3, 1.0),
    ("万元", "10 thousand yuan", "money", 1e4, 1.0),
    ("百万元", "million yuan", "money", 1e6, 1.0),
    ("千万元", "10 million yuan", "money", 1e7, 1.0),
    ("亿元", "100 million yuan", "money", 1e8, 1.0),
    ("十亿元", "billion yuan", "money", 1e9, 1.0),
    ("万亿元", "trillion yuan", "money", 1e12, 1.0),
    // 1 亩 = 2000/3 m²
    ("平方米", "m²", "area", 1.0, 1.0),
    ("亩", "mu", "area", 2000.0, 3.0),
    ("万亩", "10 thousand mu", "area", 2e7, 3.0),
    ("公顷", "ha", "area", 1e4, 1.0),
    ("平方公里", "km²", "area", 1e6, 1.0),
    ("m²", "m²", "area", 1.0, 1.0),
    ("ha", "ha", "area", 1e4, 1.0),
    ("km²", "km²", "area", 1e6, 1.0),
    ("吨标准煤", "tce", "energy", 1.0, 1.0),
    ("万吨标准煤", "10 thousand tce", "energy", 1e4, 1.0),
    ("tce", "tce", "energy", 1.0, 1.0),
    ("千瓦时", "kWh", "electricity", 1.0, 1.0),
    ("万千瓦时", "10 thousand kWh", "electricity", 1e4, 1.0),
    ("亿千瓦时", "100 million kWh", "electricity", 1e8, 1.0),
    ("千克", "kg", "mass", 1.0, 1.0),
    ("吨", "t", "mass", 1e3, 1.0),
    ("万吨", "10 thousand t", "mass", 1e7, 1.0),
    ("亿吨", "100 million t", "mass", 1e11, 1.0),
    ("千瓦", "kW", "power", 1.0, 1.0),
    ("兆瓦", "MW", "power", 1e3, 1.0),
    ("万千瓦", "10 MW", "power", 1e4, 1.0),
    ("吉瓦", "GW", "power", 1e6, 1.0),
    ("家", "firms", "count", 1.0, 1.0),
    ("个", "", "count", 1.0, 1.0),
    ("项", "items", "count", 1.0, 1.0),
    ("件", "items", "count", 1.0, 1.0),
    ("人", "persons", "count", 1.0, 1.0),
    ("万人", "10 thousand persons", "count", 1e4, 1.0),
    ("1", "", "count", 1.0, 1.0),
    ("%", "%", "share", 1.0, 100.0),
    ("‰", "‰", "share", 1.0, 1000.0),
    ("%/年", "% a year", "share", 1.0, 100.0),
    ("百分点", "points", "points", 1.0, 1.0),
    ("百分点/年", "points a year", "points", 1.0, 1.0),
    ("倍", "times", "multiple", 1.0, 1.0),
    ("倍(增幅)", "times more", "multiple", 1.0, 1.0),
];

impl Unit {
    /// True for the unit of multiples that counts what is added to the base (增长两倍 is three times as much), not what it becomes.
    pub fn counts_increase(id: &UnitId) -> bool {
        id.as_str() == "倍(增幅)"
    }
}

impl Default for Units {
    fn default() -> Self {
        let list = BUILT_IN
            .iter()
            .map(|&(symbol, english, measure, numerator, denominator)| Unit {
                id: UnitId::new(symbol),
                name: Label::new(symbol).with("en", english),
                measure: Measure::new(measure),
                numerator,
                denominator,
            })
            .collect();
        Self { list }
    }
}

impl Units {
    /// The built-in units and, behind them, those of a plan; a plan's unit of the same symbol wins.
    pub fn with<'a>(extra: impl IntoIterator<Item = &'a Unit>) -> Self {
        let mut units = Self::default();
        for unit in extra {
            match units.list.iter_mut().find(|known| known.id == unit.id) {
                Some(known) => *known = unit.clone(),
                None => units.list.push(unit.clone()),
            }
        }
        units
    }

    /// The unit with this symbol.
    pub fn get(&self, id: &UnitId) -> Result<&Unit, UnitError> {
        self.list.iter().find(|unit| unit.id == *id).ok_or_else(|| UnitError::Unknown(id.clone()))
    }

    /// True for a defined unit and for a quotient of defined ones (万元/亩).
    pub fn knows(&self, id: &UnitId) -> bool {
        self.get(id).is_ok() || (id.as_str().contains('/') && id.as_str().split('/').all(|part| self.get(&part.trim().into()).is_ok()))
    }

    /// All units, built-in first.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.list.iter()
    }

    /// The factor from one unit to another as (multiply by, divide by).
    pub fn factor(&self, from: &UnitId, to: &UnitId) -> Result<(f64, f64), UnitError> {
        if from == to {
            return Ok((1.0, 1.0));
        }
        let (source, target) = (self.get(from)?, self.get(to)?);
        if source.measure != target.measure {
            return Err(UnitError::Different { from: from.clone(), to: to.clone() });
        }
        Ok(reduced(source.numerator * target.denominator, source.denominator * target.numerator))
    }

    /// `value` of the unit `from` in the unit `to`, rounded once.
    pub fn convert(&self, value: f64, from: &UnitId, to: &UnitId) -> Result<f64, UnitError> {
        let (multiply, divide) = self.factor(from, to)?;
        Ok(value * multiply / divide)
    }
}

/// The fraction without the common whole factor, so that a conversion by a power of ten rounds once only.
fn reduced(upper: f64, lower: f64) -> (f64, f64) {
    let (mut a, mut b) = (upper, lower);
    while b > 0.0 && a.is_finite() && b.is_finite() {
        (a, b) = (b, a % b);
    }
    if a > 0.0 && upper.fract() == 0.0 && lower.fract() == 0.0 { (upper / a, lower / a) } else { (upper, lower) }
}

/// A number with its unit, as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number.
    pub amount: f64,
    /// The unit.
    pub unit: UnitId,
}

impl Quantity {
    /// A quantity.
    pub fn new(amount: f64, unit: impl Into<UnitId>) -> Self {
        Self { amount, unit: unit.into() }
    }

    /// The amount in another unit of the same measure.
    pub fn amount_in(&self, unit: &UnitId, units: &Units) -> Result<f64, UnitError> {
        units.convert(self.amount, &self.unit, unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_are_exact() {
        let units = Units::default();
        let cases = [
            (837.0, "万元", "亿元", 0.0837),
            (0.0837, "亿元", "万元", 837.0),
            (266.81, "十亿元", "亿元", 2668.1),
            (1500.0, "亩", "公顷", 100.0),
            (4.0, "平方公里", "亩", 6000.0),
            (365.0, "万千瓦", "千瓦", 3_650_000.0),
            (9988.0, "万元", "亿元", 0.9988),
            (12.0, "%", "%/年", 12.0),
        ];
        for (amount, from, to, expected) in cases {
            assert_eq!(units.convert(amount, &from.into(), &to.into()), Ok(expected), "{amount} {from} in {to}");
        }
    }

    #[test]
    fn quotients_of_known_units_are_known() {
        let units = Units::default();
        for (unit, known) in
            [("亿元", true), ("%/年", true), ("万元/亩", true), ("吨标准煤 / 万元", true), ("斗/亩", false), ("/", false), ("", false)]
        {
            assert_eq!(units.knows(&unit.into()), known, "{unit}");
        }
    }

    #[test]
    fn different_measures_never_meet() {
        let units = Units::default();
        assert!(matches!(units.convert(1.0, &"亩".into(), &"亿元".into()), Err(UnitError::Different { .. })));
        assert!(matches!(units.convert(1.0, &"斗".into(), &"亿元".into()), Err(UnitError::Unknown(_))));
    }
}
