//! The growth identity of a share as a small table to try values in. Nothing of the plan changes.

use crate::domain::Plan;
use crate::engine::audit::{Cell, Identity, Known, PLACES, Place};
use crate::view::{Words, number, wording};

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfRow {
    /// The place.
    pub place: Place,
    /// What it is.
    pub name: String,
    /// The value with its unit.
    pub value: String,
    /// As an editor opens with it.
    pub exact: String,
    /// Whether stated, assumed or implied.
    pub known: Known,
    /// The word for that.
    pub origin: String,
    /// The value that would fit all others; empty where it fits.
    pub reconciled: String,
}

/// The table of one identity.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// Of whom and which share.
    pub title: String,
    /// What was observed of the whole; empty where nothing was.
    pub observed: String,
    /// Whether the given values fit together.
    pub verdict: String,
    /// True where they do.
    pub fits: bool,
    /// The rows in order.
    pub rows: Vec<WhatIfRow>,
}

impl WhatIf {
    /// The table with some places assumed.
    pub fn new(plan: &Plan, words: &Words, identity: &Identity, assumed: &[(Place, f64)]) -> Self {
        let cells = identity.solve(assumed);
        let metric = |id| wording::metric(words, plan, id).to_owned();
        let fits = cells.iter().all(|cell| cell.reconciled.is_none());
        let node = wording::node_short(words, plan, &identity.node);
        let observed = identity.observed.map(|(from, to, rate)| {
            let (from, to) = (from.to_string(), to.to_string());
            let args = [("whole", metric(&identity.whole)), ("from", from), ("to", to), ("rate", number::percent(rate, 1))];
            words.with("whatif-observed", &args.each_ref().map(|(name, text)| (*name, text.as_str())))
        });
        Self {
            title: words.with("whatif-title", &[("node", &node), ("share", &metric(&identity.share))]),
            observed: observed.unwrap_or_default(),
            verdict: words.text(if fits { "whatif-fits" } else { "whatif-apart" }).to_owned(),
            fits,
            rows: Place::ALL.iter().zip(&cells).map(|(place, cell)| row(plan, words, identity, *place, cell)).collect(),
        }
    }
}

fn row(plan: &Plan, words: &Words, identity: &Identity, place: Place, cell: &Cell) -> WhatIfRow {
    let (key, metric, year) = match place {
        Place::PartBase => ("whatif-at", &identity.part, identity.from),
        Place::PartTarget => ("whatif-at", &identity.part, identity.to),
        Place::PartRate => ("whatif-rate", &identity.part, identity.to),
        Place::WholeBase => ("whatif-at", &identity.whole, identity.from),
        Place::WholeTarget => ("whatif-at", &identity.whole, identity.to),
        Place::WholeRate => ("whatif-rate", &identity.whole, identity.to),
        Place::ShareBase => ("whatif-at", &identity.share, identity.from),
        Place::ShareTarget => ("whatif-at", &identity.share, identity.to),
        Place::ShareChange => ("whatif-change", &identity.share, identity.to),
    };
    let show = |value: f64| shown(plan, words, identity, place, value);
    let origin = match cell.known {
        Known::Stated => "whatif-stated",
        Known::Assumed => "whatif-assumed",
        Known::Implied => "whatif-implied",
        Known::Missing => "whatif-missing",
    };
    WhatIfRow {
        place,
        name: words.with(key, &[("metric", wording::metric(words, plan, metric)), ("year", &year.to_string())]),
        value: cell.value.map_or_else(|| number::MISSING.to_owned(), show),
        exact: cell.value.map(|value| number::exact((value * factor(place) * 1e6).round() / 1e6)).unwrap_or_default(),
        known: cell.known,
        origin: words.text(origin).to_owned(),
        reconciled: cell.reconciled.map(show).unwrap_or_default(),
    }
}

/// What a typed number is divided by: rates and shares are typed in per cent.
fn factor(place: Place) -> f64 {
    match place {
        Place::PartBase | Place::PartTarget | Place::WholeBase | Place::WholeTarget => 1.0,
        _ => 100.0,
    }
}

fn shown(plan: &Plan, words: &Words, identity: &Identity, place: Place, value: f64) -> String {
    let metric = match place {
        Place::PartBase | Place::PartTarget => &identity.part,
        Place::WholeBase | Place::WholeTarget => &identity.whole,
        Place::ShareChange => return words.with("audit-points", &[("value", &number::fixed(value * 100.0, 2))]),
        _ => return number::percent(value, 1),
    };
    let unit = plan.metrics.get(metric).map_or("", |m| m.unit.as_str()).into();
    wording::with_unit(&number::value(value), wording::unit(words, &plan.units(), &unit))
}

/// The value that a typed text means at a place; `None` where it is no number.
pub fn typed(place: Place, text: &str) -> Option<f64> {
    let plain = text.trim().trim_end_matches(['%', '％']);
    number::parse(plain).map(|value| value / factor(place))
}

/// Which places a user has assumed, by place.
pub type Assumed = [Option<f64>; PLACES];

/// The assumed places as the solver takes them.
pub fn given(assumed: &Assumed) -> Vec<(Place, f64)> {
    Place::ALL.iter().zip(assumed).filter_map(|(place, value)| Some((*place, (*value)?))).collect()
}
