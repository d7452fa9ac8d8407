//! What each column of a table holds, by its heading and by its content.

use std::ops::Range;

use super::choices::Choices;
use super::facts_of::{self, Facts};
use super::matching::Matcher;
use super::period::Place;
use super::rows;
use super::shape::{ColumnRole, ShapeKind};
use super::sheet::{Look, Sheet};
use super::text::plain_name;
use super::unit;
use crate::domain::Status;
use crate::view::names::folded;

/// Rows of the body that are looked at.
const SAMPLE: usize = 300;
/// Texts of a column that are matched.
const TEXTS: usize = 40;

/// Headings that name a role, folded.
const HEADINGS: &[(ColumnRole, &[&str])] = &[
    (
        ColumnRole::Firm,
        &[
            "企业",
            "企业名称",
            "单位名称",
            "单位详细名称",
            "公司",
            "公司名称",
            "法人单位",
            "法人单位名称",
            "统一社会信用代码",
            "组织机构代码",
            "企业代码",
            "法人代码",
            "firm",
            "firmname",
            "firmid",
            "firmcode",
            "company",
            "companyname",
            "enterprise",
        ],
    ),
    (ColumnRole::Ignored, &["序号", "编号", "no", "no.", "#", "rank", "排名", "位次", "代码", "行政区划代码", "regioncode", "variant"]),
    (ColumnRole::Scenario, &["model", "scenario", "模型", "情景"]),
    (
        ColumnRole::Metric,
        &["指标", "指标名称", "项目", "项目名称", "变量", "metric", "indicator", "variable", "item", "measure", "series", "主要指标"],
    ),
    (
        ColumnRole::Period,
        &[
            "年份",
            "年度",
            "年",
            "月份",
            "月",
            "时间",
            "期间",
            "日期",
            "季度",
            "报告期",
            "统计时间",
            "数据时间",
            "时期",
            "期数",
            "期别",
            "period",
            "year",
            "month",
            "quarter",
            "date",
            "time",
            "subannual",
            "timeperiod",
        ],
    ),
    (ColumnRole::Value, &["数值", "值", "数据", "本期值", "金额", "value", "amount", "data", "obsvalue", "指标值", "实绩"]),
    (ColumnRole::Unit, &["单位", "计量单位", "unit", "units"]),
    (ColumnRole::Status, &["状态", "数据状态", "status"]),
    (ColumnRole::Source, &["来源", "出处", "数据来源", "source", "资料来源"]),
    (ColumnRole::Coverage, &["口径", "统计口径", "coverage", "scope"]),
    (ColumnRole::Note, &["备注", "说明", "注", "note", "notes", "remark", "remarks", "comment"]),
    (
        ColumnRole::Node,
        &[
            "地区",
            "区域",
            "县市区",
            "区县",
            "市县",
            "县区",
            "县市",
            "城市",
            "省份",
            "省市",
            "行政区",
            "行政区划",
            "地区名称",
            "集聚区",
            "集聚区名称",
            "园区",
            "产业",
            "行业",
            "产业名称",
            "行业名称",
            "产业集聚区",
            "名称",
            "对象",
            "节点",
            "region",
            "area",
            "county",
            "city",
            "district",
            "province",
            "industry",
            "sector",
            "cluster",
            "node",
            "park",
            "place",
            "name",
            "entity",
        ],
    ),
];

/// The role that a heading names.
pub fn named(heading: &str) -> Option<ColumnRole> {
    let key = folded(&plain_name(heading));
    HEADINGS.iter().find(|(_, words)| words.contains(&key.as_str())).map(|(role, _)| *role)
}

/// What a bare number is in a column of periods of this heading.
pub fn place_of(heading: &str) -> Place {
    match folded(&plain_name(heading)).as_str() {
        "月份" | "月" | "month" | "subannual" => Place::Months,
        "季度" | "quarter" => Place::Quarters,
        "年份" | "年度" | "年" | "year" => Place::Years,
        _ => Place::Any,
    }
}

/// What the cells of a column look like.
#[derive(Default)]
struct Content {
    filled: usize,
    numbers: usize,
    years: usize,
    missing: usize,
    periods: usize,
    texts: Vec<String>,
}

impl Content {
    fn of(sheet: &Sheet<'_>, body: &Range<usize>, column: usize, place: Place) -> Self {
        let mut content = Self::default();
        let step = (body.len() / SAMPLE).max(1);
        for row in body.clone().step_by(step).filter(|row| !rows::is_note(sheet, *row)) {
            let look = sheet.look(row, column);
            if look == Look::Empty {
                continue;
            }
            content.filled += 1;
            let is_period = matches!(look, Look::Period | Look::Year) || sheet.partial(row, column, place).is_some();
            content.periods += usize::from(is_period);
            match look {
                Look::Number => content.numbers += 1,
                Look::Year => content.years += 1,
                Look::Missing => content.missing += 1,
                _ => {
                    let text = sheet.text(row, column);
                    if content.texts.len() < TEXTS && !content.texts.iter().any(|known| known == text) {
                        content.texts.push(text.to_owned());
                    }
                }
            }
        }
        content
    }

