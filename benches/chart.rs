//! From a chart's specification to a picture for a slide (aim: under 40 ms for SVG and PNG together).
#![allow(clippy::expect_used, missing_docs, reason = "a bench that cannot start must stop")]

use std::path::Path;

use clusterplan::domain::Document;
use clusterplan::engine::Evaluation;
use clusterplan::io::export::chart::{Format, Size, font_measure, render, scene};
use clusterplan::io::workspace;
use clusterplan::view::chart::{ChartKind, ChartSpec, Style, Subject, build, layout};
use clusterplan::view::palette::Palette;
use clusterplan::view::{Language, Words};
use divan::Bencher;

fn main() {
    divan::main();
}

const KINDS: [&str; 5] = ["trajectory", "growth", "composition", "ranking", "bubbles"];

fn sample() -> (Document, Evaluation, Words) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = workspace::open(&folder).expect("the sample opens").document;
    let evaluation = Evaluation::of(&document);
    (document, evaluation, Words::new(Language::Chinese))
}

fn spec(sample: &(Document, Evaluation, Words), kind: &str) -> ChartSpec {
    let (document, evaluation, words) = sample;
    let node = if kind == "composition" { "total" } else { "haining-solar" }.into();
    let metric = "sales_revenue".into();
    let kind = ChartKind::of_id(kind).expect("a kind");
    build(kind, &Subject { document, evaluation, words, node: &node, metric: &metric, dimension: None }).expect("a chart")
}

/// From the document to the specification.
#[divan::bench(args = KINDS)]
fn specification(bencher: Bencher<'_, '_>, kind: &str) {
    let sample = sample();
    bencher.bench_local(|| spec(&sample, kind));
}

/// What the window does when a chart changes its size.
#[divan::bench(args = KINDS)]
fn laid_out_for_the_window(bencher: Bencher<'_, '_>, kind: &str) {
    let spec = spec(&sample(), kind);
    let style = Style::screen(&Palette::LIGHT, true);
    bencher.bench_local(|| layout(&spec, 860.0, 380.0, font_measure(), &style));
}

#[divan::bench(args = KINDS)]
fn scene_1920_1080(bencher: Bencher<'_, '_>, kind: &str) {
    let spec = spec(&sample(), kind);
    bencher.bench_local(|| scene(&spec, Size::default()));
}

#[divan::bench(args = KINDS)]
fn svg_1920_1080(bencher: Bencher<'_, '_>, kind: &str) {
    let spec = spec(&sample(), kind);
    bencher.bench_local(|| render(&spec, Format::Svg, Size::default()));
}

/// Specification to SVG to PNG, the whole way.
#[divan::bench(args = KINDS)]
fn png_1920_1080(bencher: Bencher<'_, '_>, kind: &str) {
    let spec = spec(&sample(), kind);
    bencher.bench_local(|| render(&spec, Format::Png, Size::default()));
}
