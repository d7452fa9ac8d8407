//! What a chart's foot says: documents and sections of the figures shown, files of the actuals, how values were computed.

use std::collections::BTreeMap;

use super::look::Look;
use crate::base::NodeId;
use crate::domain::{Figure, Status};
use crate::engine::{Basis, Reading};

/// Documents and sections named at most; a longer list ends with “and others”.
const MOST: usize = 3;

/// Gathers what the foot has to say while a chart is built.
#[derive(Default)]
pub(super) struct Foot {
    /// Documents in the order of their first use, with their sections.
    papers: Vec<(String, Vec<String>)>,
    /// Files of actuals: whether any value shown from there is illustrative.
    files: BTreeMap<String, bool>,
    methods: Vec<String>,
    last_actual: Option<i32>,
    /// True where any value shown is illustrative.
    pub illustrative: bool,
    /// True where values of different coverage are shown together.
    pub mixed: bool,
    /// True where a value shown is a sum with gaps.
    pub partial: bool,
}

impl Foot {
    /// A figure is shown.
    pub fn figure(&mut self, look: &Look<'_>, figure: &Figure) {
        let source = &figure.source;
        if source.document.is_empty() {
            return;
        }
        let paper = look.paper(&source.document);
        let place = self.papers.iter().position(|(known, _)| *known == paper).unwrap_or_else(|| {
            self.papers.push((paper, Vec::new()));
            self.papers.len() - 1
        });
        let sections = &mut self.papers[place].1;
        if !source.section.is_empty() && !sections.contains(&source.section) {
            sections.push(source.section.clone());
        }
    }

    /// A reading is shown.
    pub fn reading(&mut self, look: &Look<'_>, reading: &Reading) {
        self.illustrative |= reading.illustrative;
        self.mixed |= reading.mixed_coverage;
        self.partial |= reading.value.is_some() && reading.n < reading.of;
        match reading.basis {
            Basis::Sum => self.method(look.words.text("chart-foot-sums").to_owned()),
            Basis::Derived => {
                let args = [("metric", look.metric_name()), ("formula", &look.formula())];
                self.method(look.words.with("chart-foot-derived", &args));
            }
            _ => {}
        }
    }

    /// A value of the plan is shown: its figure is cited, those of its clusters where it is a sum of them.
    pub fn plan(&mut self, look: &Look<'_>, node: &NodeId, year: i32, reading: &Reading) {
        self.reading(look, reading);
        if reading.basis == Basis::Sum {
            let clusters: Vec<NodeId> = look.evaluation.clusters_of(node).filter(|cluster| cluster != node).collect();
            let figures = clusters.iter().flat_map(|cluster| look.levels(cluster)).filter(|(of, _)| *of == year);
            figures.for_each(|(_, figure)| self.figure(look, figure));
        } else if let Some(figure) = reading.value.and_then(|value| look.figure_at(node, year, value)) {
            self.figure(look, figure);
        }
    }

    /// An actual of a node and year is shown: its files are named, those of its clusters where it is a sum of them.
    pub fn actual(&mut self, look: &Look<'_>, node: &NodeId, year: i32, reading: &Reading) {
        self.reading(look, reading);
        self.last_actual = self.last_actual.max(Some(year));
        if reading.basis == Basis::Sum {
            for cluster in look.evaluation.clusters_of(node) {
                self.files_of(look, &cluster, year);
            }
        } else {
            self.files_of(look, node, year);
        }
    }

    fn files_of(&mut self, look: &Look<'_>, node: &NodeId, year: i32) {
        let of_year = look.observations(node, year);
        for observation in of_year {
            *self.files.entry(format!("{}.csv", observation.file)).or_default() |= observation.status == Status::Illustrative;
        }
    }

    /// A value of an actuals file is shown.
    pub fn file(&mut self, file: &str, illustrative: bool) {
        *self.files.entry(format!("{file}.csv")).or_default() |= illustrative;
        self.illustrative |= illustrative;
    }

    /// How values were computed; each is said once.
    pub fn method(&mut self, text: String) {
        if !text.is_empty() && !self.methods.contains(&text) {
            self.methods.push(text);
        }
    }

    /// The foot in words.
    pub fn text(&self, look: &Look<'_>) -> String {
        let words = look.words;
        let list = |items: &[String]| {
            let shown = items.iter().take(MOST).cloned().collect::<Vec<_>>().join(words.text("chart-list-join"));
            if items.len() > MOST { words.with("chart-foot-etc", &[("list", &shown)]) } else { shown }
        };
        let paper = |(paper, sections): &(String, Vec<String>)| match sections.as_slice() {
            [] => paper.clone(),
            sections => words.with("chart-foot-paper", &[("paper", paper), ("sections", &list(sections))]),
        };
        let file = |(file, illustrative): (&String, &bool)| {
            let key = "chart-foot-file-illustrative";
            if *illustrative { words.with(key, &[("file", file)]) } else { file.clone() }
        };
        let papers: Vec<String> = self.papers.iter().map(paper).collect();
        let files: Vec<String> = self.files.iter().map(file).collect();
        let mut parts = Vec::new();
        if !papers.is_empty() {
            parts.push(words.with("chart-foot-source", &[("list", &list(&papers))]));
        }
        if !files.is_empty() {
            parts.push(words.with("chart-foot-actuals", &[("list", &list(&files))]));
        }
        if let Some(year) = self.last_actual {
            parts.push(words.with("chart-foot-until", &[("year", &year.to_string())]));
        }
        parts.extend(self.methods.iter().cloned());
        parts.join(words.text("chart-sentence-join"))
    }
}
