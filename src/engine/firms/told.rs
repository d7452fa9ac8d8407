//! What an imported value keeps of the firms behind it, as a text at the end of its source: how many they were, how many reach the
//! reporting threshold, and what those that have a value a year before as well (同口径) came to both times. No name.

use std::fmt;

/// Numbers of firms behind a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirmsTold {
    /// Firms with a value.
    pub firms: u64,
    /// Firms that reach the reporting threshold, and the threshold as it was chosen (`2000 万元`).
    pub above: Option<(u64, String)>,
    /// The firms of both times.
    pub same: Option<SameFirms>,
}

/// The firms that have a value in a period and in the same one a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SameFirms {
    /// How many.
    pub firms: u64,
    /// Their sum a year before, in the unit of the value.
    pub before: f64,
    /// Their sum now.
    pub now: f64,
}

impl fmt::Display for FirmsTold {
    /// As it stands in the source of a value: `firms 12; 8 >= 2000 万元; same 10: 95.5 -> 110.2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "firms {}", self.firms)?;
        if let Some((count, threshold)) = &self.above {
            write!(f, "; {count} >= {threshold}")?;
        }
        self.same.map_or(Ok(()), |same| write!(f, "; same {}: {} -> {}", same.firms, same.before, same.now))
    }
}

impl FirmsTold {
    /// Reads the end of a source's text.
    pub fn of_source(source: &str) -> Option<Self> {
        let text = source.rsplit_once("· firms ")?.1;
        let mut parts = text.split("; ");
        let mut told = Self { firms: parts.next()?.trim().parse().ok()?, ..Self::default() };
        for part in parts {
            if let Some(same) = part.strip_prefix("same ") {
                told.same = Some(SameFirms::of_text(same)?);
            } else {
                let (count, threshold) = part.split_once(" >= ")?;
                told.above = Some((count.parse().ok()?, threshold.to_owned()));
            }
        }
        Some(told)
    }
}

impl SameFirms {
    fn of_text(text: &str) -> Option<Self> {
        let (firms, sums) = text.split_once(": ")?;
        let (before, now) = sums.split_once(" -> ")?;
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
        Some(Self { firms: firms.parse().ok()?, before: number(before)?, now: number(now)? })
    }

    /// Growth on the year before; `None` where that was not above zero.
    pub fn growth(self) -> Option<f64> {
        let growth = self.now / self.before - 1.0;
        (self.before > 0.0 && growth.is_finite()).then_some(growth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_firms_come_back_from_a_source() {
        let above = Some((8, "2000 万元".to_owned()));
        let same = Some(SameFirms { firms: 10, before: 95.5, now: 110.25 });
        for told in [
            FirmsTold { firms: 12, ..FirmsTold::default() },
            FirmsTold { firms: 1200, above: above.clone(), same: None },
            FirmsTold { firms: 1200, above, same },
            FirmsTold { firms: 12, above: None, same },
        ] {
            assert_eq!(FirmsTold::of_source(&format!("a.csv#R3C5 \"1\" 万元 · {told}")), Some(told));
        }
        for text in ["a.csv#R3C5 \"1\" 万元", "firms of the town · firms many", "a · firms 3; same 2: inf -> 1", "a · firms 3; same two"]
        {
            assert_eq!(FirmsTold::of_source(text), None, "{text}");
        }
    }

    #[test]
    fn growth_needs_something_to_grow_from() {
        assert_eq!(SameFirms { firms: 2, before: 100.0, now: 110.0 }.growth().map(|growth| (growth * 1e9).round() / 1e9), Some(0.1));
        assert_eq!(SameFirms { firms: 2, before: 0.0, now: 110.0 }.growth(), None);
        assert_eq!(SameFirms { firms: 2, before: -3.0, now: 110.0 }.growth(), None);
    }
}
