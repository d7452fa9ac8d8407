//! A day of the calendar. The clock stays outside: whoever knows the day hands it in.

pub use jiff::civil::Date;
