//! Charts of scenarios and projects for tests and pictures, and what strains them.

use super::samples::{CLUSTERS, LONG, frame, hover, line, points, slots, trajectory_of};
use crate::domain::ProjectStatus;
use crate::view::chart::more::{Grip, Legend, Multiples, Panel, Series, Step, Timeline, TimelineRow, TimelineState, Waterfall};
use crate::view::chart::spec::*;

fn step(name: &str, amount: f64) -> Step {
    let text = if amount > 0.0 { format!("+{}", crate::view::number::value(amount)) } else { crate::view::number::value(amount) };
    Step { name: name.to_owned(), amount, text, good: Some(amount > 0.0), hover: hover(name, amount) }
}

fn end(name: &str, amount: f64) -> Step {
    Step { text: crate::view::number::value(amount), good: None, ..step(name, amount) }
}

fn waterfall_of(start: f64, steps: &[(&str, f64)]) -> Waterfall {
    let to = start + steps.iter().map(|(_, amount)| amount).filter(|amount| amount.is_finite()).sum::<f64>();
    Waterfall {
        step_name: "来由".to_owned(),
        amount_name: "增减".to_owned(),
        level_name: "累计".to_owned(),
        start: end("规划", start),
        steps: steps.iter().map(|(name, amount)| step(name, *amount)).collect(),
        end: end("追赶情景", to),
    }
}

fn waterfall(title: &str, start: f64, steps: &[(&str, f64)]) -> ChartSpec {
    frame(ChartKind::Waterfall, title, "2015 年，规上企业", false, Body::Waterfall(waterfall_of(start, steps)))
}

/// Plan, actuals and two scenarios, one of them with points to drag.
pub(crate) fn overlay() -> ChartSpec {
    let mut plot =
        trajectory_of(&[1222.0, 1500.0, 1900.0, 2400.0, 2900.0, 3600.0], &[1222.0, 1480.0, 1420.0, 1610.0], 3600.0, "目标 ≥ 3,600");
    let series = Series { scenario: "catch-up".into(), node: "total".into(), metric: "output".into() };
    for (place, (name, end)) in [("冲击 1,905", 1905.0), ("追赶 2,610", 2610.0)].into_iter().enumerate() {
        let values = [0.0, 0.0, 0.0, 1610.0, 1610.0 + (end - 1610.0) / 2.0, end];
        let ink = Ink::Scenario(1 - place);
        let mut scenario = line(name, Some(name), ink, Dash::Solid, Marker::None, points(&values)[3..].to_vec());
        scenario.label_at_end = true;
        plot.lines.push(scenario);
        if place == 1 {
            let grip =
                |n: usize| Grip { series: series.clone(), year: 2010 + n as i32, slot: n as f64, value: values[n], ink, held: n == 5 };
            plot.grips = (4..=5).map(grip).collect();
        }
    }
    frame(ChartKind::ScenarioOverlay, "嘉兴市·工业总产值", "2010–2015 年，情景：冲击、追赶", true, Body::Plot(plot))
}

fn multiples(count: usize, size: impl Fn(usize) -> f64, name: impl Fn(usize) -> String) -> Multiples {
    let panel = |n: usize| {
        let of = size(n);
        let plan: Vec<f64> = (0..6).map(|year| of * 1.3_f64.powi(year)).collect();
        let mut plot = trajectory_of(&plan, &[of, of * 1.2, of * 1.1], of * 3.7, "");
        plot.targets.clear();
        plot.lines.iter_mut().for_each(|line| line.label = None);
        plot.lines.iter_mut().for_each(|line| line.points.iter_mut().for_each(|point| point.label = None));
        let scenario: Vec<f64> = (0..6).map(|year| of * 1.15_f64.powi(year)).collect();
        plot.lines.push(line("追赶", None, Ink::Scenario(0), Dash::Solid, Marker::None, points(&scenario)));
        let empty = if n % 7 == 5 { "没有这一指标的数".to_owned() } else { String::new() };
        Panel { name: name(n), ink: Ink::Member(n % 6), note: crate::view::number::fixed(of * 2.0, 1), empty, plot }
    };
    Multiples {
        panel_name: "节点".to_owned(),
        legend: vec![
            Legend { name: "规划轨迹".to_owned(), ink: Ink::Secondary, dash: Dash::Dashed },
            Legend { name: "实绩".to_owned(), ink: Ink::Text, dash: Dash::Solid },
            Legend { name: "追赶".to_owned(), ink: Ink::Scenario(0), dash: Dash::Solid },
        ],
        panels: (0..count).map(panel).collect(),
        more: "另有 {n} 个未画出".to_owned(),
    }
}

