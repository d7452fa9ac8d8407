//! The catalogue of key fields: which projects and clusters serve which field of which industry, and which nobody serves.

use super::grid::{GridCell, GridColumn, GridSource, Tone};
use super::{Words, wording};
use crate::base::NodeId;
use crate::domain::{Document, Plan, Project, ProjectStatus};

/// One key field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    member: NodeId,
    member_name: String,
    name: String,
    text: String,
    clusters: Vec<String>,
    projects: Vec<String>,
    /// True for a field that a project or cluster names and no member lists.
    unlisted: bool,
}

/// The catalogue as a table.
#[derive(Clone, Debug)]
pub struct KeyFieldCatalogue {
    entries: Vec<Entry>,
    columns: Vec<GridColumn>,
    separator: String,
    nobody: String,
    unlisted: String,
}

/// Heading and width of the columns.
const COLUMNS: [(&str, f32); 5] = [
    ("key-field-member", 120.0),
    ("key-field-name", 180.0),
    ("key-field-clusters", 240.0),
    ("key-field-projects", 240.0),
    ("key-field-text", 420.0),
];

impl KeyFieldCatalogue {
    /// The catalogue of a plan.
    pub fn new(document: &Document, words: &Words) -> Self {
        let plan = &*document.plan;
        let mut entries: Vec<Entry> = Vec::new();
        for member in &plan.members {
            let name = wording::node_short(words, plan, &member.id);
            entries.extend(member.key_fields.iter().map(|field| Entry {
                member: member.id.clone(),
                member_name: name.clone(),
                name: field.name.clone(),
                text: field.text.clone(),
                clusters: Vec::new(),
                projects: Vec::new(),
                unlisted: false,
            }));
        }
        for cluster in &plan.clusters {
            let name = wording::node_short(words, plan, &cluster.id);
            for field in &cluster.key_fields {
                let of: Vec<&NodeId> = cluster.membership.values().collect();
                entry(&mut entries, field, &of, words, plan).clusters.push(name.clone());
            }
        }
        let serving = |project: &&Project| !project.key_field.trim().is_empty() && project.status != ProjectStatus::Cancelled;
        for project in plan.projects.iter().filter(serving) {
            let of = members_of(plan, &project.node);
            entry(&mut entries, &project.key_field, &of.iter().collect::<Vec<_>>(), words, plan)
                .projects
                .push(words.label(&project.name).to_owned());
        }
        let column = |(key, width): &(&str, f32)| GridColumn { title: words.text(key).to_owned(), width: *width, ..GridColumn::default() };
        let text = |key: &str| words.text(key).to_owned();
        let (nobody, unlisted) = (text("key-field-nobody"), text("key-field-unlisted"));
        Self { entries, columns: COLUMNS.iter().map(column).collect(), separator: text("list-separator"), nobody, unlisted }
    }

    /// How many fields nobody serves, and how many there are.
    pub fn unserved(&self) -> (usize, usize) {
        let listed = || self.entries.iter().filter(|entry| !entry.unlisted);
        (listed().filter(|entry| entry.clusters.is_empty() && entry.projects.is_empty()).count(), listed().count())
    }

    /// The member of a row.
    pub fn node(&self, row: usize) -> Option<NodeId> {
        self.entries.get(row).map(|entry| entry.member.clone()).filter(|member| !member.as_str().is_empty())
    }
}

/// The members that a node belongs to, itself among them.
fn members_of(plan: &Plan, node: &NodeId) -> Vec<NodeId> {
    let cluster = plan.parts.get(node).map_or(node, |part| &part.cluster);
    let of = plan.clusters.get(cluster).map(|cluster| cluster.membership.values().cloned().collect::<Vec<_>>());
    of.unwrap_or_else(|| vec![node.clone()])
}

/// The field of that name, of one of the members where several have it; a new entry where no member lists it.
fn entry<'e>(entries: &'e mut Vec<Entry>, name: &str, of: &[&NodeId], words: &Words, plan: &Plan) -> &'e mut Entry {
    let name = name.trim();
    let own = entries.iter().position(|entry| entry.name == name && of.contains(&&entry.member));
    let place = own.or_else(|| entries.iter().position(|entry| entry.name == name)).unwrap_or_else(|| {
        let member = of.first().map_or_else(|| NodeId::new(""), |member| (*member).clone());
        let member_name = if member.as_str().is_empty() { String::new() } else { wording::node_short(words, plan, &member) };
        let (text, clusters, projects) = (String::new(), Vec::new(), Vec::new());
        entries.push(Entry { member, member_name, name: name.to_owned(), text, clusters, projects, unlisted: true });
        entries.len() - 1
    });
    &mut entries[place]
}

impl GridSource for KeyFieldCatalogue {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.entries.len()
    }

    fn frozen(&self) -> usize {
        2
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(entry) = self.entries.get(row) else { return GridCell::default() };
        let nobody = entry.clusters.is_empty() && entry.projects.is_empty();
        match column {
            0 => GridCell::text(&entry.member_name),
            1 if entry.unlisted => GridCell { hint: self.unlisted.clone(), ..GridCell::text(&entry.name) }.tone(Tone::Warning),
            1 => GridCell::text(&entry.name),
            2 if nobody => GridCell::text(&self.nobody).tone(Tone::Warning),
            2 => GridCell::text(entry.clusters.join(&self.separator)),
            3 => GridCell::text(entry.projects.join(&self.separator)),
            4 => GridCell { hint: entry.text.clone(), ..GridCell::text(&entry.text) },
            _ => GridCell::default(),
        }
    }
}