    fn is_numeric(&self) -> bool {
        let values = self.numbers + self.years + self.missing;
        self.numbers + self.years > 0 && values * 10 >= self.filled * 6
    }

    fn share(&self, mut is: impl FnMut(&str) -> bool) -> f64 {
        let hits = self.texts.iter().filter(|text| is(text)).count();
        if self.texts.is_empty() { 0.0 } else { hits as f64 / self.texts.len() as f64 }
    }
}

/// The lowest heading of a column that says something.
pub fn heading<'a>(sheet: &Sheet<'a>, header: &Range<usize>, column: usize) -> &'a str {
    header.clone().rev().map(|row| sheet.text(row, column)).find(|text| !text.is_empty()).unwrap_or("")
}

/// What each column is.
pub fn find(
    sheet: &Sheet<'_>,
    header: &Range<usize>,
    body: &Range<usize>,
    choices: &Choices,
    matcher: &mut Matcher<'_>,
) -> Vec<ColumnRole> {
    let mut roles: Vec<Option<ColumnRole>> = Vec::with_capacity(sheet.width);
    let mut contents = Vec::with_capacity(sheet.width);
    for column in 0..sheet.width {
        let title = heading(sheet, header, column);
        let content = Content::of(sheet, body, column, place_of(title));
        let said = choices.columns.iter().find(|choice| !choice.heading.is_empty() && folded(&choice.heading) == folded(title));
        let said = said.or_else(|| choices.columns.iter().find(|choice| choice.heading.is_empty() && choice.column == Some(column + 1)));
        roles.push(said.map(|choice| choice.role).or_else(|| by_heading(title, &content, matcher)));
        contents.push(content);
    }
    by_content(sheet, header, &mut roles, &contents, matcher);
    leftover_texts(&mut roles, &contents);
    only_the_value(sheet, header, &mut roles);
    roles.into_iter().map(Option::unwrap_or_default).collect()
}

fn by_heading(title: &str, content: &Content, matcher: &mut Matcher<'_>) -> Option<ColumnRole> {
    let role = named(title)?;
    let numeric = content.is_numeric();
    let fits = match role {
        ColumnRole::Period => content.filled == 0 || content.periods * 2 >= content.filled || !content.is_numeric(),
        ColumnRole::Unit => {
            content.filled == 0
                || content.share(|text| unit::lookup(text, &matcher.units).is_some()) >= 0.5
                || !numeric && content.share(|text| matcher.is_node(text)) < 0.5
        }
        ColumnRole::Node | ColumnRole::Metric | ColumnRole::Coverage | ColumnRole::Status => !numeric,
        // 单位名称 may list places.
        ColumnRole::Firm => numeric || content.share(|text| matcher.is_node(text)) < 0.3,
        _ => true,
    };
    if fits {
        return Some(role);
    }
    matches!(role, ColumnRole::Firm | ColumnRole::Unit).then_some(ColumnRole::Node).filter(|_| !numeric)
}

fn by_content(sheet: &Sheet<'_>, header: &Range<usize>, roles: &mut [Option<ColumnRole>], contents: &[Content], matcher: &mut Matcher<'_>) {
    for (column, content) in contents.iter().enumerate() {
        if roles[column].is_some() {
            continue;
        }
        let title = heading(sheet, header, column);
        let has_period = roles.contains(&Some(ColumnRole::Period));
        let heads_period = facts_of::period_of(sheet, header, column).is_some();
        let all_periods = content.filled > 0 && content.periods * 10 >= content.filled * 8;
        let named_numbers = matcher.is_metric(&unit::split(title, &matcher.units).0);
        roles[column] = if all_periods
            && !heads_period
            && !named_numbers
            && (content.years == 0 || !has_period)
            && (content.numbers == 0 || content.years == 0)
        {
            Some(ColumnRole::Period)
        } else if content.is_numeric() || content.filled == content.missing && (heads_period || content.missing > 0) {
            Some(ColumnRole::Value)
        } else if content.filled == 0 {
            heads_period.then_some(ColumnRole::Value)
        } else {
            by_texts(content, matcher)
        };
    }
}

