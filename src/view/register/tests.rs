//! Tests of the registers.
