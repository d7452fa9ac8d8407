//! Registers of how a plan is judged: settings of assessment, schemes of scoring, bonuses and deductions, rules of early warning.

use super::codec::{Maybe, PeriodText, Text, Whole, WordOf, word_of};
use super::context::{Context, refusal};
use super::field::{Codec, Field, field};
use super::figure::source_fields;
use super::frame::Single;
use super::ids;
use super::judging_text::{
    AnyNumber, BandKind, MetricMethods, MetricRefs, MetricWeights, NodeAmounts, ScoredText, bare_number, indicators, indicators_text,
    share, share_exact,
};
use super::reference::{ANY_NODE, NodeRef, NodeRefs};
use super::sheet::Listed;
use super::structure::name_fields;
use crate::base::id::free_text;
use crate::base::{Diagnostic, Label, NodeId, SchemeId, ScoreEntryId, WarningRuleId};
use crate::domain::judging::{Bands, Method, Scored, USUAL_ROLL_UP, WarningKind};
use crate::domain::{Assessment, Document, Edit, Extra, Plan, ScoreEntry, ScoreScheme, Source, WarningRule, removal};
use crate::view::grid::{GridCell, Tone};
use crate::view::judging::{is_scored, why_not_scored};

const METHODS: &[(&str, Method)] =
    &[("gap", Method::Gap), ("growth", Method::Growth), ("trend", Method::Trend), ("progress", Method::Progress), ("pace", Method::Pace)];

const ON: &[(&str, bool)] = &[("on", true), ("off", false)];

/// The longest time that a rule can ask about, in periods or months.
const LONGEST: i32 = 1200;

impl Listed for ScoreScheme {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|scheme: &Self| &scheme.name, |scheme| &mut scheme.name, context);
        fields.push(field!(Self, "scored", 130.0, ScoredText, scored));
        let text = |scheme: &Self, context: &Context| indicators_text(&scheme.indicators, context);
        fields.push(Field::custom("indicators", 380.0, text, text, |scheme: &mut Self, text, context| {
            scheme.indicators = indicators(text, &scheme.indicators, context)?;
            Ok(())
        }));
        fields.push(field!(Self, "published-at", 110.0, Maybe(PeriodText), published_at));
        fields.push(field!(Self, "published", 200.0, NodeAmounts, published));
        fields.extend(source_fields(|scheme: &Self| &scheme.source, |scheme| &mut scheme.source));
        fields.push(field!(Self, "note", 200.0, Text, note));
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> SchemeId {
        SchemeId::new(free_text(&ids::slug(name, "-", "scheme"), |id| plan.score_schemes.contains(id)))
    }
    fn blank(id: SchemeId, _: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        Ok(Self {
            id,
            name: Label::default(),
            scored: Scored::Clusters,
            indicators: previous.map_or_else(Vec::new, |scheme| scheme.indicators.clone()),
            published_at: None,
            published: std::collections::BTreeMap::new(),
            source: Source::default(),
            note: String::new(),
            extra: Extra::new(),
        })
    }
    fn removal(document: &Document, id: &SchemeId) -> Edit {
        removal::scheme(document, id)
    }
    fn id_text(id: &SchemeId) -> String {
        id.to_string()
    }
}

/// A scheme of scoring, by its name.
struct SchemeRef;

impl SchemeRef {
    /// The scheme of an id, or the only one of a name.
    fn find(text: &str, context: &Context) -> Option<SchemeId> {
        let schemes = &context.plan.score_schemes;
        let named = || {
            let mut named = schemes.iter().filter(|scheme| Self::same(scheme, text));
            named.next().filter(|_| named.next().is_none())
        };
        schemes.get(text).or_else(named).map(|scheme| scheme.id.clone())
    }

    fn same(scheme: &ScoreScheme, text: &str) -> bool {
        let label = &scheme.name;
        scheme.id.as_str() == text || label.text == text || label.translations.values().any(|name| name == text)
    }
}

impl Codec for SchemeRef {
    type Value = SchemeId;
    fn show(&self, value: &SchemeId, context: &Context) -> String {
        context.plan.score_schemes.get(value).map_or_else(|| value.to_string(), |scheme| context.words.label(&scheme.name).to_owned())
    }
    fn exact(&self, value: &SchemeId, context: &Context) -> String {
        let name = self.show(value, context);
        if Self::find(&name, context).as_ref() == Some(value) { name } else { value.to_string() }
    }
    fn read(&self, text: &str, context: &Context) -> Result<SchemeId, Diagnostic> {
        Self::find(text.trim(), context).ok_or_else(|| {
            let accepted = self.choices(context).join(context.words.text("list-separator"));
            refusal("cell-word", text).arg("accepted", accepted)
        })
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        context.plan.score_schemes.iter().map(|scheme| self.exact(&scheme.id, context)).collect()
    }
}