fn by_texts(content: &Content, matcher: &mut Matcher<'_>) -> Option<ColumnRole> {
    let nodes = content.share(|text| matcher.is_node(text));
    let metrics = content.share(|text| {
        let name = unit::split(text, &matcher.units).0;
        matcher.is_metric(&name)
    });
    let units = content.share(|text| unit::lookup(text, &matcher.units).is_some());
    let statuses = content.share(|text| status(text).is_some());
    let coverages = content.share(|text| matches!(matcher.coverage(text), super::matching::Match::One(_)));
    if statuses >= 0.8 {
        Some(ColumnRole::Status)
    } else if units >= 0.8 && metrics < 0.5 {
        Some(ColumnRole::Unit)
    } else if coverages >= 0.8 && nodes < 0.5 {
        Some(ColumnRole::Coverage)
    } else if metrics >= 0.4 && metrics >= nodes {
        Some(ColumnRole::Metric)
    } else if nodes >= 0.3 {
        Some(ColumnRole::Node)
    } else if metrics > 0.0 {
        Some(ColumnRole::Metric)
    } else {
        None
    }
}

/// The first column of texts that nothing is known of names nodes, where no column does; later ones are remarks.
fn leftover_texts(roles: &mut [Option<ColumnRole>], contents: &[Content]) {
    let known = |roles: &[Option<ColumnRole>], role| roles.contains(&Some(role));
    for (column, content) in contents.iter().enumerate() {
        if roles[column].is_none() && !content.texts.is_empty() {
            let labels = known(roles, ColumnRole::Node) || known(roles, ColumnRole::Metric) || known(roles, ColumnRole::Period);
            roles[column] = Some(if labels { ColumnRole::Note } else { ColumnRole::Node });
        }
    }
}

/// Where a column is headed “value”, the other numbers of a long table are none.
fn only_the_value(sheet: &Sheet<'_>, header: &Range<usize>, roles: &mut [Option<ColumnRole>]) {
    let is_value = |column: usize| named(heading(sheet, header, column)) == Some(ColumnRole::Value);
    let long = roles.contains(&Some(ColumnRole::Metric)) && (0..roles.len()).any(is_value);
    if long {
        for (column, role) in roles.iter_mut().enumerate() {
            if *role == Some(ColumnRole::Value) && !is_value(column) {
                *role = Some(ColumnRole::Note);
            }
        }
    }
}

/// The kind of a table whose columns are known.
pub fn kind(sheet: &Sheet<'_>, header: &Range<usize>, columns: &[ColumnRole], matcher: &mut Matcher<'_>) -> ShapeKind {
    let has = |role| columns.contains(&role);
    let above = 0..header.start;
    let site = above.clone().any(|row| {
        let text = super::text::half_width(sheet.text(row, 0));
        text.starts_with("数据库:") || text.starts_with("时间:")
    });
    if has(ColumnRole::Firm) {
        return ShapeKind::FirmLevel;
    }
    if has(ColumnRole::Scenario) && has(ColumnRole::Metric) {
        return ShapeKind::Iamc;
    }
    if site {
        return ShapeKind::StatisticsSite;
    }
    let facts: Vec<Facts> = (0..columns.len())
        .filter(|column| columns[*column] == ColumnRole::Value)
        .map(|column| facts_of::heading(sheet, header, column, matcher))
        .collect();
    let most = |is: &dyn Fn(&Facts) -> bool| !facts.is_empty() && facts.iter().filter(|f| is(f)).count() * 2 > facts.len();
    if has(ColumnRole::Metric) && has(ColumnRole::Period) && facts.len() == 1 {
        ShapeKind::Long
    } else if most(&|f| f.period.year.is_some() || f.period.part.is_some()) {
        if has(ColumnRole::Metric) && !has(ColumnRole::Node) { ShapeKind::Transposed } else { ShapeKind::WideByPeriod }
    } else if most(&|f| f.node.is_some()) {
        ShapeKind::Transposed
    } else if has(ColumnRole::Node) && !has(ColumnRole::Metric) {
        ShapeKind::WideByMetric
    } else if has(ColumnRole::Period) && !has(ColumnRole::Metric) {
        ShapeKind::Transposed
    } else {
        ShapeKind::Long
    }
}

/// The status that a word says.
pub fn status(text: &str) -> Option<Status> {
    let key = folded(text);
    Some(match key.as_str() {
        "final" | "最终" | "最终数" | "终值" | "正式" | "正式数" | "年报" | "核定数" | "决算" => Status::Final,
        "preliminary" | "初步" | "初步数" | "快报" | "快报数" | "预计" | "预计数" | "provisional" | "初值" | "初步核算" | "p" => {
            Status::Preliminary
        }
        "illustrative" | "示例" => Status::Illustrative,
        _ => return None,
    })
}
