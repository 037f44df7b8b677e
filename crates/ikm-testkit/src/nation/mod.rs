//! The IKM of a whole country, for whoever wants to know how a program fares at national size.
//!
//! Every row is a function of the seed and its index alone: nothing is kept in memory but the list of
//! regions, and the four-millionth row is as cheap to have as the first.

mod business;
mod country;
mod people;
mod slips;
mod words;

use ikm_core::region::RegionCode;

use crate::dice::Dice;
use crate::district::Births;
use crate::parse::well_formed;
use crate::sheet::{Cell, Row};
use business::Business;
use people::Owner;

pub use country::Country;

/// The headings, as the registry's own list has them.
pub const HEADINGS: [&str; 15] = [
    "nama_ikm",
    "nama_pemilik",
    "nik",
    "nib",
    "jenis_kelamin",
    "telepon",
    "alamat",
    "kode_kecamatan",
    "kbli",
    "produk",
    "tahun_berdiri",
    "tenaga_kerja_l",
    "tenaga_kerja_p",
    "nilai_investasi",
    "nilai_produksi",
];

/// A kecamatan and the names of the villages in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its code.
    pub kecamatan: RegionCode,
    /// Its nagari, desa and kelurahan; may be empty.
    pub villages: Vec<String>,
}

/// How alike the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spread {
    /// As in a country: many names, a list that goes from kecamatan to kecamatan.
    Country,
    /// As test data are made in a hurry: few names, kecamatan in no order.
    Hard,
}

/// The IKM of a country, or of any list of kecamatan.
///
/// How alike they are is what makes their import hard, so it is set on purpose. The commonest name of
/// an owner is borne by about one in a thousand, as in a country where many have one name only; two
/// owners of a kecamatan seldom share a name. One business in twelve is called by its product alone,
/// a third after the owner. One in 61 belongs to the owner of the one before. Of a hundred, 85 give a
/// NIK, 45 a NIB and 75 a telephone. Two in a hundred are another row for a business that was listed
/// before, with a slip in the name or in the owner's; see [`Nation::original`].
///
/// ```
/// use ikm_testkit::nation::Nation;
/// let nation = Nation::generate(2022, 4_400_000);
/// assert_eq!(nation.row(4_399_999).len(), 15);
/// assert_eq!(nation.row(99).first(), Nation::generate(2022, 4_400_000).row(99).first());
/// ```
#[derive(Clone, Debug)]
pub struct Nation {
    seed: u64,
    size: u64,
    areas: Vec<Area>,
    births: Births,
    spread: Spread,
}

impl Nation {
    /// `size` IKM, spread evenly over the synthetic [`Country`].
    pub fn generate(seed: u64, size: u64) -> Self {
        Self::over(seed, size, Country::areas())
    }

    /// `size` IKM, spread evenly over `areas` and listed in their order.
    pub fn over(seed: u64, size: u64, areas: Vec<Area>) -> Self {
        let (births, spread) = (Births::new(seed), Spread::Country);
        Self { seed, size, areas, births, spread }
    }

    /// `size` IKM with few names in the 15 kecamatan of Pesisir Selatan, in no order: data as a test
    /// makes them in a hurry, with far more likeness in them than any real list.
    pub fn hard(seed: u64, size: u64) -> Self {
        Self { spread: Spread::Hard, ..Self::over(seed, size, country::pesisir_selatan()) }
    }

    /// How many there are.
    pub const fn len(&self) -> u64 {
        self.size
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// The headings, then every row; see [`write_csv`](crate::sheet::write_csv).
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        let headings = HEADINGS.iter().map(|heading| Cell::Text((*heading).to_owned())).collect();
        std::iter::once(headings).chain((0..self.size).map(|index| self.row(index)))
    }

    /// The row numbered `index`, from 0, under [`HEADINGS`].
    pub fn row(&self, index: u64) -> Row {
        let entry = match self.original(index) {
            Some(original) => {
                slips::again(self.entry(original), &mut self.dice(index, Purpose::Slip))
            }
            None => self.entry(index),
        };
        entry.row()
    }

