//! Looks into a packed workbook before anything unpacks it: what it is, and how large it would become.
//!
//! Declared sizes can lie, so every part is inflated once into nothing and counted.

use std::fs::File;
use std::io::{self, BufReader, Read};

use zip::ZipArchive;

use super::ImportError;
use super::limits;
use super::source::Progress;

/// A ZIP archive on disk.
pub type Archive = ZipArchive<BufReader<File>>;

/// The kinds of packed workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Package {
    /// Excel since 2007.
    Xlsx,
    /// Excel since 2007, binary.
    Xlsb,
    /// LibreOffice.
    Ods,
}

/// Opens an archive, tells what it is, and refuses what would fill the memory. Progress runs from `from` to `to`.
pub fn look(name: &str, file: File, (from, to): (f64, f64), progress: Progress<'_>) -> Result<(Package, Archive), ImportError> {
    let damaged = |reason: String| ImportError::Damaged { file: name.to_owned(), reason };
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(error.to_string()))?;
    let package = package(name, &archive)?;
    if archive.len() > limits::PARTS {
        return Err(bomb(name, "*", limits::ALL_PARTS_BYTES));
    }
    let (count, mut all) = (archive.len(), 0_u64);
    for index in 0..count {
        if !progress(from + (to - from) * index as f64 / count as f64) {
            return Err(ImportError::Cancelled);
        }
        let part = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let called = String::from_utf8_lossy(part.name_raw()).into_owned();
        if !is_read(&called) {
            continue;
        }
        let allowed = allowed(&called).min(limits::ALL_PARTS_BYTES - all);
        if part.size() > allowed {
            return Err(bomb(name, &called, allowed));
        }
        let size = io::copy(&mut part.take(allowed + 1), &mut io::sink()).map_err(|error| damaged(format!("{called}: {error}")))?;
        if size > allowed {
            return Err(bomb(name, &called, allowed));
        }
        all += size;
    }
    Ok((package, archive))
}

fn bomb(name: &str, part: &str, allowed: u64) -> ImportError {
    ImportError::Bomb { file: name.to_owned(), part: part.to_owned(), allowed: allowed >> 20 }
}

/// Pictures and the like are never unpacked.
fn is_read(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    [".xml", ".rels", ".bin", ".vml"].iter().any(|ending| lower.ends_with(ending)) || lower == "mimetype"
}

fn allowed(part: &str) -> u64 {
    let lower = part.to_ascii_lowercase();
    if lower.contains("worksheets/") || lower == "content.xml" { limits::PART_BYTES } else { limits::SHARED_BYTES }
}

fn package(name: &str, archive: &Archive) -> Result<Package, ImportError> {
    let names: Vec<String> = archive.file_names_raw().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()).collect();
    let has = |part: &str| names.iter().any(|name| name.trim_start_matches('/') == part);
    let within = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    let other = |found| Err(ImportError::NoTable { file: name.to_owned(), found });
    if has("xl/workbook.bin") {
        Ok(Package::Xlsb)
    } else if has("xl/workbook.xml") || within("xl/worksheets/") {
        Ok(Package::Xlsx)
    } else if within("word/") {
        other("DOCX")
    } else if within("ppt/") {
        other("PPTX")
    } else if has("content.xml") && has("mimetype") {
        Ok(Package::Ods)
    } else {
        other("ZIP")
    }
}
