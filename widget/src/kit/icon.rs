//! Icons: strokes on a grid of 20, in the colour of the text around them. They say nothing that words do not say too.

use super::el::{El, svg};

/// An icon's strokes.
pub type Strokes = &'static str;

/// `‹`
pub const BACK: Strokes = "M12 4.5 6.5 10l5.5 5.5";
/// `›`
pub const ONWARD: Strokes = "m8 5 5 5-5 5";
/// `×`
pub const CLOSE: Strokes = "m5 5 10 10M15 5 5 15";
/// A magnifying glass.
pub const SEARCH: Strokes = "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12Zm4.3-1.7L17 17";
/// A telephone.
pub const PHONE: Strokes = "M6.2 3H4.6C3.7 3 3 3.7 3 4.6 3 11.4 8.6 17 15.4 17c.9 0 1.6-.7 1.6-1.6v-1.9c0-.6-.4-1.1-1-1.3l-2.2-.7c-.5-.1-1 0-1.3.4l-.6.8a11 11 0 0 1-4.6-4.6l.8-.6c.4-.3.5-.8.4-1.3L7.8 4c-.2-.6-.9-1-1.6-1Z";
/// A telephone and an arrow that comes back.
pub const CALLBACK: Strokes = "M16.5 3.5 12 8m0 0h3.6M12 8V4.4M5.7 4H4.4C3.6 4 3 4.6 3 5.4 3 11.8 8.2 17 14.6 17c.8 0 1.4-.6 1.4-1.4v-1.5c0-.6-.4-1-.9-1.2l-1.9-.6c-.4-.1-.9 0-1.2.3l-.5.8a9.5 9.5 0 0 1-4-4l.8-.5c.3-.3.4-.8.3-1.2l-.6-1.9C7.3 4.4 6.6 4 5.7 4Z";
/// Two sheets.
pub const COPY: Strokes = "M8 7h7.5A1.5 1.5 0 0 1 17 8.5V16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 16V8.5A1.5 1.5 0 0 1 8 7Zm-4-1V4.5A1.5 1.5 0 0 1 5.5 3H12";
/// A tick.
pub const TICK: Strokes = "m4.5 10.5 3.7 3.7 7.3-8.2";
/// A page with an arrow out of it.
pub const LINK: Strokes =
    "M11.5 3.5h5v5M16 4l-6.5 6.5M14.5 11.5v3a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2h3";
/// A megaphone.
pub const NEWS: Strokes =
    "M4 8v4h2.5l6.5 3.5v-11L6.5 8H4Zm2.5 4 1 4.5h2l-.8-3.3M16 8.2a2.5 2.5 0 0 1 0 3.6";
/// A circle with an exclamation mark.
pub const WARNING: Strokes = "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-10.5v4m0 2.9v.1";
/// A clock.
pub const CLOCK: Strokes = "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-11v4l2.7 1.7";
/// A speech bubble.
pub const SPEECH: Strokes = "M4.5 3.5h11A1.5 1.5 0 0 1 17 5v7a1.5 1.5 0 0 1-1.5 1.5H10L6 17v-3.5H4.5A1.5 1.5 0 0 1 3 12V5a1.5 1.5 0 0 1 1.5-1.5Z";

/// Draws an icon.
#[must_use]
pub fn icon(strokes: Strokes) -> El {
    svg("svg")
        .attr("class", "icon")
        .attr("viewBox", "0 0 20 20")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", strokes))
}
