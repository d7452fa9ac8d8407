//! Scenarios of 13 and of 20,000 clusters × 12 metrics × 15 years with 200 assumptions, two roll-up dimensions and contributions:
//! from nothing, after one lever moved, sought. Beside the large one the same model in vectorised NumPy (without contributions), where
//! `CLUSTERPLAN_BENCH_PYTHON` names a Python with it, and one metric of it as a sheet that LibreOffice Calc recalculates without a
//! window, where `CLUSTERPLAN_BENCH_SOFFICE` names its program and `CLUSTERPLAN_BENCH_UNO_PYTHON` a Python with its `uno` module.
//!
//! Aim: 60 ms from nothing, 16 ms after one lever, 300 ms to seek; 5 times as fast as NumPy and 100 times as fast as Calc after one lever.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench tells its figures, and fails where it cannot go on")]

#[allow(dead_code, reason = "shared with other benches")]
mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use clusterplan::base::{Bound, Label, MetricId, NodeId};
use clusterplan::domain::{Assumption, Document, Edit, Lever, Reach, Scenario, Scope};
use clusterplan::engine::scenario::seek::{self, Goal, Handle};
use clusterplan::engine::{Evaluation, ScenarioEvaluation};

const METRICS: usize = 12;
const YEARS: usize = 15;
const ASSUMPTIONS: usize = 200;
const NUMPY: &str = include_str!("support/scenario_numpy.py");
const CALC: &str = include_str!("support/scenario_calc.py");

fn main() {
    println!("{} processors, load {}", std::thread::available_parallelism().unwrap(), load());
    let small = Case::new(13, 40);
    small.run("13 clusters, 40 assumptions", 40);
    let large = Case::new(20_000, ASSUMPTIONS);
    let after_one = large.run("20,000 clusters, 200 assumptions", 15);
    let total = large.total(&ScenarioEvaluation::of(&large.document, &large.plan, &"s".into()));
    println!("  sum over metrics of the last year's totals: {total:.4}");
    large.seek();
    let folder = tempfile::tempdir().unwrap();
    large.write_model(folder.path());
    beside("NumPy", "CLUSTERPLAN_BENCH_PYTHON", NUMPY, folder.path(), after_one);
    if std::env::var_os("CLUSTERPLAN_BENCH_SOFFICE").is_some() {
        beside("Calc", "CLUSTERPLAN_BENCH_UNO_PYTHON", CALC, folder.path(), after_one);
    } else {
        println!("Calc: not asked for (CLUSTERPLAN_BENCH_SOFFICE names no program)");
    }
    println!("load at the end {}", load());
}

struct Case {
    document: Document,
    plan: Evaluation,
}

impl Case {
    fn new(clusters: usize, assumptions: usize) -> Self {
        let mut document = support::big_document(clusters, METRICS, YEARS);
        let mut scenario = Scenario::new("s".into(), Label::new("s"), None);
        scenario.assumptions = (0..assumptions).map(|number| assumption(number, clusters)).collect();
        let edit = Edit::scenario(&document.scenarios, scenario);
        document.apply(edit).unwrap();
        let plan = Evaluation::of(&document);
        Self { document, plan }
    }

    /// The document with the first assumption's lever at another setting. It concerns every cluster.
    fn with_lever(&self, setting: f64) -> Document {
        let mut document = self.document.clone();
        let mut scenario = document.scenarios.get("s").unwrap().clone();
        scenario.assumptions[0].lever = Lever::GrowthShift { points: setting };
        document.apply(Edit::scenario(&document.scenarios, scenario)).unwrap();
        document
    }

