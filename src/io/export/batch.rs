//! Many charts at once: nodes × kinds × formats, drawn side by side on all cores and written as files of a folder, each whole or not
//! at all. The window and the command line make the same files from the same order.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::chart::{Format, Size, render_in};
use super::failure::{undrawn, unwritten};
use super::names::{Field, Names, Pattern, safe};
use crate::base::{Diagnostic, MetricId, NodeId, ScenarioId};
use crate::domain::Document;
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::io::write_file;
use crate::view::chart::build::{Laid, Subject, build_with, scenario_name};
use crate::view::chart::spec::Body;
use crate::view::chart::{ChartKind, ChartSpec};
use crate::view::palette::Palette;
use crate::view::{Words, wording};

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Of whom.
    pub nodes: Vec<NodeId>,
    /// Of which metric.
    pub metric: MetricId,
    /// Which charts.
    pub kinds: Vec<ChartKind>,
    /// The scenarios that charts show; a waterfall is made for each.
    pub scenarios: Vec<ScenarioId>,
    /// The year of waterfalls; `None` for the last of the plan.
    pub year: Option<i32>,
    /// As which files.
    pub formats: Vec<Format>,
    /// How large.
    pub size: Size,
    /// What the files are called.
    pub pattern: Pattern,
    /// True to leave a file that is there already as it is.
    pub keep: bool,
}

/// A chart that is asked for, and the name of its files without ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of whom.
    pub node: NodeId,
    /// Which chart.
    pub kind: ChartKind,
    /// Which of the order's scenarios it is of; `None` for all of them.
    pub scenario: Option<usize>,
    /// The name of its files.
    pub stem: String,
}

/// What charts are made from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its evaluation.
    pub evaluation: &'a Evaluation,
    /// The language.
    pub words: &'a Words,
    /// The evaluations of the order's scenarios, in its order.
    pub scenarios: &'a [Arc<ScenarioEvaluation>],
    /// What waterfalls start from; `None` for the plan.
    pub base: Option<&'a ScenarioEvaluation>,
    /// The colours.
    pub palette: &'a Palette,
}

/// A chart that there is not, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Of whom.
    pub node: NodeId,
    /// Which chart.
    pub kind: ChartKind,
    /// Why, in words.
    pub reason: String,
}

/// What came of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The files written, in the order of nodes, kinds and formats.
    pub files: Vec<PathBuf>,
    /// Files that were there already and were left as they are.
    pub kept: usize,
    /// Charts that there are not.
    pub left_out: Vec<LeftOut>,
    /// Files that could not be made.
    pub failed: Vec<Diagnostic>,
    /// Charts that nobody tried any more, after a stop or since the disk is full.
    pub untried: usize,
    /// True where it was stopped.
    pub stopped: bool,
}

impl Order {
    /// The charts that are asked for, with names of which no two are one. The first ones are the same whatever follows.
    pub fn wanted<'a>(&'a self, document: &'a Document, words: &'a Words) -> impl Iterator<Item = Wanted> + 'a {
        let mut names = Names::default();
        self.places().enumerate().map(move |(number, (node, kind, scenario))| {
            let id = scenario.and_then(|place: usize| self.scenarios.get(place));
            let fill = |field| self.value(field, document, words, (node, kind, id), number + 1);
            let stem = names.free(&safe(&self.pattern.fill(fill), '_'));
            Wanted { node: node.clone(), kind, scenario, stem }
        })
    }

    /// How many charts are asked for, those that there are not among them.
    pub fn count(&self) -> usize {
        self.places().count()
    }

    fn places(&self) -> impl Iterator<Item = (&NodeId, ChartKind, Option<usize>)> {
        let of = |kind: &ChartKind| match kind {
            ChartKind::Waterfall if !self.scenarios.is_empty() => (0..self.scenarios.len()).map(|place| (*kind, Some(place))).collect(),
            kind => vec![(*kind, None)],
        };
        let kinds: Vec<(ChartKind, Option<usize>)> = self.kinds.iter().flat_map(of).collect();
        self.nodes.iter().flat_map(move |node| kinds.clone().into_iter().map(move |(kind, scenario)| (node, kind, scenario)))
    }

    fn value(
        &self,
        field: Field,
        document: &Document,
        words: &Words,
        (node, kind, scenario): (&NodeId, ChartKind, Option<&ScenarioId>),
        number: usize,
    ) -> String {
        let plan = &document.plan;
        match field {
            Field::Node => wording::node(words, plan, node),
            Field::NodeId => node.to_string(),
            Field::Kind => words.text(kind.name_key()).to_owned(),
            Field::KindId => kind.id().to_owned(),
            Field::Metric => wording::metric(words, plan, &self.metric).to_owned(),
            Field::MetricId => self.metric.to_string(),
            Field::Scenario => scenario.map(|id| scenario_name(words, document, Some(id))).unwrap_or_default(),
            Field::ScenarioId => scenario.map(ToString::to_string).unwrap_or_default(),
            Field::Year => self.year.unwrap_or(plan.info.last_year).to_string(),
            Field::Plan => words.label(&plan.info.title).to_owned(),
            Field::Number => format!("{number:04}"),
        }
    }
}

