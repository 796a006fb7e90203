//! The pieces that screens are made of.

pub mod button;
pub mod copy;
pub mod el;
pub mod icon;
pub mod notice;

pub use el::{El, el};
