//! Clusterplan: a native workbench for people who steer an industrial plan.
//!
//! The floors, lowest first; a module imports only from floors below its own:
//! `base`, `domain`, `engine`, `view`, `io`, `session`, `ui`, `app` (with `cli` beside it).

pub mod app;
pub mod base;
pub mod cli;
pub mod domain;
pub mod engine;
pub mod io;
pub mod session;
pub mod ui;
pub mod view;
