//! Fuzzes [`fuzz::studio`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::studio(bytes));
