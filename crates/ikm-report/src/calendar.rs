//! Days that must not be missed, as a calendar file (RFC 5545).

use std::io::{self, Write};

use chrono::{Days, NaiveDate};

/// A day to be remembered: an event that takes all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayToRemember {
    /// A name that is the same in every calendar file, so that a calendar that reads the next one moves
    /// the event instead of adding another.
    pub uid: String,
    /// The day.
    pub day: NaiveDate,
    /// What it is, in a few words.
    pub summary: String,
    /// What else there is to say.
    pub description: String,
    /// Where.
    pub location: Option<String>,
    /// Of what kind it is.
    pub category: String,
}

/// A calendar file under way: events that take a whole day, one after the other.
///
/// ```
/// use ikm_report::{Calendar, DayToRemember};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut calendar = Calendar::begin(Vec::new(), "Izin IKM", "2027-01-31".parse()?)?;
/// calendar.add(&DayToRemember {
///     uid: "1.pirt".to_owned(),
///     day: "2027-12-31".parse()?,
///     summary: "P-IRT habis: Rendang Uni".to_owned(),
///     description: String::new(),
///     location: None,
///     category: "P-IRT".to_owned(),
/// })?;
/// let file = String::from_utf8(calendar.end()?)?;
/// assert!(file.contains("\r\nDTSTART;VALUE=DATE:20271231\r\n"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Calendar<W> {
    out: W,
    /// The moment at which every event is said to have been written.
    stamp: String,
}

impl<W: Write> Calendar<W> {
    /// Begins a calendar called `name`. The events bear the first moment of the day `on`, so that the
    /// file of one day is always the same.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses.
    pub fn begin(out: W, name: &str, on: NaiveDate) -> io::Result<Self> {
        let mut calendar = Self { out, stamp: format!("{}T000000Z", date(on)) };
        calendar.line("BEGIN", "VCALENDAR")?;
        calendar.line("VERSION", "2.0")?;
        calendar.line("PRODID", "-//ikm//ikm-report//ID")?;
        calendar.line("CALSCALE", "GREGORIAN")?;
        calendar.line("METHOD", "PUBLISH")?;
        calendar.line("X-WR-CALNAME", &escaped(name))?;
        Ok(calendar)
    }

    /// Adds an event.
    ///
    /// # Errors
    ///
    /// Whatever the writer refuses.
    pub fn add(&mut self, event: &DayToRemember) -> io::Result<()> {
        self.line("BEGIN", "VEVENT")?;
        self.line("UID", &escaped(&event.uid))?;
        let stamp = self.stamp.clone();
        self.line("DTSTAMP", &stamp)?;
        self.line("DTSTART;VALUE=DATE", &date(event.day))?;
        // The end is the first day that does not belong to the event any more.
        if let Some(end) = event.day.checked_add_days(Days::new(1)) {
            self.line("DTEND;VALUE=DATE", &date(end))?;
        }
        self.line("SUMMARY", &escaped(&event.summary))?;
        if !event.description.is_empty() {
            self.line("DESCRIPTION", &escaped(&event.description))?;
        }
        if let Some(location) = &event.location {
            self.line("LOCATION", &escaped(location))?;
        }
        self.line("CATEGORIES", &escaped(&event.category))?;
        // A permit that runs out keeps nobody from having a meeting.
        self.line("TRANSP", "TRANSPARENT")?;
        self.line("END", "VEVENT")
    }

    /// Ends the calendar and gives the writer back.
    ///
    /// # Errors
    ///
    /// Whatever the writer refuses.
    pub fn end(mut self) -> io::Result<W> {
        self.line("END", "VCALENDAR")?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes a content line, folded after at most 75 octets (RFC 5545, 3.1).
    fn line(&mut self, name: &str, value: &str) -> io::Result<()> {
        const OCTETS: usize = 75;
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = OCTETS;
        while rest.len() > room {
            let end = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
            let (head, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
            write!(self.out, "{head}\r\n ")?;
            rest = tail;
            // The blank in front of what goes on counts too.
            room = OCTETS - 1;
        }
        write!(self.out, "{rest}\r\n")
    }
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A text as RFC 5545 has it (3.3.11), without other control characters, which it forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
