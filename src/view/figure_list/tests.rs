//! Tests of pasted lists.
