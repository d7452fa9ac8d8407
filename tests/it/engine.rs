//! The engine on a big plan: sums against a plain loop, and the same result however the work is shared out.

#[allow(dead_code, reason = "shared with the benches")]
#[path = "../../benches/support/mod.rs"]
mod support;

use clusterplan::base::NodeId;
use clusterplan::engine::{Basis, Evaluation, Layer};

#[test]
fn a_big_plan_adds_up_and_evaluates_the_same_every_time() {
    let document = support::big_document(500, 4, 8);
    let (once, again) = (Evaluation::of(&document), Evaluation::of(&document));
    assert_eq!(once.diagnostics(), &[]);
    for metric in &document.plan.metrics {
        for year in once.years() {
            let (mut sum, mut n) = (0.0, 0);
            for cluster in &document.plan.clusters {
                if let Some(value) = once.stated(&cluster.id, &metric.id, Layer::Actual, year) {
                    (sum, n) = (sum + value, n + 1);
                }
            }
            for node in once.nodes() {
                for layer in Layer::ALL {
                    assert_eq!(once.reading(node, &metric.id, layer, year), again.reading(node, &metric.id, layer, year));
                }
            }
            let total = once.reading(&NodeId::total(), &metric.id, Layer::Actual, year);
            if once.adds(&metric.id) {
                assert!((total.value.unwrap() - sum).abs() < 1e-6 * sum && total.n == n && total.of == 500, "{total:?} {sum} {n}");
            } else {
                assert!(total.basis == Basis::Derived && total.n > 0 && total.n < 500, "{total:?}");
            }
        }
    }
}
