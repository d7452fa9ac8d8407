//! Assessment against tables worked by hand, published thresholds, bad input, and what must hold for any course.
#![allow(clippy::unwrap_used, reason = "a missing value is a failed test")]

use proptest::prelude::*;

use super::*;
use crate::base::Bound;
use crate::domain::Direction;

fn settings() -> Assessment {
    Assessment::default()
}

/// A course from 100 in 2010 to a target in 2015, geometric, observed as given.
fn course(target: f64, actuals: &[Point]) -> Course {
    Course::through(&[(2010, 100.0), (2015, target)], None, actuals, true).unwrap()
}

fn shown(judged: &Judged) -> String {
    let used = judged.used.map_or("-", Method::word);
    let passed: Vec<String> = judged.passed_over.iter().map(|(method, why)| format!("{}:{}", method.word(), why.word())).collect();
    let why = judged.why.map_or(String::new(), |why| format!(" ({})", why.word()));
    format!("{} {used} {}{}", judged.verdict.word(), passed.join(","), why).trim_end().to_owned()
}

#[test]
fn growth_ratio_has_the_published_thresholds() {
    // Required: 100 → 200 in five years, 14.87 % a year. Observed rates are that times the ratio.
    let required = 2.0_f64.powf(0.2) - 1.0;
    for (ratio, state, verdict) in [
        (1.2, State::OnTrack, Verdict::OnTrack),
        (0.95, State::OnTrack, Verdict::OnTrack),
        (0.949, State::Slipping, Verdict::Slipping),
        (0.60, State::Slipping, Verdict::Slipping),
        (0.599, State::OffTrack, Verdict::OffTrack),
        (0.0, State::OffTrack, Verdict::OffTrack),
        (-0.1, State::OffTrack, Verdict::Away),
    ] {
        let value = 100.0 * (1.0 + ratio * required).powi(3);
        let judged = judge(&course(200.0, &[(2013, value)]), Method::Growth, &settings());
        assert_eq!((judged.state, judged.verdict, judged.used), (state, verdict, Some(Method::Growth)), "{ratio}");
        let Arithmetic::Growth { ratio: found, required: r, base, actual, .. } = judged.arithmetic else { panic!("{judged:?}") };
        assert!((found - ratio).abs() < 1e-9 && (r - required).abs() < 1e-12);
        assert_eq!((base, actual), ((2010, 100.0), (2013, value)));
    }
    // “Achieved” overrides: the target's value three years early.
    let early = judge(&course(200.0, &[(2012, 210.0)]), Method::Growth, &settings());
    assert_eq!((early.state, early.met), (State::Achieved, Some(true)));
    assert!(matches!(early.arithmetic, Arithmetic::Growth { ratio, .. } if ratio > 1.0));
}

