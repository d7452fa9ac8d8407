//! Finding records of a plan by what people call them: id, name in any language, short name, alias.
//!
//! A text that fits several records is never decided here; it comes back as several. Similar names are proposals for a
//! person to choose from and are never taken by themselves.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::wording;
use super::words::Language;
use crate::base::{CoverageId, DimensionId, Label, MetricId, NodeId, UnitId};
use crate::domain::Plan;

/// What a text fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<I> {
    /// One record.
    One(I),
    /// Several of the same rank: a person must say which.
    Several(Vec<I>),
    /// None.
    Nothing,
}

/// Names of records of one kind.
#[derive(Debug)]
pub struct Index<I> {
    exact: FxHashMap<String, Vec<(u8, I)>>,
    loose: FxHashMap<String, Vec<(u8, I)>>,
    names: Vec<(String, I)>,
}

impl<I> Default for Index<I> {
    fn default() -> Self {
        Self { exact: FxHashMap::default(), loose: FxHashMap::default(), names: Vec::new() }
    }
}

impl<I: Clone + Ord> Index<I> {
    fn add(&mut self, rank: u8, text: &str, id: &I) {
        let key = folded(text);
        if key.is_empty() {
            return;
        }
        let bare = without_suffix(&key).to_owned();
        self.loose.entry(bare).or_default().push((rank, id.clone()));
        self.names.push((key.clone(), id.clone()));
        self.exact.entry(key).or_default().push((rank, id.clone()));
    }

    fn label(&mut self, rank: u8, label: &Label, id: &I) {
        for text in label.texts() {
            self.add(rank, text, id);
        }
    }

    /// The record that a text names exactly (letter case, width, spaces and punctuation aside), among those `fits` allows.
    pub fn find(&self, text: &str, fits: impl Fn(&I) -> bool) -> Found<I> {
        best(self.exact.get(&folded(text)), fits)
    }

    /// Like [`Index::find`], and where that finds nothing, without endings such as 市, 县, 产业, 集聚区, industry, county.
    pub fn find_loosely(&self, text: &str, fits: impl Fn(&I) -> bool) -> Found<I> {
        match self.find(text, &fits) {
            Found::Nothing => best(self.loose.get(without_suffix(&folded(text))), fits),
            found => found,
        }
    }

    /// Up to `count` records with names most like the text, the most similar first; those without any likeness are left out.
    pub fn similar(&self, text: &str, count: usize, fits: impl Fn(&I) -> bool) -> Vec<I> {
        let wanted = pairs(&folded(text));
        let mut scored: Vec<(u32, usize)> = self
            .names
            .iter()
            .enumerate()
            .filter(|(_, (_, id))| fits(id))
            .map(|(place, (name, _))| (likeness(&wanted, &pairs(name)), place))
            .filter(|(score, _)| *score > 200)
            .collect();
        scored.sort_by_key(|(score, place)| (std::cmp::Reverse(*score), *place));
        let mut found: Vec<I> = Vec::new();
        for (_, place) in scored {
            let id = &self.names[place].1;
            if !found.contains(id) {
                found.push(id.clone());
            }
            if found.len() == count {
                break;
            }
        }
        found
    }
}

fn best<I: Clone + Ord>(candidates: Option<&Vec<(u8, I)>>, fits: impl Fn(&I) -> bool) -> Found<I> {
    let fitting: Vec<&(u8, I)> = candidates.into_iter().flatten().filter(|(_, id)| fits(id)).collect();
    let Some(rank) = fitting.iter().map(|(rank, _)| *rank).min() else { return Found::Nothing };
    let ids: BTreeSet<I> = fitting.iter().filter(|(r, _)| *r == rank).map(|(_, id)| id.clone()).collect();
    let mut ids: Vec<I> = ids.into_iter().collect();
    match ids.len() {
        1 => Found::One(ids.remove(0)),
        _ => Found::Several(ids),
    }
}

