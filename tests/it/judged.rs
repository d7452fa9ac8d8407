//! What the pages of judging say about the sample plan, word for word.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use clusterplan::base::Period;
use clusterplan::domain::Document;
use clusterplan::engine::assess::Ask;
use clusterplan::engine::{Evaluation, score, warn};
use clusterplan::io::workspace;
use clusterplan::view::grid::GridSource;
use clusterplan::view::judging::{Ranking, RankingOptions, ScoreGrid, WarningTable, node_standings};
use clusterplan::view::palette::Palette;
use clusterplan::view::words::SharedWords;
use clusterplan::view::{Language, Words};

fn sample() -> (Document, Evaluation) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = workspace::open(&folder).unwrap().document;
    let evaluation = Evaluation::of(&document);
    (document, evaluation)
}

fn words(language: Language) -> SharedWords {
    Arc::new(Words::new(language))
}

/// A table as text: headings, then a line a row, with badges behind their cells.
fn text(table: &dyn GridSource, rows: usize) -> String {
    let mut out = table.columns().iter().map(|column| column.title.clone()).collect::<Vec<_>>().join(" | ");
    for row in 0..table.row_count().min(rows) {
        let cell = |column| {
            let cell = table.cell(row, column);
            if cell.badge.is_empty() { cell.text } else { format!("{} [{}]", cell.text, cell.badge) }
        };
        let _ = write!(out, "\n{}", (0..table.columns().len()).map(cell).collect::<Vec<_>>().join(" | "));
    }
    out
}

#[test]
fn the_ranking_reads_as_recorded() {
    let (document, evaluation) = sample();
    for (name, language, dimension) in
        [("ranking-clusters-zh", Language::Chinese, None), ("ranking-counties-en", Language::English, Some("county".into()))]
    {
        let options = RankingOptions { metric: "sales_revenue".into(), dimension, sort: None };
        let ask = Ask { as_of: Some(Period::year(2013)), method: None };
        let table = Ranking::new(&document, &evaluation, words(language), Palette::of(false), &options, &ask);
        insta::assert_snapshot!(name, text(&table, usize::MAX));
    }
}

#[test]
fn the_scores_read_as_recorded() {
    let (document, evaluation) = sample();
    let scheme = document.plan.score_schemes.get("clusters").unwrap();
    let of = |year| score::of(&document, &evaluation, scheme, Some(Period::year(year)), None);
    let before = Some(Period::year(2012));
    let table = ScoreGrid::new(&document, words(Language::Chinese), scheme, of(2013).since(&of(2012)), before);
    insta::assert_snapshot!("scores-clusters-zh", text(&table, usize::MAX));
    let usual = score::of(&document, &evaluation, scheme, None, None);
    assert_eq!(usual.period.map(Period::plan_year), Some(2013), "the last period that most clusters have reached");
    assert!(usual.rows.iter().any(|row| row.total.is_some()));
}

#[test]
fn the_warnings_read_as_recorded() {
    let (document, evaluation) = sample();
    let warnings = Arc::new(warn::of(&document, &evaluation, Some(Period::year(2013))));
    for (name, language) in [("warnings-zh", Language::Chinese), ("warnings-en", Language::English)] {
        let table = WarningTable::new(&document, words(language), warnings.clone());
        insta::assert_snapshot!(name, text(&table, 12));
    }
}

#[test]
fn the_standing_of_a_cluster_reads_as_recorded() {
    let (document, evaluation) = sample();
    for (name, language) in [("standing-zh", Language::Chinese), ("standing-en", Language::English)] {
        let standings = node_standings(&document, &evaluation, &words(language), &"haining-solar".into(), &Ask::default());
        let mut out = String::new();
        for of in &standings {
            let _ = writeln!(out, "{}: {}", of.name, of.verdict);
            let lines = [&of.lines, &of.required, &of.forecast, &of.growth].into_iter().flatten();
            lines.for_each(|line| out.push_str(&format!("  {line}\n")));
        }
        insta::assert_snapshot!(name, out);
    }
}
