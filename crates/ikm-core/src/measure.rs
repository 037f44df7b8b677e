//! Weights and sizes in whole grams and millimetres.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// A weight in whole grams.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Grams(u32);

impl Grams {
    /// A weight of `grams` grams.
    pub const fn new(grams: u32) -> Self {
        Self(grams)
    }

    /// The weight as a plain number of grams.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The weight as `lang` writes it: `1.300 g`.
    pub fn display(self, lang: Lang) -> String {
        format!("{} g", lang.number(i64::from(self.0)))
    }
}

impl fmt::Display for Grams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.display(Lang::Id))
    }
}

/// The three outer sizes of a parcel in millimetres, in any order; none is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "[u32; 3]", into = "[u32; 3]")]
pub struct Dimensions([u32; 3]);

/// A parcel was said to have a side of zero, or a volume beyond counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a side of a parcel is at least 1 mm and at most 10000 mm")]
pub struct BadDimensions;

impl crate::lang::Explain for BadDimensions {
    fn code(&self) -> &'static str {
        "IKM-SIZE-RANGE"
    }
    fn indonesian(&self) -> String {
        "sisi paket paling kecil 1 mm dan paling besar 10000 mm".to_owned()
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "ukur ketiga sisi dalam milimeter, misalnya 300x200x100",
            "measure all three sides in millimetres, such as 300x200x100",
        )
        .to_owned()
    }
}

impl Dimensions {
    /// The longest side that a parcel can be said to have: ten metres.
    pub const MAX_SIDE_MM: u32 = 10_000;

    /// Three sides in millimetres.
    ///
    /// # Errors
    ///
    /// [`BadDimensions`] when a side is zero or longer than [`Dimensions::MAX_SIDE_MM`].
    pub fn try_new(sides_mm: [u32; 3]) -> Result<Self, BadDimensions> {
        if sides_mm.iter().all(|side| (1..=Self::MAX_SIDE_MM).contains(side)) {
            Ok(Self(sides_mm))
        } else {
            Err(BadDimensions)
        }
    }

    /// The sides in millimetres, as they were given.
    pub const fn sides_mm(self) -> [u32; 3] {
        self.0
    }

    /// The longest side in millimetres.
    pub fn longest_mm(self) -> u32 {
        self.0.into_iter().max().unwrap_or_default()
    }

    /// The longest side and twice the two others, in millimetres, as carriers limit it.
    pub fn girth_mm(self) -> u32 {
        let sum: u32 = self.0.iter().sum();
        2 * sum - self.longest_mm()
    }

    /// The volume in cubic millimetres.
    pub fn volume_mm3(self) -> u64 {
        self.0.iter().map(|side| u64::from(*side)).product()
    }
}

impl TryFrom<[u32; 3]> for Dimensions {
    type Error = BadDimensions;

    fn try_from(sides_mm: [u32; 3]) -> Result<Self, BadDimensions> {
        Self::try_new(sides_mm)
    }
}

impl From<Dimensions> for [u32; 3] {
    fn from(dimensions: Dimensions) -> Self {
        dimensions.0
    }
}
