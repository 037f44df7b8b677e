//! What a parcel costs, with or without the steps that led there. One path computes both, so that
//! an explanation cannot tell another story than the quote.

use chrono::NaiveDate;
use ikm_core::money::{MoneyError, Percent, Rounding, Rupiah};
use ikm_core::shipping::{
    Explanation, Insurance, Line, NoQuote, Parcel, Price, Quote, QuoteFigures, Rule, Service, Step,
    Surcharge, SurchargeBase, Weighing,
};

use crate::compile::{CompiledBook, FoundBand, NoBandFor, Numbers};
use crate::weight::{check_size, weigh};

impl CompiledBook {
    /// What `parcel` costs `on` a day.
    ///
    /// # Errors
    ///
    /// [`NoQuote`] says why there is no price.
    pub fn quote(&self, parcel: &Parcel, on: NaiveDate) -> Result<Quote, NoQuote> {
        self.price(parcel, on, &mut Untold)
    }

    /// What `parcel` costs `on` a day, with every step; the amounts of the lines sum to the total.
    ///
    /// # Errors
    ///
    /// [`NoQuote`] says why there is no price.
    pub fn explain(&self, parcel: &Parcel, on: NaiveDate) -> Result<Explanation, NoQuote> {
        let mut lines = Vec::new();
        let quote = self.price(parcel, on, &mut lines)?;
        Ok(Explanation { quote, lines })
    }

    fn price(
        &self,
        parcel: &Parcel,
        on: NaiveDate,
        trail: &mut impl Trail,
    ) -> Result<Quote, NoQuote> {
        let found = self.find(parcel, on)?;
        self.tell_finding(parcel, &found, trail)?;
        let billed = found.weighing.billed;
        let normal = self.freight(&found, trail)?;
        let (special, rule) = self.discount(parcel, on, &found, normal, trail)?;
        let surcharge = self.surcharges(&found, special, trail)?;
        let taxed = special.plus(surcharge)?;
        let insurance = self.insurance(parcel, taxed, trail)?;
        let tax = self.taxes(on, taxed, taxed.plus(insurance)?, trail)?;
        let paid_by = rule.map(|rule| rule.paid_by);
        Quote::try_new(QuoteFigures { billed, normal, special, surcharge, insurance, tax, paid_by })
            // No figure of a book is negative and no discount passes the freight: what is left is size.
            .map_err(|_too_large| NoQuote::Overflow)
    }

    /// Finds the zone, the service, the lane, the billed weight and the band, or the first reason
    /// in this order why there is none.
    fn find(&self, parcel: &Parcel, on: NaiveDate) -> Result<Found<'_>, NoQuote> {
        if !self.head.in_force.contains(on) {
            return Err(NoQuote::NotInForce { on });
        }
        let zone = self.zones.find(parcel.to).ok_or(NoQuote::NoZone(parcel.to))?;
        let (number, service) = self
            .services
            .number(&parcel.service)
            .and_then(|number| Some((number, self.head.services.get(usize::from(number))?)))
            .ok_or_else(|| NoQuote::NoService(parcel.service.clone()))?;
        let names = || (service.code.clone(), self.zones.name(zone).to_owned());
        let lane = self.lanes.lane(number, zone).ok_or_else(|| {
            let (service, zone) = names();
            NoQuote::NoLane { service, zone }
        })?;
        let weighing = weigh(service, parcel)?;
        check_size(service, parcel)?;
        let billed = weighing.billed;
        let band = self.lanes.find(&lane, billed).map_err(|why| {
            let (service, zone) = names();
            match why {
                NoBandFor::Gap => NoQuote::NoBand { service, zone, billed },
                NoBandFor::TooHeavy(max_g) => {
                    NoQuote::OverWeight { service, weight_g: u64::from(billed.get()), max_g }
                }
            }
        })?;
        Ok(Found { zone, number, service, weighing, band })
    }

    fn tell_finding(
        &self,
        parcel: &Parcel,
        found: &Found<'_>,
        trail: &mut impl Trail,
    ) -> Result<(), NoQuote> {
        let to = parcel.to;
        trail.tell(Rupiah::ZERO, Rupiah::ZERO, || {
            let row = self.zones.row(to)?;
            Some((Step::Zone { to, pattern: row.pattern, zone: row.zone.clone() }, row.line))
        })?;
        let step = || Some((Step::Weight(found.weighing), found.service.line));
        Ok(trail.tell(Rupiah::ZERO, Rupiah::ZERO, step)?)
    }

    fn freight(&self, found: &Found<'_>, trail: &mut impl Trail) -> Result<Rupiah, NoQuote> {
        let FoundBand { price, over, extra, .. } = found.band;
        let billed = found.weighing.billed;
        let extra = extra.map(|extra| {
            let above = billed.get().saturating_sub(over.get());
            (above.div_ceil(extra.step_g.get()), extra)
        });
        let mut normal = price.get();
        if let Some((steps, extra)) = extra {
            normal = normal.plus(extra.price.get().times(steps)?)?;
        }
        trail.tell(Rupiah::ZERO, normal, || {
            let (span, line) = self.lanes.origin(found.band)?;
            let service = found.service.code.clone();
            let zone = self.zones.name(found.zone).to_owned();
            Some((Step::Freight { service, zone, billed, span, price, extra }, line))
        })?;
        Ok(normal)
    }

    /// The special freight, and the rule that made it.
    fn discount(
        &self,
        parcel: &Parcel,
        on: NaiveDate,
        found: &Found<'_>,
        normal: Rupiah,
        trail: &mut impl Trail,
    ) -> Result<(Rupiah, Option<&Rule>), NoQuote> {
        let class = parcel.classification.as_deref();
        let winner = self
            .agreement
            .as_ref()
            .filter(|agreement| agreement.in_force.contains(on))
            .zip(self.rules.as_ref())
            .and_then(|(agreement, rules)| {
                let at = rules.find(found.number, found.zone, class)?;
                Some((at, agreement.rules.get(at)?))
            });
        let Some((at, rule)) = winner else { return Ok((normal, None)) };
        let Discounted { special, capped, floored } = discounted(rule, normal)?;
        trail.tell(normal, special.minus(normal)?, || {
            let Rule { discount, paid_by, line, .. } = *rule;
            let rule = at + 1;
            Some((Step::Discount { rule, discount, normal, capped, floored, paid_by }, line))
        })?;
        Ok((special, Some(rule)))
    }

    fn surcharges(
        &self,
        found: &Found<'_>,
        special: Rupiah,
        trail: &mut impl Trail,
    ) -> Result<Rupiah, NoQuote> {
        let mut sum = Rupiah::ZERO;
        for (surcharge, scope) in self.head.surcharges.iter().zip(&self.surcharge_scopes) {
            let light = surcharge.over.is_some_and(|over| found.weighing.billed <= over);
            if light || !scope.holds(found.number, found.zone) {
                continue;
            }
            let before = special.plus(sum)?;
            let base = match surcharge.of {
                SurchargeBase::Freight => special,
                SurchargeBase::Running => before,
            };
            let amount = surcharge.charge.on(base)?;
            trail.tell(before, amount, || {
                let (code, name) = (surcharge.code.clone(), surcharge.name.clone());
                let Surcharge { charge, of, line, .. } = *surcharge;
                Some((Step::Surcharge { code, name, charge, of, base }, line))
            })?;
            sum = sum.plus(amount)?;
        }
        Ok(sum)
    }

    fn insurance(
        &self,
        parcel: &Parcel,
        before: Rupiah,
        trail: &mut impl Trail,
    ) -> Result<Rupiah, NoQuote> {
        let declared = parcel.declared_value.filter(|value| *value > Price::ZERO);
        let Some((terms, declared)) = self.head.insurance.as_ref().zip(declared) else {
            return Ok(Rupiah::ZERO);
        };
        let (amount, at_minimum) = insured(terms, declared)?;
        trail.tell(before, amount, || {
            Some((Step::Insurance { declared, terms: *terms, at_minimum }, terms.line))
        })?;
        Ok(amount)
    }

    fn taxes(
        &self,
        on: NaiveDate,
        taxed: Rupiah,
        before: Rupiah,
        trail: &mut impl Trail,
    ) -> Result<Rupiah, NoQuote> {
        let mut sum = Rupiah::ZERO;
        for tax in self.head.taxes.iter().filter(|tax| tax.in_force.contains(on)) {
            let amount = tax.percent.of(taxed, Rounding::HalfUp)?;
            trail.tell(before.plus(sum)?, amount, || {
                let (name, percent) = (tax.name.clone(), tax.percent);
                Some((Step::Tax { name, percent, base: taxed }, tax.line))
            })?;
            sum = sum.plus(amount)?;
        }
        Ok(sum)
    }
}

