//! Forecasts against numbers worked by hand, and what must hold for any series.
#![allow(clippy::unwrap_used, reason = "a missing value is a failed test")]

use proptest::prelude::*;

use super::*;

fn near(a: f64, b: f64, by: f64) -> bool {
    (a - b).abs() <= by * a.abs().max(b.abs()).max(1e-12)
}

#[test]
fn a_series_of_one_rate_goes_on_at_that_rate_with_certainty() {
    let points: Vec<(i32, f64)> = (0..8).map(|year| (2010 + year, 100.0 * 1.1_f64.powi(year))).collect();
    for method in [Method::Auto, Method::LogLinear, Method::LastGrowth { steps: 3 }] {
        let forecast = yearly(&points, 2020, method).unwrap();
        assert!(near(forecast.at(2020).unwrap().value, 100.0 * 1.1_f64.powi(10), 1e-9), "{method:?}");
        assert!(near(forecast.per_year.unwrap(), 0.1, 1e-9));
        let met = Accepted { low: Some(250.0), high: None };
        assert_eq!(forecast.chance(2020, &met), Some(1.0), "{method:?}");
        assert_eq!(forecast.chance(2020, &Accepted { low: Some(260.0), high: None }), Some(0.0));
    }
}

#[test]
fn least_squares_by_hand() {
    // 1, 2, 2, 5 at t = 0…3: slope 1.2, mean 2.5; residuals 0.3, 0.1, −1.1, 0.7; s² = 1.8 / 2 = 0.9.
    let points = [(2000, 1.0), (2001, 2.0), (2002, 2.0), (2003, 5.0)];
    let forecast = yearly(&points, 2004, Method::Linear).unwrap();
    let step = forecast.at(2004).unwrap();
    assert!(near(step.value, 5.5, 1e-12), "{step:?}");
    // t = 2.5 from the mean: 0.9 · (1 + 1/4 + 6.25/5) = 2.25, so 1.5; 80 % of t with 2 degrees is 1.8856.
    assert!(near(step.high - step.value, 1.5 * 1.885_618, 1e-5), "{step:?}");
    let (low, high) = forecast.interval(2004, 0.95).unwrap();
    assert!(near(high - low, 2.0 * 1.5 * 4.302_653, 1e-5));
    assert!(near(forecast.chance(2004, &Accepted { low: Some(5.5), high: None }).unwrap(), 0.5, 1e-9));
    assert!(near(forecast.chance(2004, &Accepted { low: None, high: Some(step.high) }).unwrap(), 0.9, 1e-9));
    assert_eq!((forecast.points, forecast.from, forecast.freedom), (4, (2000, 2003), 2.0));
}

#[test]
fn growth_of_the_last_years_by_hand() {
    // Growth of 10 % and 21 % in logarithms 0.09531 and 0.19062: mean 0.142965, s² = 2 · 0.047655² = 0.0045420.
    let points = [(2008, 1.0), (2009, 100.0), (2010, 110.0), (2011, 133.1)];
    let forecast = yearly(&points, 2013, Method::LastGrowth { steps: 2 }).unwrap();
    assert_eq!((forecast.points, forecast.from), (3, (2009, 2011)));
    let step = forecast.at(2012).unwrap();
    assert!(near(step.value, 133.1 * 1.331_f64.sqrt(), 1e-9), "{step:?}");
    let spread = (0.004_542_0_f64 * (1.0 + 0.5)).sqrt();
    assert!(near((step.high / step.value).ln(), 3.077_68 * spread, 1e-4), "{step:?} {spread}");
    // Two years in one step count as two: 100 → 121 in two years is 10 % a year.
    let gap = yearly(&[(2000, 100.0), (2002, 121.0), (2003, 133.1), (2004, 146.41)], 2005, Method::LastGrowth { steps: 9 }).unwrap();
    assert!(near(gap.per_year.unwrap(), 0.1, 1e-9) && near(gap.at(2005).unwrap().value, 161.051, 1e-9));
}

#[test]
fn a_damped_trend_flattens_and_its_interval_widens() {
    let points: Vec<(i32, f64)> =
        [100.0, 112.0, 119.0, 136.0, 147.0, 165.0, 178.0].iter().enumerate().map(|(n, v)| (2005 + n as i32, *v)).collect();
    let damped = yearly(&points, 2021, Method::Damped).unwrap();
    let straight = yearly(&points, 2021, Method::LogLinear).unwrap();
    let growth = |f: &Forecast, year: i32| f.at(year + 1).unwrap().value / f.at(year).unwrap().value;
    assert!(growth(&damped, 2012) > growth(&damped, 2019) && growth(&damped, 2019) > 1.0);
    assert!(damped.at(2021).unwrap().value < straight.at(2021).unwrap().value);
    assert!(
        damped.at(2021).unwrap().high / damped.at(2021).unwrap().value > damped.at(2013).unwrap().high / damped.at(2013).unwrap().value
    );
    assert_eq!(yearly(&points[..5], 2021, Method::Damped), Err(Refusal::TooFew { have: 5, need: 6 }));
}

