//! The one way into the log: what happened, to which site and route. Never a body, a number, a token or a header.

/// Something that somebody should look at.
pub(crate) fn warn(site: &str, what: &str) {
    worker::console_warn!("site={site} {what}");
}
