//! Workbooks are safe to open: whatever a text begins with, no cell is a formula, and the same table gives the same bytes.

use std::io::Read;

use clusterplan::io::export::house::House;
use clusterplan::io::export::xlsx;
use clusterplan::view::report::{Cell, Column, NumberForm, Row};
use proptest::prelude::*;

fn workbook(texts: &[String], numbers: &[f64]) -> Vec<u8> {
    let columns = [Column::text("name"), Column::number("value")];
    let form = NumberForm { decimals: 3, ..NumberForm::default() };
    let rows = texts.iter().zip(numbers.iter().cycle()).map(|(text, number)| {
        let value = Cell { text: clusterplan::view::number::fixed(*number, 3), value: Some(*number), form };
        Row { cells: vec![Cell::text(text.clone()), value], strong: false }
    });
    xlsx::stream("t", &columns, rows, &House::default()).unwrap()
}

/// The parts of a workbook that hold cells.
fn sheets(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = String::new();
    for place in 0..package.len() {
        let mut part = package.by_index(place).unwrap();
        if part.name().is_ok_and(|name| name.contains("worksheets/sheet")) {
            part.read_to_string(&mut out).unwrap();
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.min(64), ..ProptestConfig::default() })]

    #[test]
    fn no_cell_of_a_workbook_is_a_formula(
        texts in prop::collection::vec("[=+\\-@\t]{0,2}[^\\p{C}]{0,12}", 1..12),
        numbers in prop::collection::vec(-1e6_f64..1e6, 1..6),
    ) {
        let bytes = workbook(&texts, &numbers);
        let sheet = sheets(&bytes);
        prop_assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
        prop_assert_eq!(sheet.matches("<v>-").count() > 0, texts.iter().zip(numbers.iter().cycle()).any(|(_, n)| *n < 0.0), "numbers stay numbers");
        prop_assert_eq!(workbook(&texts, &numbers), bytes, "the same bytes");
    }
}
