//! A site as one page: its menu drawn, its problems, every step in words, and the phone itself.
//!
//! `ringback report` writes the page with what it can show by itself. The same crate as WebAssembly is in the page: it
//! checks and draws anew what is edited there, and answers the phone. So page and command line cannot disagree.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests may fail loudly"
    )
)]

pub mod call;
pub mod html;
mod lang;
pub mod layout;
pub mod page;
mod study;
pub mod view;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use lang::Lang;
pub use study::{Study, today};
