//! How a clerk types what is true: no two rows quite alike.

use ikm_core::identity::Gender;
use ikm_core::money::Rupiah;
use ikm_core::{Lang, region::RegionCode};

use super::expected::{Defect, Totals};
use super::lines::{Line, Turn};
use super::{Cell, HEADINGS, Row, WORKERS_COLUMN};
use crate::dice::Dice;
use crate::district::{District, Listing, NEW_PHONE, NikCell, PhoneCell, Repeat, TrueIkm};

/// Where the signature stands.
const SIGNATURE_COLUMN: usize = 18;

impl District {
    /// The cells of a line. `number` is the running number of its row, `totals` what the rows up to
    /// it come to.
    pub(super) fn typed(&self, line: &Line, number: usize, totals: Totals) -> Row {
        match line {
            Line::Title(title) => alone(0, title),
            Line::Signature(text) => alone(SIGNATURE_COLUMN, text),
            Line::Blank => vec![Cell::Empty; HEADINGS.len()],
            Line::Headings => HEADINGS.iter().map(|heading| text(*heading)).collect(),
            Line::Subheadings => {
                let mut row = alone(WORKERS_COLUMN, "L");
                put(&mut row, WORKERS_COLUMN + 1, text("P"));
                row
            }
            Line::Totals => totals_row(totals),
            Line::Listed { ikm, listing, turn } => self.row(number, ikm, *listing, *turn),
            Line::Spoilt { ikm, defect } => {
                // One defect is enough for a row; its other cells are well.
                let mut row = self.row(number, ikm, Listing::GOOD, Turn::First);
                spoil(&mut row, *defect);
                row
            }
        }
    }

    fn row(&self, number: usize, ikm: &TrueIkm, listing: Listing, turn: Turn) -> Row {
        let dice = &mut self.typing(ikm.index, u64::from(turn != Turn::First));
        let (men, women) = ikm.workers.unzip();
        vec![
            Cell::Number(i64::try_from(number).unwrap_or(i64::MAX)),
            loose(dice, &ikm.name),
            loose(dice, &ikm.owner),
            gender(dice, ikm.gender),
            nik(dice, &self.owner(ikm.index).nik, listing.nik),
            nib(dice, ikm),
            self.phone_cell(dice, ikm.index, listing, turn),
            text(&*ikm.address),
            kecamatan(dice, ikm.kecamatan),
            nagari(dice, &ikm.nagari_name),
            Cell::Number(ikm.kbli.code().parse().unwrap_or_default()),
            text(ikm.commodity),
            loose(dice, ikm.product),
            Cell::Number(i64::from(ikm.founded_year)),
            count(dice, men),
            count(dice, women),
            count(dice, ikm.capacity),
            text(ikm.unit),
            money(dice, ikm.investment),
            money(dice, ikm.production_value),
            money(dice, ikm.raw_material_value),
            if turn == Turn::Again(Repeat::NewPhone) { text(NEW_PHONE) } else { Cell::Empty },
        ]
    }

    fn phone_cell(&self, dice: &mut Dice, index: usize, listing: Listing, turn: Turn) -> Cell {
        match listing.phone {
            PhoneCell::Missing => return Cell::Empty,
            PhoneCell::Damaged => return text(dice.pick(&["0812345", "08xx", "0812-", "0812"])),
            PhoneCell::Good => {}
        }
        let later = turn == Turn::Again(Repeat::NewPhone);
        let digits = self.phone(index, later);
        let (operator, rest) = digits.split_at(4);
        let (middle, end) = rest.split_at(4);
        match dice.below(10) {
            0..4 => text(digits),
            4..7 => text(format!("{operator}-{middle}-{end}")),
            7 => text(format!("{operator} {middle} {end}")),
            8 => text(format!("+62{}{rest}", operator.trim_start_matches('0'))),
            // A spreadsheet that takes the number for a quantity drops the zero in front.
            _ => Cell::Number(digits.parse().unwrap_or_default()),
        }
    }
}

fn text(value: impl Into<String>) -> Cell {
    let value = value.into();
    if value.is_empty() { Cell::Empty } else { Cell::Text(value) }
}

fn alone(column: usize, value: &str) -> Row {
    let mut row = vec![Cell::Empty; HEADINGS.len()];
    put(&mut row, column, text(value));
    row
}

fn put(row: &mut Row, column: usize, cell: Cell) {
    if let Some(old) = row.get_mut(column) {
        *old = cell;
    }
}

fn totals_row(totals: Totals) -> Row {
    let mut row = alone(1, "JUMLAH");
    let thousands = |rupiah: i64| Cell::Number(rupiah / 1_000);
    let count = |heads: u64| Cell::Number(i64::try_from(heads).unwrap_or(i64::MAX));
    put(&mut row, WORKERS_COLUMN, count(totals.men));
    put(&mut row, WORKERS_COLUMN + 1, count(totals.women));
    put(&mut row, 18, thousands(totals.investment));
    put(&mut row, 19, thousands(totals.production_value));
    put(&mut row, 20, thousands(totals.raw_material_value));
    row
}

