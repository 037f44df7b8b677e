//! The words of the findings.

use ikm_core::Lang;
use ikm_core::measure::Grams;
use ikm_core::money::Rupiah;

use super::finding::Flaw;

/// How many zones a message names before it only counts.
const NAMED: usize = 5;

impl Flaw {
    pub(super) fn indonesian(&self) -> String {
        let rp = |amount: &Rupiah| amount.display(Lang::Id);
        let g = |weight: &Grams| weight.display(Lang::Id);
        match self {
            Self::Unreadable(problem) => problem.message(Lang::Id),
            Self::NoSource => "sumber (source) tidak disebut".to_owned(),
            Self::Gap { lane, over, up_to } => {
                format!(
                    "{lane}: tidak ada harga untuk berat di atas {} sampai {}",
                    g(over),
                    g(up_to)
                )
            }
            Self::Overlap { lane, over } => {
                format!("{lane}: berat di atas {} ada pada dua jenjang", g(over))
            }
            Self::PriceFalls { lane, over, before, after } => format!(
                "{lane}: harga turun dari {} menjadi {} untuk berat di atas {}",
                rp(before),
                rp(after),
                g(over)
            ),
            Self::ExtraNotLast(lane) => {
                format!("{lane}: extra_step_g hanya boleh pada jenjang terakhir")
            }
            Self::ZoneTwice { pattern, zone, other, other_zone, other_row } => format!(
                "{pattern} masuk zona {zone}, tetapi {other} pada baris {other_row} masuk zona \
                 {other_zone} dengan kekuatan yang sama"
            ),
            Self::RuleTie { first, second } => format!(
                "aturan {first} dan {second} berprioritas sama dan dapat mengenai paket yang sama"
            ),
            Self::FloorAboveNormal(floor) => format!(
                "floor_percent {} membuat tarif khusus lebih mahal dari tarif normal",
                floor.display(Lang::Id)
            ),
            Self::DearerThanSplit { lane, whole, parts: ([a, b], cost) } => format!(
                "{lane}: paket {} seharga {} lebih mahal daripada dibagi menjadi {} dan {} \
                 seharga {}",
                g(&whole.0),
                rp(&whole.1),
                g(a),
                g(b),
                rp(cost)
            ),
            Self::NextCheaper { lane, before, after } => format!(
                "{lane}: harga jenjang ini {} lebih murah dari jenjang sebelumnya {}",
                rp(after),
                rp(before)
            ),
            Self::ExactInside { exact, zone, outer, outer_zone, outer_row } => format!(
                "{exact} di zona {zone} terletak di dalam {outer} (baris {outer_row}) milik zona \
                 {outer_zone}"
            ),
            Self::DeadZoneRow(pattern) => {
                format!("{pattern} tidak pernah dipakai: semua kodenya diatur baris lain")
            }
            Self::Unreachable { lane, span } => {
                format!(
                    "{lane}: tidak ada berat yang jatuh pada jenjang {}",
                    span.display(Lang::Id)
                )
            }
            Self::NoLane { service, zones } => format!(
                "layanan {service} tidak mempunyai harga ke zona {}",
                named(zones, "dan {} lagi")
            ),
            Self::BillsNothing(service) => {
                format!("layanan {service} menagih paket paling ringan sebagai 0 g, tanpa harga")
            }
            Self::UnknownService(service) => {
                format!("layanan {service:?} tidak ada di book.toml")
            }
            Self::UnknownZone(zone) => format!("zona {zone:?} tidak ada di zones.csv"),
            Self::TaxTwice(name) => {
                format!("pajak {name:?} berlaku dua kali pada hari yang sama")
            }
        }
    }

    pub(super) fn english(&self) -> String {
        let rp = |amount: &Rupiah| amount.display(Lang::En);
        let g = |weight: &Grams| weight.display(Lang::En);
        match self {
            Self::Unreadable(problem) => problem.message(Lang::En),
            Self::NoSource => "the source is not named".to_owned(),
            Self::Gap { lane, over, up_to } => {
                format!("{lane}: no price for weights above {} up to {}", g(over), g(up_to))
            }
            Self::Overlap { lane, over } => {
                format!("{lane}: weights above {} are in two bands", g(over))
            }
            Self::PriceFalls { lane, over, before, after } => format!(
                "{lane}: the price falls from {} to {} for weights above {}",
                rp(before),
                rp(after),
                g(over)
            ),
            Self::ExtraNotLast(lane) => {
                format!("{lane}: extra_step_g belongs to the last band only")
            }
            Self::ZoneTwice { pattern, zone, other, other_zone, other_row } => format!(
                "{pattern} is in zone {zone}, but {other} on line {other_row}, of equal strength, \
                 is in zone {other_zone}"
            ),
            Self::RuleTie { first, second } => {
                format!("rules {first} and {second} have one priority and can fit one parcel")
            }
            Self::FloorAboveNormal(floor) => format!(
                "a floor_percent of {} makes the special tariff dearer than the normal one",
                floor.display(Lang::En)
            ),
            Self::DearerThanSplit { lane, whole, parts: ([a, b], cost) } => format!(
                "{lane}: a parcel of {} at {} is dearer than two of {} and {} at {}",
                g(&whole.0),
                rp(&whole.1),
                g(a),
                g(b),
                rp(cost)
            ),
            Self::NextCheaper { lane, before, after } => format!(
                "{lane}: the price of this band, {}, is below that of the band before, {}",
                rp(after),
                rp(before)
            ),
            Self::ExactInside { exact, zone, outer, outer_zone, outer_row } => format!(
                "{exact} in zone {zone} lies inside {outer} (line {outer_row}) of zone {outer_zone}"
            ),
            Self::DeadZoneRow(pattern) => {
                format!("{pattern} is never used: other rows decide all its codes")
            }
            Self::Unreachable { lane, span } => {
                format!("{lane}: no weight falls into the band {}", span.display(Lang::En))
            }
            Self::NoLane { service, zones } => {
                format!("service {service} has no price to zone {}", named(zones, "and {} more"))
            }
            Self::BillsNothing(service) => {
                format!("service {service} bills the lightest parcels as 0 g, without a price")
            }
            Self::UnknownService(service) => {
                format!("the service {service:?} is not in book.toml")
            }
            Self::UnknownZone(zone) => format!("the zone {zone:?} is not in zones.csv"),
            Self::TaxTwice(name) => format!("the tax {name:?} is charged twice on some days"),
        }
    }
}

/// The first few of `zones`, and `more` with how many there are besides.
fn named(zones: &[String], more: &str) -> String {
    let shown = zones.get(..NAMED).unwrap_or(zones);
    let list = shown.join(", ");
    match zones.len() - shown.len() {
        0 => list,
        rest => format!("{list} {}", more.replace("{}", &rest.to_string())),
    }
}
