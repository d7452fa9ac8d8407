//! The form of a briefing and of an item, as a list of fields: what stands in each and what can be chosen.

use super::list::{chart_name, rule_name, table_name};
use crate::base::{MetricId, NodeId, Period};
use crate::domain::{Briefing, Content, Document, FindingRule, Item, TableKind, When, Width};
use crate::view::chart::ChartKind;
use crate::view::register::codec::other_language;
use crate::view::scenario_page::list as scenarios;
use crate::view::{Words, wording};

/// The word of a choice that follows from elsewhere: the plan's first, the briefing's own.
pub const OWN: &str = "";
/// The word of the last period with actuals.
pub const LATEST: &str = "latest";

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// Name of the briefing, in the plan's language.
    Name,
    /// The same in the other language.
    NameOther,
    /// The line under the name.
    Subtitle,
    /// The same in the other language.
    SubtitleOther,
    /// A remark for the author.
    Note,
    /// Title of the item.
    Title,
    /// The same in the other language.
    TitleOther,
    /// The kind of chart.
    Chart,
    /// The kind of table.
    Table,
    /// The rule for sentences.
    Rule,
    /// How much of a page's width.
    Width,
    /// Of whom.
    Node,
    /// The one metric.
    Metric,
    /// The metrics.
    Metrics,
    /// By which dimension.
    Dimension,
    /// Which scenarios.
    Scenarios,
    /// What scenarios are compared with.
    Base,
    /// Whose scores.
    Scheme,
    /// When.
    When,
    /// The line under a section's title.
    Line,
    /// Own words.
    Markdown,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// A line of text.
    Text {
        /// What stands there.
        text: String,
        /// What stands there in pale where nothing does.
        hint: String,
    },
    /// A text of many lines.
    Words {
        /// What stands there.
        text: String,
        /// What stands there in pale where nothing does.
        hint: String,
    },
    /// One of a list: word and name of each, and the word of the one that is chosen.
    Choice {
        /// What can be chosen.
        options: Vec<(String, String)>,
        /// What is.
        chosen: String,
    },
    /// A node with its name.
    Node(NodeId, String),
    /// Several of a list.
    Several {
        /// What can be added: word and name.
        options: Vec<(String, String)>,
        /// What is chosen, in order.
        chosen: Vec<(String, String)>,
        /// What it means that none is.
        none: String,
    },
}

/// A field with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Which.
    pub id: FieldId,
    /// Its name.
    pub label: String,
    /// What it takes.
    pub kind: FieldKind,
}

struct Form<'a> {
    words: &'a Words,
    document: &'a Document,
    periods: &'a [Period],
    fields: Vec<Field>,
}

/// The form of a briefing itself. `periods` are those that anything was reported of.
pub fn head_fields(words: &Words, document: &Document, periods: &[Period], briefing: &Briefing) -> Vec<Field> {
    let mut form = Form { words, document, periods, fields: Vec::new() };
    form.label(FieldId::Name, FieldId::NameOther, "briefing-name", &briefing.name, "");
    form.label(FieldId::Subtitle, FieldId::SubtitleOther, "briefing-subtitle", &briefing.subtitle, words.text("briefing-subtitle-hint"));
    form.when(Some(briefing.when), false);
    form.text(FieldId::Note, words.text("briefing-note"), &briefing.note, words.text("briefing-note-hint"), true);
    form.fields
}

/// The form of an item.
pub fn fields(words: &Words, document: &Document, periods: &[Period], item: &Item) -> Vec<Field> {
    let mut form = Form { words, document, periods, fields: Vec::new() };
    form.content(&item.content);
    if !matches!(item.content, Content::Break) {
        form.label(FieldId::Title, FieldId::TitleOther, "briefing-title", &item.title, words.text("briefing-title-hint"));
    }
    match &item.content {
        Content::Section { text } => form.text(FieldId::Line, words.text("briefing-line"), text, "", false),
        Content::Text { markdown } => {
            form.text(FieldId::Markdown, words.text("briefing-markdown"), markdown, words.text("briefing-markdown-hint"), true);
        }
        _ => {}
    }
    if item.content.shows_figures() {
        form.subject(item);
    }
    if !matches!(item.content, Content::Section { .. } | Content::Break) {
        let options = [(Width::Full, "briefing-width-full"), (Width::Half, "briefing-width-half")];
        let options = options.map(|(width, key)| (width.word().to_owned(), words.text(key).to_owned()));
        form.choice(FieldId::Width, "briefing-width", options.to_vec(), item.width.word());
    }
    form.fields
}

