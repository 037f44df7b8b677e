/// Whether a number is one that people type where they know none: one digit over and over
/// (`1111111111111`), two digits in turn (`1212121212121212`), or the digits in their order, up or
/// down (`1234567890123`). In a telephone number the operator's prefix may stand before the pattern,
/// in a NIK the region before ones only. Fewer than five digits are a placeholder too.
///
/// Such a number is nobody's: it is no identity, no key and no reason.
///
/// ```
/// use ikm_core::registry::is_placeholder;
/// assert!(is_placeholder("1111111111111111") && is_placeholder("0"));
/// assert!(is_placeholder("1234567890123") && is_placeholder("+6281234567890"));
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
    let (constant, ordered): (&[usize], &[usize]) = match (subscriber, count) {
        (Some(_), 9..) => (&[0, 1, 2, 3], &[0, 1]),
        (Some(_), _) => (&[0, 1], &[0, 1]),
        (None, 16) => (&[0, 6], &[0]),
        (None, _) => (&[0], &[0]),
    };
    let tail = |skip| digits.bytes().filter(u8::is_ascii_digit).skip(skip);
    let all = |skip, lag, step: u8| {
        tail(skip).zip(tail(skip + lag)).all(|(a, b)| (b + 10 - a) % 10 == step)
    };
    constant.iter().any(|skip| all(*skip, 1, 0))
        || ordered.iter().any(|skip| all(*skip, 1, 1) || all(*skip, 1, 9) || all(*skip, 2, 0))
}