    /// The row that says the same business as row `index`, where that is a second one.
    pub fn original(&self, index: u64) -> Option<u64> {
        if self.spread == Spread::Hard || index % 50 != 49 {
            return None;
        }
        let dice = &mut self.dice(index, Purpose::Original);
        // Most come up again close by, as when a list is put together from those of two clerks.
        let reach = if dice.chance(80) { index.min(1_000) } else { index };
        let back = 1 + dice.below(u32::try_from(reach).unwrap_or(u32::MAX));
        let earlier = index.saturating_sub(u64::from(back));
        Some(if earlier % 50 == 49 { earlier.saturating_sub(1) } else { earlier })
    }

    /// What is true of the business numbered `index`.
    fn entry(&self, index: u64) -> Entry {
        let owner_index = if self.shares_owner(index) { index - 1 } else { index };
        let area = self.area(index);
        let dice = &mut self.dice(owner_index, Purpose::Owner);
        let owner = match self.spread {
            Spread::Country => Owner::of_a_country(dice),
            Spread::Hard => Owner::of_a_few(dice),
        };
        let home = self.area(owner_index).map_or(nowhere(), |area| area.kecamatan);
        let nik = dice.chance(85).then(|| self.births.nik(owner_index, home, owner.gender));
        let phone = dice.chance(75).then(|| format!("08{:010}", 1_000_000_000 + owner.phone));
        let dice = &mut self.dice(index, Purpose::Business);
        let business = match self.spread {
            Spread::Country => Business::of_a_country(dice, &owner, area),
            Spread::Hard => Business::of_a_few(dice, &owner),
        };
        let nib = dice.chance(45).then(|| format!("{:013}", 9_120_000_000_000 + index * 7));
        Entry {
            nik: nik.unwrap_or_default(),
            nib: nib.unwrap_or_default(),
            phone: phone.unwrap_or_default(),
            kecamatan: area.map_or(nowhere(), |area| area.kecamatan),
            owner,
            business,
        }
    }

    fn shares_owner(&self, index: u64) -> bool {
        self.spread == Spread::Country && index % 61 == 60 && self.original(index - 1).is_none()
    }

    fn area(&self, index: u64) -> Option<&Area> {
        let count = u64::try_from(self.areas.len()).unwrap_or(u64::MAX);
        let at = match self.spread {
            Spread::Country => index % self.size.max(1) * count / self.size.max(1),
            Spread::Hard => {
                let limit = u32::try_from(count).unwrap_or(u32::MAX);
                self.dice(index, Purpose::Area).below(limit).into()
            }
        };
        self.areas.get(usize::try_from(at).unwrap_or(usize::MAX))
    }

    fn dice(&self, index: u64, purpose: Purpose) -> Dice {
        let lane = match purpose {
            Purpose::Owner => 0,
            Purpose::Business => 1,
            Purpose::Original => 2,
            Purpose::Slip => 3,
            Purpose::Area => 4,
        };
        Dice::new(self.seed, index * 8 + lane)
    }
}

/// The independent choices that are made for each index.
#[derive(Clone, Copy, Debug)]
enum Purpose {
    Owner,
    Business,
    Original,
    Slip,
    Area,
}

/// What stands in one row.
#[derive(Clone, Debug)]
struct Entry {
    owner: Owner,
    business: Business,
    nik: String,
    nib: String,
    phone: String,
    kecamatan: RegionCode,
}

impl Entry {
    fn row(self) -> Row {
        let Self { owner, business, nik, nib, phone, kecamatan } = self;
        let text = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
        let number = |number: u32| Cell::Number(number.into());
        let rupiah = |millions: u32| Cell::Number(i64::from(millions) * 1_000_000);
        vec![
            text(business.name),
            text(owner.name),
            text(nik),
            text(nib),
            text(owner.gender.as_letter().to_string()),
            text(phone),
            text(business.address),
            text(kecamatan.to_string()),
            text(business.kbli.to_owned()),
            text(business.product),
            number(business.founded_year),
            number(business.men),
            number(business.women),
            rupiah(business.investment_millions),
            rupiah(business.production_millions),
        ]
    }
}

/// Where an IKM lies when there is no list of kecamatan.
fn nowhere() -> RegionCode {
    well_formed("13.01.05")
}
