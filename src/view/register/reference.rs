//! References in cells: shown by name, chosen from the plan's names, accepted by name, short name, alias or id.

use super::codec::{entries, unit_of};
use super::context::{Context, refusal};
use super::field::Codec;
use crate::base::{CoverageId, Diagnostic, DimensionId, MetricId, NodeId, UnitId};
use crate::domain::NodeKind;
use crate::view::wording;

/// A node, of some kinds only.
pub(in crate::view) struct NodeRef(pub &'static [NodeKind]);

/// Every kind of node.
pub(in crate::view) const ANY_NODE: &[NodeKind] =
    &[NodeKind::Total, NodeKind::Member, NodeKind::Cluster, NodeKind::Part, NodeKind::Outside];

impl NodeRef {
    fn fits(&self, id: &NodeId, context: &Context) -> bool {
        context.plan.node_kind(id).is_some_and(|kind| self.0.contains(&kind))
    }
}

impl Codec for NodeRef {
    type Value = NodeId;
    fn show(&self, value: &NodeId, context: &Context) -> String {
        node_cell(value, context)
    }
    fn exact(&self, value: &NodeId, context: &Context) -> String {
        context.node_choice(value)
    }
    fn read(&self, text: &str, context: &Context) -> Result<NodeId, Diagnostic> {
        context.node(text, |id| self.fits(id, context))
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        let plan = &context.plan;
        let residuals = plan.nodes().filter(|id| plan.members.contains(id) || id.is_total()).map(|id| NodeId::outside(&id));
        plan.nodes().chain(residuals).filter(|id| self.fits(id, context)).map(|id| context.node_choice(&id)).collect()
    }
}

/// A node's name; a part with its cluster before it.
fn node_cell(id: &NodeId, context: &Context) -> String {
    let name = wording::node(&context.words, &context.plan, id);
    match context.plan.parts.get(id) {
        Some(part) => crate::view::names::qualified(&wording::node(&context.words, &context.plan, &part.cluster), &name),
        None => name,
    }
}

/// Several nodes.
pub(in crate::view) struct NodeRefs;

impl Codec for NodeRefs {
    type Value = Vec<NodeId>;
    fn show(&self, value: &Self::Value, context: &Context) -> String {
        value.iter().map(|id| node_cell(id, context)).collect::<Vec<_>>().join(context.words.text("list-separator"))
    }
    fn exact(&self, value: &Self::Value, context: &Context) -> String {
        value.iter().map(|id| context.node_choice(id)).collect::<Vec<_>>().join(context.words.text("list-separator"))
    }
    fn read(&self, text: &str, context: &Context) -> Result<Self::Value, Diagnostic> {
        let mut nodes = Vec::new();
        for entry in entries(text, ['、', ';', '；']) {
            let node = context.node(&entry, |id| context.plan.node_kind(id).is_some())?;
            if !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        Ok(nodes)
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        NodeRef(ANY_NODE).choices(context)
    }
}

/// A metric.
pub(in crate::view) struct MetricRef;

impl Codec for MetricRef {
    type Value = MetricId;
    fn show(&self, value: &MetricId, context: &Context) -> String {
        wording::metric(&context.words, &context.plan, value).to_owned()
    }
    fn read(&self, text: &str, context: &Context) -> Result<MetricId, Diagnostic> {
        let index = context.names.metrics();
        let show = |id: &MetricId| {
            let name = wording::metric(&context.words, &context.plan, id);
            format!("{name}（{id}）")
        };
        context.one(
            index.find(without_id(text), |_| true),
            text,
            "term-metric",
            show,
            || index.similar(text, 5, |_| true),
            || context.plan.metrics.iter().take(5).map(|metric| metric.id.clone()).collect(),
        )
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        context.plan.metrics.iter().map(|metric| self.show(&metric.id, context)).collect()
    }
}

/// A proposal `名称（id）` chosen as it was offered stands for its id.
fn without_id(text: &str) -> &str {
    let inner = text.trim().strip_suffix('）').and_then(|text| text.rsplit_once('（')).map(|(_, id)| id);
    inner.filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')).unwrap_or(text)
}

/// A unit, shown by its name in the language.
pub(in crate::view) struct UnitRef;

impl Codec for UnitRef {
    type Value = UnitId;
    fn show(&self, value: &UnitId, context: &Context) -> String {
        context.unit_name(value)
    }
    fn exact(&self, value: &UnitId, context: &Context) -> String {
        let name = context.unit_name(value);
        if unit_of(&name, context).as_ref() == Some(value) { name } else { value.as_str().to_owned() }
    }
    fn read(&self, text: &str, context: &Context) -> Result<UnitId, Diagnostic> {
        unit_of(text.trim(), context).ok_or_else(|| {
            let index = context.names.units();
            let show = |id: &UnitId| context.unit_name(id);
            let found = context.one(index.find(text, |_| true), text, "term-unit", show, || index.similar(text, 5, |_| true), Vec::new);
            found.err().unwrap_or_else(|| refusal("cell-word", text))
        })
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        // The plan's own units first, then those its metrics use, then the rest.
        let own = context.plan.units.iter().map(|unit| &unit.id).chain(context.plan.metrics.iter().map(|metric| &metric.unit));
        for id in own.chain(context.units().iter().map(|unit| &unit.id)) {
            let name = self.exact(id, context);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// A dimension.
pub(in crate::view) struct DimensionRef;

impl Codec for DimensionRef {
    type Value = DimensionId;
    fn show(&self, value: &DimensionId, context: &Context) -> String {
        wording::dimension(&context.words, &context.plan, value).to_owned()
    }
    fn read(&self, text: &str, context: &Context) -> Result<DimensionId, Diagnostic> {
        let index = context.names.dimensions();
        let show = |id: &DimensionId| self.show(id, context);
        context.one(index.find(text, |_| true), text, "term-dimension", show, Vec::new, || {
            context.plan.dimensions.iter().map(|dimension| dimension.id.clone()).collect()
        })
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        context.plan.dimensions.iter().map(|dimension| self.show(&dimension.id, context)).collect()
    }
}

/// A coverage.
pub(in crate::view) struct CoverageRef;

impl Codec for CoverageRef {
    type Value = CoverageId;
    fn show(&self, value: &CoverageId, context: &Context) -> String {
        wording::coverage(&context.words, &context.plan, Some(value)).to_owned()
    }
    fn read(&self, text: &str, context: &Context) -> Result<CoverageId, Diagnostic> {
        let index = context.names.coverages();
        let show = |id: &CoverageId| self.show(id, context);
        context.one(index.find(text, |_| true), text, "term-coverage", show, Vec::new, || {
            context.plan.coverages.iter().map(|coverage| coverage.id.clone()).collect()
        })
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        context.plan.coverages.iter().map(|coverage| self.show(&coverage.id, context)).collect()
    }
}
