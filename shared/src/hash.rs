//! Ids and codes that the same parts always make.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// SHA-256 over the parts, each behind its length, so that "a" and "bc" are not "ab" and "c".
pub(crate) fn digest(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// The first bytes of a digest in hex digits.
pub(crate) fn hex(digest: &[u8], bytes: usize) -> String {
    digest
        .iter()
        .take(bytes)
        .fold(String::with_capacity(2 * bytes), |mut text, byte| {
            // Writing to a String does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