impl Listed for ScoreEntry {
    fn fields(_: &Context) -> Vec<Field<Self>> {
        let mut fields = vec![
            field!(Self, "scheme", 180.0, SchemeRef, scheme).required(),
            scored_node(),
            field!(Self, "points", 80.0, AnyNumber, points),
            field!(Self, "reason", 260.0, Text, reason),
            field!(Self, "counts-at", 110.0, Maybe(PeriodText), at),
        ];
        fields.extend(source_fields(|entry: &Self| &entry.source, |entry| &mut entry.source));
        fields
    }
    fn fresh(_: &str, plan: &Plan) -> ScoreEntryId {
        let mut number = plan.score_entries.len() + 1;
        while plan.score_entries.contains(format!("entry-{number}").as_str()) {
            number += 1;
        }
        ScoreEntryId::new(format!("entry-{number}"))
    }
    fn blank(id: ScoreEntryId, context: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        let first = || context.plan.score_schemes.iter().next().map(|scheme| scheme.id.clone());
        let scheme = previous.map(|entry| entry.scheme.clone()).or_else(first).ok_or_else(|| refusal("cell-needs-scheme", ""))?;
        let plan = &context.plan;
        let counts = |node: &NodeId| plan.score_schemes.get(&scheme).is_none_or(|of| is_scored(plan, &of.scored, node));
        let node = previous.map(|entry| entry.node.clone()).filter(&counts).or_else(|| plan.nodes().find(&counts));
        let node = node.unwrap_or_else(NodeId::total);
        Ok(Self { id, scheme, node, points: 0.0, reason: String::new(), at: None, source: Source::default(), extra: Extra::new() })
    }
    fn id_text(id: &ScoreEntryId) -> String {
        id.to_string()
    }
}

/// Whose entry it is: one of the nodes that its scheme scores; another is kept and questioned, for it counts nowhere.
fn scored_node() -> Field<ScoreEntry> {
    let field = field!(ScoreEntry, "node", 180.0, NodeRef(ANY_NODE), node).required();
    let field = field.choosing(|entry: &ScoreEntry, context: &Context| {
        let plan = &context.plan;
        let scheme = plan.score_schemes.get(&entry.scheme);
        let is_offered = |node: &NodeId| scheme.is_none_or(|scheme| is_scored(plan, &scheme.scored, node));
        plan.nodes().filter(is_offered).map(|node| context.node_choice(&node)).collect()
    });
    field.questioning(|entry, context| why_not_scored(&context.words, &context.plan, entry))
}

impl Listed for WarningRule {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|rule: &Self| &rule.name, |rule| &mut rule.name, context);
        fields.push(kind());
        fields.push(Field::custom("warning-from", 130.0, threshold, threshold_exact, |rule: &mut Self, text, _| {
            rule.kind = with_threshold(rule.kind, text)?;
            Ok(())
        }));
        fields.push(field!(Self, "watched-nodes", 200.0, NodeRefs, nodes));
        fields.push(field!(Self, "watched-metrics", 160.0, MetricRefs, metrics));
        fields.push(field!(Self, "on", 70.0, WordOf { prefix: "rule", all: ON }, on));
        fields.push(field!(Self, "note", 200.0, Text, note));
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> WarningRuleId {
        WarningRuleId::new(free_text(&ids::slug(name, "-", "rule"), |id| plan.warning_rules.contains(id)))
    }
    fn blank(id: WarningRuleId, _: &Context, _: Option<&Self>) -> Result<Self, Diagnostic> {
        Ok(Self {
            id,
            name: Label::default(),
            kind: WarningKind::USUAL[0],
            nodes: Vec::new(),
            metrics: Vec::new(),
            on: true,
            note: String::new(),
            extra: Extra::new(),
        })
    }
    fn id_text(id: &WarningRuleId) -> String {
        id.to_string()
    }
}

/// When a rule warns. A rule of another kind starts with the usual threshold.
fn kind() -> Field<WarningRule> {
    let name = |word: &str, context: &Context| context.words.text(&format!("warning-kind-{word}")).to_owned();
    let show = move |rule: &WarningRule, context: &Context| name(rule.kind.word(), context);
    Field::custom("warning-kind", 130.0, show, show, |rule: &mut WarningRule, text, context| {
        let word = word_of(text, "warning-kind", WarningKind::USUAL.into_iter().map(WarningKind::word), context)?;
        if word != rule.kind.word() {
            rule.kind = WarningKind::USUAL.into_iter().find(|kind| kind.word() == word).unwrap_or(rule.kind);
        }
        Ok(())
    })
    .choosing(move |_, context| WarningKind::USUAL.iter().map(|kind| name(kind.word(), context)).collect())
}

