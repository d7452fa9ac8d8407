//! A table in memory as the rows of text that the engine reads, so that a workbook and a file of any size are added up by one rule.

use super::super::meaning::Reader;
use super::super::raw::CellValue;
use super::super::shape::ColumnRole;
use super::layout::Layout;
use crate::engine::firms::chunk;
use crate::engine::firms::{Aggregate, FirmError, Gathered};

/// Bytes that are added at a time.
const PIECE: usize = 512 << 10;
/// Firms of a table in memory are told apart by a key that need not be secret: the table itself holds their names, and neither
/// outlives the import.
const KEY: [u64; 2] = [0x636c_7573, 0x7465_7270];
/// Sign between fields.
const COMMA: u8 = b',';

/// Adds up the rows of a table.
pub fn gather(reader: &Reader<'_>, layout: &Layout) -> Result<Gathered, FirmError> {
    let mut aggregate = Aggregate::new(chunk::Reader::new(layout.spec(COMMA, (0, 0)), KEY));
    let (bytes, ends) = written(reader, layout.decimal_comma);
    let from = aggregate.begin(&bytes);
    let mut pieces = Vec::new();
    let mut start = from;
    for end in ends.into_iter().filter(|end| *end > from) {
        if end - start >= PIECE || end == bytes.len() {
            pieces.push(&bytes[start..end]);
            start = end;
        }
    }
    aggregate.add(&pieces, &mut Vec::new())?;
    Ok(aggregate.gather())
}

/// The table's rows up to the last of its body, and where each ends.
fn written(reader: &Reader<'_>, decimal_comma: bool) -> (Vec<u8>, Vec<usize>) {
    let (mut bytes, mut ends) = (Vec::new(), Vec::new());
    // A text's row has the fields it has; a sheet's row ends where its last cell does, which says nothing.
    let padded = !reader.sheet.table.name.is_empty();
    let nodes = reader.columns_of(ColumnRole::Node);
    for row in 0..reader.shape.body.end {
        let filled = !reader.sheet.filled(row).is_empty();
        let cells = reader.sheet.table.rows.get(row).map_or(0, Vec::len);
        let width = if padded { reader.sheet.width } else { cells };
        for column in 0..if filled || row < reader.shape.body.start { width } else { 0 } {
            if column > 0 {
                bytes.push(COMMA);
            }
            let text = if nodes.contains(&column) { reader.node_text(row, column) } else { reader.sheet.text(row, column) };
            match reader.sheet.cell(row, column).map(|cell| cell.value) {
                Some(CellValue::Date { year, month, day }) => put(&mut bytes, &format!("{year:04}-{month:02}-{day:02}")),
                Some(CellValue::Number(_)) if decimal_comma => put(&mut bytes, &text.replace('.', ",")),
                _ => put(&mut bytes, text),
            }
        }
        bytes.push(b'\n');
        ends.push(bytes.len());
    }
    (bytes, ends)
}

fn put(bytes: &mut Vec<u8>, text: &str) {
    if !text.contains([',', '"', '\n', '\r']) {
        return bytes.extend_from_slice(text.as_bytes());
    }
    bytes.push(b'"');
    bytes.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    bytes.push(b'"');
}
