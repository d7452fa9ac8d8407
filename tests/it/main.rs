//! The one integration test binary: window tests by accessible label and image snapshots, without GPU or display, and
//! tests that go through the library as its users do.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails by panicking")]

mod architecture;
mod audit;
mod audit_parts;
mod brief;
mod brief_tables;
mod briefing_page;
mod chart;
mod cli;
mod engine;
mod export_safety;
mod fiscal;
mod grid;
mod illustrative;
mod import_meaning;
mod judged;
mod odd_plans;
mod odd_scenarios;
mod painter;
mod readme;
mod records;
mod registers;
mod sample;
mod sample_scenarios;
mod scenario_charts;
mod scenario_page;
mod session;
mod source;
mod watched;
mod why;
mod widgets;
mod window;
