//! A report as the bytes of a file in every format, and what may go wrong with that, in data.

use super::house::House;
use super::{docx, pdf, pptx, xlsx};
use crate::base::Diagnostic;
use crate::view::chart::Measure;
use crate::view::house::logo_place;
use crate::view::report::book::Book;
use crate::view::report::layout::{Paper, sheets};
use crate::view::report::{Report, paint};

/// A format of whole reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportFormat {
    /// A deck of slides.
    Pptx,
    /// A paper to be edited.
    Docx,
    /// A workbook.
    Xlsx,
    /// A paper to be read.
    Pdf,
}

impl ReportFormat {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Pptx, Self::Docx, Self::Xlsx, Self::Pdf];

    /// Ending of the file's name, which is also the word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Pptx => "pptx",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }

    /// The format of a word.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The package could not be packed.
    #[error(transparent)]
    Pack(#[from] zip::result::ZipError),
    /// A workbook could not be made.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A workbook could not be filled.
    #[error(transparent)]
    Fill(#[from] xlsx::FillError),
    /// A picture could not be made.
    #[error(transparent)]
    Picture(#[from] super::chart::PictureError),
    /// A PDF could not be made.
    #[error(transparent)]
    Pdf(#[from] pdf::PdfError),
}

/// A file's bytes, and what is to be told about them.
#[derive(Debug)]
pub struct Made {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What could not be done as asked.
    pub told: Vec<Diagnostic>,
}

/// What a file is made from.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// The report.
    pub report: &'a Report,
    /// The workbook of it.
    pub book: &'a Book,
    /// The house style.
    pub house: &'a House,
    /// A deck whose layouts are used: its bytes and its name for messages.
    pub template: Option<(&'a [u8], &'a str)>,
    /// How wide texts are.
    pub measure: &'a (dyn Measure + Sync),
}

/// Makes the file of a format.
pub fn make(making: Making<'_>, format: ReportFormat) -> Result<Made, ReportError> {
    let Making { report, book, house, template, measure } = making;
    let plain = |bytes| Made { bytes, told: Vec::new() };
    Ok(match format {
        ReportFormat::Pptx => pptx::write(report, house, template, measure)?,
        ReportFormat::Docx => plain(docx::write(report, house)?),
        ReportFormat::Xlsx => plain(xlsx::write(book, house)?),
        ReportFormat::Pdf => plain(paper(report, house, measure)?),
    })
}

fn paper(report: &Report, house: &House, measure: &dyn Measure) -> Result<Vec<u8>, ReportError> {
    let paper = Paper::A4;
    let draw = |sheet| paint::scene(report, sheet, &paper, &house.palette, &house.footer, measure);
    let scenes: Vec<_> = sheets(report, &paper, measure).iter().map(draw).collect();
    let pages: Vec<_> = scenes.iter().map(|scene| pdf::Page { scene, size: (paper.width, paper.height) }).collect();
    let logo = house.logo.as_ref().map(|(bytes, size)| (bytes.as_slice(), logo_place(&paper, *size)));
    Ok(pdf::write_with(&pages, &report.title, report.language, logo)?)
}
