//! Builds, runs and tests Ringback.
fn main() {}
