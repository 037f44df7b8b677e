//! Calendar files by the letters of RFC 5545. The Python package icalendar 7.3.0 reads the file of the
//! first test as the same event.

use chrono::NaiveDate;
use ikm_report::{Calendar, DayToRemember};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn event(summary: &str) -> DayToRemember {
    DayToRemember {
        uid: "018f-1.pirt@ikm".to_owned(),
        day: day("2027-12-31"),
        summary: summary.to_owned(),
        description: "Pemilik: Siti; Painan,\nIV Jurai".to_owned(),
        location: Some("IV Jurai".to_owned()),
        category: "P-IRT".to_owned(),
    }
}

fn file(events: &[DayToRemember]) -> String {
    let mut calendar = Calendar::begin(Vec::new(), "Izin IKM", day("2027-01-31")).expect("writes");
    for event in events {
        calendar.add(event).expect("writes");
    }
    String::from_utf8(calendar.end().expect("writes")).expect("a text")
}

#[test]
fn an_event_takes_its_whole_day() {
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ikm//ikm-report//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Izin IKM",
        "BEGIN:VEVENT",
        "UID:018f-1.pirt@ikm",
        "DTSTAMP:20270131T000000Z",
        "DTSTART;VALUE=DATE:20271231",
        "DTEND;VALUE=DATE:20280101",
        r"SUMMARY:P-IRT\, 1\; a\\b",
        r"DESCRIPTION:Pemilik: Siti\; Painan\,\nIV Jurai",
        "LOCATION:IV Jurai",
        "CATEGORIES:P-IRT",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file(&[event(r"P-IRT, 1; a\b")]), lines.join("\r\n"));
}

#[test]
fn nothing_to_remember_is_a_calendar_too() {
    let empty = file(&[]);
    assert!(empty.ends_with("X-WR-CALNAME:Izin IKM\r\nEND:VCALENDAR\r\n"), "{empty}");
}

proptest! {
    /// Whatever stands in a text, no line is longer than 75 octets, none begins a new property, and
    /// unfolded and unescaped it is the text again.
    #[test]
    fn any_text_comes_back(text in "[a-zé☕,;\\\\\n ]{0,200}") {
        let file = file(&[event(&text)]);
        prop_assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
        let unfolded = file.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:"));
        let mut read = String::new();
        let mut chars = line.expect("a summary").chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => read.push(match chars.next().expect("escaped") {
                    'n' => '\n',
                    other => other,
                }),
                (c, false) => read.push(c),
            }
        }
        prop_assert_eq!(read, text);
    }
}
