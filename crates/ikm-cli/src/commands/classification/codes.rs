use ikm_core::Lang;
use ikm_core::classification::{KbliTable, Suggester, Suggestion, in_2025};
use ikm_report::{Cell, Column, Kind, Term};

use super::{FindArgs, SuggestArgs};
use crate::errors::{Done, Failure};
use crate::printer::Printer;

/// Lists the codes whose titles have the words.
pub(super) fn find(printer: &Printer, args: &FindArgs) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("kbli", "KBLI", "KBLI"),
        text("edition", "Edisi", "Edition"),
        text("title", "Judul", "Title"),
        text("in_2025", "Dalam edisi 2025", "In edition 2025"),
    ];
    let lang = printer.lang();
    let mut listing = printer.listing(columns, args.limit)?;
    for entry in KbliTable::kbli2020_section_c().find(&args.text.join(" "), usize::MAX) {
        let code = entry.kbli.code();
        listing.row(&[
            code.to_owned().into(),
            entry.kbli.edition().to_string().into(),
            entry.title.clone().into(),
            in_2025(code).map(|now| now.text(lang)).into(),
        ])?;
    }
    listing.end_or_say(lang.pick("Tidak ada kode yang cocok.", "No code fits."))?;
    Ok(Done::Well)
}

/// Lists the codes that a product suggests, surest first.
pub(super) fn suggest(printer: &Printer, args: &SuggestArgs) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("kbli", "KBLI", "KBLI"),
        text("edition", "Edisi", "Edition").in_files_only(),
        text("title", "Judul", "Title"),
        text("confidence", "Keyakinan", "Confidence"),
        text("why", "Alasan", "Why"),
    ];
    let lang = printer.lang();
    let mut listing = printer.listing(columns, None)?;
    for suggestion in Suggester::kbli2020().suggest(&args.text.join(" ")) {
        let Words { code, title, confidence, why } = suggestion_words(&suggestion, lang);
        let edition = suggestion.kbli.edition().to_string();
        listing.row(&[code, edition.into(), title, confidence, why])?;
    }
    listing.end_or_say(lang.pick("Tidak ada saran.", "No suggestion."))?;
    Ok(Done::Well)
}

/// A suggestion as cells.
pub(crate) struct Words {
    pub(crate) code: Cell,
    pub(crate) title: Cell,
    pub(crate) confidence: Cell,
    pub(crate) why: Cell,
}

/// A suggestion in words; a code outside the table says so in place of its title.
pub(crate) fn suggestion_words(suggestion: &Suggestion, lang: Lang) -> Words {
    let outside = lang.pick("di luar kategori C", "outside section C");
    let confidence = suggestion.confidence;
    let term =
        Term::new(confidence.to_string(), confidence.label(Lang::Id), confidence.label(Lang::En));
    Words {
        code: suggestion.kbli.code().to_owned().into(),
        title: suggestion.title.clone().unwrap_or_else(|| outside.to_owned()).into(),
        confidence: term.into(),
        why: suggestion.why.text(lang).into(),
    }
}
