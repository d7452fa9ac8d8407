//! Figures about frames, for whoever measures the window: written as JSON when it closes.

use std::time::{Duration, Instant};

use serde::Serialize;

/// Counts and times frames.
pub struct FrameStats {
    begun: Instant,
    first: Option<Duration>,
    cpu: Vec<f32>,
    idle_frames: u64,
    last_input: Instant,
}

/// A frame drawn longer than this after the last input was drawn for nothing.
const IDLE_AFTER: Duration = Duration::from_millis(1500);

#[derive(Serialize)]
struct Figures {
    first_frame_ms: f64,
    frames: usize,
    cpu_ms_p50: f64,
    cpu_ms_p99: f64,
    cpu_ms_max: f64,
    idle_frames: u64,
    resident_mb: f64,
}

impl FrameStats {
    /// Begins to count; `begun` is when the program started.
    pub fn new(begun: Instant) -> Self {
        Self { begun, first: None, cpu: Vec::new(), idle_frames: 0, last_input: Instant::now() }
    }

    /// Takes note of a frame that was just drawn: seconds of CPU of the one before, and whether there was a cause for it.
    pub fn frame(&mut self, cpu_seconds: Option<f32>, caused: bool) {
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
        self.cpu.extend(cpu_seconds);
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
            idle_frames: self.idle_frames,
            resident_mb: resident,
        };
        serde_json::to_string_pretty(&figures).unwrap_or_default()
    }
}
