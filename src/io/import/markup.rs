//! Web pages and XML workbooks that call themselves `.xls`, as statistics systems send them: decoded, and their tables read.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::ImportError;
use super::source::{Progress, Source};
use super::{encoding, limits, web_page, workbook, xml_sheet};
use crate::view::import::raw::{FileKind, OpenChoices, RawFile, RawTable};

/// Bytes in which a text names its encoding.
const PROLOGUE: usize = 4096;

/// Opens a web page.
pub fn web_page(source: Source, choices: &OpenChoices, from: f64, progress: Progress<'_>) -> Result<RawFile, ImportError> {
    open(source, FileKind::WebPage, choices, from, progress, web_page::tables)
}

/// Opens a workbook as one XML text.
pub fn xml_sheet(source: Source, choices: &OpenChoices, from: f64, progress: Progress<'_>) -> Result<RawFile, ImportError> {
    open(source, FileKind::XmlSheet, choices, from, progress, xml_sheet::tables)
}

fn open(
    mut source: Source,
    kind: FileKind,
    choices: &OpenChoices,
    from: f64,
    progress: Progress<'_>,
    read: impl FnOnce(&str, &mut workbook::Context<'_>) -> Result<Vec<RawTable>, ImportError>,
) -> Result<RawFile, ImportError> {
    if !source.is_whole() {
        return Err(ImportError::TooLarge { file: source.name, allowed: limits::TEXT_BYTES as u64 >> 20 });
    }
    let head = std::mem::take(&mut source.head);
    let found = match &choices.encoding {
        Some(name) => encoding::named(name, &head).ok_or_else(|| ImportError::Encoding(name.clone()))?,
        None => stated(&head).and_then(|name| encoding::named(name.name(), &head)).unwrap_or_else(|| encoding::find(&head, true)),
    };
    let text: Cow<'_, str> = found.encoding.decode_without_bom_handling(&head[found.mark..]).0;
    let mut file = workbook::guarded(source, choices, from, progress, |context| Ok((kind, read(&text, context)?)))?;
    file.encoding = Some(found.encoding.name().to_owned());
    Ok(file)
}

/// The encoding that the text itself names, unless a byte order mark says another.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let prologue = String::from_utf8_lossy(&bytes[..bytes.len().min(PROLOGUE)]).to_ascii_lowercase();
    let after = ["charset=", "encoding="].iter().find_map(|word| prologue.find(word).map(|at| &prologue[at + word.len()..]))?;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end]).filter(|found| *found != encoding_rs::REPLACEMENT)
}
