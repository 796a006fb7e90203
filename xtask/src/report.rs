//! What xtask tells the person in front of it: progress on standard error, results on standard output.

/// One line of progress.
pub(crate) fn say(line: &str) {
    eprintln!("xtask: {line}");
}

/// Bytes as people read them.
pub(crate) fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}