/// The threshold of a rule in words.
fn threshold(rule: &WarningRule, context: &Context) -> String {
    context.words.with(&format!("warning-from-{}", rule.kind.word()), &[("n", &threshold_exact(rule, context))])
}

fn threshold_exact(rule: &WarningRule, _: &Context) -> String {
    match rule.kind {
        WarningKind::OffTrack { periods: number } | WarningKind::NoReport { months: number } => number.to_string(),
        WarningKind::LimitUse { above: of } | WarningKind::Fall { more_than: of } => share_exact(of),
    }
}

/// The kind with the threshold of a text: a number, with words around it or not.
fn with_threshold(kind: WarningKind, text: &str) -> Result<WarningKind, Diagnostic> {
    let bare = bare_number(text);
    let count = || Whole { min: 1, max: LONGEST }.count(bare, text);
    Ok(match kind {
        WarningKind::OffTrack { .. } => WarningKind::OffTrack { periods: count()? },
        WarningKind::NoReport { .. } => WarningKind::NoReport { months: count()? },
        WarningKind::LimitUse { .. } => WarningKind::LimitUse { above: share(bare)? },
        WarningKind::Fall { .. } => WarningKind::Fall { more_than: share(bare)? },
    })
}

impl Whole {
    /// A count; a refusal quotes the whole text.
    fn count(&self, bare: &str, text: &str) -> Result<u32, Diagnostic> {
        let whole =
            Self::read_bare(self, bare).ok_or_else(|| refusal("cell-whole-number", text).arg("min", self.min).arg("max", self.max))?;
        Ok(u32::try_from(whole).unwrap_or(1))
    }
}

impl Single for Assessment {
    const KEYS: &'static str = "register-assessment";

    fn fields(_: &Context) -> Vec<Field<Self>> {
        let mut fields = vec![
            field!(Self, "method", 0.0, Maybe(WordOf { prefix: "method", all: METHODS }), method),
            field!(Self, "metric-methods", 0.0, MetricMethods, metric_methods),
        ];
        for method in Method::ALL {
            let key = match method {
                Method::Gap => "bands-gap",
                Method::Growth => "bands-growth",
                Method::Trend => "bands-trend",
                Method::Progress => "bands-progress",
                Method::Pace => "bands-pace",
            };
            let set = move |settings: &mut Self, bands: Option<Bands>| {
                match bands {
                    Some(bands) => settings.bands.insert(method, bands),
                    None => settings.bands.remove(&method),
                };
            };
            fields.push(bands(key, BandKind::of(method), method.usual(), move |settings| settings.bands.get(&method).copied(), set));
        }
        fields.push(bands(
            "bands-roll-up",
            BandKind::From,
            USUAL_ROLL_UP,
            |settings| settings.roll_up,
            |settings, bands| {
                settings.roll_up = bands;
            },
        ));
        fields.push(field!(Self, "node-weights", 0.0, NodeAmounts, node_weights));
        fields.push(field!(Self, "metric-weights", 0.0, MetricWeights, metric_weights));
        fields.push(field!(Self, "note", 0.0, Text, note));
        fields
    }

    fn of(plan: &Plan) -> &Self {
        &plan.assessment
    }

    fn edit(self) -> Edit {
        Edit::Assessment(Box::new(self))
    }
}

/// Bands that may be left to the usual ones, which are then shown in a quiet tone.
fn bands(
    key: &'static str,
    kind: BandKind,
    usual: Bands,
    get: impl Fn(&Assessment) -> Option<Bands> + Clone + Send + Sync + 'static,
    set: impl Fn(&mut Assessment, Option<Bands>) + Send + Sync + 'static,
) -> Field<Assessment> {
    let text = {
        let get = get.clone();
        move |settings: &Assessment, _: &Context| get(settings).map_or_else(String::new, |bands| kind.text(bands))
    };
    let mut field = Field::custom(key, 0.0, text.clone(), text, move |settings, text, context| {
        // What is shown where nothing is set may be copied onto another cell.
        let none = text.trim().is_empty() || text == usual_text(kind, usual, context);
        let bands = if none { None } else { Some(kind.read(text)?) };
        set(settings, bands);
        Ok(())
    });
    field.cell = Box::new(move |settings, context| match get(settings) {
        Some(bands) => GridCell::text(shown(kind, bands)).editable(),
        None => GridCell::text(usual_text(kind, usual, context)).tone(Tone::Quiet).editable(),
    });
    field
}

/// Bands as they are shown, with a minus that is no hyphen.
fn shown(kind: BandKind, bands: Bands) -> String {
    kind.text(bands).replace('-', "−")
}

/// What stands where no bands are set.
fn usual_text(kind: BandKind, usual: Bands, context: &Context) -> String {
    context.words.with("register-assessment-usual", &[("bands", &shown(kind, usual))])
}