    /// Every value of the total and of the members, and what the main metric is made of: what a page shows.
    fn look(&self, e: &ScenarioEvaluation) -> f64 {
        let members = self.document.plan.members.iter().map(|member| member.id.clone());
        let tops: Vec<NodeId> = std::iter::once(NodeId::total()).chain(members).collect();
        let mut sum = 0.0;
        for node in &tops {
            for metric in &self.document.plan.metrics {
                for year in self.plan.years() {
                    sum += e.reading(node, &metric.id, year).value.unwrap_or(0.0);
                }
            }
            for year in self.plan.years() {
                sum += e.contributions(node, &"m0".into(), year).iter().map(|part| part.amount).sum::<f64>();
            }
        }
        sum
    }

    fn total(&self, e: &ScenarioEvaluation) -> f64 {
        let last = *self.plan.years().end();
        let of = |number: usize| e.reading(&NodeId::total(), &MetricId::new(format!("m{number}")), last).value.unwrap_or(0.0);
        (0..METRICS).map(of).sum()
    }

    /// Milliseconds after one lever, the best.
    fn run(&self, what: &str, runs: usize) -> f64 {
        println!("{what}:");
        let whole = timed(runs, || ScenarioEvaluation::of(&self.document, &self.plan, &"s".into()));
        tell("from nothing", &whole);
        let seen = timed(runs, || self.look(&ScenarioEvaluation::of(&self.document, &self.plan, &"s".into())));
        tell("from nothing, with all values of total and members and their parts in one metric", &seen);
        let mut before = ScenarioEvaluation::of(&self.document, &self.plan, &"s".into());
        self.look(&before);
        let documents: Vec<Document> = (0..8).map(|step| self.with_lever(0.001 * f64::from(step))).collect();
        let mut step = 0;
        let moved = timed(runs, || {
            step += 1;
            before = before.moved(&documents[step % documents.len()], &self.plan);
        });
        tell("after one lever that concerns every cluster", &moved);
        let looked = timed(runs, || {
            step += 1;
            before = before.moved(&documents[step % documents.len()], &self.plan);
            self.look(&before)
        });
        tell("the same, with those values", &looked);
        moved.all[0]
    }

    fn seek(&self) {
        let metric: MetricId = "m0".into();
        let year = *self.plan.years().end();
        let e = ScenarioEvaluation::of(&self.document, &self.plan, &"s".into());
        let now = e.reading(&NodeId::total(), &metric, year).value.unwrap();
        let handle = Handle::Shift { scope: Scope::default(), metric: metric.clone(), years: None };
        let goal = Goal { node: NodeId::total(), metric, year, bound: Bound::AtLeast { value: now * 1.3 } };
        let sought = timed(5, || seek::seek(&self.document, &self.plan, &"s".into(), &handle, &goal).unwrap());
        let found = seek::seek(&self.document, &self.plan, &"s".into(), &handle, &goal).unwrap();
        tell(&format!("seek one shift of all clusters ({} settings tried, {:.6} found)", found.tried.len(), found.value), &sought);
    }

    /// The model as plain numbers, for programs beside.
    fn write_model(&self, folder: &Path) {
        let plan = &self.document.plan;
        let years: Vec<i32> = self.plan.years().collect();
        let mut values: Vec<u8> = Vec::new();
        for number in 0..METRICS {
            let metric = MetricId::new(format!("m{number}"));
            for cluster in &plan.clusters {
                for year in &years {
                    values.extend(self.plan.path(&cluster.id, &metric, *year).unwrap_or(f64::NAN).to_le_bytes());
                }
            }
        }
        std::fs::write(folder.join("path.f64"), values).unwrap();
        let mut members = String::new();
        for cluster in &plan.clusters {
            let of: Vec<&str> = cluster.membership.values().map(NodeId::as_str).collect();
            writeln!(members, "{}", of.join(",")).unwrap();
        }
        std::fs::write(folder.join("members.csv"), members).unwrap();
        let mut text = String::new();
        for a in &self.document.scenarios.get("s").unwrap().assumptions {
            let within: Vec<&str> = a.scope.within.iter().map(NodeId::as_str).collect();
            let (from, to) = a.years.unwrap();
            let metric = a.metric.as_ref().unwrap().as_str().trim_start_matches('m');
            let (kind, number) = match a.lever {
                Lever::GrowthSet { rate } => ("set", rate),
                Lever::GrowthShift { points } => ("shift", points),
                Lever::LevelShock { factor, .. } => ("shock", factor),
                _ => ("none", 0.0),
            };
            writeln!(text, "{kind},{number},{metric},{},{},{}", from - years[0], to - years[0], within.join("+")).unwrap();
        }
        std::fs::write(folder.join("assumptions.csv"), text).unwrap();
    }
}

