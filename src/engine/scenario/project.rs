//! What a project yields and takes, year by year.
//!
//! A project comes on stream at the start of its period (a year's first month, a quarter's, a half's, a month itself; counted in
//! the plan's own years, whichever month they start in), later by the delay. From then on the first, second … twelve months yield
//! the first, second … share of full output, and all of it afterwards. A flow counts every plan year by the months that fall into
//! it; a stock or a count stands at what is reached when the year ends.

use crate::base::Period;

/// The shares of full output in each of the years, times the scale. `start` counts years from the first one of the axis.
pub(super) fn shares(years: usize, start: f64, ramp: &[f64], scale: f64, is_flow: bool) -> Vec<f64> {
    let at = |operating: usize| ramp.get(operating).copied().unwrap_or(1.0).clamp(0.0, 1.0);
    let share = |year: usize| {
        let end = year as f64 + 1.0 - start;
        if end <= 1e-9 {
            return 0.0;
        }
        // Operating years that the plan year touches: the one that its end lies in, and the one before.
        let last = (end - 1e-9).floor();
        if !is_flow {
            return at(last as usize);
        }
        let of_last = (end - last).min(1.0);
        let before = if last >= 1.0 { (1.0 - of_last) * at(last as usize - 1) } else { 0.0 };
        of_last * at(last as usize) + before
    };
    (0..years).map(|year| share(year) * scale).collect()
}

/// When a period starts, in years of the plan from the first one of the axis.
pub(super) fn start(period: Period, first_year: i32, year_starts_in: u8) -> f64 {
    let period = period.in_years_from(year_starts_in);
    let months = period.last_month() - period.months();
    f64::from(period.plan_year() - first_year) + f64::from(months) / 12.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: &[f64], expected: &[f64]) {
        assert!(found.iter().zip(expected).all(|(f, e)| (f - e).abs() < 1e-9), "{found:?} {expected:?}");
    }

    #[test]
    fn the_first_year_counts_its_months_and_the_ramp_goes_by_operating_years() {
        near(&shares(5, 1.0, &[0.4, 0.8], 1.0, true), &[0.0, 0.4, 0.8, 1.0, 1.0]);
        // Three quarters of a year later: 3 months at 0.4; 9 at 0.4 and 3 at 0.8; 9 at 0.8 and 3 in full.
        near(&shares(5, 1.75, &[0.4, 0.8], 1.0, true), &[0.0, 0.1, 0.5, 0.85, 1.0]);
        near(&shares(4, 1.75, &[], 2.0, true), &[0.0, 0.5, 2.0, 2.0]);
        near(&shares(4, -3.0, &[0.5], 1.0, true), &[1.0, 1.0, 1.0, 1.0]);
        near(&shares(4, 9.0, &[0.5], 1.0, true), &[0.0; 4]);
    }

    #[test]
    fn a_stock_stands_at_what_the_year_ends_with() {
        near(&shares(4, 1.75, &[0.4, 0.8], 1.0, false), &[0.0, 0.4, 0.8, 1.0]);
    }

    #[test]
    fn periods_start_within_the_plan_year() {
        let of = |text: &str, month| text.parse().map(|period| start(period, 2010, month)).unwrap_or(f64::NAN);
        near(&[of("2012", 1), of("2012H2", 1), of("2012Q4", 1), of("2012-04", 1)], &[2.0, 2.5, 2.75, 2.25]);
        // A plan year from April: April is its first month, March of the next calendar year its last.
        near(&[of("2012", 4), of("2012-04", 4), of("2013-03", 4), of("2012Q2", 4)], &[2.0, 2.0, 2.0 + 11.0 / 12.0, 2.25]);
    }
}