/// What came of one chart.
enum Drawn {
    Files { written: Vec<PathBuf>, kept: usize, failed: Vec<Diagnostic> },
    Empty(String),
    Untried,
}

/// Makes the files of an order in a folder. `watch` is told how many charts of how many are done, and stops it by false: files
/// that are written by then stay, and each is whole. A full disk stops it as well.
pub fn run(order: &Order, ground: Ground<'_>, folder: &Path, watch: Watch<'_>) -> Made {
    run_with(order, ground, folder, watch, &write_file)
}

/// Is told how many charts of how many are done; false stops.
pub type Watch<'a> = &'a (dyn Fn(usize, usize) -> bool + Sync);
/// Writes a file whole or not at all.
type Write<'a> = &'a (dyn Fn(&Path, &[u8]) -> io::Result<()> + Sync);

fn run_with(order: &Order, ground: Ground<'_>, folder: &Path, watch: Watch<'_>, write: Write<'_>) -> Made {
    let wanted: Vec<Wanted> = order.wanted(ground.document, ground.words).collect();
    let (done, stop, full) = (AtomicUsize::new(0), AtomicBool::new(!watch(0, wanted.len())), AtomicBool::new(false));
    let draw = |of: &Wanted| {
        if stop.load(Ordering::Relaxed) || full.load(Ordering::Relaxed) {
            return Drawn::Untried;
        }
        let drawn = draw(of, order, ground, folder, write);
        if let Drawn::Files { failed, .. } = &drawn
            && failed.iter().any(|told| told.code == "export-disk-full")
        {
            full.store(true, Ordering::Relaxed);
        }
        if !watch(done.fetch_add(1, Ordering::Relaxed) + 1, wanted.len()) {
            stop.store(true, Ordering::Relaxed);
        }
        drawn
    };
    let drawn: Vec<Drawn> = wanted.par_iter().map(draw).collect();
    let mut made = Made { stopped: stop.into_inner(), ..Made::default() };
    for (of, drawn) in wanted.into_iter().zip(drawn) {
        match drawn {
            Drawn::Files { written, kept, failed } => {
                made.files.extend(written);
                made.kept += kept;
                made.failed.extend(failed);
            }
            Drawn::Empty(reason) => made.left_out.push(LeftOut { node: of.node, kind: of.kind, reason }),
            Drawn::Untried => made.untried += 1,
        }
    }
    // Asked to stop when all was done already, nothing was stopped.
    made.stopped &= made.untried > 0;
    made
}

