//! The plan: its frame, its structure and its statements.

use serde::{Deserialize, Serialize};

use super::audit::{Answer, Relation};
use super::audit_settings::AuditSettings;
use super::figure::Figure;
use super::judging::{Assessment, ScoreEntry, ScoreScheme, WarningRule};
use super::metric::Metric;
use super::register::{Limit, Project, Task};
use super::structure::{Cluster, Coverage, Dimension, Member, NodeKind, Part};
use super::{Extra, Table};
use crate::base::{DimensionId, Label, MetricId, NodeId, Period, Unit, Units};

/// The frame of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanInfo {
    /// Title.
    pub title: Label,
    /// Name of the node of the whole plan, as “嘉兴市”.
    pub total: Label,
    /// Who answers for it.
    pub authority: String,
    /// Tag of the language the plan's own texts are in.
    pub language: String,
    /// Base year.
    pub base_year: i32,
    /// First year of the horizon.
    pub first_year: i32,
    /// Last year of the horizon.
    pub last_year: i32,
    /// Month in which the plan's year starts, 1 to 12.
    pub year_starts_in: u8,
    /// Share allowed around an “about”, 0.05 for 5 %.
    pub about_tolerance: f64,
    /// The metric that screens open with.
    pub main_metric: Option<MetricId>,
    /// What the plan is, in own words.
    pub note: String,
    /// Documents that figures cite.
    pub papers: Vec<Paper>,
    /// Unknown keys at the top of the file.
    pub extra: Extra,
    /// Unknown keys of the plan's own table.
    pub plan_extra: Extra,
}

/// A document that figures cite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The word that figures cite it by.
    pub id: String,
    /// Title.
    pub title: String,
    /// Number of the document.
    pub number: String,
    /// Date as printed or ISO.
    pub date: String,
    /// Public address.
    pub address: String,
}

impl Default for PlanInfo {
    fn default() -> Self {
        Self {
            title: Label::default(),
            total: Label::default(),
            authority: String::new(),
            language: "zh-CN".to_owned(),
            base_year: 2025,
            first_year: 2026,
            last_year: 2030,
            year_starts_in: 1,
            about_tolerance: 0.05,
            main_metric: None,
            note: String::new(),
            papers: Vec::new(),
            extra: Extra::new(),
            plan_extra: Extra::new(),
        }
    }
}

/// A plan: all that stands in `plan.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The frame.
    pub info: PlanInfo,
    /// Units beyond the built-in ones.
    pub units: Table<Unit>,
    /// Coverages; earlier ones stand for a node where it has several.
    pub coverages: Table<Coverage>,
    /// Dimensions.
    pub dimensions: Table<Dimension>,
    /// Members of all dimensions.
    pub members: Table<Member>,
    /// Clusters.
    pub clusters: Table<Cluster>,
    /// Parts of clusters.
    pub parts: Table<Part>,
    /// Metrics.
    pub metrics: Table<Metric>,
    /// Figures.
    pub figures: Table<Figure>,
    /// Projects.
    pub projects: Table<Project>,
    /// Limits.
    pub limits: Table<Limit>,
    /// Tasks and safeguards.
    pub tasks: Table<Task>,
    /// How progress is judged.
    pub assessment: Assessment,
    /// Schemes of scoring.
    pub score_schemes: Table<ScoreScheme>,
    /// Bonuses and deductions.
    pub score_entries: Table<ScoreEntry>,
    /// Rules of early warning.
    pub warning_rules: Table<WarningRule>,
    /// From where on the audit says something.
    pub audit: AuditSettings,
    /// Relations between metrics that no formula states.
    pub relations: Table<Relation>,
    /// Answers to findings of the audit.
    pub answers: Table<Answer>,
}

impl PlanInfo {
    /// The month in which the plan's year starts, 1 to 12 whatever a file says.
    pub fn first_month(&self) -> u8 {
        self.year_starts_in.clamp(1, 12)
    }

    /// Where a period ends on the plan's own calendar: its year, and how many months of it have passed, 1 to 12. In a year from April,
    /// April is the first month and March of the next calendar year the twelfth.
    pub fn end_of(&self, period: Period) -> (i32, u8) {
        // A running total that starts elsewhere ends with a month all the same.
        let (year, month) = period.last_calendar_month();
        let last = Some(period).filter(|period| self.counts(*period)).or_else(|| Period::month(year, month)).unwrap_or(period);
        let last = last.in_years_from(self.first_month());
        (last.plan_year(), last.last_month())
    }

