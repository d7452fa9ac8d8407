//! Figures about frames, for whoever measures the window: written as JSON when it closes.

use std::time::{Duration, Instant};

use serde::Serialize;

/// Counts and times frames.
pub struct FrameStats {
    begun: Instant,
    first: Option<Duration>,
    cpu: Vec<f32>,
    /// Of those, the ones drawn while a pointer button was held.
    held: Vec<f32>,
    was_held: bool,
    slowest: Vec<Slow>,
    idle_frames: u64,
    last_input: Instant,
}

/// A frame among the slowest.
#[derive(Clone, Copy, Serialize)]
struct Slow {
    frame: usize,
    cpu_ms: f64,
    held: bool,
}

/// How many of the slowest frames are told.
const SLOWEST: usize = 8;

/// A frame drawn longer than this after the last input was drawn for nothing.
const IDLE_AFTER: Duration = Duration::from_millis(1500);

#[derive(Serialize)]
struct Figures {
    first_frame_ms: f64,
    frames: usize,
    cpu_ms_p50: f64,
    cpu_ms_p99: f64,
    cpu_ms_max: f64,
    held_frames: usize,
    held_cpu_ms_max: f64,
    slowest: Vec<Slow>,
    idle_frames: u64,
    resident_mb: f64,
}

impl FrameStats {
    /// Begins to count; `begun` is when the program started.
    pub fn new(begun: Instant) -> Self {
        let (cpu, held, slowest) = (Vec::new(), Vec::new(), Vec::new());
        Self { begun, first: None, cpu, held, was_held: false, slowest, idle_frames: 0, last_input: Instant::now() }
    }

    /// Takes note of a frame that was just drawn: seconds of CPU of the one before, whether there was a cause for it, and whether a
    /// pointer button is held, as it is while something is dragged.
    pub fn frame(&mut self, cpu_seconds: Option<f32>, caused: bool, held: bool) {
        let now = Instant::now();
        if self.first.is_none() {
            self.first = Some(now - self.begun);
            self.last_input = now;
        }
        if caused {
            self.last_input = now;
        } else if now - self.last_input > IDLE_AFTER {
            self.idle_frames += 1;
        }
        if let Some(seconds) = cpu_seconds {
            self.measured(seconds);
        }
        self.was_held = held;
    }

    fn measured(&mut self, seconds: f32) {
        self.slowest.push(Slow { frame: self.cpu.len(), cpu_ms: f64::from(seconds) * 1e3, held: self.was_held });
        self.slowest.sort_by(|a, b| b.cpu_ms.total_cmp(&a.cpu_ms));
        self.slowest.truncate(SLOWEST);
        self.cpu.push(seconds);
        if self.was_held {
            self.held.push(seconds);
        }
    }

    /// The figures as JSON.
    pub fn to_json(&self) -> String {
        let mut sorted = self.cpu.clone();
        sorted.sort_by(f32::total_cmp);
        let at = |share: f64| {
            let place = (share * sorted.len().saturating_sub(1) as f64).round() as usize;
            sorted.get(place).map_or(0.0, |seconds| f64::from(*seconds) * 1e3)
        };
        let resident = memory_stats::memory_stats().map_or(0.0, |m| m.physical_mem as f64 / 1e6);
        let figures = Figures {
            first_frame_ms: self.first.map_or(0.0, |d| d.as_secs_f64() * 1e3),
            frames: sorted.len(),
            cpu_ms_p50: at(0.5),
            cpu_ms_p99: at(0.99),
            cpu_ms_max: at(1.0),
            held_frames: self.held.len(),
            held_cpu_ms_max: self.held.iter().fold(0.0, |most, seconds| f64::from(*seconds).max(most)) * 1e3,
            slowest: self.slowest.clone(),
            idle_frames: self.idle_frames,
            resident_mb: resident,
        };
        serde_json::to_string_pretty(&figures).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dragged_is_told_apart_from_opening_a_page() {
        let mut stats = FrameStats::new(Instant::now());
        // The time that a frame tells is that of the one before.
        for (seconds, held) in [(None, false), (Some(0.04), true), (Some(0.005), true), (Some(0.007), false), (Some(0.001), false)] {
            stats.frame(seconds, true, held);
        }
        let told: serde_json::Value = serde_json::from_str(&stats.to_json()).unwrap_or_default();
        let whole = |key: &str| told[key].as_f64().map(f64::round);
        assert_eq!(
            (whole("frames"), whole("cpu_ms_max"), whole("held_frames"), whole("held_cpu_ms_max")),
            (Some(4.0), Some(40.0), Some(2.0), Some(7.0))
        );
        assert_eq!((told["slowest"][0]["frame"].as_u64(), told["slowest"][0]["held"].as_bool()), (Some(0), Some(false)));
    }
}
