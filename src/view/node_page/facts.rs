//! Who a node is: names, memberships, place and role, lead firms, key fields, what lies below it.

use crate::base::NodeId;
use crate::domain::{Document, KeyField, NodeKind, Plan};
use crate::view::navigator::colour_place;
use crate::view::{Words, wording};

/// The head of a node's page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeFacts {
    /// Full name.
    pub title: String,
    /// What it is: the whole plan, an industry, a cluster.
    pub kind: String,
    /// Place of its colour among the members'.
    pub colour: Option<usize>,
    /// The nodes it belongs to, with their names.
    pub belongs: Vec<(NodeId, String)>,
    /// Where it lies.
    pub place: String,
    /// What it is for, or a member's note.
    pub role: String,
    /// Lead firms.
    pub lead_firms: Vec<String>,
    /// Key fields of its own: name and text, which is empty where no industry lists the field.
    pub key_fields: Vec<(String, String)>,
    /// Key fields of the members that a cluster belongs to and that are not its own.
    pub member_fields: Vec<(String, String)>,
    /// What lies directly below it.
    pub below: Vec<(NodeId, String)>,
}

/// The facts of a node; `None` where the plan has no such node.
pub fn facts(document: &Document, words: &Words, node: &NodeId) -> Option<NodeFacts> {
    let plan = &*document.plan;
    let kind = plan.node_kind(node)?;
    let mut facts = NodeFacts {
        title: wording::node(words, plan, node),
        kind: kind_name(plan, words, node, kind),
        colour: colour_place(plan, node),
        ..NodeFacts::default()
    };
    match kind {
        NodeKind::Total => total(plan, words, &mut facts),
        NodeKind::Member => member(plan, words, node, &mut facts),
        NodeKind::Cluster => cluster(plan, words, node, &mut facts),
        NodeKind::Part => part(plan, words, node, &mut facts),
        NodeKind::Outside => {
            if let Some(parent) = node.outside_of() {
                facts.belongs.push((parent.clone(), wording::node(words, plan, &parent)));
            }
        }
    }
    Some(facts)
}

fn kind_name(plan: &Plan, words: &Words, node: &NodeId, kind: NodeKind) -> String {
    match kind {
        NodeKind::Member => {
            let dimension = plan.members.get(node).and_then(|m| plan.dimensions.get(&m.dimension));
            dimension.map_or_else(String::new, |d| words.label(&d.name).to_owned())
        }
        kind => wording::node_kind(words, kind).to_owned(),
    }
}

fn short(plan: &Plan, words: &Words, node: &NodeId) -> String {
    plan.node_short(node).map_or_else(String::new, |label| words.label(label).to_owned())
}

fn total(plan: &Plan, words: &Words, facts: &mut NodeFacts) {
    facts.role.clone_from(&plan.info.note);
    facts.place.clone_from(&plan.info.authority);
    if let Some(first) = plan.dimensions.iter().next() {
        let top = plan.members_of(&first.id).filter(|m| m.parent.is_none());
        facts.below = top.map(|m| (m.id.clone(), short(plan, words, &m.id))).collect();
    }
}

fn member(plan: &Plan, words: &Words, node: &NodeId, facts: &mut NodeFacts) {
    let Some(member) = plan.members.get(node) else { return };
    facts.belongs = member.parent.iter().map(|p| (p.clone(), short(plan, words, p))).collect();
    facts.role.clone_from(&member.note);
    facts.key_fields = member.key_fields.iter().map(|f| (f.name.clone(), f.text.clone())).collect();
    let below = plan.members.iter().filter(|m| m.parent.as_ref() == Some(node)).map(|m| &m.id);
    let clusters = plan.clusters.iter().filter(|c| c.membership.values().any(|m| m == node)).map(|c| &c.id);
    facts.below = below.chain(clusters).map(|id| (id.clone(), short(plan, words, id))).collect();
}

fn cluster(plan: &Plan, words: &Words, node: &NodeId, facts: &mut NodeFacts) {
    let Some(cluster) = plan.clusters.get(node) else { return };
    let members = plan.dimensions.iter().filter_map(|d| cluster.membership.get(&d.id));
    facts.belongs = members.clone().map(|m| (m.clone(), wording::node(words, plan, m))).collect();
    facts.place.clone_from(&cluster.place);
    facts.role.clone_from(&cluster.role);
    facts.lead_firms.clone_from(&cluster.lead_firms);
    let listed: Vec<&KeyField> = members.filter_map(|m| plan.members.get(m)).flat_map(|m| &m.key_fields).collect();
    let text = |name: &String| listed.iter().find(|field| field.name == *name).map(|field| field.text.clone()).unwrap_or_default();
    facts.key_fields = cluster.key_fields.iter().map(|name| (name.clone(), text(name))).collect();
    let others = listed.iter().filter(|field| !cluster.key_fields.contains(&field.name));
    facts.member_fields = others.map(|field| (field.name.clone(), field.text.clone())).collect();
    facts.below = plan.parts_of(node).map(|p| (p.id.clone(), words.label(&p.name).to_owned())).collect();
}

fn part(plan: &Plan, words: &Words, node: &NodeId, facts: &mut NodeFacts) {
    if let Some(part) = plan.parts.get(node) {
        facts.belongs.push((part.cluster.clone(), wording::node(words, plan, &part.cluster)));
    }
}
