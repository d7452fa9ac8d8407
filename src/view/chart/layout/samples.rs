//! Charts for tests and pictures: every kind, and what strains them (long names, many rows, negative and extreme values).

use crate::view::chart::spec::*;

pub(super) fn hover(title: &str, value: f64) -> Hover {
    Hover { title: title.to_owned(), value: format!("{value} 亿元"), lines: vec!["来源".to_owned()] }
}

pub(super) fn frame(kind: ChartKind, title: &str, subtitle: &str, mark: bool, body: Body) -> ChartSpec {
    ChartSpec {
        kind,
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        foot: "来源：嘉政发〔2011〕46号 附件一1；实绩：illustrative.csv（示例数据）。规划轨迹按基数与目标间的几何增长推算。".to_owned(),
        mark: mark.then(|| "示例数据".to_owned()),
        unit: "亿元".to_owned(),
        body,
    }
}

pub(crate) fn slots(years: std::ops::RangeInclusive<i32>) -> Vec<Slot> {
    years.map(|year| Slot { label: year.to_string(), note: String::new() }).collect()
}

pub(crate) fn points(values: &[f64]) -> Vec<Point> {
    let point = |(slot, value): (usize, &f64)| Point {
        slot: slot as f64,
        value: *value,
        label: None,
        marked: true,
        hover: Some(hover("2013", *value)),
    };
    values.iter().enumerate().map(point).collect()
}

pub(crate) fn line(name: &str, label: Option<&str>, ink: Ink, dash: Dash, marker: Marker, points: Vec<Point>) -> Line {
    Line { name: name.to_owned(), label: label.map(str::to_owned), label_at_end: false, ink, dash, marker, wide: false, points }
}

pub(crate) fn trajectory_of(path: &[f64], actual: &[f64], target: f64, bound: &str) -> Plot {
    let mut actuals = points(actual);
    if let Some(last) = actuals.last_mut() {
        last.label = Some(format!("实绩 {}", crate::view::number::value(last.value)));
    }
    let last = path.len() - 1;
    let mut path_points = points(path);
    path_points.iter_mut().for_each(|p| p.marked = false);
    Plot {
        slot_name: "年份".to_owned(),
        slots: slots(2010..=2010 + last as i32),
        zones: vec![
            Zone { from: 0.0, to: 0.0, label: String::new() },
            Zone { from: (actual.len().max(1) - 1) as f64, to: last as f64, label: "预测 →".to_owned() },
        ],
        lines: vec![
            line("规划轨迹", Some("规划轨迹 41.7%/年"), Ink::Secondary, Dash::Dashed, Marker::Disc, path_points),
            line("实绩", None, Ink::Text, Dash::Solid, Marker::Ring, actuals),
        ],
        targets: vec![Target {
            slot: last as f64,
            value: target,
            high: None,
            label: bound.to_owned(),
            ink: Ink::Text,
            hover: hover("目标", target),
        }],
        ..Plot::default()
    }
}

pub(crate) fn trajectory() -> ChartSpec {
    let plot = trajectory_of(&[70.1, 99.3, 140.8, 199.4, 282.4, 400.0], &[70.1, 88.4, 79.6, 96.2], 400.0, "目标 ≥ 400");
    frame(ChartKind::Trajectory, "海宁太阳能产业集聚区·销售收入", "2010–2015 年，规上企业", true, Body::Plot(plot))
}

fn growth() -> ChartSpec {
    let list = [26.1, -9.9, 20.9].iter().enumerate().map(|(n, value)| Column {
        slot: n,
        from: 0.0,
        to: *value,
        value: *value,
        planned: false,
        label: Some(crate::view::number::signed_percent(*value / 100.0, 1)),
        hover: hover("增长", *value),
    });
    let columns = vec![Columns { name: "实绩增速".to_owned(), ink: Ink::Accent, lane: 0, named: false, list: list.collect() }];
    let mut level =
        line("所需增速", Some("所需 41.7%"), Ink::Secondary, Dash::Dashed, Marker::None, points(&[41.7, 41.7, 41.7, 41.7, 41.7]));
    (level.label_at_end, level.wide) = (true, true);
    let mut rest =
        line("尚需增速", Some("尚需 103.9%"), Ink::Bad, Dash::Dashed, Marker::None, points(&[0.0, 0.0, 0.0, 103.9, 103.9])[3..].to_vec());
    (rest.label_at_end, rest.wide) = (true, true);
    let plot = Plot {
        slot_name: "年份".to_owned(),
        slots: slots(2011..=2015),
        suffix: "%".to_owned(),
        columns,
        lines: vec![level, rest],
        ..Plot::default()
    };
    let mut spec = frame(ChartKind::Growth, "海宁太阳能产业集聚区·销售收入增速", "2011–2015 年，规上企业，比上年", true, Body::Plot(plot));
    spec.unit = "比上年增长".to_owned();
    spec
}