#[test]
fn growth_ratio_by_hand_for_a_real_pair() {
    // 70.13 → 400 in five years is 41.65 % a year; 131.5 in 2012 is (131.5/70.13)^(1/2) − 1 = 36.93 %, R = 0.887.
    let course = Course::through(&[(2010, 70.13), (2015, 400.0)], None, &[(2011, 95.0), (2012, 131.5)], true).unwrap();
    let judged = judge(&course, Method::Growth, &settings());
    let Arithmetic::Growth { observed, required, ratio, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert!((required - 0.416_548).abs() < 1e-6 && (observed - 0.369_335).abs() < 1e-5 && (ratio - 0.886_66).abs() < 1e-4, "{judged:?}");
    assert_eq!(judged.state, State::Slipping);
}

#[test]
fn distance_to_the_path_by_hand() {
    // The path in 2012: 100 · 2^(2/5) = 131.95.
    for (value, state) in
        [(131.95, State::OnTrack), (128.1, State::OnTrack), (127.9, State::Slipping), (118.9, State::Slipping), (118.6, State::OffTrack)]
    {
        let judged = judge(&course(200.0, &[(2012, value)]), Method::Gap, &settings());
        assert_eq!(judged.state, state, "{value} {judged:?}");
    }
    let fallen = judge(&course(200.0, &[(2012, 90.0)]), Method::Gap, &settings());
    assert_eq!((fallen.state, fallen.verdict), (State::OffTrack, Verdict::Away));
}

#[test]
fn linear_trend_by_hand() {
    let straight = |actuals: &[Point]| Course::through(&[(2010, 100.0), (2020, 200.0)], None, actuals, false).unwrap();
    // Changes 10, 8, 6, 8, 8 since 2010: 8 a year. 140 in 2015, 180 in 2020; 20 missed of 60 to go: 33 %.
    let five = [(2011, 110.0), (2012, 118.0), (2013, 124.0), (2014, 132.0), (2015, 140.0)];
    let judged = judge(&straight(&five), Method::Trend, &settings());
    let Arithmetic::Trend { years, per_year, predicted, miss, from, geometric, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert_eq!((years, from, geometric), (5, (2010, 100.0), false));
    assert!((per_year - 8.0).abs() < 1e-9 && (predicted - 180.0).abs() < 1e-9 && (miss - 1.0 / 3.0).abs() < 1e-9);
    assert_eq!(judged.state, State::OffTrack);
    // Only the last five changes count: 2011 → 2016, 46 in five years is 9.2 a year; 156 + 4 · 9.2 = 192.8; 7.2 of 44 is 16 %: slight.
    let six: Vec<Point> = five.into_iter().chain([(2016, 156.0)]).collect();
    let judged = judge(&straight(&six), Method::Trend, &settings());
    assert!(matches!(judged.arithmetic, Arithmetic::Trend { from: (2011, _), miss, .. } if (miss - 7.2 / 44.0).abs() < 1e-9), "{judged:?}");
    assert_eq!(judged.state, State::Slipping);
    for (value, verdict) in [(115.0, Verdict::OnTrack), (109.6, Verdict::OnTrack), (109.0, Verdict::Slipping), (99.0, Verdict::Away)] {
        let judged = judge(&straight(&[(2011, value)]), Method::Trend, &settings());
        assert_eq!(judged.verdict, verdict, "{value} {judged:?}");
    }
}

#[test]
fn anticipated_progress_by_hand() {
    let straight = |actuals: &[Point]| Course::through(&[(2010, 100.0), (2020, 200.0)], None, actuals, false).unwrap();
    // Weights 1, 2, 3 at 2010 (100), 2011 (106), 2012 (118): t̄ = 4/3, ȳ = 111; Sxy/Sxx = 9.6; 111 + 9.6 · 8.667 = 194.2; 5.8 %.
    let judged = judge(&straight(&[(2011, 106.0), (2012, 118.0)]), Method::Progress, &settings());
    let Arithmetic::Progress { points, predicted, gap, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert_eq!((points, judged.state), (3, State::OnTrack));
    assert!((predicted - 194.2).abs() < 1e-9 && (gap - 0.058).abs() < 1e-9, "{judged:?}");
    for (value, verdict) in [(109.0, Verdict::OnTrack), (108.0, Verdict::Slipping), (101.0, Verdict::Slipping), (99.0, Verdict::Away)] {
        let judged = judge(&straight(&[(2011, value)]), Method::Progress, &settings());
        assert_eq!(judged.verdict, verdict, "{value} {judged:?}");
    }
}

fn paced(done: f64, months: u8) -> Course {
    let period = if months == 12 { Period::year(2013) } else { Period::year_to_date(2013, months).unwrap() };
    let plan = YearPlan { value: 1000.0, stated: true };
    let pace = Ok(PaceInput { period, done, plan, months, n: 1, of: 1, illustrative: false, preliminary: false });
    Course { pace, ..course(200.0, &[]) }
}

#[test]
fn pace_at_half_year_is_six_point_six_points_ahead() {
    // As bureaus print it: 56.6 % of the year's plan at the end of June.
    let judged = judge(&paced(566.0, 6), Method::Pace, &settings());
    let Arithmetic::Pace { completion, elapsed, ahead, .. } = judged.arithmetic else { panic!("{judged:?}") };
    assert!((completion - 0.566).abs() < 1e-12 && (elapsed - 0.5).abs() < 1e-12 && (ahead - 0.066).abs() < 1e-12);
    assert_eq!((judged.state, judged.actual), (State::OnTrack, Some((2013, 566.0))));
    for (done, months, state) in [
        (480.0, 6, State::OnTrack),
        (479.0, 6, State::Slipping),
        (450.0, 6, State::Slipping),
        (449.0, 6, State::OffTrack),
        (1000.0, 12, State::Achieved),
        (1001.0, 11, State::Achieved),
        (0.0, 1, State::OffTrack),
    ] {
        assert_eq!(judge(&paced(done, months), Method::Pace, &settings()).state, state, "{done} {months}");
    }
    // Where less is better, being ahead of the clock is bad and the year's end decides.
    let less = |done, months| Course { direction: Direction::Down, target: None, ..paced(done, months) };
    for (done, months, state) in
        [(566.0, 6, State::OffTrack), (510.0, 6, State::OnTrack), (990.0, 12, State::Achieved), (999.0, 11, State::OffTrack)]
    {
        assert_eq!(judge(&less(done, months), Method::Pace, &settings()).state, state, "{done} {months}");
    }
}

#[test]
fn where_a_method_does_not_apply_the_next_one_is_used_and_the_reason_kept() {
    let through = |stated: &[Point], actuals: &[Point]| Course::through(stated, None, actuals, true).unwrap();
    let at = |from: f64, to: f64, actual: f64| through(&[(2010, from), (2015, to)], &[(2012, actual)]);
    for (course, asked, expected) in [
        // Zero and negative bases, sign changes.
        (at(0.0, 10.0, 4.0), Method::Growth, "on-track trend growth:not-positive"),
        (at(-5.0, 5.0, -1.0), Method::Growth, "on-track trend growth:not-positive"),
        (at(10.0, -10.0, 2.0), Method::Growth, "on-track gap growth:target-behind-base,trend:target-behind-base"),
        (at(100.0, 200.0, -3.0), Method::Growth, "away trend growth:not-positive"),
        (at(100.0, 200.0, 0.0), Method::Growth, "away trend growth:not-positive"),
        (at(0.0, 10.0, 0.5), Method::Gap, "off-track gap"),
        // Nothing is to change from zero or below: on the path there is no distance, off it nothing to measure it by.
        (at(-5.0, -5.0, -5.0), Method::Gap, "on-track gap"),
        (at(0.0, 0.0, 1.0), Method::Gap, "none - gap:not-positive (not-positive)"),
        // A target below the base where more is better.
        (at(100.0, 80.0, 95.0), Method::Growth, "on-track gap growth:target-behind-base,trend:target-behind-base"),
        (at(100.0, 80.0, 70.0), Method::Growth, "off-track gap growth:target-behind-base,trend:target-behind-base"),
        (at(100.0, 100.0, 100.0), Method::Progress, "on-track gap progress:no-change"),
        // A rate has no growth rate.
        (Course { rate: true, geometric: false, ..at(10.0, 20.0, 14.0) }, Method::Growth, "on-track trend growth:rate"),
        // Nothing to judge.
        (through(&[(2010, 1.0), (2015, 2.0)], &[]), Method::Growth, "none -  (no-actual)"),
        (Course { left_out: Some(2012), ..through(&[(2010, 1.0), (2015, 2.0)], &[]) }, Method::Growth, "none -  (incomplete)"),
        (through(&[(2010, 1.0), (2015, 2.0)], &[(2009, 1.0)]), Method::Growth, "none -  (before-base)"),
        (through(&[(2010, 1.0), (2015, 2.0)], &[(2010, 1.0)]), Method::Trend, "none -  (at-base)"),
        (
            Course { base: None, path: vec![(2015, 2.0)], ..at(1.0, 2.0, 1.5) },
            Method::Trend,
            "none - trend:no-baseline,gap:no-baseline (no-baseline)",
        ),
        (through(&[(2010, 1.0)], &[(2012, 1.5)]), Method::Progress, "none - progress:no-target,gap:no-path (no-target)"),
        // A target that is met stands alone well enough.
        (Course { base: None, path: vec![(2015, 2.0)], ..at(1.0, 2.0, 2.5) }, Method::Trend, "achieved trend"),
        // The target's year is over.
        (through(&[(2010, 100.0), (2015, 200.0)], &[(2015, 199.0)]), Method::Growth, "missed gap growth:target-past"),
        (through(&[(2010, 100.0), (2015, 200.0)], &[(2016, 200.0)]), Method::Growth, "achieved gap"),
        // Pace without anything within the year.
        (at(100.0, 200.0, 140.0), Method::Pace, "on-track gap pace:nothing-in-year"),
        (Course { pace: Err(Why::NotCumulative), ..at(100.0, 200.0, 140.0) }, Method::Pace, "on-track gap pace:not-cumulative"),
    ] {
        let judged = judge(&course, asked, &settings());
        assert_eq!(shown(&judged), expected, "{:?} {:?} {judged:?}", course.base, course.target);
        assert_eq!(judged.why.is_some(), judged.state == State::NoData);
    }
    assert_eq!(Course::through(&[(2010, 1.0), (2015, 2.0)], None, &[(2012, 1.0), (2012, 2.0)], true).unwrap_err(), Why::Twice);
    let missed = judge(&through(&[(2010, 100.0), (2015, 200.0)], &[(2015, 199.0)]), Method::Growth, &settings());
    assert_eq!(missed.state, State::Slipping, "a missed target is never on track");
    let far = judge(&through(&[(2010, 100.0), (2015, 200.0)], &[(2015, 120.0)]), Method::Growth, &settings());
    assert_eq!(far.state, State::OffTrack);
}

#[test]
fn where_less_is_better_everything_turns_round() {
    let down = |actual: f64| Course {
        direction: Direction::Down,
        ..Course::through(&[(2010, 100.0), (2015, 50.0)], Some(Bound::Exactly { value: 50.0 }), &[(2012, actual)], true).unwrap()
    };
    // The path in 2012: 100 · 0.5^0.4 = 75.79.
    for method in [Method::Gap, Method::Growth, Method::Trend, Method::Progress] {
        for (actual, state) in [(75.0, State::OnTrack), (99.0, State::OffTrack), (110.0, State::OffTrack), (49.0, State::Achieved)] {
            let judged = judge(&down(actual), method, &settings());
            let state = if method == Method::Progress && actual == 99.0 { State::Slipping } else { state };
            assert_eq!(judged.state, state, "{method:?} {actual} {judged:?}");
        }
    }
    // A limit that the base meets already is no achievement before its year; what counts is the path to it.
    let limit = |year, actual| {
        Course::through(&[(2010, 60.0), (2015, 100.0)], Some(Bound::AtMost { value: 100.0 }), &[(year, actual)], true).unwrap()
    };
    for (year, actual, state) in
        [(2012, 70.0, State::OnTrack), (2012, 95.0, State::OffTrack), (2015, 99.0, State::Achieved), (2015, 101.0, State::Slipping)]
    {
        let judged = judge(&limit(year, actual), Method::Growth, &settings());
        assert_eq!(judged.state, state, "{year} {actual} {judged:?}");
    }
}

#[test]
fn ranges_keep_their_ambition_and_no_direction_means_near() {
    let range = |actual: f64, direction| Course {
        direction,
        ..Course::through(&[(2010, 500.0), (2015, 1000.0)], Some(Bound::Between { low: 1000.0, high: 1100.0 }), &[(2015, actual)], true)
            .unwrap()
    };
    for (actual, direction, state, ambition) in [
        (1050.0, Direction::Up, State::Achieved, Some((1100.0, false))),
        (1100.0, Direction::Up, State::Achieved, Some((1100.0, true))),
        (980.0, Direction::Up, State::Slipping, Some((1100.0, false))),
        (1050.0, Direction::Neutral, State::Achieved, None),
        (1300.0, Direction::Neutral, State::OffTrack, None),
    ] {
        let judged = judge(&range(actual, direction), Method::Gap, &settings());
        assert_eq!((judged.state, judged.ambition), (state, ambition), "{actual} {direction:?}");
    }
    let near = Course {
        direction: Direction::Neutral,
        ..Course::through(&[(2010, 100.0), (2015, 200.0)], Some(Bound::About { value: 200.0 }), &[(2012, 160.0)], true).unwrap()
    };
    assert_eq!(shown(&judge(&near, Method::Growth, &settings())), "off-track gap growth:no-direction,trend:no-direction");
}

#[test]
fn thresholds_of_the_plan_are_used() {
    let mut settings = settings();
    settings.bands.insert(Method::Gap, Bands { on_track: -0.2, slipping: -0.3 });
    let judged = judge(&course(200.0, &[(2012, 110.0)]), Method::Gap, &settings);
    assert_eq!((judged.state, judged.bands), (State::OnTrack, Some(Bands { on_track: -0.2, slipping: -0.3 })));
}

/// Any course: stated points from 2010 to 2015 with or without a milestone, and observations of some years.
fn any_course() -> impl Strategy<Value = (Vec<Point>, Vec<Point>, bool, u8)> {
    let value = prop_oneof![4 => 0.01..1e6_f64, 1 => -1e5..0.0_f64, 1 => Just(0.0)];
    let stated = (value.clone(), proptest::option::of(value.clone()), value.clone());
    let actuals = proptest::collection::vec(proptest::option::of(value), 8);
    (stated, actuals, any::<bool>(), 0..3_u8).prop_map(|((from, middle, to), actuals, geometric, direction)| {
        let stated = [Some((2010, from)), middle.map(|value| (2012, value)), Some((2015, to))].into_iter().flatten().collect();
        let actuals = actuals.into_iter().enumerate().filter_map(|(n, value)| Some((2009 + n as i32, value?))).collect();
        (stated, actuals, geometric, direction)
    })
}

fn directed(course: Course, direction: u8) -> Course {
    Course { direction: [Direction::Up, Direction::Down, Direction::Neutral][usize::from(direction)], ..course }
}

const YEARLY: [Method; 4] = [Method::Gap, Method::Growth, Method::Trend, Method::Progress];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_judgement_holds_what_is_no_number((stated, actuals, geometric, direction) in any_course()) {
        let course = directed(Course::through(&stated, None, &actuals, geometric).unwrap(), direction);
        for method in Method::ALL {
            let judged = judge(&course, method, &settings());
            prop_assert_eq!(judged.state == State::NoData, judged.why.is_some(), "{:?}", judged);
            prop_assert!(!format!("{:?}", judged.arithmetic).contains("NaN") && !format!("{:?}", judged.arithmetic).contains("inf"), "{:?}", judged);
        }
    }

    #[test]
    fn units_and_order_change_no_state((stated, actuals, geometric, direction) in any_course(), unit in prop_oneof![Just(1e-4), Just(1e4), Just(15.0)]) {
        let scaled = |points: &[Point]| points.iter().rev().map(|(year, value)| (*year, value * unit)).collect::<Vec<_>>();
        let a = directed(Course::through(&stated, None, &actuals, geometric).unwrap(), direction);
        let b = directed(Course::through(&scaled(&stated), None, &scaled(&actuals), geometric).unwrap(), direction);
        for method in YEARLY {
            let (a, b) = (judge(&a, method, &settings()), judge(&b, method, &settings()));
            prop_assert_eq!((a.state, a.verdict, a.used, a.why), (b.state, b.verdict, b.used, b.why), "{:?} {:?}", a, b);
        }
    }

    #[test]
    fn exactly_on_the_path_is_on_track_by_every_method((stated, _, geometric, direction) in any_course(), upto in 1..=5_usize) {
        let path = Course::through(&stated, None, &[], geometric).unwrap().path;
        // On the path from the base on, be it through zero or below.
        let course = directed(Course::through(&stated, None, &path[..=upto], geometric).unwrap(), direction);
        for method in YEARLY {
            let judged = judge(&course, method, &settings());
            prop_assert!(matches!(judged.state, State::OnTrack | State::Achieved), "{:?} {:?}", method, judged);
        }
        let year = path[upto];
        if year.1 > 0.0 {
            let plan = YearPlan { value: year.1, stated: false };
            let pace = Ok(PaceInput { period: Period::year(year.0), done: year.1, plan, months: 12, n: 1, of: 1, illustrative: false, preliminary: false });
            let judged = judge(&Course { pace, ..course }, Method::Pace, &settings());
            prop_assert_eq!(judged.state, State::Achieved);
        }
    }
}
