//! What is printed, for a reader who may leave at any time, as `ringback … | head` does.

use std::{
    fmt::Arguments,
    io::{self, Write},
    process,
};

/// Prints; where nobody reads any more, the program ends without a word.
pub(crate) fn print(what: Arguments<'_>) {
    let mut out = io::stdout().lock();
    let printed = out.write_fmt(what).and_then(|()| out.flush());
    if printed.is_err() {
        process::exit(0);
    }
}

/// As [`std::print`], for readers who may leave.
macro_rules! out {
    ($($what:tt)*) => { $crate::output::print(format_args!($($what)*)) };
}

/// As [`std::println`], for readers who may leave.
macro_rules! outln {
    () => { $crate::output::print(format_args!("\n")) };
    ($($what:tt)*) => { $crate::output::print(format_args!("{}\n", format_args!($($what)*))) };
}
