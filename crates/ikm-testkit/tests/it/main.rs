//! Tests of the test kit itself, one file a subject.

#![expect(clippy::expect_used, reason = "a test says what it expects by unwrapping it")]

mod district;
mod gallery;
mod ids;
mod labelled;
mod nation;
mod sheet;
mod shipping;
#[cfg(feature = "proptest")]
mod strategies;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The SHA-256 of the parts one after another, in hexadecimal.
fn digest_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes everything");
        hex
    })
}
