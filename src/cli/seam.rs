//! Stands in for rooms that are being built.
pub use crate::session::{Evaluation, workspace};
/// Kinds of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// By year.
    Trajectory,
}
impl ChartKind {
    /// All.
    pub const ALL: [Self; 1] = [Self::Trajectory];
    /// Word.
    pub fn id(self) -> &'static str {
        "trajectory"
    }
}
