//! The whole calculation a second time, as plainly as it can be written, on random books.
//!
//! The model below knows nothing of the crate: it writes itself out as the four texts of a book, and
//! computes a parcel's price from its own numbers with wide integers and scans.

use chrono::NaiveDate;
use ikm_core::Explain;
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::money::Rupiah;
use ikm_core::shipping::{Parcel, Price, TariffFiles};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::support::{TOP, compiled, day};

const SERVICES: [&str; 3] = ["PKH", "REG", "240"];
const ZONES: [&str; 3] = ["A", "B", "C"];
const CLASSES: [&str; 3] = ["10", "13", "Batik"];
const DAYS: [&str; 4] = ["2021-12-31", "2022-01-01", "2022-06-30", "2022-07-01"];

/// A part: ten-thousandths of a percent.
type Part = i128;

#[derive(Clone, Debug)]
enum Charge {
    Part(Part),
    Fixed(i128),
}

#[derive(Clone, Debug)]
struct Service {
    minimum: i128,
    step: i128,
    tolerance: i128,
    inclusive: bool,
    divisor: Option<i128>,
    max: Option<i128>,
    longest: Option<i128>,
    girth: Option<i128>,
}

/// Ends and prices, and what the last band asks for each further step; `open` ends nowhere.
#[derive(Clone, Debug)]
struct Lane {
    bands: Vec<(i128, i128)>,
    extra: Option<(i128, i128)>,
    open: bool,
}

#[derive(Clone, Debug)]
struct Scope {
    services: Option<Vec<&'static str>>,
    zones: Option<Vec<&'static str>>,
}

#[derive(Clone, Debug)]
struct Surcharge {
    charge: Charge,
    running: bool,
    scope: Scope,
    over: Option<i128>,
}

#[derive(Clone, Debug)]
struct Rule {
    scope: Scope,
    classes: Option<Vec<&'static str>>,
    discount: Charge,
    cap: Option<i128>,
    floor: Option<Part>,
    paid_by: &'static str,
}

#[derive(Clone, Debug)]
struct Insurance {
    part: Part,
    step: i128,
    admin: i128,
    minimum: i128,
}

#[derive(Clone, Debug)]
struct Model {
    services: Vec<Service>,
    /// By service and zone.
    lanes: Vec<Vec<Option<Lane>>>,
    surcharges: Vec<Surcharge>,
    insurance: Option<Insurance>,
    /// The rate, the first day, and the day after the last.
    taxes: Vec<(Part, &'static str, Option<&'static str>)>,
    /// From the highest priority to the lowest.
    rules: Option<Vec<Rule>>,
}

#[derive(Clone, Debug)]
struct Ask {
    code: &'static str,
    service: &'static str,
    grams: u32,
    sides: Option<[u32; 3]>,
    declared: Option<i64>,
    class: Option<&'static str>,
    on: NaiveDate,
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![0..2_000_000_i128, select(vec![0, 11_000, 12_000, 125_000, 500_000, 1_000_000])]
}

fn charge() -> impl Strategy<Value = Charge> {
    prop_oneof![part().prop_map(Charge::Part), (0..30_000_i128).prop_map(Charge::Fixed)]
}

