//! Nodes ranked by how they stand with one metric: all clusters, or the members of a dimension.
//!
//! Made once when what it shows changes; cells are made when they are asked for.

use std::cmp::Ordering;

use crate::base::{DimensionId, MetricId, NodeId};
use crate::domain::{Direction, Document};
use crate::engine::Evaluation;
use crate::engine::assess::{Arithmetic, Ask, Judged, State, many};
use crate::engine::path::Requirement;
use crate::view::grid::{Align, GridCell, GridColumn, GridSource, Tone};
use crate::view::navigator::colour_place;
use crate::view::palette::Palette;
use crate::view::words::SharedWords;
use crate::view::{number, requirement, wording};

/// What a ranking shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingOptions {
    /// The metric.
    pub metric: MetricId,
    /// The dimension whose members are ranked; `None` ranks clusters.
    pub dimension: Option<DimensionId>,
    /// Column to sort by and whether upwards; `None` for the ranking itself.
    pub sort: Option<(usize, bool)>,
}

/// One line.
struct Line {
    node: NodeId,
    name: String,
    judged: Judged,
    rank: Option<u32>,
    rest: Requirement,
}

/// The ranking as a table.
pub struct Ranking {
    lines: Vec<Line>,
    columns: Vec<GridColumn>,
    words: SharedWords,
    unit: String,
    decimals: u8,
    /// Per line: names of the members that a cluster belongs to.
    belongs: Vec<String>,
    colours: Vec<Option<crate::view::palette::Rgb>>,
}

/// Heading, width, alignment, sortable.
const COLUMNS: [(&str, f32, Align); 11] = [
    ("ranking-rank", 52.0, Align::Right),
    ("ranking-node", 210.0, Align::Left),
    ("ranking-belongs", 110.0, Align::Left),
    ("ranking-state", 110.0, Align::Left),
    ("ranking-method", 84.0, Align::Left),
    ("ranking-measure", 76.0, Align::Right),
    ("ranking-base", 84.0, Align::Right),
    ("ranking-actual", 96.0, Align::Right),
    ("ranking-target", 96.0, Align::Right),
    ("ranking-rest", 96.0, Align::Right),
    ("ranking-reason", 420.0, Align::Left),
];

/// How far ahead a node is by the method that judged it, larger is better; comparable within one method only.
fn lead(judged: &Judged, direction: Direction) -> Option<f64> {
    let sign = if direction == Direction::Down { -1.0 } else { 1.0 };
    match judged.arithmetic {
        Arithmetic::None => None,
        Arithmetic::Gap { gap, .. } => Some(sign * gap),
        Arithmetic::Growth { ratio, .. } => Some(ratio),
        Arithmetic::Trend { miss, .. } => Some(-miss),
        Arithmetic::Progress { gap, .. } => Some(-gap),
        Arithmetic::Pace { ahead, .. } => Some(sign * ahead),
    }
}

fn state_place(state: State) -> usize {
    State::ALL.iter().position(|known| *known == state).unwrap_or(State::ALL.len())
}

impl Ranking {
    /// The ranking: by state, the best first, and within a state by the number that the method decides by.
    pub fn new(
        document: &Document,
        evaluation: &Evaluation,
        words: SharedWords,
        palette: &Palette,
        options: &RankingOptions,
        ask: &Ask,
    ) -> Self {
        let plan = &document.plan;
        let nodes: Vec<NodeId> = match &options.dimension {
            Some(dimension) => plan.members_of(dimension).map(|member| member.id.clone()).collect(),
            None => plan.clusters.iter().map(|cluster| cluster.id.clone()).collect(),
        };
        let direction = plan.metrics.get(&options.metric).map(|of| of.direction).unwrap_or_default();
        let geometric = plan.metrics.get(&options.metric).is_some_and(|of| of.grows_geometrically());
        let judged = many(document, evaluation, &nodes, &options.metric, ask);
        let mut lines: Vec<Line> = nodes
            .into_iter()
            .zip(judged)
            .filter(|(_, judged)| judged.actual.is_some() || judged.target.is_some())
            .map(|(node, judged)| {
                let rest = Requirement::between(judged.start(), judged.target, geometric, crate::engine::Reason::TargetPast);
                Line { name: wording::node(&words, plan, &node), node, judged, rank: None, rest }
            })
            .collect();
        rank(&mut lines, direction);
        sort(&mut lines, options.sort, direction);
        let values = lines.iter().flat_map(|line| [line.judged.base, line.judged.actual]).flatten().map(|(_, value)| value);
        let fixed = plan.metrics.get(&options.metric).and_then(|of| of.decimals);
        let decimals = fixed.unwrap_or_else(|| number::column_decimals(values));
        let units = plan.units();
        let unit = plan.metrics.get(&options.metric).map_or("", |of| wording::unit(&words, &units, &of.unit)).to_owned();
        let belongs = lines.iter().map(|line| belongs(document, &words, &line.node)).collect();
        let colours = lines.iter().map(|line| colour_place(plan, &line.node).map(|place| palette.member(place).0)).collect();
        let columns = COLUMNS.iter().enumerate().map(|(place, of)| column(&words, place, of, options)).collect();
        Self { lines, columns, words, unit, decimals, belongs, colours }
    }