pub(crate) fn composition_of(members: usize, name: impl Fn(usize) -> String) -> Plot {
    let mut heights = [0.0_f64; 5];
    let mut columns = Vec::new();
    for member in 0..members {
        let list = (0..5).map(|slot| {
            let value = 30.0 + ((member * 37 + slot * 11) % 50) as f64 * if member == 3 { 0.02 } else { 4.0 } + slot as f64 * 20.0;
            let from = heights[slot];
            heights[slot] += value;
            Column { slot, from, to: heights[slot], value, planned: slot == 4, label: None, hover: hover("构成", value) }
        });
        let ink = if member + 1 == members { Ink::Tertiary } else { Ink::Member(member) };
        columns.push(Columns { name: name(member), ink, lane: 0, named: true, list: list.collect() });
    }
    let notes =
        heights.iter().enumerate().map(|(n, h)| Note { slot: n as f64, value: *h, text: crate::view::number::fixed(*h, 0) }).collect();
    let mut slots = slots(2010..=2014);
    slots[0].note = "基数".to_owned();
    slots[4] = Slot { label: "2015".to_owned(), note: "规划目标".to_owned() };
    let zones = vec![Zone { from: 4.0, to: 4.0, label: String::new() }];
    Plot { slot_name: "年份".to_owned(), slots, columns, notes, zones, ..Plot::default() }
}

const INDUSTRIES: [&str; 7] = ["新能源产业", "新材料产业", "物联网产业", "节能环保产业", "生物产业", "核电关联产业", "其余"];

fn ranking_of(rows: usize, name: impl Fn(usize) -> String) -> Ranking {
    let row = |n: usize| {
        let actual = (n % 7 != 6).then(|| 420.0 / (n + 1) as f64 - if n % 5 == 4 { 90.0 } else { 0.0 });
        let target = (n % 4 != 3).then(|| 520.0 / (n + 1) as f64 + 30.0);
        RankingRow {
            name: name(n),
            ink: Ink::Member(n % 6),
            chosen: n == 2,
            actual,
            actual_text: crate::view::number::optional(actual, 1),
            path: target.map(|t| t * 0.6),
            path_text: String::new(),
            target,
            target_text: target.map_or_else(|| "—".to_owned(), |t| format!("≥ {}", crate::view::number::fixed(t, 0))),
            hover: hover("名次", 1.0),
        }
    };
    Ranking {
        row_name: "集聚区".to_owned(),
        actual_name: "实绩 2013".to_owned(),
        path_name: "规划轨迹 2013".to_owned(),
        target_name: "目标 2015".to_owned(),
        rows: (0..rows).map(row).collect(),
        left_out: 0,
        more: "另有 {n} 个未列出".to_owned(),
    }
}

fn bubbles_of(count: usize, name: impl Fn(usize) -> String) -> BubbleField {
    let bubble = |n: usize| Bubble {
        name: name(n),
        ink: Ink::Member(n % 6),
        chosen: n == 1,
        x: 12.0 + ((n * 53) % 97) as f64 * 4.0,
        y: -12.0 + ((n * 31) % 61) as f64,
        area: (n % 5 != 4).then(|| 50.0 + ((n * 71) % 83) as f64 * 9.0),
        hover: hover("气泡", 1.0),
    };
    BubbleField {
        name: "集聚区".to_owned(),
        x_name: "2013 年销售收入（亿元）".to_owned(),
        y_name: "2010 年以来年均增长".to_owned(),
        area_name: "2015 年目标（亿元）".to_owned(),
        y_suffix: "%".to_owned(),
        level: Some((17.5, "全市 17.5%".to_owned())),
        list: (0..count).map(bubble).collect(),
    }
}

pub(super) const CLUSTERS: [&str; 13] = [
    "海宁太阳能",
    "嘉善太阳能光伏",
    "平湖光伏",
    "秀洲太阳能",
    "港区化工新材料",
    "海宁经编新材料",
    "海宁磁性材料",
    "浙江省无线传感器网络",
    "杭州湾LED",
    "秀洲区LED",
    "海宁节能环保",
    "平湖生物医药",
    "海盐核电关联",
];

pub(super) const LONG: &str = "长三角生态绿色一体化发展示范区嘉善片区高性能纤维与先进复合材料及其应用装备研发制造产业集聚区（含西塘、姚庄、魏塘三镇街道拓展片区）一期";

