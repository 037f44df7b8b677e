//! The registry: importing lists and taking that back, finding and showing IKM, merging those that
//! are one, and what became of each.

mod classify;
mod export;
mod figures;
mod forget;
mod history;
mod identity;
mod import;
mod merge;
mod refusal;
mod segment;
mod undo;

use std::ops::ControlFlow;

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_core::classification::Scheme;
use ikm_core::id::{BatchId, IkmId};
use ikm_core::identity::Nib;
use ikm_core::money::Rupiah;
use ikm_core::registry::{Ikm, Permit, Segment};
use ikm_store::{IkmFilter, Pair, ReadTx};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::AppError;
use crate::members::{PAGE, membership_of};
use crate::regions::PlaceNames;
use crate::registry::identity::named_ikm;

pub(crate) use identity::{present, resolve_ikm};
pub(crate) use merge::require_since;
pub(crate) use segment::Sieve;

pub use classify::Classified;
pub use export::{ExportOutcome, ExportSettings};
pub use figures::FiguresView;
pub use forget::Forgotten;
pub use history::HistoryView;
pub use identity::Known;
pub use import::{Decision, ImportOutcome, ImportSettings, ImportTotals, ImportWatch};
pub use merge::{Distinct, MergeOutcome, MergeView};
pub use refusal::{InTheWay, LaterWork, RegistryRefusal};
pub use segment::SegmentRefusal;
pub use undo::UndoOutcome;

/// An IKM as a listing shows it. No NIK and no telephone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IkmView {
    /// Its id.
    pub id: IkmId,
    /// The name of the business.
    pub name: String,
    /// Its owner.
    pub owner: Option<String>,
    /// The name of its kecamatan.
    pub kecamatan: Option<String>,
    /// The name of its nagari.
    pub nagari: Option<String>,
    /// The code of its class.
    pub classification: Option<String>,
    /// The office's commodity group.
    pub commodity: Option<String>,
    /// What it makes.
    pub product: Option<String>,
    /// Its NIB.
    pub nib: Option<Nib>,
}

/// An IKM with everything that is known of it; identifiers of persons are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IkmDetail {
    /// What a listing shows.
    #[serde(flatten)]
    pub ikm: IkmView,
    /// The IKM that was asked for, where it was merged into this one.
    pub asked_for: Option<IkmId>,
    /// The member number, if it is or was a member.
    pub member: Option<MemberNumber>,
    /// The day on which it was registered.
    pub registered_on: NaiveDate,
    /// The import that added it.
    pub batch: Option<BatchId>,
    /// The NIK of its owner, masked.
    pub nik: Option<String>,
    /// The telephone, masked.
    pub phone: Option<String>,
    /// The title of its class, in Indonesian.
    pub classification_title: Option<String>,
    /// Its KBLI code and edition.
    pub kbli: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// The year in which it was founded.
    pub founded_year: Option<i32>,
    /// People who work.
    pub workers: Option<u32>,
    /// Investment.
    pub investment: Option<Rupiah>,
    /// Production value a year.
    pub production_value: Option<Rupiah>,
    /// Raw material a year.
    pub raw_material_value: Option<Rupiah>,
    /// Its permits that can run out, and when they do.
    pub permits: Vec<Permit>,
    /// Its QRIS merchant number.
    pub nmid: Option<String>,
}

/// Two IKM that may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairView {
    /// The one.
    pub a: IkmId,
    /// The other.
    pub b: IkmId,
    /// The name of the one.
    pub a_name: String,
    /// The name of the other.
    pub b_name: String,
    /// How alike they are, from 0 to 100.
    pub score: u8,
    /// Why.
    pub reasons: Vec<ikm_core::registry::Reason>,
}

