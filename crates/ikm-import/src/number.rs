//! Numbers as people type them.
//!
//! Indonesian parts thousands with a point and decimals with a comma, and English the other way
//! round; lists hold both. What decides:
//!
//! * where both marks stand, the last one is the decimal mark;
//! * a mark that stands more than once, or once before exactly three digits, parts thousands
//!   (`1.500` and `1,500` are fifteen hundred), except that a comma in front of a magnitude is a
//!   decimal one (`1,500 juta` is a million and a half);
//! * otherwise the mark is a decimal one (`1,5`, `1.5`, `1500.125`).
//!
//! Groups of thousands must be whole: `12.34.567` is no number.

use rust_decimal::Decimal;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotANumber {
    /// It holds words, or marks where none can stand.
    Words,
    /// It is below zero.
    Negative,
    /// It has more digits than can be held.
    TooLong,
}

/// Reads what a spreadsheet held as a number: a plain decimal, whatever it looks like.
pub(crate) fn parse_typed(text: &str) -> Result<Option<Decimal>, NotANumber> {
    let number: Decimal = text.parse().map_err(|_not_a_decimal| match text.parse::<f64>() {
        Ok(number) if number.is_finite() => NotANumber::TooLong,
        _ => NotANumber::Words,
    })?;
    if number.is_sign_negative() && !number.is_zero() {
        return Err(NotANumber::Negative);
    }
    Ok(Some(number.abs()))
}

/// Reads an amount of money that is zero or more: `1.500.000,00`, `Rp 2.500.000,-`, `1,5 juta`,
/// `2,5jt`. `None` for what means unknown: blanks, dashes.
pub(crate) fn parse_money(text: &str) -> Result<Option<Decimal>, NotANumber> {
    let body = without_currency(text.trim());
    let Some((number, rest)) = digits_and_rest(body)? else { return Ok(None) };
    let (power, rest) = magnitude(rest);
    let value = plain(number, power)?;
    if rest.is_empty() { Ok(Some(value)) } else { Err(NotANumber::Words) }
}

/// Reads a number that is zero or more with the words behind it: `100 kg/bulan`, `3 orang`. The
/// words are empty where the number stands alone.
pub(crate) fn parse_count(text: &str) -> Result<Option<(Decimal, &str)>, NotANumber> {
    let Some((number, rest)) = digits_and_rest(text.trim())? else { return Ok(None) };
    Ok(Some((plain(number, 0)?, rest)))
}

/// The digits with their marks, and what stands behind them.
fn digits_and_rest(body: &str) -> Result<Option<(&str, &str)>, NotANumber> {
    if is_unknown(body) {
        return Ok(None);
    }
    let (negative, body) = split_sign(body);
    let digits_end = body.find(|c: char| !(c.is_ascii_digit() || is_mark(c))).unwrap_or(body.len());
    let (number, rest) = body.split_at(digits_end);
    let number = number.trim().trim_end_matches(['.', ',']);
    let is_zero = number.bytes().all(|b| !b.is_ascii_digit() || b == b'0');
    if negative && !is_zero {
        return Err(NotANumber::Negative);
    }
    Ok(Some((number, without_closing(rest))))
}

/// Marks that part digits; a no-break space too, as spreadsheets write it.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}')
}

/// Whether a cell says that nothing is known.
pub(crate) fn is_unknown(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—'))
}

/// Whether the number is negative, and the rest of it.
fn split_sign(body: &str) -> (bool, &str) {
    if let Some(rest) = body.strip_prefix(['-', '−']) {
        return (true, without_currency(rest.trim_start()));
    }
    if let Some(inner) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        // Accountants write a negative amount in parentheses.
        return (true, without_currency(inner.trim()));
    }
    (false, body.strip_prefix('+').unwrap_or(body))
}

fn without_currency(body: &str) -> &str {
    for currency in ["rp", "idr"] {
        if let Some(head) = body.get(..currency.len())
            && head.eq_ignore_ascii_case(currency)
        {
            let rest = body.get(currency.len()..).unwrap_or_default();
            return rest.trim_start_matches(['.', ':', ' ', '\u{a0}', '\u{202f}']);
        }
    }
    body
}

