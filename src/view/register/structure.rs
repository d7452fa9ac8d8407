//! Registers of who carries figures and in which units: units, coverages, dimensions, members, clusters, parts.

use super::codec::{KeyFields, List, Maybe, Name, Positive, Text, other_language, translate, translation};
use super::context::{Context, refusal};
use super::field::{Codec, Field, field};
use super::ids;
use super::reference::{DimensionRef, NodeRef};
use super::sheet::Listed;
use crate::base::id::free_text;
use crate::base::unit::Measure;
use crate::base::{CoverageId, Diagnostic, DimensionId, Label, NodeId, Unit, UnitId};
use crate::domain::{Cluster, Coverage, Dimension, Document, Edit, Extra, Member, NodeKind, Part, Plan, removal};
use crate::view::Words;

/// Name, and name in the other language, of any record with a label.
pub(super) fn name_fields<R: 'static>(get: fn(&R) -> &Label, get_mut: fn(&mut R) -> &mut Label, context: &Context) -> Vec<Field<R>> {
    let show = move |record: &R, _: &Context| get(record).text.clone();
    let write = move |record: &mut R, text: &str, _: &Context| {
        get_mut(record).text = Name::read(text)?;
        Ok(())
    };
    vec![Field::custom("name", 200.0, show, show, write).naming(), translated("name", 160.0, get, get_mut, context)]
}

/// The translation of a label as a column.
fn translated<R: 'static>(
    key: &'static str,
    width: f32,
    get: fn(&R) -> &Label,
    get_mut: fn(&mut R) -> &mut Label,
    context: &Context,
) -> Field<R> {
    let tag = other_language(&context.plan.info.language);
    let show = move |record: &R, context: &Context| translation(get(record), context).to_owned();
    let write = move |record: &mut R, text: &str, context: &Context| {
        translate(get_mut(record), text, context);
        Ok(())
    };
    let title = context.words.text(&format!("register-column-{key}-{}", tag.to_lowercase())).to_owned();
    Field::custom(key, width, show, show, write).titled(&title)
}

/// Short name and its translation.
fn short_fields<R: 'static>(get: fn(&R) -> &Option<Label>, get_mut: fn(&mut R) -> &mut Option<Label>, context: &Context) -> Vec<Field<R>> {
    let show = move |record: &R, _: &Context| get(record).as_ref().map_or_else(String::new, |label| label.text.clone());
    let write = move |record: &mut R, text: &str, _: &Context| {
        let short = get_mut(record);
        match Name::read(text) {
            Ok(text) => short.get_or_insert_default().text = text,
            Err(_) => *short = None,
        }
        Ok(())
    };
    let show_other = move |record: &R, context: &Context| get(record).as_ref().map_or("", |label| translation(label, context)).to_owned();
    let write_other = move |record: &mut R, text: &str, context: &Context| match get_mut(record) {
        Some(label) => {
            translate(label, text, context);
            Ok(())
        }
        None if text.trim().is_empty() => Ok(()),
        None => Err(refusal("cell-needs-short", text)),
    };
    let tag = other_language(&context.plan.info.language);
    let title = context.words.text(&format!("register-column-short-{}", tag.to_lowercase())).to_owned();
    vec![
        Field::custom("short", 110.0, show, show, write),
        Field::custom("short-other", 110.0, show_other, show_other, write_other).titled(&title),
    ]
}

/// A column that shows what was settled when the record was made.
pub(super) fn settled<R: 'static>(key: &'static str, width: f32, show: fn(&R) -> String) -> Field<R> {
    let mut field = Field::custom(
        key,
        width,
        move |record, _| show(record),
        move |record, _| show(record),
        |_, text, _| Err(refusal("cell-settled", text)),
    );
    let cell = field.cell;
    field.cell = Box::new(move |record, context| {
        let cell = cell(record, context);
        crate::view::grid::GridCell { editable: false, tone: crate::view::grid::Tone::Computed, ..cell }
    });
    field
}

/// A measure, chosen from those in use or named anew.
struct MeasureText;

