//! The numbers of a chart as rows of texts, for “copy data” and for files: what is drawn, and nothing else.

use super::more::{Multiples, Timeline, Waterfall};
use super::spec::{Band, Body, BubbleField, ChartSpec, Plot, Ranking};
use crate::view::number;
use crate::view::safe_cell::safe_cell;

/// The rows of a chart's data, heads first, a mark such as 示例数据 last. Numbers are exact; a missing one is empty, never zero.
pub fn data_table(spec: &ChartSpec) -> Vec<Vec<String>> {
    let mut rows = match &spec.body {
        Body::Empty(_) => return Vec::new(),
        Body::Plot(plot) => plot_rows(plot, &spec.unit),
        Body::Ranking(ranking) => ranking_rows(ranking, &spec.unit),
        Body::Bubbles(field) => bubble_rows(field),
        Body::Waterfall(waterfall) => waterfall_rows(waterfall, &spec.unit),
        Body::Multiples(multiples) => multiples_rows(multiples, &spec.unit),
        Body::Timeline(timeline) => timeline_rows(timeline),
    };
    rows.extend(spec.mark.iter().map(|mark| vec![mark.clone()]));
    rows
}

/// Rows as text with tabs, as spreadsheets take it from the clipboard. No cell is a formula there.
pub fn tab_separated(rows: &[Vec<String>]) -> String {
    let clean = |cell: &String| safe_cell(&cell.replace(['\t', '\r', '\n'], " ")).into_owned();
    rows.iter().map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n").collect()
}

/// Rows as a table of a web page, as text processors take it from the clipboard: the first row as heads, numbers to the right.
/// Spreadsheets take every other cell as a text, whatever it begins with.
pub fn hypertext(rows: &[Vec<String>]) -> String {
    let mut out = String::from("<meta charset=\"utf-8\"><table border=\"1\" style=\"border-collapse:collapse\">");
    for (place, row) in rows.iter().enumerate() {
        out.push_str("<tr>");
        for cell in row {
            let number = place > 0 && cell.parse::<f64>().is_ok_and(f64::is_finite);
            let (tag, style) = match (place, number) {
                (0, _) => ("th", AS_TEXT),
                (_, true) => ("td", "text-align:right"),
                (_, false) => ("td", AS_TEXT),
            };
            out.push_str(&format!("<{tag} style='{style}'>{}</{tag}>", marked_up(cell)));
        }
        out.push_str("</tr>");
    }
    out + "</table>"
}

/// The number format of texts, which keeps Excel from reading a cell as a formula or a date.
const AS_TEXT: &str = "mso-number-format:\"\\@\"";

fn marked_up(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
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
        let mut row = vec![slot.name()];
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

/// Ends and steps with what they add and where that leads.
fn waterfall_rows(waterfall: &Waterfall, unit: &str) -> Vec<Vec<String>> {
    let head = vec![waterfall.step_name.clone(), with_unit(&waterfall.amount_name, unit), with_unit(&waterfall.level_name, unit)];
    let mut level = waterfall.start.amount;
    let mut rows = vec![head, vec![waterfall.start.name.clone(), String::new(), exact(Some(level))]];
    for step in &waterfall.steps {
        level += step.amount;
        rows.push(vec![step.name.clone(), exact(Some(step.amount)), exact(Some(level))]);
    }
    rows.push(vec![waterfall.end.name.clone(), String::new(), exact(Some(waterfall.end.amount))]);
    rows
}

/// The rows of every plot, its name before each.
fn multiples_rows(multiples: &Multiples, unit: &str) -> Vec<Vec<String>> {
    let slot_name = multiples.panels.iter().map(|panel| panel.plot.slot_name.clone()).find(|name| !name.is_empty());
    let mut head = vec![multiples.panel_name.clone(), slot_name.unwrap_or_default()];
    head.extend(multiples.legend.iter().map(|entry| with_unit(&entry.name, unit)));
    let mut rows = vec![head];
    for panel in &multiples.panels {
        for (number, slot) in panel.plot.slots.iter().enumerate() {
            let mut row = vec![panel.name.clone(), slot.label.clone()];
            for entry in &multiples.legend {
                let line = panel.plot.lines.iter().find(|line| line.name == entry.name);
                let point = line.and_then(|line| line.points.iter().find(|point| (point.slot - number as f64).abs() < 1e-6));
                row.push(exact(point.map(|point| point.value)));
            }
            rows.push(row);
        }
    }
    rows
}

/// A project a row, with the values as they stand in the plan.
fn timeline_rows(timeline: &Timeline) -> Vec<Vec<String>> {
    let years = timeline.rows.iter().map(|row| row.ramp.len()).max().unwrap_or(0);
    let heads = [&timeline.row_name, &timeline.place_name, &timeline.state_name, &timeline.time_name];
    let mut head: Vec<String> = heads.into_iter().cloned().collect();
    head.extend([timeline.investment_name.clone(), timeline.output_name.clone()]);
    head.extend((1..=years).map(|n| timeline.ramp_name.replace("{n}", &n.to_string())));
    let row = |row: &super::more::TimelineRow| {
        let texts = [&row.name, &row.place, &row.status_text, &row.start_text, &row.investment, &row.output];
        let mut cells: Vec<String> = texts.into_iter().cloned().collect();
        cells.extend((0..years).map(|n| exact(row.ramp.get(n).copied())));
        cells
    };
    std::iter::once(head).chain(timeline.rows.iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        vec![row(["年份", "=实绩 (亿元)", "<b> & \"x\""]), row(["2011", "-3.5", "=1+1"]), row(["2012", "", "two\nlines\tand"])]
    }

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        assert_eq!(tab_separated(&rows()), "年份\t'=实绩 (亿元)\t<b> & \"x\"\n2011\t-3.5\t'=1+1\n2012\t\ttwo lines and\n");
        let table = hypertext(&rows());
        let as_text = r#"style='mso-number-format:"\@"'>"#;
        assert!(table.contains(&format!("<th {as_text}=实绩 (亿元)</th>")), "{table}");
        assert!(table.contains(&format!("<td {as_text}=1+1</td>")), "{table}");
        assert!(table.contains("<td style='text-align:right'>-3.5</td>") && table.contains("&lt;b&gt; &amp; &quot;x&quot;"), "{table}");
        assert_eq!((table.matches("<tr>").count(), table.matches("</td>").count()), (3, 6));
    }
}
