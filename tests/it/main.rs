//! The one integration test binary: window tests by accessible label and image snapshots, without GPU or display.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails by panicking")]

mod engine;
mod grid;
mod painter;
mod widgets;