impl App<'_> {
    /// Up to `limit` IKM whose name, owner, product or place has the words of `text`, best first.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn find(&self, text: &str, limit: u32) -> Result<Vec<IkmView>, AppError> {
        let mut names = PlaceNames::default();
        self.read(|tx| {
            let found = tx.search(text, limit)?;
            found.iter().map(|ikm| ikm_view(tx, ikm, &mut names)).collect()
        })
    }

    /// Shows every IKM to `each`, in order of registration, a page at a time.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_ikm(
        &self,
        filter: &IkmFilter,
        mut each: impl FnMut(IkmView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let mut names = PlaceNames::default();
        self.read(|tx| {
            let mut after = None;
            loop {
                let page = tx.ikm_page(filter, self.env.today, after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some(last.id);
                for ikm in &page {
                    each(ikm_view(tx, ikm, &mut names)?)?;
                }
            }
        })
    }

    /// Everything that is known of the IKM with this id, NIB or member number; of a merged one, of
    /// the one that goes on.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`](crate::Refusal::UnknownIkm) and [`AppError::Store`].
    pub fn show(&self, text: &str) -> Result<IkmDetail, AppError> {
        let scheme = self.scheme()?;
        self.read(|tx| {
            let named = named_ikm(tx, text)?;
            let asked_for = named.merged.map(|_| named.id);
            let ikm = present(tx, named)?;
            let member = membership_of(tx, ikm.id)?.map(|member| member.number());
            let view = ikm_view(tx, &ikm, &mut PlaceNames::default())?;
            let shown = detail(&ikm, view, member, &scheme);
            Ok(IkmDetail { asked_for, ..shown })
        })
    }

    /// Shows every pair that may be one IKM to `each`.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_pair(
        &self,
        mut each: impl FnMut(PairView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.visit_pairs(&Segment::default(), |pair| each(pair).map(ControlFlow::Continue))
    }

    /// Shows every pair to `each` of which the segment holds at least one, until `each` has seen
    /// enough.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn visit_pairs(
        &self,
        segment: &Segment,
        mut each: impl FnMut(PairView) -> Result<ControlFlow<()>, AppError>,
    ) -> Result<(), AppError> {
        let regions = self.regions_for(segment)?;
        let sieve = Sieve::new(segment, self.env.today, &regions);
        self.read(|tx| {
            let mut after = None;
            loop {
                let page = tx.pair_page(after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some((last.a, last.b));
                for pair in page {
                    let (Some(one), Some(other)) = (tx.ikm(pair.a)?, tx.ikm(pair.b)?) else {
                        continue;
                    };
                    if !(sieve.holds(tx, &one)? || sieve.holds(tx, &other)?) {
                        continue;
                    }
                    let (a_name, b_name) = (one.profile.name, other.profile.name);
                    let Pair { a, b, resemblance } = pair;
                    let (score, reasons) = (resemblance.score, resemblance.reasons);
                    if each(PairView { a, b, a_name, b_name, score, reasons })?.is_break() {
                        return Ok(());
                    }
                }
            }
        })
    }
}

fn ikm_view(tx: &mut dyn ReadTx, ikm: &Ikm, names: &mut PlaceNames) -> Result<IkmView, AppError> {
    let profile = &ikm.profile;
    Ok(IkmView {
        id: ikm.id,
        name: profile.name.clone(),
        owner: profile.owner.clone(),
        kecamatan: names.name(tx, profile.place.kecamatan)?,
        nagari: names.name(tx, profile.place.nagari)?,
        classification: profile.classification.as_ref().map(ToString::to_string),
        commodity: profile.commodity.clone(),
        product: profile.product.clone(),
        nib: profile.nib,
    })
}

fn detail(ikm: &Ikm, view: IkmView, member: Option<MemberNumber>, scheme: &Scheme) -> IkmDetail {
    let (profile, figures) = (&ikm.profile, &ikm.profile.figures);
    let title = profile.classification.as_ref().and_then(|code| scheme.get(code));
    IkmDetail {
        ikm: view,
        asked_for: None,
        member,
        registered_on: ikm.registered_on,
        batch: ikm.batch,
        nik: profile.nik.as_ref().map(ToString::to_string),
        phone: profile.phone.as_ref().map(|phone| masked_phone(phone.as_str())),
        classification_title: title.map(|class| class.title_id.clone()),
        kbli: profile.kbli.as_ref().map(ToString::to_string),
        address: profile.place.address.clone(),
        founded_year: profile.founded_year,
        workers: figures.workers.count(),
        investment: figures.investment,
        production_value: figures.production_value,
        raw_material_value: figures.raw_material_value,
        permits: profile.permits(),
        nmid: profile.nmid.as_ref().map(ToString::to_string),
    }
}

/// The last three digits of a telephone, enough to recognise one's own.
fn masked_phone(phone: &str) -> String {
    let shown = phone.len().saturating_sub(3);
    let tail = phone.get(shown..).unwrap_or_default();
    format!("{}{tail}", "*".repeat(shown))
}
