//! The registers on the sample plan: what a cell opens with, typed again, changes nothing.

use std::path::Path;
use std::sync::Arc;

use clusterplan::base::Span;
use clusterplan::io::workspace;
use clusterplan::view::figure_list::FigureList;
use clusterplan::view::grid::{CellWrite, GridSource};
use clusterplan::view::register::{RecordTable, Register};
use clusterplan::view::{Language, Words};

#[test]
fn every_cell_of_the_sample_reads_back_as_it_stands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = workspace::open(&folder).unwrap().document;
    assert!(document.plan.figures.len() > 100);
    for language in Language::ALL {
        let words = Arc::new(Words::new(language));
        for register in Register::ALL {
            let table = RecordTable::new(register, &document, &words);
            let cells = (0..table.row_count()).flat_map(|row| (0..table.columns().len()).map(move |column| (row, column)));
            let writes: Vec<CellWrite> = cells.map(|(row, column)| CellWrite { row, column, text: table.edit_text(row, column) }).collect();
            let (edit, refusals) = table.write(&writes, &document);
            assert!(refusals.is_empty(), "{register:?} {:?}", refusals.iter().map(|r| words.diagnostic(&r.diagnostic)).collect::<Vec<_>>());
            assert!(edit.is_empty(), "{register:?} {edit:?}");
        }
    }
}

#[test]
fn the_sample_figures_copied_and_pasted_as_a_list_change_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
    let document = workspace::open(&folder).unwrap().document;
    for language in Language::ALL {
        let words = Arc::new(Words::new(language));
        let table = RecordTable::new(Register::Figures, &document, &words);
        let line = |cell: &dyn Fn(usize) -> String| (0..table.columns().len()).map(cell).collect::<Vec<_>>();
        let mut rows = vec![line(&|column| table.columns()[column].title.clone())];
        rows.extend((0..table.row_count() - 1).map(|row| line(&|column| table.edit_text(row, column))));
        let list = FigureList::from_rows(rows, &document, &words);
        let counts = list.counts();
        let questions: Vec<String> =
            list.questions().map(|(row, d)| format!("{row} {:?} {}", table.id_at(row), words.diagnostic(d))).collect();
        assert_eq!((counts.new, counts.replaces), (0, 0), "{questions:#?}");
        // Figures of which the plan names no year are asked about, since in a pasted list that is mostly a slip.
        let timeless = document.plan.figures.iter().filter(|figure| figure.time == Span::Unstated).count();
        assert_eq!((counts.same, counts.questioned), (document.plan.figures.len() - timeless, timeless), "{questions:#?}");
    }
}
