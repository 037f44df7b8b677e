use std::str::FromStr;

/// Reads a value that this crate put together.
#[expect(
    clippy::expect_used,
    reason = "the words are part of the program, and tests walk through every one of them"
)]
pub(crate) fn well_formed<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("the generator puts well-formed values together")
}