fn spoil(row: &mut Row, defect: Defect) {
    if defect == Defect::NoPlace {
        put(row, 9, Cell::Empty);
    }
    let (column, cell) = match defect {
        Defect::NoName => (1, Cell::Empty),
        Defect::UnknownKecamatan => (8, text("Lubuk Begalung")),
        Defect::NoPlace => (8, Cell::Empty),
        Defect::WordsForWorkers => (WORKERS_COLUMN, text("banyak")),
        Defect::WordsForInvestment => (18, text("belum dihitung")),
        Defect::NegativeProduction => (19, Cell::Number(-2_500)),
        Defect::AbsurdYear => (13, Cell::Number(20_015)),
    };
    put(row, column, cell);
}

/// The text itself, and now and then a blank behind it.
fn loose(dice: &mut Dice, value: &str) -> Cell {
    text(if dice.chance(12) { format!("{value} ") } else { value.to_owned() })
}

fn gender(dice: &mut Dice, gender: Gender) -> Cell {
    let long = dice.below(20);
    text(match (gender, long) {
        (_, 2..) => gender.as_letter().to_string(),
        (_, 1) => gender.as_letter().to_lowercase().to_string(),
        (Gender::Male, _) => "Laki-laki".to_owned(),
        (Gender::Female, _) => "Perempuan".to_owned(),
    })
}

fn nik(dice: &mut Dice, digits: &str, cell: NikCell) -> Cell {
    let (head, tail) = digits.split_at(digits.len().saturating_sub(1));
    match cell {
        NikCell::Missing => Cell::Empty,
        NikCell::Short => text(head),
        NikCell::Scientific => {
            let (first, more) = digits.split_at(1);
            text(format!("{first},{}E+15", more.get(..5).unwrap_or_default()))
        }
        NikCell::Rounded => Cell::Number(format!("{head}0").parse().unwrap_or_default()),
        NikCell::Good => text(match dice.below(20) {
            0 => format!("'{head}{tail}"),
            1 => format!("{head}{tail} "),
            _ => digits.to_owned(),
        }),
    }
}

fn nib(dice: &mut Dice, ikm: &TrueIkm) -> Cell {
    let Some(nib) = ikm.nib.as_ref() else { return Cell::Empty };
    // As a number it would lose a zero in front.
    if dice.chance(15) && !nib.as_str().starts_with('0') {
        Cell::Number(nib.as_str().parse().unwrap_or_default())
    } else {
        text(nib.as_str())
    }
}

/// One of the ways in which offices write a kecamatan.
fn kecamatan(dice: &mut Dice, code: RegionCode) -> Cell {
    let name = dice.pick(spellings(code));
    let written = match dice.below(10) {
        0 => format!("Kec. {name}"),
        1 => format!("Kecamatan {name}"),
        2 => name.to_uppercase(),
        3 => name.to_lowercase(),
        _ => name.to_owned(),
    };
    loose(dice, &written)
}

fn spellings(code: RegionCode) -> &'static [&'static str] {
    match code.to_string().as_str() {
        "13.01.01" => &["Pancung Soal", "Pancuang Soal"],
        "13.01.02" => &["Ranah Pesisir"],
        "13.01.03" => &["Lengayang"],
        "13.01.04" => &["Batang Kapas", "Batangkapas"],
        "13.01.05" => &["IV Jurai", "4 Jurai", "Ampek Jurai", "IV. Jurai"],
        "13.01.06" => &["Bayang"],
        "13.01.07" => &["Koto XI Tarusan", "Koto 11 Tarusan", "Koto XI. Tarusan"],
        "13.01.08" => &["Sutera"],
        "13.01.09" => &["Linggo Sari Baganti", "Lingga Sari Baganti", "Linggo Saribaganti"],
        "13.01.10" => &["Lunang"],
        "13.01.11" => &["Basa Ampek Balai Tapan", "Basa IV Balai Tapan", "Basa 4 Balai Tapan"],
        "13.01.12" => &["IV Nagari Bayang Utara", "4 Nagari Bayang Utara"],
        "13.01.13" => &["Airpura", "Air Pura"],
        "13.01.14" => &["Ranah Ampek Hulu Tapan", "Ranah IV Hulu Tapan", "Ranah 4 Hulu Tapan"],
        "13.01.15" => &["Silaut"],
        _ => &[],
    }
}

fn nagari(dice: &mut Dice, name: &str) -> Cell {
    text(match dice.below(12) {
        0 => name.to_uppercase(),
        1 => format!("Nagari {name}"),
        2 => format!("{name} "),
        _ => name.to_owned(),
    })
}

/// A number of heads or units; what is not known is a dash, a blank or nothing.
fn count(dice: &mut Dice, value: Option<u32>) -> Cell {
    let Some(value) = value else { return unknown(dice) };
    match dice.below(20) {
        0 => text(Lang::Id.number(i64::from(value))),
        1 => text(format!("{value} ")),
        _ => Cell::Number(i64::from(value)),
    }
}

/// An amount in thousands of rupiah, as the heading says.
fn money(dice: &mut Dice, value: Option<Rupiah>) -> Cell {
    let Some(value) = value else { return unknown(dice) };
    let thousands = value.get() / 1_000;
    let grouped = Lang::Id.number(thousands);
    match dice.below(20) {
        0 | 1 => text(grouped),
        2 => text(format!("Rp {grouped},-")),
        3 => text(format!("Rp. {grouped}")),
        4 => text(format!("{grouped},00")),
        5 => text(format!(" {thousands} ")),
        _ => Cell::Number(thousands),
    }
}

fn unknown(dice: &mut Dice) -> Cell {
    match dice.below(3) {
        0 => text("-"),
        1 => text(" "),
        _ => Cell::Empty,
    }
}
