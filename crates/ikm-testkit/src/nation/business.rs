use ikm_core::identity::Gender;

use super::Area;
use super::people::Owner;
use super::words::{
    BRAND_HEADS, BRAND_TAILS, FEW_BRANDS, FEW_GIVEN, FEW_LAST, FEW_PRODUCTS, FLAVOURS, STREETS,
};
use crate::dice::Dice;
use crate::district::{Trade, any_trade};

/// A business, apart from who owns it and its numbers.
#[derive(Clone, Debug)]
pub(super) struct Business {
    pub(super) name: String,
    pub(super) product: String,
    pub(super) kbli: &'static str,
    pub(super) address: String,
    pub(super) founded_year: u32,
    pub(super) men: u32,
    pub(super) women: u32,
    pub(super) investment_millions: u32,
    pub(super) production_millions: u32,
}

impl Business {
    pub(super) fn of_a_country(dice: &mut Dice, owner: &Owner, area: Option<&Area>) -> Self {
        let Trade { kbli, product, .. } = any_trade(dice);
        let product = match dice.below(100) {
            0..60 => product.to_owned(),
            _ => format!("{product} {}", dice.pick(&FLAVOURS)),
        };
        let call = match owner.gender {
            Gender::Female => dice.pick(&["Bu", "Mbak", "Uni", "Ibu", "Teh"]),
            Gender::Male => dice.pick(&["Pak", "Mas", "Uda", "Haji", "Kang"]),
        };
        let brand = format!("{} {}", dice.pick(&BRAND_HEADS), dice.pick(&BRAND_TAILS));
        let name = match dice.below(100) {
            0..8 => product.clone(),
            8..33 => format!("{product} {call} {}", owner.given),
            33..68 => format!("{product} {brand}"),
            68..84 => format!("UD {brand}"),
            84..90 => format!("{} {}", dice.pick(&["CV", "IKM", "KUB"]), brand),
            _ => format!("Usaha {product} {}", owner.given),
        };
        let village = match area.map(|area| dice.pick(&spans(&area.villages))) {
            Some(village) if !village.is_empty() => format!(", {village}"),
            _ => String::new(),
        };
        let (street, number) = (dice.pick(&STREETS), dice.range(1, 180));
        let address = format!("Jl. {street} No. {number}, RT {:02}{village}", dice.range(1, 9));
        Self::with(dice, name, product, kbli, address)
    }

    /// A business whose name and product are put together from twenty words.
    pub(super) fn of_a_few(dice: &mut Dice, _owner: &Owner) -> Self {
        let (product, kbli) = dice.pick(&FEW_PRODUCTS);
        let brand = dice.pick(&FEW_BRANDS);
        let name = format!("{product} {brand} {} {}", dice.pick(&FEW_GIVEN), dice.range(1, 999));
        let address = format!(
            "Jl. {} No. {}, Nagari {}",
            dice.pick(&FEW_BRANDS),
            dice.range(1, 300),
            dice.pick(&FEW_LAST)
        );
        let made = format!("{} {}", product.to_lowercase(), dice.pick(&FEW_BRANDS).to_lowercase());
        Self::with(dice, name, made, kbli, address)
    }

    fn with(
        dice: &mut Dice,
        name: String,
        product: String,
        kbli: &'static str,
        address: String,
    ) -> Self {
        Self {
            name,
            product,
            kbli,
            address,
            founded_year: dice.range(1980, 2021),
            men: dice.below(10).min(dice.below(10)),
            women: dice.below(10).min(dice.below(10)),
            investment_millions: dice.range(1, 300),
            production_millions: dice.range(1, 900),
        }
    }
}

fn spans(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}
