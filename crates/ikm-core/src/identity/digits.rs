use std::ops::Range;

use super::error::{Identifier, IdentityError};

/// Exactly `N` decimal digits, as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Digits<const N: usize>([u8; N]);

impl<const N: usize> Digits<N> {
    /// Reads `N` digits. Blanks, points and hyphens between them part groups and are dropped; the
    /// apostrophe with which a spreadsheet marks text may stand before them.
    pub(super) fn read(what: Identifier, text: &str) -> Result<Self, IdentityError> {
        let wrong = || IdentityError::shape(what, text);
        let body = trim(text);
        if !body.ends_with(|c: char| c.is_ascii_digit()) {
            return Err(wrong());
        }
        let mut digits = [b'0'; N];
        let mut count = 0;
        for byte in body.bytes() {
            match byte {
                b'0'..=b'9' => {
                    *digits.get_mut(count).ok_or_else(wrong)? = byte;
                    count += 1;
                }
                b' ' | b'.' | b'-' if count > 0 => {}
                _ => return Err(wrong()),
            }
        }
        if count == N { Ok(Self(digits)) } else { Err(wrong()) }
    }

    /// The digits as text.
    pub(super) fn as_str(&self) -> &str {
        // ASCII digits are always UTF-8, so the default never shows.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The digits of `range`, of which there are at most nine, as a number.
    pub(super) fn number(&self, range: Range<usize>) -> u32 {
        let digits = self.0.get(range).unwrap_or_default();
        digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }
}

/// The text without blanks around it and without a spreadsheet's apostrophe before it.
pub(super) fn trim(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('\'').unwrap_or(text).trim_start()
}

/// Whether the last digit is the Luhn check digit of those before it (ISO/IEC 7812-1, annex B).
pub(super) fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.saturating_sub(b'0')))
        .enumerate()
        .map(|(i, digit)| if i % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}
