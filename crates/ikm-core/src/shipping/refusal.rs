use chrono::NaiveDate;

use crate::lang::{Explain, Lang};
use crate::measure::Grams;
use crate::money::MoneyError;
use crate::region::PostalCode;

/// Why there is no price for a parcel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoQuote {
    /// The tariff book is not in force on the day.
    #[error("the tariff book is not in force on {on}")]
    NotInForce {
        /// The day.
        on: NaiveDate,
    },
    /// The parcel weighs nothing.
    #[error("a parcel cannot weigh 0 g")]
    ZeroWeight,
    /// No row of the zones holds the postal code.
    #[error("no zone holds postal code {0}")]
    NoZone(PostalCode),
    /// The book has no such service.
    #[error("the tariff book has no service {0:?}")]
    NoService(String),
    /// The service does not go to the zone.
    #[error("service {service:?} has no price to zone {zone:?}")]
    NoLane {
        /// The service.
        service: String,
        /// The zone.
        zone: String,
    },
    /// The service goes to the zone, but no band of its prices holds the billed weight, which is
    /// lighter than the heaviest band.
    #[error("no band of service {service:?} to zone {zone:?} holds {} g", billed.get())]
    NoBand {
        /// The service.
        service: String,
        /// The zone.
        zone: String,
        /// The billed weight.
        billed: Grams,
    },
    /// The parcel, by its actual or its volumetric weight, is heavier than the service takes.
    #[error("{weight_g} g is more than the {max_g} g that service {service:?} takes")]
    OverWeight {
        /// The service.
        service: String,
        /// The weight in grams; a volumetric weight can pass what [`Grams`] holds.
        weight_g: u64,
        /// The greatest weight in grams.
        max_g: u32,
    },
    /// A side or the girth of the parcel is longer than the service takes.
    #[error("{measure_mm} mm is more than the {max_mm} mm that service {service:?} takes as {}", kind.en())]
    OverSize {
        /// The service.
        service: String,
        /// What is too long.
        kind: SizeLimit,
        /// How long it is, in millimetres.
        measure_mm: u32,
        /// How long it may be, in millimetres.
        max_mm: u32,
    },
    /// The price is larger than an amount can be.
    #[error("the price is out of range")]
    Overflow,
}

/// What the size of a parcel is limited by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeLimit {
    /// The longest side.
    LongestSide,
    /// The girth: the longest side and twice the two others.
    Girth,
}

impl SizeLimit {
    const fn en(self) -> &'static str {
        match self {
            Self::LongestSide => "the longest side",
            Self::Girth => "the longest side and twice the two others",
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::LongestSide => "sisi terpanjang",
            Self::Girth => "sisi terpanjang ditambah dua kali kedua sisi lain",
        }
    }
}

impl From<MoneyError> for NoQuote {
    /// The figures of a book and a parcel are whole and never negative, so that the only thing that
    /// can go wrong with their money is its size.
    fn from(_too_large: MoneyError) -> Self {
        Self::Overflow
    }
}

impl Explain for NoQuote {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInForce { .. } => "IKM-TARIFF-NOT-IN-FORCE",
            Self::ZeroWeight => "IKM-TARIFF-ZERO-WEIGHT",
            Self::NoZone(_) => "IKM-TARIFF-NO-ZONE",
            Self::NoService(_) => "IKM-TARIFF-NO-SERVICE",
            Self::NoLane { .. } => "IKM-TARIFF-NO-LANE",
            Self::NoBand { .. } => "IKM-TARIFF-NO-BAND",
            Self::OverWeight { .. } => "IKM-TARIFF-OVER-WEIGHT",
            Self::OverSize { .. } => "IKM-TARIFF-OVER-SIZE",
            Self::Overflow => "IKM-TARIFF-OVERFLOW",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::NotInForce { on } => format!("buku tarif tidak berlaku pada {on}"),
            Self::ZeroWeight => "berat paket tidak boleh 0 g".to_owned(),
            Self::NoZone(code) => format!("kode pos {code} tidak termasuk zona mana pun"),
            Self::NoService(service) => {
                format!("buku tarif tidak mempunyai layanan {service:?}")
            }
            Self::NoLane { service, zone } => {
                format!("layanan {service:?} tidak mempunyai tarif ke zona {zone:?}")
            }
            Self::NoBand { service, zone, billed } => format!(
                "tidak ada jenjang layanan {service:?} ke zona {zone:?} untuk {} g",
                billed.get()
            ),
            Self::OverWeight { service, weight_g, max_g } => {
                format!("{weight_g} g melebihi batas {max_g} g untuk layanan {service:?}")
            }
            Self::OverSize { service, kind, measure_mm, max_mm } => format!(
                "{measure_mm} mm melebihi batas {max_mm} mm untuk layanan {service:?} ({})",
                kind.id()
            ),
            Self::Overflow => "harga di luar jangkauan".to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        let (id, en) = match self {
            Self::NotInForce { .. } => (
                "pakai buku tarif yang berlaku pada hari itu, atau tanggal lain",
                "use the book that is in force on that day, or another date",
            ),
            Self::ZeroWeight => ("timbang paketnya", "weigh the parcel"),
            Self::NoZone(_) => (
                "periksa kode pos, atau tambahkan ke zones.csv",
                "check the postal code, or add it to zones.csv",
            ),
            Self::NoService(_) => {
                ("pakai kode layanan seperti di book.toml", "use a service code of book.toml")
            }
            Self::NoLane { .. } => (
                "pilih layanan lain, atau lengkapi rates.csv",
                "choose another service, or complete rates.csv",
            ),
            Self::NoBand { .. } => {
                ("lengkapi jenjang berat di rates.csv", "complete the bands in rates.csv")
            }
            Self::OverWeight { .. } | Self::OverSize { .. } => (
                "bagi menjadi beberapa paket, atau pilih layanan kargo",
                "divide it into several parcels, or choose a cargo service",
            ),
            Self::Overflow => (
                "periksa angka di buku tarif; mungkin satuannya keliru",
                "check the figures of the tariff book; a unit may be wrong",
            ),
        };
        lang.pick(id, en).to_owned()
    }
}
