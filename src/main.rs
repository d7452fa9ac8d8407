//! The executable: hands its arguments to the library.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use clusterplan::app::{self, WindowOptions};
use clusterplan::cli::{self, Outcome, WindowAsked};

fn main() -> ExitCode {
    let begun = Instant::now();
    match cli::run(std::env::args_os()) {
        Outcome::Done(exit) => exit.code().into(),
        Outcome::Window(asked) => window(asked, begun),
    }
}

/// Opens the window and stays there until it is closed. Without a window the reason is told and the exit code says so.
fn window(asked: WindowAsked, begun: Instant) -> ExitCode {
    let WindowAsked { workspace, frame_stats, language } = asked;
    match app::run(&WindowOptions { workspace, frame_stats, language }, begun) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A terminal that is gone cannot be told.
            let _ = writeln!(std::io::stderr(), "{error}");
            cli::Exit::Unreadable.code().into()
        }
    }
}
