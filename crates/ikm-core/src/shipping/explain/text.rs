//! The words of an explanation.

use super::{Step, Weighing};
use crate::lang::Lang;
use crate::money::Rupiah;
use crate::shipping::{Charge, Insurance, Price, SurchargeBase, ToleranceEdge};

impl Step {
    /// What the step is about.
    pub fn title(&self, lang: Lang) -> String {
        match self {
            Self::Zone { .. } => lang.pick("zona", "zone").to_owned(),
            Self::Weight(_) => lang.pick("berat tertagih", "billed weight").to_owned(),
            Self::Freight { .. } => lang.pick("ongkos kirim", "freight").to_owned(),
            Self::Discount { paid_by, .. } => format!(
                "{} {}",
                lang.pick("potongan, ditanggung", "discount, borne by"),
                paid_by.display(lang)
            ),
            Self::Surcharge { name, .. } | Self::Tax { name, .. } => name.clone(),
            Self::Insurance { .. } => lang.pick("asuransi", "insurance").to_owned(),
        }
    }

    /// What went into the step.
    pub fn input(&self, lang: Lang) -> String {
        match self {
            Self::Zone { to, .. } => format!("{} {to}", lang.pick("kode pos", "postal code")),
            Self::Weight(weighing) => weighing.input(lang),
            Self::Freight { service, zone, billed, .. } => {
                format!("{service}, {} {zone}, {}", lang.pick("zona", "zone"), billed.display(lang))
            }
            Self::Discount { normal, .. } => {
                format!("{} {}", lang.pick("ongkos normal", "normal freight"), normal.display(lang))
            }
            Self::Surcharge { of: SurchargeBase::Freight, base, .. } => {
                format!("{} {}", lang.pick("ongkos khusus", "special freight"), base.display(lang))
            }
            Self::Surcharge { of: SurchargeBase::Running, base, .. } => format!(
                "{} {}",
                lang.pick("ongkos dan tambahan sebelumnya", "freight and surcharges so far"),
                base.display(lang)
            ),
            Self::Insurance { declared, .. } => format!(
                "{} {}",
                lang.pick("nilai barang", "declared value"),
                declared.get().display(lang)
            ),
            Self::Tax { base, .. } => format!(
                "{} {}",
                lang.pick("ongkos dan tambahan", "freight and surcharges"),
                base.display(lang)
            ),
        }
    }

    /// How the result was reached.
    pub fn formula(&self, lang: Lang) -> String {
        match self {
            Self::Zone { pattern, zone, .. } => format!("{pattern} → {zone}"),
            Self::Weight(weighing) => weighing.formula(lang),
            Self::Freight { span, price, extra, .. } => {
                let base = format!("{}: {}", span.display(lang), price.get().display(lang));
                match extra {
                    None => base,
                    Some((steps, extra)) => format!(
                        "{base} + {} × {}",
                        lang.number(i64::from(*steps)),
                        extra.price.get().display(lang)
                    ),
                }
            }
            Self::Discount { rule, discount, normal, capped, floored, .. } => {
                let rule = format!("{} {rule}", lang.pick("aturan", "rule"));
                let mut parts =
                    vec![format!("{rule}: {}", charge_formula(*discount, *normal, lang))];
                parts.extend(capped.map(|cap| {
                    format!("{} {}", lang.pick("paling banyak", "at most"), cap.get().display(lang))
                }));
                parts.extend(floored.map(|floor| {
                    format!(
                        "{} {}",
                        lang.pick("ongkos paling sedikit", "freight at least"),
                        floor.display(lang)
                    )
                }));
                parts.join(", ")
            }
            Self::Surcharge { code, charge, base, .. } => {
                format!("{code}: {}", charge_formula(*charge, *base, lang))
            }
            Self::Insurance { declared, terms, at_minimum } => {
                insurance_formula(*declared, terms, *at_minimum, lang)
            }
            Self::Tax { percent, base, .. } => {
                charge_formula(Charge::Percent(*percent), *base, lang)
            }
        }
    }
}

impl Weighing {
    fn input(&self, lang: Lang) -> String {
        let Some((dimensions, divisor)) = self.volume else {
            return self.actual.display(lang);
        };
        let [a, b, c] = dimensions.sides_mm();
        format!(
            "{}; {a} × {b} × {c} mm ÷ {}",
            self.actual.display(lang),
            lang.number(i64::from(divisor))
        )
    }

    fn formula(&self, lang: Lang) -> String {
        let number = |grams: u64| lang.number(i64::try_from(grams).unwrap_or(i64::MAX));
        let step = u64::from(self.step_g);
        let mut parts = vec![format!(
            "{} g → {} × {} g",
            number(self.weight_g),
            number(self.steps),
            number(step)
        )];
        let rest = self.weight_g % step.max(1);
        if rest > 0 && self.tolerance.get() > 0 {
            parts.push(self.rest_formula(rest, lang));
        }
        if u64::from(self.billed.get()) != self.steps * step {
            parts.push(format!(
                "{} {}",
                lang.pick("paling sedikit", "at least"),
                self.minimum.display(lang)
            ));
        }
        parts.join(", ")
    }

    fn rest_formula(&self, rest_g: u64, lang: Lang) -> String {
        let given_away = self.steps == self.weight_g / u64::from(self.step_g.max(1));
        let fate = if given_away {
            lang.pick("dibebaskan", "given away")
        } else {
            lang.pick("dihitung", "counted")
        };
        let edge = match self.tolerance_edge {
            ToleranceEdge::Inclusive => "≤",
            ToleranceEdge::Exclusive => "<",
        };
        format!(
            "{} {rest_g} g {fate} ({} {edge} {})",
            lang.pick("sisa", "rest"),
            lang.pick("toleransi", "tolerance"),
            self.tolerance.display(lang)
        )
    }
}

fn charge_formula(charge: Charge, base: Rupiah, lang: Lang) -> String {
    match charge {
        Charge::Percent(percent) => {
            format!("{} × {}", percent.display(lang), base.display(lang))
        }
        Charge::Fixed(price) => price.get().display(lang),
    }
}

fn insurance_formula(declared: Price, terms: &Insurance, at_minimum: bool, lang: Lang) -> String {
    let mut parts = vec![charge_formula(Charge::Percent(terms.percent), declared.get(), lang)];
    if terms.round_up_to.get() > Rupiah::new(1) {
        parts.push(format!(
            "{} {}",
            lang.pick("naik ke kelipatan", "up to a multiple of"),
            terms.round_up_to.get().display(lang)
        ));
    }
    if !terms.admin.get().is_zero() {
        parts.push(format!("+ {}", terms.admin.get().display(lang)));
    }
    if at_minimum {
        parts.push(format!(
            "{} {}",
            lang.pick("paling sedikit", "at least"),
            terms.minimum.get().display(lang)
        ));
    }
    parts.join(", ")
}
