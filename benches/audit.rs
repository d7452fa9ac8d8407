//! The audit of a plan of 20,000 clusters × 12 metrics, each with base and target.

#[allow(dead_code, reason = "shared with other benches")]
mod support;

use std::sync::LazyLock;

use clusterplan::domain::Document;
use clusterplan::engine::{Audit, Evaluation};

fn main() {
    divan::main();
}

static BIG: LazyLock<Document> = LazyLock::new(|| support::big_document(20_000, 12, 6));
static EVALUATION: LazyLock<Evaluation> = LazyLock::new(|| Evaluation::of(&BIG));

/// All findings of the plan.
#[divan::bench(sample_count = 20)]
fn audit_document(bencher: divan::Bencher<'_, '_>) {
    let (document, evaluation) = (&*BIG, &*EVALUATION);
    bencher.bench(|| Audit::of(divan::black_box(document), evaluation));
}
