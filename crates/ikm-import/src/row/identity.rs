//! Who and what a row speaks of: identifiers, codes and classes. What is damaged or wrong is left
//! out with a warning; the row comes in.

use ikm_core::classification::{Kbli, KbliEdition, KbliError, KbliTable};
use ikm_core::id::IkmId;
use ikm_core::identity::{self, Doubtful, Gender, Identifier, IdentityError, Nik, Npwp};
use ikm_core::region::PostalCode;

use super::{Draft, KbliCells, PlannedColumn};
use crate::field::Field;
use crate::warning::Doubt;

impl Draft<'_> {
    pub(super) fn id(&mut self, column: &PlannedColumn, text: &str) -> Option<IkmId> {
        match text.parse() {
            Ok(id) => Some(id),
            Err(error) => {
                self.warn(&column.header, Doubt::Id(error));
                None
            }
        }
    }

    pub(super) fn gender(&mut self, column: &PlannedColumn, text: &str) -> Option<Gender> {
        match text.parse() {
            Ok(gender) => Some(gender),
            Err(error) => {
                self.warn(&column.header, Doubt::Identifier(error));
                None
            }
        }
    }

    /// A number or an address. One that fills a field and names nobody is left out; of what else is
    /// doubtful a person is told.
    pub(super) fn identifier<T>(&mut self, column: &PlannedColumn, text: &str) -> Option<T>
    where
        T: Doubtful,
    {
        if says_there_is_none(text) {
            return None;
        }
        let (value, doubts) = match T::read(without_decimals(text)) {
            Ok(read) => read,
            Err(error) => {
                self.warn(&column.header, Doubt::Identifier(damage(error, text)));
                return None;
            }
        };
        let mut names_somebody = true;
        for doubt in doubts {
            names_somebody &= !matches!(doubt, identity::Doubt::Placeholder(_));
            // Of several telephones the first is as good as any.
            if doubt != identity::Doubt::Several {
                self.warn(&column.header, Doubt::Identity(doubt));
            }
        }
        Some(value).filter(|_| names_somebody)
    }

    pub(super) fn nik(&mut self, column: &PlannedColumn, text: &str) -> Option<Nik> {
        if self.plan.no_nik {
            // The list as a whole was warned about.
            return None;
        }
        let nik: Nik = self.identifier(column, text)?;
        let shown = nik.to_string();
        self.unless_last_digit_is_lost(column, Identifier::Nik, nik, nik.as_str(), shown)
    }

    pub(super) fn npwp(&mut self, column: &PlannedColumn, text: &str) -> Option<Npwp> {
        let npwp: Npwp = self.identifier(column, text)?;
        let shown = npwp.to_string();
        self.unless_last_digit_is_lost(column, Identifier::Npwp, npwp, npwp.as_str(), shown)
    }

    /// A spreadsheet keeps 15 digits of a number: the sixteenth has become 0, and what it was
    /// nobody knows.
    fn unless_last_digit_is_lost<T>(
        &mut self,
        column: &PlannedColumn,
        what: Identifier,
        value: T,
        digits: &str,
        shown: String,
    ) -> Option<T> {
        let is_lost = digits.len() == 16
            && digits.ends_with('0')
            && self.row.cells.is_typed_number(column.index);
        if is_lost {
            let error = IdentityError::Damaged { what, text: shown };
            self.warn(&column.header, Doubt::Identifier(error));
            return None;
        }
        Some(value)
    }

    /// The KBLI code in its edition, and the class of the office's own scheme.
    pub(super) fn finish_classification(&mut self) {
        self.profile.kbli = self.kbli();
        self.doubt_kbli();
        let Some(text) = self.class else { return };
        self.profile.classification = self.plan.classes.find(text);
        if self.profile.classification.is_some() {
            return;
        }
        // Many offices call a group of goods a classification, in words of their own.
        let in_words = text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        if in_words && self.profile.commodity.is_none() {
            self.profile.commodity = self.commodity(Field::Classification, text);
        } else {
            self.warn(self.plan.header(Field::Classification), Doubt::Class(text.to_owned()));
        }
    }

    fn kbli(&mut self) -> Option<Kbli> {
        let KbliCells { code: text, edition } = self.kbli;
        if text.is_empty() {
            return None;
        }
        // Our own files write the edition in front of the code.
        if let Ok(kbli) = text.parse() {
            return Some(kbli);
        }
        // Lists write the title behind the code, and the section in front of it.
        let code = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = code.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(code.len());
        let code = code.get(..end).filter(|code| !code.is_empty()).unwrap_or(text);
        // 10.794 and 1.0.7.9.4 are one code, and 10794.0 is a number of some program.
        let code = without_decimals(code).replace('.', "");
        let kbli = self.edition(edition).and_then(|edition| Kbli::try_new(edition, &code));
        match kbli {
            Ok(kbli) => Some(kbli),
            Err(error) => {
                let is_edition = matches!(error, KbliError::Edition(_));
                let field = if is_edition { Field::KbliEdition } else { Field::Kbli };
                self.warn(self.plan.header(field), Doubt::Kbli(error));
                None
            }
        }
    }

    /// Doubts a code that its edition does not have, or that may be of another edition as neither
    /// the row nor the header says.
    fn doubt_kbli(&mut self) {
        let Some(kbli) = self.profile.kbli else { return };
        let KbliCells { code, edition } = self.kbli;
        let says = self.plan.said_edition.is_some() || !edition.is_empty() || code.contains(':');
        let year = self.profile.figures.year.unwrap_or(self.plan.this_year);
        if let Some(doubt) = KbliTable::kbli2020_section_c().doubt(kbli, (!says).then_some(year)) {
            self.warn(self.plan.header(Field::Kbli), Doubt::KbliCode(doubt));
        }
    }

    /// The edition that the row names, else that of the list.
    fn edition(&self, text: &str) -> Result<KbliEdition, KbliError> {
        let year = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        match without_decimals(year) {
            "" if text.is_empty() => Ok(self.plan.edition),
            year => year.parse(),
        }
    }

    pub(super) fn postal_code(&mut self, column: &PlannedColumn, text: &str) -> Option<PostalCode> {
        match text.parse() {
            Ok(code) => Some(code),
            Err(error) => {
                self.warn(&column.header, Doubt::PostalCode(error));
                None
            }
        }
    }
}

/// What stands in a column of numbers where there is none.
fn says_there_is_none(text: &str) -> bool {
    const NONE: [&str; 8] = [
        "belum",
        "tidak",
        "tdk",
        "belum punya",
        "tidak punya",
        "belum memiliki",
        "tidak memiliki",
        "no",
    ];
    NONE.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A number that some program wrote with decimals: `1301055506800001.0`.
fn without_decimals(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, "0" | "00")) if whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => text,
    }
}

/// What is wrong with `text`, where a spreadsheet may have taken the zeros in front of it.
fn damage(error: IdentityError, text: &str) -> IdentityError {
    let IdentityError::Syntax { what, text: shown } = error else { return error };
    let digits = without_decimals(text.trim_start_matches('\''));
    let fits = match digits.len() {
        9..=11 => what == Identifier::Nib,
        12 => matches!(what, Identifier::Nib | Identifier::Npwp),
        13..=14 => what == Identifier::Npwp,
        _ => false,
    };
    let lost_zeros = fits && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if lost_zeros {
        IdentityError::Damaged { what, text: shown }
    } else {
        IdentityError::Syntax { what, text: shown }
    }
}