#[test]
fn what_cannot_be_continued_is_refused_with_the_reason() {
    let at = |values: &[f64]| values.iter().enumerate().map(|(n, v)| (2010 + n as i32, *v)).collect::<Vec<_>>();
    for (points, upto, method, refusal) in [
        (at(&[]), 2020, Method::Auto, Refusal::TooFew { have: 0, need: 3 }),
        (at(&[1.0, 2.0]), 2020, Method::Auto, Refusal::TooFew { have: 2, need: 3 }),
        (at(&[1.0, 0.0, 2.0]), 2020, Method::LogLinear, Refusal::NotPositive),
        (at(&[1.0, -1.0, 2.0]), 2020, Method::LastGrowth { steps: 3 }, Refusal::NotPositive),
        (at(&[1.0, 2.0, 3.0]), 2012, Method::Auto, Refusal::NotAhead),
        (at(&[1.0, 2.0, 3.0]), 2500, Method::Auto, Refusal::OutOfRange),
        (at(&[1.0, f64::NAN, 3.0]), 2015, Method::Auto, Refusal::OutOfRange),
        (at(&[1e-300, 1.0, 1e300]), 2050, Method::Auto, Refusal::OutOfRange),
        (vec![(2010, 1.0), (2011, 2.0), (2010, 3.0)], 2015, Method::Auto, Refusal::Twice { time: 2010 }),
    ] {
        assert_eq!(yearly(&points, upto, method), Err(refusal), "{points:?}");
    }
    let zero = yearly(&at(&[0.0, 1.0, 2.0]), 2013, Method::Auto).unwrap();
    assert_eq!((zero.method, zero.scale), (Method::Linear, Scale::Linear));
    assert_eq!(seasonal(&[(0, 1.0); 24], 12, 30).unwrap_err(), Refusal::Twice { time: 0 });
    let gap: Vec<(i32, f64)> = (0..30).filter(|n| *n != 7).map(|n| (n, 1.0)).collect();
    assert_eq!(seasonal(&gap, 12, 40).unwrap_err(), Refusal::Gap { time: 7 });
    assert_eq!(seasonal(&gap[..23], 12, 40).unwrap_err(), Refusal::TooFew { have: 23, need: 24 });
    assert_eq!(seasonal(&gap[8..16], 4, 40).unwrap_err(), Refusal::TooFew { have: 8, need: 9 });
}

/// Months that grow by a rate with a season of their own.
fn months(count: i32) -> Vec<(i32, f64)> {
    const SEASON: [f64; 12] = [0.6, 0.5, 1.1, 1.0, 1.0, 1.2, 1.0, 0.9, 1.1, 1.1, 1.2, 1.3];
    (0..count).map(|n| (2011 * 12 + n, 10.0 * 1.01_f64.powi(n) * SEASON[n as usize % 12])).collect()
}

#[test]
fn seasons_come_back() {
    let all = months(60);
    let found = seasonal(&all[..36], 12, 2011 * 12 + 47).unwrap();
    for (step, (time, value)) in found.forecast.steps.iter().zip(&all[36..48]) {
        assert!(step.time == *time && near(step.value, *value, 0.04), "{step:?} {value}");
    }
    // With five months known the rest of the year is forecast; the sum's interval is narrower than the sum of the intervals' ends.
    let known: f64 = all[36..41].iter().map(|(_, value)| value).sum();
    let found = seasonal(&all[..41], 12, 2011 * 12 + 47).unwrap();
    let total = found.total(2011 * 12 + 41, 2011 * 12 + 47, known).unwrap();
    let whole: f64 = all[36..48].iter().map(|(_, value)| value).sum();
    assert!(near(total.value, whole, 0.03), "{total:?} {whole}");
    assert!(total.low <= total.value && total.value <= total.high);
    assert!(total.high - total.low <= found.forecast.steps.iter().map(|s| s.high - s.low).sum::<f64>() * 1.01);
    assert!(near(total.chance(&Accepted { low: Some(total.value), high: None }), 0.5, 1e-6));
    assert_eq!(found.total(2011 * 12, 2011 * 12 + 47, 0.0), None, "months that are past are not forecast");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_forecast_holds_what_is_no_number(values in proptest::collection::vec(-1e6..1e9_f64, 0..20), ahead in 1..60_i32) {
        let points: Vec<(i32, f64)> = values.iter().enumerate().map(|(n, v)| (2000 + n as i32, *v)).collect();
        let last = 2000 + values.len() as i32 - 1;
        for method in Method::YEARLY {
            if let Ok(forecast) = yearly(&points, last + ahead, method) {
                prop_assert_eq!(forecast.steps.len(), ahead as usize);
                for step in &forecast.steps {
                    prop_assert!(step.low <= step.value && step.value <= step.high && step.high.is_finite() && step.low.is_finite());
                    let chance = forecast.chance(step.time, &Accepted { low: Some(5.0), high: None }).unwrap();
                    prop_assert!((0.0..=1.0).contains(&chance));
                }
            }
        }
    }

    #[test]
    fn units_and_order_change_nothing(values in proptest::collection::vec(0.1..1e4_f64, 6..15), seed in any::<u64>()) {
        let points: Vec<(i32, f64)> = values.iter().enumerate().map(|(n, v)| (2000 + n as i32, *v)).collect();
        let mut other: Vec<(i32, f64)> = points.iter().map(|(year, value)| (*year, value * 1e4)).collect();
        other.sort_by_key(|(year, _)| (*year as u64).wrapping_mul(seed | 1).rotate_left(13));
        for method in Method::YEARLY {
            let (a, b) = (yearly(&points, 2020, method), yearly(&other, 2020, method));
            if let (Ok(a), Ok(b)) = (&a, &b) {
                let (a, b) = (a.at(2020).unwrap(), b.at(2020).unwrap());
                prop_assert!(near(a.value * 1e4, b.value, 1e-6) && near(a.high * 1e4, b.high, 1e-5), "{a:?} {b:?}");
            }
            prop_assert_eq!(a.is_ok(), b.is_ok());
        }
    }
}
