use std::ops::ControlFlow;

use ikm_app::App;
use ikm_app::registry::{IkmView, PairView};
use ikm_core::classification::ClassCode;
use ikm_core::registry::{Reason, Segment};
use ikm_core::{Explain, Lang};
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::{DuplicatesArgs, FindArgs, ListArgs};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;

/// What a listing was to be narrowed down to, and is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum FilterError {
    /// No kecamatan of the regency has this name or code.
    #[error("{0:?} is no kecamatan of this regency")]
    Kecamatan(String),
    /// The association's scheme has no such class.
    #[error("the classification has no class {0}")]
    Class(ClassCode),
}

impl Explain for FilterError {
    fn code(&self) -> &'static str {
        match self {
            Self::Kecamatan(_) => "IKM-FILTER-KECAMATAN",
            Self::Class(_) => "IKM-FILTER-CLASS",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Kecamatan(text) => format!("{text:?} bukan kecamatan di kabupaten ini"),
            Self::Class(code) => format!("klasifikasi tidak mempunyai golongan {code}"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Kecamatan(_) => lang.pick(
                "tulis nama resmi atau kode Kemendagri, misalnya IV Jurai atau 13.01.05",
                "write the official name or the code of Kemendagri, such as IV Jurai or 13.01.05",
            ),
            Self::Class(_) => lang.pick(
                "lihat golongan yang ada dengan ikm classification show",
                "see the classes with ikm classification show",
            ),
        }
        .to_owned()
    }
}

pub(super) fn find(
    printer: &Printer,
    context: &mut Context,
    args: &FindArgs,
) -> Result<Done, Failure> {
    let app = context.app()?;
    let found = app.find(&args.text.join(" "), args.limit.unwrap_or(u32::MAX))?;
    let mut listing = printer.listing(columns(), None)?;
    for view in found {
        listing.row(&cells(view))?;
    }
    listing.end()?;
    Ok(Done::Well)
}

pub(super) fn list(
    printer: &Printer,
    context: &mut Context,
    args: ListArgs,
) -> Result<Done, Failure> {
    let app = context.app()?;
    let segment = args.which.segment(&app)?;
    let mut listing = printer.listing(columns(), args.limit)?;
    if !listing.is_full() {
        app.visit_segment(&segment, |view| Ok(listing.take(&cells(view))?))?;
    }
    listing.end()?;
    Ok(Done::Well)
}

fn columns() -> Vec<Column> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    vec![
        text("id", "Id", "Id"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("owner", "Pemilik", "Owner"),
        text("kecamatan", "Kecamatan", "Kecamatan"),
        text("nagari", "Nagari", "Nagari").in_files_only(),
        text("classification", "Golongan", "Class"),
        text("commodity", "Komoditi", "Commodity").in_files_only(),
        text("product", "Produk", "Product").in_files_only(),
        text("nib", "NIB", "NIB").in_files_only(),
    ]
}

fn cells(view: IkmView) -> Vec<Cell> {
    vec![
        view.id.to_string().into(),
        view.name.into(),
        view.owner.into(),
        view.kecamatan.into(),
        view.nagari.into(),
        view.classification.into(),
        view.commodity.into(),
        view.product.into(),
        view.nib.map(|nib| nib.to_string()).into(),
    ]
}

pub(super) fn duplicates(
    printer: &Printer,
    context: &mut Context,
    args: DuplicatesArgs,
) -> Result<Done, Failure> {
    let app = context.app()?;
    let segment = args.which.segment(&app)?;
    if printer.is_json() {
        let mut array = Printer::array(args.limit);
        if !array.is_full() {
            app.visit_pairs(&segment, |pair| Ok(array.take(&pair_record(pair))?))?;
        }
        array.end()?;
        return Ok(Done::Well);
    }
    if printer.is_for_people() {
        return duplicates_for_people(printer, &app, &segment, args.limit);
    }
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("a", "IKM", "IKM").in_files_only(),
        text("b", "IKM lain", "Other IKM").in_files_only(),
        text("a_name", "IKM", "IKM"),
        text("b_name", "IKM lain", "Other IKM"),
        Column::new("score", Kind::Count, "Kemiripan", "Likeness"),
        text("reasons", "Alasan", "Reasons"),
    ];
    let mut listing = printer.listing(columns, args.limit)?;
    if listing.is_full() {
        listing.end()?;
        return Ok(Done::Well);
    }
    app.visit_pairs(&segment, |pair| {
        let reasons = reasons(&pair);
        let words =
            reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>().join("; ");
        Ok(listing.take(&[
            pair.a.to_string().into(),
            pair.b.to_string().into(),
            pair.a_name.into(),
            pair.b_name.into(),
            u32::from(pair.score).into(),
            words.into(),
        ])?)
    })?;
    listing.end()?;
    Ok(Done::Well)
}

/// Three lines a pair: what speaks for it, and below each other the two with their ids, which a merge
/// asks for.
fn duplicates_for_people(
    printer: &Printer,
    app: &App<'_>,
    segment: &Segment,
    limit: Option<u64>,
) -> Result<Done, Failure> {
    let lang = printer.lang();
    let column = Column::new("pair", Kind::Text, "Pasangan", "Pair");
    let mut listing = printer.lines(vec![column])?;
    let mut left = limit.unwrap_or(u64::MAX);
    app.visit_pairs(segment, |pair| {
        let Some(less) = left.checked_sub(1) else { return Ok(ControlFlow::Break(())) };
        left = less;
        let words: Vec<String> =
            reasons(&pair).into_iter().map(|reason| reason.text.pick(lang).to_owned()).collect();
        let likeness = lang.pick("Kemiripan", "Likeness");
        listing.row(&[format!("{likeness} {}: {}", pair.score, words.join(", ")).into()])?;
        listing.row(&[format!("  {}  {}", pair.a, pair.a_name).into()])?;
        listing.row(&[format!("  {}  {}", pair.b, pair.b_name).into()])?;
        Ok(ControlFlow::Continue(()))
    })?;
    listing.end()?;
    Ok(Done::Well)
}

fn reasons(pair: &PairView) -> Vec<Term> {
    let term = |reason: &Reason| {
        let code = serde_json::to_value(reason).ok();
        let code = code.as_ref().and_then(|code| code.as_str()).unwrap_or_default().to_owned();
        Term { code, text: Text::of(|lang| reason.label(lang).to_owned()) }
    };
    pair.reasons.iter().map(term).collect()
}

fn pair_record(pair: PairView) -> Record {
    let reasons = reasons(&pair);
    Record::new()
        .in_files("a", pair.a.to_string())
        .in_files("b", pair.b.to_string())
        .in_files("a_name", pair.a_name)
        .in_files("b_name", pair.b_name)
        .in_files("score", u32::from(pair.score))
        .words("reasons", "Alasan", "Reasons", reasons)
}
