//! From a briefing to a report: every item looked up in the document, with its sources and marks.

use std::cell::RefCell;
use std::sync::Arc;

use super::model::{Block, KeyNumber, Report, Section, Start, What};
use super::scale::Scales;
use super::standing::Standing;
use super::{finding, markdown, source, table};
use crate::base::{DimensionId, Label, MetricId, NodeId, Period, ScenarioId};
use crate::domain::{Briefing, Content, Document, Item, TableKind, When};
use crate::engine::scenario::ScenarioEvaluation;
use crate::engine::{Evaluation, Reading};
use crate::view::chart::build::{Laid, Subject, build_with, project_timeline, trajectory_known};
use crate::view::chart::{Body, ChartKind, ChartSpec};
use crate::view::{Words, number, wording};

/// What a report is made from.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its evaluation.
    pub evaluation: &'a Evaluation,
    /// The language.
    pub words: &'a Words,
    /// The period for every item that does not fix its own; `None` for that of the briefing.
    pub when: Option<When>,
    /// Evaluations of scenarios that are there already; one that an item shows and that is not among them is evaluated.
    pub scenarios: &'a [Arc<ScenarioEvaluation>],
    /// What an assessment says of the nodes; without one tables tell the completion only.
    pub judge: Option<&'a dyn Judge>,
}

/// An assessment, as far as reports show it.
pub trait Judge {
    /// Heads of the columns that the assessment adds to a table of progress (state, score, rank).
    fn heads(&self) -> Vec<super::Column>;
    /// What it says of a node with a metric, a cell for each head; the last part is a sentence, empty for none.
    fn verdict(&self, node: &NodeId, metric: &MetricId) -> Verdict;
    /// How it judges, in a line for the sources.
    fn method(&self) -> String;
}

/// What an assessment says of a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// A cell for each head.
    pub cells: Vec<super::Cell>,
    /// A sentence for a node's paragraph; empty for none.
    pub sentence: String,
}

/// What builders of one report share: the inputs, the scales, and what the open section cites.
pub(super) struct Desk<'a> {
    pub inputs: Inputs<'a>,
    pub scales: Scales,
    cited: RefCell<Cited>,
    /// Evaluations that were not among the inputs.
    evaluated: RefCell<Vec<Arc<ScenarioEvaluation>>>,
}

/// The scenarios of an item.
#[derive(Default)]
pub(super) struct Chosen {
    /// Those that the workspace has, in the item's order, each once.
    pub scenarios: Vec<Arc<ScenarioEvaluation>>,
    /// A sentence for each that it no longer has.
    pub gone: Vec<String>,
}

#[derive(Default)]
struct Cited {
    sources: Vec<String>,
    illustrative: bool,
}

impl<'a> Desk<'a> {
    pub fn of(inputs: Inputs<'a>) -> Self {
        let scales = Scales::of(inputs.document, inputs.evaluation, inputs.words);
        Self { inputs, scales, cited: RefCell::default(), evaluated: RefCell::default() }
    }

    /// The evaluation of a scenario, or of the plan as one; `None` where the workspace does not have the scenario.
    pub fn evaluated(&self, scenario: Option<&ScenarioId>) -> Option<Arc<ScenarioEvaluation>> {
        let Inputs { document, evaluation, scenarios, .. } = self.inputs;
        let known = |list: &[Arc<ScenarioEvaluation>]| list.iter().find(|of| of.scenario() == scenario).cloned();
        if let Some(found) = known(scenarios).or_else(|| known(&self.evaluated.borrow())) {
            return Some(found);
        }
        let fresh = Arc::new(match scenario {
            None => ScenarioEvaluation::plan(document, evaluation),
            Some(id) if document.scenarios.contains(id) => ScenarioEvaluation::of(document, evaluation, id),
            Some(_) => return None,
        });
        self.evaluated.borrow_mut().push(fresh.clone());
        Some(fresh)
    }

    /// The scenarios that an item names.
    pub fn chosen(&self, item: &Item) -> Chosen {
        let mut chosen = Chosen::default();
        for id in &item.scenarios {
            if chosen.scenarios.iter().any(|known| known.scenario() == Some(id)) {
                continue;
            }
            match self.evaluated(Some(id)) {
                Some(found) => chosen.scenarios.push(found),
                None => chosen.gone.push(self.scenario_gone(id)),
            }
        }
        chosen
    }

    /// What the scenarios of an item are compared with, or a sentence where the workspace no longer has that.
    pub fn base(&self, item: &Item) -> Result<Arc<ScenarioEvaluation>, String> {
        let gone = || item.base.as_ref().map(|id| self.scenario_gone(id)).unwrap_or_default();
        self.evaluated(item.base.as_ref()).ok_or_else(gone)
    }

