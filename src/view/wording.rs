//! How the terms of a plan are put into words: bounds, periods, spans, roles, forms, statuses, kinds, sources, names.
//!
//! Every screen, chart and export takes its wording from here, so that one thing is called one name. The way back, from
//! what a person types, is [`super::spelling`]. No sentence stands here; all words come from `terms.ftl`.

use super::number;
use super::words::{Language, Words};
use crate::base::{Bound, CoverageId, Date, DimensionId, MetricId, NodeId, Period, Severity, Span, UnitId, Units};
use crate::domain::{
    Direction, Form, MetricKind, NodeKind, Plan, PriceBasis, ProjectStatus, Role, RollUp, Source, Status, Strength, TaskKind, TaskState,
};
use crate::engine::Standing;

pub use super::spelling::{parse_bound, parse_bound_with_unit, parse_period, parse_period_in, parse_span};

/// A bound in words and signs: `≥ 400 亿元`, `≤ 10`, `约 18%`, `1–2`, `未定量`.
pub fn bound(words: &Words, bound: &Bound, unit: Option<&str>) -> String {
    bound_with(words, bound, unit, number::value)
}

/// A bound like [`bound`], with a fixed number of decimals.
pub fn bound_fixed(words: &Words, bound: &Bound, unit: Option<&str>, decimals: u8) -> String {
    bound_with(words, bound, unit, |value| number::fixed(value, decimals))
}

fn bound_with(words: &Words, bound: &Bound, unit: Option<&str>, show: impl Fn(f64) -> String) -> String {
    let text = match *bound {
        Bound::Exactly { value } => show(value),
        Bound::AtLeast { value } => format!("≥ {}", show(value)),
        Bound::AtMost { value } => format!("≤ {}", show(value)),
        Bound::About { value } => words.with("bound-about", &[("value", &show(value))]),
        Bound::Between { low, high } => range(&show(low), &show(high)),
        Bound::Unstated => return words.text("bound-unstated").to_owned(),
    };
    with_unit(&text, unit.unwrap_or_default())
}

/// A range; with a sign inside, the dash stands apart so that `−3 – −1` can be read.
fn range(low: &str, high: &str) -> String {
    if low.starts_with('−') || high.starts_with('−') { format!("{low} – {high}") } else { format!("{low}–{high}") }
}

/// A number as text with its unit behind it; percent and per-mille signs stand close, a unit that is itself a number of
/// things (`100 million yuan`) stands apart.
pub fn with_unit(text: &str, unit: &str) -> String {
    match unit {
        "" => text.to_owned(),
        _ if unit.starts_with(['%', '‰']) => format!("{text}{unit}"),
        _ if unit.starts_with(|c: char| c.is_ascii_digit()) => format!("{text} × {unit}"),
        _ => format!("{text} {unit}"),
    }
}

/// A bound as an editor opens with it and as [`parse_bound`] reads it back exactly: `≥400`, `约18`, `1–2`, `?`.
pub fn bound_exact(words: &Words, bound: &Bound) -> String {
    match *bound {
        Bound::Exactly { value } => number::exact(value),
        Bound::AtLeast { value } => format!("≥{}", number::exact(value)),
        Bound::AtMost { value } => format!("≤{}", number::exact(value)),
        Bound::About { value } => words.with("bound-about-typed", &[("value", &number::exact(value))]),
        Bound::Between { low, high } => format!("{}–{}", number::exact(low), number::exact(high)),
        Bound::Unstated => "?".to_owned(),
    }
}

/// A period in words: `2011 年`, `2011 年 3 月`, `2011 年 1–3 月累计`; `Mar 2011`, `Jan–Mar 2011 to date`. A running total of a year that
/// does not start in January names its own months: `2011 年 4–9 月累计`, `2011 年 4 月–2012 年 2 月累计`.
pub fn period(words: &Words, period: Period) -> String {
    let year = period.plan_year().to_string();
    if let Some(half) = period.as_half() {
        return words.with(if half == 1 { "period-half-1" } else { "period-half-2" }, &[("year", &year)]);
    }
    if let Some(quarter) = period.as_quarter() {
        return words.with(&format!("period-quarter-{quarter}"), &[("year", &year)]);
    }
    let (last_year, last) = period.last_calendar_month();
    let name = |month: u8| words.text(&format!("month-{month}")).to_owned();
    let (last_year, last) = (last_year.to_string(), name(last));
    if period.as_month().is_some() {
        return words.with("period-month", &[("year", &last_year), ("month", &last)]);
    }
    if let Some(first) = period.to_date_from() {
        let key = match period.months() {
            1 => "period-to-date-first",
            _ if last_year == year => "period-to-date",
            _ => "period-to-date-across",
        };
        return words.with(key, &[("year", &year), ("first", &name(first)), ("last", &last), ("last-year", &last_year)]);
    }
    words.with("period-year", &[("year", &year)])
}