/// Endings that people leave off or add; longer ones before those they end with.
const SUFFIXES: &[&str] = &[
    "战略性新兴产业集聚区",
    "新兴产业集聚区",
    "产业集聚区",
    "产业集群",
    "产业园区",
    "产业基地",
    "集聚区",
    "产业园",
    "开发区",
    "高新区",
    "产业",
    "集群",
    "自治区",
    "自治州",
    "自治县",
    "新区",
    "地区",
    "园区",
    "基地",
    "省",
    "市",
    "区",
    "县",
    "州",
    "盟",
    "旗",
    "镇",
    "乡",
    "街道",
    "industries",
    "industry",
    "clusters",
    "cluster",
    "province",
    "county",
    "district",
    "city",
    "area",
    "park",
];

/// A text without its usual endings, as long as two characters remain.
fn without_suffix(folded: &str) -> &str {
    let mut rest = folded;
    loop {
        let shorter = SUFFIXES.iter().find_map(|suffix| rest.strip_suffix(suffix)).filter(|short| short.chars().count() >= 2);
        match shorter {
            Some(short) => rest = short,
            None => return rest,
        }
    }
}

/// Letter case, width, spaces and punctuation aside; signs that tell units apart stay.
pub fn folded(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if ('！'..='～').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c })
        .filter(|c| c.is_alphanumeric() || matches!(c, '%' | '‰' | '/' | '.' | '+' | '#' | '°' | '$' | '€' | '£' | '¥'))
        .flat_map(char::to_lowercase)
        .collect();
    if kept.is_empty() { text.trim().to_lowercase() } else { kept }
}

/// Pairs of neighbouring characters, sorted; a single character pairs with nothing.
fn pairs(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().collect();
    let mut pairs: Vec<(char, char)> = chars.windows(2).map(|w| (w[0], w[1])).collect();
    pairs.extend(chars.iter().map(|c| (*c, '\0')));
    pairs.sort_unstable();
    pairs
}

/// Dice's coefficient over pairs and single characters, in thousandths.
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    u32::try_from(2000 * shared / (a.len() + b.len()).max(1)).unwrap_or(0)
}

/// The names of a plan; each kind is read when it is first asked for.
#[derive(Debug)]
pub struct Names {
    plan: Arc<Plan>,
    nodes: OnceLock<Index<NodeId>>,
    metrics: OnceLock<Index<MetricId>>,
    units: OnceLock<Index<UnitId>>,
    dimensions: OnceLock<Index<DimensionId>>,
    coverages: OnceLock<Index<CoverageId>>,
}

impl Names {
    /// The names of a plan.
    pub fn new(plan: &Arc<Plan>) -> Self {
        Self {
            plan: plan.clone(),
            nodes: OnceLock::new(),
            metrics: OnceLock::new(),
            units: OnceLock::new(),
            dimensions: OnceLock::new(),
            coverages: OnceLock::new(),
        }
    }

    /// Nodes, residuals among them.
    pub fn nodes(&self) -> &Index<NodeId> {
        self.nodes.get_or_init(|| node_index(&self.plan))
    }

    /// Metrics.
    pub fn metrics(&self) -> &Index<MetricId> {
        self.metrics.get_or_init(|| {
            let mut index = Index::default();
            for metric in &self.plan.metrics {
                index.add(0, metric.id.as_str(), &metric.id);
                index.label(1, &metric.name, &metric.id);
                metric.aliases.iter().for_each(|alias| index.add(3, alias, &metric.id));
            }
            index
        })
    }

    /// Units, built-in and the plan's own.
    pub fn units(&self) -> &Index<UnitId> {
        self.units.get_or_init(|| {
            let mut index = Index::default();
            for unit in self.plan.units().iter() {
                index.add(0, unit.id.as_str(), &unit.id);
                index.label(1, &unit.name, &unit.id);
            }
            index
        })
    }

    /// Dimensions.
    pub fn dimensions(&self) -> &Index<DimensionId> {
        self.dimensions.get_or_init(|| {
            let mut index = Index::default();
            for dimension in &self.plan.dimensions {
                index.add(0, dimension.id.as_str(), &dimension.id);
                index.label(1, &dimension.name, &dimension.id);
            }
            index
        })
    }

    /// Coverages.
    pub fn coverages(&self) -> &Index<CoverageId> {
        self.coverages.get_or_init(|| {
            let mut index = Index::default();
            for coverage in &self.plan.coverages {
                index.add(0, coverage.id.as_str(), &coverage.id);
                index.label(1, &coverage.name, &coverage.id);
            }
            index
        })
    }
}