impl Form<'_> {
    fn push(&mut self, id: FieldId, label: &str, kind: FieldKind) {
        self.fields.push(Field { id, label: label.to_owned(), kind });
    }

    fn text(&mut self, id: FieldId, label: &str, text: &str, hint: &str, long: bool) {
        let (text, hint) = (text.to_owned(), hint.to_owned());
        self.push(id, label, if long { FieldKind::Words { text, hint } } else { FieldKind::Text { text, hint } });
    }

    /// A text in the plan's own language and in the other one.
    fn label(&mut self, own: FieldId, other: FieldId, key: &str, label: &crate::base::Label, hint: &str) {
        let words = self.words;
        let tag = other_language(&self.document.plan.info.language);
        self.text(own, words.text(key), &label.text, hint, false);
        let name = words.with(
            "briefing-in-other",
            &[("name", words.text(key)), ("language", words.text(&format!("language-{}", tag.to_ascii_lowercase())))],
        );
        self.text(other, &name, label.translations.get(tag).map_or("", String::as_str), &label.text, false);
    }

    /// A list to choose from. What is chosen and not on it stays, and is said to be gone.
    fn choice(&mut self, id: FieldId, key: &str, mut options: Vec<(String, String)>, chosen: &str) {
        if options.iter().all(|(word, _)| word != chosen) {
            options.push((chosen.to_owned(), self.words.with("briefing-gone", &[("id", chosen)])));
        }
        self.push(id, self.words.text(key), FieldKind::Choice { options, chosen: chosen.to_owned() });
    }

    fn content(&mut self, content: &Content) {
        let words = self.words;
        match content {
            Content::Chart { kind } => {
                let options = ChartKind::ALL.map(|kind| (kind.id().to_owned(), chart_name(words, kind.id()))).to_vec();
                self.choice(FieldId::Chart, "briefing-kind-chart", options, kind);
            }
            Content::Table(kind) => {
                let options = TableKind::ALL.map(|kind| (kind.word().to_owned(), table_name(words, kind))).to_vec();
                self.choice(FieldId::Table, "briefing-kind-table", options, kind.word());
            }
            Content::Finding(rule) => {
                let options = FindingRule::ALL.map(|rule| (rule.word().to_owned(), rule_name(words, rule))).to_vec();
                self.choice(FieldId::Rule, "briefing-kind-finding", options, rule.word());
            }
            _ => {}
        }
    }

    /// Of whom, with what, by which dimension, beside which scenarios, when.
    fn subject(&mut self, item: &Item) {
        let (words, plan) = (self.words, self.document.plan.clone());
        self.push(FieldId::Node, words.text("briefing-node"), FieldKind::Node(item.node.clone(), self.node_name(&item.node)));
        let metrics: Vec<(String, String)> =
            plan.metrics.iter().map(|metric| (metric.id.to_string(), wording::metric(words, &plan, &metric.id).to_owned())).collect();
        let main = plan.main_metric().map(|metric| wording::metric(words, &plan, &metric).to_owned()).unwrap_or_default();
        let main = words.with("briefing-main-metric", &[("metric", &main)]);
        // A chart is of one metric; the rest of a list that was written by hand stays.
        if matches!(item.content, Content::Chart { .. }) {
            let options = std::iter::once((OWN.to_owned(), main)).chain(metrics).collect();
            self.choice(FieldId::Metric, "briefing-metric", options, item.metrics.first().map_or(OWN, MetricId::as_str));
        } else if !matches!(item.content, Content::Table(kind) if !kind.has_metrics()) || !item.metrics.is_empty() {
            let chosen: Vec<String> = item.metrics.iter().map(MetricId::to_string).collect();
            self.several(FieldId::Metrics, "briefing-metrics", metrics, &chosen, main);
        }
        if (plan.dimensions.len() > 1 && breaks_down(&item.content)) || item.dimension.is_some() {
            let first = plan.dimensions.iter().next().map_or("", |first| words.label(&first.name));
            let own = (OWN.to_owned(), words.with("briefing-first-dimension", &[("dimension", first)]));
            let all = plan.dimensions.iter().map(|dimension| (dimension.id.to_string(), words.label(&dimension.name).to_owned()));
            let chosen = item.dimension.as_ref().map_or(OWN, |dimension| dimension.as_str());
            self.choice(FieldId::Dimension, "briefing-dimension", std::iter::once(own).chain(all).collect(), chosen);
        }
        if shows_scenarios(&item.content) || !item.scenarios.is_empty() {
            let options = self.document.scenarios.iter().map(|scenario| &scenario.id);
            let options = options.map(|id| (id.to_string(), scenarios::name(words, self.document, Some(id)))).collect();
            let chosen: Vec<String> = item.scenarios.iter().map(ToString::to_string).collect();
            self.several(FieldId::Scenarios, "briefing-scenarios", options, &chosen, words.text("briefing-scenarios-none").to_owned());
        }
        self.comparison(item);
        if has_period(&item.content) || item.when.is_some() {
            self.when(item.when, true);
        }
    }

    /// What scenarios are compared with, and whose scores.
    fn comparison(&mut self, item: &Item) {
        let (words, document) = (self.words, self.document);
        if compares(&item.content) || item.base.is_some() {
            let plan = (OWN.to_owned(), scenarios::name(words, document, None));
            let all = document.scenarios.iter().map(|scenario| &scenario.id);
            let all = all.map(|id| (id.to_string(), scenarios::name(words, document, Some(id))));
            let options = std::iter::once(plan).chain(all).collect();
            self.choice(FieldId::Base, "briefing-base", options, item.base.as_ref().map_or(OWN, |id| id.as_str()));
        }
        if matches!(item.content, Content::Table(TableKind::Scores)) || item.scheme.is_some() {
            let all = (OWN.to_owned(), words.text("briefing-all-schemes").to_owned());
            let schemes = document.plan.score_schemes.iter();
            let schemes = schemes.map(|scheme| (scheme.id.to_string(), words.label(&scheme.name).to_owned()));
            let options = std::iter::once(all).chain(schemes).collect();
            self.choice(FieldId::Scheme, "briefing-scheme", options, item.scheme.as_ref().map_or(OWN, |id| id.as_str()));
        }
    }

    fn node_name(&self, node: &NodeId) -> String {
        let plan = &self.document.plan;
        if plan.node_kind(node).is_some() {
            wording::node_short(self.words, plan, node)
        } else {
            self.words.with("briefing-gone", &[("id", node.as_str())])
        }
    }

    fn several(&mut self, id: FieldId, key: &str, options: Vec<(String, String)>, chosen: &[String], none: String) {
        let words = self.words;
        let named = |word: &String| {
            let name = options.iter().find(|(known, _)| known == word).map(|(_, name)| name.clone());
            (word.clone(), name.unwrap_or_else(|| words.with("briefing-gone", &[("id", word)])))
        };
        let named = chosen.iter().map(named).collect();
        let options = options.into_iter().filter(|(word, _)| !chosen.contains(word)).collect();
        self.push(id, words.text(key), FieldKind::Several { options, chosen: named, none });
    }

    /// The period; an item may leave it to the briefing.
    fn when(&mut self, when: Option<When>, of_item: bool) {
        let words = self.words;
        let own = of_item.then(|| (OWN.to_owned(), words.text("briefing-when-own").to_owned()));
        let latest = (LATEST.to_owned(), words.text("briefing-when-latest").to_owned());
        let fixed = if let Some(When::At(period)) = when { Some(period) } else { None };
        // A period that nothing was reported of yet can have been fixed all the same.
        let unknown = fixed.filter(|period| !self.periods.contains(period));
        let periods = unknown.iter().chain(self.periods).map(|period| (period.to_string(), wording::period(words, *period)));
        let options = own.into_iter().chain([latest]).chain(periods).collect();
        self.choice(FieldId::When, "briefing-when", options, &when_word(when));
    }
}

