//! The sums of a list as it goes by, by which a row of totals is known that does not say it is one.

use ikm_core::registry::Figures;

/// How many figures are summed: workers thrice, and money four times.
const FIGURES: usize = 7;

/// The sums of the rows so far, and of those since the last total.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    all: [i128; FIGURES],
    part: [i128; FIGURES],
}

impl Sums {
    pub(crate) fn add(&mut self, figures: &Figures) {
        for (at, amount) in amounts(figures).into_iter().enumerate() {
            for sums in [&mut self.all, &mut self.part] {
                if let (Some(sum), Some(amount)) = (sums.get_mut(at), amount) {
                    *sum = sum.saturating_add(amount);
                }
            }
        }
    }

    /// A total went by; what follows is summed anew, beside the whole.
    pub(crate) fn begin_part(&mut self) {
        self.part = [0; FIGURES];
    }

    /// Whether `figures` are these sums: every one that is given, and one of them more than zero.
    pub(crate) fn are(&self, figures: &Figures) -> bool {
        let amounts = amounts(figures);
        let is_something = amounts.iter().flatten().any(|amount| *amount > 0);
        let equal = |sums: &[i128; FIGURES]| {
            amounts.iter().zip(sums).all(|(amount, sum)| amount.is_none_or(|amount| amount == *sum))
        };
        is_something && (equal(&self.all) || equal(&self.part))
    }
}

fn amounts(figures: &Figures) -> [Option<i128>; FIGURES] {
    let people = |count: Option<u32>| count.map(i128::from);
    let money = |amount: Option<ikm_core::money::Rupiah>| amount.map(|money| money.get().into());
    let workers = &figures.workers;
    [
        people(workers.male),
        people(workers.female),
        people(workers.total),
        money(figures.investment),
        money(figures.production_value),
        money(figures.raw_material_value),
        money(figures.sales),
    ]
}