fn node_index(plan: &Plan) -> Index<NodeId> {
    let mut index = Index::default();
    let total = NodeId::total();
    index.add(0, total.as_str(), &total);
    index.label(1, &plan.info.total, &total);
    for language in Language::ALL {
        wording::plain(language, "node-kind-total").into_iter().for_each(|word| index.add(4, word, &total));
    }
    residual_names(&mut index, &plan.info.total, &total);
    for member in &plan.members {
        index.add(0, member.id.as_str(), &member.id);
        index.label(1, &member.name, &member.id);
        member.short.iter().for_each(|short| index.label(2, short, &member.id));
        member.aliases.iter().for_each(|alias| index.add(3, alias, &member.id));
        residual_names(&mut index, &member.name, &member.id);
        if let Some(dimension) = plan.dimensions.get(&member.dimension) {
            index.add(1, &qualified(&dimension.name.text, &member.name.text), &member.id);
        }
    }
    for cluster in &plan.clusters {
        index.add(0, cluster.id.as_str(), &cluster.id);
        index.label(1, &cluster.name, &cluster.id);
        cluster.short.iter().for_each(|short| index.label(2, short, &cluster.id));
        cluster.aliases.iter().for_each(|alias| index.add(3, alias, &cluster.id));
    }
    for part in &plan.parts {
        index.add(0, part.id.as_str(), &part.id);
        index.label(1, &part.name, &part.id);
        if let Some(cluster) = plan.clusters.get(&part.cluster) {
            index.add(1, &qualified(&cluster.name.text, &part.name.text), &part.id);
        }
    }
    index
}

fn residual_names(index: &mut Index<NodeId>, label: &Label, of: &NodeId) {
    let outside = NodeId::outside(of);
    index.add(0, outside.as_str(), &outside);
    for language in Language::ALL {
        if let Some(pattern) = wording::plain(language, "node-outside") {
            for text in label.texts().filter(|text| !text.is_empty()) {
                index.add(1, &pattern.replace("{ $name }", text), &outside);
            }
        }
    }
}

/// A name with what it belongs to before it, for where the name alone does not tell.
pub fn qualified(of: &str, name: &str) -> String {
    format!("{of} / {name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Member;

    fn plan() -> Arc<Plan> {
        let mut plan = Plan::default();
        plan.info.total = Label::new("某市");
        for (id, dimension, name) in
            [("a", "industry", "新能源产业"), ("b", "county", "海宁市"), ("c", "county", "海盐县"), ("d", "industry", "海宁市")]
        {
            plan.members.push(Member {
                id: id.into(),
                dimension: dimension.into(),
                parent: None,
                name: name.into(),
                short: None,
                note: String::new(),
                key_fields: Vec::new(),
                aliases: vec![format!("别名{id}")],
                extra: crate::domain::Extra::new(),
            });
        }
        Arc::new(plan)
    }

    #[test]
    fn names_aliases_and_loose_forms_are_found_and_doubt_is_kept() {
        let names = Names::new(&plan());
        let nodes = names.nodes();
        assert_eq!(nodes.find("新能源 产业", |_| true), Found::One("a".into()));
        assert_eq!(nodes.find("新能源", |_| true), Found::Nothing);
        assert_eq!(nodes.find_loosely("新能源", |_| true), Found::One("a".into()));
        assert_eq!(nodes.find("海宁市", |_| true), Found::Several(vec!["b".into(), "d".into()]));
        assert_eq!(nodes.find("海宁市", |id| id.as_str() == "b"), Found::One("b".into()));
        assert_eq!(nodes.find("别名C", |_| true), Found::One("c".into()));
        assert_eq!(nodes.find("新能源产业·集聚区外", |_| true), Found::One("outside:a".into()));
        assert_eq!(nodes.find("total", |_| true), Found::One(NodeId::total()));
        assert_eq!(nodes.similar("海盐", 1, |_| true), vec![NodeId::new("c")]);
        assert!(nodes.similar("zzz", 3, |_| true).is_empty());
        assert_eq!(names.units().find("km²", |_| true), Found::One("km²".into()));
    }
}
