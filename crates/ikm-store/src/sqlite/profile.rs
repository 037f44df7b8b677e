//! An IKM as its row holds it.

use std::fmt;

use ikm_core::classification::ClassCode;
use ikm_core::identity::{Bpom, Email, HalalNumber, Nib, Nik, Nmid, Npwp, Phone, Pirt};
use ikm_core::money::Rupiah;
use ikm_core::registry::{Figures, Ikm, Merged, Place, Profile, Workers};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

use super::cells::{Cells, day, key};
use crate::Result;

/// Selects the columns of an IKM in the order in which [`read`] takes them.
macro_rules! select_ikm {
    ($rest:literal) => {
        concat!(
            "select ikm.id, ikm.version, ikm.registered_on, ikm.batch, ikm.merged_into, \
             ikm.merged_on, ikm.name, ikm.owner, ikm.gender, ikm.nik, ikm.npwp, ikm.nib, ikm.phone, ikm.email, ikm.regency, \
             ikm.kecamatan, ikm.nagari, ikm.address, ikm.postal_code, ikm.latitude, ikm.longitude, \
             ikm.kbli, ikm.class, ikm.commodity, ikm.product, ikm.legal_form, ikm.founded_year, \
             ikm.figures_year, ikm.workers_male, ikm.workers_female, ikm.workers_total, \
             ikm.investment, ikm.production_value, ikm.raw_material_value, ikm.sales, \
             ikm.capacity, ikm.capacity_unit, ikm.pirt, ikm.pirt_until, ikm.halal, ikm.halal_until, \
             ikm.bpom, ikm.bpom_until, ikm.nmid, ikm.notes ",
            $rest
        )
    };
}
pub(super) use select_ikm;

/// Adds an IKM: the association, the id, then [`columns`].
pub(super) const INSERT: &str = "insert into ikm (
        association, id, version, registered_on, batch, merged_into, merged_on, name, owner, gender,
        nik, npwp, nib, phone, email, regency, kecamatan, nagari, address, postal_code, latitude,
        longitude, kbli, class, commodity, product, legal_form, founded_year, figures_year,
        workers_male, workers_female, workers_total, investment, production_value,
        raw_material_value, sales, capacity, capacity_unit, pirt, pirt_until, halal, halal_until,
        bpom, bpom_until, nmid, notes
    ) values (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38,
        ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46
    )";

/// Replaces an IKM of the version that it was made of: the association, the id, then [`columns`], and
/// since when it is so.
pub(super) const UPDATE: &str = "update ikm set
        version = version + 1, merged_into = ?6, merged_on = ?7, name = ?8, owner = ?9,
        gender = ?10, nik = ?11, npwp = ?12, nib = ?13, phone = ?14, email = ?15, regency = ?16,
        kecamatan = ?17, nagari = ?18, address = ?19, postal_code = ?20, latitude = ?21,
        longitude = ?22, kbli = ?23, class = ?24, commodity = ?25, product = ?26, legal_form = ?27,
        founded_year = ?28, figures_year = ?29, workers_male = ?30, workers_female = ?31,
        workers_total = ?32, investment = ?33, production_value = ?34, raw_material_value = ?35,
        sales = ?36, capacity = ?37, capacity_unit = ?38, pirt = ?39, pirt_until = ?40, halal = ?41,
        halal_until = ?42, bpom = ?43, bpom_until = ?44, nmid = ?45, notes = ?46, since = ?47
    where association = ?1 and id = ?2 and version = ?3";

pub(super) fn read(cells: &mut Cells<'_, '_>) -> Result<Ikm> {
    Ok(Ikm {
        id: cells.id()?,
        version: cells.count()?,
        registered_on: cells.parsed()?,
        batch: cells.optional_id()?,
        merged: read_merged(cells)?,
        profile: read_profile(cells)?,
    })
}

fn read_merged(cells: &mut Cells<'_, '_>) -> Result<Option<Merged>> {
    let into = cells.optional_id()?;
    let on = cells.optional_parsed()?;
    Ok(into.zip(on).map(|(into, on)| Merged { into, on }))
}

fn read_profile(cells: &mut Cells<'_, '_>) -> Result<Profile> {
    Ok(Profile {
        name: cells.get()?,
        owner: cells.get()?,
        gender: cells.optional_parsed()?,
        nik: cells.optional_parsed()?,
        npwp: cells.optional_parsed()?,
        nib: cells.optional_parsed()?,
        phone: cells.optional_parsed()?,
        email: cells.optional_parsed()?,
        place: read_place(cells)?,
        kbli: cells.optional_parsed()?,
        classification: cells.optional_parsed()?,
        commodity: cells.get()?,
        product: cells.get()?,
        legal_form: cells.get()?,
        founded_year: cells.get()?,
        figures: read_figures(cells)?,
        pirt: cells.optional_parsed()?,
        pirt_until: cells.optional_parsed()?,
        halal: cells.optional_parsed()?,
        halal_until: cells.optional_parsed()?,
        bpom: cells.optional_parsed()?,
        bpom_until: cells.optional_parsed()?,
        nmid: cells.optional_parsed()?,
        notes: cells.get()?,
    })
}

