/// Whether a number is one that people type where they know none: one digit over and over
/// (`1111111111111`) or two digits in turn (`1212121212121212`). In a telephone number the operator's
/// prefix may stand before the pattern, in a NIK the region before ones only. Fewer than five digits
/// are a placeholder too.
///
/// Such a number is nobody's: it is no identity, no key and no reason. The digits in their order
/// (`1234567890123`) are not counted among them: a NIB and a telephone may be drawn so, and as a NIK
/// they have no date of birth.
///
/// ```
/// use ikm_core::registry::is_placeholder;
/// assert!(is_placeholder("1111111111111111") && is_placeholder("0"));
/// assert!(is_placeholder("+6281111111111") && !is_placeholder("+6281234567890"));
/// assert!(!is_placeholder("9120000000011") && !is_placeholder("1301055506800001"));
/// ```
pub fn is_placeholder(number: &str) -> bool {
    let subscriber = number.strip_prefix("+62").or_else(|| number.strip_prefix("08"));
    let digits = subscriber.unwrap_or(number);
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    if count < 5 {
        return true;
    }
    // What may stand before the pattern: an operator's prefix, or the region of a NIK.
    let (constant, in_turn): (&[usize], &[usize]) = match (subscriber, count) {
        (Some(_), 9..) => (&[0, 1, 2, 3], &[0, 1]),
        (Some(_), _) => (&[0, 1], &[0, 1]),
        (None, 16) => (&[0, 6], &[0]),
        (None, _) => (&[0], &[0]),
    };
    let tail = |skip| digits.bytes().filter(u8::is_ascii_digit).skip(skip);
    let all = |skip, lag| tail(skip).zip(tail(skip + lag)).all(|(a, b)| a == b);
    constant.iter().any(|skip| all(*skip, 1)) || in_turn.iter().any(|skip| all(*skip, 2))
}
