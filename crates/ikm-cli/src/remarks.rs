//! What is said beside a result, when there may be a great deal of it.

use std::collections::BTreeMap;

use ikm_core::{Explain, Lang};

use crate::printer::Printer;

/// How many remarks of one kind are shown: a whole column can be wrong in one way.
const SHOWN: u64 = 20;

/// Says the first few remarks of each kind and counts the others.
///
/// A program that asked for JSON gets them when the command is done: the error of one that is
/// refused stands on standard error alone.
#[derive(Debug)]
pub(crate) struct Remarks<'a> {
    printer: &'a Printer,
    times: BTreeMap<String, u64>,
    held: Vec<String>,
}

impl<'a> Remarks<'a> {
    pub(crate) const fn new(printer: &'a Printer) -> Self {
        Self { printer, times: BTreeMap::new(), held: Vec::new() }
    }

    /// Says what was remarked, and what can be done about it.
    pub(crate) fn say(&mut self, kind: &str, remark: &dyn Explain) {
        if self.is_one_of_the_first(remark.code()) {
            let lang = self.printer.lang();
            let (message, hint) = (remark.message(lang), remark.hint(lang));
            let hint = if hint.is_empty() { hint } else { format!("; {hint}") };
            self.line(format!("{kind}[{}]: {message}{hint}", remark.code()));
        }
    }

    /// Says a remark that has been put into words already.
    pub(crate) fn say_words(&mut self, kind: &str, code: &str, words: &str) {
        if self.is_one_of_the_first(code) {
            self.line(format!("{kind}[{code}]: {words}"));
        }
    }

    /// Counts a remark, and whether it is one of the first of its code.
    fn is_one_of_the_first(&mut self, code: &str) -> bool {
        let times = match self.times.get_mut(code) {
            Some(times) => times,
            None => self.times.entry(code.to_owned()).or_default(),
        };
        *times += 1;
        *times <= SHOWN
    }

    fn line(&mut self, line: String) {
        if self.printer.is_json() {
            self.held.push(line);
        } else {
            Printer::say(&line);
        }
    }

    /// Says what was held back, and how many more of each kind there were.
    pub(crate) fn end(self) {
        for line in &self.held {
            Printer::say(line);
        }
        let lang = self.printer.lang();
        for (code, times) in &self.times {
            let more = times.saturating_sub(SHOWN);
            if more > 0 {
                let more = lang.number(i64::try_from(more).unwrap_or(i64::MAX));
                Printer::say(&match lang {
                    Lang::Id => format!("[{code}] … dan {more} lagi"),
                    Lang::En => format!("[{code}] … and {more} more"),
                });
            }
        }
    }
}
