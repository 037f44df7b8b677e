//! book.toml.

use std::collections::HashSet;

use ikm_core::shipping::{Insurance, Price, Service, Surcharge, TariffBook, TariffFiles, Tax};

use super::fields::{Document, Fields};
use super::{Noted, values};
use crate::error::{BookError, Problem};

/// The book without its zones and bands; `None` when something in it cannot be read.
pub(super) fn read(text: &str, errors: &mut Vec<BookError>) -> Option<TariffBook> {
    let (mut document, table) = Document::open(TariffFiles::BOOK, text, errors)?;
    let mut top = Fields::new(&mut document, table);
    let services = top.tables("service");
    let surcharges = top.tables("surcharge");
    let insurance = top.table("insurance");
    let taxes = top.tables("tax");
    let carrier = top.required("carrier", values::text);
    let version = top.required("version", values::label);
    let source = top.optional("source", values::blank_text);
    let in_force = top.dates("effective_from", "effective_to");
    let origin = top.required("origin", values::postal_code);
    top.finish();

    // Everything is read before anything is given up, so that every error is found.
    let mut codes = HashSet::new();
    let services: Vec<_> = services
        .into_iter()
        .map(|table| service(Fields::new(&mut document, table), &mut codes))
        .collect();
    let surcharges: Vec<_> =
        surcharges.into_iter().map(|table| surcharge(Fields::new(&mut document, table))).collect();
    let insurance = insurance.map(|table| self::insurance(Fields::new(&mut document, table)));
    let taxes: Vec<_> =
        taxes.into_iter().map(|table| tax(Fields::new(&mut document, table))).collect();

    let whole = || {
        Ok::<_, Noted>(TariffBook {
            carrier: carrier?,
            version: version?,
            source: source?.flatten(),
            in_force: in_force?,
            origin: origin?,
            services: services.into_iter().collect::<Result<_, _>>()?,
            zones: Vec::new(),
            bands: Vec::new(),
            surcharges: surcharges.into_iter().collect::<Result<_, _>>()?,
            insurance: insurance.transpose()?,
            taxes: taxes.into_iter().collect::<Result<_, _>>()?,
        })
    };
    whole().ok()
}

fn service(mut fields: Fields<'_, '_, '_>, codes: &mut HashSet<String>) -> Result<Service, Noted> {
    let line = fields.line();
    let code = fields.required("code", values::text);
    let name = fields.required("name", values::text);
    let minimum = fields.required("minimum_g", values::grams);
    let step_g = fields.required("step_g", values::step);
    let tolerance = fields.required("tolerance_g", values::grams);
    let tolerance_edge = fields.required("tolerance_edge", values::edge);
    let volumetric_divisor = fields.optional("volumetric_divisor", values::step);
    let max = fields.optional("max_g", values::grams);
    let max_longest_mm = fields.optional("max_longest_mm", values::whole);
    let max_girth_mm = fields.optional("max_girth_mm", values::whole);
    if let Ok(code) = &code
        && !codes.insert(code.clone())
    {
        fields.error(Problem::ServiceTwice(code.clone()));
    }
    fields.finish();
    Ok(Service {
        code: code?,
        name: name?,
        minimum: minimum?,
        step_g: step_g?,
        tolerance: tolerance?,
        tolerance_edge: tolerance_edge?,
        volumetric_divisor: volumetric_divisor?,
        max: max?,
        max_longest_mm: max_longest_mm?,
        max_girth_mm: max_girth_mm?,
        line,
    })
}

fn surcharge(mut fields: Fields<'_, '_, '_>) -> Result<Surcharge, Noted> {
    let line = fields.line();
    let code = fields.required("code", values::text);
    let name = fields.required("name", values::text);
    let charge = fields.charge(|fields| fields.optional("fixed", values::price));
    let of = fields.optional("of", values::base);
    let services = fields.optional("services", values::texts);
    let zones = fields.optional("zones", values::texts);
    let over = fields.optional("over_g", values::grams);
    fields.finish();
    Ok(Surcharge {
        code: code?,
        name: name?,
        charge: charge?,
        of: of?.unwrap_or_default(),
        services: services?,
        zones: zones?,
        over: over?,
        line,
    })
}

fn insurance(mut fields: Fields<'_, '_, '_>) -> Result<Insurance, Noted> {
    let line = fields.line();
    let percent = fields.required("percent", values::percent);
    let round_up_to = fields.optional("round_up_to", values::price);
    let admin = fields.optional("admin", values::price);
    let minimum = fields.optional("minimum", values::price);
    let compulsory_above = fields.optional("compulsory_above", values::price);
    fields.finish();
    Ok(Insurance {
        percent: percent?,
        round_up_to: round_up_to?.unwrap_or(Price::ZERO),
        admin: admin?.unwrap_or(Price::ZERO),
        minimum: minimum?.unwrap_or(Price::ZERO),
        compulsory_above: compulsory_above?,
        line,
    })
}

fn tax(mut fields: Fields<'_, '_, '_>) -> Result<Tax, Noted> {
    let line = fields.line();
    let name = fields.required("name", values::text);
    let percent = fields.required("percent", values::percent);
    let in_force = fields.dates("from", "to");
    fields.finish();
    Ok(Tax { name: name?, percent: percent?, in_force: in_force?, line })
}
