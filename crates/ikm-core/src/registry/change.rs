use std::fmt::Display;

use super::{Profile, Workers};
use crate::lang::Lang;

/// Declares the parts of a profile: each with its code, its names and where it stands.
macro_rules! parts {
    ($($name:ident $code:literal ($id:literal, $en:literal) $($path:ident).+, $shown:expr;)+) => {
        /// A part of a [`Profile`] that can change by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Part {
            $(#[doc = concat!("The part `", $code, "`: ", $en, ".")] $name,)+
        }

        impl Part {
            /// Every part, in the order of the profile.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable name, as JSON and CSV carry it.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The name of the part in `lang`.
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($id, $en),)+ }
            }

            /// What a profile says of this part, as a listing may show it: the numbers of persons
            /// are masked. `None` where it is left open.
            pub fn shown(self, profile: &Profile) -> Option<String> {
                match self { $(Self::$name => $shown(&profile.$($path).+),)+ }
            }
        }

        impl Profile {
            /// The parts in which two profiles differ.
            ///
            /// ```
            /// use ikm_core::registry::{Part, Profile};
            /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
            /// let before = Profile::named("Rendang Uni Mar", "13.01".parse()?);
            /// let mut after = before.clone();
            /// after.owner = Some("Mariani".to_owned());
            /// assert_eq!(before.differences(&after), [Part::Owner]);
            /// # Ok(())
            /// # }
            /// ```
            pub fn differences(&self, other: &Self) -> Vec<Part> {
                let mut parts = Vec::new();
                $(if self.$($path).+ != other.$($path).+ {
                    parts.push(Part::$name);
                })+
                parts
            }

            /// This profile without the change from `before` to `after`: each part that still is
            /// as the change left it goes back; what has changed since stays.
            ///
            /// ```
            /// use ikm_core::registry::Profile;
            /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
            /// let before = Profile::named("Rendang Uni Mar", "13.01".parse()?);
            /// let mut after = before.clone();
            /// after.owner = Some("Mariani".to_owned());
            /// let mut now = after.clone();
            /// now.product = Some("Rendang".to_owned());
            /// let now = now.without_change(&before, &after);
            /// assert_eq!(now.owner, None);
            /// assert_eq!(now.product.as_deref(), Some("Rendang"));
            /// # Ok(())
            /// # }
            /// ```
            #[must_use]
            pub fn without_change(&self, before: &Self, after: &Self) -> Self {
                let mut back = self.clone();
                $(if back.$($path).+ == after.$($path).+ {
                    back.$($path).+.clone_from(&before.$($path).+);
                })+
                back
            }
        }
    };
}

parts! {
    Name "name" ("nama", "name") name, plain;
    Owner "owner" ("pemilik", "owner") owner, stated;
    Gender "gender" ("jenis kelamin", "gender") gender, stated;
    Nik "nik" ("NIK", "NIK") nik, stated;
    Npwp "npwp" ("NPWP", "NPWP") npwp, masked;
    Nib "nib" ("NIB", "NIB") nib, stated;
    Phone "phone" ("telepon", "telephone") phone, masked;
    Email "email" ("surel", "e-mail") email, masked;
    Regency "regency" ("kabupaten", "regency") place.regency, plain;
    Kecamatan "kecamatan" ("kecamatan", "kecamatan") place.kecamatan, stated;
    Nagari "nagari" ("nagari", "nagari") place.nagari, stated;
    Address "address" ("alamat", "address") place.address, stated;
    PostalCode "postal_code" ("kode pos", "postal code") place.postal_code, stated;
    Latitude "latitude" ("lintang", "latitude") place.latitude, stated;
    Longitude "longitude" ("bujur", "longitude") place.longitude, stated;
    Kbli "kbli" ("KBLI", "KBLI") kbli, stated;
    Classification "classification" ("golongan", "class") classification, stated;
    Commodity "commodity" ("komoditi", "commodity") commodity, stated;
    Product "product" ("produk", "product") product, stated;
    LegalForm "legal_form" ("badan usaha", "legal form") legal_form, stated;
    FoundedYear "founded_year" ("tahun berdiri", "year of founding") founded_year, stated;
    DataYear "data_year" ("tahun data", "year of the data") figures.year, stated;
    Workers "workers" ("tenaga kerja", "workers") figures.workers, workers;
    Investment "investment" ("investasi", "investment") figures.investment, stated;
    ProductionValue "production_value" ("nilai produksi", "production value")
        figures.production_value, stated;
    RawMaterialValue "raw_material_value" ("bahan baku", "raw material")
        figures.raw_material_value, stated;
    Sales "sales" ("omzet", "sales") figures.sales, stated;
    Capacity "capacity" ("kapasitas", "capacity") figures.capacity, stated;
    CapacityUnit "capacity_unit" ("satuan kapasitas", "unit of capacity")
        figures.capacity_unit, stated;
    Pirt "pirt" ("P-IRT", "P-IRT") pirt, stated;
    PirtUntil "pirt_until" ("akhir P-IRT", "end of P-IRT") pirt_until, stated;
    Halal "halal" ("sertifikat halal", "halal certificate") halal, stated;
    HalalUntil "halal_until" ("akhir sertifikat halal", "end of halal certificate")
        halal_until, stated;
    Bpom "bpom" ("nomor BPOM", "BPOM number") bpom, stated;
    BpomUntil "bpom_until" ("akhir nomor BPOM", "end of BPOM number") bpom_until, stated;
    Nmid "nmid" ("NMID QRIS", "QRIS NMID") nmid, stated;
    Notes "notes" ("catatan", "notes") notes, stated;
}

impl Part {
    /// Whether the part is one of the figures, which a list states anew every year.
    pub const fn is_figure(self) -> bool {
        matches!(
            self,
            Self::DataYear
                | Self::Workers
                | Self::Investment
                | Self::ProductionValue
                | Self::RawMaterialValue
                | Self::Sales
                | Self::Capacity
                | Self::CapacityUnit
        )
    }
}

fn plain(value: &impl Display) -> Option<String> {
    stated([value])
}

fn stated<'a, T: Display + 'a>(value: impl IntoIterator<Item = &'a T>) -> Option<String> {
    value.into_iter().next().map(ToString::to_string)
}

/// The last three characters, enough to recognise what one knows.
fn masked<'a, T: Display + 'a>(value: impl IntoIterator<Item = &'a T>) -> Option<String> {
    let text = stated(value)?;
    let shown = text.chars().count().saturating_sub(3);
    Some(text.chars().enumerate().map(|(at, c)| if at < shown { '*' } else { c }).collect())
}

/// Men, women and everyone, as far as they are stated.
fn workers(workers: &Workers) -> Option<String> {
    let count = workers.count()?;
    let part =
        |letter: char, number: Option<u32>| number.map(|number| format!("{letter} {number}"));
    let parts: Vec<String> =
        [part('L', workers.male), part('P', workers.female)].into_iter().flatten().collect();
    Some(if parts.is_empty() {
        count.to_string()
    } else {
        format!("{count} ({})", parts.join(", "))
    })
}
