//! What the registry's own terms are called.

use ikm_app::registry::Known;
use ikm_core::Lang;
use ikm_core::registry::{Cause, Part, Reason};
use ikm_report::{Term, Text};

/// How an IKM was recognised.
pub(super) fn known_term(known: Known) -> Term {
    match known {
        Known::Id => Term::new("id", "id sama", "same id"),
        Known::Nib => Term::new("nib", "NIB sama", "same NIB"),
        Known::NikAndName => Term::new("nik_and_name", "NIK dan nama sama", "same NIK and name"),
        Known::Row | _ => Term::new("row", "baris sudah pernah dibaca", "row was read before"),
    }
}

/// What changed an IKM.
pub(super) fn cause_term(cause: Option<Cause>) -> Term {
    match cause {
        None => Term::new("registered", "didata", "registered"),
        Some(Cause::Import(_)) => Term::new("import", "impor", "import"),
        Some(Cause::Undo(_)) => Term::new("undo", "impor dibatalkan", "import taken back"),
        Some(Cause::Merge(_)) => Term::new("merge", "penggabungan", "merge"),
        Some(Cause::Unmerge(_)) => {
            Term::new("unmerge", "penggabungan dibatalkan", "merge taken back")
        }
        Some(Cause::Classified) => Term::new("classified", "penggolongan", "classification"),
        Some(Cause::Edited) => Term::new("edited", "perbaikan", "correction"),
        Some(Cause::Erased) => Term::new("erased", "data pribadi dihapus", "personal data erased"),
    }
}

/// The import or merge behind a cause.
pub(super) fn cause_id(cause: Option<Cause>) -> Option<String> {
    match cause? {
        Cause::Import(batch) | Cause::Undo(batch) => Some(batch.to_string()),
        Cause::Merge(merge) | Cause::Unmerge(merge) => Some(merge.to_string()),
        Cause::Classified | Cause::Edited | Cause::Erased => None,
    }
}

pub(super) fn part_term(part: Part) -> Term {
    Term { code: part.code().to_owned(), text: Text::of(|lang| part.label(lang).to_owned()) }
}

pub(super) fn part_words(parts: &[Part], lang: Lang) -> String {
    parts.iter().map(|part| part.label(lang)).collect::<Vec<_>>().join(", ")
}

pub(super) fn reasons_words(reasons: &[Reason], lang: Lang) -> String {
    reasons.iter().map(|reason| reason.label(lang)).collect::<Vec<_>>().join(", ")
}
