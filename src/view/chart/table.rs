//! The numbers of a chart as rows of texts, for “copy data” and for files: what is drawn, and nothing else.

use super::spec::{Band, Body, BubbleField, ChartSpec, Plot, Ranking};
use crate::view::number;

/// The rows of a chart's data, heads first, a mark such as 示例数据 last. Numbers are exact; a missing one is empty, never zero.
pub fn data_table(spec: &ChartSpec) -> Vec<Vec<String>> {
    let mut rows = match &spec.body {
        Body::Empty(_) => return Vec::new(),
        Body::Plot(plot) => plot_rows(plot, &spec.unit),
        Body::Ranking(ranking) => ranking_rows(ranking, &spec.unit),
        Body::Bubbles(field) => bubble_rows(field),
    };
    rows.extend(spec.mark.iter().map(|mark| vec![mark.clone()]));
    rows
}

/// Rows as text with tabs, as spreadsheets take it from the clipboard.
pub fn tab_separated(rows: &[Vec<String>]) -> String {
    let clean = |cell: &String| cell.replace(['\t', '\r', '\n'], " ");
    rows.iter().map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n").collect()
}

fn exact(value: Option<f64>) -> String {
    value.filter(|v| v.is_finite()).map(number::exact).unwrap_or_default()
}

fn with_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") }
}

fn plot_rows(plot: &Plot, unit: &str) -> Vec<Vec<String>> {
    let at = |slot: f64, number: usize| (slot - number as f64).abs() < 1e-6;
    let mut head = vec![plot.slot_name.clone()];
    head.extend(plot.columns.iter().map(|series| with_unit(&series.name, unit)));
    head.extend(plot.lines.iter().map(|line| with_unit(&line.name, unit)));
    let ends = |band: &Band| [with_unit(&format!("{} ↓", band.name), unit), with_unit(&format!("{} ↑", band.name), unit)];
    head.extend(plot.bands.iter().flat_map(ends));
    head.extend(plot.targets.iter().map(|target| target.label.clone()));
    let row = |(number, slot): (usize, &super::spec::Slot)| {
        let mut row = vec![slot.label.clone()];
        for series in &plot.columns {
            row.push(exact(series.list.iter().find(|column| column.slot == number).map(|column| column.value)));
        }
        for line in &plot.lines {
            row.push(exact(line.points.iter().find(|point| at(point.slot, number)).map(|point| point.value)));
        }
        for band in &plot.bands {
            let here = band.points.iter().find(|point| at(point.0, number));
            row.extend([exact(here.map(|point| point.1)), exact(here.map(|point| point.2))]);
        }
        row.extend(plot.targets.iter().map(|target| exact(at(target.slot, number).then_some(target.value))));
        row
    };
    std::iter::once(head).chain(plot.slots.iter().enumerate().map(row)).collect()
}

fn ranking_rows(ranking: &Ranking, unit: &str) -> Vec<Vec<String>> {
    let heads = [&ranking.actual_name, &ranking.path_name, &ranking.target_name];
    let head = std::iter::once(ranking.row_name.clone()).chain(heads.iter().map(|name| with_unit(name, unit)));
    let rows = ranking.rows.iter().map(|row| vec![row.name.clone(), exact(row.actual), exact(row.path), exact(row.target)]);
    std::iter::once(head.collect()).chain(rows).collect()
}

fn bubble_rows(field: &BubbleField) -> Vec<Vec<String>> {
    let head = vec![field.name.clone(), field.x_name.clone(), field.y_name.clone(), field.area_name.clone()];
    let rows = field.list.iter().map(|b| vec![b.name.clone(), exact(Some(b.x)), exact(Some(b.y)), exact(b.area)]);
    std::iter::once(head).chain(rows).collect()
}