/// The word of a period in a list of choices.
pub fn when_word(when: Option<When>) -> String {
    match when {
        None => OWN.to_owned(),
        Some(When::Latest) => LATEST.to_owned(),
        Some(When::At(period)) => period.to_string(),
    }
}

/// True for what breaks a node down by a dimension.
fn breaks_down(content: &Content) -> bool {
    match content {
        Content::Chart { .. } => true,
        Content::Table(kind) => kind.has_metrics() && !matches!(kind, TableKind::Years | TableKind::Figures),
        Content::Finding(rule) => matches!(rule, FindingRule::Ranking | FindingRule::Gaps),
        _ => false,
    }
}

/// True for what shows scenarios beside the plan.
pub fn shows_scenarios(content: &Content) -> bool {
    match content {
        Content::Chart { kind } => ChartKind::of_id(kind).is_some_and(ChartKind::needs_scenario),
        Content::Table(kind) => kind.needs_scenario(),
        _ => false,
    }
}

fn is_waterfall(content: &Content) -> bool {
    matches!(content, Content::Chart { kind } if ChartKind::of_id(kind) == Some(ChartKind::Waterfall))
}

/// True for what sets scenarios against a base.
fn compares(content: &Content) -> bool {
    is_waterfall(content) || matches!(content, Content::Table(TableKind::Comparison))
}

/// True for what is about one period: not charts over the years, and not what the plan states.
pub fn has_period(content: &Content) -> bool {
    is_waterfall(content)
        || (content.shows_figures() && !matches!(content, Content::Chart { .. } | Content::Table(TableKind::Figures | TableKind::Audit)))
}
