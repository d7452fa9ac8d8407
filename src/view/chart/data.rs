//! A chart's numbers as categories and series, for formats that draw charts themselves (Office). What is drawn, and nothing else.

use super::spec::{Body, BubbleField, ChartSpec, Dash, Ink, Marker, Plot, Ranking};

/// The numbers of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartData {
    /// How it is drawn.
    pub shape: DataShape,
    /// What the categories are.
    pub corner: String,
    /// The categories in order.
    pub categories: Vec<String>,
    /// The series in order. Of bubbles there are three: across, upwards, area.
    pub series: Vec<DataSeries>,
    /// Text behind the numbers of the axis (`%`); empty for amounts.
    pub suffix: String,
    /// Unit of the values.
    pub unit: String,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataShape {
    /// Columns and lines over categories.
    Upright,
    /// Bars, a category a row.
    Bars,
    /// Bubbles.
    Bubbles,
}

/// A series.
#[derive(Clone, Debug, PartialEq)]
pub struct DataSeries {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// How it is drawn.
    pub look: SeriesLook,
    /// A value for each category; `None` where there is none.
    pub values: Vec<Option<f64>>,
    /// Texts at values, by category.
    pub labels: Vec<(usize, String)>,
    /// A colour of their own for some values, by category.
    pub inks: Vec<(usize, Ink)>,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SeriesLook {
    /// Columns or bars; those of one lane lie above each other.
    Column {
        /// The lane.
        lane: usize,
    },
    /// A line.
    Line {
        /// How it is broken.
        dash: Dash,
        /// What stands at its points.
        marker: Marker,
    },
    /// Diamonds without a line: targets.
    Diamonds,
}

impl ChartData {
    /// The numbers of a chart; `None` of one with nothing to show, or of a kind that Office has no chart for.
    pub fn of(spec: &ChartSpec) -> Option<Self> {
        let data = match &spec.body {
            Body::Empty(_) | Body::Waterfall(_) | Body::Multiples(_) | Body::Timeline(_) => None,
            Body::Plot(plot) => Some(upright(plot, &spec.unit)),
            Body::Ranking(ranking) => Some(bars(ranking, &spec.unit)),
            Body::Bubbles(field) => Some(bubbles(field)),
        };
        data.filter(|data| !data.categories.is_empty() && data.series.iter().any(|series| series.values.iter().any(Option::is_some)))
    }