fn read_place(cells: &mut Cells<'_, '_>) -> Result<Place> {
    Ok(Place {
        regency: cells.parsed()?,
        kecamatan: cells.optional_parsed()?,
        nagari: cells.optional_parsed()?,
        address: cells.get()?,
        postal_code: cells.optional_parsed()?,
        latitude: cells.optional_parsed()?,
        longitude: cells.optional_parsed()?,
    })
}

pub(super) fn read_figures(cells: &mut Cells<'_, '_>) -> Result<Figures> {
    Ok(Figures {
        year: cells.get()?,
        workers: Workers { male: cells.get()?, female: cells.get()?, total: cells.get()? },
        investment: cells.optional_money()?,
        production_value: cells.optional_money()?,
        raw_material_value: cells.optional_money()?,
        sales: cells.optional_money()?,
        capacity: cells.optional_parsed()?,
        capacity_unit: cells.get()?,
    })
}

/// What [`INSERT`] and [`UPDATE`] are run with. Texts are lent, not copied: an import binds millions.
pub(super) fn columns(association: i64, ikm: &Ikm) -> [ToSqlOutput<'_>; 46] {
    let Ikm { id, version, registered_on, batch, merged, profile } = ikm;
    let Profile { place, figures, .. } = profile;
    let workers = figures.workers;
    [
        association.into(),
        blob(key(*id)),
        (*version).into(),
        day(*registered_on).into(),
        maybe(batch.map(|batch| blob(key(batch)))),
        maybe(merged.map(|merged| blob(key(merged.into)))),
        maybe(merged.map(|merged| day(merged.on).into())),
        lent(&profile.name),
        text(profile.owner.as_deref()),
        shown(profile.gender),
        text(profile.nik.as_ref().map(Nik::as_str)),
        text(profile.npwp.as_ref().map(Npwp::as_str)),
        text(profile.nib.as_ref().map(Nib::as_str)),
        text(profile.phone.as_ref().map(Phone::as_str)),
        text(profile.email.as_ref().map(Email::as_str)),
        place.regency.to_string().into(),
        shown(place.kecamatan),
        shown(place.nagari),
        text(place.address.as_deref()),
        shown(place.postal_code),
        shown(place.latitude),
        shown(place.longitude),
        shown(profile.kbli),
        text(profile.classification.as_ref().map(ClassCode::as_str)),
        text(profile.commodity.as_deref()),
        text(profile.product.as_deref()),
        text(profile.legal_form.as_deref()),
        maybe(profile.founded_year.map(ToSqlOutput::from)),
        maybe(figures.year.map(ToSqlOutput::from)),
        maybe(workers.male.map(ToSqlOutput::from)),
        maybe(workers.female.map(ToSqlOutput::from)),
        maybe(workers.total.map(ToSqlOutput::from)),
        money(figures.investment),
        money(figures.production_value),
        money(figures.raw_material_value),
        money(figures.sales),
        shown(figures.capacity),
        text(figures.capacity_unit.as_deref()),
        text(profile.pirt.as_ref().map(Pirt::as_str)),
        shown(profile.pirt_until),
        text(profile.halal.as_ref().map(HalalNumber::as_str)),
        shown(profile.halal_until),
        text(profile.bpom.as_ref().map(Bpom::as_str)),
        shown(profile.bpom_until),
        text(profile.nmid.as_ref().map(Nmid::as_str)),
        text(profile.notes.as_deref()),
    ]
}

fn blob<'a>(key: [u8; 16]) -> ToSqlOutput<'a> {
    ToSqlOutput::Owned(Value::Blob(key.to_vec()))
}

const fn lent(text: &str) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))
}

fn text(text: Option<&str>) -> ToSqlOutput<'_> {
    maybe(text.map(lent))
}

fn shown<'a>(value: Option<impl fmt::Display>) -> ToSqlOutput<'a> {
    maybe(value.map(|value| value.to_string().into()))
}

fn money<'a>(amount: Option<Rupiah>) -> ToSqlOutput<'a> {
    maybe(amount.map(|amount| amount.get().into()))
}

fn maybe(value: Option<ToSqlOutput<'_>>) -> ToSqlOutput<'_> {
    value.unwrap_or(ToSqlOutput::Owned(Value::Null))
}
