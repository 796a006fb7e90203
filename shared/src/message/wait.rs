//! A wait in words, the same for voice and screen.