impl Codec for MeasureText {
    type Value = Measure;
    fn show(&self, value: &Measure, context: &Context) -> String {
        let key = format!("measure-{value}");
        if context.words.has(&key) { context.words.text(&key).to_owned() } else { value.to_string() }
    }
    fn read(&self, text: &str, context: &Context) -> Result<Measure, Diagnostic> {
        let name = Name::read(text)?;
        let known = context.units().iter().map(|unit| &unit.measure).find(|known| {
            let shown = self.show(known, context);
            let in_any = crate::view::Language::ALL.iter().any(|language| {
                crate::view::wording::plain(*language, &format!("measure-{known}")).is_some_and(|word| word.eq_ignore_ascii_case(&name))
            });
            in_any || shown == name || *known.0 == *name
        });
        Ok(known.cloned().unwrap_or_else(|| Measure::new(&name)))
    }
    fn choices(&self, context: &Context) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for unit in context.units().iter() {
            let name = self.show(&unit.measure, context);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

impl Listed for Unit {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let symbol = |unit: &Self| unit.id.as_str().to_owned();
        let mut first = settled("symbol", 110.0, symbol).naming();
        // The symbol of a new unit is its id already; an older one keeps its own.
        first.write =
            Box::new(|unit: &mut Self, text, _| if unit.id.as_str() == text.trim() { Ok(()) } else { Err(refusal("cell-settled", text)) });
        let name = |unit: &Self, _: &Context| unit.name.text.clone();
        let write = |unit: &mut Self, text: &str, _: &Context| {
            unit.name.text = Name::read(text)?;
            Ok(())
        };
        vec![
            first,
            Field::custom("name", 160.0, name, name, write),
            translated("name", 160.0, |unit: &Self| &unit.name, |unit| &mut unit.name, context),
            field!(Self, "measure", 120.0, MeasureText, measure),
            field!(Self, "numerator", 110.0, Positive, numerator),
            field!(Self, "denominator", 110.0, Positive, denominator),
        ]
    }
    fn fresh(name: &str, plan: &Plan) -> UnitId {
        let _ = plan;
        UnitId::new(name.trim())
    }
    fn blank(id: UnitId, context: &Context, _: Option<&Self>) -> Result<Self, Diagnostic> {
        if context.plan.units.contains(&id) {
            return Err(refusal("cell-taken", id.as_str()));
        }
        // A unit of which nothing more is said converts into no other.
        let measure = Measure::new(id.as_str());
        Ok(Self { name: Label::new(id.as_str()), id, measure, numerator: 1.0, denominator: 1.0 })
    }
    fn placeholder(_: &Words) -> Option<&str> {
        None
    }
    fn id_text(id: &UnitId) -> String {
        id.to_string()
    }
}

impl Listed for Coverage {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        name_fields(|coverage| &coverage.name, |coverage| &mut coverage.name, context)
    }
    fn fresh(name: &str, plan: &Plan) -> CoverageId {
        CoverageId::new(free_text(&ids::slug(name, "-", "coverage"), |id| plan.coverages.contains(id)))
    }
    fn blank(id: CoverageId, _: &Context, _: Option<&Self>) -> Result<Self, Diagnostic> {
        Ok(Self { id, name: Label::default(), extra: Extra::new() })
    }
    fn removal(document: &Document, id: &CoverageId) -> Edit {
        removal::coverage(document, id)
    }
    fn id_text(id: &CoverageId) -> String {
        id.to_string()
    }
}

impl Listed for Dimension {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        name_fields(|dimension| &dimension.name, |dimension| &mut dimension.name, context)
    }
    fn fresh(name: &str, plan: &Plan) -> DimensionId {
        DimensionId::new(free_text(&ids::slug(name, "-", "dimension"), |id| plan.dimensions.contains(id)))
    }
    fn blank(id: DimensionId, _: &Context, _: Option<&Self>) -> Result<Self, Diagnostic> {
        Ok(Self { id, name: Label::default(), extra: Extra::new() })
    }
    fn removal(document: &Document, id: &DimensionId) -> Edit {
        removal::dimension(document, id)
    }
    fn id_text(id: &DimensionId) -> String {
        id.to_string()
    }
}

impl Listed for Member {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|member: &Self| &member.name, |member| &mut member.name, context);
        fields.push(field!(Self, "dimension", 110.0, DimensionRef, dimension).required());
        let parent = Field::custom(
            "parent",
            140.0,
            |member: &Self, context| Maybe(NodeRef(&[NodeKind::Member])).show(&member.parent, context),
            |member: &Self, context| Maybe(NodeRef(&[NodeKind::Member])).exact(&member.parent, context),
            |member: &mut Self, text, context| {
                let fits = |id: &NodeId| context.plan.members.get(id).is_some_and(|other| other.dimension == member.dimension);
                member.parent = if text.trim().is_empty() { None } else { Some(context.node(text, fits)?) };
                Ok(())
            },
        );
        fields.push(parent.choosing(|member, context| {
            let others = context.plan.members_of(&member.dimension).filter(|other| other.id != member.id);
            others.map(|other| context.node_choice(&other.id)).collect()
        }));
        fields.extend(short_fields(|member: &Self| &member.short, |member| &mut member.short, context));
        fields.push(field!(Self, "key-fields", 220.0, KeyFields, key_fields));
        fields.push(field!(Self, "aliases", 140.0, List, aliases));
        fields.push(field!(Self, "note", 240.0, Text, note));
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> NodeId {
        ids::node(plan, name, "member")
    }
    fn blank(id: NodeId, context: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        let first = || context.plan.dimensions.rows().first().map(|dimension| dimension.id.clone());
        let dimension =
            previous.map(|member| member.dimension.clone()).or_else(first).ok_or_else(|| refusal("cell-needs-dimension", ""))?;
        Ok(Self {
            id,
            dimension,
            parent: None,
            name: Label::default(),
            short: None,
            note: String::new(),
            key_fields: Vec::new(),
            aliases: Vec::new(),
            extra: Extra::new(),
        })
    }
    fn removal(document: &Document, id: &NodeId) -> Edit {
        removal::node(document, id)
    }
    fn check(&self, before: Option<&Self>, context: &Context) -> Result<(), Diagnostic> {
        let plan = &context.plan;
        if let Some(before) = before
            && before.dimension != self.dimension
        {
            let has_clusters = plan.clusters.iter().any(|cluster| cluster.membership.values().any(|member| *member == self.id));
            let has_members = plan.members.iter().any(|member| member.parent.as_ref() == Some(&self.id));
            if has_clusters || has_members {
                return Err(refusal("cell-member-in-use", &self.name.text));
            }
        }
        let unmoved = before.is_some_and(|before| before.parent == self.parent && before.dimension == self.dimension);
        let mut above = self.parent.clone().filter(|_| !unmoved);
        for _ in 0..=plan.members.len() {
            let Some(parent) = above else { return Ok(()) };
            let same_dimension = plan.members.get(&parent).is_some_and(|member| member.dimension == self.dimension);
            if parent == self.id || !same_dimension {
                return Err(refusal("cell-parent", &self.name.text));
            }
            above = plan.members.get(&parent).and_then(|member| member.parent.clone());
        }
        Err(refusal("cell-parent", &self.name.text))
    }
    fn id_text(id: &NodeId) -> String {
        id.to_string()
    }
}

