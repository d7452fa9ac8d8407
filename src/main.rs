//! The executable: hands its arguments to the library.

fn main() {}