fn timeline(count: usize, name: impl Fn(usize) -> String) -> Timeline {
    let row = |n: usize| {
        let status = ProjectStatus::ALL[(n + 2) % 5];
        TimelineRow {
            id: format!("p{n}").as_str().into(),
            name: name(n),
            place: CLUSTERS[n % 13].to_owned(),
            ink: Ink::Member(n % 6),
            status,
            status_text: status.word().to_owned(),
            start: (n % 9 != 8).then(|| 2011.0 + (n * 5 % 17) as f64 / 4.0),
            start_text: if n % 9 == 8 { "投产时间未定".to_owned() } else { "2012 年".to_owned() },
            ramp: [0.3, 0.7, 1.0][..n % 4 % 3 + 1].to_vec(),
            investment: if n % 5 == 4 { String::new() } else { format!("{} 亿元", 12 + n * 7 % 50) },
            output: format!("{} 亿元", 20 + n * 11 % 90),
            chosen: n == 3,
            hover: hover("项目", 1.0),
        }
    };
    let state = |status: ProjectStatus| TimelineState { status, name: status.word().to_owned() };
    Timeline {
        first: 2011,
        last: 2018,
        horizon: (2011, 2015),
        row_name: "项目".to_owned(),
        place_name: "所属".to_owned(),
        ramp_name: "第 {n} 年达产比例".to_owned(),
        state_name: "状态".to_owned(),
        time_name: "投产".to_owned(),
        investment_name: "投资".to_owned(),
        output_name: "达产产出".to_owned(),
        states: ProjectStatus::ALL.into_iter().map(state).collect(),
        rows: (0..count).map(row).collect(),
        more: "另有 {n} 个未列出".to_owned(),
    }
}

/// Every chart of scenarios and projects, with a name for its picture.
pub(crate) fn all() -> Vec<(&'static str, ChartSpec)> {
    let cluster = |n: usize| CLUSTERS[n % 13].to_owned();
    let long = |n: usize| format!("{n}{LONG}");
    let alike = |n: usize| 80.0 + (n * 31 % 60) as f64;
    let apart = |n: usize| 2.0 * 3.0_f64.powi((n % 6) as i32) * if n % 5 == 3 { -1.0 } else { 1.0 };
    let of_multiples = |title, subtitle, body| frame(ChartKind::SmallMultiples, title, subtitle, true, Body::Multiples(body));
    let of_projects = |body| frame(ChartKind::ProjectTimeline, "嘉兴市·项目进度", "12 个项目", false, Body::Timeline(body));
    let usual = [("光伏需求冲击", -1120.0), ("增速上调", 180.0), ("港区丙烷脱氢项目", 96.0), ("限额", -146.0)];
    let (many, long_name) = ([("上调", 3.0); 60], long(1));
    let mut older = trajectory_of(&[5.0; 6], &[], 6.0, "目标 6");
    older.slots = slots(2010..=2015);
    vec![
        ("scenario-overlay", overlay()),
        ("waterfall", waterfall("嘉兴市·产值，规划 → 追赶", 3600.0, &usual)),
        ("waterfall-loss", waterfall("利润，规划 → 追赶", -20.0, &[("冲击", -35.5), ("恢复", 80.0), ("限额", -12.25)])),
        ("waterfall-none", waterfall("两者没有差额", 400.0, &[])),
        ("waterfall-many", waterfall("六十项", 100.0, &many)),
        ("waterfall-long", waterfall(LONG, 100.0, &[(&long_name, 30.0), (&long_name, -50.0)])),
        ("waterfall-tiny", waterfall("极小", 1e-4, &[("甲", 1e-5), ("乙", f64::NAN)])),
        ("small-multiples", of_multiples("产值", "2010–2015 年，各图同一纵轴", multiples(6, alike, cluster))),
        ("multiples-apart", of_multiples("产值", "2010–2015 年，各图纵轴不同", multiples(13, apart, cluster))),
        ("multiples-crowd", of_multiples("产值", "2010–2015 年", multiples(60, alike, long))),
        ("multiples-one", of_multiples("产值", "2010–2015 年", multiples(1, alike, cluster))),
        ("project-timeline", of_projects(timeline(12, |n| format!("{}项目", CLUSTERS[n % 13])))),
        ("timeline-crowd", of_projects(timeline(60, long))),
        ("timeline-one", of_projects(timeline(1, cluster))),
        ("flat", frame(ChartKind::ScenarioOverlay, "不变", "2010–2015 年", false, Body::Plot(older))),
    ]
}