/// The column of a cluster's member in one dimension.
fn membership(dimension: &Dimension, context: &Context) -> Field<Cluster> {
    let (shown, exact, written, chosen) = (dimension.id.clone(), dimension.id.clone(), dimension.id.clone(), dimension.id.clone());
    let field = Field::custom(
        "membership",
        140.0,
        move |cluster: &Cluster, context| {
            let member = cluster.membership.get(&shown);
            member.map_or_else(String::new, |id| crate::view::wording::node(&context.words, &context.plan, id))
        },
        move |cluster: &Cluster, context| cluster.membership.get(&exact).map_or_else(String::new, |id| context.node_choice(id)),
        move |cluster: &mut Cluster, text, context| {
            if text.trim().is_empty() {
                cluster.membership.remove(&written);
                return Ok(());
            }
            let fits = |id: &NodeId| context.plan.members.get(id).is_some_and(|member| member.dimension == written);
            let member = context.node(text, fits)?;
            cluster.membership.insert(written.clone(), member);
            Ok(())
        },
    );
    let title = context.words.label(&dimension.name).to_owned();
    let field = field.choosing(move |_, context| context.plan.members_of(&chosen).map(|member| context.node_choice(&member.id)).collect());
    field.titled(&title)
}

impl Listed for Cluster {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|cluster: &Self| &cluster.name, |cluster| &mut cluster.name, context);
        fields.extend(context.plan.dimensions.iter().map(|dimension| membership(dimension, context)));
        fields.extend(short_fields(|cluster: &Self| &cluster.short, |cluster| &mut cluster.short, context));
        fields.push(field!(Self, "place", 220.0, Text, place));
        fields.push(field!(Self, "function", 220.0, Text, role));
        fields.push(field!(Self, "lead-firms", 220.0, List, lead_firms));
        fields.push(field!(Self, "key-fields", 180.0, List, key_fields));
        fields.push(field!(Self, "aliases", 140.0, List, aliases));
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> NodeId {
        ids::node(plan, name, "cluster")
    }
    fn blank(id: NodeId, _: &Context, _: Option<&Self>) -> Result<Self, Diagnostic> {
        Ok(Self {
            id,
            name: Label::default(),
            short: None,
            membership: std::collections::BTreeMap::new(),
            place: String::new(),
            role: String::new(),
            lead_firms: Vec::new(),
            key_fields: Vec::new(),
            aliases: Vec::new(),
            extra: Extra::new(),
        })
    }
    fn removal(document: &Document, id: &NodeId) -> Edit {
        removal::node(document, id)
    }
    fn id_text(id: &NodeId) -> String {
        id.to_string()
    }
}

impl Listed for Part {
    fn fields(context: &Context) -> Vec<Field<Self>> {
        let mut fields = name_fields(|part: &Self| &part.name, |part| &mut part.name, context);
        fields.push(field!(Self, "cluster", 200.0, NodeRef(&[NodeKind::Cluster]), cluster).required());
        fields
    }
    fn fresh(name: &str, plan: &Plan) -> NodeId {
        ids::node(plan, name, "part")
    }
    fn blank(id: NodeId, context: &Context, previous: Option<&Self>) -> Result<Self, Diagnostic> {
        let first = || context.plan.clusters.rows().first().map(|cluster| cluster.id.clone());
        let cluster = previous.map(|part| part.cluster.clone()).or_else(first).ok_or_else(|| refusal("cell-needs-cluster", ""))?;
        Ok(Self { id, cluster, name: Label::default(), extra: Extra::new() })
    }
    fn removal(document: &Document, id: &NodeId) -> Edit {
        removal::node(document, id)
    }
    fn id_text(id: &NodeId) -> String {
        id.to_string()
    }
}