/// What stands behind the digits, without the `-` or `=` that closes an amount (`2.500.000,-`) and
/// without the word rupiah.
fn without_closing(rest: &str) -> &str {
    let rest = rest.trim_start_matches(['-', '=', '–', '—']).trim();
    match rest
        .len()
        .checked_sub("rupiah".len())
        .and_then(|at| Some((rest.get(..at)?, rest.get(at..)?)))
    {
        Some((before, word)) if word.eq_ignore_ascii_case("rupiah") => before.trim_end(),
        _ => rest,
    }
}

/// Powers of ten that words stand for. M is milyar here, as it is on every Indonesian price tag.
const MAGNITUDES: [(&str, u32); 12] = [
    ("ribu", 3),
    ("rb", 3),
    ("k", 3),
    ("juta", 6),
    ("jt", 6),
    ("miliar", 9),
    ("milyar", 9),
    ("mlyr", 9),
    ("m", 9),
    ("triliun", 12),
    ("trilyun", 12),
    ("t", 12),
];

/// The power of ten named in front of `rest`, and what follows it.
fn magnitude(rest: &str) -> (u32, &str) {
    let word_end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (word, after) = rest.split_at(word_end);
    MAGNITUDES
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name))
        .map_or((0, rest), |(_, power)| (*power, after.trim_start_matches('.').trim_start()))
}

/// The value of digits and marks, times ten to the `power`.
fn plain(number: &str, power: u32) -> Result<Decimal, NotANumber> {
    let mut digits = String::with_capacity(number.len());
    let decimal_at = decimal_mark(number, power > 0);
    let whole = number.get(..decimal_at.unwrap_or(number.len())).unwrap_or_default();
    push_grouped(whole, &mut digits)?;
    let mut scale = 0;
    if let Some(at) = decimal_at {
        let fraction = number.get(at + 1..).unwrap_or_default();
        if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotANumber::Words);
        }
        // Zeros at the end only say how the cell was formatted.
        let fraction = fraction.trim_end_matches('0');
        digits.push_str(fraction);
        scale = u32::try_from(fraction.len()).map_err(|_too_long| NotANumber::TooLong)?;
    }
    let mantissa: i128 = digits.parse().map_err(|_too_long| NotANumber::TooLong)?;
    let raised = 10_i128
        .checked_pow(power.saturating_sub(scale))
        .and_then(|factor| mantissa.checked_mul(factor))
        .ok_or(NotANumber::TooLong)?;
    Decimal::try_from_i128_with_scale(raised, scale.saturating_sub(power))
        .map_err(|_too_long| NotANumber::TooLong)
}

/// Where the decimal mark stands, if one does.
fn decimal_mark(number: &str, before_magnitude: bool) -> Option<usize> {
    let (last_at, last) = number.rmatch_indices(['.', ',']).next()?;
    let other = if last == "." { ',' } else { '.' };
    if number.contains(other) {
        return Some(last_at);
    }
    let groups_of_three = number.len() - last_at - 1 == 3;
    let alone = number.find(['.', ',']) == Some(last_at);
    let whole = number.get(..last_at).unwrap_or_default();
    // 0,250 is not two hundred and fifty, and 1500.125 has no thousands to part.
    let no_group = whole.len() > 3 || whole.bytes().all(|b| b == b'0');
    match (alone, groups_of_three) {
        (false, _) => None,
        (true, false) => Some(last_at),
        (true, true) if no_group => Some(last_at),
        (true, true) => (before_magnitude && last == ",").then_some(last_at),
    }
}

/// Copies the digits of a whole number whose thousands may be parted, after checking the groups.
fn push_grouped(whole: &str, digits: &mut String) -> Result<(), NotANumber> {
    let mark = whole.chars().find(|c| is_mark(*c));
    for (i, group) in whole.split(|c| Some(c) == mark).enumerate() {
        let well_sized = match (mark, i) {
            (None, _) => !group.is_empty(),
            (Some(_), 0) => (1..=3).contains(&group.len()),
            (Some(_), _) => group.len() == 3,
        };
        if !well_sized || !group.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotANumber::Words);
        }
        digits.push_str(group);
    }
    Ok(())
}
