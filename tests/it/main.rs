//! Tests that go through the library as its users do, in one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first thing that fails")]

mod illustrative;
// mod sample;