fn scope() -> impl Strategy<Value = Scope> {
    let some = |all: [&'static str; 3]| option::of(subsequence(all.to_vec(), 1..=3));
    (some(SERVICES), some(ZONES)).prop_map(|(services, zones)| Scope { services, zones })
}

fn service() -> impl Strategy<Value = Service> {
    (
        (0..2_500_i128, select(vec![1, 100, 500, 1_000]), 0..400_i128, any::<bool>()),
        option::of(select(vec![4_000, 5_000, 6_000])),
        option::of(3_000..9_000_i128),
        option::of(200..600_i128),
        option::of(600..1_500_i128),
    )
        .prop_map(|((minimum, step, tolerance, inclusive), divisor, max, longest, girth)| {
            Service { minimum, step, tolerance, inclusive, divisor, max, longest, girth }
        })
}

fn lane() -> impl Strategy<Value = Lane> {
    (
        vec((1..4_i128, 0..9_999_i128), 1..5),
        option::of((1..1_500_i128, 0..5_000_i128)),
        any::<bool>(),
    )
        .prop_map(|(mut bands, extra, open)| {
            let (mut end, mut price) = (0, 5_000);
            for band in &mut bands {
                end += band.0 * 1_000;
                price += band.1;
                *band = (end, price);
            }
            Lane { bands, extra, open }
        })
}

fn rule() -> impl Strategy<Value = Rule> {
    (
        scope(),
        option::of(subsequence(CLASSES.to_vec(), 1..=2)),
        charge(),
        option::of(0..9_000_i128),
        option::of(0..1_200_000_i128),
        select(vec!["carrier", "association", "dinas"]),
    )
        .prop_map(|(scope, classes, discount, cap, floor, paid_by)| Rule {
            scope,
            classes,
            discount,
            cap,
            floor,
            paid_by,
        })
}

fn surcharge() -> impl Strategy<Value = Surcharge> {
    (charge(), any::<bool>(), scope(), option::of(0..6_000_i128))
        .prop_map(|(charge, running, scope, over)| Surcharge { charge, running, scope, over })
}

fn insurance() -> impl Strategy<Value = Insurance> {
    (part(), select(vec![0, 1, 100, 500]), 0..6_000_i128, 0..12_000_i128)
        .prop_map(|(part, step, admin, minimum)| Insurance { part, step, admin, minimum })
}

fn model() -> impl Strategy<Value = Model> {
    let tax = (part(), select(DAYS.to_vec()), any::<bool>());
    (
        vec(service(), 3),
        vec(vec(option::weighted(0.9, lane()), 3), 3),
        vec(surcharge(), 0..4),
        option::of(insurance()),
        vec(tax, 0..3),
        option::weighted(0.8, vec(rule(), 0..6)),
    )
        .prop_map(|(services, lanes, surcharges, insurance, taxes, rules)| Model {
            services,
            lanes,
            surcharges,
            insurance,
            taxes: taxes
                .into_iter()
                .map(|(part, from, ends)| (part, from, ends.then_some("2022-07-02")))
                .collect(),
            rules,
        })
}

fn ask() -> impl Strategy<Value = Ask> {
    (
        select(vec!["25651", "25652", "25700", "25799", "25800"]),
        select(vec!["PKH", "REG", "240", "YES"]),
        prop_oneof![8 => 1..12_000_u32, 2 => select(vec![0, 300, 301, 1_000, 1_300, 1_301, 2_000])],
        option::of([1..700_u32, 1..700_u32, 1..700_u32]),
        option::of(0..5_000_000_i64),
        option::of(select(vec!["10", "13", "Batik", "batik"])),
        select(DAYS.to_vec()),
    )
        .prop_map(|(code, service, grams, sides, declared, class, on)| Ask {
            code,
            service,
            grams,
            sides,
            declared,
            class,
            on: day(on),
        })
}

fn part_text(part: Part) -> String {
    format!("\"{}.{:04}\"", part / 10_000, part % 10_000)
}

fn key<T: std::fmt::Display>(name: &str, value: Option<T>) -> String {
    value.map(|value| format!("{name} = {value}\n")).unwrap_or_default()
}

fn names(name: &str, list: Option<&Vec<&str>>) -> String {
    key(name, list.map(|list| format!("{list:?}")))
}

impl Charge {
    fn text(&self) -> String {
        match self {
            Self::Part(part) => key("percent", Some(part_text(*part))),
            Self::Fixed(sum) => key("fixed", Some(sum)),
        }
    }

    fn on(&self, amount: i128) -> i128 {
        match self {
            Self::Part(part) => half_up(*part, amount),
            Self::Fixed(sum) => *sum,
        }
    }
}

/// The nearest whole rupiah; one half goes up.
fn half_up(part: Part, amount: i128) -> i128 {
    (2 * part * amount + 1_000_000).div_euclid(2_000_000)
}

impl Scope {
    fn text(&self) -> String {
        names("services", self.services.as_ref()) + &names("zones", self.zones.as_ref())
    }

    fn holds(&self, service: &str, zone: &str) -> bool {
        self.services.as_ref().is_none_or(|list| list.contains(&service))
            && self.zones.as_ref().is_none_or(|list| list.contains(&zone))
    }
}

impl Model {
    fn files(&self) -> TariffFiles {
        let mut book = TOP.replace("origin", "effective_to = 2022-07-01\norigin");
        for (code, service) in SERVICES.iter().zip(&self.services) {
            let edge = if service.inclusive { "inclusive" } else { "exclusive" };
            book += &format!("[[service]]\ncode = \"{code}\"\nname = \"{code}\"\n");
            book += &key("minimum_g", Some(service.minimum));
            book += &key("step_g", Some(service.step));
            book += &key("tolerance_g", Some(service.tolerance));
            book += &format!("tolerance_edge = \"{edge}\"\n");
            book += &key("volumetric_divisor", service.divisor);
            book += &key("max_g", service.max);
            book += &key("max_longest_mm", service.longest);
            book += &key("max_girth_mm", service.girth);
        }
        for surcharge in &self.surcharges {
            let of = if surcharge.running { "running" } else { "freight" };
            book += &format!("[[surcharge]]\ncode = \"X\"\nname = \"X\"\nof = \"{of}\"\n");
            book += &(surcharge.charge.text() + &surcharge.scope.text());
            book += &key("over_g", surcharge.over);
        }
        if let Some(Insurance { part, step, admin, minimum }) = &self.insurance {
            book += &format!("[insurance]\npercent = {}\nround_up_to = {step}\n", part_text(*part));
            book += &format!("admin = {admin}\nminimum = {minimum}\n");
        }
        for (part, from, to) in &self.taxes {
            book += &format!("[[tax]]\nname = \"X\"\npercent = {}\n", part_text(*part));
            book += &(key("from", Some(from)) + &key("to", *to));
        }
        TariffFiles { book, zones: zones(), rates: self.rates(), agreement: self.agreement() }
    }

    fn rates(&self) -> String {
        let mut rates = "service,zone,over_g,up_to_g,price,extra_step_g,extra_price\n".to_owned();
        for (service, lanes) in SERVICES.iter().zip(&self.lanes) {
            for (zone, lane) in ZONES.iter().zip(lanes) {
                let Some(lane) = lane else { continue };
                let mut over = 0;
                for (at, (end, price)) in lane.bands.iter().enumerate() {
                    let last = at + 1 == lane.bands.len();
                    let up_to = if last && lane.open { String::new() } else { end.to_string() };
                    let extra = lane.extra.filter(|_| last);
                    let extra =
                        extra.map_or(",".to_owned(), |(step, price)| format!("{step},{price}"));
                    rates += &format!("{service},{zone},{over},{up_to},{price},{extra}\n");
                    over = *end;
                }
            }
        }
        rates
    }

    fn agreement(&self) -> Option<String> {
        let rules = self.rules.as_ref()?;
        let mut text = "partner = \"X\"\nsource = \"X\"\neffective_from = 2022-06-30\n".to_owned();
        for (rank, rule) in rules.iter().enumerate() {
            text += &format!("[[rule]]\npriority = -{rank}\npaid_by = \"{}\"\n", rule.paid_by);
            text += &(rule.scope.text() + &names("classifications", rule.classes.as_ref()));
            text += &(rule.discount.text() + &key("cap", rule.cap));
            text += &key("floor_percent", rule.floor.map(part_text));
        }
        Some(text)
    }

    /// Billed weight, normal, special, saving, surcharge, insurance, tax, total, and who pays; or why
    /// there is no price.
    fn price(&self, ask: &Ask) -> Result<([i128; 8], Option<&str>), &'static str> {
        if ask.on < day("2022-01-01") || ask.on >= day("2022-07-01") {
            return Err("IKM-TARIFF-NOT-IN-FORCE");
        }
        let (zone, billed, lane) = self.lane(ask)?;
        let normal = lane.price(billed)?;
        let (special, payer) = self.special(ask, zone, normal);
        let mut surcharge = 0;
        for rule in &self.surcharges {
            if rule.scope.holds(ask.service, zone) && rule.over.is_none_or(|over| billed > over) {
                let base = if rule.running { special + surcharge } else { special };
                surcharge += rule.charge.on(base);
            }
        }
        let declared = ask.declared.map_or(0, i128::from);
        let insurance = self.insurance.as_ref().filter(|_| declared > 0).map_or(0, |terms| {
            let step = terms.step.max(1);
            // The least multiple of the step that is not below part × declared ÷ 1,000,000.
            let mut premium = terms.part * declared / 1_000_000 / step * step;
            if premium * 1_000_000 < terms.part * declared {
                premium += step;
            }
            (premium + terms.admin).max(terms.minimum)
        });
        let held = self
            .taxes
            .iter()
            .filter(|(_, from, to)| day(from) <= ask.on && to.is_none_or(|to| ask.on < day(to)));
        let tax: i128 = held.map(|(part, _, _)| half_up(*part, special + surcharge)).sum();
        let total = special + surcharge + insurance + tax;
        let figures = [billed, normal, special, normal - special, surcharge, insurance, tax, total];
        Ok((figures, payer))
    }

    /// The zone, the billed weight and the lane.
    fn lane(&self, ask: &Ask) -> Result<(&'static str, i128, &Lane), &'static str> {
        // See `zones`.
        let (zone, name) = match ask.code {
            "25651" => (1, "B"),
            "25652" => (0, "A"),
            "25700" | "25799" => (2, "C"),
            _ => return Err("IKM-TARIFF-NO-ZONE"),
        };
        let number = SERVICES.iter().position(|code| *code == ask.service);
        let number = number.ok_or("IKM-TARIFF-NO-SERVICE")?;
        let service = self.services.get(number).ok_or("IKM-TARIFF-NO-SERVICE")?;
        let lane = self.lanes.get(number).and_then(|lanes| lanes.get(zone)?.as_ref());
        let lane = lane.ok_or("IKM-TARIFF-NO-LANE")?;
        if ask.grams == 0 {
            return Err("IKM-TARIFF-ZERO-WEIGHT");
        }
        let mut weight = i128::from(ask.grams);
        let mut too_large = false;
        if let Some(sides) = ask.sides {
            let mut sides = sides.map(i128::from);
            sides.sort_unstable();
            let [short, middle, long] = sides;
            let girth = long + 2 * (short + middle);
            too_large = service.longest.is_some_and(|max| long > max)
                || service.girth.is_some_and(|max| girth > max);
            if let Some(divisor) = service.divisor {
                let volume = short * middle * long;
                let up = i128::from(volume % divisor != 0);
                weight = weight.max(volume / divisor + up);
            }
        }
        if service.max.is_some_and(|max| weight > max) {
            return Err("IKM-TARIFF-OVER-WEIGHT");
        }
        if too_large {
            return Err("IKM-TARIFF-OVER-SIZE");
        }
        let mut billed = 0;
        // Step by step, as a clerk would count them.
        while weight >= service.step {
            weight -= service.step;
            billed += service.step;
        }
        let forgiven =
            weight < service.tolerance || (weight == service.tolerance && service.inclusive);
        if weight > 0 && !forgiven {
            billed += service.step;
        }
        let billed = billed.max(service.minimum);
        Ok((name, billed, lane))
    }

    fn special(&self, ask: &Ask, zone: &str, normal: i128) -> (i128, Option<&str>) {
        let fits = |rule: &&Rule| {
            rule.scope.holds(ask.service, zone)
                && rule
                    .classes
                    .as_ref()
                    .is_none_or(|list| ask.class.is_some_and(|class| list.contains(&class)))
        };
        let rules = self.rules.as_ref().filter(|_| ask.on >= day("2022-06-30"));
        let Some(rule) = rules.and_then(|rules| rules.iter().find(fits)) else {
            return (normal, None);
        };
        let mut discount = rule.discount.on(normal);
        if let Some(cap) = rule.cap {
            discount = discount.min(cap);
        }
        let mut special = normal - discount;
        if let Some(floor) = rule.floor {
            special = special.max(half_up(floor, normal));
        }
        (special.clamp(0, normal), Some(rule.paid_by))
    }
}

impl Lane {
    fn price(&self, billed: i128) -> Result<i128, &'static str> {
        let mut over = 0;
        for (at, (end, price)) in self.bands.iter().enumerate() {
            let last = at + 1 == self.bands.len();
            if billed <= 0 {
                return Err("IKM-TARIFF-NO-BAND");
            }
            if billed <= *end || (last && self.open) {
                let mut price = *price;
                if let (true, Some((step, extra))) = (last, self.extra) {
                    let mut reached = over;
                    while reached < billed {
                        reached += step;
                        price += extra;
                    }
                }
                return Ok(price);
            }
            over = *end;
        }
        Err("IKM-TARIFF-OVER-WEIGHT")
    }
}

