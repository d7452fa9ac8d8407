//! How long briefings take: all charts of the sample as PNG, a deck of 50 slides, a workbook of a million cells.

use std::path::Path;

use clusterplan::base::Label;
use clusterplan::domain::{Briefing, Content, Document, Item};
use clusterplan::engine::Evaluation;
use clusterplan::io::export::chart::{Format, Size, font_measure, render};
use clusterplan::io::export::house::House;
use clusterplan::io::export::{pptx, xlsx};
use clusterplan::view::chart::{Body, ChartKind, ChartSpec, Subject, build as build_chart};
use clusterplan::view::report::{Cell, Column, Inputs, NumberForm, Row, build};
use clusterplan::view::{Language, Words};
use rayon::prelude::*;

fn main() {
    divan::main();
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
    let metric = document.plan.main_metric().unwrap_or_else(|| "none".into());
    let nodes: Vec<_> = document.plan.nodes().take(20).collect();
    let all: Vec<_> = nodes.iter().flat_map(|node| ChartKind::ALL.into_iter().take(5).map(move |kind| (node, kind))).collect();
    bencher.bench(|| {
        let draw = |(node, kind): &(&clusterplan::base::NodeId, ChartKind)| {
            let subject = Subject { document: &document, evaluation: &evaluation, words: &words, node, metric: &metric, dimension: None };
            match build_chart(*kind, &subject) {
                Ok(ChartSpec { body: Body::Empty(_), .. }) | Err(_) => 0,
                Ok(spec) => render(&spec, Format::Png, Size::default()).map_or(0, |bytes| bytes.len()),
            }
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