/// A day in words: `2012 年 3 月 1 日`; `1 Mar 2012`.
pub fn date(words: &Words, date: Date) -> String {
    let (year, month, day) = (date.year().to_string(), date.month().to_string(), date.day().to_string());
    let name = words.text(&format!("month-{month}")).to_owned();
    words.with("date", &[("year", &year), ("month", &month), ("month-name", &name), ("day", &day)])
}

/// A span in words: a period, `2011–2015 年`, or that no time is stated.
pub fn span(words: &Words, span: Span) -> String {
    match span {
        Span::At(at) => period(words, at),
        Span::Years { from, to } => words.with("span-years", &[("from", &from.to_string()), ("to", &to.to_string())]),
        Span::Unstated => words.text("span-unstated").to_owned(),
    }
}

/// The name of a role.
pub fn role(words: &Words, role: Role) -> &str {
    words.text(match role {
        Role::Baseline => "role-baseline",
        Role::Milestone => "role-milestone",
        Role::Target => "role-target",
        Role::Limit => "role-limit",
        Role::Reference => "role-reference",
    })
}

/// The name of a strength.
pub fn strength(words: &Words, strength: Strength) -> &str {
    words.text(match strength {
        Strength::Binding => "strength-binding",
        Strength::Expected => "strength-expected",
        Strength::Aspirational => "strength-aspirational",
    })
}

/// The name of a form, without what it refers to.
pub fn form<'a>(words: &'a Words, form: &Form) -> &'a str {
    words.text(match form {
        Form::Level => "form-level",
        Form::Growth => "form-growth",
        Form::AverageGrowth => "form-average-growth",
        Form::Multiple { .. } => "form-multiple",
        Form::AnnualChange => "form-annual-change",
        Form::Share { .. } => "form-share",
    })
}

/// A form with what it refers to: `为 2010 年的倍数`, `占销售收入的比重`.
pub fn form_of(words: &Words, plan: &Plan, of: &Form) -> String {
    match of {
        Form::Multiple { base } => words.with("form-multiple-of", &[("base", &period(words, *base))]),
        Form::Share { of } => words.with("form-share-of", &[("metric", metric(words, plan, of))]),
        other => form(words, other).to_owned(),
    }
}

/// How far an actual can be relied on.
pub fn status(words: &Words, status: Status) -> &str {
    words.text(match status {
        Status::Illustrative => "status-illustrative",
        Status::Preliminary => "status-preliminary",
        Status::Final => "status-final",
    })
}

/// The name of a kind of metric.
pub fn kind<'a>(words: &'a Words, kind: &MetricKind) -> &'a str {
    words.text(match kind {
        MetricKind::Flow => "kind-flow",
        MetricKind::Stock => "kind-stock",
        MetricKind::Ratio => "kind-ratio",
        MetricKind::Count => "kind-count",
        MetricKind::TierCount { .. } => "kind-tier-count",
        MetricKind::Derived { .. } => "kind-derived",
    })
}

/// The wanted direction of a metric.
pub fn direction(words: &Words, direction: Direction) -> &str {
    words.text(match direction {
        Direction::Up => "direction-up",
        Direction::Down => "direction-down",
        Direction::Neutral => "direction-neutral",
    })
}

/// A roll-up rule.
pub fn roll_up(words: &Words, rule: RollUp) -> &str {
    words.text(match rule {
        RollUp::Sum => "roll-up-sum",
        RollUp::None => "roll-up-none",
        RollUp::Recompute => "roll-up-recompute",
    })
}

/// A price basis: `当年价`, `2010 年价`.
pub fn price(words: &Words, price: PriceBasis) -> String {
    match price {
        PriceBasis::Current => words.text("price-current").to_owned(),
        PriceBasis::Constant { year } => words.with("price-constant", &[("year", &year.to_string())]),
    }
}

