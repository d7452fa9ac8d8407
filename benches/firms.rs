//! Ten million rows of firms (firm, cluster, county, month, sales, profit, tax) to sums by cluster and month and to firms by size,
//! cluster and year. Where `CLUSTERPLAN_BENCH_PYTHON` names a Python with polars, that does the same beside it, in a process of its own.
//!
//! Aim: 1.5 times as fast as polars, under 500 MB; 100,000 rows in under 100 ms. `CLUSTERPLAN_BENCH_ROWS` takes another number of rows.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench tells its figures, and fails where it cannot go on")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use clusterplan::base::Period;
use clusterplan::engine::firms::{FirmColumns, FirmSpec, FirmSummary, PeriodColumns, Tier, ValueColumn};
use clusterplan::io::import::firms;

const MONTHS: u64 = 60;
const CLUSTERS: u64 = 200;
const COUNTIES: u64 = 8;
/// 1, 5, 10, 50 and 100 亿元 in 万元.
const TIERS: [i128; 5] = [10_000, 50_000, 100_000, 500_000, 1_000_000];
const BILLIONTHS: i128 = 1_000_000_000;
const RUNS: usize = 5;
const POLARS: &str = include_str!("support/firms_polars.py");

fn main() {
    let rows: u64 = std::env::var("CLUSTERPLAN_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(10_000_000);
    let folder = tempfile::tempdir().unwrap();
    let (small, big) = (folder.path().join("small.csv"), folder.path().join("big.csv"));
    write_rows(&small, 100_000.min(rows));
    write_rows(&big, rows);
    let size = std::fs::metadata(&big).unwrap().len();
    println!("{rows} rows, {:.0} MB, {} processors, load {}", size as f64 / 1e6, std::thread::available_parallelism().unwrap(), load());
    println!("100,000 rows: best {:.0} ms", 1e3 * times(&small, 10).0.as_secs_f64());
    let before = processor();
    let (best, median, summary) = times(&big, RUNS);
    let used = (processor() - before) / RUNS as f64;
    let (best, median) = (best.as_secs_f64(), median.as_secs_f64());
    println!("clusterplan: best {best:.2} s, median {median:.2} s, {used:.2} s of processors a run, peak {:.0} MB", peak());
    println!("  {}", told(&summary));
    let Some(python) = std::env::var_os("CLUSTERPLAN_BENCH_PYTHON") else {
        println!("polars: not asked for (CLUSTERPLAN_BENCH_PYTHON names no Python)");
        return;
    };
    for engine in ["in-memory", "streaming"] {
        let done = Command::new(&python).arg("-c").arg(POLARS).arg(&big).arg(engine).output().unwrap();
        print!("{}", String::from_utf8_lossy(&done.stdout));
        if !done.status.success() {
            println!("polars ({engine}) failed: {}", String::from_utf8_lossy(&done.stderr));
        }
    }
    println!("load at the end {}", load());
}

fn times(path: &Path, runs: usize) -> (Duration, Duration, FirmSummary) {
    let mut all = Vec::new();
    let mut last = FirmSummary::default();
    for _ in 0..runs {
        let start = Instant::now();
        last = firms::open(path, encoding_rs::UTF_8, &spec(), &mut |_| true).unwrap();
        all.push(start.elapsed());
    }
    all.sort();
    (all[0], all[runs / 2], last)
}

fn spec() -> FirmSpec {
    let value = |column, by_firm| ValueColumn { column, adds: true, by_firm, measure: column - 4 };
    let values = vec![value(4, true), value(5, false), value(6, false)];
    let mut spec = FirmSpec::new(FirmColumns { firm: Some(0), places: vec![1], period: PeriodColumns::One(3), values });
    spec.tiers = TIERS.map(|least| Tier { value: 0, least: least * BILLIONTHS }).into();
    spec
}

/// What both must agree on.
fn told(summary: &FirmSummary) -> String {
    let of_clusters = |column: Option<usize>| column.is_some();
    let sums = summary.sums.iter().filter(|sum| of_clusters(sum.place.column) && sum.value == 0);
    let (count, total) = sums.fold((0, 0.0), |(count, total), sum| (count + 1, total + sum.sum));
    let counts = summary.counts.iter().filter(|count| of_clusters(count.place.column));
    let reaching = |tier: usize| counts.clone().map(|count| u64::from(count.reaching[tier])).sum::<u64>();
    let firms = counts.clone().map(|count| u64::from(count.firms)).sum::<u64>();
    let tiers: Vec<String> = (0..TIERS.len()).map(|tier| reaching(tier).to_string()).collect();
    format!("{count} sums, {total:.2} in all, {firms} firm-years, reaching {}", tiers.join(" "))
}

/// A month after the other, the firms of a month in no order.
fn write_rows(path: &Path, rows: u64) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let firms = rows.div_ceil(MONTHS).max(1);
    writeln!(file, "firm,cluster,county,month,sales,profit,tax").unwrap();
    for row in 0..rows {
        let (month, place) = (row / firms, row % firms);
        let firm = (place * 7_368_787 + month * 104_729) % firms;
        let period = Period::month(2011 + (month / 12) as i32, (month % 12) as u8 + 1).unwrap();
        let cluster = mixed(firm) % CLUSTERS;
        // A few large firms and many small ones, in hundredths of 万元.
        let scale = 10_u64.pow(3 + (mixed(firm + 1) % 64).trailing_zeros().min(5));
        let sales = scale + mixed(firm * MONTHS + month) % (9 * scale);
        let (profit, tax) = (sales / 10 + month, sales / 20 + 1);
        let county = cluster % COUNTIES;
        let hundredths = |n: u64| format!("{}.{:02}", n / 100, n % 100);
        let (sales, profit, tax) = (hundredths(sales), hundredths(profit), hundredths(tax));
        writeln!(file, "F{firm:07},C{cluster:03},K{county},{period},{sales},{profit},{tax}").unwrap();
    }
    file.flush().unwrap();
}

fn mixed(n: u64) -> u64 {
    let mut x = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Largest memory so far in MB, where the system tells it.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()).map_or(f64::NAN, |kilo| kilo / 1e3)
}

/// Seconds that processors have worked for this program, where the system tells it; unlike the time on the clock it says the same on a
/// busy machine.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    behind_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').take(1).collect()
}
