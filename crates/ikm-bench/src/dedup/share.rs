use std::fmt;

/// A part of a whole, printed as a decimal with four places, rounded down, so that nothing looks
/// better than it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole.
    pub whole: u64,
}

impl Share {
    /// Counts one more of the whole, and of the part if `good`.
    pub fn count(&mut self, good: bool) {
        self.whole += 1;
        self.part += u64::from(good);
    }

    /// The part of 10,000; everything of nothing.
    pub fn of_ten_thousand(self) -> u64 {
        (self.part * 10_000).checked_div(self.whole).unwrap_or(10_000)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.of_ten_thousand();
        f.pad(&format!("{}.{:04}", parts / 10_000, parts % 10_000))
    }
}
