use unicode_width::UnicodeWidthStr as _;

/// How many columns of a terminal the text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks text into lines of at most `limit` columns (at least two), between words where it can.
pub(crate) fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined) <= limit {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = word;
        while width(rest) > limit {
            let (head, tail) = split_at_width(rest, limit);
            lines.push(head.to_owned());
            rest = tail;
        }
        rest.clone_into(&mut line);
    }
    lines.push(line);
    lines
}

/// The text if it fits into `limit` columns, else its beginning and an ellipsis.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let line = wrap(text, limit.saturating_sub(1)).into_iter().next().unwrap_or_default();
    line.trim_end_matches([',', ';', ':', '(']).to_owned() + "…"
}

/// The longest beginning that fits, at least one character, and the rest.
fn split_at_width(text: &str, limit: usize) -> (&str, &str) {
    let mut end = 0;
    for (start, c) in text.char_indices() {
        let next = start + c.len_utf8();
        if end > 0 && text.get(..next).is_none_or(|head| width(head) > limit) {
            break;
        }
        end = next;
    }
    text.split_at(end)
}

/// Fills the text up to `target` columns, on its left when it is to stand at the right edge.
pub(crate) fn pad(text: &str, target: usize, right_aligned: bool) -> String {
    let blanks = " ".repeat(target.saturating_sub(width(text)));
    if right_aligned { blanks + text } else { text.to_owned() + &blanks }
}
