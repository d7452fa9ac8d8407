//! Small files by hand, and random ones against a plain way to do the same.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::chunk::Reader;
use super::*;

fn value(column: usize) -> ValueColumn {
    ValueColumn { column, adds: true, by_firm: true, measure: column.saturating_sub(4) }
}

/// firm, cluster, county, period, sales, tax
fn spec() -> FirmSpec {
    let columns = FirmColumns { firm: Some(0), places: vec![1, 2], period: PeriodColumns::One(3), values: vec![value(4), value(5)] };
    FirmSpec { tiers: [1000, 20].map(|least| Tier { value: 0, least: least * 1_000_000_000 }).into(), ..FirmSpec::new(columns) }
}

/// Sums up a text that is cut into pieces at every `piece` rows.
fn sum_up(text: &str, spec: FirmSpec, piece: usize) -> FirmSummary {
    let mut aggregate = Aggregate::new(Reader::new(spec, [1, 2]));
    let stops = text::Stops::new(b',');
    let bytes = text.as_bytes();
    let mut at = aggregate.begin(bytes);
    let mut pieces = Vec::new();
    while at < bytes.len() {
        let mut end = at;
        for _ in 0..piece {
            end = stops.record_end(bytes, end).unwrap_or(bytes.len());
        }
        pieces.push(&bytes[at..end]);
        at = end;
    }
    let mut chunks = Vec::new();
    for pieces in pieces.chunks(3) {
        aggregate.add(pieces, &mut chunks).unwrap();
    }
    aggregate.finish()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn place(column: usize, text: &str) -> Place {
    Place { column: Some(column), text: text.into() }
}

const HEADER: &str = "企业,集群,县,月份,主营业务收入,利税\n";

#[test]
fn sums_counts_and_growth_of_a_small_file() {
    let text = format!(
        "{HEADER}甲公司,光伏,海宁,2011年1月,400.10,5\n甲公司,光伏,海宁,2011年2月,599.90,5\n乙公司,光伏,海宁,2011年1月,\"1,000\",—\n\
         乙公司,光伏,海宁,2012年1月,1100,1\n丙公司,光伏,海宁,2012-01,50,1\n丙公司,皮革,海宁,2012/1,7,\n"
    );
    let summary = sum_up(&text, spec(), 2);
    let sum = |place: Place, at: &str, value| {
        summary.sums.iter().find(|sum| sum.place == place && sum.period == period(at) && sum.value == value).map(|sum| (sum.sum, sum.rows))
    };
    assert_eq!(sum(place(0, "光伏"), "2011-01", 0), Some((1400.1, 2)));
    assert_eq!(sum(place(0, "光伏"), "2011-01", 1), Some((5.0, 1)));
    assert_eq!(sum(place(1, "海宁"), "2012-01", 0), Some((1157.0, 3)));
    assert_eq!(sum(place(0, "皮革"), "2012-01", 1), None, "missing is not zero");
    let count = |place: Place, months: u8, year: i32| {
        let of = |count: &&FirmCount| count.place == place && count.months == months && count.period.plan_year() == year;
        summary.counts.iter().find(of).map(|count| (count.period.to_string(), count.firms, count.reaching.clone()))
    };
    // 甲 reaches 1000 exactly, by 400.10 + 599.90.
    assert_eq!(count(place(0, "光伏"), 2, 2011), Some(("2011-01..02".to_owned(), 2, vec![2, 2])));
    assert_eq!(count(place(0, "光伏"), 1, 2012), Some(("2012-01..01".to_owned(), 2, vec![1, 2])));
    // 丙 has 57 in the county, 50 and 7 in its clusters.
    assert_eq!(count(place(0, "皮革"), 1, 2012), Some(("2012-01..01".to_owned(), 1, vec![0, 0])));
    assert_eq!((summary.firms, summary.firms_in_several.clone()), (3, vec![1, 0]));
    let growth = summary.growth.iter().find(|g| g.place == place(1, "海宁") && g.value == 0 && g.period == period("2012-01")).unwrap();
    assert_eq!((growth.all, growth.all_before, growth.same, growth.same_before), (1157.0, 1400.1, 1100.0, 1000.0));
    assert_eq!((growth.firms, growth.firms_before, growth.firms_same), (2, 2, 1));
    assert!((growth.comparable().unwrap() - 0.1).abs() < 1e-12 && growth.nominal().unwrap() < 0.0);
    assert!(summary.problems.is_empty());
    assert_eq!((summary.rows, summary.used, summary.repeated), (7, 6, 0));
}

#[test]
fn rows_with_problems_are_counted_and_shown_without_firms() {
    let text = format!(
        "{HEADER}甲,光伏,海宁,2011-01,1,234,5\n甲,光伏,海宁,2011-13,1,1\n\n,光伏,海宁,2011-01,10,1\n乙,光伏,海宁,2011-01,约12,1\n\
         \"丙,光伏,海宁,2011-01,1,1\n丁,光伏,海宁,2011-01,2,1,,\n注：资料来源\n戊,光伏,海宁,2011-01,1e99,1\n丁,光伏,海宁,2011-01,3,1"
    );
    let summary = sum_up(&text, spec(), 100);
    let found: Vec<(Problem, u64, Option<usize>, &str)> =
        summary.problems.examples.iter().map(|e| (e.problem, e.row, e.column, e.text.as_str())).collect();
    let expected = vec![
        (Problem::Fields, 2, None, "7"),
        (Problem::Period, 3, Some(4), "2011-13"),
        (Problem::Firm, 5, Some(1), ""),
        (Problem::Number, 6, Some(5), "约12"),
        (Problem::Quotes, 7, None, ""),
        (Problem::Fields, 9, None, "1"),
        (Problem::TooLarge, 10, Some(5), "1e99"),
    ];
    assert_eq!(found, expected);
    assert_eq!((summary.rows, summary.blank, summary.used, summary.repeated), (11, 1, 5, 1));
    assert_eq!(summary.sums.iter().find(|sum| sum.place == place(0, "光伏")).map(|sum| (sum.sum, sum.rows)), Some((15.0, 3)));
    let left: u64 = Problem::ALL.iter().filter(|p| p.leaves_row_out()).map(|p| summary.problems.count(*p)).sum();
    assert_eq!(summary.used + left + summary.blank + 1, summary.rows, "no row is lost");
    assert!(summary.problems.examples.iter().all(|example| !example.text.contains(['甲', '丙', '丁'])), "no firm is named");
}

#[test]
fn a_firms_year_is_told_by_what_covers_it_best() {
    let yearly = |list: &[(&str, i128)], adds| {
        let periods: Vec<Period> = list.iter().map(|(text, _)| period(text)).collect();
        assert!(periods.is_sorted());
        groups::yearly(&periods, &list.iter().map(|(_, value)| Some(*value)).collect::<Vec<_>>(), adds)
    };
    assert_eq!(yearly(&[("2011-01", 1), ("2011-02", 2)], true), Some(3));
    assert_eq!(yearly(&[("2011-01", 1), ("2011-02", 2)], false), Some(2));
    assert_eq!(yearly(&[("2011-01..02", 3), ("2011-01..11", 30)], true), Some(30));
    assert_eq!(yearly(&[("2011-03", 1), ("2011Q1", 4), ("2011Q2", 5)], true), Some(9));
    assert_eq!(yearly(&[("2011-12", 1), ("2011", 12)], true), Some(12));
    assert_eq!(yearly(&[], true), None);
}

#[test]
fn years_made_of_months_compare_the_same_months() {
    let mut text = HEADER.to_owned();
    for (year, months) in [(2011, 12), (2012, 12), (2013, 6)] {
        for month in 1..=months {
            text += &format!("甲,光伏,海宁,{year}-{month:02},{},1\n", year - 2010);
        }
    }
    let summary = sum_up(&text, spec(), 5);
    let of = |at: &str| summary.growth.iter().find(|g| g.place.column.is_none() && g.value == 0 && g.period == period(at)).unwrap();
    assert_eq!((of("2012").all, of("2012").all_before, of("2012").months), (24.0, 12.0, 12));
    assert_eq!((of("2013-01..06").same, of("2013-01..06").same_before, of("2013-01..06").firms_same), (18.0, 12.0, 1));
}

#[test]
fn periods_in_two_columns_or_none() {
    let columns =
        FirmColumns { firm: None, places: vec![], period: PeriodColumns::YearAndMonth { year: 1, month: 0 }, values: vec![value(2)] };
    let summary = sum_up("m,y,v\n3,2011,5\n12,2011,6\n13,2011,1\n", FirmSpec::new(columns.clone()), 1);
    let sums: Vec<_> = summary.sums.iter().map(|sum| (sum.period.to_string(), sum.sum)).collect();
    assert_eq!(sums, [("2011-03".to_owned(), 5.0), ("2011-12".to_owned(), 6.0)]);
    assert_eq!(summary.problems.count(Problem::Period), 1);
    let fixed = FirmColumns { period: PeriodColumns::Nowhere, ..columns };
    let quarter = PeriodReader(Arc::new(|_, _| "2011Q1".parse().ok()));
    let summary = sum_up("m,y,v\n3,2011,5\n12,2011,6\n", FirmSpec { period: quarter, ..FirmSpec::new(fixed) }, 1);
    assert_eq!(summary.sums.iter().map(|sum| (sum.period, sum.sum)).collect::<Vec<_>>(), [(period("2011Q1"), 11.0)]);
}

#[test]
fn damaged_places_are_counted_by_row() {
    let text = format!("{HEADER}甲,光\u{FFFD},海宁,2011-01,1,1\n乙,光\u{FFFD},海宁,2011-01,1,1\n丙,光伏,海宁,2011-01,1,1\n");
    let summary = sum_up(&text, spec(), 1);
    assert_eq!(summary.problems.count(Problem::Damaged), 2);
    assert_eq!(summary.problems.examples.first().map(|e| e.row), Some(2));
}

/// A row of the plain way: firm, cluster, county, month from 2011 on, sales and tax in hundredths.
type Row = (u8, u8, u8, u8, Option<i32>, Option<i32>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let amount = || proptest::option::weighted(0.9, -500..200_000_i32);
    proptest::collection::vec((0..12_u8, 0..4_u8, 0..3_u8, 0..30_u8, amount(), amount()), 0..120)
}

fn month(n: u8) -> Period {
    Period::month(2011 + i32::from(n) / 12, n % 12 + 1).unwrap()
}

fn amount_text(amount: Option<i32>) -> String {
    let sign = if amount.is_some_and(|n| n < 0) { "-" } else { "" };
    amount.map_or(String::new(), |n| format!("{sign}{}.{:02}", n.abs() / 100, n.abs() % 100))
}

fn as_text(rows: &[Row]) -> String {
    let line = |(firm, cluster, county, at, sales, tax): &Row| {
        let quote = if firm % 3 == 0 { "\"" } else { "" };
        format!("{quote}firm {firm}{quote},c{cluster},k{county},{},{},{}\r\n", month(*at), amount_text(*sales), amount_text(*tax))
    };
    HEADER.chars().chain(rows.iter().map(line).collect::<String>().chars()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn results_are_those_of_the_plain_way(rows in rows(), piece in 1..40_usize) {
        let summary = sum_up(&as_text(&rows), spec(), piece);
        prop_assert!(summary.problems.is_empty());
        type Key = (Place, usize, Period);
        let mut sums: BTreeMap<Key, (i64, u64)> = BTreeMap::new();
        let mut by_firm: BTreeMap<(Place, u8, usize, Period), i64> = BTreeMap::new();
        let mut years: BTreeMap<(Place, i32), BTreeMap<u8, Option<i64>>> = BTreeMap::new();
        for (firm, cluster, county, at, sales, tax) in &rows {
            let total = Place { column: None, text: "".into() };
            for here in [place(0, &format!("c{cluster}")), place(1, &format!("k{county}")), total] {
                let year = years.entry((here.clone(), month(*at).plan_year())).or_default().entry(*firm).or_default();
                *year = sales.map_or(*year, |sales| Some(year.unwrap_or(0) + i64::from(sales)));
                for (value, amount) in [sales, tax].into_iter().enumerate() {
                    let Some(amount) = amount else { continue };
                    let sum = sums.entry((here.clone(), value, month(*at))).or_default();
                    *sum = (sum.0 + i64::from(*amount), sum.1 + 1);
                    *by_firm.entry((here.clone(), *firm, value, month(*at))).or_default() += i64::from(*amount);
                }
            }
        }
        let found: BTreeMap<Key, (f64, u64)> =
            summary.sums.iter().map(|sum| ((sum.place.clone(), sum.value, sum.period), (sum.sum, sum.rows))).collect();
        let plain: BTreeMap<Key, (f64, u64)> = sums.iter().map(|(key, (sum, rows))| (key.clone(), (*sum as f64 / 100.0, *rows))).collect();
        prop_assert_eq!(found, plain);
        for count in &summary.counts {
            let firms = &years[&(count.place.clone(), count.period.plan_year())];
            let reaching = |least: i64| firms.values().filter(|sum| sum.is_some_and(|sum| sum >= least)).count() as u32;
            prop_assert_eq!((count.firms, count.reaching.clone()), (firms.len() as u32, vec![reaching(100_000), reaching(2000)]));
        }
        prop_assert_eq!(summary.counts.len(), years.len());
        for growth in summary.growth.iter().filter(|growth| growth.period.as_month().is_some()) {
            let at = |period: Period| -> BTreeMap<u8, i64> {
                let of = |((here, firm, value, when), sum): (&(Place, u8, usize, Period), &i64)| {
                    (*here == growth.place && *value == growth.value && *when == period).then_some((*firm, *sum))
                };
                by_firm.iter().filter_map(of).collect()
            };
            let before = at(Period::month(growth.period.plan_year() - 1, growth.period.as_month().unwrap()).unwrap());
            let now = at(growth.period);
            let both: BTreeSet<u8> = now.keys().filter(|firm| before.contains_key(firm)).copied().collect();
            let of = |list: &BTreeMap<u8, i64>| both.iter().map(|firm| list[firm]).sum::<i64>() as f64 / 100.0;
            prop_assert_eq!((growth.same, growth.same_before, growth.firms_same as usize), (of(&now), of(&before), both.len()));
            prop_assert_eq!((growth.firms as usize, growth.firms_before as usize), (now.len(), before.len()));
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(rows in rows(), piece in 1..40_usize) {
        let mut turned = rows.clone();
        turned.reverse();
        prop_assert_eq!(sum_up(&as_text(&rows), spec(), piece), sum_up(&as_text(&turned), spec(), 7));
    }

    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::sample::select(b"\"\",,\n\r1.2-3a\xE5\x00 ".to_vec()), 0..400)) {
        let mut aggregate = Aggregate::new(Reader::new(spec(), [1, 2]));
        let from = aggregate.begin(&bytes);
        aggregate.add(&[&bytes[from..]], &mut Vec::new()).unwrap();
        let summary = aggregate.finish();
        let left: u64 = Problem::ALL.iter().filter(|p| p.leaves_row_out()).map(|p| summary.problems.count(*p)).sum();
        prop_assert_eq!(summary.used + left + summary.blank + 1, summary.rows);
    }
}