    /// The node of a row.
    pub fn node(&self, row: usize) -> Option<&NodeId> {
        self.lines.get(row).map(|line| &line.node)
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many nodes stand in each state, in the order of [`State::ALL`].
    pub fn counts(&self) -> [usize; 5] {
        State::ALL.map(|state| self.lines.iter().filter(|line| line.judged.state == state).count())
    }

    /// True where any row rests on illustrative values.
    pub fn has_illustrative(&self) -> bool {
        self.lines.iter().any(|line| line.judged.illustrative)
    }
}

fn belongs(document: &Document, words: &SharedWords, node: &NodeId) -> String {
    let plan = &document.plan;
    let Some(cluster) = plan.clusters.get(node) else { return String::new() };
    let members = plan.dimensions.iter().filter_map(|dimension| plan.node_short(cluster.membership.get(&dimension.id)?));
    members.map(|label| words.label(label)).collect::<Vec<_>>().join(" · ")
}

fn column(words: &SharedWords, place: usize, (key, width, align): &(&str, f32, Align), options: &RankingOptions) -> GridColumn {
    let sorted = options.sort.filter(|(column, _)| *column == place).map(|(_, up)| up);
    let hint = if place == 5 { words.text("ranking-measure-hint").to_owned() } else { String::new() };
    let title = words.text(key).to_owned();
    let width = width.max(crate::view::grid::text_width(&title) + 20.0);
    GridColumn { title, width, align: *align, sortable: place < 10, sorted, hint, ..GridColumn::default() }
}

/// The order of judgements: by state, the best first, and within a state by the number that the method decides by.
pub fn best_first(a: &Judged, b: &Judged, direction: Direction) -> Ordering {
    let states = state_place(a.state).cmp(&state_place(b.state));
    states.then_with(|| descending(lead(a, direction), lead(b, direction)))
}

/// Ranks what has a state; equal states and numbers share a rank.
fn rank(lines: &mut [Line], direction: Direction) {
    lines.sort_by(|a, b| best_first(&a.judged, &b.judged, direction));
    for place in 0..lines.len() {
        if lines[place].judged.state == State::NoData {
            continue;
        }
        let key = |line: &Line| (line.judged.state, lead(&line.judged, direction));
        let tied = place > 0 && key(&lines[place - 1]) == key(&lines[place]);
        lines[place].rank = if tied { lines[place - 1].rank } else { Some(place as u32 + 1) };
    }
}

fn descending(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn sort(lines: &mut [Line], by: Option<(usize, bool)>, direction: Direction) {
    let Some((column, up)) = by else { return };
    let number = |line: &Line| match column {
        0 | 3 => line.rank.map(|rank| -f64::from(rank)),
        5 => lead(&line.judged, direction),
        6 => line.judged.base.map(|(_, value)| value),
        7 => line.judged.actual.map(|(_, value)| value),
        8 => line.judged.target.map(|target| target.value),
        9 => line.rest.per_year,
        _ => None,
    };
    match column {
        1 | 2 => lines.sort_by(|a, b| a.name.cmp(&b.name)),
        4 => lines.sort_by_key(|line| line.judged.used),
        // What is missing stands last whichever way the column is sorted.
        _ if up => lines.sort_by(|a, b| match (number(a), number(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }),
        _ => lines.sort_by(|a, b| descending(number(a), number(b))),
    }
    if matches!(column, 1 | 2 | 4) && !up {
        lines.reverse();
    }
}

impl GridSource for Ranking {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.lines.len()
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(line) = self.lines.get(row) else { return GridCell::default() };
        let (words, judged) = (&*self.words, &line.judged);
        let missing = || GridCell::text(number::MISSING).tone(Tone::Quiet);
        let amount = |point: Option<(i32, f64)>| match point {
            Some((year, value)) => GridCell {
                text: number::fixed(value, self.decimals),
                number: Some(value),
                unit: self.unit.clone(),
                badge: year.to_string(),
                ..GridCell::default()
            },
            None => missing(),
        };
        match column {
            0 => line.rank.map_or_else(missing, |rank| GridCell { number: None, ..GridCell::text(rank.to_string()) }),
            1 => GridCell { strip: self.colours.get(row).copied().flatten(), ..GridCell::text(&line.name) },
            2 => GridCell::text(self.belongs.get(row).cloned().unwrap_or_default()).tone(Tone::Quiet),
            3 => {
                let hint = if judged.illustrative { words.text("illustrative-hint").to_owned() } else { String::new() };
                GridCell { mark: Some(super::mark(judged.state)), hint, ..GridCell::text(super::verdict(words, judged.verdict)) }
            }
            4 => judged.used.map_or_else(missing, |used| GridCell {
                hint: super::method_hint(words, used).to_owned(),
                ..GridCell::text(super::method(words, used)).tone(Tone::Quiet)
            }),
            5 => GridCell::text(super::measure(&judged.arithmetic)),
            6 => amount(judged.base),
            7 => {
                let cell = amount(judged.actual);
                if judged.illustrative && judged.actual.is_some() { cell.tone(Tone::Quiet) } else { cell }
            }
            8 => judged.target.map_or_else(missing, |target| GridCell {
                number: Some(target.value),
                unit: self.unit.clone(),
                badge: target.year.to_string(),
                ..GridCell::text(wording::bound_fixed(words, &target.bound, None, self.decimals))
            }),
            9 => GridCell { hint: requirement::sentence(words, &line.rest, &self.unit), ..GridCell::text(requirement::short(&line.rest)) },
            10 => {
                let said = judged.why.map(|why| super::why(words, why)).filter(|_| judged.used.is_none());
                let text = said.unwrap_or_else(|| super::arithmetic(words, &judged.arithmetic, &self.unit));
                let all = super::lines(words, judged, &self.unit).join("\n");
                GridCell { hint: all, ..GridCell::text(text).tone(Tone::Quiet) }
            }
            _ => GridCell::default(),
        }
    }

    fn frozen(&self) -> usize {
        2
    }
}