/// A tenth concern the whole plan, three tenths an industry, two tenths a county, a tenth both, the rest a cluster.
fn assumption(number: usize, clusters: usize) -> Assumption {
    let (industry, county) = (format!("industry-{}", number % 6), format!("county-{}", number % 8));
    let within: Vec<NodeId> = match number % 10 {
        0 => Vec::new(),
        1..=3 => vec![industry.as_str().into()],
        4 | 5 => vec![county.as_str().into()],
        6 => vec![industry.as_str().into(), county.as_str().into()],
        _ => vec![format!("cluster-{}", number * 7919 % clusters).as_str().into()],
    };
    let from = support::BASE_YEAR + 1 + (number % 5) as i32;
    let lever = match number % 4 {
        0 => Lever::GrowthShift { points: 0.001 * (number % 9) as f64 },
        1 => Lever::GrowthSet { rate: 0.05 + 0.01 * (number % 7) as f64 },
        2 => Lever::LevelShock { factor: 0.8 + 0.02 * (number % 10) as f64, recovery: Some(3) },
        _ => Lever::GrowthShift { points: -0.002 * (number % 5) as f64 },
    };
    let scope = Scope { within, reach: Reach::Clusters };
    let id = format!("a{number}");
    let mut made = Assumption::new(id.as_str().into(), scope, Some(MetricId::new(format!("m{}", number * 5 % METRICS))), lever);
    made.years = Some((from, from + 1 + (number % 6) as i32));
    made
}

/// Milliseconds of runs, in order, and what processors worked for one.
struct Times {
    all: Vec<f64>,
    used: f64,
}

fn timed<T>(runs: usize, mut work: impl FnMut() -> T) -> Times {
    let mut all = Vec::with_capacity(runs);
    let before = processor();
    for _ in 0..runs {
        let start = Instant::now();
        std::hint::black_box(work());
        all.push(start.elapsed().as_secs_f64() * 1e3);
    }
    all.sort_by(f64::total_cmp);
    Times { all, used: (processor() - before) * 1e3 / runs as f64 }
}

fn tell(what: &str, times: &Times) {
    let (best, median) = (times.all[0], times.all[times.all.len() / 2]);
    println!("  {what}: best {best:.2} ms, median {median:.2} ms, {:.1} ms of processors", times.used);
}

/// Seconds that processors have worked for this program, where the system tells it; unlike the time on the clock it says the same on a
/// busy machine.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    behind_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Another program on the same model; it prints its own times and, in its last line, the best milliseconds after one lever.
fn beside(name: &str, variable: &str, script: &str, folder: &Path, ours: f64) {
    let Some(program) = std::env::var_os(variable) else {
        println!("{name}: not asked for ({variable} names no program)");
        return;
    };
    let done = Command::new(program).arg("-c").arg(script).arg(folder).output().unwrap();
    let text = String::from_utf8_lossy(&done.stdout);
    print!("{text}");
    let theirs = text.lines().last().and_then(|line| line.rsplit(' ').next()?.parse::<f64>().ok());
    match theirs.filter(|_| done.status.success()) {
        Some(theirs) => println!("{name} after one lever takes {:.1} times as long", theirs / ours),
        None => println!("{name} failed: {}", String::from_utf8_lossy(&done.stderr)),
    }
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').take(1).collect()
}
