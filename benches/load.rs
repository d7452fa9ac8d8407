//! Opening and saving a workspace of 20,000 clusters × 12 metrics × 15 years. Aim: open in under 300 ms.

#[allow(dead_code, reason = "shared with other benches")]
mod support;

use std::sync::LazyLock;

use clusterplan::domain::Document;
use clusterplan::io::{actuals_file, plan_file, workspace};

fn main() {
    divan::main();
}

static BIG: LazyLock<Document> = LazyLock::new(|| support::big_document(20_000, 12, 15));

/// Everything: plan, figures, actuals, references.
#[divan::bench(sample_count = 10)]
fn open(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().ok();
    let folder = folder.as_ref().map_or_else(std::env::temp_dir, |folder| folder.path().to_owned());
    let made = workspace::create(&folder, &BIG).is_ok();
    bencher.bench_local(|| workspace::open(&folder).is_ok_and(|opened| made && !opened.lossy));
}

/// The plan alone, from text.
#[divan::bench(sample_count = 10)]
fn read_plan(bencher: divan::Bencher<'_, '_>) {
    let text = plan_file::write(&BIG.plan);
    bencher.bench_local(|| plan_file::read(divan::black_box(&text), false).is_ok_and(|reading| !reading.lossy));
}

/// The plan as text.
#[divan::bench(sample_count = 10)]
fn write_plan() -> usize {
    plan_file::write(divan::black_box(&BIG.plan)).len()
}

/// The actuals as text.
#[divan::bench(sample_count = 5)]
fn write_actuals() -> usize {
    actuals_file::write(divan::black_box(&BIG.actuals), "big").len()
}
