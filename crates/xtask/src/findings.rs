//! What a check found, and how it is told.

use std::io::{self, Write};

/// What one check found. Errors fail it; warnings are only told.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// What was looked at, for the line that says that all is well: `12 crates`.
    looked_at: String,
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

impl Findings {
    pub(crate) fn of(looked_at: String) -> Self {
        Self { looked_at, ..Self::default() }
    }

    pub(crate) fn error(&mut self, text: String) {
        self.errors.push(text);
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    pub(crate) fn print(&self, check: &str, out: &mut dyn Write) -> io::Result<()> {
        for warning in &self.warnings {
            writeln!(out, "{check}: warning: {warning}")?;
        }
        for error in &self.errors {
            writeln!(out, "{check}: error: {error}")?;
        }
        match self.errors.len() {
            0 => writeln!(out, "{check}: ok ({})", self.looked_at),
            n => writeln!(out, "{check}: {n} found ({})", self.looked_at),
        }
    }
}
