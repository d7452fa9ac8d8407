//! Files as a stream: encodings, cuts between blocks, lines without end, stopping.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails by panicking")]

use encoding_rs::{GB18030, UTF_8, UTF_16LE};

use super::*;
use crate::engine::firms::{FirmColumns, FirmGrowth, PeriodColumns, Problem, Tier, ValueColumn};

const HEADER: &str = "企业,集群,月份,主营业务收入\n";

fn spec() -> FirmSpec {
    let values = vec![ValueColumn { column: 3, adds: true, by_firm: true, measure: 0 }];
    let mut spec = FirmSpec::new(FirmColumns { firm: Some(0), places: vec![1], period: PeriodColumns::One(2), values });
    spec.tiers = vec![Tier { value: 0, least: 100_000_000_000 }];
    spec
}

fn sum_up(bytes: &[u8], encoding: &'static Encoding) -> FirmSummary {
    read(bytes, bytes.len() as u64, encoding, &spec(), &mut |_| true).unwrap()
}

/// Sums up by columns, as [`open`] does.
fn read(
    input: impl Read + Send,
    size: u64,
    encoding: &'static Encoding,
    spec: &FirmSpec,
    progress: &mut dyn FnMut(f64) -> bool,
) -> Result<FirmSummary, FirmsError> {
    let gathered = super::read(input, size, encoding, spec, progress)?;
    Ok(gathered.summary(&gathered.by_columns(), &spec.tiers))
}

fn total(summary: &FirmSummary) -> (f64, u64) {
    let all = summary.sums.iter().filter(|sum| sum.place.column.is_none());
    all.fold((0.0, 0), |(sum, rows), next| (sum + next.sum, rows + next.rows))
}

/// So many rows of ten firms; every third has a quoted field with a line end in it, where `quoted`.
fn many(rows: u64, quoted: bool) -> String {
    let mut text = HEADER.to_owned();
    for row in 0..rows {
        let firm = row % 10;
        let firm = if quoted && row % 3 == 0 { format!("\"firm\n {firm}\"") } else { format!("firm {firm}") };
        text += &format!("{firm},太阳能光伏集群{},2011-{:02},0.5\r\n", row % 7, row % 12 + 1);
    }
    text
}

#[test]
fn every_encoding_says_the_same() {
    let text = many(1000, true);
    let plain = sum_up(text.as_bytes(), UTF_8);
    assert_eq!((total(&plain), plain.rows, plain.firms), ((500.0, 1000), 1001, 20));
    assert_eq!(sum_up(&GB18030.encode(&text).0, GB18030), plain);
    assert_eq!(sum_up(format!("\u{FEFF}{text}").as_bytes(), UTF_8), plain);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(sum_up(&wide, UTF_16LE), plain);
}

#[test]
fn blocks_are_cut_between_records() {
    for quoted in [false, true] {
        let rows = 600_000;
        let text = many(rows, quoted);
        assert!(text.len() > 20 << 20, "several blocks");
        let summary = sum_up(text.as_bytes(), UTF_8);
        assert!(summary.problems.is_empty());
        assert_eq!((total(&summary), summary.rows), ((rows as f64 / 2.0, rows), rows + 1));
        assert_eq!(summary.firms, if quoted { 20 } else { 10 });
        let reaching: u32 = summary.counts.iter().filter(|count| count.place.column.is_none()).map(|count| count.reaching[0]).sum();
        assert_eq!(u64::from(reaching), summary.firms);
    }
}

#[test]
fn a_line_without_end_is_set_aside_and_takes_no_memory() {
    for length in [2 << 20, 50 << 20] {
        let head = format!("{HEADER}甲,光伏,2011-01,1\n乙,光伏,2011-01,").into_bytes();
        let tail = "\n丙,光伏,2011-01,2\n".as_bytes();
        let input = head.chain(io::repeat(b'7').take(length)).chain(tail);
        let summary = read(input, length, UTF_8, &spec(), &mut |_| true).unwrap();
        assert_eq!((summary.problems.count(Problem::Long), summary.rows, summary.used), (1, 4, 2), "{length}");
        assert_eq!(summary.problems.examples.first().map(|example| example.row), Some(3));
        assert_eq!(total(&summary), (3.0, 2));
    }
}

#[test]
fn a_quote_that_is_never_closed_costs_its_own_line() {
    let text = many(200_000, false).replacen("firm 5", "\"firm 5", 1);
    let summary = sum_up(text.as_bytes(), UTF_8);
    assert_eq!((summary.problems.count(Problem::Quotes), summary.used), (1, 199_999));
}

