//! The algebra of units: what a quotient of units measures, and the factor between two of them.
//!
//! Every unit is a factor times a product of powers of measures (money¹·area⁻¹ for `万元/亩`). A unit that nobody defined is
//! read as a quotient of known ones, split at `/`. Shares, points, multiples and `1` have no measure at all.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::unit::{Measure, UnitError};
use crate::base::{UnitId, Units};

/// A product of powers of measures; empty for a pure number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Powers(BTreeMap<Measure, i32>);

impl Powers {
    fn of(measure: &Measure) -> Self {
        Self(BTreeMap::from([(measure.clone(), 1)]))
    }

    /// True for a pure number.
    pub fn is_number(&self) -> bool {
        self.0.is_empty()
    }

    /// The product with `other` to the power of `sign` (1 to multiply, -1 to divide).
    #[must_use]
    pub fn times(&self, other: &Self, sign: i32) -> Self {
        let mut powers = self.0.clone();
        for (measure, power) in &other.0 {
            *powers.entry(measure.clone()).or_default() += sign * power;
        }
        powers.retain(|_, power| *power != 0);
        Self(powers)
    }
}

impl fmt::Display for Powers {
    /// As `money/area`; `1` for a pure number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |positive: bool| -> Vec<String> {
            let of_side = self.0.iter().filter(|(_, power)| (**power > 0) == positive);
            of_side.map(|(m, power)| if power.abs() == 1 { m.to_string() } else { format!("{m}^{}", power.abs()) }).collect()
        };
        let (upper, lower) = (side(true), side(false));
        f.write_str(if upper.is_empty() { "1" } else { "" })?;
        f.write_str(&upper.join("*"))?;
        for measure in lower {
            write!(f, "/{measure}")?;
        }
        Ok(())
    }
}

/// A factor as a fraction of two whole numbers where it can be, so that conversion rounds once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Multiply by.
    pub multiply: f64,
    /// Divide by.
    pub divide: f64,
}

impl Scale {
    /// The factor one.
    pub const ONE: Self = Self { multiply: 1.0, divide: 1.0 };

    fn new(multiply: f64, divide: f64) -> Self {
        let (mut a, mut b) = (multiply, divide);
        while b > 0.0 && a.is_finite() && b.is_finite() {
            (a, b) = (b, a % b);
        }
        let whole = a > 0.0 && multiply.fract() == 0.0 && divide.fract() == 0.0;
        if whole { Self { multiply: multiply / a, divide: divide / a } } else { Self { multiply, divide } }
    }

    /// The product with another factor, or the quotient.
    #[must_use]
    pub fn times(self, other: Self, sign: i32) -> Self {
        if sign > 0 {
            Self::new(self.multiply * other.multiply, self.divide * other.divide)
        } else {
            Self::new(self.multiply * other.divide, self.divide * other.multiply)
        }
    }

    /// The value times the factor.
    pub fn apply(self, value: f64) -> f64 {
        value * self.multiply / self.divide
    }

    /// True for the factor one.
    pub fn is_one(self) -> bool {
        self == Self::ONE
    }
}

/// What a unit measures and its factor to the base units of those measures.
pub fn resolve(units: &Units, id: &UnitId) -> Result<(Powers, Scale), UnitError> {
    if let Ok(unit) = units.get(id) {
        let scale = Scale::new(unit.numerator, unit.denominator);
        return Ok(match &*unit.measure.0 {
            "share" | "multiple" => (Powers::default(), scale),
            "points" => (Powers::default(), scale.times(Scale::new(1.0, 100.0), 1)),
            _ if id.as_str() == "1" => (Powers::default(), scale),
            _ => (Powers::of(&unit.measure), scale),
        });
    }
    let mut parts = id.as_str().split('/').map(str::trim);
    let first = parts.next().unwrap_or_default();
    let lower: Vec<&str> = parts.collect();
    if lower.is_empty() {
        return Err(UnitError::Unknown(id.clone()));
    }
    let known = |text: &str| units.get(&UnitId::new(text)).is_ok();
    if !known(first) || !lower.iter().all(|text| known(text)) {
        return Err(UnitError::Unknown(id.clone()));
    }
    let mut result = resolve(units, &UnitId::new(first))?;
    for text in lower {
        let (powers, scale) = resolve(units, &UnitId::new(text))?;
        result = (result.0.times(&powers, -1), result.1.times(scale, -1));
    }
    Ok(result)
}

/// The factor from one unit to another. Defined units convert as they define themselves; where one is a quotient of
/// units (`万元/亩` into `亿元/平方公里`), by the algebra of its parts.
pub fn factor(units: &Units, from: &UnitId, to: &UnitId) -> Result<Scale, UnitError> {
    match units.factor(from, to) {
        Ok((multiply, divide)) => Ok(Scale { multiply, divide }),
        Err(different @ UnitError::Different { .. }) => Err(different),
        Err(UnitError::Unknown(_)) => {
            let ((powers, scale), (other, target)) = (resolve(units, from)?, resolve(units, to)?);
            if powers != other {
                return Err(UnitError::Different { from: from.clone(), to: to.clone() });
            }
            Ok(scale.times(target, -1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_of_units_convert_by_their_parts() {
        let units = Units::default();
        for (value, from, to, expected) in [
            (100.0, "万元/亩", "亿元/平方公里", Some(15.0)),
            (15.0, "亿元/平方公里", "万元/亩", Some(100.0)),
            (0.5, "吨标准煤/万元", "千克/元", None),
            (1.0, "吨标准煤/万元", "万吨标准煤/亿元", Some(1.0)),
            (30.0, "万元/人", "亿元/万人", Some(30.0)),
            (837.0, "万元", "亿元", Some(0.0837)),
            (1.0, "斗/亩", "斗/公顷", None),
            (1.0, "%", "亿元", None),
        ] {
            let converted = factor(&units, &from.into(), &to.into()).ok().map(|scale| scale.apply(value));
            assert_eq!(converted, expected, "{value} {from} in {to}");
        }
    }

    #[test]
    fn shares_have_no_measure() {
        let units = Units::default();
        for unit in ["%", "‰", "百分点", "倍", "1", "亿元/万元"] {
            assert!(resolve(&units, &unit.into()).is_ok_and(|(powers, _)| powers.is_number()), "{unit}");
        }
        let shown = resolve(&units, &"万元/亩".into()).map(|(powers, _)| powers.to_string());
        assert_eq!(shown, Ok("money/area".to_owned()));
    }
}