    fn scenario_gone(&self, id: &ScenarioId) -> String {
        self.words().with("report-scenario-gone", &[("scenario", id.as_str())])
    }

    pub fn words(&self) -> &'a Words {
        self.inputs.words
    }

    pub fn name(&self, node: &NodeId) -> String {
        wording::node(self.words(), &self.inputs.document.plan, node)
    }

    pub fn short(&self, node: &NodeId) -> String {
        wording::node_short(self.words(), &self.inputs.document.plan, node)
    }

    pub fn metric_name(&self, metric: &MetricId) -> String {
        wording::metric(self.words(), &self.inputs.document.plan, metric).to_owned()
    }

    pub fn standing(&self, node: &NodeId, metric: &MetricId, when: When) -> Standing {
        let standing = Standing::of(self.inputs.document, self.inputs.evaluation, node, metric, when);
        self.shown(&standing.actual);
        standing
    }

    /// A reading is shown: the section carries the mark where it is illustrative.
    pub fn shown(&self, reading: &Reading) {
        self.cited.borrow_mut().illustrative |= reading.value.is_some() && reading.illustrative;
    }

    /// A value is shown that is illustrative or not: the section carries the mark where it is.
    pub fn shown_illustrative(&self, illustrative: bool) {
        self.cited.borrow_mut().illustrative |= illustrative;
    }

    /// A line of sources, once.
    pub fn cite(&self, line: String) {
        let sources = &mut self.cited.borrow_mut().sources;
        if !line.is_empty() && !sources.contains(&line) {
            sources.push(line);
        }
    }

    /// Cites where the plan's and the observed values of a node and metric come from: what its trajectory says at its foot.
    pub fn cite_values(&self, node: &NodeId, metric: &MetricId) {
        if let Ok(spec) = trajectory_known(&self.subject(node, metric, None)) {
            self.cite(spec.foot);
        }
    }

    pub fn subject<'s>(&'s self, node: &'s NodeId, metric: &'s MetricId, dimension: Option<&'s DimensionId>) -> Subject<'s> {
        let Inputs { document, evaluation, words, .. } = self.inputs;
        Subject { document, evaluation, words, node, metric, dimension }
    }

    /// The metrics of an item that the plan has; its main one where the item names none.
    pub fn metrics(&self, item: &Item) -> Vec<MetricId> {
        let plan = &self.inputs.document.plan;
        if item.metrics.is_empty() {
            return plan.main_metric().into_iter().collect();
        }
        item.metrics.iter().filter(|metric| plan.metrics.contains(*metric)).cloned().collect()
    }

    /// A period in words.
    pub fn period(&self, period: Period) -> String {
        wording::period(self.words(), period)
    }

    fn take_cited(&self) -> Cited {
        self.cited.take()
    }
}

/// Builds the report of a briefing.
pub fn build(briefing: &Briefing, inputs: Inputs<'_>) -> Report {
    let desk = Desk::of(inputs);
    let when = inputs.when.unwrap_or(briefing.when);
    let mut sections: Vec<Section> = Vec::new();
    let mut open = Section::default();
    let mut close = |open: &mut Section| {
        let cited = desk.take_cited();
        let mut section = std::mem::take(open);
        section.sources = source::merged(&cited.sources, desk.words());
        section.mark = cited.illustrative.then(|| desk.words().text("chart-illustrative").to_owned());
        if !section.blocks.is_empty() || section.divider {
            sections.push(section);
        }
    };
    for (place, item) in briefing.items.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| briefing.items.get(place));
        if starts_page(item, before, &open) {
            close(&mut open);
        }
        let block = open.blocks.len();
        desk.item(item, item.when.unwrap_or(when), &mut open);
        open.items.push(Start { item: item.id.clone(), block });
        if matches!(item.content, Content::Section { .. }) {
            close(&mut open);
        }
    }
    close(&mut open);
    let mark = sections.iter().find_map(|section| section.mark.clone());
    let words = inputs.words;
    let lines = vec![inputs.document.plan.info.authority.clone(), desk.about(when)];
    Report {
        title: words.label(&briefing.name).to_owned(),
        subtitle: words.label(&briefing.subtitle).to_owned(),
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
        language: words.language(),
        mark,
        sections,
    }
}