#[test]
fn empty_cut_off_and_broken_files() {
    assert_eq!(sum_up(b"", UTF_8).used, 0);
    assert_eq!(sum_up(HEADER.as_bytes(), UTF_8).rows, 1);
    let summary = sum_up(format!("{HEADER}甲,光伏,2011-01,1\n乙,光伏,20").as_bytes(), UTF_8);
    assert_eq!((summary.problems.count(Problem::Fields), summary.used), (1, 1));
    let summary = sum_up(&[HEADER.as_bytes(), b"a,\0,2011-01,\0\n"].concat(), UTF_8);
    assert_eq!((summary.problems.count(Problem::Number), summary.used), (1, 1));
}

#[test]
fn a_column_of_firms_taken_for_places_is_said() {
    let mut text = HEADER.to_owned();
    (0..250_000).for_each(|row| text += &format!("x,firm {row},2011,1\n"));
    let result = read(text.as_bytes(), 0, UTF_8, &spec(), &mut |_| true);
    assert!(matches!(result, Err(FirmsError::Firms(FirmError::TooManyPlaces { .. }))), "{result:?}");
}

#[test]
fn it_can_be_stopped_and_tells_how_far_it_is() {
    let text = many(600_000, false);
    let mut shares = Vec::new();
    let result = read(text.as_bytes(), text.len() as u64, UTF_8, &spec(), &mut |share| {
        shares.push(share);
        shares.len() < 2
    });
    assert!(matches!(result, Err(FirmsError::Cancelled)));
    assert!(shares.len() == 2 && shares[0] > 0.0 && shares[0] < shares[1] && shares[1] < 1.0, "{shares:?}");
}

/// A reader that fails after its first bytes.
struct Failing(bool);

impl Read for Failing {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if std::mem::replace(&mut self.0, true) {
            return Err(io::Error::other("the drive is gone"));
        }
        let text = HEADER.as_bytes();
        room[..text.len()].copy_from_slice(text);
        Ok(text.len())
    }
}

#[test]
fn what_goes_wrong_while_reading_is_said() {
    assert!(matches!(read(Failing(false), 10, UTF_8, &spec(), &mut |_| true), Err(FirmsError::Read(_))));
    let folder = std::env::temp_dir();
    assert!(matches!(open(&folder, UTF_8, &spec(), &mut |_| true), Err(FirmsError::Read(_))));
}

/// A monthly table as an office sends it: a title and a unit above the header, totals and a note among the rows, GB18030.
#[test]
fn a_monthly_table_of_an_office() {
    let bytes = include_bytes!("../../../../tests/data/firms/monthly.csv");
    let expected = include_str!("../../../../tests/data/firms/monthly.expected.csv");
    let value = |column| ValueColumn { column, adds: true, by_firm: true, measure: column - 5 };
    let columns = FirmColumns { firm: Some(1), places: vec![2, 3], period: PeriodColumns::One(4), values: vec![value(5), value(6)] };
    // One 亿元, which the first firm just reaches, and a reporting threshold of 2000 万元.
    let tiers = [10_000, 2000].map(|least| Tier { value: 0, least: least * 1_000_000_000 }).into();
    let spec = FirmSpec { tiers, header_rows: 3, ..FirmSpec::new(columns) };
    let summary = read(bytes.as_slice(), bytes.len() as u64, GB18030, &spec, &mut |_| true).unwrap();
    let sums = summary.sums.iter().filter(|sum| sum.place.column == Some(0));
    let mut found: Vec<String> = sums.map(|sum| format!("{},sum {},{},{}", sum.place.text, sum.value, sum.period, sum.sum)).collect();
    for count in summary.counts.iter().filter(|count| count.place.column == Some(0)) {
        let line = |what: &str, value: u32| format!("{},{what},{},{value}", count.place.text, count.period);
        found.push(line("firms", count.firms));
        found.extend(count.reaching.iter().enumerate().map(|(tier, firms)| line(&format!("reaching {tier}"), *firms)));
    }
    let mut wanted: Vec<&str> = expected.lines().skip(1).collect();
    found.sort();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
    let problems: Vec<_> = summary.problems.examples.iter().map(|e| (e.problem, e.row, e.column, e.text.as_str())).collect();
    let expected = [(Problem::Total, 8, Some(1), "合　计"), (Problem::Number, 12, Some(6), "暂缺"), (Problem::Period, 13, Some(5), "")];
    assert_eq!(problems, expected);
    let county = |g: &&FirmGrowth| g.place.text.as_ref() == "海宁市" && g.value == 0 && g.period.to_string() == "2012-01";
    let growth = summary.growth.iter().find(county).unwrap();
    assert_eq!((growth.same, growth.same_before, growth.firms_same, growth.all), (7200.12, 6000.1, 1, 7700.12));
}
