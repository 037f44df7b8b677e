//! The invented tariff book.

use ikm_core::shipping::TariffFiles;

/// A service of the invented carrier.
pub(super) struct Service {
    pub(super) code: &'static str,
    /// Grams up to which the first band goes.
    first_g: u32,
    /// The first band's price, and what a kilogram more costs, as hundredths of the zone's.
    base: u32,
    more: u32,
}

pub(super) const PARCEL: Service = Service { code: "PKH", first_g: 1_000, base: 100, more: 40 };
pub(super) const BULK: Service = Service { code: "PKJ", first_g: 10_000, base: 360, more: 28 };

/// A zone: the postal codes in it, what the first kilogram costs, and towns to send to.
pub(super) struct Zone {
    name: &'static str,
    patterns: &'static [&'static str],
    first_kilogram: u32,
    pub(super) towns: &'static [&'static str],
}

pub(super) const ZONES: [Zone; 9] = [
    Zone {
        name: "pessel",
        patterns: &["256*"],
        first_kilogram: 9_000,
        towns: &["25651", "25652", "25663", "25672", "25674"],
    },
    Zone {
        name: "sumbar",
        patterns: &["25*", "26*", "27*"],
        first_kilogram: 12_000,
        towns: &["25112", "25511", "26111", "26213", "27122", "27211"],
    },
    Zone {
        name: "sumatera",
        patterns: &["2*", "3*"],
        first_kilogram: 20_000,
        towns: &["20111", "23111", "28111", "29411", "30111", "35111", "36111", "38111"],
    },
    Zone {
        name: "jabodetabek",
        patterns: &["10000-17999"],
        first_kilogram: 24_000,
        towns: &["10110", "12190", "13220", "15111", "16111", "17111"],
    },
    Zone {
        name: "jawa",
        patterns: &["4*", "5*", "6*"],
        first_kilogram: 28_000,
        towns: &["40111", "45111", "50111", "55111", "57111", "60119", "65111"],
    },
    Zone {
        name: "bali-nusa",
        patterns: &["8*"],
        first_kilogram: 38_000,
        towns: &["80111", "83111", "85111"],
    },
    Zone {
        name: "kalimantan",
        patterns: &["7*"],
        first_kilogram: 42_000,
        towns: &["70111", "75111", "76111", "78111"],
    },
    Zone {
        name: "sulawesi",
        patterns: &["9*"],
        first_kilogram: 46_000,
        towns: &["90111", "93111", "94111", "95111"],
    },
    Zone {
        name: "timur",
        patterns: &["97*", "98*", "99*"],
        first_kilogram: 72_000,
        towns: &["97111", "97711", "98411", "99111"],
    },
];

/// An invented tariff book of *Pos (contoh)*, in force during 2022, with the special tariff of the
/// association: ten percent less for every member and fifteen for food.
///
/// Two services from Painan (25651) to nine zones; prices rise with every kilogram and never by more
/// than the first kilogram costs, so that no parcel is dearer than its split. The tax on parcels
/// begins on 1 April 2022 (PMK 71/2022: 1.1 %).
///
/// ```
/// let files = ikm_testkit::shipping::tariff_book();
/// assert!(files.rates.starts_with("service,zone,over_g,up_to_g,price,extra_step_g,extra_price\n"));
/// assert!(files.agreement.is_some());
/// ```
pub fn tariff_book() -> TariffFiles {
    let zones = ZONES
        .iter()
        .flat_map(|zone| zone.patterns.iter().map(|pattern| format!("{pattern},{}\n", zone.name)));
    let rates = [PARCEL, BULK]
        .iter()
        .flat_map(|service| ZONES.iter().map(|zone| lane(service, zone)))
        .collect::<String>();
    TariffFiles {
        book: include_str!("book.toml").to_owned(),
        zones: std::iter::once("postal_code,zone\n".to_owned()).chain(zones).collect(),
        rates: format!("service,zone,over_g,up_to_g,price,extra_step_g,extra_price\n{rates}"),
        agreement: Some(include_str!("agreement.toml").to_owned()),
    }
}

/// The bands of a lane: one up to the first weight, one more kilogram, and then by the kilogram.
fn lane(service: &Service, zone: &Zone) -> String {
    let (code, name, first_g) = (service.code, zone.name, service.first_g);
    let second_g = first_g + 1_000;
    let price = zone.first_kilogram * service.base / 100;
    let more = zone.first_kilogram * service.more / 100;
    let second = price + more;
    format!(
        "{code},{name},0,{first_g},{price},,\n\
         {code},{name},{first_g},{second_g},{second},,\n\
         {code},{name},{second_g},,{second},1000,{more}\n"
    )
}
