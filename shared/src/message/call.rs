//! What a caller hears that no author wrote.
