//! Shipping: tariff books, quotes under them, and parcels accepted at the postal desk.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::gallery::Payment;
use ikm_core::id::{EntryId, ShipmentId, TariffId};
use ikm_core::money::Rupiah;
use ikm_core::shipping::{Explanation, LoadedTariff, Parcel, Quote, Shipment, TariffFiles};
use ikm_store::{ReadTx, WriteTx};
use ikm_tariff::{CompiledBook, Severity};
use serde::{Deserialize, Serialize};

use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::members::{PAGE, ikm_of, resolve_member};

/// A tariff book in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TariffView {
    /// Its id.
    pub tariff: TariffId,
    /// The carrier.
    pub carrier: String,
    /// The version.
    pub version: String,
    /// The first day on which it is in force.
    pub effective_from: NaiveDate,
    /// The day on which it is in force no more, if one is set.
    pub effective_to: Option<NaiveDate>,
}

/// A parcel at the postal desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentView {
    /// Its id.
    pub shipment: ShipmentId,
    /// The number of the member who sends it.
    pub member: MemberNumber,
    /// The name of the IKM.
    pub name: String,
    /// The day on which it was accepted.
    pub accepted_on: NaiveDate,
    /// What was sent, and where.
    #[serde(flatten)]
    pub parcel: Parcel,
    /// What it cost.
    #[serde(flatten)]
    pub quote: Quote,
    /// How it was paid.
    pub payment: Payment,
    /// The post's own receipt number.
    pub receipt_number: Option<String>,
    /// Where it stands.
    pub status: String,
}

/// A parcel to accept.
#[derive(Clone, Debug)]
pub struct ParcelRequest {
    /// The number of the member who sends it.
    pub member: String,
    /// What is sent, and where.
    pub parcel: Parcel,
    /// How it is paid.
    pub payment: Payment,
    /// The post's own receipt number.
    pub receipt_number: Option<String>,
}

