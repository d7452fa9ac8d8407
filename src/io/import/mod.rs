//! Opening files of others.

pub mod firms;
