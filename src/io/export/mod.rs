//! Charts, decks, bulletins and workbooks as the bytes of files. Writing them is the caller's: one place of the program writes files.
//!
//! The same content gives the same bytes: no clock and nothing random goes into a file.

pub mod batch;
pub mod chart;
pub mod chart_part;
pub mod chart_workbook;
pub mod docx;
pub mod failure;
pub mod house;
pub mod names;
pub mod package;
pub mod pdf;
pub mod png;
pub mod pptx;
pub mod preset;
pub mod report;
pub mod svg;
pub mod theme;
pub mod xlsx;
pub mod xml;
