//! The pieces that screens are made of.

pub mod button;
pub mod copy;
pub mod el;
pub mod icon;
pub mod notice;
pub mod state;

pub use el::{El, el};
pub use state::State;
