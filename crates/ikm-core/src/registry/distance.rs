//! How far two words lie apart, counted in slips of the pen.

/// The longest word that is looked at in full; names are shorter.
const LONGEST: usize = 48;

/// Whether one word becomes the other by at most `limit` slips: a letter wrong, missing, too many, or
/// exchanged with its neighbour (optimal string alignment). Of very long words only the beginning
/// counts.
pub(super) fn within(a: &str, b: &str, limit: usize) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (a, b) = (a.get(..LONGEST).unwrap_or(a), b.get(..LONGEST).unwrap_or(b));
    if a.len().abs_diff(b.len()) > limit {
        return false;
    }
    // What is alike at both ends is no slip.
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) =
        (a.get(..a.len() - tail).unwrap_or_default(), b.get(..b.len() - tail).unwrap_or_default());
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len()) <= limit;
    }
    distance(a, b, limit) <= limit
}

/// The optimal string alignment distance, or something above `limit`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> usize {
    let mut before = [0_usize; LONGEST + 1];
    let mut above = [0_usize; LONGEST + 1];
    for (column, cell) in above.iter_mut().enumerate() {
        *cell = column;
    }
    let mut last = None;
    for (row, letter) in (1..).zip(a) {
        let mut here = [0_usize; LONGEST + 1];
        let mut left = row;
        set(&mut here, 0, row);
        let mut lowest = row;
        let mut previous = None;
        for (column, other) in (1..).zip(b) {
            let step = usize::from(letter != other);
            let mut cost =
                (get(&above, column - 1) + step).min(get(&above, column) + 1).min(left + 1);
            if last == Some(other) && previous == Some(letter) {
                cost = cost.min(get(&before, column - 2) + 1);
            }
            set(&mut here, column, cost);
            left = cost;
            lowest = lowest.min(cost);
            previous = Some(other);
        }
        if lowest > limit {
            return lowest;
        }
        before = above;
        above = here;
        last = Some(letter);
    }
    get(&above, b.len())
}

fn get(row: &[usize; LONGEST + 1], column: usize) -> usize {
    row.get(column).copied().unwrap_or(LONGEST)
}

fn set(row: &mut [usize; LONGEST + 1], column: usize, cost: usize) {
    if let Some(cell) = row.get_mut(column) {
        *cell = cost;
    }
}

/// How many slips a word of this many letters may hold and still be taken for the same.
pub(super) const fn slips(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..9 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    /// The distances are those of `strsim::osa_distance`.
    #[test]
    fn counts_as_another_program_does() {
        let words = [
            "",
            "a",
            "mar",
            "mra",
            "mariani",
            "mariana",
            "marini",
            "rosneli",
            "rosnelli",
            "zulkifli",
            "sulkifli",
            "zulikfli",
            "nurhayati",
            "nurhayanti",
            "ab",
            "ba",
            "abc",
            "cab",
        ];
        for a in words {
            for b in words {
                let distance = strsim::osa_distance(a, b);
                for limit in 0..4 {
                    assert_eq!(within(a, b, limit), distance <= limit, "{a} {b} {limit}");
                }
            }
        }
    }
}
