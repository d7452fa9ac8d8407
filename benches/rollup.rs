//! Roll-up and evaluation of a plan of 20,000 clusters × 12 metrics × 15 years, beside the plain way to roll up.

#[allow(dead_code, reason = "shared with other benches")]
mod support;

use std::collections::HashMap;
use std::sync::LazyLock;

use clusterplan::base::{MetricId, NodeId};
use clusterplan::domain::Document;
use clusterplan::engine::{Evaluation, Layer};

fn main() {
    divan::main();
}

static BIG: LazyLock<Document> = LazyLock::new(|| support::big_document(20_000, 12, 15));
static EVALUATION: LazyLock<Evaluation> = LazyLock::new(|| Evaluation::of(&BIG));

/// One layer rolled up to the total and every member, with counts.
#[divan::bench(sample_count = 20)]
fn roll_up_one_layer(bencher: divan::Bencher<'_, '_>) {
    let evaluation = &*EVALUATION;
    bencher.bench(|| divan::black_box(evaluation).roll_up(Layer::Actual));
}

/// The same sums by looking every value up in a map and adding it to its parents in a map.
#[divan::bench(sample_count = 5)]
fn roll_up_one_layer_with_maps(bencher: divan::Bencher<'_, '_>) {
    let plan = &BIG.plan;
    let mut values: HashMap<(NodeId, MetricId, i32), f64> = HashMap::new();
    for (key, list) in BIG.actuals.series() {
        for observation in list {
            values.insert((key.node.clone(), key.metric.clone(), observation.period.plan_year()), observation.value);
        }
    }
    bencher.bench(|| {
        let mut sums: HashMap<(NodeId, MetricId, i32), (f64, u32)> = HashMap::new();
        for ((node, metric, year), value) in divan::black_box(&values) {
            let Some(cluster) = plan.clusters.get(node) else { continue };
            for parent in cluster.membership.values().cloned().chain([NodeId::total()]) {
                let sum = sums.entry((parent, metric.clone(), *year)).or_default();
                *sum = (sum.0 + value, sum.1 + 1);
            }
        }
        sums
    });
}

/// Everything that follows from the document.
#[divan::bench(sample_count = 10)]
fn evaluate_document(bencher: divan::Bencher<'_, '_>) {
    let document = &*BIG;
    bencher.bench(|| Evaluation::of(divan::black_box(document)));
}
