//! Field by field: what of an assumption was changed, old and new.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::UnitId;
use crate::domain::{Assumption, Lever, Plan};
use crate::view::scenario_page::card;
use crate::view::{Words, number, wording};

/// One changed field.
pub(super) struct Detail {
    /// What it is.
    pub field: String,
    /// What stood there.
    pub old: String,
    /// What stands there.
    pub new: String,
}

/// The fields in which two versions of an assumption differ; where none that a person reads does, one that says so.
pub(super) fn details(words: &Words, plan: &Plan, before: &Assumption, after: &Assumption) -> Vec<Detail> {
    let mut list = Vec::new();
    let mut put = |key: &str, of: &dyn Fn(&Assumption) -> String| {
        let (old, new) = (of(before), of(after));
        if old != new {
            let said = |text: String| if text.is_empty() { number::MISSING.to_owned() } else { text };
            list.push(Detail { field: words.text(key).to_owned(), old: said(old), new: said(new) });
        }
    };
    put("compare-field-name", &|assumption| words.label(&assumption.name).to_owned());
    put("compare-field-on", &|assumption| words.text(if assumption.on { "compare-on" } else { "compare-off" }).to_owned());
    put("compare-field-kind", &|assumption| words.text(&format!("lever-{}", assumption.lever.word())).to_owned());
    // Values by year are told year by year.
    if values(before).is_none() || values(after).is_none() {
        put("compare-field-value", &|assumption| card::value(words, plan, assumption));
    }
    put("compare-field-line", &|assumption| card::line(words, plan, assumption));
    put("compare-field-note", &|assumption| assumption.note.clone());
    put("compare-field-source", &|assumption| assumption.source.clone());
    put("compare-field-range", &|assumption| range(assumption));
    list.extend(by_year(words, plan, before, after));
    if list.is_empty() {
        let same = words.text("compare-field-same").to_owned();
        list.push(Detail { field: words.text("compare-whole").to_owned(), old: same.clone(), new: same });
    }
    list
}

fn range(assumption: &Assumption) -> String {
    assumption.range.map(|(low, high)| format!("{}–{}", number::value(low), number::value(high))).unwrap_or_default()
}

/// The values that stand by year, one difference a year.
fn by_year(words: &Words, plan: &Plan, before: &Assumption, after: &Assumption) -> Vec<Detail> {
    let (Some((old, old_unit)), Some((new, new_unit))) = (values(before), values(after)) else { return Vec::new() };
    let years: BTreeSet<i32> = old.keys().chain(new.keys()).copied().collect();
    let units = plan.units();
    let text = |values: &BTreeMap<i32, f64>, unit: &UnitId, year: i32| {
        values.get(&year).map_or_else(
            || number::MISSING.to_owned(),
            |value| wording::with_unit(&number::value(*value), wording::unit(words, &units, unit)),
        )
    };
    let of_year = |year: i32| Detail { field: year.to_string(), old: text(old, old_unit, year), new: text(new, new_unit, year) };
    years.into_iter().map(of_year).filter(|detail| detail.old != detail.new).collect()
}

fn values(assumption: &Assumption) -> Option<(&BTreeMap<i32, f64>, &UnitId)> {
    match &assumption.lever {
        Lever::Values { values, unit } | Lever::RatioPath { values, unit } | Lever::Spread { totals: values, unit, .. } => {
            Some((values, unit))
        }
        _ => None,
    }
}
