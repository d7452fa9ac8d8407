//! `export`: charts as pictures in a folder, one file a chart and format.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::args::{ALL, ExportArgs};
use super::output::{Failure, Out, hint_at_findings};
use super::{Exit, names, open, tell};
use crate::base::{MetricId, NodeId, ScenarioId};
use crate::domain::{Document, Plan};
use crate::engine::Evaluation;
use crate::engine::scenario::ScenarioEvaluation;
use crate::io::export::chart::{Format, Size, render};
use crate::io::export::preset::Preset;
use crate::io::write_file;
use crate::view::chart::build::{Laid, Subject, build_with};
use crate::view::chart::spec::Body;
use crate::view::chart::{ChartKind, ChartSpec};
use crate::view::{Words, wording};

/// Most letters of a file's name before its ending, so that every system takes it.
const LONGEST_NAME: usize = 120;

/// A chart that was asked for, and the name of its file without ending.
struct Wanted {
    node: NodeId,
    kind: ChartKind,
    stem: String,
    /// Which of the scenarios it is of; `None` for all of them.
    scenario: Option<usize>,
}

/// What the charts are made from.
struct Ground<'a> {
    document: &'a Document,
    evaluation: Evaluation,
    metric: MetricId,
    scenarios: Vec<Arc<ScenarioEvaluation>>,
    base: ScenarioEvaluation,
}

/// What came of one chart.
enum Drawn {
    Written(Vec<PathBuf>),
    /// There is nothing to show; the sentence says why.
    Empty(String),
}

/// Runs the command.
pub fn run(args: &ExportArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let document = &opened.document;
    let evaluation = Evaluation::of(document);
    let metric = metric(args, &document.plan, words)?;
    let asked = scenarios(args, document, words)?;
    let base = names::scenario(&args.base, &document.scenarios, words)?;
    let wanted = wanted(args, &document.plan, &asked, words)?;
    let scenarios = asked.iter().map(|id| Arc::new(ScenarioEvaluation::of(document, &evaluation, id))).collect();
    let base = names::evaluated(document, &evaluation, base.as_ref());
    let ground = Ground { document, evaluation, metric, scenarios, base };
    let drawn: Vec<Result<Drawn, Failure>> = wanted.par_iter().map(|wanted| draw(wanted, &ground, args, words)).collect();
    let (mut written, mut skipped) = (0_usize, 0_usize);
    for (wanted, drawn) in wanted.iter().zip(drawn) {
        match drawn? {
            Drawn::Written(files) => {
                written += files.len();
                files.iter().try_for_each(|file| out.line(&file.display().to_string()))?;
            }
            Drawn::Empty(reason) => {
                skipped += 1;
                let (node, chart) = (wording::node(words, &document.plan, &wanted.node), words.text(wanted.kind.name_key()));
                tell(&words.with("cli-chart-does-not-apply", &[("node", &node), ("chart", chart), ("reason", &reason)]));
            }
        }
    }
    let (count, left_out, folder) = (written.to_string(), skipped.to_string(), args.out.display().to_string());
    tell(&words.with("cli-export-summary", &[("count", &count), ("folder", &folder), ("skipped", &left_out)]));
    let of_scenarios = ground.scenarios.iter().flat_map(|scenario| scenario.diagnostics());
    let found = opened.diagnostics.iter().chain(ground.evaluation.diagnostics()).chain(of_scenarios);
    let found = hint_at_findings(found, &args.workspace, words);
    Ok(if written == 0 { Exit::Findings } else { found })
}

fn metric(args: &ExportArgs, plan: &Plan, words: &Words) -> Result<MetricId, Failure> {
    match &args.metric {
        Some(name) => names::metric(name, plan, words),
        None => plan.main_metric().ok_or_else(|| Failure::Said(words.text("cli-no-metric").to_owned(), Exit::Findings)),
    }
}

/// The scenarios asked for, each once. The plan is in every chart of scenarios anyway.
fn scenarios(args: &ExportArgs, document: &Document, words: &Words) -> Result<Vec<ScenarioId>, Failure> {
    let mut list: Vec<ScenarioId> = Vec::new();
    for name in &args.scenario {
        let found = names::scenario(name, &document.scenarios, words)?;
        list.extend(found.filter(|id| !list.contains(id)));
    }
    Ok(list)
}

