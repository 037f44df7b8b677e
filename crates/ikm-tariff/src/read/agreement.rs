//! agreement.toml.

use ikm_core::shipping::{Agreement, Price, Rule, TariffFiles};

use super::fields::{Document, Fields};
use super::{Noted, values};
use crate::error::{BookError, Problem};

/// The agreement; `None` when something in it cannot be read.
pub(super) fn read(text: &str, errors: &mut Vec<BookError>) -> Option<Agreement> {
    let (mut document, table) = Document::open(TariffFiles::AGREEMENT, text, errors)?;
    let mut top = Fields::new(&mut document, table);
    let rules = top.tables("rule");
    let partner = top.required("partner", values::text);
    let source = top.optional("source", values::blank_text);
    let in_force = top.dates("effective_from", "effective_to");
    top.finish();

    let rules: Vec<_> =
        rules.into_iter().map(|table| rule(Fields::new(&mut document, table))).collect();
    let whole = || {
        Ok::<_, Noted>(Agreement {
            partner: partner?,
            source: source?.flatten(),
            in_force: in_force?,
            rules: rules.into_iter().collect::<Result<_, _>>()?,
        })
    };
    whole().ok()
}

fn rule(mut fields: Fields<'_, '_, '_>) -> Result<Rule, Noted> {
    let line = fields.line();
    let services = fields.optional("services", values::texts);
    let zones = fields.optional("zones", values::texts);
    let classifications = fields.optional("classifications", values::texts);
    let discount = fields.charge(fixed_discount);
    let cap = fields.optional("cap", values::price);
    let floor = fields.optional("floor_percent", values::percent);
    let priority = fields.optional("priority", values::integer);
    let paid_by = fields.required("paid_by", values::payer);
    fields.finish();
    Ok(Rule {
        services: services?,
        zones: zones?,
        classifications: classifications?,
        discount: discount?,
        cap: cap?,
        floor: floor?,
        priority: priority?.unwrap_or_default(),
        paid_by: paid_by?,
        line,
    })
}

/// A discount below zero is told apart from other wrong figures: it makes the special tariff dearer
/// than the normal one.
fn fixed_discount(fields: &mut Fields<'_, '_, '_>) -> Result<Option<Price>, Noted> {
    let mut negative = None;
    let price = fields.optional("fixed", |value| {
        negative = values::integer(value).ok().filter(|fixed| *fixed < 0);
        if negative.is_some() { Ok(Price::ZERO) } else { values::price(value) }
    })?;
    if let Some(fixed) = negative {
        fields.error(Problem::NegativeDiscount(fixed));
    }
    Ok(price)
}
