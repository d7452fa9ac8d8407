//! Briefings that need no file: a deck about the whole plan, and the assessment bulletin (通报). Both are plain briefings, so they can
//! be kept in a workspace and changed there.

use crate::base::{BriefingId, DimensionId, ItemId, Label, MetricId, NodeId};
use crate::domain::{Briefing, Content, Document, FindingRule, Item, NodeKind, TableKind, Width};
use crate::engine::{Evaluation, Layer};
use crate::view::Words;
use crate::view::chart::ChartKind;

/// The kinds of built-in briefings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// A deck: the whole, its breakdown, a page for each member and cluster.
    Deck,
    /// The bulletin: the whole, a table by member, a paragraph for each member.
    Bulletin,
}

impl BuiltIn {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Deck, Self::Bulletin];

    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Deck => "deck",
            Self::Bulletin => "bulletin",
        }
    }

    /// Key of its name.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Deck => "briefing-deck",
            Self::Bulletin => "briefing-bulletin",
        }
    }

    /// The kind of a word.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The briefing, with titles in the language of the words.
    pub fn briefing(self, document: &Document, evaluation: &Evaluation, words: &Words) -> Briefing {
        let title = words.label(&document.plan.info.title).to_owned();
        let key = if self == Self::Deck { "briefing-deck-title" } else { "briefing-bulletin-title" };
        let mut briefing = Briefing::new(BriefingId::new(self.id()), Label::new(words.with(key, &[("plan", &title)])));
        let mut list = List { document, evaluation, words, items: Vec::new() };
        match self {
            Self::Deck => list.deck(),
            Self::Bulletin => list.bulletin(),
        }
        briefing.items = list.items;
        briefing
    }
}

struct List<'a> {
    document: &'a Document,
    evaluation: &'a Evaluation,
    words: &'a Words,
    items: Vec<Item>,
}

impl List<'_> {
    fn add(&mut self, node: &NodeId, content: Content) -> &mut Item {
        let id = ItemId::new(format!("{}-{}", content.word(), self.items.len() + 1));
        self.items.push(Item { node: node.clone(), ..Item::new(id, content) });
        let last = self.items.len() - 1;
        &mut self.items[last]
    }

    fn chart(&mut self, node: &NodeId, kind: ChartKind) -> &mut Item {
        self.add(node, Content::Chart { kind: kind.id().to_owned() })
    }

    fn title(&self, key: &str) -> Label {
        Label::new(self.words.text(key))
    }

    /// The metrics that the whole plan states a target for; its main one first.
    fn metrics(&self, node: &NodeId) -> Vec<MetricId> {
        let plan = &self.document.plan;
        let main = plan.main_metric();
        let has = |metric: &MetricId| {
            self.evaluation.latest_actual(node, metric).is_some()
                || self.evaluation.reading(node, metric, Layer::Plan, plan.info.last_year).value.is_some()
        };
        let others = plan.metrics.iter().map(|metric| metric.id.clone()).filter(|id| Some(id) != main.as_ref());
        main.iter().cloned().chain(others).filter(has).take(4).collect()
    }

    /// The last dimension of the plan: by which a bulletin lists who answers for the figures.
    fn last_dimension(&self) -> Option<DimensionId> {
        self.document.plan.dimensions.iter().last().map(|dimension| dimension.id.clone())
    }

    fn key_numbers(&mut self, node: &NodeId, title: Label) {
        let metrics = self.metrics(node);
        let item = self.add(node, Content::KeyNumbers);
        (item.title, item.metrics) = (title, metrics);
    }

    fn finding(&mut self, node: &NodeId, rule: FindingRule) -> &mut Item {
        self.add(node, Content::Finding(rule))
    }

    fn deck(&mut self) {
        let total = NodeId::total();
        let title = self.title("briefing-whole");
        self.key_numbers(&total, title);
        self.finding(&total, FindingRule::Progress);
        self.finding(&total, FindingRule::Ranking);
        self.chart(&total, ChartKind::Trajectory);
        let dimensions: Vec<(DimensionId, String)> =
            self.document.plan.dimensions.iter().map(|d| (d.id.clone(), self.words.label(&d.name).to_owned())).collect();
        for (dimension, name) in dimensions {
            let title = Label::new(self.words.with("briefing-by", &[("dimension", &name)]));
            self.add(&total, Content::Section { text: String::new() }).title = title;
            self.chart(&total, ChartKind::Composition).dimension = Some(dimension.clone());
            self.add(&total, Content::Table(TableKind::Progress)).dimension = Some(dimension.clone());
            let members: Vec<NodeId> = self.evaluation.members_beneath(&total, &dimension);
            members.iter().for_each(|member| self.page(member));
        }
        let title = self.title("briefing-clusters");
        self.add(&total, Content::Section { text: String::new() }).title = title;
        self.chart(&total, ChartKind::Ranking);
        let clusters: Vec<NodeId> = self.evaluation.clusters_of(&total).take(200).collect();
        clusters.iter().for_each(|cluster| self.page(cluster));
    }

    /// A page of a node: what the figures say, beneath it its trajectory and how it grows or what it is made of.
    fn page(&mut self, node: &NodeId) {
        let name = crate::view::wording::node(self.words, &self.document.plan, node);
        self.add(node, Content::Break);
        let metrics = self.metrics(node);
        let item = self.finding(node, FindingRule::Progress);
        (item.title, item.metrics) = (Label::new(name), metrics);
        let cluster = self.document.plan.node_kind(node) == Some(NodeKind::Cluster);
        self.chart(node, ChartKind::Trajectory).width = Width::Half;
        // Of a member what it is made of: its ranking among the others would be the same picture on every page.
        self.chart(node, if cluster { ChartKind::Growth } else { ChartKind::Composition }).width = Width::Half;
    }

    fn bulletin(&mut self) {
        let total = NodeId::total();
        let metrics = self.metrics(&total);
        let title = self.title("briefing-part-whole");
        let item = self.finding(&total, FindingRule::Paragraph);
        (item.title, item.metrics) = (title, metrics);
        self.chart(&total, ChartKind::Trajectory);
        let dimension = self.last_dimension();
        let title = self.title("briefing-part-table");
        self.add(&total, Content::Break);
        let item = self.finding(&total, FindingRule::Ranking);
        (item.title, item.dimension) = (title, dimension.clone());
        let item = self.add(&total, Content::Table(TableKind::Progress));
        item.dimension.clone_from(&dimension);
        self.add(&total, Content::Break);
        let title = self.title("briefing-part-members");
        let members = dimension.map(|dimension| self.evaluation.members_beneath(&total, &dimension)).unwrap_or_default();
        let mut heading = Some(title);
        for member in &members {
            let metrics = self.metrics(member);
            let name = crate::view::wording::node(self.words, &self.document.plan, member);
            if let Some(title) = heading.take() {
                // The part's title stands above the first of its paragraphs.
                self.add(&total, Content::Text { markdown: String::new() }).title = title;
            }
            let item = self.finding(member, FindingRule::Paragraph);
            (item.title, item.metrics) = (Label::new(name), metrics);
        }
        self.chart(&total, ChartKind::Ranking);
        self.add(&total, Content::Break);
        let title = self.title("briefing-part-gaps");
        let dimension = self.last_dimension();
        let item = self.finding(&total, FindingRule::Gaps);
        (item.title, item.dimension) = (title, dimension);
    }
}
