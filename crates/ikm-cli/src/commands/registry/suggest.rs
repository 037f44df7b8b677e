use ikm_app::classification::{Assigned, SuggestedFor};
use ikm_core::Lang;
use ikm_report::{Cell, Column, Kind};

use super::SuggestArgs;
use crate::commands::classification::suggestion_words;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;

/// Lists the IKM without a KBLI code with the best suggestion for each; or takes up those that are
/// sure enough, when asked to.
pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: SuggestArgs,
) -> Result<Done, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let segment = args.which.segment(&app)?;
    let limit = args.limit.unwrap_or(u64::MAX);
    if let Some(sure) = args.accept {
        let Assigned { assigned, classified } = app.accept_suggestions(&segment, sure, limit)?;
        let record = Record::new()
            .with("assigned", "Diberi kode KBLI", "Given a KBLI code", assigned)
            .with("classified", "Mendapat golongan", "Got a class", classified);
        printer.record(&record)?;
        return Ok(Done::Well);
    }
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("id", "Id", "Id"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("product", "Produk", "Product"),
        text("classification", "Golongan", "Class").in_files_only(),
        text("kbli", "KBLI", "KBLI"),
        text("title", "Judul", "Title"),
        text("confidence", "Keyakinan", "Confidence"),
        text("why", "Alasan", "Why").in_files_only(),
        text("others", "Kode lain", "Other codes"),
    ];
    let lang = printer.lang();
    let mut listing = printer.listing(columns, None)?;
    app.for_each_suggestion(&segment, limit, |found| {
        Ok(cells(found, lang).map_or(Ok(()), |cells| listing.row(&cells))?)
    })?;
    listing.end_or_say(lang.pick(
        "Tidak ada IKM tanpa kode KBLI yang produknya memberi saran.",
        "No IKM without a KBLI code makes anything that suggests one.",
    ))?;
    Ok(Done::Well)
}

fn cells(found: SuggestedFor, lang: Lang) -> Option<Vec<Cell>> {
    let (best, others) = found.suggestions.split_first()?;
    let words = suggestion_words(best, lang);
    let others: Vec<&str> = others.iter().map(|other| other.kbli.code()).collect();
    Some(vec![
        found.id.to_string().into(),
        found.name.into(),
        found.product.into(),
        found.classification.map(|class| class.to_string()).into(),
        words.code,
        words.title,
        words.confidence,
        words.why,
        others.join(" ").into(),
    ])
}