/// Sections and breaks start a page; so does a chart or a table where the page holds one that it does not stand beside.
fn starts_page(item: &Item, before: Option<&Item>, open: &Section) -> bool {
    match item.content {
        Content::Section { .. } | Content::Break => true,
        Content::Chart { .. } | Content::Table(_) => {
            let heavy = open.blocks.iter().filter(|block| matches!(block.what, What::Chart { .. } | What::Table(_))).count();
            let half = |item: &Item| item.width == crate::domain::Width::Half;
            let beside = half(item) && before.is_some_and(half) && heavy < 2;
            // What could not be shown and is said instead stands on a page of its own all the same.
            let said = before.is_some_and(|before| matches!(before.content, Content::Chart { .. } | Content::Table(_)));
            (heavy > 0 || said && !open.blocks.is_empty()) && !beside
        }
        _ => false,
    }
}

impl Desk<'_> {
    fn item(&self, item: &Item, when: When, section: &mut Section) {
        let title = self.title(&item.title);
        match &item.content {
            Content::Break => {}
            Content::Section { text } => {
                *section = Section { title, subtitle: text.clone(), divider: true, ..Section::default() };
            }
            Content::Text { markdown } => {
                let blocks = markdown::blocks(markdown).into_iter().map(|block| Block { width: item.width, ..block });
                self.add(section, item, title, blocks.collect());
            }
            _ if self.inputs.document.plan.node_kind(&item.node).is_none() => self.gone(section, item, title, "report-node-gone"),
            Content::Table(kind) if !kind.has_metrics() => self.table(section, item, title, *kind, when),
            Content::Chart { kind } if ChartKind::of_id(kind) == Some(ChartKind::ProjectTimeline) => {
                let Inputs { document, evaluation, words, .. } = self.inputs;
                let spec = project_timeline(document, evaluation, words, &item.node, item.dimension.as_ref(), None);
                self.chart_of(section, item, title, spec);
            }
            content => match self.metrics(item).split_first() {
                None => self.gone(section, item, title, "report-metric-gone"),
                Some((metric, _)) => match content {
                    Content::Chart { kind } => self.chart(section, item, title, kind, metric, when),
                    Content::Table(kind) => self.table(section, item, title, *kind, when),
                    Content::KeyNumbers => {
                        let list = self.metrics(item).iter().map(|metric| self.key_number(&item.node, metric, when)).collect();
                        self.add(section, item, title, vec![Block { width: item.width, what: What::KeyNumbers(list) }]);
                    }
                    Content::Finding(rule) => {
                        let what = finding::of(self, *rule, item, when);
                        self.add(section, item, title, vec![Block { width: item.width, what }]);
                    }
                    _ => {}
                },
            },
        }
    }

    fn title(&self, label: &Label) -> String {
        self.words().label(label).to_owned()
    }

    /// Adds blocks; their title becomes the section's where it has none, a heading else.
    fn add(&self, section: &mut Section, item: &Item, title: String, blocks: Vec<Block>) {
        if section.title.is_empty() && section.blocks.is_empty() {
            section.title = title;
        } else if !title.is_empty() {
            section.blocks.push(Block { width: item.width, what: What::Heading(title) });
        }
        section.blocks.extend(blocks);
    }

    fn gone(&self, section: &mut Section, item: &Item, title: String, key: &str) {
        let text = self.words().with(key, &[("node", item.node.as_str())]);
        let what = What::Paragraph(vec![super::Span::plain(text)]);
        self.add(section, item, title, vec![Block { width: item.width, what }]);
    }

    fn table(&self, section: &mut Section, item: &Item, title: String, kind: TableKind, when: When) {
        let (heading, list) = table::of(self, kind, item, when);
        let title = if title.is_empty() { heading } else { title };
        let blocks = list.into_iter().map(|what| Block { width: item.width, what });
        self.add(section, item, title, blocks.collect());
    }

    /// A paragraph in the place of what cannot be shown.
    fn said(&self, section: &mut Section, item: &Item, title: String, text: String) {
        self.add(section, item, title, vec![Block { width: item.width, what: What::Paragraph(vec![super::Span::plain(text)]) }]);
    }

    fn chart(&self, section: &mut Section, item: &Item, title: String, kind: &str, metric: &MetricId, when: When) {
        let Some(kind) = ChartKind::of_id(kind) else {
            let text = self.words().with("report-chart-gone", &[("kind", kind)]);
            return self.said(section, item, title, text);
        };
        let chosen = self.chosen(item);
        let base = match (kind, self.base(item)) {
            (ChartKind::Waterfall, Err(gone)) => return self.said(section, item, title, gone),
            (_, base) => base.ok(),
        };
        if kind.needs_scenario() && chosen.scenarios.is_empty() && !chosen.gone.is_empty() {
            return self.said(section, item, title, chosen.gone.join(self.words().text("chart-phrase-join")));
        }
        // Of a scenario an item shows the year that it fixes itself: the briefing's own period is about what was observed.
        let year = item.when.and(self.year_of(when));
        let subject = self.subject(&item.node, metric, item.dimension.as_ref());
        // A waterfall leads to one scenario: of several each gets its own.
        let each = kind == ChartKind::Waterfall && chosen.scenarios.len() > 1;
        let groups: Vec<&[Arc<ScenarioEvaluation>]> = if each { chosen.scenarios.chunks(1).collect() } else { vec![&chosen.scenarios] };
        for scenarios in groups {
            let laid = Laid { scenarios, base: base.as_deref(), year, ..Laid::default() };
            // What goes to leaders shows what is known; a forecast is asked for where it is to be talked about.
            let made = if kind == ChartKind::Trajectory { trajectory_known(&subject) } else { build_with(kind, &subject, &laid) };
            match made {
                Ok(spec) => self.chart_of(section, item, if each { String::new() } else { title.clone() }, spec),
                Err(error) => return self.gone(section, item, title, error.key),
            }
        }
        if kind.needs_scenario() {
            chosen.gone.into_iter().for_each(|sentence| self.cite(sentence));
        }
    }

    /// The year that a period ends in.
    pub fn year_of(&self, when: When) -> Option<i32> {
        match when {
            When::Latest => None,
            When::At(period) => Some(period.as_year().unwrap_or_else(|| period.plan_year())),
        }
    }

    fn chart_of(&self, section: &mut Section, item: &Item, title: String, spec: ChartSpec) {
        let spec = match spec {
            ChartSpec { body: Body::Empty(reason), title: of, .. } => {
                // One block, so that it can stand beside another.
                let title = super::Span { bold: true, ..super::Span::plain(if title.is_empty() { of } else { title } + "  ") };
                let what = What::Paragraph(vec![title, super::Span::plain(reason)]);
                return section.blocks.push(Block { width: item.width, what });
            }
            spec => ChartSpec { title: if title.is_empty() { spec.title.clone() } else { title }, ..spec },
        };
        self.cite(spec.foot.clone());
        self.cited.borrow_mut().illustrative |= spec.mark.is_some();
        let titled = section.title.is_empty() && section.blocks.is_empty() && item.width == crate::domain::Width::Full;
        if titled {
            section.title.clone_from(&spec.title);
            section.subtitle.clone_from(&spec.subtitle);
        }
        section.blocks.push(Block { width: item.width, what: What::Chart { spec: Box::new(spec), titled } });
    }

    fn key_number(&self, node: &NodeId, metric: &MetricId, when: When) -> KeyNumber {
        let (words, scale) = (self.words(), self.scales.get(metric));
        let standing = self.standing(node, metric, when);
        self.cite_values(node, metric);
        let mut notes = Vec::new();
        if let Some(growth) = standing.growth {
            notes.push(words.with("report-growth", &[("rate", &number::signed_percent(growth, 1))]));
        }
        if let Some(share) = standing.of_path() {
            notes.push(words.with("report-of-path", &[("share", &number::percent(share, 1))]));
        }
        if standing.is_partial() {
            let (n, of) = (standing.actual.n.to_string(), standing.actual.of.to_string());
            notes.push(words.with("report-n-of-m", &[("n", &n), ("of", &of)]));
        }
        if standing.preliminary {
            notes.push(words.text("report-preliminary").to_owned());
        }
        let period = standing.period.map(|period| self.period(period)).unwrap_or_default();
        let label = words.with("report-key-label", &[("metric", &self.metric_name(metric)), ("period", &period)]);
        let value = standing.actual.value.map_or_else(|| number::MISSING.to_owned(), |value| scale.with_unit(value));
        KeyNumber { label: label.trim().to_owned(), value, note: notes.join(words.text("chart-phrase-join")) }
    }

    /// Which period the report is about.
    fn about(&self, when: When) -> String {
        let period = match when {
            When::At(period) => Some(period),
            When::Latest => {
                let main = self.inputs.document.plan.main_metric();
                let nodes = self.inputs.document.plan.nodes().collect::<Vec<_>>();
                let latest = |metric: MetricId| {
                    nodes.iter().filter_map(|node| self.inputs.evaluation.latest_actual(node, &metric)).map(|(year, _)| year).max()
                };
                main.and_then(latest).map(Period::year)
            }
        };
        period.map(|period| self.words().with("report-as-of", &[("period", &self.period(period))])).unwrap_or_default()
    }
}
