//! Ringback's core: what a caller hears, what a visitor sees, what is promised and what is kept.
//!
//! Everything here is pure. Time, randomness, storage and the network belong to the callers of this crate
//! (`edge-ivr`, `cli`, `widget`), so that one `step`, one wait estimate and one survey serve phone and web alike.
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

pub mod api;
pub mod bundle;
pub mod callback;
pub mod deflection;
pub mod dialect;
pub mod feedback;
mod hash;
pub mod hours;
pub mod ivr;
mod json;
pub mod layout;
pub mod locale;
pub mod menu;
pub mod message;
pub mod phone;
pub mod problem;
pub mod publication;
pub mod queue;
#[cfg(feature = "schema")]
pub mod schema;
pub mod seal;
pub mod site;
pub mod survey;
pub mod translation;
pub mod turn;
pub mod upgrade;
