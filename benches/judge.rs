//! Judging a plan of 20,000 clusters × 12 metrics × 15 years.

#[allow(dead_code, reason = "shared with other benches")]
mod support;

use std::sync::LazyLock;

use clusterplan::domain::Document;
use clusterplan::domain::judging::Method;
use clusterplan::engine::Evaluation;
use clusterplan::engine::assess::{Ask, Assessments};

fn main() {
    divan::main();
}

static BIG: LazyLock<Document> = LazyLock::new(|| support::big_document(20_000, 12, 15));
static EVALUATION: LazyLock<Evaluation> = LazyLock::new(|| Evaluation::of(&BIG));

/// Every node and metric by one method.
#[divan::bench(sample_count = 10, args = Method::ALL.map(Method::word))]
fn assess(bencher: divan::Bencher<'_, '_>, word: &str) {
    let (document, evaluation) = (&*BIG, &*EVALUATION);
    let ask = Ask { as_of: None, method: Method::ALL.into_iter().find(|method| method.word() == word) };
    bencher.bench(|| Assessments::of(document, evaluation, divan::black_box(&ask)));
}
