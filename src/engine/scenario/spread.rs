//! Spread: a total entered at the top, distributed over what lies beneath, with holds.
//!
//! As planning systems such as TM1 do it: of the total T the held leaves H keep what they have, `free = T − Σ_H v`, and each
//! free leaf gets its share of that by the rule. Where all free leaves weigh nothing they share equally. A total under the held
//! sum is refused, with the numbers.

use crate::engine::rollup::Exact;

/// What takes part in a spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaf {
    /// Its value before.
    pub value: f64,
    /// True where it must keep that value.
    pub held: bool,
    /// Its weight by the rule: the value itself, another metric's, 1 for equal shares. Below zero counts as zero.
    pub weight: f64,
}

/// Why a total cannot be spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpreadRefusal {
    /// The held leaves have more than the total.
    UnderHeld {
        /// The total entered.
        total: f64,
        /// The sum of the held leaves.
        held: f64,
    },
    /// Every leaf is held, and their sum is not the total.
    NothingFree {
        /// The total entered.
        total: f64,
        /// The sum of the held leaves.
        held: f64,
    },
}

/// Spreads a total: the new values of the leaves, in their order. The sum of the new values is the total, but for the rounding
/// of the single values.
///
/// A held sum above the total is refused where the total is not negative; with negative values (losses) among the held ones
/// what is free may be more than the total.
pub fn spread(total: f64, leaves: &[Leaf]) -> Result<Vec<f64>, SpreadRefusal> {
    let held = leaves.iter().filter(|leaf| leaf.held).fold(Exact::default(), |sum, leaf| sum.with(leaf.value)).value();
    let weight = |leaf: &Leaf| if leaf.weight > 0.0 { leaf.weight } else { 0.0 };
    let free = || leaves.iter().filter(|leaf| !leaf.held);
    let tiny = 1e-12 * total.abs().max(held.abs());
    if free().next().is_none() {
        let met = (total - held).abs() <= tiny;
        return if met { Ok(leaves.iter().map(|leaf| leaf.value).collect()) } else { Err(SpreadRefusal::NothingFree { total, held }) };
    }
    let rest = if (total - held).abs() <= tiny { 0.0 } else { total - held };
    if rest < 0.0 && total >= 0.0 {
        return Err(SpreadRefusal::UnderHeld { total, held });
    }
    let weights = free().fold(Exact::default(), |sum, leaf| sum.with(weight(leaf))).value();
    let equal = 1.0 / free().count() as f64;
    let share = |leaf: &Leaf| if weights > 0.0 && weights.is_finite() { weight(leaf) / weights } else { equal };
    Ok(leaves.iter().map(|leaf| if leaf.held { leaf.value } else { rest * share(leaf) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_value(values: &[f64], held: &[usize]) -> Vec<Leaf> {
        values.iter().enumerate().map(|(n, value)| Leaf { value: *value, held: held.contains(&n), weight: *value }).collect()
    }

    #[test]
    fn held_leaves_keep_and_the_others_share_what_is_left() {
        assert_eq!(spread(100.0, &by_value(&[10.0, 20.0, 30.0], &[1])), Ok(vec![20.0, 20.0, 60.0]));
        assert_eq!(spread(120.0, &by_value(&[10.0, 20.0, 30.0], &[])), Ok(vec![20.0, 40.0, 60.0]));
        assert_eq!(spread(30.0, &by_value(&[0.0, 0.0, 0.0], &[])), Ok(vec![10.0, 10.0, 10.0]), "nothing to go by: equal shares");
        assert_eq!(spread(30.0, &by_value(&[0.0, 6.0, 0.0], &[1])), Ok(vec![12.0, 6.0, 12.0]));
        assert_eq!(spread(20.0, &by_value(&[10.0, 20.0], &[1])), Ok(vec![0.0, 20.0]), "nothing left is no refusal");
    }

    #[test]
    fn a_total_that_the_holds_do_not_allow_is_refused_with_the_numbers() {
        let under = SpreadRefusal::UnderHeld { total: 15.0, held: 20.0 };
        assert_eq!(spread(15.0, &by_value(&[10.0, 20.0, 30.0], &[1])), Err(under));
        let nothing = SpreadRefusal::NothingFree { total: 31.0, held: 30.0 };
        assert_eq!(spread(31.0, &by_value(&[10.0, 20.0], &[0, 1])), Err(nothing));
        assert_eq!(spread(30.0, &by_value(&[10.0, 20.0], &[0, 1])), Ok(vec![10.0, 20.0]));
    }

    #[test]
    fn weights_may_be_other_than_the_values_and_losses_weigh_nothing() {
        let leaf = |value, weight| Leaf { value, held: false, weight };
        assert_eq!(spread(90.0, &[leaf(1.0, 1.0), leaf(7.0, 2.0)]), Ok(vec![30.0, 60.0]));
        assert_eq!(spread(90.0, &[leaf(-5.0, -5.0), leaf(7.0, 7.0)]), Ok(vec![0.0, 90.0]));
        let with_loss = [Leaf { value: -5.0, held: true, weight: -5.0 }, leaf(7.0, 7.0)];
        assert_eq!(spread(10.0, &with_loss), Ok(vec![-5.0, 15.0]));
    }
}