/// Where in the book a parcel belongs.
#[derive(Debug)]
struct Found<'b> {
    zone: u16,
    number: u16,
    service: &'b Service,
    weighing: Weighing,
    band: FoundBand,
}

/// What a rule makes of the normal freight, and which of its limits held.
#[derive(Debug)]
struct Discounted {
    special: Rupiah,
    capped: Option<Price>,
    floored: Option<Percent>,
}

fn discounted(rule: &Rule, normal: Rupiah) -> Result<Discounted, MoneyError> {
    let mut discount = rule.discount.on(normal)?;
    let capped = rule.cap.filter(|cap| discount > cap.get());
    if let Some(cap) = capped {
        discount = cap.get();
    }
    let mut special = normal.minus(discount)?.max(Rupiah::ZERO);
    let mut floored = None;
    if let Some(floor) = rule.floor {
        let least = floor.of(normal, Rounding::HalfUp)?.min(normal);
        if special < least {
            special = least;
            floored = Some(floor);
        }
    }
    Ok(Discounted { special, capped, floored })
}

/// What insuring `declared` costs, and whether it is the minimum.
fn insured(terms: &Insurance, declared: Price) -> Result<(Rupiah, bool), MoneyError> {
    let premium =
        terms.percent.of_in_steps(declared.get(), terms.round_up_to.get(), Rounding::Up)?;
    let cost = premium.plus(terms.admin.get())?;
    let minimum = terms.minimum.get();
    Ok((cost.max(minimum), cost < minimum))
}

/// Who listens to the steps of a quote.
trait Trail {
    /// Takes a step that adds `amount` to `before`, with the line of its file that it stands on.
    fn tell(
        &mut self,
        before: Rupiah,
        amount: Rupiah,
        step: impl FnOnce() -> Option<(Step, u32)>,
    ) -> Result<(), MoneyError>;
}

/// Nobody: no step is even made.
#[derive(Debug)]
struct Untold;

impl Trail for Untold {
    fn tell(
        &mut self,
        _before: Rupiah,
        _amount: Rupiah,
        _step: impl FnOnce() -> Option<(Step, u32)>,
    ) -> Result<(), MoneyError> {
        Ok(())
    }
}

impl Trail for Vec<Line> {
    fn tell(
        &mut self,
        before: Rupiah,
        amount: Rupiah,
        step: impl FnOnce() -> Option<(Step, u32)>,
    ) -> Result<(), MoneyError> {
        if let Some((step, row)) = step() {
            self.push(Line::try_new(step, row, before, amount)?);
        }
        Ok(())
    }
}
