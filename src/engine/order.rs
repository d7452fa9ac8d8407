//! In which order derived metrics are computed, and the rings in which none can be.

/// The order of computation and the rings, both as places of metrics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Every metric with inputs that is in no ring, behind its inputs.
    pub order: Vec<usize>,
    /// The rings found, each in the direction of dependence, starting with the metric that stands first in the plan.
    pub rings: Vec<Vec<usize>>,
}

/// Orders metrics by their inputs: `inputs[m]` are the metrics that `m` is computed from, `None` where it is not computed.
/// The members of a ring are left out; what depends on them stays and will lack an input.
pub fn of(inputs: &[Option<Vec<usize>>]) -> Order {
    let mut walk = Walk { inputs, state: vec![State::Unseen; inputs.len()], trail: Vec::new(), found: Order::default() };
    for metric in 0..inputs.len() {
        walk.visit(metric);
    }
    let Order { mut order, rings } = walk.found;
    order.retain(|metric| !rings.iter().any(|ring| ring.contains(metric)));
    Order { order, rings }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    OnTrail,
    Done,
}

struct Walk<'a> {
    inputs: &'a [Option<Vec<usize>>],
    state: Vec<State>,
    trail: Vec<usize>,
    found: Order,
}

impl Walk<'_> {
    fn visit(&mut self, metric: usize) {
        let Some(Some(inputs)) = self.inputs.get(metric) else { return };
        match self.state[metric] {
            State::Done => {}
            State::OnTrail => {
                let start = self.trail.iter().position(|m| *m == metric).unwrap_or(0);
                let mut ring = self.trail[start..].to_vec();
                let first = ring.iter().enumerate().min_by_key(|(_, m)| **m).map_or(0, |(place, _)| place);
                ring.rotate_left(first);
                self.found.rings.push(ring);
            }
            State::Unseen => {
                self.state[metric] = State::OnTrail;
                self.trail.push(metric);
                for input in inputs {
                    self.visit(*input);
                }
                self.trail.pop();
                self.state[metric] = State::Done;
                self.found.order.push(metric);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_come_first_and_rings_are_named() {
        // 0 = f(2, 3), 2 = g(3), 1 and 3 are given.
        let plain = of(&[Some(vec![2, 3]), None, Some(vec![3]), None]);
        assert_eq!(plain, Order { order: vec![2, 0], rings: vec![] });
        // 3 → 1 → 2 → 1, 4 → 4, 0 → 1.
        let rings = of(&[Some(vec![1]), Some(vec![2]), Some(vec![1]), Some(vec![1]), Some(vec![4])]);
        assert_eq!(rings.rings, vec![vec![1, 2], vec![4]]);
        assert_eq!(rings.order, vec![0, 3], "what depends on a ring lacks an input but is no ring");
    }
}
