//! How long briefings take: all charts of the sample as PNG, a deck of 50 slides, a workbook of a million cells. Beside the charts
//! matplotlib drawing as many of the same data, where `CLUSTERPLAN_BENCH_PYTHON` names a Python with it.
//!
//! Aim: the charts 10 times as fast as matplotlib, the deck in 2 s, the workbook in 3 s.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench tells its figures, and fails where it cannot go on")]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use clusterplan::base::Label;
use clusterplan::domain::{Briefing, Content, Document, Item};
use clusterplan::engine::Evaluation;
use clusterplan::io::export::chart::{Format, Size, font_measure, render};
use clusterplan::io::export::house::House;
use clusterplan::io::export::{pptx, xlsx};
use clusterplan::view::chart::{Body, ChartKind, ChartSpec, Subject, build as build_chart, data_table};
use clusterplan::view::report::{Cell, Column, Inputs, NumberForm, Row, build};
use clusterplan::view::{Language, Words};
use rayon::prelude::*;

const PEER: &str = include_str!("support/brief_matplotlib.py");

fn main() {
    divan::main();
    beside_matplotlib();
}

/// As many charts of the same data by both, files and all; ours on all cores, matplotlib in one process and in one a core.
fn beside_matplotlib() {
    let Some(python) = std::env::var_os("CLUSTERPLAN_BENCH_PYTHON") else {
        println!("matplotlib: not asked for (CLUSTERPLAN_BENCH_PYTHON names no Python)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (document, evaluation) = sample();
    let words = Words::new(Language::Chinese);
    let all = asked(&document);
    let specs: Vec<_> = all.iter().filter_map(|of| spec(&document, &evaluation, &words, of)).collect();
    let charts = specs.iter().map(|spec| {
        let bars = matches!(spec.body, Body::Ranking(_));
        serde_json::json!({ "title": spec.title, "foot": spec.foot, "rows": data_table(spec), "bars": bars })
    });
    let charts: Vec<serde_json::Value> = charts.collect();
    std::fs::write(folder.path().join("charts.json"), serde_json::to_vec(&charts).unwrap()).unwrap();
    std::fs::write(folder.path().join("face.ttf"), clusterplan::view::fonts::REGULAR).unwrap();
    let (mut ours, mut bytes) = (f64::MAX, 0);
    for _ in 0..3 {
        let begun = Instant::now();
        bytes = all
            .par_iter()
            .enumerate()
            .map(|(place, of)| {
                let Some(spec) = spec(&document, &evaluation, &words, of) else { return 0 };
                let picture = render(&spec, Format::Png, Size::default()).unwrap();
                std::fs::write(folder.path().join(format!("ours-{place}.png")), &picture).unwrap();
                picture.len()
            })
            .sum::<usize>();
        ours = ours.min(begun.elapsed().as_secs_f64());
    }
    println!("{} charts on {cores} cores, built, drawn and written: {ours:.3} s, {bytes} bytes", specs.len());
    let script = folder.path().join("peer.py");
    std::fs::write(&script, PEER).unwrap();
    let made = Command::new(python).arg(&script).arg(folder.path()).arg(cores.to_string()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for line in String::from_utf8_lossy(&made.stdout).lines() {
        let seconds: f64 = line.rsplit(' ').next().and_then(|word| word.parse().ok()).unwrap_or(f64::NAN);
        println!("matplotlib, {line} s: {:.1} times as long", seconds / ours);
    }
}

/// 20 nodes × 5 kinds.
fn asked(document: &Document) -> Vec<(clusterplan::base::NodeId, ChartKind)> {
    let nodes: Vec<_> = document.plan.nodes().take(20).collect();
    nodes.iter().flat_map(|node| ChartKind::ALL.into_iter().take(5).map(move |kind| (node.clone(), kind))).collect()
}

fn spec(
    document: &Document,
    evaluation: &Evaluation,
    words: &Words,
    (node, kind): &(clusterplan::base::NodeId, ChartKind),
) -> Option<ChartSpec> {
    let metric = document.plan.main_metric()?;
    let subject = Subject { document, evaluation, words, node, metric: &metric, dimension: None };
    build_chart(*kind, &subject).ok().filter(|spec| !matches!(spec.body, Body::Empty(_)))
}

fn sample() -> (Document, Evaluation) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = clusterplan::io::workspace::open(&folder).map(|opened| opened.document).unwrap_or_default();
    let evaluation = Evaluation::of(&document);
    (document, evaluation)
}

/// 20 nodes × 5 kinds at 1920 × 1080, on all cores, as `export` makes them.
#[divan::bench(sample_count = 5)]
fn charts_of_20_nodes(bencher: divan::Bencher<'_, '_>) {
    let (document, evaluation) = sample();
    let words = Words::new(Language::Chinese);
    let all = asked(&document);
    bencher.bench(|| {
        let draw = |of: &(clusterplan::base::NodeId, ChartKind)| {
            let picture = spec(&document, &evaluation, &words, of).and_then(|spec| render(&spec, Format::Png, Size::default()).ok());
            picture.map_or(0, |bytes| bytes.len())
        };
        all.par_iter().map(draw).sum::<usize>()
    });
}

/// From the briefing to the bytes of a deck with 50 pages of charts.
#[divan::bench(sample_count = 10)]
fn deck_of_50_slides(bencher: divan::Bencher<'_, '_>) {
    let (document, evaluation) = sample();
    let words = Words::new(Language::Chinese);
    let mut briefing = Briefing::new("bench".into(), Label::new("50"));
    let nodes: Vec<_> = document.plan.nodes().collect();
    for place in 0..50 {
        let kind = ChartKind::ALL[place % 4].id().to_owned();
        let node = nodes[place % nodes.len()].clone();
        briefing.items.push(Item { node, ..Item::new(format!("i{place}").as_str().into(), Content::Chart { kind }) });
    }
    bencher.bench(|| {
        let inputs = Inputs { document: &document, evaluation: &evaluation, words: &words, when: None, scenarios: &[], judge: None };
        let report = build(&briefing, inputs);
        pptx::write(&report, &House::default(), None, font_measure()).map_or(0, |made| made.bytes.len())
    });
}

/// 100,000 rows of 10 cells, written row by row.
#[divan::bench(sample_count = 3)]
fn workbook_of_a_million_cells() -> usize {
    let columns: Vec<Column> = (0..10).map(|n| if n == 0 { Column::text("name") } else { Column::number(n.to_string()) }).collect();
    let form = NumberForm { decimals: 1, ..NumberForm::default() };
    let rows = (0..100_000_u32).map(|row| {
        let number = |column: u32| {
            let value = f64::from(row * 10 + column) / 10.0;
            Cell { text: clusterplan::view::number::fixed(value, 1), value: Some(value), form }
        };
        Row { cells: std::iter::once(Cell::text(format!("n{row}"))).chain((1..10).map(number)).collect(), strong: false }
    });
    xlsx::stream("bench", &columns, rows, &House::default()).map_or(0, |bytes| bytes.len())
}
