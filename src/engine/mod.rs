//! Floor 2: the arithmetic, as pure functions: what follows from a document.
//!
//! One file per rule, each naming its source. No clock, no file system, no screen; the same input gives the same
//! output, bit for bit.

pub mod accept;
pub mod actual;
pub mod assess;
pub mod audit;
pub mod derive;
pub mod evaluate;
pub mod evaluation;
pub mod firms;
pub mod forecast;
pub mod formula;
pub mod frame;
mod gathered;
pub mod in_year;
pub mod measure;
pub mod order;
pub mod path;
pub mod points;
pub mod program;
pub mod reading;
pub mod rollup;
pub mod scenario;
pub mod score;
pub mod table;
#[cfg(test)]
mod tests;
mod uncounted;
pub mod warn;

pub use audit::{Audit, Finding, Standing};
pub use evaluate::EvaluatedRow;
pub use evaluation::Evaluation;
pub use path::{How, Reason, Requirement, TargetPoint};
pub use reading::{Basis, Layer, Reading, Sum};
pub use scenario::ScenarioEvaluation;
