//! What a visitor reads that no author wrote.