impl App<'_> {
    /// Loads a tariff book. A book with errors is refused; the same book again changes nothing.
    ///
    /// # Errors
    ///
    /// [`AppError::Book`] when it cannot be read, [`Refusal::TariffLint`] when it has errors,
    /// [`Refusal::TariffVersion`] when another book has its carrier and version, and
    /// [`AppError::Store`].
    pub fn load_tariff(&mut self, files: TariffFiles) -> Result<TariffView, AppError> {
        let errors = ikm_tariff::lint(&files)
            .iter()
            .filter(|finding| finding.severity() == Severity::Error)
            .count();
        let (book, _) = ikm_tariff::parse(&files)?;
        if errors > 0 {
            return Err(Refusal::TariffLint(u64::try_from(errors).unwrap_or(u64::MAX)).into());
        }
        let content = DigestBuilder::new()
            .field("tariff.load")
            .field(&ikm_core::audit::hex(&files.digest()))
            .finish();
        self.write_once(content, |tx, env| {
            for known in tx.tariffs()? {
                if known.carrier == book.carrier && known.version == book.version {
                    if known.files == files {
                        return Ok(tariff_view(&known));
                    }
                    let LoadedTariff { carrier, version, .. } = known;
                    return Err(Refusal::TariffVersion { carrier, version }.into());
                }
            }
            let tariff = LoadedTariff {
                id: TariffId::generate(env.ids),
                carrier: book.carrier.clone(),
                version: book.version.clone(),
                in_force: book.in_force,
                loaded_on: env.today,
                files,
            };
            tx.insert_tariff(&tariff)?;
            env.audit(tx, "tariff.load", &tariff.id, content, "")?;
            Ok(tariff_view(&tariff))
        })
    }

    /// The tariff book in force on a day: of several, the one that came into force last, and of
    /// those the one loaded last.
    ///
    /// # Errors
    ///
    /// [`Refusal::NoTariff`] when none is, and [`AppError::Store`].
    pub fn tariff_on(&self, on: NaiveDate) -> Result<(TariffId, CompiledBook), AppError> {
        let tariff = self.read(|tx| tariff_in_force(tx, on))?;
        Ok((tariff.id, compile(&tariff)?))
    }

    /// Accepts a parcel at the desk on the business day, at the price of the book in force.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`]; [`AppError::Member`] when the member is not active;
    /// [`Refusal::NoTariff`] and [`AppError::NoQuote`] when there is no price;
    /// [`Refusal::ReceiptNumber`] when the post's number is known already; and
    /// [`AppError::Store`].
    pub fn accept_parcel(&mut self, request: &ParcelRequest) -> Result<ShipmentView, AppError> {
        let requests = std::slice::from_ref(request);
        let content = content_of(requests);
        let mut views = self.write_once(content, |tx, env| {
            // Looked for only when there is no answer yet: a retry may come after the book's end.
            let tariff = tariff_in_force(tx, env.today)?;
            accept(tx, env, requests, (tariff.id, &compile(&tariff)?))
        })?;
        Ok(views.pop().ok_or(Refusal::NotFounded)?)
    }

    /// Accepts several parcels in one transaction, all or none, under a book that the caller keeps
    /// compiled.
    ///
    /// # Errors
    ///
    /// Those of [`App::accept_parcel`].
    pub fn accept_parcels(
        &mut self,
        requests: &[ParcelRequest],
        tariff: TariffId,
        book: &CompiledBook,
    ) -> Result<Vec<ShipmentView>, AppError> {
        self.write_once(content_of(requests), |tx, env| accept(tx, env, requests, (tariff, book)))
    }

    /// Shows every parcel to `each`, in the order in which they were accepted.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_shipment(
        &self,
        mut each: impl FnMut(ShipmentView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.read(|tx| {
            let mut names: BTreeMap<_, (MemberNumber, String)> = BTreeMap::new();
            let mut after = None;
            loop {
                let page = tx.shipment_page(after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some(last.id);
                for shipment in page {
                    let id = shipment.member;
                    if let Entry::Vacant(entry) = names.entry(id) {
                        let unknown = || Refusal::UnknownMember(id.to_string());
                        let member = tx.member(id)?.ok_or_else(unknown)?;
                        let name = ikm_of(tx, &member)?.profile.name;
                        entry.insert((member.number(), name));
                    }
                    if let Some((number, name)) = names.get(&id) {
                        each(shipment_view(shipment, *number, name.clone()))?;
                    }
                }
            }
        })
    }

    /// What the parcels of all members would have cost, what they cost, and the saving.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn shipping_totals(&self) -> Result<ShippingTotals, AppError> {
        let mut totals = ShippingTotals::default();
        self.for_each_shipment(|view| {
            totals.shipments += 1;
            totals.normal = totals.normal.plus(view.quote.normal())?;
            totals.special = totals.special.plus(view.quote.special())?;
            totals.total = totals.total.plus(view.quote.total())?;
            Ok(())
        })?;
        Ok(totals)
    }
}

/// A digest of what is to be accepted.
fn content_of(requests: &[ParcelRequest]) -> Digest {
    let mut digest = DigestBuilder::new();
    digest.field("shipment.accept");
    for request in requests {
        digest.field(&format!("{request:?}"));
    }
    digest.finish()
}

