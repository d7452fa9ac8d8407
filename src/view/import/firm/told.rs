//! What an imported value keeps of the firms behind it: how many they were, and how many reach the reporting threshold. No name.

use std::fmt;

use crate::view::{Words, number};

/// Numbers of firms behind a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirmsTold {
    /// Firms with a value.
    pub firms: u64,
    /// Firms that reach the reporting threshold, and the threshold as it was chosen (`2000 万元`).
    pub above: Option<(u64, String)>,
}

impl fmt::Display for FirmsTold {
    /// As it stands in the source of a value: `firms 12; 8 >= 2000 万元`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "firms {}", self.firms)?;
        self.above.as_ref().map_or(Ok(()), |(count, threshold)| write!(f, "; {count} >= {threshold}"))
    }
}

impl FirmsTold {
    /// Reads the end of a source's text.
    pub fn of_source(source: &str) -> Option<Self> {
        let text = source.rsplit_once("· firms ")?.1;
        let (firms, above) = text.split_once("; ").map_or((text, None), |(firms, above)| (firms, Some(above)));
        let above = match above {
            Some(above) => {
                let (count, threshold) = above.split_once(" >= ")?;
                Some((count.parse().ok()?, threshold.to_owned()))
            }
            None => None,
        };
        Some(Self { firms: firms.trim().parse().ok()?, above })
    }

    /// In words: “12 firms, 8 of them from 2000 万元 on”.
    pub fn text(&self, words: &Words) -> String {
        let count = |value: u64| number::fixed(value as f64, 0);
        match &self.above {
            None => words.with("import-firms-told", &[("count", &count(self.firms))]),
            Some((above, threshold)) => {
                words.with("import-firms-told-above", &[("count", &count(self.firms)), ("above", &count(*above)), ("threshold", threshold)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_firms_come_back_from_a_source() {
        for told in [FirmsTold { firms: 12, above: None }, FirmsTold { firms: 1200, above: Some((8, "2000 万元".to_owned())) }] {
            assert_eq!(FirmsTold::of_source(&format!("a.csv#R3C5 \"1\" 万元 · {told}")), Some(told));
        }
        assert_eq!(FirmsTold::of_source("a.csv#R3C5 \"1\" 万元"), None);
        assert_eq!(FirmsTold::of_source("firms of the town · firms many"), None);
    }
}