    /// True where columns of one lane lie above each other.
    pub fn is_stacked(&self) -> bool {
        let lanes = self.series.iter().filter_map(|series| if let SeriesLook::Column { lane } = series.look { Some(lane) } else { None });
        let lanes: Vec<usize> = lanes.collect();
        lanes.iter().any(|lane| lanes.iter().filter(|other| *other == lane).count() > 1)
    }
}

fn upright(plot: &Plot, unit: &str) -> ChartData {
    let count = plot.slots.len();
    let place = |slot: f64| (0..count).find(|number| (slot - *number as f64).abs() < 1e-6);
    let spread = |points: &mut dyn Iterator<Item = (usize, f64)>| {
        let mut values = vec![None; count];
        points.filter(|(place, value)| *place < count && value.is_finite()).for_each(|(place, value)| values[place] = Some(value));
        values
    };
    let mut series = Vec::new();
    for columns in &plot.columns {
        let values = spread(&mut columns.list.iter().map(|column| (column.slot, column.value)));
        let labels = columns.list.iter().filter_map(|column| Some((column.slot, column.label.clone()?))).collect();
        let look = SeriesLook::Column { lane: columns.lane };
        series.push(DataSeries { name: columns.name.clone(), ink: columns.ink, look, values, labels, inks: Vec::new() });
    }
    for band in &plot.bands {
        for (upper, pick) in [(false, 1), (true, 2)] {
            let mut points = band.points.iter().filter_map(|(slot, low, high)| Some((place(*slot)?, if pick == 1 { *low } else { *high })));
            let name = format!("{} {}", band.name, if upper { "↑" } else { "↓" });
            let look = SeriesLook::Line { dash: Dash::Dotted, marker: Marker::None };
            series.push(DataSeries { name, ink: band.ink, look, values: spread(&mut points), labels: Vec::new(), inks: Vec::new() });
        }
    }
    for line in &plot.lines {
        let values = spread(&mut line.points.iter().filter_map(|point| Some((place(point.slot)?, point.value))));
        let labels = line.points.iter().filter_map(|point| Some((place(point.slot)?, point.label.clone()?))).collect();
        let look = SeriesLook::Line { dash: line.dash, marker: line.marker };
        series.push(DataSeries { name: line.name.clone(), ink: line.ink, look, values, labels, inks: Vec::new() });
    }
    for target in &plot.targets {
        let Some(at) = place(target.slot) else { continue };
        let values = spread(&mut std::iter::once((at, target.value)));
        let labels = vec![(at, target.label.clone())];
        series.push(DataSeries {
            name: target.label.clone(),
            ink: target.ink,
            look: SeriesLook::Diamonds,
            values,
            labels,
            inks: Vec::new(),
        });
    }
    let categories = plot.slots.iter().map(super::spec::Slot::name).collect();
    let (corner, suffix, unit) = (plot.slot_name.clone(), plot.suffix.clone(), unit.to_owned());
    ChartData { shape: DataShape::Upright, corner, categories, series, suffix, unit }
}

fn bars(ranking: &Ranking, unit: &str) -> ChartData {
    let rows = &ranking.rows;
    let texts = |text: fn(&super::spec::RankingRow) -> &str, value: fn(&super::spec::RankingRow) -> Option<f64>| {
        let of = |(place, row)| (value(row).is_some() && !text(row).is_empty()).then(|| (place, text(row).to_owned()));
        rows.iter().enumerate().filter_map(of).collect::<Vec<_>>()
    };
    let column = |name: &str, ink: Ink, lane: usize, values: Vec<Option<f64>>, labels, inks| {
        let look = SeriesLook::Column { lane };
        DataSeries { name: name.to_owned(), ink, look, values, labels, inks }
    };
    let inks = rows.iter().enumerate().map(|(place, row)| (place, row.ink)).collect();
    let actual = texts(|row| &row.actual_text, |row| row.actual);
    let target = texts(|row| &row.target_text, |row| row.target);
    let mut series = Vec::new();
    if !ranking.actual_name.is_empty() {
        series.push(column(&ranking.actual_name, Ink::Accent, 0, rows.iter().map(|row| row.actual).collect(), actual, inks));
    }
    if !ranking.path_name.is_empty() {
        series.push(column(&ranking.path_name, Ink::Secondary, 1, rows.iter().map(|row| row.path).collect(), Vec::new(), Vec::new()));
    }
    if !ranking.target_name.is_empty() {
        series.push(column(&ranking.target_name, Ink::Tertiary, 2, rows.iter().map(|row| row.target).collect(), target, Vec::new()));
    }
    let categories = rows.iter().map(|row| row.name.clone()).collect();
    let (corner, suffix, unit) = (ranking.row_name.clone(), String::new(), unit.to_owned());
    ChartData { shape: DataShape::Bars, corner, categories, series, suffix, unit }
}

fn bubbles(field: &BubbleField) -> ChartData {
    let list = &field.list;
    let smallest = list.iter().filter_map(|bubble| bubble.area).filter(|area| *area > 0.0).fold(f64::INFINITY, f64::min);
    let names = list.iter().enumerate().map(|(place, bubble)| (place, bubble.name.clone())).collect();
    let inks = list.iter().enumerate().map(|(place, bubble)| (place, bubble.ink)).collect();
    let series = |name: &str, values: Vec<Option<f64>>| {
        let look = SeriesLook::Column { lane: 0 };
        DataSeries { name: name.to_owned(), ink: Ink::Accent, look, values, labels: Vec::new(), inks: Vec::new() }
    };
    // What has no area is drawn as small as the smallest that has one.
    let area = |area: Option<f64>| Some(area.filter(|area| *area > 0.0).unwrap_or(if smallest.is_finite() { smallest } else { 1.0 }));
    let upwards = DataSeries { labels: names, inks, ..series(&field.y_name, list.iter().map(|bubble| Some(bubble.y)).collect()) };
    ChartData {
        shape: DataShape::Bubbles,
        corner: field.name.clone(),
        categories: list.iter().map(|bubble| bubble.name.clone()).collect(),
        series: vec![
            series(&field.x_name, list.iter().map(|bubble| Some(bubble.x)).collect()),
            upwards,
            series(&field.area_name, list.iter().map(|bubble| area(bubble.area)).collect()),
        ],
        suffix: field.y_suffix.clone(),
        unit: String::new(),
    }
}
