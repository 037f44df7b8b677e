use super::Rupiah;

/// Writes an amount in Indonesian words, as receipts and cheques carry it beside the figure.
///
/// Follows KBBI: `miliar` (not *milyar*), `seribu` for a single thousand, and so `satu juta seribu`
/// for 1.001.000. A negative amount begins with `minus`. The word `rupiah` is left to the caller.
///
/// ```
/// use ikm_core::money::{Rupiah, terbilang};
/// assert_eq!(terbilang(Rupiah::new(101_000)), "seratus satu ribu");
/// assert_eq!(terbilang(Rupiah::new(2_950_000)), "dua juta sembilan ratus lima puluh ribu");
/// ```
pub fn terbilang(amount: Rupiah) -> String {
    let magnitude = amount.get().unsigned_abs();
    if magnitude == 0 {
        return "nol".to_owned();
    }
    let mut words = Vec::new();
    if amount.is_negative() {
        words.push("minus");
    }
    count(magnitude, &mut words);
    words.join(" ")
}

/// Counts `n`; nothing for zero. Above a thousand trillion the trillions are counted in turn.
fn count(n: u64, words: &mut Vec<&'static str>) {
    const SCALES: [(u64, &str); 4] = [
        (1_000_000_000_000, "triliun"),
        (1_000_000_000, "miliar"),
        (1_000_000, "juta"),
        (1_000, "ribu"),
    ];
    for (scale, name) in SCALES {
        if n >= scale {
            if n / scale == 1 && scale == 1_000 {
                words.push("seribu");
            } else {
                count(n / scale, words);
                words.push(name);
            }
            return count(n % scale, words);
        }
    }
    match n {
        200.. => unit_of(n / 100, "ratus", words, n % 100),
        100.. => {
            words.push("seratus");
            count(n % 100, words);
        }
        20.. => unit_of(n / 10, "puluh", words, n % 10),
        12.. => unit_of(n - 10, "belas", words, 0),
        11 => words.push("sebelas"),
        10 => words.push("sepuluh"),
        _ => words.extend(digit(n)),
    }
}

fn unit_of(digits: u64, unit: &'static str, words: &mut Vec<&'static str>, rest: u64) {
    words.extend(digit(digits));
    words.push(unit);
    count(rest, words);
}

fn digit(n: u64) -> Option<&'static str> {
    const DIGITS: [&str; 9] =
        ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
    let index = usize::try_from(n.checked_sub(1)?).ok()?;
    DIGITS.get(index).copied()
}
