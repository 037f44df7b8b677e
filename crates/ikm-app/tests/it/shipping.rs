//! Shipping: books as they were loaded, prices as of a day, and what a parcel books.

use ikm_app::AppError;
use ikm_app::shipping::{ParcelRequest, ShipmentView, TariffView};
use ikm_core::Explain as _;
use ikm_core::gallery::Payment;
use ikm_core::ledger::Account;
use ikm_core::measure::Grams;
use ikm_core::shipping::{Parcel, TariffFiles};

use crate::world::{World, day};

/// An invented book in force during 2022, small enough to be reckoned with by hand.
const BOOK: &str = r#"
carrier = "Pos (contoh)"
version = "1"
source = "dibuat untuk uji"
effective_from = 2022-01-01
effective_to = 2023-01-01
origin = "25651"

[[service]]
code = "PKH"
name = "Paket (contoh)"
minimum_g = 1000
step_g = 1000
tolerance_g = 300
tolerance_edge = "inclusive"
max_g = 30000

[[surcharge]]
code = "BBM"
name = "Bahan bakar"
percent = "2.5"

[[tax]]
name = "PPN"
percent = "1.1"
from = 2022-04-01
"#;

const ZONES: &str = "postal_code,zone\n256*,dekat\n10000-17999,jauh\n";

/// A kilogram costs 10,000 nearby and 40,000 far away; each further one 4,000 and 20,000.
const RATES: &str = "\
service,zone,over_g,up_to_g,price,extra_step_g,extra_price
PKH,dekat,0,1000,10000,,
PKH,dekat,1000,,10000,1000,4000
PKH,jauh,0,1000,40000,,
PKH,jauh,1000,,40000,1000,20000
";

/// Ten percent for everybody, at the carrier's expense; twenty for food, which the association
/// pays; five for cloth, which the Dinas pays.
const AGREEMENT: &str = r#"
partner = "Asosiasi (contoh)"
source = "dibuat untuk uji"
effective_from = 2022-02-01

[[rule]]
percent = "10"
paid_by = "carrier"

[[rule]]
classifications = ["10"]
percent = "20"
priority = 1
paid_by = "association"

[[rule]]
classifications = ["13"]
percent = "5"
priority = 2
paid_by = "dinas"
"#;

fn files() -> TariffFiles {
    TariffFiles {
        book: BOOK.to_owned(),
        zones: ZONES.to_owned(),
        rates: RATES.to_owned(),
        agreement: Some(AGREEMENT.to_owned()),
    }
}

/// Another version, in force from July on, in which far away costs twice as much.
fn dearer() -> TariffFiles {
    TariffFiles {
        book: BOOK
            .replace("version = \"1\"", "version = \"2\"")
            .replace("effective_from = 2022-01-01", "effective_from = 2022-07-01"),
        rates: RATES.replace("40000", "80000"),
        ..files()
    }
}

pub(crate) fn parcel(to: &str, service: &str, grams: u32) -> Parcel {
    Parcel {
        to: to.parse().expect("a postal code"),
        service: service.to_owned(),
        weight: Grams::new(grams),
        dimensions: None,
        declared_value: None,
        classification: None,
    }
}

pub(crate) fn request(member: &str, to: &str, grams: u32) -> ParcelRequest {
    ParcelRequest {
        member: member.to_owned(),
        parcel: parcel(to, "PKH", grams),
        payment: Payment::Cash,
        receipt_number: None,
    }
}

impl World {
    /// Loads a small book that is in force in 2022.
    pub(crate) fn load_tariff(&mut self) {
        self.load(files()).expect("a book without errors");
    }

    fn load(&mut self, files: TariffFiles) -> Result<TariffView, AppError> {
        self.app().load_tariff(files)
    }
}

fn code<T: std::fmt::Debug>(refused: Result<T, AppError>) -> &'static str {
    refused.expect_err("refused").code()
}

/// Normal, special, saving, surcharge, tax, total.
fn prices(view: &ShipmentView) -> [i64; 6] {
    let quote = &view.quote;
    let money = [
        quote.normal(),
        quote.special(),
        quote.saving(),
        quote.surcharge(),
        quote.tax(),
        quote.total(),
    ];
    money.map(ikm_core::money::Rupiah::get)
}

