//! Ringback on the command line.
fn main() {}