fn draw(of: &Wanted, order: &Order, ground: Ground<'_>, folder: &Path, write: Write<'_>) -> Drawn {
    let Ground { document, evaluation, words, scenarios, base, palette } = ground;
    let subject = Subject { document, evaluation, words, node: &of.node, metric: &order.metric, dimension: None };
    let of_chart = of.scenario.and_then(|place| scenarios.get(place..=place)).unwrap_or(scenarios);
    let laid = Laid { scenarios: of_chart, base, year: order.year, ..Laid::default() };
    let spec = match build_with(of.kind, &subject, &laid) {
        Ok(ChartSpec { body: Body::Empty(reason), .. }) => return Drawn::Empty(reason),
        Ok(spec) => spec,
        Err(error) => return Drawn::Empty(words.text(error.key).to_owned()),
    };
    let (mut written, mut kept, mut failed) = (Vec::new(), 0, Vec::new());
    let formats: BTreeSet<Format> = order.formats.iter().copied().collect();
    for format in formats {
        let path = folder.join(format!("{}.{}", of.stem, format.id()));
        if order.keep && path.exists() {
            kept += 1;
            continue;
        }
        match render_in(&spec, format, order.size, palette) {
            Err(error) => failed.push(undrawn(&error, &path)),
            Ok(bytes) => match write(&path, &bytes) {
                Ok(()) => written.push(path),
                Err(error) => failed.push(unwritten(&error, &path)),
            },
        }
    }
    Drawn::Files { written, kept, failed }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

    use super::*;
    use crate::view::Language;

    fn sample() -> (Document, Evaluation) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
        let document = crate::io::workspace::open(&folder).unwrap().document;
        let evaluation = Evaluation::of(&document);
        (document, evaluation)
    }

    fn order(document: &Document, pattern: &str) -> Order {
        Order {
            nodes: document.plan.nodes().collect(),
            metric: document.plan.main_metric().unwrap(),
            kinds: vec![ChartKind::Trajectory, ChartKind::Composition],
            scenarios: Vec::new(),
            year: None,
            formats: vec![Format::Svg, Format::Pdf],
            size: Size { width: 400, height: 300, ..Size::default() },
            pattern: Pattern::parse(pattern).unwrap(),
            keep: false,
        }
    }

    /// Runs an order with a writer and counts what it was given.
    fn made(pattern: &str, folder: &Path, watch: Watch<'_>, write: Write<'_>) -> (Order, Made) {
        let (document, evaluation) = sample();
        let (order, words, palette) = (order(&document, pattern), Words::new(Language::Chinese), &Palette::LIGHT);
        let (document, evaluation, words) = (&document, &evaluation, &words);
        let ground = Ground { document, evaluation, words, scenarios: &[], base: None, palette };
        let made = run_with(&order, ground, folder, watch, write);
        (order, made)
    }

    #[test]
    fn the_same_order_gives_the_same_files_and_counts_what_there_is_not() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        // A pattern that tells no node apart: names are made single, the same way each time.
        let (order, first) = made("{kind}: {year}.", one.path(), &|_, _| true, &write_file);
        let (_, second) = made("{kind}: {year}.", two.path(), &|_, _| true, &write_file);
        assert!(first.failed.is_empty() && !first.stopped && first.untried == 0, "{first:?}");
        assert_eq!(first.files.len(), (order.count() - first.left_out.len()) * 2);
        assert!(first.left_out.iter().any(|left| left.kind == ChartKind::Composition), "clusters have no parts");
        assert!(first.left_out.iter().all(|left| !left.reason.is_empty()));
        let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(name(&first.files[0]), "轨迹__2015.svg");
        assert_eq!(first.files.iter().map(name).collect::<Vec<_>>(), second.files.iter().map(name).collect::<Vec<_>>());
        for (a, b) in first.files.iter().zip(&second.files) {
            assert_eq!(std::fs::read(a).unwrap(), std::fs::read(b).unwrap(), "{}", a.display());
        }
        assert_eq!(std::fs::read_dir(one.path()).unwrap().count(), first.files.len(), "no two files have one name");
    }

    #[test]
    fn files_that_are_there_are_kept_where_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let (document, evaluation) = sample();
        let words = Words::new(Language::English);
        let order = Order { nodes: vec![NodeId::total()], keep: true, ..order(&document, "{node-id}-{kind-id}") };
        let kept = folder.path().join("total-trajectory.pdf");
        std::fs::write(&kept, "mine").unwrap();
        let ground =
            Ground { document: &document, evaluation: &evaluation, words: &words, scenarios: &[], base: None, palette: &Palette::LIGHT };
        let made = run(&order, ground, folder.path(), &|_, _| true);
        assert_eq!((made.kept, made.files.len()), (1, 3));
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "mine");
    }

    #[test]
    fn what_is_stopped_leaves_whole_files_and_says_how_many_are_missing() {
        let folder = tempfile::tempdir().unwrap();
        let (order, made) = made("{node-id}-{kind-id}", folder.path(), &|done, _| done < 3, &write_file);
        assert!(made.stopped && made.untried > 0 && made.failed.is_empty());
        assert!(made.files.len() >= 2 && made.files.len() < order.count() * 2);
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            assert!(made.files.contains(&path), "nothing else is left: {}", path.display());
            assert!(bytes.ends_with(b"</svg>\n") || bytes.trim_ascii_end().ends_with(b"%%EOF"), "{}", path.display());
        }
    }

    #[test]
    fn a_full_disk_ends_it_and_one_bad_file_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let full = |path: &Path, bytes: &[u8]| {
            let full = path.extension().is_some_and(|ending| ending == "pdf");
            if full { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { write_file(path, bytes) }
        };
        let (order, made_full) = made("{node-id}-{kind-id}", folder.path(), &|_, _| true, &full);
        assert!(made_full.untried > 0 && made_full.failed.iter().all(|told| told.code == "export-disk-full"), "{made_full:?}");
        assert!(made_full.failed.len() < order.count() && !made_full.stopped);
        let open = |path: &Path, bytes: &[u8]| {
            let open = path.ends_with("total-trajectory.pdf");
            if open { Err(io::Error::from(io::ErrorKind::ResourceBusy)) } else { write_file(path, bytes) }
        };
        let (_, made_open) = made("{node-id}-{kind-id}", folder.path(), &|_, _| true, &open);
        assert_eq!((made_open.failed.len(), made_open.untried), (1, 0));
        assert_eq!(made_open.failed[0].code, "export-target-open");
        assert!(made_open.files.len() > made_full.files.len());
    }
}