fn wanted(args: &ExportArgs, plan: &Plan, scenarios: &[ScenarioId], words: &Words) -> Result<Vec<Wanted>, Failure> {
    // Without a scenario “all” means all that can be drawn without one.
    let all = |kind: &ChartKind| !kind.needs_scenario() || !scenarios.is_empty();
    let asked = |kind: &ChartKind| args.chart.iter().any(|word| word == ALL && all(kind) || word == kind.id());
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut wanted = Vec::new();
    for node in names::nodes(&args.node, plan, words)? {
        for kind in ChartKind::ALL.into_iter().filter(asked) {
            let each = kind == ChartKind::Waterfall && !scenarios.is_empty();
            let of: Vec<Option<usize>> = if each { (0..scenarios.len()).map(Some).collect() } else { vec![None] };
            for scenario in of {
                let name = scenario.map(|place| scenarios[place].as_str());
                let parts = [Some(node.as_str()), args.metric.as_deref(), name, Some(kind.id())];
                let stem = safe_name(&parts.into_iter().flatten().collect::<Vec<_>>().join("-"));
                // Two ids may differ only in what a file's name cannot show; some systems do not tell A from a.
                let stem = crate::base::id::free_text(&stem, |stem| taken.contains(&stem.to_lowercase()));
                taken.insert(stem.to_lowercase());
                wanted.push(Wanted { node: node.clone(), kind, stem, scenario });
            }
        }
    }
    Ok(wanted)
}

/// A text as a name that a file can have on every system.
fn safe_name(text: &str) -> String {
    let unfit = |c: char| c.is_control() || c.is_whitespace() || r#"<>:"/\|?*"#.contains(c);
    let name: String = text.chars().map(|c| if unfit(c) { '_' } else { c }).collect();
    let name = name.trim_start_matches(['.', '~']);
    let count = name.chars().count();
    // The end tells the kind of chart, so the middle goes.
    if count > LONGEST_NAME {
        let (head, tail) = (LONGEST_NAME / 2, LONGEST_NAME / 2 - 1);
        return name.chars().take(head).chain(['_']).chain(name.chars().skip(count - tail)).collect();
    }
    name.to_owned()
}

fn draw(wanted: &Wanted, ground: &Ground<'_>, args: &ExportArgs, words: &Words) -> Result<Drawn, Failure> {
    let Ground { document, evaluation, metric, .. } = ground;
    let subject = Subject { document, evaluation, words, node: &wanted.node, metric, dimension: None };
    let scenarios = wanted.scenario.map_or(ground.scenarios.as_slice(), |place| &ground.scenarios[place..=place]);
    let laid = Laid { scenarios, base: Some(&ground.base), year: args.year, ..Laid::default() };
    let spec = match build_with(wanted.kind, &subject, &laid) {
        Ok(ChartSpec { body: Body::Empty(reason), .. }) => return Ok(Drawn::Empty(reason)),
        Ok(spec) => spec,
        Err(error) => return Ok(Drawn::Empty(words.text(error.key).to_owned())),
    };
    let dpi = f64::from(args.dpi);
    let preset = args.preset.as_deref().and_then(Preset::of_id);
    let (width, height) = preset.map_or((args.width, args.height), |preset| preset.pixels(dpi));
    let size = Size { width, height, dpi, transparent: args.transparent, outlines: args.outlines, ..Size::default() };
    let formats = Format::ALL.into_iter().filter(|format| args.format.iter().any(|word| word == format.id()));
    let files: Result<Vec<PathBuf>, Failure> =
        formats.map(|format| write(&spec, format, size, &args.out.join(format!("{}.{}", wanted.stem, format.id())), words)).collect();
    Ok(Drawn::Written(files?))
}

fn write(spec: &ChartSpec, format: Format, size: Size, path: &Path, words: &Words) -> Result<PathBuf, Failure> {
    let said = |key: &str, text: String| {
        let file = path.display().to_string();
        Failure::Said(words.with(key, &[("file", &file), ("text", &text)]), Exit::Unreadable)
    };
    let bytes = render(spec, format, size).map_err(|error| said("cli-picture-failed", error.to_string()))?;
    write_file(path, &bytes).map_err(|error| said("cli-cannot-write-file", error.to_string()))?;
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_names_everywhere() {
        for (text, name) in [
            ("haining-solar-ranking", "haining-solar-ranking"),
            ("outside:new-energy-growth", "outside_new-energy-growth"),
            ("../../x-growth", "_.._x-growth"),
            ("光伏 园-growth", "光伏_园-growth"),
        ] {
            assert_eq!(safe_name(text), name);
        }
        let long = safe_name(&format!("{}-trajectory", "长".repeat(300)));
        assert!(long.chars().count() == LONGEST_NAME && long.ends_with("-trajectory"), "{long}");
    }
}
