//! Periods as firm-level files write them. Whoever reads a file may bring a reader that knows more ways.

use crate::base::Period;

/// Reads `2011`, `2011年`, `2011-03`, `2011/3`, `2011.03`, `201103`, `2011年3月`, `2011-03-31`, `2011Q1`, `2011H1` and running totals as
/// `2011年1-3月`.
pub fn read(text: &str) -> Option<Period> {
    let text = text.trim();
    if let Ok(period) = text.parse::<Period>() {
        // Firms are added up by calendar years.
        return Some(period).filter(|period| period.to_date_from().is_none_or(|from| from == 1));
    }
    let (year, rest) = text.split_at_checked(4)?;
    let year: i32 = year.bytes().all(|b| b.is_ascii_digit()).then(|| year.parse().ok())?.filter(|year| *year > 0)?;
    let rest = rest.strip_prefix(['年', '-', '/', '.']).unwrap_or(rest).trim();
    if rest.is_empty() {
        return Some(Period::year(year));
    }
    if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
        return Period::quarter(year, number(quarter)?);
    }
    let months = rest.strip_suffix('月').unwrap_or(rest);
    let running = ["1-", "1—", "1–", "1~", "01-"].iter().find_map(|from| months.strip_prefix(from)).filter(|_| months.len() < rest.len());
    if let Some(last) = running {
        return Period::year_to_date(year, number(last)?);
    }
    let month = months.split(['-', '/', '.', ' ']).next()?;
    // A day behind the month must be one, or the text is something else.
    let day_fits = months
        .get(month.len() + 1..)
        .is_none_or(|day| number(day.split([' ', 'T']).next().unwrap_or(day)).is_some_and(|d| (1..=31).contains(&d)));
    day_fits.then(|| Period::month(year, number(month)?))?
}

fn number(text: &str) -> Option<u8> {
    (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_a_period() {
        let cases = [
            ("2011", "2011"),
            ("2011年", "2011"),
            ("2011-3", "2011-03"),
            ("2011/03", "2011-03"),
            ("201112", "2011-12"),
            ("2011年3月", "2011-03"),
            ("2011-03-31", "2011-03"),
            ("2011-03-31 00:00:00", "2011-03"),
            ("2011Q2", "2011Q2"),
            ("2011年1-11月", "2011-01..11"),
            ("2011H1", "2011H1"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).map(|p| p.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "11", "2011-13", "201100", "2011x", "合计", "2011-03-99"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
