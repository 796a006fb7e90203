//! Panics on demand, for the tests of what callers and visitors get then. Not compiled into what ships.

/// Panics where the URL asks for it.
#[allow(clippy::panic, reason = "this is what it is for")]
pub(crate) fn panic_if_asked(url: &str) {
    if url.contains("drill=panic") {
        panic!("drill");
    }
}
