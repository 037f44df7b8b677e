use crate::lang::{Explain, Lang};

/// Why a text is not a QRIS.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QrisError {
    /// The text does not end in a checksum: it was cut off, or is something else.
    #[error("the QRIS text does not end in its checksum: {0:?}")]
    NoChecksum(String),
    /// The checksum does not fit the text.
    #[error("the QRIS text was changed or damaged: its checksum is {found:?}, not {expected}")]
    Checksum {
        /// The checksum of the text as it stands.
        expected: String,
        /// The checksum that it carries.
        found: String,
    },
    /// At some place there is no whole field.
    #[error("the QRIS text has no whole field at character {at}: {rest:?}")]
    Field {
        /// The place, counted in bytes from 1 within the text or the template that holds the field.
        at: usize,
        /// What stands there.
        rest: String,
    },
    /// A field stands twice.
    #[error("field {0:02} of the QRIS text is there twice")]
    Twice(u8),
    /// A field is missing.
    #[error("field {0:02} of the QRIS text is missing")]
    Missing(u8),
    /// A field holds what a QRIS cannot hold there.
    #[error("field {tag:02} of the QRIS text cannot be {value:?}")]
    Value {
        /// The tag of the field.
        tag: u8,
        /// What it holds.
        value: String,
    },
}

impl Explain for QrisError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoChecksum(_) => "IKM-QRIS-CUT",
            Self::Checksum { .. } => "IKM-QRIS-CHECKSUM",
            Self::Field { .. } => "IKM-QRIS-FIELD",
            Self::Twice(_) => "IKM-QRIS-TWICE",
            Self::Missing(_) => "IKM-QRIS-MISSING",
            Self::Value { .. } => "IKM-QRIS-VALUE",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::NoChecksum(text) => {
                format!("teks QRIS tidak berakhir dengan angka pemeriksa: {text:?}")
            }
            Self::Checksum { expected, found } => format!(
                "teks QRIS berubah atau rusak: angka pemeriksanya {found:?}, seharusnya {expected}"
            ),
            Self::Field { at, rest } => {
                format!("teks QRIS tidak terbaca pada huruf ke-{at}: {rest:?}")
            }
            Self::Twice(tag) => format!("bagian {tag:02} teks QRIS ada dua kali"),
            Self::Missing(tag) => format!("bagian {tag:02} teks QRIS tidak ada"),
            Self::Value { tag, value } => {
                format!("bagian {tag:02} teks QRIS tidak boleh berisi {value:?}")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NoChecksum(_) | Self::Checksum { .. } | Self::Field { .. } => lang.pick(
                "pindai lagi kodenya dan salin teksnya utuh",
                "scan the code again and copy the whole text",
            ),
            Self::Twice(_) | Self::Missing(_) | Self::Value { .. } => lang.pick(
                "minta kode yang benar dari penerbit QRIS",
                "ask the issuer of the QRIS for a correct code",
            ),
        }
        .to_owned()
    }
}
