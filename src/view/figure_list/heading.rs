//! Which column of a pasted list says what, by its heading in Chinese or English.

use crate::view::names::folded;

/// What a column of the list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// Of whom.
    Node,
    /// What.
    Metric,
    /// What the value counts.
    Coverage,
    /// When.
    Time,
    /// What for.
    Role,
    /// The number, with or without its bound and unit.
    Value,
    /// Unit.
    Unit,
    /// How firmly.
    Strength,
    /// How the number is to be read.
    Form,
    /// Document.
    Document,
    /// Section.
    Section,
    /// The figure as printed.
    Printed,
    /// A remark.
    Note,
    /// How the number binds, in a column of its own; joined with the value when the list is read.
    Bound,
}

impl Part {
    /// The parts shown in the preview, in order.
    pub const SHOWN: [Self; 13] = [
        Self::Node,
        Self::Metric,
        Self::Coverage,
        Self::Time,
        Self::Role,
        Self::Value,
        Self::Unit,
        Self::Strength,
        Self::Form,
        Self::Document,
        Self::Section,
        Self::Printed,
        Self::Note,
    ];
}

/// The order of columns in a list without headings.
pub(super) const USUAL: [Part; 8] =
    [Part::Node, Part::Metric, Part::Time, Part::Value, Part::Unit, Part::Bound, Part::Role, Part::Document];

/// Headings by what they say, folded.
const HEADINGS: &[(Part, &[&str])] = &[
    (Part::Node, &["节点", "名称", "节点名称", "地区", "区域", "对象", "集聚区", "集聚区名称", "node", "name", "cluster"]),
    (Part::Metric, &["指标", "指标名称", "metric", "indicator"]),
    (Part::Time, &["期间", "年份", "年度", "年", "时间", "时期", "目标年", "period", "year", "time", "date"]),
    (Part::Value, &["数值", "值", "数", "目标值", "指标值", "规划数", "规划值", "数据", "value", "amount", "number", "figure"]),
    (Part::Unit, &["单位", "计量单位", "unit", "units"]),
    (Part::Bound, &["约束", "界限", "限定", "限定词", "边界", "bound", "qualifier"]),
    (Part::Role, &["角色", "类型", "类别", "性质", "role", "type"]),
    (Part::Coverage, &["口径", "统计口径", "coverage", "scope"]),
    (Part::Strength, &["强度", "指标属性", "属性", "约束力", "strength"]),
    (Part::Form, &["形式", "form"]),
    (Part::Document, &["来源", "出处", "出处文件", "文件", "文件名", "source", "sourcedocument", "document"]),
    (Part::Section, &["章节", "段落", "section"]),
    (Part::Printed, &["原文", "原文表述", "asprinted", "printed", "quote"]),
    (Part::Note, &["备注", "说明", "注", "note", "notes", "remark", "remarks", "comment"]),
];

/// What the columns say, and a unit named in the heading of the values (数值（亿元）).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Headings {
    /// One entry a column; `None` for one that is not understood.
    pub parts: Vec<Option<Part>>,
    /// The unit in the heading of the values; empty without one.
    pub unit: String,
    /// Headings that are not understood.
    pub unknown: Vec<String>,
}

impl Headings {
    /// The columns of a list without headings.
    pub fn usual() -> Self {
        Self { parts: USUAL.iter().copied().map(Some).collect(), unit: String::new(), unknown: Vec::new() }
    }

    /// The columns by the list's first row; `None` where that row is no row of headings.
    pub fn read(row: &[String]) -> Option<Self> {
        let mut headings = Self::default();
        for cell in row {
            let (name, bracket) = split_bracket(cell);
            let part = part_of(cell).or_else(|| part_of(name)).filter(|part| !headings.parts.contains(&Some(*part)));
            if part == Some(Part::Value) && part_of(cell).is_none() {
                headings.unit = bracket.to_owned();
            }
            if part.is_none() && !cell.is_empty() {
                headings.unknown.push(cell.clone());
            }
            headings.parts.push(part);
        }
        (headings.parts.iter().flatten().count() >= 2).then_some(headings)
    }
}

fn part_of(heading: &str) -> Option<Part> {
    let heading = folded(heading);
    HEADINGS.iter().find(|(_, known)| known.contains(&heading.as_str())).map(|(part, _)| *part)
}

fn split_bracket(heading: &str) -> (&str, &str) {
    match heading.split_once(['（', '(', '[', '［']) {
        Some((name, rest)) => (name, rest.trim_end_matches(['）', ')', ']', '］'])),
        None => (heading, ""),
    }
}