#[test]
fn the_saving_is_borne_by_whoever_the_agreement_names() {
    let check = |member: &str, grams, expect: [i64; 6], accounts: [i64; 4]| {
        let mut world = World::with_makers();
        world.load_tariff();
        let accepted = world.on("2022-03-01").accept_parcel(&request(member, "25651", grams));
        let accepted = accepted.expect("a price");
        assert_eq!(prices(&accepted), expect, "{member}");
        let held = [
            Account::Cash,
            Account::PostalPayable,
            Account::ShippingSubsidy,
            Account::DinasReceivable,
        ];
        assert_eq!(held.map(|account| world.holds(account)), accounts, "{member}");
        world.assert_sound();
    };
    // A-0003 makes crisps (10), A-0001 rendang (10), A-0002 cloth (13). 1,300 g are one step and a
    // rest within the tolerance: 10,000. For food 20 % less, and 2.5 % of 8,000 for fuel.
    check("A-0001", 1_300, [10_000, 8_000, 2_000, 200, 0, 8_200], [8_200, 10_200, 2_000, 0]);
    // 1,301 g are two kilograms: 14,000, less 2,800; 2.5 % of 11,200 is 280.
    check("A-0003", 1_301, [14_000, 11_200, 2_800, 280, 0, 11_480], [11_480, 14_280, 2_800, 0]);
    // Cloth: 5 % less, which the Dinas owes; 2.5 % of 9,500 is 237.5, one half up.
    check("A-0002", 1_000, [10_000, 9_500, 500, 238, 0, 9_738], [9_738, 10_238, 0, 500]);
    // Without a class of its own the carrier's ten percent is nobody's expense here.
    let mut world = World::with_makers();
    world.load_tariff();
    world.import("nama_ikm,kode_kecamatan\nSate Pono,13.01.04\n");
    world.app().accept_all().expect("accepts");
    let accepted = world.on("2022-03-01").accept_parcel(&request("A-0004", "25651", 1_000));
    assert_eq!(prices(&accepted.expect("a price")), [10_000, 9_000, 1_000, 225, 0, 9_225]);
    assert_eq!(world.holds(Account::PostalPayable), 9_225);
    assert_eq!(world.holds(Account::ShippingSubsidy), 0);
    world.assert_sound();
}

#[test]
fn a_price_is_that_of_its_day() {
    let mut world = World::with_makers();
    world.load_tariff();
    let mut check = |on: &str, expect: [i64; 6]| {
        let accepted = world.on(on).accept_parcel(&request("A-0001", "10110", 1_000));
        assert_eq!(prices(&accepted.expect("a price")), expect, "{on}");
    };
    // The agreement begins on 1 February, the tax on 1 April: 1.1 % of 32,000 + 800 is 360.8.
    check("2022-01-31", [40_000, 40_000, 0, 1_000, 0, 41_000]);
    check("2022-02-01", [40_000, 32_000, 8_000, 800, 0, 32_800]);
    check("2022-03-31", [40_000, 32_000, 8_000, 800, 0, 32_800]);
    check("2022-04-01", [40_000, 32_000, 8_000, 800, 361, 33_161]);
    // From July on another book is in force beside the first, twice as dear.
    world.load(dearer()).expect("another version");
    let mut check = |on: &str, expect: [i64; 6]| {
        let accepted = world.on(on).accept_parcel(&request("A-0001", "10110", 1_000));
        assert_eq!(prices(&accepted.expect("a price")), expect, "{on}");
    };
    check("2022-06-30", [40_000, 32_000, 8_000, 800, 361, 33_161]);
    // 80,000 less 16,000; 1,600 for fuel; 1.1 % of 65,600 is 721.6.
    check("2022-07-01", [80_000, 64_000, 16_000, 1_600, 722, 66_322]);
    let totals = world.app().shipping_totals().expect("adds up");
    assert_eq!(totals.shipments, 6);
    assert_eq!(totals.normal.get(), 5 * 40_000 + 80_000);
    assert_eq!(totals.special.get(), 40_000 + 4 * 32_000 + 64_000);
    // Every old price can be made again, each from its own book.
    world.assert_sound();
    // Which book was typed in first does not matter.
    let mut world = World::with_makers();
    world.load(dearer()).expect("a book without errors");
    world.load_tariff();
    let accepted = world.on("2022-07-01").accept_parcel(&request("A-0001", "10110", 1_000));
    assert_eq!(accepted.expect("a price").quote.normal().get(), 80_000);
}

#[test]
fn what_cannot_be_sent() {
    let mut world = World::with_makers();
    world
        .app()
        .change_membership("A-0002", ikm_core::association::MembershipChange::Suspend)
        .expect("suspends");
    let refused =
        world.unchanged_by(|world| world.app().accept_parcel(&request("A-0001", "25651", 1_000)));
    assert_eq!(code(refused), "IKM-TARIFF-NONE-IN-FORCE");
    world.load_tariff();
    let mut check = |request: ParcelRequest, expect: &str| {
        let refused = world.unchanged_by(|world| world.app().accept_parcel(&request));
        assert_eq!(code(refused), expect);
    };
    check(request("A-0009", "25651", 1_000), "IKM-MEMBER-UNKNOWN");
    check(request("A-0002", "25651", 1_000), "IKM-MEMBER-NOT-ACTIVE");
    check(request("A-0001", "99999", 1_000), "IKM-TARIFF-NO-ZONE");
    check(request("A-0001", "25651", 0), "IKM-TARIFF-ZERO-WEIGHT");
    check(request("A-0001", "25651", 30_001), "IKM-TARIFF-OVER-WEIGHT");
    let other_service = ParcelRequest {
        parcel: parcel("25651", "EMS", 1_000),
        ..request("A-0001", "25651", 1_000)
    };
    check(other_service, "IKM-TARIFF-NO-SERVICE");
    world.on("2023-01-01");
    let refused =
        world.unchanged_by(|world| world.app().accept_parcel(&request("A-0001", "25651", 1_000)));
    assert_eq!(code(refused), "IKM-TARIFF-NONE-IN-FORCE");
}

