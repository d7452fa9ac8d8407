//! Floor 5: the open document: its one gate for changes, history, journal, memo of computed results, background jobs.
//!
//! Nothing here draws; the window and the tests drive it alike.