/// How far a project is.
pub fn project_status(words: &Words, status: ProjectStatus) -> &str {
    words.text(match status {
        ProjectStatus::Proposed => "project-status-proposed",
        ProjectStatus::Approved => "project-status-approved",
        ProjectStatus::Building => "project-status-building",
        ProjectStatus::OnStream => "project-status-on-stream",
        ProjectStatus::Cancelled => "project-status-cancelled",
    })
}

/// Task or safeguard.
pub fn task_kind(words: &Words, kind: TaskKind) -> &str {
    words.text(match kind {
        TaskKind::Task => "task-kind-task",
        TaskKind::Safeguard => "task-kind-safeguard",
    })
}

/// What a node is.
pub fn node_kind(words: &Words, kind: NodeKind) -> &str {
    words.text(match kind {
        NodeKind::Total => "node-kind-total",
        NodeKind::Member => "node-kind-member",
        NodeKind::Cluster => "node-kind-cluster",
        NodeKind::Part => "node-kind-part",
        NodeKind::Outside => "node-kind-outside",
    })
}

/// How grave a diagnostic is.
pub fn severity(words: &Words, severity: Severity) -> &str {
    words.text(match severity {
        Severity::Note => "severity-note",
        Severity::Warning => "severity-warning",
        Severity::Error => "severity-error",
    })
}

/// How a finding of the audit stands.
pub fn standing(words: &Words, standing: Standing) -> &str {
    words.text(match standing {
        Standing::Open => "audit-standing-open",
        Standing::Reopened => "audit-standing-reopened",
        Standing::Answered => "audit-standing-answered",
    })
}

/// How far a task is.
pub fn task_state(words: &Words, state: TaskState) -> &str {
    words.text(match state {
        TaskState::Unstated => "task-state-unstated",
        TaskState::Planned => "task-state-planned",
        TaskState::UnderWay => "task-state-under-way",
        TaskState::Blocked => "task-state-blocked",
        TaskState::Done => "task-state-done",
    })
}

/// A node's name; a residual says whose it is. An unknown node shows its id, so that the lack is seen.
pub fn node(words: &Words, plan: &Plan, id: &NodeId) -> String {
    let name = plan.node_label(id).map_or(id.as_str(), |label| words.label(label));
    if id.outside_of().is_some() { words.with("node-outside", &[("name", name)]) } else { name.to_owned() }
}

/// A node's short name, or its name.
pub fn node_short(words: &Words, plan: &Plan, id: &NodeId) -> String {
    let name = plan.node_short(&id.outside_of().unwrap_or_else(|| id.clone())).map_or(id.as_str(), |label| words.label(label));
    if id.outside_of().is_some() { words.with("node-outside", &[("name", name)]) } else { name.to_owned() }
}

/// A metric's name.
pub fn metric<'a>(words: &Words, plan: &'a Plan, id: &'a MetricId) -> &'a str {
    plan.metrics.get(id).map_or(id.as_str(), |metric| metric.name.get(words.language().tag()))
}

/// A dimension's name.
pub fn dimension<'a>(words: &Words, plan: &'a Plan, id: &'a DimensionId) -> &'a str {
    plan.dimensions.get(id).map_or(id.as_str(), |dimension| dimension.name.get(words.language().tag()))
}

/// A coverage's name; in words where none is stated.
pub fn coverage<'a>(words: &'a Words, plan: &'a Plan, id: Option<&'a CoverageId>) -> &'a str {
    match id {
        None => words.text("coverage-unstated"),
        Some(id) => plan.coverages.get(id).map_or(id.as_str(), |coverage| coverage.name.get(words.language().tag())),
    }
}

/// A unit's name in the language, its symbol where it has none.
pub fn unit<'a>(words: &Words, units: &'a Units, id: &'a UnitId) -> &'a str {
    let Ok(unit) = units.get(id) else { return id.as_str() };
    // A translation that is empty on purpose stands for a unit that goes without saying (个).
    match unit.name.translations.get(words.language().tag()) {
        Some(name) => name,
        None if unit.name.text.is_empty() => id.as_str(),
        None => &unit.name.text,
    }
}

/// A source as one line: document, section, the figure as printed. Empty where nothing is known.
pub fn source(words: &Words, plan: &Plan, source: &Source) -> String {
    let place = source_place(words, plan, source);
    match (place.is_empty(), source.printed.is_empty()) {
        (_, true) => place,
        (true, false) => words.with("source-printed", &[("printed", &source.printed)]),
        (false, false) => words.with("source-place-printed", &[("place", &place), ("printed", &source.printed)]),
    }
}