#[test]
fn the_posts_number_belongs_to_one_parcel() {
    let mut world = World::with_makers();
    world.load_tariff();
    let numbered = |member: &str, number: &str| ParcelRequest {
        receipt_number: Some(number.to_owned()),
        ..request(member, "25651", 1_000)
    };
    let accepted = world.app().accept_parcel(&numbered("A-0001", "PX1")).expect("a price");
    assert_eq!(accepted.receipt_number.as_deref(), Some("PX1"));
    assert_eq!((accepted.status.as_str(), accepted.accepted_on), ("accepted", day("2022-01-31")));
    let refused = world.unchanged_by(|world| world.app().accept_parcel(&numbered("A-0002", "PX1")));
    assert_eq!(code(refused), "IKM-SHIPMENT-RECEIPT");
    // Several at once: all or none, also when they name one number among themselves.
    let (tariff, book) = world.app().tariff_on(day("2022-01-31")).expect("in force");
    let all = [numbered("A-0001", "PX2"), numbered("A-0002", "PX3"), numbered("A-0003", "PX2")];
    let refused = world.unchanged_by(|world| world.app().accept_parcels(&all, tariff, &book));
    assert_eq!(code(refused), "IKM-SHIPMENT-RECEIPT");
    let accepted = world.app().accept_parcels(&all[..2], tariff, &book).expect("prices");
    assert_eq!(accepted.len(), 2);
    // Without a number there may be any number of them.
    for _ in 0..2 {
        world.app().accept_parcel(&request("A-0001", "25651", 1_000)).expect("a price");
    }
    let mut numbers = Vec::new();
    let each = |parcel: ShipmentView| {
        numbers.push((parcel.member.to_string(), parcel.receipt_number.unwrap_or_default()));
        Ok(())
    };
    world.app().for_each_shipment(each).expect("lists");
    let numbered = |member: &str, number: &str| (member.to_owned(), number.to_owned());
    assert_eq!(
        numbers,
        [
            numbered("A-0001", "PX1"),
            numbered("A-0001", "PX2"),
            numbered("A-0002", "PX3"),
            numbered("A-0001", ""),
            numbered("A-0001", ""),
        ]
    );
    world.assert_sound();
}

#[test]
fn a_book_is_loaded_once() {
    let mut world = World::with_makers();
    let first = world.load(files()).expect("a book without errors");
    assert_eq!((first.carrier.as_str(), first.version.as_str()), ("Pos (contoh)", "1"));
    assert_eq!(first.effective_to, Some(day("2023-01-01")));
    let again = world.unchanged_by(|world| world.load(files()).expect("the same book"));
    assert_eq!(again, first);
    let mut refused = |files: TariffFiles, expect: &str| {
        let refused = world.unchanged_by(|world| world.load(files));
        assert_eq!(code(refused), expect);
    };
    refused(TariffFiles { rates: RATES.replace("4000", "4001"), ..files() }, "IKM-TARIFF-VERSION");
    refused(TariffFiles { agreement: None, ..files() }, "IKM-TARIFF-VERSION");
    // A price that falls as the weight rises.
    let falling = RATES.replace("PKH,jauh,1000,,40000", "PKH,jauh,1000,,4000");
    let version = BOOK.replace("version = \"1\"", "version = \"2\"");
    let bad = TariffFiles { book: version.clone(), rates: falling, ..files() };
    refused(bad, "IKM-TARIFF-LINT");
    let bad = TariffFiles { book: format!("{version}\nplanet = \"Mars\"\n"), ..files() };
    let unreadable = world.unchanged_by(|world| world.load(bad)).expect_err("an unknown key");
    assert!(matches!(unreadable, AppError::Book(_)), "{unreadable}");
}

#[test]
fn a_retry_on_the_day_after_the_book_ends() {
    let mut world = World::with_makers();
    world.load_tariff();
    world.set_key(Some("PX1"));
    let parcel = request("A-0001", "25651", 1_000);
    let accepted = world.on("2022-12-31").accept_parcel(&parcel).expect("a price");
    world.on("2023-01-01");
    let again = world.unchanged_by(|world| world.app().accept_parcel(&parcel));
    assert_eq!(again.expect("its answer"), accepted);
}