    /// False for a running total that does not start with the plan's year: it says nothing of that year.
    pub fn counts(&self, period: Period) -> bool {
        period.to_date_from().is_none_or(|from| from == self.first_month())
    }

    /// The plan's own period for a quarter or half of the calendar; `None` where the plan's year has none of the same months.
    pub fn of_calendar(&self, period: Period) -> Option<Period> {
        let length = period.months();
        if self.first_month() == 1 || period.as_quarter().or(period.as_half()).is_none() {
            return (self.first_month() == 1).then_some(period);
        }
        let (year, months) = self.end_of(Period::month(period.plan_year(), period.last_month())?);
        let number = Some(months / length).filter(|_| months.is_multiple_of(length))?;
        if length == 3 { Period::quarter(year, number) } else { Period::half(year, number) }
    }

    /// The running total of the plan's year to the end of a period.
    pub fn to_date(&self, period: Period) -> Period {
        let (year, months) = self.end_of(period);
        Period::to_date(year, self.first_month(), months).unwrap_or(period)
    }

    /// The last year that is over at the end of a period.
    pub fn last_whole_year(&self, period: Period) -> i32 {
        let (year, months) = self.end_of(period);
        if months == 12 { year } else { year - 1 }
    }
}

impl Plan {
    /// What the node is; `None` where the plan has no such node.
    pub fn node_kind(&self, node: &NodeId) -> Option<NodeKind> {
        if node.is_total() {
            Some(NodeKind::Total)
        } else if self.members.contains(node) {
            Some(NodeKind::Member)
        } else if self.clusters.contains(node) {
            Some(NodeKind::Cluster)
        } else if self.parts.contains(node) {
            Some(NodeKind::Part)
        } else {
            let parent = node.outside_of()?;
            (parent.is_total() || self.members.contains(&parent)).then_some(NodeKind::Outside)
        }
    }

    /// The node's own name; for a residual that of its parent.
    pub fn node_label(&self, node: &NodeId) -> Option<&Label> {
        let node = &node.outside_of().unwrap_or_else(|| node.clone());
        if node.is_total() {
            return Some(&self.info.total);
        }
        self.members
            .get(node)
            .map(|m| &m.name)
            .or_else(|| self.clusters.get(node).map(|c| &c.name))
            .or_else(|| self.parts.get(node).map(|p| &p.name))
    }

    /// The node's short name, or its name where it has none.
    pub fn node_short(&self, node: &NodeId) -> Option<&Label> {
        let short =
            self.members.get(node).and_then(|m| m.short.as_ref()).or_else(|| self.clusters.get(node).and_then(|c| c.short.as_ref()));
        // A short name may stand in another language only.
        short.filter(|label| !label.text.is_empty()).or_else(|| self.node_label(node))
    }

    /// All units that the plan knows.
    pub fn units(&self) -> Units {
        Units::with(self.units.iter())
    }

    /// The members of a dimension in order.
    pub fn members_of<'a>(&'a self, dimension: &'a DimensionId) -> impl Iterator<Item = &'a Member> {
        self.members.iter().filter(move |member| member.dimension == *dimension)
    }

    /// The parts of a cluster in order.
    pub fn parts_of<'a>(&'a self, cluster: &'a NodeId) -> impl Iterator<Item = &'a Part> {
        self.parts.iter().filter(move |part| part.cluster == *cluster)
    }

    /// Every node in order: the total, members, clusters, parts. Residuals are not listed.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::once(NodeId::total())
            .chain(self.members.iter().map(|m| m.id.clone()))
            .chain(self.clusters.iter().map(|c| c.id.clone()))
            .chain(self.parts.iter().map(|p| p.id.clone()))
    }

    /// The metric that screens open with: the stated one, else the one with most figures.
    pub fn main_metric(&self) -> Option<MetricId> {
        let stated = self.info.main_metric.as_ref().filter(|id| self.metrics.contains(*id));
        stated.cloned().or_else(|| {
            let mut counts: rustc_hash::FxHashMap<&MetricId, usize> = rustc_hash::FxHashMap::default();
            for figure in &self.figures {
                *counts.entry(&figure.metric).or_default() += 1;
            }
            // The first of those with most figures, in the plan's own order.
            let most = counts.values().copied().max().unwrap_or(0);
            self.metrics.iter().map(|m| &m.id).find(|id| counts.get(id).copied().unwrap_or(0) == most).cloned()
        })
    }
}
