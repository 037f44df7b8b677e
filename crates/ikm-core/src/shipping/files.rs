use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The texts of a tariff book's folder, word for word.
///
/// A store that keeps them can give an old quote again: the same texts, the same parcel and the same
/// day make the same quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffFiles {
    /// `book.toml`.
    pub book: String,
    /// `zones.csv`.
    pub zones: String,
    /// `rates.csv`.
    pub rates: String,
    /// `agreement.toml`, where the agency has one.
    pub agreement: Option<String>,
}

impl TariffFiles {
    /// The name of the file with the services, surcharges, insurance and taxes.
    pub const BOOK: &str = "book.toml";
    /// The name of the file with the zones.
    pub const ZONES: &str = "zones.csv";
    /// The name of the file with the prices.
    pub const RATES: &str = "rates.csv";
    /// The name of the optional file with the special tariff.
    pub const AGREEMENT: &str = "agreement.toml";

    /// The SHA-256 of the files: of each file that is there its name and its text, both preceded by
    /// their length in bytes as eight bytes, highest first.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let files = [
            (Self::BOOK, Some(&self.book)),
            (Self::ZONES, Some(&self.zones)),
            (Self::RATES, Some(&self.rates)),
            (Self::AGREEMENT, self.agreement.as_ref()),
        ];
        for (name, text) in files.into_iter().filter_map(|(name, text)| Some((name, text?))) {
            for part in [name, text] {
                // No text is longer than a u64 can say.
                hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                hash.update(part);
            }
        }
        hash.finalize().into()
    }
}