fn accept(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    requests: &[ParcelRequest],
    (tariff, book): (TariffId, &CompiledBook),
) -> Result<Vec<ShipmentView>, AppError> {
    let content = content_of(requests);
    let mut views = Vec::with_capacity(requests.len());
    for request in requests {
        let member = resolve_member(tx, &request.member)?;
        member.require_active()?;
        let ikm = ikm_of(tx, &member)?;
        let mut parcel = request.parcel.clone();
        if parcel.classification.is_none() {
            // The special tariff may depend on what the sender makes.
            let class = ikm.profile.classification.as_ref();
            parcel.classification = class.map(ToString::to_string);
        }
        if let Some(number) = &request.receipt_number
            && tx.shipment_by_receipt(number)?.is_some()
        {
            return Err(Refusal::ReceiptNumber(number.clone()).into());
        }
        let quote = book.quote(&parcel, env.today)?;
        let mut shipment = Shipment {
            id: ShipmentId::generate(env.ids),
            member: member.id(),
            accepted_on: env.today,
            parcel,
            quote,
            tariff,
            payment: request.payment,
            receipt_number: request.receipt_number.clone(),
            entry: None,
        };
        if let Some(entry) = shipment.entry(EntryId::generate(env.ids))? {
            tx.append_entry(&entry)?;
            shipment.entry = Some(entry.id());
        }
        tx.insert_shipment(&shipment)?;
        env.audit(tx, "shipment.accept", &shipment.id, content, "")?;
        views.push(shipment_view(shipment, member.number(), ikm.profile.name));
    }
    Ok(views)
}

/// The sums over all accepted parcels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ShippingTotals {
    /// How many parcels.
    pub shipments: u64,
    /// Their freight at the normal tariff.
    pub normal: Rupiah,
    /// Their freight at the special tariff.
    pub special: Rupiah,
    /// What their senders paid, with surcharges, insurance and taxes.
    pub total: Rupiah,
}

/// Makes old quotes again, each from the book under which it was given.
#[derive(Default)]
pub(crate) struct Replay {
    books: BTreeMap<TariffId, CompiledBook>,
}

impl Replay {
    /// The quote of a parcel as its own book gives it for its own day.
    pub(crate) fn quote(
        &mut self,
        tx: &mut dyn ReadTx,
        shipment: &Shipment,
    ) -> Result<Quote, AppError> {
        Ok(self.book(tx, shipment)?.quote(&shipment.parcel, shipment.accepted_on)?)
    }

    /// The same quote with every step.
    pub(crate) fn explain(
        &mut self,
        tx: &mut dyn ReadTx,
        shipment: &Shipment,
    ) -> Result<Explanation, AppError> {
        Ok(self.book(tx, shipment)?.explain(&shipment.parcel, shipment.accepted_on)?)
    }

    fn book(
        &mut self,
        tx: &mut dyn ReadTx,
        shipment: &Shipment,
    ) -> Result<&CompiledBook, AppError> {
        let id = shipment.tariff;
        match self.books.entry(id) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(entry) => {
                let missing = Refusal::NoTariff(shipment.accepted_on);
                let tariff = tx.tariff(id)?.ok_or(missing)?;
                Ok(entry.insert(compile(&tariff)?))
            }
        }
    }
}

fn compile(tariff: &LoadedTariff) -> Result<CompiledBook, AppError> {
    let (book, agreement) = ikm_tariff::parse(&tariff.files)?;
    Ok(ikm_tariff::compile(book, agreement))
}

fn tariff_in_force(tx: &mut dyn ReadTx, on: NaiveDate) -> Result<LoadedTariff, AppError> {
    tx.tariffs()?
        .into_iter()
        .filter(|tariff| tariff.in_force.contains(on))
        .max_by_key(|tariff| (tariff.in_force.from(), tariff.id))
        .ok_or(Refusal::NoTariff(on).into())
}

fn tariff_view(tariff: &LoadedTariff) -> TariffView {
    TariffView {
        tariff: tariff.id,
        carrier: tariff.carrier.clone(),
        version: tariff.version.clone(),
        effective_from: tariff.in_force.from(),
        effective_to: tariff.in_force.until(),
    }
}

fn shipment_view(shipment: Shipment, member: MemberNumber, name: String) -> ShipmentView {
    ShipmentView {
        shipment: shipment.id,
        member,
        name,
        accepted_on: shipment.accepted_on,
        parcel: shipment.parcel,
        quote: shipment.quote,
        payment: shipment.payment,
        receipt_number: shipment.receipt_number,
        status: "accepted".to_owned(),
    }
}
