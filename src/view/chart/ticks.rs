//! Round numbers on an axis.

use crate::view::number;

/// The numbers of an axis and how they are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The numbers, from low to high.
    pub ticks: Vec<f64>,
    /// Decimals that tell them apart.
    pub decimals: u8,
}

impl Axis {
    /// An axis over values and zero, which belongs to every axis of amounts, with about `most` steps.
    pub fn of(values: impl IntoIterator<Item = f64>, most: usize) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        // Past this the steps of an axis would overflow; nothing real is that large.
        for value in values.into_iter().filter(|v| v.is_finite() && v.abs() < 1e300) {
            low = low.min(value);
            high = high.max(value);
        }
        if high - low < f64::MIN_POSITIVE * 1e20 {
            high = 1.0;
        }
        let most = most.clamp(1, 12);
        let step = step((high - low) / most as f64);
        // A value that is a tick but for rounding must not open another step.
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil();
        let ticks: Vec<f64> = (0..=(last - first) as usize).map(|n| (first + n as f64) * step).collect();
        Self { low: first * step, high: last * step, ticks, decimals: step_decimals(step) }
    }

    /// Where a value lies between the ends, 0 to 1.
    pub fn share(&self, value: f64) -> f32 {
        ((value - self.low) / (self.high - self.low)) as f32
    }

    /// A tick in words.
    pub fn text(&self, tick: f64) -> String {
        // Zero needs no decimals to be told from its neighbours.
        number::fixed(tick, if tick == 0.0 { 0 } else { self.decimals })
    }
}

/// The next round step (1, 2, 2.5, 5 × a power of ten) not below `size`.
fn step(size: f64) -> f64 {
    let power = 10_f64.powf(size.log10().floor());
    let head = size / power;
    let round = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|round| head <= round * (1.0 + 1e-9)).unwrap_or(10.0);
    round * power
}

fn step_decimals(step: f64) -> u8 {
    (0..=15)
        .find(|n| {
            let scaled = step * 10_f64.powi(i32::from(*n));
            scaled >= 0.999 && (scaled - scaled.round()).abs() < 1e-6 * scaled
        })
        .unwrap_or(15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_zero_and_all_values() {
        let cases: &[(&[f64], usize, &str)] = &[
            (&[70.0, 400.0], 4, "0 100 200 300 400"),
            (&[-3.4, 8.9], 5, "−5 −2.5 0 2.5 5 7.5 10"),
            (&[0.0001, 0.0004], 4, "0 0.0001 0.0002 0.0003 0.0004"),
            (&[1e13], 2, "0 5,000,000,000,000 10,000,000,000,000"),
            (&[], 2, "0 0.5 1"),
            (&[0.0], 2, "0 0.5 1"),
            (&[-10.0, -20.0], 4, "−20 −15 −10 −5 0"),
            (&[f64::NAN, 3.0], 3, "0 1 2 3"),
        ];
        for (values, most, text) in cases {
            let axis = Axis::of(values.iter().copied(), *most);
            let texts: Vec<String> = axis.ticks.iter().map(|t| number::value(*t)).collect();
            assert_eq!(texts.join(" "), *text);
            for value in values.iter().filter(|v| v.is_finite()) {
                assert!((-1e-6..=1.0 + 1e-6).contains(&axis.share(*value)), "{value}");
            }
        }
    }
}