/// Document and section of a source; the address where no document is named.
pub fn source_place(words: &Words, plan: &Plan, source: &Source) -> String {
    let title = document(words, plan, &source.document);
    match (title.is_empty(), source.section.is_empty()) {
        (false, false) => words.with("source-document-section", &[("document", &title), ("section", &source.section)]),
        (false, true) => title,
        (true, false) => source.section.clone(),
        (true, true) => source.address.clone(),
    }
}

/// The title of a document that figures cite by an id, or the text itself where it is no id.
pub fn document(words: &Words, plan: &Plan, id: &str) -> String {
    match plan.info.papers.iter().find(|paper| paper.id == id).map(|paper| paper.title.as_str()) {
        Some(title) if title.starts_with(['《', '“', '"']) => title.to_owned(),
        Some(title) if !title.is_empty() => words.with("source-title", &[("title", title)]),
        _ => id.to_owned(),
    }
}

/// The pattern of a term as it stands in a language's file, so that words of the other language are understood as well.
pub fn plain(language: Language, key: &str) -> Option<&'static str> {
    let files = language.files().iter().filter(|(name, _)| ["terms", "judging"].contains(name));
    files.flat_map(|(_, text)| text.lines()).find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worded_reads_back() {
        let bounds = [
            Bound::Exactly { value: 1222.5 },
            Bound::AtLeast { value: 400.0 },
            Bound::AtMost { value: -10.0 },
            Bound::About { value: 0.0004 },
            Bound::Between { low: 1.0, high: 2.0 },
            Bound::Between { low: -3.0, high: -1.0 },
        ];
        let spans = [
            "2011",
            "2011H1",
            "2011H2",
            "2011Q1",
            "2011Q4",
            "2011-03",
            "2011-12",
            "2011-01..01",
            "2011-01..11",
            "2011-04..09",
            "2011-04..2012-02",
            "2011..2015",
            "",
        ];
        for language in Language::ALL {
            let words = Words::new(language);
            for of in bounds {
                assert_eq!(parse_bound(&bound_exact(&words, &of)), Some(of));
                assert_eq!(parse_bound_with_unit(&bound(&words, &of, Some("亿元"))), Some((of, "亿元".to_owned())));
            }
            for text in spans {
                let of: Span = text.parse().unwrap_or(Span::Unstated);
                assert_eq!(parse_span(&span(&words, of)), Some(of), "{text} {}", span(&words, of));
            }
        }
    }

    #[test]
    fn bounds_and_periods_are_worded_in_both_languages() {
        let (chinese, english) = (Words::new(Language::Chinese), Words::new(Language::English));
        let about = Bound::About { value: 18.0 };
        assert_eq!(bound(&chinese, &about, Some("%")), "约 18%");
        assert_eq!(bound(&english, &about, Some("%")), "about 18%");
        assert_eq!(bound(&english, &Bound::AtLeast { value: 400.0 }, Some("100 million yuan")), "≥ 400 × 100 million yuan");
        for (text, zh, en) in [
            ("2011", "2011 年", "2011"),
            ("2011-03", "2011 年 3 月", "Mar 2011"),
            ("2011-01..03", "2011 年 1–3 月累计", "Jan–Mar 2011 to date"),
            ("2011-04..09", "2011 年 4–9 月累计", "Apr–Sep 2011 to date"),
            ("2011-04..2012-02", "2011 年 4 月–2012 年 2 月累计", "Apr 2011–Feb 2012 to date"),
            ("2011-04..04", "2011 年 4 月累计", "Apr 2011 to date"),
            ("2011Q1", "2011 年一季度", "Q1 2011"),
            ("2011..2015", "2011–2015 年", "2011–2015"),
        ] {
            let of: Span = text.parse().unwrap_or(Span::Unstated);
            assert_eq!((span(&chinese, of).as_str(), span(&english, of).as_str()), (zh, en));
        }
    }

    #[test]
    fn a_source_is_cited_in_one_line() {
        let mut plan = Plan::default();
        plan.info.papers.push(crate::domain::Paper { id: "p".into(), title: "发展规划".into(), ..Default::default() });
        let words = Words::new(Language::Chinese);
        let cited = Source { document: "p".into(), section: "附件一".into(), printed: "400亿元".into(), ..Source::default() };
        assert_eq!(source(&words, &plan, &cited), "《发展规划》，附件一：“400亿元”");
        assert_eq!(source(&words, &plan, &Source::default()), "");
    }
}
