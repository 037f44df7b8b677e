//! The journal as plain-text accounting programs read it, so that anybody can check the books with a
//! program that is not ours.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use chrono::NaiveDate;
use ikm_core::ledger::{Account, AccountKind, Entry};
use ikm_core::money::Rupiah;

use crate::error::ReportError;

/// The program for which a journal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalFor {
    /// hledger, from version 1.25.
    Hledger,
    /// Ledger, from version 3.3.
    Ledger,
}

impl FromStr for JournalFor {
    type Err = ReportError;

    fn from_str(text: &str) -> Result<Self, ReportError> {
        match text {
            "hledger" => Ok(Self::Hledger),
            "ledger" => Ok(Self::Ledger),
            _ => Err(ReportError::ListFile(text.to_owned())),
        }
    }
}

impl fmt::Display for JournalFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hledger => "hledger",
            Self::Ledger => "ledger",
        })
    }
}

/// Writes a journal. `name` says how the member of an account is called, if it has one.
pub struct JournalWriter<'a> {
    out: &'a mut dyn Write,
    name: &'a dyn Fn(Account) -> Option<String>,
}

impl fmt::Debug for JournalWriter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JournalWriter").finish_non_exhaustive()
    }
}

impl<'a> JournalWriter<'a> {
    /// Begins a journal: declares the commodity and every account, so that a strict reader finds a
    /// slip of the pen.
    ///
    /// # Errors
    ///
    /// [`io::Error`] when it cannot be written; so for every method here.
    pub fn begin(
        program: JournalFor,
        accounts: impl IntoIterator<Item = Account>,
        out: &'a mut dyn Write,
        name: &'a dyn Fn(Account) -> Option<String>,
    ) -> io::Result<Self> {
        match program {
            JournalFor::Hledger => writeln!(out, "commodity 1000. IDR")?,
            JournalFor::Ledger => writeln!(out, "commodity IDR\ntag entry\ntag reverses")?,
        }
        let writer = Self { out, name };
        for account in accounts {
            let code = writer.code(account);
            writeln!(writer.out, "account {code}")?;
        }
        Ok(writer)
    }

    /// Writes the entry at `place` of the journal. Entries come in the order of their days.
    ///
    /// # Errors
    ///
    /// As for [`JournalWriter::begin`].
    pub fn entry(&mut self, place: u64, entry: &Entry) -> io::Result<()> {
        let (kind, reference) = (entry.kind().code(), on_one_line(entry.reference()));
        let head = format!("{} ({place}) {kind} {reference}", entry.on());
        writeln!(self.out, "\n{}", head.trim_end())?;
        writeln!(self.out, "    ; entry: {}", entry.id())?;
        if let Some(reversed) = entry.reverses() {
            writeln!(self.out, "    ; reverses: {reversed}")?;
        }
        for posting in entry.postings() {
            writeln!(self.out, "    {}  {} IDR", self.code(posting.account), posting.amount.get())?;
        }
        Ok(())
    }

    /// Ends the journal with what stands on every account at the end of `day`, which the reader
    /// compares with what it has added up itself. Debits are positive.
    ///
    /// # Errors
    ///
    /// As for [`JournalWriter::begin`].
    pub fn end(self, day: NaiveDate, balances: &[(Account, Rupiah)]) -> io::Result<()> {
        writeln!(self.out, "\n{day} balances")?;
        for (account, balance) in balances {
            writeln!(self.out, "    {}  0 IDR = {} IDR", self.code(*account), balance.get())?;
        }
        Ok(())
    }

    /// The account in the hierarchy that these programs know.
    fn code(&self, account: Account) -> String {
        let side = match account.kind() {
            AccountKind::Asset => "assets",
            AccountKind::Liability => "liabilities",
            AccountKind::Equity => "equity",
            AccountKind::Income => "income",
            AccountKind::Expense => "expenses",
        };
        let stem = account.stem();
        match account.member() {
            None => format!("{side}:{stem}"),
            Some(member) => {
                let name = (self.name)(account).unwrap_or_else(|| member.to_string());
                format!("{side}:{stem}:{name}")
            }
        }
    }
}

/// A reference without what would end the line or begin a comment.
fn on_one_line(text: &str) -> String {
    let plain =
        |letter: char| if letter.is_control() || ";|".contains(letter) { ' ' } else { letter };
    text.chars().map(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
