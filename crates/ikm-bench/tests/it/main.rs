//! What the measurements must not fall below.

mod dedup;
