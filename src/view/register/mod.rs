//! The registers: every list of a plan as an editable table.
//!
//! A [`RecordTable`] shows one list in one language and turns what is typed, pasted, added, moved and removed into one
//! [`Edit`]. It changes nothing itself. Ids are made when a record is, from its name, and never follow a rename.

mod audit;
mod chosen;
pub(in crate::view) mod codec;
pub(in crate::view) mod context;
pub(in crate::view) mod field;
pub(in crate::view) mod figure;
mod formula;
mod frame;
pub(in crate::view) mod ids;
mod judging;
mod judging_text;
mod metric;
mod papers;
pub(in crate::view) mod reference;
mod registers;
mod relations;
mod sheet;
mod structure;
#[cfg(test)]
pub(in crate::view) mod tests;

use crate::base::{Diagnostic, NodeId, Unit};
use crate::domain::{
    Assessment, AuditSettings, Cluster, Coverage, Dimension, Document, Edit, Figure, Limit, Member, Metric, Part, PlanInfo, Project,
    Relation, ScoreEntry, ScoreScheme, Task, WarningRule,
};
use crate::view::grid::{CellRefusal, CellWrite, GridCell, GridColumn, GridSource, RowKind};
use crate::view::words::{SharedWords, Words};
use frame::Frame;
use papers::Papers;
use sheet::{Records, Sheet};

/// A list of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
    /// The plan's frame: title, years, language.
    #[default]
    Frame,
    /// Dimensions.
    Dimensions,
    /// Members of dimensions.
    Members,
    /// Clusters.
    Clusters,
    /// Parts of clusters.
    Parts,
    /// Metrics.
    Metrics,
    /// Relations between metrics.
    Relations,
    /// Units beyond the built-in ones.
    Units,
    /// Coverages.
    Coverages,
    /// Figures.
    Figures,
    /// Projects.
    Projects,
    /// Limits.
    Limits,
    /// Tasks and safeguards.
    Tasks,
    /// How progress is judged.
    Assessment,
    /// From where on the audit says something.
    AuditSettings,
    /// Schemes of scoring.
    ScoreSchemes,
    /// Bonuses and deductions.
    ScoreEntries,
    /// Rules of early warning.
    WarningRules,
    /// Documents that figures cite.
    Papers,
}

impl Register {
    /// All registers, in the order in which a plan is typed in.
    pub const ALL: [Self; 19] = [
        Self::Frame,
        Self::Dimensions,
        Self::Members,
        Self::Clusters,
        Self::Parts,
        Self::Metrics,
        Self::Relations,
        Self::Units,
        Self::Coverages,
        Self::Figures,
        Self::Projects,
        Self::Limits,
        Self::Tasks,
        Self::Assessment,
        Self::AuditSettings,
        Self::ScoreSchemes,
        Self::ScoreEntries,
        Self::WarningRules,
        Self::Papers,
    ];

    /// Key of the register's name in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Frame => "register-frame",
            Self::Dimensions => "register-dimensions",
            Self::Members => "register-members",
            Self::Clusters => "register-clusters",
            Self::Parts => "register-parts",
            Self::Metrics => "register-metrics",
            Self::Relations => "register-relations",
            Self::Units => "register-units",
            Self::Coverages => "register-coverages",
            Self::Figures => "register-figures",
            Self::Projects => "register-projects",
            Self::Limits => "register-limits",
            Self::Tasks => "register-tasks",
            Self::Assessment => "register-assessment",
            Self::AuditSettings => "register-audit",
            Self::ScoreSchemes => "register-score-schemes",
            Self::ScoreEntries => "register-score-entries",
            Self::WarningRules => "register-warning-rules",
            Self::Papers => "register-papers",
        }
    }

    /// The register's name.
    pub fn name(self, words: &Words) -> &str {
        words.text(self.key())
    }

    /// True where rows can be added, moved and removed.
    pub fn is_list(self) -> bool {
        !matches!(self, Self::Frame | Self::Assessment | Self::AuditSettings)
    }
}

/// One list of a plan as a table, at one revision of the document and in one language.
pub struct RecordTable {
    register: Register,
    sheet: Box<dyn Sheet>,
}

impl std::fmt::Debug for RecordTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RecordTable({:?}, {} rows)", self.register, self.sheet.row_count())
    }
}

