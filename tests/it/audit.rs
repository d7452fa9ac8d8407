//! The audit: sound plans raise nothing, broken ones exactly what is broken, and the sample all that follows from its figures.

use clusterplan::domain::Document;
use clusterplan::engine::{Audit, Evaluation};

/// The sample plan with its actuals.
pub fn sample() -> Document {
    clusterplan::io::workspace::open(std::path::Path::new("sample-data/jiaxing-2011")).unwrap().document
}

/// The findings of a document as `severity id`.
pub fn ids(document: &Document) -> Vec<String> {
    let audit = Audit::of(document, &Evaluation::of(document));
    audit.findings.iter().map(|finding| format!("{} {}", finding.severity.as_str(), finding.id)).collect()
}

#[test]
fn all_that_follows_from_the_figures_of_the_sample_is_found() {
    insta::assert_snapshot!(ids(&sample()).join("\n"));
}
