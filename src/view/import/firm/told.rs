//! What an imported value keeps of the firms behind it, in words.

use crate::engine::firms::FirmsTold;
use crate::view::{Words, number};

/// In words: “12 firms, 8 of them from 2000 万元 on; growth on the 10 firms of both years +3.4 %”.
pub fn text(told: &FirmsTold, words: &Words) -> String {
    let count = |value: u64| number::fixed(value as f64, 0);
    let firms = match &told.above {
        None => words.with("import-firms-told", &[("count", &count(told.firms))]),
        Some((above, threshold)) => {
            words.with("import-firms-told-above", &[("count", &count(told.firms)), ("above", &count(*above)), ("threshold", threshold)])
        }
    };
    let same = told.same.and_then(|same| {
        let growth = number::signed_percent(same.growth()?, 1);
        Some(words.with("import-firms-told-same", &[("count", &count(same.firms)), ("growth", &growth)]))
    });
    [Some(firms), same].into_iter().flatten().collect::<Vec<_>>().join(words.text("list-separator"))
}
