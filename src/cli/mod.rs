//! The commands that work without a display: check, evaluate, export.