impl RecordTable {
    /// The table of a register.
    pub fn new(register: Register, document: &Document, words: &SharedWords) -> Self {
        let sheet: Box<dyn Sheet> = match register {
            Register::Frame => Box::new(Frame::<PlanInfo>::new(document, words)),
            Register::Dimensions => Box::new(Records::<Dimension>::new(document, words)),
            Register::Members => Box::new(Records::<Member>::new(document, words)),
            Register::Clusters => Box::new(Records::<Cluster>::new(document, words)),
            Register::Parts => Box::new(Records::<Part>::new(document, words)),
            Register::Metrics => Box::new(Records::<Metric>::new(document, words)),
            Register::Relations => Box::new(Records::<Relation>::new(document, words)),
            Register::Units => Box::new(Records::<Unit>::new(document, words)),
            Register::Coverages => Box::new(Records::<Coverage>::new(document, words)),
            Register::Figures => Box::new(Records::<Figure>::new(document, words)),
            Register::Projects => Box::new(Records::<Project>::new(document, words)),
            Register::Limits => Box::new(Records::<Limit>::new(document, words)),
            Register::Tasks => Box::new(Records::<Task>::new(document, words)),
            Register::Assessment => Box::new(Frame::<Assessment>::new(document, words)),
            Register::AuditSettings => Box::new(Frame::<AuditSettings>::new(document, words)),
            Register::ScoreSchemes => Box::new(Records::<ScoreScheme>::new(document, words)),
            Register::ScoreEntries => Box::new(Records::<ScoreEntry>::new(document, words)),
            Register::WarningRules => Box::new(Records::<WarningRule>::new(document, words)),
            Register::Papers => Box::new(Papers::new(document, words)),
        };
        Self { register, sheet }
    }

    /// The figures of one node, one a row, without a row for new ones.
    pub fn figures_of(node: &NodeId, document: &Document, words: &SharedWords) -> Self {
        let rows = document.plan.figures.iter().enumerate().filter(|(_, f)| f.node == *node).map(|(row, _)| row).collect();
        let sheet = Box::new(Records::<Figure>::new(document, words));
        Self { register: Register::Figures, sheet: Box::new(chosen::Chosen { sheet, rows }) }
    }

    /// Some tasks, one a row, without a row for new ones.
    pub fn some_tasks(rows: Vec<usize>, document: &Document, words: &SharedWords) -> Self {
        let sheet = Box::new(Records::<Task>::new(document, words));
        Self { register: Register::Tasks, sheet: Box::new(chosen::Chosen { sheet, rows }) }
    }

    /// Which register it is.
    pub fn register(&self) -> Register {
        self.register
    }

    /// The change that typed or pasted texts make, and the texts that could not be taken. Rows from the last one on
    /// (kind [`RowKind::New`]) make new records, any number at once; the row after the last counts like the last.
    pub fn write(&self, writes: &[CellWrite], document: &Document) -> (Edit, Vec<CellRefusal>) {
        self.sheet.write(writes, document)
    }

    /// The change that adds a record with a placeholder name, or why none can be added yet.
    pub fn add(&self, document: &Document) -> Result<Edit, Diagnostic> {
        self.sheet.add(document)
    }

    /// The change that removes the records of some rows with all that refers to them.
    pub fn remove(&self, rows: &[usize], document: &Document) -> Edit {
        self.sheet.remove(rows, document)
    }

    /// The change that moves a record so that it stands at the row `to`.
    pub fn move_row(&self, from: usize, to: usize) -> Edit {
        self.sheet.move_row(from, to)
    }

    /// The id of a row's record; none for the last, empty row.
    pub fn id_at(&self, row: usize) -> Option<String> {
        self.sheet.id_at(row)
    }

    /// The node of a row, where the register lists nodes.
    pub fn node_at(&self, row: usize) -> Option<NodeId> {
        let nodes = matches!(self.register, Register::Members | Register::Clusters | Register::Parts);
        self.sheet.id_at(row).filter(|_| nodes).map(NodeId::new)
    }

    /// The row of the record with this id.
    pub fn row_of(&self, id: &str) -> Option<usize> {
        (0..self.sheet.row_count()).find(|row| self.sheet.id_at(*row).as_deref() == Some(id))
    }
}

impl GridSource for RecordTable {
    fn columns(&self) -> &[GridColumn] {
        self.sheet.columns()
    }

    fn row_count(&self) -> usize {
        self.sheet.row_count()
    }

    fn row_kind(&self, row: usize) -> RowKind {
        self.sheet.row_kind(row)
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        self.sheet.cell(row, column)
    }

    fn edit_text(&self, row: usize, column: usize) -> String {
        self.sheet.exact(row, column)
    }

    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        self.sheet.choices(row, column)
    }
}
