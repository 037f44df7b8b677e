//! The apostrophe that keeps a spreadsheet from running a text as a formula.
//!
//! A CSV file knows no types: a spreadsheet runs whatever looks like a formula, also what somebody
//! wrote into a list as the name of a business (OWASP, "CSV injection"). Our writers put an
//! apostrophe before such a text and our reader takes it off again, so that nothing is run and
//! nothing is changed.

use std::borrow::Cow;

/// The text as CSV carries it: with an apostrophe before it when it begins like a formula.
///
/// For every text, [`unguarded`] gives it back. So a text that begins with apostrophes and then
/// like a formula gets one more.
///
/// ```
/// use ikm_core::guard::{guarded, unguarded};
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(guarded("+628123456789"), "'+628123456789");
/// assert_eq!(guarded("Rendang Uni Mar"), "Rendang Uni Mar");
/// assert_eq!(unguarded("'=1+1"), "=1+1");
/// assert_eq!(unguarded("'Aisyah"), "'Aisyah");
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    if begins_like_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// As [`guarded`], but a negative number and a lone dash stay, since people work with them and they
/// run nothing. It is the form of every CSV file that we write.
///
/// ```
/// use ikm_core::guard::guarded_cell;
/// assert_eq!(guarded_cell("-1.500.000,00"), "-1.500.000,00");
/// assert_eq!(guarded_cell("-"), "-");
/// assert_eq!(guarded_cell("-2+3"), "'-2+3");
/// ```
pub fn guarded_cell(cell: &str) -> Cow<'_, str> {
    let is_number = cell
        .strip_prefix('-')
        .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')));
    if is_number { Cow::Borrowed(cell) } else { guarded(cell) }
}

/// The text as a spreadsheet's own file carries it. Nothing is run there, so that only a text which
/// a reader of lists would take something off gets an apostrophe: one that looks guarded already, or
/// that stands between `="` and `"`.
///
/// ```
/// use ikm_core::guard::guarded_in_sheet;
/// assert_eq!(guarded_in_sheet("+628123456789"), "+628123456789");
/// assert_eq!(guarded_in_sheet("'=1"), "''=1");
/// ```
pub fn guarded_in_sheet(text: &str) -> Cow<'_, str> {
    let is_quoted = text.strip_prefix("=\"").is_some_and(|rest| rest.ends_with('"'));
    if is_quoted || unguarded(text) != text {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`guarded`], [`guarded_cell`] or [`guarded_in_sheet`] wrote.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins_like_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet could take the text for a formula, or a text after blanks: some programs
/// take the blanks off first.
fn begins_like_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(['=', '+', '-', '@'])
}