/// Every chart for tests, with a name for its picture.
pub(crate) fn all() -> Vec<(&'static str, ChartSpec)> {
    let cluster = |n: usize| CLUSTERS[n % 13].to_owned();
    let long = |n: usize| format!("{n}{LONG}");
    let plot = Body::Plot;
    let mut overlay =
        trajectory_of(&[1222.0, 1500.0, 1900.0, 2400.0, 2900.0, 3600.0], &[1222.0, 1480.0, 1420.0, 1610.0], 3600.0, "规划 ≥ 3,600");
    for (n, (name, end)) in [("追赶 2,610", 2610.0), ("冲击 2,580", 2580.0), ("趋势 2,560", 2560.0)].into_iter().enumerate() {
        let mut scenario = line(
            name,
            Some(name),
            Ink::Member(n),
            if n == 2 { Dash::Dotted } else { Dash::Solid },
            Marker::None,
            points(&[0.0, 0.0, 0.0, 1610.0, 2040.0, end])[3..].to_vec(),
        );
        scenario.label_at_end = true;
        overlay.lines.push(scenario);
    }
    overlay.bands.push(Band {
        name: "区间".to_owned(),
        ink: Ink::Secondary,
        points: vec![(3.0, 1610.0, 1610.0), (4.0, 1700.0, 2100.0), (5.0, 1800.0, 2900.0)],
    });
    let tiny = trajectory_of(&[0.0001, 0.0002, 0.0003, 0.0004], &[0.0001, 0.00015], 0.0004, "目标 约 0.0004");
    let huge = trajectory_of(&[1e12, 3e12, 6e12, 1e13], &[1e12, 2e12], 1e13, "目标 ≥ 10,000,000,000,000");
    let loss = trajectory_of(&[-8.9, -5.0, 0.0, 4.0, 8.0, 12.0], &[-8.9, -12.1, -3.4, 2.0], 12.0, "目标 12");
    let mut alone = trajectory_of(&[5.0, 5.0, 5.0, 5.0, 5.0, 5.0], &[], 18.0, "目标 约 18 %");
    alone.lines.clear();
    alone.zones.clear();
    let mut range = alone.clone();
    (range.targets[0].value, range.targets[0].high, range.targets[0].label) = (1.0, Some(2.0), "目标 1–2".to_owned());
    let fall = trajectory_of(&[100.0, 80.0, 64.0, 51.0, 41.0, 33.0], &[100.0, 79.0, 66.0, 50.0, 41.0, 33.0], 33.0, "目标 ≤ 33");
    let long_run = trajectory_of(
        &(0..31).map(|n| 100.0 * 1.07_f64.powi(n)).collect::<Vec<_>>(),
        &(0..12).map(|n| 100.0 + 9.0 * n as f64).collect::<Vec<_>>(),
        761.0,
        "目标 ≥ 761",
    );
    vec![
        ("trajectory", trajectory()),
        ("growth", growth()),
        (
            "composition",
            frame(
                ChartKind::Composition,
                "嘉兴市·工业总产值构成",
                "2010–2013 年与 2015 年目标，按产业",
                true,
                plot(composition_of(7, |n| INDUSTRIES[n].to_owned())),
            ),
        ),
        (
            "ranking",
            frame(
                ChartKind::Ranking,
                "集聚区·销售收入",
                "2013 年实绩与 2015 年目标，规上企业",
                true,
                Body::Ranking(ranking_of(13, cluster)),
            ),
        ),
        (
            "bubbles",
            frame(ChartKind::Bubbles, "集聚区·规模与增速", "圆面积：2015 年销售收入目标", true, Body::Bubbles(bubbles_of(13, cluster))),
        ),
        ("overlay", frame(ChartKind::Trajectory, "嘉兴市·工业总产值情景对比", "2010–2015 年", false, plot(overlay))),
        ("tiny", frame(ChartKind::Trajectory, "极小值", "2010–2013 年", false, plot(tiny))),
        ("huge", frame(ChartKind::Trajectory, "极大值", "2010–2013 年", false, plot(huge))),
        ("loss", frame(ChartKind::Trajectory, "海宁太阳能产业集聚区·利润", "2010–2015 年", true, plot(loss))),
        ("alone", frame(ChartKind::Trajectory, "杭州湾LED·研发投入占比", "缺少基数，仅显示目标", false, plot(alone))),
        ("range", frame(ChartKind::Trajectory, "平湖生物医药·超百亿企业数", "缺少基数，仅显示目标", false, plot(range))),
        ("fall", frame(ChartKind::Trajectory, "单位产值能耗", "2010–2015 年", false, plot(fall))),
        ("long-run", frame(ChartKind::Trajectory, "三十年", "2010–2040 年", false, plot(long_run))),
        ("long-names", frame(ChartKind::Ranking, LONG, &LONG.repeat(2), true, Body::Ranking(ranking_of(20, long)))),
        ("long-bubbles", frame(ChartKind::Bubbles, LONG, LONG, true, Body::Bubbles(bubbles_of(20, long)))),
        ("long-composition", frame(ChartKind::Composition, LONG, LONG, false, plot(composition_of(12, long)))),
        ("crowd", frame(ChartKind::Ranking, "六十个集聚区", "2013 年", false, Body::Ranking(ranking_of(60, cluster)))),
        ("crowd-bubbles", frame(ChartKind::Bubbles, "六十个集聚区", "2013 年", false, Body::Bubbles(bubbles_of(60, cluster)))),
        (
            "empty",
            frame(
                ChartKind::Growth,
                "平湖光伏·增速",
                "2011–2015 年",
                false,
                Body::Empty("这里显示逐年增速与所需增速。还没有实绩，也没有基数与目标可供推算；请先录入规划数或导入实绩。".to_owned()),
            ),
        ),
    ]
}
