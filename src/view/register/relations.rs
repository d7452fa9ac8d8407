//! The register of relations between metrics: what the audit may hold against each other where no formula says it.

use super::codec::WordOf;
use super::context::{Context, refusal};
use super::field::{Field, field};
use super::ids;
use super::reference::MetricRef;
use super::sheet::Listed;
use crate::base::id::free_text;
use crate::base::{Diagnostic, RelationId};
use crate::domain::{Extra, Plan, Relation, RelationKind};

const KINDS: &[(&str, RelationKind)] = &[("at-most", RelationKind::AtMost), ("comparable", RelationKind::Comparable)];

impl Listed for Relation {
    fn fields(_: &Context) -> Vec<Field<Self>> {
        vec![
            field!(Self, "metric", 180.0, MetricRef, metric).required(),
            field!(Self, "relation-kind", 160.0, WordOf { prefix: "relation-kind", all: KINDS }, kind),
            field!(Self, "relation-of", 180.0, MetricRef, of).required(),
        ]
    }
    fn fresh(name: &str, plan: &Plan) -> RelationId {
        RelationId::new(free_text(&ids::slug(name, "-", "relation"), |id| plan.relations.contains(id)))
    }
    fn blank(id: RelationId, context: &Context, _: Option<&Self>) -> Result<Self, Diagnostic> {
        let mut metrics = context.plan.metrics.iter().map(|metric| metric.id.clone());
        let first = metrics.next().ok_or_else(|| refusal("cell-needs-metric", ""))?;
        let of = metrics.next().unwrap_or_else(|| first.clone());
        Ok(Self { id, metric: first, kind: RelationKind::AtMost, of, extra: Extra::new() })
    }
    fn id_text(id: &RelationId) -> String {
        id.to_string()
    }
}
