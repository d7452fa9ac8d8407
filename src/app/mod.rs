//! Floor 7: the window: polls jobs, draws, carries commands out after the frame is drawn.
//!
//! [`Workbench`] is the whole window without the system's part, so that tests drive it; [`run`] puts it on the screen.

mod background;
mod briefings;
mod carry_out;
mod exports;
mod files;
mod frame_stats;
mod house;
mod import_notes;
mod imports;
mod judging;
mod scenarios;
mod start;
mod tasks;
mod window;
mod workbench;

pub use start::Start;
pub use window::{AppError, WindowOptions, run};
pub use workbench::Workbench;
