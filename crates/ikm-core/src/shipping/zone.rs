use std::fmt;
use std::str::FromStr;

use crate::lang::{Explain, Lang};
use crate::region::PostalCode;

/// Which postal codes a row of zones.csv speaks of: one (`25651`), those with a prefix (`256*`), or
/// a range with both ends (`25600-25699`).
///
/// Patterns are ordered by who wins where several hold a code, the winner first: the exact code,
/// then the longest prefix, then the narrowest range.
///
/// ```
/// use ikm_core::shipping::ZonePattern;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let (exact, prefix, range): (ZonePattern, ZonePattern, ZonePattern) =
///     ("25651".parse()?, "256*".parse()?, "25650-25659".parse()?);
/// assert!(exact.rank() < prefix.rank() && prefix.rank() < range.rank());
/// assert!(prefix.covers("25651".parse()?));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ZonePattern {
    kind: Kind,
    first: u32,
    last: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Exact,
    Prefix,
    Range,
}

/// A text that names no postal codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither a postal code, nor a prefix, nor a range from the lower to the higher")]
pub struct BadZonePattern(String);

impl Explain for BadZonePattern {
    fn code(&self) -> &'static str {
        "IKM-ZONE-PATTERN"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan kode pos, awalan, atau rentang dari yang kecil ke yang besar", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "tulis 25651, 256*, atau 25600-25699",
            "write it like 25651, 256*, or 25600-25699",
        )
        .to_owned()
    }
}

impl ZonePattern {
    /// The lowest and the highest code that the pattern holds, both included.
    pub const fn bounds(self) -> (u32, u32) {
        (self.first, self.last)
    }

    /// Who wins where patterns meet: the lowest rank.
    pub fn rank(self) -> impl Ord {
        (self.kind, self.last - self.first)
    }

    /// Whether the pattern is a single code written out.
    pub fn is_exact(self) -> bool {
        self.kind == Kind::Exact
    }

    /// Whether the pattern is a range with both ends.
    pub fn is_range(self) -> bool {
        self.kind == Kind::Range
    }

    /// Whether `code` is one of the codes that the pattern speaks of.
    pub fn covers(self, code: PostalCode) -> bool {
        (self.first..=self.last).contains(&code.number())
    }

    fn prefix(digits: &str) -> Option<Self> {
        let width: u32 = match digits.len() {
            1 => 10_000,
            2 => 1_000,
            3 => 100,
            4 => 10,
            _ => return None,
        };
        if digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let first = digits.parse::<u32>().ok()?.checked_mul(width)?;
        Some(Self { kind: Kind::Prefix, first, last: first + width - 1 })
    }
}

impl FromStr for ZonePattern {
    type Err = BadZonePattern;

    fn from_str(text: &str) -> Result<Self, BadZonePattern> {
        let code = |text: &str| text.parse().ok().map(PostalCode::number);
        let pattern = if text == "*" {
            // A prefix of no digits at all: every code there is.
            Some(Self { kind: Kind::Prefix, first: 0, last: 99_999 })
        } else if let Some(digits) = text.strip_suffix('*') {
            Self::prefix(digits)
        } else if let Some((first, last)) = text.split_once('-') {
            code(first)
                .zip(code(last))
                .filter(|(first, last)| first <= last)
                .map(|(first, last)| Self { kind: Kind::Range, first, last })
        } else {
            code(text).map(|code| Self { kind: Kind::Exact, first: code, last: code })
        };
        pattern.ok_or_else(|| BadZonePattern(text.to_owned()))
    }
}

impl fmt::Display for ZonePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Exact => write!(f, "{}", self.first),
            Kind::Range => write!(f, "{}-{}", self.first, self.last),
            Kind::Prefix if self.first == 0 => f.write_str("*"),
            Kind::Prefix => write!(f, "{}*", self.first / (self.last - self.first + 1)),
        }
    }
}

/// A row of zones.csv: which zone some postal codes belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneRow {
    /// The codes.
    pub pattern: ZonePattern,
    /// The zone as rates.csv names it.
    pub zone: String,
    /// The line of zones.csv, from 1.
    pub line: u32,
}