fn zones() -> String {
    "postal_code,zone\n256*,A\n25651,B\n25700-25799,C\n".to_owned()
}

fn parcel(ask: &Ask) -> Parcel {
    Parcel {
        to: ask.code.parse().expect("a code"),
        service: ask.service.to_owned(),
        weight: Grams::new(ask.grams),
        dimensions: ask.sides.map(|sides| Dimensions::try_new(sides).expect("sizes")),
        declared_value: ask.declared.map(|value| Price::try_from(value).expect("a price")),
        classification: ask.class.map(str::to_owned),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn as_computed_a_second_time(model in model(), asks in vec(ask(), 40)) {
        let book = compiled(&model.files());
        for ask in &asks {
            let quote = book.quote(&parcel(ask), ask.on);
            let got = quote.as_ref().map_err(Explain::code).map(|quote| {
                let money = [
                    quote.normal(),
                    quote.special(),
                    quote.saving(),
                    quote.surcharge(),
                    quote.insurance(),
                    quote.tax(),
                    quote.total(),
                ];
                let [a, b, c, d, e, f, g] = money.map(|amount| i128::from(amount.get()));
                let payer = quote.paid_by().map(ikm_core::shipping::PaidBy::as_str);
                ([i128::from(quote.billed().get()), a, b, c, d, e, f, g], payer)
            });
            prop_assert_eq!(got, model.price(ask), "{:?}", ask);

            let explained = book.explain(&parcel(ask), ask.on);
            prop_assert_eq!(explained.as_ref().map(|explained| explained.quote), quote.as_ref().copied());
            if let Ok(explained) = explained {
                let amounts = explained.lines.iter().map(ikm_core::shipping::Line::amount);
                prop_assert_eq!(Rupiah::sum(amounts), Ok(explained.quote.total()));
                let quote = explained.quote;
                prop_assert!(quote.saving() >= Rupiah::ZERO && quote.special() >= Rupiah::ZERO);
                prop_assert!(quote.special() <= quote.normal());
            }
        }
    }
}
